/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asking before something that cannot be undone. Private to this room. */
#ifndef TRAFFPUNKT_CLI_CONFIRM_H
#define TRAFFPUNKT_CLI_CONFIRM_H

#include "cli/subcommand.h"

/*
 * With --yes: true. On a terminal: asks, and the answer must be `word`. Elsewhere, and for another
 * answer, an error that says that nothing has happened.
 */
bool confirm(const struct arguments *arguments, const char *question, const char *word,
	struct error *error);

#endif
