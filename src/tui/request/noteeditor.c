/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/request/noteeditor.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "model/internalnote.h"
#include "model/personalnumber.h"
#include "service/request/note.h"
#include "tui/dashboard.h"
#include "tui/dialog.h"
#include "tui/dialogs.h"
#include "tui/leftover.h"
#include "tui/request/keepnumber.h"
#include "tui/veil.h"

enum { COLUMNS = 86, LEAST_ROWS = 3, MARGIN = 2 };

struct editor_mode {
	struct mode mode;
	int64_t request;
	int64_t note; /* 0: a new one */
	struct lineedit edit;
	char *before;  /* as it was opened */
	char *message; /* what is wrong, or NULL */
	bool asking;   /* whether to throw the changes away */
	bool kept;     /* what is typed may be kept until it is saved (service/hint.h) */
	int width;     /* of the text, after the last draw */
	int top;       /* first row shown */
};

static struct editor_mode *editor_of(struct mode *mode)
{
	return (struct editor_mode *)mode;
}

static bool is_changed(const struct editor_mode *self)
{
	return strcmp(lineedit_text(&self->edit), self->before) != 0;
}

/* ---- drawing ---- */

/* A band over the whole width: its colour, and its words where there is none. */
static void draw_band(struct canvas *canvas, struct rect row, const char *text)
{
	draw_fill(canvas, row, ROLE_URGENT);
	draw_text_centred(canvas, row.y, row.x, row.width, ROLE_URGENT, text);
}

static void draw_edge(struct canvas *canvas, struct rect rect)
{
	for (int y = 0; y < rect.height; y++)
		draw_text(canvas, rect.y + y, rect.x, 1, ROLE_URGENT, canvas->ascii ? "#" : "▐");
}

static void draw_words(struct editor_mode *self, struct canvas *canvas, struct rect rect)
{
	struct lineedit_row row = {0};
	int at, column, index = 0;
	self->width = rect.width;
	lineedit_cursor(&self->edit, rect.width, &at, &column);
	if (at < self->top)
		self->top = at;
	if (at >= self->top + rect.height)
		self->top = at - rect.height + 1;
	draw_fill(canvas, rect, ROLE_INPUT_FOCUS);
	for (; index < self->top + rect.height && lineedit_next_row(&self->edit, rect.width, &row);
		index++) {
		if (index < self->top)
			continue;
		char *part = xstrndup(lineedit_text(&self->edit) + row.start, row.length);
		draw_text(canvas, rect.y + index - self->top, rect.x, rect.width, ROLE_INPUT_FOCUS,
			part);
		free(part);
	}
	dialog_more(canvas, rect, self->top, self->top + rect.height + !row.last);
	draw_cursor(canvas, rect.y + at - self->top, rect.x + column);
}

static void draw_foot(struct editor_mode *self, struct canvas *canvas, struct rect row)
{
	if (self->asking)
		dialog_question(canvas, row);
	else if (self->message)
		draw_text(canvas, row.y, row.x, row.width, ROLE_ERROR, self->message);
	else if (text_has_personal_number(lineedit_text(&self->edit)))
		draw_text(canvas, row.y, row.x, row.width, ROLE_WARNING,
			_("The personal number is masked when this is saved; C-n keeps it."));
}

static void editor_draw(struct mode *mode, struct dashboard *dashboard, struct rect body)
{
	struct editor_mode *self = editor_of(mode);
	struct canvas *canvas = dashboard->canvas;
	int columns = body.width - DIALOG_EDGE;
	columns = columns > COLUMNS ? COLUMNS : columns;
	int rows = body.height - 2 < 16 ? body.height - 2 : 16;
	/* TRANSLATORS: which request a note is about */
	char *title = xasprintf(_("Request no. %lld"), (long long)self->request);
	struct rect rest = draw_overlay(canvas, dialog_place(body, rows, columns), title);
	free(title);
	draw_band(canvas, rect_cut_top(&rest, 1), _("INTERNAL NOTE – never sent"));
	struct rect foot = rect_cut_bottom(&rest, 1);
	draw_band(canvas, rect_cut_bottom(&rest, 1),
		self->asking ? _("Throw away what was typed?") : _("Only we read this."));
	draw_foot(self, canvas, foot);
	draw_edge(canvas, rest);
	rest.x += MARGIN;
	rest.width -= MARGIN;
	if (rest.height > 0)
		draw_words(self, canvas, rest);
}

/* ---- keys ---- */

static unsigned leave(struct editor_mode *self)
{
	self->mode.closing = true;
	return EFFECT_CLOSE | EFFECT_DRAW;
}

static void forget_message(struct editor_mode *self)
{
	free(self->message);
	self->message = NULL;
}

static unsigned save(struct dashboard *dashboard, void *context)
{
	struct editor_mode *self = context;
	struct error error = {0};
	const char *text = lineedit_text(&self->edit);
	self->asking = false;
	forget_message(self);
	if (self->note && !is_changed(self))
		return leave(self);
	bool ok = self->note
			  ? service_note_write(dashboard->service, self->note, text, &error)
			  : service_note_add(dashboard->service, self->request, text, NULL, &error);
	if (!ok) {
		self->message = xstrdup(error.message);
		error_finish(&error);
		return EFFECT_DRAW;
	}
	dashboard_say(dashboard, ROLE_GOOD, xstrdup(_("The internal note is saved. u undoes.")));
	return leave(self) | EFFECT_RELOAD;
}

static unsigned answer(struct editor_mode *self, struct dashboard *dashboard, struct key key)
{
	if (key.code == 's' && key.modifiers == KEYMOD_CTRL)
		return save(dashboard, self);
	if (dialog_means_yes(key))
		return leave(self);
	if (dialog_means_no(key) || key.code == KEYCODE_ESCAPE)
		self->asking = false;
	return EFFECT_DRAW;
}

static unsigned editor_key(struct mode *mode, struct dashboard *dashboard, struct key key)
{
	struct editor_mode *self = editor_of(mode);
	key = key_normalize(key);
	if (self->asking)
		return answer(self, dashboard, key);
	if (key.code == 's' && key.modifiers == KEYMOD_CTRL)
		return save(dashboard, self);
	if (keep_number_is_key(key) && text_has_personal_number(lineedit_text(&self->edit)))
		return keep_number_ask(dashboard, save, self);
	if (key.code == KEYCODE_ESCAPE) {
		self->asking = is_changed(self);
		return self->asking ? EFFECT_DRAW : leave(self);
	}
	if (lineedit_key(&self->edit, key, self->width > 0 ? self->width : 40) == LINEEDIT_IGNORED)
		return EFFECT_IGNORED;
	forget_message(self);
	return EFFECT_DRAW;
}

static unsigned editor_paste(
	struct mode *mode, struct dashboard *dashboard, const char *text, size_t length)
{
	struct editor_mode *self = editor_of(mode);
	(void)dashboard;
	if (!self->asking && lineedit_insert(&self->edit, text, length))
		forget_message(self);
	return EFFECT_DRAW;
}

/* ---- the mode ---- */

static const struct hint *editor_hints(const struct mode *mode)
{
	static const struct hint asking[] = {
		{"y", N_("throw away")}, {"n", N_("keep on")}, {"C-s", N_("save")}, {NULL, NULL}};
	static const struct hint keeping[] = {{"C-s", N_("save")}, {"C-n", N_("keep the number")},
		{"Esc", N_("leave")}, {NULL, NULL}};
	static const struct hint typing[] = {
		{"C-s", N_("save")}, {"Esc", N_("leave")}, {NULL, NULL}};
	const struct editor_mode *self = (const struct editor_mode *)mode;
	if (self->asking)
		return asking;
	return text_has_personal_number(lineedit_text(&self->edit)) ? keeping : typing;
}

static void editor_destroy(struct mode *mode)
{
	struct editor_mode *self = editor_of(mode);
	lineedit_finish(&self->edit);
	free(self->before);
	free(self->message);
	free(self);
}

/* ---- kept until it is saved ---- */

static struct unsaved_key key_of(const struct editor_mode *self)
{
	struct unsaved_key key = {.entity = request_entity.name, .row = self->request};
	snprintf(key.what, sizeof(key.what), "note/%lld", (long long)self->note);
	return key;
}

static char *editor_unsaved(const struct mode *mode, struct unsaved_key *key)
{
	const struct editor_mode *self = (const struct editor_mode *)mode;
	struct leftover_text texts[] = {{"text", lineedit_text(&self->edit)}, {NULL, NULL}};
	*key = key_of(self);
	return self->kept && is_changed(self) ? leftover_pack(texts) : NULL;
}

static void restore(struct dashboard *dashboard, struct mode *mode, const char *content)
{
	char *text = leftover_unpack(content, "text");
	(void)dashboard;
	if (text)
		lineedit_set(&editor_of(mode)->edit, text);
	free(text);
}

static void begin_company(struct editor_mode *self, struct dashboard *dashboard)
{
	struct unsaved_key key = key_of(self);
	self->mode.attention = (struct attention){&request_entity, self->request, DOING_EDITING};
	self->kept = service_unsaved_allows_request(dashboard->service, self->request);
	leftover_offer(dashboard, &self->mode, &key, restore);
}

static const struct mode_ops editor_ops = {
	.draw = editor_draw,
	.key = editor_key,
	.paste = editor_paste,
	.unsaved = editor_unsaved,
	.hints = editor_hints,
	.destroy = editor_destroy,
};

unsigned note_editor_open(struct dashboard *dashboard, int64_t request, int64_t note)
{
	struct error error = {0};
	char *text = NULL;
	const char *refusal = veil_refuses(dashboard, &internal_note_entity);
	if (refusal) {
		dashboard_say(dashboard, ROLE_WARNING, xstrdup(refusal));
		return EFFECT_DRAW;
	}
	if (note && !service_note_text(dashboard->service, note, &text, &error))
		return dashboard_complain(dashboard, &error);
	struct editor_mode *self = xcalloc(1, sizeof(*self));
	self->mode.ops = &editor_ops;
	self->request = request;
	self->note = note;
	self->before = text ? text : xstrdup("");
	lineedit_init(&self->edit, self->before, FIELD_NOTE_LIMIT / 4, true);
	mode_push(dashboard, &self->mode);
	begin_company(self, dashboard);
	return EFFECT_DRAW;
}
