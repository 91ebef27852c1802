/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lines come from a table of four arms per character; the blocks from their definitions. */
#include "shots/boxes.h"

#include <stddef.h>

enum arm {
	ARM_LEFT,
	ARM_RIGHT,
	ARM_UP,
	ARM_DOWN,
	ARMS,
};

/* Weight of the arms left, right, up, down: 0 none, 1 light, 2 heavy, 3 double. 16 per line, from
 * U+2500. Dashed lines stand as whole ones, arcs as corners; both are told apart below. */
static const char arms[] =
	"1100 2200 0011 0022 1100 2200 0011 0022 1100 2200 0011 0022 0101 0201 0102 0202 "
	"1001 2001 1002 2002 0110 0210 0120 0220 1010 2010 1020 2020 0111 0211 0121 0112 "
	"0122 0221 0212 0222 1011 2011 1021 1012 1022 2021 2012 2022 1101 2101 1201 2201 "
	"1102 2102 1202 2202 1110 2110 1210 2210 1120 2120 1220 2220 1111 2111 1211 2211 "
	"1121 1112 1122 2121 1221 2112 1212 2221 2212 2122 1222 2222 1100 2200 0011 0022 "
	"3300 0033 0301 0103 0303 3001 1003 3003 0310 0130 0330 3010 1030 3030 0311 0133 "
	"0333 3011 1033 3033 3301 1103 3303 3310 1130 3330 3311 1133 3333 0101 1001 1010 "
	"0110 0000 0000 0000 1000 0010 0100 0001 2000 0020 0200 0002 1200 0012 2100 0021 ";

static void draw_rectangle(struct buffer *svg, double x, double y, double width, double height,
	unsigned colour, const char *more)
{
	buffer_printf(svg,
		"<rect x=\"%g\" y=\"%g\" width=\"%g\" height=\"%g\" fill=\"#%06x\"%s/>\n", x, y,
		width, height, colour, more);
}

/* One arm from the edge to a little beyond the middle, `shift` px beside the axis. */
static void draw_stroke(struct buffer *svg, const struct box_cell *cell, enum arm arm, double thick,
	double shift, double overlap, unsigned colour)
{
	double middle_x = cell->x + cell->width / 2.0, middle_y = cell->y + cell->height / 2.0;
	double half = thick / 2;

	if (arm == ARM_LEFT)
		draw_rectangle(svg, cell->x, middle_y - half + shift, cell->width / 2.0 + overlap,
			thick, colour, "");
	else if (arm == ARM_RIGHT)
		draw_rectangle(svg, middle_x - overlap, middle_y - half + shift,
			cell->width / 2.0 + overlap, thick, colour, "");
	else if (arm == ARM_UP)
		draw_rectangle(svg, middle_x - half + shift, cell->y, thick,
			cell->height / 2.0 + overlap, colour, "");
	else
		draw_rectangle(svg, middle_x - half + shift, middle_y - overlap, thick,
			cell->height / 2.0 + overlap, colour, "");
}

static double thickness(char weight)
{
	return weight == '2' ? 3 : 1;
}

static void draw_arms(
	struct buffer *svg, const char *weights, const struct box_cell *cell, unsigned colour)
{
	for (enum arm arm = ARM_LEFT; arm < ARMS; arm++) {
		/* The arms across decide how far this one reaches to close the corner. */
		enum arm across = arm < ARM_UP ? ARM_UP : ARM_LEFT;
		char widest = weights[across] > weights[across + 1] ? weights[across]
								    : weights[across + 1];
		double overlap = widest == '3' ? 2.5 : thickness(widest) / 2;

		if (weights[arm] == '3') {
			draw_stroke(svg, cell, arm, 1, -2, overlap, colour);
			draw_stroke(svg, cell, arm, 1, 2, overlap, colour);
		} else if (weights[arm] != '0') {
			draw_stroke(svg, cell, arm, thickness(weights[arm]), 0, overlap, colour);
		}
	}
}

static void draw_arc(
	struct buffer *svg, uint32_t point, const struct box_cell *cell, unsigned colour)
{
	/* U+256D down and right, down and left, up and left, up and right. */
	bool right = point == 0x256D || point == 0x2570;
	bool down = point == 0x256D || point == 0x256E;
	double middle_x = cell->x + cell->width / 2.0, middle_y = cell->y + cell->height / 2.0;
	double edge_x = right ? cell->x + cell->width : cell->x;
	double edge_y = down ? cell->y + cell->height : cell->y;
	double radius = cell->width / 2.0;

	buffer_printf(svg,
		"<path d=\"M%g %gV%gQ%g %g %g %gH%g\" fill=\"none\" stroke=\"#%06x\" "
		"stroke-width=\"1\"/>\n",
		middle_x, edge_y, down ? middle_y + radius : middle_y - radius, middle_x, middle_y,
		edge_x, middle_y, edge_x, colour);
}

static void draw_diagonals(
	struct buffer *svg, uint32_t point, const struct box_cell *cell, unsigned colour)
{
	int right = cell->x + cell->width, bottom = cell->y + cell->height;

	buffer_printf(svg, "<path d=\"");
	if (point != 0x2572)
		buffer_printf(svg, "M%d %dL%d %d", cell->x, bottom, right, cell->y);
	if (point != 0x2571)
		buffer_printf(svg, "M%d %dL%d %d", cell->x, cell->y, right, bottom);
	buffer_printf(svg, "\" stroke=\"#%06x\" stroke-width=\"1\"/>\n", colour);
}

/* How many dashes a dashed line has; 0 for all others. */
static int dash_count(uint32_t point)
{
	if (point >= 0x2504 && point <= 0x2507)
		return 3;
	if (point >= 0x2508 && point <= 0x250B)
		return 4;
	return point >= 0x254C && point <= 0x254F ? 2 : 0;
}

static void draw_dashes(struct buffer *svg, int count, const char *weights,
	const struct box_cell *cell, unsigned colour)
{
	bool across = weights[ARM_LEFT] != '0';
	double thick = thickness(across ? weights[ARM_LEFT] : weights[ARM_UP]);
	double length = (double)(across ? cell->width : cell->height) / count;

	for (int i = 0; i < count; i++) {
		double start = (i + 0.2) * length;

		if (across)
			draw_rectangle(svg, cell->x + start, cell->y + (cell->height - thick) / 2,
				length * 0.6, thick, colour, "");
		else
			draw_rectangle(svg, cell->x + (cell->width - thick) / 2, cell->y + start,
				thick, length * 0.6, colour, "");
	}
}

static void draw_line(
	struct buffer *svg, uint32_t point, const struct box_cell *cell, unsigned colour)
{
	const char *weights = arms + (size_t)(point - 0x2500) * 5;
	int dashes = dash_count(point);

	if (point >= 0x256D && point <= 0x2570)
		draw_arc(svg, point, cell, colour);
	else if (point >= 0x2571 && point <= 0x2573)
		draw_diagonals(svg, point, cell, colour);
	else if (dashes > 0)
		draw_dashes(svg, dashes, weights, cell, colour);
	else
		draw_arms(svg, weights, cell, colour);
}

static void draw_quadrants(
	struct buffer *svg, uint32_t point, const struct box_cell *cell, unsigned colour)
{
	/* U+2596 on; bits: upper left 1, upper right 2, lower left 4, lower right 8. */
	static const unsigned char bits[] = {4, 8, 1, 13, 9, 7, 11, 2, 6, 14};
	double width = cell->width / 2.0, height = cell->height / 2.0;

	for (unsigned i = 0; i < 4; i++) {
		if (bits[point - 0x2596] & 1U << i)
			draw_rectangle(svg, cell->x + (i & 1) * width, cell->y + (i >> 1) * height,
				width, height, colour, "");
	}
}

static void draw_block(
	struct buffer *svg, uint32_t point, const struct box_cell *cell, unsigned colour)
{
	static const char *const shades[] = {
		" fill-opacity=\"0.25\"", " fill-opacity=\"0.5\"", " fill-opacity=\"0.75\""};
	double x = cell->x, y = cell->y, width = cell->width, height = cell->height;
	const char *shade = "";

	if (point >= 0x2596) {
		draw_quadrants(svg, point, cell, colour);
		return;
	}
	if (point >= 0x2591 && point <= 0x2593) {
		shade = shades[point - 0x2591];
	} else if (point == 0x2580) {
		height /= 2;
	} else if (point == 0x2594) {
		height /= 8;
	} else if (point == 0x2590) {
		x += width /= 2;
	} else if (point == 0x2595) {
		x += width * 7 / 8;
		width /= 8;
	} else if (point <= 0x2588) {
		y += height * (double)(0x2588 - point) / 8;
		height = cell->y + cell->height - y;
	} else {
		width *= (double)(0x2590 - point) / 8;
	}
	draw_rectangle(svg, x, y, width, height, colour, shade);
}

bool boxes_draw(struct buffer *svg, uint32_t point, const struct box_cell *cell, unsigned colour)
{
	if (point < 0x2500 || point > 0x259F)
		return false;
	if (point < 0x2580)
		draw_line(svg, point, cell, colour);
	else
		draw_block(svg, point, cell, colour);
	return true;
}
