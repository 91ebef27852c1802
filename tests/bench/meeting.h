/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a meeting makes people wait for, beside the plain SQL that reads or writes the same rows, or
 * beside a command that shows as much. CPU, the least of all rounds.
 */
#ifndef TRAFFPUNKT_TESTS_BENCH_MEETING_H
#define TRAFFPUNKT_TESTS_BENCH_MEETING_H

#include <stdbool.h>

/*
 * Prints a line for each and tells in *holds whether every ratio is within its limit. The database
 * gets a ledger, answers and letters, so this comes after what measures it without. `letters`
 * participants are written to in another database. False with a sentence on stderr when it could
 * not be measured.
 */
bool meeting_measure(const char *program, const char *database, const char *home, int letters,
	int rounds, bool *holds);

#endif
