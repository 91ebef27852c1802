/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Running a command of the table, whatever asked for it: a key, the palette, the help. */
#ifndef TRAFFPUNKT_TUI_RUN_H
#define TRAFFPUNKT_TUI_RUN_H

#include "tui/keymap.h"

/* The context of the focused pane (enum command_context). */
unsigned run_context(const struct dashboard *dashboard);
/* Why a command cannot be run now, translated; NULL when it can. */
const char *run_why_not(struct dashboard *dashboard, const struct command *command);
/* Runs it, or says why not. Effects. */
unsigned run_command(struct dashboard *dashboard, const struct command *command);

#endif
