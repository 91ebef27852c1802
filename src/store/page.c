/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages by keyset: a row's key is the values of its sort, and a page is what follows a key. */
#include "store/page.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "model/request.h"
#include "store/conditionterm.h"
#include "store/listing.h"
#include "store/row.h"
#include "store/tally.h"

/* Rows that a walk reads at a time. */
#define WALK_PAGE 500

/* ---- keys: integers as 8 bytes, texts and bytes after their length in 8 bytes ---- */

void page_key_finish(struct page_key *key)
{
	free(key->bytes);
	*key = (struct page_key){0};
}

void page_key_copy(struct page_key *to, const struct page_key *from)
{
	struct page_key copy = {.length = from->length};
	if (from->bytes) {
		copy.bytes = xcalloc(from->length + 1, 1);
		memcpy(copy.bytes, from->bytes, from->length);
	}
	page_key_finish(to);
	*to = copy;
}

static void key_from_row(struct page_key *key, const struct order *order,
	const struct statement *statement, int column)
{
	struct buffer bytes = {0};
	for (size_t i = 0; order->columns[i].name; i++, column++) {
		size_t length;
		const void *value;
		int64_t number;
		if (order->columns[i].type == KEY_INTEGER) {
			number = statement_integer(statement, column);
			buffer_append_bytes(&bytes, &number, sizeof(number));
			continue;
		}
		value = statement_bytes(statement, column, &length);
		number = (int64_t)length;
		buffer_append_bytes(&bytes, &number, sizeof(number));
		if (length)
			buffer_append_bytes(&bytes, value, length);
	}
	key->length = bytes.length;
	key->bytes = (unsigned char *)buffer_take(&bytes);
}

/* Takes 8 bytes off the key; false when it has ended. */
static bool take_number(const struct page_key *key, size_t *at, int64_t *number)
{
	if (key->length - *at < sizeof(*number))
		return false;
	memcpy(number, key->bytes + *at, sizeof(*number));
	*at += sizeof(*number);
	return true;
}

static bool take_bytes(
	struct query *query, enum key_type type, const struct page_key *key, size_t *at)
{
	int64_t length;
	if (!take_number(key, at, &length) || length < 0 || (uint64_t)length > key->length - *at)
		return false;
	if (type == KEY_TEXT) {
		char *text = xstrndup((const char *)key->bytes + *at, (size_t)length);
		query_text(query, text);
		free(text);
	} else {
		query_bytes(query, key->bytes + *at, (size_t)length);
	}
	*at += (size_t)length;
	return true;
}

/* The values of a key become the next $n; false when it is the key of another sort. */
static bool add_key_values(
	struct query *query, const struct order *order, const struct page_key *key)
{
	size_t at = 0;
	for (size_t i = 0; order->columns[i].name; i++) {
		int64_t number;
		if (order->columns[i].type != KEY_INTEGER) {
			if (!take_bytes(query, order->columns[i].type, key, &at))
				return false;
			continue;
		}
		if (!take_number(key, &at, &number))
			return false;
		query_integer(query, number);
	}
	return at == key->length;
}

static void append_key_columns(struct query *query, const struct order *order)
{
	for (size_t i = 0; order->columns[i].name; i++)
		buffer_printf(&query->sql, "%s\"%s\"", i ? ", " : "", order->columns[i].name);
}

/* `("sort_key", "id") > ($3, $4)` */
static bool key_condition(struct query *query, const struct order *order, const char *comparison,
	const struct page_key *key, struct error *error)
{
	size_t first = query->count + 1;
	query_condition(query, "(");
	append_key_columns(query, order);
	buffer_printf(&query->sql, ") %s (", comparison);
	if (!add_key_values(query, order, key))
		return error_set(error, ERROR_SOFTWARE,
			_("A place in a list belongs to another order of it."));
	for (size_t i = first; i <= query->count; i++)
		buffer_printf(&query->sql, "%s$%zu", i > first ? ", " : "", i);
	buffer_append(&query->sql, ")");
	return true;
}

bool store_page_key(struct store *store, const struct list_query *query, int64_t id,
	struct page_key *key, struct error *error)
{
	struct order order = listing_order(query->entity, query->sort);
	struct query sql = {0};
	buffer_append(&sql.sql, "SELECT ");
	append_key_columns(&sql, &order);
	buffer_printf(&sql.sql, " FROM \"%s\"", query->entity->table);
	query_condition(&sql, "\"id\" = $%d", query_integer(&sql, id));
	struct statement *statement = query_prepare(&sql, store, error);
	query_finish(&sql);
	if (!statement)
		return false;
	enum step step = statement_step(statement, error);
	page_key_finish(key);
	if (step == STEP_ROW)
		key_from_row(key, &order, statement, 0);
	else if (step == STEP_DONE)
		error_set(error, ERROR_REFUSED, _("%s number %lld is not there any more."),
			_(query->entity->label), (long long)id);
	statement_release(statement);
	return step == STEP_ROW;
}

/* ---- pages ---- */

static bool is_backward(enum page_direction direction)
{
	return direction == PAGE_LAST || direction == PAGE_BEFORE;
}

/* Do keys fall on the way that this page is read? */
static bool is_falling(const struct list_query *query, const struct order *order, bool backward)
{
	return (order->reversed != query->descending) != backward;
}

static bool page_sql(struct query *sql, const struct list_query *query, const struct order *order,
	enum page_direction direction, const struct page_key *key, struct error *error)
{
	bool falling = is_falling(query, order, is_backward(direction));
	bool keyed = direction != PAGE_FIRST && direction != PAGE_LAST;
	const char *comparison = falling ? "<" : ">";
	buffer_append(&sql->sql, "SELECT ");
	row_columns(&sql->sql, query->entity);
	buffer_append(&sql->sql, ", ");
	append_key_columns(sql, order);
	buffer_printf(&sql->sql, " FROM \"%s\"", query->entity->table);
	listing_conditions(sql, query, false);
	if (direction == PAGE_FROM)
		comparison = falling ? "<=" : ">=";
	if (!keyed || !falling)
		listing_stop_at_closed(sql, query);
	if (keyed && !key_condition(sql, order, comparison, key, error))
		return false;
	buffer_append(&sql->sql, " ORDER BY ");
	for (size_t i = 0; order->columns[i].name; i++)
		buffer_printf(&sql->sql, "%s\"%s\"%s", i ? ", " : "", order->columns[i].name,
			falling ? " DESC" : "");
	return true;
}

static bool read_page(struct list_page *page, const struct order *order,
	struct statement *statement, struct error *error)
{
	int column = row_column_count(page->set.entity);
	enum step step;
	while ((step = statement_step(statement, error)) == STEP_ROW) {
		size_t index = page->set.count;
		row_load(statement, page->set.entity, record_set_add(&page->set));
		page->keys = xreallocarray(page->keys, index + 1, sizeof(*page->keys));
		page->keys[index] = (struct page_key){0};
		key_from_row(&page->keys[index], order, statement, column);
	}
	statement_release(statement);
	return step == STEP_DONE;
}

static void swap_bytes(char *left, char *right, size_t size)
{
	for (size_t i = 0; i < size; i++) {
		char byte = left[i];
		left[i] = right[i];
		right[i] = byte;
	}
}

static void turn_around(struct list_page *page)
{
	size_t size = page->set.count ? page->set.entity->size : 0;
	for (size_t i = 0, j = page->set.count; i + 1 < j; i++) {
		j--;
		struct page_key key = page->keys[i];
		page->keys[i] = page->keys[j];
		page->keys[j] = key;
		swap_bytes(page->set.records + i * size, page->set.records + j * size, size);
	}
}

bool store_page(struct store *store, const struct list_query *query, enum page_direction direction,
	const struct page_key *key, size_t limit, struct list_page *page, struct error *error)
{
	struct order order = listing_order(query->entity, query->sort);
	struct query sql = {0};
	struct statement *statement = NULL;
	*page = (struct list_page){.set.entity = query->entity};
	if (page_sql(&sql, query, &order, direction, key, error)) {
		buffer_printf(&sql.sql, " LIMIT $%d", query_integer(&sql, (int64_t)limit));
		statement = query_prepare(&sql, store, error);
	}
	query_finish(&sql);
	if (!statement)
		return false;
	if (!read_page(page, &order, statement, error)) {
		list_page_finish(page);
		return false;
	}
	if (is_backward(direction))
		turn_around(page);
	return true;
}

void list_page_finish(struct list_page *page)
{
	for (size_t i = 0; i < page->set.count; i++)
		page_key_finish(&page->keys[i]);
	free(page->keys);
	page->keys = NULL;
	record_set_finish(&page->set);
}

/* ---- counts ---- */

static bool run_count(struct query *sql, struct store *store, int64_t *count, struct error *error)
{
	struct statement *statement = query_prepare(sql, store, error);
	query_finish(sql);
	return statement && statement_run_integer(statement, 0, count, error);
}

/* The tally does not know what rests: they are few, and an index of their own has them. */
static bool take_resting_away(
	struct store *store, const struct list_query *query, int64_t *count, struct error *error)
{
	int64_t resting = 0;
	if (!inbox_count_resting(store, query, &resting, error))
		return false;
	*count -= resting;
	return true;
}

bool store_count(
	struct store *store, const struct list_query *query, int64_t *count, struct error *error)
{
	struct query sql = {0};
	bool filtered = query->filter && query->filter->count;
	if (!filtered && tally_has(query->entity))
		return tally_open(store, query->entity, query->network, query->all, count, error) &&
		       take_resting_away(store, query, count, error);
	buffer_printf(&sql.sql, "SELECT count(*) FROM \"%s\"", query->entity->table);
	/* Most requests are closed: those that are not lead to what a filter is asked of. */
	listing_conditions(&sql, query, !filtered || query->entity == &request_entity);
	return run_count(&sql, store, count, error);
}

bool store_position(struct store *store, const struct list_query *query, const struct page_key *key,
	int64_t *position, struct error *error)
{
	struct order order = listing_order(query->entity, query->sort);
	struct query sql = {0};
	buffer_printf(&sql.sql, "SELECT count(*) FROM \"%s\"", query->entity->table);
	listing_conditions(&sql, query, false);
	if (!key_condition(
		    &sql, &order, is_falling(query, &order, false) ? ">" : "<", key, error)) {
		query_finish(&sql);
		return false;
	}
	return run_count(&sql, store, position, error);
}

bool store_count_status(struct store *store, const struct entity *entity, int64_t network,
	const char *token, int64_t *count, struct error *error)
{
	const struct field *status = entity_field(entity, "status");
	if (!status || !tally_has(entity) || choices_find(status->choices, token) < 0)
		return error_set(error, ERROR_SOFTWARE, _("%s has no state called “%s”."),
			_(entity->label), token);
	return tally_state(store, entity, network, token, count, error);
}

bool store_walk(struct store *store, const struct list_query *query,
	bool (*visit)(void *record, void *context, struct error *error), void *context,
	struct error *error)
{
	struct page_key last = {0};
	bool ok = true, more = true;
	for (enum page_direction way = PAGE_FIRST; ok && more; way = PAGE_AFTER) {
		struct list_page page = {0};
		ok = store_page(store, query, way, &last, WALK_PAGE, &page, error);
		more = ok && page.set.count == WALK_PAGE;
		for (size_t i = 0; ok && i < page.set.count; i++)
			ok = visit(page.set.records + i * query->entity->size, context, error);
		if (ok && more)
			page_key_copy(&last, &page.keys[WALK_PAGE - 1]);
		list_page_finish(&page);
	}
	page_key_finish(&last);
	return ok;
}
