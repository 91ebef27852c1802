/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What terminfo knows of this terminal. A file of its own because <term.h> defines macros with
 * names like `lines` and `columns`. Used by terminal.c only.
 */
#ifndef TRAFFPUNKT_TUI_TERMINFO_H
#define TRAFFPUNKT_TUI_TERMINFO_H

#include <stdbool.h>

#include "base/error.h"
#include "tui/input.h"

/* Whether $TERM names a terminal whose cursor can be placed; asked before curses starts, because
 * curses would start on a "dumb" one and write nonsense. */
bool terminfo_check(struct error *error);
/* The rest is asked while curses runs. */
void terminfo_add_keys(struct input *input);
/* The arrow and editing keys send sequences that we know (smkx), or what they sent before (rmkx).
 * Sent when stdout is flushed. */
void terminfo_keypad(bool on);
/* The terminal speaks ECMA-48, so that a private mode it does not know does no harm. */
bool terminfo_is_ansi(void);
/* The terminal's font has the characters of light, heavy and round frames. */
bool terminfo_has_frames(void);

#endif
