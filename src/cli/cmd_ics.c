/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ics: what a calendar file says, which version of our meeting it is, and what is wrong with it. */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/i18n.h"
#include "cli/output.h"
#include "cli/subcommand.h"
#include "cli/world.h"
#include "exchange/file.h"
#include "exchange/ical/changes.h"
#include "exchange/ical/contentline.h"
#include "service/doctor.h"

/* ---- as JSON ---- */

static const char *version_token(enum doctor_version version)
{
	static const char *const tokens[] = {[DOCTOR_STRANGER] = "unknown",
		[DOCTOR_UNSENT] = "unsent",
		[DOCTOR_CURRENT] = "current",
		[DOCTOR_OLD] = "old"};
	return tokens[version];
}

static json_t *moment_json(bool known, const struct moment *moment)
{
	char text[26];
	if (!known)
		return json_null();
	if (moment->minutes.known)
		instant_to_iso(moment->instant, text);
	else
		date_to_iso(moment->date, text);
	return json_string(text);
}

static json_t *number_json(struct number number)
{
	return number.known ? json_integer((json_int_t)number.value) : json_null();
}

static json_t *changes_json(const struct doctor_event *event)
{
	json_t *list = json_array();
	for (size_t i = 0; i < event->change_count; i++)
		json_array_append_new(list,
			json_pack("{s:s, s:s?, s:s?}", "field", event->changes[i].field, "then",
				event->changes[i].then, "now", event->changes[i].now));
	return list;
}

static json_t *event_json(const struct told_event *told, const struct doctor_event *event)
{
	json_t *object = json_pack("{s:s?, s:s?, s:s?, s:s?, s:s?}", "uid", told->uid, "summary",
		told->summary, "location", told->location, "description", told->description,
		"status", told->status);
	json_object_set_new(object, "starts_at", moment_json(told->has_start, &told->start));
	json_object_set_new(object, "ends_at", moment_json(told->has_end, &told->end));
	json_object_set_new(object, "sequence", number_json(told->sequence));
	json_object_set_new(object, "meeting_id",
		event->meeting ? json_integer((json_int_t)event->meeting) : json_null());
	json_object_set_new(object, "version", json_string(version_token(event->version)));
	json_object_set_new(object, "newest_sequence", number_json(event->newest));
	json_object_set_new(object, "stale", json_boolean(event->is_stale));
	json_object_set_new(object, "changes", changes_json(event));
	return object;
}

static void print_json(const struct doctor_report *report)
{
	const struct diagnosis *diagnosis = &report->diagnosis;
	json_t *events = json_array(), *findings = json_array();
	for (size_t i = 0; i < diagnosis->event_count; i++)
		json_array_append_new(
			events, event_json(&diagnosis->events[i], &report->events[i]));
	for (size_t i = 0; i < diagnosis->ailment_count; i++) {
		const struct ailment *ailment = &diagnosis->ailments[i];
		json_array_append_new(
			findings, json_pack("{s:o, s:I, s:s, s:s, s:s}", "line",
					  ailment->line ? json_integer((json_int_t)ailment->line)
							: json_null(),
					  "count", (json_int_t)ailment->count, "severity",
					  ailment_weight_token(ailment->weight), "rule",
					  ailment->rule, "text", ailment->text));
	}
	output_json(json_pack("{s:s?, s:s?, s:o, s:o}", "method", diagnosis->method, "product",
		diagnosis->product, "events", events, "findings", findings));
}

/* ---- for people ---- */

static void print_pair(const char *label, const char *value)
{
	if (value && *value)
		output_line("%s: %s", label, value);
}

static void print_change(const struct doctor_change *change)
{
	output_line("  %s: %s → %s", _(change->label), doctor_change_words(change, change->then),
		doctor_change_words(change, change->now));
}

static void print_event(const struct told_event *told, const struct doctor_event *event, bool knows)
{
	char *when = told_event_when(told);
	char *version = doctor_version_text(event);
	print_pair(_("Title"), told->summary);
	print_pair(_("When"), when);
	print_pair(_("Place"), told->location);
	print_pair(_("Status"), calendar_status_words(told->status));
	if (knows) {
		print_pair(_("Our meeting"), event->title);
		print_pair(_("Which version"), version);
		print_pair(_("Not compared"), event->no_comparison);
	}
	if (event->change_count)
		output_line("%s", _("Changed since:"));
	for (size_t i = 0; i < event->change_count; i++)
		print_change(&event->changes[i]);
	output_line("%s", "");
	free(version);
	free(when);
}

static void print_text(const struct doctor_report *report, bool knows)
{
	const struct diagnosis *diagnosis = &report->diagnosis;
	char *method = doctor_method_text(diagnosis->method);
	print_pair(_("Written by"), diagnosis->product);
	print_pair(_("Method"), method);
	free(method);
	for (size_t i = 0; i < diagnosis->event_count; i++)
		print_event(&diagnosis->events[i], &report->events[i], knows);
	for (size_t i = 0; i < diagnosis->ailment_count; i++) {
		char *text = doctor_ailment_text(&diagnosis->ailments[i]);
		output_line("%s", text);
		free(text);
	}
	if (!diagnosis->ailment_count)
		output_line("%s", _("Nothing is wrong with the file."));
}

/* A file can be explained without any database. */
static bool open_if_there(struct cli *cli, bool *there, struct error *error)
{
	*there = world_open(cli, error);
	if (*there || error->kind != ERROR_NO_INPUT)
		return *there;
	error_finish(error);
	return true;
}

static bool run_ics(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	struct doctor_report report;
	size_t length;
	bool there = false;
	char *bytes = file_read(arguments->words[0], CALENDAR_FILE_LIMIT, &length, error);
	bool ok = bytes && open_if_there(cli, &there, error) &&
		  service_doctor(there ? &cli->service : NULL, bytes, length, &report, error);
	free(bytes);
	if (!ok)
		return false;
	if (cli->json)
		print_json(&report);
	else
		print_text(&report, there);
	doctor_report_finish(&report);
	return true;
}

const struct subcommand ics_commands[] = {
	{.name = "ics",
		.words = N_("FILE"),
		.min_words = 1,
		.max_words = 1,
		.flags = SUBCOMMAND_OPENS,
		.summary = N_("Explain a calendar file: what it says, which version of which "
			      "meeting it is, what has changed since and what is wrong with it."),
		.run = run_ics},
	{.name = NULL},
};
