/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A big network for measuring: the example network with many invented participants, always the
 * same ones. */
#ifndef TRAFFPUNKT_TESTS_BENCH_DATA_H
#define TRAFFPUNKT_TESTS_BENCH_DATA_H

#include <stdbool.h>

/* Makes the database with the program, then fills it until it holds `rows` participants. False
 * with a sentence on stderr. */
bool data_create(const char *program, const char *path, int rows);

#endif
