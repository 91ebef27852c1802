/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One question with one line of text as its answer. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "tui/dashboard.h"
#include "tui/dialog.h"
#include "tui/dialogs.h"

enum { PROMPT_COLUMNS = 64, PROMPT_TEXT_MAX = FIELD_TEXT_LIMIT };

struct prompt_mode {
	struct mode mode;
	struct prompt prompt; /* its texts are owned copies; `text` is in the edit */
	char *title, *label, *help;
	char *message; /* the error under the field, or NULL */
	struct lineedit edit;
	int width; /* of the field, after the last draw */
};

static struct prompt_mode *prompt_of(struct mode *mode)
{
	return (struct prompt_mode *)mode;
}

static struct rect cut(struct rect *rest, int rows)
{
	return rect_cut_top(rest, rows < rest->height ? rows : rest->height);
}

static void prompt_draw(struct mode *mode, struct dashboard *dashboard, struct rect body)
{
	struct prompt_mode *self = prompt_of(mode);
	struct canvas *canvas = dashboard->canvas;
	int columns = body.width - DIALOG_EDGE;
	columns = columns > PROMPT_COLUMNS ? PROMPT_COLUMNS : columns;
	int labels = dialog_rows(self->label, columns),
	    errors = dialog_rows(self->message, columns);
	int helps = dialog_rows(self->help, columns);
	struct rect place = dialog_place(body, labels + 1 + errors + helps + (helps > 0), columns);
	struct rect rest = draw_overlay(canvas, place, self->title);
	struct rect row = cut(&rest, labels);
	dialog_paragraph(canvas, row, ROLE_DIALOG, self->label);
	row = cut(&rest, 1);
	self->width = row.width;
	if (row.height)
		dialog_input(canvas, row.y, row.x, row.width, &self->edit, true);
	row = cut(&rest, errors);
	dialog_paragraph(canvas, row, ROLE_ERROR, self->message);
	if (rest.height > helps)
		cut(&rest, 1);
	dialog_paragraph(canvas, rest, ROLE_DIM, self->help);
}

static void forget_message(struct prompt_mode *self)
{
	free(self->message);
	self->message = NULL;
}

static unsigned answer(struct prompt_mode *self, struct dashboard *dashboard)
{
	struct error error = {0};
	unsigned effects = EFFECT_NONE;
	forget_message(self);
	if (self->prompt.done(dashboard, lineedit_text(&self->edit), self->prompt.context, &effects,
		    &error)) {
		self->mode.closing = true;
		return effects | EFFECT_CLOSE | EFFECT_DRAW;
	}
	self->message = xstrdup(error.message ? error.message : _("That cannot be done."));
	error_finish(&error);
	return effects | EFFECT_DRAW;
}

static unsigned prompt_key(struct mode *mode, struct dashboard *dashboard, struct key key)
{
	struct prompt_mode *self = prompt_of(mode);
	key = key_normalize(key);
	if (key.code == KEYCODE_ESCAPE) {
		mode->closing = true;
		return EFFECT_CLOSE | EFFECT_DRAW;
	}
	if (key.code == KEYCODE_ENTER)
		return answer(self, dashboard);
	enum lineedit_result result = lineedit_key(&self->edit, key, self->width);
	if (result == LINEEDIT_CHANGED)
		forget_message(self);
	return result == LINEEDIT_IGNORED ? EFFECT_IGNORED : EFFECT_DRAW;
}

static unsigned prompt_paste(
	struct mode *mode, struct dashboard *dashboard, const char *text, size_t length)
{
	struct prompt_mode *self = prompt_of(mode);
	(void)dashboard;
	if (lineedit_insert(&self->edit, text, length))
		forget_message(self);
	return EFFECT_DRAW;
}

static const struct hint *prompt_hints(const struct mode *mode)
{
	static const struct hint hints[] = {
		{"Enter", N_("done")}, {"Esc", N_("back")}, {"C-u", N_("empty")}, {NULL, NULL}};
	(void)mode;
	return hints;
}

static void prompt_destroy(struct mode *mode)
{
	struct prompt_mode *self = prompt_of(mode);
	if (self->prompt.free_context)
		self->prompt.free_context(self->prompt.context);
	free(self->title);
	free(self->label);
	free(self->help);
	free(self->message);
	lineedit_finish(&self->edit);
	free(self);
}

static const struct mode_ops prompt_ops = {
	.draw = prompt_draw,
	.key = prompt_key,
	.paste = prompt_paste,
	.hints = prompt_hints,
	.destroy = prompt_destroy,
};

void prompt_open(struct dashboard *dashboard, const struct prompt *prompt)
{
	struct prompt_mode *self = xcalloc(1, sizeof(*self));
	self->mode.ops = &prompt_ops;
	self->prompt = *prompt;
	self->title = xstrdup(prompt->title);
	self->label = xstrdup(prompt->label);
	self->help = xstrdup(prompt->help);
	lineedit_init(&self->edit, prompt->text, PROMPT_TEXT_MAX, false);
	mode_push(dashboard, &self->mode);
}
