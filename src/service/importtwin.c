/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who of the file is there already: in an earlier row, or in the database. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "model/twin.h"
#include "service/importprivate.h"
#include "service/twin.h"

/* A row by one of its keys. */
struct entry {
	char *key; /* owned */
	size_t row;
};

static int compare_entries(const void *left, const void *right)
{
	const struct entry *one = left, *other = right;
	int order = strcmp(one->key, other->key);
	return order ? order : (one->row > other->row) - (one->row < other->row);
}

static struct entry *entries_create(
	const struct import_plan *plan, const struct likeness *likeness, size_t *count)
{
	struct entry *entries = xcalloc(plan->file.row_count + 1, sizeof(*entries));
	*count = 0;
	for (size_t i = 0; i < plan->file.row_count; i++) {
		if (!plan->rows[i].person)
			continue;
		char *key = likeness_key(likeness, plan->rows[i].person);
		if (*key)
			entries[(*count)++] = (struct entry){key, i};
		else
			free(key);
	}
	qsort(entries, *count, sizeof(*entries), compare_entries);
	return entries;
}

static void entries_free(struct entry *entries, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(entries[i].key);
	free(entries);
}

/* The row is like an earlier one; an exact likeness is surer than one that was found before. */
static void tell_alike(
	struct import_plan *plan, const struct likeness *likeness, size_t row, size_t earlier)
{
	struct import_row *at = &plan->rows[row];
	if (at->twin_row && (at->fate == IMPORT_EXACT || !likeness->exact))
		return;
	at->twin_row = earlier + 1;
	at->reason = twin_reason(likeness->reason, at->person, plan->rows[earlier].person);
	at->fate = likeness->exact ? IMPORT_EXACT : IMPORT_PROBABLE;
}

/* Rows that share a switchboard are many: so many before it a row is held against. */
#define LOOK_BACK 50

/* Each row of a run with the same key is held against the first of the run; where it takes the same
 * organisation, against those before it in the run. */
static void find_in_run(struct import_plan *plan, const struct likeness *likeness,
	const struct entry *run, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		const struct participant *person = plan->rows[run[i].row].person;
		size_t first = likeness->by_organisation && i > LOOK_BACK ? i - LOOK_BACK : 0;
		while (likeness->by_organisation && first < i &&
			!twin_same_organisation(plan->rows[run[first].row].person, person))
			first++;
		if (first < i)
			tell_alike(plan, likeness, run[i].row, run[first].row);
	}
}

static void find_in_file(struct import_plan *plan)
{
	for (size_t i = 0; i < LIKENESSES; i++) {
		size_t count, from = 0;
		struct entry *entries = entries_create(plan, &likenesses[i], &count);
		for (size_t to = 1; to <= count; to++) {
			if (to < count && !strcmp(entries[to].key, entries[from].key))
				continue;
			find_in_run(plan, &likenesses[i], entries + from, to - from);
			from = to;
		}
		entries_free(entries, count);
	}
}

/* Someone who has left and signs up again is looked at by a person. */
static bool is_active(const struct participant *person)
{
	return !participant_statuses.items[person->status.value].closed;
}

static bool find_in_store(struct service *service, struct import_row *row, struct error *error)
{
	struct twin *twins = NULL;
	size_t count = 0;
	if (!service_find_twins(service, row->person, &twins, &count, error))
		return false;
	bool ok = true;
	bool surer = count && (!row->twin_row || (twins[0].exact && row->fate != IMPORT_EXACT));
	if (surer) {
		row->twin = record_create(&participant_entity);
		ok = store_get(service->store, &participant_entity, twins[0].id, row->twin, error);
		row->twin_row = 0;
		row->reason = twins[0].reason;
		row->fate = twins[0].exact && is_active(row->twin) ? IMPORT_EXACT : IMPORT_PROBABLE;
	}
	free(twins);
	return ok;
}

bool import_find_twins(struct service *service, struct import_plan *plan, struct error *error)
{
	bool ok = true;
	find_in_file(plan);
	for (size_t i = 0; ok && i < plan->file.row_count; i++) {
		if (plan->rows[i].person)
			ok = find_in_store(service, &plan->rows[i], error);
	}
	return ok;
}
