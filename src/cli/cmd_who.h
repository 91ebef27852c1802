/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Verbs of participants about who they are. Private to this room. */
#ifndef TRAFFPUNKT_CLI_CMD_WHO_H
#define TRAFFPUNKT_CLI_CMD_WHO_H

#include "cli/subcommand.h"

extern const struct option_spec merge_options[];

bool run_duplicates(struct cli *cli, const struct arguments *arguments, struct error *error);
/* SURVIVOR LOSER [--take KEY ...] */
bool run_merge(struct cli *cli, const struct arguments *arguments, struct error *error);
/* ID ID: two people. */
bool run_distinct(struct cli *cli, const struct arguments *arguments, struct error *error);
/* ID ... TAGS */
bool run_tag(struct cli *cli, const struct arguments *arguments, struct error *error);
/* ID, or the number of a rule. */
bool run_why(struct cli *cli, const struct arguments *arguments, struct error *error);

#endif
