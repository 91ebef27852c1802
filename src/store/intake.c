/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/intake.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "model/request.h"
#include "store/row.h"
#include "store/twins.h"

bool store_requests_from(struct store *store, int64_t network, const char *email, int64_t since,
	size_t limit, struct record_set *set, struct error *error)
{
	struct buffer sql = {0};
	*set = (struct record_set){.entity = &request_entity};
	buffer_append(&sql, "SELECT ");
	row_columns(&sql, &request_entity);
	buffer_append(&sql,
		" FROM request WHERE network_id = $1 AND sender_email = $2 AND received_at >= $3"
		" ORDER BY received_at DESC LIMIT $4");
	struct statement *statement = statement_prepare(store->engine, sql.data, error);
	buffer_finish(&sql);
	if (!statement)
		return false;
	statement_bind_integer(statement, 1, network);
	statement_bind_text(statement, 2, email);
	statement_bind_integer(statement, 3, since);
	statement_bind_integer(statement, 4, (int64_t)limit);
	return record_set_read(set, statement, error);
}

bool store_find_broken(
	struct store *store, int64_t network, const char *digest, int64_t *id, struct error *error)
{
	struct statement *statement = statement_prepare(store->engine,
		"SELECT id FROM broken_mail WHERE network_id = $1 AND digest = $2", error);
	if (!statement)
		return false;
	statement_bind_integer(statement, 1, network);
	statement_bind_text(statement, 2, digest);
	return statement_run_integer(statement, 0, id, error);
}

bool store_refers_to_file(struct store *store, const char *file, bool *refers, struct error *error)
{
	int64_t found = 0;
	struct statement *statement = statement_prepare(store->engine,
		"SELECT EXISTS (SELECT 1 FROM attachment WHERE file = $1)"
		" OR EXISTS (SELECT 1 FROM broken_mail WHERE file = $1)",
		error);
	if (!statement)
		return false;
	statement_bind_text(statement, 1, file);
	bool ok = statement_run_integer(statement, 0, &found, error);
	*refers = found != 0;
	return ok;
}

bool store_walk_files(
	struct store *store, store_file_found *found, void *context, struct error *error)
{
	char **files = NULL;
	size_t count = 0;
	struct statement *statement = statement_prepare(store->engine,
		"SELECT file FROM attachment UNION SELECT file FROM broken_mail ORDER BY 1", error);
	if (!statement)
		return false;
	enum step step;
	while ((step = statement_step(statement, error)) == STEP_ROW) {
		files = xreallocarray(files, count + 1, sizeof(*files));
		files[count++] = xstrdup(statement_text(statement, 0));
	}
	statement_release(statement);
	bool ok = step == STEP_DONE;
	for (size_t i = 0; ok && i < count; i++)
		ok = found(context, files[i], error);
	store_keys_free(files, count);
	return ok;
}
