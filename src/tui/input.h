/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Bytes from the terminal become events. A pure state machine, without curses and without a file
 * descriptor: a character or a key sequence may be split over any number of reads, a sequence we
 * do not know is swallowed whole (its letters must not act as commands), and a bracketed paste is
 * one event in which nothing is a command.
 *
 * Order of use: feed what was read, take events until there are none; if input_pending(), poll
 * for the escape delay and, when nothing more came, input_flush() and take events again.
 */
#ifndef TRAFFPUNKT_TUI_INPUT_H
#define TRAFFPUNKT_TUI_INPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "tui/key.h"

enum {
	INPUT_PASTE_MAX = 1024 * 1024 /* bytes of a paste that are kept; the rest is dropped */
};

enum input_kind {
	INPUT_KEY,
	INPUT_PASTE,
	INPUT_MOUSE,
};

enum mouse_action {
	MOUSE_PRESS, /* the left button */
	MOUSE_PRESS_MIDDLE,
	MOUSE_PRESS_RIGHT,
	MOUSE_WHEEL_UP,
	MOUSE_WHEEL_DOWN,
};

struct input_mouse {
	enum mouse_action action;
	int y, x; /* cells from 0; may lie outside the screen */
	unsigned modifiers;
};

struct input_event {
	enum input_kind kind;
	struct key key;
	struct input_mouse mouse;
	/* A paste: as it came, except that CR LF and CR are LF. Borrowed until the next call. */
	const char *paste;
	size_t paste_length;
	bool paste_cut; /* it was longer than INPUT_PASTE_MAX */
};

struct input;

struct input *input_create(void);
void input_destroy(struct input *input);
void input_feed(struct input *input, const char *bytes, size_t length);
/* Takes the next complete event; false when there is none. */
bool input_next(struct input *input, struct input_event *event);
/* What is held back may be a key by itself (Esc) or the start of a sequence. */
bool input_pending(const struct input *input);
/* Nothing more came: what is held back is what it is. */
void input_flush(struct input *input);
/* Forgets what is held back: after the terminal was somebody else's. */
void input_reset(struct input *input);
/* A sequence from terminfo, in addition to the known ones. Must start with ESC and be at least
 * three bytes long, otherwise it is ignored. */
void input_add_sequence(struct input *input, const char *bytes, struct key key);

#endif
