/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/presence.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "store/private.h"

/* Milliseconds that a hint waits for another writer. */
#define HINT_PATIENCE 50
#define DAY 86400

static const char *const doings[] = {
	[DOING_READING] = "reading",
	[DOING_EDITING] = "editing",
	[DOING_ANSWERING] = "answering",
};

/* ---- writing: a transaction of its own ---- */

static bool begin(struct store *store, struct error *error)
{
	if (store->read_only)
		return error_set(error, ERROR_PERMISSION,
			_("The database %s is open for reading only."), store->path);
	if (store->unit.open) /* a long piece of work between the keys: the next time */
		return error_set(error, ERROR_BUSY,
			_("Another program is writing to %s; try again in a moment."), store->path);
	return engine_begin_soon(store->engine, HINT_PATIENCE, error);
}

/* Others can tell by the number that it was a hint, and no news. */
static bool count_hint(struct store *store, struct error *error)
{
	struct statement *statement = statement_prepare(store->engine,
		"INSERT INTO meta (name, value) VALUES ('hints', '1') ON CONFLICT (name)"
		" DO UPDATE SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT)",
		error);
	return statement && statement_run(statement, error);
}

static bool end(struct store *store, bool ok, struct error *error)
{
	if (ok && count_hint(store, error) && engine_commit(store->engine, error))
		return true;
	engine_rollback(store->engine);
	return false;
}

/* Binds the values of a row's key from $1 on. */
static void bind_row(struct statement *statement, const char *entity, int64_t row, const char *who)
{
	statement_bind_text(statement, 1, entity);
	statement_bind_integer(statement, 2, row);
	statement_bind_text(statement, 3, who);
}

static bool drop_older(struct store *store, const char *sql, int64_t limit, struct error *error)
{
	struct statement *statement = statement_prepare(store->engine, sql, error);
	if (!statement)
		return false;
	statement_bind_integer(statement, 1, limit);
	return statement_run(statement, error);
}

/* ---- who is where ---- */

static bool write_mark(struct store *store, const char *entity, int64_t row, const char *who,
	enum doing doing, struct error *error)
{
	struct statement *statement = statement_prepare(store->engine,
		"INSERT INTO presence (entity, record_id, who, doing, at)"
		" VALUES ($1, $2, $3, $4, $5) ON CONFLICT (entity, record_id, who)"
		" DO UPDATE SET doing = excluded.doing, at = excluded.at",
		error);
	if (!statement)
		return false;
	bind_row(statement, entity, row, who);
	statement_bind_text(statement, 4, doings[doing]);
	statement_bind_integer(statement, 5, clock_now(&store->clock));
	return statement_run(statement, error);
}

bool store_presence_mark(struct store *store, const char *entity, int64_t row, const char *who,
	enum doing doing, struct error *error)
{
	if (!begin(store, error))
		return false;
	bool ok = write_mark(store, entity, row, who, doing, error) &&
		  drop_older(store, "DELETE FROM presence WHERE at < $1",
			  clock_now(&store->clock) - DAY, error);
	return end(store, ok, error);
}

bool store_presence_leave(
	struct store *store, const char *entity, int64_t row, const char *who, struct error *error)
{
	if (!begin(store, error))
		return false;
	struct statement *statement = statement_prepare(store->engine,
		"DELETE FROM presence WHERE entity = $1 AND record_id = $2 AND who = $3", error);
	if (statement)
		bind_row(statement, entity, row, who);
	return end(store, statement && statement_run(statement, error), error);
}

static enum doing doing_of(const char *word)
{
	enum doing doing = DOING_READING;
	while (doing < DOING_ANSWERING && strcmp(doings[doing], word) != 0)
		doing++;
	return doing;
}

static bool read_sights(
	struct store *store, const char *who, struct hints *hints, struct error *error)
{
	struct statement *statement = statement_prepare(store->engine,
		"SELECT entity, record_id, who, doing, at FROM presence"
		" WHERE who <> $1 AND at > $2 ORDER BY entity, record_id, who",
		error);
	enum step step = STEP_FAILED;
	if (!statement)
		return false;
	statement_bind_text(statement, 1, who);
	statement_bind_integer(statement, 2, clock_now(&store->clock) - PRESENCE_STALE);
	while ((step = statement_step(statement, error)) == STEP_ROW) {
		hints->sights = xreallocarray(
			hints->sights, hints->sight_count + 1, sizeof(*hints->sights));
		hints->sights[hints->sight_count++] = (struct sight){
			.entity = xstrdup(statement_text(statement, 0)),
			.row = statement_integer(statement, 1),
			.who = xstrdup(statement_text(statement, 2)),
			.doing = doing_of(statement_text(statement, 3)),
			.at = statement_integer(statement, 4)};
	}
	statement_release(statement);
	return step == STEP_DONE;
}

/* ---- what is not saved ---- */

static bool read_leftovers(
	struct store *store, const char *who, struct hints *hints, struct error *error)
{
	struct statement *statement = statement_prepare(store->engine,
		"SELECT entity, record_id, what, who, at FROM unsaved WHERE who <> $1"
		" ORDER BY at DESC, entity, record_id, what, who LIMIT $2",
		error);
	enum step step = STEP_FAILED;
	if (!statement)
		return false;
	statement_bind_text(statement, 1, who);
	statement_bind_integer(statement, 2, LEFTOVERS_LIMIT);
	while ((step = statement_step(statement, error)) == STEP_ROW) {
		hints->leftovers = xreallocarray(
			hints->leftovers, hints->leftover_count + 1, sizeof(*hints->leftovers));
		hints->leftovers[hints->leftover_count++] = (struct leftover){
			.entity = xstrdup(statement_text(statement, 0)),
			.row = statement_integer(statement, 1),
			.what = xstrdup(statement_text(statement, 2)),
			.who = xstrdup(statement_text(statement, 3)),
			.at = statement_integer(statement, 4)};
	}
	statement_release(statement);
	return step == STEP_DONE;
}

bool store_hints(struct store *store, const char *who, struct hints *hints, struct error *error)
{
	*hints = (struct hints){0};
	if (read_sights(store, who, hints, error) && read_leftovers(store, who, hints, error))
		return true;
	hints_finish(hints);
	return false;
}

void hints_finish(struct hints *hints)
{
	for (size_t i = 0; i < hints->sight_count; i++) {
		free(hints->sights[i].entity);
		free(hints->sights[i].who);
	}
	for (size_t i = 0; i < hints->leftover_count; i++) {
		free(hints->leftovers[i].entity);
		free(hints->leftovers[i].what);
		free(hints->leftovers[i].who);
	}
	free(hints->sights);
	free(hints->leftovers);
	*hints = (struct hints){0};
}

static void bind_key(struct statement *statement, const struct unsaved_key *key, const char *who)
{
	bind_row(statement, key->entity, key->row, who);
	statement_bind_text(statement, 4, key->what);
}

static bool write_unsaved(struct store *store, const struct unsaved_key *key, const char *who,
	const char *content, struct error *error)
{
	struct statement *statement = statement_prepare(store->engine,
		"INSERT INTO unsaved (entity, record_id, who, what, at, content)"
		" VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (entity, record_id, what, who)"
		" DO UPDATE SET at = excluded.at, content = excluded.content",
		error);
	if (!statement)
		return false;
	bind_key(statement, key, who);
	statement_bind_integer(statement, 5, clock_now(&store->clock));
	statement_bind_text(statement, 6, content);
	return statement_run(statement, error);
}

bool store_unsaved_keep(struct store *store, const struct unsaved_key *key, const char *who,
	const char *content, struct error *error)
{
	if (!begin(store, error))
		return false;
	bool ok = write_unsaved(store, key, who, content, error) &&
		  drop_older(store, "DELETE FROM unsaved WHERE at < $1",
			  clock_now(&store->clock) - (int64_t)LEFTOVER_DAYS * DAY, error);
	return end(store, ok, error);
}

bool store_unsaved_drop(
	struct store *store, const struct unsaved_key *key, const char *who, struct error *error)
{
	if (!begin(store, error))
		return false;
	struct statement *statement = statement_prepare(store->engine,
		"DELETE FROM unsaved"
		" WHERE entity = $1 AND record_id = $2 AND who = $3 AND what = $4",
		error);
	if (statement)
		bind_key(statement, key, who);
	return end(store, statement && statement_run(statement, error), error);
}

static bool forget_in(
	struct store *store, const char *sql, const char *entity, int64_t row, struct error *error)
{
	struct statement *statement = statement_prepare(store->engine, sql, error);
	if (!statement)
		return false;
	statement_bind_text(statement, 1, entity);
	statement_bind_integer(statement, 2, row);
	return statement_run(statement, error);
}

bool store_hints_forget(struct store *store, const char *entity, int64_t row, struct error *error)
{
	return forget_in(store, "DELETE FROM unsaved WHERE entity = $1 AND record_id = $2", entity,
		       row, error) &&
	       forget_in(store, "DELETE FROM presence WHERE entity = $1 AND record_id = $2", entity,
		       row, error);
}

bool store_unsaved_find(struct store *store, const struct unsaved_key *key, const char *who,
	char **content, int64_t *at, struct error *error)
{
	*content = NULL;
	struct statement *statement = statement_prepare(store->engine,
		"SELECT content, at FROM unsaved"
		" WHERE entity = $1 AND record_id = $2 AND who = $3 AND what = $4",
		error);
	if (!statement)
		return false;
	bind_key(statement, key, who);
	enum step step = statement_step(statement, error);
	if (step == STEP_ROW) {
		*content = xstrdup(statement_text(statement, 0));
		*at = statement_integer(statement, 1);
	}
	statement_release(statement);
	return step != STEP_FAILED;
}

/* ---- news or only hints ---- */

bool store_data_stamp(struct store *store, struct data_stamp *stamp, struct error *error)
{
	struct statement *statement = statement_prepare(store->engine,
		"SELECT coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'hints'), "
		"0),"
		" coalesce((SELECT max(id) FROM action), 0)",
		error);
	if (!statement)
		return false;
	enum step step = statement_step(statement, error);
	if (step == STEP_ROW)
		*stamp = (struct data_stamp){
			statement_integer(statement, 0), statement_integer(statement, 1)};
	statement_release(statement);
	return step == STEP_ROW;
}
