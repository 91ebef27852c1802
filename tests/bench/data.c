/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Filling the table of participants by SQL, in one transaction. Only the facts are written here;
 * columns that the program derives (sort keys, folded words) get an empty value of their type, and
 * the mark that says they are up to date is taken away, so the program makes them at its next
 * start.
 */
#include "bench/data.h"

#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buffer.h"

static const char *const given_names[] = {"Anna", "Åsa", "Björn", "Cecilia", "Dag", "Elin",
	"Fatima", "Gösta", "Hanna", "Ingrid", "Jonas", "Karin", "Lars", "Maria", "Nils", "Olof",
	"Petra", "Rasmus", "Sara", "Tove", "Ulf", "Viktor", "Yasmin", "Zoë", "Örjan"};
static const char *const family_names[] = {"Ali", "Andersson", "Berg", "Björk", "Dahlin", "Ekdahl",
	"Forsén", "Gustafsson", "Håkansson", "Isaksson", "Johansson", "Karlsson", "Lööf", "Müller",
	"Nyström", "Olsson", "Persson", "Qvist", "Rönn", "Sjöberg", "Torell", "Ullman", "Vallin",
	"Wallin", "Yngve", "Zetterlund", "Åkerlund", "Ängström", "Öberg"};
static const char *const statuses[] = {
	"received", "review", "admitted", "admitted", "admitted", "admitted"};

#define PICK(list, random) (list)[(random) % (sizeof(list) / sizeof *(list))]

/* xorshift: the same numbers on every machine. */
static uint64_t next_random(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state >> 11;
}

bool data_run(const char *const arguments[])
{
	pid_t child;
	int status = -1;

	fflush(NULL);
	child = fork();
	if (child == 0) {
		/* The tables on our stdout are for people; what the program says is not. */
		if (dup2(STDERR_FILENO, STDOUT_FILENO) >= 0)
			execv(arguments[0], (char *const *)arguments);
		_exit(127);
	}
	return child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) &&
	       WEXITSTATUS(status) == 0;
}

static bool execute(sqlite3 *database, const char *sql)
{
	if (sqlite3_exec(database, sql, NULL, NULL, NULL) == SQLITE_OK)
		return true;
	fprintf(stderr, "%s: %s\n", sqlite3_errmsg(database), sql);
	return false;
}

/* The insert statement: facts as parameters, every other column that must have a value empty. */
static char *insert_sql(sqlite3 *database)
{
	static const char facts[] = "network_id, uid, given_name, family_name, email, "
				    "organisation, status, received_on, admitted_on";
	struct buffer names = {0}, values = {0};
	sqlite3_stmt *columns = NULL;
	char *sql;

	buffer_printf(&names, "INSERT INTO participant (%s", facts);
	buffer_append(&values,
		") SELECT (SELECT min(id) FROM network), ?1, ?2, ?3, ?4, short_name, ?5, ?6, "
		"CASE ?5 WHEN 'admitted' THEN ?6 END");
	sqlite3_prepare_v2(database,
		"SELECT name, CASE type WHEN 'BLOB' THEN 'x''ff''' WHEN 'INTEGER' THEN '0' ELSE "
		"'''''' END "
		"FROM pragma_table_info('participant') WHERE \"notnull\" AND NOT pk AND dflt_value "
		"IS NULL "
		"AND name NOT IN ('network_id', 'uid', 'status', 'received_on')",
		-1, &columns, NULL);
	while (sqlite3_step(columns) == SQLITE_ROW) {
		buffer_printf(&names, ", %s", (const char *)sqlite3_column_text(columns, 0));
		buffer_printf(&values, ", %s", (const char *)sqlite3_column_text(columns, 1));
	}
	sqlite3_finalize(columns);
	buffer_append(&names, values.data);
	buffer_append(&names,
		" FROM organisation WHERE id = (SELECT min(id) FROM organisation) + ?7 % "
		"(SELECT count(*) FROM organisation)");
	buffer_finish(&values);
	sql = buffer_take(&names);
	return sql;
}

static void bind_text(sqlite3_stmt *insert, int index, char *text)
{
	sqlite3_bind_text(insert, index, text, -1, free);
}

static bool insert_row(sqlite3_stmt *insert, int number, uint64_t *state)
{
	uint64_t random = next_random(state);
	bool inserted;

	bind_text(insert, 1,
		xasprintf("%08x-0000-4000-8000-%012llx", (unsigned)number,
			(unsigned long long)(random & 0xFFFFFFFFFFFF)));
	bind_text(insert, 2, xasprintf("%s %c.", PICK(given_names, random), 'A' + number % 26));
	bind_text(insert, 3, xstrdup(PICK(family_names, random >> 8)));
	bind_text(insert, 4,
		xasprintf("deltagare%d@kommun%d.example", number, (int)(random >> 16) & 255));
	bind_text(insert, 5, xstrdup(PICK(statuses, random >> 24)));
	bind_text(insert, 6,
		xasprintf("2023-%02d-%02d", 1 + (int)(random >> 32) % 9,
			1 + (int)(random >> 40) % 28));
	sqlite3_bind_int(insert, 7, (int)(random >> 16) & 255);
	inserted = sqlite3_step(insert) == SQLITE_DONE;
	sqlite3_reset(insert);
	return inserted;
}

static int count_rows(sqlite3 *database)
{
	sqlite3_stmt *count = NULL;
	int rows = 0;

	sqlite3_prepare_v2(database, "SELECT count(*) FROM participant", -1, &count, NULL);
	if (sqlite3_step(count) == SQLITE_ROW)
		rows = sqlite3_column_int(count, 0);
	sqlite3_finalize(count);
	return rows;
}

static bool fill(sqlite3 *database, int rows)
{
	char *sql = insert_sql(database);
	sqlite3_stmt *insert = NULL;
	uint64_t state = 20230919;
	bool filled = sqlite3_prepare_v2(database, sql, -1, &insert, NULL) == SQLITE_OK &&
		      execute(database, "BEGIN IMMEDIATE");

	for (int number = count_rows(database); filled && number < rows; number++)
		filled = insert_row(insert, number, &state);
	if (!filled)
		fprintf(stderr, "%s: %s\n", sqlite3_errmsg(database), sql);
	sqlite3_finalize(insert);
	free(sql);
	return filled && execute(database, "DELETE FROM meta WHERE name = 'derived'") &&
	       execute(database, "COMMIT");
}

bool data_create(const char *program, const char *path, int rows)
{
	const char *const make[] = {program, "--db", path, "init", "--example", NULL};
	const char *const derive[] = {
		program, "--db", path, "participant", "list", "--limit", "1", NULL};
	sqlite3 *database = NULL;
	bool created;

	if (!data_run(make)) {
		fprintf(stderr, "the program cannot make the database %s\n", path);
		return false;
	}
	created = sqlite3_open_v2(path, &database, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK &&
		  fill(database, rows) && count_rows(database) >= rows;
	sqlite3_close(database);
	if (created && !data_run(derive)) {
		fprintf(stderr, "the program cannot open the filled database %s\n", path);
		created = false;
	}
	return created;
}

bool data_write_signups(const char *path, int rows)
{
	static const char *const organisations[] = {
		"Göteborgs stad", "Habo kommun", "Håbo kommun", "Malmö stad", "Region Skåne"};
	uint64_t state = 20230919;
	FILE *file = fopen(path, "we");
	bool written;

	if (!file)
		return false;
	fputs("Förnamn;Efternamn;E-postadress;Telefon;Organisation;Befattning;Anmäld\r\n", file);
	for (int number = 0; number < rows; number++) {
		uint64_t random = next_random(&state);

		fprintf(file,
			"%s-%s;%s-%s;anmald%d@kommun%d.example;08-%06d;%s;strateg;2023-09-%02d\r\n",
			PICK(given_names, random), PICK(given_names, random >> 8),
			PICK(family_names, random >> 16), PICK(family_names, random >> 32), number,
			number & 255, number, PICK(organisations, random >> 24), 1 + number % 19);
	}
	written = !ferror(file);
	return fclose(file) == 0 && written;
}
