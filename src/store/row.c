/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row: its SQL, its values on the way in and out. */
#include "store/row.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/i18n.h"
#include "model/meeting.h"
#include "store/derived.h"

void row_columns(struct buffer *sql, const struct entity *entity)
{
	buffer_append(sql, "\"id\", \"version\"");
	for (size_t i = 0; i < entity->field_count; i++)
		buffer_printf(sql, ", \"%s\"", entity->fields[i].name);
}

int row_column_count(const struct entity *entity)
{
	return 2 + (int)entity->field_count;
}

/* ---- values ---- */

static void bind_number(
	struct statement *statement, int index, const struct field *field, int64_t value)
{
	char text[16];
	switch (field->type) {
	case FIELD_DATE:
		date_to_iso(value, text);
		statement_bind_text(statement, index, text);
		break;
	case FIELD_TIME:
		time_to_iso(value, text);
		statement_bind_text(statement, index, text);
		break;
	case FIELD_CHOICE:
		statement_bind_text(statement, index, field->choices->items[value].token);
		break;
	default:
		statement_bind_integer(statement, index, value);
	}
}

void row_bind(struct statement *statement, int index, const struct field *field, const void *record)
{
	if (!field_is_known(field, record))
		statement_bind_text(statement, index, NULL);
	else if (field_is_text(field))
		statement_bind_text(statement, index, field_text_of(field, record));
	else
		bind_number(statement, index, field, field_number_of(field, record).value);
}

/* A value that this program cannot read is unknown to it; store_check tells of it. */
static struct number load_number(
	const struct statement *statement, int column, const struct field *field)
{
	struct number number = {.known = true};
	switch (field->type) {
	case FIELD_DATE:
		number.known = date_from_iso(statement_text(statement, column), &number.value);
		break;
	case FIELD_TIME:
		number.known = time_from_iso(statement_text(statement, column), &number.value);
		break;
	case FIELD_CHOICE:
		number.value = choices_find(field->choices, statement_text(statement, column));
		number.known = number.value >= 0;
		break;
	default:
		number.value = statement_integer(statement, column);
	}
	if (!number.known)
		number.value = 0;
	return number;
}

void row_load(const struct statement *statement, const struct entity *entity, void *record)
{
	struct record *head = record;
	head->id = statement_integer(statement, 0);
	head->version = statement_integer(statement, 1);
	for (size_t i = 0; i < entity->field_count; i++) {
		const struct field *field = &entity->fields[i];
		int column = (int)i + 2;
		if (statement_is_null(statement, column))
			continue;
		if (field_is_text(field))
			*field_text(field, record) = xstrdup(statement_text(statement, column));
		else
			*field_number(field, record) = load_number(statement, column, field);
	}
}

void record_stamp(const struct entity *entity, void *record, const char *name, int64_t instant)
{
	const struct field *field = entity_field(entity, name);
	if (field && field->type == FIELD_INSTANT)
		*field_number(field, record) = (struct number){.known = true, .value = instant};
}

/* ---- one row ---- */

bool row_read(struct store *store, const struct entity *entity, int64_t id, void *record,
	bool *found, struct error *error)
{
	struct buffer sql = {0};
	buffer_append(&sql, "SELECT ");
	row_columns(&sql, entity);
	buffer_printf(&sql, " FROM \"%s\" WHERE id = $1", entity->table);
	struct statement *statement = statement_prepare(store->engine, sql.data, error);
	buffer_finish(&sql);
	if (!statement)
		return false;
	statement_bind_integer(statement, 1, id);
	enum step step = statement_step(statement, error);
	*found = step == STEP_ROW;
	if (*found)
		row_load(statement, entity, record);
	statement_release(statement);
	return step != STEP_FAILED;
}

static char *insert_sql(const struct entity *entity, bool with_id)
{
	size_t derived_count;
	const struct derived *derived = derived_of(entity, &derived_count);
	size_t count = 1 + entity->field_count + derived_count + with_id;
	struct buffer sql = {0};
	buffer_printf(&sql, "INSERT INTO \"%s\" (\"version\"", entity->table);
	for (size_t i = 0; i < entity->field_count; i++)
		buffer_printf(&sql, ", \"%s\"", entity->fields[i].name);
	for (size_t i = 0; i < derived_count; i++)
		buffer_printf(&sql, ", \"%s\"", derived[i].column);
	buffer_append(&sql, with_id ? ", \"id\") VALUES (" : ") VALUES (");
	for (size_t i = 1; i <= count; i++)
		buffer_printf(&sql, "%s$%zu", i > 1 ? ", " : "", i);
	buffer_append(&sql, ") RETURNING \"id\"");
	return buffer_take(&sql);
}

/* $1 is the version, then the fields, then what is derived from them; returns the next index. */
static int bind_all(struct store *store, const struct entity *entity, const void *record,
	struct statement *statement)
{
	size_t derived_count;
	const struct derived *derived = derived_of(entity, &derived_count);
	int index = 1;
	statement_bind_integer(statement, index++, ((const struct record *)record)->version);
	for (size_t i = 0; i < entity->field_count; i++)
		row_bind(statement, index++, &entity->fields[i], record);
	for (size_t i = 0; i < derived_count; i++)
		derived_bind(store, &derived[i], record, statement, index++);
	return index;
}

bool row_insert(struct store *store, const struct entity *entity, void *record, struct error *error)
{
	struct record *head = record;
	char *sql = insert_sql(entity, head->id != 0);
	struct statement *statement = statement_prepare(store->engine, sql, error);
	free(sql);
	if (!statement)
		return false;
	int next = bind_all(store, entity, record, statement);
	if (head->id)
		statement_bind_integer(statement, next, head->id);
	return statement_run_integer(statement, 0, &head->id, error);
}

static char *update_sql(const struct entity *entity)
{
	size_t derived_count;
	const struct derived *derived = derived_of(entity, &derived_count);
	size_t index = 1;
	struct buffer sql = {0};
	buffer_printf(&sql, "UPDATE \"%s\" SET \"version\" = $%zu", entity->table, index++);
	for (size_t i = 0; i < entity->field_count; i++)
		buffer_printf(&sql, ", \"%s\" = $%zu", entity->fields[i].name, index++);
	for (size_t i = 0; i < derived_count; i++)
		buffer_printf(&sql, ", \"%s\" = $%zu", derived[i].column, index++);
	buffer_printf(&sql, " WHERE \"id\" = $%zu", index);
	return buffer_take(&sql);
}

bool row_update(
	struct store *store, const struct entity *entity, const void *record, struct error *error)
{
	char *sql = update_sql(entity);
	struct statement *statement = statement_prepare(store->engine, sql, error);
	free(sql);
	if (!statement)
		return false;
	int next = bind_all(store, entity, record, statement);
	statement_bind_integer(statement, next, ((const struct record *)record)->id);
	return statement_run(statement, error);
}

bool row_delete(struct store *store, const struct entity *entity, int64_t id, struct error *error)
{
	char *sql = xasprintf("DELETE FROM \"%s\" WHERE \"id\" = $1", entity->table);
	struct statement *statement = statement_prepare(store->engine, sql, error);
	free(sql);
	if (!statement)
		return false;
	statement_bind_integer(statement, 1, id);
	return statement_run(statement, error);
}

/* ---- sets ---- */

void *record_set_add(struct record_set *set)
{
	size_t size = set->entity->size;
	/* Room doubles, so that a long list is not moved for every row. */
	if ((set->count & (set->count - 1)) == 0)
		set->records = xreallocarray(set->records, set->count ? set->count * 2 : 1, size);
	void *record = set->records + set->count++ * size;
	memset(record, 0, size);
	return record;
}

bool record_set_read(struct record_set *set, struct statement *statement, struct error *error)
{
	enum step step;
	while ((step = statement_step(statement, error)) == STEP_ROW)
		row_load(statement, set->entity, record_set_add(set));
	statement_release(statement);
	return step == STEP_DONE;
}

bool rows_after(struct store *store, const struct entity *entity, int64_t id, size_t limit,
	struct record_set *set, struct error *error)
{
	struct buffer sql = {0};
	buffer_append(&sql, "SELECT ");
	row_columns(&sql, entity);
	buffer_printf(&sql, " FROM \"%s\" WHERE id > $1 ORDER BY id LIMIT $2", entity->table);
	struct statement *statement = statement_prepare(store->engine, sql.data, error);
	buffer_finish(&sql);
	*set = (struct record_set){.entity = entity};
	if (!statement)
		return false;
	statement_bind_integer(statement, 1, id);
	statement_bind_integer(statement, 2, (int64_t)limit);
	return record_set_read(set, statement, error);
}

/* ---- references ---- */

static bool read_referring(struct store *store, const struct entity *entity,
	const struct field *field, int64_t id, const char *tail, struct record_set *set,
	struct error *error)
{
	struct buffer sql = {0};
	*set = (struct record_set){.entity = entity};
	buffer_append(&sql, "SELECT ");
	row_columns(&sql, entity);
	buffer_printf(&sql, " FROM \"%s\" WHERE \"%s\" = $1 %s", entity->table, field->name, tail);
	struct statement *statement = statement_prepare(store->engine, sql.data, error);
	buffer_finish(&sql);
	if (!statement)
		return false;
	statement_bind_integer(statement, 1, id);
	return record_set_read(set, statement, error);
}

bool store_referring(struct store *store, const struct entity *entity, const struct field *field,
	int64_t id, struct record_set *set, struct error *error)
{
	return read_referring(store, entity, field, id, "ORDER BY id", set, error);
}

static bool find_by_field(struct store *store, const struct entity *entity,
	const struct field *field, int64_t id, char **referrer, struct error *error)
{
	struct record_set set;
	bool ok = read_referring(store, entity, field, id, "LIMIT 1", &set, error);
	if (ok && set.count) {
		char *title = entity->title(record_set_at(&set, 0));
		*referrer = xasprintf("%s “%s”", _(entity->label), title);
		free(title);
	}
	record_set_finish(&set);
	return ok;
}

static bool find_release(struct store *store, int64_t meeting, char **referrer, struct error *error)
{
	int64_t count = 0;
	struct statement *statement = statement_prepare(
		store->engine, "SELECT count(*) FROM release WHERE meeting_id = $1", error);
	if (!statement)
		return false;
	statement_bind_integer(statement, 1, meeting);
	if (!statement_run_integer(statement, 0, &count, error))
		return false;
	if (count)
		*referrer = xstrdup(_("a calendar file that has been made of it"));
	return true;
}

/* Does this field lead to a row of the entity? A parent may be told without its target. */
static bool leads_to(const struct field *field, const struct entity *target)
{
	if (field->type != FIELD_REFERENCE)
		return false;
	if (field->target)
		return field->target == target;
	char *column = xasprintf("%s_id", target->table);
	bool same = !strcmp(column, field->name);
	free(column);
	return same;
}

bool row_find_referrer(struct store *store, const struct entity *entity, int64_t id,
	char **referrer, struct error *error)
{
	bool ok = true;
	*referrer = NULL;
	for (size_t i = 0; ok && !*referrer && model_entities[i]; i++) {
		const struct entity *other = model_entities[i];
		for (size_t j = 0; ok && !*referrer && j < other->field_count; j++) {
			if (leads_to(&other->fields[j], entity))
				ok = find_by_field(
					store, other, &other->fields[j], id, referrer, error);
		}
	}
	if (ok && !*referrer && entity == &meeting_entity)
		ok = find_release(store, id, referrer, error);
	return ok;
}
