/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Questions to terminfo. */
#include "tui/terminfo.h"

#include <curses.h>
#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>

#include "base/i18n.h"

/* terminfo's capability names in a list of the keys that they stand for. */
static const struct {
	const char *capability;
	struct key key;
} known_keys[] = {
	{"kcuu1", {KEYCODE_UP, 0}},
	{"kcud1", {KEYCODE_DOWN, 0}},
	{"kcub1", {KEYCODE_LEFT, 0}},
	{"kcuf1", {KEYCODE_RIGHT, 0}},
	{"khome", {KEYCODE_HOME, 0}},
	{"kend", {KEYCODE_END, 0}},
	{"kpp", {KEYCODE_PAGE_UP, 0}},
	{"knp", {KEYCODE_PAGE_DOWN, 0}},
	{"kich1", {KEYCODE_INSERT, 0}},
	{"kdch1", {KEYCODE_DELETE, 0}},
	{"kbs", {KEYCODE_BACKSPACE, 0}},
	{"kcbt", {KEYCODE_BACKTAB, 0}},
	{"kent", {KEYCODE_ENTER, 0}},
	{"kLFT", {KEYCODE_LEFT, KEYMOD_SHIFT}},
	{"kRIT", {KEYCODE_RIGHT, KEYMOD_SHIFT}},
	{"kHOM", {KEYCODE_HOME, KEYMOD_SHIFT}},
	{"kEND", {KEYCODE_END, KEYMOD_SHIFT}},
	{"kf1", {KEYCODE_F1, 0}},
	{"kf2", {KEYCODE_F1 + 1, 0}},
	{"kf3", {KEYCODE_F1 + 2, 0}},
	{"kf4", {KEYCODE_F1 + 3, 0}},
	{"kf5", {KEYCODE_F1 + 4, 0}},
	{"kf6", {KEYCODE_F1 + 5, 0}},
	{"kf7", {KEYCODE_F1 + 6, 0}},
	{"kf8", {KEYCODE_F1 + 7, 0}},
	{"kf9", {KEYCODE_F1 + 8, 0}},
	{"kf10", {KEYCODE_F1 + 9, 0}},
	{"kf11", {KEYCODE_F1 + 10, 0}},
	{"kf12", {KEYCODE_F1 + 11, 0}},
};

/* NULL when the terminal has no such string. */
static const char *capability(const char *name)
{
	const char *value = tigetstr(name);

	return value == (const char *)-1 ? NULL : value;
}

bool terminfo_check(struct error *error)
{
	const char *name = getenv("TERM");
	int status = 0;
	bool usable = false;

	if (!name || !*name)
		return error_set(error, ERROR_USAGE,
			_("TERM is not set, so the dashboard does not know the terminal. "
			  "Try TERM=xterm-256color."));
	if (setupterm(NULL, 1, &status) == OK) {
		usable = capability("cup") != NULL;
		/* newterm() makes its own. */
		del_curterm(cur_term);
	}
	if (!usable)
		return error_set(error, ERROR_USAGE,
			_("The dashboard cannot be shown on a terminal of type \"%s\". "
			  "Try TERM=xterm-256color."),
			name);
	return true;
}

void terminfo_add_keys(struct input *input)
{
	for (size_t i = 0; i < sizeof(known_keys) / sizeof(*known_keys); i++)
		input_add_sequence(input, capability(known_keys[i].capability), known_keys[i].key);
}

void terminfo_keypad(bool on)
{
	const char *string = capability(on ? "smkx" : "rmkx");

	if (string)
		(void)putp(string);
}

bool terminfo_is_ansi(void)
{
	const char *string = capability("cup");

	return string && strncmp(string, "\033[", 2) == 0;
}

bool terminfo_has_frames(void)
{
	static const char *const without[] = {"linux", "vt", "cons", "ansi", "pcansi", "sun",
		"wsvt", "cygwin", "mach", "hurd", "dumb"};
	const char *name = getenv("TERM");

	if (!name || strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
		return false;
	for (size_t i = 0; i < sizeof(without) / sizeof(*without); i++) {
		if (strncmp(name, without[i], strlen(without[i])) == 0)
			return false;
	}
	return true;
}
