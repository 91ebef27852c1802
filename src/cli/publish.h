/* SPDX-License-Identifier: GPL-3.0-or-later */
/* meeting publish, recipients, delivered and remind; network webtext and publish-mark. Private to
 * this room. */
#ifndef TRAFFPUNKT_CLI_PUBLISH_H
#define TRAFFPUNKT_CLI_PUBLISH_H

#include "cli/subcommand.h"

extern const struct option_spec publish_options[];
extern const struct option_spec recipients_options[];
extern const struct option_spec delivered_options[];
extern const struct option_spec remind_options[];
extern const struct option_spec webtext_options[];

bool run_publish(struct cli *cli, const struct arguments *arguments, struct error *error);
bool run_recipients(struct cli *cli, const struct arguments *arguments, struct error *error);
bool run_delivered(struct cli *cli, const struct arguments *arguments, struct error *error);
bool run_remind(struct cli *cli, const struct arguments *arguments, struct error *error);
bool run_webtext(struct cli *cli, const struct arguments *arguments, struct error *error);
bool run_publish_mark(struct cli *cli, const struct arguments *arguments, struct error *error);

#endif
