/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A text in the user's own editor ($VISUAL, $EDITOR): minutes, a reply, a note. The dashboard gives
 * the terminal away until the editor ends. What cannot be kept is left in a file, and it is said
 * where; what was not changed is not saved.
 */
#ifndef TRAFFPUNKT_TUI_EDITOR_H
#define TRAFFPUNKT_TUI_EDITOR_H

#include <stdbool.h>

#include "base/error.h"

struct dashboard;
struct editor;

struct editor_order {
	const char *name; /* of the file that the editor sees: "minutes.txt"; copied */
	const char *text; /* at first; copied */
	/* Called with the text when it has been changed, without white space at its end ("" when
	 * nothing is left). False: the text is kept in its file, and the error says why. */
	bool (*done)(struct dashboard *dashboard, const char *text, void *context,
		unsigned *effects, struct error *error);
	void *context;
	void (*free_context)(void *context); /* NULL: borrowed */
};
/* To be returned by a handler, which has nothing more to do: the loop opens the editor. */
unsigned editor_open(struct dashboard *dashboard, const struct editor_order *order);

/* For the loop: runs the editor that was asked for, to its end; effects. */
unsigned editor_run(struct dashboard *dashboard);
/* Takes NULL. */
void editor_destroy(struct editor *editor);

#endif
