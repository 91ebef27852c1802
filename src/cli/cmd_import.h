/* SPDX-License-Identifier: GPL-3.0-or-later */
/* participant import FILE. Private to this room. */
#ifndef TRAFFPUNKT_CLI_CMD_IMPORT_H
#define TRAFFPUNKT_CLI_CMD_IMPORT_H

#include "cli/subcommand.h"

extern const struct option_spec import_options[];

bool run_import(struct cli *cli, const struct arguments *arguments, struct error *error);

#endif
