/* SPDX-License-Identifier: GPL-3.0-or-later */
/* template ...: answers to requests that are written often. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "cli/output.h"
#include "cli/table.h"
#include "cli/verb.h"
#include "service/request/template.h"

#define OF_TEMPLATE .family = "template", .entity = &reply_template_entity

static void print_templates(const struct record_set *set)
{
	struct table table;
	table_init(&table, 3);
	table_add(&table, xstrdup(_("ID")));
	table_add(&table, xstrdup(_("Name")));
	table_add(&table, xstrdup(_("Urgent")));
	for (size_t i = 0; i < set->count; i++) {
		const struct reply_template *template = record_set_at(set, i);
		table_add(&table, xasprintf("%lld", (long long)template->record.id));
		table_add(&table, xstrdup(template->name));
		table_add(&table, xstrdup(template->is_urgent.value ? _("yes") : ""));
	}
	table_print(&table, output_columns());
	table_finish(&table);
}

static bool run_templates(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	struct record_set set = {0};
	(void)arguments;
	if (!service_templates(&cli->service, false, &set, error))
		return false;
	struct json_list list = {0};
	for (size_t i = 0; cli->json && i < set.count; i++)
		json_list_add(&list, shown_json(&reply_template_entity, record_set_at(&set, i)));
	if (cli->json)
		json_list_end(&list);
	else if (set.count)
		print_templates(&set);
	else
		output_note("%s", _("There are none: “template ship” adds those of the program."));
	record_set_finish(&set);
	return true;
}

static bool run_delete_template(
	struct cli *cli, const struct arguments *arguments, struct error *error)
{
	int64_t id;
	if (!service_template_find(&cli->service, arguments->words[0], &id, error) ||
		!service_delete(&cli->service, &reply_template_entity, id, error))
		return false;
	if (cli->json)
		output_json(json_pack("{s:I}", "deleted", (json_int_t)id));
	else
		output_line("%s", _("Deleted."));
	return true;
}

static bool run_ship(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	size_t added = 0;
	(void)arguments;
	if (!service_templates_ship(&cli->service, &added, error))
		return false;
	if (cli->json)
		output_json(json_pack("{s:I}", "added", (json_int_t)added));
	else
		output_line(
			PLURAL_("%zu answer template added", "%zu answer templates added", added),
			added);
	return true;
}

const struct subcommand template_commands[] = {
	{OF_TEMPLATE, .name = "list", .summary = N_("List the templates of answers to requests."),
		.run = run_templates},
	{OF_TEMPLATE, .name = "show", .words = N_("ID"), .min_words = 1, .max_words = 1,
		.summary = N_("Show an answer template whole."), .run = run_show},
	{OF_TEMPLATE, .name = "add", .flags = SUBCOMMAND_WRITES | SUBCOMMAND_FIELDS,
		.summary = N_("Add an answer template; print the number."), .run = run_add},
	{OF_TEMPLATE, .name = "edit", .words = N_("ID"), .min_words = 1, .max_words = 1,
		.flags = SUBCOMMAND_WRITES | SUBCOMMAND_FIELDS,
		.summary = N_("Change an answer template."), .run = run_edit},
	{OF_TEMPLATE, .name = "delete", .words = N_("ID"), .min_words = 1, .max_words = 1,
		.flags = SUBCOMMAND_WRITES, .summary = N_("Delete an answer template."),
		.run = run_delete_template},
	{OF_TEMPLATE, .name = "ship", .flags = SUBCOMMAND_WRITES,
		.summary = N_("Add those that come with the program and are not there."),
		.run = run_ship},
	{.name = NULL},
};
