/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Civil dates: a date is a number of days since 1970-01-01 (proleptic Gregorian), a time of day is
 * minutes since midnight, a duration is minutes. No zone here; base/clock.h has that.
 */
#ifndef TRAFFPUNKT_BASE_DATE_H
#define TRAFFPUNKT_BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

#define MINUTES_PER_DAY 1440

struct civil {
	int year;
	int month; /* 1-12 */
	int day;   /* 1-31 */
};

struct iso_week {
	int year; /* the year that the week belongs to */
	int week; /* 1-53 */
};

int64_t date_from_civil(struct civil civil);
struct civil date_to_civil(int64_t date);
bool date_is_valid(struct civil civil); /* years 1900-2999 */
/* ISO 8601: 1 is Monday, 7 is Sunday. */
int date_weekday(int64_t date);
struct iso_week date_iso_week(int64_t date);
/* The Monday of an ISO week; false when the year has no such week. */
bool date_from_iso_week(int year, int week, int weekday, int64_t *date);
int date_days_in_month(int year, int month);

/* "2023-09-26"; `out` holds at least 11 bytes. */
void date_to_iso(int64_t date, char out[11]);
/* Exactly YYYY-MM-DD and a date that exists. */
bool date_from_iso(const char *text, int64_t *date);
/* "10:00"; `out` holds at least 6 bytes. */
void time_to_iso(int64_t minutes, char out[6]);
/* Exactly HH:MM. */
bool time_from_iso(const char *text, int64_t *minutes);

#endif
