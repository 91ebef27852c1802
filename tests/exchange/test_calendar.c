/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calendar files: which property says what, in which order, and when there is no file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "base/date.h"
#include "check.h"
#include "lines.h"

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

static void calendar__event__every_property_in_order(void **state)
{
	static const char wanted[] =
		"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Traffpunkt//traffpunkt//SV\r\n"
		"CALSCALE:GREGORIAN\r\n"
		"BEGIN:VTIMEZONE\r\nTZID:Europe/Stockholm\r\n"
		"BEGIN:DAYLIGHT\r\nTZNAME:CEST\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n"
		"DTSTART:19810329T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n"
		"END:DAYLIGHT\r\n"
		"BEGIN:STANDARD\r\nTZNAME:CET\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\n"
		"DTSTART:19961027T030000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n"
		"END:STANDARD\r\nEND:VTIMEZONE\r\n"
		"BEGIN:VEVENT\r\n"
		"UID:295ca9e8-c1bc-408e-881f-6491293bb0dc\r\n"
		"DTSTAMP:20230926T132000Z\r\n"
		"CREATED:20230919T070000Z\r\n"
		"LAST-MODIFIED:20230926T132000Z\r\n"
		"SEQUENCE:3\r\n"
		"DTSTART;TZID=Europe/Stockholm:20231017T100000\r\n"
		"DTEND;TZID=Europe/Stockholm:20231017T120000\r\n"
		"SUMMARY:Nätverksträff (digital): Hot\\, hat & våld\r\n"
		"DESCRIPTION:https://moten.example.se/j/4711?lang=sv\\n\\n"
		"Tema: Hot\\, hat & våld\\n\\n"
		"Förtroendevaldas trygghet och säkerhet\\, professionsnätverk\\n"
		"Arrangör: SKR\r\n"
		"LOCATION:Digitalt – https://moten.example.se/j/4711?lang=sv\r\n"
		"URL:https://moten.example.se/j/4711?lang=sv\r\n"
		"CONFERENCE;VALUE=URI;FEATURE=VIDEO;LABEL=Digital träff:"
		"https://moten.example.se/j/4711?lang=sv\r\n"
		"CONTACT:Anna-Lena Pogulis\\, Ulrika Stöök\r\n"
		"CATEGORIES:Nätverksträff\r\nCATEGORIES:Digital\r\n"
		"STATUS:CONFIRMED\r\nTRANSP:OPAQUE\r\nCLASS:PUBLIC\r\n"
		"X-MICROSOFT-CDO-BUSYSTATUS:BUSY\r\n"
		"END:VEVENT\r\nEND:VCALENDAR\r\n";
	struct sample sample;
	char *text;

	(void)state;
	sample_start(&sample, MEETING_DIGITAL, "2023-10-17", "10:00");
	sample_end_at(&sample, "12:00");
	sample_set_text(&sample.meeting.link, SAMPLE_LINK);
	sample_set_theme(&sample, "Hot, hat & våld");
	sample.sequence = 3;
	text = check_read(&sample, CALENDAR_NONE);
	assert_string_equal(text, wanted);
	free(text);
	sample_finish(&sample);
}

static void calendar__event__day_without_time(void **state)
{
	struct sample sample;
	char *text;

	(void)state;
	sample_start(&sample, MEETING_PHYSICAL, "2023-12-31", NULL);
	sample_set_duration(&sample, 60, 120);
	text = check_read(&sample, CALENDAR_NONE);
	check_line(text, "DTSTART;VALUE=DATE:20231231");
	check_line(text, "DTEND;VALUE=DATE:20240101");
	check_line(text, "STATUS:TENTATIVE");
	check_line(text, "TRANSP:TRANSPARENT");
	check_line(text, "X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE");
	check_line(text, "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE");
	check_part(text, "Klockslag meddelas. Träffen tar 1–2 timmar.", true);
	check_part(text, "BEGIN:VTIMEZONE", false);
	check_part(text, "\r\nLOCATION", false);
	free(text);
	sample_finish(&sample);
}

struct times {
	const char *date;
	const char *start;
	const char *end;
	int64_t min;
	int64_t max;
	const char *dtend;
	const char *said; /* in the description; NULL: nothing of it */
};

static void calendar__event__always_has_an_end(void **state)
{
	static const struct times table[] = {
		{"2023-10-17", "10:00", "11:30", 60, 120, "20231017T113000", NULL},
		{"2023-10-17", "10:00", NULL, 60, 120, "20231017T120000",
			"1–2 timmar\\; sluttiden här är den längsta."},
		{"2023-10-17", "10:00", NULL, 120, 120, "20231017T120000", "Träffen tar 2 timmar."},
		{"2023-10-17", "10:00", NULL, 45, 45, "20231017T104500", "tar 45 minuter."},
		{"2023-10-17", "10:00", NULL, 60, 60, "20231017T110000", "tar 1 timme."},
		{"2023-10-17", "10:00", NULL, 90, 120, "20231017T120000", "tar 1\\,5–2 timmar"},
		{"2023-10-17", "10:00", NULL, 30, 100, "20231017T114000", "tar 30–100 minuter"},
		{"2023-10-17", "10:00", NULL, 0, 0, "20231017T110000", "Sluttid ej satt"},
		{"2023-10-17", "23:30", NULL, 60, 60, "20231018T003000", "tar 1 timme."},
		/* Across the change of the clocks a duration is real time. */
		{"2024-03-31", "01:30", NULL, 60, 60, "20240331T033000", "tar 1 timme."},
		{"2023-10-29", "01:30", NULL, 180, 180, "20231029T033000", "tar 3 timmar."},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		const struct times *row = &table[i];
		struct sample sample;
		char *wanted = xasprintf("DTEND;TZID=Europe/Stockholm:%s", row->dtend);
		char *text;

		sample_start(&sample, MEETING_DIGITAL, row->date, row->start);
		sample_end_at(&sample, row->end);
		if (row->max > 0)
			sample_set_duration(&sample, row->min, row->max);
		text = check_read(&sample, CALENDAR_NONE);
		check_line(text, wanted);
		check_part(text, row->said ? row->said : "Träffen tar", row->said);
		free(text);
		free(wanted);
		sample_finish(&sample);
	}
}

struct states {
	enum meeting_status status;
	const char *start;
	const char *summary;
	const char *status_line;
	const char *transp;
	const char *busy;
};

static void calendar__event__status(void **state)
{
	static const struct states table[] = {
		{MEETING_CONFIRMED, "10:00", "Nätverksträff: T", "CONFIRMED", "OPAQUE", "BUSY"},
		{MEETING_HELD, "10:00", "Nätverksträff: T", "CONFIRMED", "OPAQUE", "BUSY"},
		{MEETING_PRELIMINARY, "10:00", "Prel: Nätverksträff: T", "TENTATIVE", "OPAQUE",
			"TENTATIVE"},
		{MEETING_PRELIMINARY, NULL, "Nätverksträff: T", "TENTATIVE", "TRANSPARENT",
			"TENTATIVE"},
		{MEETING_CONFIRMED, NULL, "Nätverksträff: T", "TENTATIVE", "TRANSPARENT",
			"TENTATIVE"},
		{MEETING_CANCELLED, "10:00", "INSTÄLLD: Nätverksträff: T", "CANCELLED",
			"TRANSPARENT", "FREE"},
		{MEETING_CANCELLED, NULL, "INSTÄLLD: Nätverksträff: T", "CANCELLED", "TRANSPARENT",
			"FREE"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		const char *values[] = {
			table[i].summary, table[i].status_line, table[i].transp, table[i].busy};
		static const char *const names[] = {
			"SUMMARY", "STATUS", "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS"};
		struct sample sample;
		char *text;

		sample_start(&sample, MEETING_PHYSICAL, "2023-10-17", table[i].start);
		sample_set_status(&sample, table[i].status);
		sample_set_theme(&sample, "T");
		text = check_read(&sample, CALENDAR_NONE);
		for (size_t j = 0; j < COUNT(names); j++) {
			char *line = xasprintf("%s:%s", names[j], values[j]);

			check_line(text, line);
			free(line);
		}
		free(text);
		sample_finish(&sample);
	}
}

static void calendar__event__nothing_that_invites(void **state)
{
	static const char *const unwanted[] = {"\r\nMETHOD", "\r\nORGANIZER", "\r\nATTENDEE",
		"BEGIN:VALARM", "\r\nX-WR-", "\r\nNAME", "\r\nGEO", "\xef\xbb\xbf"};
	struct sample sample;
	char *text;

	(void)state;
	sample_start(&sample, MEETING_HYBRID, "2023-10-17", "10:00");
	sample_set_text(&sample.meeting.place, "Stockholm");
	sample_set_text(&sample.meeting.link, SAMPLE_LINK);
	sample_set_text(&sample.meeting.note, "Ring Åsa om tolken.");
	text = check_read(&sample, CALENDAR_NONE);
	for (size_t i = 0; i < COUNT(unwanted); i++)
		check_part(text, unwanted[i], false);
	check_part(text, "tolken", false);
	assert_int_equal(check_count(text, "BEGIN:VEVENT"), 1);
	free(text);
	sample_finish(&sample);
}

static void calendar__event__same_arguments_same_bytes(void **state)
{
	struct sample sample;
	char *first;
	char *second;

	(void)state;
	sample_start(&sample, MEETING_DIGITAL, "2023-10-17", "10:00");
	sample_set_theme(&sample, "Hot, hat & våld");
	first = check_write(&sample, CALENDAR_NONE, NULL);
	second = check_write(&sample, CALENDAR_NONE, NULL);
	assert_string_equal(first, second);
	free(second);
	sample.sequence = 1;
	second = check_write(&sample, CALENDAR_NONE, NULL);
	assert_string_not_equal(first, second);
	free(second);
	free(first);
	sample_finish(&sample);
}

struct refusal {
	const char *date;
	const char *start;
	const char *end;
	const char *link;
	const char *uid;
	const char *field;
	const char *said;
};

static void calendar__event__refused(void **state)
{
	static const struct refusal table[] = {
		{NULL, NULL, NULL, NULL, SAMPLE_UID, "date", "has no date yet"},
		{"2024-03-31", "02:30", "04:00", NULL, SAMPLE_UID, "start", "02:30 on 2024-03-31"},
		{"2024-03-31", "01:30", "02:30", NULL, SAMPLE_UID, "end", "02:30 on 2024-03-31"},
		{"2023-10-17", "10:00", "10:00", NULL, SAMPLE_UID, "end", "end after it starts"},
		{"2023-10-17", "10:00", "09:00", NULL, SAMPLE_UID, "end", "end after it starts"},
		/* An hour later the clock shows the same. */
		{"2023-10-29", "02:30", NULL, NULL, SAMPLE_UID, "end", "end after it starts"},
		{"2023-10-17", "10:00", NULL, "ftp://example.se", SAMPLE_UID, "link", "https://"},
		{"2023-10-17", "10:00", NULL, "moten.example.se", SAMPLE_UID, "link", "https://"},
		{"2023-10-17", "10:00", NULL, NULL, "", "uid", "UID"},
		{"2023-10-17", "10:00", NULL, NULL, "a b", "uid", "UID"},
		{"2023-10-17", "10:00", NULL, NULL, "a\r\nX-EVIL:1", "uid", "UID"},
		{"2023-10-17", "10:00", NULL, NULL, "a,b", "uid", "UID"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		struct error error = {0};
		struct sample sample;

		sample_start(&sample, MEETING_DIGITAL, table[i].date, table[i].start);
		sample_end_at(&sample, table[i].end);
		sample_set_text(&sample.meeting.link, table[i].link);
		sample_set_text(&sample.meeting.uid, table[i].uid);
		assert_null(check_write(&sample, CALENDAR_NONE, &error));
		assert_int_equal(error.kind, ERROR_DATA);
		assert_string_equal(error.field, table[i].field);
		check_part(error.message, table[i].said, true);
		error_finish(&error);
		sample_finish(&sample);
	}
}

static void calendar__event__hour_that_happens_twice(void **state)
{
	struct sample sample;
	char *text;

	(void)state;
	sample_start(&sample, MEETING_DIGITAL, "2023-10-29", "02:30");
	sample_end_at(&sample, "04:00");
	text = check_read(&sample, CALENDAR_NONE);
	check_line(text, "DTSTART;TZID=Europe/Stockholm:20231029T023000");
	free(text);
	sample_finish(&sample);
}

static void calendar__publish__names_the_organizer(void **state)
{
	struct sample sample;
	char *text;

	(void)state;
	sample_start(&sample, MEETING_DIGITAL, "2023-10-17", "10:00");
	text = check_read(&sample, CALENDAR_PUBLISH);
	check_part(text, "CALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\nBEGIN:VTIMEZONE", true);
	check_part(text,
		"SEQUENCE:0\r\nORGANIZER;CN=Nätverket:mailto:natverk@example.se\r\nDTSTART", true);
	check_part(text, "ATTENDEE", false);
	free(text);
	sample_finish(&sample);
}

static void calendar__cancel__says_what_is_cancelled(void **state)
{
	static const char wanted[] = "BEGIN:VEVENT\r\nUID:295ca9e8-c1bc-408e-881f-6491293bb0dc\r\n"
				     "DTSTAMP:20230926T132000Z\r\nCREATED:20230919T070000Z\r\n"
				     "LAST-MODIFIED:20230926T132000Z\r\nSEQUENCE:0\r\n"
				     "ORGANIZER;CN=Nätverket:mailto:natverk@example.se\r\n"
				     "DTSTART;TZID=Europe/Stockholm:20231017T100000\r\n"
				     "DTEND;TZID=Europe/Stockholm:20231017T110000\r\n"
				     "SUMMARY:INSTÄLLD: Nätverksträff (digital): T\r\n"
				     "LOCATION:Digitalt\r\nSTATUS:CANCELLED\r\nEND:VEVENT\r\n";
	struct error error = {0};
	struct sample sample;
	char *text;

	(void)state;
	sample_start(&sample, MEETING_DIGITAL, "2023-10-17", "10:00");
	sample_set_theme(&sample, "T");
	assert_null(check_write(&sample, CALENDAR_CANCEL, &error));
	assert_int_equal(error.kind, ERROR_REFUSED);
	error_finish(&error);
	sample_set_status(&sample, MEETING_CANCELLED);
	text = check_read(&sample, CALENDAR_CANCEL);
	check_part(text, "CALSCALE:GREGORIAN\r\nMETHOD:CANCEL\r\nBEGIN:VTIMEZONE", true);
	check_part(text, wanted, true);
	free(text);
	sample_finish(&sample);
}

/* An invitation is the whole file for exactly one person; DTSTAMP is the moment of the message. */
static void calendar__request__one_attendee(void **state)
{
	static const char people[] =
		"BEGIN:VEVENT\r\nUID:295ca9e8-c1bc-408e-881f-6491293bb0dc\r\n"
		"DTSTAMP:20230927T060000Z\r\nCREATED:20230919T070000Z\r\n"
		"LAST-MODIFIED:20230926T132000Z\r\nSEQUENCE:2\r\n"
		"ORGANIZER;CN=Nätverket:mailto:natverk@example.se\r\n"
		"ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;"
		"CN=Åsa Öberg:mailto:asa.oberg@sundsvall.example\r\n"
		"DTSTART;TZID=Europe/Stockholm:20231017T100000\r\n";
	struct error error = {0};
	struct sample sample;
	char *text;

	(void)state;
	sample_start(&sample, MEETING_DIGITAL, "2023-10-17", "10:00");
	sample.sequence = 2;
	text = check_read(&sample, CALENDAR_REQUEST);
	check_part(text, "CALSCALE:GREGORIAN\r\nMETHOD:REQUEST\r\nBEGIN:VTIMEZONE", true);
	check_part(text, people, true);
	check_line(text, "STATUS:CONFIRMED");
	assert_int_equal(check_count(text, "BEGIN:VEVENT"), 1);
	assert_int_equal(check_count(text, "ATTENDEE"), 1);
	free(text);
	sample_set_status(&sample, MEETING_CANCELLED);
	assert_null(check_write(&sample, CALENDAR_REQUEST, &error));
	assert_int_equal(error.kind, ERROR_REFUSED);
	error_finish(&error);
	sample_finish(&sample);
}

/* Everything but who it is for is what the file of the meeting says. */
static void calendar__request__the_rest_is_the_file(void **state)
{
	struct sample sample;
	char *file;
	char *request;
	char *from;

	(void)state;
	sample_start(&sample, MEETING_HYBRID, "2023-10-17", "10:00");
	sample_set_text(&sample.meeting.place, "Stockholm");
	file = check_read(&sample, CALENDAR_NONE);
	request = check_read(&sample, CALENDAR_REQUEST);
	from = strstr(request, "DTSTART;");
	assert_non_null(from);
	assert_string_equal(from, strstr(file, "DTSTART;"));
	free(request);
	free(file);
	sample_finish(&sample);
}

static void calendar__cancel__to_one_person(void **state)
{
	static const char attendee[] =
		"SEQUENCE:0\r\nORGANIZER;CN=Nätverket:mailto:natverk@example.se\r\n"
		"ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;CN=Åsa Öberg:"
		"mailto:asa.oberg@sundsvall.example\r\nDTSTART";
	struct sample sample;
	char *text;

	(void)state;
	sample_start(&sample, MEETING_DIGITAL, "2023-10-17", "10:00");
	sample.uninvites = true;
	text = check_read(&sample, CALENDAR_CANCEL); /* the meeting takes place */
	check_part(text, "METHOD:CANCEL\r\n", true);
	check_part(text, attendee, true);
	check_line(text, "DTSTAMP:20230927T060000Z");
	check_part(text, "\r\nSTATUS", false);
	check_part(text, "INSTÄLLD", false);
	free(text);
	sample_set_status(&sample, MEETING_CANCELLED);
	text = check_read(&sample, CALENDAR_CANCEL);
	check_part(text, attendee, true);
	check_line(text, "STATUS:CANCELLED");
	free(text);
	sample_finish(&sample);
}

/* A file that anybody may take names nobody, whoever it is made for. */
static void calendar__file__never_names_the_attendee(void **state)
{
	static const enum calendar_method methods[] = {CALENDAR_NONE, CALENDAR_PUBLISH};
	struct sample sample;

	(void)state;
	sample_start(&sample, MEETING_DIGITAL, "2023-10-17", "10:00");
	for (size_t i = 0; i < COUNT(methods); i++) {
		char *without = check_write(&sample, methods[i], NULL);

		sample.uninvites = true;
		char *with = check_write(&sample, methods[i], NULL);

		assert_string_equal(with, without);
		sample.uninvites = false;
		free(with);
		free(without);
	}
	sample_finish(&sample);
}

static void calendar__attendee__needs_a_plain_mailbox(void **state)
{
	static const char *const mailboxes[] = {NULL, "", "åsa", "a@example.se\r\nX-EVIL:1",
		"a@example.se\x7f", "a b@example.se", "\"a\"@example.se"};
	static const enum calendar_method methods[] = {CALENDAR_REQUEST, CALENDAR_CANCEL};
	const struct calendar_organizer organizer = {SAMPLE_MAILBOX, "Nätverket"};
	struct sample sample;

	(void)state;
	sample_start(&sample, MEETING_DIGITAL, "2023-10-17", "10:00");
	for (size_t i = 0; i < COUNT(mailboxes); i++)
		for (size_t j = 0; j < COUNT(methods); j++) {
			const struct calendar_attendee attendee = {mailboxes[i], NULL};
			struct calendar_event event = sample_event(&sample);
			struct error error = {0};

			event.attendee = &attendee;
			assert_null(calendar_write_event(&event, methods[j], &organizer, &error));
			assert_int_equal(error.kind, ERROR_DATA);
			error_finish(&error);
		}
	sample_finish(&sample);
}

static void calendar__method__needs_a_plain_mailbox(void **state)
{
	static const char *const mailboxes[] = {NULL, "", " ", "natverk", "@example.se", "natverk@",
		"natverk@.se", "a b@example.se", "a@b@example.se", "a@example..se",
		"a@example.se\r\nX-EVIL:1", "mailto:a@example.se", "å@example.se",
		"\"a\"@example.se"};
	struct sample sample;
	struct calendar_event event;

	(void)state;
	sample_start(&sample, MEETING_DIGITAL, "2023-10-17", "10:00");
	sample_set_status(&sample, MEETING_CANCELLED);
	event = sample_event(&sample);
	for (size_t i = 0; i < COUNT(mailboxes); i++)
		for (int method = CALENDAR_PUBLISH; method <= CALENDAR_CANCEL; method++) {
			struct calendar_organizer organizer = {mailboxes[i], "Nätverket"};
			struct error error = {0};

			assert_null(calendar_write_event(
				&event, (enum calendar_method)method, &organizer, &error));
			assert_int_equal(error.kind, ERROR_USAGE);
			error_finish(&error);
			assert_null(calendar_write_event(
				&event, (enum calendar_method)method, NULL, &error));
			assert_int_equal(error.kind, ERROR_USAGE);
			error_finish(&error);
		}
	sample_finish(&sample);
}

static void calendar__organizer__name_without_escapes(void **state)
{
	static const struct {
		const char *name;
		const char *line;
	} table[] = {
		{"SKR", "ORGANIZER;CN=SKR:mailto:natverk@example.se"},
		{"SKR, nät; \"verk\" ^: x\r\nX-EVIL:1",
			"ORGANIZER;CN=\"SKR, nät; verk : x X-EVIL:1\":mailto:natverk@example.se"},
		{"\"^\"", "ORGANIZER:mailto:natverk@example.se"},
		{NULL, "ORGANIZER:mailto:natverk@example.se"},
	};
	struct sample sample;
	struct calendar_event event;

	(void)state;
	sample_start(&sample, MEETING_DIGITAL, "2023-10-17", "10:00");
	event = sample_event(&sample);
	for (size_t i = 0; i < COUNT(table); i++) {
		struct calendar_organizer organizer = {SAMPLE_MAILBOX, table[i].name};
		char *text = calendar_write_event(&event, CALENDAR_PUBLISH, &organizer, NULL);
		char *unfolded = lines_unfold(text);

		check_line(unfolded, table[i].line);
		free(unfolded);
		free(text);
	}
	sample_finish(&sample);
}

static void calendar__file_name__ascii_and_sortable(void **state)
{
	static const struct {
		const char *date;
		enum meeting_kind kind;
		enum calendar_method method;
		const char *name;
	} table[] = {
		{"2023-10-17", MEETING_DIGITAL, CALENDAR_NONE, "traff-2023-10-17-digital.ics"},
		{"2023-09-26", MEETING_PHYSICAL, CALENDAR_NONE, "traff-2023-09-26-fysisk.ics"},
		{"2023-09-26", MEETING_HYBRID, CALENDAR_PUBLISH,
			"traff-2023-09-26-hybrid-publicerad.ics"},
		{"2023-10-17", MEETING_DIGITAL, CALENDAR_CANCEL,
			"traff-2023-10-17-digital-installd.ics"},
		{NULL, MEETING_DIGITAL, CALENDAR_NONE, "traff-utan-datum-digital.ics"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		struct sample sample;
		char *name;

		sample_start(&sample, table[i].kind, table[i].date, NULL);
		sample_set_theme(&sample, "../../etc/passwd");
		name = calendar_file_name(&sample.meeting, table[i].method);
		assert_string_equal(name, table[i].name);
		free(name);
		sample_finish(&sample);
	}
}

static void calendar__is_ours__only_this_meeting(void **state)
{
	struct sample sample;
	char *text;
	size_t length;
	char *changed;

	(void)state;
	sample_start(&sample, MEETING_DIGITAL, "2023-10-17", "10:00");
	text = check_write(&sample, CALENDAR_PUBLISH, NULL);
	length = strlen(text);
	assert_true(calendar_is_ours(text, length, SAMPLE_UID));
	assert_true(calendar_is_ours(text, length, NULL));
	assert_false(calendar_is_ours(text, length, "another-uid"));
	assert_false(calendar_is_ours(text, length - 1, SAMPLE_UID));
	assert_false(calendar_is_ours(text + 1, length - 1, SAMPLE_UID));
	assert_false(calendar_is_ours(text, 0, SAMPLE_UID));
	assert_false(calendar_is_ours("", 0, SAMPLE_UID));
	assert_false(calendar_is_ours("#!/bin/sh\n", 10, SAMPLE_UID));
	changed = strstr(text, "Traffpunkt");
	*changed = 'X';
	assert_false(calendar_is_ours(text, length, SAMPLE_UID));
	*changed = 'T';
	text[length - 4] = '\0';
	assert_false(calendar_is_ours(text, length, SAMPLE_UID));
	free(text);
	sample_finish(&sample);
}

static int set_up(void **state)
{
	struct clock clock;

	(void)state;
	return setlocale(LC_ALL, "C.UTF-8") && clock_init(&clock, NULL) ? 0 : -1;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(calendar__event__every_property_in_order),
		cmocka_unit_test(calendar__event__day_without_time),
		cmocka_unit_test(calendar__event__always_has_an_end),
		cmocka_unit_test(calendar__event__status),
		cmocka_unit_test(calendar__event__nothing_that_invites),
		cmocka_unit_test(calendar__event__same_arguments_same_bytes),
		cmocka_unit_test(calendar__event__refused),
		cmocka_unit_test(calendar__event__hour_that_happens_twice),
		cmocka_unit_test(calendar__publish__names_the_organizer),
		cmocka_unit_test(calendar__cancel__says_what_is_cancelled),
		cmocka_unit_test(calendar__request__one_attendee),
		cmocka_unit_test(calendar__request__the_rest_is_the_file),
		cmocka_unit_test(calendar__cancel__to_one_person),
		cmocka_unit_test(calendar__file__never_names_the_attendee),
		cmocka_unit_test(calendar__attendee__needs_a_plain_mailbox),
		cmocka_unit_test(calendar__method__needs_a_plain_mailbox),
		cmocka_unit_test(calendar__organizer__name_without_escapes),
		cmocka_unit_test(calendar__file_name__ascii_and_sortable),
		cmocka_unit_test(calendar__is_ours__only_this_meeting),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, set_up, NULL);
}
