/* SPDX-License-Identifier: GPL-3.0-or-later */
/* view ...: filters under a name. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "cli/output.h"
#include "cli/table.h"
#include "cli/verb.h"
#include "service/view.h"

static const struct option_spec of_options[] = {
	{"of", N_("LIST"), N_("The list that the view is of: participant, meeting or request.")},
	{NULL, NULL, NULL},
};

/* *list is left alone when --of was not given. */
static bool choose_list(const struct arguments *arguments, int *list, struct error *error)
{
	const char *word = arguments_value(arguments, "of");
	if (!word)
		return true;
	*list = choices_match(&view_lists, word);
	if (*list >= 0)
		return true;
	char *safe = text_safe(word, TEXT_ONE_LINE);
	error_set(error, ERROR_USAGE, _("--of takes participant, meeting or request, not “%s”."),
		safe);
	free(safe);
	return false;
}

static json_t *view_json(const struct view *view)
{
	json_t *object = json_pack("{s:s, s:s?, s:s, s:s}", "list",
		view_lists.items[view->list].token, "token", view->token, "name", view->name,
		"filter", view->filter);
	json_object_set_new(object, "id", view->id ? json_integer(view->id) : json_null());
	json_object_set_new(
		object, "count", view->count < 0 ? json_null() : json_integer(view->count));
	return object;
}

static void add_view(struct table *table, const struct view *view)
{
	table_add(table, view->id ? xasprintf("%lld", (long long)view->id) : xstrdup("–"));
	table_add(table, xstrdup(choice_label(&view_lists, (int)view->list)));
	table_add(table, xstrdup(view->name));
	table_add(
		table, view->count < 0 ? xstrdup("–") : xasprintf("%lld", (long long)view->count));
	table_add(table, xstrdup(view->filter));
}

static bool run_views(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	static const char *const heads[] = {
		N_("ID"), N_("List"), N_("Name"), N_("Rows"), N_("Filter")};
	struct json_list list = {0};
	struct table table;
	int wanted = -1;
	bool ok = choose_list(arguments, &wanted, error);
	table_init(&table, 5);
	for (size_t i = 0; i < 5; i++)
		table_add(&table, xstrdup(_(heads[i])));
	for (int at = 0; ok && at < (int)view_lists.count; at++) {
		struct view *views;
		size_t count;
		if (wanted >= 0 && at != wanted)
			continue;
		ok = service_views(&cli->service, (enum view_of)at, &views, &count, error);
		for (size_t i = 0; i < count && cli->json; i++)
			json_list_add(&list, view_json(&views[i]));
		for (size_t i = 0; i < count && !cli->json; i++)
			add_view(&table, &views[i]);
		views_free(views, count);
	}
	if (ok && cli->json)
		json_list_end(&list);
	else if (ok)
		table_print(&table, output_columns());
	table_finish(&table);
	return ok;
}

static bool run_view_add(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	int list = VIEW_OF_PARTICIPANTS;
	int64_t id;
	if (!choose_list(arguments, &list, error) ||
		!service_view_add(&cli->service, (enum view_of)list, arguments->words[0],
			arguments->words[1], &id, error))
		return false;
	if (cli->json)
		output_json(json_pack("{s:I}", "id", (json_int_t)id));
	else
		output_line("%lld", (long long)id);
	return true;
}

/* By number, or by the name as it stands in the list. */
static bool find_view(struct cli *cli, const char *word, int64_t *id, struct error *error)
{
	struct record_set set = {0};
	char *end;
	*id = strtoll(word, &end, 10);
	if (!*end && *word)
		return true;
	*id = 0;
	bool ok = store_all(cli->store, &saved_view_entity, cli->service.network, &set, error);
	for (size_t i = 0; ok && i < set.count; i++) {
		const struct saved_view *view = record_set_at(&set, i);
		if (!strcmp(view->name, word))
			*id = view->record.id;
	}
	record_set_finish(&set);
	if (!ok || *id)
		return ok;
	char *safe = text_safe(word, TEXT_ONE_LINE);
	error_set(error, ERROR_REFUSED, _("There is no view of your own called “%s”."), safe);
	free(safe);
	return false;
}

static bool run_view_rename(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	int64_t id;
	if (!find_view(cli, arguments->words[0], &id, error) ||
		!service_view_rename(&cli->service, id, arguments->words[1], error))
		return false;
	if (cli->json)
		output_json(json_pack("{s:I}", "renamed", (json_int_t)id));
	else
		output_line(_("The view is renamed."));
	return true;
}

static bool run_view_delete(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	int64_t id;
	if (!find_view(cli, arguments->words[0], &id, error) ||
		!service_view_delete(&cli->service, id, error))
		return false;
	if (cli->json)
		output_json(json_pack("{s:I}", "deleted", (json_int_t)id));
	else
		output_line(_("The view is deleted."));
	return true;
}

const struct subcommand view_commands[] = {
	{.family = "view",
		.name = "list",
		.options = of_options,
		.summary = N_("List the saved views, with how many rows each shows now."),
		.run = run_views},
	{.family = "view",
		.name = "add",
		.words = N_("NAME TERMS"),
		.min_words = 2,
		.max_words = 2,
		.flags = SUBCOMMAND_WRITES,
		.options = of_options,
		.summary = N_("Keep a filter under a name and print the number."),
		.run = run_view_add},
	{.family = "view",
		.name = "rename",
		.words = N_("NAME NAME"),
		.min_words = 2,
		.max_words = 2,
		.flags = SUBCOMMAND_WRITES,
		.summary = N_("Give a view of your own another name."),
		.run = run_view_rename},
	{.family = "view",
		.name = "delete",
		.words = N_("NAME"),
		.min_words = 1,
		.max_words = 1,
		.flags = SUBCOMMAND_WRITES,
		.summary = N_("Delete a view of your own, by name or number."),
		.run = run_view_delete},
	{.name = NULL},
};
