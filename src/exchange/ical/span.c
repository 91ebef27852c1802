/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From what is known of the times to a start and an end that every reader understands alike. */
#include "exchange/ical/span.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/i18n.h"
#include "exchange/ical/describe.h"

#define ASSUMED_MINUTES 60

/* `format` takes the name of the meeting. */
static bool refuse(
	const struct meeting *meeting, const char *field, const char *format, struct error *error)
{
	char *name = describe_name(meeting);

	error_set_field(error, ERROR_DATA, field, format, name);
	free(name);
	return false;
}

static bool refuse_gap(const struct meeting *meeting, const char *field, struct span_point point,
	struct error *error)
{
	char *name = describe_name(meeting);
	char day[11];
	char time[6];

	date_to_iso(point.date, day);
	time_to_iso(point.minutes, time);
	error_set_field(error, ERROR_DATA, field,
		_("“%s” cannot be at %s on %s, as the clocks are put forward past it: set another "
		  "time."),
		name, time, day);
	free(name);
	return false;
}

/* The end as an instant, and in `span` as local time. */
static bool find_end(
	const struct meeting *meeting, struct span *span, int64_t *instant, struct error *error)
{
	struct number longest = meeting->duration_max.known ? meeting->duration_max
							    : meeting->duration_min;

	span->end_from = meeting->end.known ? SPAN_END_SET
			 : longest.known    ? SPAN_END_DURATION
					    : SPAN_END_ASSUMED;
	if (span->end_from == SPAN_END_SET)
		span->end = (struct span_point){span->start.date, meeting->end.value};
	else
		/* A duration is counted in real time, so the clock may change in between. */
		zone_to_local(
			span->instant + 60 * (longest.known ? longest.value : ASSUMED_MINUTES),
			&span->end.date, &span->end.minutes);
	if (zone_from_local(span->end.date, span->end.minutes, instant) == ZONE_GAP)
		return refuse_gap(meeting, "end", span->end, error);
	return true;
}

bool span_find(const struct meeting *meeting, struct span *span, struct error *error)
{
	int64_t end;

	*span = (struct span){.all_day = !meeting->start.known};
	if (!meeting->date.known)
		return refuse(meeting, "date",
			_("“%s” has no date yet, so there is no calendar file: set a date first."),
			error);
	span->start.date = meeting->date.value;
	if (span->all_day) {
		span->end.date = span->start.date + 1;
		zone_from_local(span->start.date, 0, &span->instant);
		return true;
	}
	span->start.minutes = meeting->start.value;
	if (zone_from_local(span->start.date, span->start.minutes, &span->instant) == ZONE_GAP)
		return refuse_gap(meeting, "start", span->start, error);
	if (!find_end(meeting, span, &end, error))
		return false;
	/* Readers take a time that happens twice for the first one: compare what they will see. */
	if (end <= span->instant)
		return refuse(meeting, "end",
			_("“%s” would not end after it starts, so there is no calendar file: set "
			  "its times again."),
			error);
	return true;
}
