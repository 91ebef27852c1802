/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * When a meeting takes place, as a calendar needs it: always with an end, as some programs make up
 * one of their own, and never at a time that the clock jumps over.
 */
#ifndef TRAFFPUNKT_EXCHANGE_ICAL_SPAN_H
#define TRAFFPUNKT_EXCHANGE_ICAL_SPAN_H

#include "model/meeting.h"

enum span_end {
	SPAN_END_SET,      /* somebody set it */
	SPAN_END_DURATION, /* from the longest duration */
	SPAN_END_ASSUMED,  /* nothing is known: an hour */
};

/* A day and a minute of local time. */
struct span_point {
	int64_t date;
	int64_t minutes;
};

struct span {
	bool all_day; /* no time is known: `end` is the next day and minutes are 0 */
	struct span_point start;
	struct span_point end;
	enum span_end end_from; /* unless all_day */
	int64_t instant;        /* of the start, Unix seconds */
};

/* ERROR_DATA when there is no date, when a time does not exist, or when the end is not after the
 * start; the sentence names the meeting. */
bool span_find(const struct meeting *meeting, struct span *span, struct error *error);

#endif
