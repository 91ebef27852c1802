/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/twin.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "model/twin.h"
#include "model/verdict.h"
#include "service/private.h"
#include "store/twins.h"

static bool alike(const struct likeness *likeness, const struct participant *left,
	const struct participant *right)
{
	return left->record.id != right->record.id && left->status.value != PARTICIPANT_MERGED &&
	       right->status.value != PARTICIPANT_MERGED &&
	       (!likeness->by_organisation || twin_same_organisation(left, right));
}

const char *twin_reason(
	const char *reason, const struct participant *left, const struct participant *right)
{
	return left->is_protected.value || right->is_protected.value
		       ? N_("alike, and one of them is protected")
		       : reason;
}

/* ---- verdicts ---- */

static void order(int64_t *first, int64_t *second)
{
	if (*first <= *second)
		return;
	int64_t larger = *first;
	*first = *second;
	*second = larger;
}

static bool told_apart(
	struct service *service, int64_t first, int64_t second, bool *apart, struct error *error)
{
	struct record_set set = {0};
	*apart = false;
	if (!first || !second)
		return true;
	order(&first, &second);
	bool ok = store_referring(service->store, &verdict_entity,
		entity_field(&verdict_entity, "participant_id"), first, &set, error);
	for (size_t i = 0; ok && i < set.count; i++)
		*apart |= ((const struct verdict *)record_set_at(&set, i))->other.value == second;
	record_set_finish(&set);
	return ok;
}

bool service_tell_apart(struct service *service, int64_t first, int64_t second, struct error *error)
{
	struct participant *left = record_create(&participant_entity);
	struct participant *right = record_create(&participant_entity);
	bool apart = false;
	order(&first, &second);
	bool ok = store_get(service->store, &participant_entity, first, left, error) &&
		  store_get(service->store, &participant_entity, second, right, error) &&
		  told_apart(service, first, second, &apart, error);
	if (ok && first == second)
		ok = error_set(error, ERROR_REFUSED, _("That is one row, not two."));
	if (ok && !apart) {
		struct verdict *verdict = service_new(service, &verdict_entity);
		verdict->participant = (struct number){.known = true, .value = first};
		verdict->other = (struct number){.known = true, .value = second};
		verdict->decided_by = xstrdup(service->who);
		verdict->decided_on = (struct number){
			.known = true, .value = clock_today(service->clock)};
		/* By number: a name in the title would outlive the protection of its bearer. */
		char *title = xasprintf(_("No. %lld and no. %lld are two people"), (long long)first,
			(long long)second);
		ok = service_save(service, &verdict_entity, verdict, title, error);
		free(title);
		record_destroy(&verdict_entity, verdict);
	}
	record_destroy(&participant_entity, left);
	record_destroy(&participant_entity, right);
	return ok;
}

/* ---- twins of one ---- */

static bool has_twin(const struct twin *twins, size_t count, int64_t id)
{
	for (size_t i = 0; i < count; i++) {
		if (twins[i].id == id)
			return true;
	}
	return false;
}

static bool add_twins(struct service *service, const struct participant *participant,
	const struct likeness *likeness, struct twin **twins, size_t *count, struct error *error)
{
	struct record_set set = {0};
	char *key = likeness_key(likeness, participant);
	int64_t network = participant->network.known ? participant->network.value
						     : service->network;
	bool ok = store_sharing(service->store, network, likeness->key, key, &set, error);
	for (size_t i = 0; ok && i < set.count; i++) {
		const struct participant *other = record_set_at(&set, i);
		bool apart = false;
		if (!alike(likeness, participant, other) ||
			has_twin(*twins, *count, other->record.id))
			continue;
		ok = told_apart(service, participant->record.id, other->record.id, &apart, error);
		if (!ok || apart)
			continue;
		*twins = xreallocarray(*twins, *count + 1, sizeof(**twins));
		(*twins)[(*count)++] = (struct twin){.id = other->record.id,
			.exact = likeness->exact,
			.reason = twin_reason(likeness->reason, participant, other)};
	}
	record_set_finish(&set);
	free(key);
	return ok;
}

bool service_find_twins(struct service *service, const struct participant *participant,
	struct twin **twins, size_t *count, struct error *error)
{
	bool ok = true;
	*twins = NULL;
	*count = 0;
	for (size_t i = 0; ok && i < LIKENESSES; i++)
		ok = add_twins(service, participant, &likenesses[i], twins, count, error);
	if (!ok) {
		free(*twins);
		*twins = NULL;
		*count = 0;
	}
	return ok;
}

/* ---- all pairs ---- */

#define KEYS_AT_A_TIME 100

struct pairs {
	struct twin_pair *items;
	size_t count;
	size_t limit;
};

static bool has_pair(const struct pairs *pairs, int64_t first, int64_t second)
{
	for (size_t i = 0; i < pairs->count; i++) {
		if (pairs->items[i].first == first && pairs->items[i].second == second)
			return true;
	}
	return false;
}

static bool add_pair(struct service *service, struct pairs *pairs, const struct likeness *likeness,
	const struct participant *left, const struct participant *right, struct error *error)
{
	int64_t first = left->record.id, second = right->record.id;
	bool apart = false;
	order(&first, &second);
	if (pairs->count >= pairs->limit || !alike(likeness, left, right) ||
		has_pair(pairs, first, second))
		return true;
	if (!told_apart(service, first, second, &apart, error))
		return false;
	if (apart)
		return true;
	pairs->items = xreallocarray(pairs->items, pairs->count + 1, sizeof(*pairs->items));
	pairs->items[pairs->count++] = (struct twin_pair){.first = first,
		.second = second,
		.exact = likeness->exact,
		.reason = twin_reason(likeness->reason, left, right)};
	return true;
}

static bool add_sharing(struct service *service, struct pairs *pairs,
	const struct likeness *likeness, const char *key, struct error *error)
{
	struct record_set set = {0};
	bool ok = store_sharing(service->store, service->network, likeness->key, key, &set, error);
	for (size_t i = 0; ok && i < set.count; i++) {
		for (size_t j = i + 1; ok && j < set.count && pairs->count < pairs->limit; j++)
			ok = add_pair(service, pairs, likeness, record_set_at(&set, i),
				record_set_at(&set, j), error);
	}
	record_set_finish(&set);
	return ok;
}

static bool add_likeness(struct service *service, struct pairs *pairs,
	const struct likeness *likeness, struct error *error)
{
	char *after = xstrdup("");
	size_t count = KEYS_AT_A_TIME;
	bool ok = true;
	while (ok && count == KEYS_AT_A_TIME && pairs->count < pairs->limit) {
		char **keys;
		ok = store_shared_keys(service->store, service->network, likeness->key, after,
			KEYS_AT_A_TIME, &keys, &count, error);
		for (size_t i = 0; ok && i < count; i++)
			ok = add_sharing(service, pairs, likeness, keys[i], error);
		if (count) {
			free(after);
			after = xstrdup(keys[count - 1]);
		}
		store_keys_free(keys, count);
	}
	free(after);
	return ok;
}

bool service_find_pairs(struct service *service, size_t limit, struct twin_pair **pairs,
	size_t *count, struct error *error)
{
	struct pairs found = {.limit = limit};
	bool ok = true;
	for (size_t i = 0; ok && i < LIKENESSES; i++)
		ok = add_likeness(service, &found, &likenesses[i], error);
	if (!ok) {
		free(found.items);
		found = (struct pairs){0};
	}
	*pairs = found.items;
	*count = found.count;
	return ok;
}
