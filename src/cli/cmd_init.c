/* SPDX-License-Identifier: GPL-3.0-or-later */
/* init and demo: where a database comes from. */
#include <stdlib.h>

#include "base/i18n.h"
#include "cli/demo.h"
#include "cli/output.h"
#include "cli/verb.h"
#include "cli/world.h"
#include "exchange/file.h"
#include "exchange/networkfile.h"

#define NETWORK_FILE_LIMIT ((size_t)64 << 20)

static const struct option_spec init_options[] = {
	{"example", NULL, N_("With the network that comes with the program.")},
	{NULL, NULL, NULL},
};

/* Reads the file and makes sure that it is a network, before there is a database to spoil. */
static char *read_network(const char *path, size_t *length, struct error *error)
{
	struct network_bundle bundle = {0};
	char *text = file_read(path, NETWORK_FILE_LIMIT, length, error);
	if (!text)
		return NULL;
	if (networkfile_read(&bundle, text, *length, path, error)) {
		network_bundle_finish(&bundle);
		return text;
	}
	free(text);
	return NULL;
}

static bool tell_empty(struct cli *cli)
{
	if (cli->json)
		output_json(json_pack("{s:s, s:n}", "database", store_path(cli->store), "network"));
	else
		output_line(
			_("The database is %s; it holds no network yet."), store_path(cli->store));
	return true;
}

static bool tell(struct cli *cli, struct error *error)
{
	struct network network = {0};
	if (!service_network(&cli->service, &network, error))
		return false;
	if (cli->json)
		output_json(json_pack("{s:s, s:o}", "database", store_path(cli->store), "network",
			shown_json(&network_entity, &network)));
	else
		output_line(_("The network “%s” (%s) is in %s."), network.name, network.slug,
			store_path(cli->store));
	record_finish(&network_entity, &network);
	return true;
}

static bool fill(struct cli *cli, bool example, const char *path, const char *text, size_t length,
	struct error *error)
{
	int64_t id = 0;
	if (example && !service_network_import_example(&cli->service, &id, error))
		return false;
	if (text && !service_network_import(&cli->service, text, length, path, &id, error))
		return false;
	if (!id)
		return tell_empty(cli);
	cli->service.network = id;
	return tell(cli, error);
}

static bool run_init(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	bool example = arguments_has(arguments, "example");
	const char *path = arguments->word_count ? arguments->words[0] : NULL;
	size_t length = 0;
	char *text = NULL;
	if (example && path)
		return error_set(
			error, ERROR_USAGE, _("init takes the example or a file, not both."));
	if (path && !(text = read_network(path, &length, error)))
		return false;
	char *database = world_database(cli);
	bool ok = world_open_store(cli, database, STORE_READ_WRITE, error) &&
		  world_any_network(cli, error) && fill(cli, example, path, text, length, error);
	free(database);
	free(text);
	return ok;
}

const struct subcommand general_commands[] = {
	{.name = "demo",
		.flags = SUBCOMMAND_OPENS,
		.summary = N_("The dashboard on the example network, in a database that is thrown "
			      "away."),
		.run = run_demo},
	{.name = "init",
		.words = N_("[--example | FILE.json]"),
		.max_words = 1,
		.flags = SUBCOMMAND_WRITES | SUBCOMMAND_OPENS,
		.options = init_options,
		.summary = N_("Make the database, with the example network or from a network "
			      "file."),
		.run = run_init},
	{.name = NULL},
};
