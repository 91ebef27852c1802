/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The counties: rows with bars, and a map of tiles. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "tui/dialog.h"
#include "tui/picture.h"

enum {
	NAME = 16,
	BAR_MIN = 8,
	BAR_MAX = 24,
	COUNT = 6,  /* "13/49" and a gap */
	REGION = 2, /* the sign */
	ROW = 2 + NAME + BAR_MIN + COUNT + REGION,
	GAP = 3,       /* between columns, and beside the map */
	HALF_TILE = 4, /* columns */
	HALF_WIDE = 5, /* the same where there is plenty of room */
	TILE_ROWS = 2, /* screen rows of a tile */
	TILE_TALL = 3,
	TOLD_MAX = 12,
	TOLD_ROWS = 4,                                 /* about the selected county, at least */
	ROWS_MAX = (COUNTIES + 1) / 2 + TOLD_ROWS + 1, /* in two columns, and what is told */
	ROWS_MIN = 6,                                  /* counties shown at once, at least */
};

const struct county_report *picture_county(const struct report *report, int index)
{
	return &report->counties[COUNTIES - 1 - index];
}

/* ---- the map ---- */

/* What is behind the signs of a county: represented or not, in one look. */
static void draw_share(
	struct canvas *canvas, int y, int x, int columns, const struct county_report *county)
{
	if (!county_is_blank(county)) {
		draw_bar(canvas, y, x, columns, (long)county->represented,
			(long)county->municipalities, ROLE_BAR);
		return;
	}
	for (int i = 0; i < columns; i++)
		draw_text(canvas, y, x + i, 1, ROLE_DIM, canvas->ascii ? "." : "·");
}

/* Its letters and figures over its share. */
static void draw_tile(
	struct canvas *canvas, struct rect tile, const struct county_report *county, bool selected)
{
	enum role ink = county_is_blank(county) ? ROLE_DIM : ROLE_TITLE;
	char *count = xasprintf("%zu/%zu", county->represented, county->municipalities);
	if (selected)
		draw_row_begin(canvas, tile.y, tile.x, tile.width, ROLE_SELECTED);
	draw_text(canvas, tile.y, tile.x, tile.width, ink, county->county->letters);
	draw_text_right(canvas, tile.y, tile.x, tile.width, ink, count);
	if (selected)
		draw_row_end(canvas);
	draw_share(canvas, tile.y + 1, tile.x, tile.width, county);
	free(count);
}

static void draw_map(
	struct canvas *canvas, struct rect rect, const struct report *report, int selected)
{
	int half = rect.width >= COUNTY_COLUMNS * HALF_WIDE ? HALF_WIDE : HALF_TILE;
	int tall = rect.height >= COUNTY_ROWS * TILE_TALL ? TILE_TALL : TILE_ROWS;
	for (int i = 0; i < COUNTIES; i++) {
		const struct county_report *county = picture_county(report, i);
		struct rect tile = {rect.y + county->county->y * tall,
			rect.x + county->county->x * half, tall, 2 * half - 1};
		draw_tile(canvas, tile, county, i == selected);
	}
}

/* ---- the rows ---- */

static void draw_county(
	struct canvas *canvas, struct rect row, const struct county_report *county, bool selected)
{
	bool blank = county_is_blank(county);
	int bar = row.width - (ROW - BAR_MIN);
	bar = bar > BAR_MAX ? BAR_MAX : bar;
	int x = row.x + 2;
	char *count = xasprintf("%zu/%-2zu", county->represented, county->municipalities);
	if (selected) {
		draw_row_begin(canvas, row.y, row.x, x + NAME + bar + COUNT + REGION - row.x,
			ROLE_SELECTED);
		draw_text(canvas, row.y, row.x, 1, ROLE_ACCENT, canvas->ascii ? ">" : "▌");
	}
	draw_text(canvas, row.y, x, NAME - 1, blank ? ROLE_DIM : ROLE_TEXT, county->name);
	draw_share(canvas, row.y, x + NAME, bar, county);
	draw_text_right(canvas, row.y, x + NAME + bar, COUNT, blank ? ROLE_DIM : ROLE_TEXT, count);
	draw_text(canvas, row.y, x + NAME + bar + COUNT + 1, 1,
		county->region ? ROLE_ACCENT : ROLE_DIM,
		county->region ? (canvas->ascii ? "R" : "●") : (canvas->ascii ? "-" : "○"));
	if (selected) {
		draw_row_end(canvas);
		draw_focus(canvas, row.y, row.x);
	}
	free(count);
}

/* In two columns where one would be too long. */
static void draw_rows(struct canvas *canvas, struct rect rect, const struct report *report,
	struct county_view *view)
{
	int columns = rect.height < COUNTIES && rect.width >= 2 * ROW + GAP ? 2 : 1;
	int rows = columns == 2 ? (COUNTIES + 1) / 2 : COUNTIES;
	int width = columns == 2 ? (rect.width - GAP) / 2 : rect.width;
	int seen = rows < rect.height ? rows : rect.height;
	view->rows = rows;
	int line = view->selected % rows;
	if (line < view->top)
		view->top = line;
	if (line >= view->top + seen)
		view->top = line - seen + 1;
	if (view->top + seen > rows)
		view->top = rows - seen;
	for (int i = 0; i < COUNTIES; i++) {
		int y = i % rows - view->top, x = rect.x + i / rows * (width + GAP);
		if (y >= 0 && y < seen)
			draw_county(canvas, (struct rect){rect.y + y, x, 1, width},
				picture_county(report, i), i == view->selected);
	}
	if (columns == 1)
		dialog_more(canvas, (struct rect){rect.y, rect.x, seen, rect.width}, view->top,
			COUNTIES);
}

/* ---- the words ---- */

/* As many of the missing as there is room for. */
static char *missing_that_fit(const struct county_report *county, int rows, int columns)
{
	size_t limit = county->missing_count;
	char *text = report_missing_sentence(county, limit);
	while (limit > 1 && dialog_rows(text, columns) > rows) {
		free(text);
		text = report_missing_sentence(county, --limit);
	}
	return text;
}

/* The selected county, and who is missing from it. */
static void tell_county(struct canvas *canvas, struct rect rect, const struct county_report *county)
{
	char *sentence = report_county_sentence(county);
	int used = dialog_paragraph(canvas, rect, ROLE_TITLE, sentence);
	rect_cut_top(&rect, used);
	char *missing = missing_that_fit(county, rect.height, rect.width);
	dialog_paragraph(canvas, rect, ROLE_TEXT, missing);
	free(missing);
	free(sentence);
}

static void draw_legend(struct canvas *canvas, struct rect row, const struct report *report)
{
	char *country = report_country(report);
	const char *legend = canvas->ascii ? _("# represented  ... nobody  R the region too")
					   : _("━ represented  ··· nobody  ● the region too");
	int used = draw_text(canvas, row.y, row.x, row.width, ROLE_TITLE, country) + GAP;
	if (text_width(legend) <= row.width - used)
		draw_text_right(canvas, row.y, row.x + used, row.width - used, ROLE_DIM, legend);
	free(country);
}

/* White spots, and who is not in the picture at all. NULL when there are none. */
static char *blank_text(const struct report *report)
{
	char *names = report_blank_counties(report);
	char *text = *names ? xasprintf(_("White spots: %s."), names) : NULL;
	free(names);
	return text;
}

/* What is told stands under the rows, as far as there is room: first of the selected county, then
 * the white spots, last who is left out. The eye must not travel far, however high the screen. */
static void draw_told(struct canvas *canvas, struct rect rect, const struct report *report,
	const struct county_view *view)
{
	char *blank = blank_text(report), *left_out = report_left_out_sentence(report);
	int spots = dialog_rows(blank, rect.width), others = dialog_rows(left_out, rect.width);
	if (rect.height > TOLD_MAX)
		rect.height = TOLD_MAX;
	bool roomy = rect.height >= TOLD_ROWS + 1 + spots + others;
	struct rect foot = rect_cut_bottom(&rect, roomy ? others : 0);
	dialog_paragraph(canvas, foot, ROLE_DIM, left_out);
	foot = rect_cut_bottom(&rect, rect.height >= TOLD_ROWS - 1 + spots ? spots : 0);
	dialog_paragraph(canvas, foot, ROLE_WARNING, blank);
	if (roomy)
		rect_cut_bottom(&rect, 1);
	tell_county(canvas, rect, picture_county(report, view->selected));
	free(left_out);
	free(blank);
}

/* Rows that the counties get: in two columns where one would leave no room to tell of them. */
static int rows_for_counties(struct rect rect)
{
	bool two = rect.width >= 2 * ROW + GAP && rect.height < COUNTIES + TOLD_ROWS + 1;
	int rows = two ? (COUNTIES + 1) / 2 : COUNTIES;
	int most = rect.height - TOLD_ROWS - 1;
	if (rows <= most || (two && rows <= rect.height))
		return rows;
	return most < ROWS_MIN ? rect.height : most;
}

void picture_draw_counties(struct canvas *canvas, struct rect rect, const struct report *report,
	struct county_view *view)
{
	int map = COUNTY_COLUMNS * HALF_TILE;
	bool wide = rect.width >= map + 2 * GAP + ROW && rect.height >= COUNTY_ROWS * TILE_ROWS + 2;
	draw_legend(canvas, rect_cut_top(&rect, 1), report);
	if (rect.height > ROWS_MAX)
		rect_cut_top(&rect, 1);
	if (wide && rect.width >= COUNTY_COLUMNS * HALF_WIDE + 2 * GAP + 2 * ROW)
		map = COUNTY_COLUMNS * HALF_WIDE;
	if (wide) {
		struct rect place = rect_cut_left(&rect, map);
		draw_map(canvas, place, report, view->selected);
		rect_cut_left(&rect, GAP);
	}
	draw_rows(canvas, rect_cut_top(&rect, rows_for_counties(rect)), report, view);
	if (rect.height <= 1)
		return;
	rect_cut_top(&rect, 1);
	draw_told(canvas, rect, report, view);
}
