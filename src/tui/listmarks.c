/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Marked rows: a sorted array of ids, so that they outlive filters, sorts and reloads. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "tui/list.h"

/* Rows read at a time when all are marked. */
#define MARK_PAGE 500

/* Where the id is, or where it would stand. */
static size_t place_of(const struct list *list, int64_t id)
{
	size_t low = 0, high = list->mark_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (list->marks[middle] < id)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool list_is_marked(const struct list *list, int64_t id)
{
	size_t place = place_of(list, id);
	return place < list->mark_count && list->marks[place] == id;
}

static void append(struct list *list, int64_t id)
{
	if (list->mark_count == list->mark_capacity) {
		list->mark_capacity = list->mark_capacity ? 2 * list->mark_capacity : 64;
		list->marks = xreallocarray(list->marks, list->mark_capacity, sizeof(*list->marks));
	}
	list->marks[list->mark_count++] = id;
}

static int compare_ids(const void *left, const void *right)
{
	int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
	return (a > b) - (a < b);
}

/* Sorts what was appended and drops what was there already. */
static void tidy(struct list *list)
{
	size_t kept = 0;
	if (list->mark_count)
		qsort(list->marks, list->mark_count, sizeof(*list->marks), compare_ids);
	for (size_t i = 0; i < list->mark_count; i++) {
		if (!kept || list->marks[kept - 1] != list->marks[i])
			list->marks[kept++] = list->marks[i];
	}
	list->mark_count = kept;
}

void list_toggle_mark(struct list *list, int64_t id)
{
	list->hidden = -1;
	if (!list_is_marked(list, id)) {
		append(list, id);
		tidy(list);
		return;
	}
	size_t place = place_of(list, id);
	list->mark_count--;
	memmove(list->marks + place, list->marks + place + 1,
		(list->mark_count - place) * sizeof(*list->marks));
}

static void keep_marks(struct list *list)
{
	if (!list->mark_count)
		return;
	list->last_marks = xreallocarray(
		list->last_marks, list->mark_count, sizeof(*list->last_marks));
	memcpy(list->last_marks, list->marks, list->mark_count * sizeof(*list->marks));
	list->last_count = list->mark_count;
}

void list_restore_marks(struct list *list)
{
	list->hidden = -1;
	for (size_t i = 0; i < list->last_count; i++)
		append(list, list->last_marks[i]);
	tidy(list);
}

void list_clear_marks(struct list *list)
{
	keep_marks(list);
	list->hidden = -1;
	list->mark_count = 0;
	list->range_start = 0;
}

bool list_mark_all(struct list *list, struct error *error)
{
	struct page_key last = {0};
	size_t read = MARK_PAGE;
	bool ok = true;
	for (bool first = true; ok && read == MARK_PAGE; first = false) {
		struct list_page page = {0};
		ok = store_page(list->store, &list->query, first ? PAGE_FIRST : PAGE_AFTER, &last,
			MARK_PAGE, &page, error);
		read = page.set.count;
		for (size_t i = 0; i < read; i++)
			append(list, ((const struct record *)record_set_at(&page.set, i))->id);
		if (read)
			page_key_copy(&last, &page.keys[read - 1]);
		list_page_finish(&page);
	}
	page_key_finish(&last);
	tidy(list);
	return ok;
}

/* The list has a row when the page from its key begins with it; one that is gone it has not. */
static bool has_row(const struct list *list, int64_t id, bool *has, struct error *error)
{
	struct page_key key = {0};
	struct list_page page = {0};
	*has = false;
	if (!store_page_key(list->store, &list->query, id, &key, error)) {
		bool gone = error->kind == ERROR_REFUSED;
		if (gone)
			error_finish(error);
		return gone;
	}
	bool ok = store_page(list->store, &list->query, PAGE_FROM, &key, 1, &page, error);
	*has = ok && page.set.count &&
	       ((const struct record *)record_set_at(&page.set, 0))->id == id;
	list_page_finish(&page);
	page_key_finish(&key);
	return ok;
}

/* Marks `wanted` rows from a key down. */
static bool mark_down(
	struct list *list, const struct page_key *from, size_t wanted, struct error *error)
{
	struct page_key at = {0};
	bool ok = true;
	page_key_copy(&at, from);
	for (enum page_direction way = PAGE_FROM; ok && wanted; way = PAGE_AFTER) {
		struct list_page page = {0};
		size_t limit = wanted < MARK_PAGE ? wanted : MARK_PAGE;
		ok = store_page(list->store, &list->query, way, &at, limit, &page, error);
		size_t read = page.set.count;
		for (size_t i = 0; i < read; i++)
			append(list, ((const struct record *)record_set_at(&page.set, i))->id);
		if (read)
			page_key_copy(&at, &page.keys[read - 1]);
		wanted = read < limit ? 0 : wanted - read;
		list_page_finish(&page);
	}
	page_key_finish(&at);
	tidy(list);
	return ok;
}

/* The row where the range began may have left the list: then it goes to where that row would be. */
bool list_mark_range(struct list *list, struct error *error)
{
	struct page_key start = {0}, end = {0};
	int64_t from = list->range_start, to = list_selected_id(list), above_start, above_end;
	bool has;
	list->range_start = 0;
	bool ok = store_page_key(list->store, &list->query, from, &start, error) &&
		  store_page_key(list->store, &list->query, to, &end, error) &&
		  store_position(list->store, &list->query, &start, &above_start, error) &&
		  store_position(list->store, &list->query, &end, &above_end, error) &&
		  has_row(list, above_start > above_end ? from : to, &has, error);
	if (ok && above_start > above_end)
		ok = mark_down(list, &end, (size_t)(above_start - above_end) + has, error);
	else if (ok)
		ok = mark_down(list, &start, (size_t)(above_end - above_start) + has, error);
	page_key_finish(&start);
	page_key_finish(&end);
	return ok;
}

int64_t *list_targets(const struct list *list, size_t *count)
{
	int64_t selected = list_selected_id(list);
	*count = list->mark_count ? list->mark_count : (selected != 0);
	int64_t *ids = xcalloc(*count + 1, sizeof(*ids));
	if (list->mark_count)
		memcpy(ids, list->marks, list->mark_count * sizeof(*ids));
	else if (selected)
		ids[0] = selected;
	return ids;
}

bool list_hidden_marks(struct list *list, size_t *hidden, struct error *error)
{
	*hidden = 0;
	for (size_t i = 0; i < list->mark_count; i++) {
		bool has;
		if (!has_row(list, list->marks[i], &has, error))
			return false;
		*hidden += !has;
	}
	return true;
}
