/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What saving a participant means for the invoice, told beside what was saved. */
#ifndef TRAFFPUNKT_CLI_PAYER_H
#define TRAFFPUNKT_CLI_PAYER_H

#include "cli/subcommand.h"
#include "model/participant.h"

/* `before` is what was there (NULL: the participant is new), `asked` what was to be saved, `saved`
 * what it became. */
void payer_tell(struct cli *cli, const struct participant *before, const struct participant *asked,
	const struct participant *saved);

#endif
