/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The pictures, each drawn in the rectangle that it is given. What is more and what is less
 * is told by the shape of the characters, never by colour alone.
 */
#ifndef TRAFFPUNKT_TUI_PICTURE_H
#define TRAFFPUNKT_TUI_PICTURE_H

#include "model/report.h"
#include "service/coverage.h"
#include "tui/draw.h"
#include "tui/sheet.h"

/* Which county is looked at: an index from north to south, and the first one shown. */
struct county_view {
	int selected;
	int top;
	int rows; /* counties in one column, after the last draw */
};

/* The counties in rows, with the shape of the country beside them where there is room. */
void picture_draw_counties(struct canvas *canvas, struct rect rect, const struct report *report,
	struct county_view *view);
void picture_draw_signups(struct canvas *canvas, struct rect rect, const struct report *report);
void picture_draw_fees(struct canvas *canvas, struct rect rect, const struct report *report);

/* The promised contents and the meetings that answer for them; and the same in sentences. */
void picture_draw_promises(
	struct canvas *canvas, struct rect rect, const struct coverage *coverage);
void picture_tell_promises(struct sheet *sheet, const struct coverage *coverage);

/* The county at an index from north to south. */
const struct county_report *picture_county(const struct report *report, int index);

#endif
