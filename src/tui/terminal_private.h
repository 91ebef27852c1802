/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the terminal know of each other: modes and frames (terminal.c), signals and
 * other programs (termsignal.c). */
#ifndef TRAFFPUNKT_TUI_TERMINAL_PRIVATE_H
#define TRAFFPUNKT_TUI_TERMINAL_PRIVATE_H

#include <signal.h>

#include "tui/terminal.h"

struct terminal {
	struct canvas canvas;
	int colours; /* that may be used: 0 with NO_COLOR */
	bool mouse;
	int escape_delay;  /* milliseconds */
	int signal_fd;     /* -1 when not open */
	sigset_t old_mask; /* what was blocked before: what children get */
};

bool terminal_open_signals(struct terminal *terminal, struct error *error);
void terminal_close_signals(struct terminal *terminal);
/* What the keyboard sent to another program in our process group was not meant for us. */
void terminal_forget_keyboard_signals(struct terminal *terminal);

void terminal_leave_modes(struct terminal *terminal);
void terminal_enter_modes(struct terminal *terminal);

#endif
