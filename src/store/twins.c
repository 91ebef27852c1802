/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/twins.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "model/participant.h"
#include "store/row.h"

/* Column names are composed into SQL, so only these are let in. */
static bool is_key(const char *name, struct error *error)
{
	static const char *const keys[] = {"email_key", "mailbox_key", "person_key", "phone_key"};
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		if (!strcmp(name, keys[i]))
			return true;
	}
	return error_set(error, ERROR_SOFTWARE, _("Participants have no key “%s”."), name);
}

bool store_sharing(struct store *store, int64_t network, const char *key_name, const char *key,
	struct record_set *set, struct error *error)
{
	struct buffer sql = {0};
	*set = (struct record_set){.entity = &participant_entity};
	if (!is_key(key_name, error))
		return false;
	if (!*key)
		return true;
	buffer_append(&sql, "SELECT ");
	row_columns(&sql, &participant_entity);
	buffer_printf(&sql, " FROM participant WHERE network_id = $1 AND \"%s\" = $2 ORDER BY id",
		key_name);
	struct statement *statement = statement_prepare(store->engine, sql.data, error);
	buffer_finish(&sql);
	if (!statement)
		return false;
	statement_bind_integer(statement, 1, network);
	statement_bind_text(statement, 2, key);
	return record_set_read(set, statement, error);
}

/* What comes after everything that begins with the words. */
#define LAST_CHARACTER "\xf4\x8f\xbf\xbf"

static void bind_beginning(struct statement *statement, int64_t network, const char *words)
{
	char *end = xasprintf("%s" LAST_CHARACTER, words);
	statement_bind_integer(statement, 1, network);
	statement_bind_text(statement, 2, words);
	statement_bind_text(statement, 3, end);
	free(end);
}

bool store_named(struct store *store, int64_t network, const char *words, size_t limit,
	struct record_set *set, struct error *error)
{
	struct buffer sql = {0};
	*set = (struct record_set){.entity = &participant_entity};
	buffer_append(&sql, "SELECT ");
	row_columns(&sql, &participant_entity);
	buffer_append(&sql, " FROM participant WHERE network_id = $1 AND name_words >= $2 AND"
			    " name_words < $3 ORDER BY protected DESC, id LIMIT $4");
	struct statement *statement = statement_prepare(store->engine, sql.data, error);
	buffer_finish(&sql);
	if (!statement)
		return false;
	bind_beginning(statement, network, words);
	statement_bind_integer(statement, 4, (int64_t)limit);
	return record_set_read(set, statement, error);
}

bool store_is_named(
	struct store *store, int64_t network, const char *words, bool *found, struct error *error)
{
	int64_t one = 0;
	struct statement *statement = statement_prepare(store->engine,
		"SELECT 1 FROM participant WHERE network_id = $1 AND name_words >= $2 AND"
		" name_words < $3 LIMIT 1",
		error);
	if (!statement)
		return false;
	bind_beginning(statement, network, words);
	bool ok = statement_run_integer(statement, 0, &one, error);
	*found = one != 0;
	return ok;
}

bool store_requests_from(struct store *store, int64_t network, const char *email, int64_t **ids,
	size_t *count, struct error *error)
{
	*ids = NULL;
	*count = 0;
	struct statement *statement = statement_prepare(store->engine,
		"SELECT id FROM request WHERE network_id = $1 AND sender_email = $2", error);
	if (!statement)
		return false;
	statement_bind_integer(statement, 1, network);
	statement_bind_text(statement, 2, email);
	enum step step;
	while ((step = statement_step(statement, error)) == STEP_ROW) {
		*ids = xreallocarray(*ids, *count + 1, sizeof(**ids));
		(*ids)[(*count)++] = statement_integer(statement, 0);
	}
	statement_release(statement);
	return step == STEP_DONE;
}

bool store_shared_keys(struct store *store, int64_t network, const char *key_name,
	const char *after, size_t limit, char ***keys, size_t *count, struct error *error)
{
	*keys = NULL;
	*count = 0;
	if (!is_key(key_name, error))
		return false;
	char *sql = xasprintf("SELECT \"%s\" FROM participant"
			      " WHERE network_id = $1 AND \"%s\" > $2"
			      " GROUP BY \"%s\" HAVING count(*) > 1 ORDER BY \"%s\" LIMIT $3",
		key_name, key_name, key_name, key_name);
	struct statement *statement = statement_prepare(store->engine, sql, error);
	free(sql);
	if (!statement)
		return false;
	statement_bind_integer(statement, 1, network);
	statement_bind_text(statement, 2, after);
	statement_bind_integer(statement, 3, (int64_t)limit);
	enum step step;
	while ((step = statement_step(statement, error)) == STEP_ROW) {
		*keys = xreallocarray(*keys, *count + 1, sizeof(**keys));
		(*keys)[(*count)++] = xstrdup(statement_text(statement, 0));
	}
	statement_release(statement);
	if (step == STEP_DONE)
		return true;
	store_keys_free(*keys, *count);
	*keys = NULL;
	*count = 0;
	return false;
}

void store_keys_free(char **keys, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(keys[i]);
	free(keys);
}

/* ---- rivals ---- */

/* The names of a table's UNIQUE indexes, or the columns of an index. */
static bool read_names(struct store *store, const char *sql, const char *of, char ***names,
	size_t *count, struct error *error)
{
	*names = NULL;
	*count = 0;
	struct statement *statement = statement_prepare(store->engine, sql, error);
	if (!statement)
		return false;
	statement_bind_text(statement, 1, of);
	enum step step;
	while ((step = statement_step(statement, error)) == STEP_ROW) {
		*names = xreallocarray(*names, *count + 1, sizeof(**names));
		(*names)[(*count)++] = xstrdup(
			statement_is_null(statement, 0) ? "" : statement_text(statement, 0));
	}
	statement_release(statement);
	return step == STEP_DONE;
}

/* Nothing is found when a column is unknown (then nothing is unique) or not one of the fields. */
static bool find_by_columns(struct store *store, const struct entity *entity, const void *record,
	char *const *columns, size_t count, int64_t *rival, struct error *error)
{
	struct buffer sql = {0};
	buffer_printf(&sql, "SELECT id FROM \"%s\" WHERE id <> $1", entity->table);
	for (size_t i = 0; i < count; i++) {
		const struct field *field = entity_field(entity, columns[i]);
		if (!field || !field_is_known(field, record)) {
			buffer_finish(&sql);
			return true;
		}
		buffer_printf(&sql, " AND \"%s\" = $%zu", columns[i], i + 2);
	}
	buffer_append(&sql, " LIMIT 1");
	struct statement *statement = statement_prepare(store->engine, sql.data, error);
	buffer_finish(&sql);
	if (!statement)
		return false;
	statement_bind_integer(statement, 1, ((const struct record *)record)->id);
	for (size_t i = 0; i < count; i++)
		row_bind(statement, (int)i + 2, entity_field(entity, columns[i]), record);
	return statement_run_integer(statement, 0, rival, error);
}

bool store_find_rival(struct store *store, const struct entity *entity, const void *record,
	int64_t *rival, struct error *error)
{
	char **indexes, **columns;
	size_t index_count, column_count;
	*rival = 0;
	bool ok = read_names(store,
		"SELECT name FROM pragma_index_list($1) WHERE \"unique\" = 1 AND partial = 0",
		entity->table, &indexes, &index_count, error);
	for (size_t i = 0; ok && !*rival && i < index_count; i++) {
		ok = read_names(store, "SELECT name FROM pragma_index_info($1)", indexes[i],
			&columns, &column_count, error);
		ok = ok &&
		     find_by_columns(store, entity, record, columns, column_count, rival, error);
		store_keys_free(columns, column_count);
	}
	store_keys_free(indexes, index_count);
	return ok;
}
