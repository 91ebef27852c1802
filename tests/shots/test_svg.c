/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The drawing of a known screen: signs on their columns, frames as vectors, the same bytes twice.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "harness/term.h"
#include "shots/boxes.h"
#include "shots/palette.h"
#include "shots/svg.h"

/* A picture of what printf writes for `format`, in 4 rows of 20 columns, without the cursor. */
static char *draw(const char *format)
{
	const char *const arguments[] = {"/usr/bin/printf", format, NULL};
	struct term *term = term_start(arguments, NULL, 4, 20);
	char *svg;

	assert_non_null(term);
	assert_true(term_wait_exit(term, 10000));
	svg = svg_draw(term, "A <title>");
	term_close(term);
	return svg;
}

static void svg__draw__places_and_styles(void **state)
{
	static const struct {
		const char *format;
		const char *expected;
	} cases[] = {
		{"\\033[?25lab", "<text x=\"9\" y=\"15\" fill=\"#d5d9e0\">b</text>"},
		{"\\033[?25l作b", "<text x=\"18\" y=\"15\" fill=\"#d5d9e0\">b</text>"},
		{"\\033[?25l\\n<", "<text x=\"0\" y=\"35\" fill=\"#d5d9e0\">&lt;</text>"},
		{"\\033[?25l\\033[1;31mx", "fill=\"#e0707a\" font-weight=\"bold\">x</text>"},
		{"\\033[?25l\\033[7mxy",
			"<rect x=\"0\" y=\"0\" width=\"18\" height=\"20\" fill=\"#d5d9e0\"/>"},
		{"\\033[?25l\\033[7mxy", "fill=\"#16191f\">y</text>"},
		{"\\033[?25l\\033[4mx", "<rect x=\"0\" y=\"17\" width=\"9\" height=\"1\""},
		{"\\033[?25l\\033[48;5;236m作", "width=\"18\" height=\"20\" fill=\"#303030\"/>"},
		/* the cursor */
		{"a", "<rect x=\"9\" y=\"0\" width=\"9\" height=\"20\" fill=\"#d5d9e0\"/>"},
		{"", "A &lt;title></text>"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char *svg = draw(cases[i].format);
		char *again = draw(cases[i].format);

		if (!strstr(svg, cases[i].expected))
			fail_msg("%s: no %s in\n%s", cases[i].format, cases[i].expected, svg);
		assert_string_equal(svg, again);
		free(again);
		free(svg);
	}
}

static void boxes__draw__vectors_of_known_signs(void **state)
{
	static const struct {
		uint32_t point;
		const char *expected;
	} cases[] = {
		{0x2500, "<rect x=\"0\" y=\"9.5\" width=\"5\" height=\"1\""}, /* left arm of a line
									       */
		{0x2503,
			"<rect x=\"3\" y=\"0\" width=\"3\" height=\"10.5\""}, /* upper arm, heavy */
		{0x250F, "<rect x=\"3\" y=\"8.5\" width=\"6\" height=\"3\""}, /* heavy corner: right
										 arm */
		{0x256D, "<path d=\"M4.5 20V14.5Q4.5 10 9 10H9\""}, /* arc down and right */
		{0x2588, "<rect x=\"0\" y=\"0\" width=\"9\" height=\"20\""},      /* full block */
		{0x2584, "<rect x=\"0\" y=\"10\" width=\"9\" height=\"10\""},     /* lower half */
		{0x258C, "<rect x=\"0\" y=\"0\" width=\"4.5\" height=\"20\""},    /* left half */
		{0x2592, "fill-opacity=\"0.5\""},                                 /* medium shade */
		{0x2597, "<rect x=\"4.5\" y=\"10\" width=\"4.5\" height=\"10\""}, /* lower right
										     quarter */
	};
	static const struct box_cell cell = {.width = 9, .height = 20};

	(void)state;
	for (uint32_t point = 0x2500; point < 0x25A0; point++) {
		struct buffer svg = {0};

		assert_true(boxes_draw(&svg, point, &cell, 0));
		assert_true(svg.length > 0);
		for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
			if (cases[i].point == point && !strstr(svg.data, cases[i].expected))
				fail_msg("U+%04X: %s", (unsigned)point, svg.data);
		}
		buffer_finish(&svg);
	}
	assert_false(boxes_draw(NULL, 'a', &cell, 0));
	assert_false(boxes_draw(NULL, 0x25A0, &cell, 0));
}

static void palette__colour__cube_and_greys(void **state)
{
	(void)state;
	assert_int_equal(palette_colour(16), 0x000000);
	assert_int_equal(palette_colour(196), 0xff0000);
	assert_int_equal(palette_colour(231), 0xffffff);
	assert_int_equal(palette_colour(232), 0x080808);
	assert_int_equal(palette_colour(255), 0xeeeeee);
	assert_int_equal(palette_colour(-1), PALETTE_TEXT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(svg__draw__places_and_styles),
		cmocka_unit_test(boxes__draw__vectors_of_known_signs),
		cmocka_unit_test(palette__colour__cube_and_greys),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
