/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/demo.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "cli/world.h"

#define DEMO_NOW "2023-09-19T08:30"

bool dashboard_has_terminal(const struct cli *cli, struct error *error)
{
	if (isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) && !cli->json)
		return true;
	return error_set(error, ERROR_USAGE,
		_("The dashboard needs a terminal; without one, give a command: see “traffpunkt "
		  "--help”."));
}

static char *make_folder(struct error *error)
{
	const char *parent = getenv("TMPDIR");
	char *path = xasprintf("%s/traffpunkt-demo-XXXXXX", parent && *parent ? parent : "/tmp");
	if (mkdtemp(path))
		return path;
	error_set(error, ERROR_CREATE, _("The folder %s for the demo cannot be made: %s."), path,
		error_reason(errno));
	free(path);
	return NULL;
}

/* The folder is ours alone and flat: the database and what SQLite lays beside it. */
static void remove_folder(const char *path)
{
	DIR *folder = opendir(path);
	const struct dirent *entry;
	while (folder && (entry = readdir(folder)))
		unlinkat(dirfd(folder), entry->d_name, 0);
	if (folder)
		closedir(folder);
	rmdir(path);
}

/* The people of the example do not exist: unless another is named, the mail program takes every
 * letter and sends none. */
static void keep_mail_here(struct settings *settings)
{
	if (!settings->mail_program)
		settings->mail_program = xstrdup("/bin/true");
	if (!settings_sender(settings))
		settings->mail_from = xstrdup("natverk@demo.example");
}

static bool show(struct cli *cli, const char *folder, struct error *error)
{
	char *path = xasprintf("%s/traffpunkt.db", folder);
	int64_t network;
	keep_mail_here(&cli->settings);
	bool ok = store_open(&cli->store, path, STORE_READ_WRITE, &cli->clock, error) &&
		  service_init(&cli->service, cli->store, &cli->settings, NULL, error) &&
		  service_network_import_example(&cli->service, &network, error);
	free(path);
	if (!ok)
		return false;
	cli->service.network = network;
	return cli->dashboard(&cli->service, true, cli->readonly, error);
}

bool run_demo(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	(void)arguments;
	if (cli->database)
		return error_set(error, ERROR_USAGE,
			_("The demo has a database of its own: leave out --db."));
	if (!dashboard_has_terminal(cli, error))
		return false;
	setenv("TRAFFPUNKT_NOW", DEMO_NOW, 0);
	if (!clock_init(&cli->clock, error))
		return false;
	char *folder = make_folder(error);
	if (!folder)
		return false;
	bool ok = show(cli, folder, error);
	service_finish(&cli->service);
	cli->service = (struct service){0};
	store_close(cli->store);
	cli->store = NULL;
	remove_folder(folder);
	free(folder);
	return ok;
}
