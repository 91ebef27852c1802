/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which rows go with a row, and their going. */
#include "store/erase.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/i18n.h"
#include "model/draft.h"
#include "model/invoice.h"
#include "model/participant.h"
#include "model/request.h"
#include "store/presence.h"
#include "store/row.h"
#include "store/scrub.h"
#include "store/unit.h"

static bool holds(const struct erase_set *set, const struct entity *entity, int64_t id)
{
	for (size_t i = 0; i < set->count; i++) {
		const struct erase_item *item = &set->items[i];
		if (item->entity == entity && item->id == id && !item->detach)
			return true;
	}
	return false;
}

static void add_item(struct erase_set *set, struct erase_item item)
{
	set->items = xreallocarray(set->items, set->count + 1, sizeof(*set->items));
	set->items[set->count++] = item;
}

/* Does the row live on without what the field leads to? What is about a person goes with them. */
static bool outlives(const struct entity *entity, const struct field *field, const void *record)
{
	if (field->flags & (FIELD_REQUIRED | FIELD_PARENT))
		return false;
	if (entity == &draft_entity && field->target == &request_entity)
		return false; /* an answer repeats what it answers */
	if (field->flags & FIELD_DETACHED)
		return true;
	if (field->target == &participant_entity) /* bookkeeping law keeps what was invoiced */
		return entity == &invoice_item_entity && invoice_is_booked(record);
	return strcmp(field->name, "merged_into_id") != 0;
}

static bool add_referring(struct erase_set *set, struct store *store,
	const struct reference *reference, int64_t id, struct error *error)
{
	const struct entity *entity = reference->entity;
	const struct field *field = reference->field;
	struct record_set rows = {0};
	bool ok = store_referring(store, entity, field, id, &rows, error);
	for (size_t i = 0; ok && i < rows.count; i++) {
		const struct record *record = record_set_at(&rows, i);
		if (outlives(entity, field, record))
			add_item(set, (struct erase_item){
					      .entity = entity, .id = record->id, .detach = field});
		else
			ok = erase_set_add(set, store, entity, record->id, error);
	}
	record_set_finish(&rows);
	return ok;
}

/* The row's own place is taken first, so that a circle of references ends. */
bool erase_set_add(struct erase_set *set, struct store *store, const struct entity *entity,
	int64_t id, struct error *error)
{
	if (holds(set, entity, id))
		return true;
	struct erase_item self = {.entity = entity, .id = id};
	struct reference at = {0};
	size_t place = set->count;
	bool ok = true;
	add_item(set, self);
	while (ok && reference_next(&at, entity))
		ok = add_referring(set, store, &at, id, error);
	memmove(&set->items[place], &set->items[place + 1],
		(set->count - place - 1) * sizeof(*set->items));
	set->items[set->count - 1] = self;
	return ok;
}

void erase_set_add_gone(struct erase_set *set, const struct entity *entity, int64_t id)
{
	add_item(set, (struct erase_item){.entity = entity, .id = id, .is_gone = true});
}

void erase_set_finish(struct erase_set *set)
{
	free(set->items);
	*set = (struct erase_set){0};
}

/* ---- doing it ---- */

static bool run_on_row(
	struct store *store, const char *sql, const char *name, int64_t id, struct error *error)
{
	struct statement *statement = statement_prepare(store->engine, sql, error);
	if (!statement)
		return false;
	if (name)
		statement_bind_text(statement, 2, name);
	statement_bind_integer(statement, 1, id);
	return statement_run(statement, error);
}

static bool detach(struct store *store, const struct erase_item *item, struct error *error)
{
	char *sql = xasprintf("UPDATE \"%s\" SET \"%s\" = NULL, version = version + 1"
			      " WHERE id = $1",
		item->entity->table, item->detach->name);
	bool ok = run_on_row(store, sql, NULL, item->id, error);
	free(sql);
	return ok;
}

/* What cannot be told any more cannot be taken back either. */
static bool forget_row(
	struct store *store, const struct entity *entity, int64_t id, struct error *error)
{
	return journal_erase_titles(store, entity, id, error) &&
	       run_on_row(store, "DELETE FROM number_override WHERE record_id = $1 AND entity = $2",
		       entity->name, id, error) &&
	       store_hints_forget(store, entity->name, id, error) &&
	       run_on_row(store,
		       "DELETE FROM sealed_value WHERE action_row_id IN"
		       " (SELECT id FROM action_row WHERE row_id = $1 AND entity = $2)",
		       entity->name, id, error) &&
	       run_on_row(store,
		       "UPDATE action SET kind = 'final' WHERE kind <> 'final' AND id IN"
		       " (SELECT action_id FROM action_row WHERE row_id = $1 AND entity = $2)",
		       entity->name, id, error) &&
	       run_on_row(store,
		       "UPDATE action_row SET"
		       " before = CASE WHEN before IS NOT NULL THEN '{\"erased\":true}' END,"
		       " after = CASE WHEN after IS NOT NULL THEN '{\"erased\":true}' END"
		       " WHERE row_id = $1 AND entity = $2",
		       entity->name, id, error);
}

static bool remove_item(struct store *store, const struct erase_item *item, struct error *error)
{
	if (item->detach)
		return detach(store, item, error);
	return forget_row(store, item->entity, item->id, error) &&
	       (item->is_gone || row_delete(store, item->entity, item->id, error));
}

/* Opens the guards of the schema, and has freed pages written over. */
static bool open_guards(struct store *store, struct error *error)
{
	return unit_check_open(store, error) && engine_delete_securely(store->engine, error) &&
	       engine_script(store->engine,
		       "INSERT INTO erasure_in_progress (id) VALUES (1) ON CONFLICT DO NOTHING",
		       error) &&
	       meta_set(store, "cleaning", "due", error);
}

static bool close_guards(struct store *store, struct error *error)
{
	unit_touch(store);
	return engine_script(store->engine, "DELETE FROM erasure_in_progress", error);
}

bool store_erase(struct store *store, const struct erase_set *set, const struct word_list *words,
	struct error *error)
{
	bool ok = open_guards(store, error);
	for (size_t i = 0; ok && i < set->count; i++)
		ok = remove_item(store, &set->items[i], error);
	ok = ok && (!words || !words->count || scrub_words(store, words, error));
	return ok && close_guards(store, error);
}

/* ---- what is due ---- */

static void bind_until(
	struct statement *statement, int index, const struct field *when, int64_t until)
{
	char text[11];
	if (when->type != FIELD_DATE) {
		statement_bind_integer(statement, index, until);
		return;
	}
	date_to_iso(until, text);
	statement_bind_text(statement, index, text);
}

bool store_find_until(struct store *store, const struct until_query *query, struct record_set *set,
	struct error *error)
{
	struct buffer sql = {0};
	*set = (struct record_set){.entity = query->entity};
	buffer_append(&sql, "SELECT ");
	row_columns(&sql, query->entity);
	buffer_printf(
		&sql, " FROM \"%s\" WHERE \"%s\" <= $1", query->entity->table, query->when->name);
	if (query->status)
		buffer_append(&sql, " AND status = $2");
	buffer_append(&sql, " ORDER BY id");
	struct statement *statement = statement_prepare(store->engine, sql.data, error);
	buffer_finish(&sql);
	if (!statement)
		return false;
	bind_until(statement, 1, query->when, query->until);
	if (query->status)
		statement_bind_text(statement, 2, query->status);
	return record_set_read(set, statement, error);
}

/* Reads the ids that a statement gives; releases it. */
static bool read_ids(struct statement *statement, int64_t **ids, size_t *count, struct error *error)
{
	size_t room = 0;
	enum step step;
	while ((step = statement_step(statement, error)) == STEP_ROW) {
		if (*count == room) {
			room = room ? 2 * room : 64;
			*ids = xreallocarray(*ids, room, sizeof(**ids));
		}
		(*ids)[(*count)++] = statement_integer(statement, 0);
	}
	statement_release(statement);
	return step == STEP_DONE;
}

bool store_ids(struct store *store, const struct entity *entity, int64_t network, int64_t **ids,
	size_t *count, struct error *error)
{
	char *sql = xasprintf(
		"SELECT id FROM \"%s\" WHERE network_id = $1 ORDER BY id", entity->table);
	struct statement *statement = statement_prepare(store->engine, sql, error);
	free(sql);
	*ids = NULL;
	*count = 0;
	if (!statement)
		return false;
	statement_bind_integer(statement, 1, network);
	return read_ids(statement, ids, count, error);
}

/* Rows of this entity have been removed at all: mostly none, and then there is nothing to sort. */
static bool has_removals(
	struct store *store, const struct entity *entity, bool *has, struct error *error)
{
	int64_t found = 0;
	struct statement *statement = statement_prepare(store->engine,
		"SELECT EXISTS (SELECT 1 FROM action_row WHERE entity = $1 AND after IS NULL)",
		error);
	if (!statement)
		return false;
	statement_bind_text(statement, 1, entity->name);
	bool ok = statement_run_integer(statement, 0, &found, error);
	*has = found != 0;
	return ok;
}

bool store_find_gone(struct store *store, const struct entity *entity, int64_t until, int64_t **ids,
	size_t *count, struct error *error)
{
	bool has;
	*ids = NULL;
	*count = 0;
	if (!has_removals(store, entity, &has, error))
		return false;
	if (!has)
		return true;
	char *sql = xasprintf(
		"SELECT row_id FROM action_row JOIN action ON action.id = action_row.action_id"
		" WHERE entity = $1 AND after IS NULL AND before <> '{\"erased\":true}'"
		" AND NOT EXISTS (SELECT 1 FROM \"%s\" WHERE id = row_id)"
		" GROUP BY row_id HAVING max(at) <= $2 ORDER BY row_id",
		entity->table);
	struct statement *statement = statement_prepare(store->engine, sql, error);
	free(sql);
	if (!statement)
		return false;
	statement_bind_text(statement, 1, entity->name);
	statement_bind_integer(statement, 2, until);
	return read_ids(statement, ids, count, error);
}
