/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keys of the filter language that are no fields: tag:, kommun:, träff:, saknar:, är: ... */
#ifndef TRAFFPUNKT_MODEL_FILTERKEY_H
#define TRAFFPUNKT_MODEL_FILTERKEY_H

#include "model/filter.h"

struct filter_term *filter_add(struct filter *filter, enum filter_kind kind, bool negated);

struct filter_key {
	const struct entity *entity;
	const char *key; /* folded */
	const char *value;
	bool negated;
	int64_t today;
};
/* False in *known when the entity has no such key; then nothing was added. */
bool filter_key_term(
	struct filter *filter, const struct filter_key *key, bool *known, struct error *error);

#endif
