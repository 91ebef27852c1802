/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a form looks: labels, fields, what is wrong, the help of the field that has the focus. */
#ifndef TRAFFPUNKT_TUI_FORMDRAW_H
#define TRAFFPUNKT_TUI_FORMDRAW_H

#include "tui/draw.h"
#include "tui/form.h"

/* What the keys need to know of the last drawing; zero-initialise it. */
struct form_view {
	int top;    /* the first row of the fields that is shown */
	int height; /* rows of fields that are seen at once */
	int input;  /* columns of a text field */
};

/* What is asked in the last row of the form. */
struct form_draw_state {
	bool covered;    /* something stands in front of it: it has no cursor */
	bool asking;     /* whether to throw the changes away */
	bool left;       /* whether to take up what was not saved the last time, */
	int64_t left_at; /* which was typed then */
};
void form_draw(struct form *form, struct form_view *view, struct canvas *canvas, struct rect body,
	const struct form_draw_state *state);
/* Rows of a field that is shown, with what is said under it. */
int form_field_rows(const struct form *form, size_t index, int input);

#endif
