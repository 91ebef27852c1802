/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A key as the keymap knows it: a code point or one of our own codes, plus modifiers; and its
 * name in settings, hints and documentation ("C-s", "PgDn", "F1", "Space", "?", "A-x"). Ctrl with
 * a letter has the lower-case letter; Shift with a character is that character ("J", never "S-j").
 */
#ifndef TRAFFPUNKT_TUI_KEY_H
#define TRAFFPUNKT_TUI_KEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum key_code {
	KEYCODE_NONE = 0,
	KEYCODE_UP = 0x110000, /* the first number that is no code point */
	KEYCODE_DOWN,
	KEYCODE_LEFT,
	KEYCODE_RIGHT,
	KEYCODE_HOME,
	KEYCODE_END,
	KEYCODE_PAGE_UP,
	KEYCODE_PAGE_DOWN,
	KEYCODE_INSERT,
	KEYCODE_DELETE,
	KEYCODE_BACKSPACE,
	KEYCODE_ENTER,
	KEYCODE_TAB,
	KEYCODE_BACKTAB,
	KEYCODE_ESCAPE,
	KEYCODE_F1,
	KEYCODE_F12 = KEYCODE_F1 + 11,
	KEYCODE_END_MARK
};

enum key_modifier {
	KEYMOD_SHIFT = 1,
	KEYMOD_ALT = 2,
	KEYMOD_CTRL = 4,
};

struct key {
	uint32_t code;      /* a code point or an enum key_code */
	unsigned modifiers; /* enum key_modifier */
};

enum {
	KEY_NAME_SIZE = 32 /* bytes that any key's name fits in, with its NUL */
};

/* Brings a key to the one form in which it is compared: C-I is Tab, S-Tab is BackTab, C-A is C-a.
 */
struct key key_normalize(struct key key);
/* Reads a name (case does not matter for the long names and modifiers); false when it is none. */
bool key_parse(const char *name, struct key *key);
/* Writes the name into `out`. */
void key_format(struct key key, char out[KEY_NAME_SIZE]);
bool key_equal(struct key a, struct key b);
/* The key types a character into a field. */
bool key_is_text(struct key key);

#endif
