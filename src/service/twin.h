/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same person twice: who it may be, and what a person has said of it. */
#ifndef TRAFFPUNKT_SERVICE_TWIN_H
#define TRAFFPUNKT_SERVICE_TWIN_H

#include "model/participant.h"
#include "service/service.h"

struct twin {
	int64_t id;
	bool exact;         /* the same address: the same person. Otherwise only probably. */
	const char *reason; /* msgid, borrowed: "same e-mail address" */
};

/* Those that may be the same person as this one (stored or not), the surest first; without pairs
 * judged to be two people and without merged rows. *twins is owned by the caller. */
bool service_find_twins(struct service *service, const struct participant *participant,
	struct twin **twins, size_t *count, struct error *error);

/* What is told of two that share something: of a protected person it would tell the name or the
 * address of the other one, so only that there is something. */
const char *twin_reason(
	const char *reason, const struct participant *left, const struct participant *right);

struct twin_pair {
	int64_t first; /* the older row */
	int64_t second;
	bool exact;
	const char *reason;
};
/* All pairs of the network, found by the keys that are shared; at most `limit`. */
bool service_find_pairs(struct service *service, size_t limit, struct twin_pair **pairs,
	size_t *count, struct error *error);

/* They are two people: the pair is not asked about again. One step, can be undone. */
bool service_tell_apart(
	struct service *service, int64_t first, int64_t second, struct error *error);

#endif
