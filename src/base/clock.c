/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The clock and the zone. The C library knows when the clocks change (TZ is set once, at start);
 * which local times do not exist or happen twice is found by going there and back.
 */
#include "base/clock.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/text.h"

#define ZONE "Europe/Stockholm"
/* The rules of the European Union since 1996, for a machine without the zone files. */
#define ZONE_RULES "CET-1CEST,M3.5.0,M10.5.0/3"
#define SECONDS_PER_DAY 86400

static int64_t floor_divide(int64_t value, int64_t divisor)
{
	return value / divisor - (value % divisor < 0);
}

/* Seconds that local time is ahead of UTC at an instant. */
static int64_t zone_offset(int64_t instant)
{
	time_t seconds = (time_t)instant;
	struct tm local;

	return localtime_r(&seconds, &local) == NULL ? 3600 : local.tm_gmtoff;
}

static void set_zone(void)
{
	static const int64_t summer = 1688162400; /* 2023-06-30T22:00:00Z */

	setenv("TZ", ZONE, 1);
	tzset();
	if (zone_offset(summer) != 7200) {
		setenv("TZ", ZONE_RULES, 1);
		tzset();
	}
}

/* Local "2023-09-26T09:00[:00]" and nothing after it, or what follows in *rest. */
static bool read_local(const char *text, int64_t *seconds, const char **rest)
{
	char part[11];
	int64_t date;
	int64_t minutes;
	int64_t second = 0;

	if (strnlen(text, 16) < 16 || text[10] != 'T')
		return false;
	memcpy(part, text, 10);
	part[10] = '\0';
	if (!date_from_iso(part, &date))
		return false;
	memcpy(part, text + 11, 5);
	part[5] = '\0';
	if (!time_from_iso(part, &minutes))
		return false;
	text += 16;
	if (*text == ':') {
		if (text[1] < '0' || text[1] > '5' || text[2] < '0' || text[2] > '9')
			return false;
		second = (text[1] - '0') * 10 + (text[2] - '0');
		text += 3;
	}
	*seconds = date * SECONDS_PER_DAY + minutes * 60 + second;
	*rest = text;
	return true;
}

bool instant_from_iso(const char *text, int64_t *instant)
{
	const char *rest;
	int64_t seconds;
	int64_t minutes;

	if (text == NULL || !read_local(text, &seconds, &rest))
		return false;
	if (strcmp(rest, "Z") == 0) {
		*instant = seconds;
		return true;
	}
	if (*rest == '+' || *rest == '-') {
		if (!time_from_iso(rest + 1, &minutes))
			return false;
		*instant = seconds - (*rest == '+' ? minutes : -minutes) * 60;
		return true;
	}
	if (*rest != '\0' || zone_from_local(floor_divide(seconds, SECONDS_PER_DAY),
				     seconds % SECONDS_PER_DAY / 60, instant) == ZONE_GAP)
		return false;
	*instant += seconds % 60;
	return true;
}

bool clock_init(struct clock *clock, struct error *error)
{
	const char *fixed = getenv("TRAFFPUNKT_NOW");
	char *shown;

	*clock = (struct clock){0};
	set_zone();
	if (fixed == NULL || *fixed == '\0')
		return true;
	if (instant_from_iso(fixed, &clock->fixed_at)) {
		clock->fixed = true;
		return true;
	}
	shown = text_fit(fixed, 40, NULL);
	error_set(error, ERROR_USAGE,
		_("TRAFFPUNKT_NOW is \"%s\", which is not a local time such as 2023-09-26T09:00."),
		shown);
	free(shown);
	return false;
}

int64_t clock_now(const struct clock *clock)
{
	return clock->fixed ? clock->fixed_at : (int64_t)time(NULL);
}

int64_t clock_today(const struct clock *clock)
{
	int64_t date;
	int64_t minutes;

	zone_to_local(clock_now(clock), &date, &minutes);
	return date;
}

void zone_to_local(int64_t instant, int64_t *date, int64_t *minutes)
{
	int64_t local = instant + zone_offset(instant);

	*date = floor_divide(local, SECONDS_PER_DAY);
	*minutes = (local - *date * SECONDS_PER_DAY) / 60;
}

enum zone_fit zone_from_local(int64_t date, int64_t minutes, int64_t *instant)
{
	int64_t local = date * SECONDS_PER_DAY + minutes * 60;
	/* The clocks change at most once in two days: these are the only offsets to try. */
	int64_t before = local - zone_offset(local - SECONDS_PER_DAY);
	int64_t after = local - zone_offset(local + SECONDS_PER_DAY);
	bool before_fits = before + zone_offset(before) == local;
	bool after_fits = after + zone_offset(after) == local;

	*instant = before_fits || !after_fits ? before : after;
	if (!before_fits && !after_fits)
		return ZONE_GAP;
	return before_fits && after_fits && before != after ? ZONE_AMBIGUOUS : ZONE_FITS;
}

/* "2023-09-26T09:00:00" and the final NUL. */
static void write_local(int64_t seconds, char out[20])
{
	int64_t date = floor_divide(seconds, SECONDS_PER_DAY);
	int64_t second = seconds - date * SECONDS_PER_DAY;

	date_to_iso(date, out);
	out[10] = 'T';
	time_to_iso(second / 60, out + 11);
	out[16] = ':';
	out[17] = (char)('0' + second % 60 / 10);
	out[18] = (char)('0' + second % 10);
	out[19] = '\0';
}

void instant_to_utc(int64_t instant, char out[21])
{
	write_local(instant, out);
	out[19] = 'Z';
	out[20] = '\0';
}

void instant_to_iso(int64_t instant, char out[26])
{
	int64_t offset = zone_offset(instant);

	write_local(instant + offset, out);
	out[19] = offset < 0 ? '-' : '+';
	time_to_iso((offset < 0 ? -offset : offset) / 60, out + 20);
}
