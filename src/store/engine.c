/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * SQLite: opening, locks, copies and health. Everything that another engine would do in a way of
 * its own stands here; statements are in statement.c.
 */
#include "store/engine.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/alloc.h"
#include "base/collate.h"
#include "base/i18n.h"
#include "store/engine_private.h"

/* "TrPt": tells our files from other SQLite databases. */
#define APPLICATION_ID 0x54725074
/* How long a writer waits for another one, in milliseconds. */
#define PATIENCE 3000
#define PAUSE 20

bool engine_fail_at(
	const char *label, int code, const char *detail, const char *sql, struct error *error)
{
	switch (code & 0xff) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return error_set(error, ERROR_BUSY,
			_("Another program is writing to %s; try again in a moment."), label);
	case SQLITE_NOTADB:
		return error_set(error, ERROR_DATA, _("%s is not a database."), label);
	case SQLITE_CORRUPT:
		return error_set(error, ERROR_DATA,
			_("The database %s is damaged; restore a backup of it."), label);
	case SQLITE_CANTOPEN:
		return error_set(
			error, ERROR_NO_INPUT, _("The database %s cannot be opened."), label);
	case SQLITE_READONLY:
	case SQLITE_PERM:
	case SQLITE_AUTH:
		return error_set(error, ERROR_PERMISSION,
			_("The database %s may be read but not written."), label);
	case SQLITE_FULL:
		return error_set(error, ERROR_IO,
			_("The disk of %s is full; nothing has been changed."), label);
	case SQLITE_IOERR:
		return error_set(error, ERROR_IO,
			_("Reading or writing %s failed; nothing has been changed."), label);
	case SQLITE_NOMEM:
		return error_set(error, ERROR_UNAVAILABLE, _("There is not enough memory."));
	case SQLITE_TOOBIG:
		return error_set(
			error, ERROR_DATA, _("A value is too large for the database %s."), label);
	default:
		return error_set(error, ERROR_SOFTWARE,
			_("The database %s answers “%s” (%d) to: %s"), label, detail, code,
			sql ? sql : "-");
	}
}

static bool fail_constraint(struct engine *engine, int code, const char *sql, struct error *error)
{
	const char *detail = sqlite3_errmsg(engine->handle);
	const char *colon = strrchr(detail, ':');
	const char *name = colon && colon[1] ? colon + 2 : detail;
	switch (code) {
	case SQLITE_CONSTRAINT_UNIQUE:
	case SQLITE_CONSTRAINT_PRIMARYKEY:
	case SQLITE_CONSTRAINT_ROWID:
		return error_set(error, ERROR_REFUSED,
			_("There is already one with the same value of %s."), name);
	case SQLITE_CONSTRAINT_FOREIGNKEY:
		return error_set(error, ERROR_REFUSED,
			_("The database refuses it: a reference would lead to nothing."));
	case SQLITE_CONSTRAINT_NOTNULL:
		return error_set(error, ERROR_DATA, _("A value is missing: %s."), name);
	case SQLITE_CONSTRAINT_CHECK:
	case SQLITE_CONSTRAINT_DATATYPE:
		return error_set(
			error, ERROR_DATA, _("The database does not allow this value: %s."), name);
	case SQLITE_CONSTRAINT_TRIGGER:
		return error_set(error, ERROR_REFUSED, _("The database refuses it: %s."), detail);
	default:
		return engine_fail_at(engine->label, code, detail, sql, error);
	}
}

bool engine_fail(struct engine *engine, int code, const char *sql, struct error *error)
{
	if ((code & 0xff) == SQLITE_CONSTRAINT)
		return fail_constraint(engine, code, sql, error);
	return engine_fail_at(engine->label, code, sqlite3_errmsg(engine->handle), sql, error);
}

/* ---- opening ---- */

/* fold(text): as base/collate.h folds, for terms of a filter that name a text column. */
static void sql_fold(sqlite3_context *context, int count, sqlite3_value **values)
{
	(void)count;
	char *folded = collate_fold((const char *)sqlite3_value_text(values[0]));
	sqlite3_result_text(context, folded, -1, free);
}

static bool configure(struct engine *engine, struct error *error)
{
	sqlite3 *handle = engine->handle;
	sqlite3_extended_result_codes(handle, 1);
	sqlite3_busy_timeout(handle, PATIENCE);
	sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
	sqlite3_create_function_v2(handle, "fold", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL,
		sql_fold, NULL, NULL, NULL);
	return engine_script(engine,
		"PRAGMA foreign_keys = ON;"
		"PRAGMA cell_size_check = ON;"
		"PRAGMA temp_store = MEMORY",
		error);
}

static bool read_pragma(
	struct engine *engine, const char *name, int64_t *value, struct error *error)
{
	char *sql = xasprintf("PRAGMA %s", name);
	struct statement *statement = statement_prepare(engine, sql, error);
	free(sql);
	return statement && statement_run_integer(statement, 0, value, error);
}

/* The mode that the file is in now: "wal", "delete". */
static bool mode_is(
	struct engine *engine, const char *sql, const char *mode, bool *same, struct error *error)
{
	struct statement *statement = statement_prepare(engine, sql, error);
	if (!statement)
		return false;
	bool ok = statement_step(statement, error) == STEP_ROW;
	*same = ok && !strcmp(statement_text(statement, 0), mode);
	statement_release(statement);
	return ok;
}

/*
 * Turning the log on needs the file alone, and SQLite does not always wait for that: two programs
 * that open a new file at the same moment would see one of them fail.
 */
static bool set_journal(struct engine *engine, const char *mode, struct error *error)
{
	bool same = false;
	char *change = xasprintf("PRAGMA journal_mode = %s", mode);
	bool ok = mode_is(engine, "PRAGMA journal_mode", mode, &same, error);
	for (int waited = 0; ok && !same && waited <= PATIENCE; waited += PAUSE) {
		error_finish(error);
		ok = mode_is(engine, change, mode, &same, error);
		if (!ok && error->kind == ERROR_BUSY && waited < PATIENCE) {
			nanosleep(&(struct timespec){.tv_nsec = PAUSE * 1000000L}, NULL);
			ok = true;
		}
	}
	free(change);
	if (ok && !same)
		return error_set(error, ERROR_BUSY,
			_("Another program is writing to %s; try again in a moment."),
			engine->label);
	return ok;
}

/*
 * A commit that someone has seen on the screen is on the disk (synchronous = FULL): people make a
 * few changes a minute, and a lost one would be missed.
 */
static bool set_durability(struct engine *engine, bool remote, struct error *error)
{
	return set_journal(engine, remote ? "delete" : "wal", error) &&
	       engine_script(engine, "PRAGMA synchronous = FULL", error);
}

/*
 * The program has one thread and asks nobody how much memory SQLite takes: without its locks and
 * counters a row is read a quarter faster. Once SQLite runs it refuses this, and is as it should
 * be.
 */
static void configure_library(void)
{
	sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

bool engine_open(struct engine **engine, const char *path, const char *label, bool read_only,
	bool remote, struct error *error)
{
	struct error ignored = {0};
	struct engine *made = xcalloc(1, sizeof(*made));
	int flags = (read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE) |
		    SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE;
	made->label = xstrdup(label);
	*engine = NULL;
	if (!error)
		error = &ignored;
	configure_library();
	int code = sqlite3_open_v2(path, &made->handle, flags, NULL);
	bool ok = code == SQLITE_OK;
	if (!ok)
		engine_fail_at(label, code, sqlite3_errstr(code), NULL, error);
	int64_t tables;
	ok = ok && configure(made, error) && read_pragma(made, "schema_version", &tables, error) &&
	     engine_check_owner(made, error) && (read_only || set_durability(made, remote, error));
	error_finish(&ignored);
	if (ok)
		*engine = made;
	else
		engine_close(made);
	return ok;
}

void engine_close(struct engine *engine)
{
	if (!engine)
		return;
	engine_forget_statements(engine);
	sqlite3_close_v2(engine->handle);
	free(engine->label);
	free(engine);
}

bool engine_check_owner(struct engine *engine, struct error *error)
{
	int64_t id, schema;
	if (!read_pragma(engine, "application_id", &id, error) ||
		!read_pragma(engine, "schema_version", &schema, error))
		return false;
	if (id == APPLICATION_ID || (id == 0 && schema == 0))
		return true;
	return error_set(
		error, ERROR_DATA, _("%s is a database of another program."), engine->label);
}

/* ---- transactions ---- */

bool engine_script(struct engine *engine, const char *sql, struct error *error)
{
	int code = sqlite3_exec(engine->handle, sql, NULL, NULL, NULL);
	return code == SQLITE_OK || engine_fail(engine, code, sql, error);
}

bool engine_begin(struct engine *engine, struct error *error)
{
	return engine_script(engine, "BEGIN IMMEDIATE", error);
}

bool engine_begin_soon(struct engine *engine, int patience, struct error *error)
{
	sqlite3_busy_timeout(engine->handle, patience);
	bool begun = engine_begin(engine, error);
	sqlite3_busy_timeout(engine->handle, PATIENCE);
	return begun;
}

bool engine_commit(struct engine *engine, struct error *error)
{
	return engine_script(engine, "COMMIT", error);
}

void engine_rollback(struct engine *engine)
{
	/* Some failures have already taken everything back; then there is nothing to do. */
	if (!sqlite3_get_autocommit(engine->handle))
		sqlite3_exec(engine->handle, "ROLLBACK", NULL, NULL, NULL);
}

int64_t engine_data_version(struct engine *engine)
{
	struct error ignored = {0};
	int64_t version = -1;
	if (!read_pragma(engine, "data_version", &version, &ignored))
		version = -1;
	error_finish(&ignored);
	return version;
}

bool engine_step(struct engine *engine, int64_t *step, struct error *error)
{
	return read_pragma(engine, "user_version", step, error);
}

bool engine_set_step(struct engine *engine, int64_t step, struct error *error)
{
	char *sql = xasprintf("PRAGMA application_id = %d; PRAGMA user_version = %lld",
		APPLICATION_ID, (long long)step);
	bool ok = engine_script(engine, sql, error);
	free(sql);
	return ok;
}

bool engine_set_references(struct engine *engine, bool checked, struct error *error)
{
	return engine_script(
		engine, checked ? "PRAGMA foreign_keys = ON" : "PRAGMA foreign_keys = OFF", error);
}

/* ---- copies ---- */

static int open_plain(const char *path, int flags, sqlite3 **handle)
{
	int code = sqlite3_open_v2(path, handle, flags | SQLITE_OPEN_EXRESCODE, NULL);
	if (code == SQLITE_OK)
		sqlite3_busy_timeout(*handle, PATIENCE);
	return code;
}

bool engine_copy(const char *from, const char *to, struct error *error)
{
	sqlite3 *source = NULL, *target = NULL;
	const char *at_fault = from;
	int code = open_plain(from, SQLITE_OPEN_READONLY, &source);
	if (code == SQLITE_OK) {
		at_fault = to;
		code = open_plain(to, SQLITE_OPEN_READWRITE, &target);
	}
	if (code == SQLITE_OK) {
		sqlite3_backup *copy = sqlite3_backup_init(target, "main", source, "main");
		code = copy ? sqlite3_backup_step(copy, -1) : sqlite3_extended_errcode(target);
		if (copy)
			sqlite3_backup_finish(copy);
		code = code == SQLITE_DONE ? SQLITE_OK : code;
	}
	sqlite3_close_v2(source);
	sqlite3_close_v2(target);
	return code == SQLITE_OK ||
	       engine_fail_at(at_fault, code, sqlite3_errstr(code), NULL, error);
}

/* ---- health ---- */

/* A file can be broken so badly that the look at it ends early: that is an answer too. */
static bool end_check(enum step step, engine_fault *found, void *context, struct error *error)
{
	if (step == STEP_DONE)
		return true;
	if (error->kind != ERROR_DATA)
		return false;
	found(context, error->message);
	error_finish(error);
	return true;
}

bool engine_check_structure(
	struct engine *engine, engine_fault *found, void *context, struct error *error)
{
	struct error ignored = {0};
	enum step step = STEP_FAILED;
	error = error ? error : &ignored;
	struct statement *statement = statement_prepare(engine, "PRAGMA integrity_check", error);
	while (statement && (step = statement_step(statement, error)) == STEP_ROW) {
		const char *line = statement_text(statement, 0);
		if (line && strcmp(line, "ok") != 0)
			found(context, line);
	}
	statement_release(statement);
	bool ok = end_check(step, found, context, error);
	error_finish(&ignored);
	return ok;
}

bool engine_check_references(
	struct engine *engine, engine_dangling *found, void *context, struct error *error)
{
	struct statement *statement = statement_prepare(engine, "PRAGMA foreign_key_check", error);
	enum step step = STEP_FAILED;
	while (statement && (step = statement_step(statement, error)) == STEP_ROW) {
		struct dangling dangling = {.table = statement_text(statement, 0),
			.row = statement_integer(statement, 1),
			.target = statement_text(statement, 2)};
		found(context, &dangling);
	}
	statement_release(statement);
	return step == STEP_DONE;
}

bool engine_text_columns(
	struct engine *engine, engine_column *found, void *context, struct error *error)
{
	enum step step = STEP_FAILED;
	struct statement *statement = statement_prepare(engine,
		"SELECT held.name, shape.name FROM sqlite_schema AS held"
		" JOIN pragma_table_info(held.name) AS shape"
		" WHERE held.type = 'table' AND shape.type = 'TEXT'"
		" AND held.name NOT LIKE 'sqlite_%' ORDER BY held.name, shape.cid",
		error);
	while (statement && (step = statement_step(statement, error)) == STEP_ROW)
		found(context, statement_text(statement, 0), statement_text(statement, 1));
	statement_release(statement);
	return step == STEP_DONE;
}

bool engine_delete_securely(struct engine *engine, struct error *error)
{
	return engine_script(engine, "PRAGMA secure_delete = ON", error);
}

/* The log goes into the file and becomes empty; a reader of what was before is in the way. */
static bool empty_log(struct engine *engine, struct error *error)
{
	int64_t busy = 0;
	struct statement *statement = statement_prepare(
		engine, "PRAGMA wal_checkpoint(TRUNCATE)", error);
	if (!statement || !statement_run_integer(statement, 0, &busy, error))
		return false;
	return !busy ||
	       error_set(error, ERROR_BUSY,
		       _("Another program is reading %s; try again in a moment."), engine->label);
}

bool engine_clean(struct engine *engine, struct error *error)
{
	engine_forget_statements(engine);
	return empty_log(engine, error) && engine_script(engine, "VACUUM", error) &&
	       empty_log(engine, error);
}

bool engine_hold_alone(struct engine *engine, struct error *error)
{
	bool same = false;
	engine_forget_statements(engine);
	if (mode_is(engine, "PRAGMA journal_mode = delete", "delete", &same, error) && same)
		return true;
	error_finish(error);
	return error_set(error, ERROR_BUSY,
		_("Another program has %s open: close it and try again."), engine->label);
}

bool engine_has_object(struct engine *engine, const char *name)
{
	struct error ignored = {0};
	int64_t count = 0;
	struct statement *statement = statement_prepare(
		engine, "SELECT count(*) FROM sqlite_schema WHERE name = $1", &ignored);
	if (statement) {
		statement_bind_text(statement, 1, name);
		statement_run_integer(statement, 0, &count, &ignored);
	}
	error_finish(&ignored);
	return count > 0;
}
