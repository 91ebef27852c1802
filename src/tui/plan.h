/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Going about the calendar, for the palette and the keys that step. */
#ifndef TRAFFPUNKT_TUI_PLAN_H
#define TRAFFPUNKT_TUI_PLAN_H

#include <stdint.h>

struct dashboard;

/* Selects the meeting of today or the next one: the calendar begins where the network is. */
void plan_begin(struct dashboard *dashboard);
/* Shows the day in the calendar and selects the first meeting from there; effects. */
unsigned plan_go_to_day(struct dashboard *dashboard, int64_t day);
/* The next (1) or former (-1) month or week. */
unsigned plan_step(struct dashboard *dashboard, int direction);
/* What the palette offers when a day or a week is typed ("v42"): NULL when it is none. Owned by the
 * caller; `context` is the dashboard. */
char *plan_offer(const char *text, void *context);
unsigned plan_take(struct dashboard *dashboard, const char *text, void *context);

#endif
