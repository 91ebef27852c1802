/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A table with typed cells, made in memory and written whole: as CSV that a Swedish Excel opens by
 * double-click (semicolons, decimal comma, CRLF, UTF-8 with a byte order mark and no "sep=" line,
 * which would make Excel forget the mark), or as an Excel workbook.
 *
 * A text that a spreadsheet would take for a formula gets an apostrophe before it in CSV; reading
 * such a file again takes it away. In a workbook a text is a text by itself.
 */
#ifndef TRAFFPUNKT_EXCHANGE_SPREADSHEET_H
#define TRAFFPUNKT_EXCHANGE_SPREADSHEET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/error.h"
#include "model/record.h"

/* What a column holds. Any cell may also be empty. */
enum cell_type {
	CELL_TEXT,
	CELL_INTEGER,
	CELL_MONEY, /* öre, shown as kronor: 1200,00 */
	CELL_DATE,  /* days since 1970-01-01: 2023-10-02 */
};

enum csv_encoding {
	CSV_UTF8, /* with a byte order mark */
	CSV_WINDOWS_1252,
};
/* "utf-8", "windows-1252" (also "cp1252", "latin1"); false when it is neither. */
bool csv_encoding_of(const char *name, enum csv_encoding *encoding);

struct spreadsheet;

/* The title names the sheet of a workbook and is the title of its document. */
struct spreadsheet *spreadsheet_create(const char *title);
void spreadsheet_destroy(struct spreadsheet *sheet);

/* All columns come before the first row. The heading is copied. */
void spreadsheet_add_column(struct spreadsheet *sheet, const char *heading, enum cell_type type);
/* A new row of empty cells, which the setters below fill. */
void spreadsheet_add_row(struct spreadsheet *sheet);
/* The same, bold in a workbook: the sum below what it sums up. */
void spreadsheet_add_sum_row(struct spreadsheet *sheet);
/* NULL leaves the cell empty. A text may stand in a column of any type ("Sum" below the dates). */
void spreadsheet_set_text(struct spreadsheet *sheet, size_t column, const char *text);
/* As the column's type says. */
void spreadsheet_set_number(struct spreadsheet *sheet, size_t column, int64_t value);

/* The same by the description of a record: dates, money and integers as such, everything else as
 * people read it. */
void spreadsheet_add_field(struct spreadsheet *sheet, const struct field *field);
void spreadsheet_set_field(
	struct spreadsheet *sheet, size_t column, const struct field *field, const void *record);

size_t spreadsheet_rows(const struct spreadsheet *sheet);

/*
 * The first lines of the CSV, exactly, with the heading: UTF-8 without mark, LF between the lines.
 * Owned by the caller.
 */
char *spreadsheet_preview(const struct spreadsheet *sheet, size_t lines);

/* The bytes of the file, owned by the caller; NULL on failure. What has no place in the encoding is
 * ERROR_DATA and is listed with row and column: nothing is replaced by question marks. */
char *spreadsheet_to_csv(const struct spreadsheet *sheet, enum csv_encoding encoding,
	size_t *length, struct error *error);
/* The same for a workbook; ERROR_UNAVAILABLE when libxlsxwriter is not installed. The clock says
 * when the document was made; nothing in it tells whose machine made it. */
char *spreadsheet_to_xlsx(const struct spreadsheet *sheet, const struct clock *clock,
	size_t *length, struct error *error);

/* Both and file_write: 0600, whole or not at all, nothing overwritten without `force`. */
bool spreadsheet_write_csv(const struct spreadsheet *sheet, enum csv_encoding encoding,
	const char *path, bool force, struct error *error);
bool spreadsheet_write_xlsx(const struct spreadsheet *sheet, const struct clock *clock,
	const char *path, bool force, struct error *error);

#endif
