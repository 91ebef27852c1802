/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Letters out of the house: what goes with them, what keeps them, and that none goes twice. */
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "exchange/file.h"
#include "service/delivery.h"
#include "service/draft.h"
#include "service/outbox.h"

#define MAILBOX "natverk@skr.example"
#define STALE "the meeting has changed since the letter was written"
#define DOUBT "it is not known whether it went"
enum { SHORT_MS = 200, LONG_MS = 60000 };

/* A mail program that keeps what it gets beside it, and does what the file `mode` says. */
static const char fake[] =
	"#!/bin/sh\n"
	"dir=${0%/*}\n"
	"printf '%s\\n' \"$*\" >> \"$dir/calls\"\n"
	"case $(cat \"$dir/mode\" 2>/dev/null) in\n"
	"unknown) cat > /dev/null; printf 'no \\033[31msuch user\\n' >&2; exit 67;;\n"
	"later) cat > /dev/null; exit 75;;\n"
	"hang) cat > /dev/null; exec sleep 600;;\n"
	"deaf) exec sleep 600;;\n"
	"crash) cat > /dev/null; kill -9 $$;;\n"
	"esac\n"
	"cat > \"$dir/letter\"\n"
	"cat \"$dir/letter\" >> \"$dir/spool\"\n";

static void write_beside(const struct house *house, const char *name, const char *text)
{
	char *path = xasprintf("%s/%s", house->folder, name);
	FILE *file = fopen(path, "we");
	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
	free(path);
}

/* "" when there is no such file; owned by the caller. */
static char *read_beside(const struct house *house, const char *name)
{
	char *path = xasprintf("%s/%s", house->folder, name);
	struct error ignored = {0};
	size_t length;
	char *text = file_read(path, 1 << 20, &length, &ignored);
	error_finish(&ignored);
	free(path);
	return text ? text : xstrdup("");
}

static int outbox_setup(void **state)
{
	house_setup(state);
	struct house *house = *state;
	write_beside(house, "sendmail", fake);
	house->settings.mail_program = xasprintf("%s/sendmail", house->folder);
	house->settings.organizer_mailbox = xstrdup(MAILBOX);
	house->settings.organizer_name = xstrdup("Nätverket");
	assert_int_equal(chmod(house->settings.mail_program, 0700), 0);
	return 0;
}

static void without_mailbox(struct house *house)
{
	free(house->settings.organizer_mailbox);
	house->settings.organizer_mailbox = NULL;
	free(house->settings.mail_from);
	house->settings.mail_from = xstrdup("anna@skr.example");
}

static int64_t write_letter(struct house *house, struct draft_order order)
{
	if (!order.participant)
		order.participant = HABO;
	order.subject = "Träffen";
	order.body = "Hej Per!";
	assert_ok(service_draft(&house->service, &order, error));
	return read_integer(house, "SELECT max(id) FROM draft");
}

/* A letter with the file of the meeting in October. */
static int64_t write_file(
	struct house *house, enum draft_reason reason, enum draft_attachment attachment)
{
	return write_letter(house, (struct draft_order){.reason = reason,
					   .meeting = OCTOBER,
					   .attach = true,
					   .attachment = attachment});
}

/* Sends one; the reason why it was kept, "" when it went. Owned by the caller. */
static char *send_within(struct house *house, int64_t id, int limit_ms)
{
	struct outbox_order order = {.ids = &id, .count = 1, .limit_ms = limit_ms};
	struct outbox_result result;
	assert_ok(service_outbox_send(&house->service, &order, &result, error));
	assert_int_equal(result.sent + result.kept_count, 1);
	char *reason = xstrdup(result.kept_count ? result.kept[0].reason : "");
	outbox_result_finish(&result);
	return reason;
}

static void assert_sent(struct house *house, int64_t id)
{
	char *reason = send_within(house, id, LONG_MS);
	assert_string_equal(reason, "");
	assert_field(house, &draft_entity, id, "status", "done");
	free(reason);
}

static void assert_kept(struct house *house, int64_t id, const char *why)
{
	char *reason = send_within(house, id, LONG_MS);
	if (!strstr(reason, why))
		fail_msg("“%s” does not hold “%s”", reason, why);
	free(reason);
}

/* How many mails have gone. */
static size_t count_spool(const struct house *house)
{
	char *spool = read_beside(house, "spool");
	size_t count = 0;
	for (const char *at = spool; (at = strstr(at, "\nMessage-Id: ")); at++)
		count++;
	free(spool);
	return count;
}

static void assert_letter_holds(const struct house *house, const char *part, bool wanted)
{
	char *letter = read_beside(house, "letter");
	if (!strstr(letter, part) == wanted)
		fail_msg("%s “%s” in\n%s", wanted ? "no" : "there is", part, letter);
	free(letter);
}

/* ---- what goes ---- */

static void outbox__letter__done_and_said(void **state)
{
	struct house *house = *state;
	int64_t id = write_letter(house, (struct draft_order){.reason = DRAFT_WELCOME});
	assert_sent(house, id);
	assert_field(house, &draft_entity, id, "done_by", "GN");
	assert_field(house, &draft_entity, id, "done_on", "2023-09-19");
	assert_field(house, &draft_entity, id, "sent_at", "2023-09-19T06:30:00Z");
	char *calls = read_beside(house, "calls");
	assert_string_equal(calls, "-oi -f " MAILBOX " -- per.hakansson@habo.example\n");
	free(calls);
	assert_letter_holds(house, "From: =?UTF-8?b?TsOkdHZlcmtldA==?= <" MAILBOX ">\n", true);
	assert_letter_holds(house, "\nDate: Tue, 19 Sep 2023 08:30:00 +0200\n", true);
	assert_letter_holds(house, "calendar", false);
	assert_int_equal(read_integer(house, "SELECT count(*) FROM delivery"), 0);
	/* What has left cannot be undone, and does not go twice. */
	char *said = NULL;
	assert_fails(service_undo(&house->service, 1, &said, error), ERROR_CONFLICT, "");
	free(said);
	assert_kept(house, id, "is already done");
	assert_int_equal(count_spool(house), 1);
	assert_sound(house);
}

static void outbox__invitation__ledger_and_release(void **state)
{
	struct house *house = *state;
	int64_t id = write_file(house, DRAFT_INVITATION, ATTACH_PLAIN);
	assert_sent(house, id);
	assert_letter_holds(house, "text/calendar; charset=UTF-8; method=REQUEST;", true);
	assert_letter_holds(house, "filename=inbjudan.ics", true);
	char *ledger = read_text(house,
		"SELECT participant_id || ' ' || meeting_id || ' ' || sequence || ' ' || method"
		" || ' ' || channel || ' ' || draft_id FROM delivery");
	char *wanted = xasprintf("%d %d 0 request mail %lld\n", HABO, OCTOBER, (long long)id);
	assert_string_equal(ledger, wanted);
	free(wanted);
	free(ledger);
	char *release = read_text(house, "SELECT method || ' ' || sequence FROM release");
	assert_string_equal(release, "request 0\n");
	free(release);
	assert_field(house, &draft_entity, id, "sequence", "0");
	/* The same version to the next one: nothing new is released. */
	int64_t next = write_letter(house, (struct draft_order){.participant = HABO_WITH_RING,
						   .reason = DRAFT_INVITATION,
						   .meeting = OCTOBER,
						   .attach = true});
	assert_sent(house, next);
	assert_int_equal(read_integer(house, "SELECT count(*) FROM release"), 1);
	assert_int_equal(export_one(house, OCTOBER, CALENDAR_NONE, NULL), 0);
	assert_sound(house);
}

static void outbox__no_mailbox__plain_file(void **state)
{
	struct house *house = *state;
	without_mailbox(house);
	assert_sent(house, write_file(house, DRAFT_FILE, ATTACH_PUBLISH));
	assert_letter_holds(house, "From: =?UTF-8?b?TsOkdHZlcmtldA==?= <anna@skr.example>", true);
	assert_letter_holds(house, "application/ics", true);
	assert_letter_holds(house, "filename=traff-2023-10-17-digital.ics", true);
	assert_letter_holds(house, "method=", false);
	char *ledger = read_text(house, "SELECT method FROM delivery");
	assert_string_equal(ledger, "none\n");
	free(ledger);
}

static void outbox__cancelled_meeting__to_who_had_it(void **state)
{
	struct house *house = *state;
	assert_sent(house, write_file(house, DRAFT_INVITATION, ATTACH_PLAIN));
	enter(house, &meeting_entity, OCTOBER, MEETING_CANCELLED, "för få anmälda");
	assert_sent(house, write_file(house, DRAFT_CANCELLATION, ATTACH_CANCEL));
	assert_letter_holds(house, "method=CANCEL;", true);
	char *ledger = read_text(
		house, "SELECT method || ' ' || sequence FROM delivery ORDER BY id");
	assert_string_equal(ledger, "request 0\ncancel 1\n");
	free(ledger);
	/* Without a mailbox the file says it. */
	without_mailbox(house);
	assert_sent(house, write_file(house, DRAFT_CANCELLATION, ATTACH_CANCEL));
	assert_letter_holds(house, "filename=traff-2023-10-17-digital.ics", true);
	assert_letter_holds(house, "method=", false);
	assert_sound(house);
}

/* One person is taken off: SEQUENCE grows for them alone, and what follows them later is not older.
 */
static void outbox__uninvited__sequence_of_their_own(void **state)
{
	struct house *house = *state;
	assert_sent(house, write_file(house, DRAFT_INVITATION, ATTACH_PLAIN));
	assert_sent(house, write_file(house, DRAFT_CANCELLATION, ATTACH_CANCEL));
	char *ledger = read_text(
		house, "SELECT method || ' ' || sequence FROM delivery ORDER BY id");
	assert_string_equal(ledger, "request 0\ncancel 1\n");
	free(ledger);
	assert_int_equal(read_integer(house, "SELECT max(sequence) FROM release"), 0);
	int64_t again = write_file(house, DRAFT_INVITATION, ATTACH_PLAIN);
	struct calendar_attendee attendee = {.mailbox = "per@habo.example"};
	struct calendar_copy_order order = {.meeting = OCTOBER,
		.method = CALENDAR_REQUEST,
		.attendee = &attendee,
		.given = {.known = true, .value = 1}};
	struct calendar_copy copy;
	assert_ok(service_calendar_copy(&house->service, &order, &copy, error));
	assert_int_equal(copy.sequence, 0); /* which version it is does not depend on them */
	assert_non_null(strstr(copy.text, "\r\nSEQUENCE:1\r\n"));
	calendar_copy_finish(&copy);
	assert_sent(house, again);
	assert_int_equal(read_integer(house, "SELECT sequence FROM delivery WHERE id = 3"), 0);
	without_mailbox(house);
	assert_sent(house, write_file(house, DRAFT_CANCELLATION, ATTACH_CANCEL));
	assert_letter_holds(house, "application/ics", false);
	assert_int_equal(
		read_integer(house, "SELECT count(*) FROM delivery WHERE method = 'cancel'"), 2);
}

static void outbox__no_date__without_file(void **state)
{
	struct house *house = *state;
	int64_t letter = write_letter(
		house, (struct draft_order){
			       .reason = DRAFT_INVITATION, .meeting = SEMINAR, .attach = true});
	int64_t file = write_letter(house,
		(struct draft_order){.reason = DRAFT_FILE, .meeting = SEMINAR, .attach = true});
	assert_sent(house, letter);
	assert_letter_holds(house, "calendar", false);
	assert_kept(house, file, "has no date");
	assert_int_equal(read_integer(house, "SELECT count(*) FROM delivery"), 0);
}

/* ---- what is kept ---- */

static void outbox__not_sendable__kept_with_the_reason(void **state)
{
	struct house *house = *state;
	int64_t task = write_letter(
		house, (struct draft_order){.participant = HIDDEN, .reason = DRAFT_WELCOME});
	assert_kept(house, task, "it is a task");
	assert_field(house, &draft_entity, task, "failure", "–");
	int64_t crooked = write_letter(house, (struct draft_order){.reason = DRAFT_WELCOME,
						      .address = "per hakansson@habo.example"});
	assert_kept(house, crooked, "is not a plain one");
	assert_field(house, &draft_entity, crooked, "status", "draft");
	char *failure = look(house, &draft_entity, crooked, "failure");
	assert_non_null(strstr(failure, "is not a plain one"));
	free(failure);
	int64_t invitation = write_file(house, DRAFT_INVITATION, ATTACH_PLAIN);
	run_sql(house, "UPDATE participant SET admitted_on = '2023-10-18' WHERE id = 2");
	assert_kept(house, invitation, "was admitted after the meeting");
	run_sql(house, "UPDATE participant SET admitted_on = '2023-09-01' WHERE id = 2");
	enter(house, &meeting_entity, OCTOBER, MEETING_CANCELLED, "inställd");
	assert_kept(house, invitation, "the meeting is cancelled");
	assert_int_equal(count_spool(house), 0);
}

/* Sealed in the row or in the person: nothing goes, whatever the row says it is. */
static void outbox__protected__never(void **state)
{
	struct house *house = *state;
	int64_t id = write_letter(house, (struct draft_order){.reason = DRAFT_WELCOME});
	run_sql(house, "UPDATE participant SET protected = 1 WHERE id = 2");
	assert_kept(house, id, "nothing is mailed to a protected person");
	char *calls = read_beside(house, "calls");
	assert_string_equal(calls, "");
	free(calls);
	assert_fails(service_outbox_message(&house->service, id, error) != NULL, ERROR_REFUSED,
		"it is a task");
}

static void outbox__changed_since__publish_again(void **state)
{
	struct house *house = *state;
	int64_t id = write_file(house, DRAFT_INVITATION, ATTACH_PLAIN);
	export_one(house, OCTOBER, CALENDAR_NONE, NULL);
	run_sql(house, "UPDATE draft SET sequence = 0");
	set(house, &meeting_entity, OCTOBER, "start", "13-15");
	int64_t releases = read_integer(house, "SELECT count(*) FROM release");
	assert_kept(house, id, STALE);
	assert_int_equal(read_integer(house, "SELECT count(*) FROM release"), releases);
	set(house, &meeting_entity, OCTOBER, "end", "");
	set(house, &meeting_entity, OCTOBER, "start", "");
	assert_sent(house, id); /* it says again what the letter is about */
}

static void outbox__settings__must_name_an_address_and_a_program(void **state)
{
	struct house *house = *state;
	struct outbox_order order = {0};
	struct outbox_result result;
	int64_t id = write_letter(house, (struct draft_order){.reason = DRAFT_WELCOME});
	free(house->settings.mail_program);
	house->settings.mail_program = xstrdup("/nowhere/sendmail");
	assert_fails(service_outbox_send(&house->service, &order, &result, error),
		ERROR_UNAVAILABLE, "/nowhere/sendmail cannot be started");
	free(house->settings.organizer_mailbox);
	house->settings.organizer_mailbox = NULL;
	assert_fails(service_outbox_send(&house->service, &order, &result, error), ERROR_USAGE,
		"no address to send from");
	assert_field(house, &draft_entity, id, "status", "draft");
}

/* ---- when the mail program says no, or nothing ---- */

static void outbox__refusals__put_back_with_the_reason(void **state)
{
	static const struct {
		const char *mode;
		const char *reason;
	} table[] = {
		{"unknown", "knows no such recipient (67): no ␛[31msuch user"},
		{"later", "try again later (75)"},
		{"deaf", "did not answer in time"},
	};
	struct house *house = *state;
	int64_t id = write_file(house, DRAFT_INVITATION, ATTACH_PLAIN);
	for (size_t i = 0; i < COUNT_OF(table); i++) {
		write_beside(house, "mode", table[i].mode);
		char *reason = send_within(house, id, i == 2 ? SHORT_MS : LONG_MS);
		if (!strstr(reason, table[i].reason))
			fail_msg("“%s” does not hold “%s”", reason, table[i].reason);
		assert_field(house, &draft_entity, id, "status", "draft");
		assert_field(house, &draft_entity, id, "failure", reason);
		free(reason);
	}
	assert_int_equal(read_integer(house, "SELECT count(*) FROM delivery"), 0);
	write_beside(house, "mode", "");
	assert_sent(house, id);
	assert_field(house, &draft_entity, id, "failure", "–");
	assert_int_equal(count_spool(house), 1);
}

/* It had the whole letter: nobody knows, so it is never handed over again by itself. */
static void outbox__no_answer__left_to_a_person(void **state)
{
	static const char *const modes[] = {"hang", "crash"};
	struct house *house = *state;
	for (size_t i = 0; i < COUNT_OF(modes); i++) {
		int64_t id = write_file(house, DRAFT_INVITATION, ATTACH_PLAIN);
		write_beside(house, "mode", modes[i]);
		char *reason = send_within(house, id, i ? LONG_MS : SHORT_MS);
		assert_non_null(strstr(reason, DOUBT));
		free(reason);
		write_beside(house, "mode", "");
		assert_field(house, &draft_entity, id, "status", "sending");
		assert_kept(house, id, DOUBT);
		char *message_id = look(house, &draft_entity, id, "message_id");
		assert_kept(house, id, message_id);
		free(message_id);
		assert_int_equal(count_spool(house), i);
		if (i)
			break;
		/* The log says that it did not go. */
		enter(house, &draft_entity, id, DRAFT_WAITING, NULL);
		assert_sent(house, id);
	}
	/* The log says that it went: the ledger knows as if the program had told. */
	int64_t left = read_integer(house, "SELECT max(id) FROM draft");
	enter(house, &draft_entity, left, DRAFT_DONE, NULL);
	char *ledger = read_text(house,
		"SELECT method || ' ' || channel || ' ' || sequence FROM delivery ORDER BY id");
	assert_string_equal(ledger, "request mail 0\nrequest mail 0\n");
	free(ledger);
}

/* ---- two at once ---- */

/* Both have decided what to send before either begins. */
static void outbox__two_programs__one_letter_once(void **state)
{
	struct house *house = *state;
	struct house *other = house_beside(house);
	struct outbox_order order = {0};
	struct outbox_result first, second;
	bool done = false;
	free(other->settings.mail_program);
	other->settings.mail_program = xstrdup(house->settings.mail_program);
	other->settings.organizer_mailbox = xstrdup(MAILBOX);
	write_letter(house, (struct draft_order){.reason = DRAFT_WELCOME});
	write_letter(house, (struct draft_order){.reason = DRAFT_WELCOME});
	struct error fault = {0};
	struct outbox_run *here = service_outbox_start(&house->service, &order, &fault);
	struct outbox_run *there = service_outbox_start(&other->service, &order, &fault);
	assert_non_null(here);
	assert_non_null(there);
	assert_ok(service_outbox_step(here, 0, &done, error)); /* the first is on its way */
	for (done = false; !done;)
		assert_ok(service_outbox_step(there, LONG_MS, &done, error));
	for (done = false; !done;)
		assert_ok(service_outbox_step(here, LONG_MS, &done, error));
	service_outbox_end(here, &first);
	service_outbox_end(there, &second);
	assert_int_equal(first.sent, 1);
	assert_int_equal(second.sent, 1);
	assert_non_null(strstr(second.kept[0].reason, DOUBT));
	assert_non_null(strstr(first.kept[0].reason, "is already done"));
	assert_int_equal(count_spool(house), 2);
	outbox_result_finish(&first);
	outbox_result_finish(&second);
	house_leave(other);
}

/* To stop between two letters leaves the rest as it was. */
static void outbox__stopped__the_rest_waits(void **state)
{
	struct house *house = *state;
	struct outbox_order order = {0};
	struct error fault = {0};
	bool done = false;
	int64_t ids[2];
	for (size_t i = 0; i < 2; i++)
		ids[i] = write_letter(house, (struct draft_order){.reason = DRAFT_WELCOME});
	struct outbox_run *run = service_outbox_start(&house->service, &order, &fault);
	assert_non_null(run);
	assert_int_equal(service_outbox_total(run), 2);
	do {
		assert_ok(service_outbox_step(run, LONG_MS, &done, error));
	} while (!service_outbox_is_idle(run));
	assert_int_equal(service_outbox_handled(run), 1);
	assert_false(done);
	service_outbox_end(run, NULL);
	assert_field(house, &draft_entity, ids[0], "status", "done");
	assert_field(house, &draft_entity, ids[1], "status", "draft");
}

/* ---- looking ---- */

static void outbox__message_and_preview__write_nothing(void **state)
{
	struct house *house = *state;
	struct outbox_order order = {0};
	struct outbox_result result;
	int64_t id = write_file(house, DRAFT_INVITATION, ATTACH_PLAIN);
	write_letter(house,
		(struct draft_order){.reason = DRAFT_WELCOME, .address = "a b@habo.example"});
	int64_t actions = count_actions(house);
	struct error fault = {0};
	char *bytes = service_outbox_message(&house->service, id, &fault);
	assert_non_null(bytes);
	char *again = service_outbox_message(&house->service, id, &fault);
	assert_string_equal(bytes, again);
	assert_ok(service_outbox_preview(&house->service, &order, &result, error));
	assert_int_equal(result.sent, 1);
	assert_int_equal(result.kept_count, 1);
	outbox_result_finish(&result);
	assert_int_equal(count_actions(house), actions);
	assert_int_equal(read_integer(house, "SELECT count(*) FROM release"), 0);
	assert_sent(house, id);
	char *letter = read_beside(house, "letter");
	assert_string_equal(letter, bytes);
	free(letter);
	free(again);
	free(bytes);
}

int main(void)
{
#define IN_HOUSE(test) cmocka_unit_test_setup_teardown(test, outbox_setup, house_teardown)
	const struct CMUnitTest tests[] = {
		IN_HOUSE(outbox__letter__done_and_said),
		IN_HOUSE(outbox__invitation__ledger_and_release),
		IN_HOUSE(outbox__no_mailbox__plain_file),
		IN_HOUSE(outbox__cancelled_meeting__to_who_had_it),
		IN_HOUSE(outbox__uninvited__sequence_of_their_own),
		IN_HOUSE(outbox__no_date__without_file),
		IN_HOUSE(outbox__not_sendable__kept_with_the_reason),
		IN_HOUSE(outbox__protected__never),
		IN_HOUSE(outbox__changed_since__publish_again),
		IN_HOUSE(outbox__settings__must_name_an_address_and_a_program),
		IN_HOUSE(outbox__refusals__put_back_with_the_reason),
		IN_HOUSE(outbox__no_answer__left_to_a_person),
		IN_HOUSE(outbox__two_programs__one_letter_once),
		IN_HOUSE(outbox__stopped__the_rest_waits),
		IN_HOUSE(outbox__message_and_preview__write_nothing),
	};

	i18n_init("en");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
