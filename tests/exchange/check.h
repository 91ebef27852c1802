/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Questions that the tests of calendar files ask of an unfolded file. */
#ifndef TRAFFPUNKT_TESTS_EXCHANGE_CHECK_H
#define TRAFFPUNKT_TESTS_EXCHANGE_CHECK_H

#include "samples.h"

/* calendar_write_event() with a good organizer; owned by the caller, NULL with the error. */
char *check_write(const struct sample *sample, enum calendar_method method, struct error *error);
/* The same unfolded; the test fails when there is no file or its lines are not right. */
char *check_read(const struct sample *sample, enum calendar_method method);
/* The test fails unless the calendar has this line, whole. */
void check_line(const char *calendar, const char *line);
/* The test fails when a part is missing, or there and should not be. */
void check_part(const char *calendar, const char *part, bool wanted);
/* How many lines start like this. */
size_t check_count(const char *calendar, const char *start);

#endif
