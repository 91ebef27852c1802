/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench/import.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/alloc.h"
#include "bench/data.h"
#include "bench/wait.h"

static bool run_measured(const char *const arguments[], double *least)
{
	double before = wait_cpu(RUSAGE_CHILDREN);

	if (!data_run(arguments)) {
		fprintf(stderr, "the program cannot import the sign-ups\n");
		return false;
	}
	wait_keep_least(least, wait_cpu(RUSAGE_CHILDREN) - before);
	return true;
}

/* Inserts what the import has added to the database `from` into the one that is open. */
static bool insert_rows(sqlite3 *database, const char *from)
{
	char *attach = sqlite3_mprintf("ATTACH %Q AS imported", from);
	bool inserted = sqlite3_exec(database, attach, NULL, NULL, NULL) == SQLITE_OK &&
			sqlite3_exec(database,
				"BEGIN IMMEDIATE;"
				"INSERT INTO participant SELECT * FROM imported.participant"
				" WHERE id > (SELECT max(id) FROM main.participant);"
				"INSERT INTO action SELECT * FROM imported.action"
				" WHERE id > (SELECT max(id) FROM main.action);"
				"INSERT INTO action_row SELECT * FROM imported.action_row"
				" WHERE id > (SELECT max(id) FROM main.action_row);"
				"COMMIT",
				NULL, NULL, NULL) == SQLITE_OK;

	sqlite3_free(attach);
	return inserted;
}

static bool measure_floor(const char *path, const char *imported, int rows, double *least)
{
	sqlite3 *database = NULL;
	double before = wait_cpu(RUSAGE_SELF);
	bool inserted = sqlite3_open_v2(path, &database, SQLITE_OPEN_READWRITE, NULL) ==
				SQLITE_OK &&
			insert_rows(database, imported);

	if (!inserted || sqlite3_total_changes(database) < 2 * rows) {
		fprintf(stderr, "the floor of the import: %s\n", sqlite3_errmsg(database));
		inserted = false;
	}
	sqlite3_close(database);
	wait_keep_least(least, wait_cpu(RUSAGE_SELF) - before);
	return inserted;
}

static bool measure_round(const char *program, const char *signups, const char *imported,
	const char *plain, struct import_figures *figures)
{
	const char *const make[] = {program, "--db", imported, "init", "--example", NULL};
	const char *const make_plain[] = {program, "--db", plain, "init", "--example", NULL};
	const char *const preview[] = {
		program, "--db", imported, "participant", "import", signups, NULL};
	const char *const import[] = {
		program, "--db", imported, "participant", "import", signups, "--yes", NULL};

	return data_run(make) && data_run(make_plain) && run_measured(preview, &figures->preview) &&
	       run_measured(import, &figures->import) &&
	       measure_floor(plain, imported, figures->rows, &figures->floor);
}

bool import_measure(
	const char *program, const char *home, int rows, int rounds, struct import_figures *figures)
{
	char *signups = xasprintf("%s/signups.csv", home);
	bool measured = data_write_signups(signups, rows);

	*figures = (struct import_figures){.rows = rows};
	for (int round = 0; measured && round < rounds; round++) {
		char *imported = xasprintf("%s/imported%d.db", home, round);
		char *plain = xasprintf("%s/plain%d.db", home, round);

		measured = measure_round(program, signups, imported, plain, figures);
		unlink(imported);
		unlink(plain);
		free(plain);
		free(imported);
	}
	free(signups);
	return measured;
}
