/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A table for people: columns as wide as what stands in them, measured in terminal cells, and
 * narrowed from the widest one down when the terminal is too narrow. Private to this room.
 */
#ifndef TRAFFPUNKT_CLI_TABLE_H
#define TRAFFPUNKT_CLI_TABLE_H

#include <stddef.h>

struct table {
	size_t column_count;
	char **cells; /* row by row, the headings first; owned */
	size_t cell_count;
	int *widths; /* of each column; owned */
};

void table_init(struct table *table, size_t column_count);
/* Adds the next cell, from left to right and row by row; takes the text. */
void table_add(struct table *table, char *text);
/* `columns` of the output, 0: no limit. */
void table_print(struct table *table, int columns);
void table_finish(struct table *table);

#endif
