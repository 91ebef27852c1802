/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The rows of the file, by libcsv. It is fed line by line, so that each row is known by the line
 * where it begins and by the bytes that it stands in.
 */
#include "exchange/csv/csvfile.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "exchange/csv/private.h"

/* Bytes by which the room for a cell grows: some cells are long. */
#define CELL_BLOCK 65536

struct parse {
	struct csvfile *file;
	struct csv_parser parser;
	struct csv_row row; /* under construction */
	size_t capacity;    /* of row.cells */
	size_t room;        /* of file->rows */
	size_t line;        /* being fed */
	bool begun;         /* the row began on an earlier line */
	bool ended;         /* by the line being fed */
	bool too_wide;
};

static void row_free(struct csv_row *row)
{
	for (size_t i = 0; i < row->cell_count; i++)
		free(row->cells[i]);
	free(row->cells);
	*row = (struct csv_row){0};
}

static void take_cell(void *bytes, size_t length, void *context)
{
	struct parse *parse = context;
	struct csv_row *row = &parse->row;

	if (row->cell_count == CSVFILE_COLUMNS) {
		parse->too_wide = true;
		return;
	}
	if (row->cell_count == parse->capacity) {
		parse->capacity = parse->capacity ? parse->capacity * 2 : 16;
		row->cells = xreallocarray(row->cells, parse->capacity, sizeof(*row->cells));
	}
	row->cells[row->cell_count++] = text_stored(bytes ? bytes : "", length);
}

static void end_row(int byte, void *context)
{
	struct parse *parse = context;

	(void)byte;
	parse->ended = true;
}

static bool says_nothing(const struct csv_row *row)
{
	for (size_t i = 0; i < row->cell_count; i++) {
		if (!text_is_blank(row->cells[i]))
			return false;
	}
	return true;
}

/* Spreadsheets pad rows with empty cells: they are nobody's. */
static void drop_padding(struct csv_row *row, size_t least)
{
	while (row->cell_count > least && text_is_blank(row->cells[row->cell_count - 1]))
		free(row->cells[--row->cell_count]);
}

static void keep_row(struct parse *parse)
{
	struct csvfile *file = parse->file;

	if (says_nothing(&parse->row)) {
		row_free(&parse->row);
	} else if (!file->header.cell_count) {
		drop_padding(&parse->row, 1);
		file->header = parse->row;
	} else {
		if (file->row_count == parse->room) {
			parse->room = parse->room ? parse->room * 2 : 64;
			file->rows = xreallocarray(file->rows, parse->room, sizeof(*file->rows));
		}
		drop_padding(&parse->row, file->header.cell_count);
		file->rows[file->row_count++] = parse->row;
	}
	parse->row = (struct csv_row){0};
	parse->capacity = 0;
}

static bool is_blank_line(const char *text, size_t length)
{
	return strspn(text, " \t\r\n") >= length;
}

static bool feed_line(struct parse *parse, size_t from, size_t next, struct error *error)
{
	struct csvfile *file = parse->file;
	const char *line = file->text + from;

	if (!parse->begun) {
		parse->row.line = parse->line;
		parse->row.from = from;
	}
	parse->ended = false;
	if (csv_parse(&parse->parser, line, next - from, take_cell, end_row, parse) != next - from)
		return error_set(
			error, ERROR_SOFTWARE, "%s", csv_strerror(csv_error(&parse->parser)));
	if (next == file->text_length && !parse->ended &&
		(next == from || line[next - from - 1] != '\n'))
		csv_parse(&parse->parser, "\n", 1, take_cell, end_row, parse);
	parse->row.length = next - parse->row.from;
	parse->begun = !parse->ended && (parse->begun || !is_blank_line(line, next - from));
	if (parse->ended)
		keep_row(parse);
	return true;
}

static bool refuse(struct parse *parse, const char *name, struct error *error)
{
	if (parse->too_wide)
		return error_set(error, ERROR_DATA,
			_("Line %zu of %s has more than %d columns: this is no list of sign-ups."),
			parse->line, name, CSVFILE_COLUMNS);
	return error_set(error, ERROR_DATA,
		_("%s has more than %d rows: split it into several files."), name, CSVFILE_ROWS);
}

static bool read_rows(struct parse *parse, size_t start, const char *name, struct error *error)
{
	struct csvfile *file = parse->file;
	bool ok = true;

	parse->line = file->dialect.told ? 2 : 1;
	for (size_t at = start; ok && at < file->text_length; parse->line++) {
		size_t next = csv_line_after(file->text, file->text_length, at);

		ok = feed_line(parse, at, next, error);
		if (ok && (parse->too_wide || file->row_count > CSVFILE_ROWS))
			return refuse(parse, name, error);
		at = next;
	}
	if (ok && parse->begun)
		return error_set(error, ERROR_DATA,
			_("%s is cut off: the quotation mark that opens on line %zu is never "
			  "closed."),
			name, parse->row.line);
	return ok;
}

static bool check_content(const struct csvfile *file, const char *name, struct error *error)
{
	if (!file->header.cell_count)
		return error_set(error, ERROR_DATA, _("%s is empty."), name);
	return file->row_count > 0 ||
	       error_set(error, ERROR_DATA, _("%s has a header and no rows under it."), name);
}

bool csvfile_parse(struct csvfile *file, const char *bytes, size_t length, const char *name,
	struct error *error)
{
	struct parse parse = {.file = file};
	char *shown = text_fit(name, 200, NULL);
	size_t start = 0;
	bool ok = false;

	*file = (struct csvfile){0};
	file->text = csv_decode(&file->dialect, bytes, length, shown, &file->text_length, error);
	if (file->text && csv_init(&parse.parser, 0) == 0) {
		csv_find_dialect(&file->dialect, file->text, file->text_length, &start);
		csv_set_blk_size(&parse.parser, CELL_BLOCK);
		csv_set_delim(&parse.parser, (unsigned char)file->dialect.delimiter);
		ok = read_rows(&parse, start, shown, error) && check_content(file, shown, error);
		row_free(&parse.row);
		csv_free(&parse.parser);
	}
	free(shown);
	if (!ok)
		csvfile_finish(file);
	return ok;
}

void csvfile_finish(struct csvfile *file)
{
	row_free(&file->header);
	for (size_t i = 0; i < file->row_count; i++)
		row_free(&file->rows[i]);
	free(file->rows);
	free(file->text);
	*file = (struct csvfile){0};
}

/* ---- writing back ---- */

static void write_mark(const struct csv_dialect *dialect, struct buffer *out)
{
	static const char mark[] = "\xef\xbb\xbf";

	if (dialect->mark)
		csv_encode(dialect, out, mark, 3);
}

static void write_text(const struct csvfile *file, struct buffer *out, size_t from, size_t length)
{
	static const char *const ends[] = {
		[CSV_ENDS_LF] = "\n", [CSV_ENDS_CRLF] = "\r\n", [CSV_ENDS_CR] = "\r"};
	const char *end = ends[file->dialect.line_end], *text = file->text + from;
	bool ended = length && (text[length - 1] == '\n' || text[length - 1] == '\r');

	csv_encode(&file->dialect, out, text, length);
	if (!ended) /* the last line of a file may do without */
		csv_encode(&file->dialect, out, end, strlen(end));
}

char *csvfile_extract(const struct csvfile *file, const size_t *rows, size_t count, size_t *length)
{
	struct buffer out = {0};

	write_mark(&file->dialect, &out);
	write_text(file, &out, 0, file->header.from + file->header.length);
	for (size_t i = 0; i < count; i++) {
		const struct csv_row *row = &file->rows[rows[i]];

		write_text(file, &out, row->from, row->length);
	}
	*length = out.length;
	return buffer_take(&out);
}
