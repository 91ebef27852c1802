/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file of sign-ups: its dialect, its rows, and what its header says. */
#include "fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "exchange/csv/csvfile.h"
#include "model/signup.h"

static void check_header(const struct csv_row *header)
{
	char fingerprint[SIGNUP_FINGERPRINT_SIZE];
	size_t count = header->cell_count;
	enum signup_key *keys = xcalloc(count, sizeof(*keys));
	enum signup_key *again = xcalloc(count, sizeof(*again));
	signup_map(header->cells, count, keys);
	signup_fingerprint(header->cells, count, fingerprint);
	must(strlen(fingerprint) + 1 == sizeof(fingerprint), "a fingerprint has its length");
	char *text = signup_columns_text(keys, count);
	must(signup_columns_read(text, count, again), "what is remembered of a form can be read");
	must(!memcmp(keys, again, count * sizeof(*keys)), "a form is remembered as it was");
	free(text);
	free(again);
	free(keys);
}

static void check_row(const struct csvfile *file, const struct csv_row *row)
{
	must(row->line > 0, "a row has a line");
	must(row->from <= file->text_length && row->length <= file->text_length - row->from,
		"a row stands in the text");
	for (size_t i = 0; i < row->cell_count; i++) {
		char *stored = text_stored(row->cells[i], strlen(row->cells[i]));
		must(!strcmp(stored, row->cells[i]), "a cell is stored text");
		free(stored);
	}
}

static bool same_cells(const struct csv_row *left, const struct csv_row *right)
{
	bool same = left->cell_count == right->cell_count;
	for (size_t i = 0; same && i < left->cell_count; i++)
		same = !strcmp(left->cells[i], right->cells[i]);
	return same;
}

static bool same_dialect(const struct csv_dialect *left, const struct csv_dialect *right)
{
	return left->encoding == right->encoding && left->delimiter == right->delimiter &&
	       left->line_end == right->line_end;
}

/* What is written back of all rows reads as the same rows, wherever the blank lines that are left
 * out were not what the dialect was told by. */
static void check_extract(const struct csvfile *file)
{
	struct csvfile again = {0};
	struct error error = {0};
	size_t length, *rows = xcalloc(file->row_count, sizeof(*rows));
	for (size_t i = 0; i < file->row_count; i++)
		rows[i] = i;
	char *bytes = csvfile_extract(file, rows, file->row_count, &length);
	if (csvfile_parse(&again, bytes, length, "again", &error) &&
		same_dialect(&again.dialect, &file->dialect)) {
		must(again.row_count == file->row_count, "no rejected row is lost");
		must(same_cells(&again.header, &file->header), "the header stays");
		for (size_t i = 0; i < file->row_count; i++)
			must(same_cells(&again.rows[i], &file->rows[i]), "a rejected row stays");
	}
	free(bytes);
	free(rows);
	csvfile_finish(&again);
	error_finish(&error);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct csvfile file = {0};
	struct error error = {0};
	if (csvfile_parse(&file, (const char *)data, size, "fuzz.csv", &error)) {
		check_header(&file.header);
		check_row(&file, &file.header);
		for (size_t i = 0; i < file.row_count; i++)
			check_row(&file, &file.rows[i]);
		check_extract(&file);
	}
	csvfile_finish(&file);
	error_finish(&error);
	return 0;
}
