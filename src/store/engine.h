/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The database engine, as the rest of this room sees it: a connection, statements, one writing
 * transaction at a time. SQLite is behind it; another engine would be another engine.c.
 */
#ifndef TRAFFPUNKT_STORE_ENGINE_H
#define TRAFFPUNKT_STORE_ENGINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

struct engine;

/*
 * Opens an existing file (it may be empty). `label` names it in error sentences. A file on a
 * network file system (`remote`) gets a rollback journal instead of a write-ahead log.
 */
bool engine_open(struct engine **engine, const char *path, const char *label, bool read_only,
	bool remote, struct error *error);
void engine_close(struct engine *engine);

/* Takes the write lock at once, or ERROR_BUSY after three seconds. */
bool engine_begin(struct engine *engine, struct error *error);
/* The same for what can wait until another time: ERROR_BUSY after so many milliseconds. */
bool engine_begin_soon(struct engine *engine, int patience, struct error *error);
bool engine_commit(struct engine *engine, struct error *error);
void engine_rollback(struct engine *engine);
/* Runs SQL text of several statements. */
bool engine_script(struct engine *engine, const char *sql, struct error *error);

/* Counts the commits of other connections; -1 when it cannot be read. */
int64_t engine_data_version(struct engine *engine);
/* The number of the newest schema step in the file. */
bool engine_step(struct engine *engine, int64_t *step, struct error *error);
bool engine_set_step(struct engine *engine, int64_t step, struct error *error);
/* False, with a sentence, when the file is a database of some other program. */
bool engine_check_owner(struct engine *engine, struct error *error);
/* References are not checked as they are written, for a table that is built anew. Only between
 * transactions. */
bool engine_set_references(struct engine *engine, bool checked, struct error *error);

/* Copies the database in `from` into the empty file `to`, while others may use it. */
bool engine_copy(const char *from, const char *to, struct error *error);

/* Calls `found` with one line of detail for every fault in the file's structure. */
typedef void engine_fault(void *context, const char *detail);
bool engine_check_structure(
	struct engine *engine, engine_fault *found, void *context, struct error *error);
/* Calls `found` for every reference to a row that is not there. */
struct dangling {
	const char *table; /* borrowed during the call */
	int64_t row;
	const char *target;
};
typedef void engine_dangling(void *context, const struct dangling *dangling);
bool engine_check_references(
	struct engine *engine, engine_dangling *found, void *context, struct error *error);
/* Calls `found` for every column of type TEXT in every table. */
typedef void engine_column(void *context, const char *table, const char *column);
bool engine_text_columns(
	struct engine *engine, engine_column *found, void *context, struct error *error);
/*
 * Writes the file anew without its free pages and empties its log, so that nothing is left of what
 * was deleted. Only between transactions; ERROR_BUSY when another connection is in the way.
 */
bool engine_clean(struct engine *engine, struct error *error);
/* Empties the log into the file and does without one, which only the single user of the file can:
 * ERROR_BUSY when another program has it open. For a file that is about to be moved. */
bool engine_hold_alone(struct engine *engine, struct error *error);
/* What is deleted from now on is written over with zeroes. */
bool engine_delete_securely(struct engine *engine, struct error *error);
/* True when the schema has an object (table, index, trigger) of this name. */
bool engine_has_object(struct engine *engine, const char *name);

/* ---- statements ---- */

/*
 * A prepared statement, borrowed from the engine's cache until statement_release: as long as one
 * is not released its read lock stands. Values are bound as $1, $2, ...; columns count from 0.
 */
struct statement;

enum step {
	STEP_ROW,
	STEP_DONE,
	STEP_FAILED,
};

/* NULL when the SQL is at fault. */
struct statement *statement_prepare(struct engine *engine, const char *sql, struct error *error);
void statement_bind_integer(struct statement *statement, int index, int64_t value);
/* NULL binds NULL. */
void statement_bind_text(struct statement *statement, int index, const char *text);
void statement_bind_bytes(struct statement *statement, int index, const void *bytes, size_t length);
enum step statement_step(struct statement *statement, struct error *error);
bool statement_is_null(const struct statement *statement, int column);
int64_t statement_integer(const struct statement *statement, int column);
/* NULL for NULL. Borrowed until the next step. */
const char *statement_text(const struct statement *statement, int column);
const void *statement_bytes(const struct statement *statement, int column, size_t *length);
/* NULL is fine. */
void statement_release(struct statement *statement);

/* Runs to the end and releases; the rows are not read. */
bool statement_run(struct statement *statement, struct error *error);
/* The integer in the first column of the only row, `otherwise` when there is none; releases. */
bool statement_run_integer(
	struct statement *statement, int64_t otherwise, int64_t *value, struct error *error);
/* Rows that the latest statement changed. */
int64_t engine_changed(const struct engine *engine);

#endif
