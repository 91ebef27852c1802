/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Two rows of one person become one. The row that stays takes what is chosen of the other; what
 * refers to the other refers to it; the other is kept as a tombstone that leads to it. One step,
 * and undo brings both back as they were.
 */
#ifndef TRAFFPUNKT_SERVICE_MERGE_H
#define TRAFFPUNKT_SERVICE_MERGE_H

#include "model/participant.h"
#include "service/service.h"

struct merge_order {
	int64_t survivor;
	int64_t loser;
	const struct field *const *from_loser; /* fields whose value the loser gives */
	size_t from_loser_count;
};

bool service_merge(struct service *service, const struct merge_order *order, struct error *error);

/* Can this field be chosen from either row? */
bool merge_field_is_open(const struct field *field);
/* What only the loser knows: how the choice starts. *fields is owned by the caller. */
size_t merge_proposal(const struct participant *survivor, const struct participant *loser,
	const struct field ***fields);

/* What follows the loser to the survivor: how many rows of which entity. */
struct merge_follower {
	const struct entity *entity;
	size_t count;
};
/* *followers is owned by the caller. */
bool service_merge_followers(struct service *service, int64_t loser,
	struct merge_follower **followers, size_t *count, struct error *error);

#endif
