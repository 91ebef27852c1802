/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dashboard: the door to this room. */
#ifndef TRAFFPUNKT_TUI_TUI_H
#define TRAFFPUNKT_TUI_TUI_H

#include "service/service.h"

struct tui_options {
	bool demo;     /* the example network: "DEMO" stands in the header */
	bool readonly; /* commands that change anything are refused with the reason */
};

/* Runs until the user quits or the terminal goes away; false when it could not start. */
bool tui_run(struct service *service, const struct tui_options *options, struct error *error);
/* Prints what the command table holds, for the man page and for tests: one command per line,
 * "name\tkeys\tcontext\thelp". */
char *tui_list_commands(void);

#endif
