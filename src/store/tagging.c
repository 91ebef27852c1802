/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/tagging.h"

#include "store/private.h"

bool store_tags(struct store *store, int64_t network, struct tag_set *tags, struct error *error)
{
	*tags = (struct tag_set){0};
	struct statement *statement = statement_prepare(store->engine,
		"SELECT DISTINCT tags FROM participant"
		" WHERE network_id = $1 AND tags IS NOT NULL AND status <> 'merged'",
		error);
	if (!statement)
		return false;
	statement_bind_integer(statement, 1, network);
	enum step step;
	while ((step = statement_step(statement, error)) == STEP_ROW) {
		struct tag_set own = tag_set_read(statement_text(statement, 0));
		for (size_t i = 0; i < own.count; i++)
			tag_set_add(tags, own.words[i]);
		tag_set_finish(&own);
	}
	statement_release(statement);
	if (step != STEP_DONE)
		tag_set_finish(tags);
	return step == STEP_DONE;
}
