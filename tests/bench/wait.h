/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One command that is waited for, beside SQL that reads the same rows or a command of the same
 * kind.
 */
#ifndef TRAFFPUNKT_TESTS_BENCH_WAIT_H
#define TRAFFPUNKT_TESTS_BENCH_WAIT_H

#include <stdbool.h>
#include <stddef.h>

#define WAIT_WORDS 12

struct wait {
	const char *what;
	const char *command[WAIT_WORDS];
	const char *floor_sql;                 /* or, when NULL: */
	const char *floor_command[WAIT_WORDS]; /* of the program, too */
	double limit;                          /* times the floor */
};

/* A list of 40 rows, the measure of every other one. */
#define WAIT_LIST                                      \
	{                                              \
		"participant", "list", "--limit", "40" \
	}

/* CPU in ms, of this process (RUSAGE_SELF) or of all children that have been waited for. */
double wait_cpu(int who);
/* 0 is no measure yet. */
void wait_keep_least(double *least, double value);

/* Runs a program in a home of its own, on the day of the example; nobody reads what it says. False
 * with a sentence on stderr when it does not end well. */
bool wait_run_quietly(const char *const arguments[], const char *home);
/* The program with words of its own; *least gets its CPU in ms when that is less, NULL is fine. */
bool wait_run(const char *program, const char *database, const char *home,
	const char *const words[], double *least);
/* Opens the database, runs the statements and reads every column of every row. */
bool wait_run_sql(const char *path, const char *sql, double *least);

void wait_print_head(void);
/* Prints one line; true when it is within its limit. */
bool wait_tell(const char *what, double floor, double value, double limit);
bool wait_measure(const struct wait *waits, size_t count, const char *program, const char *database,
	const char *home, int rounds, bool *holds);

#endif
