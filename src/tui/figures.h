/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Figures that can be read from the back of the room: several rows high, made of blocks. Sized in
 * whole steps; where not even the smallest has room the figure is plain, with air in it.
 */
#ifndef TRAFFPUNKT_TUI_FIGURES_H
#define TRAFFPUNKT_TUI_FIGURES_H

#include <stdint.h>

#include "tui/draw.h"

enum {
	FIGURE_PLAIN = 0, /* one row */
	FIGURE_HALF,      /* three rows of half blocks; not in ASCII */
	FIGURE_WHOLE,     /* five rows; each further size is another five */
	FIGURE_LARGEST = FIGURE_WHOLE + 2,
};

/* The largest size that fits, for numbers of so many digits. */
int figure_fit(const struct canvas *canvas, int rows, int columns, int digits);
int figure_rows(int size);
int figure_columns(int size, int digits);
/* Right aligned in `columns` columns. */
void figure_draw(
	struct canvas *canvas, int y, int x, int columns, int size, enum role role, int64_t number);

#endif
