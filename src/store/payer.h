/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one participant has told of the payer helps another of the same organisation. */
#ifndef TRAFFPUNKT_STORE_PAYER_H
#define TRAFFPUNKT_STORE_PAYER_H

#include "store/store.h"

/* The id of another participant of the network, of the organisation with this code, who has given
 * an organisation number; 0 when there is none. A seek in an index. */
bool store_find_payer(struct store *store, int64_t network, const char *code, int64_t except,
	int64_t *id, struct error *error);

#endif
