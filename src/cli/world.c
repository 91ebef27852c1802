/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/world.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"

bool world_prepare(struct cli *cli, struct error *error)
{
	if (!clock_init(&cli->clock, error) || !settings_load(&cli->settings, NULL, error))
		return false;
	if (!cli->language && cli->settings.language)
		i18n_set_language(cli->settings.language);
	return true;
}

char *world_database(const struct cli *cli)
{
	const char *named = cli->database ? cli->database : getenv("TRAFFPUNKT_DB");
	return named && *named ? xstrdup(named) : settings_default_database();
}

bool world_open_store(
	struct cli *cli, const char *path, enum store_access access, struct error *error)
{
	return store_open(
		&cli->store, path, cli->readonly ? STORE_READ_ONLY : access, &cli->clock, error);
}

/* The first network's slug, which is as good as any for what concerns them all; NULL: none. */
static bool first_slug(struct cli *cli, char **slug, struct error *error)
{
	struct record_set networks = {0};
	if (!store_all(cli->store, &network_entity, 0, &networks, error))
		return false;
	if (networks.count)
		*slug = xstrdup(((const struct network *)record_set_at(&networks, 0))->slug);
	record_set_finish(&networks);
	return true;
}

bool world_any_network(struct cli *cli, struct error *error)
{
	char *slug = NULL;
	bool ok = first_slug(cli, &slug, error) &&
		  service_init(&cli->service, cli->store, &cli->settings, slug, error);
	free(slug);
	return ok;
}

static bool no_database(const char *path, struct error *error)
{
	char *safe = text_safe(path, TEXT_ONE_LINE);
	error_set(error, ERROR_NO_INPUT,
		_("There is no database %s yet: “traffpunkt init --example” makes one with the "
		  "example network, “traffpunkt demo” only shows it."),
		safe);
	free(safe);
	return false;
}

/* Everything but making and moving whole networks is about one of them. */
static bool choose_network(struct cli *cli, struct error *error)
{
	struct network network = {0};
	if (cli->command && cli->command->flags & SUBCOMMAND_ANY_NETWORK)
		return world_any_network(cli, error);
	if (!service_init(&cli->service, cli->store, &cli->settings, cli->network, error))
		return false;
	bool ok = service_network(&cli->service, &network, error);
	record_finish(&network_entity, &network);
	return ok;
}

bool world_open(struct cli *cli, struct error *error)
{
	char *path = world_database(cli);
	bool ok = !access(path, F_OK) || no_database(path, error);
	ok = ok && world_open_store(cli, path, STORE_EXISTING, error) && choose_network(cli, error);
	free(path);
	return ok;
}

void world_close(struct cli *cli)
{
	service_finish(&cli->service);
	cli->service = (struct service){0};
	store_close(cli->store);
	settings_finish(&cli->settings);
	cli->store = NULL;
}
