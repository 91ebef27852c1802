/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who belongs to which meeting, with what the journal says of withdrawals. */
#ifndef TRAFFPUNKT_STORE_BELONGING_H
#define TRAFFPUNKT_STORE_BELONGING_H

#include "model/meeting.h"
#include "model/participant.h"
#include "store/store.h"

/* Does this one belong to the meeting (participant_belongs)? */
bool store_belongs(struct store *store, const struct participant *participant,
	const struct meeting *meeting, bool *belongs, struct error *error);

#endif
