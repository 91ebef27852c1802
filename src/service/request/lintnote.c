/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is an internal note quoted? Six words in a row are; fewer are common speech. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "model/internalnote.h"
#include "service/request/lintprivate.h"
#include "store/twins.h"

#define RUN 6

/* ---- whose notes ---- */

static void add_request(struct linting *linting, int64_t id)
{
	if (!id)
		return;
	linting->requests = xreallocarray(
		linting->requests, linting->request_count + 1, sizeof(*linting->requests));
	linting->requests[linting->request_count++] = id;
}

static bool add_referring(
	struct linting *linting, const char *field, int64_t id, struct error *error)
{
	struct record_set set = {0};
	if (!store_referring(linting->service->store, &request_entity,
		    entity_field(&request_entity, field), id, &set, error))
		return false;
	for (size_t i = 0; i < set.count; i++)
		add_request(linting, ((const struct record *)record_set_at(&set, i))->id);
	record_set_finish(&set);
	return true;
}

static bool add_from(struct linting *linting, const char *address, struct error *error)
{
	int64_t *ids;
	size_t count;
	if (!address)
		return true;
	bool ok = store_requests_from(
		linting->service->store, linting->service->network, address, &ids, &count, error);
	for (size_t i = 0; i < count; i++)
		add_request(linting, ids[i]);
	free(ids);
	return ok;
}

static int by_number(const void *left, const void *right)
{
	int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
	return a < b ? -1 : a > b;
}

static void remove_doubles(struct linting *linting)
{
	size_t kept = 0;
	if (!linting->request_count)
		return;
	qsort(linting->requests, linting->request_count, sizeof(*linting->requests), by_number);
	for (size_t i = 0; i < linting->request_count; i++) {
		if (!kept || linting->requests[kept - 1] != linting->requests[i])
			linting->requests[kept++] = linting->requests[i];
	}
	linting->request_count = kept;
}

bool linting_gather(struct linting *linting, struct error *error)
{
	const struct request *request = &linting->request;
	int64_t target = request->merged_into.known ? request->merged_into.value
						    : request->record.id;
	int64_t person = linting->person.record.id;
	add_request(linting, request->record.id);
	add_request(linting, target);
	bool ok = (!target || add_referring(linting, "merged_into_id", target, error)) &&
		  (!person || add_referring(linting, "participant_id", person, error)) &&
		  add_from(linting, request->sender_email, error) &&
		  add_from(linting, linting->about->address, error) &&
		  add_from(linting, linting->person.email, error);
	remove_doubles(linting);
	return ok;
}

/* ---- the runs of the text, to find those of a note among ---- */

struct run {
	uint64_t hash;
	size_t first; /* word of the text */
	bool leaked;
};

static uint64_t hash_run(const struct wording *wording, size_t first)
{
	uint64_t hash = 14695981039346656037u;
	for (size_t i = first; i < first + RUN; i++) {
		for (const char *at = wording->words[i].folded; *at; at++)
			hash = (hash ^ (unsigned char)*at) * 1099511628211u;
		hash = (hash ^ ' ') * 1099511628211u;
	}
	return hash;
}

static int by_hash(const void *left, const void *right)
{
	const struct run *a = left, *b = right;
	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	return a->first < b->first ? -1 : a->first > b->first;
}

static bool is_same(
	const struct wording *left, size_t first, const struct wording *right, size_t other)
{
	for (size_t i = 0; i < RUN; i++) {
		if (strcmp(left->words[first + i].folded, right->words[other + i].folded) != 0)
			return false;
	}
	return true;
}

/* The first of the runs with this hash; `count` when there is none. */
static size_t find_hash(const struct run *runs, size_t count, uint64_t hash)
{
	size_t low = 0, high = count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (runs[middle].hash < hash)
			low = middle + 1;
		else
			high = middle;
	}
	return low < count && runs[low].hash == hash ? low : count;
}

/* A run of the text that is marked already has its twins marked too. */
static void mark(struct run *runs, size_t count, const struct wording *text, const char *note)
{
	struct wording words;
	wording_read(&words, note);
	for (size_t i = 0; i + RUN <= words.count; i++) {
		uint64_t hash = hash_run(&words, i);
		size_t at = find_hash(runs, count, hash);
		for (; at < count && runs[at].hash == hash && !runs[at].leaked; at++)
			runs[at].leaked = is_same(text, runs[at].first, &words, i);
	}
	wording_finish(&words);
}

static bool mark_request(struct linting *linting, struct run *runs, size_t count, int64_t request,
	struct error *error)
{
	struct record_set set = {0};
	if (!store_referring(linting->service->store, &internal_note_entity,
		    entity_field(&internal_note_entity, "request_id"), request, &set, error))
		return false;
	for (size_t i = 0; i < set.count; i++) {
		const struct internal_note *note = record_set_at(&set, i);
		mark(runs, count, &linting->wording, note->text);
	}
	record_set_finish(&set);
	return true;
}

static int by_word(const void *left, const void *right)
{
	const struct run *a = left, *b = right;
	return a->first < b->first ? -1 : a->first > b->first;
}

/* Runs that follow upon each other are one. */
static void tell(struct linting *linting, struct run *runs, size_t count)
{
	const struct word *words = linting->wording.words;
	qsort(runs, count, sizeof(*runs), by_word);
	for (size_t i = 0; i < count; i++) {
		if (!runs[i].leaked)
			continue;
		size_t last = i;
		while (last + 1 < count && runs[last + 1].leaked)
			last++;
		linting_add(linting, LINT_NOTE, words[i].start, words[last + RUN - 1].end,
			_("This stands in an internal note, which never leaves the house."));
		i = last;
	}
}

bool linting_notes(struct linting *linting, struct error *error)
{
	if (linting->wording.count < RUN || !linting->request_count)
		return true;
	size_t count = linting->wording.count - RUN + 1;
	struct run *runs = xcalloc(count, sizeof(*runs));
	bool ok = true;
	for (size_t i = 0; i < count; i++)
		runs[i] = (struct run){hash_run(&linting->wording, i), i, false};
	qsort(runs, count, sizeof(*runs), by_hash);
	for (size_t i = 0; ok && i < linting->request_count; i++)
		ok = mark_request(linting, runs, count, linting->requests[i], error);
	if (ok)
		tell(linting, runs, count);
	free(runs);
	return ok;
}
