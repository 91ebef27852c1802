/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/override.h"

#include "store/private.h"

bool store_keeps_number(struct store *store, const struct entity *entity, int64_t id,
	const char *field, bool *keeps, struct error *error)
{
	int64_t one = 0;
	*keeps = false;
	struct statement *statement = statement_prepare(store->engine,
		"SELECT 1 FROM number_override WHERE entity = $1 AND record_id = $2 AND field = $3"
		" LIMIT 1",
		error);
	if (!statement)
		return false;
	statement_bind_text(statement, 1, entity->name);
	statement_bind_integer(statement, 2, id);
	statement_bind_text(statement, 3, field);
	bool ok = statement_run_integer(statement, 0, &one, error);
	*keeps = one != 0;
	return ok;
}
