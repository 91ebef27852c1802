/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Drawing on curses' standard screen. Colour pair n + 1 is role n; terminal.c sets the pairs up.
 * Every write ends inside the clip rectangle, so the screen never scrolls.
 */
#include "tui/draw.h"

#include <curses.h>
#include <stdarg.h>
#include <stdlib.h>
#include <wchar.h>

#include "base/alloc.h"
#include "base/meter.h"
#include "base/text.h"
#include "tui/pair.h"

enum {
	/* Wide characters of one text on one row: every cell has a base and up to 4 marks. */
	MARKS_PER_CELL = 5,
	SHORT_TEXT = 1024,
};

static void set_role(const struct canvas *canvas, enum role role)
{
	struct style own = theme_style(canvas->scheme, role);
	struct style style = canvas->row ? theme_style(canvas->scheme, canvas->base) : own;
	enum role coloured = canvas->row ? canvas->base : role;
	attr_t attributes = 0;

	if (style.bold || own.bold)
		attributes |= A_BOLD;
	if (style.underline || own.underline)
		attributes |= A_UNDERLINE;
	if (style.reverse)
		attributes |= A_REVERSE;
	attr_set(attributes,
		canvas->scheme == SCHEME_MONO ? (short)0 : (short)PAIR_OF_ROLE(coloured), NULL);
}

/* The part of a row's columns that may be drawn on; false when there is none. */
static bool clip_row(const struct canvas *canvas, int y, int *x, int *columns)
{
	struct rect seen = rect_intersect(canvas->clip, (struct rect){y, *x, 1, *columns});

	*x = seen.x;
	*columns = seen.width;
	return !rect_is_empty(seen);
}

void draw_begin(struct canvas *canvas, struct rect screen)
{
	werase(stdscr);
	canvas->clip = screen;
	canvas->row = false;
	canvas->has_cursor = false;
	canvas->cursor_y = 0;
	canvas->cursor_x = 0;
}

struct rect draw_clip(struct canvas *canvas, struct rect clip)
{
	struct rect before = canvas->clip;

	canvas->clip = clip;
	return before;
}

/* Draws wide characters whose columns are known to fit. */
static void put_wide(
	struct canvas *canvas, int y, int x, enum role role, const wchar_t *text, size_t count)
{
	set_role(canvas, role);
	/* In the lower right corner curses writes the cell and reports an error: no matter. */
	(void)mvaddnwstr(y, x, text, (int)count);
}

int draw_text(struct canvas *canvas, int y, int x, int columns, enum role role, const char *text)
{
	wchar_t few[SHORT_TEXT];
	wchar_t *wide = few;
	size_t capacity = SHORT_TEXT;
	size_t count;
	int used = 0;

	/* A text that starts left of the clip rectangle is not drawn in part. */
	if (x < canvas->clip.x || !clip_row(canvas, y, &x, &columns))
		return 0;
	if ((size_t)columns * MARKS_PER_CELL + 1 > capacity) {
		capacity = (size_t)columns * MARKS_PER_CELL + 1;
		wide = xreallocarray(NULL, capacity, sizeof(*wide));
	}
	count = text_fit_wide(wide, capacity, text, columns, &used);
	if (count > 0)
		put_wide(canvas, y, x, role, wide, count);
	if (wide != few)
		free(wide);
	return used;
}

/* The columns that a text takes of at most `columns`. */
static int fitting_width(const char *text, int columns)
{
	int width = text_width(text);

	return width < columns ? width : columns;
}

int draw_text_right(
	struct canvas *canvas, int y, int x, int columns, enum role role, const char *text)
{
	int width = fitting_width(text, columns);

	return draw_text(canvas, y, x + columns - width, width, role, text);
}

int draw_text_centred(
	struct canvas *canvas, int y, int x, int columns, enum role role, const char *text)
{
	int width = fitting_width(text, columns);

	return draw_text(canvas, y, x + (columns - width) / 2, width, role, text);
}

int draw_printf(
	struct canvas *canvas, int y, int x, int columns, enum role role, const char *format, ...)
{
	va_list arguments;
	char *text = NULL;
	int used = 0;

	va_start(arguments, format);
	if (vasprintf(&text, format, arguments) >= 0) {
		used = draw_text(canvas, y, x, columns, role, text);
		free(text);
	}
	va_end(arguments);
	return used;
}

/* Repeats one character of one column. */
static void put_repeated(
	struct canvas *canvas, int y, int x, int columns, enum role role, wchar_t character)
{
	wchar_t cell[2] = {character, L'\0'};

	if (!clip_row(canvas, y, &x, &columns))
		return;
	set_role(canvas, role);
	for (int i = 0; i < columns; i++)
		(void)mvaddnwstr(y, x + i, cell, 1);
}

void draw_fill(struct canvas *canvas, struct rect rect, enum role role)
{
	for (int row = 0; row < rect.height; row++)
		put_repeated(canvas, rect.y + row, rect.x, rect.width, role, L' ');
}

void draw_hline(struct canvas *canvas, int y, int x, int columns, enum role role)
{
	put_repeated(canvas, y, x, columns, role, canvas->ascii ? L'-' : L'─');
}

void draw_vline(struct canvas *canvas, int y, int x, int rows, enum role role)
{
	for (int row = 0; row < rows; row++)
		put_repeated(canvas, y + row, x, 1, role, canvas->ascii ? L'|' : L'│');
}

void draw_bar(
	struct canvas *canvas, int y, int x, int columns, long value, long total, enum role role)
{
	struct meter meter = meter_of(columns, value, total);
	int end = x + meter.whole;
	put_repeated(canvas, y, x, meter.whole, role, canvas->ascii ? L'#' : L'━');
	put_repeated(canvas, y, end, meter.half, role, canvas->ascii ? L'#' : L'╸');
	put_repeated(
		canvas, y, end + meter.half, meter.rest, ROLE_FRAME, canvas->ascii ? L'.' : L'─');
}

void draw_row_begin(struct canvas *canvas, int y, int x, int columns, enum role role)
{
	canvas->row = false;
	draw_fill(canvas, (struct rect){y, x, 1, columns}, role);
	canvas->row = true;
	canvas->base = role;
}

void draw_row_end(struct canvas *canvas)
{
	canvas->row = false;
}

void draw_cursor(struct canvas *canvas, int y, int x)
{
	if (!rect_contains(canvas->clip, y, x))
		return;
	canvas->has_cursor = true;
	canvas->cursor_y = y;
	canvas->cursor_x = x;
}

void draw_focus(struct canvas *canvas, int y, int x)
{
	if (canvas->has_cursor || !rect_contains(canvas->clip, y, x))
		return;
	canvas->cursor_y = y;
	canvas->cursor_x = x;
}
