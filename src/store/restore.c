/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/restore.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "store/derived.h"
#include "store/maintenance.h"
#include "store/place.h"
#include "store/private.h"

static void remove_with_logs(const char *path)
{
	static const char *const endings[] = {"", "-wal", "-shm", "-journal"};
	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++) {
		char *name = xasprintf("%s%s", path, endings[i]);
		remove(name);
		free(name);
	}
}

static void note_fault(void *context, const char *detail)
{
	(void)detail;
	*(bool *)context = true;
}

static bool is_sound(struct store *store, struct error *error)
{
	bool faulty = false;
	if (!engine_check_structure(store->engine, note_fault, &faulty, error))
		return false;
	return !faulty ||
	       error_set(error, ERROR_DATA, _("The backup is damaged; nothing has been changed."));
}

/* A backup is a database with content: an empty file is not one. */
static bool has_schema(struct store *store, struct error *error)
{
	int64_t step;
	if (!engine_step(store->engine, &step, error))
		return false;
	return step > 0 || error_set(error, ERROR_DATA, _("The backup holds no database."));
}

static bool is_same_file(const char *left, const char *right)
{
	struct stat one, two;
	return !stat(left, &one) && !stat(right, &two) && one.st_dev == two.st_dev &&
	       one.st_ino == two.st_ino;
}

/* The copy that a schema step keeps of it is of no use: the backup itself is still there. */
static void remove_step_copies(const char *path)
{
	for (int step = 1; step <= schema_latest(); step++) {
		char *copy = xasprintf("%s.before-%d", path, step);
		remove(copy);
		free(copy);
	}
}

bool store_stage(struct store **staged, const char *backup, const char *path,
	const struct clock *clock, struct error *error)
{
	*staged = NULL;
	if (access(backup, F_OK))
		return error_set(error, ERROR_NO_INPUT, _("There is no file %s."), backup);
	if (is_same_file(backup, path))
		return error_set(error, ERROR_USAGE, _("%s is the database itself."), backup);
	char *beside = place_beside(path, error);
	bool ok = beside && engine_copy(backup, beside, error) &&
		  store_connect(staged, beside, STORE_EXISTING, clock, error) &&
		  has_schema(*staged, error) && is_sound(*staged, error) &&
		  schema_bring_to(*staged, schema_latest(), error) &&
		  derived_refresh(*staged, error);
	if (beside)
		remove_step_copies(beside);
	store_close(ok ? NULL : *staged);
	if (!ok) {
		*staged = NULL;
		if (beside)
			remove_with_logs(beside);
	}
	free(beside);
	return ok;
}

void store_unstage(struct store *staged)
{
	if (!staged)
		return;
	char *path = xstrdup(staged->real);
	store_close(staged);
	remove_with_logs(path);
	free(path);
}

bool store_hold_alone(struct store *store, struct error *error)
{
	return engine_hold_alone(store->engine, error);
}

/* What cannot be opened any more is put aside as it is. */
static bool put_aside(const char *path, const char *copy, struct error *error)
{
	if (!rename(path, copy) || errno == ENOENT)
		return true;
	return error_set(error, ERROR_IO, _("%s cannot be moved: %s."), path, error_reason(errno));
}

static bool keep_former(struct store *current, const char *path, struct error *error)
{
	char *copy = xasprintf("%s.before-restore", path);
	bool ok = current ? engine_hold_alone(current->engine, error) &&
				    store_backup(current, copy, error)
			  : put_aside(path, copy, error);
	free(copy);
	return ok;
}

bool store_replace(
	struct store *staged, struct store *current, const char *path, struct error *error)
{
	char *from = xstrdup(staged->real);
	char *to = xstrdup(current ? current->real : path);
	bool ok = engine_hold_alone(staged->engine, error) && keep_former(current, to, error);
	store_close(staged);
	store_close(current);
	ok = ok && place_replace(from, to, error);
	if (!ok)
		remove_with_logs(from);
	free(to);
	free(from);
	return ok;
}

bool store_count_all(
	struct store *store, const struct entity *entity, int64_t *count, struct error *error)
{
	char *sql = xasprintf("SELECT count(*) FROM \"%s\"", entity->table);
	struct statement *statement = statement_prepare(store->engine, sql, error);
	free(sql);
	return statement && statement_run_integer(statement, 0, count, error);
}
