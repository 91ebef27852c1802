/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench/wait.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- runs ---- */

double wait_cpu(int who)
{
	struct rusage usage;

	getrusage(who, &usage);
	return ((double)usage.ru_utime.tv_sec + (double)usage.ru_stime.tv_sec) * 1e3 +
	       ((double)usage.ru_utime.tv_usec + (double)usage.ru_stime.tv_usec) / 1e3;
}

void wait_keep_least(double *least, double value)
{
	if (*least == 0 || value < *least)
		*least = value;
}

bool wait_run_quietly(const char *const arguments[], const char *home)
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

bool wait_run(const char *program, const char *database, const char *home,
	const char *const words[], double *least)
{
	const char *arguments[WAIT_WORDS + 3] = {program, "--db", database};
	double before = wait_cpu(RUSAGE_CHILDREN);

	for (int i = 0; i < WAIT_WORDS && words[i]; i++)
		arguments[3 + i] = words[i];
	if (!wait_run_quietly(arguments, home))
		return false;
	if (least)
		wait_keep_least(least, wait_cpu(RUSAGE_CHILDREN) - before);
	return true;
}

bool wait_run_sql(const char *path, const char *sql, double *least)
{
	double before = wait_cpu(RUSAGE_SELF);
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
		wait_keep_least(least, wait_cpu(RUSAGE_SELF) - before);
	return result == SQLITE_OK;
}

/* ---- figures ---- */

bool wait_tell(const char *what, double floor, double value, double limit)
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
		if (!wait_run(program, database, home, wait->command, &value) ||
			!(wait->floor_sql ? wait_run_sql(database, wait->floor_sql, &floor)
					  : wait_run(program, database, home, wait->floor_command,
						    &floor)))
			return false;
	}
	*holds &= wait_tell(wait->what, floor, value, wait->limit);
	return true;
}

void wait_print_head(void)
{
	printf("\n%-35s %12s %12s %8s\n", "CPU ms of", "floor", "program", "ratio");
}

bool wait_measure(const struct wait *waits, size_t count, const char *program, const char *database,
	const char *home, int rounds, bool *holds)
{
	for (size_t i = 0; i < count; i++) {
		if (!measure_wait(&waits[i], program, database, home, rounds, holds))
			return false;
	}
	return true;
}
