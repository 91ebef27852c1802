/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Arithmetic on rectangles of cells. */
#include "tui/rect.h"

static int smaller(int a, int b)
{
	return a < b ? a : b;
}

static int larger(int a, int b)
{
	return a > b ? a : b;
}

bool rect_is_empty(struct rect rect)
{
	return rect.height <= 0 || rect.width <= 0;
}

bool rect_contains(struct rect rect, int y, int x)
{
	return y >= rect.y && y < rect.y + rect.height && x >= rect.x && x < rect.x + rect.width;
}

struct rect rect_intersect(struct rect a, struct rect b)
{
	int y = larger(a.y, b.y);
	int x = larger(a.x, b.x);
	int bottom = smaller(a.y + a.height, b.y + b.height);
	int right = smaller(a.x + a.width, b.x + b.width);

	return (struct rect){y, x, larger(bottom - y, 0), larger(right - x, 0)};
}

struct rect rect_inside(struct rect rect)
{
	if (rect.height < 2 || rect.width < 2)
		return (struct rect){rect.y, rect.x, 0, 0};
	return (struct rect){rect.y + 1, rect.x + 1, rect.height - 2, rect.width - 2};
}

struct rect rect_centred(struct rect within, int height, int width)
{
	int h = larger(smaller(height, within.height), 0);
	int w = larger(smaller(width, within.width), 0);

	return (struct rect){
		within.y + (within.height - h) / 2, within.x + (within.width - w) / 2, h, w};
}

struct rect rect_cut_top(struct rect *rect, int rows)
{
	struct rect cut = *rect;

	cut.height = larger(smaller(rows, rect->height), 0);
	rect->y += cut.height;
	rect->height -= cut.height;
	return cut;
}

struct rect rect_cut_bottom(struct rect *rect, int rows)
{
	struct rect cut = *rect;

	cut.height = larger(smaller(rows, rect->height), 0);
	cut.y += rect->height - cut.height;
	rect->height -= cut.height;
	return cut;
}

struct rect rect_cut_left(struct rect *rect, int columns)
{
	struct rect cut = *rect;

	cut.width = larger(smaller(columns, rect->width), 0);
	rect->x += cut.width;
	rect->width -= cut.width;
	return cut;
}
