/* SPDX-License-Identifier: GPL-3.0-or-later */
/* meeting sheet, minutes, webinar, and attend by codes: the day of a meeting. Private to this room.
 */
#ifndef TRAFFPUNKT_CLI_DAY_H
#define TRAFFPUNKT_CLI_DAY_H

#include "cli/subcommand.h"

extern const struct option_spec sheet_options[];
extern const struct option_spec minutes_options[];
extern const struct option_spec webinar_options[];

bool run_sheet(struct cli *cli, const struct arguments *arguments, struct error *error);
bool run_minutes(struct cli *cli, const struct arguments *arguments, struct error *error);
bool run_webinar(struct cli *cli, const struct arguments *arguments, struct error *error);

/* meeting attend --codes and --format csv. */
bool attend_codes(struct cli *cli, const struct arguments *arguments, int64_t meeting,
	struct number presence, struct error *error);
bool attend_file(
	struct cli *cli, const struct arguments *arguments, int64_t meeting, struct error *error);

#endif
