/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The letter as a mode: its keys, and where it goes. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/request.h"
#include "tui/dialog.h"
#include "tui/editor.h"
#include "tui/leftover.h"
#include "tui/request/reply.h"
#include "tui/request/replyprivate.h"
#include "tui/veil.h"

enum { ADDRESS_MOST = 200, SUBJECT_MOST = 400, TEXT_MOST = 40000, WIDTH_AT_FIRST = 73 };

static const struct mode_ops reply_ops;

static struct reply_screen *screen_of(struct mode *mode)
{
	return (struct reply_screen *)mode;
}

static const struct reply_screen *const_screen_of(const struct mode *mode)
{
	return (const struct reply_screen *)mode;
}

static unsigned leave(struct reply_screen *self)
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

static const char *typed_in(const struct reply_screen *self, enum reply_field field)
{
	return lineedit_text(&self->edits[field]);
}

struct request_reply reply_typed(const struct reply_screen *self)
{
	struct request_reply typed = self->reply;
	const char *address = typed_in(self, REPLY_TO);
	typed.address = text_is_blank(address) ? NULL : (char *)address;
	typed.subject = (char *)typed_in(self, REPLY_SUBJECT);
	typed.text = (char *)typed_in(self, REPLY_TEXT);
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

bool reply_differs(const struct reply_screen *self)
{
	bool differs = self->reply.attach != self->attached;
	for (int i = 0; i < REPLY_FIELDS; i++)
		differs |= strcmp(typed_in(self, i), self->originals[i]) != 0;
	return differs;
}

bool reply_is_screen(const struct mode *mode)
{
	return mode && mode->ops == &reply_ops;
}

int64_t reply_request(const struct mode *mode)
{
	return const_screen_of(mode)->reply.request;
}

bool reply_is_protected(const struct mode *mode)
{
	return const_screen_of(mode)->reply.is_protected;
}

bool reply_is_changed(const struct mode *mode)
{
	return reply_differs(const_screen_of(mode));
}

const char *reply_text(const struct mode *mode)
{
	return typed_in(const_screen_of(mode), REPLY_TEXT);
}

void reply_set_text(struct dashboard *dashboard, struct mode *mode, const char *text)
{
	struct reply_screen *self = screen_of(mode);
	lineedit_set(&self->edits[REPLY_TEXT], text);
	self->focus = REPLY_TEXT;
	reply_read(self, dashboard);
}

/* ---- into the outbox ---- */

char *reply_told(const struct reply_screen *self, const struct lint *lint)
{
	if (lint->kind != LINT_PLACEHOLDER)
		return xstrdup(lint->sentence);
	/* TRANSLATORS: the placeholder, as it stands in the letter; C-f is a key */
	return xasprintf(_("%.*s is not filled in: write what it stands for, or C-f and a fact."),
		(int)(lint->end - lint->start), typed_in(self, REPLY_TEXT) + lint->start);
}

/* To what must not leave, with the reason; false: nothing keeps the letter. */
static bool stop_at_lint(struct reply_screen *self)
{
	for (size_t i = 0; i < self->lints.count; i++) {
		const struct lint *lint = &self->lints.lints[i];
		if (!lint->blocks)
			continue;
		self->edits[REPLY_TEXT].cursor = lint->start;
		self->focus = REPLY_TEXT;
		self->stopped = service_reply_may_be_allowed(&self->lints);
		char *told = reply_told(self, lint);
		char *more = xasprintf(_("%s Save again to let it go, with a reason."), told);
		reply_set_message(self, ROLE_ERROR, xstrdup(self->stopped ? more : told));
		free(more);
		free(told);
		return true;
	}
	return false;
}

static unsigned take_error(struct reply_screen *self, struct error *error)
{
	const char *field = error->field ? error->field : "";
	if (!strcmp(field, "address"))
		self->focus = REPLY_TO;
	else if (!strcmp(field, "subject"))
		self->focus = REPLY_SUBJECT;
	reply_set_message(self, ROLE_ERROR, xstrdup(error->message));
	error_finish(error);
	return EFFECT_DRAW;
}

static unsigned put(struct reply_screen *self, struct dashboard *dashboard)
{
	struct request_reply typed = reply_typed(self);
	struct error error = {0};
	int64_t draft = 0;
	if (!service_reply_put(dashboard->service, &typed, &draft, &error))
		return take_error(self, &error);
	dashboard_say(dashboard, ROLE_GOOD,
		xasprintf(typed.is_protected || !typed.address
				  ? _("Task no. %lld is in the outbox. u undoes.")
				  : _("Letter no. %lld is in the outbox. u undoes."),
			(long long)draft));
	return leave(self) | EFFECT_RELOAD;
}

/* A reason lets it go. */
static bool reason_given(struct dashboard *dashboard, const char *text, void *context,
	unsigned *effects, struct error *error)
{
	struct reply_screen *self = context;
	if (text_is_blank(text))
		return error_set(error, ERROR_DATA, _("A reason is needed."));
	free(self->reply.reason);
	self->reply.reason = xstrdup(text);
	*effects |= put(self, dashboard);
	return true;
}

static unsigned ask_reason(struct reply_screen *self, struct dashboard *dashboard)
{
	struct prompt prompt = {.title = _("Let it go all the same"),
		.label = _("Reason:"),
		.help = _("The history keeps the reason."),
		.done = reason_given,
		.context = self};
	prompt_open(dashboard, &prompt);
	return EFFECT_DRAW;
}

enum { WITHOUT_TOLD, WITHOUT_TASK };

static unsigned without_chosen(struct dashboard *dashboard, int value, void *context)
{
	struct reply_screen *self = context;
	struct request_reply typed = reply_typed(self);
	struct error error = {0};
	if (value == WITHOUT_TASK)
		return put(self, dashboard);
	if (!service_reply_told(dashboard->service, &typed, typed.text, &error))
		return take_error(self, &error);
	dashboard_say(dashboard, ROLE_GOOD, xstrdup(_("Noted as answered. u undoes.")));
	return leave(self) | EFFECT_RELOAD;
}

/* Nobody to mail it to. */
static unsigned ask_without(struct reply_screen *self, struct dashboard *dashboard)
{
	struct picker picker = {.title = _("There is no e-mail address"),
		.chosen = without_chosen,
		.context = self};
	struct picker_item *told = picker_item_add(&picker.items, &picker.count);
	told->text = xstrdup(_("Answered by phone: note what was said"));
	told->value = WITHOUT_TOLD;
	struct picker_item *task = picker_item_add(&picker.items, &picker.count);
	task->text = xstrdup(_("To be told by phone or letter: a task in the outbox"));
	task->value = WITHOUT_TASK;
	picker_open(dashboard, &picker);
	return EFFECT_DRAW;
}

static unsigned save(struct reply_screen *self, struct dashboard *dashboard)
{
	bool again = self->stopped;
	self->asking = false;
	self->stopped = false;
	reply_set_message(self, ROLE_TEXT, NULL);
	reply_read(self, dashboard);
	if (self->lints.blocks && again && !text_is_blank(typed_in(self, REPLY_TO)))
		return ask_reason(self, dashboard);
	if (stop_at_lint(self))
		return EFFECT_DRAW;
	if (text_is_blank(typed_in(self, REPLY_TEXT))) {
		self->focus = REPLY_TEXT;
		reply_set_message(
			self, ROLE_ERROR, xstrdup(_("There is nothing in the answer yet.")));
		return EFFECT_DRAW;
	}
	if (!self->reply.is_protected && text_is_blank(typed_in(self, REPLY_TO)))
		return ask_without(self, dashboard);
	return put(self, dashboard);
}

/* ---- in an editor ---- */

static bool written(struct dashboard *dashboard, const char *text, void *context, unsigned *effects,
	struct error *error)
{
	struct reply_screen *self = context;
	(void)error;
	reply_set_text(dashboard, &self->mode, text);
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
		.text = typed_in(self, REPLY_TEXT),
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
		return save(self, dashboard);
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
		return save(self, dashboard);
	if (dialog_means_yes(key))
		return leave(self);
	if (dialog_means_no(key) || key.code == KEYCODE_ESCAPE)
		self->asking = false;
	return EFFECT_DRAW;
}

static unsigned escape(struct reply_screen *self)
{
	if (!reply_differs(self))
		return leave(self);
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
	struct leftover_text texts[] = {{"address", typed_in(self, REPLY_TO)},
		{"subject", typed_in(self, REPLY_SUBJECT)}, {"text", typed_in(self, REPLY_TEXT)},
		{NULL, NULL}};
	*key = key_of(self);
	return self->kept && reply_differs(self) ? leftover_pack(texts) : NULL;
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
