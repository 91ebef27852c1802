/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whatever stands in a field, the file has the properties it would have anyway, clean lines, and
 * libical reads the same facts out of it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <libical/ical.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "check.h"
#include "lines.h"

#define COUNT(array) (sizeof(array) / sizeof(*(array)))
#define LONG_LENGTH 1000000
/* Of PA07: commas, quotes, a semicolon, four-byte characters, a backslash. */
#define AWKWARD "Hot, hat & våld; \"trygghet\" – åäö ÅÄÖ é 😀 \\ slut"

static const char *const texts[] = {
	"\x1b]52;c;QUJD\x07",
	"\x1b[2J\x1b[31mröd",
	"\xc2\x9b"
	"31m\xc2\x85",
	"a\xe2\x80\xae"
	"b\xe2\x81\xa6"
	"c",
	"no\xe2\x80\x8bll\xef\xbb\xbf\xe2\x80\x8d",
	"\xcc\x81ledande",
	"z\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81",
	"\xff\xfe\xc3",
	"\xed\xa0\x80",
	"x\r\nATTENDEE:mailto:evil@example.org",
	"x\nEND:VEVENT\nEND:VCALENDAR",
	"x\rX-EVIL:1",
	"x\\nX-EVIL:1",
	"\\",
	";,:\"",
	"BEGIN:VEVENT",
	"%s%n",
	"\t \t",
	"\x7f\x01\x02",
	"\xe2\x80\xa8\xe2\x80\xa9",
	"\xf3\xa0\x81\x81\xee\x80\x80",
	AWKWARD,
};

/* The one event of a calendar that libical parsed without a complaint. */
static icalcomponent *parse(const char *text, icalcomponent **calendar)
{
	*calendar = icalcomponent_new_from_string(text);
	assert_non_null(*calendar);
	assert_int_equal(icalcomponent_isa(*calendar), ICAL_VCALENDAR_COMPONENT);
	assert_int_equal(icalcomponent_count_errors(*calendar), 0);
	assert_int_equal(icalcomponent_count_components(*calendar, ICAL_VEVENT_COMPONENT), 1);
	return icalcomponent_get_first_component(*calendar, ICAL_VEVENT_COMPONENT);
}

static void fill(struct sample *sample, const char *text)
{
	sample_start(sample, MEETING_PHYSICAL, "2023-10-17", "10:00");
	sample_set_theme(sample, "Tema");
	sample_set_text(&sample->meeting.place, "Stockholm");
	sample_set_text(&sample->meeting.title, text);
	sample_set_text(&sample->meeting.theme, text);
	sample_set_text(&sample->meeting.place, text);
	sample_set_text(&sample->meeting.address, text);
	sample_set_text(&sample->network.name, text);
	sample_set_text(&sample->network.organiser, text);
	sample_set_text(&sample->network.physical_terms, text);
	sample->contact = text;
	sample_set_text(&sample_add_item(sample, PART_MORNING, text)->description, text);
	sample_set_text(&sample->programme[0].contributors, text);
	sample_set_text(&sample->programme[0].external_event, text);
}

static void hostile__texts__stay_in_their_property(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++) {
		struct sample sample;
		icalcomponent *calendar;
		icalcomponent *event;
		char *text;
		const char *fault;

		fill(&sample, texts[i]);
		text = check_write(&sample, CALENDAR_NONE, NULL);
		assert_non_null(text);
		fault = lines_fault(text, strlen(text));
		if (fault)
			fail_msg("%s with text %zu in\n%s", fault, i, text);
		event = parse(text, &calendar);
		assert_int_equal(icalcomponent_count_properties(event, ICAL_ATTENDEE_PROPERTY), 0);
		/* BUSYSTATUS alone. */
		assert_int_equal(icalcomponent_count_properties(event, ICAL_X_PROPERTY), 1);
		assert_int_equal(icalcomponent_count_properties(event, ICAL_SUMMARY_PROPERTY), 1);
		assert_string_equal(icalcomponent_get_uid(event), SAMPLE_UID);
		icalcomponent_free(calendar);
		free(text);
		sample_finish(&sample);
	}
}

static void hostile__reason__stays_in_its_property(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++) {
		struct sample sample;
		char *text;

		sample_start(&sample, MEETING_DIGITAL, "2023-10-17", "10:00");
		sample_set_status(&sample, MEETING_CANCELLED);
		sample_set_text(&sample.meeting.status_reason, texts[i]);
		text = check_read(&sample, CALENDAR_NONE);
		assert_int_equal(check_count(text, "BEGIN:VEVENT"), 1);
		assert_int_equal(check_count(text, "ATTENDEE"), 0);
		assert_int_equal(check_count(text, "X-EVIL"), 0);
		free(text);
		sample_finish(&sample);
	}
}

static void hostile__link__refused(void **state)
{
	static const char *const links[] = {"https://x.se/\r\nX-EVIL:1", "https://x.se/\n",
		"https://x.se/\r", "https://x.se/\x1b[0m", "https://x.se/a b", "https://x.se/\x7f",
		"https://x.se/\"", "https://x.se/<b>", "javascript:alert(1)", "x\r\nhttps://x.se"};

	(void)state;
	for (size_t i = 0; i < COUNT(links); i++) {
		struct error error = {0};
		struct sample sample;

		sample_start(&sample, MEETING_DIGITAL, "2023-10-17", "10:00");
		sample_set_text(&sample.meeting.link, links[i]);
		assert_null(check_write(&sample, CALENDAR_NONE, &error));
		assert_int_equal(error.kind, ERROR_DATA);
		assert_string_equal(error.field, "link");
		error_finish(&error);
		sample_finish(&sample);
	}
}

static void hostile__link__direction_is_encoded(void **state)
{
	struct sample sample;
	char *text;

	(void)state;
	sample_start(&sample, MEETING_DIGITAL, "2023-10-17", "10:00");
	sample_set_text(&sample.meeting.link, "https://x.se/\xe2\x80\xae\xc2\x9b\xff");
	text = check_read(&sample, CALENDAR_NONE);
	check_line(text, "URL:https://x.se/%E2%80%AE%C2%9B%FF");
	free(text);
	sample_finish(&sample);
}

static void hostile__length__a_million_bytes(void **state)
{
	char *longest = malloc(LONG_LENGTH + 1);
	struct sample sample;
	icalcomponent *calendar;
	char *text;

	(void)state;
	for (size_t i = 0; i < LONG_LENGTH; i++)
		longest[i] = "\xc3\xa5,x\n;\\\xf0\x9f\x98\x80 "[i % 12];
	longest[LONG_LENGTH] = '\0';
	sample_start(&sample, MEETING_PHYSICAL, "2023-10-17", "10:00");
	sample_set_text(&sample.network.physical_terms, longest);
	text = check_write(&sample, CALENDAR_NONE, NULL);
	assert_non_null(text);
	assert_null(lines_fault(text, strlen(text)));
	assert_true(strlen(text) > LONG_LENGTH);
	parse(text, &calendar);
	icalcomponent_free(calendar);
	free(text);
	free(longest);
	sample_finish(&sample);
}

static void hostile__awkward__same_text_back(void **state)
{
	struct sample sample;
	icalcomponent *calendar;
	icalcomponent *event;
	char *text;

	(void)state;
	sample_start(&sample, MEETING_PHYSICAL, "2023-10-17", "10:00");
	sample_set_theme(&sample, AWKWARD);
	sample_set_text(&sample.meeting.place, AWKWARD);
	sample_set_text(&sample.network.physical_terms, AWKWARD "\nrad två");
	text = check_write(&sample, CALENDAR_NONE, NULL);
	event = parse(text, &calendar);
	assert_string_equal(icalcomponent_get_summary(event), "Nätverksträff: " AWKWARD);
	assert_string_equal(icalcomponent_get_location(event), AWKWARD);
	assert_non_null(strstr(icalcomponent_get_description(event), AWKWARD "\nrad två\n"));
	icalcomponent_free(calendar);
	free(text);
	sample_finish(&sample);
}

struct moment {
	const char *date;
	const char *start;
	const char *utc;
};

static void hostile__times__read_back_by_libical(void **state)
{
	static const struct moment table[] = {
		{"2023-10-17", "10:00", "20231017T080000Z"},
		{"2023-11-14", "10:00", "20231114T090000Z"},
		{"2024-03-31", "01:59", "20240331T005900Z"},
		{"2024-03-31", "03:00", "20240331T010000Z"},
		{"2024-03-31", "18:30", "20240331T163000Z"},
		{"2023-10-29", "01:59", "20231028T235900Z"},
		{"2023-10-29", "03:00", "20231029T020000Z"},
		{"2030-07-01", "00:00", "20300630T220000Z"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		struct sample sample;
		icalcomponent *calendar;
		icalcomponent *event;
		icaltimezone *zone;
		struct icaltimetype start;
		char *text;
		char *shown;

		sample_start(&sample, MEETING_DIGITAL, table[i].date, table[i].start);
		text = check_write(&sample, CALENDAR_NONE, NULL);
		event = parse(text, &calendar);
		zone = icalcomponent_get_timezone(calendar, "Europe/Stockholm");
		assert_non_null(zone);
		start = icalproperty_get_dtstart(
			icalcomponent_get_first_property(event, ICAL_DTSTART_PROPERTY));
		icaltime_set_timezone(&start, zone);
		start = icaltime_convert_to_zone(start, icaltimezone_get_utc_timezone());
		shown = icaltime_as_ical_string_r(start);
		assert_string_equal(shown, table[i].utc);
		icalmemory_free_buffer(shown);
		icalcomponent_free(calendar);
		free(text);
		sample_finish(&sample);
	}
}

/* libical knows which properties RFC 5546 wants with a method. */
static void hostile__restrictions__libical_has_no_complaint(void **state)
{
	struct sample sample;

	(void)state;
	sample_start(&sample, MEETING_HYBRID, "2023-10-17", "10:00");
	sample_set_text(&sample.meeting.place, "Stockholm");
	sample_set_text(&sample.meeting.link, SAMPLE_LINK);
	sample_set_status(&sample, MEETING_CANCELLED);
	for (int method = CALENDAR_NONE; method <= CALENDAR_REQUEST; method++) {
		if (method == CALENDAR_REQUEST)
			sample_set_status(&sample, MEETING_CONFIRMED);
		char *text = check_write(&sample, (enum calendar_method)method, NULL);
		icalcomponent *calendar;

		parse(text, &calendar);
		if (!icalrestriction_check(calendar))
			fail_msg("libical objects:\n%s", icalcomponent_as_ical_string(calendar));
		icalcomponent_free(calendar);
		free(text);
	}
	sample_finish(&sample);
}

static int set_up(void **state)
{
	struct clock clock;

	(void)state;
	icalerror_set_errors_are_fatal(0);
	return setlocale(LC_ALL, "C.UTF-8") && clock_init(&clock, NULL) ? 0 : -1;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hostile__texts__stay_in_their_property),
		cmocka_unit_test(hostile__reason__stays_in_its_property),
		cmocka_unit_test(hostile__link__refused),
		cmocka_unit_test(hostile__link__direction_is_encoded),
		cmocka_unit_test(hostile__length__a_million_bytes),
		cmocka_unit_test(hostile__awkward__same_text_back),
		cmocka_unit_test(hostile__times__read_back_by_libical),
		cmocka_unit_test(hostile__restrictions__libical_has_no_complaint),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, set_up, NULL);
}
