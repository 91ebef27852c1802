/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Warns, where files and the public page are looked at, of what should not leave in them. */
#ifndef TRAFFPUNKT_TUI_REQUEST_OBJECTIONS_H
#define TRAFFPUNKT_TUI_REQUEST_OBJECTIONS_H

#include "base/linediff.h"
#include "tui/sheet.h"

struct dashboard;

/* A line when something in the free text of a meeting is objected to. */
void objections_tell_meeting(struct dashboard *dashboard, struct sheet *sheet, int64_t meeting);
/* The same of what is new on the public page. */
void objections_tell_page(
	struct dashboard *dashboard, struct sheet *sheet, const struct line_diff *page);

#endif
