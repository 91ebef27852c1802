/* SPDX-License-Identifier: GPL-3.0-or-later */
/* request note and request numbers. Private to this room. */
#ifndef TRAFFPUNKT_CLI_REQUESTNOTE_H
#define TRAFFPUNKT_CLI_REQUESTNOTE_H

#include "cli/subcommand.h"

extern const struct option_spec note_options[];

/* Writes, changes, deletes or lists internal notes. */
bool run_note(struct cli *cli, const struct arguments *arguments, struct error *error);
/* The personal numbers that are kept, and why. */
bool run_numbers(struct cli *cli, const struct arguments *arguments, struct error *error);

#endif
