/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The views of the calendar pane: what stands above or beside its list of meetings (a month, a
 * week) or in its place (the agenda). Each takes the rectangle of the list and returns what it
 * left.
 */
#ifndef TRAFFPUNKT_TUI_CALENDARVIEW_H
#define TRAFFPUNKT_TUI_CALENDARVIEW_H

#include "model/meeting.h"
#include "tui/dashboard.h"

struct rect calendarview_draw(struct pane *pane, struct dashboard *dashboard, struct rect rect);
/* The day that the grid is about: the one gone to, the selected meeting's, or today. */
int64_t calendarview_day(struct pane *pane, const struct dashboard *dashboard);
/* The sign of its state for this terminal. Borrowed. */
const char *calendarview_sign(const struct canvas *canvas, const struct meeting *meeting);
/* Rows that the list needs in this view, so that nothing of it is taken away. */
int calendarview_rows(const struct pane *pane);

/* The week of a day: days in rows, or in columns with the hours where there is room. */
struct week_place {
	int64_t monday;
	int64_t today;
	int64_t chosen;   /* the day that was gone to; today otherwise */
	int64_t selected; /* id of the selected meeting */
};
enum {
	WEEK_ROWS = 8,           /* with the head */
	WEEK_COLUMNS_WIDTH = 98, /* from here the days can stand beside each other */
	WEEK_HOURS_ROWS = 15,
};
void week_draw_rows(struct dashboard *dashboard, struct rect rect, const struct week_place *place);
void week_draw_columns(
	struct dashboard *dashboard, struct rect rect, const struct week_place *place);

/* The list of meetings by month, with what lies between them. Takes the whole rectangle. */
void agenda_draw(struct pane *pane, struct dashboard *dashboard, struct rect rect);

#endif
