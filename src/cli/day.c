/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files and codes for the door, and the list for the organiser of a webinar. */
#include "cli/day.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/dateformat.h"
#include "base/i18n.h"
#include "base/text.h"
#include "cli/output.h"
#include "cli/peoplefile.h"
#include "service/attendance.h"
#include "service/signin.h"
#include "service/webinar.h"

const struct option_spec sheet_options[] = {
	{"list", NULL,
		N_("Names and organisations of those who have agreed to be on a list, without "
		   "codes.")},
	{"format", "text|html", N_("html prints on A4 from any browser; text is for lp.")},
	{"out", N_("FILE|FOLDER|-"), N_("Where it goes; - is standard output, and the default.")},
	{"force", NULL, N_("Write over a file that is there.")},
	{NULL, NULL, NULL},
};

const struct option_spec webinar_options[] = {
	{"out", N_("FILE|FOLDER|-"), N_("Where it goes; - is standard output, and the default.")},
	{"full", NULL, N_("Everyone, though a list has been handed over already.")},
	{"dry-run", NULL, N_("Show what would be handed over, and note nothing.")},
	{"force", NULL, N_("Write over a file that is there.")},
	{NULL, NULL, NULL},
};

static const char *given_out(const struct arguments *arguments)
{
	const char *out = arguments_value(arguments, "out");
	return text_is_blank(out) ? "-" : out;
}

/* ---- the sheet and who came ---- */

static json_t *file_json(const struct signin_result *result)
{
	return json_pack("{s:s, s:s?, s:I, s:I, s:I, s:I}", "file", result->file, "path",
		result->path, "people", (json_int_t)result->people, "left_out",
		(json_int_t)result->left_out, "protected", (json_int_t)result->is_hidden,
		"new_codes", (json_int_t)result->fresh);
}

static void tell_file(struct cli *cli, const struct signin_result *result)
{
	if (!result->path)
		output_raw(result->bytes, result->length);
	else if (cli->json)
		output_json(file_json(result));
	else
		output_line("%s", result->path);
	if (result->left_out)
		output_note(
			PLURAL_("%zu person has not agreed to be on the list.",
				"%zu people have not agreed to be on the list.", result->left_out),
			result->left_out);
}

bool run_sheet(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	const char *format = arguments_value(arguments, "format");
	struct signin_order order = {.names = arguments_has(arguments, "list"),
		.out = given_out(arguments),
		.force = arguments_has(arguments, "force"),
		.write = true};
	struct signin_result result;
	if (format && !strcmp(format, "html"))
		order.format = SIGNIN_HTML;
	else if (format && strcmp(format, "text") != 0)
		return error_set(error, ERROR_USAGE, _("--format takes text or html."));
	if (!service_resolve(
		    &cli->service, &meeting_entity, arguments->words[0], &order.meeting, error) ||
		!service_signin_sheet(&cli->service, &order, &result, error))
		return false;
	tell_file(cli, &result);
	signin_result_finish(&result);
	return true;
}

bool attend_file(
	struct cli *cli, const struct arguments *arguments, int64_t meeting, struct error *error)
{
	const char *format = arguments_value(arguments, "format");
	struct signin_order order = {.meeting = meeting,
		.format = SIGNIN_CSV,
		.out = given_out(arguments),
		.force = arguments_has(arguments, "force"),
		.write = true};
	struct signin_result result;
	if (format && strcmp(format, "csv") != 0)
		return error_set(error, ERROR_USAGE, _("--format takes csv."));
	if (arguments->word_count > 1)
		return error_set(error, ERROR_USAGE,
			_("A file tells who came; note it first, in a call of its own."));
	if (!service_attendance_file(&cli->service, &order, &result, error))
		return false;
	tell_file(cli, &result);
	signin_result_finish(&result);
	return true;
}

/* ---- codes ---- */

static json_t *noted_json(const struct signin_noted *noted)
{
	json_t *people = json_array(), *faults = json_array();
	for (size_t i = 0; i < noted->count; i++)
		json_array_append_new(people, json_integer(noted->participants[i]));
	for (size_t i = 0; i < noted->fault_count; i++)
		json_array_append_new(faults, json_pack("{s:s, s:s}", "code", noted->faults[i].text,
						      "reason", noted->faults[i].sentence));
	return json_pack("{s:o, s:o}", "noted", people, "wrong", faults);
}

static bool tell_counts(struct cli *cli, int64_t id, struct error *error)
{
	struct meeting meeting = {0};
	struct attendees attendees = {0};
	bool ok = store_get(cli->store, &meeting_entity, id, &meeting, error) &&
		  service_attendees(&cli->service, &meeting, &attendees, error);
	if (ok) {
		char *counts = attendance_counts_text(&attendees.counts);
		output_line("%s", counts);
		free(counts);
	}
	attendees_finish(&attendees);
	record_finish(&meeting_entity, &meeting);
	return ok;
}

/* Codes that are right are noted; each wrong one is told, and the exit code says so. */
bool attend_codes(struct cli *cli, const struct arguments *arguments, int64_t meeting,
	struct number presence, struct error *error)
{
	struct signin_noted noted;
	if (arguments->word_count > 1)
		return error_set(error, ERROR_USAGE,
			_("Either codes or participants can be noted in one call."));
	if (!service_attend_codes(&cli->service, meeting, arguments_value(arguments, "codes"),
		    presence, &noted, error))
		return false;
	bool ok = true;
	if (cli->json)
		output_json(noted_json(&noted));
	else
		ok = tell_counts(cli, meeting, error);
	for (size_t i = 0; i < noted.fault_count; i++)
		output_note("%s: %s", noted.faults[i].text, noted.faults[i].sentence);
	if (noted.fault_count)
		cli->status = error_exit_code(ERROR_DATA);
	signin_noted_finish(&noted);
	return ok;
}

/* ---- the webinar ---- */

static json_t *webinar_json(const struct webinar_order *order, const struct webinar_result *result)
{
	json_t *left = json_array();
	for (size_t i = 0; i < result->left_out_count; i++)
		json_array_append_new(
			left, json_pack("{s:s, s:s, s:I}", "rule", result->left_out[i].rule,
				      "reason", purpose_rule_text(result->left_out[i].rule),
				      "count", (json_int_t)result->left_out[i].count));
	return json_pack("{s:s, s:b, s:b, s:b, s:I, s:I, s:I, s:I, s:s?, s:s?, s:o}", "event",
		result->event, "full", result->is_full, "written", order->write && result->rows,
		"ask_organiser", result->asks, "rows", (json_int_t)result->rows, "new",
		(json_int_t)result->added, "withdrawn", (json_int_t)result->withdrawn, "tasks",
		(json_int_t)result->tasks, "file", result->file, "path", result->path, "left_out",
		left);
}

static void tell_changes(const struct webinar_result *result,
	void (*line)(const char *format, ...) __attribute__((format(printf, 1, 2))))
{
	char *at = result->at.known ? instant_format(result->at.value) : NULL;
	if (result->asks)
		line("%s", _("The meeting is cancelled: ask the organiser whether the webinar is "
			     "held."));
	if (at && !result->rows)
		line(_("Nothing has changed since %s."), at);
	else if (at)
		line(_("Since %s: +%zu −%zu"), at, result->added, result->withdrawn);
	for (size_t i = 0; i < result->left_out_count; i++)
		line(PLURAL_("Left out: %zu, %s (%s)", "Left out: %zu, %s (%s)",
			     result->left_out[i].count),
			result->left_out[i].count, purpose_rule_text(result->left_out[i].rule),
			result->left_out[i].rule);
	if (result->tasks)
		line(PLURAL_("%zu task by hand, in the outbox", "%zu tasks by hand, in the outbox",
			     result->tasks),
			result->tasks);
	free(at);
}

static void print_plan(const struct webinar_result *result)
{
	output_line("%s", result->event);
	if (result->file)
		output_line(_("File: %s"), result->file);
	output_line(PLURAL_("%zu row", "%zu rows", result->rows), result->rows);
	tell_changes(result, output_line);
	if (result->preview)
		print_preview(result->preview);
	output_note("%s", _("Nothing has been written: leave --dry-run out to write it."));
}

bool run_webinar(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	struct webinar_order order = {.full = arguments_has(arguments, "full"),
		.out = given_out(arguments),
		.force = arguments_has(arguments, "force"),
		.write = !arguments_has(arguments, "dry-run")};
	struct webinar_result result;
	if (!may_write(cli, order.write, error) ||
		!service_resolve(&cli->service, &meeting_entity, arguments->words[0],
			&order.meeting, error) ||
		!service_webinar(&cli->service, &order, &result, error))
		return false;
	bool standard = !strcmp(order.out, "-");
	if (order.write && standard && result.bytes) {
		output_raw(result.bytes, result.length);
		tell_changes(&result, output_note);
	} else if (cli->json) {
		output_json(webinar_json(&order, &result));
	} else if (order.write) {
		if (result.path)
			output_line("%s", result.path);
		tell_changes(&result, output_note);
	} else {
		print_plan(&result);
	}
	webinar_result_finish(&result);
	return true;
}
