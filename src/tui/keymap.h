/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The one command table (commandtable.c) and the keys that lead to it. Hint line, help, palette,
 * man page and documentation come from the same table.
 */
#ifndef TRAFFPUNKT_TUI_KEYMAP_H
#define TRAFFPUNKT_TUI_KEYMAP_H

#include "base/error.h"
#include "service/settings.h"
#include "tui/key.h"

struct dashboard;

/* Where a command is at home; a bit each. */
enum command_context {
	AT_OVERVIEW = 1 << 0,
	AT_PARTICIPANTS = 1 << 1,
	AT_CALENDAR = 1 << 2,
	AT_REQUESTS = 1 << 3,
	AT_LISTS = AT_PARTICIPANTS | AT_CALENDAR | AT_REQUESTS,
	AT_ANY = AT_LISTS | AT_OVERVIEW,
};

enum command_flag {
	COMMAND_WRITES = 1 << 0,   /* refused when read only */
	COMMAND_UNDOABLE = 1 << 1, /* u takes it back */
	COMMAND_HINTED = 1 << 2,   /* offered to the hint line */
	COMMAND_MENU = 1 << 3,     /* a menu or a form follows: "…" */
	COMMAND_LEAVES = 1 << 4,   /* leaves the detail view it was given in */
	COMMAND_PERSONAL = 1 << 5, /* shows people as they are: refused in privacy mode */
};

struct command {
	const char *name;  /* "add-participant": in settings */
	const char *title; /* msgid: in the palette: "Add a participant" */
	const char *brief; /* msgid: in the hint line: "add"; NULL: never there */
	const char *help;  /* msgid: one sentence */
	const char *keys;  /* defaults, separated by a space; "" : palette only */
	unsigned contexts; /* enum command_context */
	unsigned flags;    /* enum command_flag */
	unsigned (*run)(struct dashboard *dashboard);
	/* NULL when it can be run now, otherwise a translated reason (borrowed). NULL: always can.
	 */
	const char *(*why_not)(struct dashboard *dashboard);
};

extern const struct command commands[];
extern const size_t command_count;

struct keymap;
/* The settings, then the defaults; a default key that a setting gave to another command wherever
 * it would work is not bound. An unknown command or key name is ERROR_DATA. */
struct keymap *keymap_create(const struct settings *settings, struct error *error);
void keymap_destroy(struct keymap *keymap);
/* The command of a key in a context, or NULL. */
const struct command *keymap_find(const struct keymap *keymap, struct key key, unsigned context);
/* Its first key by name, "" when it has none. */
void keymap_key_name(
	const struct keymap *keymap, const struct command *command, char out[KEY_NAME_SIZE]);
/* All its keys, separated by a space. Owned by the caller. */
char *keymap_key_names(const struct keymap *keymap, const struct command *command);

#endif
