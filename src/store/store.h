/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The database: one SQLite file, 0600, WAL. Everything that knows SQL is in this room. A face reads
 * pages of records here; only the service writes, inside a unit of work that is also one action of
 * the journal (store/journal.h).
 */
#ifndef TRAFFPUNKT_STORE_STORE_H
#define TRAFFPUNKT_STORE_STORE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/error.h"
#include "model/record.h"

struct store;

enum store_access {
	STORE_READ_WRITE, /* made when it is not there, brought up to this program's schema */
	STORE_EXISTING,   /* as above, but a missing file is ERROR_NO_INPUT */
	STORE_READ_ONLY,
};

/*
 * Opens the database file. The folder is made 0700 when it is not there; a file that others may
 * read is refused with the command that mends it; one from a newer program is refused; before a
 * schema step a copy "<path>.before-<step>" is kept. Network file systems get a rollback journal.
 */
bool store_open(struct store **store, const char *path, enum store_access access,
	const struct clock *clock, struct error *error);
void store_close(struct store *store);
const char *store_path(const struct store *store);
const struct clock *store_clock(const struct store *store);

/* ---- one record ---- */

/* Fills a zeroed record. ERROR_REFUSED, with a sentence that names the thing, when there is none.
 */
bool store_get(struct store *store, const struct entity *entity, int64_t id, void *record,
	struct error *error);
/* The id of the row where a column has exactly this text (uid, slug, code): 0 when there is none.
 */
bool store_find(struct store *store, const struct entity *entity, const char *column,
	const char *value, int64_t *id, struct error *error);

/* Records in a row, owned: `records` is count * entity->size bytes. */
struct record_set {
	const struct entity *entity;
	char *records;
	size_t count;
};
const void *record_set_at(const struct record_set *set, size_t index);
void record_set_finish(struct record_set *set);
/* All records of a small entity whose parent field (FIELD_PARENT) is `parent`, in its natural order
 * (ordinal; meetings by date with the undated last); 0: all rows. */
bool store_all(struct store *store, const struct entity *entity, int64_t parent,
	struct record_set *set, struct error *error);

/* The rows of an entity whose reference `field` leads to row `id`, by their id. With an index on
 * the column it is a seek. */
bool store_referring(struct store *store, const struct entity *entity, const struct field *field,
	int64_t id, struct record_set *set, struct error *error);

/* ---- signs of change ---- */

/* Counts every change that another connection has committed; equal numbers mean nothing new. */
int64_t store_data_version(struct store *store);

#endif
