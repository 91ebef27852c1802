/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all panes share: the frame, the head, the rows, the preview. */
#include "tui/pane.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "tui/dashboard.h"
#include "tui/veil.h"

#define MARGIN 2 /* columns before a row: the bar of the selected one and the mark */

struct pane *pane_create(
	const struct pane_ops *ops, enum layout_pane place, struct dashboard *dashboard)
{
	struct pane *pane = xcalloc(1, sizeof(*pane));
	pane->ops = ops;
	pane->place = place;
	pane->view.selected = -1;
	if (ops->entity)
		list_init(&pane->list, dashboard->service->store, ops->entity,
			dashboard->service->network);
	return pane;
}

void pane_destroy(struct pane *pane)
{
	if (!pane)
		return;
	if (pane->ops->entity)
		list_finish(&pane->list);
	sheet_finish(&pane->sheet);
	free(pane);
}

const void *pane_selected(struct pane *pane)
{
	return pane->ops->entity ? list_selected(&pane->list) : NULL;
}

/* The line nearest to `near` that leads where `wanted` leads, -1: none. */
static int line_that_leads(const struct sheet *sheet, const struct sheet_line *wanted, int near)
{
	int found = -1;
	for (int i = 0; i < (int)sheet->count; i++) {
		const struct sheet_line *line = &sheet->lines[i];
		if (line->entity && line->entity == wanted->entity && line->id == wanted->id &&
			(found < 0 || abs(i - near) < abs(found - near)))
			found = i;
	}
	return found;
}

/* The overview makes its sheet anew and keeps the selected line by where it leads. */
static void recompose(struct pane *pane, struct dashboard *dashboard)
{
	struct sheet former = pane->sheet;
	int selected = pane->view.selected;
	pane->sheet = (struct sheet){0};
	pane->ops->compose(dashboard, &pane->sheet);
	pane->view.selected = -1;
	if (selected >= 0 && selected < (int)former.count)
		pane->view.selected = line_that_leads(
			&pane->sheet, &former.lines[selected], selected);
	if (pane->view.selected < 0)
		sheet_select(&pane->sheet, &pane->view, 1);
	sheet_finish(&former);
}

void pane_reload(struct pane *pane, struct dashboard *dashboard)
{
	struct error error = {0};
	pane->described = 0;
	if (pane->ops->compose)
		recompose(pane, dashboard);
	pane->list.veiled = dashboard->veiled;
	pane->list.query.reader = dashboard->overview.reader;
	if (!pane->ops->compose && !list_reload(&pane->list, &error))
		dashboard_complain(dashboard, &error);
}

static void describe(struct pane *pane, struct dashboard *dashboard)
{
	const struct record *record = pane_selected(pane);
	if (record && pane->described == record->id)
		return;
	sheet_finish(&pane->sheet);
	pane->view = (struct sheet_view){.selected = -1};
	pane->described = record ? record->id : 0;
	if (!record)
		return;
	company_tell(dashboard, pane->ops->entity, record->id, &pane->sheet);
	pane->ops->describe(dashboard, record, false, &pane->sheet);
}

/* ---- the list ---- */

static void draw_head(
	const struct pane *pane, struct canvas *canvas, struct rect row, const int widths[])
{
	int x = row.x + MARGIN;
	for (size_t i = 0; i < pane->ops->column_count; i++) {
		const struct column *column = &pane->ops->columns[i];
		if (!widths[i])
			continue;
		const char *name = column->title ? _(column->title) : "";
		bool natural = pane->list.query.sort == 0 && !pane->list.query.descending;
		bool sorted = column->sort == pane->list.query.sort && column->title && !natural;
		const char *arrow = !sorted ? "" : pane->list.query.descending ? " ↓" : " ↑";
		if (sorted && canvas->ascii)
			arrow = pane->list.query.descending ? " v" : " ^";
		char *head = xasprintf("%s%s", name, arrow);
		(column->right ? draw_text_right : draw_text)(
			canvas, row.y, x, widths[i], ROLE_LABEL, head);
		free(head);
		x += widths[i] + 1;
	}
}

static enum role row_role(const struct pane *pane, bool selected, bool marked, bool focused)
{
	(void)pane;
	if (selected)
		return focused ? ROLE_SELECTED : ROLE_SELECTED_UNFOCUSED;
	return marked ? ROLE_MARKED : ROLE_TEXT;
}

static void draw_cells(struct pane *pane, struct dashboard *dashboard, const void *record,
	struct rect row, const int widths[])
{
	int x = row.x + MARGIN;
	for (size_t i = 0; i < pane->ops->column_count; i++) {
		if (!widths[i])
			continue;
		struct cell cell = pane->ops->cell(pane, dashboard, record, i, widths[i]);
		(pane->ops->columns[i].right ? draw_text_right : draw_text)(dashboard->canvas,
			row.y, x, widths[i], cell.role, cell.text ? cell.text : "");
		free(cell.text);
		x += widths[i] + 1;
	}
}

static void draw_row(struct pane *pane, struct dashboard *dashboard, size_t index, struct rect row,
	const int widths[], bool focused)
{
	struct canvas *canvas = dashboard->canvas;
	const struct record *record = list_row(&pane->list, index);
	bool selected = index == pane->list.selected;
	bool marked = list_is_marked(&pane->list, record->id);
	enum role role = row_role(pane, selected, marked, focused);
	if (role != ROLE_TEXT)
		draw_row_begin(canvas, row.y, row.x, row.width, role);
	if (selected)
		draw_text(canvas, row.y, row.x, 1, ROLE_ACCENT, canvas->ascii ? ">" : "▌");
	if (marked)
		draw_text(canvas, row.y, row.x + 1, 1, ROLE_MARKED, canvas->ascii ? "*" : "✓");
	else if (company_is_at(dashboard, pane->ops->entity, record->id))
		draw_text(canvas, row.y, row.x + 1, 1, ROLE_ACCENT, canvas->ascii ? "&" : "✎");
	draw_cells(pane, dashboard, record, row, widths);
	if (role != ROLE_TEXT)
		draw_row_end(canvas);
	if (selected && focused)
		draw_focus(canvas, row.y, row.x);
}

static void draw_empty(const struct pane *pane, struct canvas *canvas, struct rect rect)
{
	const char *text = pane->list.filter_text ? _("Nothing matches the filter. Esc clears it.")
						  : _("Nothing here yet. a adds the first.");
	draw_text(canvas, rect.y, rect.x + MARGIN, rect.width - MARGIN, ROLE_DIM, text);
}

static void draw_rows(
	struct pane *pane, struct dashboard *dashboard, struct rect rect, bool focused)
{
	int widths[COLUMNS_LIMIT];
	struct error error = {0};
	columns_fit(pane->ops->columns, pane->ops->column_count, rect.width - MARGIN - 1, widths);
	draw_head(pane, dashboard->canvas, rect_cut_top(&rect, 1), widths);
	pane->rows_y = rect.y;
	if (!list_set_height(&pane->list, rect.height, &error))
		dashboard_complain(dashboard, &error);
	if (!list_count(&pane->list) && rect.height > 0)
		draw_empty(pane, dashboard->canvas, rect);
	for (int y = 0; y < rect.height; y++) {
		size_t index = pane->list.top + (size_t)y;
		struct rect row = {rect.y + y, rect.x, 1, rect.width};
		if (index < list_count(&pane->list))
			draw_row(pane, dashboard, index, row, widths, focused);
	}
}

static void draw_list(
	struct pane *pane, struct dashboard *dashboard, struct rect rect, bool focused)
{
	char *footer = pane->ops->footer ? pane->ops->footer(pane, dashboard) : NULL;
	if (pane->ops->decorate)
		rect = pane->ops->decorate(pane, dashboard, rect);
	if (footer && rect.height >= 8) {
		struct rect last = rect_cut_bottom(&rect, 1);
		draw_text(dashboard->canvas, last.y, last.x + MARGIN, last.width - MARGIN, ROLE_DIM,
			footer);
	}
	free(footer);
	if (rect.height >= 2)
		draw_rows(pane, dashboard, rect, focused);
}

/* ---- the frame ---- */

static char *filter_note(const struct pane *pane)
{
	const struct list *list = &pane->list;
	if (list->total < 0)
		return xstrdup("…");
	if (list->filter_text)
		return xasprintf(
			PLURAL_("%lld hit", "%lld hits", list->total), (long long)list->total);
	return xasprintf("%lld", (long long)list->total);
}

static char *marks_note(const struct list *list)
{
	if (list->query.filter && list->hidden > 0)
		return xasprintf(_("%zu marked, %lld of them hidden"), list->mark_count,
			(long long)list->hidden);
	return xasprintf(PLURAL_("%zu marked", "%zu marked", list->mark_count), list->mark_count);
}

char *pane_note(const struct pane *pane)
{
	if (!pane->ops->entity)
		return NULL;
	char *count = filter_note(pane);
	if (!pane->list.mark_count)
		return count;
	char *marks = marks_note(&pane->list);
	char *note = xasprintf("%s · %s", marks, count);
	free(marks);
	free(count);
	return note;
}

static char *frame_title(const struct pane *pane, const struct dashboard *dashboard)
{
	const char *name = _(pane->ops->title);
	if (!pane->ops->entity || !pane->list.filter_text)
		return xasprintf("%d %s", (int)pane->place, name);
	char *filter = veil_filter(dashboard, pane->list.filter_text);
	char *title = xasprintf("%d %s /%s", (int)pane->place, name, filter);
	free(filter);
	return title;
}

static void draw_preview(
	struct pane *pane, struct dashboard *dashboard, const struct layout_place *place)
{
	struct canvas *canvas = dashboard->canvas;
	const struct record *record = pane_selected(pane);
	char *name = record ? pane->ops->entity->title(record) : xstrdup("");
	describe(pane, dashboard);
	if (place->beside)
		draw_vline(canvas, place->divider.y, place->divider.x, place->divider.height,
			ROLE_FRAME);
	else
		draw_divider(canvas, place->divider, name);
	struct rect inside = place->detail;
	rect_cut_left(&inside, 1);
	sheet_draw(&pane->sheet, &pane->view, canvas, inside, false);
	free(name);
}

/* Where one pane has the screen, the rows that a short list does not need go to its preview. In
 * a row of panes the dividers stay in line. */
static void give_room(const struct pane *pane, struct layout_place *place)
{
	const struct list *list = &pane->list;
	int least = pane->ops->least_rows;
	if (place->framed || place->beside || rect_is_empty(place->detail) || !least ||
		list->query.filter || list->total < 0 || list->total > place->list.height)
		return;
	int rows = pane->ops->rows ? pane->ops->rows(pane) : (int)list->total + 2;
	int need = rows > least ? rows : least;
	int spare = place->list.height - need;
	if (spare <= 0)
		return;
	place->list.height -= spare;
	place->divider.y -= spare;
	place->detail.y -= spare;
	place->detail.height += spare;
}

void pane_draw(struct pane *pane, struct dashboard *dashboard, const struct layout_place *place,
	bool focused)
{
	struct canvas *canvas = dashboard->canvas;
	struct layout_place own = *place;
	if (place->framed) {
		char *title = frame_title(pane, dashboard), *note = pane_note(pane);
		draw_frame(canvas, place->frame, title, note, focused);
		free(title);
		free(note);
	}
	if (pane->ops->compose) {
		rect_cut_left(&own.list, 1);
		sheet_draw(&pane->sheet, &pane->view, canvas, own.list, focused);
		return;
	}
	give_room(pane, &own);
	draw_list(pane, dashboard, own.list, focused);
	if (!rect_is_empty(own.detail))
		draw_preview(pane, dashboard, &own);
}
