/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A day and a time in one line. */
#include "unit.h"

#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/momentinput.h"

#define TODAY "2023-09-19"

static int64_t day(const char *iso)
{
	int64_t date = -1;

	assert_true(date_from_iso(iso, &date));
	return date;
}

static void momentinput__line__what_people_type(void **state)
{
	static const struct {
		const char *text;
		const char *date; /* NULL: none said */
		int64_t start;
		int64_t end;
	} rows[] = {
		{"19/10", "2023-10-19", -1, -1},
		{"19/10 10-12", "2023-10-19", 600, 720},
		{"19/10 kl 10", "2023-10-19", 600, -1},
		{"19 okt 10-12", "2023-10-19", 600, 720},
		{"19 okt 2023 10:00–12:00", "2023-10-19", 600, 720},
		{"19 oktober 2023 kl 10 till 12", "2023-10-19", 600, 720},
		{"2023-10-19 13.30", "2023-10-19", 810, -1},
		{"tor v42 9-12", "2023-10-19", 540, 720},
		{"v42", "2023-10-16", -1, -1},
		{"w42 9", "2023-10-16", 540, -1},
		{"imorgon 13-15", "2023-09-20", 780, 900},
		{"  19/10   10-12 ", "2023-10-19", 600, 720},
		{"13-15", NULL, 780, 900},
		{"kl 9", NULL, 540, -1},
		{"9:30", NULL, 570, -1},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct moment moment;
		struct error error = {0};

		if (!moment_parse(rows[i].text, day(TODAY), &moment, &error))
			fail_msg("\"%s\": %s", rows[i].text, error.message);
		assert_int_equal(moment.has_date, rows[i].date != NULL);
		if (rows[i].date && moment.date != day(rows[i].date))
			fail_msg("\"%s\": another day", rows[i].text);
		if (moment.start != rows[i].start || moment.end != rows[i].end)
			fail_msg("\"%s\": %d-%d", rows[i].text, (int)moment.start, (int)moment.end);
	}
}

static void momentinput__nonsense__says_which_half(void **state)
{
	static const struct {
		const char *text;
		const char *said;
	} rows[] = {{"", "Type a date"}, {"hej", "cannot be read as a date"},
		{"19/10 hej", "times of day"}, {"19/10 12-10", "ends before it begins"},
		{"31/2 10-12", "no such day"}, {"hej 10-12", "cannot be read as a date"}};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct moment moment;
		struct error error = {0};

		assert_false(moment_parse(rows[i].text, day(TODAY), &moment, &error));
		assert_int_equal(error.kind, ERROR_DATA);
		if (!strstr(error.message, rows[i].said))
			fail_msg("\"%s\": %s", rows[i].text, error.message);
		error_finish(&error);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(momentinput__line__what_people_type),
		cmocka_unit_test(momentinput__nonsense__says_which_half),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
