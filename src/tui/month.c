/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/month.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/dateformat.h"
#include "base/i18n.h"
#include "model/choice.h"
#include "tui/daymark.h"

#define DAY_WIDTH 4
#define WEEK_WIDTH 3

struct month_grid month_grid(int64_t date, int offset)
{
	struct civil civil = date_to_civil(date);
	int index = civil.year * 12 + civil.month - 1 + offset;
	struct month_grid grid = {.year = index / 12, .month = index % 12 + 1};
	int count = date_days_in_month(grid.year, grid.month), row = 0;
	grid.first = date_from_civil((struct civil){grid.year, grid.month, 1});
	for (int day = 1; day <= count; day++) {
		int64_t at = grid.first + day - 1;
		int weekday = date_weekday(at);
		row += day > 1 && weekday == 1;
		grid.week[row] = date_iso_week(at).week;
		grid.days[row][weekday - 1] = day;
	}
	grid.weeks = row + 1;
	return grid;
}

/* What one day of the grid holds. */
struct day {
	const struct meeting *meeting; /* the selected one of several, or the first */
	size_t count;
};

static struct day day_of(const struct month_place *place, int64_t date)
{
	struct day day = {0};
	for (size_t i = 0; i < place->count; i++) {
		const struct meeting *meeting = &place->meetings[i];
		if (!meeting->date.known || meeting->date.value != date)
			continue;
		if (!day.count++ || meeting->record.id == place->selected)
			day.meeting = meeting;
	}
	return day;
}

static void draw_heads(struct canvas *canvas, int y, int x)
{
	draw_text(canvas, y, x, WEEK_WIDTH - 1, ROLE_DIM, C_("week", "wk"));
	for (int weekday = 1; weekday <= 7; weekday++)
		draw_text_right(canvas, y, x + WEEK_WIDTH + (weekday - 1) * DAY_WIDTH,
			DAY_WIDTH - 1, weekday == 7 ? ROLE_RED_DAY : ROLE_LABEL,
			date_weekday_head(weekday));
}

/* "[19]" is today and "(19)" the day gone to; the sign of the state stands before a day with a
 * meeting and "+" behind it when there are more; "!" before a red day that is no mere Sunday, "~"
 * before a squeeze day. */
static void draw_day(
	struct canvas *canvas, int y, int x, int64_t date, const struct month_place *place)
{
	char text[16];
	int number = date_to_civil(date).day;
	struct day day = day_of(place, date);
	struct daymark mark = daymark_of(date);
	bool gone_to = place->chosen.known && place->chosen.value == date;
	bool framed = !day.count && (date == place->today || gone_to);
	enum role role = mark.role;
	if (day.count) {
		const struct choice *status = &meeting_statuses.items[day.meeting->status.value];
		snprintf(text, sizeof(text), "%s%2d",
			canvas->ascii ? status->sign_ascii : status->sign, number);
		role = day.meeting->record.id == place->selected ? ROLE_SELECTED : ROLE_ACCENT;
	} else if (framed) {
		snprintf(text, sizeof(text), gone_to ? "(%d)" : "[%d]", number);
		role = gone_to ? ROLE_SELECTED : ROLE_TODAY;
	} else {
		snprintf(text, sizeof(text), "%s%2d", mark.sign, number);
	}
	draw_text_right(canvas, y, x, framed ? DAY_WIDTH : DAY_WIDTH - 1, role, text);
	if (day.count > 1)
		draw_text(canvas, y, x + DAY_WIDTH - 1, 1, role, "+");
}

/* "! 4 All Saints' Day" under the grid, as many as there is room for and how many more. */
static void draw_notes(struct canvas *canvas, struct rect rect, const struct month_grid *grid)
{
	int days = date_days_in_month(grid->year, grid->month), left = 0;
	for (int day = 0; day < days; day++)
		left += daymark_of(grid->first + day).word != NULL;
	for (int day = 1; day <= days && rect.height > 0; day++) {
		struct daymark mark = daymark_of(grid->first + day - 1);
		if (!mark.word)
			continue;
		struct rect row = rect_cut_top(&rect, 1);
		int used = draw_printf(canvas, row.y, row.x, row.width, mark.role, "%s %d %s",
			mark.sign, day, mark.word);
		if (--left && !rect.height)
			draw_printf(canvas, row.y, row.x + used, row.width - used, ROLE_DIM,
				"  +%d", left);
	}
}

void month_draw(struct canvas *canvas, struct rect rect, const struct month_place *place)
{
	struct month_grid grid = month_grid(place->date, place->offset);
	char *title = date_format_month(grid.year, grid.month);
	int x = rect.x + (rect.width > MONTH_WIDTH ? (rect.width - MONTH_WIDTH) / 2 : 0);
	draw_text_centred(canvas, rect.y, x, MONTH_WIDTH, ROLE_TITLE, title);
	free(title);
	draw_heads(canvas, rect.y + 1, x);
	for (int row = 0; row < grid.weeks; row++) {
		char week[8];
		int y = rect.y + 2 + row;
		snprintf(week, sizeof(week), "%d", grid.week[row]);
		draw_text_right(canvas, y, x, WEEK_WIDTH - 1, ROLE_DIM, week);
		for (int i = 0; i < 7; i++) {
			if (grid.days[row][i])
				draw_day(canvas, y, x + WEEK_WIDTH + i * DAY_WIDTH,
					grid.first + grid.days[row][i] - 1, place);
		}
	}
	struct rect rest = {rect.y, x, rect.height, MONTH_WIDTH};
	rect_cut_top(&rest, 2 + grid.weeks);
	draw_notes(canvas, rest, &grid);
}
