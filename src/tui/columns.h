/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns that give way by priority as the pane narrows; a pure function of the width. */
#ifndef TRAFFPUNKT_TUI_COLUMNS_H
#define TRAFFPUNKT_TUI_COLUMNS_H

#include <stdbool.h>
#include <stddef.h>

struct column {
	const char *title; /* msgid; NULL: a column of signs, without a head */
	int min;           /* columns it needs to be there at all */
	int want;          /* columns it reads well in; only then do less important ones come */
	int max;           /* columns it can use */
	int priority;      /* 1 is the last to give way */
	bool right;        /* numbers */
	int sort;          /* index in store_sorts(), -1: cannot be sorted by */
};

enum {
	COLUMNS_LIMIT = 12,
	COLUMNS_CORE = 3, /* priorities up to this one make the row what it is */
};

/* Fills widths[count]: 0 for a column that has given way; one blank between columns. */
void columns_fit(const struct column *columns, size_t count, int width, int widths[]);

#endif
