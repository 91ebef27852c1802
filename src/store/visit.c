/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/visit.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/i18n.h"
#include "model/request.h"
#include "store/private.h"

#define VISIT_PATIENCE 200

/* ---- visits ---- */

static bool newest_before(struct store *store, int64_t at, int64_t *action, struct error *error)
{
	struct statement *statement = statement_prepare(store->engine,
		"SELECT id FROM action WHERE at < $1 ORDER BY id DESC LIMIT 1", error);
	if (!statement)
		return false;
	statement_bind_integer(statement, 1, at);
	return statement_run_integer(statement, 0, action, error);
}

bool store_visit(struct store *store, int64_t network, const char *who, int64_t otherwise,
	struct visit *visit, struct error *error)
{
	struct statement *statement = statement_prepare(store->engine,
		"SELECT at, action_id FROM visit WHERE network_id = $1 AND who = $2", error);
	*visit = (struct visit){0};
	if (!statement)
		return false;
	statement_bind_integer(statement, 1, network);
	statement_bind_text(statement, 2, who);
	enum step step = statement_step(statement, error);
	if (step == STEP_ROW)
		*visit = (struct visit){
			true, statement_integer(statement, 0), statement_integer(statement, 1)};
	statement_release(statement);
	if (step == STEP_DONE) {
		visit->at = clock_now(&store->clock) - otherwise;
		return newest_before(store, visit->at, &visit->action, error);
	}
	return step == STEP_ROW;
}

static bool write_visit(struct store *store, int64_t network, const char *who, struct error *error)
{
	struct statement *statement = statement_prepare(store->engine,
		"INSERT INTO visit (network_id, who, at, action_id)"
		" VALUES ($1, $2, $3, coalesce((SELECT max(id) FROM action), 0))"
		" ON CONFLICT (network_id, who)"
		" DO UPDATE SET at = excluded.at, action_id = excluded.action_id",
		error);
	if (!statement)
		return false;
	statement_bind_integer(statement, 1, network);
	statement_bind_text(statement, 2, who);
	statement_bind_integer(statement, 3, clock_now(&store->clock));
	return statement_run(statement, error);
}

bool store_visit_set(struct store *store, int64_t network, const char *who, struct error *error)
{
	if (store->read_only || store->unit.open)
		return error_set(error, ERROR_PERMISSION,
			_("The database %s is open for reading only."), store->path);
	if (!engine_begin_soon(store->engine, VISIT_PATIENCE, error))
		return false;
	if (write_visit(store, network, who, error) && engine_commit(store->engine, error))
		return true;
	engine_rollback(store->engine);
	return false;
}

/* ---- what became of each row ---- */

/* From the first state to the last one of every row that somebody else has written since. What was
 * taken back, and the taking back, count as nothing. */
static const char fates_sql[] =
	"WITH theirs AS (SELECT id FROM action WHERE id > $1 AND who <> $2 AND network_id = $3"
	"   AND kind IN ('change', 'final', 'redo') AND undone_by_id IS NULL),"
	" touched AS (SELECT min(r.id) AS first, max(r.id) AS last FROM theirs"
	"   JOIN action_row AS r ON r.action_id = theirs.id"
	"   WHERE $4 IS NULL OR r.entity = $4 GROUP BY r.entity, r.row_id)"
	" SELECT f.entity, f.before IS NULL, l.after IS NULL,"
	"   f.before ->> 'status', l.after ->> 'status', coalesce(l.after ->> 'urgent', 0) = 1,"
	"   f.before ->> 'woken_at' IS NOT l.after ->> 'woken_at' AND l.after ->> 'woken_at' IS NOT"
	"   NULL,"
	"   f.before ->> 'released_at' IS NULL AND l.after ->> 'released_at' IS NOT NULL,"
	"   f.before ->> 'date' IS NOT l.after ->> 'date'"
	"   OR f.before ->> 'start' IS NOT l.after ->> 'start',"
	"   count(*)"
	" FROM touched JOIN action_row AS f ON f.id = first JOIN action_row AS l ON l.id = last"
	" WHERE f.before IS NOT NULL OR l.after IS NOT NULL"
	" GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9 ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9";

static int state_of(const struct entity *entity, const char *token)
{
	const struct field *status = entity_field(entity, "status");
	return status && status->choices && token ? choices_find(status->choices, token) : -1;
}

static void add_fate(struct fates *fates, const struct statement *statement)
{
	const struct entity *entity = entity_by_name(statement_text(statement, 0));
	if (!entity)
		return;
	fates->items = xreallocarray(fates->items, fates->count + 1, sizeof(*fates->items));
	fates->items[fates->count++] = (struct fate){
		.entity = entity,
		.added = statement_integer(statement, 1),
		.removed = statement_integer(statement, 2),
		.from = state_of(entity, statement_text(statement, 3)),
		.to = state_of(entity, statement_text(statement, 4)),
		.urgent = statement_integer(statement, 5),
		.woken = statement_integer(statement, 6),
		.released = statement_integer(statement, 7),
		.moved = statement_integer(statement, 8),
		.count = statement_integer(statement, 9),
	};
}

bool store_fates(struct store *store, int64_t network, const char *who, int64_t since,
	const struct entity *entity, struct fates *fates, struct error *error)
{
	*fates = (struct fates){0};
	struct statement *statement = statement_prepare(store->engine, fates_sql, error);
	enum step step = STEP_FAILED;
	if (!statement)
		return false;
	statement_bind_integer(statement, 1, since);
	statement_bind_text(statement, 2, who);
	statement_bind_integer(statement, 3, network);
	statement_bind_text(statement, 4, entity ? entity->name : NULL);
	while ((step = statement_step(statement, error)) == STEP_ROW)
		add_fate(fates, statement);
	statement_release(statement);
	if (step == STEP_DONE)
		return true;
	fates_finish(fates);
	return false;
}

void fates_finish(struct fates *fates)
{
	free(fates->items);
	*fates = (struct fates){0};
}

/* ---- what waits ---- */

/* Of those that are not closed, by index. */
#define OPEN_REQUESTS " FROM request WHERE network_id = $1 AND status_key <= $2"

bool store_count_woken(struct store *store, int64_t network, int64_t after, int64_t today,
	int64_t *count, struct error *error)
{
	char from[11], to[11];
	struct statement *statement = statement_prepare(store->engine,
		"SELECT count(*)" OPEN_REQUESTS " AND snooze_until > $3 AND snooze_until <= $4",
		error);
	*count = 0;
	if (!statement)
		return false;
	date_to_iso(after, from);
	date_to_iso(today, to);
	statement_bind_integer(statement, 1, network);
	statement_bind_integer(statement, 2, REQUEST_WAITING);
	statement_bind_text(statement, 3, from);
	statement_bind_text(statement, 4, to);
	return statement_run_integer(statement, 0, count, error);
}

bool store_burdens(struct store *store, int64_t network, int64_t today, struct burdens *burdens,
	struct error *error)
{
	char iso[11];
	*burdens = (struct burdens){0};
	struct statement *statement = statement_prepare(store->engine,
		"SELECT assignee, count(*)" OPEN_REQUESTS
		" AND (snooze_until IS NULL OR snooze_until <= $3)"
		" GROUP BY assignee ORDER BY assignee IS NOT NULL, count(*) DESC, assignee",
		error);
	enum step step = STEP_FAILED;
	if (!statement)
		return false;
	date_to_iso(today, iso);
	statement_bind_integer(statement, 1, network);
	statement_bind_integer(statement, 2, REQUEST_WAITING);
	statement_bind_text(statement, 3, iso);
	while ((step = statement_step(statement, error)) == STEP_ROW) {
		burdens->items = xreallocarray(
			burdens->items, burdens->count + 1, sizeof(*burdens->items));
		burdens->items[burdens->count++] = (struct burden){
			xstrdup(statement_text(statement, 0)), statement_integer(statement, 1)};
	}
	statement_release(statement);
	if (step == STEP_DONE)
		return true;
	burdens_finish(burdens);
	return false;
}

void burdens_finish(struct burdens *burdens)
{
	for (size_t i = 0; i < burdens->count; i++)
		free(burdens->items[i].who);
	free(burdens->items);
	*burdens = (struct burdens){0};
}
