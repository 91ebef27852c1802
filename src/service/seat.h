/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a seat in the network means: the meetings from the day of admission, and none before. What
 * is cancelled is not got; what has no date yet is got whenever it will be.
 */
#ifndef TRAFFPUNKT_SERVICE_SEAT_H
#define TRAFFPUNKT_SERVICE_SEAT_H

#include "model/participant.h"
#include "service/service.h"

struct seat {
	struct record_set all;           /* every meeting of the network */
	const struct meeting **meetings; /* those of the seat, in calendar order; borrow from all */
	size_t count;
	bool is_late; /* the network had met before the day of admission */
};
void seat_finish(struct seat *seat);

/* The meetings that an admitted participant gets; nobody else gets any. */
bool service_meetings_of(struct service *service, const struct participant *participant,
	struct seat *seat, struct error *error);
/* Those of them that lie ahead and have a calendar file out in the world: whoever takes over must
 * get the file. */
bool service_meetings_ahead(struct service *service, const struct participant *participant,
	struct seat *seat, struct error *error);
/* Those of them whose file the person has, by the ledger: whoever leaves must be told to take them
 * out of the calendar, and of the others nothing. */
bool service_meetings_held(struct service *service, const struct participant *participant,
	struct seat *seat, struct error *error);

/* "tis 17 okt, tis 14 nov, 2024 (date to be announced)"; "" without meetings. Owned by the caller.
 */
char *seat_in_words(const struct seat *seat);

#endif
