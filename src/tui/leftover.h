/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text that was not saved when the program was ended, offered where it was typed. */
#ifndef TRAFFPUNKT_TUI_LEFTOVER_H
#define TRAFFPUNKT_TUI_LEFTOVER_H

#include "tui/mode.h"

/*
 * Offers what the user has left under this key, above the mode that it was typed in and that has
 * just been pushed; nothing happens when there is none. `restore` gets the JSON that ops->unsaved
 * made.
 */
void leftover_offer(struct dashboard *dashboard, struct mode *mode, const struct unsaved_key *key,
	void (*restore)(struct dashboard *dashboard, struct mode *mode, const char *content));

/* An object of texts by name; NULL: nothing in it. Owned by the caller. Ends with a NULL name. */
struct leftover_text {
	const char *name;
	const char *text;
};
char *leftover_pack(const struct leftover_text *texts);
/* One of them, owned by the caller; NULL when it is not there. */
char *leftover_unpack(const char *content, const char *name);

/* "10:32", with the day in front when that is another one. Owned by the caller. */
char *leftover_when(int64_t at, int64_t today);

#endif
