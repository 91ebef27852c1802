/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table as CSV. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/date.h"
#include "base/i18n.h"
#include "base/text.h"
#include "exchange/spreadsheet_table.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"
/* That many characters without a place are named; the rest are counted. */
#define NAMED_CHARACTERS 8

/* What makes a spreadsheet compute instead of show; the wide forms do where they are narrowed. */
static bool starts_formula(const char *text)
{
	static const char *const wide[] = {"＝", "＋", "－", "＠"};
	if (*text && strchr("=+-@\t\r\n", *text))
		return true;
	for (size_t i = 0; i < sizeof(wide) / sizeof(*wide); i++) {
		if (!strncmp(text, wide[i], strlen(wide[i])))
			return true;
	}
	return false;
}

static void append_text(struct buffer *out, const char *text)
{
	char *safe = text_safe(text, TEXT_MANY_LINES);
	bool guarded = starts_formula(text) || starts_formula(safe);
	if (!strpbrk(safe, ";\"\n") && *safe != ' ' && (!*safe || safe[strlen(safe) - 1] != ' ')) {
		buffer_append(out, guarded ? "'" : "");
		buffer_append(out, safe);
	} else {
		buffer_append(out, guarded ? "\"'" : "\"");
		for (const char *at = safe; *at; at++) {
			if (*at == '"')
				buffer_append_char(out, '"');
			buffer_append_char(out, *at);
		}
		buffer_append_char(out, '"');
	}
	free(safe);
}

static void append_money(struct buffer *out, int64_t ore)
{
	uint64_t size = ore < 0 ? 0 - (uint64_t)ore : (uint64_t)ore;
	buffer_printf(
		out, "%s%" PRIu64 ",%02u", ore < 0 ? "-" : "", size / 100, (unsigned)(size % 100));
}

static void append_number(struct buffer *out, enum cell_type type, int64_t value)
{
	char date[11];
	switch (type) {
	case CELL_MONEY:
		append_money(out, value);
		break;
	case CELL_DATE:
		date_to_iso(value, date);
		buffer_append(out, date);
		break;
	default:
		buffer_printf(out, "%" PRId64, value);
	}
}

void sheet_append_line(struct buffer *out, const struct spreadsheet *sheet, ptrdiff_t row)
{
	for (size_t column = 0; column < sheet->column_count; column++) {
		const struct sheet_column *head = &sheet->columns[column];
		const struct cell *cell = row < 0 ? NULL : &sheet->rows[row].cells[column];
		if (column)
			buffer_append_char(out, ';');
		if (!cell)
			append_text(out, head->heading);
		else if (cell->text)
			append_text(out, cell->text);
		else if (cell->number.known)
			append_number(out, head->type, cell->number.value);
	}
	buffer_append(out, "\r\n");
}

char *spreadsheet_preview(const struct spreadsheet *sheet, size_t lines)
{
	struct buffer out = {0};
	for (size_t line = 0; line < lines && line <= sheet->row_count; line++) {
		sheet_append_line(&out, sheet, (ptrdiff_t)line - 1);
		out.length -= 2;
		out.data[out.length] = '\0';
		buffer_append_char(&out, '\n');
	}
	return buffer_take(&out);
}

/* ---- Windows-1252 ---- */

/* The byte of a code point; 0 when there is none. The five holes of the table stay holes. */
static unsigned char byte_of(uint32_t code_point)
{
	static const uint16_t upper[] = {0x20ac, 0, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021,
		0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0, 0x17d, 0, 0, 0x2018, 0x2019, 0x201c, 0x201d,
		0x2022, 0x2013, 0x2014, 0x2dc, 0x2122, 0x161, 0x203a, 0x153, 0, 0x17e, 0x178};
	if (code_point < 0x80 || (code_point >= 0xa0 && code_point <= 0xff))
		return (unsigned char)code_point;
	for (size_t i = 0; i < sizeof(upper) / sizeof(*upper); i++) {
		if (upper[i] == code_point && code_point)
			return (unsigned char)(0x80 + i);
	}
	return 0;
}

struct unmapped {
	struct buffer names;
	size_t count;
};

static void tell_unmapped(struct unmapped *unmapped, const struct spreadsheet *sheet, ptrdiff_t row,
	size_t column, uint32_t code_point)
{
	char character[5] = "";
	if (++unmapped->count > NAMED_CHARACTERS)
		return;
	character[text_encode(character, code_point)] = '\0';
	char *safe = text_safe(character, TEXT_ONE_LINE);
	char *heading = text_safe(sheet->columns[column].heading, TEXT_ONE_LINE);
	/* TRANSLATORS: a character, the line of the file and the column that it stands in */
	char *place = xasprintf(_("“%s” (line %zu, %s)"), safe, (size_t)(row + 2), heading);
	buffer_append(&unmapped->names, unmapped->count > 1 ? ", " : "");
	buffer_append(&unmapped->names, place);
	free(place);
	free(heading);
	free(safe);
}

static void find_unmapped(struct unmapped *unmapped, const struct spreadsheet *sheet, ptrdiff_t row)
{
	for (size_t column = 0; column < sheet->column_count; column++) {
		const char *text = row < 0 ? sheet->columns[column].heading
					   : sheet->rows[row].cells[column].text;
		char *safe = text_safe(text, TEXT_MANY_LINES);
		const char *at = safe;
		for (uint32_t code_point; (code_point = text_next(&at, NULL));) {
			if (!byte_of(code_point))
				tell_unmapped(unmapped, sheet, row, column, code_point);
		}
		free(safe);
	}
}

/* Lists what would be lost; nothing is converted before that is nothing. */
static bool check_mapped(const struct spreadsheet *sheet, struct error *error)
{
	struct unmapped unmapped = {0};
	for (ptrdiff_t row = -1; row < (ptrdiff_t)sheet->row_count; row++)
		find_unmapped(&unmapped, sheet, row);
	if (!unmapped.count)
		return true;
	char *names = buffer_take(&unmapped.names);
	if (unmapped.count > NAMED_CHARACTERS)
		error_set(error, ERROR_DATA,
			_("Windows-1252 has no place for %zu characters: %s and more. Write UTF-8, "
			  "or change them."),
			unmapped.count, names);
	else
		error_set(error, ERROR_DATA,
			_("Windows-1252 has no place for %s. Write UTF-8, or change it."), names);
	free(names);
	return false;
}

static char *to_windows_1252(const struct buffer *utf8, size_t *length)
{
	struct buffer out = {0};
	const char *at = utf8->data, *end = utf8->data + utf8->length;
	while (at < end)
		buffer_append_char(&out, (char)byte_of(text_next(&at, end)));
	*length = out.length;
	return buffer_take(&out);
}

char *spreadsheet_to_csv(const struct spreadsheet *sheet, enum csv_encoding encoding,
	size_t *length, struct error *error)
{
	struct buffer out = {0};
	if (encoding == CSV_WINDOWS_1252 && !check_mapped(sheet, error))
		return NULL;
	if (encoding == CSV_UTF8)
		buffer_append(&out, BYTE_ORDER_MARK);
	for (ptrdiff_t row = -1; row < (ptrdiff_t)sheet->row_count; row++)
		sheet_append_line(&out, sheet, row);
	if (encoding == CSV_WINDOWS_1252) {
		char *bytes = to_windows_1252(&out, length);
		buffer_finish(&out);
		return bytes;
	}
	*length = out.length;
	return buffer_take(&out);
}
