/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The meetings as a running list: by month, with the week of each and how long it is to the next;
 * those without a date at the end. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/dateformat.h"
#include "base/i18n.h"
#include "base/text.h"
#include "tui/calendarview.h"
#include "tui/daymark.h"
#include "tui/overviewtext.h"

enum { MARGIN = 2, KIND_FROM = 64, STATUS_FROM = 78, WEEK_FROM = 36, HOURS_FROM = 50 };

enum line_kind {
	LINE_MONTH,
	LINE_GAP,
	LINE_MEETING,
};

struct line {
	enum line_kind kind;
	char *text;   /* owned; not of a meeting */
	size_t index; /* in the list; LINE_MEETING */
};

struct lines {
	struct line *items;
	size_t count;
};

static void add(struct lines *lines, enum line_kind kind, char *text, size_t index)
{
	lines->items = xreallocarray(lines->items, lines->count + 1, sizeof(*lines->items));
	lines->items[lines->count++] = (struct line){.kind = kind, .text = text, .index = index};
}

static void finish(struct lines *lines)
{
	for (size_t i = 0; i < lines->count; i++)
		free(lines->items[i].text);
	free(lines->items);
}

/* ---- what the lines are ---- */

static bool same_month(int64_t left, int64_t right)
{
	struct civil one = date_to_civil(left), other = date_to_civil(right);
	return one.year == other.year && one.month == other.month;
}

/* "5 weeks to the next", from a week on. NULL: too short to tell. */
static char *gap_text(int64_t days)
{
	int64_t weeks = days / 7;
	if (weeks < 1)
		return NULL;
	return xasprintf(PLURAL_("%lld week to the next", "%lld weeks to the next", weeks),
		(long long)weeks);
}

static void add_between(
	struct lines *lines, const struct meeting *before, const struct meeting *meeting)
{
	if (!meeting->date.known) {
		if (!before || before->date.known)
			add(lines, LINE_MONTH, xstrdup(_("Without a date")), 0);
		return;
	}
	bool dated = before && before->date.known;
	char *gap = dated ? gap_text(meeting->date.value - before->date.value) : NULL;
	if (gap)
		add(lines, LINE_GAP, gap, 0);
	if (!dated || !same_month(before->date.value, meeting->date.value)) {
		struct civil civil = date_to_civil(meeting->date.value);
		add(lines, LINE_MONTH, date_format_month(civil.year, civil.month), 0);
	}
}

/* Between rows that are sorted by something else nothing lies. */
static void make_lines(struct lines *lines, const struct list *list)
{
	bool natural = list->query.sort == 0 && !list->query.descending;
	const struct meeting *before = NULL;
	for (size_t i = 0; i < list_count(list); i++) {
		const struct meeting *meeting = list_row(list, i);
		if (natural)
			add_between(lines, before, meeting);
		add(lines, LINE_MEETING, NULL, i);
		before = meeting;
	}
}

/* ---- drawing ---- */

static int cell(struct canvas *canvas, struct rect *row, int columns, enum role role, char *text)
{
	struct rect own = rect_cut_left(row, columns);
	int used = text ? draw_text(canvas, own.y, own.x, own.width - 1, role, text) : 0;
	free(text);
	return used;
}

static void draw_meeting(
	struct dashboard *dashboard, struct rect row, const struct meeting *meeting)
{
	struct canvas *canvas = dashboard->canvas;
	int width = row.width;
	struct daymark mark = {0};
	if (meeting->date.known)
		mark = daymark_of(meeting->date.value);
	cell(canvas, &row, 2, ROLE_TEXT, xstrdup(calendarview_sign(canvas, meeting)));
	cell(canvas, &row, 11, ROLE_TEXT, meeting_when(meeting));
	if (width >= WEEK_FROM)
		cell(canvas, &row, 6, ROLE_DIM,
			meeting->date.known ? date_format_week(meeting->date.value) : NULL);
	char *hours = meeting_hours(meeting);
	if (width >= HOURS_FROM || *hours)
		cell(canvas, &row, width >= HOURS_FROM ? 12 : text_width(hours) + 1, ROLE_TEXT,
			xstrdup(hours));
	free(hours);
	if (width >= KIND_FROM)
		cell(canvas, &row, 9, ROLE_TEXT,
			xstrdup(choice_label(&meeting_kinds, (int)meeting->kind.value)));
	if (width >= STATUS_FROM) {
		struct rect status = row;
		rect_cut_left(&status, row.width - 13);
		row.width -= 14;
		draw_text(canvas, status.y, status.x, status.width, ROLE_DIM,
			choice_label(&meeting_statuses, (int)meeting->status.value));
	}
	if (mark.word)
		rect_cut_left(&row, draw_printf(canvas, row.y, row.x, row.width, mark.role,
					    "%s %s  ", mark.sign, mark.word));
	char *what = meeting_headline(dashboard, meeting, row.width < 20);
	draw_text(canvas, row.y, row.x, row.width, ROLE_TEXT, what);
	free(what);
}

static void draw_row(struct pane *pane, struct dashboard *dashboard, struct rect row, size_t index)
{
	struct canvas *canvas = dashboard->canvas;
	const struct meeting *meeting = list_row(&pane->list, index);
	bool selected = index == pane->list.selected;
	bool marked = list_is_marked(&pane->list, meeting->record.id);
	bool focused = dashboard_focused(dashboard) == pane;
	enum role role = selected ? (focused ? ROLE_SELECTED : ROLE_SELECTED_UNFOCUSED)
				  : ROLE_MARKED;
	if (selected || marked)
		draw_row_begin(canvas, row.y, row.x, row.width, role);
	if (selected)
		draw_text(canvas, row.y, row.x, 1, ROLE_ACCENT, canvas->ascii ? ">" : "▌");
	if (marked)
		draw_text(canvas, row.y, row.x + 1, 1, ROLE_MARKED, canvas->ascii ? "*" : "✓");
	struct rect cells = row;
	rect_cut_left(&cells, MARGIN);
	draw_meeting(dashboard, cells, meeting);
	if (selected || marked)
		draw_row_end(canvas);
	if (selected && focused)
		draw_focus(canvas, row.y, row.x);
}

static void draw_line(
	struct pane *pane, struct dashboard *dashboard, struct rect row, const struct line *line)
{
	if (line->kind == LINE_MEETING)
		draw_row(pane, dashboard, row, line->index);
	else if (line->kind == LINE_MONTH)
		draw_text(dashboard->canvas, row.y, row.x + MARGIN, row.width - MARGIN, ROLE_TITLE,
			line->text);
	else
		draw_printf(dashboard->canvas, row.y, row.x + MARGIN, row.width - MARGIN, ROLE_DIM,
			"%s %s", dashboard->canvas->ascii ? ":" : "┊", line->text);
}

/* The line of the selected row, with its month above it where that fits. */
static size_t first_shown(const struct pane *pane, const struct lines *lines, size_t height)
{
	size_t at = 0, top;
	while (at < lines->count && (lines->items[at].kind != LINE_MEETING ||
					    lines->items[at].index != pane->list.selected))
		at++;
	if (lines->count <= height)
		return 0;
	top = at > height / 2 ? at - height / 2 : 0;
	return top + height > lines->count ? lines->count - height : top;
}

void agenda_draw(struct pane *pane, struct dashboard *dashboard, struct rect rect)
{
	struct lines lines = {0};
	struct error error = {0};
	if (rect_is_empty(rect))
		return;
	if (!list_set_height(&pane->list, rect.height, &error))
		dashboard_complain(dashboard, &error);
	make_lines(&lines, &pane->list);
	size_t top = first_shown(pane, &lines, (size_t)rect.height);
	if (!lines.count)
		draw_text(dashboard->canvas, rect.y, rect.x + MARGIN, rect.width - MARGIN, ROLE_DIM,
			pane->list.filter_text ? _("Nothing matches the filter. Esc clears it.")
					       : _("Nothing here yet. a adds the first."));
	for (size_t i = top; i < lines.count && rect.height > 0; i++)
		draw_line(pane, dashboard, rect_cut_top(&rect, 1), &lines.items[i]);
	finish(&lines);
}
