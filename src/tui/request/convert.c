/* SPDX-License-Identifier: GPL-3.0-or-later */
/* P: a participant made from a request. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "model/eligibility.h"
#include "service/assess.h"
#include "service/request/convert.h"
#include "service/request/link.h"
#include "service/twin.h"
#include "tui/commands.h"
#include "tui/dashboard.h"
#include "tui/dialogs.h"
#include "tui/lifecycle.h"
#include "tui/request/request.h"
#include "tui/veil.h"

/* What is asked when the form is done; what is not a twin's number is one of these. */
enum { SAVE_ADMITTED = -1, SAVE_ONLY = -2 };

struct conversion_plan {
	int64_t request;
	struct participant *participant; /* owned; NULL while the form is open */
};

static void plan_free(void *context)
{
	struct conversion_plan *plan = context;
	record_destroy(&participant_entity, plan->participant);
	free(plan);
}

static unsigned say(struct dashboard *dashboard, const struct conversion *conversion)
{
	char *made = outbox_in_words(&conversion->made);
	dashboard_say(dashboard, ROLE_GOOD,
		*made ? xasprintf(_("Participant no. %lld is admitted. O: %s. u undoes."),
				(long long)conversion->participant, made)
		      : xasprintf(_("Participant no. %lld is saved and linked. u undoes."),
				(long long)conversion->participant));
	free(made);
	return EFFECT_DRAW | EFFECT_RELOAD;
}

static bool convert(struct dashboard *dashboard, const struct conversion_plan *plan, bool admit,
	unsigned *effects, struct error *error)
{
	struct conversion conversion = {.admit = admit};
	struct participant *participant = record_copy(&participant_entity, plan->participant);
	bool ok = service_request_convert(
		dashboard->service, plan->request, participant, &conversion, error);
	if (ok)
		*effects = say(dashboard, &conversion);
	record_destroy(&participant_entity, participant);
	return ok;
}

static unsigned link_instead(struct dashboard *dashboard, int64_t request, int64_t participant)
{
	struct error error = {0};
	struct request_link link = {.participant = {.known = true, .value = participant}};
	if (!service_request_link(dashboard->service, request, &link, &error))
		return dashboard_complain(dashboard, &error);
	dashboard_say(dashboard, ROLE_GOOD, xstrdup(_("Linked. > goes there, u undoes.")));
	return EFFECT_DRAW | EFFECT_RELOAD;
}

static unsigned way_chosen(struct dashboard *dashboard, int value, void *context)
{
	const struct conversion_plan *plan = context;
	struct error error = {0};
	unsigned effects = EFFECT_DRAW;
	if (value > 0)
		return link_instead(dashboard, plan->request, value);
	return convert(dashboard, plan, value == SAVE_ADMITTED, &effects, &error)
		       ? effects
		       : dashboard_complain(dashboard, &error);
}

static bool form_done(struct dashboard *dashboard, const void *record, void *context,
	unsigned *effects, struct error *error);

/* Takes the participant over. */
static void open_form(
	struct dashboard *dashboard, int64_t request, struct participant *participant, bool typed)
{
	struct conversion_plan *plan = xcalloc(1, sizeof(*plan));
	plan->request = request;
	struct form_deed deed = {.title = _("Participant from the request"),
		.typed = typed,
		.run = form_done,
		.context = plan,
		.free_context = plan_free};
	form_open_deed(dashboard, &participant_entity, participant, &deed);
}

/* Back to the form, with what was typed into it. */
static unsigned way_left(struct dashboard *dashboard, void *context)
{
	const struct conversion_plan *plan = context;
	open_form(dashboard, plan->request, record_copy(&participant_entity, plan->participant),
		true);
	return EFFECT_DRAW;
}

static void add_item(struct picker *picker, int value, char *text, const char *note)
{
	struct picker_item *item = picker_item_add(&picker->items, &picker->count);
	item->text = text;
	item->note = xstrdup(note);
	item->value = value;
}

static void add_twins(
	struct dashboard *dashboard, struct picker *picker, const struct twin *twins, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		char *name = veil_title(dashboard, &participant_entity, twins[i].id);
		add_item(picker, (int)twins[i].id,
			xasprintf(_("Link to %s (%lld) instead"), name, (long long)twins[i].id),
			_(twins[i].reason));
		free(name);
	}
}

static bool form_done(struct dashboard *dashboard, const void *record, void *context,
	unsigned *effects, struct error *error)
{
	const struct conversion_plan *plan = context;
	struct twin *twins = NULL;
	size_t count = 0;
	struct participant *assessed = record_copy(&participant_entity, record);
	struct conversion_plan *next = xcalloc(1, sizeof(*next));
	*next = (struct conversion_plan){plan->request, record_copy(&participant_entity, record)};
	bool ok = service_assess(dashboard->service, assessed, error) &&
		  service_find_twins(dashboard->service, assessed, &twins, &count, error);
	bool within = ok && assessed->eligibility.known &&
		      assessed->eligibility.value == ELIGIBILITY_WITHIN;
	record_destroy(&participant_entity, assessed);
	if (ok && !within && !count) {
		ok = convert(dashboard, next, false, effects, error);
		plan_free(next);
	} else if (ok) {
		struct picker picker = {
			.title = count ? _("May be there already") : _("Within the target group"),
			.chosen = way_chosen,
			.left = way_left,
			.context = next,
			.free_context = plan_free};
		add_twins(dashboard, &picker, twins, count);
		if (within)
			add_item(&picker, SAVE_ADMITTED, xstrdup(_("Save and admit now")),
				_("the welcome waits in the outbox"));
		add_item(&picker, SAVE_ONLY, xstrdup(_("Save without admitting")), NULL);
		picker_open(dashboard, &picker);
		*effects = EFFECT_DRAW;
	} else {
		plan_free(next);
	}
	free(twins);
	return ok;
}

unsigned request_convert(struct dashboard *dashboard)
{
	int64_t id = list_selected_id(&dashboard_focused(dashboard)->list);
	struct request request = {0};
	struct error error = {0};
	struct participant *participant = NULL;
	if (veil_get(dashboard, &request_entity, id, &request, &error) &&
		request_may_convert(&request, &error))
		participant = service_request_sender(dashboard->service, &request, &error);
	record_finish(&request_entity, &request);
	if (!participant)
		return dashboard_complain(dashboard, &error);
	open_form(dashboard, id, participant, false);
	return EFFECT_DRAW;
}
