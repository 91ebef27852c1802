/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table itself, for those who write it into a file. */
#ifndef TRAFFPUNKT_EXCHANGE_SPREADSHEET_TABLE_H
#define TRAFFPUNKT_EXCHANGE_SPREADSHEET_TABLE_H

#include "exchange/spreadsheet.h"

struct cell {
	char *text;           /* owned; NULL: a number or nothing */
	struct number number; /* when there is no text */
};

struct sheet_column {
	char *heading; /* owned */
	enum cell_type type;
};

struct sheet_row {
	struct cell *cells; /* one for each column; owned */
	bool sum;
};

struct spreadsheet {
	char *title;
	struct sheet_column *columns;
	size_t column_count;
	struct sheet_row *rows;
	size_t row_count;
	size_t row_capacity;
};

/* Appends one line of CSV with its CRLF; row -1 is the heading. */
struct buffer;
void sheet_append_line(struct buffer *out, const struct spreadsheet *sheet, ptrdiff_t row);

#endif
