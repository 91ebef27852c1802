/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dashboards of several people on one database, and what then stands in it. */
#ifndef TRAFFPUNKT_TESTS_PTY_TWOSOME_H
#define TRAFFPUNKT_TESTS_PTY_TWOSOME_H

#include "pty/fixture.h"

/* The dashboard of somebody with these initials, settled. */
struct term *twosome_start(const struct fixture *fixture, const char *initials);
/* The same with --readonly. */
struct term *twosome_start_readonly(const struct fixture *fixture, const char *initials);
/* The same in Swedish. */
struct term *twosome_start_swedish(const struct fixture *fixture, const char *initials);

/* Presses keys, and waits until the screen rests. */
void twosome_type(struct term *term, const char *keys);
/* The screen comes to show it; it does not show it when it rests. */
void twosome_assert_shows(struct term *term, const char *text);
void twosome_assert_hides(struct term *term, const char *text);

/* The number in the first column of the first row. */
int64_t twosome_count(const struct fixture *fixture, const char *sql);
/* Waits until it is this number; false when it does not become so. */
bool twosome_wait_rows(const struct fixture *fixture, const char *sql, int64_t wanted);
/* Runs SQL beside the program, as any other tool could. */
void twosome_sql(const struct fixture *fixture, const char *sql);
/* The bytes stand in a file. */
bool twosome_holds(const char *path, const char *bytes);
/* The bytes stand in the database file or in its log. */
bool twosome_file_holds(const struct fixture *fixture, const char *bytes);

#endif
