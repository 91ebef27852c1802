/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Zones of a calendar file: which are described, which are used, and whether the description is one
 * that calendar programs get right. Private to this folder. */
#ifndef TRAFFPUNKT_EXCHANGE_ICAL_ZONECHECK_H
#define TRAFFPUNKT_EXCHANGE_ICAL_ZONECHECK_H

#include "exchange/ical/ailment.h"

/* STANDARD or DAYLIGHT: from which offset to which, and when. */
struct observance {
	bool seen, is_right_rule, is_right_hour, is_right_offset;
};

struct zone_name {
	char *name;
	size_t line;
};

struct zone_check {
	bool inside; /* a VTIMEZONE */
	size_t line; /* where it begins */
	char *name;
	bool has_history;
	size_t observances;
	bool in_standard, in_daylight;
	struct observance standard, daylight;
	struct zone_name *described, *used;
	size_t described_count, used_count;
};

/* For each line in order, whatever it is. */
void zone_check_line(
	struct zone_check *check, struct diagnosis *diagnosis, const struct content_line *line);
/* A time names this zone. */
void zone_check_use(struct zone_check *check, const char *tzid, size_t line);
/* After the last line: what was used and is nowhere described. */
void zone_check_end(const struct zone_check *check, struct diagnosis *diagnosis);
void zone_check_finish(struct zone_check *check);

#endif
