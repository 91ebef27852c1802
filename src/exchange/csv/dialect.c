/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which delimiter and which line ends: found from the first rows, or told by a line "sep=;". */
#include <string.h>
#include <strings.h>

#include "exchange/csv/private.h"

#define ROWS_LOOKED_AT 20

/* The likeliest first: Swedish Excel writes semicolons, since the comma is for decimals. */
static const char delimiters[] = {';', '\t', ','};

size_t csv_line_after(const char *text, size_t length, size_t from)
{
	while (from < length && text[from] != '\n' && text[from] != '\r')
		from++;
	if (from + 1 < length && text[from] == '\r' && text[from + 1] == '\n')
		return from + 2;
	return from < length ? from + 1 : from;
}

static bool ends_line(char byte)
{
	return byte == '\n' || byte == '\r';
}

/* How many delimiters one row has outside quotation marks; *at comes to stand after it. */
static size_t count_in_row(const char *text, size_t length, char delimiter, size_t *at)
{
	size_t count = 0;
	bool quoted = false, begins = true;

	while (*at < length && (quoted || !ends_line(text[*at]))) {
		char byte = text[(*at)++];

		if (quoted) {
			if (byte == '"' && *at < length && text[*at] == '"')
				++*at;
			else
				quoted = byte != '"';
		} else if (byte == delimiter) {
			count++;
			begins = true;
			continue;
		} else {
			quoted = byte == '"' && begins;
		}
		begins = false;
	}
	*at = csv_line_after(text, length, *at);
	return count;
}

/* How well a delimiter parts the rows alike: 0 when the header has none. */
static size_t alike(const char *text, size_t length, char delimiter, size_t *columns)
{
	size_t at = 0, rows = 0;

	*columns = count_in_row(text, length, delimiter, &at);
	if (!*columns)
		return 0;
	for (size_t i = 0; i < ROWS_LOOKED_AT && at < length; i++)
		rows += count_in_row(text, length, delimiter, &at) == *columns;
	return rows + 1;
}

static char find_delimiter(const char *text, size_t length)
{
	char best = delimiters[0];
	size_t best_rows = 0, best_columns = 0;

	for (size_t i = 0; i < sizeof(delimiters); i++) {
		size_t columns;
		size_t rows = alike(text, length, delimiters[i], &columns);

		if (rows > best_rows || (rows && rows == best_rows && columns > best_columns)) {
			best = delimiters[i];
			best_rows = rows;
			best_columns = columns;
		}
	}
	return best;
}

static enum csv_line_end find_line_end(const char *text, size_t length)
{
	bool quoted = false;

	for (size_t i = 0; i < length; i++) {
		if (text[i] == '"')
			quoted = !quoted;
		if (quoted || !ends_line(text[i]))
			continue;
		if (text[i] == '\n')
			return CSV_ENDS_LF;
		return i + 1 < length && text[i + 1] == '\n' ? CSV_ENDS_CRLF : CSV_ENDS_CR;
	}
	return CSV_ENDS_LF;
}

/* "sep=;" alone on the first line, which Excel takes as an order. */
static bool take_order(struct csv_dialect *dialect, const char *text, size_t length, size_t *start)
{
	size_t next = csv_line_after(text, length, 0), end = next;

	while (end > 0 && ends_line(text[end - 1]))
		end--;
	if (end != 5 || strncasecmp(text, "sep=", 4) || !memchr(delimiters, text[4], 3))
		return false;
	dialect->delimiter = text[4];
	*start = next;
	return true;
}

void csv_find_dialect(struct csv_dialect *dialect, const char *text, size_t length, size_t *start)
{
	*start = 0;
	dialect->line_end = find_line_end(text, length);
	dialect->told = take_order(dialect, text, length, start);
	if (!dialect->told)
		dialect->delimiter = find_delimiter(text, length);
}
