/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands that move about. */
#include <stdlib.h>

#include "base/alloc.h"
#include "model/draft.h"
#include "model/meeting.h"
#include "model/participant.h"
#include "model/reply.h"
#include "model/request.h"
#include "tui/commands.h"
#include "tui/dashboard.h"
#include "tui/dialogs.h"
#include "tui/plan.h"
#include "tui/request/request.h"
#include "tui/veil.h"

unsigned go_overview(struct dashboard *dashboard)
{
	return dashboard_focus(dashboard, LAYOUT_OVERVIEW);
}

unsigned go_participants(struct dashboard *dashboard)
{
	return dashboard_focus(dashboard, LAYOUT_PARTICIPANTS);
}

unsigned go_calendar(struct dashboard *dashboard)
{
	return dashboard_focus(dashboard, LAYOUT_CALENDAR);
}

unsigned go_requests(struct dashboard *dashboard)
{
	return dashboard_focus(dashboard, LAYOUT_REQUESTS);
}

unsigned go_next_pane(struct dashboard *dashboard)
{
	return dashboard_focus(dashboard, (dashboard->focus + 1) % LAYOUT_PANES);
}

unsigned go_previous_pane(struct dashboard *dashboard)
{
	return dashboard_focus(dashboard, (dashboard->focus + LAYOUT_PANES - 1) % LAYOUT_PANES);
}

unsigned go_zoom(struct dashboard *dashboard)
{
	dashboard->zoom = !dashboard->zoom;
	return EFFECT_DRAW | EFFECT_LAYOUT;
}

static int page_rows(const struct dashboard *dashboard)
{
	int rows = dashboard->layout.panes[dashboard->focus].list.height;
	return rows > 1 ? rows - 1 : 1;
}

/* Moves in the focused pane: the list by rows, the overview by lines that lead somewhere. */
static unsigned move(struct dashboard *dashboard, int rows)
{
	struct pane *pane = dashboard_focused(dashboard);
	struct error error = {0};
	if (pane->ops->entity) {
		pane->offset = 0;
		pane->day = (struct number){0};
		return list_move(&pane->list, rows, &error) ? EFFECT_DRAW
							    : dashboard_complain(dashboard, &error);
	}
	int step = rows > 0 ? 1 : -1;
	if (rows != step || !sheet_select(&pane->sheet, &pane->view, step))
		sheet_scroll(&pane->sheet, &pane->view, rows, page_rows(dashboard) + 1);
	return EFFECT_DRAW;
}

unsigned go_down(struct dashboard *dashboard)
{
	return move(dashboard, 1);
}

unsigned go_up(struct dashboard *dashboard)
{
	return move(dashboard, -1);
}

unsigned go_page_down(struct dashboard *dashboard)
{
	struct pane *pane = dashboard_focused(dashboard);
	return move(dashboard, pane->ops->entity ? pane->list.height : page_rows(dashboard));
}

unsigned go_page_up(struct dashboard *dashboard)
{
	struct pane *pane = dashboard_focused(dashboard);
	return move(dashboard, pane->ops->entity ? -pane->list.height : -page_rows(dashboard));
}

static unsigned to_end(struct dashboard *dashboard, bool last)
{
	struct pane *pane = dashboard_focused(dashboard);
	struct error error = {0};
	pane->offset = 0;
	pane->day = (struct number){0};
	if (pane->ops->entity) {
		bool ok = last ? list_go_last(&pane->list, &error)
			       : list_go_first(&pane->list, &error);
		return ok ? EFFECT_DRAW : dashboard_complain(dashboard, &error);
	}
	while (sheet_select(&pane->sheet, &pane->view, last ? 1 : -1))
		continue;
	sheet_scroll(&pane->sheet, &pane->view, last ? pane->view.rows : -pane->view.rows,
		page_rows(dashboard) + 1);
	return EFFECT_DRAW;
}

unsigned go_first(struct dashboard *dashboard)
{
	return to_end(dashboard, false);
}

unsigned go_last(struct dashboard *dashboard)
{
	return to_end(dashboard, true);
}

/* ---- open: everything about a record ---- */

struct subject {
	const struct pane_ops *ops;
	int64_t id;
};

static bool describe_subject(struct dashboard *dashboard, struct sheet *sheet, void *context)
{
	const struct subject *subject = context;
	struct error gone = {0};
	void *record = record_create(subject->ops->entity);
	bool ok = veil_get(dashboard, subject->ops->entity, subject->id, record, &gone);
	if (ok) {
		company_tell(dashboard, subject->ops->entity, subject->id, sheet);
		subject->ops->describe(dashboard, record, true, sheet);
	}
	error_finish(&gone);
	record_destroy(subject->ops->entity, record);
	return ok;
}

static char *entitle_subject(struct dashboard *dashboard, void *context)
{
	const struct subject *subject = context;
	return veil_title(dashboard, subject->ops->entity, subject->id);
}

static unsigned open_row(struct dashboard *dashboard, struct pane *pane)
{
	const struct record *record = pane_selected(pane);
	if (!record)
		return EFFECT_NONE;
	if (pane->ops->entity == &request_entity)
		return request_open(dashboard, record->id);
	struct subject *subject = xcalloc(1, sizeof(*subject));
	*subject = (struct subject){.ops = pane->ops, .id = record->id};
	char *title = entitle_subject(dashboard, subject);
	struct reader reader = {
		.title = title,
		.entitle = entitle_subject,
		.full = true,
		.passes = true,
		.remake = describe_subject,
		.context = subject,
		.free_context = free,
	};
	describe_subject(dashboard, &reader.sheet, subject);
	reader_open(dashboard, &reader);
	free(title);
	return EFFECT_DRAW;
}

unsigned go_open(struct dashboard *dashboard)
{
	struct pane *pane = dashboard_focused(dashboard);
	if (pane->ops->entity)
		return open_row(dashboard, pane);
	if (pane->view.selected < 0 || pane->view.selected >= (int)pane->sheet.count)
		return EFFECT_NONE;
	const struct sheet_line *line = &pane->sheet.lines[pane->view.selected];
	if (line->entity == &network_entity)
		return app_network(dashboard);
	if (line->entity == &draft_entity)
		return outbox_open(dashboard);
	if (line->entity == &reply_entity)
		return replies_open(dashboard);
	return line->entity ? dashboard_go_to(dashboard, line->entity, line->id) : EFFECT_NONE;
}

unsigned go_back(struct dashboard *dashboard)
{
	struct pane *pane = dashboard_focused(dashboard);
	struct error error = {0};
	if (pane->ops->entity && pane->list.range_start) {
		pane->list.range_start = 0;
		return EFFECT_DRAW;
	}
	if (pane->ops->entity && pane->list.filter_text)
		return list_set_filter(&pane->list, "", 0, NULL, &error)
			       ? EFFECT_DRAW
			       : dashboard_complain(dashboard, &error);
	if (dashboard->zoom)
		return go_zoom(dashboard);
	return EFFECT_NONE;
}

unsigned go_next_month(struct dashboard *dashboard)
{
	return plan_step(dashboard, 1);
}

unsigned go_previous_month(struct dashboard *dashboard)
{
	return plan_step(dashboard, -1);
}
