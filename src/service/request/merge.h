/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Several requests about one thing become one: the target stays and is read with the words of the
 * others (request/thread.h); they are kept and lead to it. No row moves, so undo splits exactly.
 */
#ifndef TRAFFPUNKT_SERVICE_REQUEST_MERGE_H
#define TRAFFPUNKT_SERVICE_REQUEST_MERGE_H

#include "model/request.h"
#include "service/service.h"

struct request_merge {
	int64_t target;
	const int64_t
		*ids; /* those that are merged into it; the target among them is passed over */
	size_t count;
	bool agreed; /* that requests of different senders become one, by a typed word */
};

/* The oldest of them; 0 when there is none. */
bool service_merge_target(struct service *service, const int64_t *ids, size_t count,
	int64_t *target, struct error *error);
/* Do they come from different senders? By the address, or by the name where there is none. */
bool service_merge_differs(struct service *service, const int64_t *ids, size_t count, bool *differs,
	struct error *error);
/*
 * Refused: into itself, a merged one, spam or quarantine; different senders without consent. What
 * makes one of them urgent, sensitive or protected holds for the target; what it does not know
 * (participant, meeting, assignee) it learns; and what was answered or closed is open again.
 */
bool service_request_merge(
	struct service *service, const struct request_merge *merge, struct error *error);

#endif
