/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates, times and sums as they are shown in both languages. */
#include "unit.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/dateformat.h"
#include "base/i18n.h"

static const char *const languages[] = {"sv", "en"};

static int64_t day(const char *iso)
{
	int64_t date = 0;

	assert_true(date_from_iso(iso, &date));
	return date;
}

static int64_t instant(const char *iso)
{
	int64_t seconds = 0;

	assert_true(instant_from_iso(iso, &seconds));
	return seconds;
}

/* Takes the text over. */
static void assert_text(char *text, const char *expected)
{
	assert_string_equal(text, expected);
	free(text);
}

static void dateformat__date__in_every_style(void **state)
{
	static const struct {
		const char *date;
		enum date_style style;
		const char *shown[2];
	} rows[] = {
		{"2023-09-26", DATE_SHORT, {"tis 26 sep", "Tue 26 Sep"}},
		{"2023-09-26", DATE_MEDIUM, {"tis 26 sep 2023", "Tue 26 Sep 2023"}},
		{"2023-09-26", DATE_LONG,
			{"tisdag 26 september 2023", "Tuesday 26 September 2023"}},
		{"2023-09-26", DATE_DAY, {"26 sep", "26 Sep"}},
		{"2024-05-04", DATE_LONG, {"lördag 4 maj 2024", "Saturday 4 May 2024"}},
		{"2023-10-01", DATE_SHORT, {"sön 1 okt", "Sun 1 Oct"}},
	};

	(void)state;
	for (size_t l = 0; l < COUNT_OF(languages); l++) {
		i18n_set_language(languages[l]);
		for (size_t i = 0; i < COUNT_OF(rows); i++)
			assert_text(
				date_format(day(rows[i].date), rows[i].style), rows[i].shown[l]);
	}
}

static void dateformat__week_month_and_heads(void **state)
{
	(void)state;
	i18n_set_language("sv");
	assert_text(date_format_week(day("2023-09-26")), "v.39");
	assert_text(date_format_month(2023, 9), "september 2023");
	assert_string_equal(date_weekday_head(1), "må");
	assert_string_equal(date_weekday_head(7), "sö");
	i18n_set_language("en");
	assert_text(date_format_week(day("2023-09-26")), "wk 39");
	assert_text(date_format_month(2024, 5), "May 2024");
	assert_string_equal(date_weekday_head(1), "Mo");
	assert_string_equal(date_weekday_head(0), "");
	assert_string_equal(date_weekday_head(8), "");
}

static void dateformat__time_range(void **state)
{
	(void)state;
	assert_text(time_format_range(600, 720), "10:00–12:00");
	assert_text(time_format_range(545, -1), "09:05");
	assert_text(time_format_range(-1, -1), "");
	assert_text(time_format_range(-1, 720), "–12:00");
}

static void dateformat__duration(void **state)
{
	static const struct {
		int64_t min;
		int64_t max;
		const char *shown;
	} rows[] = {
		{-1, -1, ""},
		{60, 120, "1–2 h"},
		{120, 120, "2 h"},
		{120, -1, "2 h"},
		{-1, 120, "2 h"},
		{90, 90, "90 min"},
		{30, 45, "30–45 min"},
		{90, 120, "90–120 min"},
		{150, 150, "2 h 30 min"},
		{0, 0, "0 min"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		assert_text(duration_format(rows[i].min, rows[i].max), rows[i].shown);
}

static void dateformat__distance(void **state)
{
	static const struct {
		int days;
		const char *shown[2];
	} rows[] = {
		{0, {"i dag", "today"}},
		{1, {"i morgon", "tomorrow"}},
		{-1, {"i går", "yesterday"}},
		{7, {"om 7 dagar", "in 7 days"}},
		{-3, {"för 3 dagar sedan", "3 days ago"}},
	};

	(void)state;
	for (size_t l = 0; l < COUNT_OF(languages); l++) {
		i18n_set_language(languages[l]);
		for (size_t i = 0; i < COUNT_OF(rows); i++)
			assert_text(date_format_distance(19000 + rows[i].days, 19000),
				rows[i].shown[l]);
	}
}

static void dateformat__age_of_an_instant(void **state)
{
	int64_t now = instant("2023-09-19T08:30");

	(void)state;
	i18n_set_language("sv");
	assert_text(instant_format_age(instant("2023-09-19T00:12"), now), "00:12");
	assert_text(instant_format_age(instant("2023-09-18T23:59"), now), "i går");
	assert_text(instant_format_age(instant("2023-09-14T08:12"), now), "14 sep");
	assert_text(instant_format_age(instant("2022-09-14T08:12"), now), "14 sep 2022");
	assert_text(instant_format(now), "tis 19 sep 2023 08:30");
	i18n_set_language("en");
	assert_text(instant_format_age(instant("2023-09-18T23:59"), now), "yesterday");
	assert_text(instant_format(now), "Tue 19 Sep 2023 08:30");
}

static void dateformat__money(void **state)
{
	static const struct {
		int64_t ore;
		const char *shown[2];
	} rows[] = {
		{120000, {"1\u00a0200\u00a0kr", "SEK\u00a01,200"}},
		{120050, {"1\u00a0200,50\u00a0kr", "SEK\u00a01,200.50"}},
		{5, {"0,05\u00a0kr", "SEK\u00a00.05"}},
		{0, {"0\u00a0kr", "SEK\u00a00"}},
		{99900, {"999\u00a0kr", "SEK\u00a0999"}},
		{123456700, {"1\u00a0234\u00a0567\u00a0kr", "SEK\u00a01,234,567"}},
		{-120000, {"\u22121\u00a0200\u00a0kr", "\u2212SEK\u00a01,200"}},
		{INT64_MIN, {"\u221292\u00a0233\u00a0720\u00a0368\u00a0547\u00a0758,08\u00a0kr",
				    "\u2212SEK\u00a092,233,720,368,547,758.08"}},
	};

	(void)state;
	for (size_t l = 0; l < COUNT_OF(languages); l++) {
		i18n_set_language(languages[l]);
		for (size_t i = 0; i < COUNT_OF(rows); i++)
			assert_text(money_format(rows[i].ore), rows[i].shown[l]);
	}
}

int main(void)
{
	struct clock clock;
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dateformat__date__in_every_style),
		cmocka_unit_test(dateformat__week_month_and_heads),
		cmocka_unit_test(dateformat__time_range),
		cmocka_unit_test(dateformat__duration),
		cmocka_unit_test(dateformat__distance),
		cmocka_unit_test(dateformat__age_of_an_instant),
		cmocka_unit_test(dateformat__money),
	};

	i18n_init("sv");
	clock_init(&clock, NULL);
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
