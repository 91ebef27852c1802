/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asking before something that cannot be undone. Private to this room. */
#ifndef TRAFFPUNKT_CLI_CONFIRM_H
#define TRAFFPUNKT_CLI_CONFIRM_H

#include "cli/subcommand.h"

/* Comes before anything is printed: without --yes there must be a terminal to ask on. */
bool confirm_can_ask(const struct arguments *arguments, struct error *error);
/* With --yes: true. Otherwise asks, and the answer must be `word`; for another one an error that
 * says that nothing has happened. */
bool confirm(const struct arguments *arguments, const char *question, const char *word,
	struct error *error);

#endif
