/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Moving a meeting: what is typed, and what it would meet, before anything is saved. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "service/move.h"
#include "tui/commands.h"
#include "tui/dashboard.h"
#include "tui/dialog.h"
#include "tui/dialogs.h"

enum { MOVE_COLUMNS = 74, MOVE_TEXT_MAX = 80 };

struct move_mode {
	struct mode mode;
	int64_t meeting;
	struct lineedit edit;
	struct move_order order;
	bool readable;  /* what is typed is a day or a time */
	bool refused;   /* what is typed cannot be: the look says why */
	bool twice;     /* it comes twice that night, */
	bool asked;     /* and whoever types has been asked which is meant */
	size_t holders; /* of the present file */
	char *title;    /* owned */
	char *target;   /* owned: the day that it would move to */
	char *message;  /* what is wrong, or NULL */
	struct sheet sheet;
	struct sheet_view view;
	int width; /* of the field, after the last draw */
};

static struct move_mode *move_of(struct mode *mode)
{
	return (struct move_mode *)mode;
}

static void set_message(struct move_mode *self, char *message)
{
	free(self->message);
	self->message = message;
}

/* ---- the look ---- */

static enum role role_of(enum move_weight weight)
{
	static const enum role roles[] = {
		[MOVE_PLAIN] = ROLE_DIALOG,
		[MOVE_GOOD] = ROLE_GOOD,
		[MOVE_WARNING] = ROLE_WARNING,
		[MOVE_REFUSAL] = ROLE_ERROR,
	};
	return roles[weight];
}

/* A warning has its sign: colour alone tells nobody. */
static void tell_line(struct sheet *sheet, const struct move_line *line)
{
	char *text = line->weight == MOVE_WARNING || line->weight == MOVE_REFUSAL
			     ? xasprintf("! %s", line->text)
			     : xstrdup(line->text);
	sheet_pair(sheet, line->label, role_of(line->weight), text);
	free(text);
}

static void look(struct move_mode *self, struct dashboard *dashboard)
{
	struct move_look look;
	struct move_lines lines;
	struct error error = {0};
	sheet_finish(&self->sheet);
	if (!service_move_look(dashboard->service, &self->order, &look, &error)) {
		set_message(self, xstrdup(error.message));
		error_finish(&error);
		return;
	}
	self->refused = look.refusal;
	self->twice = look.twice;
	self->holders = look.holders;
	free(self->target);
	self->target = meeting_entity.title(&look.after);
	move_look_tell(&look, &lines);
	for (size_t i = 0; i < lines.count; i++)
		tell_line(&self->sheet, &lines.items[i]);
	move_lines_finish(&lines);
	move_look_finish(&look);
}

/* While one types, what cannot be read yet is no error: only Enter says so. */
static void read_text(struct move_mode *self, struct dashboard *dashboard, bool complain)
{
	const char *text = lineedit_text(&self->edit);
	struct error error = {0};
	set_message(self, NULL);
	self->readable = !text_is_blank(text) &&
			 moment_parse(text, dashboard_today(dashboard), &self->order.to, &error);
	if (!self->readable)
		self->order.to = (struct moment){.start = -1, .end = -1};
	if (complain && error.message)
		set_message(self, xstrdup(error.message));
	error_finish(&error);
	look(self, dashboard);
}

/* ---- drawing ---- */

static void move_draw(struct mode *mode, struct dashboard *dashboard, struct rect body)
{
	struct move_mode *self = move_of(mode);
	struct canvas *canvas = dashboard->canvas;
	int columns = body.width - DIALOG_EDGE;
	columns = columns > MOVE_COLUMNS ? MOVE_COLUMNS : columns;
	int rows = 0, said = dialog_rows(self->message, columns);
	for (size_t i = 0; i < self->sheet.count; i++)
		rows += sheet_line_rows(&self->sheet, i, columns);
	struct rect place = dialog_place(body, rows + said + 3, columns);
	struct rect rest = draw_overlay(canvas, place, self->title);
	struct rect row = rect_cut_top(&rest, 1);
	int label = text_width(_("New day and time")) + 1;
	draw_text(canvas, row.y, row.x, label, ROLE_LABEL, _("New day and time"));
	rect_cut_left(&row, label);
	self->width = row.width;
	dialog_input(canvas, row.y, row.x, row.width, &self->edit, true);
	if (!self->readable && !said && rest.height > 1)
		draw_text(canvas, row.y + 1, row.x, row.width, ROLE_DIM,
			_("19/10 10-12, Tue wk42, or a time alone: 13-15"));
	row = rect_cut_top(&rest, said > 1 ? said : 1);
	dialog_paragraph(canvas, row, self->asked ? ROLE_WARNING : ROLE_ERROR, self->message);
	if (rest.height > rows)
		rect_cut_top(&rest, 1);
	sheet_draw(&self->sheet, &self->view, canvas, rest, false);
}

/* ---- saving ---- */

static void say_moved(const struct move_mode *self, struct dashboard *dashboard)
{
	char *text = self->holders
			     ? xasprintf(PLURAL_("Moved to %s. %zu person needs the new file. p "
						 "publishes, u undoes.",
						 "Moved to %s. %zu people need the new file. p "
						 "publishes, u undoes.",
						 self->holders),
				       self->target, self->holders)
			     : xasprintf(_("Moved to %s. u undoes."), self->target);
	dashboard_say(dashboard, ROLE_GOOD, text);
}

/* Which of the two hours is meant cannot be kept: saying that it is the earlier one is honest. */
static bool ask_which(struct move_mode *self)
{
	if (!self->twice || self->asked)
		return false;
	self->asked = true;
	set_message(
		self, xstrdup(_("That hour comes twice that night. Enter once more: the earlier "
				"one (summer time). Or type another.")));
	return true;
}

static unsigned save(struct move_mode *self, struct dashboard *dashboard)
{
	struct error error = {0};
	if (!self->asked)
		read_text(self, dashboard, true);
	if (!self->readable) {
		if (!self->message)
			set_message(self, xstrdup(_("Type where to move it, or Esc.")));
		return EFFECT_DRAW;
	}
	if (self->refused || ask_which(self))
		return EFFECT_DRAW;
	self->order.earlier = self->asked;
	if (!service_move_meeting(dashboard->service, &self->order, &error)) {
		set_message(self, xstrdup(error.message));
		error_finish(&error);
		return EFFECT_DRAW;
	}
	say_moved(self, dashboard);
	dashboard_focused(dashboard)->day = (struct number){0};
	dashboard_focused(dashboard)->offset = 0;
	self->mode.closing = true;
	return EFFECT_CLOSE | EFFECT_DRAW | EFFECT_RELOAD;
}

static unsigned changed(struct move_mode *self, struct dashboard *dashboard)
{
	self->asked = false;
	read_text(self, dashboard, false);
	return EFFECT_DRAW;
}

static unsigned move_key(struct mode *mode, struct dashboard *dashboard, struct key key)
{
	struct move_mode *self = move_of(mode);
	key = key_normalize(key);
	if (key.code == KEYCODE_ESCAPE) {
		mode->closing = true;
		return EFFECT_CLOSE | EFFECT_DRAW;
	}
	if (key.code == KEYCODE_ENTER)
		return save(self, dashboard);
	switch (lineedit_key(&self->edit, key, self->width)) {
	case LINEEDIT_CHANGED:
		return changed(self, dashboard);
	case LINEEDIT_IGNORED:
		return EFFECT_IGNORED;
	default:
		return EFFECT_DRAW;
	}
}

static unsigned move_paste(
	struct mode *mode, struct dashboard *dashboard, const char *text, size_t length)
{
	struct move_mode *self = move_of(mode);
	return lineedit_insert(&self->edit, text, length) ? changed(self, dashboard) : EFFECT_DRAW;
}

static void move_reload(struct mode *mode, struct dashboard *dashboard)
{
	if (!mode->closing)
		look(move_of(mode), dashboard);
	mode->veiled = true; /* there is nobody in it */
}

static const struct hint *move_hints(const struct mode *mode)
{
	static const struct hint hints[] = {
		{"Enter", N_("move")}, {"Esc", N_("back")}, {"C-u", N_("empty")}, {NULL, NULL}};
	(void)mode;
	return hints;
}

static void move_destroy(struct mode *mode)
{
	struct move_mode *self = move_of(mode);
	lineedit_finish(&self->edit);
	sheet_finish(&self->sheet);
	free(self->title);
	free(self->target);
	free(self->message);
	free(self);
}

static const struct mode_ops move_ops = {
	.draw = move_draw,
	.key = move_key,
	.paste = move_paste,
	.reload = move_reload,
	.hints = move_hints,
	.destroy = move_destroy,
};

unsigned move_open(struct dashboard *dashboard)
{
	const struct meeting *meeting = pane_selected(dashboard_focused(dashboard));
	struct move_mode *self = xcalloc(1, sizeof(*self));
	char *day = meeting_entity.title(meeting);
	self->mode.ops = &move_ops;
	self->meeting = meeting->record.id;
	self->order = (struct move_order){
		.meeting = meeting->record.id, .to = {.start = -1, .end = -1}};
	self->title = xasprintf(_("Move %s"), day);
	self->view.selected = -1;
	lineedit_init(&self->edit, NULL, MOVE_TEXT_MAX, false);
	look(self, dashboard);
	mode_push(dashboard, &self->mode);
	self->mode.veiled = true;
	free(day);
	return EFFECT_DRAW;
}
