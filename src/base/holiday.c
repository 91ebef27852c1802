/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The Swedish holidays as a table: fixed dates, dates counted from Easter Sunday, and Saturdays
 * or Fridays in a span of days. Right from 1953 on, when midsummer and All Saints' began to move.
 */
#include "base/holiday.h"

#include <stddef.h>

#include "base/date.h"
#include "base/i18n.h"

/* Since then the National Day is free and Whit Monday is not. */
#define NATIONAL_DAY_FROM 2005
#define ALWAYS 9999

enum rule {
	RULE_FIXED,  /* month and day */
	RULE_EASTER, /* day: days after Easter Sunday */
	RULE_WITHIN, /* the weekday that falls in the 7 days from month and day */
};

struct holiday {
	const char *name;
	enum rule rule;
	int month;
	int day;
	int weekday;
	bool eve;
	int from_year;
	int to_year; /* inclusive */
};

static const struct holiday holidays[] = {
	{N_("New Year's Day"), RULE_FIXED, 1, 1, 0, false, 0, ALWAYS},
	{N_("Epiphany"), RULE_FIXED, 1, 6, 0, false, 0, ALWAYS},
	{N_("Good Friday"), RULE_EASTER, 0, -2, 0, false, 0, ALWAYS},
	{N_("Easter Sunday"), RULE_EASTER, 0, 0, 0, false, 0, ALWAYS},
	{N_("Easter Monday"), RULE_EASTER, 0, 1, 0, false, 0, ALWAYS},
	{N_("May Day"), RULE_FIXED, 5, 1, 0, false, 0, ALWAYS},
	{N_("Ascension Day"), RULE_EASTER, 0, 39, 0, false, 0, ALWAYS},
	{N_("Whit Sunday"), RULE_EASTER, 0, 49, 0, false, 0, ALWAYS},
	{N_("Whit Monday"), RULE_EASTER, 0, 50, 0, false, 0, NATIONAL_DAY_FROM - 1},
	{N_("National Day"), RULE_FIXED, 6, 6, 0, false, NATIONAL_DAY_FROM, ALWAYS},
	{N_("Midsummer Eve"), RULE_WITHIN, 6, 19, 5, true, 0, ALWAYS},
	{N_("Midsummer Day"), RULE_WITHIN, 6, 20, 6, false, 0, ALWAYS},
	{N_("All Saints' Day"), RULE_WITHIN, 10, 31, 6, false, 0, ALWAYS},
	{N_("Christmas Eve"), RULE_FIXED, 12, 24, 0, true, 0, ALWAYS},
	{N_("Christmas Day"), RULE_FIXED, 12, 25, 0, false, 0, ALWAYS},
	{N_("Boxing Day"), RULE_FIXED, 12, 26, 0, false, 0, ALWAYS},
	{N_("New Year's Eve"), RULE_FIXED, 12, 31, 0, true, 0, ALWAYS},
};

/* Easter Sunday in the Gregorian calendar (the anonymous algorithm of 1876). */
static int64_t easter_sunday(int year)
{
	int golden = year % 19;
	int century = year / 100;
	int of_century = year % 100;
	int correction = (century - (century + 8) / 25 + 1) / 3;
	int epact = (19 * golden + century - century / 4 - correction + 15) % 30;
	int to_sunday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - epact - of_century % 4) %
			7;
	int late = (golden + 11 * epact + 22 * to_sunday) / 451;
	int days = epact + to_sunday - 7 * late + 114;

	return date_from_civil((struct civil){year, days / 31, days % 31 + 1});
}

static bool falls_on(const struct holiday *holiday, struct civil civil, int64_t date)
{
	int64_t first;

	if (civil.year < holiday->from_year || civil.year > holiday->to_year)
		return false;
	switch (holiday->rule) {
	case RULE_FIXED:
		return civil.month == holiday->month && civil.day == holiday->day;
	case RULE_EASTER:
		/* Good Friday to Whit Monday: the rest of the year need not ask. */
		return civil.month >= 3 && civil.month <= 6 &&
		       date == easter_sunday(civil.year) + holiday->day;
	case RULE_WITHIN:
		if (date_weekday(date) != holiday->weekday)
			return false;
		first = date_from_civil((struct civil){civil.year, holiday->month, holiday->day});
		return date >= first && date < first + 7;
	}
	return false;
}

static const struct holiday *find_holiday(int64_t date)
{
	struct civil civil = date_to_civil(date);

	for (size_t i = 0; i < sizeof(holidays) / sizeof(*holidays); i++)
		if (falls_on(&holidays[i], civil, date))
			return &holidays[i];
	return NULL;
}

const char *holiday_name(int64_t date)
{
	const struct holiday *holiday = find_holiday(date);

	return holiday == NULL ? NULL : holiday->name;
}

bool holiday_is_red(int64_t date)
{
	const struct holiday *holiday = find_holiday(date);

	return date_weekday(date) == 7 || (holiday != NULL && !holiday->eve);
}

bool holiday_is_working_day(int64_t date)
{
	return date_weekday(date) < 6 && find_holiday(date) == NULL;
}

bool holiday_is_squeeze_day(int64_t date)
{
	return holiday_is_working_day(date) && !holiday_is_working_day(date - 1) &&
	       !holiday_is_working_day(date + 1);
}
