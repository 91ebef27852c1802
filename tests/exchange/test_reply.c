/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers in the shapes of the calendar programs that people use, as mail and as files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/i18n.h"
#include "exchange/file.h"
#include "exchange/ical/reply.h"
#include "exchange/mail/read.h"

#define UID "a5dac874-95cd-44ff-a3c8-dc5ae58a2afb"
#define HEAD "BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\n"
#define EVENT(lines) HEAD "BEGIN:VEVENT\r\n" lines "END:VEVENT\r\nEND:VCALENDAR\r\n"

static char *sample(const char *name, size_t *length)
{
	struct error error = {0};
	char *path = xasprintf("%s/%s", REPLIES, name);
	char *bytes = file_read(path, MAIL_LIMIT, length, &error);
	if (!bytes)
		fail_msg("%s", error.message);
	free(path);
	return bytes;
}

static struct mail open_mail(const char *name)
{
	struct error error = {0};
	struct mail mail;
	size_t length;
	char *bytes = sample(name, &length);
	if (!mail_read(&mail, bytes, length, &error))
		fail_msg("%s: %s", name, error.message);
	free(bytes);
	return mail;
}

static const struct mail_part *first_calendar(const struct mail *mail)
{
	for (size_t i = 0; i < mail->part_count; i++) {
		if (mail_part_is_calendar(&mail->parts[i]))
			return &mail->parts[i];
	}
	return NULL;
}

static struct calendar_answers read_text(const char *text)
{
	struct calendar_answers answers;
	struct error error = {0};
	if (!calendar_answers_read(&answers, text, strlen(text), NULL, NULL, &error))
		fail_msg("%s", error.message);
	return answers;
}

static void refuse(const char *text, size_t length, const char *why)
{
	struct calendar_answers answers;
	struct error error = {0};
	assert_false(calendar_answers_read(&answers, text, length, NULL, NULL, &error));
	assert_int_equal(error.kind, ERROR_DATA);
	assert_non_null(strstr(error.message, why));
	assert_int_equal(answers.count, 0);
	error_finish(&error);
}

/* ---- the shapes ---- */

static void reply__shapes__say_who_what_and_when(void **state)
{
	(void)state;
	static const struct {
		const char *file, *sender, *message, *partstat;
		int64_t stamped;
	} rows[] = {
		{"outlook.eml", "per.hakansson@habo.example",
			"AM0PR0501MB2001@AM0PR0501MB2001.eurprd05.example", "ACCEPTED", 1694765702},
		{"google.eml", "jonas.berg@stockholm.example",
			"calendar-0c2f7e8e-google@google.example", "TENTATIVE", 1694769420},
		{"apple.eml", "elena.delacruz@gotland.example", "7F1A33C1-APPLE@gotland.example",
			"DECLINED", 1694772001},
		{"thunderbird.eml", "bjorn.angstrom@jonkoping.example",
			"5b1c9c52-tb@jonkoping.example", "ACCEPTED", 1694776501},
		{"nextcloud.eml", "samira.ali@malmo.example", "0f5c54a1-nc@moln.example",
			"ACCEPTED", 1694779200},
		{"latin1.eml", "eva.nystrom@umea.example", "latin-1@umea.example", "ACCEPTED",
			1694797200},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct error error = {0};
		struct calendar_answers answers;
		struct mail mail = open_mail(rows[i].file);
		const struct mail_part *part = first_calendar(&mail);
		assert_non_null(part);
		assert_string_equal(mail.sender, rows[i].sender);
		assert_string_equal(mail.message_id, rows[i].message);
		assert_true(mail.sent_at.known);
		if (!calendar_answers_read(
			    &answers, part->bytes, part->length, part->method, mail.sender, &error))
			fail_msg("%s: %s", rows[i].file, error.message);
		assert_int_equal(answers.count, 1);
		assert_string_equal(answers.items[0].uid, UID);
		assert_string_equal(answers.items[0].attendee, rows[i].sender);
		assert_string_equal(answers.items[0].partstat, rows[i].partstat);
		assert_true(answers.items[0].sequence.known);
		assert_int_equal(answers.items[0].sequence.value, 0);
		assert_int_equal(answers.items[0].stamped_at.value, rows[i].stamped);
		assert_int_equal(answers.items[0].kind, ANSWER_REPLY);
		calendar_answers_finish(&answers);
		mail_finish(&mail);
	}
}

static struct calendar_answers answers_of(const char *name)
{
	struct error error = {0};
	struct calendar_answers answers;
	struct mail mail = open_mail(name);
	const struct mail_part *part = first_calendar(&mail);
	if (!calendar_answers_read(
		    &answers, part->bytes, part->length, part->method, mail.sender, &error))
		fail_msg("%s", error.message);
	mail_finish(&mail);
	return answers;
}

static void reply__outlook__lacks_organizer(void **state)
{
	(void)state;
	struct calendar_answers answers = answers_of("outlook.eml");
	assert_null(answers.items[0].organizer);
	assert_null(answers.items[0].comment); /* only a line break */
	calendar_answers_finish(&answers);
}

static void reply__comment__is_unescaped_in_any_charset(void **state)
{
	(void)state;
	struct calendar_answers answers = answers_of("apple.eml");
	assert_string_equal(
		answers.items[0].comment, "Färjan går inte den dagen, tyvärr.\nHälsningar");
	assert_string_equal(answers.items[0].organizer, "natverk@traff.example");
	calendar_answers_finish(&answers);
	answers = answers_of("latin1.eml");
	assert_string_equal(answers.items[0].comment, "Åker från Umeå");
	calendar_answers_finish(&answers);
}

static void reply__counter__proposes_in_local_time(void **state)
{
	(void)state;
	struct calendar_answers answers = answers_of("counter.eml");
	assert_int_equal(answers.items[0].kind, ANSWER_COUNTER);
	assert_int_equal(answers.items[0].proposed_date.value, 19627); /* 2023-09-27 */
	assert_int_equal(answers.items[0].proposed_start.value, 13 * 60);
	assert_int_equal(answers.items[0].proposed_end.value, 15 * 60);
	calendar_answers_finish(&answers);
}

static void reply__delegated__says_to_whom(void **state)
{
	(void)state;
	size_t length;
	char *bytes = sample("delegated.ics", &length);
	struct calendar_answers answers = read_text(bytes);
	assert_string_equal(answers.items[0].partstat, "DELEGATED");
	assert_string_equal(answers.items[0].delegated_to, "bo.kollega@vgr.example");
	calendar_answers_finish(&answers);
	free(bytes);
}

/* ---- lenient ---- */

static void reply__least__uid_and_attendee(void **state)
{
	(void)state;
	struct calendar_answers answers = read_text(
		EVENT("UID:x\r\nATTENDEE;partstat=accepted:MAILTO: A@B.Example \r\n"));
	assert_string_equal(answers.items[0].attendee, "a@b.example");
	assert_string_equal(answers.items[0].partstat, "ACCEPTED");
	assert_false(answers.items[0].sequence.known);
	assert_false(answers.items[0].stamped_at.known);
	calendar_answers_finish(&answers);
}

static void reply__method__counts_wherever_it_stands(void **state)
{
	(void)state;
	struct calendar_answers answers;
	struct error error = {0};
	static const char late[] = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:x\nATTENDEE:mailto:a@b.se\n"
				   "END:VEVENT\nMETHOD:REPLY\nEND:VCALENDAR\n";
	static const char none[] = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:x\nATTENDEE:mailto:a@b.se\n"
				   "END:VEVENT\nEND:VCALENDAR\n";
	answers = read_text(late);
	assert_int_equal(answers.count, 1);
	calendar_answers_finish(&answers);
	refuse(none, strlen(none), "without a METHOD");
	assert_true(calendar_answers_read(&answers, none, strlen(none), "reply", NULL, &error));
	calendar_answers_finish(&answers);
}

static void reply__several_attendees__the_sender_counts(void **state)
{
	(void)state;
	static const char text[] = EVENT("UID:x\r\n"
					 "ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b.se\r\n"
					 "ATTENDEE;PARTSTAT=DECLINED:mailto:c@d.se\r\n");
	struct calendar_answers answers;
	struct error error = {0};
	assert_true(calendar_answers_read(&answers, text, strlen(text), NULL, "c@d.se", &error));
	assert_string_equal(answers.items[0].attendee, "c@d.se");
	assert_string_equal(answers.items[0].partstat, "DECLINED");
	assert_false(answers.items[0].several);
	calendar_answers_finish(&answers);
	answers = read_text(text);
	assert_true(answers.items[0].several);
	calendar_answers_finish(&answers);
}

static void reply__alarm_inside__is_not_the_event(void **state)
{
	(void)state;
	struct calendar_answers answers = read_text(
		EVENT("UID:x\r\nBEGIN:VALARM\r\nUID:y\r\nATTENDEE:mailto:z@z.se\r\nEND:VALARM\r\n"
		      "ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b.se\r\n"));
	assert_string_equal(answers.items[0].uid, "x");
	assert_string_equal(answers.items[0].attendee, "a@b.se");
	calendar_answers_finish(&answers);
}

static void reply__what_is_none__is_refused_with_the_reason(void **state)
{
	(void)state;
	static const char request[] = "BEGIN:VCALENDAR\nMETHOD:REQUEST\nEND:VCALENDAR\n";
	static const char nobody[] = EVENT("UID:x\r\n");
	char *large = xcalloc(2 * 1024 * 1024, 1);
	refuse("", 0, "no calendar file");
	refuse("Hej!", 4, "no calendar file");
	refuse(request, strlen(request), "another kind (REQUEST)");
	refuse(nobody, strlen(nobody), "names no meeting");
	refuse(large, 2 * 1024 * 1024, "too large");
	free(large);
}

static void reply__deep_nesting__ends(void **state)
{
	(void)state;
	struct buffer text = {0};
	buffer_append(&text, HEAD);
	for (size_t i = 0; i < 50000; i++)
		buffer_append(&text, "BEGIN:VEVENT\n");
	refuse(text.data, text.length, "names no meeting");
	buffer_finish(&text);
}

/* ---- mail ---- */

static void mail__google__has_the_calendar_twice(void **state)
{
	(void)state;
	struct mail mail = open_mail("google.eml");
	size_t calendars = 0;
	for (size_t i = 0; i < mail.part_count; i++)
		calendars += mail_part_is_calendar(&mail.parts[i]);
	assert_int_equal(mail.part_count, 5); /* a multipart in another, and three in them */
	assert_int_equal(calendars, 2);
	assert_string_equal(first_calendar(&mail)->method, "REPLY");
	assert_non_null(strstr(mail.subject, "Fysisk träff"));
	mail_finish(&mail);
}

static void mail__nested_message__is_not_opened(void **state)
{
	(void)state;
	static const char text[] =
		"From: a@b.se\nMessage-ID: <1@b.se>\nMIME-Version: 1.0\n"
		"Content-Type: message/rfc822\n\nFrom: c@d.se\nContent-Type: text/calendar\n\n"
		"BEGIN:VCALENDAR\n";
	struct mail mail;
	struct error error = {0};
	assert_true(mail_read(&mail, text, strlen(text), &error));
	assert_string_equal(mail.sender, "a@b.se");
	assert_int_equal(mail.part_count, 1);
	assert_string_equal(mail.parts[0].type, "message/rfc822");
	assert_null(first_calendar(&mail));
	mail_finish(&mail);
}

static void mail__thousand_parts__ends_at_the_bound(void **state)
{
	(void)state;
	struct buffer text = {0};
	struct mail mail;
	struct error error = {0};
	buffer_append(&text, "From: a@b.se\nMIME-Version: 1.0\n"
			     "Content-Type: multipart/mixed; boundary=x\n\n");
	for (size_t i = 0; i < 1000; i++)
		buffer_append(&text, "--x\nContent-Type: text/plain\n\nhej\n");
	buffer_append(&text, "--x--\n");
	assert_true(mail_read(&mail, text.data, text.length, &error));
	assert_int_equal(mail.part_count, 200);
	assert_true(mail.is_cut);
	mail_finish(&mail);
	buffer_finish(&text);
}

static void mail__what_is_none__is_refused(void **state)
{
	(void)state;
	struct mail mail;
	struct error error = {0};
	assert_false(mail_read(&mail, "Hej hopp\n", 9, &error));
	assert_int_equal(error.kind, ERROR_DATA);
	assert_int_equal(mail.part_count, 0);
	error_finish(&error);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reply__shapes__say_who_what_and_when),
		cmocka_unit_test(reply__outlook__lacks_organizer),
		cmocka_unit_test(reply__comment__is_unescaped_in_any_charset),
		cmocka_unit_test(reply__counter__proposes_in_local_time),
		cmocka_unit_test(reply__delegated__says_to_whom),
		cmocka_unit_test(reply__least__uid_and_attendee),
		cmocka_unit_test(reply__method__counts_wherever_it_stands),
		cmocka_unit_test(reply__several_attendees__the_sender_counts),
		cmocka_unit_test(reply__alarm_inside__is_not_the_event),
		cmocka_unit_test(reply__what_is_none__is_refused_with_the_reason),
		cmocka_unit_test(reply__deep_nesting__ends),
		cmocka_unit_test(mail__google__has_the_calendar_twice),
		cmocka_unit_test(mail__nested_message__is_not_opened),
		cmocka_unit_test(mail__thousand_parts__ends_at_the_bound),
		cmocka_unit_test(mail__what_is_none__is_refused),
	};

	i18n_init("en");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
