/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A month as a grid: ISO weeks, Monday first, Swedish red days, the days that have a meeting. */
#ifndef TRAFFPUNKT_TUI_MONTH_H
#define TRAFFPUNKT_TUI_MONTH_H

#include "model/meeting.h"
#include "tui/draw.h"

enum { MONTH_WIDTH = 31, MONTH_ROWS = 8, MONTH_WEEKS = 6 };

struct month_grid {
	int year, month;
	int weeks; /* rows that are used */
	int week[MONTH_WEEKS];
	int64_t first;            /* the 1st */
	int days[MONTH_WEEKS][7]; /* day of the month, Monday first; 0: of another month */
};
/* The month that `date` is in, with `offset` months added. */
struct month_grid month_grid(int64_t date, int offset);

/* Draws it. `selected` is the id of the
 * meeting whose day is shown as the chosen one. */
void month_draw(struct canvas *canvas, struct rect rect, int64_t date, int offset, int64_t today,
	const struct meeting *meetings, size_t count, int64_t selected);

#endif
