/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Drawing the cells: first the grounds in runs, then the signs one by one. A cell is a whole number
 * of px wide, so that lines of neighbouring cells meet without a seam.
 */
#include "shots/svg.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "shots/boxes.h"
#include "shots/palette.h"

#define CELL_WIDTH 9 /* 0.6 em of JetBrains Mono */
#define CELL_HEIGHT 20
#define FONT_SIZE 15
#define BASELINE 15
#define MARGIN 16
#define BAR 36
#define RADIUS 10

/* A cell as it is painted, after reverse and cursor. */
struct paint {
	unsigned text;
	unsigned ground;
};

static unsigned colour_of(int number, unsigned normal)
{
	return number < 0 ? normal : palette_colour(number);
}

static struct paint paint_of(const struct term_cell *cell, bool cursor)
{
	struct paint paint = {.text = colour_of(cell->foreground, PALETTE_TEXT),
		.ground = colour_of(cell->background, PALETTE_GROUND)};

	if (cell->reverse != cursor)
		return (struct paint){.text = paint.ground, .ground = paint.text};
	return paint;
}

static bool is_cursor(const struct term_cursor *cursor, int row, int column)
{
	return cursor->visible && cursor->row == row && cursor->column == column;
}

/* The ground of a cell; the right half of a wide letter has that of the left. */
static unsigned ground_at(const struct term *term, int row, int column)
{
	struct term_cursor cursor = term_cursor(term);
	struct term_cell cell = term_cell(term, row, column);

	if (cell.width == 0 && column > 0)
		return ground_at(term, row, column - 1);
	return paint_of(&cell, is_cursor(&cursor, row, column)).ground;
}

static void draw_grounds(struct buffer *svg, const struct term *term, int row, int columns)
{
	for (int column = 0; column < columns;) {
		unsigned ground = ground_at(term, row, column);
		int end = column + 1;

		while (end < columns && ground_at(term, row, end) == ground)
			end++;
		if (ground != PALETTE_GROUND)
			buffer_printf(svg,
				"<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" "
				"fill=\"#%06x\"/>\n",
				column * CELL_WIDTH, row * CELL_HEIGHT, (end - column) * CELL_WIDTH,
				CELL_HEIGHT, ground);
		column = end;
	}
}

static void append_escaped(struct buffer *svg, const char *text)
{
	for (; *text; text++) {
		if (*text == '<')
			buffer_append(svg, "&lt;");
		else if (*text == '&')
			buffer_append(svg, "&amp;");
		else
			buffer_append_char(svg, *text);
	}
}

/* The first code point of valid UTF-8. */
static uint32_t first_point(const char *text)
{
	const unsigned char *bytes = (const unsigned char *)text;

	if (bytes[0] < 0x80)
		return bytes[0];
	if (bytes[0] < 0xE0)
		return (bytes[0] & 0x1FU) << 6 | (bytes[1] & 0x3FU);
	if (bytes[0] < 0xF0)
		return (bytes[0] & 0x0FU) << 12 | (bytes[1] & 0x3FU) << 6 | (bytes[2] & 0x3FU);
	return (bytes[0] & 0x07U) << 18 | (bytes[1] & 0x3FU) << 12 | (bytes[2] & 0x3FU) << 6 |
	       (bytes[3] & 0x3FU);
}

static void draw_sign(
	struct buffer *svg, const struct term_cell *cell, int row, int column, unsigned colour)
{
	struct box_cell place = {.x = column * CELL_WIDTH,
		.y = row * CELL_HEIGHT,
		.width = CELL_WIDTH,
		.height = CELL_HEIGHT};

	if (cell->underline)
		buffer_printf(svg,
			"<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"1\" fill=\"#%06x\"/>\n",
			place.x, place.y + BASELINE + 2, CELL_WIDTH * cell->width, colour);
	if (strcmp(cell->text, " ") == 0 ||
		boxes_draw(svg, first_point(cell->text), &place, colour))
		return;
	buffer_printf(svg, "<text x=\"%d\" y=\"%d\" fill=\"#%06x\"%s%s>", place.x,
		place.y + BASELINE, colour, cell->bold ? " font-weight=\"bold\"" : "",
		cell->italic ? " font-style=\"italic\"" : "");
	append_escaped(svg, cell->text);
	buffer_append(svg, "</text>\n");
}

static void draw_signs(struct buffer *svg, const struct term *term, int row, int columns)
{
	struct term_cursor cursor = term_cursor(term);

	for (int column = 0; column < columns; column++) {
		struct term_cell cell = term_cell(term, row, column);

		if (cell.width > 0)
			draw_sign(svg, &cell, row, column,
				paint_of(&cell, is_cursor(&cursor, row, column)).text);
	}
}

static void draw_frame(struct buffer *svg, int width, int height, const char *title)
{
	buffer_printf(svg,
		"<rect x=\"0.5\" y=\"0.5\" width=\"%d\" height=\"%d\" rx=\"%d\" fill=\"#%06x\" "
		"stroke=\"#%06x\"/>\n",
		width - 1, height - 1, RADIUS, PALETTE_GROUND, PALETTE_EDGE);
	buffer_printf(svg,
		"<path d=\"M1 %dV%dQ1 1 %d 1H%dQ%d 1 %d %dV%dZ\" fill=\"#%06x\"/>\n"
		"<rect x=\"1\" y=\"%d\" width=\"%d\" height=\"1\" fill=\"#%06x\"/>\n",
		BAR, RADIUS, RADIUS, width - RADIUS, width - 1, width - 1, RADIUS, BAR,
		PALETTE_FRAME, BAR, width - 2, PALETTE_EDGE);
	for (int i = 0; i < 3; i++)
		buffer_printf(svg, "<circle cx=\"%d\" cy=\"%d\" r=\"5\" fill=\"#%06x\"/>\n",
			MARGIN + 5 + i * 18, BAR / 2, PALETTE_EDGE);
	buffer_printf(svg,
		"<text x=\"%d\" y=\"%d\" fill=\"#%06x\" font-size=\"13\" text-anchor=\"middle\">",
		width / 2, BAR / 2 + 5, PALETTE_TITLE);
	append_escaped(svg, title);
	buffer_append(svg, "</text>\n");
}

char *svg_draw(const struct term *term, const char *title)
{
	struct buffer svg = {0};
	int rows, columns, width, height;

	term_size(term, &rows, &columns);
	width = columns * CELL_WIDTH + 2 * MARGIN;
	height = rows * CELL_HEIGHT + BAR + 2 * MARGIN;
	/* No font with coloured glyphs in the list: the renderer would take its digits. */
	buffer_printf(&svg,
		"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" "
		"viewBox=\"0 0 %d %d\" font-family=\"'JetBrains Mono','DejaVu Sans "
		"Mono',monospace\" "
		"font-size=\"%d\" xml:space=\"preserve\">\n",
		width, height, width, height, FONT_SIZE);
	draw_frame(&svg, width, height, title);
	buffer_printf(&svg, "<g transform=\"translate(%d %d)\">\n", MARGIN, BAR + MARGIN);
	for (int row = 0; row < rows; row++) {
		draw_grounds(&svg, term, row, columns);
		draw_signs(&svg, term, row, columns);
	}
	buffer_append(&svg, "</g>\n</svg>\n");
	return buffer_take(&svg);
}
