/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The filter as it is typed: a line on the message row; the list follows every letter. */
#include "tui/filterline.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "tui/dashboard.h"
#include "tui/lineedit.h"
#include "tui/veil.h"

struct filterline {
	struct mode mode;
	struct pane *pane; /* borrowed */
	struct lineedit edit;
	char *complaint; /* why the filter says nothing; NULL: it does */
	size_t caret;    /* byte offset of the term at fault */
};

static void apply(struct filterline *line, struct dashboard *dashboard)
{
	struct error error = {0};
	free(line->complaint);
	line->complaint = NULL;
	line->pane->described = 0;
	if (!list_set_filter(&line->pane->list, lineedit_text(&line->edit),
		    dashboard_today(dashboard), &line->caret, &error))
		line->complaint = xstrdup(error.message);
	error_finish(&error);
}

/* From the first letter shown to the term at fault: bytes are not columns. */
static int caret_columns(const struct filterline *line, size_t start)
{
	if (line->caret <= start)
		return 0;
	char *before = xstrndup(lineedit_text(&line->edit) + start, line->caret - start);
	int columns = text_width(before);
	free(before);
	return columns;
}

/* On a row of its own, so that it is read whole: a caret over the term, and what is wrong with it.
 */
static void draw_complaint(struct canvas *canvas, struct rect row, int caret, const char *complaint)
{
	int width = text_width(complaint), right = row.width - caret - 3;
	draw_fill(canvas, row, ROLE_INPUT);
	if (width <= right || caret < row.width / 2) {
		draw_text(canvas, row.y, row.x + caret + 2, right, ROLE_ERROR, complaint);
	} else {
		int from = caret - 1 - width;
		draw_text(canvas, row.y, row.x + (from > 1 ? from : 1), caret - 2, ROLE_ERROR,
			complaint);
	}
	draw_text(canvas, row.y, row.x + caret, 1, ROLE_ERROR, "v");
}

static void draw(struct mode *mode, struct dashboard *dashboard, struct rect body)
{
	struct filterline *line = (struct filterline *)mode;
	struct rect row = dashboard->layout.message;
	const char *label = _("Filter:");
	int labels = text_width(label) + 2, cursor;
	size_t start;
	(void)body;
	row = veil_draw_badge(dashboard, row);
	draw_fill(dashboard->canvas, row, ROLE_INPUT);
	draw_text(dashboard->canvas, row.y, row.x + 1, labels, ROLE_LABEL, label);
	struct rect field = row;
	rect_cut_left(&field, labels + 1);
	int columns = field.width - 1;
	lineedit_window(&line->edit, columns, &start, &cursor);
	draw_text(dashboard->canvas, row.y, field.x, columns, ROLE_INPUT_FOCUS,
		lineedit_text(&line->edit) + start);
	if (line->complaint) {
		struct rect above = {row.y - 1, row.x, 1, row.width};
		draw_complaint(dashboard->canvas, above, labels + 1 + caret_columns(line, start),
			line->complaint);
	}
	char *note = line->complaint ? NULL : pane_note(line->pane);
	if (note)
		draw_text_right(dashboard->canvas, row.y, field.x + columns - text_width(note),
			text_width(note), ROLE_DIM, note);
	free(note);
	draw_cursor(dashboard->canvas, row.y, field.x + cursor);
}

static unsigned key(struct mode *mode, struct dashboard *dashboard, struct key key)
{
	struct filterline *line = (struct filterline *)mode;
	struct error error = {0};
	switch (key.code) {
	case KEYCODE_ENTER:
		return EFFECT_CLOSE | EFFECT_DRAW;
	case KEYCODE_ESCAPE:
		lineedit_set(&line->edit, "");
		apply(line, dashboard);
		return EFFECT_CLOSE | EFFECT_DRAW;
	case KEYCODE_DOWN:
	case KEYCODE_UP:
		list_move(&line->pane->list, key.code == KEYCODE_DOWN ? 1 : -1, &error);
		error_finish(&error);
		return EFFECT_DRAW;
	default:
		break;
	}
	switch (lineedit_key(&line->edit, key, 1)) {
	case LINEEDIT_CHANGED:
		apply(line, dashboard);
		return EFFECT_DRAW;
	case LINEEDIT_MOVED:
		return EFFECT_DRAW;
	default:
		return EFFECT_IGNORED;
	}
}

static unsigned paste(
	struct mode *mode, struct dashboard *dashboard, const char *text, size_t length)
{
	struct filterline *line = (struct filterline *)mode;
	lineedit_insert(&line->edit, text, length);
	apply(line, dashboard);
	return EFFECT_DRAW;
}

static const struct hint *hints(const struct mode *mode)
{
	static const struct hint list[] = {
		{"Enter", N_("keep the filter")},
		{"Esc", N_("all rows again")},
		{"-", N_("not this word")},
		{"\"…\"", N_("a phrase")},
		{NULL, NULL},
	};
	(void)mode;
	return list;
}

static void destroy(struct mode *mode)
{
	struct filterline *line = (struct filterline *)mode;
	lineedit_finish(&line->edit);
	free(line->complaint);
	free(line);
}

static const struct mode_ops filterline_ops = {
	.draw = draw, .key = key, .paste = paste, .hints = hints, .destroy = destroy};

void filterline_open(struct dashboard *dashboard, struct pane *pane)
{
	struct filterline *line = xcalloc(1, sizeof(*line));
	line->mode.ops = &filterline_ops;
	line->pane = pane;
	lineedit_init(&line->edit, pane->list.filter_text, 200, false);
	mode_push(dashboard, &line->mode);
}
