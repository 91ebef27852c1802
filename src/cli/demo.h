/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dashboard, from the command line's side, and the demo of it. Private to this room. */
#ifndef TRAFFPUNKT_CLI_DEMO_H
#define TRAFFPUNKT_CLI_DEMO_H

#include "cli/subcommand.h"

/* A dashboard needs a screen and a keyboard, and cannot answer in JSON. */
bool dashboard_has_terminal(const struct cli *cli, struct error *error);
/* The example network in a database that is gone afterwards, on the day it was published. */
bool run_demo(struct cli *cli, const struct arguments *arguments, struct error *error);

#endif
