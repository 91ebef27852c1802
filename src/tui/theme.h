/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Colours by role. A pane says what a text is; the scheme says how that looks. The terminal's own
 * background is kept, and every scheme shows every distinction that matters without colour too
 * (bold, reverse, underline). No curses here: draw.c turns a style into attributes.
 */
#ifndef TRAFFPUNKT_TUI_THEME_H
#define TRAFFPUNKT_TUI_THEME_H

#include <stdbool.h>
#include <stdint.h>

enum role {
	ROLE_TEXT,
	ROLE_DIM,
	ROLE_TITLE,
	ROLE_ACCENT,
	ROLE_FOCUS_FRAME,
	ROLE_FRAME,
	ROLE_SELECTED,           /* the selected row of the focused pane */
	ROLE_SELECTED_UNFOCUSED, /* the selected row of another pane */
	ROLE_MARKED,
	ROLE_URGENT,
	ROLE_WARNING,
	ROLE_GOOD,
	ROLE_ERROR,
	ROLE_HINT_KEY,
	ROLE_HINT_TEXT,
	ROLE_INPUT,
	ROLE_INPUT_FOCUS,
	ROLE_LABEL,
	ROLE_RED_DAY,
	ROLE_TODAY,
	ROLE_HEADER,
	ROLE_TAB,         /* a pane's name in the header */
	ROLE_TAB_CURRENT, /* the pane that is shown */
	ROLE_DEMO,
	ROLE_MATCH,  /* the part of a text that the filter found */
	ROLE_BAR,    /* a drawn quantity */
	ROLE_DIALOG, /* text in a dialog */
	ROLE_DIALOG_FRAME,
	ROLE_COUNT
};

enum scheme {
	SCHEME_DARK,  /* 256 colours on a dark background */
	SCHEME_LIGHT, /* 256 colours on a light background */
	SCHEME_EIGHT, /* 8 colours, on either */
	SCHEME_MONO,  /* no colour at all */
	SCHEME_COUNT
};

enum {
	COLOUR_DEFAULT = -1 /* what the terminal has */
};

struct style {
	int16_t foreground; /* 0-255 or COLOUR_DEFAULT */
	int16_t background;
	bool bold, reverse, underline;
};

struct style theme_style(enum scheme scheme, enum role role);
/*
 * The scheme to use: `wanted` is "dark", "light", "mono" or "auto" (also NULL and anything else);
 * `colours` is what the terminal has; `no_color` and `colorfgbg` are the environment variables of
 * these names, or NULL.
 */
enum scheme theme_choose(
	const char *wanted, int colours, const char *no_color, const char *colorfgbg);
const char *theme_scheme_name(enum scheme scheme);

#endif
