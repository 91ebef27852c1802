/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/meetingday.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/dateformat.h"
#include "base/i18n.h"
#include "model/minutes.h"
#include "model/resolution.h"
#include "service/webinar.h"
#include "tui/dashboard.h"
#include "tui/veil.h"

void meetingday_webinar(
	struct dashboard *dashboard, struct sheet *sheet, const struct meeting *meeting)
{
	struct error error = {0};
	struct number at;
	char *event = NULL;
	if (!service_webinar_state(dashboard->service, meeting->record.id, &event, &at, &error)) {
		dashboard_complain(dashboard, &error);
		return;
	}
	char *when = at.known ? instant_format(at.value) : NULL;
	char *text = when ? xasprintf(_("list handed over %s"), when) : NULL;
	if (event && text)
		sheet_pair(sheet, _("Webinar"), ROLE_TEXT, text);
	if (event && meeting->status.value == MEETING_CANCELLED)
		sheet_pair(sheet, text ? "" : _("Webinar"), ROLE_WARNING,
			_("ask its organiser whether it is held"));
	free(text);
	free(when);
	free(event);
}

static void tell_minutes(
	struct dashboard *dashboard, struct sheet *sheet, const struct meeting *meeting)
{
	struct record_set set = {0};
	struct error error = {0};
	if (!veil_referring(dashboard, &minutes_entity, entity_field(&minutes_entity, "meeting_id"),
		    meeting->record.id, &set, &error))
		dashboard_complain(dashboard, &error);
	if (set.count) {
		const struct minutes *minutes = record_set_at(&set, 0);
		char *when = instant_format(minutes->updated_at.value);
		char *text = xasprintf(_("written %s by %s: E opens them"), when,
			minutes->updated_by ? minutes->updated_by : "");
		sheet_pair(sheet, _("Minutes"), ROLE_TEXT, text);
		free(text);
		free(when);
	}
	if (set.entity)
		record_set_finish(&set);
}

void meetingday_decisions(
	struct dashboard *dashboard, struct sheet *sheet, const struct meeting *meeting)
{
	struct record_set rows = {0};
	struct error error = {0};
	tell_minutes(dashboard, sheet, meeting);
	if (!veil_all(dashboard, &resolution_entity, meeting->record.id, &rows, &error))
		dashboard_complain(dashboard, &error);
	if (rows.count)
		sheet_heading(sheet, _("Decisions"));
	for (size_t i = 0; i < rows.count; i++) {
		const struct resolution *row = record_set_at(&rows, i);
		sheet_item(sheet, "•", 1, row->text);
		if (row->about.known)
			sheet_link(sheet, &meeting_entity, row->about.value);
	}
	if (rows.entity)
		record_set_finish(&rows);
}
