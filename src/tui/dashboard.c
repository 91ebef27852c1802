/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of the dashboard ask of it. */
#include "tui/dashboard.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "model/participant.h"
#include "tui/veil.h"

int64_t dashboard_today(const struct dashboard *dashboard)
{
	return clock_today(dashboard->service->clock);
}

void dashboard_say(struct dashboard *dashboard, enum role role, char *text)
{
	free(dashboard->message);
	dashboard->message = text;
	dashboard->message_role = role;
}

unsigned dashboard_complain(struct dashboard *dashboard, struct error *error)
{
	veil_say(dashboard, ROLE_ERROR, xstrdup(error->message ? error->message : ""));
	error_finish(error);
	return EFFECT_DRAW;
}

struct pane *dashboard_focused(struct dashboard *dashboard)
{
	return dashboard->panes[dashboard->focus];
}

unsigned dashboard_focus(struct dashboard *dashboard, enum layout_pane pane)
{
	dashboard->focus = pane;
	return EFFECT_DRAW | EFFECT_LAYOUT;
}

static enum layout_pane pane_of(const struct entity *entity)
{
	if (entity == &participant_entity)
		return LAYOUT_PARTICIPANTS;
	return entity == &meeting_entity ? LAYOUT_CALENDAR : LAYOUT_REQUESTS;
}

/* The row may be hidden by the filter, and by its state. */
static bool reveal(struct list *list, int64_t id, struct error *error)
{
	if (list_go_to(list, id, error))
		return true;
	error_finish(error);
	if (list->filter_text && !list_set_filter(list, "", 0, NULL, error))
		return false;
	if (list_go_to(list, id, error))
		return true;
	error_finish(error);
	return list_set_all(list, true, error) && list_go_to(list, id, error);
}

static unsigned go_to_row(struct dashboard *dashboard, enum layout_pane place, int64_t id)
{
	struct error error = {0};
	if (id && !reveal(&dashboard->panes[place]->list, id, &error) && error.kind != ERROR_NONE)
		dashboard_complain(dashboard, &error);
	return dashboard_focus(dashboard, place);
}

static struct trail_step here(struct dashboard *dashboard)
{
	struct pane *pane = dashboard_focused(dashboard);
	return (struct trail_step){
		dashboard->focus, pane->ops->entity ? list_selected_id(&pane->list) : 0};
}

unsigned dashboard_go_to(struct dashboard *dashboard, const struct entity *entity, int64_t id)
{
	trail_push(&dashboard->trail, here(dashboard));
	return go_to_row(dashboard, pane_of(entity), id);
}

bool dashboard_go_back(struct dashboard *dashboard, unsigned *effects)
{
	struct trail_step step;
	if (!trail_pop(&dashboard->trail, &step))
		return false;
	*effects = go_to_row(dashboard, step.pane, step.pane == LAYOUT_OVERVIEW ? 0 : step.id);
	return true;
}

const struct file_note *dashboard_file_note(
	struct dashboard *dashboard, const struct meeting *meeting)
{
	struct error ignored = {0};
	for (size_t i = 0; i < dashboard->file_count; i++) {
		if (dashboard->files[i].meeting == meeting->record.id)
			return &dashboard->files[i];
	}
	dashboard->files = xreallocarray(
		dashboard->files, dashboard->file_count + 1, sizeof(*dashboard->files));
	struct file_note *note = &dashboard->files[dashboard->file_count++];
	*note = (struct file_note){.meeting = meeting->record.id, .state = FILE_IMPOSSIBLE};
	service_file_state(dashboard->service, meeting, &note->state, &note->sequence, &ignored);
	error_finish(&ignored);
	return note;
}

void dashboard_reload_told(struct dashboard *dashboard)
{
	int64_t before = dashboard->overview.inbox.woken;
	dashboard_reload(dashboard);
	int64_t more = dashboard->overview.inbox.woken - before;
	if (more > 0 && !dashboard->message)
		dashboard_say(dashboard, ROLE_ACCENT,
			xasprintf(PLURAL_("%lld request has woken.", "%lld requests have woken.",
					  more),
				(long long)more));
}

void dashboard_reload(struct dashboard *dashboard)
{
	struct error error = {0};
	overview_finish(&dashboard->overview);
	dashboard->file_count = 0;
	if (!service_overview(dashboard->service, &dashboard->overview, &error))
		dashboard_complain(dashboard, &error);
	veil_set(dashboard, &dashboard->overview.waiting);
	veil_set(dashboard, &dashboard->overview.meetings);
	for (int i = 0; i < LAYOUT_PANES; i++)
		pane_reload(dashboard->panes[i], dashboard);
	for (struct mode *mode = dashboard->modes; mode; mode = mode->below) {
		if (mode->ops->reload)
			mode->ops->reload(mode, dashboard);
	}
}

void mode_push(struct dashboard *dashboard, struct mode *mode)
{
	mode->below = dashboard->modes;
	mode->veiled = dashboard->veiled;
	dashboard->modes = mode;
}
