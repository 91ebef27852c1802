/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Times of day as people type them. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/dateformat.h"
#include "base/dateinput.h"
#include "base/i18n.h"

static void timeinput__time__what_people_type(void **state)
{
	static const struct {
		const char *text;
		int64_t minutes;
	} rows[] = {
		{"9", 540},
		{"09", 540},
		{"9:30", 570},
		{"9.30", 570},
		{"09.30", 570},
		{"0930", 570},
		{"930", 570},
		{"kl 9", 540},
		{"kl. 9.30", 570},
		{"Klockan 9", 540},
		{"9am", 540},
		{"9 PM", 1260},
		{"12am", 0},
		{"12pm", 720},
		{"12:30 am", 30},
		{"0", 0},
		{"23:59", 1439},
		{" 9 : 30 ", 570},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct error error = {0};
		int64_t minutes = -1;

		if (!time_parse(rows[i].text, &minutes, &error))
			fail_msg("\"%s\": %s", rows[i].text, error.message);
		assert_int_equal(minutes, rows[i].minutes);
	}
}

static void timeinput__time__refuses_nonsense(void **state)
{
	static const char *const rows[] = {"", " ", "24", "24:00", "9:60", "9:5", "9:", ":30",
		"0960", "2400", "12345", "13pm", "0am", "nine", "9 30", "9-12", "kl", "9:30:00",
		"-1", "9h", "\033"};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct error error = {0};
		int64_t minutes;

		if (time_parse(rows[i], &minutes, &error))
			fail_msg("\"%s\" was taken", rows[i]);
		assert_int_equal(error.kind, ERROR_DATA);
		assert_null(strchr(error.message, '\033'));
		error_finish(&error);
	}
	assert_false(time_parse(NULL, &(int64_t){0}, NULL));
}

static void timeinput__range__what_people_type(void **state)
{
	static const struct {
		const char *text;
		int64_t start;
		int64_t end;
	} rows[] = {
		{"9-12", 540, 720},
		{"10:00-12:00", 600, 720},
		{"10:00–12:00", 600, 720},
		{"10:00 — 12:00", 600, 720},
		{"10.00 till 12.00", 600, 720},
		{"10 to 12", 600, 720},
		{"från 10 till 12", 600, 720},
		{"kl 10-12", 600, 720},
		{"kl 10 till kl 12", 600, 720},
		{"0900-1130", 540, 690},
		{"9am-5pm", 540, 1020},
		{"1-3pm", 780, 900},
		{"11-1pm", 660, 780},
		{"9-11am", 540, 660},
		{"9", 540, -1},
		{"9:30", 570, -1},
		{"0-23:59", 0, 1439},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct error error = {0};
		int64_t start = -2;
		int64_t end = -2;

		if (!time_parse_range(rows[i].text, &start, &end, &error))
			fail_msg("\"%s\": %s", rows[i].text, error.message);
		assert_int_equal(start, rows[i].start);
		assert_int_equal(end, rows[i].end);
	}
}

static void timeinput__range__refuses_nonsense(void **state)
{
	static const char *const rows[] = {"", "9-", "-12", "9--12", "12-9", "9-9", "9-25",
		"9-12-15", "9 12", "9 till", "x-y", "10–", "25"};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct error error = {0};
		int64_t start = 77;
		int64_t end = 77;

		if (time_parse_range(rows[i], &start, &end, &error))
			fail_msg("\"%s\" was taken", rows[i]);
		assert_int_equal(start, 77);
		assert_int_equal(end, 77);
		assert_int_equal(error.kind, ERROR_DATA);
		error_finish(&error);
	}
}

static void timeinput__range__says_that_it_runs_backwards(void **state)
{
	struct error error = {0};
	int64_t start;
	int64_t end;

	(void)state;
	assert_false(time_parse_range("12-9", &start, &end, &error));
	assert_string_equal(error.message,
		"\"12-9\" ends before it begins: type the start first, for example 9-12.");
	error_finish(&error);
}

static void timeinput__range__reads_what_is_shown(void **state)
{
	(void)state;
	for (int64_t from = 0; from < 1440; from += 7) {
		char *text = time_format_range(from, 1439);
		int64_t start = -2;
		int64_t end = -2;

		if (from == 1439)
			continue;
		assert_true(time_parse_range(text, &start, &end, NULL));
		assert_int_equal(start, from);
		assert_int_equal(end, 1439);
		free(text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(timeinput__time__what_people_type),
		cmocka_unit_test(timeinput__time__refuses_nonsense),
		cmocka_unit_test(timeinput__range__what_people_type),
		cmocka_unit_test(timeinput__range__refuses_nonsense),
		cmocka_unit_test(timeinput__range__says_that_it_runs_backwards),
		cmocka_unit_test(timeinput__range__reads_what_is_shown),
	};

	i18n_init("en");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
