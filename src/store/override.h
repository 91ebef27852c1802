/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which personal numbers somebody has decided to keep (model/numberoverride.h). */
#ifndef TRAFFPUNKT_STORE_OVERRIDE_H
#define TRAFFPUNKT_STORE_OVERRIDE_H

#include "store/store.h"

/* Is there such a decision about this field of this row? */
bool store_keeps_number(struct store *store, const struct entity *entity, int64_t id,
	const char *field, bool *keeps, struct error *error);

#endif
