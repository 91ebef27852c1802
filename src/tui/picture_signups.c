/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sign-ups over time: a column for each week, and what they make together. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/dateformat.h"
#include "base/i18n.h"
#include "base/text.h"
#include "tui/picture.h"

enum {
	GUTTER = 9,   /* columns for the names of the rows */
	WEEK_MIN = 1, /* columns of a week */
	WEEK_MAX = 8,
	FOOT = 3,       /* rows: the line, the weeks, the totals */
	CHART_MAX = 24, /* rows */
	LABEL = 6,      /* "wk 39" and a gap */
};

/* How the weeks lie on the screen. */
struct chart {
	struct canvas *canvas;
	struct rect rect; /* of the columns themselves */
	const struct report *report;
	size_t first; /* week */
	int week;     /* columns of a week, with the gap after it */
	size_t most;  /* sign-ups in one week */
};

static void draw_column(const struct chart *chart, int x, const struct week_report *week)
{
	static const char *const eighths[] = {" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇"};
	const struct rect *rect = &chart->rect;
	int width = chart->week > 2 ? chart->week - 1 : chart->week,
	    bottom = rect->y + rect->height;
	int room = chart->week >= 3 && rect->height > 1 ? rect->height - 1 : rect->height;
	size_t parts = chart->most ? week->count * (size_t)room * 8 / chart->most : 0;
	if (week->count && !parts)
		parts = 1;
	int whole = (int)(parts / 8), rest = (int)(parts % 8);
	if (chart->canvas->ascii && rest) { /* no part of a cell can be drawn */
		whole++;
		rest = 0;
	}
	for (int i = 0; i < width; i++) {
		for (int y = 0; y < whole; y++)
			draw_text(chart->canvas, bottom - 1 - y, x + i, 1, ROLE_BAR,
				chart->canvas->ascii ? "#" : "█");
		if (rest)
			draw_text(chart->canvas, bottom - 1 - whole, x + i, 1, ROLE_BAR,
				eighths[rest]);
	}
	if (!week->count || chart->week < 3)
		return;
	char *count = xasprintf("%zu", week->count);
	draw_text_centred(
		chart->canvas, bottom - 1 - whole - (rest > 0), x, width, ROLE_TEXT, count);
	free(count);
}

/* A name or a number under every so many weeks, so that none runs into the next; in the middle of
 * its column when that is wider. */
static void draw_labels(const struct chart *chart, int y, enum role role,
	char *(*label)(const struct week_report *))
{
	int end = chart->rect.x + chart->rect.width;
	size_t step = (size_t)((LABEL + chart->week - 1) / chart->week);
	for (size_t i = chart->first; i < chart->report->week_count; i += step) {
		int x = chart->rect.x + (int)(i - chart->first) * chart->week;
		char *text = label(&chart->report->weeks[i]);
		int width = text_width(text);
		if (step == 1)
			x += (chart->week - 1 - width) / 2;
		if (x + width <= end)
			draw_text(chart->canvas, y, x, width, role, text);
		free(text);
	}
}

static char *name_label(const struct week_report *week)
{
	return date_format_week(week->monday);
}

static char *total_label(const struct week_report *week)
{
	return xasprintf("%zu", week->total);
}

static struct chart lay_out(struct canvas *canvas, struct rect rect, const struct report *report)
{
	struct chart chart = {.canvas = canvas, .rect = rect, .report = report};
	size_t count = report->week_count, room = rect.width > 0 ? (size_t)rect.width : 1;
	chart.week = count ? (int)(room / count) : WEEK_MIN;
	chart.week = chart.week < WEEK_MIN   ? WEEK_MIN
		     : chart.week > WEEK_MAX ? WEEK_MAX
					     : chart.week;
	size_t shown = room / (size_t)chart.week;
	chart.first = count > shown ? count - shown : 0; /* the latest are the ones to see */
	for (size_t i = chart.first; i < count; i++)
		chart.most = report->weeks[i].count > chart.most ? report->weeks[i].count
								 : chart.most;
	return chart;
}

void picture_draw_signups(struct canvas *canvas, struct rect rect, const struct report *report)
{
	char *sentence = report_signups_sentence(report);
	struct rect head = rect_cut_top(&rect, 1);
	draw_text(canvas, head.y, head.x, head.width, ROLE_TITLE, sentence);
	free(sentence);
	if (rect.height < FOOT + 3 || rect.width < GUTTER * 2)
		return;
	rect_cut_top(&rect, 1);
	if (rect.height > CHART_MAX + FOOT)
		rect.height = CHART_MAX + FOOT;
	struct rect foot = rect_cut_bottom(&rect, FOOT);
	struct rect names = rect_cut_left(&rect, GUTTER);
	struct chart chart = lay_out(canvas, rect, report);
	draw_text(canvas, names.y + names.height - 1, names.x, GUTTER - 1, ROLE_LABEL,
		C_("chart", "New"));
	draw_text(canvas, foot.y + 1, names.x, GUTTER - 1, ROLE_LABEL, C_("chart", "Week"));
	draw_text(canvas, foot.y + 2, names.x, GUTTER - 1, ROLE_LABEL, C_("chart", "In all"));
	for (size_t i = chart.first; i < report->week_count; i++)
		draw_column(
			&chart, rect.x + (int)(i - chart.first) * chart.week, &report->weeks[i]);
	draw_hline(canvas, foot.y, rect.x, (int)(report->week_count - chart.first) * chart.week,
		ROLE_FRAME);
	draw_labels(&chart, foot.y + 1, ROLE_TEXT, name_label);
	draw_labels(&chart, foot.y + 2, ROLE_ACCENT, total_label);
}
