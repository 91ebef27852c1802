/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The month as a grid: weeks by ISO 8601, Monday first; known months as text, all as a property. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "base/date.h"
#include "tui/month.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/* A week a line: its number, then the days, "." for those of other months. */
static char *picture(const struct month_grid *grid)
{
	struct buffer text = {0};
	for (int row = 0; row < grid->weeks; row++) {
		buffer_printf(&text, "%d:", grid->week[row]);
		for (int i = 0; i < 7; i++) {
			if (grid->days[row][i])
				buffer_printf(&text, " %d", grid->days[row][i]);
			else
				buffer_append(&text, " .");
		}
		buffer_append(&text, "\n");
	}
	return buffer_take(&text);
}

static const struct {
	const char *date;
	int offset, year, month;
	const char *picture;
} cases[] = {
	{"2023-09-19", 0, 2023, 9,
		"35: . . . . 1 2 3\n36: 4 5 6 7 8 9 10\n37: 11 12 13 14 15 16 17\n"
		"38: 18 19 20 21 22 23 24\n39: 25 26 27 28 29 30 .\n"},
	{"2023-09-30", 1, 2023, 10,
		"39: . . . . . . 1\n40: 2 3 4 5 6 7 8\n41: 9 10 11 12 13 14 15\n"
		"42: 16 17 18 19 20 21 22\n43: 23 24 25 26 27 28 29\n44: 30 31 . . . . .\n"},
	{"2023-09-19", 4, 2024, 1,
		"1: 1 2 3 4 5 6 7\n2: 8 9 10 11 12 13 14\n3: 15 16 17 18 19 20 21\n"
		"4: 22 23 24 25 26 27 28\n5: 29 30 31 . . . .\n"},
	/* The last days of 2024 belong to week 1 of 2025. */
	{"2025-01-31", -1, 2024, 12,
		"48: . . . . . . 1\n49: 2 3 4 5 6 7 8\n50: 9 10 11 12 13 14 15\n"
		"51: 16 17 18 19 20 21 22\n52: 23 24 25 26 27 28 29\n1: 30 31 . . . . .\n"},
	/* The first days of 2027 belong to week 53 of 2026. */
	{"2027-01-01", 0, 2027, 1,
		"53: . . . . 1 2 3\n1: 4 5 6 7 8 9 10\n2: 11 12 13 14 15 16 17\n"
		"3: 18 19 20 21 22 23 24\n4: 25 26 27 28 29 30 31\n"},
	/* Four weeks and no day more; a leap day. */
	{"2027-02-28", 0, 2027, 2,
		"5: 1 2 3 4 5 6 7\n6: 8 9 10 11 12 13 14\n7: 15 16 17 18 19 20 21\n"
		"8: 22 23 24 25 26 27 28\n"},
	{"2024-01-31", 1, 2024, 2,
		"5: . . . 1 2 3 4\n6: 5 6 7 8 9 10 11\n7: 12 13 14 15 16 17 18\n"
		"8: 19 20 21 22 23 24 25\n9: 26 27 28 29 . . .\n"},
};

static int64_t date_of(const char *iso)
{
	int64_t date;
	assert_true(date_from_iso(iso, &date));
	return date;
}

static void month_grid__month__is_the_picture(void **state)
{
	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct month_grid grid = month_grid(date_of(cases[i].date), cases[i].offset);
		char *text = picture(&grid);
		assert_int_equal(grid.year, cases[i].year);
		assert_int_equal(grid.month, cases[i].month);
		if (strcmp(text, cases[i].picture) != 0)
			fail_msg("%s%+d is\n%s\nexpected\n%s", cases[i].date, cases[i].offset, text,
				cases[i].picture);
		free(text);
	}
}

/* Every day of the month once, in the column of its weekday and the row of its week. */
static void check_grid(const struct month_grid *grid)
{
	int next = 1;
	assert_in_range(grid->weeks, 4, MONTH_WEEKS);
	for (int row = 0; row < grid->weeks; row++) {
		for (int i = 0; i < 7; i++) {
			int64_t date = grid->first + grid->days[row][i] - 1;
			if (!grid->days[row][i])
				continue;
			assert_int_equal(grid->days[row][i], next++);
			assert_int_equal(date_weekday(date), i + 1);
			assert_int_equal(date_iso_week(date).week, grid->week[row]);
			assert_int_equal(date_to_civil(date).month, grid->month);
		}
	}
	assert_int_equal(next - 1, date_days_in_month(grid->year, grid->month));
}

static void month_grid__twenty_years__hold_together(void **state)
{
	int64_t start = date_of("2023-09-19");
	(void)state;
	for (int offset = -120; offset <= 120; offset++) {
		struct month_grid grid = month_grid(start, offset);
		int index = 2023 * 12 + 8 + offset;
		assert_int_equal(grid.year * 12 + grid.month - 1, index);
		check_grid(&grid);
	}
}

/* Any day of a month leads to the same grid. */
static void month_grid__any_day__is_the_same_month(void **state)
{
	struct month_grid first = month_grid(date_of("2023-10-01"), 0);
	char *expected = picture(&first);
	(void)state;
	for (int day = 1; day <= 30; day++) {
		struct month_grid grid = month_grid(date_of("2023-10-01") + day, 0);
		char *text = picture(&grid);
		assert_string_equal(text, expected);
		assert_int_equal(grid.first, first.first);
		free(text);
	}
	free(expected);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(month_grid__month__is_the_picture),
		cmocka_unit_test(month_grid__twenty_years__hold_together),
		cmocka_unit_test(month_grid__any_day__is_the_same_month),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
