/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose a request is, when it comes back, whether it is let in: of one row or the marked ones. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/collate.h"
#include "base/dateformat.h"
#include "base/i18n.h"
#include "base/text.h"
#include "service/request/inbox.h"
#include "tui/change.h"
#include "tui/commands.h"
#include "tui/dashboard.h"
#include "tui/dialogs.h"
#include "tui/request/request.h"

/* Initials that are worth offering though nobody of the network has them. */
#define INITIALS_MOST 4

/* Says what was done (takes it over), and names what was left as it was. */
static unsigned tell(struct dashboard *dashboard, const struct bulk_result *result, char *done)
{
	unsigned effects = change_say_result(dashboard, result);
	dashboard_say(dashboard, ROLE_GOOD, done);
	if (result->exception_count) {
		struct reader reader = {.title = _("Not all of them")};
		sheet_text(&reader.sheet, ROLE_GOOD, done);
		change_tell_exceptions(dashboard, &reader.sheet, &request_entity, result);
		reader_open(dashboard, &reader);
	}
	return effects;
}

/* ---- whose ---- */

static char *assigned_text(size_t count, const char *initials)
{
	if (!*initials)
		return xasprintf(PLURAL_("%zu request is nobody's. u undoes.",
					 "%zu requests are nobody's. u undoes.", count),
			count);
	return xasprintf(PLURAL_("%zu request goes to %s. u undoes.",
				 "%zu requests go to %s. u undoes.", count),
		count, initials);
}

struct assigning {
	struct request_targets *targets; /* owned */
	char **names;                    /* of the people offered: initials, owned */
	char **folded;                   /* as they are searched, owned */
	size_t name_count;
};

static void assigning_free(void *context)
{
	struct assigning *assigning = context;
	for (size_t i = 0; i < assigning->name_count; i++) {
		free(assigning->names[i]);
		free(assigning->folded[i]);
	}
	free(assigning->names);
	free(assigning->folded);
	request_targets_free(assigning->targets);
	free(assigning);
}

static unsigned assign(
	struct dashboard *dashboard, const struct assigning *assigning, const char *initials)
{
	const struct request_targets *targets = assigning->targets;
	struct bulk_result result = {0};
	struct error error = {0};
	unsigned effects;
	if (service_request_assign(
		    dashboard->service, targets->ids, targets->count, initials, &result, &error))
		effects = tell(dashboard, &result, assigned_text(result.changed, initials));
	else
		effects = dashboard_complain(dashboard, &error);
	bulk_result_finish(&result);
	return effects;
}

static unsigned person_chosen(struct dashboard *dashboard, int value, void *context)
{
	const struct assigning *assigning = context;
	return assign(dashboard, assigning, value < 0 ? "" : assigning->names[value]);
}

/* Somebody who is not among the people of the network can have it too. */
static char *offer_initials(const char *typed, void *context)
{
	const struct assigning *assigning = context;
	char *folded = collate_fold(typed);
	bool found = strlen(typed) > INITIALS_MOST || strchr(typed, ' ');
	for (size_t i = 0; i < assigning->name_count; i++)
		found = found || fuzzy_score(folded, assigning->folded[i]) > 0;
	free(folded);
	return found ? NULL : xasprintf(_("%s, who is not among the information owners"), typed);
}

static unsigned initials_taken(struct dashboard *dashboard, const char *typed, void *context)
{
	return assign(dashboard, context, typed);
}

static void add_person(
	struct picker *picker, struct assigning *assigning, const char *initials, char *text)
{
	size_t index = assigning->name_count++;
	assigning->names = xreallocarray(
		assigning->names, assigning->name_count, sizeof(*assigning->names));
	assigning->folded = xreallocarray(
		assigning->folded, assigning->name_count, sizeof(*assigning->folded));
	assigning->names[index] = xstrdup(initials);
	assigning->folded[index] = collate_fold(text);
	struct picker_item *item = picker_item_add(&picker->items, &picker->count);
	item->text = text;
	item->value = (int)index;
}

/* Me (the second @), the others, and nobody. */
static void add_people(
	struct dashboard *dashboard, struct picker *picker, struct assigning *assigning)
{
	const struct record_set *staff = &dashboard->overview.staff;
	const char *me = dashboard->service->who, *my_name = "";
	for (size_t i = 0; i < staff->count; i++) {
		const struct staff *person = record_set_at(staff, i);
		if (!strcmp(person->initials, me))
			my_name = person->name;
	}
	add_person(picker, assigning, me,
		*my_name ? xasprintf(_("%s %s (me)"), me, my_name) : xasprintf(_("%s (me)"), me));
	picker->items[picker->count - 1].letter = '@';
	picker->items[picker->count - 1].note = xstrdup("@");
	for (size_t i = 0; i < staff->count; i++) {
		const struct staff *person = record_set_at(staff, i);
		if (strcmp(person->initials, me) != 0)
			add_person(picker, assigning, person->initials,
				xasprintf("%s %s", person->initials, person->name));
	}
	struct picker_item *nobody = picker_item_add(&picker->items, &picker->count);
	nobody->text = xstrdup(_("Nobody"));
	nobody->value = -1;
}

unsigned change_assign(struct dashboard *dashboard)
{
	struct assigning *assigning = xcalloc(1, sizeof(*assigning));
	assigning->targets = request_targets_take(dashboard);
	char *title = request_targets_title(_("Assign"), assigning->targets);
	struct picker picker = {.title = title,
		.prompt = _("Initials:"),
		.chosen = person_chosen,
		.offer = offer_initials,
		.taken = initials_taken,
		.context = assigning,
		.free_context = assigning_free};
	add_people(dashboard, &picker, assigning);
	picker_open(dashboard, &picker);
	free(title);
	return EFFECT_DRAW;
}

/* ---- rest ---- */

#define WAKE_NOW 1000

static char *rested_text(size_t count, const struct rest *rest)
{
	if (rest->kind == REST_ANSWER)
		return xasprintf(PLURAL_("%zu request waits for an answer. u undoes.",
					 "%zu requests wait for an answer. u undoes.", count),
			count);
	if (rest->kind == REST_WAKE)
		return xasprintf(PLURAL_("%zu request rests no longer. u undoes.",
					 "%zu requests rest no longer. u undoes.", count),
			count);
	char *day = date_format(rest->day, DATE_MEDIUM);
	char *text = xasprintf(PLURAL_("%zu request rests until %s. u undoes.",
				       "%zu requests rest until %s. u undoes.", count),
		count, day);
	free(day);
	return text;
}

static unsigned let_rest(
	struct dashboard *dashboard, const struct request_targets *targets, const struct rest *rest)
{
	struct bulk_result result = {0};
	struct error error = {0};
	unsigned effects;
	if (service_request_rest(
		    dashboard->service, targets->ids, targets->count, rest, &result, &error))
		effects = tell(dashboard, &result, rested_text(result.changed, rest));
	else
		effects = dashboard_complain(dashboard, &error);
	bulk_result_finish(&result);
	return effects;
}

static unsigned rest_chosen(struct dashboard *dashboard, int value, void *context)
{
	const struct request_targets *targets = context;
	const char *label;
	struct rest rest = {.kind = REST_WAKE};
	if (value != WAKE_NOW)
		rest_preset((size_t)value, dashboard_today(dashboard), &label, &rest);
	return let_rest(dashboard, targets, &rest);
}

/* A day that was typed; one that has passed says so instead. */
static char *offer_day(const char *typed, void *context)
{
	const struct request_targets *targets = context;
	struct rest rest;
	struct error error = {0};
	char *text = NULL;
	if (rest_parse(typed, targets->today, &rest, &error))
		text = rest_label(&rest);
	else if (error.field)
		text = xstrdup(error.message);
	error_finish(&error);
	return text;
}

static unsigned day_taken(struct dashboard *dashboard, const char *typed, void *context)
{
	struct rest rest;
	struct error error = {0};
	if (!rest_parse(typed, dashboard_today(dashboard), &rest, &error))
		return dashboard_complain(dashboard, &error);
	return let_rest(dashboard, context, &rest);
}

static void add_presets(struct picker *picker, int64_t today)
{
	const char *label;
	struct rest rest;
	for (size_t i = 0; rest_preset(i, today, &label, &rest); i++) {
		struct picker_item *item = picker_item_add(&picker->items, &picker->count);
		item->text = xstrdup(label);
		item->value = (int)i;
		if (rest.kind != REST_UNTIL)
			continue;
		char *day = date_format(rest.day, DATE_SHORT), *week = date_format_week(rest.day);
		item->note = xasprintf("%s · %s", day, week);
		free(week);
		free(day);
	}
}

unsigned change_wait(struct dashboard *dashboard)
{
	const struct request *selected = pane_selected(dashboard_focused(dashboard));
	struct request_targets *targets = request_targets_take(dashboard);
	char *title = request_targets_title(_("Wait until"), targets);
	struct picker picker = {.title = title,
		.prompt = _("Day or week:"),
		.chosen = rest_chosen,
		.offer = offer_day,
		.taken = day_taken,
		.context = targets,
		.free_context = request_targets_free};
	add_presets(&picker, targets->today);
	if (selected->snooze_until.known) {
		struct picker_item *item = picker_item_add(&picker.items, &picker.count);
		item->text = xstrdup(_("Rest no longer"));
		item->value = WAKE_NOW;
	}
	picker_open(dashboard, &picker);
	free(title);
	return EFFECT_DRAW;
}

/* ---- quarantine ---- */

unsigned change_release(struct dashboard *dashboard)
{
	struct bulk_result result = {0};
	struct error error = {0};
	struct request_targets *targets = request_targets_take(dashboard);
	unsigned effects;
	if (service_request_release(
		    dashboard->service, targets->ids, targets->count, &result, &error))
		effects = tell(dashboard, &result,
			xasprintf(PLURAL_("%zu request released from quarantine. u undoes.",
					  "%zu requests released from quarantine. u undoes.",
					  result.changed),
				result.changed));
	else
		effects = dashboard_complain(dashboard, &error);
	bulk_result_finish(&result);
	request_targets_free(targets);
	return effects;
}

const char *needs_quarantined(struct dashboard *dashboard)
{
	const struct pane *pane = dashboard_focused(dashboard);
	const struct request *selected = list_selected(&pane->list);
	if (!selected || pane->list.mark_count)
		return needs_row(dashboard);
	return selected->status.value == REQUEST_QUARANTINED
		       ? NULL
		       : _("the request is not in quarantine: f shows what is");
}
