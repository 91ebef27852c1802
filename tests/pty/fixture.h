/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the terminal tests share: a database of the example network in a folder of its own, the
 * program's commands beside the dashboard, and the dashboard in a terminal. */
#ifndef TRAFFPUNKT_TESTS_PTY_FIXTURE_H
#define TRAFFPUNKT_TESTS_PTY_FIXTURE_H

#include <stdbool.h>

#include "harness/term.h"

/* How long a person would wait at most, in ms; a test that works never waits so long. */
#define PATIENCE 20000

struct fixture {
	char *folder;    /* HOME and TMPDIR of all that is started; owned */
	char *database;  /* owned; NULL in a copy: fixture_run() gives no --db */
	const char *now; /* "2023-10-05T08:00"; NULL: the day of the demo. Borrowed */
};

/* The program under test; the first argument of the test program. */
void fixture_set_program(const char *path);
const char *fixture_program(void);

/* For cmocka: *state becomes a fixture with the example network in it. */
int fixture_setup(void **state);
int fixture_teardown(void **state);

/*
 * Runs "traffpunkt --db DATABASE --lang en ARGUMENTS" without a terminal (arguments end with NULL)
 * and returns its exit code, -1 when a signal ended it. *output gets what it wrote on both streams,
 * owned; may be NULL.
 */
int fixture_run(const struct fixture *fixture, char **output, const char *const arguments[]);

/* The dashboard, settled, in 30 rows of 120 columns; fails the test when it does not come up. */
struct term *fixture_start(const struct fixture *fixture, const char *variable);
/* The same in an environment and with arguments of one's own; not settled. */
struct term *fixture_spawn(
	const struct fixture *fixture, const char *variable, const char *const arguments[]);

/* Fails the test, with the screen, unless the terminal comes to rest. */
void fixture_settle(struct term *term);
/* Fails the test unless the dashboard ended by itself with this code (or 128 + signal), the line
 * has the modes that it had before, and the bytes say that all was switched off again. */
void fixture_assert_ended(struct term *term, int signal);
/* Fails unless the line has the modes of a new one. */
void fixture_assert_modes(const struct term *term);
/* All rows as one text; owned. */
char *fixture_screen(const struct term *term);

#endif
