/* SPDX-License-Identifier: GPL-3.0-or-later */
/* history, undo and redo: the journal. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "base/dateformat.h"
#include "base/i18n.h"
#include "base/text.h"
#include "cli/output.h"
#include "cli/verb.h"
#include "model/recordjson.h"

#define DEFAULT_LIMIT 50
#define PAGE_ACTIONS 100
/* Of one action, for people; JSON has them all. */
#define ROWS_SHOWN 5

static const struct option_spec history_options[] = {
	{"entity", N_("KIND[:ID]"), N_("Only changes of meetings, or of meeting:2.")},
	{"related", NULL,
		N_("With a row: also what refers to it, such as attendance and requests.")},
	{"limit", N_("NUMBER"), N_("At most so many steps; 50 when nothing is said.")},
	{NULL, NULL, NULL},
};

/* Reads "meeting" or "meeting:2"; a row that is gone still has a history under its number. */
static bool read_entity(
	struct cli *cli, const char *text, struct journal_query *query, struct error *error)
{
	if (!text)
		return true;
	char *kind = xstrndup(text, strcspn(text, ":"));
	const char *row = text[strlen(kind)] ? text + strlen(kind) + 1 : NULL;
	const struct entity *entity = entity_by_name(kind);
	bool ok = true;
	if (!entity)
		ok = error_set(error, ERROR_USAGE,
			_("--entity takes participant, meeting, request or network, and a number "
			  "after a colon."));
	else if (row && *row && strlen(row) < 19 && strspn(row, "0123456789") == strlen(row))
		query->row = strtoll(row, NULL, 10);
	else if (row)
		ok = service_resolve(&cli->service, entity, row, &query->row, error);
	query->entity = entity ? entity->name : NULL;
	free(kind);
	return ok;
}

static bool is_named(const json_t *object, const char *name)
{
	size_t index;
	const json_t *at;
	json_array_foreach(json_object_get(object, "sealed"), index, at)
	{
		if (!strcmp(json_string_value(at), name))
			return true;
	}
	return false;
}

static json_t *value_of(const json_t *object, const char *name)
{
	json_t *value = json_object_get(object, name);
	return value ? json_incref(value) : json_null();
}

/* One changed key: what it was, what it is, or only that it was changed when it is sealed. */
static void add_change(json_t *list, const struct journal_row *row, const struct field *field,
	const json_t *before, const json_t *after)
{
	bool sealed = is_named(before, field->name) || is_named(after, field->name);
	json_t *was = sealed ? json_null() : value_of(before, field->name);
	json_t *is = sealed ? json_null() : value_of(after, field->name);
	if (!sealed && json_equal(was, is)) {
		json_decref(was);
		json_decref(is);
		return;
	}
	json_array_append_new(
		list, json_pack("{s:s, s:I, s:s, s:o, s:o, s:b}", "entity", row->entity, "id",
			      (json_int_t)row->row, "field", field->name, "before", was, "after",
			      is, "sealed", sealed));
}

static void add_changes(json_t *list, const struct journal_row *row)
{
	const struct entity *entity = entity_by_name(row->entity);
	json_t *before = row->before ? json_loads(row->before, 0, NULL) : NULL;
	json_t *after = row->after ? json_loads(row->after, 0, NULL) : NULL;
	for (size_t i = 0; entity && i < entity->field_count; i++)
		add_change(list, row, &entity->fields[i], before, after);
	json_decref(before);
	json_decref(after);
}

static json_t *action_json(const struct journal_action *action)
{
	char at[26];
	json_t *changes = json_array();
	instant_to_iso(action->at, at);
	for (size_t i = 0; i < action->row_count; i++)
		add_changes(changes, &action->rows[i]);
	return json_pack("{s:I, s:s, s:s?, s:s?, s:s?, s:b, s:o}", "id", (json_int_t)action->id,
		"at", at, "who", action->who, "kind", action->kind, "title", action->title,
		"undone", action->undone_by != 0, "changes", changes);
}

static void print_row(const struct journal_row *row)
{
	char *lines = service_describe_change(row);
	char *rest = lines;
	for (char *line; rest && (line = strsep(&rest, "\n"));) {
		char *safe = text_fit(line, 94, NULL);
		if (*safe)
			printf("      %s\n", safe);
		free(safe);
	}
	free(lines);
}

static void print_action(const struct journal_action *action)
{
	char *when = instant_format(action->at);
	output_line(action->undone_by ? _("%lld  %s  %s  %s (taken back)") : "%lld  %s  %s  %s",
		(long long)action->id, when, action->who, action->title);
	size_t shown = action->row_count < ROWS_SHOWN ? action->row_count : ROWS_SHOWN;
	for (size_t i = 0; i < shown; i++)
		print_row(&action->rows[i]);
	size_t rest = action->row_count - shown;
	if (rest) {
		char *more = xasprintf(
			PLURAL_("… and %zu more row", "… and %zu more rows", rest), rest);
		output_line("      %s", more);
		free(more);
	}
	free(when);
}

static void print_actions(struct cli *cli, const struct journal *journal, struct json_list *list)
{
	for (size_t i = 0; i < journal->count; i++) {
		if (cli->json)
			json_list_add(list, action_json(&journal->actions[i]));
		else
			print_action(&journal->actions[i]);
	}
}

static bool run_history(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	struct journal_query query = {0};
	struct json_list list = {0};
	size_t left = DEFAULT_LIMIT;
	bool ok = arguments_count(arguments, "limit", &left, error) &&
		  read_entity(cli, arguments_value(arguments, "entity"), &query, error);
	query.related = arguments_has(arguments, "related");
	if (ok && query.related && !query.row)
		ok = error_set(error, ERROR_USAGE,
			_("--related needs a row to be about: --entity participant:7."));
	for (bool more = true; ok && more && left;) {
		struct journal journal = {0};
		query.limit = left < PAGE_ACTIONS ? left : PAGE_ACTIONS;
		ok = store_history(cli->store, &query, &journal, error);
		if (ok)
			print_actions(cli, &journal, &list);
		more = journal.count == query.limit;
		left -= journal.count;
		if (journal.count)
			query.before = journal.actions[journal.count - 1].id;
		journal_finish(&journal);
	}
	if (ok && cli->json)
		json_list_end(&list);
	return ok;
}

static bool read_steps(const struct arguments *arguments, int *steps, struct error *error)
{
	const char *text = arguments->word_count ? arguments->words[0] : "1";
	size_t digits = strspn(text, "0123456789");
	*steps = (int)strtol(text, NULL, 10);
	if (digits && digits < 6 && !text[digits] && *steps > 0)
		return true;
	return error_set(error, ERROR_USAGE, _("The number of steps is a whole number from 1."));
}

static bool take_steps(struct cli *cli, const struct arguments *arguments,
	bool (*walk)(struct service *service, int steps, char **said, struct error *error),
	struct error *error)
{
	char *said = NULL;
	int steps;
	bool ok = read_steps(arguments, &steps, error) && walk(&cli->service, steps, &said, error);
	if (ok && cli->json)
		output_json(json_pack("{s:i, s:s?}", "steps", steps, "said", said));
	else if (ok)
		output_line("%s", said ? said : "");
	free(said);
	return ok;
}

static bool run_undo(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	return take_steps(cli, arguments, service_undo, error);
}

static bool run_redo(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	return take_steps(cli, arguments, service_redo, error);
}

const struct subcommand history_commands[] = {
	{.name = "history",
		.flags = SUBCOMMAND_ANY_NETWORK,
		.options = history_options,
		.summary = N_("What has been changed, by whom and when, the newest first."),
		.run = run_history},
	{.name = "undo",
		.words = N_("[STEPS]"),
		.max_words = 1,
		.flags = SUBCOMMAND_WRITES | SUBCOMMAND_ANY_NETWORK,
		.summary = N_("Take back the newest change, or so many of them."),
		.run = run_undo},
	{.name = "redo",
		.words = N_("[STEPS]"),
		.max_words = 1,
		.flags = SUBCOMMAND_WRITES | SUBCOMMAND_ANY_NETWORK,
		.summary = N_("Do again what was taken back."),
		.run = run_redo},
	{.name = NULL},
};
