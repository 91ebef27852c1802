/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rows and records: the SQL of an entity, composed from its table of fields. Values are always
 * bound. Nothing here knows of the journal or of versions.
 */
#ifndef TRAFFPUNKT_STORE_ROW_H
#define TRAFFPUNKT_STORE_ROW_H

#include "base/buffer.h"
#include "store/private.h"

/* Appends `"id", "version", ` and every field's column, for row_load. */
void row_columns(struct buffer *sql, const struct entity *entity);
/* How many columns that is. */
int row_column_count(const struct entity *entity);
/* Fills a zeroed record from the first columns of a row. */
void row_load(const struct statement *statement, const struct entity *entity, void *record);
/* Binds a field as its column holds it. */
void row_bind(
	struct statement *statement, int index, const struct field *field, const void *record);

/* Fills a zeroed record; *found is false when there is no such row. */
bool row_read(struct store *store, const struct entity *entity, int64_t id, void *record,
	bool *found, struct error *error);
/* A new row; record->id is kept when it is not 0 and filled when it is. */
bool row_insert(
	struct store *store, const struct entity *entity, void *record, struct error *error);
/* Writes all columns, version too. */
bool row_update(
	struct store *store, const struct entity *entity, const void *record, struct error *error);
bool row_delete(struct store *store, const struct entity *entity, int64_t id, struct error *error);

/* Rows with a larger id, by id. */
bool rows_after(struct store *store, const struct entity *entity, int64_t id, size_t limit,
	struct record_set *set, struct error *error);
/* Adds an empty record to the set. */
void *record_set_add(struct record_set *set);
/* Reads the rows of a statement that starts with row_columns; releases it. */
bool record_set_read(struct record_set *set, struct statement *statement, struct error *error);

/*
 * What still refers to a row, as a line for people (owned by the caller); NULL when nothing does.
 */
bool row_find_referrer(struct store *store, const struct entity *entity, int64_t id,
	char **referrer, struct error *error);

/* The instant field of this name gets a value when the entity has one. */
void record_stamp(const struct entity *entity, void *record, const char *name, int64_t instant);

#endif
