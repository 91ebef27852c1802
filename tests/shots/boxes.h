/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Line drawing and block elements as vectors, so that frames join whatever the font thinks. */
#ifndef TRAFFPUNKT_TESTS_SHOTS_BOXES_H
#define TRAFFPUNKT_TESTS_SHOTS_BOXES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"

/* Where a cell is, in px. */
struct box_cell {
	int x;
	int y;
	int width;
	int height;
};

/* Appends the SVG of U+2500..259F in a colour (0xRRGGBB); false for all other characters. */
bool boxes_draw(struct buffer *svg, uint32_t point, const struct box_cell *cell, unsigned colour);

#endif
