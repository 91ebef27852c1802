/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Dates, times and durations as people type them, in Swedish and English whatever the language of
 * the screen: "26/9", "26 sep", "26 september 2023", "2023-09-26", "20230926", "tis v39", "v39"
 * (its Monday), "tis" (the next one, today counts), "idag", "imorgon", "i övermorgon", "+7".
 * A date without a year is the nearest one from 60 days before today and on.
 * Each returns false with a sentence that says what can be typed.
 */
#ifndef TRAFFPUNKT_BASE_DATEINPUT_H
#define TRAFFPUNKT_BASE_DATEINPUT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"

bool date_parse(const char *text, int64_t today, int64_t *date, struct error *error);
/* "9", "9:30", "09.30", "0930", "kl 9", "9am": minutes since midnight. */
bool time_parse(const char *text, int64_t *minutes, struct error *error);
/* "9-12", "10:00–12:00", "10.00 till 12.00"; a lone time gives *end = -1. */
bool time_parse_range(const char *text, int64_t *start, int64_t *end, struct error *error);
/* "2 h", "1-2 h", "1–2 timmar", "90 min", "1,5 h", "1 h 30 min", a bare number is minutes from 10
 * and hours below: *min and *max in minutes, equal when it is not a range. */
bool duration_parse(const char *text, int64_t *min, int64_t *max, struct error *error);
/* "1200", "1 200", "1 200,50 kr", "1200.50": öre. */
bool money_parse(const char *text, int64_t *ore, struct error *error);

#endif
