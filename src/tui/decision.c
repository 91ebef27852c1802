/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sheet that tells what will happen, what may be ticked with it, and one key to agree. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "tui/dashboard.h"
#include "tui/dialog.h"
#include "tui/dialogs.h"

enum {
	DECISION_COLUMNS = 72,
	BOX = 4,   /* "[x] " */
	EDGES = 2, /* a blank row before the ticks, and one before the question */
};

struct decision_mode {
	struct mode mode;
	struct decision decision; /* sheet, ticks and context are its own */
	char *title;
	struct sheet_view view;
	size_t at;  /* the tick that has the focus */
	int height; /* rows of the sheet that are seen, after the last draw */
};

static struct decision_mode *decision_of(struct mode *mode)
{
	return (struct decision_mode *)mode;
}

void tick_add(struct tick **ticks, size_t *count, bool on, char *text)
{
	*ticks = xreallocarray(*ticks, *count + 1, sizeof(**ticks));
	(*ticks)[(*count)++] = (struct tick){.text = text, .on = on};
}

/* ---- drawing ---- */

static int sheet_rows(const struct sheet *sheet, int columns)
{
	int rows = 0;
	for (size_t i = 0; i < sheet->count; i++)
		rows += sheet_line_rows(sheet, i, columns);
	return rows;
}

static int tick_rows(const struct tick *tick, int columns)
{
	int rows = dialog_rows(tick->text, columns - BOX);
	return rows ? rows : 1;
}

static int ticks_rows(const struct decision *decision, int columns)
{
	int rows = 0;
	for (size_t i = 0; i < decision->count; i++)
		rows += tick_rows(&decision->ticks[i], columns);
	return rows;
}

static void draw_tick(
	struct decision_mode *self, struct canvas *canvas, struct rect rect, size_t index)
{
	const struct tick *tick = &self->decision.ticks[index];
	bool focused = index == self->at;
	enum role role = focused ? ROLE_SELECTED : ROLE_DIALOG;
	struct rect text = rect;
	rect_cut_left(&text, BOX);
	for (int y = 0; focused && y < rect.height; y++)
		draw_row_begin(canvas, rect.y + y, rect.x, rect.width, role);
	draw_text(canvas, rect.y, rect.x, BOX, role, tick->on ? "[x]" : "[ ]");
	dialog_paragraph(canvas, text, role, tick->text);
	if (focused) {
		draw_row_end(canvas);
		draw_focus(canvas, rect.y, rect.x + 1);
	}
}

/* The frame, and what is inside it above the question. */
static struct rect draw_place(
	struct decision_mode *self, struct canvas *canvas, struct rect body, int rows, int columns)
{
	if (self->decision.full)
		return draw_overlay(canvas, body, self->title);
	struct rect rest = draw_overlay(canvas, dialog_place(body, rows, columns), self->title);
	dialog_question(canvas, rect_cut_bottom(&rest, 1));
	rect_cut_bottom(&rest, 1);
	return rest;
}

static void decision_draw(struct mode *mode, struct dashboard *dashboard, struct rect body)
{
	struct decision_mode *self = decision_of(mode);
	struct canvas *canvas = dashboard->canvas;
	int columns = body.width - DIALOG_EDGE;
	if (!self->decision.full && columns > DECISION_COLUMNS)
		columns = DECISION_COLUMNS;
	int ticks = ticks_rows(&self->decision, columns);
	int rows = sheet_rows(&self->decision.sheet, columns) + EDGES + ticks + 1;
	struct rect rest = draw_place(self, canvas, body, rows, columns);
	struct rect boxes = rect_cut_bottom(&rest, ticks);
	rect_cut_bottom(&rest, 1);
	self->height = rest.height;
	sheet_draw(&self->decision.sheet, &self->view, canvas, rest, true);
	for (size_t i = 0; i < self->decision.count; i++)
		draw_tick(self, canvas,
			rect_cut_top(&boxes, tick_rows(&self->decision.ticks[i], columns)), i);
}

/* ---- keys ---- */

static unsigned leave(struct decision_mode *self)
{
	self->mode.closing = true;
	return EFFECT_CLOSE | EFFECT_DRAW;
}

static unsigned agree(struct decision_mode *self, struct dashboard *dashboard)
{
	const struct decision *decision = &self->decision;
	self->mode.closing = true;
	return decision->agreed(dashboard, decision->ticks, decision->context) | EFFECT_CLOSE |
	       EFFECT_DRAW;
}

static unsigned move(struct decision_mode *self, int step)
{
	size_t count = self->decision.count;
	self->at = (self->at + count + (size_t)step) % count;
	return EFFECT_DRAW;
}

static unsigned toggle(struct decision_mode *self)
{
	struct tick *tick = &self->decision.ticks[self->at];
	tick->on = !tick->on;
	return EFFECT_DRAW;
}

static unsigned scroll(struct decision_mode *self, int rows)
{
	sheet_scroll(&self->decision.sheet, &self->view, rows, self->height);
	return EFFECT_DRAW;
}

static unsigned turn_numbered(struct decision_mode *self, uint32_t digit)
{
	for (size_t i = 0; i < self->decision.count; i++) {
		if ((unsigned char)self->decision.ticks[i].text[0] == digit) {
			self->at = i;
			return toggle(self);
		}
	}
	return EFFECT_NONE;
}

/* A screen to read has its letters for moving. */
static unsigned full_key(struct decision_mode *self, uint32_t code)
{
	switch (code) {
	case 'j':
		return scroll(self, 1);
	case 'k':
		return scroll(self, -1);
	case 'g':
	case KEYCODE_HOME:
		return scroll(self, -self->view.rows);
	case 'G':
	case KEYCODE_END:
		return scroll(self, self->view.rows);
	default:
		return code >= '1' && code <= '9' ? turn_numbered(self, code) : EFFECT_IGNORED;
	}
}

static unsigned decision_key(struct mode *mode, struct dashboard *dashboard, struct key key)
{
	struct decision_mode *self = decision_of(mode);
	key = key_normalize(key);
	if (key.modifiers)
		return EFFECT_IGNORED;
	if (!self->decision.full && dialog_means_yes(key))
		return agree(self, dashboard);
	if (!self->decision.full && dialog_means_no(key))
		return leave(self);
	switch (key.code) {
	case KEYCODE_ENTER:
		return agree(self, dashboard);
	case KEYCODE_ESCAPE:
		return leave(self);
	case ' ':
	case 'x':
		return toggle(self);
	case KEYCODE_UP:
		return move(self, -1);
	case KEYCODE_DOWN:
	case KEYCODE_TAB:
		return move(self, 1);
	case KEYCODE_PAGE_UP:
		return scroll(self, -self->height);
	case KEYCODE_PAGE_DOWN:
		return scroll(self, self->height);
	default:
		return self->decision.full ? full_key(self, key.code) : EFFECT_IGNORED;
	}
}

/* ---- the mode ---- */

static const struct hint *decision_hints(const struct mode *mode)
{
	static const struct hint hints[] = {{"Enter", N_("do it")}, {"Space", N_("tick")},
		{"↑↓", N_("choose")}, {"Esc", N_("leave it")}, {NULL, NULL}};
	static const struct hint full[] = {{"Enter", N_("do it")}, {"Space", N_("tick")},
		{"↑↓", N_("choose")}, {"PgDn", N_("further down")}, {"Esc", N_("leave it")},
		{NULL, NULL}};
	return ((const struct decision_mode *)mode)->decision.full ? full : hints;
}

static void decision_destroy(struct mode *mode)
{
	struct decision_mode *self = decision_of(mode);
	if (self->decision.free_context)
		self->decision.free_context(self->decision.context);
	for (size_t i = 0; i < self->decision.count; i++)
		free(self->decision.ticks[i].text);
	free(self->decision.ticks);
	sheet_finish(&self->decision.sheet);
	free(self->title);
	free(self);
}

static const struct mode_ops decision_ops = {
	.draw = decision_draw,
	.key = decision_key,
	.hints = decision_hints,
	.destroy = decision_destroy,
};

void decision_open(struct dashboard *dashboard, const struct decision *decision)
{
	struct decision_mode *self = xcalloc(1, sizeof(*self));
	self->mode.ops = &decision_ops;
	self->decision = *decision;
	self->title = xstrdup(decision->title);
	self->view.selected = -1;
	mode_push(dashboard, &self->mode);
}
