/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Organisations of the register that admitted participants come from. */
#ifndef TRAFFPUNKT_STORE_REPRESENTED_H
#define TRAFFPUNKT_STORE_REPRESENTED_H

#include "store/store.h"

/* Does an admitted participant of the network come from this one? Walks over the participants. */
bool store_is_represented(struct store *store, int64_t network, const char *code, bool *represented,
	struct error *error);
/* All that do, in Swedish order, without those that only protected persons come from: the list is
 * for everyone's eyes. */
bool store_represented(struct store *store, int64_t network, struct record_set *organisations,
	struct error *error);

#endif
