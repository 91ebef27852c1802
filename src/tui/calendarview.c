/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/calendarview.h"

#include <limits.h>

#include "base/date.h"
#include "tui/month.h"

#define BESIDE_WIDTH 74 /* from here the grid stands beside the list */
#define ABOVE_HEIGHT 16 /* from here there is room for a month above it */
#define WEEK_ABOVE_HEIGHT 11
#define LIST_ROWS 5 /* that a wide grid leaves: the head and some meetings */

const char *calendarview_sign(const struct canvas *canvas, const struct meeting *meeting)
{
	const struct choice *status = &meeting_statuses.items[meeting->status.value];
	return canvas->ascii ? status->sign_ascii : status->sign;
}

int64_t calendarview_day(struct pane *pane, const struct dashboard *dashboard)
{
	const struct meeting *selected = pane_selected(pane);
	if (pane->day.known)
		return pane->day.value;
	return selected && selected->date.known ? selected->date.value : dashboard_today(dashboard);
}

int calendarview_rows(const struct pane *pane)
{
	/* Each meeting may have a month and a gap before it. */
	return pane->calendar_view == CALENDAR_AGENDA ? (int)pane->list.total * 2 + 4
						      : (int)pane->list.total + 2;
}

static struct month_place month_of(struct pane *pane, const struct dashboard *dashboard)
{
	const struct meeting *selected = pane_selected(pane);
	const struct record_set *meetings = &dashboard->overview.meetings;
	return (struct month_place){
		.date = calendarview_day(pane, dashboard),
		.offset = pane->offset,
		.today = dashboard_today(dashboard),
		.chosen = pane->day,
		.meetings = (const struct meeting *)(const void *)meetings->records,
		.count = meetings->count,
		.selected = selected ? selected->record.id : 0,
	};
}

static struct rect draw_month(struct pane *pane, struct dashboard *dashboard, struct rect rect)
{
	struct month_place place = month_of(pane, dashboard);
	int wide = month_wide_rows(&place, rect.height - LIST_ROWS);
	if (rect.width >= MONTH_WIDE_WIDTH && wide) {
		month_draw_wide(dashboard->canvas, rect_cut_top(&rect, wide), &place);
	} else if (rect.width >= BESIDE_WIDTH && rect.height >= MONTH_ROWS) {
		struct rect grid = rect_cut_left(&rect, MONTH_WIDTH + 2);
		grid.width -= 2;
		month_draw(dashboard->canvas, grid, &place);
	} else if (rect.height >= ABOVE_HEIGHT && rect.width >= MONTH_WIDTH) {
		struct rect grid = rect_cut_top(&rect, MONTH_ROWS + 1);
		grid.height--;
		month_draw(dashboard->canvas, grid, &place);
	}
	return rect;
}

static struct rect draw_week(struct pane *pane, struct dashboard *dashboard, struct rect rect)
{
	const struct meeting *selected = pane_selected(pane);
	int64_t day = calendarview_day(pane, dashboard) + (int64_t)pane->offset * 7;
	struct week_place place = {
		.monday = day - date_weekday(day) + 1,
		.today = dashboard_today(dashboard),
		.chosen = pane->day.known ? pane->day.value : dashboard_today(dashboard),
		.selected = selected ? selected->record.id : 0,
	};
	if (rect.width >= WEEK_COLUMNS_WIDTH && rect.height >= WEEK_HOURS_ROWS + LIST_ROWS - 1) {
		week_draw_columns(dashboard, rect_cut_top(&rect, WEEK_HOURS_ROWS), &place);
	} else if (rect.width >= BESIDE_WIDTH && rect.height >= WEEK_ROWS) {
		struct rect grid = rect_cut_left(&rect, rect.width / 2);
		grid.width -= 1;
		week_draw_rows(dashboard, grid, &place);
	} else if (rect.height >= WEEK_ABOVE_HEIGHT) {
		week_draw_rows(dashboard, rect_cut_top(&rect, WEEK_ROWS), &place);
	} else if (rect.height >= 4) {
		week_draw_rows(dashboard, rect_cut_top(&rect, 1), &place);
	}
	return rect;
}

struct rect calendarview_draw(struct pane *pane, struct dashboard *dashboard, struct rect rect)
{
	switch (pane->calendar_view) {
	case CALENDAR_WEEK:
		return draw_week(pane, dashboard, rect);
	case CALENDAR_AGENDA:
		agenda_draw(pane, dashboard, rect);
		pane->rows_y = INT_MAX; /* its lines are no rows that the mouse could count */
		return (struct rect){0};
	default:
		return draw_month(pane, dashboard, rect);
	}
}
