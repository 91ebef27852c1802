/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a command stands on: clock, settings, database, network. Private to this room. */
#ifndef TRAFFPUNKT_CLI_WORLD_H
#define TRAFFPUNKT_CLI_WORLD_H

#include "cli/subcommand.h"

/* The clock and the settings, and the language that they ask for. */
bool world_prepare(struct cli *cli, struct error *error);
/* Opens the database that the user means and picks the network that the command is about. */
bool world_open(struct cli *cli, struct error *error);
/* Opens this database file; the service has no say yet. */
bool world_open_store(
	struct cli *cli, const char *path, enum store_access access, struct error *error);
/* The service, whatever networks the database holds. */
bool world_any_network(struct cli *cli, struct error *error);
void world_close(struct cli *cli);
/* The database that --db, TRAFFPUNKT_DB or nothing names. Owned by the caller. */
char *world_database(const struct cli *cli);

#endif
