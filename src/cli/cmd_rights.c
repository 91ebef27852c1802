/* SPDX-License-Identifier: GPL-3.0-or-later */
/* participant reveal, extract and erase; case ...: what people may ask for by right. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/dateformat.h"
#include "base/dateinput.h"
#include "base/i18n.h"
#include "cli/confirm.h"
#include "cli/output.h"
#include "cli/privacy.h"
#include "cli/table.h"
#include "cli/verb.h"
#include "model/disclosure.h"
#include "model/recordjson.h"
#include "service/access.h"
#include "service/erase.h"
#include "service/extract.h"

const struct option_spec reveal_options[] = {
	{"reason", N_("TEXT"), N_("Why it has to be seen; it stands in the log.")},
	{NULL, NULL, NULL},
};

const struct option_spec extract_options[] = {
	{"out", N_("FOLDER"), N_("Where the text and the JSON shall go.")},
	{"received", N_("DATE"), N_("When it was asked for; today when nothing is said.")},
	{"reason", N_("TEXT"), N_("Needed for a protected person; it stands in the log.")},
	{"force", NULL, N_("Write over files that are there.")},
	{NULL, NULL, NULL},
};

const struct option_spec erase_options[] = {
	{"preview", NULL, N_("Only say what would be removed and what is kept.")},
	{"yes", NULL, N_("Do it without asking.")},
	{NULL, NULL, NULL},
};

static bool participant_named(
	struct cli *cli, const struct arguments *arguments, int64_t *id, struct error *error)
{
	return service_resolve(&cli->service, &participant_entity, arguments->words[0], id, error);
}

/* ---- reveal ---- */

static void print_revealed(const struct participant *participant)
{
	for (size_t i = 0; i < participant_entity.field_count; i++) {
		const struct field *field = &participant_entity.fields[i];
		if (!(field->flags & FIELD_IDENTITY) || !field->label ||
			!field_is_known(field, participant))
			continue;
		char *value = field_display(field, participant);
		output_line("%s: %s", _(field->label), value);
		free(value);
	}
}

static json_t *revealed_json(const struct participant *participant)
{
	json_t *object = json_pack("{s:I}", "id", (json_int_t)participant->record.id);
	for (size_t i = 0; i < participant_entity.field_count; i++) {
		const struct field *field = &participant_entity.fields[i];
		if (field->flags & FIELD_IDENTITY)
			json_object_set_new(object, field->name, field_to_json(field, participant));
	}
	return object;
}

bool run_reveal(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	struct participant participant = {0};
	int64_t id;
	bool ok = participant_named(cli, arguments, &id, error) &&
		  service_reveal(&cli->service, id, arguments_value(arguments, "reason"),
			  &participant, error);
	if (ok && cli->json)
		output_json(revealed_json(&participant));
	else if (ok)
		print_revealed(&participant);
	record_finish(&participant_entity, &participant);
	return ok;
}

/* ---- extract ---- */

static bool read_day(struct cli *cli, const struct arguments *arguments, const char *name,
	int64_t *day, struct error *error)
{
	const char *text = arguments_value(arguments, name);
	*day = clock_today(&cli->clock);
	return !text || date_parse(text, clock_today(&cli->clock), day, error);
}

static void tell_extract(struct cli *cli, const struct extract_result *result)
{
	char *due = date_format(result->due, DATE_MEDIUM);
	if (cli->json) {
		char iso[11];
		date_to_iso(result->due, iso);
		output_json(json_pack("{s:s, s:s, s:I, s:s}", "text", result->text_path, "json",
			result->json_path, "rows", (json_int_t)result->rows, "due", iso));
	} else {
		output_line("%s", result->text_path);
		output_line("%s", result->json_path);
		output_note(_("It must be handed over by %s."), due);
	}
	free(due);
}

bool run_extract(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	struct extract_order order = {.folder = arguments_value(arguments, "out"),
		.reason = arguments_value(arguments, "reason"),
		.force = arguments_has(arguments, "force")};
	struct extract_result result;
	if (!order.folder || !*order.folder)
		return error_set(
			error, ERROR_USAGE, _("Say where the files shall go: --out FOLDER."));
	if (!participant_named(cli, arguments, &order.participant, error) ||
		!read_day(cli, arguments, "received", &order.received, error) ||
		!service_extract(&cli->service, &order, &result, error))
		return false;
	tell_extract(cli, &result);
	extract_result_finish(&result);
	return true;
}

/* ---- erase ---- */

static json_t *erasure_json(const struct erasure *erasure)
{
	json_t *removed = json_object(), *kept = json_object();
	for (size_t i = 0; i < erasure->count; i++) {
		const struct erasure_line *line = &erasure->lines[i];
		json_object_set_new(
			removed, line->entity->name, json_integer((json_int_t)line->removed));
		if (line->kept)
			json_object_set_new(
				kept, line->entity->name, json_integer((json_int_t)line->kept));
	}
	return json_pack("{s:I, s:o, s:o, s:s?}", "id", (json_int_t)erasure->participant, "removed",
		removed, "kept", kept, "hold", erasure->hold);
}

static void print_erasure(const struct erasure *erasure)
{
	output_line(_("%s is erased:"), erasure->name);
	for (size_t i = 0; i < erasure->count; i++) {
		char *text = erasure_line_text(erasure, &erasure->lines[i]);
		output_line("  %s: %s", _(erasure->lines[i].entity->label), text);
		free(text);
	}
	if (erasure->hold)
		output_line("%s", erasure->hold);
}

void tell_erased(struct cli *cli, const struct erasure_result *result)
{
	if (cli->json) {
		json_t *copies = json_array();
		for (size_t i = 0; i < result->copies.count; i++)
			json_array_append_new(copies, json_string(result->copies.words[i]));
		output_json(json_pack("{s:I, s:I, s:I, s:b, s:o}", "removed",
			(json_int_t)result->removed, "kept", (json_int_t)result->kept, "traces",
			(json_int_t)result->traces, "cleaned", result->cleaned, "copies", copies));
		return;
	}
	char *proof = erasure_result_text(result);
	output_line("%s", proof);
	for (size_t i = 0; i < result->copies.count; i++)
		output_line(_("An old copy of the database held it too and is removed: %s"),
			result->copies.words[i]);
	free(proof);
}

static bool erase_confirmed(
	struct cli *cli, const struct arguments *arguments, int64_t id, struct error *error)
{
	struct erasure_result result;
	char *word = xasprintf("%lld", (long long)id);
	char *question = xasprintf(
		_("This cannot be undone. Type the number of the participant, %s, to erase:"),
		word);
	bool ok = confirm(arguments, question, word, error) &&
		  service_erase(&cli->service, id, &result, error);
	if (ok) {
		tell_erased(cli, &result);
		erasure_result_finish(&result);
	}
	free(question);
	free(word);
	return ok;
}

bool run_erase(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	struct erasure erasure;
	int64_t id;
	bool only = arguments_has(arguments, "preview");
	if ((!only && !confirm_can_ask(arguments, error)) ||
		!participant_named(cli, arguments, &id, error) ||
		!service_erasure_preview(&cli->service, id, &erasure, error))
		return false;
	if (cli->json && only)
		output_json(erasure_json(&erasure));
	else if (!cli->json)
		print_erasure(&erasure);
	bool ok = only || !erasure.hold || error_set(error, ERROR_REFUSED, "%s", erasure.hold);
	erasure_finish(&erasure);
	return ok && (only || erase_confirmed(cli, arguments, id, error));
}

/* ---- cases ---- */

static const struct option_spec open_options[] = {
	{"received", N_("DATE"), N_("When it was asked for; today when nothing is said.")},
	{"checked", NULL, N_("It has been seen that they are who they say.")},
	{NULL, NULL, NULL},
};

static bool read_choice(
	const struct choices *choices, const char *word, int *value, struct error *error)
{
	struct buffer known = {0};
	*value = choices_find(choices, word);
	if (*value >= 0)
		return true;
	for (size_t i = 0; i < choices->count; i++)
		buffer_printf(&known, "%s%s", i ? ", " : "", choices->items[i].token);
	error_set(error, ERROR_USAGE, _("It is one of %s."), known.data);
	buffer_finish(&known);
	return false;
}

static bool tell_case(struct cli *cli, int64_t id, struct error *error)
{
	struct rights_case *rights = record_create(&rights_case_entity);
	bool ok = store_get(cli->store, &rights_case_entity, id, rights, error);
	if (ok && cli->json) {
		output_json(shown_json(&rights_case_entity, rights));
	} else if (ok) {
		char *name = rights_case_entity.title(rights);
		char *due = date_format(rights->due_on.value, DATE_MEDIUM);
		output_line(_("%s: %s, due %s"), name,
			choice_label(&rights_statuses, (int)rights->status.value), due);
		free(due);
		free(name);
	}
	record_destroy(&rights_case_entity, rights);
	return ok;
}

static void print_case(struct cli *cli, struct table *table, const struct rights_case *rights)
{
	static const char *const shown[] = {"participant_id", "kind", "received_on", "due_on"};
	table_add(table, xasprintf("%lld", (long long)rights->record.id));
	for (size_t i = 0; i < sizeof(shown) / sizeof(*shown); i++)
		table_add(table, shown_value(cli, &rights_case_entity,
					 entity_field(&rights_case_entity, shown[i]), rights));
}

/* What waits for an answer, the first due first; with --all or a filter as any other list. */
static bool run_case_list(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	struct record_set cases = {0};
	struct json_list list = {0};
	struct table table;
	if (arguments->option_count > (size_t)arguments_has(arguments, "json"))
		return run_list(cli, arguments, error);
	if (!service_open_cases(&cli->service, 0, &cases, error))
		return false;
	table_init(&table, 5);
	table_add(&table, xstrdup(_("ID")));
	table_add(&table, xstrdup(_("Participant")));
	table_add(&table, xstrdup(_("Asked for")));
	table_add(&table, xstrdup(_("Received")));
	table_add(&table, xstrdup(_("Due")));
	for (size_t i = 0; i < cases.count; i++) {
		const struct rights_case *rights = record_set_at(&cases, i);
		if (cli->json)
			json_list_add(&list, shown_json(&rights_case_entity, rights));
		else
			print_case(cli, &table, rights);
	}
	if (cli->json)
		json_list_end(&list);
	else if (cases.count)
		table_print(&table, output_columns());
	else
		output_note("%s", _("There is nothing to list."));
	table_finish(&table);
	record_set_finish(&cases);
	return true;
}

static bool run_case_open(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	int64_t participant, received, id;
	int kind;
	return participant_named(cli, arguments, &participant, error) &&
	       read_choice(&rights_kinds, arguments->words[1], &kind, error) &&
	       read_day(cli, arguments, "received", &received, error) &&
	       service_open_case(&cli->service, participant, (enum rights_kind)kind, received,
		       arguments_has(arguments, "checked"), &id, error) &&
	       tell_case(cli, id, error);
}

static bool run_case_close(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	int64_t id;
	int outcome;
	return service_resolve(
		       &cli->service, &rights_case_entity, arguments->words[0], &id, error) &&
	       read_choice(&rights_statuses, arguments->words[1], &outcome, error) &&
	       service_close_case(&cli->service, id, (enum rights_status)outcome,
		       arguments_value(arguments, "reason"), error) &&
	       tell_case(cli, id, error);
}

#define OF_CASE .family = "case", .entity = &rights_case_entity

const struct subcommand case_commands[] = {
	{OF_CASE, .name = "list", .options = list_options,
		.summary = N_("List what people have asked for by right, with the day it is due."),
		.run = run_case_list},
	{OF_CASE, .name = "open", .words = N_("PARTICIPANT extract|erasure"), .min_words = 2,
		.max_words = 2, .flags = SUBCOMMAND_WRITES, .options = open_options,
		.summary = N_("Note that someone has asked for an extract or to be erased."),
		.run = run_case_open},
	{OF_CASE, .name = "close", .words = N_("ID delivered|partly|refused"), .min_words = 2,
		.max_words = 2, .flags = SUBCOMMAND_WRITES, .options = reason_options,
		.summary = N_("Note how a case was answered; a refusal needs a reason."),
		.run = run_case_close},
	{.name = NULL},
};

const struct subcommand access_commands[] = {
	{.family = "access",
		.entity = &access_entity,
		.name = "list",
		.options = list_options,
		.summary = N_("List who has opened what is sealed, when and why."),
		.run = run_list},
	{.name = NULL},
};

const struct subcommand disclosure_commands[] = {
	{.family = "disclosure",
		.entity = &disclosure_entity,
		.name = "list",
		.options = list_options,
		.summary = N_("List the personal data that has left the house, and what for."),
		.run = run_list},
	{.name = NULL},
};
