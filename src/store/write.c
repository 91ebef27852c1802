/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inserting, saving and deleting records: versions, states, and a line in the journal for each. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "model/meeting.h"
#include "store/opening.h"
#include "store/row.h"
#include "store/unit.h"
#include "store/write.h"

bool field_is_kept(const struct entity *entity, const struct field *field)
{
	return (entity == &meeting_entity && !strcmp(field->name, "sequence")) ||
	       opening_fills(entity, field);
}

/* When something that travels between databases was made is told by its file. */
static void stamp_new(struct store *store, const struct entity *entity, void *record)
{
	const struct field *created = entity_field(entity, "created_at");
	if (created && (created->flags & FIELD_LOCAL || !field_is_known(created, record)))
		record_stamp(entity, record, "created_at", store->unit.at);
	record_stamp(entity, record, "updated_at", store->unit.at);
}

bool store_insert(
	struct store *store, const struct entity *entity, void *record, struct error *error)
{
	struct record *head = record;
	if (!unit_check_open(store, error))
		return false;
	head->id = 0;
	head->version = 1;
	stamp_new(store, entity, record);
	return row_insert(store, entity, record, error) &&
	       unit_journal(store, entity, NULL, record, error);
}

/* Saving a record cannot lower the version of its calendar file, which a release has raised. */
static void keep_raised(const struct entity *entity, void *record, const void *current)
{
	for (size_t i = 0; i < entity->field_count; i++) {
		const struct field *field = &entity->fields[i];
		if (!field_is_kept(entity, field))
			continue;
		struct number mine = field_number_of(field, record);
		struct number stored = field_number_of(field, current);
		if (stored.known && (!mine.known || mine.value < stored.value))
			field_copy(field, record, current);
	}
}

bool records_agree(const struct entity *entity, const void *left, const void *right, bool kept)
{
	for (size_t i = 0; i < entity->field_count; i++) {
		const struct field *field = &entity->fields[i];
		if (!strcmp(field->name, "updated_at") || (!kept && field_is_kept(entity, field)))
			continue;
		if (!field_equals(field, left, right))
			return false;
	}
	return true;
}

static bool check_state(const struct entity *entity, const struct field *field, const void *from,
	const void *to, struct error *error)
{
	const struct choices *choices = field->choices;
	if (!(field->flags & FIELD_STATUS) || !choices || !choices->transitions ||
		field_equals(field, from, to) || !field_is_known(field, from))
		return true;
	int old = (int)field_number_of(field, from).value;
	int new = (int)field_number_of(field, to).value;
	if (field_is_known(field, to) && choices_transition(choices, old, new))
		return true;
	char *title = entity->title(from);
	error_set_field(error, ERROR_REFUSED, field->name, _("“%s” cannot go from “%s” to “%s”."),
		title, choice_label(choices, old),
		field_is_known(field, to) ? choice_label(choices, new) : "");
	free(title);
	return false;
}

static bool check_states(
	const struct entity *entity, const void *from, const void *to, struct error *error)
{
	for (size_t i = 0; i < entity->field_count; i++) {
		if (!check_state(entity, &entity->fields[i], from, to, error))
			return false;
	}
	return true;
}

static bool refuse_conflict(const struct entity *entity, const void *record, struct error *error)
{
	char *title = entity->title(record);
	error_set(error, ERROR_CONFLICT,
		_("“%s” has been changed by someone else since you opened it; nothing has been "
		  "saved."),
		title);
	free(title);
	return false;
}

static bool refuse_gone(const struct entity *entity, const void *record, struct error *error)
{
	char *title = entity->title(record);
	error_set(error, ERROR_CONFLICT,
		_("“%s” has been removed by someone else since you opened it."), title);
	free(title);
	return false;
}

static bool save(struct store *store, const struct entity *entity, void *record,
	const void *current, struct error *error)
{
	struct record *head = record;
	keep_raised(entity, record, current);
	if (records_agree(entity, record, current, true))
		return true;
	if (!check_states(entity, current, record, error))
		return false;
	record_stamp(entity, record, "updated_at", store->unit.at);
	head->version++;
	if (!row_update(store, entity, record, error)) {
		head->version--;
		return false;
	}
	return unit_journal(store, entity, current, record, error);
}

bool store_update(
	struct store *store, const struct entity *entity, void *record, struct error *error)
{
	const struct record *head = record;
	struct record *current;
	bool found, ok;
	if (!unit_check_open(store, error))
		return false;
	current = record_create(entity);
	ok = row_read(store, entity, head->id, current, &found, error);
	if (ok && !found)
		ok = refuse_gone(entity, record, error);
	else if (ok && current->version != head->version)
		ok = refuse_conflict(entity, current, error);
	else if (ok)
		ok = save(store, entity, record, current, error);
	record_destroy(entity, current);
	return ok;
}

bool write_refuse_referred(
	struct store *store, const struct entity *entity, const void *record, struct error *error)
{
	char *referrer;
	if (!row_find_referrer(
		    store, entity, ((const struct record *)record)->id, &referrer, error))
		return false;
	if (!referrer)
		return true;
	char *title = entity->title(record);
	error_set(error, ERROR_REFUSED, _("“%s” cannot be removed while this refers to it: %s."),
		title, referrer);
	free(title);
	free(referrer);
	return false;
}

bool store_delete(struct store *store, const struct entity *entity, int64_t id, struct error *error)
{
	if (!unit_check_open(store, error))
		return false;
	void *current = record_create(entity);
	bool ok = store_get(store, entity, id, current, error) &&
		  write_refuse_referred(store, entity, current, error) &&
		  row_delete(store, entity, id, error) &&
		  unit_journal(store, entity, current, NULL, error);
	record_destroy(entity, current);
	return ok;
}
