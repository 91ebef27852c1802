/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Dates as the dashboard writes them, in one form everywhere and in the current language:
 * "tis 26 sep", "tis 26 sep 2023", "tisdag 26 september 2023", "v.39", "10:00–12:00", "1–2 h",
 * "om 7 dagar". Every result is owned by the caller.
 */
#ifndef TRAFFPUNKT_BASE_DATEFORMAT_H
#define TRAFFPUNKT_BASE_DATEFORMAT_H

#include <stdbool.h>
#include <stdint.h>

enum date_style {
	DATE_SHORT,  /* tis 26 sep */
	DATE_MEDIUM, /* tis 26 sep 2023 */
	DATE_LONG,   /* tisdag 26 september 2023 */
	DATE_DAY,    /* 26 sep */
};

char *date_format(int64_t date, enum date_style style);
/* "v.39" / "wk 39" */
char *date_format_week(int64_t date);
/* "september 2023" */
char *date_format_month(int year, int month);
/* Two-letter weekday heads: "må" / "Mo"; 1 is Monday. Borrowed, valid until the language changes.
 */
const char *date_weekday_head(int weekday);
/* "10:00–12:00", "10:00" when the end is unknown (-1), "" when both are. */
char *time_format_range(int64_t start, int64_t end);
/* "1–2 h", "2 h", "90 min", "" when unknown: -1 is unknown. */
char *duration_format(int64_t min, int64_t max);
/* How far off a day is: "today", "tomorrow", "in 7 days", "3 days ago". */
char *date_format_distance(int64_t date, int64_t today);
/* An age for a list: "08:12" the same day, "yesterday", else "14 sep" or "14 sep 2022". Both are
 * Unix seconds. */
char *instant_format_age(int64_t instant, int64_t now);
/* "tis 19 sep 2023 08:30" in local time. */
char *instant_format(int64_t instant);
/* "1 200 kr", "1 200,50 kr" with no-break spaces; English "SEK 1,200". */
char *money_format(int64_t ore);

#endif
