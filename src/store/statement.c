/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Prepared statements. The same few texts are asked for again and again (a page, a row, an insert),
 * so they stay prepared; the one that has rested longest gives way to a new one.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "store/engine_private.h"

static void destroy(struct statement *statement)
{
	sqlite3_finalize(statement->handle);
	free(statement->sql);
	*statement = (struct statement){0};
}

void engine_forget_statements(struct engine *engine)
{
	for (size_t i = 0; i < STATEMENT_CACHE; i++)
		destroy(&engine->cache[i]);
}

static struct statement *find_cached(struct engine *engine, const char *sql)
{
	for (size_t i = 0; i < STATEMENT_CACHE; i++) {
		struct statement *statement = &engine->cache[i];
		if (statement->sql && !statement->busy && !strcmp(statement->sql, sql))
			return statement;
	}
	return NULL;
}

/* The place in the cache that has rested longest; one outside it when all are in use. */
static struct statement *find_place(struct engine *engine)
{
	struct statement *best = NULL;
	for (size_t i = 0; i < STATEMENT_CACHE; i++) {
		struct statement *statement = &engine->cache[i];
		if (!statement->busy && (!best || statement->used < best->used))
			best = statement;
	}
	if (best) {
		destroy(best);
		return best;
	}
	best = xcalloc(1, sizeof(*best));
	best->loose = true;
	return best;
}

struct statement *statement_prepare(struct engine *engine, const char *sql, struct error *error)
{
	struct statement *statement = find_cached(engine, sql);
	if (!statement) {
		sqlite3_stmt *handle = NULL;
		int code = sqlite3_prepare_v3(
			engine->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &handle, NULL);
		if (code != SQLITE_OK) {
			engine_fail(engine, code, sql, error);
			return NULL;
		}
		statement = find_place(engine);
		statement->handle = handle;
		statement->engine = engine;
		statement->sql = xstrdup(sql);
	}
	statement->busy = true;
	statement->used = ++engine->tick;
	return statement;
}

/* $7 is a name to SQLite: its number is where it first stands in the text, most often the 7th. */
static int place_of(struct statement *statement, int index)
{
	char name[16];
	snprintf(name, sizeof(name), "$%d", index);
	const char *usual = sqlite3_bind_parameter_name(statement->handle, index);
	if (usual && !strcmp(usual, name))
		return index;
	return sqlite3_bind_parameter_index(statement->handle, name);
}

void statement_bind_integer(struct statement *statement, int index, int64_t value)
{
	sqlite3_bind_int64(statement->handle, place_of(statement, index), value);
}

void statement_bind_text(struct statement *statement, int index, const char *text)
{
	int place = place_of(statement, index);
	if (text)
		sqlite3_bind_text(statement->handle, place, text, -1, SQLITE_TRANSIENT);
	else
		sqlite3_bind_null(statement->handle, place);
}

void statement_bind_bytes(struct statement *statement, int index, const void *bytes, size_t length)
{
	/* A null pointer would bind NULL; no bytes are a value too. */
	sqlite3_bind_blob64(statement->handle, place_of(statement, index), bytes ? bytes : "",
		length, SQLITE_TRANSIENT);
}

enum step statement_step(struct statement *statement, struct error *error)
{
	int code = sqlite3_step(statement->handle);
	if (code == SQLITE_ROW)
		return STEP_ROW;
	if (code == SQLITE_DONE)
		return STEP_DONE;
	engine_fail(statement->engine, code, statement->sql, error);
	return STEP_FAILED;
}

bool statement_is_null(const struct statement *statement, int column)
{
	return sqlite3_column_type(statement->handle, column) == SQLITE_NULL;
}

int64_t statement_integer(const struct statement *statement, int column)
{
	return sqlite3_column_int64(statement->handle, column);
}

const char *statement_text(const struct statement *statement, int column)
{
	return (const char *)sqlite3_column_text(statement->handle, column);
}

const void *statement_bytes(const struct statement *statement, int column, size_t *length)
{
	const void *bytes = sqlite3_column_blob(statement->handle, column);
	*length = (size_t)sqlite3_column_bytes(statement->handle, column);
	return bytes;
}

void statement_release(struct statement *statement)
{
	if (!statement)
		return;
	sqlite3_reset(statement->handle);
	sqlite3_clear_bindings(statement->handle);
	statement->busy = false;
	if (statement->loose) {
		destroy(statement);
		free(statement);
	}
}

bool statement_run(struct statement *statement, struct error *error)
{
	enum step step;
	do
		step = statement_step(statement, error);
	while (step == STEP_ROW);
	statement_release(statement);
	return step == STEP_DONE;
}

bool statement_run_integer(
	struct statement *statement, int64_t otherwise, int64_t *value, struct error *error)
{
	enum step step = statement_step(statement, error);
	if (step != STEP_FAILED)
		*value = step == STEP_ROW ? statement_integer(statement, 0) : otherwise;
	/* To the end: references are checked there. */
	while (step == STEP_ROW)
		step = statement_step(statement, error);
	statement_release(statement);
	return step != STEP_FAILED;
}

int64_t engine_changed(const struct engine *engine)
{
	return sqlite3_changes64(engine->handle);
}
