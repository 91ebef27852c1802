/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A big network for measuring: the example network with many invented participants, always the
 * same ones. */
#ifndef TRAFFPUNKT_TESTS_BENCH_DATA_H
#define TRAFFPUNKT_TESTS_BENCH_DATA_H

#include <stdbool.h>

/* Makes the database with the program, then fills it until it holds `rows` participants. False
 * with a sentence on stderr. */
bool data_create(const char *program, const char *path, int rows);

/* A file of so many sign-ups, all of them new people with an organisation of the register. */
bool data_write_signups(const char *path, int rows);
/* Runs a program to its end; true when it succeeds. */
bool data_run(const char *const arguments[]);

#endif
