/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/month.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/date.h"
#include "base/dateformat.h"
#include "base/holiday.h"
#include "base/i18n.h"
#include "model/choice.h"

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

static const struct meeting *meeting_on(const struct meeting *meetings, size_t count, int64_t day)
{
	for (size_t i = 0; i < count; i++) {
		if (meetings[i].date.known && meetings[i].date.value == day)
			return &meetings[i];
	}
	return NULL;
}

static void draw_heads(struct canvas *canvas, int y, int x)
{
	draw_text(canvas, y, x, WEEK_WIDTH - 1, ROLE_DIM, C_("week", "wk"));
	for (int weekday = 1; weekday <= 7; weekday++)
		draw_text_right(canvas, y, x + WEEK_WIDTH + (weekday - 1) * DAY_WIDTH,
			DAY_WIDTH - 1, weekday == 7 ? ROLE_RED_DAY : ROLE_LABEL,
			date_weekday_head(weekday));
}

/* "[19]" is today, the sign of the state stands before a day with a meeting, "!" after a red day
 * that is no Sunday where colour cannot tell. */
static void draw_day(struct canvas *canvas, int y, int x, int64_t day, int64_t today,
	const struct meeting *meeting, int64_t selected)
{
	char text[16];
	int number = date_to_civil(day).day;
	enum role role = holiday_is_red(day) ? ROLE_RED_DAY : ROLE_TEXT;
	if (meeting) {
		const struct choice *status = &meeting_statuses.items[meeting->status.value];
		snprintf(text, sizeof(text), "%s%2d",
			canvas->ascii ? status->sign_ascii : status->sign, number);
		role = meeting->record.id == selected ? ROLE_SELECTED : ROLE_ACCENT;
	} else if (day == today) {
		snprintf(text, sizeof(text), "[%d]", number);
		role = ROLE_TODAY;
	} else {
		snprintf(text, sizeof(text), "%s%2d",
			holiday_name(day) && canvas->scheme == SCHEME_MONO ? "!" : " ", number);
	}
	draw_text_right(
		canvas, y, x, day == today && !meeting ? DAY_WIDTH : DAY_WIDTH - 1, role, text);
}

void month_draw(struct canvas *canvas, struct rect rect, int64_t date, int offset, int64_t today,
	const struct meeting *meetings, size_t count, int64_t selected)
{
	struct month_grid grid = month_grid(date, offset);
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
			int64_t day = grid.first + grid.days[row][i] - 1;
			if (grid.days[row][i])
				draw_day(canvas, y, x + WEEK_WIDTH + i * DAY_WIDTH, day, today,
					meeting_on(meetings, count, day), selected);
		}
	}
}
