/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What an inbox makes people wait for: the requests pane beside the pane of participants, lists and
 * the handover beside a list of participants, taking a mail in beside reading it, and the reader of
 * letters beside a walk of all names. CPU, the least of all rounds.
 */
#ifndef TRAFFPUNKT_TESTS_BENCH_REQUEST_H
#define TRAFFPUNKT_TESTS_BENCH_REQUEST_H

#include <stdbool.h>

/*
 * Prints a line for each and tells in *holds whether every ratio is within its limit. The database
 * gets as many requests as `rows` says, and mails, so this comes after what measures it without.
 * False with a sentence on stderr when it could not be measured.
 */
bool request_measure(const char *program, const char *database, const char *home, int rows,
	int rounds, bool *holds);

#endif
