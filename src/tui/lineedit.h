/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A text field being edited: UTF-8 text and a cursor that moves by what the eye takes for one
 * character (a base and its combining marks). No curses; the same keys work in every field. The
 * text never holds control characters, except LF in a field of many lines.
 */
#ifndef TRAFFPUNKT_TUI_LINEEDIT_H
#define TRAFFPUNKT_TUI_LINEEDIT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "tui/key.h"

/* Zero-initialise it, or use lineedit_init(). */
struct lineedit {
	struct buffer text;
	size_t cursor;  /* byte offset, never inside a character */
	size_t max;     /* code points that fit; 0: no limit */
	bool multiline; /* LF may be typed */
	int goal;       /* the column that Up and Down try to keep, plus 1; 0: none */
	size_t scroll;  /* where a field of one line starts to be shown (bytes) */
};

enum lineedit_result {
	LINEEDIT_IGNORED, /* not a key of the field: Enter, Esc, Tab, Up at the top ... */
	LINEEDIT_MOVED,   /* only the cursor moved, or there was nothing to do */
	LINEEDIT_CHANGED,
};

void lineedit_init(struct lineedit *edit, const char *text, size_t max, bool multiline);
void lineedit_finish(struct lineedit *edit);
/* Replaces the text; the cursor is at its end. NULL is "". */
void lineedit_set(struct lineedit *edit, const char *text);
/* Borrowed, never NULL. */
const char *lineedit_text(const struct lineedit *edit);

/* Does what the key says. `width` is the width the text is shown in (for Up and Down). */
enum lineedit_result lineedit_key(struct lineedit *edit, struct key key, int width);
/* Inserts at the cursor; line breaks become spaces in a field of one line. Bytes that are not
 * UTF-8 become U+FFFD; what exceeds `max` is left out. True when something was inserted. */
bool lineedit_insert(struct lineedit *edit, const char *bytes, size_t length);

/* What a field of one line shows in `width` columns: the text from *start (bytes) and the column
 * of the cursor, which is always inside. Scrolls no further than it must. */
void lineedit_window(struct lineedit *edit, int width, size_t *start, int *cursor);

/* One row of the wrapped text. Zero-initialise it before the first call. */
struct lineedit_row {
	size_t start, length; /* bytes, without the LF */
	size_t next;          /* where the following row starts */
	bool last;
};
/* Steps to the next row of at most `width` - 1 columns (the last one is kept for the cursor); false
 * when there is none. An empty text has one row. */
bool lineedit_next_row(const struct lineedit *edit, int width, struct lineedit_row *row);
/* Row (from 0) and column of the cursor in the wrapped text. */
void lineedit_cursor(const struct lineedit *edit, int width, int *row, int *column);

#endif
