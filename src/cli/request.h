/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done with one request or a few, beyond its fields and states. Private to this room. */
#ifndef TRAFFPUNKT_CLI_REQUEST_H
#define TRAFFPUNKT_CLI_REQUEST_H

#include "cli/subcommand.h"

extern const struct option_spec request_show_options[];
extern const struct option_spec request_merge_options[];
extern const struct option_spec request_link_options[];
extern const struct option_spec request_convert_options[];
extern const struct option_spec request_refer_options[];
extern const struct option_spec request_off_options[];
extern const struct option_spec request_case_options[];
extern const struct option_spec request_files_options[];

bool run_request_show(struct cli *cli, const struct arguments *arguments, struct error *error);
bool run_request_merge(struct cli *cli, const struct arguments *arguments, struct error *error);
bool run_request_link(struct cli *cli, const struct arguments *arguments, struct error *error);
bool run_request_convert(struct cli *cli, const struct arguments *arguments, struct error *error);
bool run_request_refer(struct cli *cli, const struct arguments *arguments, struct error *error);
bool run_request_urgent(struct cli *cli, const struct arguments *arguments, struct error *error);
bool run_request_sensitive(struct cli *cli, const struct arguments *arguments, struct error *error);
bool run_request_export(struct cli *cli, const struct arguments *arguments, struct error *error);
bool run_request_files(struct cli *cli, const struct arguments *arguments, struct error *error);

#endif
