/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "cli/demo.h"
#include "cli/output.h"
#include "cli/subcommand.h"
#include "cli/world.h"
#include "config.h"

/* The language has to be known before the first complaint about the command line. */
static const char *language_asked_for(int argc, char **argv)
{
	const char *language = NULL;
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		if (!strncmp(argv[i], "--lang=", 7))
			language = argv[i] + 7;
		else if (!strcmp(argv[i], "--lang") && i + 1 < argc)
			language = argv[i + 1];
	}
	return language && (!strcmp(language, "sv") || !strcmp(language, "en")) ? language : NULL;
}

static bool take_general(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	cli->command = arguments->command;
	cli->database = arguments_value(arguments, "db");
	cli->network = arguments_value(arguments, "network");
	cli->language = arguments_value(arguments, "lang");
	cli->json = arguments_has(arguments, "json");
	cli->readonly = arguments_has(arguments, "readonly");
	if (cli->language && strcmp(cli->language, "sv") != 0 && strcmp(cli->language, "en") != 0)
		return error_set(error, ERROR_USAGE, _("--lang takes sv or en."));
	return true;
}

static bool run_command(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	const struct subcommand *command = cli->command;
	if (!subcommand_check(command, arguments, error))
		return false;
	if (cli->readonly && command->flags & SUBCOMMAND_WRITES)
		return error_set(error, ERROR_PERMISSION,
			_("--readonly was asked for, and this command changes the database."));
	if (!world_prepare(cli, error))
		return false;
	if (!(command->flags & SUBCOMMAND_OPENS) && !world_open(cli, error))
		return false;
	bool ok = command->run(cli, arguments, error);
	char *masked = ok ? service_masked_text(&cli->service) : NULL;
	if (masked)
		output_note("%s", masked);
	free(masked);
	return ok;
}

static bool run_dashboard(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	if (arguments->family) {
		return error_set(error, ERROR_USAGE,
			_("Which command of “%s”? See “traffpunkt %s --help”."), arguments->family,
			arguments->family);
	}
	if (!dashboard_has_terminal(cli, error) || !world_prepare(cli, error))
		return false;
	if (!world_open(cli, error)) {
		/* Nothing to show is not a missing file that was named. */
		if (error->kind == ERROR_NO_INPUT && !cli->database)
			error->kind = ERROR_REFUSED;
		return false;
	}
	return cli->dashboard(&cli->service, false, cli->readonly, error);
}

static bool dispatch(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	if (!take_general(cli, arguments, error))
		return false;
	if (arguments_has(arguments, "help")) {
		help_print(arguments, cli->json);
		return true;
	}
	if (arguments_has(arguments, "version")) {
		output_line("traffpunkt %s", TRAFFPUNKT_VERSION);
		return true;
	}
	return cli->command ? run_command(cli, arguments, error)
			    : run_dashboard(cli, arguments, error);
}

int cli_main(int argc, char **argv, cli_dashboard *dashboard)
{
	struct cli cli = {.dashboard = dashboard};
	struct arguments arguments = {0};
	struct error error = {0};
	i18n_init(language_asked_for(argc, argv));
	if (argc > 2 && !strcmp(argv[1], "--complete")) {
		complete(argv + 2, (size_t)argc - 2);
		return 0;
	}
	bool ok = arguments_parse(&arguments, argc ? argv + 1 : argv, &error) &&
		  dispatch(&cli, &arguments, &error);
	world_close(&cli);
	if (ok && !output_is_whole())
		ok = error_set(&error, ERROR_IO, _("The output could not be written to its end."));
	int status = ok ? cli.status : error_exit_code(error.kind);
	if (!ok)
		output_error(error.message);
	error_finish(&error);
	arguments_finish(&arguments);
	return status;
}
