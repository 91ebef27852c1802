/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window of a list: reading, moving, keeping its place. Marks are in listmarks.c. */
#include "tui/list.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "model/veil.h"
#include "store/filtering.h"

/* Rows kept beyond those shown, so that small moves read nothing. */
#define SPARE_SCREENS 3

void list_init(struct list *list, struct store *store, const struct entity *entity, int64_t network)
{
	*list = (struct list){.store = store, .height = 1, .total = -1, .hidden = -1};
	list->query = (struct list_query){.entity = entity, .network = network};
}

void list_finish(struct list *list)
{
	list_page_finish(&list->page);
	filter_finish(&list->filter);
	free(list->filter_text);
	free(list->marks);
	free(list->last_marks);
	*list = (struct list){0};
}

size_t list_count(const struct list *list)
{
	return list->page.set.count;
}

const void *list_row(const struct list *list, size_t index)
{
	return index < list_count(list) ? record_set_at(&list->page.set, index) : NULL;
}

const void *list_selected(const struct list *list)
{
	return list_row(list, list->selected);
}

int64_t list_selected_id(const struct list *list)
{
	const struct record *record = list_selected(list);
	return record ? record->id : 0;
}

/* ---- the page in memory as a row of rows ---- */

static void drop_rows(struct list_page *page, size_t from, size_t count)
{
	const struct entity *entity = page->set.entity;
	size_t rest = page->set.count - from - count;
	for (size_t i = from; i < from + count; i++) {
		record_finish(entity, page->set.records + i * entity->size);
		page_key_finish(&page->keys[i]);
	}
	memmove(page->set.records + from * entity->size,
		page->set.records + (from + count) * entity->size, rest * entity->size);
	memmove(page->keys + from, page->keys + from + count, rest * sizeof(*page->keys));
	page->set.count -= count;
}

/* Moves the rows of `more` to the end or the beginning of the list's page. */
static void join_rows(struct list_page *page, struct list_page *more, bool before)
{
	size_t size = more->set.entity->size, old = page->set.count, added = more->set.count;
	if (!added)
		return;
	page->set.entity = more->set.entity;
	page->set.records = xreallocarray(page->set.records, old + added, size);
	page->keys = xreallocarray(page->keys, old + added, sizeof(*page->keys));
	size_t at = before ? 0 : old;
	if (before) {
		memmove(page->set.records + added * size, page->set.records, old * size);
		memmove(page->keys + added, page->keys, old * sizeof(*page->keys));
	}
	memcpy(page->set.records + at * size, more->set.records, added * size);
	memcpy(page->keys + at, more->keys, added * sizeof(*more->keys));
	page->set.count += added;
	more->set.count = 0; /* what they own has moved */
}

static bool fetch(struct list *list, enum page_direction direction, const struct page_key *key,
	size_t limit, struct list_page *page, struct error *error)
{
	*page = (struct list_page){0};
	if (!store_page(list->store, &list->query, direction, key, limit, page, error))
		return false;
	const struct entity *entity = list->query.entity;
	for (size_t i = 0; list->veiled && i < page->set.count; i++)
		record_veil(entity, page->set.records + i * entity->size);
	return true;
}

static bool extend_down(struct list *list, size_t wanted, struct error *error)
{
	struct list_page more;
	size_t count = list_count(list);
	const struct page_key *last = count ? &list->page.keys[count - 1] : NULL;
	if (!fetch(list, last ? PAGE_AFTER : PAGE_FIRST, last, wanted, &more, error))
		return false;
	list->reaches_bottom = more.set.count < wanted;
	join_rows(&list->page, &more, false);
	list_page_finish(&more);
	return true;
}

static bool extend_up(struct list *list, size_t wanted, struct error *error)
{
	struct list_page more;
	if (!list_count(list))
		return true;
	if (!fetch(list, PAGE_BEFORE, &list->page.keys[0], wanted, &more, error))
		return false;
	size_t added = more.set.count;
	list->reaches_top = added < wanted;
	join_rows(&list->page, &more, true);
	list_page_finish(&more);
	list->selected += added;
	list->top += added;
	return true;
}

/* Lets go of rows far from those shown. */
static void trim(struct list *list)
{
	size_t spare = (size_t)list->height * SPARE_SCREENS, end = list->top + (size_t)list->height;
	if (list_count(list) > end + 2 * spare) {
		drop_rows(&list->page, end + spare, list_count(list) - end - spare);
		list->reaches_bottom = false;
	}
	if (list->top > 2 * spare) {
		size_t gone = list->top - spare;
		drop_rows(&list->page, 0, gone);
		list->top -= gone;
		list->selected -= gone;
		list->reaches_top = false;
	}
}

/* Reads what the shown rows lack and brings the selected one among them. */
static bool settle(struct list *list, struct error *error)
{
	size_t height = (size_t)list->height;
	if (list->selected >= list_count(list))
		list->selected = list_count(list) ? list_count(list) - 1 : 0;
	if (list->selected < list->top)
		list->top = list->selected;
	if (list->selected >= list->top + height)
		list->top = list->selected - height + 1;
	if (list->top + height > list_count(list) && !list->reaches_bottom &&
		!extend_down(list, list->top + height - list_count(list) + height, error))
		return false;
	if (list->top + height > list_count(list)) { /* no empty rows below while rows are above */
		size_t want = list->top + height - list_count(list);
		if (list->top < want && !list->reaches_top &&
			!extend_up(list, want - list->top + height, error))
			return false;
		list->top = list_count(list) > height ? list_count(list) - height : 0;
	}
	trim(list);
	return true;
}

static void start_over(struct list *list)
{
	list_page_finish(&list->page);
	list->page = (struct list_page){.set.entity = list->query.entity};
	list->reaches_top = list->reaches_bottom = false;
	list->top = list->selected = 0;
}

/* Without a filter the store keeps count; with one it is left for a quiet moment. */
static bool count_if_cheap(struct list *list, struct error *error)
{
	return list->query.filter || list_idle(list, error);
}

/* Fills the page from `key` on; when nothing stands there any more, from what is above. What was
 * read before is kept when reading fails. */
static bool load_from(
	struct list *list, const struct page_key *key, size_t above, struct error *error)
{
	size_t height = (size_t)list->height;
	struct list_page page;
	if (!count_if_cheap(list, error) ||
		!fetch(list, key ? PAGE_FROM : PAGE_FIRST, key, 2 * height, &page, error))
		return false;
	if (key && !page.set.count) {
		list_page_finish(&page);
		return list_go_last(list, error);
	}
	start_over(list);
	list->page = page;
	list->reaches_bottom = list_count(list) < 2 * height;
	list->reaches_top = !key;
	if (key && !extend_up(list, above + height, error))
		return false;
	list->top = list->selected > above ? list->selected - above : 0;
	return settle(list, error);
}

bool list_set_height(struct list *list, int height, struct error *error)
{
	if (height < 1)
		height = 1;
	if (list->height == height && list->page.set.entity)
		return true;
	list->height = height;
	return settle(list, error);
}

bool list_reload(struct list *list, struct error *error)
{
	struct page_key before = {0}, now = {0};
	struct error gone = {0};
	int64_t id = list_selected_id(list);
	size_t above = list->selected - list->top;
	list->total = list->hidden = -1;
	if (!id)
		return load_from(list, NULL, 0, error);
	page_key_copy(&before, &list->page.keys[list->selected]);
	/* An edit may have moved the row. One that has left the list gives its old place away. */
	bool there = store_page_key(list->store, &list->query, id, &now, &gone);
	bool ok = load_from(list, there ? &now : &before, above, error);
	if (ok && there && list_selected_id(list) != id)
		ok = load_from(list, &before, above, error);
	error_finish(&gone);
	page_key_finish(&before);
	page_key_finish(&now);
	if (ok && !list->page.set.count)
		list->left = id;
	return ok;
}

bool list_move(struct list *list, int rows, struct error *error)
{
	size_t distance = (size_t)(rows < 0 ? -rows : rows);
	bool by_page = distance >= (size_t)list->height;
	if (rows > 0) {
		size_t need = list->selected + distance + (by_page ? (size_t)list->height : 1);
		if (need > list_count(list) && !list->reaches_bottom &&
			!extend_down(list, need - list_count(list) + (size_t)list->height, error))
			return false;
		list->selected += distance;
		if (by_page)
			list->top += distance;
	} else {
		size_t need = distance + (by_page ? (size_t)list->height : 0);
		if (need > list->selected && !list->reaches_top &&
			!extend_up(list, need - list->selected + (size_t)list->height, error))
			return false;
		list->selected -= distance < list->selected ? distance : list->selected;
		if (by_page)
			list->top -= distance < list->top ? distance : list->top;
	}
	return settle(list, error);
}

bool list_go_first(struct list *list, struct error *error)
{
	return load_from(list, NULL, 0, error);
}

bool list_go_last(struct list *list, struct error *error)
{
	size_t wanted = 2 * (size_t)list->height;
	struct list_page page;
	if (!fetch(list, PAGE_LAST, NULL, wanted, &page, error))
		return false;
	start_over(list);
	list->page = page;
	list->reaches_bottom = true;
	list->reaches_top = list_count(list) < wanted;
	list->selected = list_count(list) ? list_count(list) - 1 : 0;
	return settle(list, error);
}

bool list_go_to(struct list *list, int64_t id, struct error *error)
{
	struct page_key key = {0};
	for (size_t i = 0; i < list_count(list); i++) {
		if (((const struct record *)list_row(list, i))->id == id) {
			list->selected = i;
			return settle(list, error);
		}
	}
	if (!store_page_key(list->store, &list->query, id, &key, error))
		return false;
	bool ok = load_from(list, &key, (size_t)list->height / 3, error);
	page_key_finish(&key);
	return ok && list_selected_id(list) == id;
}

/* After the list has become another one: the selected row stays if it is still there. */
static bool look_again(struct list *list, int64_t id, struct error *error)
{
	struct error gone = {0};
	list->total = list->hidden = -1;
	start_over(list);
	if (id && list_go_to(list, id, &gone))
		return true;
	error_finish(&gone);
	return list_go_first(list, error);
}

bool list_set_filter(
	struct list *list, const char *text, int64_t today, size_t *caret, struct error *error)
{
	struct filter filter;
	int64_t id = list->page.set.count ? list_selected_id(list) : list->left;
	if (!store_filter_parse(list->store, &list->query, &filter, text, today, caret, error))
		return false;
	filter_finish(&list->filter);
	free(list->filter_text);
	list->filter = filter;
	list->filter_text = text_is_blank(text) ? NULL : xstrdup(text);
	list->query.filter = filter.count ? &list->filter : NULL;
	/* While a filter grows the first hit is what is looked for; taken away, the place is kept.
	 */
	return look_again(list, list->filter_text ? 0 : id, error);
}

bool list_set_sort(struct list *list, int sort, bool descending, struct error *error)
{
	int64_t id = list_selected_id(list);
	list->query.sort = sort;
	list->query.descending = descending;
	return look_again(list, id, error);
}

bool list_set_all(struct list *list, bool all, struct error *error)
{
	int64_t id = list_selected_id(list);
	list->query.all = all;
	return look_again(list, id, error);
}

static bool counts_hidden(const struct list *list)
{
	return list->hidden < 0 && list->mark_count && list->query.filter;
}

bool list_has_idle_work(const struct list *list)
{
	return list->total < 0 || counts_hidden(list);
}

bool list_idle(struct list *list, struct error *error)
{
	size_t hidden = 0;
	if (list->total < 0)
		return store_count(list->store, &list->query, &list->total, error);
	bool ok = !counts_hidden(list) || list_hidden_marks(list, &hidden, error);
	list->hidden = (int64_t)hidden;
	return ok;
}
