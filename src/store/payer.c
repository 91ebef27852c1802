/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/payer.h"

#include "store/private.h"

bool store_find_payer(struct store *store, int64_t network, const char *code, int64_t except,
	int64_t *id, struct error *error)
{
	struct statement *statement = statement_prepare(store->engine,
		"SELECT coalesce((SELECT id FROM participant WHERE organisation_code = $1"
		" AND network_id = $2 AND organisation_number IS NOT NULL AND id <> $3"
		" AND status <> 'merged' ORDER BY id LIMIT 1), 0)",
		error);
	*id = 0;
	if (!statement)
		return false;
	statement_bind_text(statement, 1, code);
	statement_bind_integer(statement, 2, network);
	statement_bind_integer(statement, 3, except);
	return statement_run_integer(statement, 0, id, error);
}
