/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sending is asked about first, with how many letters go to how many, and from which address. Then
 * it works letter by letter between the keys; Esc stops it after the letter that is on its way.
 */
#include "tui/send.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "service/outbox.h"
#include "tui/dashboard.h"
#include "tui/dialog.h"
#include "tui/dialogs.h"

enum {
	BAR_COLUMNS = 50,
	SLICE_MS = 30, /* a letter that is on its way is waited for so long between two looks */
};

/* ---- what would be sent ---- */

/* What is to be sent, from the question to the last letter. */
struct plan {
	struct list *list; /* borrowed */
	struct outbox_numbers numbers;
};

static void plan_free(void *context)
{
	struct plan *plan = context;
	outbox_numbers_finish(&plan->numbers);
	free(plan);
}

/* ---- what became of it ---- */

static unsigned tell_result(struct dashboard *dashboard, const struct outbox_result *result)
{
	char *sent = xasprintf(
		PLURAL_("%zu letter sent.", "%zu letters sent.", result->sent), result->sent);
	if (!result->kept_count) {
		dashboard_say(dashboard, ROLE_GOOD, sent);
		return EFFECT_DRAW | EFFECT_RELOAD;
	}
	struct reader reader = {0};
	char *kept = xasprintf(PLURAL_("%zu letter stays in the outbox.",
				       "%zu letters stay in the outbox.", result->kept_count),
		result->kept_count);
	sheet_text(&reader.sheet, result->sent ? ROLE_GOOD : ROLE_TEXT, sent);
	sheet_text(&reader.sheet, ROLE_WARNING, kept);
	for (size_t i = 0; i < result->kept_count; i++) {
		const struct exception *at = &result->kept[i];
		sheet_blank(&reader.sheet);
		sheet_text(&reader.sheet, ROLE_TITLE, at->title);
		/* The mail server may have told the address. */
		sheet_text(&reader.sheet, ROLE_TEXT, dashboard->veiled ? _("hidden") : at->reason);
	}
	reader.title = _("Sending");
	reader_open(dashboard, &reader);
	free(kept);
	free(sent);
	return EFFECT_DRAW | EFFECT_RELOAD;
}

/* ---- at work ---- */

struct busy_mode {
	struct mode mode;
	struct outbox_run *run; /* owned */
	bool stopping;          /* after the letter that is on its way */
};

static struct busy_mode *busy_of(struct mode *mode)
{
	return (struct busy_mode *)mode;
}

static void busy_draw(struct mode *mode, struct dashboard *dashboard, struct rect body)
{
	struct busy_mode *self = busy_of(mode);
	struct canvas *canvas = dashboard->canvas;
	size_t total = service_outbox_total(self->run), done = service_outbox_handled(self->run);
	int columns = body.width - DIALOG_EDGE < BAR_COLUMNS ? body.width - DIALOG_EDGE
							     : BAR_COLUMNS;
	struct rect rest = draw_overlay(canvas, dialog_place(body, 3, columns), _("Sending"));
	char *text = xasprintf(_("%zu of %zu letters"), done, total);
	struct rect row = rect_cut_top(&rest, 1);
	draw_text(canvas, row.y, row.x, row.width, ROLE_DIALOG, text);
	draw_focus(canvas, row.y, row.x);
	row = rect_cut_top(&rest, 1);
	if (row.height)
		draw_bar(canvas, row.y, row.x, row.width, (long)done, (long)total, ROLE_BAR);
	row = rect_cut_top(&rest, 1);
	if (row.height)
		draw_text(canvas, row.y, row.x, row.width, ROLE_DIM,
			self->stopping ? _("Stops when the mail program has answered.")
				       : _("Esc stops after the letter that is on its way."));
	free(text);
}

static unsigned busy_key(struct mode *mode, struct dashboard *dashboard, struct key key)
{
	struct busy_mode *self = busy_of(mode);
	(void)dashboard;
	key = key_normalize(key);
	self->stopping |= key.code == KEYCODE_ESCAPE;
	return self->stopping ? EFFECT_DRAW : EFFECT_NONE;
}

static int busy_patience(const struct mode *mode)
{
	(void)mode;
	return 0;
}

static unsigned finish(
	struct busy_mode *self, struct dashboard *dashboard, bool ok, struct error *error)
{
	struct outbox_result result;
	unsigned effects = EFFECT_CLOSE | EFFECT_DRAW | EFFECT_RELOAD;
	service_outbox_end(self->run, &result);
	self->run = NULL;
	self->mode.closing = true;
	effects |= ok ? tell_result(dashboard, &result) : dashboard_complain(dashboard, error);
	outbox_result_finish(&result);
	return effects;
}

static unsigned busy_wake(struct mode *mode, struct dashboard *dashboard)
{
	struct busy_mode *self = busy_of(mode);
	struct error error = {0};
	bool done = self->stopping && service_outbox_is_idle(self->run);
	bool ok = done || service_outbox_step(self->run, SLICE_MS, &done, &error);
	return ok && !done ? EFFECT_DRAW : finish(self, dashboard, ok, &error);
}

static const struct hint *busy_hints(const struct mode *mode)
{
	static const struct hint hints[] = {{"Esc", N_("stop")}, {NULL, NULL}};
	(void)mode;
	return hints;
}

/* What is on its way when the program ends is found as being sent. */
static void busy_destroy(struct mode *mode)
{
	struct busy_mode *self = busy_of(mode);
	service_outbox_end(self->run, NULL);
	free(self);
}

static const struct mode_ops busy_ops = {
	.draw = busy_draw,
	.key = busy_key,
	.patience = busy_patience,
	.wake = busy_wake,
	.hints = busy_hints,
	.destroy = busy_destroy,
};

static unsigned begin(struct dashboard *dashboard, void *context)
{
	const struct plan *plan = context;
	struct error error = {0};
	struct outbox_order order = {
		.ids = plan->numbers.letters, .count = plan->numbers.letter_count};
	struct outbox_run *run = service_outbox_start(dashboard->service, &order, &error);
	if (!run)
		return dashboard_complain(dashboard, &error);
	list_clear_marks(plan->list);
	struct busy_mode *self = xcalloc(1, sizeof(*self));
	self->mode.ops = &busy_ops;
	self->mode.veiled = true; /* numbers only */
	self->run = run;
	mode_push(dashboard, &self->mode);
	return EFFECT_DRAW;
}

/* ---- the question ---- */

static void tell_plan(
	struct dashboard *dashboard, const struct outbox_numbers *numbers, struct sheet *sheet)
{
	const struct settings *settings = dashboard->service->settings;
	char *letters = xasprintf(
		PLURAL_("%zu letter", "%zu letters", numbers->letter_count), numbers->letter_count);
	char *recipients = xasprintf(
		PLURAL_("%zu recipient", "%zu recipients", numbers->recipients),
		numbers->recipients);
	sheet_pair(sheet, _("Goes"), ROLE_TEXT, letters);
	sheet_pair(sheet, _("To"), ROLE_TEXT, recipients);
	sheet_pair(sheet, _("From"), ROLE_TEXT, settings_sender(settings));
	sheet_pair(sheet, _("By"), ROLE_TEXT, settings_mailer(settings));
	sheet_blank(sheet);
	if (numbers->tasks) {
		char *tasks = xasprintf(
			PLURAL_("%zu task is done by hand, and stays.",
				"%zu tasks are done by hand, and stay.", numbers->tasks),
			numbers->tasks);
		sheet_text(sheet, ROLE_TEXT, tasks);
		free(tasks);
	}
	if (numbers->doubts)
		sheet_text(sheet, ROLE_WARNING,
			_("What is being sent already is not sent again: nobody knows whether it "
			  "went."));
	sheet_text(sheet, ROLE_WARNING, _("What has been sent cannot be undone."));
	free(recipients);
	free(letters);
}

static const char *why_not(const struct dashboard *dashboard, const struct outbox_numbers *numbers)
{
	if (numbers->doubts && !numbers->letter_count)
		return _("Not known whether it went: see the mail log. d: done, Del: back.");
	if (!numbers->letter_count)
		return _("There is no letter to send: tasks are done by hand.");
	if (!settings_sender(dashboard->service->settings))
		return _("There is no address to send from: set mailbox under [organizer], or from "
			 "under [mail], in the settings.");
	return NULL;
}

unsigned send_ask(struct dashboard *dashboard, struct list *list)
{
	struct error error = {0};
	size_t count;
	struct plan *plan = xcalloc(1, sizeof(*plan));
	plan->list = list;
	int64_t *ids = list_targets(list, &count);
	bool ok = service_outbox_count(dashboard->service, ids, count, &plan->numbers, &error);
	const char *refusal = ok ? why_not(dashboard, &plan->numbers) : NULL;
	free(ids);
	if (!ok || refusal) {
		plan_free(plan);
		if (!ok)
			return dashboard_complain(dashboard, &error);
		dashboard_say(dashboard, ROLE_WARNING, xstrdup(refusal));
		return EFFECT_DRAW;
	}
	struct reader reader = {
		.title = _("Send"), .agreed = begin, .context = plan, .free_context = plan_free};
	tell_plan(dashboard, &plan->numbers, &reader.sheet);
	reader_open(dashboard, &reader);
	return EFFECT_DRAW;
}
