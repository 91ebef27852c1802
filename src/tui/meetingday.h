/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the day of a meeting has left behind, told with the meeting. */
#ifndef TRAFFPUNKT_TUI_MEETINGDAY_H
#define TRAFFPUNKT_TUI_MEETINGDAY_H

#include "model/meeting.h"
#include "tui/sheet.h"

struct dashboard;

/* When the list of an included webinar was handed over; nothing while there is nothing to say. */
void meetingday_webinar(
	struct dashboard *dashboard, struct sheet *sheet, const struct meeting *meeting);
/* Whether there are minutes, and the decisions that were made at the meeting. */
void meetingday_decisions(
	struct dashboard *dashboard, struct sheet *sheet, const struct meeting *meeting);

#endif
