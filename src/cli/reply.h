/* SPDX-License-Identifier: GPL-3.0-or-later */
/* request reply: an answer into the outbox. Private to this room. */
#ifndef TRAFFPUNKT_CLI_REPLY_H
#define TRAFFPUNKT_CLI_REPLY_H

#include "cli/subcommand.h"

extern const struct option_spec reply_options[];
bool run_reply(struct cli *cli, const struct arguments *arguments, struct error *error);

#endif
