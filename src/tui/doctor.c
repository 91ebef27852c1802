/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A calendar file explained: somebody has sent it and asks why it shows the wrong time. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "exchange/file.h"
#include "exchange/ical/changes.h"
#include "exchange/ical/contentline.h"
#include "service/doctor.h"
#include "tui/commands.h"
#include "tui/dashboard.h"
#include "tui/dialogs.h"
#include "tui/folder.h"

static void tell_change(struct sheet *sheet, const struct doctor_change *change)
{
	char *text = xasprintf("%s → %s", doctor_change_words(change, change->then),
		doctor_change_words(change, change->now));
	sheet_pair(sheet, _(change->label), ROLE_WARNING, text);
	free(text);
}

static enum role version_role(const struct doctor_event *event)
{
	return event->version == DOCTOR_CURRENT ? ROLE_GOOD : ROLE_WARNING;
}

static void tell_event(
	struct sheet *sheet, const struct told_event *told, const struct doctor_event *event)
{
	char *when = told_event_when(told);
	char *version = doctor_version_text(event);
	sheet_heading(sheet, _("What it says"));
	sheet_pair(sheet, _("Title"), ROLE_TITLE, told->summary);
	sheet_pair(sheet, _("When"), ROLE_TEXT, when);
	sheet_pair(sheet, _("Place"), ROLE_TEXT, told->location);
	sheet_pair(sheet, _("Status"), ROLE_TEXT, calendar_status_words(told->status));
	sheet_heading(sheet, _("Which version"));
	sheet_pair(sheet, _("Our meeting"), ROLE_TEXT, event->title);
	sheet_link(sheet, &meeting_entity, event->meeting);
	sheet_pair(sheet, _("Version"), version_role(event), version);
	sheet_pair(sheet, _("Not compared"), ROLE_DIM, event->no_comparison);
	if (event->change_count)
		sheet_heading(sheet, _("Changed since"));
	for (size_t i = 0; i < event->change_count; i++)
		tell_change(sheet, &event->changes[i]);
	free(version);
	free(when);
}

static void tell_ailments(struct sheet *sheet, const struct diagnosis *diagnosis)
{
	sheet_heading(sheet, _("What is wrong with it"));
	for (size_t i = 0; i < diagnosis->ailment_count; i++) {
		const struct ailment *ailment = &diagnosis->ailments[i];
		char *text = doctor_ailment_text(ailment);
		sheet_text(sheet,
			ailment->weight == AILMENT_ERROR     ? ROLE_ERROR
			: ailment->weight == AILMENT_WARNING ? ROLE_WARNING
							     : ROLE_DIM,
			text);
		free(text);
	}
	if (!diagnosis->ailment_count)
		sheet_text(sheet, ROLE_GOOD, _("Nothing is wrong with the file."));
}

static void show(struct dashboard *dashboard, const char *path, const struct doctor_report *report)
{
	const struct diagnosis *diagnosis = &report->diagnosis;
	const char *slash = strrchr(path, '/');
	char *title = xasprintf(_("The file %s"), slash ? slash + 1 : path);
	struct reader reader = {.title = title, .full = true};
	char *method = doctor_method_text(diagnosis->method);
	sheet_pair(&reader.sheet, _("Written by"), ROLE_DIM, diagnosis->product);
	sheet_pair(&reader.sheet, _("Method"), ROLE_TEXT, method);
	free(method);
	for (size_t i = 0; i < diagnosis->event_count; i++)
		tell_event(&reader.sheet, &diagnosis->events[i], &report->events[i]);
	tell_ailments(&reader.sheet, diagnosis);
	reader_open(dashboard, &reader);
	free(title);
}

static bool file_given(struct dashboard *dashboard, const char *text, void *context,
	unsigned *effects, struct error *error)
{
	struct doctor_report report;
	size_t length;
	(void)context;
	if (text_is_blank(text) || !strcmp(text, "-"))
		return error_set(error, ERROR_DATA, _("Give the file to explain."));
	char *path = folder_expand(text);
	char *bytes = file_read(path, CALENDAR_FILE_LIMIT, &length, error);
	bool ok = bytes && service_doctor(dashboard->service, bytes, length, &report, error);
	if (ok) {
		show(dashboard, path, &report);
		doctor_report_finish(&report);
		*effects = EFFECT_DRAW;
	}
	free(bytes);
	free(path);
	return ok;
}

unsigned doctor_open(struct dashboard *dashboard)
{
	struct prompt prompt = {
		.title = _("Explain a calendar file"),
		.label = _("File (.ics)"),
		.text = dashboard->import_folder,
		.help = _("Ours or anybody's. Nothing is changed by it."),
		.done = file_given,
	};
	prompt_open(dashboard, &prompt);
	return EFFECT_DRAW;
}
