/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Planning: move, duplicate and check of meetings; what is unknown and what is promised of the
 * network. Private to this room. */
#ifndef TRAFFPUNKT_CLI_PLANNING_H
#define TRAFFPUNKT_CLI_PLANNING_H

#include "cli/subcommand.h"

extern const struct option_spec move_options[];
extern const struct option_spec duplicate_options[];

bool run_move(struct cli *cli, const struct arguments *arguments, struct error *error);
bool run_duplicate(struct cli *cli, const struct arguments *arguments, struct error *error);
bool run_check_meetings(struct cli *cli, const struct arguments *arguments, struct error *error);
bool run_unknowns(struct cli *cli, const struct arguments *arguments, struct error *error);
bool run_coverage(struct cli *cli, const struct arguments *arguments, struct error *error);

#endif
