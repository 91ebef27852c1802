/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Schema steps: the embedded files 0001-*.sql, 0002-*.sql, ... Each is one transaction with its
 * number in it, so that a step is done or not done, whoever else opens the file meanwhile.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "embedded.h"
#include "store/maintenance.h"
#include "store/place.h"
#include "store/private.h"

#define DIGITS 4

/* The step of an embedded file, 0 when it is something else. */
static int step_number(const char *name)
{
	if (strspn(name, "0123456789") != DIGITS || name[DIGITS] != '-' || !strstr(name, ".sql"))
		return 0;
	return atoi(name);
}

static const char *step_text(int step)
{
	for (size_t i = 0; i < embedded_file_count; i++) {
		if (step_number(embedded_files[i].name) == step)
			return (const char *)embedded_files[i].data;
	}
	return NULL;
}

int schema_latest(void)
{
	int latest = 0;
	while (step_text(latest + 1))
		latest++;
	return latest;
}

static bool refuse_newer(struct store *store, int64_t step, struct error *error)
{
	if (step <= schema_latest())
		return true;
	return error_set(error, ERROR_DATA,
		_("The database %s was made by a newer version of this program (step %lld; this "
		  "one knows %d)."),
		store->path, (long long)step, schema_latest());
}

bool schema_check_current(struct store *store, struct error *error)
{
	int64_t step;
	if (!engine_step(store->engine, &step, error) || !refuse_newer(store, step, error))
		return false;
	if (step == schema_latest())
		return true;
	return error_set(error, ERROR_DATA,
		_("The database %s is from an older version of this program; open it once for "
		  "writing to bring it up to date."),
		store->path);
}

/* The write lock is held, and the copy reads what was committed before it. */
static bool keep_copy(struct store *store, int64_t step, struct error *error)
{
	char *path = xasprintf("%s.before-%lld", store->real, (long long)step);
	bool ok = store_backup(store, path, error);
	free(path);
	return ok;
}

static void note_dangling(void *context, const struct dangling *dangling)
{
	char **table = context;
	if (!*table)
		*table = xstrdup(dangling->table);
}

static bool references_hold(struct store *store, struct error *error)
{
	char *table = NULL;
	bool ok = engine_check_references(store->engine, note_dangling, &table, error);
	if (ok && table)
		ok = error_set(error, ERROR_DATA,
			_("The database %s cannot be brought up to date: rows of %s refer to "
			  "nothing. Nothing has been changed."),
			store->path, table);
	free(table);
	return ok;
}

static bool run_step(struct store *store, int64_t step, bool keep, struct error *error)
{
	return (!keep || keep_copy(store, step, error)) &&
	       engine_script(store->engine, step_text((int)step), error) &&
	       references_hold(store, error) && engine_set_step(store->engine, step, error);
}

/*
 * One step, or none when another program was faster. *step is where the file was. Only the first
 * step of a run keeps a copy: what lies between two steps of one run is of no use to anybody.
 */
static bool advance(struct store *store, int target, bool *keep, int64_t *step, struct error *error)
{
	if (!engine_begin(store->engine, error))
		return false;
	bool ok = engine_step(store->engine, step, error) && refuse_newer(store, *step, error);
	if (ok && *step < target) {
		ok = run_step(store, *step + 1, *keep && *step > 0, error);
		*keep = false;
	}
	if (ok && engine_commit(store->engine, error))
		return true;
	engine_rollback(store->engine);
	return false;
}

bool schema_bring_to(struct store *store, int target, struct error *error)
{
	int64_t step;
	bool keep = true;
	bool ok = engine_step(store->engine, &step, error) && refuse_newer(store, step, error);
	if (!ok || step >= target)
		return ok;
	/* A step may build a table anew, which references must not stop. */
	ok = engine_set_references(store->engine, false, error);
	while (ok && step < target)
		ok = advance(store, target, &keep, &step, error);
	struct error ignored = {0};
	bool again = engine_set_references(store->engine, true, ok ? error : &ignored);
	error_finish(&ignored);
	return ok && again;
}

bool schema_migrate_to(const char *path, int target, struct error *error)
{
	struct store *store;
	if (!store_connect(&store, path, STORE_READ_WRITE, NULL, error))
		return false;
	bool ok = schema_bring_to(store, target, error);
	store_close(store);
	return ok;
}

bool meta_get(struct store *store, const char *name, char **value, struct error *error)
{
	*value = NULL;
	struct statement *statement = statement_prepare(
		store->engine, "SELECT value FROM meta WHERE name = $1", error);
	if (!statement)
		return false;
	statement_bind_text(statement, 1, name);
	enum step step = statement_step(statement, error);
	if (step == STEP_ROW)
		*value = xstrdup(statement_text(statement, 0));
	statement_release(statement);
	return step != STEP_FAILED;
}

bool meta_set(struct store *store, const char *name, const char *value, struct error *error)
{
	struct statement *statement = statement_prepare(store->engine,
		"INSERT INTO meta (name, value) VALUES ($1, $2)"
		" ON CONFLICT (name) DO UPDATE SET value = excluded.value",
		error);
	if (!statement)
		return false;
	statement_bind_text(statement, 1, name);
	statement_bind_text(statement, 2, value);
	return statement_run(statement, error);
}
