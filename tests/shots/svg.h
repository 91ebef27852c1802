/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A screen as an SVG picture: every glyph on its column, frames as vectors, a quiet window frame.
 */
#ifndef TRAFFPUNKT_TESTS_SHOTS_SVG_H
#define TRAFFPUNKT_TESTS_SHOTS_SVG_H

#include "harness/term.h"

/* The document; `title` stands in the frame. Owned by the caller. The same screen gives the same
 * bytes. */
char *svg_draw(const struct term *term, const char *title);

#endif
