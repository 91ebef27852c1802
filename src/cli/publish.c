/* SPDX-License-Identifier: GPL-3.0-or-later */
/* meeting publish: what has changed, told with --dry-run and carried out without. */
#include "cli/publish.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "cli/output.h"
#include "cli/verb.h"
#include "service/publish.h"
#include "service/request/doors.h"

const struct option_spec publish_options[] = {
	{"all", NULL, N_("Every meeting that has been released and lies ahead.")},
	{"dry-run", NULL, N_("Only tell what would be written and sent.")},
	{"to-new", NULL, N_("Write also to those who have had nothing of the meeting.")},
	{"no-files", NULL, N_("Write no calendar files to a folder.")},
	{"no-web", NULL, N_("Do not mark the web text as published.")},
	{"no-mail", NULL, N_("Put no letters into the outbox.")},
	{"out", N_("FOLDER"), N_("Where the calendar files go.")},
	{"force", NULL, N_("Write over files that are not ours.")},
	{NULL, NULL, NULL},
};

/* ---- as JSON ---- */

static json_t *changes_json(const struct calendar_changes *changes)
{
	json_t *list = json_array();
	for (size_t i = 0; i < changes->count; i++) {
		const struct calendar_change *at = &changes->items[i];
		json_array_append_new(list, json_pack("{s:s, s:s?, s:s?}", "what", at->label, "old",
						    at->old, "new", at->new));
	}
	return list;
}

static json_t *meeting_json(const struct publish_meeting *planned)
{
	json_t *object = json_pack("{s:I, s:s, s:I, s:b, s:b, s:s, s:o}", "meeting_id",
		(json_int_t)planned->meeting.record.id, "uid", planned->meeting.uid, "sequence",
		(json_int_t)planned->sequence, "new", planned->is_new, "cancelled",
		planned->meeting.status.value == MEETING_CANCELLED, "file", planned->file,
		"changes", changes_json(&planned->changes));
	static const char *const names[PUBLISH_LETTERS] = {
		[LETTER_UPDATE] = "updates",
		[LETTER_CANCEL] = "cancellations",
		[LETTER_RENEWED] = "renewed",
		[LETTER_NEW] = "without",
		[LETTER_HANDED] = "handed",
	};
	for (size_t i = 0; i < PUBLISH_LETTERS; i++)
		json_object_set_new(
			object, names[i], json_integer((json_int_t)planned->letters[i]));
	json_object_set_new(object, "tasks", json_integer((json_int_t)planned->tasks));
	json_object_set_new(object, "waiting", json_integer((json_int_t)planned->waiting));
	json_object_set_new(object, "obsolete", json_integer((json_int_t)planned->obsolete_count));
	return object;
}

static json_t *plan_json(const struct publish_plan *plan)
{
	json_t *meetings = json_array(), *skipped = json_array(), *protocol = json_array();
	for (size_t i = 0; i < plan->meeting_count; i++)
		json_array_append_new(meetings, meeting_json(&plan->meetings[i]));
	for (size_t i = 0; i < plan->skipped_count; i++)
		json_array_append_new(skipped,
			json_pack("{s:I, s:s?, s:s?}", "meeting_id",
				(json_int_t)plan->skipped[i].id, "title", plan->skipped[i].title,
				"reason", plan->skipped[i].reason));
	for (size_t i = 0; i < plan->resolutions.count; i++) {
		const struct resolution *resolution = record_set_at(&plan->resolutions, i);
		json_array_append_new(protocol, json_string(resolution->text));
	}
	char *diff = line_diff_unified(&plan->web, "published", "now", 3);
	json_t *object = json_pack("{s:o, s:o, s:o, s:{s:b, s:b, s:s}}", "meetings", meetings,
		"skipped", skipped, "protocol", protocol, "web", "changed", *diff != '\0', "first",
		plan->web_is_first, "diff", diff);
	free(diff);
	return object;
}

static json_t *result_json(const struct publish_result *result)
{
	json_t *paths = json_array();
	for (size_t i = 0; i < result->path_count; i++)
		json_array_append_new(paths, json_string(result->paths[i]));
	json_t *feeds = json_pack("{s:b, s:I, s:I, s:I, s:s?}", "any", result->feeds.any, "written",
		(json_int_t)result->feeds.written, "removed", (json_int_t)result->feeds.removed,
		"foreign", (json_int_t)result->feeds.foreign, "problem", result->feed_problem);
	return json_pack("{s:o, s:I, s:I, s:I, s:b, s:o}", "files", paths, "letters",
		(json_int_t)result->made.letters, "tasks", (json_int_t)result->made.tasks,
		"discarded", (json_int_t)result->discarded, "web", result->web, "feeds", feeds);
}

/* ---- for people ---- */

static void print_change(const struct calendar_change *change)
{
	if (change->old)
		output_line("  - %s: %s", change->label, change->old);
	if (change->new)
		output_line("  + %s: %s", change->label, change->new);
}

static void print_letters(const struct publish_meeting *planned)
{
	static const char *const words[PUBLISH_LETTERS][2] = {
		[LETTER_UPDATE] = {NPLURAL_("  update to %zu person", "  update to %zu people")},
		[LETTER_CANCEL] = {NPLURAL_(
			"  cancellation to %zu person", "  cancellation to %zu people")},
		[LETTER_RENEWED] = {NPLURAL_(
			"  a new invitation to %zu person", "  a new invitation to %zu people")},
		[LETTER_NEW] = {NPLURAL_("  %zu person has had nothing (--to-new)",
			"  %zu people have had nothing (--to-new)")},
		[LETTER_HANDED] = {NPLURAL_("  %zu protected person gets the file by hand",
			"  %zu protected people get the file by hand")},
	};
	for (size_t i = 0; i < PUBLISH_LETTERS; i++) {
		size_t count = planned->letters[i];
		if (count)
			output_line(PLURAL_(words[i][0], words[i][1], count), count);
	}
	if (planned->waiting)
		output_line(PLURAL_("  %zu waits in the outbox already",
				    "  %zu wait in the outbox already", planned->waiting),
			planned->waiting);
	if (planned->obsolete_count)
		output_line(PLURAL_("  %zu letter that waits is not true any more and is discarded",
				    "  %zu letters that wait are not true any more and are "
				    "discarded",
				    planned->obsolete_count),
			planned->obsolete_count);
}

static void print_meeting(const struct publish_meeting *planned)
{
	char *title = meeting_entity.title(&planned->meeting);
	if (planned->is_new)
		output_line(_("%s: %s, version %lld"), title, planned->file,
			(long long)planned->sequence);
	else
		output_line(_("%s: version %lld as before"), title, (long long)planned->sequence);
	if (planned->is_new && !planned->changes_known)
		output_line("%s", _("  What the last version said was not kept."));
	for (size_t i = 0; planned->changes_known && i < planned->changes.count; i++)
		print_change(&planned->changes.items[i]);
	print_letters(planned);
	free(title);
}

static void print_plan(const struct publish_plan *plan)
{
	for (size_t i = 0; i < plan->meeting_count; i++)
		print_meeting(&plan->meetings[i]);
	char *diff = line_diff_unified(&plan->web, _("published"), _("now"), 3);
	char *protocol = publish_plan_protocol(plan);
	if (*diff) {
		output_line("%s", _("Web text:"));
		char *rest = diff;
		while (rest && *rest)
			output_line("%s", strsep(&rest, "\n"));
	}
	if (*protocol) {
		char *rest = protocol;
		while (rest)
			output_line("%s", strsep(&rest, "\n"));
	}
	free(protocol);
	free(diff);
}

static void note_skipped(const struct publish_plan *plan)
{
	for (size_t i = 0; i < plan->skipped_count; i++)
		output_note(_("No file for %lld %s: %s"), (long long)plan->skipped[i].id,
			plan->skipped[i].title, plan->skipped[i].reason);
}

/* What should not leave in the files: only told, and nothing is stopped by it. */
static void note_objections(struct cli *cli, const struct publish_plan *plan)
{
	for (size_t i = 0; i < plan->meeting_count; i++) {
		int64_t meeting = plan->meetings[i].meeting.record.id;
		struct error ignored = {0};
		char *told = NULL;
		service_meeting_objections(&cli->service, meeting, &told, &ignored);
		if (told)
			output_note(_("Look at meeting %lld before its file goes anywhere: %s"),
				(long long)meeting, told);
		error_finish(&ignored);
		free(told);
	}
}

static bool tell_plan(struct cli *cli, const struct publish_order *order, struct error *error)
{
	struct publish_plan plan;
	if (!service_publish_plan(&cli->service, order, &plan, error))
		return false;
	note_skipped(&plan);
	note_objections(cli, &plan);
	if (cli->json)
		output_json(plan_json(&plan));
	else if (publish_plan_is_empty(&plan, true))
		output_line("%s", _("Everything is published."));
	else
		print_plan(&plan);
	publish_plan_finish(&plan);
	return true;
}

static void tell_made(const struct draft_count *made)
{
	if (made->letters)
		output_line(PLURAL_("%lld letter to the outbox", "%lld letters to the outbox",
				    made->letters),
			(long long)made->letters);
	if (made->tasks)
		output_line(
			PLURAL_("%lld task to the outbox", "%lld tasks to the outbox", made->tasks),
			(long long)made->tasks);
}

static void tell_feeds(const struct publish_result *result)
{
	const struct feed_result *feeds = &result->feeds;
	if (feeds->any)
		output_line(_("What others subscribe to is in step: %zu written, %zu removed."),
			feeds->written, feeds->removed);
}

/* It is published all the same: a note. */
static void note_feeds(const struct publish_result *result)
{
	size_t foreign = result->feeds.foreign;
	if (result->feed_problem)
		output_note(_("What others subscribe to is not in step: %s"), result->feed_problem);
	if (foreign)
		output_note(PLURAL_("%zu file in the calendar folder is not ours and was left "
				    "alone.",
				    "%zu files in the calendar folder are not ours and were left "
				    "alone.",
				    foreign),
			foreign);
}

static bool carry_out(struct cli *cli, const struct publish_order *order, struct error *error)
{
	struct publish_result result;
	if (!service_publish(&cli->service, order, &result, error))
		return false;
	if (cli->json) {
		output_json(result_json(&result));
	} else {
		for (size_t i = 0; i < result.path_count; i++)
			output_line("%s", result.paths[i]);
		tell_made(&result.made);
		if (result.discarded)
			output_line(PLURAL_("%zu letter discarded: not true any more",
					    "%zu letters discarded: not true any more",
					    result.discarded),
				result.discarded);
		if (result.web)
			output_line("%s", _("The web text is marked as published."));
		if (!result.feed_problem)
			tell_feeds(&result);
	}
	note_feeds(&result);
	publish_result_finish(&result);
	return true;
}

static bool check_words(
	struct cli *cli, const struct arguments *arguments, bool dry, struct error *error)
{
	bool all = arguments_has(arguments, "all");
	if (all == (arguments->word_count > 0))
		return error_set(
			error, ERROR_USAGE, _("Say which meetings: their numbers, or --all."));
	if (!dry && cli->readonly)
		return error_set(error, ERROR_PERMISSION,
			_("--readonly was asked for: only --dry-run can be told."));
	if (!dry && !arguments_has(arguments, "no-files") && !arguments_value(arguments, "out"))
		return error_set(error, ERROR_USAGE,
			_("Say where the calendar files shall go: --out FOLDER, or --no-files."));
	return true;
}

bool run_publish(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	bool dry = arguments_has(arguments, "dry-run");
	int64_t *ids = NULL;
	if (!check_words(cli, arguments, dry, error))
		return false;
	if (arguments->word_count &&
		!(ids = resolve_ids(cli, arguments->words, arguments->word_count, error)))
		return false;
	struct publish_order order = {.meetings = ids,
		.meeting_count = arguments->word_count,
		.files = !arguments_has(arguments, "no-files"),
		.web = !arguments_has(arguments, "no-web"),
		.mail = !arguments_has(arguments, "no-mail"),
		.to_new = arguments_has(arguments, "to-new"),
		.protocol = true,
		.out = arguments_value(arguments, "out"),
		.force = arguments_has(arguments, "force")};
	bool ok = dry ? tell_plan(cli, &order, error) : carry_out(cli, &order, error);
	free(ids);
	return ok;
}
