/* SPDX-License-Identifier: GPL-3.0-or-later */
/* meeting export: the calendar files, from the command line. Private to this room. */
#ifndef TRAFFPUNKT_CLI_EXPORT_H
#define TRAFFPUNKT_CLI_EXPORT_H

#include "cli/subcommand.h"

extern const struct option_spec export_options[];

bool run_export_meetings(struct cli *cli, const struct arguments *arguments, struct error *error);

#endif
