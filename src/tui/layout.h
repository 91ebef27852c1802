/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where everything is on the screen: a pure function of the size, the focus and the mode, without
 * curses, so that every size can be tested. Side by side from 120 columns, one pane with tabs
 * below, a sentence below 60x15. Every rectangle is inside the screen and none overlap.
 */
#ifndef TRAFFPUNKT_TUI_LAYOUT_H
#define TRAFFPUNKT_TUI_LAYOUT_H

#include <stdbool.h>

#include "tui/rect.h"

enum layout_pane {
	LAYOUT_OVERVIEW,
	LAYOUT_PARTICIPANTS,
	LAYOUT_CALENDAR,
	LAYOUT_REQUESTS,
	LAYOUT_PANES /* how many */
};

enum {
	LAYOUT_MIN_ROWS = 15,
	LAYOUT_MIN_COLUMNS = 60,
	LAYOUT_WIDE_COLUMNS = 120,   /* the three panes fit side by side */
	LAYOUT_BESIDE_COLUMNS = 160, /* the preview of a single pane fits beside its list */
	LAYOUT_SPLIT_ROWS = 20,      /* a pane this tall has room for a preview under its list */
	LAYOUT_STRIP_ROWS = 3,
};

struct layout_wish {
	int rows, columns;
	enum layout_pane focus;
	bool zoom;           /* the focused pane takes the whole body */
	unsigned int detail; /* bit 1 << pane: the pane has a preview of its selected row */
};

/* Empty rectangles are not drawn. A pane that is not shown has only empty ones. */
struct layout_place {
	struct rect frame;   /* all of the pane; its border is drawn on it when `framed` */
	struct rect list;    /* the rows */
	struct rect divider; /* between list and detail: one row high or one column wide */
	struct rect detail;  /* the preview of the selected row */
	bool framed;
	bool beside; /* the detail is to the right of the list, not under it */
};

struct layout {
	struct rect screen;
	bool too_small; /* only `screen` is set: say what is needed */
	bool tabs;      /* one pane is shown: the header names the others */
	struct rect header;
	struct rect rule;  /* the line under the header */
	struct rect strip; /* the overview in short, above the panes */
	struct rect body;  /* the panes; dialogs are put in the middle of it */
	struct layout_place panes[LAYOUT_PANES];
	struct rect message;
	struct rect hints;
};

struct layout layout_compute(struct layout_wish wish);
/* The pane whose frame holds a cell (for the mouse; the strip is the overview), or LAYOUT_PANES. */
enum layout_pane layout_pane_at(const struct layout *layout, int y, int x);
bool layout_shows(const struct layout *layout, enum layout_pane pane);

#endif
