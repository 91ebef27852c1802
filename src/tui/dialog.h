/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the dialogs share: where they stand, wrapped paragraphs, a field of one line. */
#ifndef TRAFFPUNKT_TUI_DIALOG_H
#define TRAFFPUNKT_TUI_DIALOG_H

#include "tui/draw.h"
#include "tui/lineedit.h"

enum {
	DIALOG_EDGE = 4, /* columns of frame and margin, left and right together */
};

/* A dialog with room for so much text inside its frame, in the middle of the body. */
struct rect dialog_place(struct rect body, int rows, int columns);
/* Rows that a text takes when wrapped; 0 for "" and NULL. */
int dialog_rows(const char *text, int columns);
/* Draws a wrapped text from the top of the rectangle; returns the rows it took. */
int dialog_paragraph(struct canvas *canvas, struct rect rect, enum role role, const char *text);
/* A field of one line, scrolled so that its cursor is seen; puts the cursor there when focused. */
void dialog_input(
	struct canvas *canvas, int y, int x, int columns, struct lineedit *edit, bool focused);
/* "▲" and "▼" in the last column where rows are hidden above or below. */
void dialog_more(struct canvas *canvas, struct rect rect, int top, int rows);
/* "y yes   n no", in the letters of the language. */
void dialog_question(struct canvas *canvas, struct rect row);
/* The same after asking whether to throw away what was typed. */
void dialog_ask_discard(struct canvas *canvas, struct rect row);
/* y, n, and the letters that the language has for them. */
bool dialog_means_yes(struct key key);
bool dialog_means_no(struct key key);

#endif
