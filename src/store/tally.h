/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many rows are in each state, as the triggers of the schema keep it. */
#ifndef TRAFFPUNKT_STORE_TALLY_H
#define TRAFFPUNKT_STORE_TALLY_H

#include "store/private.h"

/* Is the entity counted by state and network? */
bool tally_has(const struct entity *entity);
bool tally_state(struct store *store, const struct entity *entity, int64_t network,
	const char *token, int64_t *count, struct error *error);
/* Rows in the states that are not closed, or in all of them. */
bool tally_open(struct store *store, const struct entity *entity, int64_t network, bool all,
	int64_t *count, struct error *error);

#endif
