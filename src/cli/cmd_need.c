/* SPDX-License-Identifier: GPL-3.0-or-later */
/* need ...: what people need at a meeting. meeting catering: the same as counts. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "cli/output.h"
#include "cli/privacy.h"
#include "cli/verb.h"
#include "model/meeting.h"
#include "model/participant.h"
#include "service/need.h"

/* Whoever opens the needs of someone is meant to read them: it is logged. */
static json_t *need_json(const struct special_need *need)
{
	json_t *object = shown_json(&special_need_entity, need);
	json_object_set_new(object, "text", json_string(need->text ? need->text : ""));
	return object;
}

static void print_need(struct cli *cli, const struct special_need *need)
{
	const struct field *meeting = entity_field(&special_need_entity, "meeting_id");
	char *where = shown_value(cli, &special_need_entity, meeting, need);
	output_line("%lld  %s  %s: %s", (long long)need->record.id, where,
		choice_label(&need_kinds, (int)need->kind.value), need->text ? need->text : "");
	free(where);
}

static bool run_need_list(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	struct record_set needs = {0};
	struct json_list list = {0};
	int64_t id;
	if (!service_resolve(&cli->service, &participant_entity, arguments->words[0], &id, error) ||
		!service_needs(&cli->service, id, &needs, error))
		return false;
	for (size_t i = 0; i < needs.count; i++) {
		const struct special_need *need = record_set_at(&needs, i);
		if (cli->json)
			json_list_add(&list, need_json(need));
		else
			print_need(cli, need);
	}
	if (cli->json)
		json_list_end(&list);
	else if (!needs.count)
		output_note("%s", _("There is nothing to list."));
	record_set_finish(&needs);
	return true;
}

static bool run_need_add(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	struct special_need *need = service_new(&cli->service, &special_need_entity);
	int64_t id;
	bool ok = service_resolve(
		&cli->service, &participant_entity, arguments->words[0], &id, error);
	if (ok) {
		need->participant = (struct number){.known = true, .value = id};
		ok = set_fields(cli, &special_need_entity, need, arguments, error) &&
		     service_save(&cli->service, &special_need_entity, need, NULL, error);
	}
	if (ok && cli->json)
		output_json(shown_json(&special_need_entity, need));
	else if (ok)
		output_line("%lld", (long long)need->record.id);
	record_destroy(&special_need_entity, need);
	return ok;
}

static bool run_need_delete(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	int64_t id;
	bool ok = service_resolve(
			  &cli->service, &special_need_entity, arguments->words[0], &id, error) &&
		  service_delete(&cli->service, &special_need_entity, id, error);
	if (ok && !cli->json)
		output_line(_("Need no. %lld is deleted."), (long long)id);
	else if (ok)
		output_json(json_pack("{s:I}", "deleted", (json_int_t)id));
	return ok;
}

/* ---- the caterer ---- */

static void print_catering(const struct catering *catering)
{
	for (size_t i = 0; i < catering->count; i++) {
		const struct catering_line *line = &catering->lines[i];
		output_line("%s: %s %zu", choice_label(&need_kinds, (int)line->kind), line->text,
			line->count);
	}
	if (!catering->count)
		output_line("%s", _("Nobody has told of a need."));
	if (catering->expected >= 0)
		output_line(_("Expected at the place: %lld"), (long long)catering->expected);
	if (catering->meals < 0)
		return;
	output_line(_("Lunch: %lld"), (long long)catering->meals);
	output_line(_("Fika: %lld"), (long long)catering->meals);
	output_line("%s", catering->meals_for_all
				  ? _("Counted for all who belong to the meeting: nobody has "
				      "answered yet.")
				  : _("Counted for those who have accepted."));
}

static json_t *meals_json(const struct catering *catering)
{
	if (catering->meals < 0)
		return json_null();
	return json_pack("{s:I, s:I, s:s}", "lunch", (json_int_t)catering->meals, "fika",
		(json_int_t)catering->meals, "counted",
		catering->meals_for_all ? "members" : "accepted");
}

static json_t *catering_json(const struct catering *catering)
{
	json_t *needs = json_array();
	for (size_t i = 0; i < catering->count; i++) {
		const struct catering_line *line = &catering->lines[i];
		json_array_append_new(needs,
			json_pack("{s:s, s:s, s:I}", "kind", need_kinds.items[line->kind].token,
				"text", line->text, "count", (json_int_t)line->count));
	}
	return json_pack("{s:o, s:o, s:I, s:o}", "meals", meals_json(catering), "needs", needs,
		"people", (json_int_t)catering->people, "expected",
		catering->expected < 0 ? json_null() : json_integer(catering->expected));
}

bool run_catering(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	struct catering catering;
	int64_t id;
	if (!service_resolve(&cli->service, &meeting_entity, arguments->words[0], &id, error) ||
		!service_catering(&cli->service, id, &catering, error))
		return false;
	if (cli->json)
		output_json(catering_json(&catering));
	else
		print_catering(&catering);
	catering_finish(&catering);
	return true;
}

#define OF_NEED .family = "need", .entity = &special_need_entity, .min_words = 1, .max_words = 1

const struct subcommand need_commands[] = {
	{OF_NEED, .name = "list", .words = N_("PARTICIPANT"), .flags = SUBCOMMAND_WRITES,
		.summary = N_("Open what a participant needs at meetings; it is logged who did."),
		.run = run_need_list},
	{OF_NEED, .name = "add", .words = N_("PARTICIPANT"),
		.flags = SUBCOMMAND_WRITES | SUBCOMMAND_FIELDS,
		.summary = N_("Note what a participant needs at a meeting and print the number."),
		.run = run_need_add},
	{OF_NEED, .name = "edit", .words = N_("ID"), .flags = SUBCOMMAND_WRITES | SUBCOMMAND_FIELDS,
		.summary = N_("Change a need."), .run = run_edit},
	{OF_NEED, .name = "delete", .words = N_("ID"), .flags = SUBCOMMAND_WRITES,
		.summary = N_("Delete a need."), .run = run_need_delete},
	{.name = NULL},
};
