/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quantities as lines. */
#include "unit.h"

#include <stdlib.h>

#include "base/meter.h"

static void meter__text__by_half_cells(void **state)
{
	(void)state;
	static const struct {
		int columns;
		int64_t value, total;
		bool track, ascii;
		const char *text;
	} rows[] = {
		{8, 0, 4, true, false, "────────"},
		{8, 4, 4, true, false, "━━━━━━━━"},
		{8, 7, 16, true, false, "━━━╸────"},
		{8, 1, 1000, true, false, "╸───────"}, /* never invisible */
		{8, 9, 4, true, false, "━━━━━━━━"},
		{8, 3, 0, true, false, "────────"},
		{8, -3, 4, true, false, "────────"},
		{8, 2, 4, false, false, "━━━━"},
		{8, 0, 4, false, false, ""},
		{8, 7, 16, true, true, "####...."},
		{0, 1, 2, true, false, ""},
		{-4, 1, 2, true, false, ""},
		{8, INT64_MAX, INT64_MAX, true, false, "━━━━━━━━"},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		char *text = meter_text(rows[i].columns, rows[i].value, rows[i].total,
			rows[i].track, rows[i].ascii);
		assert_string_equal(text, rows[i].text);
		free(text);
	}
}

static void meter__of__fills_its_columns(void **state)
{
	(void)state;
	for (int columns = 1; columns < 40; columns++) {
		for (int value = 0; value <= 50; value++) {
			struct meter meter = meter_of(columns, value, 50);
			assert_int_equal(meter.whole + meter.half + meter.rest, columns);
			assert_true(meter.rest >= 0);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(meter__text__by_half_cells),
		cmocka_unit_test(meter__of__fills_its_columns),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
