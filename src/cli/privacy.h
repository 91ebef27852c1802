/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands about the people's own data that stand in the families of others. */
#ifndef TRAFFPUNKT_CLI_PRIVACY_H
#define TRAFFPUNKT_CLI_PRIVACY_H

#include "cli/subcommand.h"

extern const struct option_spec reveal_options[];
extern const struct option_spec extract_options[];
extern const struct option_spec erase_options[];

bool run_catering(struct cli *cli, const struct arguments *arguments, struct error *error);
bool run_reveal(struct cli *cli, const struct arguments *arguments, struct error *error);
bool run_extract(struct cli *cli, const struct arguments *arguments, struct error *error);
bool run_erase(struct cli *cli, const struct arguments *arguments, struct error *error);

/* What was erased, and the proof of it. */
struct erasure_result;
void tell_erased(struct cli *cli, const struct erasure_result *result);

#endif
