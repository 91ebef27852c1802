/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A file of rows and columns as web forms and spreadsheets write it, in whatever dialect: the
 * encoding, the delimiter and the line ends are found out. Cells are stored text (NFC, no NUL).
 * Rows can be written back exactly as they stood.
 */
#ifndef TRAFFPUNKT_EXCHANGE_CSV_CSVFILE_H
#define TRAFFPUNKT_EXCHANGE_CSV_CSVFILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

#define CSVFILE_LIMIT ((size_t)32 << 20) /* bytes */
#define CSVFILE_ROWS 100000
#define CSVFILE_COLUMNS 1000

enum csv_encoding {
	CSV_UTF8,
	CSV_WINDOWS_1252,
	CSV_UTF16_LITTLE,
	CSV_UTF16_BIG,
};

enum csv_line_end {
	CSV_ENDS_LF,
	CSV_ENDS_CRLF,
	CSV_ENDS_CR,
};

struct csv_dialect {
	enum csv_encoding encoding;
	bool mark; /* the bytes begin with a byte order mark */
	char delimiter;
	enum csv_line_end line_end;
	bool told; /* a line "sep=;" comes first */
};

struct csv_row {
	size_t line; /* where it begins in the file, from 1 */
	size_t from; /* the bytes of the text that it stands in, line end included */
	size_t length;
	char **cells; /* owned */
	size_t cell_count;
};

struct csvfile {
	struct csv_dialect dialect;
	char *text; /* the file as UTF-8, otherwise as it came; owned */
	size_t text_length;
	struct csv_row header;
	struct csv_row *rows; /* without those where nothing stands; owned */
	size_t row_count;
};

/*
 * Reads the bytes of a file; `name` is what errors call it. A file that is empty, not text, cut off
 * or beyond the limits, or that has nothing but a header, is ERROR_DATA with one sentence.
 */
bool csvfile_parse(struct csvfile *file, const char *bytes, size_t length, const char *name,
	struct error *error);
void csvfile_finish(struct csvfile *file);

/* A file of the same dialect with the same header and only these rows, byte for byte as they
 * stood. Owned by the caller. */
char *csvfile_extract(const struct csvfile *file, const size_t *rows, size_t count, size_t *length);

#endif
