/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/subcommand.h"
const struct subcommand ics_commands[] = {{.name = NULL}};
