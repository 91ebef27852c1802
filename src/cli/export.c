/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/export.h"

#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "base/i18n.h"
#include "cli/output.h"
#include "cli/peoplefile.h"
#include "cli/vdir.h"
#include "cli/verb.h"
#include "service/calendar.h"
#include "service/request/doors.h"

const struct option_spec export_options[] = {
	{"all", NULL, N_("Every meeting that has a date; the others are reported.")},
	{"combined", NULL, N_("One file with all meetings, to subscribe to.")},
	{"vdir", NULL,
		N_("A folder with a file for each meeting, named by its UID, kept in step: as "
		   "vdirsyncer reads it. Without --out it is the one of the settings.")},
	{"preview", NULL, N_("Show what would be written, and write nothing.")},
	{"method", "none|publish|cancel",
		N_("none: a file to download. publish and cancel need the organizer mailbox of the "
		   "settings.")},
	{"out", N_("FOLDER|-"), N_("Where the files go; - is standard output.")},
	{"force", NULL, N_("Write over files that are not ours.")},
	{NULL, NULL, NULL},
};

static bool read_method(
	const struct arguments *arguments, enum calendar_method *method, struct error *error)
{
	static const char *const names[] = {
		[CALENDAR_NONE] = "none",
		[CALENDAR_PUBLISH] = "publish",
		[CALENDAR_CANCEL] = "cancel",
	};
	const char *text = arguments_value(arguments, "method");
	*method = CALENDAR_NONE;
	for (size_t i = 0; text && i < sizeof(names) / sizeof(*names); i++) {
		if (!strcmp(text, names[i])) {
			*method = (enum calendar_method)i;
			return true;
		}
	}
	return !text || error_set(error, ERROR_USAGE, _("--method takes none, publish or cancel."));
}

/* Which meetings, where to: exactly one answer to each. */
static bool check_order(struct cli *cli, const struct arguments *arguments,
	struct export_order *order, struct error *error)
{
	bool all = arguments_has(arguments, "all");
	bool named = arguments->word_count > 0;
	if (order->preview && !order->out)
		order->out = ".";
	if (!order->out || !*order->out)
		return error_set(error, ERROR_USAGE,
			_("Say where the files shall go: --out FOLDER, or --out - for standard "
			  "output."));
	if (all ? named : !named && !order->combined)
		return error_set(error, ERROR_USAGE,
			_("Say which meetings: their numbers, or --all, or --combined."));
	if (order->combined && order->method != CALENDAR_NONE)
		return error_set(error, ERROR_USAGE,
			_("A file to subscribe to has no method: leave out --method."));
	if (!strcmp(order->out, "-") && !order->combined && (all || arguments->word_count > 1))
		return error_set(error, ERROR_USAGE,
			_("Standard output takes one file: name one meeting, or --combined."));
	if (cli->readonly && !order->combined && !order->preview)
		return error_set(error, ERROR_PERMISSION,
			_("--readonly was asked for, and each calendar file is noted in the "
			  "database."));
	return true;
}

static json_t *file_json(const struct exported_file *file)
{
	json_t *object = json_pack("{s:o, s:s?, s:I, s:b}", "meeting_id",
		file->meeting ? json_integer(file->meeting) : json_null(), "path", file->path,
		"sequence", (json_int_t)file->sequence, "new", file->is_new);
	if (file->text)
		json_object_set_new(object, "text", json_string(file->text));
	return object;
}

static void print_json(const struct export_result *result)
{
	json_t *files = json_array();
	json_t *skipped = json_array();
	for (size_t i = 0; i < result->file_count; i++)
		json_array_append_new(files, file_json(&result->files[i]));
	for (size_t i = 0; i < result->skipped_count; i++) {
		const struct exception *at = &result->skipped[i];
		json_array_append_new(
			skipped, json_pack("{s:I, s:s?, s:s?}", "meeting_id", (json_int_t)at->id,
					 "title", at->title, "reason", at->reason));
	}
	output_json(json_pack("{s:o, s:o}", "files", files, "skipped", skipped));
}

static void print_file(const struct exported_file *file)
{
	if (file->text)
		output_bytes(file->text);
	else if (!file->meeting)
		output_line("%s  %s", file->path, file->title);
	else
		output_line(file->is_new ? _("%s  %s, version %lld")
					 : _("%s  %s, version %lld as before"),
			file->path, file->title, (long long)file->sequence);
}

static void print_version(const struct exported_file *file)
{
	const char *slash = file->path ? strrchr(file->path, '/') : NULL;
	const char *name = slash ? slash + 1 : file->title;
	if (!file->meeting)
		output_line("%s", name);
	else
		output_line(file->is_new ? _("%s, version %lld") : _("%s, version %lld as before"),
			name, (long long)file->sequence);
}

/* What would be written: the names, and the first of them as it stands. */
static void print_preview_of(const struct export_result *result)
{
	output_line(PLURAL_("%zu file would be written:", "%zu files would be written:",
			    result->file_count),
		result->file_count);
	for (size_t i = 0; i < result->file_count; i++)
		print_version(&result->files[i]);
	output_line("%s", _("Contains personal data: no"));
	if (result->file_count) {
		char *lines = export_first_lines(result->files[0].text);
		print_preview(lines);
		free(lines);
	}
	output_note("%s", _("Nothing has been written: leave out --preview to write it."));
}

/* What a person who takes the file should know. */
static void warn(const struct export_order *order)
{
	if (order->combined)
		output_note("%s", _("Outlook opens this file as a calendar of its own: it is to be "
				    "subscribed to, not sent."));
}

/* Who is named in a file, and what else should not leave: only told. */
static bool note_objections(
	struct cli *cli, const struct export_result *result, struct error *error)
{
	bool ok = true;
	for (size_t i = 0; ok && i < result->file_count; i++) {
		int64_t meeting = result->files[i].meeting;
		char *told = NULL;
		ok = !meeting || service_meeting_objections(&cli->service, meeting, &told, error);
		if (told)
			output_note(_("Look at meeting %lld before its file goes anywhere: %s"),
				(long long)meeting, told);
		free(told);
	}
	return ok;
}

static void tell(struct cli *cli, const struct export_result *result, bool preview)
{
	for (size_t i = 0; i < result->skipped_count; i++) {
		const struct exception *at = &result->skipped[i];
		output_note(_("No file for %lld %s: %s"), (long long)at->id, at->title, at->reason);
	}
	if (cli->json) {
		print_json(result);
		return;
	}
	if (preview) {
		print_preview_of(result);
		return;
	}
	for (size_t i = 0; i < result->file_count; i++)
		print_file(&result->files[i]);
}

/* Meetings that were named and are left out are a failure; of all of them, it is as expected. */
static int exit_status(const struct arguments *arguments, const struct export_result *result)
{
	bool expected = !arguments->word_count && result->file_count;
	return result->skipped_count && !expected ? EX_DATAERR : EX_OK;
}

bool run_export_meetings(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	if (arguments_has(arguments, "vdir"))
		return run_export_vdir(cli, arguments, error);
	struct export_order order = {
		.meeting_count = arguments->word_count,
		.combined = arguments_has(arguments, "combined"),
		.out = arguments_value(arguments, "out"),
		.force = arguments_has(arguments, "force"),
		.preview = arguments_has(arguments, "preview"),
	};
	struct export_result result = {0};
	int64_t *ids = NULL;
	if (!read_method(arguments, &order.method, error) ||
		!check_order(cli, arguments, &order, error))
		return false;
	if (arguments->word_count &&
		!(ids = resolve_ids(cli, arguments->words, arguments->word_count, error)))
		return false;
	order.meetings = ids;
	bool ok = service_export(&cli->service, &order, &result, error);
	ok = ok && note_objections(cli, &result, error);
	if (ok) {
		warn(&order);
		tell(cli, &result, order.preview);
		cli->status = exit_status(arguments, &result);
	}
	export_result_finish(&result);
	free(ids);
	return ok;
}
