/* SPDX-License-Identifier: GPL-3.0-or-later */
/* check and backup: the health of the database, and a copy of it. */
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "cli/output.h"
#include "cli/verb.h"
#include "service/request/filed.h"
#include "store/maintenance.h"

static bool is_told(const struct findings *findings, const struct finding *finding)
{
	for (size_t i = 0; i < findings->count; i++) {
		if (!strcmp(findings->items[i].rule, finding->rule) &&
			!strcmp(findings->items[i].text, finding->text))
			return true;
	}
	return false;
}

/* What concerns the whole file comes up with every network: it is told once. */
static void collect(struct findings *findings, const struct findings *more, bool first)
{
	for (size_t i = 0; i < more->count; i++) {
		if (first || !is_told(findings, &more->items[i]))
			findings_add(findings, more->items[i].rule, xstrdup(more->items[i].text));
	}
	for (size_t i = 0; first && i < more->note_count; i++)
		findings_note(findings, more->notes[i].rule, xstrdup(more->notes[i].text));
}

static bool check_network(
	struct cli *cli, int64_t network, struct findings *findings, struct error *error)
{
	struct findings more = {0};
	bool first = !findings->count && !findings->note_count;
	cli->service.network = network;
	bool ok = service_check(&cli->service, &more, error);
	if (ok)
		collect(findings, &more, first);
	findings_finish(&more);
	return ok;
}

static bool check_networks(struct cli *cli, struct findings *findings, struct error *error)
{
	struct record_set networks = {0};
	bool ok = store_all(cli->store, &network_entity, 0, &networks, error);
	if (ok && !networks.count)
		ok = check_network(cli, 0, findings, error);
	for (size_t i = 0; ok && i < networks.count; i++)
		ok = check_network(cli, ((const struct record *)record_set_at(&networks, i))->id,
			findings, error);
	record_set_finish(&networks);
	return ok;
}

static json_t *list_json(const struct finding *items, size_t count)
{
	json_t *list = json_array();
	for (size_t i = 0; i < count; i++)
		json_array_append_new(list,
			json_pack("{s:s, s:s}", "rule", items[i].rule, "text", items[i].text));
	return list;
}

static void print_json(const struct findings *findings)
{
	output_json(json_pack("{s:b, s:o, s:o}", "ok", findings->count == 0, "findings",
		list_json(findings->items, findings->count), "notes",
		list_json(findings->notes, findings->note_count)));
}

static void print_text(const struct findings *findings)
{
	for (size_t i = 0; i < findings->count; i++)
		output_line("%s: %s", findings->items[i].rule, findings->items[i].text);
	for (size_t i = 0; i < findings->note_count; i++)
		output_line(_("%s: still to be done: %s"), findings->notes[i].rule,
			findings->notes[i].text);
	if (!findings->count)
		output_line("%s", _("Everything is as it should be."));
}

static bool run_check(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	struct findings findings = {0};
	(void)arguments;
	bool ok = check_networks(cli, &findings, error);
	if (ok && cli->json)
		print_json(&findings);
	else if (ok)
		print_text(&findings);
	if (ok && findings.count)
		cli->status = EX_DATAERR;
	findings_finish(&findings);
	return ok;
}

static const struct option_spec backup_options[] = {
	{"force", NULL, N_("Write over a file that is there.")},
	{NULL, NULL, NULL},
};

/* The folder of attachments is no part of the file. */
static bool tell_copied(struct cli *cli, const char *path, struct error *error)
{
	size_t count;
	char *folder;
	if (!service_attachments_aside(&cli->service, &count, &folder, error))
		return false;
	if (cli->json)
		output_json(json_pack(
			"{s:s, s:I}", "path", path, "attachments_left", (json_int_t)count));
	else
		output_line(_("The database is copied to %s."), path);
	if (count) {
		char *told = xasprintf(
			PLURAL_("%zu attachment is not in it: copy the folder %s too.",
				"%zu attachments are not in it: copy the folder %s "
				"too.",
				count),
			count, folder);
		output_note("%s", told);
		free(told);
	}
	free(folder);
	return true;
}

static bool run_backup(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	const char *path = arguments->words[0];
	if (!arguments_has(arguments, "force") && !access(path, F_OK))
		return error_set(error, ERROR_CREATE,
			_("%s is there already: choose another name, or --force."), path);
	return store_backup(cli->store, path, error) && tell_copied(cli, path, error);
}

const struct subcommand upkeep_commands[] = {
	{.name = "check",
		.flags = SUBCOMMAND_ANY_NETWORK,
		.summary = N_("Check the database and all the rules; exit code 65 when something "
			      "is wrong."),
		.run = run_check},
	{.name = "backup",
		.words = N_("FILE"),
		.min_words = 1,
		.max_words = 1,
		.flags = SUBCOMMAND_ANY_NETWORK,
		.options = backup_options,
		.summary = N_("Copy the database, also while it is in use."),
		.run = run_backup},
	{.name = NULL},
};
