/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A point in time of anybody's calendar file, as Stockholm reads it. */
#ifndef TRAFFPUNKT_EXCHANGE_ICAL_MOMENT_H
#define TRAFFPUNKT_EXCHANGE_ICAL_MOMENT_H

#include "exchange/ical/contentline.h"
#include "model/record.h"

enum moment_zone {
	MOMENT_DAY,       /* a day without a time */
	MOMENT_UTC,       /* …Z */
	MOMENT_STOCKHOLM, /* under its own name, or one that means the same */
	MOMENT_ELSEWHERE, /* another zone that is known */
	MOMENT_FLOATING,  /* no zone at all: wherever the reader is */
	MOMENT_UNKNOWN,   /* a zone that nobody knows: taken as Stockholm's */
};

struct moment {
	enum moment_zone zone;
	int64_t date;          /* local, in Stockholm */
	struct number minutes; /* since midnight; unknown: a day */
	int64_t instant;       /* Unix seconds; of a day, its beginning */
	bool in_gap;           /* a time that Stockholm's clock jumps over in spring */
};

/* False when the value is no date and no date with time. */
bool moment_read(const struct content_line *line, struct moment *moment);

/* The IANA name of a zone that goes by another one: Windows', or with a prefix before it. NULL when
 * it is none of those. Borrowed. */
const char *zone_of_windows(const char *tzid);
const char *zone_without_prefix(const char *tzid);

#endif
