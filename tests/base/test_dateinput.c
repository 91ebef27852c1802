/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates as people type them, in both languages. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/dateformat.h"
#include "base/dateinput.h"
#include "base/i18n.h"

#define TODAY "2023-09-19" /* a Tuesday */

static int64_t day(const char *iso)
{
	int64_t date = 0;

	assert_true(date_from_iso(iso, &date));
	return date;
}

static void dateinput__date__what_people_type(void **state)
{
	static const struct {
		const char *text;
		const char *date;
	} rows[] = {
		{"26/9", "2023-09-26"},
		{"26.9", "2023-09-26"},
		{" 26 / 9 ", "2023-09-26"},
		{"26/9-23", "2023-09-26"},
		{"26/9 23", "2023-09-26"},
		{"26/9/23", "2023-09-26"},
		{"26/9 2023", "2023-09-26"},
		{"26/9-2023", "2023-09-26"},
		{"26.9.2023", "2023-09-26"},
		{"2023-09-26", "2023-09-26"},
		{"2023-9-26", "2023-09-26"},
		{"2023–09–26", "2023-09-26"},
		{"2023/09/26", "2023-09-26"},
		{"20230926", "2023-09-26"},
		{"26 sep", "2023-09-26"},
		{"26 SEP", "2023-09-26"},
		{"26sep", "2023-09-26"},
		{"26 sep.", "2023-09-26"},
		{"26 sept", "2023-09-26"},
		{"sep 26", "2023-09-26"},
		{"26 september 2023", "2023-09-26"},
		{"26 sep -23", "2023-09-26"},
		{"September 26, 2023", "2023-09-26"},
		{"26th of September", "2023-09-26"},
		{"den 26:e september", "2023-09-26"},
		{"2023 sep 26", "2023-09-26"},
		{"26-sep-2023", "2023-09-26"},
		{"tis 26 sep", "2023-09-26"},
		{"tis 26/9", "2023-09-26"},
		{"Tue 26 Sep 2023", "2023-09-26"},
		{"tisdag 26 september 2023", "2023-09-26"},
		{"tis v39", "2023-09-26"},
		{"v39 tis", "2023-09-26"},
		{"tis v.39", "2023-09-26"},
		{"tisdag vecka 39", "2023-09-26"},
		{"Tue wk39", "2023-09-26"},
		{"Tue wk 39", "2023-09-26"},
		{"tuesday week 39 2023", "2023-09-26"},
		{"2023-W39-2", "2023-09-26"},
		{"2023-W39", "2023-09-25"},
		{"v39", "2023-09-25"},
		{"v42", "2023-10-16"},
		{"W42", "2023-10-16"},
		{"v42 2024", "2024-10-14"},
		{"v1", "2024-01-01"},
		{"v53", "2026-12-28"},
		{"6 feb 2024", "2024-02-06"},
		{"6 maj", "2024-05-06"},
		{"oct 17", "2023-10-17"},
		{"17 okt", "2023-10-17"},
		{"lördag", "2023-09-23"},
		{"LÖRDAG", "2023-09-23"},
		{"lo\u0308rdag", "2023-09-23"},
		{"lordag", "2023-09-23"},
		{"tis", "2023-09-19"},
		{"Monday", "2023-09-25"},
		{"må", "2023-09-25"},
		{"idag", "2023-09-19"},
		{"i dag", "2023-09-19"},
		{"Today", "2023-09-19"},
		{"imorgon", "2023-09-20"},
		{"i morgon", "2023-09-20"},
		{"I Morgon", "2023-09-20"},
		{"tomorrow", "2023-09-20"},
		{"i övermorgon", "2023-09-21"},
		{"igår", "2023-09-18"},
		{"yesterday", "2023-09-18"},
		{"+7", "2023-09-26"},
		{"+ 7", "2023-09-26"},
		{"+7 dagar", "2023-09-26"},
		{"+2v", "2023-10-03"},
		{"+0", "2023-09-19"},
		{"-3", "2023-09-16"},
		/* No year: the nearest from 60 days back (21 July) and on. */
		{"21/7", "2023-07-21"},
		{"20/7", "2024-07-20"},
		{"29/2", "2024-02-29"},
		{"1 jan", "2024-01-01"},
		{"２６/９", "2023-09-26"},
		{"26\u00a0sep", "2023-09-26"},
	};

	(void)state;
	for (size_t l = 0; l < 2; l++) {
		i18n_set_language(l == 0 ? "sv" : "en");
		for (size_t i = 0; i < COUNT_OF(rows); i++) {
			struct error error = {0};
			int64_t date = 0;
			char iso[11];

			if (!date_parse(rows[i].text, day(TODAY), &date, &error))
				fail_msg("\"%s\": %s", rows[i].text, error.message);
			date_to_iso(date, iso);
			if (strcmp(iso, rows[i].date) != 0)
				fail_msg("\"%s\" gave %s", rows[i].text, iso);
		}
	}
}

static void dateinput__date__refuses_nonsense(void **state)
{
	static const char *const rows[] = {"", "   ", "foo", "31/2", "26/13", "0/9", "32/1", "9/26",
		"26", "9", "sep", "sep 2023", "september", "2023", "202309", "20231301",
		"123456789", "v0", "v54", "v", "vecka", "v53 2023", "2023-W39-8", "2023-W39-0",
		"v39 v40", "tis ons", "sep okt", "tis 27 sep", "26//9", "/26/9", "26/9/", "26-9",
		"26/9/2023/1", "26/9 1899", "26/9 3000", "26/9 202", "2023-09/26", "2023-02-29",
		"26 sep 10:00", "10:00", "+", "+x", "+7 h", "++7", "+999999", "i", "26/sep",
		"imorgon kanske", "\033[31m", "26\n/9", "NULL", "12345678901234567890",
		"26 sep; DROP TABLE", "th", "26 9", "w39-2023-2"};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct error error = {0};
		int64_t date = 77;

		if (date_parse(rows[i], day(TODAY), &date, &error))
			fail_msg("\"%s\" was taken", rows[i]);
		assert_int_equal(date, 77);
		assert_int_equal(error.kind, ERROR_DATA);
		assert_non_null(error.message);
		assert_null(strchr(error.message, '\033'));
		assert_null(strchr(error.message, '\n'));
		assert_int_equal(error.message[strlen(error.message) - 1], '.');
		error_finish(&error);
	}
	assert_false(date_parse(NULL, 0, &(int64_t){0}, NULL));
}

static void dateinput__date__message_quotes_and_explains(void **state)
{
	static const struct {
		const char *text;
		const char *quoted;
		const char *english;
	} rows[] = {
		{"", "26/9",
			"Type a date, for example 26/9, 26 Sep, 2023-09-26, Tue wk39 or tomorrow."},
		{"31/2", "”31/2”",
			"There is no such day as \"31/2\": check the day, the month and the year."},
		{"tis 27 sep", "”tis 27 sep”",
			"The weekday in \"tis 27 sep\" is wrong: the day is Wednesday 27 September "
			"2023."},
		{"a\033b", "”a\u241bb”",
			"\"a\u241bb\" cannot be read as a date: type for example 26/9, 26 Sep, "
			"2023-09-26, Tue wk39 or tomorrow."},
	};
	struct error error = {0};
	int64_t date;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		i18n_set_language("en");
		assert_false(date_parse(rows[i].text, day(TODAY), &date, &error));
		assert_string_equal(error.message, rows[i].english);
		i18n_set_language("sv");
		assert_false(date_parse(rows[i].text, day(TODAY), &date, &error));
		assert_non_null(strstr(error.message, rows[i].quoted));
		assert_string_not_equal(error.message, rows[i].english);
	}
	error_finish(&error);
}

/* Whatever the program itself shows can be typed back. */
static void dateinput__date__reads_what_is_shown(void **state)
{
	static const enum date_style styles[] = {DATE_SHORT, DATE_MEDIUM, DATE_LONG, DATE_DAY};

	(void)state;
	for (size_t l = 0; l < 2; l++) {
		i18n_set_language(l == 0 ? "sv" : "en");
		for (int64_t shown = day(TODAY) - 60; shown < day(TODAY) + 305; shown++) {
			for (size_t i = 0; i < COUNT_OF(styles); i++) {
				char *text = date_format(shown, styles[i]);
				int64_t date = 0;

				if (!date_parse(text, day(TODAY), &date, NULL) || date != shown)
					fail_msg("\"%s\"", text);
				free(text);
			}
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dateinput__date__what_people_type),
		cmocka_unit_test(dateinput__date__refuses_nonsense),
		cmocka_unit_test(dateinput__date__message_quotes_and_explains),
		cmocka_unit_test(dateinput__date__reads_what_is_shown),
	};

	i18n_init("sv");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
