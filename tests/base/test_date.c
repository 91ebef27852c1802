/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Civil dates, ISO weeks and their written form. */
#include "unit.h"

#include "base/date.h"

static int64_t day(int year, int month, int day_of_month)
{
	return date_from_civil((struct civil){year, month, day_of_month});
}

static void date__civil__round_trip_over_all_years(void **state)
{
	int64_t first = day(1900, 1, 1);
	int64_t last = day(2999, 12, 31);
	struct civil before = {1899, 12, 31};

	(void)state;
	assert_int_equal(day(1970, 1, 1), 0);
	assert_int_equal(first, -25567);
	for (int64_t date = first; date <= last; date++) {
		struct civil civil = date_to_civil(date);
		bool next_day = civil.day == before.day + 1 && civil.month == before.month;

		assert_true(date_is_valid(civil));
		assert_int_equal(date_from_civil(civil), date);
		assert_true(next_day || civil.day == 1);
		before = civil;
	}
}

static void date__valid__refuses_days_that_do_not_exist(void **state)
{
	static const struct {
		struct civil civil;
		bool valid;
	} rows[] = {
		{{2023, 2, 28}, true},
		{{2023, 2, 29}, false},
		{{2024, 2, 29}, true},
		{{1900, 2, 29}, false},
		{{2000, 2, 29}, true},
		{{2023, 4, 31}, false},
		{{2023, 0, 1}, false},
		{{2023, 13, 1}, false},
		{{2023, 1, 0}, false},
		{{1899, 12, 31}, false},
		{{2999, 12, 31}, true},
		{{3000, 1, 1}, false},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		assert_int_equal(date_is_valid(rows[i].civil), rows[i].valid);
}

static void date__iso_week__known_days(void **state)
{
	static const struct {
		struct civil civil;
		int year;
		int week;
		int weekday;
	} rows[] = {
		{{2023, 9, 26}, 2023, 39, 2},
		{{2023, 10, 17}, 2023, 42, 2},
		{{2023, 11, 14}, 2023, 46, 2},
		{{2024, 1, 1}, 2024, 1, 1},
		{{2020, 12, 31}, 2020, 53, 4},
		{{2024, 12, 30}, 2025, 1, 1},
		{{2027, 1, 1}, 2026, 53, 5},
		{{2026, 3, 29}, 2026, 13, 7},
		{{1969, 12, 28}, 1969, 52, 7},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		int64_t date = date_from_civil(rows[i].civil);
		int64_t back = -1;

		assert_int_equal(date_iso_week(date).year, rows[i].year);
		assert_int_equal(date_iso_week(date).week, rows[i].week);
		assert_int_equal(date_weekday(date), rows[i].weekday);
		assert_true(date_from_iso_week(rows[i].year, rows[i].week, rows[i].weekday, &back));
		assert_int_equal(back, date);
	}
}

static void date__from_iso_week__refuses_week_53_of_a_short_year(void **state)
{
	int64_t date;

	(void)state;
	assert_true(date_from_iso_week(2020, 53, 1, &date));
	assert_false(date_from_iso_week(2023, 53, 1, &date));
	assert_false(date_from_iso_week(2020, 54, 1, &date));
	assert_false(date_from_iso_week(2020, 0, 1, &date));
	assert_false(date_from_iso_week(2020, 1, 8, &date));
	assert_false(date_from_iso_week(2020, 1, 0, &date));
}

static void date__iso__writes_and_reads(void **state)
{
	static const char *const refused[] = {"", "2023-9-26", "2023-09-26 ", "20230926",
		"2023-02-29", "2023-13-01", "1899-12-31", "2023-09-2x", "2023/09/26", "-023-09-26"};
	char out[11];
	int64_t date;

	(void)state;
	date_to_iso(day(2023, 9, 6), out);
	assert_string_equal(out, "2023-09-06");
	date_to_iso(day(1, 1, 1), out);
	assert_string_equal(out, "0001-01-01");
	date_to_iso(INT64_C(99999999), out);
	assert_string_equal(out, "9999-12-31");
	date_to_iso(INT64_C(-99999999), out);
	assert_string_equal(out, "0000-01-01");
	assert_true(date_from_iso("2024-02-29", &date));
	assert_int_equal(date, day(2024, 2, 29));
	assert_false(date_from_iso(NULL, &date));
	for (size_t i = 0; i < COUNT_OF(refused); i++)
		assert_false(date_from_iso(refused[i], &date));
}

static void time__iso__writes_and_reads(void **state)
{
	static const char *const refused[] = {
		"", "9:00", "24:00", "09:60", "09.00", "09:00:00", "0900"};
	char out[6];
	int64_t minutes;

	(void)state;
	time_to_iso(605, out);
	assert_string_equal(out, "10:05");
	time_to_iso(MINUTES_PER_DAY, out);
	assert_string_equal(out, "24:00");
	assert_true(time_from_iso("23:59", &minutes));
	assert_int_equal(minutes, 1439);
	assert_true(time_from_iso("00:00", &minutes));
	assert_int_equal(minutes, 0);
	for (size_t i = 0; i < COUNT_OF(refused); i++)
		assert_false(time_from_iso(refused[i], &minutes));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(date__civil__round_trip_over_all_years),
		cmocka_unit_test(date__valid__refuses_days_that_do_not_exist),
		cmocka_unit_test(date__iso_week__known_days),
		cmocka_unit_test(date__from_iso_week__refuses_week_53_of_a_short_year),
		cmocka_unit_test(date__iso__writes_and_reads),
		cmocka_unit_test(time__iso__writes_and_reads),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
