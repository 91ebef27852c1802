/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of the terminal know of each other; for tests/harness/term*.c only. */
#ifndef TRAFFPUNKT_TESTS_HARNESS_TERM_PRIVATE_H
#define TRAFFPUNKT_TESTS_HARNESS_TERM_PRIVATE_H

#include <vterm.h>

#include "base/buffer.h"
#include "harness/term.h"

struct term {
	pid_t child;
	int master; /* our end of the line; -1 after a hang-up */
	int slave;  /* a look at the program's end, to see what it has not read yet */
	int watch;  /* readable when the child ended (pidfd), or -1 where the kernel has none */
	bool ended;
	int status; /* of waitpid(), once ended */

	VTerm *emulator;
	VTermScreen *screen;
	int rows;
	int columns;
	bool cursor_visible;

	struct buffer output;    /* all that came, for the tests of the bytes */
	struct buffer answers;   /* of the emulator to the program: device attributes, keys */
	uint64_t first_output;   /* since the mark; 0: none */
	uint64_t last_output;    /* ns, CLOCK_MONOTONIC */
	VTermScreenCell *marked; /* rows * columns cells, NULL before term_mark() */
};

/* Makes the emulator; false when libvterm refuses. */
bool term_screen_create(struct term *term);
void term_screen_destroy(struct term *term);
/* Hands bytes to the emulator; its answers wait in term->answers. */
void term_screen_feed(struct term *term, const char *bytes, size_t length);
void term_screen_resize(struct term *term, int rows, int columns);

/* Says whether a process waits for nothing but input. */
enum term_sleep {
	TERM_SLEEP_UNKNOWN, /* /proc does not tell */
	TERM_SLEEP_IDLE,
	TERM_SLEEP_BUSY,
};
enum term_sleep term_sleep_of(pid_t process);

#endif
