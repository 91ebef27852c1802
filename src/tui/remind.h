/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reminder whose day has come, as a line of the overview. */
#ifndef TRAFFPUNKT_TUI_REMIND_H
#define TRAFFPUNKT_TUI_REMIND_H

#include "tui/dashboard.h"
#include "tui/sheet.h"

/* Nothing when none is due. */
void overview_tell_reminder(struct dashboard *dashboard, struct sheet *sheet);

#endif
