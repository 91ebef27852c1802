/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The promises that records make: each is read, and its rules looked at. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "model/meeting.h"
#include "model/network.h"
#include "model/organisation.h"
#include "model/personalnumber.h"
#include "model/request.h"
#include "store/check.h"
#include "store/derived.h"
#include "store/listing.h"
#include "store/override.h"
#include "store/row.h"

#define BATCH 500
/* A chain of merged requests that is longer than this is a ring. */
#define LONGEST_CHAIN 100

/* The record being looked at, and where to tell of it. */
struct look {
	struct store *store;
	struct findings *findings;
	const struct entity *entity;
	const void *record;
	struct error *error;
};

/* `sentence` has one %s, for the name of the record. */
static void tell(const struct look *look, const char *rule, const char *sentence)
{
	char *name = check_name(
		look->store, look->entity, ((const struct record *)look->record)->id);
	findings_add(look->findings, rule, xasprintf(sentence, name));
	free(name);
}

/* ---- every entity ---- */

static bool look_at_texts(const struct look *look)
{
	for (size_t i = 0; i < look->entity->field_count; i++) {
		bool kept;
		const struct field *field = &look->entity->fields[i];
		if (!field_may_hold_personal_number(field) ||
			!text_has_personal_number(field_text_of(field, look->record)))
			continue;
		if (!store_keeps_number(look->store, look->entity,
			    ((const struct record *)look->record)->id, field->name, &kept,
			    look->error))
			return false;
		if (kept)
			continue;
		char *name = check_name(
			look->store, look->entity, ((const struct record *)look->record)->id);
		findings_add(look->findings, "20",
			xasprintf(_("%s holds a personal number in the field “%s”."), name,
				field->label ? _(field->label) : field->name));
		free(name);
	}
	return true;
}

/* The columns that say nothing new must say what the record says now. */
static bool look_at_derived(const struct look *look)
{
	size_t count;
	int64_t wrong = 0;
	const struct derived *derived = derived_of(look->entity, &count);
	struct buffer sql = {0};
	if (!count)
		return true;
	buffer_printf(&sql, "SELECT count(*) FROM \"%s\" WHERE NOT (TRUE", look->entity->table);
	for (size_t i = 0; i < count; i++)
		buffer_printf(&sql, " AND \"%s\" = $%zu", derived[i].column, i + 1);
	buffer_printf(&sql, ") AND \"id\" = $%zu", count + 1);
	struct statement *statement = statement_prepare(look->store->engine, sql.data, look->error);
	buffer_finish(&sql);
	if (!statement)
		return false;
	for (size_t i = 0; i < count; i++)
		derived_bind(look->store, &derived[i], look->record, statement, (int)i + 1);
	statement_bind_integer(
		statement, (int)count + 1, ((const struct record *)look->record)->id);
	if (!statement_run_integer(statement, 0, &wrong, look->error))
		return false;
	if (wrong)
		tell(look, "keys", _("%s is sorted or found by values that it no longer has."));
	return true;
}

/* What the journal tells of a protected person must be sealed. */
static bool look_at_sealing(const struct look *look)
{
	int64_t open = 0;
	if (!look->entity->is_protected || !look->entity->is_protected(look->record))
		return true;
	struct statement *statement = statement_prepare(look->store->engine,
		"SELECT count(*) FROM action_row WHERE entity = $1 AND row_id = $2"
		" AND instr(coalesce(before, after), '\"sealed\"') = 0",
		look->error);
	if (!statement)
		return false;
	statement_bind_text(statement, 1, look->entity->name);
	statement_bind_integer(statement, 2, ((const struct record *)look->record)->id);
	if (!statement_run_integer(statement, 0, &open, look->error))
		return false;
	if (open)
		tell(look, "16", _("The journal tells who %s is, who is protected."));
	return true;
}

/* ---- meetings ---- */

static void look_at_arrangements(const struct look *look, const struct meeting *meeting)
{
	int64_t status = meeting->status.value;
	if (status == MEETING_CONFIRMED && !meeting->date.known)
		tell(look, "3", _("%s is confirmed without a date."));
	if (status == MEETING_CONFIRMED && meeting_needs_place(meeting) && !meeting->place)
		tell(look, "3", _("%s is confirmed without a place."));
	if (status == MEETING_CONFIRMED && meeting_needs_link(meeting) && !meeting->link &&
		!meeting->link_later.value)
		tell(look, "3", _("%s is confirmed without a link, and none is to come later."));
	if (status == MEETING_CANCELLED && !meeting->status_reason)
		tell(look, "7", _("%s is cancelled without a reason."));
}

static void look_at_hours(const struct look *look, const struct meeting *meeting)
{
	if (meeting->start.known && meeting->end.known &&
		meeting->end.value <= meeting->start.value)
		tell(look, "5", _("%s ends before it starts."));
	if (meeting->duration_min.known && meeting->duration_max.known &&
		meeting->duration_min.value > meeting->duration_max.value)
		tell(look, "5", _("%s has a shortest duration longer than the longest."));
}

static bool look_at_period(const struct look *look, const struct meeting *meeting)
{
	bool found;
	struct network network = {0};
	if (!meeting->date.known)
		return true;
	bool ok = row_read(look->store, &network_entity, meeting->network.value, &network, &found,
		look->error);
	if (ok && found &&
		((network.starts_on.known && meeting->date.value < network.starts_on.value) ||
			(network.ends_on.known && meeting->date.value > network.ends_on.value)))
		tell(look, "5", _("%s lies outside the period of the network."));
	record_finish(&network_entity, &network);
	return ok;
}

/* A theme that was set from the start has no day; one that a meeting decided was decided that day.
 */
static bool look_at_theme(const struct look *look, const struct meeting *meeting)
{
	bool found;
	struct meeting deciding = {0};
	if (meeting->theme_status.value != THEME_DECIDED || !meeting->theme_decided_at.known)
		return true;
	if (!meeting->theme_decided_on.known)
		tell(look, "6", _("%s has a decided theme, but not the day it was decided."));
	if (!meeting->date.known)
		return true;
	if (meeting->theme_decided_on.known &&
		meeting->theme_decided_on.value > meeting->date.value)
		tell(look, "6", _("%s had its theme decided after it was held."));
	bool ok = row_read(look->store, &meeting_entity, meeting->theme_decided_at.value, &deciding,
		&found, look->error);
	if (ok && found && deciding.date.known && deciding.date.value > meeting->date.value)
		tell(look, "6", _("%s has its theme decided at a later meeting."));
	record_finish(&meeting_entity, &deciding);
	return ok;
}

static bool look_at_meeting(const struct look *look)
{
	const struct meeting *meeting = look->record;
	look_at_arrangements(look, meeting);
	look_at_hours(look, meeting);
	return look_at_period(look, meeting) && look_at_theme(look, meeting);
}

/* ---- requests ---- */

static bool follow_merges(const struct look *look, const struct request *request, bool *ring)
{
	int64_t next = request->merged_into.value;
	bool ok = true, found = true;
	*ring = false;
	for (int i = 0; ok && found && !*ring; i++) {
		struct request target = {0};
		ok = row_read(look->store, &request_entity, next, &target, &found, look->error);
		*ring = i > LONGEST_CHAIN || (found && target.record.id == request->record.id);
		found = found && target.merged_into.known;
		next = target.merged_into.value;
		record_finish(&request_entity, &target);
	}
	return ok;
}

static bool look_at_request(const struct look *look)
{
	const struct request *request = look->record;
	struct request target = {0};
	bool found, ring;
	if (request->status.value != REQUEST_MERGED)
		return true;
	if (!request->merged_into.known) {
		tell(look, "18", _("%s is merged into nothing."));
		return true;
	}
	bool ok = row_read(look->store, &request_entity, request->merged_into.value, &target,
			  &found, look->error) &&
		  follow_merges(look, request, &ring);
	if (ok && ring)
		tell(look, "18", _("%s is merged into itself, by way of others."));
	else if (ok && found && target.status.value == REQUEST_MERGED)
		tell(look, "18", _("%s is merged into one that is merged itself."));
	record_finish(&request_entity, &target);
	return ok;
}

/* ---- all of them ---- */

static bool look_at(const struct look *look)
{
	if (!look_at_texts(look) || !look_at_derived(look) || !look_at_sealing(look))
		return false;
	if (look->entity == &meeting_entity)
		return look_at_meeting(look);
	if (look->entity == &request_entity)
		return look_at_request(look);
	return true;
}

static bool check_entity(struct store *store, const struct entity *entity,
	struct findings *findings, struct error *error)
{
	int64_t last = INT64_MIN;
	bool ok = true, more = true;
	while (ok && more) {
		struct record_set set;
		ok = rows_after(store, entity, last, BATCH, &set, error);
		for (size_t i = 0; ok && i < set.count; i++) {
			struct look look = {store, findings, entity, record_set_at(&set, i), error};
			last = ((const struct record *)look.record)->id;
			ok = look_at(&look);
		}
		more = set.count == BATCH;
		record_set_finish(&set);
	}
	return ok;
}

/* 290 municipalities and 21 regions, Gotland counted in both. */
static bool check_register(struct store *store, struct findings *findings, struct error *error)
{
	struct record_set set;
	size_t municipalities = 0, regions = 0;
	if (!store_all(store, &organisation_entity, 0, &set, error))
		return false;
	for (size_t i = 0; i < set.count; i++) {
		const struct organisation *organisation = record_set_at(&set, i);
		municipalities += organisation->kind.value != ORGANISATION_REGION;
		regions += organisation->kind.value != ORGANISATION_MUNICIPALITY;
	}
	if (set.count && (municipalities != 290 || regions != 21))
		findings_add(findings, "28",
			xasprintf(_("The register has %zu municipalities and %zu regions instead "
				    "of 290 and 21."),
				municipalities, regions));
	record_set_finish(&set);
	return true;
}

bool check_records(struct store *store, struct findings *findings, struct error *error)
{
	bool ok = true;
	for (size_t i = 0; ok && model_entities[i]; i++)
		ok = check_entity(store, model_entities[i], findings, error);
	return ok && check_register(store, findings, error);
}
