/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The import of sign-ups beside its floor: the rows that it has left in the database, inserted into
 * another one by plain SQL, with the same indexes and triggers.
 */
#ifndef TRAFFPUNKT_TESTS_BENCH_IMPORT_H
#define TRAFFPUNKT_TESTS_BENCH_IMPORT_H

#include <stdbool.h>

/* CPU in ms, the least of all rounds. */
struct import_figures {
	int rows;
	double preview;
	double import;
	double floor;
};

/* False with a sentence on stderr when it could not be measured. `home` is an empty folder. */
bool import_measure(const char *program, const char *home, int rows, int rounds,
	struct import_figures *figures);

#endif
