/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/sheet.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"

#define LABEL_MAX 22 /* columns that labels may take */

static struct sheet_line *add(
	struct sheet *sheet, enum sheet_kind kind, enum role role, const char *text)
{
	sheet->lines = xreallocarray(sheet->lines, sheet->count + 1, sizeof(*sheet->lines));
	struct sheet_line *line = &sheet->lines[sheet->count++];
	*line = (struct sheet_line){.kind = kind, .role = role, .text = xstrdup(text)};
	sheet->left_out = false;
	return line;
}

void sheet_heading(struct sheet *sheet, const char *text)
{
	if (sheet->count)
		sheet_blank(sheet);
	add(sheet, SHEET_HEADING, ROLE_TITLE, text);
}

void sheet_pair(struct sheet *sheet, const char *label, enum role role, const char *value)
{
	if (text_is_blank(value))
		sheet->left_out = true;
	else
		add(sheet, SHEET_PAIR, role, value)->label = xstrdup(label);
}

void sheet_item(struct sheet *sheet, const char *mark, int columns, const char *text)
{
	struct sheet_line *line = add(sheet, SHEET_ITEM, ROLE_TEXT, text);
	line->label = xstrdup(mark);
	line->columns = columns;
}

void sheet_text(struct sheet *sheet, enum role role, const char *text)
{
	add(sheet, SHEET_TEXT, role, text);
}

void sheet_blank(struct sheet *sheet)
{
	add(sheet, SHEET_BLANK, ROLE_TEXT, "");
}

void sheet_link(struct sheet *sheet, const struct entity *entity, int64_t id)
{
	if (!sheet->count || sheet->left_out)
		return;
	sheet->lines[sheet->count - 1].entity = entity;
	sheet->lines[sheet->count - 1].id = id;
}

void sheet_finish(struct sheet *sheet)
{
	for (size_t i = 0; i < sheet->count; i++) {
		free(sheet->lines[i].label);
		free(sheet->lines[i].text);
	}
	free(sheet->lines);
	*sheet = (struct sheet){0};
}

void sheet_record(struct sheet *sheet, const struct entity *entity, const void *record)
{
	bool hidden = entity->is_protected && entity->is_protected(record);
	for (size_t i = 0; i < entity->field_count; i++) {
		const struct field *field = &entity->fields[i];
		bool sealed = hidden && field->flags & FIELD_IDENTITY;
		bool idle = field->type == FIELD_FLAG && !field_number_of(field, record).value;
		if (!field->label || sealed || idle || field->type == FIELD_NOTE ||
			field->type == FIELD_REFERENCE || field->flags & FIELD_SYSTEM ||
			!field_is_known(field, record))
			continue;
		char *text = field_display(field, record);
		sheet_pair(sheet, _(field->label), ROLE_TEXT, text);
		free(text);
	}
	for (size_t i = 0; i < entity->field_count; i++) {
		const struct field *field = &entity->fields[i];
		bool sealed = hidden && field->flags & FIELD_IDENTITY;
		if (field->type != FIELD_NOTE || !field->label || sealed ||
			!field_is_known(field, record))
			continue;
		sheet_heading(sheet, _(field->label));
		sheet_text(sheet, ROLE_TEXT, field_text_of(field, record));
	}
}

/* ---- drawing ---- */

struct drawing {
	struct canvas *canvas;
	struct rect rect;
	int row; /* of the sheet, from 0 */
	int top; /* the first row that is shown */
	int x;   /* where wrapped text starts */
	enum role role;
};

static int screen_row(const struct drawing *drawing)
{
	int row = drawing->row - drawing->top;
	return row >= 0 && row < drawing->rect.height ? drawing->rect.y + row : -1;
}

static void draw_wrapped(void *context, const char *text)
{
	struct drawing *drawing = context;
	int y = screen_row(drawing);
	if (drawing->canvas && y >= 0)
		draw_text(drawing->canvas, y, drawing->rect.x + drawing->x,
			drawing->rect.width - drawing->x, drawing->role, text);
	drawing->row++;
}

static int label_width(const struct sheet *sheet, int width)
{
	int widest = 0;
	for (size_t i = 0; i < sheet->count; i++) {
		if (sheet->lines[i].kind != SHEET_PAIR)
			continue;
		int own = text_width(sheet->lines[i].label);
		widest = own > widest ? own : widest;
	}
	if (widest > LABEL_MAX)
		widest = LABEL_MAX;
	return widest > width * 2 / 5 ? width * 2 / 5 : widest;
}

/* The columns of the label, and where the text beside it starts. */
static int label_columns(const struct sheet_line *line, int labels)
{
	return line->kind == SHEET_ITEM ? line->columns : labels;
}

static int text_start(const struct sheet_line *line, int labels)
{
	return line->label ? label_columns(line, labels) + 2 : 0;
}

static int wrap_columns(const struct sheet_line *line, int columns, int labels)
{
	int width = columns - text_start(line, labels);
	return width > 0 ? width : 1;
}

static void draw_line(struct drawing *drawing, const struct sheet_line *line, int labels)
{
	int y = screen_row(drawing), before = drawing->row;
	drawing->role = line->role;
	drawing->x = text_start(line, labels);
	if (line->label && drawing->canvas && y >= 0)
		draw_text(drawing->canvas, y, drawing->rect.x, label_columns(line, labels),
			ROLE_LABEL, line->label);
	text_wrap(
		line->text, wrap_columns(line, drawing->rect.width, labels), draw_wrapped, drawing);
	if (drawing->row == before) /* a line of nothing is a row too */
		drawing->row++;
}

/* ---- what is seen of it, without drawing ---- */

/* The rightmost column is for the marks that say that there is more. */
static int text_columns(int width)
{
	return width > 1 ? width - 1 : width;
}

/* The same walk as drawing, with no canvas; remembered, since a sheet may have thousands of lines
 * and is drawn at every key. */
static int count_rows(struct sheet_line *line, int columns, int labels)
{
	int width = wrap_columns(line, columns, labels);
	if (line->wrapped != width) {
		struct drawing drawing = {.rect = {.width = columns}};
		draw_line(&drawing, line, labels);
		line->wrapped = width;
		line->rows = drawing.row;
	}
	return line->rows;
}

int sheet_line_rows(const struct sheet *sheet, size_t index, int width)
{
	int columns = text_columns(width);
	return count_rows(&sheet->lines[index], columns, label_width(sheet, columns));
}

static bool is_seen(const struct sheet_view *view, int height, const int starts[], int line)
{
	return starts[line] >= view->top && starts[line + 1] <= view->top + height;
}

/* Scrolled away from the selected line: the first one in view that leads somewhere is selected. */
static void follow_view(
	const struct sheet *sheet, struct sheet_view *view, int height, const int starts[])
{
	if (is_seen(view, height, starts, view->selected))
		return;
	for (int i = 0; i < (int)sheet->count; i++) {
		if (sheet->lines[i].entity && is_seen(view, height, starts, i)) {
			view->selected = i;
			return;
		}
	}
}

static void show_selected(struct sheet_view *view, int height, const int starts[])
{
	int start = starts[view->selected], end = starts[view->selected + 1];
	if (end > view->top + height)
		view->top = end - height;
	if (start < view->top)
		view->top = start;
}

static void keep_inside(struct sheet_view *view, int height)
{
	if (view->top > view->rows - height)
		view->top = view->rows - height;
	if (view->top < 0)
		view->top = 0;
}

void sheet_settle(const struct sheet *sheet, struct sheet_view *view, int height, int width)
{
	int columns = text_columns(width), labels = label_width(sheet, columns);
	int *starts = xcalloc(sheet->count + 1, sizeof(*starts)); /* rows; the last is the end */
	for (size_t i = 0; i < sheet->count; i++)
		starts[i + 1] = starts[i] + count_rows(&sheet->lines[i], columns, labels);
	view->rows = starts[sheet->count];
	bool selected = view->selected >= 0 && view->selected < (int)sheet->count;
	if (selected && !view->free)
		show_selected(view, height, starts);
	keep_inside(view, height);
	if (selected && view->free)
		follow_view(sheet, view, height, starts);
	free(starts);
}

/* ---- drawing it ---- */

/* The mark that says that there is more above or below. */
static void draw_more(const struct sheet_view *view, struct canvas *canvas, struct rect rect)
{
	int x = rect.x + rect.width - 1;
	if (view->top > 0)
		draw_text(canvas, rect.y, x, 1, ROLE_DIM, canvas->ascii ? "^" : "▲");
	if (view->top + rect.height < view->rows)
		draw_text(canvas, rect.y + rect.height - 1, x, 1, ROLE_DIM,
			canvas->ascii ? "v" : "▼");
}

void sheet_draw(const struct sheet *sheet, struct sheet_view *view, struct canvas *canvas,
	struct rect rect, bool focused)
{
	if (rect_is_empty(rect))
		return;
	struct rect text = rect;
	text.width = text_columns(rect.width);
	int labels = label_width(sheet, text.width);
	sheet_settle(sheet, view, rect.height, rect.width);
	struct drawing drawing = {.canvas = canvas, .rect = text, .top = view->top};
	for (size_t i = 0; i < sheet->count && drawing.row < view->top + rect.height; i++) {
		int y = screen_row(&drawing);
		int rows = count_rows(&sheet->lines[i], text.width, labels);
		if (drawing.row + rows <= view->top) {
			drawing.row += rows;
			continue;
		}
		bool selected = focused && (int)i == view->selected;
		if (selected && y >= 0) {
			if (rect.x > 0) /* told without colour too */
				draw_text(canvas, y, rect.x - 1, 1, ROLE_ACCENT,
					canvas->ascii ? ">" : "▌");
			draw_row_begin(canvas, y, rect.x, rect.width, ROLE_SELECTED);
		}
		draw_line(&drawing, &sheet->lines[i], labels);
		if (selected && y >= 0) {
			draw_row_end(canvas);
			draw_focus(canvas, y, rect.x);
		}
	}
	draw_more(view, canvas, rect);
}

void sheet_scroll(const struct sheet *sheet, struct sheet_view *view, int rows, int height)
{
	(void)sheet;
	view->top += rows;
	view->free = true;
	if (view->rows) /* else it is not settled yet, and then it will be kept inside */
		keep_inside(view, height);
}

bool sheet_select(const struct sheet *sheet, struct sheet_view *view, int direction)
{
	for (int i = view->selected + direction; i >= 0 && i < (int)sheet->count; i += direction) {
		if (sheet->lines[i].entity) {
			view->selected = i;
			view->free = false;
			return true;
		}
	}
	return false;
}
