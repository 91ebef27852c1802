/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The screen as text. Letters of attributes are given in the order of their first appearance. */
#include "harness/snapshot.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"

/* b, r and u have a meaning of their own. */
static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZacdefghijklmnopqstvwxyz0123456789";

struct legend {
	char *entries[sizeof letters]; /* what each letter stands for; owned */
	size_t count;
};

static void append_colour(struct buffer *out, const char *what, int colour)
{
	if (colour == TERM_COLOUR_DIRECT)
		buffer_printf(out, ", %s rgb", what);
	else if (colour != TERM_COLOUR_DEFAULT)
		buffer_printf(out, ", %s %d", what, colour);
}

/* "bold, text 4"; "" for a plain cell. */
static char *describe(const struct term_cell *cell)
{
	struct buffer out = {0};
	char *text;

	buffer_append(&out, cell->bold ? ", bold" : "");
	buffer_append(&out, cell->italic ? ", italic" : "");
	buffer_append(&out, cell->underline ? ", underline" : "");
	buffer_append(&out, cell->blink ? ", blink" : "");
	buffer_append(&out, cell->reverse ? ", reverse" : "");
	append_colour(&out, "text", cell->foreground);
	append_colour(&out, "ground", cell->background);
	text = buffer_take(&out);
	if (*text)
		memmove(text, text + 2, strlen(text + 2) + 1);
	return text;
}

static char letter_of(struct legend *legend, const struct term_cell *cell)
{
	static const struct {
		const char *text;
		char letter;
	} known[] = {{"", '.'}, {"bold", 'b'}, {"reverse", 'r'}, {"underline", 'u'}};
	char *text = describe(cell);

	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		if (strcmp(known[i].text, text) == 0) {
			free(text);
			return known[i].letter;
		}
	}
	for (size_t i = 0; i < legend->count; i++) {
		if (strcmp(legend->entries[i], text) == 0) {
			free(text);
			return letters[i];
		}
	}
	if (legend->count + 1 >= sizeof letters) {
		free(text);
		return '?';
	}
	legend->entries[legend->count] = text;
	return letters[legend->count++];
}

static void append_attributes(struct buffer *out, const struct term *term, int rows, int columns)
{
	struct legend legend = {0};

	for (int row = 0; row < rows; row++) {
		buffer_append_char(out, '|');
		for (int column = 0; column < columns; column++) {
			struct term_cell cell = term_cell(term, row, column);

			if (cell.width > 0)
				buffer_append_char(out, letter_of(&legend, &cell));
			else /* the right half is as the left one */
				buffer_append_char(out, out->data[out->length - 1]);
		}
		buffer_append(out, "|\n");
	}
	for (size_t i = 0; i < legend.count; i++) {
		buffer_printf(out, "%c: %s\n", letters[i], legend.entries[i]);
		free(legend.entries[i]);
	}
}

char *snapshot_take(const struct term *term, bool attributes)
{
	struct term_cursor cursor = term_cursor(term);
	struct buffer out = {0};
	int rows, columns;

	term_size(term, &rows, &columns);
	for (int row = 0; row < rows; row++) {
		char *text = term_row_padded(term, row);

		buffer_printf(&out, "|%s|\n", text);
		free(text);
	}
	buffer_printf(&out, "cursor: %d,%d%s\n", cursor.row + 1, cursor.column + 1,
		cursor.visible ? "" : " hidden");
	if (attributes)
		append_attributes(&out, term, rows, columns);
	return buffer_take(&out);
}
