/* SPDX-License-Identifier: GPL-3.0-or-later */
/* check and backup: the health of the database, and a copy of it. */
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/i18n.h"
#include "cli/output.h"
#include "cli/verb.h"
#include "store/maintenance.h"

/* Each network has its own rules to check; what concerns the whole file comes up every time. */
static bool check_networks(struct cli *cli, struct findings *findings, struct error *error)
{
	struct record_set networks = {0};
	bool ok = store_all(cli->store, &network_entity, 0, &networks, error);
	if (ok && !networks.count)
		ok = service_check(&cli->service, findings, error);
	for (size_t i = 0; ok && i < networks.count; i++) {
		cli->service.network = ((const struct record *)record_set_at(&networks, i))->id;
		ok = service_check(&cli->service, findings, error);
	}
	record_set_finish(&networks);
	return ok;
}

static bool said_before(const struct findings *findings, size_t index)
{
	for (size_t i = 0; i < index; i++) {
		if (!strcmp(findings->items[i].rule, findings->items[index].rule) &&
			!strcmp(findings->items[i].text, findings->items[index].text))
			return true;
	}
	return false;
}

static void print_json(const struct findings *findings)
{
	json_t *list = json_array();
	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *at = &findings->items[i];
		if (!said_before(findings, i))
			json_array_append_new(
				list, json_pack("{s:s, s:s}", "rule", at->rule, "text", at->text));
	}
	output_json(json_pack("{s:b, s:o}", "ok", findings->count == 0, "findings", list));
}

static void print_text(const struct findings *findings)
{
	for (size_t i = 0; i < findings->count; i++) {
		if (!said_before(findings, i))
			output_line("%s: %s", findings->items[i].rule, findings->items[i].text);
	}
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

static bool run_backup(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	const char *path = arguments->words[0];
	if (!arguments_has(arguments, "force") && !access(path, F_OK))
		return error_set(error, ERROR_CREATE,
			_("%s is there already: choose another name, or --force."), path);
	if (!store_backup(cli->store, path, error))
		return false;
	if (cli->json)
		output_json(json_pack("{s:s}", "path", path));
	else
		output_line(_("The database is copied to %s."), path);
	return true;
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
