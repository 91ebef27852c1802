/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands about meetings: move, theme, cancel, programme, calendar files. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "service/calendar.h"
#include "tui/change.h"
#include "tui/commands.h"
#include "tui/dashboard.h"
#include "tui/dialogs.h"
#include "tui/folder.h"
#include "tui/parts.h"

const char *needs_meeting_row(struct dashboard *dashboard)
{
	return needs_row(dashboard);
}

static const struct meeting *selected_meeting(struct dashboard *dashboard)
{
	return pane_selected(dashboard_focused(dashboard));
}

unsigned meet_move(struct dashboard *dashboard)
{
	return change_open_form(
		dashboard, &meeting_entity, selected_meeting(dashboard)->record.id, "date");
}

/* ---- the theme ---- */

static int64_t *boxed(int64_t id)
{
	int64_t *box = xcalloc(1, sizeof(*box));
	*box = id;
	return box;
}

static bool theme_given(struct dashboard *dashboard, const char *text, void *context,
	unsigned *effects, struct error *error)
{
	const int64_t *id = context;
	bool ok = *text ? service_theme_decide(dashboard->service, *id, text, error)
			: service_theme_propose(dashboard->service, *id, NULL, error);
	if (!ok)
		return false;
	dashboard_say(dashboard, ROLE_GOOD,
		xstrdup(*text ? _("The theme is decided. p publishes, u undoes.")
			      : _("The theme is open again. u undoes.")));
	*effects = EFFECT_DRAW | EFFECT_RELOAD;
	return true;
}

unsigned meet_theme(struct dashboard *dashboard)
{
	const struct meeting *meeting = selected_meeting(dashboard);
	char *day = meeting_entity.title(meeting);
	char *title = xasprintf(_("The theme of %s"), day);
	struct prompt prompt = {
		.title = title,
		.label = _("Decided theme"),
		.text = meeting->theme,
		.help = _("Enter decides it; the calendar file gets a new version."),
		.done = theme_given,
		.context = boxed(meeting->record.id),
		.free_context = free,
	};
	prompt_open(dashboard, &prompt);
	free(title);
	free(day);
	return EFFECT_DRAW;
}

unsigned meet_cancel(struct dashboard *dashboard)
{
	const struct meeting *meeting = selected_meeting(dashboard);
	size_t count;
	unsigned effects = EFFECT_DRAW;
	struct status_option *options = service_status_options(&meeting_entity, meeting, &count);
	for (size_t i = 0; i < count; i++) {
		if (options[i].to != MEETING_CANCELLED)
			continue;
		if (options[i].legal)
			effects = change_ask_reason(dashboard, &meeting_entity, &meeting->record.id,
				1, MEETING_CANCELLED, true);
		else
			dashboard_say(dashboard, ROLE_WARNING,
				xasprintf(_("The meeting %s."), options[i].why_not));
	}
	status_options_free(options, count);
	return effects;
}

/* ---- calendar files ---- */

struct export_plan {
	int64_t *ids; /* NULL: all */
	size_t count;
};

static void plan_free(void *context)
{
	struct export_plan *plan = context;
	free(plan->ids);
	free(plan);
}

/* More than a line can hold: which files there are now, and which meetings have none. */
static void tell_exported(struct dashboard *dashboard, const struct export_result *result)
{
	struct reader reader = {.title = _("Calendar file")};
	char *wrote = xasprintf(PLURAL_("Wrote %zu file.", "Wrote %zu files.", result->file_count),
		result->file_count);
	char *without = xasprintf(PLURAL_("%zu meeting has no file", "%zu meetings have no file",
					  result->skipped_count),
		result->skipped_count);
	sheet_heading(&reader.sheet, wrote);
	for (size_t i = 0; i < result->file_count; i++) {
		char *path = folder_shorten(result->files[i].path);
		sheet_item(&reader.sheet, "•", 1, path);
		free(path);
	}
	sheet_heading(&reader.sheet, without);
	for (size_t i = 0; i < result->skipped_count; i++)
		sheet_item(&reader.sheet, "•", 1, result->skipped[i].reason);
	reader_open(dashboard, &reader);
	free(without);
	free(wrote);
}

static void say_file(struct dashboard *dashboard, const struct exported_file *file)
{
	char *path = folder_shorten(file->path);
	dashboard_say(dashboard, ROLE_GOOD,
		xasprintf(file->is_new ? _("Wrote %s (version %lld).")
				       : _("Wrote %s again (version %lld, unchanged)."),
			path, (long long)file->sequence));
	free(path);
}

static void say_exported(struct dashboard *dashboard, const struct export_result *result)
{
	if (result->skipped_count)
		tell_exported(dashboard, result);
	else if (result->file_count == 1)
		say_file(dashboard, &result->files[0]);
	else
		dashboard_say(dashboard, ROLE_GOOD,
			xasprintf(
				PLURAL_("Wrote %zu file.", "Wrote %zu files.", result->file_count),
				result->file_count));
}

static bool folder_given(struct dashboard *dashboard, const char *text, void *context,
	unsigned *effects, struct error *error)
{
	const struct export_plan *plan = context;
	struct export_result result;
	char *folder = folder_expand(*text ? text : ".");
	if (!strcmp(folder, "-")) {
		free(folder);
		return error_set(error, ERROR_DATA, _("Give the folder to write to."));
	}
	struct export_order order = {
		.meetings = plan->ids, .meeting_count = plan->count, .out = folder};
	bool ok = service_export(dashboard->service, &order, &result, error);
	if (ok)
		say_exported(dashboard, &result);
	if (ok) {
		export_result_finish(&result);
		free(dashboard->export_folder);
		dashboard->export_folder = xstrdup(text);
	}
	free(folder);
	*effects = EFFECT_DRAW | EFFECT_RELOAD;
	return ok;
}

static unsigned ask_folder(struct dashboard *dashboard, struct export_plan *plan)
{
	char *title = !plan->ids ? xstrdup(_("Export all calendar files"))
				 : xasprintf(PLURAL_("Export %zu calendar file",
						     "Export %zu calendar files", plan->count),
					   plan->count);
	char *folder = dashboard->export_folder ? xstrdup(dashboard->export_folder) : folder_own();
	struct prompt prompt = {
		.title = title,
		.label = _("Folder"),
		.text = folder,
		.help = _("The file can be read by any calendar program. It names no participant."),
		.done = folder_given,
		.context = plan,
		.free_context = plan_free,
	};
	prompt_open(dashboard, &prompt);
	free(folder);
	free(title);
	return EFFECT_DRAW;
}

unsigned meet_export(struct dashboard *dashboard)
{
	struct list *list = &dashboard_focused(dashboard)->list;
	const struct meeting *meeting = selected_meeting(dashboard);
	struct export_plan *plan = xcalloc(1, sizeof(*plan));
	plan->ids = list_targets(list, &plan->count);
	if (plan->count == 1 && plan->ids[0] == meeting->record.id && !meeting->date.known) {
		plan_free(plan);
		dashboard_say(dashboard, ROLE_WARNING,
			xstrdup(_("The meeting has no date yet, so it has no calendar file: D sets "
				  "the date.")));
		return EFFECT_DRAW;
	}
	return ask_folder(dashboard, plan);
}

unsigned meet_export_all(struct dashboard *dashboard)
{
	return ask_folder(dashboard, xcalloc(1, sizeof(struct export_plan)));
}

unsigned meet_programme(struct dashboard *dashboard)
{
	return parts_open(dashboard, &programme_item_entity, selected_meeting(dashboard)->record.id,
		_("Programme"));
}
