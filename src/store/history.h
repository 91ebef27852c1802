/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the journal from the inside. */
#ifndef TRAFFPUNKT_STORE_HISTORY_H
#define TRAFFPUNKT_STORE_HISTORY_H

#include "store/private.h"

/* One action with all its rows; an empty journal when there is none. */
bool history_action(struct store *store, int64_t id, struct journal *journal, struct error *error);

#endif
