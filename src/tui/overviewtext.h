/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sentences of the overview, which the pane and the strip share. Results are the caller's. */
#ifndef TRAFFPUNKT_TUI_OVERVIEWTEXT_H
#define TRAFFPUNKT_TUI_OVERVIEWTEXT_H

#include "tui/dashboard.h"

/* What a meeting is about in one line: its theme, when that is decided, or its name. */
char *meeting_headline(
	const struct dashboard *dashboard, const struct meeting *meeting, bool brief);
/* "10:00–12:00", or how long it takes while the time is not set; "" when nothing is known. */
char *meeting_hours(const struct meeting *meeting);

char *overview_next_when(const struct dashboard *dashboard);
char *overview_next_where(const struct dashboard *dashboard);
/* "clock time, link, theme (decided 26 sep)"; NULL when nothing is unknown. */
char *overview_meeting_unknowns(const struct dashboard *dashboard, const struct meeting *meeting);
/* "Information is updated during autumn 2023, AP, by 21 dec"; NULL when nothing was promised. */
char *overview_promise(const struct meeting *meeting);
bool overview_is_overdue(const struct dashboard *dashboard, const struct meeting *meeting);
char *overview_people(const struct dashboard *dashboard);
/* What the law sets a day for: "4 rows to remove"; "" when there is nothing. */
char *overview_duties(const struct dashboard *dashboard);
/* "2 answers wait for you"; "" when there are none. */
char *overview_replies(const struct dashboard *dashboard);
char *overview_requests(const struct dashboard *dashboard);

/* The three lines above the panes. */
void strip_draw(struct dashboard *dashboard, struct rect rect);

#endif
