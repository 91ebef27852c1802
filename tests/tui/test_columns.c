/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The columns of every pane at every width, and at some widths as text: each width, "-" for gone.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "tui/pane.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

enum { MAX_WIDTH = 300 };

static const struct pane_ops *const panes[] = {&participants_pane, &calendar_pane, &requests_pane};

static char *picture(const struct pane_ops *pane, int width)
{
	int widths[COLUMNS_LIMIT];
	struct buffer text = {0};
	columns_fit(pane->columns, pane->column_count, width, widths);
	for (size_t i = 0; i < pane->column_count; i++) {
		buffer_append(&text, i ? " " : "");
		if (widths[i])
			buffer_printf(&text, "%d", widths[i]);
		else
			buffer_append(&text, "-");
	}
	return buffer_take(&text);
}

static const struct {
	const struct pane_ops *pane;
	int width;
	const char *picture;
} golden[] = {
	{&participants_pane, 0, "- - - - - - - -"},
	{&participants_pane, 36, "1 17 12 3 - - - -"},
	{&participants_pane, 76, "1 23 20 3 12 12 - -"},
	{&calendar_pane, 36, "1 10 - 14 8 - - -"},
	{&calendar_pane, 58, "1 10 - 36 8 - - -"},
	{&calendar_pane, 116, "1 10 5 51 8 11 12 11"},
	{&requests_pane, 36, "1 6 6 16 - 3"},
	{&requests_pane, 76, "1 9 11 29 18 3"},
};

static void columns_fit__width__is_the_picture(void **state)
{
	(void)state;
	for (size_t i = 0; i < LENGTH(golden); i++) {
		char *text = picture(golden[i].pane, golden[i].width);
		if (strcmp(text, golden[i].picture) != 0)
			fail_msg("case %zu is “%s”, expected “%s”", i, text, golden[i].picture);
		free(text);
	}
}

static int total(const int widths[], size_t count)
{
	int sum = 0;
	for (size_t i = 0; i < count; i++)
		sum += widths[i] ? widths[i] + (sum > 0) : 0;
	return sum;
}

/* Whatever there is, everything that is more important is there too. */
static void check_importance(const struct pane_ops *pane, int width, const int widths[])
{
	for (size_t i = 0; i < pane->column_count; i++) {
		for (size_t j = 0; j < pane->column_count; j++) {
			if (widths[i] && !widths[j] &&
				pane->columns[j].priority < pane->columns[i].priority)
				fail_msg("%s at %d: column %zu is there without %zu", pane->title,
					width, i, j);
		}
	}
}

static void columns_fit__every_width__holds_together(void **state)
{
	(void)state;
	for (size_t p = 0; p < LENGTH(panes); p++) {
		const struct pane_ops *pane = panes[p];
		assert_in_range(pane->column_count, 1, COLUMNS_LIMIT);
		for (int width = 0; width <= MAX_WIDTH; width++) {
			int widths[COLUMNS_LIMIT];
			columns_fit(pane->columns, pane->column_count, width, widths);
			if (total(widths, pane->column_count) > width)
				fail_msg("%s at %d is too wide", pane->title, width);
			check_importance(pane, width, widths);
			for (size_t i = 0; i < pane->column_count; i++)
				assert_in_range(widths[i], 0, pane->columns[i].max);
		}
	}
}

/* A column that is there has what it needs, unless it is the only one. */
static void columns_fit__every_width__gives_no_column_too_little(void **state)
{
	(void)state;
	for (size_t p = 0; p < LENGTH(panes); p++) {
		const struct pane_ops *pane = panes[p];
		for (int width = 0; width <= MAX_WIDTH; width++) {
			int widths[COLUMNS_LIMIT], there = 0;
			columns_fit(pane->columns, pane->column_count, width, widths);
			for (size_t i = 0; i < pane->column_count; i++)
				there += widths[i] > 0;
			assert_true(there > 0 || width == 0);
			for (size_t i = 0; i < pane->column_count; i++)
				assert_true(!widths[i] || there == 1 ||
					    widths[i] >= pane->columns[i].min);
		}
	}
}

/* Widening a pane takes no column away. */
static void columns_fit__wider__loses_nothing(void **state)
{
	(void)state;
	for (size_t p = 0; p < LENGTH(panes); p++) {
		const struct pane_ops *pane = panes[p];
		int before[COLUMNS_LIMIT] = {0};
		for (int width = 0; width <= MAX_WIDTH; width++) {
			int widths[COLUMNS_LIMIT];
			columns_fit(pane->columns, pane->column_count, width, widths);
			for (size_t i = 0; i < pane->column_count; i++) {
				if (before[i] && !widths[i])
					fail_msg("%s at %d has lost column %zu", pane->title, width,
						i);
				before[i] = widths[i];
			}
		}
	}
}

static void columns_fit__negative_width__has_none(void **state)
{
	int widths[COLUMNS_LIMIT];
	(void)state;
	columns_fit(participants_pane.columns, participants_pane.column_count, -3, widths);
	assert_int_equal(total(widths, participants_pane.column_count), 0);
}

static void columns__descriptions__make_sense(void **state)
{
	(void)state;
	for (size_t p = 0; p < LENGTH(panes); p++) {
		const struct sort *sorts = store_sorts(panes[p]->entity);
		int sort_count = 0;
		while (sorts[sort_count].name)
			sort_count++;
		for (size_t i = 0; i < panes[p]->column_count; i++) {
			const struct column *column = &panes[p]->columns[i];
			assert_true(column->min > 0 && column->min <= column->want);
			assert_true(column->want <= column->max);
			assert_in_range(column->priority, 1, COLUMNS_LIMIT);
			assert_true(column->sort >= -1 && column->sort < sort_count);
			/* What the list is sorted by is said in the head of the column. */
			if (column->sort >= 0)
				assert_non_null(column->title);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(columns_fit__width__is_the_picture),
		cmocka_unit_test(columns_fit__every_width__holds_together),
		cmocka_unit_test(columns_fit__every_width__gives_no_column_too_little),
		cmocka_unit_test(columns_fit__wider__loses_nothing),
		cmocka_unit_test(columns_fit__negative_width__has_none),
		cmocka_unit_test(columns__descriptions__make_sense),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
