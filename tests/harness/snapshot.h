/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A screen as text that people can read and compare: the rows between margins, so that trailing
 * blanks are seen, the place of the cursor (1-based), and on demand a second grid with one letter
 * per cell: "." plain, b bold, r reverse, u underline, and for anything more a letter that the
 * lines below the grid explain.
 */
#ifndef TRAFFPUNKT_TESTS_HARNESS_SNAPSHOT_H
#define TRAFFPUNKT_TESTS_HARNESS_SNAPSHOT_H

#include <stdbool.h>

#include "harness/term.h"

/* Owned by the caller. */
char *snapshot_take(const struct term *term, bool attributes);

#endif
