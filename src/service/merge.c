/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/merge.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "model/verdict.h"
#include "service/private.h"
#include "store/twins.h"

/* Settled by rule: the earlier day, protection if either has it, the code that goes with the name.
 */
static bool is_settled(const struct field *field)
{
	static const char *const names[] = {"received_on", "protected", "organisation_code"};
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (!strcmp(field->name, names[i]))
			return true;
	}
	return false;
}

bool merge_field_is_open(const struct field *field)
{
	return field->label && !is_settled(field) &&
	       !(field->flags & (FIELD_SYSTEM | FIELD_PARENT | FIELD_STATUS)) &&
	       field->type != FIELD_REFERENCE;
}

size_t merge_proposal(const struct participant *survivor, const struct participant *loser,
	const struct field ***fields)
{
	size_t count = 0;
	*fields = xcalloc(participant_entity.field_count, sizeof(**fields));
	for (size_t i = 0; i < participant_entity.field_count; i++) {
		const struct field *field = &participant_entity.fields[i];
		if (merge_field_is_open(field) && !field_is_known(field, survivor) &&
			field_is_known(field, loser))
			(*fields)[count++] = field;
	}
	return count;
}

/* ---- what refers to the loser ---- */

/* An invitation that nobody has answered says nothing. */
static bool says_something(const struct field *field, const void *record)
{
	return field_is_known(field, record) &&
	       (field->type != FIELD_CHOICE ||
		       strcmp(field->choices->items[field_number_of(field, record).value].token,
			       "needs-action") != 0);
}

/* What the row that gives way knows and the one that stays does not, is kept. */
static bool fill_gaps(struct service *service, const struct entity *entity, int64_t id,
	const void *from, struct error *error)
{
	void *record = record_create(entity);
	bool ok = store_get(service->store, entity, id, record, error), filled = false;
	for (size_t i = 0; ok && i < entity->field_count; i++) {
		const struct field *field = &entity->fields[i];
		if (field->type == FIELD_REFERENCE || says_something(field, record) ||
			!says_something(field, from))
			continue;
		field_copy(field, record, from);
		filled = true;
	}
	ok = ok && (!filled || store_update(service->store, entity, record, error));
	record_destroy(entity, record);
	return ok;
}

/* A pair stands with the smaller number first; of one and the same there is nothing to say. */
static bool is_void(const struct entity *entity, void *record)
{
	struct verdict *verdict = record;
	if (entity != &verdict_entity)
		return false;
	if (verdict->participant.value > verdict->other.value) {
		struct number larger = verdict->participant;
		verdict->participant = verdict->other;
		verdict->other = larger;
	}
	return verdict->participant.value == verdict->other.value;
}

/* What the schema keeps from ever being changed (a log) stays with the tombstone, which leads on.
 */
static bool stays(struct error *error)
{
	if (error->kind != ERROR_REFUSED)
		return false;
	error_finish(error);
	return true;
}

static bool move_row(struct service *service, const struct entity *entity,
	const struct field *field, const void *row, int64_t survivor, struct error *error)
{
	void *record = record_copy(entity, row);
	int64_t id = ((const struct record *)record)->id, rival = 0;
	field_number(field, record)->value = survivor;
	if (entity == &participant_entity && id == survivor)
		field_clear(field, record); /* nobody takes over from themselves */
	bool empty = is_void(entity, record);
	bool ok = entity != &request_entity || service_protect_request(service, record, error);
	ok = ok && (empty || store_find_rival(service->store, entity, record, &rival, error));
	if (ok && rival)
		ok = fill_gaps(service, entity, rival, record, error);
	if (ok && (rival || empty))
		ok = store_delete(service->store, entity, id, error);
	else if (ok)
		ok = store_update(service->store, entity, record, error) || stays(error);
	record_destroy(entity, record);
	return ok;
}

static bool move_rows(struct service *service, const struct reference *reference, int64_t loser,
	int64_t survivor, struct error *error)
{
	const struct entity *entity = reference->entity;
	struct record_set set = {0};
	bool ok = store_referring(service->store, entity, reference->field, loser, &set, error);
	for (size_t i = 0; ok && i < set.count; i++) {
		const struct record *row = record_set_at(&set, i);
		if (entity != &participant_entity || row->id != loser)
			ok = move_row(service, entity, reference->field, row, survivor, error);
	}
	record_set_finish(&set);
	return ok;
}

static bool move_all(struct service *service, int64_t loser, int64_t survivor, struct error *error)
{
	struct reference at = {0};
	bool ok = true;
	while (ok && reference_next(&at, &participant_entity))
		ok = move_rows(service, &at, loser, survivor, error);
	return ok;
}

/* References come entity by entity: those of one are told together. */
static void add_follower(
	struct merge_follower **followers, size_t *count, const struct entity *entity, size_t rows)
{
	if (!rows || entity == &verdict_entity)
		return;
	if (!*count || (*followers)[*count - 1].entity != entity) {
		*followers = xreallocarray(*followers, *count + 1, sizeof(**followers));
		(*followers)[(*count)++] = (struct merge_follower){entity, 0};
	}
	(*followers)[*count - 1].count += rows;
}

bool service_merge_followers(struct service *service, int64_t loser,
	struct merge_follower **followers, size_t *count, struct error *error)
{
	struct reference at = {0};
	bool ok = true;
	*followers = NULL;
	*count = 0;
	while (ok && reference_next(&at, &participant_entity)) {
		struct record_set set = {0};
		ok = store_referring(service->store, at.entity, at.field, loser, &set, error);
		add_follower(followers, count, at.entity, set.count);
		record_set_finish(&set);
	}
	if (!ok) {
		free(*followers);
		*followers = NULL;
		*count = 0;
	}
	return ok;
}

/* ---- the two rows ---- */

static bool refuse_pair(
	const struct participant *survivor, const struct participant *loser, struct error *error)
{
	const struct participant *merged = survivor->status.value == PARTICIPANT_MERGED ? survivor
											: loser;
	if (survivor->record.id == loser->record.id)
		return error_set(error, ERROR_REFUSED, _("That is one row, not two."));
	if (survivor->network.value != loser->network.value)
		return error_set(error, ERROR_REFUSED, _("The two are of different networks."));
	if (merged->status.value != PARTICIPANT_MERGED)
		return true;
	char *title = participant_entity.title(merged);
	error_set(error, ERROR_REFUSED, _("%s is merged into no. %lld already."), title,
		(long long)merged->merged_into.value);
	free(title);
	return false;
}

/* The tombstone keeps what it knew, so that undo and the history can tell. */
static bool bury(struct service *service, const struct participant *loser,
	const struct participant *survivor, struct error *error)
{
	struct participant *tombstone = record_copy(&participant_entity, loser);
	tombstone->status = (struct number){.known = true, .value = PARTICIPANT_MERGED};
	tombstone->merged_into = (struct number){.known = true, .value = survivor->record.id};
	if (survivor->is_protected.value) { /* both tell who the person is */
		tombstone->is_protected = survivor->is_protected;
		tombstone->list_consent = (struct number){.known = true, .value = CONSENT_NOBODY};
	}
	bool ok = store_update(service->store, &participant_entity, tombstone, error);
	record_destroy(&participant_entity, tombstone);
	return ok;
}

static bool waits(const struct participant *participant)
{
	return participant->status.value == PARTICIPANT_RECEIVED ||
	       participant->status.value == PARTICIPANT_REVIEW;
}

/* Protection and a seat are never lost by merging, and the sign-up is as old as the older one. */
static void take_fields(struct participant *survivor, const struct participant *loser,
	const struct merge_order *order)
{
	const struct field *code = entity_field(&participant_entity, "organisation_code");
	for (size_t i = 0; i < order->from_loser_count; i++) {
		field_copy(order->from_loser[i], survivor, loser);
		if (!strcmp(order->from_loser[i]->name, "organisation"))
			field_copy(code, survivor, loser);
	}
	if (loser->is_protected.value)
		survivor->is_protected = loser->is_protected;
	if (loser->status.value == PARTICIPANT_ADMITTED && waits(survivor)) {
		survivor->status = loser->status;
		survivor->admitted_on = loser->admitted_on;
	}
	if (survivor->status.value == PARTICIPANT_ADMITTED && !survivor->eligibility_reason)
		survivor->eligibility_reason = xstrdup(loser->eligibility_reason);
	if (loser->received_on.known && survivor->received_on.known &&
		loser->received_on.value < survivor->received_on.value)
		survivor->received_on = loser->received_on;
}

/* Last of all: what follows from the row (an invoice item, protection) sees what has moved to it.
 */
static bool write_survivor(struct service *service, const struct participant *loser,
	const struct merge_order *order, struct error *error)
{
	struct participant *survivor = record_create(&participant_entity);
	bool ok = store_get(service->store, &participant_entity, order->survivor, survivor, error);
	if (ok) {
		take_fields(survivor, loser, order);
		ok = service_write(service, &participant_entity, survivor, error);
	}
	record_destroy(&participant_entity, survivor);
	return ok;
}

static bool merge(struct service *service, const struct merge_order *order, struct error *error)
{
	struct participant *survivor = record_create(&participant_entity);
	struct participant *loser = record_create(&participant_entity);
	bool ok = store_get(
			  service->store, &participant_entity, order->survivor, survivor, error) &&
		  store_get(service->store, &participant_entity, order->loser, loser, error) &&
		  refuse_pair(survivor, loser, error) && bury(service, loser, survivor, error) &&
		  move_all(service, order->loser, order->survivor, error) &&
		  write_survivor(service, loser, order, error);
	record_destroy(&participant_entity, survivor);
	record_destroy(&participant_entity, loser);
	return ok;
}

static char *merge_title(struct service *service, const struct merge_order *order)
{
	struct participant *survivor = record_create(&participant_entity);
	struct error ignored = {0};
	bool ok = store_get(
		service->store, &participant_entity, order->survivor, survivor, &ignored);
	char *name = ok ? participant_entity.title(survivor) : xstrdup("");
	char *title = xasprintf(_("%s: merged with no. %lld"), name, (long long)order->loser);
	free(name);
	error_finish(&ignored);
	record_destroy(&participant_entity, survivor);
	return title;
}

bool service_merge(struct service *service, const struct merge_order *order, struct error *error)
{
	char *title = merge_title(service, order);
	bool ok = service_begin(service, title, false, error);
	free(title);
	return ok && service_end(service, merge(service, order, error), error);
}
