/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What editing (lineedit.c) and showing (lineview.c) a field know of each other. */
#ifndef TRAFFPUNKT_TUI_LINEEDIT_PRIVATE_H
#define TRAFFPUNKT_TUI_LINEEDIT_PRIVATE_H

#include "tui/lineedit.h"

/* The start of the character after or before an offset; the ends stay where they are. */
size_t lineedit_next_character(const struct lineedit *edit, size_t offset);
size_t lineedit_previous_character(const struct lineedit *edit, size_t offset);
/* The place in the wrapped text nearest to a row and a column that it need not have. */
size_t lineedit_offset_at(const struct lineedit *edit, int width, int row, int column);

#endif
