/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The command line: argv in, an exit code out (sysexits.h). The dashboard is a face of its own, so
 * it is handed in as a function: neither face knows the other.
 */
#ifndef TRAFFPUNKT_CLI_CLI_H
#define TRAFFPUNKT_CLI_CLI_H

#include "service/service.h"

/* Runs until the user leaves. `demo`: a throw-away database, to be told in the header. */
typedef bool cli_dashboard(struct service *service, bool demo, bool readonly, struct error *error);

int cli_main(int argc, char **argv, cli_dashboard *dashboard);

#endif
