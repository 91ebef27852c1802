/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a size to rectangles. What there is no room for stays empty. */
#include "tui/layout.h"

/* The lists get three fifths of a pane that is split, the preview the rest. */
enum { LIST_FIFTHS = 3 };

static bool has_detail(const struct layout_wish *wish, enum layout_pane pane)
{
	return (wish->detail & (1U << pane)) != 0;
}

static void split_below(struct layout_place *place, struct rect inside)
{
	place->list = rect_cut_top(&inside, inside.height * LIST_FIFTHS / 5);
	place->divider = rect_cut_top(&inside, 1);
	place->detail = inside;
}

static void split_beside(struct layout_place *place, struct rect inside)
{
	place->beside = true;
	place->list = rect_cut_left(&inside, inside.width * LIST_FIFTHS / 5);
	place->divider = rect_cut_left(&inside, 1);
	place->detail = inside;
}

static void fill_place(
	struct layout_place *place, struct rect frame, bool framed, bool detail, bool alone)
{
	struct rect inside = framed ? rect_inside(frame) : frame;

	place->frame = frame;
	place->framed = framed;
	if (detail && alone && frame.width >= LAYOUT_BESIDE_COLUMNS)
		split_beside(place, inside);
	else if (detail && frame.height >= LAYOUT_SPLIT_ROWS)
		split_below(place, inside);
	else
		place->list = inside;
}

/* Three panes in thirds; the focused one gets a tenth of the width of the others more. */
static void place_three(struct layout *layout, const struct layout_wish *wish)
{
	static const enum layout_pane order[] = {
		LAYOUT_PARTICIPANTS, LAYOUT_CALENDAR, LAYOUT_REQUESTS};
	struct rect rest = layout->body;
	int total = 0;
	int weights[3];

	for (int i = 0; i < 3; i++) {
		weights[i] = order[i] == wish->focus ? 11 : 10;
		total += weights[i];
	}
	for (int i = 0; i < 3; i++) {
		int width = i == 2 ? rest.width : layout->body.width * weights[i] / total;
		struct rect frame = rect_cut_left(&rest, width);

		fill_place(
			&layout->panes[order[i]], frame, true, has_detail(wish, order[i]), false);
	}
}

struct layout layout_compute(struct layout_wish wish)
{
	struct layout layout = {0};
	struct rect rest;
	bool wide, three;

	layout.screen.height = wish.rows > 0 ? wish.rows : 0;
	layout.screen.width = wish.columns > 0 ? wish.columns : 0;
	layout.too_small = wish.rows < LAYOUT_MIN_ROWS || wish.columns < LAYOUT_MIN_COLUMNS;
	if (layout.too_small)
		return layout;
	if (wish.focus < LAYOUT_OVERVIEW || wish.focus >= LAYOUT_PANES)
		wish.focus = LAYOUT_OVERVIEW;
	wide = wish.columns >= LAYOUT_WIDE_COLUMNS;
	three = wide && !wish.zoom && wish.focus != LAYOUT_OVERVIEW;

	rest = layout.screen;
	layout.header = rect_cut_top(&rest, 1);
	layout.rule = rect_cut_top(&rest, 1);
	layout.hints = rect_cut_bottom(&rest, 1);
	layout.message = rect_cut_bottom(&rest, 1);
	if (three)
		layout.strip = rect_cut_top(&rest, LAYOUT_STRIP_ROWS);
	layout.body = rest;
	layout.tabs = !three;
	if (three)
		place_three(&layout, &wish);
	else
		fill_place(
			&layout.panes[wish.focus], rest, wide, has_detail(&wish, wish.focus), true);
	return layout;
}

enum layout_pane layout_pane_at(const struct layout *layout, int y, int x)
{
	enum layout_pane pane = LAYOUT_OVERVIEW;

	while (pane < LAYOUT_PANES && !rect_contains(layout->panes[pane].frame, y, x))
		pane++;
	if (pane == LAYOUT_PANES && rect_contains(layout->strip, y, x))
		return LAYOUT_OVERVIEW;
	return pane;
}

bool layout_shows(const struct layout *layout, enum layout_pane pane)
{
	return pane >= LAYOUT_OVERVIEW && pane < LAYOUT_PANES &&
	       !rect_is_empty(layout->panes[pane].frame);
}
