/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes of a mail: new, known, in its thread, come back, an answer, or kept as it came. */
#include "support.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "exchange/attachmentfile.h"
#include "exchange/mail/read.h"
#include "model/draft.h"
#include "model/message.h"
#include "service/draft.h"
#include "service/request/intake.h"
#include "service/request/thread.h"
#include "service/retention.h"
#include "store/maintenance.h"

#define HEAD                                      \
	"From: Eva Ek <eva@example.org>\n"        \
	"To: natverket@example.org\n"             \
	"Date: Tue, 19 Sep 2023 07:10:00 +0200\n" \
	"Content-Type: text/plain; charset=utf-8\n"
#define ID(id) "Message-ID: <" id ">\n"
#define SUBJECT(text) "Subject: " text "\n"
#define TO(id) "In-Reply-To: <" id ">\n"
#define BODY "\nHej!\n"

/* Takes a mail in; its fate must be this. The number of the request. */
static int64_t take(struct house *house, const char *text, enum intake_fate fate)
{
	struct intake_result result;
	const struct intake_source source = {.name = "a.eml"};
	assert_ok(service_intake(&house->service, &source, text, strlen(text), &result, error));
	assert_int_equal(result.fate, fate);
	int64_t request = result.request;
	intake_result_finish(&result);
	return request;
}

static void intake__new__is_a_request_with_its_mail(void **state)
{
	struct house *house = *state;
	int64_t id = take(house, HEAD ID("a@x") SUBJECT("Fråga") BODY, INTAKE_NEW);
	assert_field(house, &request_entity, id, "subject", "Fråga");
	assert_field(house, &request_entity, id, "body", "Hej!");
	assert_field(house, &request_entity, id, "sender_name", "Eva Ek");
	assert_field(house, &request_entity, id, "channel", "mail");
	assert_field(house, &request_entity, id, "status", "new");
	assert_field(house, &request_entity, id, "verified", "unknown");
	assert_field(house, &request_entity, id, "received_at", "2023-09-19T05:10:00Z");
	assert_int_equal(read_integer(house, "SELECT count(*) FROM message WHERE body IS NULL AND"
					     " message_id = 'a@x' AND source = 'a.eml'"),
		1);
	struct thread thread;
	assert_ok(service_thread_read(&house->service, id, &thread, error));
	assert_int_equal(thread.count, 1);
	assert_string_equal(thread.in_reply_to, "a@x");
	thread_finish(&thread);
	assert_sound(house);
}

static void intake__old_date__came_now(void **state)
{
	struct house *house = *state;
	int64_t id = take(house,
		"From: a@b.example\nDate: Fri, 1 Sep 2023 07:10:00 +0200\n" ID("a@x") SUBJECT("x")
			BODY,
		INTAKE_NEW);
	assert_field(house, &request_entity, id, "received_at", "2023-09-19T06:30:00Z");
	id = take(house,
		"From: a@b.example\nDate: Fri, 1 Dec 2023 07:10:00 +0100\n" ID("b@x") SUBJECT("y")
			BODY,
		INTAKE_NEW);
	assert_field(house, &request_entity, id, "received_at", "2023-09-19T06:30:00Z");
}

static void intake__twice__is_known(void **state)
{
	struct house *house = *state;
	const char *text = HEAD ID("a@x") SUBJECT("Fråga") BODY;
	int64_t id = take(house, text, INTAKE_NEW), actions = count_actions(house);
	assert_int_equal(take(house, text, INTAKE_KNOWN), id);
	assert_int_equal(count_actions(house), actions);
}

#define FORM(id, day)                                                            \
	"From: form@example.org\nDate: " day " Sep 2023 07:10:00 +0200\n" ID(id) \
		SUBJECT("Formulär") "\nNamn: Eva Ek\nE-post: eva@example.org\n"  \
				    "Meddelande: Jag behöver hjälp.\n"

/* Sent twice is once; asked again days later, with another mail, is another matter. */
static void intake__form_again__is_known_within_a_day(void **state)
{
	struct house *house = *state;
	int64_t id = take(house, FORM("a@x", "Sat, 16"), INTAKE_NEW);
	assert_int_equal(take(house, FORM("b@x", "Sat, 16"), INTAKE_KNOWN), id);
	int64_t other = take(house, FORM("c@x", "Mon, 18"), INTAKE_NEW);
	assert_int_not_equal(other, id);
	assert_int_equal(take(house, FORM("c@x", "Mon, 18"), INTAKE_KNOWN), other);
	assert_sound(house);
}

/* A Message-ID is only what a sender says: nobody makes the mail of another disappear with it. */
static void intake__same_message_id_other_words__are_both_kept(void **state)
{
	struct house *house = *state;
	const char *first = HEAD ID("a@x") SUBJECT("Fråga") BODY;
	const char *second = HEAD ID("a@x") SUBJECT("Fråga") "\nJag är hotad.\n";
	int64_t id = take(house, first, INTAKE_NEW), other = take(house, second, INTAKE_NEW);
	assert_int_not_equal(id, other);
	assert_field(house, &request_entity, other, "body", "Jag är hotad.");
	assert_int_equal(take(house, first, INTAKE_KNOWN), id);
	assert_int_equal(take(house, second, INTAKE_KNOWN), other);
	assert_int_equal(
		take(house, "Received: by another way\n" HEAD ID("a@x") SUBJECT("Fråga") BODY,
			INTAKE_KNOWN),
		id);
	/* Without a day too. */
	id = take(house, "From: a@b.example\n" ID("b@x") BODY, INTAKE_NEW);
	assert_int_equal(
		take(house, "Received: again\nFrom: a@b.example\n" ID("b@x") BODY, INTAKE_KNOWN),
		id);
	assert_sound(house);
}

/* Whoever has a copy of a letter sent to ourselves does not ask anything by it. */
static void intake__our_own_letter__is_known(void **state)
{
	struct house *house = *state;
	const struct draft_order order = {.reason = DRAFT_OTHER,
		.address = "eva@example.org",
		.subject = "Hej",
		.body = "Hej!"};
	free(house->settings.mail_from);
	house->settings.mail_from = xstrdup("Natverket@example.org");
	assert_ok(service_draft(&house->service, &order, error));
	run_sql(house, "UPDATE draft SET message_id = 'our@x'");
	take(house, "From: natverket@example.org\n" ID("our@x") SUBJECT("Hej") BODY, INTAKE_KNOWN);
	/* From another it is another mail. */
	take(house, "From: evil@example.org\n" ID("our@x") SUBJECT("Hej") BODY, INTAKE_NEW);
}

static void intake__without_a_message_id__is_known_by_its_words(void **state)
{
	struct house *house = *state;
	int64_t id = take(house, HEAD SUBJECT("Fråga") BODY, INTAKE_NEW);
	assert_int_equal(
		take(house, "Received: by another way\n" HEAD SUBJECT("Fråga") BODY, INTAKE_KNOWN),
		id);
	take(house, HEAD SUBJECT("Fråga") "\nHej då!\n", INTAKE_NEW);
	/* Without a day by every byte, but for those at the end. */
	take(house, "From: a@b.example\n" BODY, INTAKE_NEW);
	take(house, "From: a@b.example\n" BODY "\n", INTAKE_KNOWN);
	take(house, "Received: again\nFrom: a@b.example\n" BODY, INTAKE_NEW);
}

static void intake__no_words__has_a_subject(void **state)
{
	struct house *house = *state;
	int64_t id = take(house, HEAD ID("a@x") "\n", INTAKE_NEW);
	assert_field(house, &request_entity, id, "subject", "(no subject)");
	assert_field(house, &request_entity, id, "body", "–");
}

static void intake__long_body__is_kept_whole_beside(void **state)
{
	struct house *house = *state;
	char *line = xcalloc(150001, 1);
	memset(line, 'x', 150000);
	char *text = xasprintf("%s\n%s\n", HEAD ID("a@x") SUBJECT("Lång"), line);
	int64_t id = take(house, text, INTAKE_NEW);
	char *body = look(house, &request_entity, id, "body");
	assert_int_equal(strlen(body), MAIL_NOTE_LIMIT);
	assert_int_equal(read_integer(house, "SELECT size FROM attachment"), 150000);
	free(body);
	free(text);
	free(line);
}

static void intake__resembling__is_hinted(void **state)
{
	struct house *house = *state;
	int64_t first = take(house, HEAD ID("a@x") SUBJECT("Fråga om avgiften") BODY, INTAKE_NEW);
	int64_t second = take(
		house, HEAD ID("b@x") SUBJECT("Sv: FRÅGA om avgiften?") BODY, INTAKE_NEW);
	int64_t third = take(house, HEAD ID("c@x") SUBJECT("Något annat") BODY, INTAKE_NEW);
	char *number = xasprintf("%lld", (long long)first);
	assert_field(house, &request_entity, first, "like_id", "–");
	assert_field(house, &request_entity, second, "like_id", number);
	assert_field(house, &request_entity, third, "like_id", "–");
	run_sql(house, "UPDATE request SET received_at = received_at - 15 * 86400");
	int64_t late = take(house, HEAD ID("d@x") SUBJECT("Fråga om avgiften") BODY, INTAKE_NEW);
	assert_field(house, &request_entity, late, "like_id", "–");
	free(number);
}

static void intake__participant__is_linked_and_protected(void **state)
{
	struct house *house = *state;
	int64_t person = ADD_PARTICIPANT(house, {"given_name", "Eva"}, {"family_name", "Ek"},
		{"email", "Eva@example.org"}, {"protected", "true"});
	int64_t id = take(house, HEAD ID("a@x") SUBJECT("Fråga") BODY, INTAKE_NEW);
	struct request *request = get(house, &request_entity, id);
	assert_int_equal(request->participant.value, person);
	assert_int_equal(request->is_protected.value, 1);
	record_destroy(&request_entity, request);
	assert_int_equal(read_integer(house, "SELECT protected FROM message"), 1);
	char *told = read_text(house,
		"SELECT title FROM action WHERE id = (SELECT max(id) FROM action)"
		" UNION ALL SELECT after FROM action_row WHERE action_id ="
		" (SELECT max(id) FROM action)");
	assert_non_null(strstr(told, "received_at"));
	assert_null(strcasestr(told, "eva"));
	assert_null(strstr(told, "Hej"));
	assert_null(strstr(told, "Fr"));
	free(told);
}

/* ---- threads ---- */

static void close_it(struct house *house, int64_t id)
{
	enter(house, &request_entity, id, REQUEST_CLOSED, "klart");
}

static void intake__reply__opens_what_was_closed(void **state)
{
	struct house *house = *state;
	int64_t id = take(house, HEAD ID("a@x") SUBJECT("Fråga") BODY, INTAKE_NEW);
	close_it(house, id);
	assert_int_equal(take(house, HEAD ID("b@x") TO("a@x") BODY, INTAKE_REPLY), id);
	assert_field(house, &request_entity, id, "status", "open");
	assert_field(house, &request_entity, id, "reopened", "1");
	struct thread thread;
	assert_ok(service_thread_read(&house->service, id, &thread, error));
	assert_int_equal(thread.count, 2);
	assert_string_equal(thread.entries[1].body, "Hej!");
	thread_finish(&thread);
	take(house, HEAD ID("c@x") "References: <zero@x> <b@x>\n\n", INTAKE_REPLY);
	assert_ok(service_thread_read(&house->service, id, &thread, error));
	assert_int_equal(thread.count, 3);
	thread_finish(&thread);
	assert_field(house, &request_entity, id, "reopened", "1");
	assert_sound(house);
}

/* What looks like a personal number in a Message-ID is none: masked, it would name nothing. */
static void intake__reply__to_digits_finds_its_thread(void **state)
{
	struct house *house = *state;
	int64_t id = take(house, HEAD ID("19121212-1212@x") SUBJECT("Fråga") BODY, INTAKE_NEW);
	assert_int_equal(take(house, HEAD ID("b@x") TO("19121212-1212@x") BODY, INTAKE_REPLY), id);
	assert_int_equal(
		read_integer(house, "SELECT count(*) FROM message WHERE in_reply_to = message_id OR"
				    " in_reply_to = '19121212-1212@x'"),
		1);
}

static void intake__reply__wakes_what_rests(void **state)
{
	struct house *house = *state;
	int64_t id = take(house, HEAD ID("a@x") SUBJECT("Fråga") BODY, INTAKE_NEW);
	set(house, &request_entity, id, "snooze_until", "2023-10-16");
	take(house, HEAD ID("b@x") TO("a@x") BODY, INTAKE_REPLY);
	assert_field(house, &request_entity, id, "snooze_until", "–");
	assert_field(house, &request_entity, id, "woken_at", "2023-09-19T06:30:00Z");
	assert_field(house, &request_entity, id, "status", "new");
	assert_field(house, &request_entity, id, "status_reason", "New mail has come.");
}

static void intake__reply__never_out_of_spam(void **state)
{
	struct house *house = *state;
	int64_t id = take(house, HEAD ID("a@x") SUBJECT("Fråga") BODY, INTAKE_NEW);
	enter(house, &request_entity, id, REQUEST_SPAM, NULL);
	assert_int_equal(take(house, HEAD ID("b@x") TO("a@x") BODY, INTAKE_REPLY), id);
	assert_field(house, &request_entity, id, "status", "spam");
}

static void intake__reply__goes_where_it_was_merged(void **state)
{
	struct house *house = *state;
	int64_t first = take(house, HEAD ID("a@x") SUBJECT("Fråga") BODY, INTAKE_NEW);
	int64_t second = take(house, HEAD ID("b@x") SUBJECT("Annat") BODY, INTAKE_NEW);
	char *sql = xasprintf("UPDATE request SET status = 'merged', merged_into_id = %lld WHERE"
			      " id = %lld",
		(long long)first, (long long)second);
	run_sql(house, sql);
	free(sql);
	assert_int_equal(take(house, HEAD ID("c@x") TO("b@x") BODY, INTAKE_REPLY), first);
}

static void intake__auto_reply__wakes_nobody(void **state)
{
	struct house *house = *state;
	int64_t id = take(house, HEAD ID("a@x") SUBJECT("Fråga") BODY, INTAKE_NEW);
	close_it(house, id);
	assert_int_equal(take(house, HEAD ID("b@x") TO("a@x") "Auto-Submitted: auto-replied\n" BODY,
				 INTAKE_AUTO_REPLY),
		id);
	assert_field(house, &request_entity, id, "status", "closed");
	int64_t alone = take(house,
		HEAD ID("c@x") SUBJECT("Autosvar: borta") "Auto-Submitted: auto-replied\n" BODY,
		INTAKE_AUTO_REPLY);
	assert_int_not_equal(alone, id);
	assert_field(house, &request_entity, alone, "status", "closed");
	assert_sound(house);
}

/* ---- what came back ---- */

#define BOUNCE(id, failed)                                                                     \
	"From: MAILER-DAEMON@mx.example.org\nTo: natverket@example.org\n"                      \
	"Subject: Undelivered Mail Returned to Sender\nMessage-ID: <" id ">\n"                 \
	"Date: Tue, 19 Sep 2023 07:10:00 +0200\nMIME-Version: 1.0\n"                           \
	"Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"          \
	"--b\nContent-Type: text/plain\n\nIt did not go.\n"                                    \
	"--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.org\n\n" \
	"Final-Recipient: rfc822; eva@example.org\nAction: failed\nStatus: 5.1.1\n"            \
	"Diagnostic-Code: smtp; 550 5.1.1 no such user\n\n"                                    \
	"--b\nContent-Type: message/rfc822\n\nMessage-ID: <" failed ">\nSubject: x\n\ny\n--b--\n"

static int64_t add_letter(struct house *house, int64_t request)
{
	const struct draft_order order = {.reason = DRAFT_OTHER,
		.address = "eva@example.org",
		.subject = "Hej",
		.body = "Hej!"};
	assert_ok(service_draft(&house->service, &order, error));
	int64_t id = read_integer(house, "SELECT max(id) FROM draft");
	char *sql = request ? xasprintf("UPDATE draft SET message_id = 'our@x', request_id = %lld"
					" WHERE id = %lld",
				      (long long)request, (long long)id)
			    : xasprintf("UPDATE draft SET message_id = 'our@x' WHERE id = %lld",
				      (long long)id);
	run_sql(house, sql);
	free(sql);
	return id;
}

static void intake__bounce__marks_the_letter(void **state)
{
	struct house *house = *state;
	int64_t letter = add_letter(house, 0),
		requests = read_integer(house, "SELECT count(*) FROM request");
	assert_int_equal(take(house, BOUNCE("n@x", "our@x"), INTAKE_BOUNCE), 0);
	assert_field(house, &draft_entity, letter, "bounced_at", "2023-09-19T06:30:00Z");
	char *why = look(house, &draft_entity, letter, "failure");
	assert_non_null(strstr(why, "5.1.1"));
	free(why);
	assert_int_equal(
		read_integer(house, "SELECT count(*) FROM draft WHERE kind = 'task' AND status = "
				    "'draft' AND task LIKE 'Letter no.%came back%'"),
		1);
	assert_int_equal(read_integer(house, "SELECT count(*) FROM request"), requests);
	take(house, BOUNCE("n@x", "our@x"), INTAKE_KNOWN);
	take(house, BOUNCE("m@x", "our@x"), INTAKE_KNOWN);
	assert_sound(house);
}

static void intake__bounce__opens_the_request_of_the_answer(void **state)
{
	struct house *house = *state;
	int64_t id = take(house, HEAD ID("a@x") SUBJECT("Fråga") BODY, INTAKE_NEW);
	int64_t letter = add_letter(house, id);
	enter(house, &request_entity, id, REQUEST_ANSWERED, NULL);
	assert_int_equal(take(house, BOUNCE("n@x", "our@x"), INTAKE_BOUNCE), id);
	assert_field(house, &request_entity, id, "status", "open");
	assert_field(house, &draft_entity, letter, "bounced_at", "2023-09-19T06:30:00Z");
	assert_int_equal(
		read_integer(house, "SELECT count(*) FROM message WHERE nature = 'bounce'"), 1);
	take(house, BOUNCE("n@x", "our@x"), INTAKE_KNOWN);
	assert_int_equal(take(house, HEAD ID("b@x") TO("our@x") BODY, INTAKE_REPLY), id);
	assert_sound(house);
}

static void intake__bounce__of_nothing_is_a_request(void **state)
{
	struct house *house = *state;
	int64_t id = take(house, BOUNCE("n@x", "theirs@x"), INTAKE_BOUNCE);
	assert_field(house, &request_entity, id, "status", "new");
	take(house, BOUNCE("n@x", "theirs@x"), INTAKE_KNOWN);
}

/* ---- answers to invitations ---- */

#define CALENDAR                                                                             \
	"--b\nContent-Type: text/calendar; method=REPLY; charset=utf-8\n\nBEGIN:VCALENDAR\n" \
	"METHOD:REPLY\nVERSION:2.0\nPRODID:x\nBEGIN:VEVENT\n"                                \
	"UID:a5dac874-95cd-44ff-a3c8-dc5ae58a2afb\nDTSTAMP:20230915T080000Z\nSEQUENCE:0\n"   \
	"ATTENDEE;PARTSTAT=ACCEPTED:mailto:eva@example.org\nEND:VEVENT\nEND:VCALENDAR\n--b--\n"
#define MIXED(id)                                                                 \
	"From: eva@example.org\nSubject: Accepted: Träff\nMessage-ID: <" id ">\n" \
	"Date: Tue, 19 Sep 2023 07:10:00 +0200\nMIME-Version: 1.0\n"              \
	"Content-Type: multipart/alternative; boundary=b\n\n--b\n"                \
	"Content-Type: text/plain; charset=utf-8\n\n"

static void intake__answer__is_no_request(void **state)
{
	struct house *house = *state;
	int64_t requests = read_integer(house, "SELECT count(*) FROM request");
	const char *text = MIXED("a@x") "Eva Ek har tackat ja till inbjudan.\n" CALENDAR;
	take(house, text, INTAKE_RSVP);
	assert_int_equal(read_integer(house, "SELECT count(*) FROM reply"), 1);
	take(house, text, INTAKE_KNOWN);
	assert_int_equal(read_integer(house, "SELECT count(*) FROM reply"), 1);
	assert_int_equal(read_integer(house, "SELECT count(*) FROM request"), requests);
}

static void intake__answer_with_words__is_both(void **state)
{
	struct house *house = *state;
	const char *text = MIXED("a@x") "Jag kommer lite sent, går det bra?\n" CALENDAR;
	int64_t id = take(house, text, INTAKE_NEW);
	assert_field(house, &request_entity, id, "body", "Jag kommer lite sent, går det bra?");
	assert_int_equal(read_integer(house, "SELECT count(*) FROM reply"), 1);
	take(house, text, INTAKE_KNOWN);
}

static void intake__invitation_of_others__is_a_file(void **state)
{
	struct house *house = *state;
	take(house,
		MIXED("a@x") "Välkomna till oss.\n"
			     "--b\nContent-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR\n"
			     "METHOD:REQUEST\nVERSION:2.0\nPRODID:x\nBEGIN:VEVENT\nUID:1\n"
			     "DTSTAMP:20230915T080000Z\nDTSTART:20231001T080000Z\nEND:VEVENT\n"
			     "END:VCALENDAR\n--b--\n",
		INTAKE_NEW);
	assert_int_equal(read_integer(house, "SELECT count(*) FROM attachment WHERE media_type ="
					     " 'text/calendar'"),
		1);
}

/* ---- broken ---- */

static size_t rest_of_it(void *context, char *bytes, size_t size)
{
	size_t *left = context;
	size_t count = *left < size ? *left : size;
	memset(bytes, 'x', count);
	*left -= count;
	return count;
}

static void intake__larger__is_read_to_its_end(void **state)
{
	struct house *house = *state;
	size_t left = 200000;
	struct intake_result result;
	const struct intake_source source = {
		.name = "large.eml", .rest = rest_of_it, .context = &left};
	assert_ok(
		service_intake(&house->service, &source, "From: 19121212-12", 17, &result, error));
	assert_int_equal(result.fate, INTAKE_BROKEN);
	assert_non_null(strstr(result.reason, "40 MB"));
	intake_result_finish(&result);
	char *file = read_text(house, "SELECT file FROM broken_mail");
	file[strcspn(file, "\n")] = '\0';
	char *path = attachment_path(house->path, file);
	struct stat status;
	assert_int_equal(stat(path, &status), 0);
	assert_int_equal(status.st_size, 200017);
	free(path);
	free(file);
}

static void intake__broken__number_over_an_edge_is_masked(void **state)
{
	struct house *house = *state;
	const char number[] = "19121212-1212";
	for (size_t shift = 0; shift < sizeof(number); shift += 4) {
		size_t length = 65536 + 40;
		char *bytes = xcalloc(length + 1, 1);
		memset(bytes, '.', length);
		memcpy(bytes + 65536 - shift, number, sizeof(number) - 1);
		bytes[7] = '\0';
		struct intake_result result;
		const struct intake_source source = {.name = "x"};
		assert_ok(service_intake(&house->service, &source, bytes, length, &result, error));
		assert_int_equal(result.fate, INTAKE_BROKEN);
		struct broken_mail *mail = get(house, &broken_mail_entity, result.broken);
		char *path = attachment_path(house->path, mail->file);
		char *command = xasprintf("grep -qa 121212-1212 %s", path);
		assert_int_not_equal(system(command), 0);
		free(command);
		command = xasprintf("grep -qa '121212-\\*\\*\\*\\*' %s", path);
		assert_int_equal(system(command), 0);
		free(command);
		free(path);
		record_destroy(&broken_mail_entity, mail);
		intake_result_finish(&result);
		free(bytes);
	}
}

/* That nobody has looked at. */
static size_t count_broken(struct house *house)
{
	struct record_set set;
	assert_ok(service_broken(&house->service, false, &set, error));
	size_t count = set.count;
	record_set_finish(&set);
	return count;
}

static void intake__broken__waits_until_dismissed(void **state)
{
	struct house *house = *state;
	take(house, "?", INTAKE_BROKEN);
	take(house, "", INTAKE_BROKEN);
	take(house, "?", INTAKE_KNOWN);
	assert_int_equal(count_broken(house), 2);
	assert_ok(service_broken_dismiss(&house->service, 1, error));
	assert_int_equal(count_broken(house), 1);
	assert_fails(service_broken_dismiss(&house->service, 1, error), ERROR_REFUSED, "1");
	undo(house, "looked at");
	assert_int_equal(count_broken(house), 2);
	assert_sound(house);
}

/* ---- files that nobody needs any more ---- */

static void intake__retention__takes_the_file_along(void **state)
{
	struct house *house = *state;
	char *path, *file;
	int64_t id = take(house,
		MIXED("a@x") "Se bilagan.\n--b\nContent-Type: image/png\n"
			     "Content-Disposition: attachment; filename=a.png\n\npng\n--b--\n",
		INTAKE_NEW);
	file = read_text(house, "SELECT file FROM attachment");
	file[strcspn(file, "\n")] = '\0';
	path = attachment_path(house->path, file);
	assert_int_equal(access(path, F_OK), 0);
	enter(house, &request_entity, id, REQUEST_SPAM, NULL);
	house_restart(house, "2024-09-19T08:30");
	struct retention retention;
	struct erasure_result result;
	assert_ok(service_retention_run(&house->service, &retention, &result, error));
	erasure_result_finish(&result);
	assert_int_equal(access(path, F_OK), -1);
	free(path);
	free(file);
}

static void intake__retention__takes_what_is_dismissed(void **state)
{
	struct house *house = *state;
	struct retention retention;
	struct erasure_result result;
	take(house, "?", INTAKE_BROKEN);
	take(house, "!", INTAKE_BROKEN);
	assert_ok(service_broken_dismiss(&house->service, 1, error));
	house_restart(house, "2023-11-19T08:30");
	assert_ok(service_retention_run(&house->service, &retention, &result, error));
	erasure_result_finish(&result);
	assert_int_equal(read_integer(house, "SELECT count(*) FROM broken_mail"), 1);
	assert_int_equal(read_integer(house, "SELECT id FROM broken_mail"), 2);
	assert_sound(house);
	struct findings findings = {0};
	assert_ok(service_check(&house->service, &findings, error));
	assert_int_equal(findings.note_count, 0);
	findings_finish(&findings);
}

static void intake__check__tells_of_files(void **state)
{
	struct house *house = *state;
	struct findings findings = {0};
	struct attachment_file *file;
	char name[DIGEST_HEX_SIZE];
	struct error error = {0};
	take(house, "?", INTAKE_BROKEN);
	file = attachment_file_begin(house->path, &error);
	assert_non_null(file);
	assert_true(attachment_file_add(file, "stray", 5, &error));
	assert_true(attachment_file_end(file, name, &error));
	assert_true(service_check(&house->service, &findings, &error));
	assert_int_equal(findings.count, 0);
	assert_int_equal(findings.note_count, 1);
	findings_finish(&findings);
	char *kept = read_text(house, "SELECT file FROM broken_mail");
	kept[strcspn(kept, "\n")] = '\0';
	assert_true(attachment_file_remove(house->path, kept, &error));
	assert_true(service_check(&house->service, &findings, &error));
	assert_int_equal(findings.count, 1);
	assert_non_null(strstr(findings.items[0].text, kept));
	findings_finish(&findings);
	free(kept);
}

static void intake__attachment_name__never_leaves_the_folder(void **state)
{
	(void)state;
	assert_null(attachment_path("/x/n.db", "../n.db"));
	assert_null(attachment_path("/x/n.db", ""));
	char *path = attachment_path(
		"/x/n.db", "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");
	assert_string_equal(path,
		"/x/attachments/"
		"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");
	free(path);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, house_setup, house_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(intake__new__is_a_request_with_its_mail),
		TEST(intake__old_date__came_now),
		TEST(intake__twice__is_known),
		TEST(intake__form_again__is_known_within_a_day),
		TEST(intake__same_message_id_other_words__are_both_kept),
		TEST(intake__our_own_letter__is_known),
		TEST(intake__without_a_message_id__is_known_by_its_words),
		TEST(intake__no_words__has_a_subject),
		TEST(intake__long_body__is_kept_whole_beside),
		TEST(intake__resembling__is_hinted),
		TEST(intake__participant__is_linked_and_protected),
		TEST(intake__reply__opens_what_was_closed),
		TEST(intake__reply__to_digits_finds_its_thread),
		TEST(intake__reply__wakes_what_rests),
		TEST(intake__reply__never_out_of_spam),
		TEST(intake__reply__goes_where_it_was_merged),
		TEST(intake__auto_reply__wakes_nobody),
		TEST(intake__bounce__marks_the_letter),
		TEST(intake__bounce__opens_the_request_of_the_answer),
		TEST(intake__bounce__of_nothing_is_a_request),
		TEST(intake__answer__is_no_request),
		TEST(intake__answer_with_words__is_both),
		TEST(intake__invitation_of_others__is_a_file),
		TEST(intake__larger__is_read_to_its_end),
		TEST(intake__broken__number_over_an_edge_is_masked),
		TEST(intake__broken__waits_until_dismissed),
		TEST(intake__retention__takes_the_file_along),
		TEST(intake__retention__takes_what_is_dismissed),
		TEST(intake__check__tells_of_files),
		cmocka_unit_test(intake__attachment_name__never_leaves_the_folder),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
