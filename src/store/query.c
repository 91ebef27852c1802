/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Single records and small sets of them. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "store/listing.h"
#include "store/row.h"

bool store_get(struct store *store, const struct entity *entity, int64_t id, void *record,
	struct error *error)
{
	bool found;
	if (!row_read(store, entity, id, record, &found, error))
		return false;
	return found || error_set(error, ERROR_REFUSED, _("There is no %s number %lld."),
				_(entity->label), (long long)id);
}

bool store_find(struct store *store, const struct entity *entity, const char *column,
	const char *value, int64_t *id, struct error *error)
{
	struct query query = {0};
	*id = 0;
	if (!entity_field(entity, column))
		return error_set(error, ERROR_SOFTWARE, _("%s has no column called “%s”."),
			_(entity->label), column);
	buffer_printf(&query.sql, "SELECT \"id\" FROM \"%s\"", entity->table);
	query_condition(&query, "\"%s\" = $%d", column, query_text(&query, value));
	buffer_append(&query.sql, " ORDER BY \"id\" LIMIT 1");
	struct statement *statement = query_prepare(&query, store, error);
	query_finish(&query);
	return statement && statement_run_integer(statement, 0, id, error);
}

const void *record_set_at(const struct record_set *set, size_t index)
{
	return set->records + index * set->entity->size;
}

void record_set_finish(struct record_set *set)
{
	for (size_t i = 0; i < set->count; i++)
		record_finish(set->entity, set->records + i * set->entity->size);
	free(set->records);
	set->records = NULL;
	set->count = 0;
}

bool store_all(struct store *store, const struct entity *entity, int64_t parent,
	struct record_set *set, struct error *error)
{
	struct order order = listing_order(entity, 0);
	const struct field *field = listing_parent(entity);
	struct query query = {0};
	*set = (struct record_set){.entity = entity};
	buffer_append(&query.sql, "SELECT ");
	row_columns(&query.sql, entity);
	buffer_printf(&query.sql, " FROM \"%s\"", entity->table);
	if (parent && field)
		query_condition(&query, "\"%s\" = $%d", field->name, query_integer(&query, parent));
	buffer_append(&query.sql, " ORDER BY ");
	for (size_t i = 0; order.columns[i].name; i++)
		buffer_printf(&query.sql, "%s\"%s\"%s", i ? ", " : "", order.columns[i].name,
			order.reversed ? " DESC" : "");
	struct statement *statement = query_prepare(&query, store, error);
	query_finish(&query);
	if (statement && record_set_read(set, statement, error))
		return true;
	record_set_finish(set);
	return false;
}
