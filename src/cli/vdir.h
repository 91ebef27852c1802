/* SPDX-License-Identifier: GPL-3.0-or-later */
/* meeting export --vdir: the folder that vdirsyncer reads. Private to this room. */
#ifndef TRAFFPUNKT_CLI_VDIR_H
#define TRAFFPUNKT_CLI_VDIR_H

#include "cli/subcommand.h"

bool run_export_vdir(struct cli *cli, const struct arguments *arguments, struct error *error);

#endif
