/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/requestclock.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "base/holiday.h"
#include "base/i18n.h"

/* Seconds since local midnight. */
#define OPENS (8 * 3600)
#define SHUTS (17 * 3600)
#define MINUTE 60
/* Days that are counted one by one; beyond them it is long ago, whatever the number. */
#define DAYS_COUNTED 1000

static void to_local(int64_t instant, int64_t *date, int64_t *second)
{
	int64_t minutes;
	zone_to_local(instant, date, &minutes);
	*second = minutes * MINUTE + instant % MINUTE;
}

static int64_t to_instant(int64_t date, int64_t second)
{
	int64_t instant = 0;
	zone_from_local(date, second / MINUTE, &instant);
	return instant + second % MINUTE;
}

static int64_t within_hours(int64_t second)
{
	return second < OPENS ? OPENS : second > SHUTS ? SHUTS : second;
}

/* Seconds of work from one instant to a later one. */
static int64_t work_between(int64_t from, int64_t to)
{
	int64_t first, last, begins, ends, sum = 0;
	to_local(from, &first, &begins);
	to_local(to, &last, &ends);
	if (last - first > DAYS_COUNTED) {
		first = last - DAYS_COUNTED;
		begins = OPENS;
	}
	for (int64_t day = first; day <= last; day++) {
		if (!holiday_is_working_day(day))
			continue;
		int64_t since = day == first ? within_hours(begins) : OPENS;
		int64_t until = day == last ? within_hours(ends) : SHUTS;
		sum += until > since ? until - since : 0;
	}
	return sum;
}

int64_t request_clock_due(int64_t received_at, int64_t days)
{
	int64_t day, second, rest = days * WORKING_DAY * MINUTE;
	to_local(received_at, &day, &second);
	for (second = within_hours(second);; day++, second = OPENS) {
		if (!holiday_is_working_day(day))
			continue;
		if (rest <= SHUTS - second)
			return to_instant(day, second + rest);
		rest -= SHUTS - second;
	}
}

/* What came later is due no sooner: so the last one that is due before now can be looked for. */
int64_t request_clock_limit(int64_t days, int64_t now)
{
	int64_t over = now - (days + 30) * 3 * 24 * 3600, fine = now;
	while (fine - over > 1) {
		int64_t middle = over + (fine - over) / 2;
		if (request_clock_due(middle, days) < now)
			over = middle;
		else
			fine = middle;
	}
	return over;
}

/* It stops with the first answer, with whatever ends the matter, and while we wait for them. */
static bool is_running(const struct request *request)
{
	return !request->answered_at.known &&
	       (request->status.value == REQUEST_NEW || request->status.value == REQUEST_OPEN);
}

struct request_clock request_clock(const struct request *request, int64_t days, int64_t now)
{
	struct request_clock clock = {
		.runs = is_running(request), .urgent = request->urgent.value != 0};
	int64_t from = request->received_at.value;
	if (!clock.runs)
		return clock;
	if (clock.urgent) {
		from = request->urgent_since.known ? request->urgent_since.value : from;
		clock.due = from + URGENT_WITHIN * MINUTE;
		clock.left = (clock.due - now) / MINUTE;
	} else {
		clock.due = request_clock_due(from, days);
		clock.left = now > clock.due ? -work_between(clock.due, now) / MINUTE
					     : work_between(now, clock.due) / MINUTE;
	}
	clock.over = now > clock.due;
	return clock;
}

/* ---- in words ---- */

static char *minutes_text(int64_t minutes, bool over)
{
	long long count = (long long)minutes;
	return xasprintf(over ? PLURAL_("%lld min over", "%lld min over", count)
			      : PLURAL_("%lld min left", "%lld min left", count),
		count);
}

static char *hours_text(int64_t hours, bool over)
{
	long long count = (long long)hours;
	return xasprintf(over ? PLURAL_("%lld h over", "%lld h over", count)
			      : PLURAL_("%lld h left", "%lld h left", count),
		count);
}

static char *days_text(int64_t days, bool over)
{
	long long count = (long long)days;
	return xasprintf(over ? PLURAL_("%lld day over", "%lld days over", count)
			      : PLURAL_("%lld day left", "%lld days left", count),
		count);
}

/* Of what is left the nearest whole day; what has passed is not made more than it is. */
static char *length_text(int64_t minutes, int64_t day, bool over)
{
	if (minutes >= day)
		return days_text(over ? minutes / day : (minutes + day / 2) / day, over);
	return minutes >= 60 ? hours_text(minutes / 60, over) : minutes_text(minutes, over);
}

char *request_clock_text(const struct request_clock *clock, bool whole)
{
	if (!clock->runs)
		return NULL;
	int64_t minutes = clock->left < 0 ? -clock->left : clock->left;
	char *length = length_text(minutes, clock->urgent ? 24 * 60 : WORKING_DAY, clock->over);
	if (!clock->urgent || !whole)
		return length;
	/* TRANSLATORS: an ongoing threat and the time left: "URGENT 40 min left" */
	char *text = xasprintf(_("URGENT %s"), length);
	free(length);
	return text;
}

char *request_clock_brief(const struct request_clock *clock)
{
	int64_t minutes = clock->left < 0 ? -clock->left : clock->left;
	int64_t day = clock->urgent ? 24 * 60 : WORKING_DAY;
	const char *sign = clock->over ? "-" : "";
	if (!clock->runs)
		return NULL;
	if (minutes >= day)
		/* TRANSLATORS: days: "2 d", "-1 d" */
		return xasprintf(_("%s%lld d"), sign,
			(long long)(clock->over ? minutes / day : (minutes + day / 2) / day));
	if (minutes >= 60)
		/* TRANSLATORS: hours */
		return xasprintf(_("%s%lld h"), sign, (long long)minutes / 60);
	/* TRANSLATORS: minutes */
	return xasprintf(_("%s%lld m"), sign, (long long)minutes);
}

/* ---- rest ---- */

bool request_rests(const struct request *request, int64_t today)
{
	return request->snooze_until.known && request->snooze_until.value > today &&
	       !request_statuses.items[request->status.value].closed;
}

bool request_is_woken(const struct request *request, int64_t today)
{
	bool by_day = request->snooze_until.known && request->snooze_until.value <= today;
	bool early = request->woken_at.known && !request_rests(request, today);
	return (by_day || early) && !request_statuses.items[request->status.value].closed;
}
