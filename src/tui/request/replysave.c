/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the letter goes when it is saved: to the outbox, or what keeps it from going there. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "tui/request/replyprivate.h"

char *reply_told(const struct reply_screen *self, const struct lint *lint)
{
	if (lint->kind != LINT_PLACEHOLDER)
		return xstrdup(lint->sentence);
	/* TRANSLATORS: the placeholder, as it stands in the letter; C-f is a key */
	return xasprintf(_("%.*s is not filled in: write what it stands for, or C-f and a fact."),
		(int)(lint->end - lint->start), reply_typed_in(self, REPLY_TEXT) + lint->start);
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
	return reply_leave(self) | EFFECT_RELOAD;
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
	return reply_leave(self) | EFFECT_RELOAD;
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

unsigned reply_save(struct reply_screen *self, struct dashboard *dashboard)
{
	bool again = self->stopped;
	self->asking = false;
	self->stopped = false;
	reply_set_message(self, ROLE_TEXT, NULL);
	reply_read(self, dashboard);
	if (self->lints.blocks && again && !text_is_blank(reply_typed_in(self, REPLY_TO)))
		return ask_reason(self, dashboard);
	if (stop_at_lint(self))
		return EFFECT_DRAW;
	if (text_is_blank(reply_typed_in(self, REPLY_TEXT))) {
		self->focus = REPLY_TEXT;
		reply_set_message(
			self, ROLE_ERROR, xstrdup(_("There is nothing in the answer yet.")));
		return EFFECT_DRAW;
	}
	if (!self->reply.is_protected && text_is_blank(reply_typed_in(self, REPLY_TO)))
		return ask_without(self, dashboard);
	return put(self, dashboard);
}
