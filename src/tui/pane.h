/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A pane is data: its columns and a few functions about its rows. Scrolling, selecting, marking,
 * filtering and sorting live once, in the list (tui/list.h); drawing of rows, title and preview
 * once, in pane.c. The overview has no list and draws itself.
 */
#ifndef TRAFFPUNKT_TUI_PANE_H
#define TRAFFPUNKT_TUI_PANE_H

#include "tui/columns.h"
#include "tui/layout.h"
#include "tui/list.h"
#include "tui/sheet.h"

struct dashboard;
struct pane;

/* One cell of a row. */
struct cell {
	char *text; /* owned by the caller of the function that fills it */
	enum role role;
};

struct pane_ops {
	const char *title;           /* msgid */
	const struct entity *entity; /* of its rows; NULL: no list */
	const struct column *columns;
	size_t column_count;
	/* For each cell that is drawn, with the columns it has: what does not fit may be said
	 * shorter. */
	struct cell (*cell)(struct pane *pane, struct dashboard *dashboard, const void *record,
		size_t column, int width);
	/* When the selected row or the data behind it has changed: all that is known of it. `whole`
	 * when it was opened to be read, not in the preview that is always on the screen. */
	void (*describe)(
		struct dashboard *dashboard, const void *record, bool whole, struct sheet *sheet);
	/* Draws what stands beside the list (the month) and returns what is left; may be NULL. */
	struct rect (*decorate)(struct pane *pane, struct dashboard *dashboard, struct rect rect);
	/* A line under the list: what the signs mean, what is hidden; NULL or an owned text. */
	char *(*footer)(struct pane *pane, struct dashboard *dashboard);
	/* Rows that the list keeps when it is short and the preview may have the rest; 0: all. */
	int least_rows;
	/* Rows that a short list needs, with its head; NULL: one for each record and the head's. */
	int (*rows)(const struct pane *pane);
	/* Overview only: makes the sheet that is the pane. */
	void (*compose)(struct dashboard *dashboard, struct sheet *sheet);
};

/* What the calendar shows beside its list, or in its place. */
enum calendar_view { CALENDAR_MONTH, CALENDAR_WEEK, CALENDAR_AGENDA, CALENDAR_VIEWS };

struct pane {
	const struct pane_ops *ops;
	enum layout_pane place;
	struct list list;   /* unused without ops->entity */
	struct sheet sheet; /* the preview of the selected row, or the pane itself */
	struct sheet_view view;
	int64_t described; /* id of the row that the sheet is about; 0: none */
	enum calendar_view calendar_view;
	struct number day; /* calendar: the day that was gone to; unknown: the selected meeting's */
	int offset;        /* calendar: months or weeks away from it */
	int rows_y;        /* screen row of the first row, as last drawn (for the mouse) */
};

extern const struct pane_ops overview_pane;
extern const struct pane_ops participants_pane;
extern const struct pane_ops calendar_pane;
extern const struct pane_ops requests_pane;

struct pane *pane_create(
	const struct pane_ops *ops, enum layout_pane place, struct dashboard *dashboard);
void pane_destroy(struct pane *pane);
/* The data may have changed. */
void pane_reload(struct pane *pane, struct dashboard *dashboard);
void pane_draw(struct pane *pane, struct dashboard *dashboard, const struct layout_place *place,
	bool focused);
/* "3 marked · 7 hits": what the frame says right; NULL without a list. Owned by the caller. */
char *pane_note(const struct pane *pane);
/* The selected record, NULL when the list is empty. Borrowed until the next load. */
const void *pane_selected(struct pane *pane);

#endif
