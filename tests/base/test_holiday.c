/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Swedish red days, eves and squeeze days, against the printed calendars of 2023 and 2024. */
#include "unit.h"

#include "base/date.h"
#include "base/holiday.h"

struct named_day {
	int month;
	int day;
	const char *name;
	bool red;
};

static const struct named_day days_2023[] = {
	{1, 1, "New Year's Day", true}, {1, 6, "Epiphany", true}, {4, 7, "Good Friday", true},
	{4, 9, "Easter Sunday", true}, {4, 10, "Easter Monday", true}, {5, 1, "May Day", true},
	{5, 18, "Ascension Day", true}, {5, 28, "Whit Sunday", true}, {6, 6, "National Day", true},
	{6, 23, "Midsummer Eve", false}, {6, 24, "Midsummer Day", true},
	{11, 4, "All Saints' Day", true}, {12, 24, "Christmas Eve", true}, /* a Sunday that year */
	{12, 25, "Christmas Day", true}, {12, 26, "Boxing Day", true},
	{12, 31, "New Year's Eve", true}, /* a Sunday that year */
};

static const struct named_day days_2024[] = {
	{1, 1, "New Year's Day", true},
	{1, 6, "Epiphany", true},
	{3, 29, "Good Friday", true},
	{3, 31, "Easter Sunday", true},
	{4, 1, "Easter Monday", true},
	{5, 1, "May Day", true},
	{5, 9, "Ascension Day", true},
	{5, 19, "Whit Sunday", true},
	{6, 6, "National Day", true},
	{6, 21, "Midsummer Eve", false},
	{6, 22, "Midsummer Day", true},
	{11, 2, "All Saints' Day", true},
	{12, 24, "Christmas Eve", false},
	{12, 25, "Christmas Day", true},
	{12, 26, "Boxing Day", true},
	{12, 31, "New Year's Eve", false},
};

/* The whole year: what is not in the table has no name and is red only on Sundays. */
static void assert_year(int year, const struct named_day *days, size_t count)
{
	size_t next = 0;
	int64_t first = date_from_civil((struct civil){year, 1, 1});
	int64_t last = date_from_civil((struct civil){year, 12, 31});

	for (int64_t date = first; date <= last; date++) {
		struct civil civil = date_to_civil(date);

		if (next < count && civil.month == days[next].month &&
			civil.day == days[next].day) {
			assert_non_null(holiday_name(date));
			assert_string_equal(holiday_name(date), days[next].name);
			assert_int_equal(holiday_is_red(date), days[next].red);
			assert_false(holiday_is_working_day(date));
			next++;
			continue;
		}
		assert_null(holiday_name(date));
		assert_int_equal(holiday_is_red(date), date_weekday(date) == 7);
		assert_int_equal(holiday_is_working_day(date), date_weekday(date) < 6);
	}
	assert_int_equal(next, count);
}

static void holiday__name__whole_year_2023(void **state)
{
	(void)state;
	assert_year(2023, days_2023, COUNT_OF(days_2023));
}

static void holiday__name__whole_year_2024(void **state)
{
	(void)state;
	assert_year(2024, days_2024, COUNT_OF(days_2024));
}

static void holiday__name__easter_at_its_edges(void **state)
{
	static const struct civil easters[] = {{1954, 4, 18}, {1981, 4, 19}, {2000, 4, 23},
		{2008, 3, 23}, {2011, 4, 24}, {2025, 4, 20}, {2038, 4, 25}, {2049, 4, 18},
		{2076, 4, 19}, {2285, 3, 22}};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(easters); i++)
		assert_string_equal(holiday_name(date_from_civil(easters[i])), "Easter Sunday");
}

static void holiday__name__moving_saturdays_at_their_edges(void **state)
{
	static const struct {
		struct civil civil;
		const char *name;
	} rows[] = {
		{{2020, 6, 19}, "Midsummer Eve"},
		{{2020, 6, 20}, "Midsummer Day"},
		{{2021, 6, 25}, "Midsummer Eve"},
		{{2021, 6, 26}, "Midsummer Day"},
		{{2020, 10, 31}, "All Saints' Day"},
		{{2021, 11, 6}, "All Saints' Day"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		const char *name = holiday_name(date_from_civil(rows[i].civil));

		assert_non_null(name);
		assert_string_equal(name, rows[i].name);
	}
}

static void holiday__name__national_day_took_over_from_whit_monday(void **state)
{
	(void)state;
	assert_string_equal(
		holiday_name(date_from_civil((struct civil){2004, 5, 31})), "Whit Monday");
	assert_null(holiday_name(date_from_civil((struct civil){2005, 5, 16})));
	assert_null(holiday_name(date_from_civil((struct civil){2004, 6, 6})));
}

static void holiday__squeeze__days_of_five_years(void **state)
{
	static const struct civil squeezed[] = {{2023, 5, 19}, {2023, 6, 5}, {2024, 5, 10},
		{2024, 6, 7}, {2024, 12, 23}, {2024, 12, 27}, {2024, 12, 30}, {2025, 5, 2},
		{2025, 5, 30}, {2026, 1, 2}, {2026, 1, 5}, {2026, 5, 15}, {2027, 5, 7}};
	size_t next = 0;
	int64_t last = date_from_civil((struct civil){2027, 12, 31});

	(void)state;
	for (int64_t date = date_from_civil((struct civil){2023, 1, 1}); date <= last; date++) {
		bool expected = next < COUNT_OF(squeezed) &&
				date == date_from_civil(squeezed[next]);

		assert_int_equal(holiday_is_squeeze_day(date), expected);
		next += expected;
	}
	assert_int_equal(next, COUNT_OF(squeezed));
}

/* An eve is free in practice, and yet no red day. */
static void holiday__eves__are_free_and_not_red(void **state)
{
	static const struct civil eves[] = {{2024, 6, 21}, {2025, 6, 20}, {2026, 6, 19},
		{2024, 12, 24}, {2025, 12, 24}, {2026, 12, 24}, {2024, 12, 31}, {2025, 12, 31}};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(eves); i++) {
		int64_t date = date_from_civil(eves[i]);

		assert_non_null(holiday_name(date));
		assert_false(holiday_is_red(date));
		assert_false(holiday_is_working_day(date));
		assert_false(holiday_is_squeeze_day(date));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(holiday__name__whole_year_2023),
		cmocka_unit_test(holiday__name__whole_year_2024),
		cmocka_unit_test(holiday__name__easter_at_its_edges),
		cmocka_unit_test(holiday__name__moving_saturdays_at_their_edges),
		cmocka_unit_test(holiday__name__national_day_took_over_from_whit_monday),
		cmocka_unit_test(holiday__squeeze__days_of_five_years),
		cmocka_unit_test(holiday__eves__are_free_and_not_red),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
