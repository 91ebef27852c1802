/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/dialog.h"

#include "base/i18n.h"
#include "base/text.h"

enum { DIALOG_SLIVER = 2, QUESTION_GAP = 2 };

struct paragraph {
	struct canvas *canvas; /* NULL: only counted */
	struct rect rect;
	enum role role;
	int rows;
};

struct rect dialog_place(struct rect body, int rows, int columns)
{
	int width = columns + DIALOG_EDGE;
	/* Nothing can be read in a sliver beside it. */
	if (width + DIALOG_SLIVER >= body.width)
		width = body.width;
	return rect_centred(body, rows + 2, width);
}

static void take_row(void *context, const char *text)
{
	struct paragraph *paragraph = context;
	if (paragraph->canvas && paragraph->rows < paragraph->rect.height)
		draw_text(paragraph->canvas, paragraph->rect.y + paragraph->rows, paragraph->rect.x,
			paragraph->rect.width, paragraph->role, text);
	paragraph->rows++;
}

int dialog_rows(const char *text, int columns)
{
	struct paragraph paragraph = {0};
	if (text)
		text_wrap(text, columns > 0 ? columns : 1, take_row, &paragraph);
	return paragraph.rows;
}

int dialog_paragraph(struct canvas *canvas, struct rect rect, enum role role, const char *text)
{
	struct paragraph paragraph = {.canvas = canvas, .rect = rect, .role = role};
	if (text)
		text_wrap(text, rect.width > 0 ? rect.width : 1, take_row, &paragraph);
	return paragraph.rows < rect.height ? paragraph.rows : rect.height;
}

void dialog_input(
	struct canvas *canvas, int y, int x, int columns, struct lineedit *edit, bool focused)
{
	enum role role = focused ? ROLE_INPUT_FOCUS : ROLE_INPUT;
	size_t start;
	int cursor;
	if (columns <= 0)
		return;
	lineedit_window(edit, columns, &start, &cursor);
	if (!focused)
		start = 0;
	draw_row_begin(canvas, y, x, columns, role);
	draw_text(canvas, y, x, columns, role, lineedit_text(edit) + start);
	draw_row_end(canvas);
	if (focused)
		draw_cursor(canvas, y, x + cursor);
}

void dialog_more(struct canvas *canvas, struct rect rect, int top, int rows)
{
	int x = rect.x + rect.width - 1;
	if (top > 0)
		draw_text(canvas, rect.y, x, 1, ROLE_DIM, canvas->ascii ? "^" : "▲");
	if (top + rect.height < rows)
		draw_text(canvas, rect.y + rect.height - 1, x, 1, ROLE_DIM,
			canvas->ascii ? "v" : "▼");
}

static const char *yes_letter(void)
{
	/* TRANSLATORS: the key that answers yes; y is always taken as well */
	return C_("key", "y");
}

static const char *no_letter(void)
{
	/* TRANSLATORS: the key that answers no */
	return C_("key", "n");
}

void dialog_question(struct canvas *canvas, struct rect row)
{
	int x = row.x, end = row.x + row.width;
	x += draw_text(canvas, row.y, x, end - x, ROLE_HINT_KEY, yes_letter()) + 1;
	x += draw_text(canvas, row.y, x, end - x, ROLE_HINT_TEXT, _("yes")) + 3;
	x += draw_text(canvas, row.y, x, end - x, ROLE_HINT_KEY, no_letter()) + 1;
	draw_text(canvas, row.y, x, end - x, ROLE_HINT_TEXT, _("no"));
}

void dialog_ask_discard(struct canvas *canvas, struct rect row)
{
	int used = draw_text(
		canvas, row.y, row.x, row.width, ROLE_WARNING, _("Throw away the changes?"));
	rect_cut_left(&row, used + QUESTION_GAP);
	draw_cursor(canvas, row.y, row.x);
	dialog_question(canvas, row);
}

static bool is_letter(struct key key, const char *letter)
{
	return !key.modifiers && key.code == text_next(&letter, NULL);
}

bool dialog_means_yes(struct key key)
{
	return is_letter(key, "y") || is_letter(key, yes_letter());
}

bool dialog_means_no(struct key key)
{
	return is_letter(key, "n") || is_letter(key, no_letter());
}
