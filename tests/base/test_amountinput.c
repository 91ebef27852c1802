/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Durations and sums of money as people type them. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/dateformat.h"
#include "base/dateinput.h"
#include "base/i18n.h"

static void amountinput__duration__what_people_type(void **state)
{
	static const struct {
		const char *text;
		int64_t min;
		int64_t max;
	} rows[] = {
		{"2 h", 120, 120},
		{"2h", 120, 120},
		{"1-2 h", 60, 120},
		{"1–2 timmar", 60, 120},
		{"1 till 2 tim", 60, 120},
		{"2 to 3 hours", 120, 180},
		{"1 h - 2 h", 60, 120},
		{"1h-2", 60, 120},
		{"90 min", 90, 90},
		{"90 minuter", 90, 90},
		{"1 Timme", 60, 60},
		{"1,5 h", 90, 90},
		{"1.5 h", 90, 90},
		{"1,25 h", 75, 75},
		{"0,5", 30, 30},
		{"1-1,5 h", 60, 90},
		{"1 h 30 min", 90, 90},
		{"1h30", 90, 90},
		{"1 h och 30 min", 90, 90},
		{"45 min - 1 h", 45, 60},
		{"1 h 30 min - 2 h", 90, 120},
		{"9", 540, 540},
		{"10", 10, 10},
		{"1-2", 60, 120},
		{"30-60", 30, 60},
		{"8-12", 8, 12},
		{"30-45 min", 30, 45},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct error error = {0};
		int64_t min = -1;
		int64_t max = -1;

		if (!duration_parse(rows[i].text, &min, &max, &error))
			fail_msg("\"%s\": %s", rows[i].text, error.message);
		if (min != rows[i].min || max != rows[i].max)
			fail_msg("\"%s\" gave %d to %d", rows[i].text, (int)min, (int)max);
	}
}

static void amountinput__duration__refuses_nonsense(void **state)
{
	static const char *const rows[] = {"", "0", "0 h", "2-1 h", "h", "min", "1,", "1, 5 h",
		"1,5,5 h", "2 x", "1-", "-1", "1 h 60 min", "1 h 30 min 5", "1 h och", "400 h",
		"999999999999999999 h", "1 2 h", "90 min 1 h", "\033"};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct error error = {0};
		int64_t min = 77;
		int64_t max = 77;

		if (duration_parse(rows[i], &min, &max, &error))
			fail_msg("\"%s\" was taken", rows[i]);
		assert_int_equal(min, 77);
		assert_int_equal(max, 77);
		assert_int_equal(error.kind, ERROR_DATA);
		assert_null(strchr(error.message, '\033'));
		error_finish(&error);
	}
}

static void amountinput__duration__reads_what_is_shown(void **state)
{
	(void)state;
	for (int64_t low = 5; low <= 600; low += 5) {
		for (int64_t high = low; high <= 600; high += 5) {
			char *text = duration_format(low, high);
			int64_t min = 0;
			int64_t max = 0;

			if (!duration_parse(text, &min, &max, NULL) || min != low || max != high)
				fail_msg("\"%s\"", text);
			free(text);
		}
	}
}

static void amountinput__money__what_people_type(void **state)
{
	static const struct {
		const char *text;
		int64_t ore;
	} rows[] = {
		{"1200", 120000},
		{"1 200", 120000},
		{"1\u00a0200\u00a0kr", 120000},
		{"1\u202f200", 120000},
		{"1 200,50 kr", 120050},
		{"1200.50", 120050},
		{"1200,5", 120050},
		{"1.200,50", 120050},
		{"1,200.50", 120050},
		{"SEK 1,200", 120000},
		{"SEK 1,200.50", 120050},
		{"kr 5", 500},
		{"1200:-", 120000},
		{"500:-", 50000},
		{"1 200:50", 120050},
		{"12 345 678 kronor", 1234567800},
		{"0", 0},
		{"0,05", 5},
		{"-1200", -120000},
		{"\u22121\u00a0200\u00a0kr", -120000},
		{"1200 KR", 120000},
		{"1200kr", 120000},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct error error = {0};
		int64_t ore = 77;

		if (!money_parse(rows[i].text, &ore, &error))
			fail_msg("\"%s\": %s", rows[i].text, error.message);
		if (ore != rows[i].ore)
			fail_msg("\"%s\" gave %lld", rows[i].text, (long long)ore);
	}
}

static void amountinput__money__refuses_nonsense(void **state)
{
	static const char *const rows[] = {"", "kr", "1 20", "12 00", "1200,500", "1 200,500",
		"1.200.50", "1,200,50", "1200,", "1200, ", "1200, 50", "1,2345", "1:200", "--5",
		"1200 dollar", "abc", "99999999999", "999999999999999999", "1 200 50", "1200-",
		"5 000 000 000 000 000 000", "\033"};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct error error = {0};
		int64_t ore = 77;

		if (money_parse(rows[i], &ore, &error))
			fail_msg("\"%s\" was taken", rows[i]);
		assert_int_equal(ore, 77);
		assert_int_equal(error.kind, ERROR_DATA);
		assert_null(strchr(error.message, '\033'));
		error_finish(&error);
	}
}

static void amountinput__money__reads_what_is_shown(void **state)
{
	static const int64_t sums[] = {
		0, 1, 99, 100, 99999, 120000, 120050, 100000000, -5, -120000};

	(void)state;
	for (size_t l = 0; l < 2; l++) {
		i18n_set_language(l == 0 ? "sv" : "en");
		for (size_t i = 0; i < COUNT_OF(sums); i++) {
			char *text = money_format(sums[i]);
			int64_t ore = 77;

			assert_true(money_parse(text, &ore, NULL));
			assert_int_equal(ore, sums[i]);
			free(text);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(amountinput__duration__what_people_type),
		cmocka_unit_test(amountinput__duration__refuses_nonsense),
		cmocka_unit_test(amountinput__duration__reads_what_is_shown),
		cmocka_unit_test(amountinput__money__what_people_type),
		cmocka_unit_test(amountinput__money__refuses_nonsense),
		cmocka_unit_test(amountinput__money__reads_what_is_shown),
	};

	i18n_init("en");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
