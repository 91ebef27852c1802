/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A sheet is a thing told in lines: a heading, "label  value" pairs, paragraphs. The preview, the
 * detail view, the overview, the history and every summary are sheets. A line may lead to a record;
 * then it can be selected and opened.
 */
#ifndef TRAFFPUNKT_TUI_SHEET_H
#define TRAFFPUNKT_TUI_SHEET_H

#include "model/record.h"
#include "tui/draw.h"

enum sheet_kind {
	SHEET_HEADING,
	SHEET_PAIR, /* label and value */
	SHEET_TEXT, /* a paragraph, wrapped */
	SHEET_BLANK,
	SHEET_ITEM, /* of a list: a short mark, and the text hanging beside it */
};

struct sheet_line {
	enum sheet_kind kind;
	enum role role;              /* of the value or the text */
	char *label;                 /* owned; SHEET_PAIR and SHEET_ITEM */
	int columns;                 /* of the label of a SHEET_ITEM */
	char *text;                  /* owned */
	const struct entity *entity; /* where Enter leads, or NULL */
	int64_t id;
	int wrapped; /* the columns that `rows` was counted for, 0: not yet */
	int rows;
};

struct sheet {
	struct sheet_line *lines;
	size_t count;
	bool left_out; /* what was added last had nothing to say */
};

void sheet_heading(struct sheet *sheet, const char *text);
/* An empty value is left out. Texts are copied. */
void sheet_pair(struct sheet *sheet, const char *label, enum role role, const char *value);
/* One of a list whose marks (a dot, a year, initials) take `columns` at most. */
void sheet_item(struct sheet *sheet, const char *mark, int columns, const char *text);
void sheet_text(struct sheet *sheet, enum role role, const char *text);
void sheet_blank(struct sheet *sheet);
/* Makes what was added last lead to a record; nothing when that was left out. */
void sheet_link(struct sheet *sheet, const struct entity *entity, int64_t id);
void sheet_finish(struct sheet *sheet);

/* Every known field of a record that has a label and that people may see, in table order; notes as
 * paragraphs at the end. */
void sheet_record(struct sheet *sheet, const struct entity *entity, const void *record);

/* What a sheet shows of itself: kept by whoever shows it. */
struct sheet_view {
	int top;      /* first screen row shown */
	int selected; /* index of a line that leads somewhere, -1: none */
	int rows;     /* screen rows in all, after the last draw */
	bool free;    /* scrolled since: the selection follows the view, not the view it */
};
/* Screen rows that a line takes in a sheet drawn `width` columns wide. */
int sheet_line_rows(const struct sheet *sheet, size_t index, int width);
/* Counts view->rows and brings view->top and the selected line together; drawing begins with it. */
void sheet_settle(const struct sheet *sheet, struct sheet_view *view, int height, int width);
/* Draws it in the rectangle and keeps view->top and the selected line in it. */
void sheet_draw(const struct sheet *sheet, struct sheet_view *view, struct canvas *canvas,
	struct rect rect, bool focused);
/* Scrolls by rows; the selection goes to the first line that leads somewhere and can be seen. */
void sheet_scroll(const struct sheet *sheet, struct sheet_view *view, int rows, int height);
/* Moves the selection to the next line that leads somewhere; false when there is none. */
bool sheet_select(const struct sheet *sheet, struct sheet_view *view, int direction);

#endif
