/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What panes draw with. All text is neutralised here and never takes more columns than it was
 * given; everything is clipped to the canvas' clip rectangle. The canvas belongs to the terminal
 * (terminal_canvas()).
 */
#ifndef TRAFFPUNKT_TUI_DRAW_H
#define TRAFFPUNKT_TUI_DRAW_H

#include <stdbool.h>

#include "tui/rect.h"
#include "tui/theme.h"

struct canvas {
	enum scheme scheme;
	bool ascii; /* the terminal has no box drawing characters */
	struct rect clip;
	bool row;        /* between draw_row_begin and draw_row_end */
	enum role base;  /* the role of that row */
	bool has_cursor; /* the hardware cursor is shown at flush */
	int cursor_y, cursor_x;
};

/* Empties the screen (in memory) and takes back clip, row and cursor. */
void draw_begin(struct canvas *canvas, struct rect screen);
/* Confines drawing to a rectangle; returns what held before, to be set again afterwards. */
struct rect draw_clip(struct canvas *canvas, struct rect clip);

/* Draw at most `columns` columns; what does not fit ends with "…". Return the columns used. */
int draw_text(struct canvas *canvas, int y, int x, int columns, enum role role, const char *text);
int draw_text_right(
	struct canvas *canvas, int y, int x, int columns, enum role role, const char *text);
int draw_text_centred(
	struct canvas *canvas, int y, int x, int columns, enum role role, const char *text);
int draw_printf(struct canvas *canvas, int y, int x, int columns, enum role role,
	const char *format, ...) __attribute__((format(printf, 6, 7)));

void draw_fill(struct canvas *canvas, struct rect rect, enum role role);
void draw_hline(struct canvas *canvas, int y, int x, int columns, enum role role);
void draw_vline(struct canvas *canvas, int y, int x, int rows, enum role role);
/* A line of value/total of the columns on a track that fills the rest (base/meter.h). */
void draw_bar(
	struct canvas *canvas, int y, int x, int columns, long value, long total, enum role role);

/*
 * A row in one look (selected, marked): its cells are filled, and until draw_row_end every text in
 * it takes the colours of `role`, keeping only its own bold and underline.
 */
void draw_row_begin(struct canvas *canvas, int y, int x, int columns, enum role role);
void draw_row_end(struct canvas *canvas);

/*
 * A border on the edge of the rectangle: light and round, heavy when focused, so that focus is
 * seen without colour. `title` stands left and `right` (a count; may be NULL) right in the top
 * edge; the right one gives way first.
 */
void draw_frame(struct canvas *canvas, struct rect rect, const char *title, const char *right,
	bool focused);
/* A line with a name in it, between a list and its preview. */
void draw_divider(struct canvas *canvas, struct rect rect, const char *title);
/* Blanks a rectangle, frames it as a dialog and returns its inside, one blank column at each
 * side. */
struct rect draw_overlay(struct canvas *canvas, struct rect rect, const char *title);

/* Where the hardware cursor is put, and seen, at flush: the field being edited. */
void draw_cursor(struct canvas *canvas, int y, int x);
/* Where it is put without being seen, when no draw_cursor() follows: the selected row, which screen
 * readers and magnifiers follow. */
void draw_focus(struct canvas *canvas, int y, int x);

#endif
