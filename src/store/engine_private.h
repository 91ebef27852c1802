/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What engine.c and statement.c share: the only two files that include sqlite3.h. */
#ifndef TRAFFPUNKT_STORE_ENGINE_PRIVATE_H
#define TRAFFPUNKT_STORE_ENGINE_PRIVATE_H

#include <sqlite3.h>

#include "store/engine.h"

#define STATEMENT_CACHE 48

struct statement {
	struct engine *engine;
	char *sql; /* owned; NULL: a free place */
	sqlite3_stmt *handle;
	uint64_t used; /* when it was last asked for, counted in statements */
	bool busy;
	bool loose; /* the cache was full: destroyed at release */
};

struct engine {
	sqlite3 *handle;
	char *label;
	uint64_t tick;
	struct statement cache[STATEMENT_CACHE];
};

/* Turns a result code into an error sentence; returns false. `sql` may be NULL. */
bool engine_fail(struct engine *engine, int code, const char *sql, struct error *error);
/* The same without a connection: what cannot be opened has no engine. */
bool engine_fail_at(
	const char *label, int code, const char *detail, const char *sql, struct error *error);
void engine_forget_statements(struct engine *engine);

#endif
