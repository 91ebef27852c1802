/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The schemes. One accent for focus, one colour for what is urgent, grey for what can wait. In the
 * schemes of 256 colours every text has a contrast of at least 4.5:1 (a test computes it). The
 * eight colours are used where they can be read on black and on white: never yellow, cyan or
 * bright ones by themselves.
 */
#include "tui/theme.h"

#include <string.h>

/* Shorthands for the table: foreground, background, bold, reverse, underline. */
/* clang-format off */
#define NONE COLOUR_DEFAULT
#define PLAIN {NONE, NONE, false, false, false}
#define FG(colour) {colour, NONE, false, false, false}
#define FG_BOLD(colour) {colour, NONE, true, false, false}
#define FG_UNDERLINE_BOLD(colour) {colour, NONE, true, false, true}
#define ON(colour, background) {colour, background, false, false, false}
#define ON_BOLD(colour, background) {colour, background, true, false, false}
#define BOLD {NONE, NONE, true, false, false}
#define REVERSE {NONE, NONE, false, true, false}
#define REVERSE_BOLD {NONE, NONE, true, true, false}
#define UNDERLINE {NONE, NONE, false, false, true}
#define UNDERLINE_BOLD {NONE, NONE, true, false, true}
/* clang-format on */

static const struct style schemes[SCHEME_COUNT][ROLE_COUNT] =
	{
		[SCHEME_DARK] =
			{
				[ROLE_TEXT] = PLAIN,
				[ROLE_DIM] = FG(247),
				[ROLE_TITLE] = BOLD,
				[ROLE_ACCENT] = FG(117),
				[ROLE_FOCUS_FRAME] = FG(117),
				[ROLE_FRAME] = FG(243),
				[ROLE_SELECTED] = ON_BOLD(231, 24),
				[ROLE_SELECTED_UNFOCUSED] = ON(255, 238),
				[ROLE_MARKED] = FG_BOLD(222),
				[ROLE_URGENT] = FG_BOLD(210),
				[ROLE_WARNING] = FG(221),
				[ROLE_GOOD] = FG(114),
				[ROLE_ERROR] = FG_BOLD(210),
				[ROLE_HINT_KEY] = FG_BOLD(117),
				[ROLE_HINT_TEXT] = FG(250),
				[ROLE_INPUT] = ON(255, 235),
				[ROLE_INPUT_FOCUS] = ON(231, 24),
				[ROLE_LABEL] = FG(250),
				[ROLE_RED_DAY] = FG(210),
				[ROLE_TODAY] = FG_UNDERLINE_BOLD(117),
				[ROLE_HEADER] = BOLD,
				[ROLE_TAB] = FG(250),
				[ROLE_TAB_CURRENT] = ON_BOLD(231, 24),
				[ROLE_DEMO] = ON_BOLD(16, 221),
				[ROLE_MATCH] = FG_UNDERLINE_BOLD(222),
				[ROLE_BAR] = FG(110),
				[ROLE_DIALOG] = PLAIN,
				[ROLE_DIALOG_FRAME] = FG(117),
			},
		[SCHEME_LIGHT] =
			{
				[ROLE_TEXT] = PLAIN,
				[ROLE_DIM] = FG(241),
				[ROLE_TITLE] = BOLD,
				[ROLE_ACCENT] = FG(25),
				[ROLE_FOCUS_FRAME] = FG(25),
				[ROLE_FRAME] = FG(243),
				[ROLE_SELECTED] = ON_BOLD(16, 153),
				[ROLE_SELECTED_UNFOCUSED] = ON(16, 253),
				[ROLE_MARKED] = FG_BOLD(94),
				[ROLE_URGENT] = FG_BOLD(124),
				[ROLE_WARNING] = FG(94),
				[ROLE_GOOD] = FG(22),
				[ROLE_ERROR] = FG_BOLD(124),
				[ROLE_HINT_KEY] = FG_BOLD(25),
				[ROLE_HINT_TEXT] = FG(239),
				[ROLE_INPUT] = ON(16, 254),
				[ROLE_INPUT_FOCUS] = ON(16, 153),
				[ROLE_LABEL] = FG(239),
				[ROLE_RED_DAY] = FG(124),
				[ROLE_TODAY] = FG_UNDERLINE_BOLD(25),
				[ROLE_HEADER] = BOLD,
				[ROLE_TAB] = FG(239),
				[ROLE_TAB_CURRENT] = ON_BOLD(16, 153),
				[ROLE_DEMO] = ON_BOLD(16, 221),
				[ROLE_MATCH] = FG_UNDERLINE_BOLD(94),
				[ROLE_BAR] = FG(25),
				[ROLE_DIALOG] = PLAIN,
				[ROLE_DIALOG_FRAME] = FG(25),
			},
		[SCHEME_EIGHT] =
			{
				[ROLE_TEXT] = PLAIN,
				[ROLE_DIM] = PLAIN,
				[ROLE_TITLE] = BOLD,
				[ROLE_ACCENT] = BOLD,
				[ROLE_FOCUS_FRAME] = BOLD,
				[ROLE_FRAME] = PLAIN,
				[ROLE_SELECTED] = ON_BOLD(7, 4),
				[ROLE_SELECTED_UNFOCUSED] = REVERSE,
				[ROLE_MARKED] = FG_BOLD(5),
				[ROLE_URGENT] = FG_BOLD(1),
				[ROLE_WARNING] = FG(5),
				[ROLE_GOOD] = FG(2),
				[ROLE_ERROR] = FG_BOLD(1),
				[ROLE_HINT_KEY] = BOLD,
				[ROLE_HINT_TEXT] = PLAIN,
				[ROLE_INPUT] = UNDERLINE,
				[ROLE_INPUT_FOCUS] = ON_BOLD(7, 4),
				[ROLE_LABEL] = PLAIN,
				[ROLE_RED_DAY] = FG(1),
				[ROLE_TODAY] = UNDERLINE_BOLD,
				[ROLE_HEADER] = BOLD,
				[ROLE_TAB] = PLAIN,
				[ROLE_TAB_CURRENT] = ON_BOLD(7, 4),
				[ROLE_DEMO] = ON(0, 3),
				[ROLE_MATCH] = UNDERLINE_BOLD,
				[ROLE_BAR] = PLAIN,
				[ROLE_DIALOG] = PLAIN,
				[ROLE_DIALOG_FRAME] = BOLD,
			},
		[SCHEME_MONO] =
			{
				[ROLE_TEXT] = PLAIN,
				[ROLE_DIM] = PLAIN,
				[ROLE_TITLE] = BOLD,
				[ROLE_ACCENT] = BOLD,
				[ROLE_FOCUS_FRAME] = BOLD,
				[ROLE_FRAME] = PLAIN,
				[ROLE_SELECTED] = REVERSE_BOLD,
				[ROLE_SELECTED_UNFOCUSED] = REVERSE,
				[ROLE_MARKED] = UNDERLINE_BOLD,
				[ROLE_URGENT] = BOLD,
				[ROLE_WARNING] = UNDERLINE,
				[ROLE_GOOD] = PLAIN,
				[ROLE_ERROR] = REVERSE_BOLD,
				[ROLE_HINT_KEY] = BOLD,
				[ROLE_HINT_TEXT] = PLAIN,
				[ROLE_INPUT] = UNDERLINE,
				[ROLE_INPUT_FOCUS] = REVERSE,
				[ROLE_LABEL] = PLAIN,
				[ROLE_RED_DAY] = UNDERLINE,
				[ROLE_TODAY] = REVERSE,
				[ROLE_HEADER] = BOLD,
				[ROLE_TAB] = PLAIN,
				[ROLE_TAB_CURRENT] = REVERSE_BOLD,
				[ROLE_DEMO] = REVERSE,
				[ROLE_MATCH] = UNDERLINE_BOLD,
				[ROLE_BAR] = PLAIN,
				[ROLE_DIALOG] = PLAIN,
				[ROLE_DIALOG_FRAME] = BOLD,
			},
};

struct style theme_style(enum scheme scheme, enum role role)
{
	return schemes[scheme][role];
}

const char *theme_scheme_name(enum scheme scheme)
{
	static const char *const names[SCHEME_COUNT] = {
		[SCHEME_DARK] = "dark",
		[SCHEME_LIGHT] = "light",
		[SCHEME_EIGHT] = "eight",
		[SCHEME_MONO] = "mono",
	};

	return names[scheme];
}

/* "15;0" or "0;default;15": the last number is the background; 7 and 15 are the light ones. */
static bool is_light_background(const char *colorfgbg)
{
	const char *last = colorfgbg ? strrchr(colorfgbg, ';') : NULL;

	return last && (strcmp(last, ";7") == 0 || strcmp(last, ";15") == 0);
}

enum scheme theme_choose(
	const char *wanted, int colours, const char *no_color, const char *colorfgbg)
{
	bool light = is_light_background(colorfgbg);

	if ((no_color && *no_color) || colours < 8 || (wanted && strcmp(wanted, "mono") == 0))
		return SCHEME_MONO;
	if (colours < 256)
		return SCHEME_EIGHT;
	if (wanted && strcmp(wanted, "light") == 0)
		return SCHEME_LIGHT;
	if (wanted && strcmp(wanted, "dark") == 0)
		return SCHEME_DARK;
	return light ? SCHEME_LIGHT : SCHEME_DARK;
}
