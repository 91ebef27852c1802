/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/vdir.h"

#include <string.h>
#include <sysexits.h>

#include "base/i18n.h"
#include "cli/output.h"
#include "service/feed.h"

/* The folder is about all meetings, and its files have no method. */
static const char *find_folder(
	struct cli *cli, const struct arguments *arguments, struct error *error)
{
	static const char *const others[] = {"all", "combined", "method", "preview"};
	const char *folder = arguments_value(arguments, "out");
	bool alone = !arguments->word_count;
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		alone = alone && !arguments_has(arguments, others[i]);
	if (!alone) {
		error_set(error, ERROR_USAGE,
			_("--vdir keeps a folder with all meetings: beside it only --out and "
			  "--force."));
		return NULL;
	}
	if (!folder)
		folder = cli->settings.feed_folder;
	if (!folder || !*folder || !strcmp(folder, "-")) {
		error_set(error, ERROR_USAGE,
			_("Say which folder: --out FOLDER, or vdir in the settings."));
		return NULL;
	}
	if (cli->readonly) {
		error_set(error, ERROR_PERMISSION,
			_("--readonly was asked for, and each calendar file is noted in the "
			  "database."));
		return NULL;
	}
	return folder;
}

/* A meeting whose file could not be put in its place. */
static bool is_blocked(const struct vdir_item *item)
{
	return item->change == VDIR_FOREIGN && item->meeting && item->reason;
}

static void print_item(const struct vdir_item *item)
{
	switch (item->change) {
	case VDIR_WRITTEN:
	case VDIR_KEPT:
		output_line(item->change == VDIR_WRITTEN ? _("%s  %s, version %lld")
							 : _("%s  %s, version %lld as before"),
			item->path, item->title, (long long)item->sequence);
		break;
	case VDIR_REMOVED:
		output_line(_("%s  removed"), item->path);
		break;
	case VDIR_FOREIGN:
	case VDIR_SKIPPED:
	case VDIR_CHANGES:
		break;
	}
}

static void note_item(const struct vdir_item *item)
{
	if (item->change == VDIR_SKIPPED || is_blocked(item))
		output_note(_("No file for %lld %s: %s"), (long long)item->meeting, item->title,
			item->reason);
	else if (item->change == VDIR_FOREIGN)
		output_note(_("%s is not ours and is left alone."), item->path);
}

static json_t *file_json(const struct vdir_item *item)
{
	return json_pack("{s:I, s:s, s:I, s:b}", "meeting_id", (json_int_t)item->meeting, "path",
		item->path, "sequence", (json_int_t)item->sequence, "new",
		item->change == VDIR_WRITTEN);
}

static void print_json(const struct vdir_result *result)
{
	json_t *files = json_array(), *removed = json_array(), *foreign = json_array();
	json_t *skipped = json_array();
	for (size_t i = 0; i < result->count; i++) {
		const struct vdir_item *item = &result->items[i];
		if (item->change == VDIR_WRITTEN || item->change == VDIR_KEPT)
			json_array_append_new(files, file_json(item));
		else if (item->change == VDIR_REMOVED)
			json_array_append_new(removed, json_string(item->path));
		else if (item->change == VDIR_FOREIGN)
			json_array_append_new(foreign, json_string(item->path));
		if (item->change == VDIR_SKIPPED || is_blocked(item))
			json_array_append_new(
				skipped, json_pack("{s:I, s:s, s:s}", "meeting_id",
						 (json_int_t)item->meeting, "title", item->title,
						 "reason", item->reason));
	}
	output_json(json_pack("{s:o, s:o, s:o, s:o}", "files", files, "removed", removed, "foreign",
		foreign, "skipped", skipped));
}

bool run_export_vdir(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	struct vdir_result result;
	const char *folder = find_folder(cli, arguments, error);
	if (!folder || !service_export_vdir(&cli->service, folder,
			       arguments_has(arguments, "force"), &result, error))
		return false;
	for (size_t i = 0; i < result.count; i++) {
		note_item(&result.items[i]);
		if (!cli->json)
			print_item(&result.items[i]);
		if (is_blocked(&result.items[i]))
			cli->status = EX_DATAERR;
	}
	if (cli->json)
		print_json(&result);
	vdir_result_finish(&result);
	return true;
}
