/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a field's text and cursor are on the screen: the scrolled line and the wrapped rows. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/text.h"
#include "tui/lineedit_private.h"

static const char *text_at(const struct lineedit *edit, size_t offset)
{
	return lineedit_text(edit) + offset;
}

/* Columns of the bytes from..to, as they are drawn. */
static int columns_between(const struct lineedit *edit, size_t from, size_t to)
{
	char *part;
	int columns;

	if (to <= from + 1)
		return to == from ? 0 : 1;
	part = xstrndup(text_at(edit, from), to - from);
	columns = text_width(part);
	free(part);
	return columns;
}

/* The first character that is still seen when `end` is at the right edge. */
static size_t window_before(const struct lineedit *edit, size_t end, int width)
{
	int columns = 0;

	while (end > 0) {
		size_t before = lineedit_previous_character(edit, end);

		columns += columns_between(edit, before, end);
		if (columns > width - 1)
			break;
		end = before;
	}
	return end;
}

void lineedit_window(struct lineedit *edit, int width, size_t *start, int *cursor)
{
	size_t furthest = window_before(edit, edit->text.length, width);
	size_t nearest = window_before(edit, edit->cursor, width);

	if (edit->scroll > furthest)
		edit->scroll = furthest;
	if (edit->scroll > edit->cursor)
		edit->scroll = edit->cursor;
	if (edit->scroll < nearest)
		edit->scroll = nearest;
	/* Editing before the window may have left it inside a character. */
	while (edit->scroll > 0 && (*text_at(edit, edit->scroll) & 0xc0) == 0x80)
		edit->scroll--;
	*start = edit->scroll;
	*cursor = columns_between(edit, *start, edit->cursor);
}

/* Ends the row before the character at `offset`, which did not fit. */
static void break_row(
	const struct lineedit *edit, struct lineedit_row *row, size_t offset, size_t after_space)
{
	bool at_space = *text_at(edit, offset) == ' ';

	if (!at_space && after_space > row->start)
		offset = after_space;
	row->length = offset - row->start;
	row->next = at_space ? offset + 1 : offset;
}

bool lineedit_next_row(const struct lineedit *edit, int width, struct lineedit_row *row)
{
	size_t offset, after_space = 0;
	int columns = 0;

	if (row->last)
		return false;
	row->start = offset = row->next;
	while (offset < edit->text.length && *text_at(edit, offset) != '\n') {
		size_t after = lineedit_next_character(edit, offset);

		columns += columns_between(edit, offset, after);
		/* Always at least one character, or a narrow field would never end. */
		if (columns > width - 1 && offset > row->start) {
			break_row(edit, row, offset, after_space);
			return true;
		}
		if (*text_at(edit, offset) == ' ')
			after_space = after;
		offset = after;
	}
	row->length = offset - row->start;
	row->last = offset >= edit->text.length;
	row->next = row->last ? offset : offset + 1;
	return true;
}

/* The cursor at the end of a wrapped row stands at the start of the following one. */
static bool holds(const struct lineedit_row *row, size_t offset)
{
	return offset >= row->start && (row->last || offset < row->next);
}

void lineedit_cursor(const struct lineedit *edit, int width, int *row, int *column)
{
	struct lineedit_row current = {0};

	*row = -1;
	while (lineedit_next_row(edit, width, &current)) {
		++*row;
		if (holds(&current, edit->cursor))
			break;
	}
	*column = columns_between(edit, current.start, edit->cursor);
}

size_t lineedit_offset_at(const struct lineedit *edit, int width, int row, int column)
{
	struct lineedit_row current = {0};
	size_t offset;
	int columns = 0;

	for (int i = 0; i <= row; i++)
		lineedit_next_row(edit, width, &current);
	offset = current.start;
	while (offset < current.start + current.length) {
		size_t after = lineedit_next_character(edit, offset);

		columns += columns_between(edit, offset, after);
		if (columns > column || !holds(&current, after))
			break;
		offset = after;
	}
	return offset;
}
