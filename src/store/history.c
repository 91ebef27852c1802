/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the journal. */
#include "store/history.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "store/listing.h"

#define ACTION_COLUMNS "SELECT id, at, who, kind, title, undone_by_id FROM action"

static void action_finish(struct journal_action *action)
{
	for (size_t i = 0; i < action->row_count; i++) {
		free(action->rows[i].entity);
		free(action->rows[i].before);
		free(action->rows[i].after);
	}
	free(action->rows);
	free(action->who);
	free(action->kind);
	free(action->title);
}

void journal_finish(struct journal *journal)
{
	for (size_t i = 0; i < journal->count; i++)
		action_finish(&journal->actions[i]);
	free(journal->actions);
	*journal = (struct journal){0};
}

static bool read_actions(struct journal *journal, struct statement *statement, struct error *error)
{
	enum step step;
	while ((step = statement_step(statement, error)) == STEP_ROW) {
		journal->actions = xreallocarray(
			journal->actions, journal->count + 1, sizeof(*journal->actions));
		journal->actions[journal->count++] = (struct journal_action){
			.id = statement_integer(statement, 0),
			.at = statement_integer(statement, 1),
			.who = xstrdup(statement_text(statement, 2)),
			.kind = xstrdup(statement_text(statement, 3)),
			.title = xstrdup(statement_text(statement, 4)),
			.undone_by = statement_integer(statement, 5)};
	}
	statement_release(statement);
	return step == STEP_DONE;
}

static void add_row(struct journal_action *action, const struct statement *statement)
{
	/* Room doubles: one action may have a hundred thousand rows. */
	if ((action->row_count & (action->row_count - 1)) == 0)
		action->rows = xreallocarray(action->rows,
			action->row_count ? action->row_count * 2 : 1, sizeof(*action->rows));
	action->rows[action->row_count++] = (struct journal_row){
		.line = statement_integer(statement, 0),
		.entity = xstrdup(statement_text(statement, 1)),
		.row = statement_integer(statement, 2),
		.before = xstrdup(statement_text(statement, 3)),
		.after = xstrdup(statement_text(statement, 4))};
}

/* The lines of the journal about a row and about the rows of every entity that refer to it. Each
 * part is a seek: of the references, then of the journal. */
static void add_related(struct query *query, const char *column, const struct journal_query *asked)
{
	const struct entity *target = entity_by_name(asked->entity);
	int row = query_integer(query, asked->row);
	buffer_printf(&query->sql, "SELECT %s FROM action_row WHERE entity = $%d AND row_id = $%d",
		column, query_text(query, asked->entity), row);
	for (struct reference at = {0}; reference_next(&at, target);)
		buffer_printf(&query->sql,
			" UNION ALL SELECT %s FROM action_row WHERE entity = $%d"
			" AND row_id IN (SELECT id FROM \"%s\" WHERE \"%s\" = $%d)",
			column, query_text(query, at.entity->name), at.entity->table,
			at.field->name, row);
}

static bool asks_for_related(const struct journal_query *asked)
{
	return asked && asked->related && asked->row && asked->entity &&
	       entity_by_name(asked->entity);
}

/* The rows of an action that were asked for; all of them when nothing was. */
static bool read_rows(struct store *store, struct journal_action *action,
	const struct journal_query *asked, struct error *error)
{
	struct query query = {0};
	buffer_append(&query.sql, "SELECT id, entity, row_id, before, after FROM action_row");
	query_condition(&query, "action_id = $%d", query_integer(&query, action->id));
	if (asks_for_related(asked)) {
		query_condition(&query, "id IN (");
		add_related(&query, "id", asked);
		buffer_append(&query.sql, ")");
	} else if (asked && asked->entity) {
		query_condition(&query, "entity = $%d", query_text(&query, asked->entity));
		if (asked->row)
			query_condition(&query, "row_id = $%d", query_integer(&query, asked->row));
	}
	buffer_append(&query.sql, " ORDER BY id");
	struct statement *statement = query_prepare(&query, store, error);
	query_finish(&query);
	enum step step = STEP_FAILED;
	while (statement && (step = statement_step(statement, error)) == STEP_ROW)
		add_row(action, statement);
	statement_release(statement);
	return step == STEP_DONE;
}

bool history_action(struct store *store, int64_t id, struct journal *journal, struct error *error)
{
	*journal = (struct journal){0};
	struct statement *statement = statement_prepare(
		store->engine, ACTION_COLUMNS " WHERE id = $1", error);
	if (!statement)
		return false;
	statement_bind_integer(statement, 1, id);
	bool ok = read_actions(journal, statement, error);
	for (size_t i = 0; ok && i < journal->count; i++)
		ok = read_rows(store, &journal->actions[i], NULL, error);
	if (!ok)
		journal_finish(journal);
	return ok;
}

/* One row's actions are found by its index; an entity's are picked out while walking back. */
static void pick_rows(struct query *query, const struct journal_query *asked)
{
	if (asks_for_related(asked)) {
		query_condition(query, "id IN (");
		add_related(query, "action_id", asked);
		buffer_append(&query->sql, ")");
	} else if (asked->entity && asked->row) {
		query_condition(query,
			"id IN (SELECT action_id FROM action_row"
			" WHERE entity = $%d AND row_id = $%d)",
			query_text(query, asked->entity), query_integer(query, asked->row));
	} else if (asked->entity) {
		query_condition(query,
			"EXISTS (SELECT 1 FROM action_row"
			" WHERE action_id = action.id AND entity = $%d)",
			query_text(query, asked->entity));
	}
}

bool store_entered_state(struct store *store, const struct entity *entity, int64_t id,
	const char *token, struct number *at, struct error *error)
{
	struct statement *statement = statement_prepare(store->engine,
		"SELECT action.at FROM action_row JOIN action ON action.id = action_row.action_id"
		" WHERE entity = $1 AND row_id = $2 AND after ->> 'status' = $3"
		" AND coalesce(before ->> 'status', '') <> $3 ORDER BY action_row.id DESC LIMIT 1",
		error);
	*at = (struct number){0};
	if (!statement)
		return false;
	statement_bind_text(statement, 1, entity->name);
	statement_bind_integer(statement, 2, id);
	statement_bind_text(statement, 3, token);
	enum step step = statement_step(statement, error);
	if (step == STEP_ROW)
		*at = (struct number){.known = true, .value = statement_integer(statement, 0)};
	statement_release(statement);
	return step != STEP_FAILED;
}

bool store_history(struct store *store, const struct journal_query *asked, struct journal *journal,
	struct error *error)
{
	struct query query = {0};
	*journal = (struct journal){0};
	buffer_append(&query.sql, ACTION_COLUMNS);
	if (asked->before)
		query_condition(&query, "id < $%d", query_integer(&query, asked->before));
	pick_rows(&query, asked);
	buffer_append(&query.sql, " ORDER BY id DESC");
	buffer_printf(&query.sql, " LIMIT $%d", query_integer(&query, (int64_t)asked->limit));
	struct statement *statement = query_prepare(&query, store, error);
	query_finish(&query);
	bool ok = statement && read_actions(journal, statement, error);
	for (size_t i = 0; ok && i < journal->count; i++)
		ok = read_rows(store, &journal->actions[i], asked, error);
	if (!ok)
		journal_finish(journal);
	return ok;
}
