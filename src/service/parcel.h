/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A letter with what goes with it, as it would be handed over now. Private to this room. */
#ifndef TRAFFPUNKT_SERVICE_PARCEL_H
#define TRAFFPUNKT_SERVICE_PARCEL_H

#include "model/delivery.h"
#include "service/calendar.h"

struct parcel {
	char *bytes; /* of the mail */
	char *to;
	/* What the ledger of calendar files will say. */
	bool delivers;
	int64_t sequence;
	enum delivery_method method;
};

/*
 * Makes it of a letter. With `release` inside a unit of work: a new version of the calendar file
 * goes into the ledger. False with the reason why the letter must not or cannot go.
 */
bool parcel_init(struct parcel *parcel, struct service *service, const struct draft *draft,
	bool release, struct error *error);
void parcel_finish(struct parcel *parcel);

#endif
