/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people need at a meeting: read with a line in the log, told to the caterer as counts. */
#ifndef TRAFFPUNKT_SERVICE_NEED_H
#define TRAFFPUNKT_SERVICE_NEED_H

#include "model/need.h"
#include "model/participant.h"
#include "service/service.h"

/* A need that is shorter than this may stand in other texts by chance. */
#define NEED_TOLD_BYTES 4

/* The needs of a participant; the opening is logged. */
bool service_needs(struct service *service, int64_t participant, struct record_set *needs,
	struct error *error);

struct catering_line {
	enum need_kind kind;
	char *text; /* in lower case, spaces aside: what is counted as one */
	size_t count;
};

struct catering {
	struct catering_line *lines; /* diet first, then the most frequent; owned */
	size_t count;
	size_t people;      /* who have a need at all */
	int64_t expected;   /* who come to the place, as far as they have answered; -1: not known */
	int64_t meals;      /* how many lunch and fika are for; -1: the meeting has no date yet */
	bool meals_for_all; /* nobody has answered: counted for all who belong to the meeting */
};
/* Counts only, and noted as having left the house. */
bool service_catering(
	struct service *service, int64_t meeting, struct catering *catering, struct error *error);
void catering_finish(struct catering *catering);

/* Inside a unit of work: the rules of a need, and its last day when its meeting moves. */
bool service_complete_need(struct service *service, struct special_need *need, struct error *error);
/* The same must not stand in the participant's other texts. */
bool service_keep_needs_apart(
	struct service *service, const struct participant *participant, struct error *error);
bool service_needs_follow(struct service *service, int64_t meeting, struct error *error);

#endif
