/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What `request intake` and `request broken` run. Private to this room. */
#ifndef TRAFFPUNKT_CLI_CMD_INTAKE_H
#define TRAFFPUNKT_CLI_CMD_INTAKE_H

#include "cli/subcommand.h"

extern const struct option_spec broken_options[];

bool run_intake(struct cli *cli, const struct arguments *arguments, struct error *error);
bool run_broken(struct cli *cli, const struct arguments *arguments, struct error *error);

#endif
