/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/spreadsheet.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "exchange/file.h"
#include "exchange/spreadsheet_table.h"

struct spreadsheet *spreadsheet_create(const char *title)
{
	struct spreadsheet *sheet = xcalloc(1, sizeof(*sheet));
	sheet->title = xstrdup(title);
	return sheet;
}

void spreadsheet_destroy(struct spreadsheet *sheet)
{
	if (!sheet)
		return;
	for (size_t row = 0; row < sheet->row_count; row++) {
		for (size_t column = 0; column < sheet->column_count; column++)
			free(sheet->rows[row].cells[column].text);
		free(sheet->rows[row].cells);
	}
	for (size_t column = 0; column < sheet->column_count; column++)
		free(sheet->columns[column].heading);
	free(sheet->rows);
	free(sheet->columns);
	free(sheet->title);
	free(sheet);
}

void spreadsheet_add_column(struct spreadsheet *sheet, const char *heading, enum cell_type type)
{
	assert(sheet->row_count == 0);
	sheet->columns = xreallocarray(
		sheet->columns, sheet->column_count + 1, sizeof(*sheet->columns));
	sheet->columns[sheet->column_count++] = (struct sheet_column){
		.heading = xstrdup(heading), .type = type};
}

void spreadsheet_add_row(struct spreadsheet *sheet)
{
	if (sheet->row_count == sheet->row_capacity) {
		sheet->row_capacity = sheet->row_capacity ? sheet->row_capacity * 2 : 64;
		sheet->rows = xreallocarray(sheet->rows, sheet->row_capacity, sizeof(*sheet->rows));
	}
	sheet->rows[sheet->row_count++] = (struct sheet_row){
		.cells = xcalloc(sheet->column_count + 1, sizeof(struct cell))};
}

void spreadsheet_add_sum_row(struct spreadsheet *sheet)
{
	spreadsheet_add_row(sheet);
	sheet->rows[sheet->row_count - 1].sum = true;
}

static struct cell *last_cell(struct spreadsheet *sheet, size_t column)
{
	assert(sheet->row_count > 0 && column < sheet->column_count);
	return &sheet->rows[sheet->row_count - 1].cells[column];
}

void spreadsheet_set_text(struct spreadsheet *sheet, size_t column, const char *text)
{
	struct cell *cell = last_cell(sheet, column);
	free(cell->text);
	*cell = (struct cell){.text = xstrdup(text)};
}

void spreadsheet_set_number(struct spreadsheet *sheet, size_t column, int64_t value)
{
	struct cell *cell = last_cell(sheet, column);
	free(cell->text);
	*cell = (struct cell){.number = {.known = true, .value = value}};
}

static enum cell_type type_of(const struct field *field)
{
	switch (field->type) {
	case FIELD_INTEGER:
	case FIELD_REFERENCE:
		return CELL_INTEGER;
	case FIELD_MONEY:
		return CELL_MONEY;
	case FIELD_DATE:
		return CELL_DATE;
	default:
		return CELL_TEXT;
	}
}

void spreadsheet_add_field(struct spreadsheet *sheet, const struct field *field)
{
	spreadsheet_add_column(sheet, field->label ? _(field->label) : field->name, type_of(field));
}

void spreadsheet_set_field(
	struct spreadsheet *sheet, size_t column, const struct field *field, const void *record)
{
	if (!field_is_known(field, record))
		return;
	if (field_is_text(field)) {
		spreadsheet_set_text(sheet, column, field_text_of(field, record));
	} else if (type_of(field) != CELL_TEXT) {
		spreadsheet_set_number(sheet, column, field_number_of(field, record).value);
	} else {
		char *shown = field_display(field, record);
		spreadsheet_set_text(sheet, column, shown);
		free(shown);
	}
}

size_t spreadsheet_rows(const struct spreadsheet *sheet)
{
	return sheet->row_count;
}

bool csv_encoding_of(const char *name, enum csv_encoding *encoding)
{
	static const struct {
		const char *name;
		enum csv_encoding encoding;
	} known[] = {{"utf-8", CSV_UTF8}, {"utf8", CSV_UTF8}, {"windows-1252", CSV_WINDOWS_1252},
		{"cp1252", CSV_WINDOWS_1252}, {"latin1", CSV_WINDOWS_1252}};
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
		if (strcasecmp(name, known[i].name) != 0)
			continue;
		*encoding = known[i].encoding;
		return true;
	}
	return false;
}

/* Takes the bytes. */
static bool write_bytes(
	const char *path, char *bytes, size_t length, bool force, struct error *error)
{
	bool ok = bytes && file_write(path, bytes, length, force, NULL, NULL, error);
	free(bytes);
	return ok;
}

bool spreadsheet_write_csv(const struct spreadsheet *sheet, enum csv_encoding encoding,
	const char *path, bool force, struct error *error)
{
	size_t length = 0;
	char *bytes = spreadsheet_to_csv(sheet, encoding, &length, error);
	return write_bytes(path, bytes, length, force, error);
}

bool spreadsheet_write_xlsx(const struct spreadsheet *sheet, const struct clock *clock,
	const char *path, bool force, struct error *error)
{
	size_t length = 0;
	char *bytes = spreadsheet_to_xlsx(sheet, clock, &length, error);
	return write_bytes(path, bytes, length, force, error);
}
