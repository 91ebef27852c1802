/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of this folder share with each other only. */
#ifndef TRAFFPUNKT_EXCHANGE_CSV_PRIVATE_H
#define TRAFFPUNKT_EXCHANGE_CSV_PRIVATE_H

#include "base/buffer.h"
#include "exchange/csv/csvfile.h"

/* decode.c: bytes to UTF-8, the byte order mark left out. Fills dialect->encoding and mark. Owned
 * by the caller; NULL with a sentence when it is not text. */
char *csv_decode(struct csv_dialect *dialect, const char *bytes, size_t length, const char *name,
	size_t *decoded, struct error *error);
/* The way back; U+FFFD stands where the encoding has no such character. */
void csv_encode(
	const struct csv_dialect *dialect, struct buffer *out, const char *text, size_t length);

/* dialect.c: where the line that begins at `from` ends, its line end included. */
size_t csv_line_after(const char *text, size_t length, size_t from);
/* Fills delimiter, line_end and told; *start gets where the header begins. */
void csv_find_dialect(struct csv_dialect *dialect, const char *text, size_t length, size_t *start);

#endif
