/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The terminal while the dashboard has it: modes, signals, size, one update per frame. The only
 * place that starts and stops curses. There are no signal handlers: signals come as readable data
 * on a file descriptor. While it runs, SIGWINCH, SIGTSTP, SIGCONT, SIGTERM, SIGINT and SIGHUP are
 * blocked in this process; a child must be started with terminal_run(), or with an empty signal
 * mask of its own. The terminal is restored by terminal_stop() and, if that was missed, at exit().
 */
#ifndef TRAFFPUNKT_TUI_TERMINAL_H
#define TRAFFPUNKT_TUI_TERMINAL_H

#include <stdbool.h>

#include "base/error.h"
#include "tui/draw.h"
#include "tui/input.h"

struct terminal;

struct terminal_options {
	const char *scheme; /* as theme_choose() takes it; NULL is "auto" */
	bool mouse; /* ask for clicks and the wheel; the terminal's own selection needs Shift */
	bool ascii; /* no box drawing characters, even if the terminal may have them */
};

enum terminal_signal {
	TERMINAL_SIGNAL_NONE,
	TERMINAL_SIGNAL_RESIZE,  /* call terminal_resize() */
	TERMINAL_SIGNAL_SUSPEND, /* call terminal_suspend() */
	TERMINAL_SIGNAL_QUIT,    /* asked to end, or the terminal is gone: save nothing, leave */
};

/* Takes over the terminal, or returns NULL and says why in one sentence (ERROR_USAGE). */
struct terminal *terminal_start(const struct terminal_options *options, struct error *error);
/* Gives it back as it was. Takes NULL. */
void terminal_stop(struct terminal *terminal);

/* Readable when terminal_next_signal() has something to tell. */
int terminal_signal_fd(const struct terminal *terminal);
enum terminal_signal terminal_next_signal(struct terminal *terminal);
/* Readable (standard input) when there are keys. */
int terminal_input_fd(const struct terminal *terminal);
/* Reads what there is into `input`; waits if there is nothing. False when the terminal is gone. */
bool terminal_read(struct terminal *terminal, struct input *input);
/* How long a lone ESC waits for the rest of a sequence: ESCDELAY, or 25. */
int terminal_escape_delay(const struct terminal *terminal); /* milliseconds */
/* Tells `input` the keys that terminfo knows for this terminal. */
void terminal_add_keys(const struct terminal *terminal, struct input *input);

/* At least 1x1. */
struct rect terminal_screen(const struct terminal *terminal);
struct canvas *terminal_canvas(struct terminal *terminal);
/* Takes over the window's present size; true when the next frame draws everything. */
bool terminal_resize(struct terminal *terminal);
/* Sends the frame that was drawn, once, and puts the hardware cursor in its place. */
void terminal_flush(struct terminal *terminal);
/* The next flush repaints every cell: something else wrote on the screen. */
void terminal_redraw(struct terminal *terminal);

/* Stops the process as C-z does in other programs; returns when it is continued. Draw again. */
void terminal_suspend(struct terminal *terminal);
/* Gives the terminal back for a while, and takes it again (size checked, full repaint). */
void terminal_leave(struct terminal *terminal);
void terminal_enter(struct terminal *terminal);
/* Runs a program in the terminal between leave and enter and waits for it. argv[0] is searched in
 * PATH; no shell. *status is its exit code. False when it could not be run or was killed. */
bool terminal_run(struct terminal *terminal, char *const argv[], int *status, struct error *error);

/* Puts text on the clipboard of the terminal (OSC 52). False when it is too long for that. */
bool terminal_write_osc52(struct terminal *terminal, const char *text);
void terminal_set_scheme(struct terminal *terminal, const char *wanted);

#endif
