/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench/meeting.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/alloc.h"
#include "bench/data.h"

#define WORDS 12
#define SENT 100 /* letters that are handed over */

/* One thing that is waited for. */
struct wait {
	const char *what;
	const char *command[WORDS];
	const char *floor_sql;            /* or, when NULL: */
	const char *floor_command[WORDS]; /* of the program, too */
	double limit;                     /* times the floor */
};

/* Everybody who takes part, whole and by name, as a list of them needs it. */
#define PEOPLE "participant WHERE participant.status = 'admitted' ORDER BY participant.sort_key"
#define NEWEST                                                                                     \
	"(SELECT sequence FROM delivery WHERE participant_id = participant.id AND meeting_id = 2 " \
	"ORDER BY id DESC LIMIT 1)"
#define LIST                                           \
	{                                              \
		"participant", "list", "--limit", "40" \
	}

static const struct wait waits[] = {
	{"plan of publishing", {"meeting", "publish", "2", "--dry-run"},
		"SELECT *, " NEWEST " FROM " PEOPLE, {NULL}, 6.0},
	{"who has the file", {"meeting", "recipients", "2"}, "SELECT *, " NEWEST " FROM " PEOPLE,
		{NULL}, 6.0},
	{"attendance", {"meeting", "attend", "2"},
		"SELECT * FROM participant LEFT JOIN attendance ON meeting_id = 2 AND "
		"participant_id = participant.id WHERE participant.status = 'admitted' "
		"ORDER BY participant.sort_key",
		{NULL}, 6.0},
	{"40 who lack the file", {"participant", "list", "--filter", "lacks:file", "--limit", "40"},
		NULL, LIST, 3.0},
	{"40 letters of the outbox", {"--json", "outbox", "list", "--limit", "40"}, NULL, LIST,
		3.0},
};

/* ---- runs ---- */

static double cpu_of(int who)
{
	struct rusage usage;

	getrusage(who, &usage);
	return ((double)usage.ru_utime.tv_sec + (double)usage.ru_stime.tv_sec) * 1e3 +
	       ((double)usage.ru_utime.tv_usec + (double)usage.ru_stime.tv_usec) / 1e3;
}

static void keep_least(double *least, double value)
{
	if (*least == 0 || value < *least)
		*least = value;
}

/* In a home of its own, on the day of the example; nobody reads what it says. */
static bool run_quietly(const char *const arguments[], const char *home)
{
	int status = -1;
	pid_t child;

	fflush(NULL);
	child = fork();
	if (child == 0) {
		int nothing = open("/dev/null", O_RDWR);

		setenv("HOME", home, 1);
		setenv("TRAFFPUNKT_NOW", "2023-09-19T08:30", 1);
		unsetenv("XDG_CONFIG_HOME");
		if (dup2(nothing, STDIN_FILENO) >= 0 && dup2(nothing, STDOUT_FILENO) >= 0)
			execv(arguments[0], (char *const *)arguments);
		_exit(127);
	}
	if (child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) &&
		WEXITSTATUS(status) == 0)
		return true;
	fprintf(stderr, "%s %s %s does not end well\n", arguments[0], arguments[3], arguments[4]);
	return false;
}

/* The program with words of its own; *least gets its CPU in ms when that is less. */
static bool run_words(const char *program, const char *database, const char *home,
	const char *const words[], double *least)
{
	const char *arguments[WORDS + 3] = {program, "--db", database};
	double before = cpu_of(RUSAGE_CHILDREN);

	for (int i = 0; i < WORDS && words[i]; i++)
		arguments[3 + i] = words[i];
	if (!run_quietly(arguments, home))
		return false;
	if (least)
		keep_least(least, cpu_of(RUSAGE_CHILDREN) - before);
	return true;
}

/* Opens the database, runs the statements and reads every column of every row. */
static bool run_sql(const char *path, const char *sql, double *least)
{
	double before = cpu_of(RUSAGE_SELF);
	sqlite3 *database = NULL;
	sqlite3_stmt *statement = NULL;
	int result = sqlite3_open_v2(path, &database, SQLITE_OPEN_READWRITE, NULL);

	while (result == SQLITE_OK && *sql) {
		result = sqlite3_prepare_v2(database, sql, -1, &statement, &sql);
		while (statement && (result = sqlite3_step(statement)) == SQLITE_ROW) {
			for (int i = 0; i < sqlite3_column_count(statement); i++)
				(void)sqlite3_column_text(statement, i);
		}
		result = statement ? sqlite3_finalize(statement) : result;
		statement = NULL;
	}
	if (result != SQLITE_OK)
		fprintf(stderr, "%s\n", sqlite3_errmsg(database));
	sqlite3_close(database);
	if (least)
		keep_least(least, cpu_of(RUSAGE_SELF) - before);
	return result == SQLITE_OK;
}

/* ---- figures ---- */

static bool tell(const char *what, double floor, double value, double limit)
{
	double times = floor > 0 ? value / floor : 0;
	bool good = times <= limit;

	printf("%-7s %-27s %12.3f %12.3f %8.2f, limit %.2f\n", good ? "ok" : "BROKEN", what, floor,
		value, times, limit);
	return good;
}

static bool measure_wait(const struct wait *wait, const char *program, const char *database,
	const char *home, int rounds, bool *holds)
{
	double value = 0, floor = 0;

	for (int round = 0; round < rounds; round++) {
		if (!run_words(program, database, home, wait->command, &value) ||
			!(wait->floor_sql ? run_sql(database, wait->floor_sql, &floor)
					  : run_words(program, database, home, wait->floor_command,
						    &floor)))
			return false;
	}
	*holds &= tell(wait->what, floor, value, wait->limit);
	return true;
}

/* Two of three have the file of October, one of three has answered, and a letter waits for each. */
static bool fill(const char *program, const char *database, const char *home)
{
	char *out = xasprintf("%s/out", home);
	const char *const export[] = {"meeting", "export", "2", "--out", out, "--force", NULL};
	static const char sql[] =
		"BEGIN IMMEDIATE;"
		"INSERT INTO delivery (network_id, meeting_id, participant_id, sequence, method,"
		" channel, delivered_at, delivered_by) SELECT network_id, 2, id, 0, 'none', 'file',"
		" 1695105000, 'bench' FROM participant WHERE status = 'admitted' AND id % 3"
		" AND NOT EXISTS (SELECT 1 FROM delivery);"
		"INSERT OR IGNORE INTO attendance (meeting_id, participant_id, answer)"
		" SELECT 2, id, 'accepted' FROM participant WHERE status = 'admitted'"
		" AND id % 3 = 1;"
		"INSERT OR IGNORE INTO draft (network_id, uid, kind, reason, status,"
		" participant_id, address, subject, body, message_id, protected, created_at,"
		" updated_at, status_key) SELECT network_id, uid, 'mail', 'other', 'draft', id,"
		" email, 'Hej', 'Hej!', uid || '@example.se', 0, 1695105000, 1695105000, 0"
		" FROM participant WHERE status = 'admitted' AND email IS NOT NULL;"
		"COMMIT";
	bool filled = run_words(program, database, home, export, NULL) &&
		      run_sql(database, sql, NULL);

	free(out);
	return filled;
}

/* ---- letters ---- */

/* Invitations to everybody, beside the insertion of the same rows into another database. */
static bool measure_letters(
	const char *program, const char *database, const char *plain, const char *home, bool *holds)
{
	static const char *const publish[] = {
		"meeting", "publish", "2", "--to-new", "--no-files", "--no-web", NULL};
	char *copy = sqlite3_mprintf("ATTACH %Q AS other; BEGIN IMMEDIATE;"
				     "INSERT INTO draft SELECT * FROM other.draft WHERE id > 10;"
				     "INSERT INTO action SELECT * FROM other.action"
				     " WHERE id > (SELECT max(id) FROM main.action);"
				     "INSERT INTO action_row SELECT * FROM other.action_row"
				     " WHERE id > (SELECT max(id) FROM main.action_row); COMMIT",
		database);
	double value = 0, floor = 0;
	bool measured = run_words(program, database, home, publish, &value) &&
			run_sql(plain, copy, &floor);

	sqlite3_free(copy);
	if (measured)
		*holds &= tell("writing the invitations", floor, value, 12.0);
	return measured;
}

static bool write_program(const char *home, const char *path)
{
	char *folder = xasprintf("%s/.config", home), *ours = xasprintf("%s/traffpunkt", folder);
	char *settings = xasprintf("%s/config.ini", ours);
	bool written = false;
	FILE *file = fopen(path, "we");

	if (file) {
		fputs("#!/bin/sh\nexec cat >/dev/null\n", file);
		written = fclose(file) == 0 && chmod(path, 0700) == 0;
	}
	mkdir(folder, 0700);
	mkdir(ours, 0700);
	file = written ? fopen(settings, "we") : NULL;
	if (file)
		fprintf(file, "[organizer]\nmailbox = natverk@example.se\n[mail]\nsendmail = %s\n",
			path);
	written = file && fclose(file) == 0;
	free(settings);
	free(ours);
	free(folder);
	return written;
}

/* Handing letters over, beside starting the mail program as many times for nothing. */
static bool measure_sending(const char *program, const char *database, const char *home,
	const char *mailer, bool *holds)
{
	const char *arguments[SENT + 6] = {program, "--db", database, "outbox", "send"};
	const char *const mail[] = {mailer, NULL, NULL, "-", "-"};
	char *numbers[SENT];
	double before = cpu_of(RUSAGE_CHILDREN), value = 0, floor = 0;
	bool sent = true;

	for (int i = 0; i < SENT; i++)
		arguments[5 + i] = numbers[i] = xasprintf("%d", 20 + i);
	sent = run_quietly(arguments, home);
	value = cpu_of(RUSAGE_CHILDREN) - before;
	before = cpu_of(RUSAGE_CHILDREN);
	for (int i = 0; i < SENT; i++) {
		sent = sent && run_quietly(mail, home);
		free(numbers[i]);
	}
	floor = cpu_of(RUSAGE_CHILDREN) - before;
	if (sent)
		*holds &= tell("sending 100 of them", floor, value, 6.0);
	return sent;
}

static bool measure_outbox(const char *program, const char *home, int letters, bool *holds)
{
	char *database = xasprintf("%s/letters.db", home), *plain = xasprintf("%s/plain.db", home);
	char *out = xasprintf("%s/letters", home), *mailer = xasprintf("%s/mailer", home);
	const char *const export[] = {"meeting", "export", "2", "--out", out, NULL};
	char *copy = sqlite3_mprintf("VACUUM INTO %Q", plain);
	/* Letters 20 and on are sent: the first are tasks for protected people. */
	bool measured = data_create(program, database, letters) && write_program(home, mailer) &&
			run_words(program, database, home, export, NULL) &&
			run_sql(database, copy, NULL) &&
			measure_letters(program, database, plain, home, holds) &&
			(letters < 2 * SENT ||
				measure_sending(program, database, home, mailer, holds));

	sqlite3_free(copy);
	free(mailer);
	free(out);
	free(plain);
	free(database);
	return measured;
}

bool meeting_measure(const char *program, const char *database, const char *home, int letters,
	int rounds, bool *holds)
{
	if (!fill(program, database, home))
		return false;
	printf("\n%-35s %12s %12s %8s\n", "CPU ms of", "floor", "program", "ratio");
	for (size_t i = 0; i < sizeof waits / sizeof *waits; i++) {
		if (!measure_wait(&waits[i], program, database, home, rounds, holds))
			return false;
	}
	return measure_outbox(program, home, letters, holds);
}
