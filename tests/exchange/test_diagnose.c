/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each mistake that a calendar file can have is named, at its line; a sound file has none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/i18n.h"
#include "exchange/ical/diagnose.h"

#define CRLF "\r\n"
#define BEGIN "BEGIN:VCALENDAR" CRLF "VERSION:2.0" CRLF "PRODID:x" CRLF
#define END "END:VCALENDAR" CRLF
#define EVENT_BEGIN "BEGIN:VEVENT" CRLF
#define EVENT_END "END:VEVENT" CRLF
#define IDS "UID:1" CRLF "DTSTAMP:20230901T080000Z" CRLF
#define TIMES "DTSTART:20230926T080000Z" CRLF "DTEND:20230926T100000Z" CRLF
#define EVENT(lines) EVENT_BEGIN IDS lines EVENT_END
#define FILE_OF(lines) BEGIN EVENT(lines) END
#define STANDARD(to, from, month, hour)                                               \
	"BEGIN:STANDARD" CRLF "DTSTART:19961027T" hour CRLF "TZOFFSETFROM:" from CRLF \
	"TZOFFSETTO:" to CRLF "RRULE:FREQ=YEARLY;BYMONTH=" month ";BYDAY=-1SU" CRLF   \
	"END:STANDARD" CRLF
#define DAYLIGHT                                                                       \
	"BEGIN:DAYLIGHT" CRLF "DTSTART:19810329T020000" CRLF "TZOFFSETFROM:+0100" CRLF \
	"TZOFFSETTO:+0200" CRLF "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU" CRLF "END:DAYLIGHT" CRLF
#define ZONE_OF(name, parts) "BEGIN:VTIMEZONE" CRLF "TZID:" name CRLF parts "END:VTIMEZONE" CRLF
#define GOOD_ZONE(name) ZONE_OF(name, DAYLIGHT STANDARD("+0100", "+0200", "10", "030000"))
#define IN_ZONE(name) \
	"DTSTART;TZID=" name ":20230926T090000" CRLF "DTEND;TZID=" name ":20230926T110000" CRLF

static struct diagnosis diagnose(const char *text, size_t length)
{
	struct diagnosis diagnosis;
	calendar_diagnose(&diagnosis, text, length);
	return diagnosis;
}

static const struct ailment *find(const struct diagnosis *diagnosis, const char *rule)
{
	for (size_t i = 0; i < diagnosis->ailment_count; i++) {
		if (!strcmp(diagnosis->ailments[i].rule, rule))
			return &diagnosis->ailments[i];
	}
	return NULL;
}

static char *rules_of(const struct diagnosis *diagnosis)
{
	struct buffer text = {0};
	for (size_t i = 0; i < diagnosis->ailment_count; i++)
		buffer_printf(&text, "%s%s", i ? " " : "", diagnosis->ailments[i].rule);
	return buffer_take(&text);
}

/* The text has these ailments and no other, the first of them at this line. */
static void check(const char *text, const char *rules, size_t line)
{
	struct diagnosis diagnosis = diagnose(text, strlen(text));
	char *found = rules_of(&diagnosis);
	if (strcmp(found, rules) != 0)
		fail_msg("“%s” was found, not “%s”, in\n%s", found, rules, text);
	if (*rules && diagnosis.ailments[0].line != line)
		fail_msg("%s: line %zu, not %zu", rules, diagnosis.ailments[0].line, line);
	free(found);
	diagnosis_finish(&diagnosis);
}

static void diagnose__sound_files__have_nothing(void **state)
{
	(void)state;
	check(FILE_OF(TIMES), "", 0);
	check(BEGIN GOOD_ZONE("Europe/Stockholm") EVENT(IN_ZONE("Europe/Stockholm")) END, "", 0);
	check(FILE_OF("DTSTART;VALUE=DATE:20230926" CRLF "DTEND;VALUE=DATE:20230927" CRLF), "", 0);
	check(FILE_OF("DTSTART:20230926T080000Z" CRLF "DURATION:PT1H" CRLF), "", 0);
	check(FILE_OF(TIMES "SUMMARY:Ett\\, två\\; tre" CRLF "CATEGORIES:a,b" CRLF
			    "X-OTHER:a,b;c" CRLF),
		"", 0);
	check(FILE_OF(TIMES "BEGIN:VALARM" CRLF "TRIGGER:-PT15M" CRLF "END:VALARM" CRLF), "", 0);
}

static void diagnose__each_mistake__is_named_at_its_line(void **state)
{
	(void)state;
	static const struct {
		const char *rule;
		size_t line;
		const char *text;
	} rows[] = {
		{"bom", 1, "\xef\xbb\xbf" FILE_OF(TIMES)},
		{"not-utf8", 9,
			FILE_OF(TIMES "SUMMARY:Tr\xe4"
				      "ff" CRLF)},
		{"bare-lf", 9, FILE_OF(TIMES "SUMMARY:x\n")},
		{"long-line", 9,
			FILE_OF(TIMES "SUMMARY:xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
				      "xxxxxxxxxxxxxxxxxxxx" CRLF)},
		{"halved-letter", 9,
			FILE_OF(TIMES "SUMMARY:Tr\xc3" CRLF " \xa4"
				      "ff" CRLF)},
		{"broken-fold", 9, FILE_OF(TIMES "SUMMARY:x\r\r\n y" CRLF)},
		{"unreadable-line", 10, FILE_OF(TIMES "DESCRIPTION:ett" CRLF "två" CRLF)},
		{"quoted-name", 9, FILE_OF(TIMES "CONTACT;CN=\"Anna \"Ann\" Ek\":x" CRLF)},
		{"unescaped-comma", 9, FILE_OF(TIMES "LOCATION:Ett, två" CRLF)},
		{"unescaped-semicolon", 9, FILE_OF(TIMES "SUMMARY:Ett; två" CRLF)},
		{"truncated", 8, BEGIN EVENT_BEGIN IDS TIMES},
		{"several-calendars", 11, FILE_OF(TIMES) "BEGIN:VCALENDAR" CRLF END},
		{"late-method", 11,
			BEGIN EVENT(TIMES "ORGANIZER:mailto:a@b" CRLF) "METHOD:PUBLISH" CRLF END},
		{"calendar-name", 4, BEGIN "X-WR-CALNAME:x" CRLF EVENT(TIMES) END},
		{"several-events", 10,
			BEGIN EVENT(TIMES) EVENT_BEGIN
			"UID:2" CRLF "DTSTAMP:20230901T080000Z" CRLF TIMES EVENT_END END},
		{"no-event", 0, BEGIN END},
		{"no-uid", 4,
			BEGIN EVENT_BEGIN "DTSTAMP:20230901T080000Z" CRLF TIMES EVENT_END END},
		{"same-uid several-events", 10, BEGIN EVENT(TIMES) EVENT(TIMES) END},
		{"no-dtstamp", 4, BEGIN EVENT_BEGIN "UID:1" CRLF TIMES EVENT_END END},
		{"no-start", 4, FILE_OF("")},
		{"no-organizer", 5, BEGIN "METHOD:PUBLISH" CRLF EVENT(TIMES) END},
		{"published-attendee", 11,
			BEGIN "METHOD:PUBLISH" CRLF EVENT(
				TIMES "ORGANIZER:mailto:a@b" CRLF "ATTENDEE:mailto:c@d" CRLF) END},
		{"request-of-nobody", 5,
			BEGIN "METHOD:REQUEST" CRLF EVENT(TIMES "ORGANIZER:mailto:a@b" CRLF) END},
		{"alarm-trigger", 9,
			FILE_OF(TIMES "BEGIN:VALARM" CRLF "ACTION:DISPLAY" CRLF "END:VALARM" CRLF)},
		{"floating-time", 7,
			FILE_OF("DTSTART:20230926T080000" CRLF "DTEND:20230926T100000" CRLF)},
		{"floating-end", 23,
			BEGIN GOOD_ZONE("Europe/Stockholm")
				EVENT("DTSTART;TZID=Europe/Stockholm:20230926T090000" CRLF
				      "DTEND:20230926T110000" CRLF) END},
		{"no-end", 4, FILE_OF("DTSTART:20230926T080000Z" CRLF)},
		{"end-before-start", 4,
			FILE_OF("DTSTART:20230926T100000Z" CRLF "DTEND:20230926T080000Z" CRLF)},
		{"empty-day", 4,
			FILE_OF("DTSTART;VALUE=DATE:20230926" CRLF
				"DTEND;VALUE=DATE:20230926" CRLF)},
		{"date-without-value", 7,
			FILE_OF("DTSTART:20230926" CRLF "DTEND;VALUE=DATE:20230927" CRLF)},
		{"unreadable-time", 8,
			FILE_OF("DTSTART:20230926T080000Z" CRLF "DTEND:snart" CRLF
				"DURATION:PT1H" CRLF)},
		{"spring-gap", 22,
			BEGIN GOOD_ZONE("Europe/Stockholm")
				EVENT("DTSTART;TZID=Europe/Stockholm:20240331T023000" CRLF
				      "DTEND;TZID=Europe/Stockholm:20240331T040000" CRLF) END},
		{"undeclared-zone", 7, FILE_OF(IN_ZONE("Europe/Stockholm"))},
		{"prefixed-zone", 22,
			BEGIN GOOD_ZONE("/example.org/Europe/Stockholm")
				EVENT(IN_ZONE("/example.org/Europe/Stockholm")) END},
		{"windows-zone", 22,
			BEGIN GOOD_ZONE("W. Europe Standard Time")
				EVENT(IN_ZONE("W. Europe Standard Time")) END},
		{"unknown-zone", 22, BEGIN GOOD_ZONE("Nowhere") EVENT(IN_ZONE("Nowhere")) END},
		{"historical-zone", 4,
			BEGIN ZONE_OF("Europe/Stockholm",
				DAYLIGHT STANDARD("+0100", "+0200", "10",
					"030000") "BEGIN:STANDARD" CRLF
						  "DTSTART:18790101T000000" CRLF
						  "TZOFFSETFROM:+011212" CRLF
						  "TZOFFSETTO:+0100" CRLF
						  "RDATE:19000101T000000" CRLF "END:STANDARD" CRLF)
				EVENT(IN_ZONE("Europe/Stockholm")) END},
		{"wrong-zone", 4,
			BEGIN ZONE_OF("Europe/Stockholm",
				DAYLIGHT STANDARD("+0100", "+0200", "9", "030000"))
				EVENT(IN_ZONE("Europe/Stockholm")) END},
		{"wrong-zone", 4,
			BEGIN ZONE_OF(
				"Europe/Stockholm", STANDARD("+0000", "+0200", "10", "030000"))
				EVENT(IN_ZONE("Europe/Stockholm")) END},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		check(rows[i].text, rows[i].rule, rows[i].line);
}

static void diagnose__nul__is_named(void **state)
{
	(void)state;
	static const char text[] = BEGIN EVENT_BEGIN IDS TIMES "SUMMARY:a\0b" CRLF EVENT_END END;
	struct diagnosis diagnosis = diagnose(text, sizeof(text) - 1);
	assert_non_null(find(&diagnosis, "nul"));
	assert_string_equal(diagnosis.events[0].summary, "ab");
	diagnosis_finish(&diagnosis);
}

/* In the style of a report about Couchers: METHOD after the event, no DTSTAMP. */
static void diagnose__couchers__both_defects(void **state)
{
	(void)state;
	check("BEGIN:VCALENDAR" CRLF "VERSION:2.0" CRLF "PRODID:-//Couchers//Events//EN" CRLF
	      "BEGIN:VEVENT" CRLF "UID:event-8557@couchers.example" CRLF "SUMMARY:Picnic" CRLF TIMES
	      "ORGANIZER:mailto:a@b.example" CRLF "END:VEVENT" CRLF "METHOD:PUBLISH" CRLF
	      "END:VCALENDAR" CRLF,
		"no-dtstamp late-method", 4);
}

/* In the style of a report about iCalcreator: a zone that tells its history by RDATE. */
static void diagnose__icalcreator__the_zone(void **state)
{
	(void)state;
	check(BEGIN ZONE_OF("Europe/Stockholm",
		      "BEGIN:STANDARD" CRLF "DTSTART:20221030T030000" CRLF "TZOFFSETFROM:+0200" CRLF
		      "TZOFFSETTO:+0100" CRLF "RDATE:20231029T030000" CRLF "END:STANDARD" CRLF
		      "BEGIN:DAYLIGHT" CRLF "DTSTART:20230326T020000" CRLF "TZOFFSETFROM:+0100" CRLF
		      "TZOFFSETTO:+0200" CRLF "RDATE:20240331T020000" CRLF "END:DAYLIGHT" CRLF)
			EVENT(IN_ZONE("Europe/Stockholm")) END,
		"historical-zone", 4);
}

static void diagnose__the_same_again__is_counted(void **state)
{
	(void)state;
	static const char text[] =
		"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nEND:VEVENT\nEND:VCALENDAR\n";
	struct diagnosis diagnosis = diagnose(text, strlen(text));
	const struct ailment *found = find(&diagnosis, "bare-lf");
	assert_int_equal(found->count, 5);
	assert_int_equal(found->line, 1);
	diagnosis_finish(&diagnosis);
}

static void diagnose__what_it_says__in_stockholm(void **state)
{
	(void)state;
	static const struct {
		const char *text, *when;
	} rows[] = {
		{FILE_OF(TIMES), "Tue 26 Sep 2023 10:00–12:00"},
		{FILE_OF("DTSTART;VALUE=DATE:20230926" CRLF "DTEND;VALUE=DATE:20230927" CRLF),
			"Tue 26 Sep 2023"},
		{FILE_OF("DTSTART;VALUE=DATE:20230926" CRLF "DTEND;VALUE=DATE:20230928" CRLF),
			"Tue 26 Sep 2023 – Wed 27 Sep 2023"},
		{FILE_OF(IN_ZONE("GMT Standard Time")), "Tue 26 Sep 2023 10:00–12:00"},
		{FILE_OF(IN_ZONE("W. Europe Standard Time")), "Tue 26 Sep 2023 09:00–11:00"},
		{FILE_OF(IN_ZONE("America/New_York")), "Tue 26 Sep 2023 15:00–17:00"},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct diagnosis diagnosis = diagnose(rows[i].text, strlen(rows[i].text));
		char *when = told_event_when(&diagnosis.events[0]);
		assert_string_equal(when, rows[i].when);
		free(when);
		diagnosis_finish(&diagnosis);
	}
}

static void diagnose__no_calendar__says_so(void **state)
{
	(void)state;
	struct diagnosis diagnosis = diagnose("Hej\n", 4);
	assert_false(diagnosis.is_calendar);
	diagnosis_finish(&diagnosis);
	diagnosis = diagnose("", 0);
	assert_false(diagnosis.is_calendar);
	diagnosis_finish(&diagnosis);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(diagnose__sound_files__have_nothing),
		cmocka_unit_test(diagnose__each_mistake__is_named_at_its_line),
		cmocka_unit_test(diagnose__nul__is_named),
		cmocka_unit_test(diagnose__couchers__both_defects),
		cmocka_unit_test(diagnose__icalcreator__the_zone),
		cmocka_unit_test(diagnose__the_same_again__is_counted),
		cmocka_unit_test(diagnose__what_it_says__in_stockholm),
		cmocka_unit_test(diagnose__no_calendar__says_so),
	};

	i18n_init("en");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
