/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people need at a meeting: one by one where it is logged who looks, or as counts. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/dateformat.h"
#include "base/i18n.h"
#include "model/participant.h"
#include "service/need.h"
#include "tui/change.h"
#include "tui/commands.h"
#include "tui/dashboard.h"
#include "tui/dialogs.h"

/* An item of the menu: add, or 2 n to edit the need with id n, 2 n + 1 to delete it. */
enum { NEED_ADD = -1 };

/* The next meeting where people meet in person, else the last one: what a need is mostly about. */
static struct number likely_meeting(const struct dashboard *dashboard)
{
	const struct record_set *meetings = &dashboard->overview.meetings;
	int64_t today = dashboard_today(dashboard);
	struct number found = {0};
	for (size_t i = 0; i < meetings->count; i++) {
		const struct meeting *meeting = record_set_at(meetings, i);
		if (meeting->kind.value == MEETING_DIGITAL ||
			meeting->status.value == MEETING_CANCELLED)
			continue;
		found = (struct number){.known = true, .value = meeting->record.id};
		if (meeting->date.known && meeting->date.value >= today)
			break;
	}
	return found;
}

static unsigned add_need(struct dashboard *dashboard, int64_t participant)
{
	struct special_need *need = service_new(dashboard->service, &special_need_entity);
	need->participant = (struct number){.known = true, .value = participant};
	need->meeting = likely_meeting(dashboard);
	need->kind = (struct number){.known = true, .value = NEED_DIET};
	form_open(dashboard, &special_need_entity, need, "text");
	return EFFECT_DRAW;
}

static unsigned delete_need(struct dashboard *dashboard, int64_t id)
{
	struct error error = {0};
	if (!service_delete(dashboard->service, &special_need_entity, id, &error))
		return dashboard_complain(dashboard, &error);
	dashboard_say(dashboard, ROLE_GOOD, xstrdup(_("Deleted. u undoes.")));
	return EFFECT_DRAW | EFFECT_RELOAD;
}

static unsigned need_chosen(struct dashboard *dashboard, int value, void *context)
{
	if (value == NEED_ADD)
		return add_need(dashboard, *(int64_t *)context);
	if (value % 2)
		return delete_need(dashboard, value / 2);
	return change_open_form(dashboard, &special_need_entity, value / 2, "text");
}

static char *name_of_meeting(struct dashboard *dashboard, int64_t id)
{
	const struct record_set *meetings = &dashboard->overview.meetings;
	for (size_t i = 0; i < meetings->count; i++) {
		const struct meeting *meeting = record_set_at(meetings, i);
		if (meeting->record.id == id)
			return meeting_entity.title(meeting);
	}
	return xstrdup("");
}

static void list_needs(struct dashboard *dashboard, struct picker *picker,
	const struct record_set *needs, bool to_delete)
{
	for (size_t i = 0; i < needs->count; i++) {
		const struct special_need *need = record_set_at(needs, i);
		struct picker_item *item = picker_item_add(&picker->items, &picker->count);
		char *name = xasprintf("%s: %s", choice_label(&need_kinds, (int)need->kind.value),
			need->text ? need->text : "");
		item->text = xasprintf(to_delete ? _("Delete: %s") : _("Edit: %s"), name);
		item->note = to_delete ? NULL : name_of_meeting(dashboard, need->meeting.value);
		item->value = (int)need->record.id * 2 + to_delete;
		free(name);
	}
}

unsigned needs_open(struct dashboard *dashboard)
{
	const struct participant *participant = pane_selected(dashboard_focused(dashboard));
	struct record_set needs = {0};
	struct error error = {0};
	if (!service_needs(dashboard->service, participant->record.id, &needs, &error))
		return dashboard_complain(dashboard, &error);
	int64_t *id = xcalloc(1, sizeof(*id));
	*id = participant->record.id;
	char *name = participant_entity.title(participant);
	char *title = xasprintf(_("Needs: %s"), name);
	struct picker picker = {
		.title = title, .chosen = need_chosen, .context = id, .free_context = free};
	list_needs(dashboard, &picker, &needs, false);
	struct picker_item *add = picker_item_add(&picker.items, &picker.count);
	add->text = xstrdup(_("Add one"));
	add->value = NEED_ADD;
	list_needs(dashboard, &picker, &needs, true);
	picker_open(dashboard, &picker);
	dashboard_say(dashboard, ROLE_DIM, xstrdup(_("It is logged that you have opened these.")));
	record_set_finish(&needs);
	free(title);
	free(name);
	return EFFECT_DRAW;
}

/* ---- the caterer ---- */

static void tell_kind(struct sheet *sheet, const struct catering *catering, enum need_kind kind)
{
	bool told = false;
	for (size_t i = 0; i < catering->count; i++) {
		const struct catering_line *line = &catering->lines[i];
		if (line->kind != kind)
			continue;
		if (!told)
			sheet_heading(sheet, choice_label(&need_kinds, (int)kind));
		char *count = xasprintf("%zu", line->count);
		sheet_item(sheet, count, 4, line->text);
		free(count);
		told = true;
	}
}

static void tell_meals(struct sheet *sheet, const struct catering *catering)
{
	if (catering->meals < 0)
		return;
	char *count = xasprintf("%lld", (long long)catering->meals);
	sheet_blank(sheet);
	sheet_pair(sheet, _("Lunch"), ROLE_TEXT, count);
	sheet_pair(sheet, _("Fika"), ROLE_TEXT, count);
	sheet_pair(sheet, _("Counted"), ROLE_DIM,
		catering->meals_for_all
			? _("all who belong to the meeting: nobody has answered yet")
			: _("those who have accepted"));
	free(count);
}

unsigned needs_catering(struct dashboard *dashboard)
{
	const struct meeting *meeting = pane_selected(dashboard_focused(dashboard));
	struct catering catering;
	struct error error = {0};
	if (!service_catering(dashboard->service, meeting->record.id, &catering, &error))
		return dashboard_complain(dashboard, &error);
	char *day = meeting_entity.title(meeting);
	char *title = xasprintf(_("For the caterer: %s"), day);
	struct reader reader = {.title = title};
	if (!catering.count)
		sheet_text(&reader.sheet, ROLE_TEXT, _("Nobody has told of a need."));
	tell_kind(&reader.sheet, &catering, NEED_DIET);
	tell_kind(&reader.sheet, &catering, NEED_ACCESS);
	if (catering.expected >= 0) {
		char *expected = xasprintf(
			_("Expected at the place: %lld"), (long long)catering.expected);
		sheet_blank(&reader.sheet);
		sheet_text(&reader.sheet, ROLE_TEXT, expected);
		free(expected);
	}
	tell_meals(&reader.sheet, &catering);
	sheet_blank(&reader.sheet);
	sheet_text(&reader.sheet, ROLE_DIM,
		_("Counts only: no names leave the house. It is noted as handed over."));
	reader_open(dashboard, &reader);
	catering_finish(&catering);
	free(title);
	free(day);
	return EFFECT_DRAW;
}
