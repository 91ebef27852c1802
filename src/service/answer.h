/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What people answer to a meeting, however it was heard. Who says no gives the seat to the first of
 * the waiting list; those who get one that way are told of, so that somebody can tell them.
 */
#ifndef TRAFFPUNKT_SERVICE_ANSWER_H
#define TRAFFPUNKT_SERVICE_ANSWER_H

#include "model/attendance.h"
#include "service/service.h"

struct answer_order {
	int64_t participant;
	enum answer answer;
	struct number answered_at; /* unknown: now */
	struct number sequence;    /* of the version that was answered; unknown: the newest */
};

/* Those who have moved up from the waiting list. */
struct moved_up {
	int64_t *participants; /* owned */
	size_t count;
};
void moved_up_finish(struct moved_up *moved);
/* "From the waiting list to a seat: Åsa Öberg, no. 16"; NULL: nobody. Protected people by number.
 * Owned by the caller. */
char *service_moved_up_text(struct service *service, const struct moved_up *moved);

/*
 * Notes answers as one step; all or none. Refused for who does not belong to the meeting, and for
 * one that is cancelled. `moved` takes more of them, and may be NULL.
 */
bool service_answer(struct service *service, int64_t meeting, const struct answer_order *orders,
	size_t count, struct moved_up *moved, struct error *error);
/* The same inside a unit of work that has been begun. */
bool service_answer_within(struct service *service, const struct meeting *meeting,
	const struct answer_order *orders, size_t count, struct moved_up *moved,
	struct error *error);

#endif
