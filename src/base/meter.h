/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A quantity as a line on a track: "━━━╸────", by half cells. A value above 0 is never invisible.
 */
#ifndef TRAFFPUNKT_BASE_METER_H
#define TRAFFPUNKT_BASE_METER_H

#include <stdbool.h>
#include <stdint.h>

/* How `value` of `total` lies on so many columns. */
struct meter {
	int whole; /* cells */
	bool half; /* one more, half of it */
	int rest;  /* cells of the track that are left */
};

struct meter meter_of(int columns, int64_t value, int64_t total);
/* The same as text: "###....." where only ASCII can be drawn, which has no halves. Without `track`
 * it ends where the value ends. Owned by the caller. */
char *meter_text(int columns, int64_t value, int64_t total, bool track, bool ascii);

#endif
