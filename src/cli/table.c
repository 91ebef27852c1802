/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/table.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/text.h"

#define GAP 2
/* Cells: what does not fit ends with an ellipsis. */
#define WIDEST_COLUMN 60
#define NARROWEST_COLUMN 5

void table_init(struct table *table, size_t column_count)
{
	*table = (struct table){.column_count = column_count};
	table->widths = xcalloc(column_count, sizeof(*table->widths));
}

void table_add(struct table *table, char *text)
{
	int *width = &table->widths[table->cell_count % table->column_count];
	int own = text_width(text);
	if (own > WIDEST_COLUMN)
		own = WIDEST_COLUMN;
	if (own > *width)
		*width = own;
	table->cells = xreallocarray(table->cells, table->cell_count + 1, sizeof(*table->cells));
	table->cells[table->cell_count++] = text;
}

/* Takes a cell from the widest column until all fit, or no column can give more. */
static void narrow(struct table *table, int columns)
{
	int total = -GAP;
	for (size_t i = 0; i < table->column_count; i++)
		total += table->widths[i] + GAP;
	while (total > columns) {
		size_t widest = 0;
		for (size_t i = 1; i < table->column_count; i++) {
			if (table->widths[i] > table->widths[widest])
				widest = i;
		}
		if (table->widths[widest] <= NARROWEST_COLUMN)
			return;
		table->widths[widest]--;
		total--;
	}
}

static void print_row(const struct table *table, size_t row)
{
	for (size_t i = 0; i < table->column_count; i++) {
		int used = 0;
		char *cell = text_fit(
			table->cells[row * table->column_count + i], table->widths[i], &used);
		bool last = i + 1 == table->column_count;
		printf("%s%*s", cell, last ? 0 : table->widths[i] - used + GAP, "");
		free(cell);
	}
	putchar('\n');
}

void table_print(struct table *table, int columns)
{
	if (columns)
		narrow(table, columns);
	for (size_t row = 0; row < table->cell_count / table->column_count; row++)
		print_row(table, row);
}

void table_finish(struct table *table)
{
	for (size_t i = 0; i < table->cell_count; i++)
		free(table->cells[i]);
	free(table->cells);
	free(table->widths);
	*table = (struct table){0};
}
