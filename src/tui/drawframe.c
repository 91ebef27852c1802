/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Frames, dividers and dialogs, made of the primitives of draw.c. */
#include "tui/draw.h"

#include "base/text.h"

enum part { TOP_LEFT, TOP_RIGHT, BOTTOM_LEFT, BOTTOM_RIGHT, ACROSS, DOWN, PARTS };

static const char *const light[PARTS] = {"╭", "╮", "╰", "╯", "─", "│"};
static const char *const heavy[PARTS] = {"┏", "┓", "┗", "┛", "━", "┃"};
static const char *const ascii_light[PARTS] = {"+", "+", "+", "+", "-", "|"};
static const char *const ascii_heavy[PARTS] = {"#", "#", "#", "#", "=", "#"};

static const char *const *parts_of(const struct canvas *canvas, bool focused)
{
	if (canvas->ascii)
		return focused ? ascii_heavy : ascii_light;
	return focused ? heavy : light;
}

static void border(
	struct canvas *canvas, struct rect rect, enum role role, const char *const parts[])
{
	int bottom = rect.y + rect.height - 1;
	int right = rect.x + rect.width - 1;

	for (int x = rect.x + 1; x < right; x++) {
		draw_text(canvas, rect.y, x, 1, role, parts[ACROSS]);
		draw_text(canvas, bottom, x, 1, role, parts[ACROSS]);
	}
	for (int y = rect.y + 1; y < bottom; y++) {
		draw_text(canvas, y, rect.x, 1, role, parts[DOWN]);
		draw_text(canvas, y, right, 1, role, parts[DOWN]);
	}
	draw_text(canvas, rect.y, rect.x, 1, role, parts[TOP_LEFT]);
	draw_text(canvas, rect.y, right, 1, role, parts[TOP_RIGHT]);
	draw_text(canvas, bottom, rect.x, 1, role, parts[BOTTOM_LEFT]);
	draw_text(canvas, bottom, right, 1, role, parts[BOTTOM_RIGHT]);
}

/* " text " at a place of an edge. */
static void label(
	struct canvas *canvas, int y, int x, int columns, enum role role, const char *text)
{
	int used;

	if (columns < 3)
		return;
	used = draw_text(canvas, y, x + 1, columns - 2, role, text);
	draw_fill(canvas, (struct rect){y, x, 1, 1}, role);
	draw_fill(canvas, (struct rect){y, x + 1 + used, 1, 1}, role);
}

/* Titles in the `columns` columns of an edge from x; the right one only where both fit. */
static void edge_titles(struct canvas *canvas, int y, int x, int columns, enum role title_role,
	enum role right_role, const char *title, const char *right)
{
	int title_width = text_is_blank(title) ? 0 : text_width(title) + 2;
	int right_width = text_is_blank(right) ? 0 : text_width(right) + 2;

	if (right_width > 0 && title_width + right_width + 1 <= columns)
		label(canvas, y, x + columns - right_width, right_width, right_role, right);
	if (title_width > 0)
		label(canvas, y, x, title_width < columns ? title_width : columns, title_role,
			title);
}

void draw_frame(
	struct canvas *canvas, struct rect rect, const char *title, const char *right, bool focused)
{
	if (rect.height < 2 || rect.width < 2)
		return;
	border(canvas, rect, focused ? ROLE_FOCUS_FRAME : ROLE_FRAME, parts_of(canvas, focused));
	edge_titles(canvas, rect.y, rect.x + 2, rect.width - 4,
		focused ? ROLE_FOCUS_FRAME : ROLE_TITLE, focused ? ROLE_FOCUS_FRAME : ROLE_LABEL,
		title, right);
}

void draw_divider(struct canvas *canvas, struct rect rect, const char *title)
{
	if (rect_is_empty(rect))
		return;
	if (rect.height > 1) {
		draw_vline(canvas, rect.y, rect.x, rect.height, ROLE_FRAME);
		return;
	}
	draw_hline(canvas, rect.y, rect.x, rect.width, ROLE_FRAME);
	edge_titles(
		canvas, rect.y, rect.x + 1, rect.width - 2, ROLE_TITLE, ROLE_LABEL, title, NULL);
}

struct rect draw_overlay(struct canvas *canvas, struct rect rect, const char *title)
{
	struct rect inside = rect_inside(rect);

	canvas->row = false;
	draw_fill(canvas, rect, ROLE_DIALOG);
	if (rect.height < 2 || rect.width < 2)
		return inside;
	border(canvas, rect, ROLE_DIALOG_FRAME, parts_of(canvas, true));
	edge_titles(canvas, rect.y, rect.x + 2, rect.width - 4, ROLE_DIALOG_FRAME, ROLE_LABEL,
		title, NULL);
	if (inside.width > 2) {
		inside.x++;
		inside.width -= 2;
	}
	return inside;
}
