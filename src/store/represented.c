/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/represented.h"

#include "model/organisation.h"
#include "store/private.h"
#include "store/row.h"

bool store_is_represented(struct store *store, int64_t network, const char *code, bool *represented,
	struct error *error)
{
	int64_t found = 0;
	struct statement *statement = statement_prepare(store->engine,
		"SELECT EXISTS (SELECT 1 FROM participant WHERE network_id = $1"
		" AND status = 'admitted' AND organisation_code = $2)",
		error);
	*represented = false;
	if (!statement)
		return false;
	statement_bind_integer(statement, 1, network);
	statement_bind_text(statement, 2, code);
	bool ok = statement_run_integer(statement, 0, &found, error);
	*represented = found != 0;
	return ok;
}

bool store_represented(
	struct store *store, int64_t network, struct record_set *organisations, struct error *error)
{
	struct buffer sql = {0};
	*organisations = (struct record_set){.entity = &organisation_entity};
	buffer_append(&sql, "SELECT ");
	row_columns(&sql, &organisation_entity);
	buffer_append(&sql,
		" FROM organisation WHERE code IN (SELECT organisation_code FROM participant"
		" WHERE network_id = $1 AND status = 'admitted' AND protected = 0)"
		" ORDER BY sort_key, id");
	struct statement *statement = statement_prepare(store->engine, sql.data, error);
	buffer_finish(&sql);
	if (!statement)
		return false;
	statement_bind_integer(statement, 1, network);
	if (record_set_read(organisations, statement, error))
		return true;
	record_set_finish(organisations);
	return false;
}
