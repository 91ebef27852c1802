/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Pages of a list, by keyset: whatever the table holds, a page costs what a page costs. A row is
 * found again by its key (the values that the sort compares), so a list can grow and shrink under
 * the reader. Sorts and the filter language are the same on the command line and in the dashboard.
 */
#ifndef TRAFFPUNKT_STORE_PAGE_H
#define TRAFFPUNKT_STORE_PAGE_H

#include "model/draft.h"
#include "model/filter.h"
#include "store/store.h"

/* A sort that has an index. The first of an entity is its natural one. */
struct sort {
	const char *name;  /* "name", "organisation": on the command line */
	const char *label; /* msgid */
};
/* Sorts of an entity, ended by a NULL name. */
const struct sort *store_sorts(const struct entity *entity);

/* Who reads a list of requests, and when: what rests, is overdue or "mine". All 0: nothing rests.
 */
struct list_reader {
	const char *who;        /* borrowed: initials */
	int64_t today;          /* what rests beyond it is left out unless asked for */
	int64_t overdue_before; /* what came at this second or before is overdue ... */
	int64_t urgent_before;  /* ... and what has been urgent since then or longer */
};

struct list_query {
	const struct entity *entity;
	int64_t network; /* id */
	int sort;        /* index in store_sorts() */
	bool descending;
	bool all; /* also rows in states that are closed (choice.closed); a filter that names a
		   * state shows it in any case */
	const struct filter *filter; /* borrowed; NULL or empty: no filter */
	struct list_reader reader;   /* of requests */
};

/* Where a row stands in a sort: opaque bytes, owned. Zero-initialise. */
struct page_key {
	unsigned char *bytes;
	size_t length;
};
void page_key_finish(struct page_key *key);
void page_key_copy(struct page_key *to, const struct page_key *from);
/* The key of a row under a query's sort, whether or not the filter lets it through. */
bool store_page_key(struct store *store, const struct list_query *query, int64_t id,
	struct page_key *key, struct error *error);

enum page_direction {
	PAGE_FIRST,  /* from the top; the key is not read */
	PAGE_LAST,   /* up to the bottom */
	PAGE_AFTER,  /* the rows just below the key */
	PAGE_BEFORE, /* the rows just above the key, still returned in list order */
	PAGE_FROM,   /* the row of the key (or what stands there now) and those below it */
};

struct list_page {
	struct record_set set; /* in list order */
	struct page_key *keys; /* of each record; owned */
};
bool store_page(struct store *store, const struct list_query *query, enum page_direction direction,
	const struct page_key *key, size_t limit, struct list_page *page, struct error *error);
void list_page_finish(struct list_page *page);
/* Every row of the query in its order, a page in memory at a time. The visit may take the values
 * out of the record; false from it ends the walk. */
bool store_walk(struct store *store, const struct list_query *query,
	bool (*visit)(void *record, void *context, struct error *error), void *context,
	struct error *error);

/* How many rows the query has: reads an index, or all rows when there is a filter. */
bool store_count(
	struct store *store, const struct list_query *query, int64_t *count, struct error *error);
/* How many rows stand above the key. */
bool store_position(struct store *store, const struct list_query *query, const struct page_key *key,
	int64_t *position, struct error *error);
/* How many participants in a state have another role than a participant's, by index. */
bool store_count_other_roles(struct store *store, int64_t network, const char *token,
	int64_t *count, struct error *error);
/* How many letters or tasks wait or are on their way, by index. */
bool store_count_open_drafts(struct store *store, int64_t network, enum draft_kind kind,
	int64_t *count, struct error *error);
/* Requests that want something, each by an index of its own; those at rest are only in `resting`.
 */
struct inbox_counts {
	int64_t resting;
	int64_t woken;
	int64_t unassigned; /* new or open, and nobody's */
	int64_t overdue;    /* no first answer in time */
	int64_t released;   /* from quarantine, ever */
};
bool store_count_inbox(struct store *store, int64_t network, const struct list_reader *reader,
	struct inbox_counts *counts, struct error *error);
/* Requests of which a letter waits in the outbox or is on its way: *ids sorted, owned by the
 * caller.
 */
bool store_requests_with_letter(
	struct store *store, int64_t network, int64_t **ids, size_t *count, struct error *error);
/* Mails that could not be read and that nobody has looked at: they are few. */
bool store_count_broken_mail(
	struct store *store, int64_t network, int64_t *count, struct error *error);
/* How many rows of an entity are in a state, by index. */
bool store_count_status(struct store *store, const struct entity *entity, int64_t network,
	const char *token, int64_t *count, struct error *error);

#endif
