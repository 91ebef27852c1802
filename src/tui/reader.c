/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sheet to read, whose lines may lead somewhere, or to agree to. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "tui/dashboard.h"
#include "tui/dialog.h"
#include "tui/dialogs.h"

enum { READER_COLUMNS = 80 };

/* Rows; the sheet stops at its end, which a key that comes before the first frame does not know. */
enum { TO_THE_END = 1 << 24 };

struct reader_mode {
	struct mode mode;
	struct reader reader; /* title is an owned copy */
	char *title;
	struct sheet_view view;
	int anchor; /* the line that leads somewhere from which the next one is looked for */
	int height; /* rows of the sheet that are seen, after the last draw */
};

static struct reader_mode *reader_of(struct mode *mode)
{
	return (struct reader_mode *)mode;
}

static bool has_links(const struct sheet *sheet)
{
	for (size_t i = 0; i < sheet->count; i++) {
		if (sheet->lines[i].entity)
			return true;
	}
	return false;
}

/* ---- drawing ---- */

/* The rows of a sheet are known to its drawing only: drawn where nothing can be seen. */
static int measure(const struct sheet *sheet, struct canvas *canvas, int columns)
{
	struct sheet_view view = {.selected = -1};
	struct rect before = draw_clip(canvas, (struct rect){0, 0, 0, 0});
	sheet_draw(sheet, &view, canvas, (struct rect){0, 0, 1, columns}, false);
	draw_clip(canvas, before);
	return view.rows;
}

static void reader_draw(struct mode *mode, struct dashboard *dashboard, struct rect body)
{
	struct reader_mode *self = reader_of(mode);
	struct canvas *canvas = dashboard->canvas;
	int asking = self->reader.agreed ? 2 : 0;
	struct rect place = body;
	if (!self->reader.full) {
		int columns = body.width - DIALOG_EDGE;
		columns = columns > READER_COLUMNS ? READER_COLUMNS : columns;
		place = dialog_place(
			body, measure(&self->reader.sheet, canvas, columns) + asking, columns);
	}
	struct rect rest = draw_overlay(canvas, place, self->title);
	struct rect question = rect_cut_bottom(&rest, asking ? 1 : 0);
	if (asking && rest.height > 1)
		rect_cut_bottom(&rest, 1);
	self->height = rest.height;
	sheet_draw(&self->reader.sheet, &self->view, canvas, rest, true);
	if (self->view.selected < 0)
		draw_focus(canvas, rest.y, rest.x);
	if (!rect_is_empty(question))
		dialog_question(canvas, question);
}

/* ---- keys ---- */

static unsigned scroll(struct reader_mode *self, int rows)
{
	if (self->view.selected >= 0)
		self->anchor = self->view.selected;
	self->view.selected = -1;
	sheet_scroll(&self->reader.sheet, &self->view, rows, self->height);
	return EFFECT_DRAW;
}

/* To the next line that leads somewhere; by a row where there is none. */
static unsigned step(struct reader_mode *self, int direction)
{
	if (self->view.selected < 0)
		self->view.selected = self->anchor;
	int before = self->view.selected;
	if (has_links(&self->reader.sheet) &&
		sheet_select(&self->reader.sheet, &self->view, direction)) {
		self->anchor = self->view.selected;
		return EFFECT_DRAW;
	}
	self->view.selected = before;
	return scroll(self, direction);
}

static unsigned follow(struct reader_mode *self, struct dashboard *dashboard)
{
	int selected = self->view.selected;
	if (selected < 0 || (size_t)selected >= self->reader.sheet.count)
		return EFFECT_NONE;
	const struct sheet_line *line = &self->reader.sheet.lines[selected];
	if (!line->entity)
		return EFFECT_NONE;
	unsigned own = self->reader.follow ? self->reader.follow(dashboard, line) : EFFECT_IGNORED;
	if (!(own & EFFECT_IGNORED))
		return own;
	self->mode.closing = true;
	return dashboard_go_to(dashboard, line->entity, line->id) | EFFECT_CLOSE | EFFECT_DRAW;
}

static unsigned agree(struct reader_mode *self, struct dashboard *dashboard)
{
	self->mode.closing = true;
	return self->reader.agreed(dashboard, self->reader.context) | EFFECT_CLOSE | EFFECT_DRAW;
}

static unsigned leave(struct reader_mode *self)
{
	self->mode.closing = true;
	return EFFECT_CLOSE | EFFECT_DRAW;
}

static unsigned letter_key(struct reader_mode *self, uint32_t code)
{
	switch (code) {
	case 'k':
		return step(self, -1);
	case 'g':
		return scroll(self, -self->view.rows);
	case 'G':
		return scroll(self, TO_THE_END);
	case ' ':
		return scroll(self, self->height);
	case 'q':
		return leave(self);
	case 'j':
		return step(self, 1);
	default:
		return EFFECT_IGNORED;
	}
}

static void reader_reload(struct mode *mode, struct dashboard *dashboard);

static unsigned other_key(struct reader_mode *self, struct dashboard *dashboard, struct key key)
{
	unsigned effects = letter_key(self, key.code);
	if (!(effects & EFFECT_IGNORED) || !self->reader.key)
		return effects;
	effects = self->reader.key(dashboard, key, self->reader.context);
	if (!(effects & EFFECT_RELOAD))
		return effects;
	reader_reload(&self->mode, dashboard);
	return (effects & ~(unsigned)EFFECT_RELOAD) | EFFECT_DRAW;
}

static unsigned reader_key(struct mode *mode, struct dashboard *dashboard, struct key key)
{
	struct reader_mode *self = reader_of(mode);
	key = key_normalize(key);
	if (key.modifiers)
		return EFFECT_IGNORED;
	if (self->reader.agreed && dialog_means_yes(key))
		return agree(self, dashboard);
	if (self->reader.agreed && dialog_means_no(key))
		return leave(self);
	switch (key.code) {
	case KEYCODE_ESCAPE:
		return leave(self);
	case KEYCODE_ENTER:
		return self->reader.agreed ? agree(self, dashboard) : follow(self, dashboard);
	case KEYCODE_UP:
		return step(self, -1);
	case KEYCODE_DOWN:
		return step(self, 1);
	case KEYCODE_PAGE_UP:
		return scroll(self, -self->height);
	case KEYCODE_PAGE_DOWN:
		return scroll(self, self->height);
	case KEYCODE_HOME:
		return scroll(self, -self->view.rows);
	case KEYCODE_END:
		return scroll(self, TO_THE_END);
	default:
		return other_key(self, dashboard, key);
	}
}

/* ---- the mode ---- */

static void reader_reload(struct mode *mode, struct dashboard *dashboard)
{
	struct reader_mode *self = reader_of(mode);
	struct sheet fresh = {0};
	if (!self->reader.remake)
		return;
	if (!self->reader.remake(dashboard, &fresh, self->reader.context)) {
		sheet_finish(&fresh);
		sheet_text(&fresh, ROLE_DIM, _("It is no longer there."));
		mode->closing = true;
	}
	if (self->reader.entitle) {
		free(self->title);
		self->title = self->reader.entitle(dashboard, self->reader.context);
		mode->veiled = dashboard->veiled;
	}
	sheet_finish(&self->reader.sheet);
	self->reader.sheet = fresh;
	int selected = self->view.selected;
	if (selected >= (int)fresh.count || (selected >= 0 && !fresh.lines[selected].entity))
		self->view.selected = -1;
	if (self->anchor >= (int)fresh.count)
		self->anchor = -1;
}

/* What goes further down is told where there is something further down, as last drawn. */
static const struct hint *reader_hints(const struct mode *mode)
{
	static const struct hint asking[][4] = {
		{{"Enter", N_("yes")}, {"Esc", N_("no")}, {NULL, NULL}},
		{{"Enter", N_("yes")}, {"Esc", N_("no")}, {"PgDn", N_("further down")},
			{NULL, NULL}},
	};
	static const struct hint leading[][5] = {
		{{"Enter", N_("go there")}, {"↑↓", N_("choose")}, {"Esc", N_("back")},
			{NULL, NULL}},
		{{"Enter", N_("go there")}, {"↑↓", N_("choose")}, {"PgDn", N_("further down")},
			{"Esc", N_("back")}, {NULL, NULL}},
	};
	static const struct hint plain[][4] = {
		{{"Esc", N_("back")}, {NULL, NULL}},
		{{"Esc", N_("back")}, {"↑↓", N_("scroll")}, {"PgDn", N_("further down")},
			{NULL, NULL}},
	};
	const struct reader_mode *self = (const struct reader_mode *)mode;
	bool more = self->view.rows > self->height;
	if (self->reader.hints)
		return self->reader.hints;
	if (self->reader.agreed)
		return asking[more];
	return has_links(&self->reader.sheet) ? leading[more] : plain[more];
}

static void reader_destroy(struct mode *mode)
{
	struct reader_mode *self = reader_of(mode);
	if (self->reader.free_context)
		self->reader.free_context(self->reader.context);
	sheet_finish(&self->reader.sheet);
	free(self->title);
	free(self);
}

static const struct mode_ops reader_ops = {
	.draw = reader_draw,
	.key = reader_key,
	.reload = reader_reload,
	.hints = reader_hints,
	.destroy = reader_destroy,
};

void reader_open(struct dashboard *dashboard, const struct reader *reader)
{
	struct reader_mode *self = xcalloc(1, sizeof(*self));
	self->mode.ops = &reader_ops;
	self->mode.passes = reader->passes;
	self->mode.attention = reader->attention;
	self->reader = *reader;
	self->title = xstrdup(reader->title);
	self->view.selected = -1;
	self->anchor = -1;
	if (!reader->agreed)
		sheet_select(&self->reader.sheet, &self->view, 1);
	mode_push(dashboard, &self->mode);
}
