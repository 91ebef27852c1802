/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The letter as a mode: what is typed, and its keys. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/request.h"
#include "tui/dialog.h"
#include "tui/editor.h"
#include "tui/leftover.h"
#include "tui/request/replyprivate.h"
#include "tui/veil.h"

enum { ADDRESS_MOST = 200, SUBJECT_MOST = 400, TEXT_MOST = 40000, WIDTH_AT_FIRST = 73 };

static struct reply_screen *screen_of(struct mode *mode)
{
	return (struct reply_screen *)mode;
}

static const struct reply_screen *const_screen_of(const struct mode *mode)
{
	return (const struct reply_screen *)mode;
}

unsigned reply_leave(struct reply_screen *self)
{
	self->mode.closing = true;
	return EFFECT_CLOSE | EFFECT_DRAW;
}

void reply_set_message(struct reply_screen *self, enum role role, char *message)
{
	free(self->message);
	self->message = message;
	self->message_role = role;
}

/* ---- what is typed ---- */

const char *reply_typed_in(const struct reply_screen *self, enum reply_field field)
{
	return lineedit_text(&self->edits[field]);
}

struct request_reply reply_typed(const struct reply_screen *self)
{
	struct request_reply typed = self->reply;
	const char *address = reply_typed_in(self, REPLY_TO);
	typed.address = text_is_blank(address) ? NULL : (char *)address;
	typed.subject = (char *)reply_typed_in(self, REPLY_SUBJECT);
	typed.text = (char *)reply_typed_in(self, REPLY_TEXT);
	typed.quoted = self->quotes ? self->reply.quoted : NULL;
	return typed;
}

void reply_read(struct reply_screen *self, struct dashboard *dashboard)
{
	struct request_reply typed = reply_typed(self);
	struct error ignored = {0};
	self->stopped = false;
	lint_result_finish(&self->lints);
	if (!service_reply_lint(dashboard->service, &typed, &self->lints, &ignored))
		lint_result_finish(&self->lints);
	error_finish(&ignored);
}

void reply_fill(
	struct reply_screen *self, struct dashboard *dashboard, struct request_reply *filled)
{
	lineedit_set(&self->edits[REPLY_TEXT], filled->text);
	lineedit_set(&self->edits[REPLY_SUBJECT], filled->subject);
	self->edits[REPLY_TEXT].cursor = 0;
	self->focus = REPLY_TEXT;
	self->top = 0;
	request_reply_finish(filled);
	reply_read(self, dashboard);
}

static bool differs(const struct reply_screen *self)
{
	bool other = self->reply.attach != self->attached;
	for (int i = 0; i < REPLY_FIELDS; i++)
		other |= strcmp(reply_typed_in(self, i), self->originals[i]) != 0;
	return other;
}

static void set_text(struct reply_screen *self, struct dashboard *dashboard, const char *text)
{
	lineedit_set(&self->edits[REPLY_TEXT], text);
	self->focus = REPLY_TEXT;
	reply_read(self, dashboard);
}

/* ---- in an editor ---- */

static bool written(struct dashboard *dashboard, const char *text, void *context, unsigned *effects,
	struct error *error)
{
	struct reply_screen *self = context;
	(void)error;
	set_text(self, dashboard, text);
	*effects |= EFFECT_DRAW;
	return true;
}

unsigned reply_edit(struct reply_screen *self, struct dashboard *dashboard)
{
	if (self->reply.is_protected) {
		reply_set_message(self, ROLE_WARNING,
			xstrdup(_("What is written to a protected person is not put into a "
				  "file.")));
		return EFFECT_DRAW;
	}
	struct editor_order order = {.name = "answer.txt",
		.text = reply_typed_in(self, REPLY_TEXT),
		.done = written,
		.context = self};
	return editor_open(dashboard, &order);
}

/* ---- keys ---- */

static bool shows(const struct reply_screen *self, enum reply_field field)
{
	if (self->reply.is_protected && field != REPLY_TEXT)
		return false;
	return field != REPLY_CALENDAR || self->meeting;
}

static unsigned step(struct reply_screen *self, int direction)
{
	do
		self->focus = (enum reply_field)(
			((int)self->focus + direction + REPLY_FIELDS) % REPLY_FIELDS);
	while (!shows(self, self->focus));
	return EFFECT_DRAW;
}

static unsigned page(struct reply_screen *self, uint32_t code)
{
	struct key key = {.code = code == KEYCODE_PAGE_UP ? KEYCODE_UP : KEYCODE_DOWN};
	int rows = self->height > 1 ? self->height - 1 : 1;
	for (int i = 0; i < rows; i++)
		lineedit_key(&self->edits[REPLY_TEXT], key, self->width);
	return EFFECT_DRAW;
}

static unsigned calendar_key(struct reply_screen *self, struct key key)
{
	if (!key.modifiers &&
		(key.code == ' ' || key.code == KEYCODE_LEFT || key.code == KEYCODE_RIGHT)) {
		self->reply.attach = !self->reply.attach;
		return EFFECT_DRAW;
	}
	return EFFECT_IGNORED;
}

static unsigned type(struct reply_screen *self, struct dashboard *dashboard, struct key key)
{
	if (self->focus == REPLY_CALENDAR)
		return calendar_key(self, key);
	switch (lineedit_key(&self->edits[self->focus], key, self->width)) {
	case LINEEDIT_CHANGED:
		reply_set_message(self, ROLE_TEXT, NULL);
		reply_read(self, dashboard);
		return EFFECT_DRAW;
	case LINEEDIT_MOVED:
		return EFFECT_DRAW;
	default:
		return EFFECT_IGNORED;
	}
}

static unsigned move(struct reply_screen *self, struct key key)
{
	if (key.modifiers)
		return EFFECT_IGNORED;
	switch (key.code) {
	case KEYCODE_TAB:
	case KEYCODE_ENTER:
		return step(self, 1);
	case KEYCODE_DOWN:
		return self->focus == REPLY_TEXT ? EFFECT_NONE : step(self, 1);
	case KEYCODE_BACKTAB:
		return step(self, -1);
	case KEYCODE_UP:
		return self->focus == REPLY_TO ? EFFECT_NONE : step(self, -1);
	case KEYCODE_PAGE_UP:
	case KEYCODE_PAGE_DOWN:
		return page(self, key.code);
	default:
		return EFFECT_IGNORED;
	}
}

static unsigned control_key(struct reply_screen *self, struct dashboard *dashboard, struct key key)
{
	if (key.modifiers != KEYMOD_CTRL)
		return EFFECT_IGNORED;
	switch (key.code) {
	case 's':
		return reply_save(self, dashboard);
	case 'e':
		return reply_edit(self, dashboard);
	case 't':
		return reply_pick_template(self, dashboard);
	case 'f':
		return reply_pick_fact(self, dashboard);
	case 'o':
		self->quotes = !self->quotes && self->reply.quoted;
		return EFFECT_DRAW;
	default:
		return EFFECT_IGNORED;
	}
}

static unsigned answer(struct reply_screen *self, struct dashboard *dashboard, struct key key)
{
	if (key.code == 's' && key.modifiers == KEYMOD_CTRL)
		return reply_save(self, dashboard);
	if (dialog_means_yes(key))
		return reply_leave(self);
	if (dialog_means_no(key) || key.code == KEYCODE_ESCAPE)
		self->asking = false;
	return EFFECT_DRAW;
}

static unsigned escape(struct reply_screen *self)
{
	if (!differs(self))
		return reply_leave(self);
	self->asking = true;
	return EFFECT_DRAW;
}

static unsigned reply_key(struct mode *mode, struct dashboard *dashboard, struct key key)
{
	struct reply_screen *self = screen_of(mode);
	key = key_normalize(key);
	if (self->asking)
		return answer(self, dashboard, key);
	if (key.code == KEYCODE_ESCAPE)
		return escape(self);
	unsigned effects = control_key(self, dashboard, key);
	if (effects == EFFECT_IGNORED)
		effects = type(self, dashboard, key);
	return effects == EFFECT_IGNORED ? move(self, key) : effects;
}

static unsigned reply_paste(
	struct mode *mode, struct dashboard *dashboard, const char *text, size_t length)
{
	struct reply_screen *self = screen_of(mode);
	if (!self->asking && self->focus != REPLY_CALENDAR &&
		lineedit_insert(&self->edits[self->focus], text, length))
		reply_read(self, dashboard);
	return EFFECT_DRAW;
}

/* ---- the mode ---- */

static void reply_mode_draw(struct mode *mode, struct dashboard *dashboard, struct rect body)
{
	reply_draw(screen_of(mode), dashboard->canvas, body);
}

static const struct hint *reply_hints(const struct mode *mode)
{
	static const struct hint asking[] = {
		{"y", N_("throw away")}, {"n", N_("keep on")}, {"C-s", N_("save")}, {NULL, NULL}};
	static const struct hint typing[] = {{"C-s", N_("to the outbox")}, {"Esc", N_("leave")},
		{"C-f", N_("fact")}, {"C-t", N_("template")}, {"C-e", N_("editor")},
		{"Tab", N_("next field")}, {"C-o", N_("quotation")}, {NULL, NULL}};
	return const_screen_of(mode)->asking ? asking : typing;
}

/* ---- kept until it is saved ---- */

static struct unsaved_key key_of(const struct reply_screen *self)
{
	return (struct unsaved_key){
		.entity = request_entity.name, .row = self->reply.request, .what = "reply"};
}

static char *reply_unsaved(const struct mode *mode, struct unsaved_key *key)
{
	const struct reply_screen *self = const_screen_of(mode);
	struct leftover_text texts[] = {{"address", reply_typed_in(self, REPLY_TO)},
		{"subject", reply_typed_in(self, REPLY_SUBJECT)},
		{"text", reply_typed_in(self, REPLY_TEXT)}, {NULL, NULL}};
	*key = key_of(self);
	return self->kept && differs(self) ? leftover_pack(texts) : NULL;
}

static void restore(struct dashboard *dashboard, struct mode *mode, const char *content)
{
	struct reply_screen *self = screen_of(mode);
	static const char *const names[REPLY_FIELDS] = {
		[REPLY_TO] = "address", [REPLY_SUBJECT] = "subject", [REPLY_TEXT] = "text"};
	for (int i = 0; i < REPLY_FIELDS; i++) {
		char *text = names[i] ? leftover_unpack(content, names[i]) : NULL;
		if (text)
			lineedit_set(&self->edits[i], text);
		free(text);
	}
	self->focus = REPLY_TEXT;
	reply_read(self, dashboard);
}

/* Who else answers it is told of us; what we left is offered. */
static void begin_company(struct reply_screen *self, struct dashboard *dashboard)
{
	struct unsaved_key key = key_of(self);
	self->mode.attention = (struct attention){
		&request_entity, self->reply.request, DOING_ANSWERING};
	self->kept = !self->reply.is_protected &&
		     service_unsaved_allows_request(dashboard->service, self->reply.request);
	leftover_offer(dashboard, &self->mode, &key, restore);
}

static void reply_destroy(struct mode *mode)
{
	struct reply_screen *self = screen_of(mode);
	for (int i = 0; i < REPLY_FIELDS; i++) {
		lineedit_finish(&self->edits[i]);
		free(self->originals[i]);
	}
	request_reply_finish(&self->reply);
	lint_result_finish(&self->lints);
	free(self->meeting);
	free(self->message);
	free(self);
}

static const struct mode_ops reply_ops = {
	.draw = reply_mode_draw,
	.key = reply_key,
	.paste = reply_paste,
	.unsaved = reply_unsaved,
	.hints = reply_hints,
	.destroy = reply_destroy,
};

/* A file can go with it when the meeting has a date. */
static void find_meeting(struct reply_screen *self, struct dashboard *dashboard)
{
	struct meeting meeting = {0};
	struct error ignored = {0};
	int64_t id = self->reply.meeting;
	if (id && veil_get(dashboard, &meeting_entity, id, &meeting, &ignored) &&
		meeting.date.known)
		self->meeting = meeting_entity.title(&meeting);
	error_finish(&ignored);
	record_finish(&meeting_entity, &meeting);
}

struct reply_screen *reply_show(struct dashboard *dashboard, struct request_reply *reply)
{
	struct reply_screen *self = xcalloc(1, sizeof(*self));
	const char *texts[REPLY_FIELDS] = {
		[REPLY_TO] = reply->address,
		[REPLY_SUBJECT] = reply->subject,
		[REPLY_TEXT] = reply->text,
	};
	static const size_t most[REPLY_FIELDS] = {ADDRESS_MOST, SUBJECT_MOST, 1, TEXT_MOST};
	self->mode.ops = &reply_ops;
	self->reply = *reply;
	*reply = (struct request_reply){0};
	self->attached = self->reply.attach;
	self->quotes = self->reply.quoted != NULL;
	self->focus = REPLY_TEXT;
	self->width = WIDTH_AT_FIRST;
	for (int i = 0; i < REPLY_FIELDS; i++) {
		lineedit_init(&self->edits[i], texts[i], most[i], i == REPLY_TEXT);
		self->originals[i] = xstrdup(lineedit_text(&self->edits[i]));
	}
	self->edits[REPLY_TEXT].cursor = 0;
	find_meeting(self, dashboard);
	reply_read(self, dashboard);
	mode_push(dashboard, &self->mode);
	begin_company(self, dashboard);
	return self;
}
