/* SPDX-License-Identifier: GPL-3.0-or-later */
/* network ...: the networks themselves, and one of them whole as a file. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "cli/output.h"
#include "cli/planning.h"
#include "cli/publish.h"
#include "cli/table.h"
#include "cli/verb.h"
#include "exchange/file.h"
#include "model/network.h"

#define OF_NETWORK .family = "network", .entity = &network_entity

static void print_networks(struct cli *cli, const struct record_set *set)
{
	struct table table;
	table_init(&table, 4);
	table_add(&table, xstrdup(_("ID")));
	table_add(&table, xstrdup(_("Short name")));
	table_add(&table, xstrdup(_("Name")));
	table_add(&table, xstrdup(_("Period")));
	for (size_t i = 0; i < set->count; i++) {
		const struct network *network = record_set_at(set, i);
		table_add(&table, xasprintf("%lld", (long long)network->record.id));
		table_add(&table, xstrdup(network->slug));
		table_add(&table, xstrdup(network->name));
		table_add(&table, shown_value(cli, &network_entity,
					  entity_field(&network_entity, "period_text"), network));
	}
	table_print(&table, output_columns());
	table_finish(&table);
}

static bool run_networks(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	struct record_set set = {0};
	(void)arguments;
	if (!store_all(cli->store, &network_entity, 0, &set, error))
		return false;
	struct json_list list = {0};
	for (size_t i = 0; cli->json && i < set.count; i++)
		json_list_add(&list, shown_json(&network_entity, record_set_at(&set, i)));
	if (cli->json)
		json_list_end(&list);
	else if (set.count)
		print_networks(cli, &set);
	else
		output_note("%s", _("There is nothing to list."));
	record_set_finish(&set);
	return true;
}

/* The kinds of parts that a network has beside its meetings, people and requests. */
static const struct network_list {
	const struct entity *entity;
	const char *key;
} network_lists[] = {
	{&staff_entity, "staff"},
	{&strand_entity, "strands"},
	{&fact_entity, "facts"},
};

#define LIST_COUNT (sizeof(network_lists) / sizeof(*network_lists))

static bool show_json(struct cli *cli, const struct network *network, struct error *error)
{
	json_t *object = shown_json(&network_entity, network);
	for (size_t i = 0; i < LIST_COUNT; i++) {
		json_t *parts = shown_parts(
			cli, network_lists[i].entity, network->record.id, error);
		if (!parts) {
			json_decref(object);
			return false;
		}
		json_object_set_new(object, network_lists[i].key, parts);
	}
	output_json(object);
	return true;
}

static bool show_text(struct cli *cli, const struct network *network, struct error *error)
{
	shown_print(cli, &network_entity, network);
	for (size_t i = 0; i < LIST_COUNT; i++) {
		const struct entity *entity = network_lists[i].entity;
		struct record_set set = {0};
		if (!store_all(cli->store, entity, network->record.id, &set, error))
			return false;
		if (set.count)
			output_line("%s", "");
		for (size_t j = 0; j < set.count; j++) {
			char *title = entity->title(record_set_at(&set, j));
			output_line("%s: %s", _(entity->label), title);
			free(title);
		}
		record_set_finish(&set);
	}
	return true;
}

static bool run_show_network(
	struct cli *cli, const struct arguments *arguments, struct error *error)
{
	struct network network = {0};
	(void)arguments;
	if (!service_network(&cli->service, &network, error))
		return false;
	bool ok = cli->json ? show_json(cli, &network, error) : show_text(cli, &network, error);
	record_finish(&network_entity, &network);
	return ok;
}

static bool run_edit_network(
	struct cli *cli, const struct arguments *arguments, struct error *error)
{
	struct network network = {0};
	if (!service_network(&cli->service, &network, error))
		return false;
	void *before = record_copy(&network_entity, &network);
	bool ok = set_fields(cli, &network_entity, &network, arguments, error) &&
		  save_and_tell(cli, &network_entity, &network, before, error);
	record_destroy(&network_entity, before);
	record_finish(&network_entity, &network);
	return ok;
}

static const struct option_spec file_options[] = {
	{"out", N_("FILE"), N_("Write this file; without it: standard output.")},
	{"force", NULL, N_("Write over a file that is there.")},
	{NULL, NULL, NULL},
};

/* A file gets the bytes; a terminal the same document with nothing in it that could act on it. */
static void print_file(const char *text)
{
	char *safe = isatty(STDOUT_FILENO) ? json_escape(text) : NULL;
	output_bytes(safe ? safe : text);
	free(safe);
}

static bool run_export(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	const char *path = arguments_value(arguments, "out");
	char *text = service_network_export(&cli->service, error);
	bool ok = text != NULL;
	if (ok && path && strcmp(path, "-") != 0)
		ok = file_write(path, text, strlen(text), arguments_has(arguments, "force"), NULL,
			NULL, error);
	else if (ok)
		print_file(text);
	free(text);
	return ok;
}

const struct subcommand network_commands[] = {
	{OF_NETWORK, .name = "list", .flags = SUBCOMMAND_ANY_NETWORK,
		.summary = N_("List the networks in the database."), .run = run_networks},
	{OF_NETWORK, .name = "show",
		.summary = N_("Show the network: what its public page says of it."),
		.run = run_show_network},
	{OF_NETWORK, .name = "edit", .flags = SUBCOMMAND_WRITES | SUBCOMMAND_FIELDS,
		.summary = N_("Change what is known of the network."), .run = run_edit_network},
	{OF_NETWORK, .name = "unknowns",
		.summary = N_("List what is not yet known, who has promised it and by when."),
		.run = run_unknowns},
	{OF_NETWORK, .name = "coverage",
		.summary = N_("Show which meetings answer for the promised contents, and which "
			      "contents have none."),
		.run = run_coverage},
	{OF_NETWORK, .name = "export", .options = file_options,
		.summary = N_("Write the network whole, as a network file that “init” reads."),
		.run = run_export},
	{OF_NETWORK, .name = "webtext", .options = webtext_options,
		.summary = N_("Write the public page of the network, or what has changed in it "
			      "since it was last published."),
		.run = run_webtext},
	{OF_NETWORK, .name = "publish-mark", .flags = SUBCOMMAND_WRITES,
		.summary = N_("Mark the present web text as published today."),
		.run = run_publish_mark},
	{.name = NULL},
};
