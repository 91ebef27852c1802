/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The layout at every size, and at some sizes as text: one rectangle a line, as
 * "name rows x columns @ row,column".
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "tui/layout.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

enum { ALL = (1 << LAYOUT_PANES) - 1, RECTS_MAX = 32, MAX_ROWS = 100, MAX_COLUMNS = 300 };

struct named {
	const char *name;
	struct rect rect;
};

/* The rectangles that may not overlap: what is drawn, without the frames that hold it. */
static size_t list_rects(const struct layout *layout, struct named out[RECTS_MAX])
{
	static const char *const names[LAYOUT_PANES][3] = {
		{"overview", "overview divider", "overview detail"},
		{"participants", "participants divider", "participants detail"},
		{"calendar", "calendar divider", "calendar detail"},
		{"requests", "requests divider", "requests detail"},
	};
	size_t count = 0;

	out[count++] = (struct named){"header", layout->header};
	out[count++] = (struct named){"rule", layout->rule};
	out[count++] = (struct named){"strip", layout->strip};
	for (int pane = 0; pane < LAYOUT_PANES; pane++) {
		out[count++] = (struct named){names[pane][0], layout->panes[pane].list};
		out[count++] = (struct named){names[pane][1], layout->panes[pane].divider};
		out[count++] = (struct named){names[pane][2], layout->panes[pane].detail};
	}
	out[count++] = (struct named){"message", layout->message};
	out[count++] = (struct named){"hints", layout->hints};
	return count;
}

static char *picture(const struct layout *layout)
{
	struct named rects[RECTS_MAX];
	size_t count = list_rects(layout, rects);
	struct buffer out = {0};

	if (layout->too_small)
		buffer_append(&out, "too small\n");
	if (layout->tabs)
		buffer_append(&out, "tabs\n");
	for (size_t i = 0; i < count; i++) {
		if (!rect_is_empty(rects[i].rect))
			buffer_printf(&out, "%s %dx%d @ %d,%d\n", rects[i].name,
				rects[i].rect.height, rects[i].rect.width, rects[i].rect.y,
				rects[i].rect.x);
	}
	return buffer_take(&out);
}

static const struct {
	struct layout_wish wish;
	const char *picture;
} golden[] = {
	{{1, 1, LAYOUT_CALENDAR, false, ALL}, "too small\n"},
	{{14, 200, LAYOUT_CALENDAR, false, ALL}, "too small\n"},
	{{100, 59, LAYOUT_CALENDAR, false, ALL}, "too small\n"},
	{{15, 60, LAYOUT_CALENDAR, false, ALL},
		"tabs\nheader 1x60 @ 0,0\nrule 1x60 @ 1,0\ncalendar 11x60 @ 2,0\n"
		"message 1x60 @ 13,0\nhints 1x60 @ 14,0\n"},
	{{24, 80, LAYOUT_PARTICIPANTS, false, ALL},
		"tabs\nheader 1x80 @ 0,0\nrule 1x80 @ 1,0\nparticipants 12x80 @ 2,0\n"
		"participants divider 1x80 @ 14,0\nparticipants detail 7x80 @ 15,0\n"
		"message 1x80 @ 22,0\nhints 1x80 @ 23,0\n"},
	{{24, 80, LAYOUT_OVERVIEW, false, 0},
		"tabs\nheader 1x80 @ 0,0\nrule 1x80 @ 1,0\noverview 20x80 @ 2,0\n"
		"message 1x80 @ 22,0\nhints 1x80 @ 23,0\n"},
	{{30, 120, LAYOUT_PARTICIPANTS, false, 1 << LAYOUT_REQUESTS},
		"header 1x120 @ 0,0\nrule 1x120 @ 1,0\nstrip 3x120 @ 2,0\n"
		"participants 21x40 @ 6,1\ncalendar 21x36 @ 6,43\n"
		"requests 12x38 @ 6,81\nrequests divider 1x38 @ 18,81\n"
		"requests detail 8x38 @ 19,81\nmessage 1x120 @ 28,0\nhints 1x120 @ 29,0\n"},
	{{24, 120, LAYOUT_REQUESTS, false, ALL},
		"header 1x120 @ 0,0\nrule 1x120 @ 1,0\nstrip 3x120 @ 2,0\n"
		"participants 15x36 @ 6,1\ncalendar 15x36 @ 6,39\n"
		"requests 15x42 @ 6,77\nmessage 1x120 @ 22,0\nhints 1x120 @ 23,0\n"},
	{{30, 120, LAYOUT_OVERVIEW, false, 0},
		"tabs\nheader 1x120 @ 0,0\nrule 1x120 @ 1,0\noverview 24x118 @ 3,1\n"
		"message 1x120 @ 28,0\nhints 1x120 @ 29,0\n"},
	{{50, 200, LAYOUT_REQUESTS, true, ALL},
		"tabs\nheader 1x200 @ 0,0\nrule 1x200 @ 1,0\nrequests 44x118 @ 3,1\n"
		"requests divider 44x1 @ 3,119\nrequests detail 44x79 @ 3,120\n"
		"message 1x200 @ 48,0\nhints 1x200 @ 49,0\n"},
};

static void layout_compute__size__is_the_picture(void **state)
{
	(void)state;
	for (size_t i = 0; i < LENGTH(golden); i++) {
		struct layout layout = layout_compute(golden[i].wish);
		char *text = picture(&layout);

		if (strcmp(text, golden[i].picture) != 0)
			fail_msg("case %zu is\n%s\nexpected\n%s", i, text, golden[i].picture);
		free(text);
	}
}

static void check_inside(const struct layout *layout, struct rect rect)
{
	struct rect seen = rect_intersect(layout->screen, rect);

	assert_true(rect.height >= 0 && rect.width >= 0 && rect.y >= 0 && rect.x >= 0);
	if (!rect_is_empty(rect))
		assert_memory_equal(&seen, &rect, sizeof rect);
}

static void check_layout(struct layout_wish wish)
{
	struct layout layout = layout_compute(wish);
	struct named rects[RECTS_MAX];
	size_t count = list_rects(&layout, rects);
	bool small = wish.rows < LAYOUT_MIN_ROWS || wish.columns < LAYOUT_MIN_COLUMNS;

	assert_int_equal(layout.too_small, small);
	assert_int_equal(layout.screen.height, wish.rows);
	assert_int_equal(layout.screen.width, wish.columns);
	for (size_t i = 0; i < count; i++) {
		check_inside(&layout, rects[i].rect);
		for (size_t j = 0; j < i; j++) {
			if (!rect_is_empty(rect_intersect(rects[i].rect, rects[j].rect)))
				fail_msg("%dx%d: %s and %s overlap", wish.rows, wish.columns,
					rects[i].name, rects[j].name);
		}
	}
	for (int pane = 0; pane < LAYOUT_PANES; pane++) {
		struct layout_place *place = &layout.panes[pane];

		check_inside(&layout, place->frame);
		assert_true(rect_is_empty(place->frame) == rect_is_empty(place->list));
		assert_true(rect_is_empty(place->detail) == rect_is_empty(place->divider));
		if (!(wish.detail & (1U << pane)))
			assert_true(rect_is_empty(place->detail));
	}
	if (!small) {
		assert_true(layout_shows(&layout, wish.focus));
		assert_true(layout.panes[wish.focus].list.height >= 5);
		assert_true(layout.panes[wish.focus].list.width >= 30);
	}
}

static void layout_compute__every_size__holds_together(void **state)
{
	(void)state;
	for (int rows = 0; rows <= MAX_ROWS; rows++) {
		for (int columns = 0; columns <= MAX_COLUMNS; columns++) {
			for (int mode = 0; mode < LAYOUT_PANES * 2; mode++)
				check_layout((struct layout_wish){rows, columns,
					(enum layout_pane)(mode / 2), mode % 2 == 1,
					(rows + columns) % 2 ? ALL : 1U << (mode / 2)});
		}
	}
}

static void layout_compute__negative_size__is_too_small(void **state)
{
	struct layout layout = layout_compute(
		(struct layout_wish){-1, -5, LAYOUT_REQUESTS, true, 0});

	(void)state;
	assert_true(layout.too_small);
	assert_true(rect_is_empty(layout.screen));
}

static void layout_compute__side_by_side__covers_the_width(void **state)
{
	(void)state;
	for (int columns = LAYOUT_WIDE_COLUMNS; columns <= MAX_COLUMNS; columns++) {
		struct layout layout = layout_compute(
			(struct layout_wish){30, columns, LAYOUT_CALENDAR, false, 0});
		int width = 0;

		for (int pane = 0; pane < LAYOUT_PANES; pane++)
			width += layout.panes[pane].frame.width;
		assert_int_equal(width, columns);
		assert_true(layout.panes[LAYOUT_CALENDAR].frame.width >
			    layout.panes[LAYOUT_PARTICIPANTS].frame.width);
	}
}

static void layout_pane_at__cell__is_its_pane(void **state)
{
	struct layout layout = layout_compute(
		(struct layout_wish){30, 120, LAYOUT_CALENDAR, false, 0});

	(void)state;
	assert_int_equal(layout_pane_at(&layout, 10, 0), LAYOUT_PARTICIPANTS);
	assert_int_equal(layout_pane_at(&layout, 10, 60), LAYOUT_CALENDAR);
	assert_int_equal(layout_pane_at(&layout, 10, 119), LAYOUT_REQUESTS);
	assert_int_equal(layout_pane_at(&layout, 3, 60), LAYOUT_OVERVIEW);
	assert_int_equal(layout_pane_at(&layout, 29, 60), LAYOUT_PANES);
	assert_int_equal(layout_pane_at(&layout, 500, 500), LAYOUT_PANES);
}

static void rect_cut__more_than_there_is__takes_all(void **state)
{
	struct rect rest = {2, 3, 4, 5};
	struct rect cut = rect_cut_top(&rest, 9);

	(void)state;
	assert_int_equal(cut.height, 4);
	assert_int_equal(rest.height, 0);
	assert_int_equal(rect_cut_bottom(&rest, 1).height, 0);
	assert_int_equal(rect_cut_left(&rest, -1).width, 0);
}

static void rect_centred__too_large__is_the_whole(void **state)
{
	struct rect within = {1, 2, 10, 20};
	struct rect all = rect_centred(within, 99, 99);
	struct rect some = rect_centred(within, 4, 10);

	(void)state;
	assert_memory_equal(&all, &within, sizeof all);
	assert_int_equal(some.y, 4);
	assert_int_equal(some.x, 7);
	assert_true(rect_is_empty(rect_inside((struct rect){0, 0, 1, 9})));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(layout_compute__size__is_the_picture),
		cmocka_unit_test(layout_compute__every_size__holds_together),
		cmocka_unit_test(layout_compute__negative_size__is_too_small),
		cmocka_unit_test(layout_compute__side_by_side__covers_the_width),
		cmocka_unit_test(layout_pane_at__cell__is_its_pane),
		cmocka_unit_test(rect_cut__more_than_there_is__takes_all),
		cmocka_unit_test(rect_centred__too_large__is_the_whole),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
