/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A rectangle of terminal cells; empty when a side is 0. Never negative. */
#ifndef TRAFFPUNKT_TUI_RECT_H
#define TRAFFPUNKT_TUI_RECT_H

#include <stdbool.h>

struct rect {
	int y, x;
	int height, width;
};

bool rect_is_empty(struct rect rect);
bool rect_contains(struct rect rect, int y, int x);
/* The part that both have; empty when none. */
struct rect rect_intersect(struct rect a, struct rect b);
/* What is left inside a frame of one cell. */
struct rect rect_inside(struct rect rect);
/* A rectangle of at most the wanted size in the middle of another. */
struct rect rect_centred(struct rect within, int height, int width);
/* Cuts rows off the top: returns them and makes *rect the rest. At most what there is. */
struct rect rect_cut_top(struct rect *rect, int rows);
struct rect rect_cut_bottom(struct rect *rect, int rows);
struct rect rect_cut_left(struct rect *rect, int columns);

#endif
