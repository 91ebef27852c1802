/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Civil dates by arithmetic alone: years are counted from 1 March, so that the leap day is the
 * last of its year, and in eras of 400 years, after which the calendar repeats.
 */
#include "base/date.h"

#include <stddef.h>

#define DAYS_PER_ERA 146097
/* From 0000-03-01 to 1970-01-01. */
#define EPOCH_OFFSET 719468
#define YEAR_MIN 1900
#define YEAR_MAX 2999

static int64_t floor_divide(int64_t value, int64_t divisor)
{
	return value / divisor - (value % divisor < 0);
}

int64_t date_from_civil(struct civil civil)
{
	int64_t year = (int64_t)civil.year - (civil.month <= 2);
	int64_t era = floor_divide(year, 400);
	int64_t year_of_era = year - era * 400;
	int64_t month = civil.month > 2 ? civil.month - 3 : civil.month + 9;
	int64_t day_of_year = (153 * month + 2) / 5 + civil.day - 1;
	int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

	return era * DAYS_PER_ERA + day_of_era - EPOCH_OFFSET;
}

struct civil date_to_civil(int64_t date)
{
	int64_t days = date + EPOCH_OFFSET;
	int64_t era = floor_divide(days, DAYS_PER_ERA);
	int64_t day_of_era = days - era * DAYS_PER_ERA;
	int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 -
				      day_of_era / (DAYS_PER_ERA - 1)) /
			      365;
	int64_t day_of_year = day_of_era -
			      (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int64_t month = (5 * day_of_year + 2) / 153;

	return (struct civil){
		.year = (int)(year_of_era + era * 400 + (month >= 10)),
		.month = (int)(month < 10 ? month + 3 : month - 9),
		.day = (int)(day_of_year - (153 * month + 2) / 5 + 1),
	};
}

int date_days_in_month(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	if (month < 1 || month > 12)
		return 0;
	return days[month - 1] + (month == 2 && leap);
}

bool date_is_valid(struct civil civil)
{
	return civil.year >= YEAR_MIN && civil.year <= YEAR_MAX && civil.day >= 1 &&
	       civil.day <= date_days_in_month(civil.year, civil.month);
}

int date_weekday(int64_t date)
{
	/* 1970-01-01 was a Thursday. */
	int64_t weekday = (date + 3) % 7;

	return (int)(weekday < 0 ? weekday + 8 : weekday + 1);
}

struct iso_week date_iso_week(int64_t date)
{
	/* A week belongs to the year of its Thursday. */
	int64_t thursday = date + 4 - date_weekday(date);
	int year = date_to_civil(thursday).year;
	int64_t new_year = date_from_civil((struct civil){year, 1, 1});

	return (struct iso_week){.year = year, .week = (int)((thursday - new_year) / 7 + 1)};
}

bool date_from_iso_week(int year, int week, int weekday, int64_t *date)
{
	/* 4 January is always in week 1. */
	int64_t fourth = date_from_civil((struct civil){year, 1, 4});
	int64_t monday = fourth - (date_weekday(fourth) - 1) + (int64_t)(week - 1) * 7;

	if (week < 1 || week > 53 || weekday < 1 || weekday > 7 ||
		date_iso_week(monday).year != year)
		return false;
	*date = monday + weekday - 1;
	return true;
}

static void write_digits(char *out, int value, size_t width)
{
	for (size_t i = width; i-- > 0; value /= 10)
		out[i] = (char)('0' + value % 10);
}

/* Reads exactly `width` digits. */
static bool read_digits(const char *text, size_t width, int *value)
{
	*value = 0;
	for (size_t i = 0; i < width; i++) {
		if (text[i] < '0' || text[i] > '9')
			return false;
		*value = *value * 10 + (text[i] - '0');
	}
	return true;
}

void date_to_iso(int64_t date, char out[11])
{
	/* Four digits hold the years 0 to 9999. */
	static const int64_t first = -719528;
	static const int64_t last = 2932896;
	struct civil civil = date_to_civil(date < first ? first : date > last ? last : date);

	write_digits(out, civil.year, 4);
	out[4] = '-';
	write_digits(out + 5, civil.month, 2);
	out[7] = '-';
	write_digits(out + 8, civil.day, 2);
	out[10] = '\0';
}

bool date_from_iso(const char *text, int64_t *date)
{
	struct civil civil;

	if (text == NULL || !read_digits(text, 4, &civil.year) || text[4] != '-' ||
		!read_digits(text + 5, 2, &civil.month) || text[7] != '-' ||
		!read_digits(text + 8, 2, &civil.day) || text[10] != '\0' || !date_is_valid(civil))
		return false;
	*date = date_from_civil(civil);
	return true;
}

void time_to_iso(int64_t minutes, char out[6])
{
	int64_t shown = minutes < 0 ? 0 : minutes > MINUTES_PER_DAY ? MINUTES_PER_DAY : minutes;

	write_digits(out, (int)(shown / 60), 2);
	out[2] = ':';
	write_digits(out + 3, (int)(shown % 60), 2);
	out[5] = '\0';
}

bool time_from_iso(const char *text, int64_t *minutes)
{
	int hour;
	int minute;

	if (text == NULL || !read_digits(text, 2, &hour) || text[2] != ':' ||
		!read_digits(text + 3, 2, &minute) || text[5] != '\0' || hour > 23 || minute > 59)
		return false;
	*minutes = (int64_t)hour * 60 + minute;
	return true;
}
