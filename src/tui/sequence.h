/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One key, mouse report or control sequence at the start of some bytes: what terminals send, in
 * the forms of xterm, rxvt, the Linux console and their many relatives. Used by input.c only.
 */
#ifndef TRAFFPUNKT_TUI_SEQUENCE_H
#define TRAFFPUNKT_TUI_SEQUENCE_H

#include <stdbool.h>
#include <stddef.h>

#include "tui/input.h"

enum sequence_kind {
	SEQUENCE_NOTHING, /* known or unknown, but nothing that anybody did */
	SEQUENCE_KEY,
	SEQUENCE_MOUSE,
	SEQUENCE_PASTE,  /* a bracketed paste begins */
	SEQUENCE_STRING, /* OSC, DCS and the like begin */
	SEQUENCE_LONG,   /* the start of a control sequence too long to be a key */
};

struct sequence {
	enum sequence_kind kind;
	struct key key;
	struct input_mouse mouse;
};

/* Returns the bytes used; 0 when more are needed, which never happens when the bytes are `final`
 * and the head is ambiguous (a lone ESC). */
size_t sequence_decode(const char *bytes, size_t length, bool final, struct sequence *sequence);
/* The bytes so far are also what a key by itself sends (Esc, Alt-[, Alt-O). */
bool sequence_is_ambiguous(const char *bytes, size_t length);

#endif
