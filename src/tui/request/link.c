/* SPDX-License-Identifier: GPL-3.0-or-later */
/* l: what a request is about. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/meeting.h"
#include "model/participant.h"
#include "service/request/link.h"
#include "store/filtering.h"
#include "tui/commands.h"
#include "tui/dashboard.h"
#include "tui/dialogs.h"
#include "tui/request/request.h"
#include "tui/veil.h"

/* Participants that a list offers; beyond that one types, and the database searches. */
#define PEOPLE_MOST 500

struct place {
	const struct entity *entity; /* NULL: nothing, both links go */
	int64_t id;
};

struct linking {
	struct dashboard *dashboard;
	int64_t request;
	struct place *places; /* owned: by the value of the item */
	struct picker picker;
};

static void linking_free(void *context)
{
	struct linking *linking = context;
	free(linking->places);
	free(linking);
}

/* Takes the text and the note over. */
static void add(
	struct linking *linking, const struct entity *entity, int64_t id, char *text, char *note)
{
	size_t count = linking->picker.count;
	struct picker_item *item = picker_item_add(&linking->picker.items, &linking->picker.count);
	linking->places = xreallocarray(linking->places, count + 1, sizeof(*linking->places));
	linking->places[count] = (struct place){entity, id};
	item->text = text;
	item->note = note;
	item->value = (int)count;
}

static bool has_person(const struct linking *linking, int64_t id)
{
	for (size_t i = 0; i < linking->picker.count; i++) {
		if (linking->places[i].entity == &participant_entity && linking->places[i].id == id)
			return true;
	}
	return false;
}

static unsigned chosen(struct dashboard *dashboard, int value, void *context)
{
	const struct linking *linking = context;
	const struct place *place = &linking->places[value];
	struct number none = {.known = true}, id = {.known = true, .value = place->id};
	struct request_link link = {0};
	struct error error = {0};
	if (!place->entity)
		link = (struct request_link){none, none};
	else if (place->entity == &participant_entity)
		link.participant = id;
	else
		link.meeting = id;
	if (!service_request_link(dashboard->service, linking->request, &link, &error))
		return dashboard_complain(dashboard, &error);
	dashboard_say(dashboard, ROLE_GOOD,
		xstrdup(place->entity ? _("Linked. > goes there, u undoes.")
				      : _("Not linked any more. u undoes.")));
	return EFFECT_DRAW | EFFECT_RELOAD;
}

static char *name_person(const struct participant *participant)
{
	char *name = participant_entity.title(participant);
	char *text = xasprintf("%s (%lld)", name, (long long)participant->record.id);
	free(name);
	return text;
}

static bool add_person(void *record, void *context, struct error *error)
{
	struct participant *participant = record;
	struct linking *linking = context;
	(void)error;
	veil_record(linking->dashboard, &participant_entity, participant);
	if (!has_person(linking, participant->record.id))
		add(linking, &participant_entity, participant->record.id, name_person(participant),
			xstrdup(participant->is_protected.value ? NULL
								: participant->organisation));
	return linking->picker.count < PEOPLE_MOST;
}

/* Those whom the filter finds, in the order of their names. */
static void add_people(struct linking *linking, const char *filter_text, struct error *error)
{
	struct store *store = linking->dashboard->service->store;
	struct filter filter = {0};
	struct list_query query = {.entity = &participant_entity,
		.network = linking->dashboard->service->network,
		.all = true};
	if (!store_filter_parse(store, &query, &filter, filter_text,
		    dashboard_today(linking->dashboard), NULL, error))
		return;
	query.filter = &filter;
	store_walk(store, &query, add_person, linking, error);
	filter_finish(&filter);
}

/* ---- what comes first: the sender, then the meetings ---- */

static void add_senders(struct linking *linking, const struct request *request, struct error *error)
{
	int64_t *ids;
	size_t count;
	if (!service_request_senders(linking->dashboard->service, request, &ids, &count, error))
		return;
	for (size_t i = 0; i < count; i++) {
		struct participant participant = {0};
		if (veil_get(linking->dashboard, &participant_entity, ids[i], &participant, error))
			add(linking, &participant_entity, ids[i], name_person(&participant),
				xstrdup(_("the sender?")));
		record_finish(&participant_entity, &participant);
	}
	free(ids);
}

static void add_meetings(struct linking *linking, struct error *error)
{
	struct record_set set = {0};
	if (!veil_all(linking->dashboard, &meeting_entity, linking->dashboard->service->network,
		    &set, error))
		return;
	for (size_t i = 0; i < set.count; i++) {
		const struct meeting *meeting = record_set_at(&set, i);
		add(linking, &meeting_entity, meeting->record.id, meeting_entity.title(meeting),
			meeting_name(meeting));
	}
	record_set_finish(&set);
}

static char *offer(const char *typed, void *context)
{
	const struct linking *linking = context;
	return linking->picker.count < PEOPLE_MOST
		       ? NULL
		       : xasprintf(_("Search all participants for “%s”"), typed);
}

static unsigned search(struct dashboard *dashboard, const char *typed, void *context);

static unsigned show(struct dashboard *dashboard, struct linking *linking, struct error *error)
{
	linking->picker.title = _("What is it about?");
	linking->picker.prompt = _("Search");
	linking->picker.chosen = chosen;
	linking->picker.offer = offer;
	linking->picker.taken = search;
	linking->picker.context = linking;
	linking->picker.free_context = linking_free;
	picker_open(dashboard, &linking->picker);
	return error->kind == ERROR_NONE ? EFFECT_DRAW : dashboard_complain(dashboard, error);
}

static struct linking *linking_create(struct dashboard *dashboard)
{
	struct linking *linking = xcalloc(1, sizeof(*linking));
	linking->dashboard = dashboard;
	linking->request = list_selected_id(&dashboard->panes[LAYOUT_REQUESTS]->list);
	return linking;
}

static unsigned search(struct dashboard *dashboard, const char *typed, void *context)
{
	(void)context;
	struct linking *linking = linking_create(dashboard);
	struct error error = {0};
	add_people(linking, typed, &error);
	return show(dashboard, linking, &error);
}

unsigned request_link(struct dashboard *dashboard)
{
	struct linking *linking = linking_create(dashboard);
	struct request request = {0};
	struct error error = {0};
	if (veil_get(dashboard, &request_entity, linking->request, &request, &error)) {
		add_senders(linking, &request, &error);
		add_meetings(linking, &error);
		if (request.participant.known || request.meeting.known)
			add(linking, NULL, 0, xstrdup(_("Nothing: take the links away")), NULL);
		add_people(linking, "", &error);
	}
	record_finish(&request_entity, &request);
	return show(dashboard, linking, &error);
}

/* ---- > and - ---- */

struct ways {
	struct place *places;
	struct picker picker;
};

static void ways_free(void *context)
{
	struct ways *ways = context;
	free(ways->places);
	free(ways);
}

static void add_way(struct dashboard *dashboard, struct ways *ways, const struct entity *entity,
	struct number id)
{
	if (!id.known)
		return;
	size_t count = ways->picker.count;
	struct picker_item *item = picker_item_add(&ways->picker.items, &ways->picker.count);
	ways->places = xreallocarray(ways->places, count + 1, sizeof(*ways->places));
	ways->places[count] = (struct place){entity, id.value};
	item->text = veil_title(dashboard, entity, id.value);
	item->note = xstrdup(_(entity->label));
	item->value = (int)count;
}

static void add_requests(struct dashboard *dashboard, struct ways *ways, const char *field,
	int64_t id, struct error *error)
{
	struct record_set set = {0};
	if (veil_referring(dashboard, &request_entity, entity_field(&request_entity, field), id,
		    &set, error)) {
		for (size_t i = 0; i < set.count; i++) {
			const struct record *record = record_set_at(&set, i);
			add_way(dashboard, ways, &request_entity,
				(struct number){.known = true, .value = record->id});
		}
	}
	record_set_finish(&set);
}

static void add_ways(struct dashboard *dashboard, struct ways *ways, struct error *error)
{
	struct pane *pane = dashboard_focused(dashboard);
	const struct record *record = pane_selected(pane);
	const struct request *request = pane_selected(pane);
	if (pane->ops->entity == &participant_entity) {
		add_requests(dashboard, ways, "participant_id", record->id, error);
	} else if (pane->ops->entity == &meeting_entity) {
		add_requests(dashboard, ways, "meeting_id", record->id, error);
	} else {
		add_way(dashboard, ways, &participant_entity, request->participant);
		add_way(dashboard, ways, &meeting_entity, request->meeting);
		add_way(dashboard, ways, &request_entity, request->like);
		add_way(dashboard, ways, &request_entity, request->merged_into);
		add_requests(dashboard, ways, "merged_into_id", record->id, error);
	}
}

static unsigned way_chosen(struct dashboard *dashboard, int value, void *context)
{
	const struct ways *ways = context;
	return dashboard_go_to(dashboard, ways->places[value].entity, ways->places[value].id);
}

unsigned request_go_related(struct dashboard *dashboard)
{
	struct ways *ways = xcalloc(1, sizeof(*ways));
	struct error error = {0};
	add_ways(dashboard, ways, &error);
	ways->picker.title = _("Go where?");
	ways->picker.chosen = way_chosen;
	ways->picker.context = ways;
	ways->picker.free_context = ways_free;
	if (error.kind != ERROR_NONE)
		dashboard_complain(dashboard, &error);
	else if (!ways->picker.count)
		dashboard_say(dashboard, ROLE_DIM, xstrdup(_("The row is linked to nothing.")));
	if (ways->picker.count > 1) {
		picker_open(dashboard, &ways->picker);
		return EFFECT_DRAW;
	}
	unsigned effects = EFFECT_DRAW;
	for (size_t i = 0; i < ways->picker.count; i++) {
		effects |= way_chosen(dashboard, (int)i, ways);
		free(ways->picker.items[i].text);
		free(ways->picker.items[i].note);
	}
	free(ways->picker.items);
	ways_free(ways);
	return effects;
}

unsigned request_go_back(struct dashboard *dashboard)
{
	unsigned effects = EFFECT_DRAW;
	if (!dashboard_go_back(dashboard, &effects))
		dashboard_say(dashboard, ROLE_DIM, xstrdup(_("There is nowhere to go back to.")));
	return effects;
}
