/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The deeds in the life of a seat, as subcommands of `participant`. Private to this room. */
#ifndef TRAFFPUNKT_CLI_LIFECYCLE_H
#define TRAFFPUNKT_CLI_LIFECYCLE_H

#include "cli/subcommand.h"

extern const struct option_spec letter_options[];
extern const struct option_spec refer_options[];
extern const struct option_spec callback_options[];
extern const struct option_spec transfer_options[];
extern const struct option_spec chase_options[];

bool run_reject(struct cli *cli, const struct arguments *arguments, struct error *error);
bool run_withdraw(struct cli *cli, const struct arguments *arguments, struct error *error);
bool run_refer(struct cli *cli, const struct arguments *arguments, struct error *error);
bool run_welcome(struct cli *cli, const struct arguments *arguments, struct error *error);
bool run_chase(struct cli *cli, const struct arguments *arguments, struct error *error);
bool run_callback(struct cli *cli, const struct arguments *arguments, struct error *error);
bool run_transfer(struct cli *cli, const struct arguments *arguments, struct error *error);

#endif
