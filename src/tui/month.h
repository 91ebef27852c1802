/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A month as a grid: ISO weeks, Monday first, Swedish red days, the days that have a meeting. */
#ifndef TRAFFPUNKT_TUI_MONTH_H
#define TRAFFPUNKT_TUI_MONTH_H

#include "model/meeting.h"
#include "tui/draw.h"

enum { MONTH_WIDTH = 31, MONTH_ROWS = 8, MONTH_WEEKS = 6, MONTH_WIDE_WIDTH = 98 };

struct month_grid {
	int year, month;
	int weeks; /* rows that are used */
	int week[MONTH_WEEKS];
	int64_t first;            /* the 1st */
	int days[MONTH_WEEKS][7]; /* day of the month, Monday first; 0: of another month */
};
/* The month that `date` is in, with `offset` months added. */
struct month_grid month_grid(int64_t date, int offset);

/* What is drawn of it; everything is borrowed. */
struct month_place {
	int64_t date; /* a day of the month */
	int offset;   /* months away from it */
	int64_t today;
	struct number chosen; /* the day that was gone to */
	const struct meeting *meetings;
	size_t count;
	int64_t selected; /* id of the meeting whose day is shown as the chosen one */
};
/* The grid, and under it the red days and squeeze days by their names where there is room. */
void month_draw(struct canvas *canvas, struct rect rect, const struct month_place *place);

/* ---- with room in every day (monthwide.c) ---- */

/* The rows that it takes of at most `rows`; 0: there are too few. */
int month_wide_rows(const struct month_place *place, int rows);
void month_draw_wide(struct canvas *canvas, struct rect rect, const struct month_place *place);

#endif
