/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Undo and redo: an action is taken back row by row, newest first, as an action of its own. A row
 * must still be what the action left; what others have changed since is not overwritten. To redo
 * is to take back an undo.
 */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "store/history.h"
#include "store/image.h"
#include "store/opening.h"
#include "store/row.h"
#include "store/unit.h"
#include "store/write.h"

/* One line of the journal being taken back. */
struct reversal {
	const struct entity *entity;
	int64_t row;
	struct image before;
	struct image after;
};

static bool refuse(
	const struct entity *entity, const void *record, const char *sentence, struct error *error)
{
	char *title = entity->title(record);
	error_set(error, ERROR_CONFLICT, sentence, title);
	free(title);
	return false;
}

/* *same: is the row what the action left? */
static bool compare(
	const struct reversal *reversal, const void *current, bool *same, struct error *error)
{
	const struct entity *entity = reversal->entity;
	void *expected = record_copy(entity, current);
	bool ok = image_apply(&reversal->after, entity, expected, error);
	opening_keep(entity, expected, current);
	*same = ok && records_agree(entity, expected, current, false);
	record_destroy(entity, expected);
	return ok;
}

static bool take_back_insert(struct store *store, const struct reversal *reversal,
	const void *current, struct error *error)
{
	const struct entity *entity = reversal->entity;
	return write_refuse_referred(store, entity, current, error) &&
	       row_delete(store, entity, reversal->row, error) &&
	       unit_journal(store, entity, current, NULL, error);
}

static bool take_back_update(struct store *store, const struct reversal *reversal,
	const void *current, struct error *error)
{
	const struct entity *entity = reversal->entity;
	struct record *former = record_copy(entity, current);
	bool ok = image_apply(&reversal->before, entity, former, error);
	for (size_t i = 0; ok && i < entity->field_count; i++) {
		if (field_is_kept(entity, &entity->fields[i]))
			field_copy(&entity->fields[i], former, current);
	}
	opening_keep(entity, former, current);
	former->version++;
	record_stamp(entity, former, "updated_at", store->unit.at);
	ok = ok && row_update(store, entity, former, error) &&
	     unit_journal(store, entity, current, former, error);
	record_destroy(entity, former);
	return ok;
}

/* A version that nobody can have read before: it must not look like the row that was deleted. */
static bool take_back_delete(
	struct store *store, const struct reversal *reversal, struct error *error)
{
	const struct entity *entity = reversal->entity;
	struct record *former = record_create(entity);
	bool ok = image_apply(&reversal->before, entity, former, error);
	former->id = reversal->row;
	former->version = image_version(&reversal->before) + 1;
	record_stamp(entity, former, "updated_at", store->unit.at);
	ok = ok && row_insert(store, entity, former, error) &&
	     unit_journal(store, entity, NULL, former, error);
	record_destroy(entity, former);
	return ok;
}

static bool take_back_change(struct store *store, const struct reversal *reversal,
	const void *current, struct error *error)
{
	bool same;
	if (!compare(reversal, current, &same, error))
		return false;
	if (!same)
		return refuse(reversal->entity, current,
			_("“%s” has been changed since, so this cannot be undone or redone."),
			error);
	return reversal->before.object ? take_back_update(store, reversal, current, error)
				       : take_back_insert(store, reversal, current, error);
}

static bool refuse_gone(const struct reversal *reversal, struct error *error)
{
	void *former = record_create(reversal->entity);
	*(struct record *)former = (struct record){.id = reversal->row};
	if (image_apply(&reversal->after, reversal->entity, former, error))
		refuse(reversal->entity, former,
			_("“%s” has been removed since, so this cannot be undone or redone."),
			error);
	record_destroy(reversal->entity, former);
	return false;
}

static bool take_back(struct store *store, const struct reversal *reversal, struct error *error)
{
	const struct entity *entity = reversal->entity;
	bool found;
	void *current = record_create(entity);
	bool ok = row_read(store, entity, reversal->row, current, &found, error);
	if (ok && found && !reversal->after.object)
		ok = refuse(entity, current,
			_("“%s” is there already, so this cannot be undone or redone."), error);
	else if (ok && found)
		ok = take_back_change(store, reversal, current, error);
	else if (ok && reversal->after.object)
		ok = refuse_gone(reversal, error);
	else if (ok)
		ok = take_back_delete(store, reversal, error);
	record_destroy(entity, current);
	return ok;
}

static bool take_back_row(struct store *store, const struct journal_row *row, struct error *error)
{
	struct reversal reversal = {.entity = entity_by_name(row->entity), .row = row->row};
	if (!reversal.entity)
		return error_set(error, ERROR_SOFTWARE,
			_("The journal tells of “%s”, which this program does not know."),
			row->entity);
	bool ok = image_parse(&reversal.before, row->before, error) &&
		  image_parse(&reversal.after, row->after, error) &&
		  image_load_sealed(&reversal.before, store, row->line, "before", error) &&
		  image_load_sealed(&reversal.after, store, row->line, "after", error) &&
		  take_back(store, &reversal, error);
	image_finish(&reversal.before);
	image_finish(&reversal.after);
	return ok;
}

static bool take_back_rows(
	struct store *store, const struct journal_action *action, struct error *error)
{
	bool ok = true;
	for (size_t i = action->row_count; ok && i > 0; i--)
		ok = take_back_row(store, &action->rows[i - 1], error);
	return ok;
}

/* ---- which action ---- */

static bool newest(struct store *store, const char *kind, int64_t *id, struct error *error)
{
	struct statement *statement = statement_prepare(store->engine,
		"SELECT coalesce(max(id), 0) FROM action"
		" WHERE kind = $1 AND undone_by_id IS NULL",
		error);
	if (!statement)
		return false;
	statement_bind_text(statement, 1, kind);
	return statement_run_integer(statement, 0, id, error);
}

static bool find_undoable(struct store *store, int64_t *id, struct error *error)
{
	int64_t change, redo;
	if (!newest(store, "change", &change, error) || !newest(store, "redo", &redo, error))
		return false;
	*id = change > redo ? change : redo;
	return *id || error_set(error, ERROR_REFUSED, _("There is nothing to undo."));
}

/* A new change ends what could be redone, also when it has been undone itself. */
static bool changed_since(struct store *store, int64_t id, bool *changed, struct error *error)
{
	int64_t count = 0;
	struct statement *statement = statement_prepare(store->engine,
		"SELECT count(*) FROM action WHERE id > $1 AND (kind = 'change' OR kind = 'final'"
		" AND EXISTS (SELECT 1 FROM action_row WHERE action_id = action.id))",
		error);
	if (!statement)
		return false;
	statement_bind_integer(statement, 1, id);
	bool ok = statement_run_integer(statement, 0, &count, error);
	*changed = count > 0;
	return ok;
}

static bool find_redoable(struct store *store, int64_t *id, struct error *error)
{
	bool changed = false;
	if (!newest(store, "undo", id, error) ||
		(*id && !changed_since(store, *id, &changed, error)))
		return false;
	return (*id && !changed) || error_set(error, ERROR_REFUSED, _("There is nothing to redo."));
}

static bool mark_undone(struct store *store, int64_t id, struct error *error)
{
	struct statement *statement = statement_prepare(
		store->engine, "UPDATE action SET undone_by_id = $1 WHERE id = $2", error);
	if (!statement)
		return false;
	statement_bind_integer(statement, 1, store->unit.action);
	statement_bind_integer(statement, 2, id);
	return statement_run(statement, error);
}

static int64_t network_of(struct store *store, int64_t action)
{
	struct error ignored = {0};
	int64_t network = 0;
	struct statement *statement = statement_prepare(
		store->engine, "SELECT network_id FROM action WHERE id = $1", &ignored);
	if (statement) {
		statement_bind_integer(statement, 1, action);
		statement_run_integer(statement, 0, &network, &ignored);
	}
	error_finish(&ignored);
	return network;
}

static bool reverse(struct store *store, int64_t id, const char *kind, const char *who,
	struct journal *done, struct error *error)
{
	if (!history_action(store, id, done, error))
		return false;
	const struct journal_action *action = &done->actions[0];
	unit_describe(store,
		&(struct action_intent){
			.network = network_of(store, id), .who = who, .title = action->title},
		kind, id);
	return take_back_rows(store, action, error) && mark_undone(store, id, error);
}

static bool run(
	struct store *store, bool undo, const char *who, struct journal *done, struct error *error)
{
	int64_t id;
	*done = (struct journal){0};
	if (!unit_begin(store, error))
		return false;
	bool ok = undo ? find_undoable(store, &id, error) : find_redoable(store, &id, error);
	ok = ok && reverse(store, id, undo ? "undo" : "redo", who, done, error) &&
	     store_commit(store, NULL, error);
	if (!ok) {
		store_rollback(store);
		journal_finish(done);
	}
	return ok;
}

bool store_undo(struct store *store, const char *who, struct journal *done, struct error *error)
{
	return run(store, true, who, done, error);
}

bool store_redo(struct store *store, const char *who, struct journal *done, struct error *error)
{
	return run(store, false, who, done, error);
}

bool store_undoable(struct store *store, struct journal *journal, struct error *error)
{
	struct error none = {0};
	int64_t id;
	*journal = (struct journal){0};
	if (find_undoable(store, &id, &none))
		return history_action(store, id, journal, error);
	bool nothing = none.kind == ERROR_REFUSED;
	if (!nothing)
		error_set(error, none.kind, "%s", none.message);
	error_finish(&none);
	return nothing;
}
