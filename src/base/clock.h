/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Now, and the only zone that the network lives in: Europe/Stockholm (IANA). "Now" is asked of a
 * clock that is passed in; TRAFFPUNKT_NOW=2023-09-26T09:00 (local) fixes it.
 */
#ifndef TRAFFPUNKT_BASE_CLOCK_H
#define TRAFFPUNKT_BASE_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"

struct clock {
	bool fixed;
	int64_t fixed_at; /* Unix seconds, when fixed */
};

/* Reads TRAFFPUNKT_NOW and sets the process zone; false when the variable is not a local time. */
bool clock_init(struct clock *clock, struct error *error);
int64_t clock_now(const struct clock *clock);   /* Unix seconds */
int64_t clock_today(const struct clock *clock); /* local date, days since 1970-01-01 */

/* The local date and minute of an instant. */
void zone_to_local(int64_t instant, int64_t *date, int64_t *minutes);

enum zone_fit {
	ZONE_FITS,
	ZONE_GAP,       /* the clock jumps over it in spring: does not exist */
	ZONE_AMBIGUOUS, /* happens twice in autumn; *instant is the first (summer time) */
};
enum zone_fit zone_from_local(int64_t date, int64_t minutes, int64_t *instant);

/* "2023-09-26T09:00:00Z"; `out` holds at least 21 bytes. */
void instant_to_utc(int64_t instant, char out[21]);
/* "2023-09-26T11:00:00+02:00"; `out` holds at least 26 bytes. */
void instant_to_iso(int64_t instant, char out[26]);
/* Either of the two forms above, or local "2023-09-26T11:00[:00]". */
bool instant_from_iso(const char *text, int64_t *instant);

#endif
