/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/formdraw.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "base/text.h"
#include "tui/dialog.h"
#include "tui/leftover.h"

enum {
	FORM_COLUMNS = 86, /* of text, at most */
	LABEL_COLUMNS = 24,
	MARK = 3,     /* between label and field: the sign of a required one */
	NOTE_MIN = 2, /* rows of a note */
	NOTE_MAX = 4,
	NOTICE_MAX = 3, /* rows of what is said about the whole form */
	GAP = 2,        /* between a field and what was understood of it */
	MIN_ROWS = 8,   /* of the dialog, without its frame */
};

/* Where the columns are, and what the drawing of each field needs. */
struct table {
	struct canvas *canvas;
	struct rect rect; /* of the fields */
	int labels, input;
	bool asking;
};

/* ---- sizes ---- */

static int label_columns(const struct form *form, int columns)
{
	int widest = 0;
	for (size_t i = 0; i < form->count; i++) {
		int own = text_width(_(form->fields[i].field->label));
		widest = own > widest ? own : widest;
	}
	if (widest > LABEL_COLUMNS)
		widest = LABEL_COLUMNS;
	return widest > columns / 2 ? columns / 2 : widest;
}

/* Columns of the field itself: what has a short form leaves room for what was understood. */
static int field_columns(const struct field *field, int input)
{
	int own = input;
	switch (field->type) {
	case FIELD_DATE:
	case FIELD_INSTANT:
	case FIELD_REFERENCE:
		own = 18;
		break;
	case FIELD_TIME:
	case FIELD_DURATION:
	case FIELD_MONEY:
	case FIELD_INTEGER:
		own = 13;
		break;
	default:
		break;
	}
	return own < input ? own : input;
}

static int note_rows(const struct lineedit *edit, int input)
{
	struct lineedit_row row = {0};
	int rows = 0;
	while (rows < NOTE_MAX && lineedit_next_row(edit, input, &row))
		rows++;
	return rows < NOTE_MIN ? NOTE_MIN : rows;
}

static bool fits_beside(const struct form_field *own, int input)
{
	int left = input - field_columns(own->field, input) - GAP;
	return own->understood && text_width(own->understood) <= left;
}

/* What was understood stands under the field while it is typed in, if not beside it. */
static bool is_told_under(const struct form *form, size_t index, int input)
{
	const struct form_field *own = &form->fields[index];
	return own->understood && index == form->focus && !fits_beside(own, input);
}

int form_field_rows(const struct form *form, size_t index, int input)
{
	const struct form_field *own = &form->fields[index];
	int rows = own->field->type == FIELD_NOTE ? note_rows(&own->edit, input) : 1;
	return rows + is_told_under(form, index, input) + dialog_rows(own->message, input);
}

static int rows_before(const struct form *form, size_t end, int input)
{
	int rows = 0;
	for (size_t i = 0; i < end; i++)
		rows += form_shows(form, i) ? form_field_rows(form, i, input) : 0;
	return rows;
}

static void keep_in_view(const struct form *form, struct form_view *view, int rows)
{
	int start = rows_before(form, form->focus, view->input);
	int end = start + form_field_rows(form, form->focus, view->input);
	if (end > view->top + view->height)
		view->top = end - view->height;
	if (start < view->top)
		view->top = start;
	if (view->top > rows - view->height)
		view->top = rows - view->height;
	if (view->top < 0)
		view->top = 0;
}

/* ---- one field ---- */

static void draw_note(const struct table *table, struct form_field *own, int y, int x, bool focused)
{
	struct lineedit_row row = {0};
	int rows = note_rows(&own->edit, table->input), at, column, index = 0;
	enum role role = focused ? ROLE_INPUT_FOCUS : ROLE_INPUT;
	lineedit_cursor(&own->edit, table->input, &at, &column);
	if (at < own->top)
		own->top = at;
	if (at >= own->top + rows)
		own->top = at - rows + 1;
	for (int i = 0; i < rows; i++)
		draw_fill(table->canvas, (struct rect){y + i, x, 1, table->input}, role);
	for (; index < own->top + rows && lineedit_next_row(&own->edit, table->input, &row);
		index++) {
		if (index < own->top)
			continue;
		char *part = xstrndup(lineedit_text(&own->edit) + row.start, row.length);
		draw_text(table->canvas, y + index - own->top, x, table->input, role, part);
		free(part);
	}
	struct rect place = {y, x, rows, table->input};
	dialog_more(table->canvas, place, own->top, own->top + rows + !row.last);
	if (focused)
		draw_cursor(table->canvas, y + at - own->top, x + column);
}

static void draw_selector(
	const struct table *table, const struct form_field *own, int y, int x, bool focused)
{
	const char *label = form_choice_label(own, own->choice);
	char *text = table->canvas->ascii ? xasprintf("< %s >", label) : xasprintf("‹ %s ›", label);
	int width = text_width(text);
	enum role role = own->choice < 0 ? ROLE_DIM : ROLE_DIALOG;
	width = width < table->input ? width : table->input;
	if (focused)
		draw_row_begin(table->canvas, y, x, width, ROLE_INPUT_FOCUS);
	draw_text(table->canvas, y, x, width, role, text);
	if (focused) {
		draw_row_end(table->canvas);
		draw_cursor(table->canvas, y, x + 2);
	}
	free(text);
}

static void draw_value(
	const struct table *table, struct form_field *own, int y, int x, bool focused)
{
	if (form_is_selector(own))
		draw_selector(table, own, y, x, focused);
	else if (own->field->type == FIELD_NOTE)
		draw_note(table, own, y, x, focused);
	else
		dialog_input(table->canvas, y, x, field_columns(own->field, table->input),
			&own->edit, focused);
}

static void draw_label(const struct table *table, const struct form_field *own, int y, bool focused)
{
	const char *label = _(own->field->label);
	int x = table->rect.x;
	draw_text_right(
		table->canvas, y, x, table->labels, focused ? ROLE_TITLE : ROLE_LABEL, label);
	/* Yes or no is never left empty. */
	if (own->field->flags & FIELD_REQUIRED && own->field->type != FIELD_FLAG)
		draw_text(table->canvas, y, x + table->labels + 1, 1, ROLE_ACCENT, "*");
}

static void draw_field(const struct table *table, struct form *form, size_t index, int y)
{
	struct form_field *own = &form->fields[index];
	bool focused = index == form->focus;
	int x = table->rect.x + table->labels + MARK;
	int under = y + (own->field->type == FIELD_NOTE ? note_rows(&own->edit, table->input) : 1);
	draw_label(table, own, y, focused);
	draw_value(table, own, y, x, focused && !table->asking);
	if (is_told_under(form, index, table->input)) {
		draw_text(table->canvas, under, x, table->input, ROLE_DIM, own->understood);
		under++;
	} else if (fits_beside(own, table->input)) {
		int from = field_columns(own->field, table->input) + GAP;
		draw_text(
			table->canvas, y, x + from, table->input - from, ROLE_DIM, own->understood);
	}
	struct rect rest = {under, x, dialog_rows(own->message, table->input), table->input};
	dialog_paragraph(table->canvas, rest, ROLE_ERROR, own->message);
}

static void draw_fields(struct form *form, const struct form_view *view, struct table *table)
{
	struct rect before = draw_clip(
		table->canvas, rect_intersect(table->canvas->clip, table->rect));
	int y = table->rect.y - view->top, end = table->rect.y + table->rect.height;
	for (size_t i = 0; i < form->count && y < end; i++) {
		if (!form_shows(form, i))
			continue;
		int rows = form_field_rows(form, i, table->input);
		if (y + rows > table->rect.y)
			draw_field(table, form, i, y);
		y += rows;
	}
	draw_clip(table->canvas, before);
}

/* ---- the foot and the whole ---- */

static const char *help_of(const struct form_field *own)
{
	if (own->field->help)
		return _(own->field->help);
	if (form_is_selector(own))
		return _("Left and Right change it, or the first letter of a value.");
	return own->field->flags & FIELD_REQUIRED ? _("* must be filled in") : "";
}

/* "Osparat utkast från 10:32: ta upp (Enter) / kasta (x)", with its day when that is another. */
static void draw_offer(const struct form *form, struct canvas *canvas, struct rect row, int64_t at)
{
	char *when = leftover_when(at, clock_today(form->service->clock));
	/* TRANSLATORS: a clock time; Enter and x are keys */
	char *text = xasprintf(
		_("Unsaved draft of %s: take it up (Enter) / throw it away (x)"), when);
	draw_text(canvas, row.y, row.x, row.width, ROLE_WARNING, text);
	draw_cursor(canvas, row.y, row.x);
	free(text);
	free(when);
}

static void draw_foot(struct form *form, struct canvas *canvas, struct rect row,
	const struct form_draw_state *state)
{
	if (state->left) {
		draw_offer(form, canvas, row, state->left_at);
		return;
	}
	if (!state->asking) {
		draw_text(canvas, row.y, row.x, row.width, ROLE_DIM, help_of(form_focused(form)));
		return;
	}
	dialog_ask_discard(canvas, row);
}

static char *own_title(const struct form *form)
{
	const char *kind = _(form->entity->label);
	if (form->title)
		return xstrdup(form->title);
	if (form_is_new(form))
		return xasprintf(_("New: %s"), kind);
	char *name = form->entity->title(form->record);
	/* TRANSLATORS: the kind of a thing, and which one: "Meeting: tis 17 okt 2023" */
	char *title = xasprintf(
		form_is_changed(form) ? _("%s: %s (changed)") : _("%s: %s"), kind, name);
	free(name);
	return title;
}

static char *title_of(const struct form *form)
{
	char *own = own_title(form);
	if (!form->company)
		return own;
	char *title = xasprintf("%s · %s", own, form->company);
	free(own);
	return title;
}

/* As tall as what it holds, from the top of the body: what comes under a field moves nothing. */
static struct rect place_of(const struct form *form, struct rect body, int columns, int rows)
{
	int notice = dialog_rows(form->notice, columns);
	rows += 2 + (notice < NOTICE_MAX ? notice : NOTICE_MAX);
	if (rows < MIN_ROWS)
		rows = MIN_ROWS;
	struct rect place = dialog_place(body, rows, columns);
	place.y = body.y;
	return place;
}

void form_draw(struct form *form, struct form_view *view, struct canvas *canvas, struct rect body,
	const struct form_draw_state *state)
{
	int columns = body.width - DIALOG_EDGE;
	columns = columns > FORM_COLUMNS ? FORM_COLUMNS : columns;
	struct table table = {
		.canvas = canvas, .asking = state->asking || state->left || state->covered};
	table.labels = label_columns(form, columns);
	view->input = columns - table.labels - MARK - 1;
	if (view->input < 1)
		view->input = 1;
	table.input = view->input;
	int rows = rows_before(form, form->count, table.input);
	char *title = title_of(form);
	struct rect place = place_of(form, body, columns, rows);
	struct rect rest = draw_overlay(canvas, place, title);
	struct rect foot = rect_cut_bottom(&rest, 1);
	int notice = dialog_rows(form->notice, rest.width);
	struct rect said = rect_cut_bottom(&rest, notice < NOTICE_MAX ? notice : NOTICE_MAX);
	if (rest.height > MIN_ROWS + 2) {
		struct rect rule = rect_cut_bottom(&rest, 1);
		draw_hline(canvas, rule.y, rule.x, rule.width, ROLE_FRAME);
	}
	view->height = rest.height;
	keep_in_view(form, view, rows);
	table.rect = rest;
	draw_fields(form, view, &table);
	dialog_more(canvas, rest, view->top, rows);
	dialog_paragraph(canvas, said, form->is_failed ? ROLE_ERROR : ROLE_WARNING, form->notice);
	draw_foot(form, canvas, foot, state);
	free(title);
}
