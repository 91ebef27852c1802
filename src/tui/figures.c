/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/figures.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum {
	PIXELS = 3, /* across a digit */
	LINES = 5,
	NUMBER_SIZE = 24,
};

/* A bit a pixel, from left to right, row by row. */
static const unsigned char font[10][LINES] = {
	{7, 5, 5, 5, 7},
	{2, 6, 2, 2, 7},
	{7, 1, 7, 4, 7},
	{7, 1, 7, 1, 7},
	{5, 5, 7, 1, 1},
	{7, 4, 7, 1, 7},
	{7, 4, 7, 5, 7},
	{7, 1, 1, 1, 1},
	{7, 5, 7, 5, 7},
	{7, 5, 7, 1, 7},
};

static bool is_set(int digit, int line, int pixel)
{
	return line < LINES && font[digit][line] >> (PIXELS - 1 - pixel) & 1;
}

/* Rows that a pixel of this size is high. */
static int scale_of(int size)
{
	return size - FIGURE_WHOLE + 1;
}

int figure_rows(int size)
{
	if (size == FIGURE_PLAIN)
		return 1;
	return size == FIGURE_HALF ? (LINES + 1) / 2 : LINES * scale_of(size);
}

/* Columns of a digit and the gap after it. */
static int pitch(int size)
{
	if (size == FIGURE_PLAIN)
		return 2;
	return size == FIGURE_HALF ? PIXELS + 1 : (PIXELS + 1) * 2 * scale_of(size);
}

static int gap(int size)
{
	return size <= FIGURE_HALF ? 1 : 2 * scale_of(size);
}

int figure_columns(int size, int digits)
{
	return digits * pitch(size) - gap(size);
}

int figure_fit(const struct canvas *canvas, int rows, int columns, int digits)
{
	for (int size = FIGURE_LARGEST; size > FIGURE_PLAIN; size--) {
		if (size == FIGURE_HALF && canvas->ascii)
			continue;
		if (figure_rows(size) <= rows && figure_columns(size, digits) <= columns)
			return size;
	}
	return FIGURE_PLAIN;
}

static void draw_half(struct canvas *canvas, int y, int x, enum role role, int digit)
{
	static const char *const cells[] = {" ", "▄", "▀", "█"};
	for (int row = 0; row < figure_rows(FIGURE_HALF); row++) {
		for (int pixel = 0; pixel < PIXELS; pixel++) {
			int cell = is_set(digit, row * 2, pixel) * 2 +
				   is_set(digit, row * 2 + 1, pixel);
			draw_text(canvas, y + row, x + pixel, 1, role, cells[cell]);
		}
	}
}

static void draw_whole(struct canvas *canvas, int y, int x, int size, enum role role, int digit)
{
	int scale = scale_of(size);
	for (int row = 0; row < figure_rows(size); row++) {
		for (int column = 0; column < PIXELS * 2 * scale; column++) {
			if (is_set(digit, row / scale, column / (2 * scale)))
				draw_text(canvas, y + row, x + column, 1, role,
					canvas->ascii ? "#" : "█");
		}
	}
}

void figure_draw(
	struct canvas *canvas, int y, int x, int columns, int size, enum role role, int64_t number)
{
	char text[NUMBER_SIZE];
	int digits = snprintf(text, sizeof(text), "%" PRId64, number);
	int at = x + columns - figure_columns(size, digits);
	for (int i = 0; i < digits; i++, at += pitch(size)) {
		char digit[] = {text[i], '\0'};
		if (at < x)
			continue;
		if (size == FIGURE_PLAIN)
			draw_text(canvas, y, at, 1, role, digit);
		else if (size == FIGURE_HALF)
			draw_half(canvas, y, at, role, text[i] - '0');
		else
			draw_whole(canvas, y, at, size, role, text[i] - '0');
	}
}
