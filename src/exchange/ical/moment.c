/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/ical/moment.h"

#include <libical/ical.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/clock.h"
#include "base/date.h"

#define STOCKHOLM "Europe/Stockholm"

/* Zones under the names that Windows has for them: those of Europe, as Outlook writes them. */
static const struct {
	const char *windows;
	const char *iana;
} windows_zones[] = {
	{"W. Europe Standard Time", STOCKHOLM},
	{"Central Europe Standard Time", STOCKHOLM},
	{"Central European Standard Time", STOCKHOLM},
	{"Romance Standard Time", STOCKHOLM},
	{"GMT Standard Time", "Europe/London"},
	{"FLE Standard Time", "Europe/Helsinki"},
	{"GTB Standard Time", "Europe/Athens"},
	{"E. Europe Standard Time", "Europe/Bucharest"},
	{"UTC", "UTC"},
};

/* Zones whose clocks have shown the same as Stockholm's for as long as there has been a network. */
static const char *const like_stockholm[] = {STOCKHOLM, "Europe/Oslo", "Europe/Copenhagen",
	"Europe/Berlin", "Europe/Paris", "Europe/Amsterdam", "Europe/Brussels", "Europe/Rome",
	"Europe/Madrid", "Europe/Vienna", "Europe/Zurich", "Europe/Prague", "Europe/Warsaw",
	"Europe/Budapest", "CET"};

const char *zone_of_windows(const char *tzid)
{
	for (size_t i = 0; i < sizeof(windows_zones) / sizeof(*windows_zones); i++) {
		if (!strcasecmp(windows_zones[i].windows, tzid))
			return windows_zones[i].iana;
	}
	return NULL;
}

/* "/freeassociation.sourceforge.net/Europe/Stockholm": what stands after the last part that looks
 * like a host. */
const char *zone_without_prefix(const char *tzid)
{
	if (*tzid != '/')
		return NULL;
	const char *last = strrchr(tzid, '/'), *before = last;
	while (before > tzid && before[-1] != '/')
		before--;
	return before > tzid ? before : NULL;
}

static bool is_like_stockholm(const char *zone)
{
	for (size_t i = 0; i < sizeof(like_stockholm) / sizeof(*like_stockholm); i++) {
		if (!strcasecmp(like_stockholm[i], zone))
			return true;
	}
	return false;
}

static bool take_digits(const char **at, size_t count, int *value)
{
	*value = 0;
	for (size_t i = 0; i < count; i++, ++*at) {
		if (**at < '0' || **at > '9')
			return false;
		*value = *value * 10 + (**at - '0');
	}
	return true;
}

static void set_local(struct moment *moment, int64_t date, int64_t minutes)
{
	moment->date = date;
	moment->minutes = (struct number){.known = true, .value = minutes};
	moment->in_gap = zone_from_local(date, minutes, &moment->instant) == ZONE_GAP;
}

static void set_instant(struct moment *moment, int64_t instant)
{
	int64_t minutes;
	moment->instant = instant;
	zone_to_local(instant, &moment->date, &minutes);
	moment->minutes = (struct number){.known = true, .value = minutes};
}

/* Where libical knows the zone. */
static bool set_elsewhere(struct moment *moment, const char *zone, int64_t date, int64_t minutes)
{
	icalerror_set_errors_are_fatal(0);
	icaltimezone *known = icaltimezone_get_builtin_timezone(zone);
	struct civil civil = date_to_civil(date);
	struct icaltimetype time = icaltime_null_time();
	if (!known)
		return false;
	time.year = civil.year;
	time.month = civil.month;
	time.day = civil.day;
	time.hour = (int)(minutes / 60);
	time.minute = (int)(minutes % 60);
	set_instant(moment, (int64_t)icaltime_as_timet_with_zone(time, known));
	moment->zone = MOMENT_ELSEWHERE;
	return true;
}

static void set_zone(struct moment *moment, const char *tzid, int64_t date, int64_t minutes)
{
	const char *windows = tzid ? zone_of_windows(tzid) : NULL;
	const char *bare = tzid ? zone_without_prefix(tzid) : NULL;
	const char *zone = windows ? windows : bare ? bare : tzid;
	moment->zone = MOMENT_STOCKHOLM;
	if (zone && !is_like_stockholm(zone) && strlen(zone) < 64 &&
		set_elsewhere(moment, zone, date, minutes))
		return;
	if (!zone || !is_like_stockholm(zone))
		moment->zone = zone ? MOMENT_UNKNOWN : MOMENT_FLOATING;
	set_local(moment, date, minutes);
}

bool moment_read(const struct content_line *line, struct moment *moment)
{
	const char *at = line->value;
	struct civil civil;
	int hour, minute, second;
	*moment = (struct moment){0};
	if (!take_digits(&at, 4, &civil.year) || !take_digits(&at, 2, &civil.month) ||
		!take_digits(&at, 2, &civil.day) || !date_is_valid(civil))
		return false;
	int64_t date = date_from_civil(civil);
	if (!*at) {
		moment->date = date;
		zone_from_local(date, 0, &moment->instant);
		return true;
	}
	if (*at++ != 'T' || !take_digits(&at, 2, &hour) || !take_digits(&at, 2, &minute) ||
		!take_digits(&at, 2, &second) || hour > 23 || minute > 59 || second > 60 ||
		(*at && strcmp(at, "Z") != 0))
		return false;
	int64_t minutes = (int64_t)hour * 60 + minute;
	if (*at == 'Z') {
		moment->zone = MOMENT_UTC;
		set_instant(moment, date * MINUTES_PER_DAY * 60 + minutes * 60 + second);
	} else {
		set_zone(moment, content_parameter(line, "TZID"), date, minutes);
	}
	return true;
}
