/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates, times, durations and amounts as people read them, in the current language. */
#include "base/dateformat.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/clock.h"
#include "base/date.h"
#include "base/i18n.h"

#define NO_BREAK_SPACE "\u00a0"
#define MINUS "\u2212"

static const char *const weekday_names[] = {
	NC_("weekday", "Monday"),
	NC_("weekday", "Tuesday"),
	NC_("weekday", "Wednesday"),
	NC_("weekday", "Thursday"),
	NC_("weekday", "Friday"),
	NC_("weekday", "Saturday"),
	NC_("weekday", "Sunday"),
};

static const char *const weekday_short_names[] = {
	NC_("weekday short", "Mon"),
	NC_("weekday short", "Tue"),
	NC_("weekday short", "Wed"),
	NC_("weekday short", "Thu"),
	NC_("weekday short", "Fri"),
	NC_("weekday short", "Sat"),
	NC_("weekday short", "Sun"),
};

static const char *const weekday_heads[] = {
	NC_("weekday head", "Mo"),
	NC_("weekday head", "Tu"),
	NC_("weekday head", "We"),
	NC_("weekday head", "Th"),
	NC_("weekday head", "Fr"),
	NC_("weekday head", "Sa"),
	NC_("weekday head", "Su"),
};

static const char *const month_names[] = {
	NC_("month", "January"),
	NC_("month", "February"),
	NC_("month", "March"),
	NC_("month", "April"),
	NC_("month", "May"),
	NC_("month", "June"),
	NC_("month", "July"),
	NC_("month", "August"),
	NC_("month", "September"),
	NC_("month", "October"),
	NC_("month", "November"),
	NC_("month", "December"),
};

static const char *const month_short_names[] = {
	NC_("month short", "Jan"),
	NC_("month short", "Feb"),
	NC_("month short", "Mar"),
	NC_("month short", "Apr"),
	NC_("month short", "May"),
	NC_("month short", "Jun"),
	NC_("month short", "Jul"),
	NC_("month short", "Aug"),
	NC_("month short", "Sep"),
	NC_("month short", "Oct"),
	NC_("month short", "Nov"),
	NC_("month short", "Dec"),
};

char *date_format(int64_t date, enum date_style style)
{
	struct civil civil = date_to_civil(date);
	int weekday = date_weekday(date) - 1;
	const char *month = i18n_context_of("month short", month_short_names[civil.month - 1]);
	const char *name = i18n_context_of("weekday short", weekday_short_names[weekday]);

	switch (style) {
	case DATE_SHORT:
		return xasprintf("%s %d %s", name, civil.day, month);
	case DATE_MEDIUM:
		return xasprintf("%s %d %s %d", name, civil.day, month, civil.year);
	case DATE_LONG:
		name = i18n_context_of("weekday", weekday_names[weekday]);
		month = i18n_context_of("month", month_names[civil.month - 1]);
		return xasprintf("%s %d %s %d", name, civil.day, month, civil.year);
	case DATE_DAY:
		break;
	}
	return xasprintf("%d %s", civil.day, month);
}

char *date_format_week(int64_t date)
{
	return xasprintf(_("wk %d"), date_iso_week(date).week);
}

char *date_format_month(int year, int month)
{
	if (month < 1 || month > 12)
		return xasprintf("%d", year);
	return xasprintf("%s %d", i18n_context_of("month", month_names[month - 1]), year);
}

const char *date_weekday_head(int weekday)
{
	if (weekday < 1 || weekday > 7)
		return "";
	return i18n_context_of("weekday head", weekday_heads[weekday - 1]);
}

char *time_format_range(int64_t start, int64_t end)
{
	char from[6] = "";
	char to[6] = "";

	if (start >= 0)
		time_to_iso(start, from);
	if (end >= 0)
		time_to_iso(end, to);
	return xasprintf("%s%s%s", from, end >= 0 ? "–" : "", to);
}

/* The signs of the units are the same in both languages. */
static char *format_minutes(int minutes)
{
	if (minutes >= 60 && minutes % 60 == 0)
		return xasprintf("%d h", minutes / 60);
	if (minutes > 120)
		return xasprintf("%d h %d min", minutes / 60, minutes % 60);
	return xasprintf("%d min", minutes);
}

char *duration_format(int64_t min, int64_t max)
{
	/* One end alone is the whole of what is known. */
	int low = (int)(min >= 0 ? min : max);
	int high = (int)(max >= 0 ? max : min);

	if (low < 0)
		return xstrdup("");
	if (low == high)
		return format_minutes(low);
	if (low >= 60 && low % 60 == 0 && high % 60 == 0)
		return xasprintf("%d–%d h", low / 60, high / 60);
	return xasprintf("%d–%d min", low, high);
}

char *date_format_distance(int64_t date, int64_t today)
{
	int days = (int)(date - today);

	if (days == 0)
		return xstrdup(_("today"));
	if (days == 1)
		return xstrdup(_("tomorrow"));
	if (days == -1)
		return xstrdup(_("yesterday"));
	if (days > 0)
		return xasprintf(PLURAL_("in %d day", "in %d days", days), days);
	return xasprintf(PLURAL_("%d day ago", "%d days ago", -days), -days);
}

char *instant_format_age(int64_t instant, int64_t now)
{
	char clock[6];
	char *day;
	char *text;
	int64_t date;
	int64_t minutes;
	int64_t today;
	int64_t unused;

	zone_to_local(instant, &date, &minutes);
	zone_to_local(now, &today, &unused);
	if (date == today) {
		time_to_iso(minutes, clock);
		return xstrdup(clock);
	}
	if (date == today - 1)
		return xstrdup(_("yesterday"));
	day = date_format(date, DATE_DAY);
	if (date_to_civil(date).year == date_to_civil(today).year)
		return day;
	text = xasprintf("%s %d", day, date_to_civil(date).year);
	free(day);
	return text;
}

char *instant_format(int64_t instant)
{
	char clock[6];
	char *day;
	char *text;
	int64_t date;
	int64_t minutes;

	zone_to_local(instant, &date, &minutes);
	time_to_iso(minutes, clock);
	day = date_format(date, DATE_MEDIUM);
	text = xasprintf("%s %s", day, clock);
	free(day);
	return text;
}

char *money_format(int64_t ore)
{
	bool swedish = strcmp(i18n_language(), "sv") == 0;
	uint64_t amount = ore < 0 ? 0 - (uint64_t)ore : (uint64_t)ore;
	char *digits = xasprintf("%llu", (unsigned long long)(amount / 100));
	size_t length = strlen(digits);
	struct buffer text = {0};

	if (ore < 0)
		buffer_append(&text, MINUS);
	if (!swedish)
		buffer_append(&text, "SEK" NO_BREAK_SPACE);
	for (size_t i = 0; i < length; i++) {
		if (i > 0 && (length - i) % 3 == 0)
			buffer_append(&text, swedish ? NO_BREAK_SPACE : ",");
		buffer_append_char(&text, digits[i]);
	}
	if (amount % 100 != 0)
		buffer_printf(&text, "%s%02d", swedish ? "," : ".", (int)(amount % 100));
	if (swedish)
		buffer_append(&text, NO_BREAK_SPACE "kr");
	free(digits);
	return buffer_take(&text);
}
