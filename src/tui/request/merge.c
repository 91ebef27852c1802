/* SPDX-License-Identifier: GPL-3.0-or-later */
/* m: several requests become one; which becomes which is read first. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/collate.h"
#include "base/dateformat.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/veil.h"
#include "service/request/merge.h"
#include "store/page.h"
#include "tui/commands.h"
#include "tui/dashboard.h"
#include "tui/dialogs.h"
#include "tui/request/request.h"
#include "tui/veil.h"

enum {
	HEAD_BYTES = 160,     /* of a text, in the preview */
	CANDIDATES_MOST = 200 /* requests to choose another one from */
};

/* ---- doing it ---- */

static bool merge(struct dashboard *dashboard, const struct request_targets *targets, bool agreed,
	unsigned *effects, struct error *error)
{
	struct request_merge order = {.target = targets->target,
		.ids = targets->ids,
		.count = targets->count,
		.agreed = agreed};
	if (!service_request_merge(dashboard->service, &order, error))
		return false;
	list_clear_marks(&dashboard->panes[LAYOUT_REQUESTS]->list);
	dashboard_say(dashboard, ROLE_GOOD,
		xasprintf(
			PLURAL_("%zu request merged into no. %lld. u undoes.",
				"%zu requests merged into no. %lld. u undoes.", targets->count - 1),
			targets->count - 1, (long long)targets->target));
	*effects = EFFECT_DRAW | EFFECT_RELOAD;
	return true;
}

/* Whoever is answered sees what the other has written: that takes more than a key. */
static bool consented(struct dashboard *dashboard, const char *text, void *context,
	unsigned *effects, struct error *error)
{
	if (!collate_same(text, _("merge together")))
		return error_set(error, ERROR_DATA, _("Type “%s”, or Esc."), _("merge together"));
	return merge(dashboard, context, true, effects, error);
}

static struct request_targets *copy_of(const struct request_targets *targets)
{
	struct request_targets *copy = request_targets_copy(targets->ids, targets->count);
	copy->target = targets->target;
	return copy;
}

static unsigned agreed(struct dashboard *dashboard, void *context)
{
	const struct request_targets *targets = context;
	struct error error = {0};
	unsigned effects = EFFECT_DRAW;
	bool differs;
	if (!service_merge_differs(
		    dashboard->service, targets->ids, targets->count, &differs, &error))
		return dashboard_complain(dashboard, &error);
	if (!differs)
		return merge(dashboard, targets, false, &effects, &error)
			       ? effects
			       : dashboard_complain(dashboard, &error);
	char *help = xasprintf(_("They come from different senders. Type “%s” to merge them all "
				 "the same."),
		_("merge together"));
	struct prompt prompt = {.title = _("Different senders"),
		.label = _("Consent"),
		.help = help,
		.done = consented,
		.context = copy_of(targets),
		.free_context = request_targets_free};
	prompt_open(dashboard, &prompt);
	free(help);
	return effects;
}

/* ---- what would become of which ---- */

/* Lines and runs of blanks become single spaces. */
static void flatten(char *text)
{
	char *to = text;
	for (const char *at = text; *at; at++) {
		bool blank = *at == '\n' || *at == ' ' || *at == '\t' || *at == '\r';
		if (!blank)
			*to++ = *at;
		else if (to > text && to[-1] != ' ')
			*to++ = ' ';
	}
	*to = '\0';
}

static void tell_head(
	const struct dashboard *dashboard, const struct request *request, struct sheet *sheet)
{
	bool hidden = request_entity.is_protected(request);
	if (dashboard->veiled || hidden || text_is_blank(request->body))
		return;
	char *head = text_stored_within(request->body, HEAD_BYTES);
	bool cut = strlen(request->body) > strlen(head);
	flatten(head);
	char *space = cut ? strrchr(head, ' ') : NULL;
	if (space)
		*space = '\0'; /* no half word */
	char *line = cut ? xasprintf("%s …", head) : xstrdup(head);
	sheet_text(sheet, ROLE_DIM, line);
	free(line);
	free(head);
}

static void tell_request(struct dashboard *dashboard, int64_t id, int64_t target,
	struct sheet *sheet, struct error *error)
{
	struct request request = {0};
	if (!veil_get(dashboard, &request_entity, id, &request, error))
		return;
	char *title = request_entity.title(&request);
	char *at = instant_format(request.received_at.value);
	const char *sender = request.is_protected.value ? _("protected")
			     : request.sender_name      ? request.sender_name
							: request.sender_email;
	char *heading = id == target ? xasprintf(_("Stays: no. %lld"), (long long)id)
				     : xasprintf(_("No. %lld goes into no. %lld"), (long long)id,
					       (long long)target);
	char *line = xasprintf("%s · %s · %s", title, sender ? sender : "–", at);
	sheet_heading(sheet, heading);
	sheet_text(sheet, ROLE_TEXT, line);
	tell_head(dashboard, &request, sheet);
	free(line);
	free(heading);
	free(at);
	free(title);
	record_finish(&request_entity, &request);
}

static bool tell_merge(struct dashboard *dashboard, struct sheet *sheet, void *context)
{
	const struct request_targets *targets = context;
	struct error error = {0};
	bool differs = false;
	if (service_merge_differs(
		    dashboard->service, targets->ids, targets->count, &differs, &error) &&
		differs)
		sheet_text(sheet, ROLE_WARNING,
			_("Different senders: an answer to one tells them of the other. A word "
			  "will be asked for."));
	if (error.kind == ERROR_NONE)
		tell_request(dashboard, targets->target, targets->target, sheet, &error);
	for (size_t i = 0; i < targets->count && error.kind == ERROR_NONE; i++) {
		if (targets->ids[i] != targets->target)
			tell_request(dashboard, targets->ids[i], targets->target, sheet, &error);
	}
	bool ok = error.kind == ERROR_NONE;
	error_finish(&error);
	return ok;
}

/* t: the next of them stays. */
static unsigned turn(struct dashboard *dashboard, struct key key, void *context)
{
	struct request_targets *targets = context;
	(void)dashboard;
	if (key.code != 't')
		return EFFECT_IGNORED;
	size_t at = 0;
	while (at < targets->count && targets->ids[at] != targets->target)
		at++;
	targets->target = targets->ids[(at + 1) % targets->count];
	return EFFECT_RELOAD;
}

static char *entitle(struct dashboard *dashboard, void *context)
{
	const struct request_targets *targets = context;
	(void)dashboard;
	return xasprintf(
		PLURAL_("Merge %zu request", "Merge %zu requests", targets->count), targets->count);
}

/* Takes the targets over. */
static unsigned preview(struct dashboard *dashboard, struct request_targets *targets)
{
	static const struct hint hints[] = {{"Enter", N_("merge")}, {"t", N_("another one stays")},
		{"Esc", N_("back")}, {NULL, NULL}};
	struct error error = {0};
	if (!service_merge_target(
		    dashboard->service, targets->ids, targets->count, &targets->target, &error)) {
		request_targets_free(targets);
		return dashboard_complain(dashboard, &error);
	}
	char *title = entitle(dashboard, targets);
	struct reader reader = {.title = title,
		.entitle = entitle,
		.agreed = agreed,
		.remake = tell_merge,
		.key = turn,
		.hints = hints,
		.context = targets,
		.free_context = request_targets_free};
	tell_merge(dashboard, &reader.sheet, targets);
	reader_open(dashboard, &reader);
	free(title);
	return EFFECT_DRAW;
}

/* ---- which other one ---- */

struct candidates {
	struct dashboard *dashboard;
	struct request own;
	struct picker picker;
	size_t seen;
};

static bool same_address(const struct request *left, const struct request *right)
{
	return left->sender_email && right->sender_email &&
	       collate_same(left->sender_email, right->sender_email);
}

static bool add_candidate(void *record, void *context, struct error *error)
{
	struct request *request = record;
	struct candidates *candidates = context;
	(void)error;
	if (request->record.id == candidates->own.record.id)
		return true;
	bool same = same_address(request, &candidates->own);
	veil_record(candidates->dashboard, &request_entity, request);
	struct picker_item *item = picker_item_add(
		&candidates->picker.items, &candidates->picker.count);
	char *title = request_entity.title(request);
	item->text = xasprintf("%3lld  %s", (long long)request->record.id, title);
	item->note = xstrdup(same                          ? _("same sender")
			     : request->is_protected.value ? _("protected")
							   : request->sender_name);
	item->value = (int)request->record.id;
	free(title);
	struct picker_item *items = candidates->picker.items;
	for (size_t i = candidates->picker.count - 1; same && i > candidates->seen; i--) {
		struct picker_item moved = items[i];
		items[i] = items[i - 1];
		items[i - 1] = moved;
	}
	candidates->seen += same; /* those of the same sender come first */
	return candidates->picker.count < CANDIDATES_MOST;
}

static unsigned other_chosen(struct dashboard *dashboard, int other, void *context)
{
	const struct request_targets *first = context;
	int64_t both[] = {first->ids[0], other};
	return preview(dashboard, request_targets_copy(both, 2));
}

static unsigned pick_other(struct dashboard *dashboard, int64_t id)
{
	struct candidates candidates = {.dashboard = dashboard};
	struct error error = {0};
	struct list_query query = {
		.entity = &request_entity, .network = dashboard->service->network};
	if (!veil_get(dashboard, &request_entity, id, &candidates.own, &error))
		return dashboard_complain(dashboard, &error);
	bool ok = store_walk(
			  dashboard->service->store, &query, add_candidate, &candidates, &error) ||
		  error.kind == ERROR_NONE;
	record_finish(&request_entity, &candidates.own);
	candidates.picker.title = _("Merge with which request?");
	candidates.picker.prompt = _("Search");
	candidates.picker.chosen = other_chosen;
	candidates.picker.context = request_targets_copy(&id, 1);
	candidates.picker.free_context = request_targets_free;
	picker_open(dashboard, &candidates.picker);
	return ok ? EFFECT_DRAW : dashboard_complain(dashboard, &error);
}

unsigned request_merge(struct dashboard *dashboard)
{
	size_t count;
	int64_t *ids = list_targets(&dashboard_focused(dashboard)->list, &count);
	unsigned effects = count > 1 ? preview(dashboard, request_targets_copy(ids, count))
				     : pick_other(dashboard, ids[0]);
	free(ids);
	return effects;
}
