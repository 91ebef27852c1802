/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A week: its days in rows, or beside each other by the clock. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/date.h"
#include "base/dateformat.h"
#include "base/i18n.h"
#include "tui/calendarview.h"
#include "tui/daymark.h"
#include "tui/overviewtext.h"

enum {
	DAY_COLUMNS = 8, /* "[to 19] " */
	CLOCK_COLUMNS = 6,
	FIRST_HOUR = 8,
	LAST_HOUR = 18, /* what is later stands in this row */
	HEAD_ROWS = 2,
	LOOSE_ROWS = 2, /* meetings without a clock time */
};

static const struct meeting *meeting_at(const struct dashboard *dashboard, size_t index)
{
	return record_set_at(&dashboard->overview.meetings, index);
}

static bool is_on(const struct meeting *meeting, int64_t day)
{
	return meeting->date.known && meeting->date.value == day;
}

/* "v.42 · 16 okt–22 okt 2023" */
static char *head_text(const struct week_place *place)
{
	char *week = date_format_week(place->monday);
	char *from = date_format(place->monday, DATE_DAY);
	char *to = date_format(place->monday + 6, DATE_DAY);
	int year = date_to_civil(place->monday + 6).year;
	char *text = xasprintf("%s · %s–%s %d", week, from, to, year);
	free(to);
	free(from);
	free(week);
	return text;
}

/* "to 19", "[to 19]" today, "(to 19)" the day that was gone to. Owned by the caller. */
static char *day_text(const struct week_place *place, int64_t day)
{
	const char *head = date_weekday_head(date_weekday(day));
	int number = date_to_civil(day).day;
	if (day == place->today)
		return xasprintf("[%s %d]", head, number);
	if (day == place->chosen)
		return xasprintf("(%s %d)", head, number);
	return xasprintf(" %s %d", head, number);
}

static enum role day_role(const struct week_place *place, int64_t day)
{
	return day == place->today ? ROLE_TODAY : daymark_of(day).role;
}

/* "◇ 10:00–12:00 Brott mot demokratin" */
static char *meeting_text(const struct dashboard *dashboard, const struct meeting *meeting)
{
	char *what = meeting_headline(dashboard, meeting, true);
	char *hours = meeting->start.known ? meeting_hours(meeting) : NULL;
	char *text = xasprintf("%s %s%s%s", calendarview_sign(dashboard->canvas, meeting),
		hours ? hours : "", hours ? " " : "", what);
	free(hours);
	free(what);
	return text;
}

/* ---- days in rows ---- */

static int draw_mark(struct canvas *canvas, struct rect row, int64_t day)
{
	struct daymark mark = daymark_of(day);
	if (!mark.word)
		return 0;
	char *text = xasprintf("%s %s  ", mark.sign, mark.word);
	int used = draw_text(canvas, row.y, row.x, row.width, mark.role, text);
	free(text);
	return used;
}

static void draw_day(
	struct dashboard *dashboard, struct rect row, const struct week_place *place, int64_t day)
{
	struct canvas *canvas = dashboard->canvas;
	char *name = day_text(place, day);
	draw_text(canvas, row.y, row.x, DAY_COLUMNS - 1, day_role(place, day), name);
	free(name);
	rect_cut_left(&row, DAY_COLUMNS);
	rect_cut_left(&row, draw_mark(canvas, row, day));
	for (size_t i = 0; i < dashboard->overview.meetings.count && row.width > 0; i++) {
		const struct meeting *meeting = meeting_at(dashboard, i);
		if (!is_on(meeting, day))
			continue;
		char *text = meeting_text(dashboard, meeting);
		bool selected = meeting->record.id == place->selected;
		int used = draw_text(canvas, row.y, row.x, row.width,
			selected ? ROLE_SELECTED : ROLE_ACCENT, text);
		rect_cut_left(&row, used + 2);
		free(text);
	}
}

void week_draw_rows(struct dashboard *dashboard, struct rect rect, const struct week_place *place)
{
	struct rect head = rect_cut_top(&rect, 1);
	char *title = head_text(place);
	draw_text(dashboard->canvas, head.y, head.x + 1, head.width - 1, ROLE_TITLE, title);
	free(title);
	for (int i = 0; i < 7 && rect.height > 0; i++)
		draw_day(dashboard, rect_cut_top(&rect, 1), place, place->monday + i);
}

/* ---- days in columns ---- */

static void draw_column_head(
	struct canvas *canvas, struct rect column, const struct week_place *place, int64_t day)
{
	struct daymark mark = daymark_of(day);
	char *name = day_text(place, day);
	draw_text(canvas, column.y, column.x, column.width, day_role(place, day), name);
	free(name);
	if (!mark.word)
		return;
	char *word = xasprintf("%s %s", mark.sign, mark.word);
	draw_text(canvas, column.y + 1, column.x, column.width, mark.role, word);
	free(word);
}

static int row_of(int64_t minutes)
{
	int hour = (int)(minutes / 60);
	hour = hour < FIRST_HOUR ? FIRST_HOUR : hour > LAST_HOUR ? LAST_HOUR : hour;
	return HEAD_ROWS + LOOSE_ROWS + hour - FIRST_HOUR;
}

/* The first row of a block: its hours when there is a row below for the rest. */
static char *block_head(
	const struct dashboard *dashboard, const struct meeting *meeting, bool has_more)
{
	const char *sign = calendarview_sign(dashboard->canvas, meeting);
	char *said = has_more ? meeting_hours(meeting) : meeting_headline(dashboard, meeting, true);
	char *text = xasprintf("%s %s", sign, said);
	free(said);
	return text;
}

/* The hours that it takes, as a block: when, what, and a bar as far as it goes. */
static void draw_block(struct dashboard *dashboard, struct rect column,
	const struct meeting *meeting, bool selected)
{
	struct canvas *canvas = dashboard->canvas;
	enum role role = selected ? ROLE_SELECTED : ROLE_ACCENT;
	int64_t end = meeting_end(meeting);
	int first = row_of(meeting->start.value);
	int last = end > meeting->start.value ? row_of(end - 1) : first;
	char *head = block_head(dashboard, meeting, last > first);
	char *what = meeting_headline(dashboard, meeting, true);
	draw_text(canvas, column.y + first, column.x, column.width, role, head);
	for (int row = first + 1; row <= last && row < column.height; row++)
		draw_printf(canvas, column.y + row, column.x, column.width, role, "%s %s",
			canvas->ascii ? "|" : "│", row == first + 1 ? what : "");
	free(what);
	free(head);
}

static void draw_column(struct dashboard *dashboard, struct rect column,
	const struct week_place *place, int64_t day)
{
	int loose = 0;
	draw_column_head(dashboard->canvas, column, place, day);
	for (size_t i = 0; i < dashboard->overview.meetings.count; i++) {
		const struct meeting *meeting = meeting_at(dashboard, i);
		bool selected = meeting->record.id == place->selected;
		if (!is_on(meeting, day))
			continue;
		if (meeting->start.known) {
			draw_block(dashboard, column, meeting, selected);
		} else if (loose < LOOSE_ROWS) {
			char *text = meeting_text(dashboard, meeting);
			draw_text(dashboard->canvas, column.y + HEAD_ROWS + loose, column.x,
				column.width, selected ? ROLE_SELECTED : ROLE_ACCENT, text);
			loose++;
			free(text);
		}
	}
}

static void draw_clock(struct canvas *canvas, struct rect gutter, const struct week_place *place)
{
	char *week = date_format_week(place->monday);
	draw_text(canvas, gutter.y, gutter.x, gutter.width - 1, ROLE_TITLE, week);
	free(week);
	for (int hour = FIRST_HOUR; hour <= LAST_HOUR; hour++) {
		int row = row_of((int64_t)hour * 60);
		if (row < gutter.height)
			draw_printf(canvas, gutter.y + row, gutter.x, gutter.width - 1, ROLE_DIM,
				"%02d", hour);
	}
}

void week_draw_columns(
	struct dashboard *dashboard, struct rect rect, const struct week_place *place)
{
	struct rect gutter = rect_cut_left(&rect, CLOCK_COLUMNS);
	draw_clock(dashboard->canvas, gutter, place);
	int width = rect.width / 7;
	for (int i = 0; i < 7; i++) {
		struct rect column = rect_cut_left(&rect, width);
		column.width--;
		draw_column(dashboard, column, place, place->monday + i);
	}
}
