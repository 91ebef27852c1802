/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A month where every day has room for the names of its meetings. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/dateformat.h"
#include "base/i18n.h"
#include "tui/daymark.h"
#include "tui/month.h"

enum { WEEK_COLUMNS = 4, HEAD_ROWS = 2, LEAST = 3, MOST = 6 };

int month_wide_rows(const struct month_place *place, int rows)
{
	struct month_grid grid = month_grid(place->date, place->offset);
	int each = (rows - HEAD_ROWS) / grid.weeks;
	if (each < LEAST)
		return 0;
	return HEAD_ROWS + (each > MOST ? MOST : each) * grid.weeks;
}

static void draw_number(
	struct canvas *canvas, struct rect cell, int64_t date, const struct month_place *place)
{
	struct daymark mark = daymark_of(date);
	int number = date_to_civil(date).day;
	bool today = date == place->today;
	bool gone_to = place->chosen.known && place->chosen.value == date;
	enum role role = today ? ROLE_TODAY : gone_to ? ROLE_SELECTED : mark.role;
	int used = draw_printf(canvas, cell.y, cell.x, cell.width, role,
		today     ? "[%d]"
		: gone_to ? "(%d)"
			  : " %d ",
		number);
	if (mark.word)
		draw_printf(canvas, cell.y, cell.x + used, cell.width - used, mark.role, "%s %s",
			mark.sign, mark.word);
}

static void draw_meeting(struct canvas *canvas, struct rect row, const struct meeting *meeting,
	const struct month_place *place)
{
	const struct choice *status = &meeting_statuses.items[meeting->status.value];
	char *name = meeting->theme ? xstrdup(meeting->theme) : meeting_name(meeting);
	char *hours = time_format_range(meeting->start.known ? meeting->start.value : -1, -1);
	draw_printf(canvas, row.y, row.x, row.width,
		meeting->record.id == place->selected ? ROLE_SELECTED : ROLE_ACCENT, "%s %s%s%s",
		canvas->ascii ? status->sign_ascii : status->sign, hours, *hours ? " " : "", name);
	free(hours);
	free(name);
}

/* What does not fit is counted in the last row. */
static void draw_meetings(
	struct canvas *canvas, struct rect cell, int64_t date, const struct month_place *place)
{
	size_t more = 0;
	struct rect last = cell;
	for (size_t i = 0; i < place->count; i++) {
		const struct meeting *meeting = &place->meetings[i];
		if (!meeting->date.known || meeting->date.value != date)
			continue;
		if (cell.height > 0) {
			last = rect_cut_top(&cell, 1);
			draw_meeting(canvas, last, meeting, place);
		} else {
			more++;
		}
	}
	if (more)
		draw_printf(canvas, last.y, last.x + last.width - 3, 3, ROLE_ACCENT, " +%zu", more);
}

static void draw_day(
	struct canvas *canvas, struct rect cell, int64_t date, const struct month_place *place)
{
	draw_number(canvas, cell, date, place);
	rect_cut_top(&cell, 1);
	rect_cut_left(&cell, 1);
	draw_meetings(canvas, cell, date, place);
}

static void draw_heads(struct canvas *canvas, struct rect row, int width)
{
	draw_text(canvas, row.y, row.x, WEEK_COLUMNS - 1, ROLE_DIM, C_("week", "wk"));
	for (int weekday = 1; weekday <= 7; weekday++)
		draw_text(canvas, row.y, row.x + WEEK_COLUMNS + (weekday - 1) * width + 1,
			width - 1, weekday == 7 ? ROLE_RED_DAY : ROLE_LABEL,
			date_weekday_head(weekday));
}

void month_draw_wide(struct canvas *canvas, struct rect rect, const struct month_place *place)
{
	struct month_grid grid = month_grid(place->date, place->offset);
	int width = (rect.width - WEEK_COLUMNS) / 7;
	int height = (rect.height - HEAD_ROWS) / grid.weeks;
	char *title = date_format_month(grid.year, grid.month);
	struct rect head = rect_cut_top(&rect, 1);
	draw_text_centred(canvas, head.y, head.x, head.width, ROLE_TITLE, title);
	free(title);
	draw_heads(canvas, rect_cut_top(&rect, 1), width);
	for (int row = 0; row < grid.weeks; row++) {
		struct rect week = rect_cut_top(&rect, height);
		draw_printf(
			canvas, week.y, week.x, WEEK_COLUMNS - 1, ROLE_DIM, "%d", grid.week[row]);
		rect_cut_left(&week, WEEK_COLUMNS);
		for (int i = 0; i < 7; i++) {
			struct rect cell = rect_cut_left(&week, width);
			cell.width--;
			if (grid.days[row][i])
				draw_day(canvas, cell, grid.first + grid.days[row][i] - 1, place);
		}
	}
}
