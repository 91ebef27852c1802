/* SPDX-License-Identifier: GPL-3.0-or-later */
/* x and X at the calendar: where to, a preview, the files; and the folder that is kept in step. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "service/feed.h"
#include "tui/commands.h"
#include "tui/dashboard.h"
#include "tui/dialogs.h"
#include "tui/filesheet.h"
#include "tui/folder.h"
#include "tui/request/objections.h"

struct export_plan {
	int64_t *ids; /* NULL: all */
	size_t count;
	char *folder; /* NULL: not asked yet */
};

static void plan_free(void *context)
{
	struct export_plan *plan = context;
	free(plan->ids);
	free(plan->folder);
	free(plan);
}

static struct export_plan *plan_copy(const struct export_plan *plan)
{
	struct export_plan *copy = xcalloc(1, sizeof(*copy));
	copy->count = plan->count;
	copy->folder = xstrdup(plan->folder);
	copy->ids = plan->ids ? xcalloc(plan->count + 1, sizeof(*copy->ids)) : NULL;
	if (copy->ids)
		memcpy(copy->ids, plan->ids, plan->count * sizeof(*copy->ids));
	return copy;
}

static bool export(struct dashboard *dashboard, const struct export_plan *plan, bool preview,
	struct export_result *result, struct error *error)
{
	struct export_order order = {.meetings = plan->ids,
		.meeting_count = plan->count,
		.out = plan->folder,
		.preview = preview};
	return service_export(dashboard->service, &order, result, error);
}

/* ---- what was written ---- */

static void tell_skipped(struct sheet *sheet, const struct export_result *result)
{
	if (!result->skipped_count)
		return;
	char *without = xasprintf(PLURAL_("%zu meeting has no file", "%zu meetings have no file",
					  result->skipped_count),
		result->skipped_count);
	sheet_heading(sheet, without);
	for (size_t i = 0; i < result->skipped_count; i++)
		sheet_item(sheet, "•", 1, result->skipped[i].reason);
	free(without);
}

/* More than a line can hold: which files there are now, and which meetings have none. */
static void tell_exported(struct dashboard *dashboard, const struct export_result *result)
{
	struct reader reader = {.title = _("Calendar file")};
	char *wrote = xasprintf(PLURAL_("Wrote %zu file.", "Wrote %zu files.", result->file_count),
		result->file_count);
	sheet_heading(&reader.sheet, wrote);
	for (size_t i = 0; i < result->file_count; i++) {
		char *path = folder_shorten(result->files[i].path);
		sheet_item(&reader.sheet, "•", 1, path);
		free(path);
	}
	tell_skipped(&reader.sheet, result);
	reader_open(dashboard, &reader);
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

static unsigned write_agreed(struct dashboard *dashboard, void *context)
{
	struct export_result result;
	struct error error = {0};
	if (!export(dashboard, context, false, &result, &error))
		return dashboard_complain(dashboard, &error);
	if (result.skipped_count)
		tell_exported(dashboard, &result);
	else if (result.file_count == 1)
		say_file(dashboard, &result.files[0]);
	else
		dashboard_say(dashboard, ROLE_GOOD,
			xasprintf(PLURAL_("Wrote %zu file.", "Wrote %zu files.", result.file_count),
				result.file_count));
	export_result_finish(&result);
	return EFFECT_DRAW | EFFECT_RELOAD;
}

/* ---- what would be written ---- */

/* "version 1", "version 0, as before". Owned by the caller. */
static char *version_text(const struct exported_file *file)
{
	return xasprintf(file->is_new ? _("version %lld") : _("version %lld, as before"),
		(long long)file->sequence);
}

static void tell_files(struct sheet *sheet, const struct export_result *result)
{
	for (size_t i = 0; i < result->file_count; i++) {
		const struct exported_file *file = &result->files[i];
		char *version = version_text(file);
		char *line = xasprintf("%s  %s", strrchr(file->path, '/') + 1, version);
		sheet_pair(sheet, i ? "" : _("File"), ROLE_TEXT, line);
		free(line);
		free(version);
	}
	char *count = xasprintf("%zu", result->file_count);
	sheet_pair(sheet, _("Files"), ROLE_TEXT, count);
	sheet_pair(sheet, _("Personal data"), ROLE_TEXT, _("no"));
	free(count);
}

static void show_preview(struct dashboard *dashboard, const struct export_plan *plan,
	const struct export_result *result)
{
	char *title = xasprintf(PLURAL_("Write %zu calendar file?", "Write %zu calendar files?",
					result->file_count),
		result->file_count);
	struct reader reader = {.title = title,
		.agreed = write_agreed,
		.context = plan_copy(plan),
		.free_context = plan_free};
	char *lines = export_first_lines(result->files[0].text);
	tell_files(&reader.sheet, result);
	for (size_t i = 0; i < result->file_count; i++)
		objections_tell_meeting(dashboard, &reader.sheet, result->files[i].meeting);
	tell_skipped(&reader.sheet, result);
	filesheet_lines(&reader.sheet, lines);
	reader_open(dashboard, &reader);
	free(lines);
	free(title);
}

static bool folder_given(struct dashboard *dashboard, const char *text, void *context,
	unsigned *effects, struct error *error)
{
	struct export_plan *plan = context;
	struct export_result result;
	free(plan->folder);
	plan->folder = folder_expand(*text ? text : ".");
	if (!strcmp(plan->folder, "-"))
		return error_set(error, ERROR_DATA, _("Give the folder to write to."));
	if (!export(dashboard, plan, true, &result, error))
		return false;
	free(dashboard->export_folder);
	dashboard->export_folder = xstrdup(text);
	if (result.file_count)
		show_preview(dashboard, plan, &result);
	else
		tell_exported(dashboard, &result);
	export_result_finish(&result);
	*effects = EFFECT_DRAW;
	return true;
}

static unsigned ask_folder(struct dashboard *dashboard, struct export_plan *plan)
{
	char *title = !plan->ids ? xstrdup(_("Export all calendar files"))
				 : xasprintf(PLURAL_("Export %zu calendar file",
						     "Export %zu calendar files", plan->count),
					   plan->count);
	filesheet_ask_folder(dashboard, title, folder_given, plan, plan_free);
	free(title);
	return EFFECT_DRAW;
}

unsigned meet_export(struct dashboard *dashboard)
{
	struct list *list = &dashboard_focused(dashboard)->list;
	const struct meeting *meeting = pane_selected(dashboard_focused(dashboard));
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

/* ---- the folder that is kept in step ---- */

/* Owned by the caller. */
static char *item_line(const struct vdir_item *item)
{
	switch (item->change) {
	case VDIR_WRITTEN:
	case VDIR_KEPT:
		return xasprintf(_("%s, version %lld"), item->title, (long long)item->sequence);
	case VDIR_SKIPPED:
		return xasprintf("%s: %s", item->title, item->reason);
	case VDIR_REMOVED:
	case VDIR_FOREIGN:
	case VDIR_CHANGES:
		break;
	}
	char *path = folder_shorten(item->path);
	char *line = item->title ? xasprintf("%s: %s", item->title, path) : xstrdup(path);
	free(path);
	return line;
}

static void tell_kept(struct sheet *sheet, const struct vdir_result *result,
	enum vdir_change change, const char *heading)
{
	if (!result->counts[change])
		return;
	sheet_heading(sheet, heading);
	for (size_t i = 0; i < result->count; i++) {
		const struct vdir_item *item = &result->items[i];
		if (item->change != change)
			continue;
		char *line = item_line(item);
		sheet_item(sheet, "•", 1, line);
		free(line);
	}
}

static void say_kept(
	struct dashboard *dashboard, const char *folder, const struct vdir_result *result)
{
	char *said = xasprintf(_("%s is in step: %zu written, %zu removed, %zu as before."), folder,
		result->counts[VDIR_WRITTEN], result->counts[VDIR_REMOVED],
		result->counts[VDIR_KEPT]);
	if (!result->counts[VDIR_FOREIGN] && !result->counts[VDIR_SKIPPED]) {
		dashboard_say(dashboard, ROLE_GOOD, said);
		return;
	}
	struct reader reader = {.title = _("Calendar folder")};
	sheet_text(&reader.sheet, result->counts[VDIR_FOREIGN] ? ROLE_WARNING : ROLE_GOOD, said);
	tell_kept(&reader.sheet, result, VDIR_WRITTEN, _("Written"));
	tell_kept(&reader.sheet, result, VDIR_REMOVED, _("Removed"));
	tell_kept(&reader.sheet, result, VDIR_FOREIGN, _("Not ours, left alone"));
	tell_kept(&reader.sheet, result, VDIR_SKIPPED, _("Without a file"));
	reader_open(dashboard, &reader);
	free(said);
}

static bool kept_folder_given(struct dashboard *dashboard, const char *text, void *context,
	unsigned *effects, struct error *error)
{
	struct vdir_result result;
	char *folder = folder_expand(text);
	(void)context;
	bool named = *folder && strcmp(folder, "-") != 0;
	bool ok = named ? service_export_vdir(dashboard->service, folder, false, &result, error)
			: error_set(error, ERROR_DATA, _("Give the folder to write to."));
	free(folder);
	if (!ok)
		return false;
	say_kept(dashboard, text, &result);
	vdir_result_finish(&result);
	free(dashboard->kept_folder);
	dashboard->kept_folder = xstrdup(text);
	*effects = EFFECT_DRAW | EFFECT_RELOAD;
	return true;
}

/* The one named last, or in the settings. Owned by the caller. */
static char *kept_folder(const struct dashboard *dashboard)
{
	const char *set = dashboard->service->settings->feed_folder;
	if (dashboard->kept_folder)
		return xstrdup(dashboard->kept_folder);
	if (set)
		return folder_shorten(set);
	char *own = folder_own();
	char *folder = xasprintf("%s/kalender", own);
	free(own);
	return folder;
}

unsigned meet_keep_folder(struct dashboard *dashboard)
{
	char *folder = kept_folder(dashboard);
	struct prompt prompt = {
		.title = _("Keep the calendar folder in step"),
		.label = _("Folder"),
		.text = folder,
		.help = _("There will be a file for each meeting, named by its UID, as vdirsyncer "
			  "reads it. Only files of ours are written over or removed."),
		.done = kept_folder_given,
	};
	prompt_open(dashboard, &prompt);
	free(folder);
	return EFFECT_DRAW;
}
