/* SPDX-License-Identifier: GPL-3.0-or-later */
/* meeting attend, and the answers that meeting show tells of. Private to this room. */
#ifndef TRAFFPUNKT_CLI_ATTEND_H
#define TRAFFPUNKT_CLI_ATTEND_H

#include <jansson.h>

#include "cli/subcommand.h"
#include "model/meeting.h"

extern const struct option_spec attend_options[];

bool run_attend(struct cli *cli, const struct arguments *arguments, struct error *error);
/* The state that the options stand for; without them as people come to this meeting. */
bool attend_presence(struct cli *cli, const struct arguments *arguments, int64_t id,
	struct number *presence, struct error *error);
/* meeting answer: what they answered by phone. */
bool run_answer(struct cli *cli, const struct arguments *arguments, struct error *error);
/* An object for each who belongs to the meeting; a new reference, NULL on failure. */
json_t *answers_json(struct cli *cli, const struct meeting *meeting, struct error *error);

#endif
