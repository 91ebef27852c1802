/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a list is made of: its orders, each with an index behind it, and the conditions of a query
 * as SQL with the values to bind.
 */
#ifndef TRAFFPUNKT_STORE_LISTING_H
#define TRAFFPUNKT_STORE_LISTING_H

#include "store/page.h"
#include "store/private.h"

enum key_type {
	KEY_INTEGER,
	KEY_TEXT,
	KEY_BYTES,
};

struct key_column {
	const char *name; /* NULL ends them */
	enum key_type type;
};

#define KEY_COLUMNS 5 /* with the final NULL */

/* The columns that a sort compares, none of them NULL in any row, the last one id. */
struct order {
	struct key_column columns[KEY_COLUMNS];
	bool reversed; /* the list starts at the largest */
};

/* The order of a query or, when `sort` is out of range, the natural one. */
struct order listing_order(const struct entity *entity, int sort);

/* A statement under construction, and what it binds. */
struct query_value {
	enum key_type type;
	int64_t integer;
	void *bytes; /* text or bytes, owned */
	size_t length;
};
struct query {
	struct buffer sql;
	struct query_value *values;
	size_t count;
	bool has_where;
};
/* Appends WHERE or AND, then the text; the parts of a long condition may follow in the buffer. */
void query_condition(struct query *query, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* Each returns the number of the $n that the value is bound to. */
int query_integer(struct query *query, int64_t value);
int query_text(struct query *query, const char *text);
int query_bytes(struct query *query, const void *bytes, size_t length);
/* Prepares and binds; NULL on failure. The query can be finished at once. */
struct statement *query_prepare(struct query *query, struct store *store, struct error *error);
void query_finish(struct query *query);

/* The column of the parent when it is the network, NULL when the entity hangs on something else. */
const char *listing_network_column(const struct entity *entity);
/* The field that leads to the record that this one is a part of, or NULL. */
const struct field *listing_parent(const struct entity *entity);
/* The column with the rank of a choice, which the indexes of the list hold; NULL without one. */
const char *listing_rank(const struct entity *entity, const char *field);
/* Network, states and filter of a list query. With `seek` the states may lead the search through an
 * index of their own (for a count); otherwise they only pick among the rows of the sort's index. */
void listing_conditions(struct query *query, const struct list_query *list, bool seek);
/* Sorted by state, the closed ones stand at the end and need not even be walked over. Only where no
 * key bounds the walk from the same side: one bound leads into the index, and it must be the key.
 */
void listing_stop_at_closed(struct query *query, const struct list_query *list);

#endif
