/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a handler asks the loop to do. Handlers say it; only the loop acts. */
#ifndef TRAFFPUNKT_TUI_EFFECT_H
#define TRAFFPUNKT_TUI_EFFECT_H

enum effect {
	EFFECT_NONE = 0,
	EFFECT_DRAW = 1 << 0,    /* something on screen is no longer true */
	EFFECT_RELOAD = 1 << 1,  /* the database has changed: every pane is stale */
	EFFECT_LAYOUT = 1 << 2,  /* focus, zoom or size: compute the rectangles anew */
	EFFECT_CLOSE = 1 << 3,   /* this mode is done */
	EFFECT_REPAINT = 1 << 4, /* something else wrote on the terminal: every cell again */
	EFFECT_SUSPEND = 1 << 5,
	EFFECT_QUIT = 1 << 6,
	EFFECT_IGNORED = 1 << 7, /* not a key of mine: ask the next one */
	EFFECT_EDITOR = 1 << 8,  /* dashboard->editor is to be opened (tui/editor.h) */
};

#endif
