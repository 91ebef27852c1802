/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sorts of every list, and a list query as SQL. */
#include "store/listing.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "model/draft.h"
#include "model/meeting.h"
#include "model/network.h"
#include "model/organisation.h"
#include "model/participant.h"
#include "model/reply.h"
#include "model/request.h"
#include "store/derived.h"

struct listing {
	const struct entity *entity;
	const struct sort *sorts;
	const struct order *orders;
};

#define SORT_KEY                      \
	{                             \
		"sort_key", KEY_BYTES \
	}
#define ID                        \
	{                         \
		"id", KEY_INTEGER \
	}

static const struct sort participant_sorts[] = {{"name", N_("Name")},
	{"organisation", N_("Organisation")}, {"status", N_("Status")},
	{"received", N_("Signed up")}, {NULL, NULL}};
static const struct order participant_orders[] = {
	{{SORT_KEY, ID}, false},
	{{{"organisation_key", KEY_BYTES}, SORT_KEY, ID}, false},
	{{{"status_key", KEY_INTEGER}, SORT_KEY, ID}, false},
	{{{"received_on", KEY_TEXT}, SORT_KEY, ID}, false},
};

static const struct sort meeting_sorts[] = {{"date", N_("Date")}, {"status", N_("Status")},
	{"kind", N_("Kind")}, {"theme", N_("Theme")}, {NULL, NULL}};
static const struct order meeting_orders[] = {
	{{{"date_key", KEY_TEXT}, ID}, false},
	{{{"status_key", KEY_INTEGER}, {"date_key", KEY_TEXT}, ID}, false},
	{{{"kind_key", KEY_INTEGER}, {"date_key", KEY_TEXT}, ID}, false},
	{{{"theme_key", KEY_BYTES}, {"date_key", KEY_TEXT}, ID}, false},
};

static const struct sort request_sorts[] = {{"age", N_("Age")}, {"status", N_("Status")},
	{"sender", N_("From")}, {"subject", N_("Subject")}, {"due", N_("Answer by")}, {NULL, NULL}};
static const struct order request_orders[] = {
	{{{"urgent", KEY_INTEGER}, {"received_at", KEY_INTEGER}, ID}, true},
	{{{"status_key", KEY_INTEGER}, {"received_at", KEY_INTEGER}, ID}, false},
	{{{"sender_key", KEY_BYTES}, {"received_at", KEY_INTEGER}, ID}, false},
	{{{"subject_key", KEY_BYTES}, {"received_at", KEY_INTEGER}, ID}, false},
	{{{"clock_key", KEY_INTEGER}, {"received_at", KEY_INTEGER}, ID}, false},
};

static const struct sort organisation_sorts[] = {
	{"name", N_("Name")}, {"code", N_("Code")}, {NULL, NULL}};
static const struct order organisation_orders[] = {
	{{SORT_KEY, ID}, false},
	{{{"code", KEY_TEXT}, ID}, false},
};

static const struct sort draft_sorts[] = {{"age", N_("Age")}, {NULL, NULL}};
static const struct order draft_orders[] = {
	{{ID}, false},
};

static const struct sort other_sorts[] = {{"order", N_("Order")}, {NULL, NULL}};

static const struct listing listings[] = {
	{&participant_entity, participant_sorts, participant_orders},
	{&meeting_entity, meeting_sorts, meeting_orders},
	{&request_entity, request_sorts, request_orders},
	{&draft_entity, draft_sorts, draft_orders},
	{&reply_entity, draft_sorts, draft_orders},
	{&organisation_entity, organisation_sorts, organisation_orders},
};

static const struct listing *find_listing(const struct entity *entity)
{
	for (size_t i = 0; i < sizeof(listings) / sizeof(*listings); i++) {
		if (listings[i].entity == entity)
			return &listings[i];
	}
	return NULL;
}

const struct sort *store_sorts(const struct entity *entity)
{
	const struct listing *listing = find_listing(entity);
	return listing ? listing->sorts : other_sorts;
}

/* Parts of something stand with what they are a part of, in the order they were given. */
static struct order plain_order(const struct entity *entity)
{
	struct order order = {0};
	size_t count = 0;
	const struct field *parent = listing_parent(entity);
	if (parent && !listing_network_column(entity))
		order.columns[count++] = (struct key_column){parent->name, KEY_INTEGER};
	if (entity_field(entity, "ordinal"))
		order.columns[count++] = (struct key_column){"ordinal", KEY_INTEGER};
	order.columns[count] = (struct key_column)ID;
	return order;
}

struct order listing_order(const struct entity *entity, int sort)
{
	const struct listing *listing = find_listing(entity);
	int count = 0;
	if (!listing)
		return plain_order(entity);
	while (listing->sorts[count].name)
		count++;
	return listing->orders[sort >= 0 && sort < count ? sort : 0];
}

const struct field *listing_parent(const struct entity *entity)
{
	for (size_t i = 0; i < entity->field_count; i++) {
		if (entity->fields[i].flags & FIELD_PARENT)
			return &entity->fields[i];
	}
	return NULL;
}

const char *listing_network_column(const struct entity *entity)
{
	const struct field *parent = listing_parent(entity);
	if (!parent || (parent->target && parent->target != &network_entity))
		return NULL;
	return parent->name;
}

/* ---- building ---- */

void query_condition(struct query *query, const char *format, ...)
{
	va_list arguments;
	char *text = NULL;
	va_start(arguments, format);
	if (vasprintf(&text, format, arguments) < 0)
		text = NULL;
	va_end(arguments);
	buffer_append(&query->sql, query->has_where ? " AND " : " WHERE ");
	buffer_append(&query->sql, text ? text : "");
	query->has_where = true;
	free(text);
}

static struct query_value *add_value(struct query *query, enum key_type type)
{
	query->values = xreallocarray(query->values, query->count + 1, sizeof(*query->values));
	struct query_value *value = &query->values[query->count++];
	*value = (struct query_value){.type = type};
	return value;
}

int query_integer(struct query *query, int64_t value)
{
	add_value(query, KEY_INTEGER)->integer = value;
	return (int)query->count;
}

int query_text(struct query *query, const char *text)
{
	add_value(query, KEY_TEXT)->bytes = xstrdup(text);
	return (int)query->count;
}

int query_bytes(struct query *query, const void *bytes, size_t length)
{
	struct query_value *value = add_value(query, KEY_BYTES);
	value->bytes = xcalloc(length + 1, 1);
	value->length = length;
	memcpy(value->bytes, bytes, length);
	return (int)query->count;
}

static void bind_value(struct statement *statement, int index, const struct query_value *value)
{
	switch (value->type) {
	case KEY_INTEGER:
		statement_bind_integer(statement, index, value->integer);
		break;
	case KEY_TEXT:
		statement_bind_text(statement, index, value->bytes);
		break;
	case KEY_BYTES:
		statement_bind_bytes(statement, index, value->bytes, value->length);
		break;
	}
}

struct statement *query_prepare(struct query *query, struct store *store, struct error *error)
{
	struct statement *statement = statement_prepare(store->engine, query->sql.data, error);
	for (size_t i = 0; statement && i < query->count; i++)
		bind_value(statement, (int)i + 1, &query->values[i]);
	return statement;
}

void query_finish(struct query *query)
{
	for (size_t i = 0; i < query->count; i++)
		free(query->values[i].bytes);
	free(query->values);
	buffer_finish(&query->sql);
	*query = (struct query){0};
}
