/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A virtual list: a window of rows on a table of any size. It asks the store for the rows it shows
 * (keyset pages), knows the selected row and the marked ones by id, and keeps its place when rows
 * come and go. Pure state over the store: no curses.
 */
#ifndef TRAFFPUNKT_TUI_LIST_H
#define TRAFFPUNKT_TUI_LIST_H

#include "store/page.h"

struct list {
	struct store *store; /* borrowed */
	struct list_query query;
	struct filter filter;  /* query.filter points here */
	char *filter_text;     /* as typed; NULL: none */
	struct list_page page; /* the rows in memory, a run of the list */
	bool reaches_top;      /* nothing stands above page */
	bool reaches_bottom;
	size_t top;      /* index in page of the first row shown */
	size_t selected; /* index in page */
	int64_t left;    /* id of the row that was selected when the list became empty; 0: none */
	int height;      /* rows shown */
	bool veiled;     /* the rows say only what anyone may see (model/veil.h) */
	int64_t *marks;  /* sorted ids; owned */
	size_t mark_count;
	size_t mark_capacity;
	int64_t *last_marks; /* as they were before they were taken away; owned */
	size_t last_count;
	int64_t range_start; /* id where `v` began, 0: no range */
	int64_t hidden;      /* marked rows that the filter hides, -1: not counted yet */
	int64_t total;       /* rows in the list, -1: not counted yet */
};

void list_init(
	struct list *list, struct store *store, const struct entity *entity, int64_t network);
void list_finish(struct list *list);

size_t list_count(const struct list *list); /* rows in memory */
const void *list_row(const struct list *list, size_t index);
const void *list_selected(const struct list *list); /* NULL when empty */
int64_t list_selected_id(const struct list *list);  /* 0 when empty */

/* Rows shown; reads more when there is more room. */
bool list_set_height(struct list *list, int height, struct error *error);
/* Reads again around the selected row; a row that is gone gives its place to the next one. */
bool list_reload(struct list *list, struct error *error);
/* Moves the selection by rows; +-height is a page. */
bool list_move(struct list *list, int rows, struct error *error);
bool list_go_first(struct list *list, struct error *error);
bool list_go_last(struct list *list, struct error *error);
/* Selects a row by id, wherever it stands; false without an error when the list does not have it.
 */
bool list_go_to(struct list *list, int64_t id, struct error *error);

/* Sets the filter as typed; ERROR_DATA (and *caret) when it says nothing, and the list stays. The
 * selected row stays when it is still in the list. "" takes the filter away. */
bool list_set_filter(
	struct list *list, const char *text, int64_t today, size_t *caret, struct error *error);
bool list_set_sort(struct list *list, int sort, bool descending, struct error *error);
bool list_set_all(struct list *list, bool all, struct error *error);

bool list_is_marked(const struct list *list, int64_t id);
void list_toggle_mark(struct list *list, int64_t id);
void list_clear_marks(struct list *list);
/* Marks again what was marked before the marks were taken away. */
void list_restore_marks(struct list *list);
/* Marks every row of the filtered list. */
bool list_mark_all(struct list *list, struct error *error);
/* Marks from range_start to the selected row and ends the range. */
bool list_mark_range(struct list *list, struct error *error);
/* What a command works on: the marked rows, or the selected one. Owned by the caller. */
int64_t *list_targets(const struct list *list, size_t *count);
/* How many marked rows the filter hides. */
bool list_hidden_marks(struct list *list, size_t *hidden, struct error *error);

/* Counting is left for when there is nothing else to do. True when something was counted. */
bool list_has_idle_work(const struct list *list);
bool list_idle(struct list *list, struct error *error);

#endif
