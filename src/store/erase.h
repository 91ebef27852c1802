/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Erasing: rows, what hangs on them, what the journal tells of them, and the words by which they
 * are known wherever else those stand. It happens inside a final unit of work, and when that is
 * committed the file itself is cleaned, so that no byte is left in free pages or logs.
 */
#ifndef TRAFFPUNKT_STORE_ERASE_H
#define TRAFFPUNKT_STORE_ERASE_H

#include "store/store.h"

/* One row, and what becomes of it. */
struct erase_item {
	const struct entity *entity;
	int64_t id;
	const struct field *detach; /* the row stays and this reference of it is emptied; NULL: it
				     * goes */
	bool is_gone;               /* only the journal still tells of the row */
};

/* Rows in the order in which they can go: what refers to a row stands before it. */
struct erase_set {
	struct erase_item *items;
	size_t count;
};

/*
 * Adds a row with everything that is about it, through all references of the model. What outlives
 * it (FIELD_DETACHED, an invoice that has been made) is emptied of it instead. A row that is there
 * already is not added again.
 */
bool erase_set_add(struct erase_set *set, struct store *store, const struct entity *entity,
	int64_t id, struct error *error);
/* Adds a row that is no longer there. */
void erase_set_add_gone(struct erase_set *set, const struct entity *entity, int64_t id);
void erase_set_finish(struct erase_set *set);

/* Words that someone is known by; texts owned. */
struct word_list {
	char **words;
	size_t count;
};
/* Addresses, full names and numbers of a participant, of today and of all the journal. */
bool store_words_of(
	struct store *store, int64_t participant, struct word_list *words, struct error *error);
void word_list_add(struct word_list *list, const char *word);
void word_list_finish(struct word_list *list);

/* The text with each of the words, as whole words in any case, made `instead`; NULL when none
 * stands in it. Owned by the caller. */
char *text_without_words(const char *text, const struct word_list *words, const char *instead);

/* Does it, inside a unit of work begun as final. `words` may be NULL. */
bool store_erase(struct store *store, const struct erase_set *set, const struct word_list *words,
	struct error *error);

/* Rows of an entity that are as old as that: a day or an instant not after `until`. */
struct until_query {
	const struct entity *entity;
	const struct field *when; /* FIELD_DATE or FIELD_INSTANT */
	int64_t until;
	const char *status; /* a token, NULL: any */
};
bool store_find_until(struct store *store, const struct until_query *query, struct record_set *set,
	struct error *error);

/* The ids of the rows of a network, in their order; owned by the caller. */
bool store_ids(struct store *store, const struct entity *entity, int64_t network, int64_t **ids,
	size_t *count, struct error *error);

/* The rows of an entity that the journal still tells of though they went before an instant. Owned
 * by the caller. */
bool store_find_gone(struct store *store, const struct entity *entity, int64_t until, int64_t **ids,
	size_t *count, struct error *error);

/*
 * Rewrites the file so that what was removed is in none of its bytes. ERROR_BUSY when another
 * program holds it; the next store_open tries again then.
 */
bool store_clean(struct store *store, struct error *error);
bool store_needs_cleaning(struct store *store);

/* How often the words stand in the bytes of the database file and its logs, any case. */
bool store_count_traces(
	struct store *store, const struct word_list *words, size_t *count, struct error *error);
/* Removes the copies beside the database (".before-…") that hold one of the words; *removed gets
 * their names, owned by the caller. */
bool store_remove_copies(struct store *store, const struct word_list *words,
	struct word_list *removed, struct error *error);

/* ---- tombstones ---- */

/* Remembers someone, as salted hashes only. Inside a unit of work. */
bool store_bury(struct store *store, int64_t participant, struct error *error);
/* The participants whom a tombstone names. Owned by the caller. */
bool store_find_buried(struct store *store, int64_t **ids, size_t *count, struct error *error);
/* Copies the tombstones of another database that this one does not have. Inside a unit of work. */
bool store_take_tombstones(struct store *store, struct store *other, struct error *error);

#endif
