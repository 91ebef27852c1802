/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What writing a record means beside writing it: one row for each entity that means more. All of it
 * happens in the unit of work that writes the record. Private to this room.
 */
#ifndef TRAFFPUNKT_SERVICE_HOOKS_H
#define TRAFFPUNKT_SERVICE_HOOKS_H

#include "service/private.h"

struct entity_hooks {
	const struct entity *entity;
	/* A new record: fills in what it starts with. May be NULL, as the others. */
	void (*begin)(struct service *service, void *record);
	/* Before the rules: fills in what follows from the rest of the record, and refuses what
	 * needs more than the record to see. `former` is the stored one, NULL for a new record. */
	bool (*complete)(
		struct service *service, void *record, const void *former, struct error *error);
	/* After the row is written: what else changes with it. */
	bool (*follow)(struct service *service, const void *record, const void *former,
		struct error *error);
};

/* NULL: writing it means nothing more. */
const struct entity_hooks *service_hooks(const struct entity *entity);

#endif
