/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows as JSON for the journal, with what is sealed taken out. */
#include "store/image.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "model/recordjson.h"

#define VERSION "version"
#define SEALED "sealed"

static bool is_protected(const struct entity *entity, const void *record)
{
	return record && entity->is_protected && entity->is_protected(record);
}

bool image_is_sealed(const struct entity *entity, const void *before, const void *after)
{
	return is_protected(entity, before) || is_protected(entity, after);
}

/* Takes the content of a field out of the object. */
static void seal_field(
	struct image *image, const struct field *field, const void *record, const void *other)
{
	bool known = field_is_known(field, record);
	bool meant = other ? !field_equals(field, record, other) : known;
	json_object_set_new(image->object, field->name, json_null());
	if (!meant)
		return;
	json_array_append_new(json_object_get(image->object, SEALED), json_string(field->name));
	if (known) {
		char *text = field_canonical(field, record);
		json_object_set_new(image->values, field->name, json_string(text));
		free(text);
	}
}

/* What cannot be written as JSON could not be brought back by undo. */
static bool check_texts(const struct image *image, const struct entity *entity, const void *record,
	struct error *error)
{
	for (size_t i = 0; i < entity->field_count; i++) {
		const struct field *field = &entity->fields[i];
		if (field_is_text(field) && field_is_known(field, record) &&
			!json_is_string(json_object_get(image->object, field->name)))
			return error_set_field(error, ERROR_DATA, field->name,
				_("%s is not text in UTF-8."),
				field->label ? _(field->label) : field->name);
	}
	return true;
}

/* Texts as they are, also where the canonical form would be another. */
static void set_texts(struct image *image, const struct entity *entity, const void *record)
{
	for (size_t i = 0; i < entity->field_count; i++) {
		const struct field *field = &entity->fields[i];
		const char *text = field_is_text(field) ? field_text_of(field, record) : NULL;
		if (text)
			json_object_set_new(image->object, field->name, json_string(text));
	}
}

bool image_make(struct image *image, const struct entity *entity, const void *record,
	const void *other, bool sealed, struct error *error)
{
	*image = (struct image){0};
	if (!record)
		return true;
	image->object = record_to_json(entity, record, false);
	json_object_set_new(
		image->object, VERSION, json_integer(((const struct record *)record)->version));
	set_texts(image, entity, record);
	if (!check_texts(image, entity, record, error)) {
		image_finish(image);
		return false;
	}
	if (!sealed)
		return true;
	image->values = json_object();
	json_object_set_new(image->object, SEALED, json_array());
	for (size_t i = 0; i < entity->field_count; i++) {
		if (entity->fields[i].flags & FIELD_IDENTITY)
			seal_field(image, &entity->fields[i], record, other);
	}
	return true;
}

static bool is_named(const json_t *names, const char *name)
{
	for (size_t i = 0; i < json_array_size(names); i++) {
		const char *entry = json_string_value(json_array_get(names, i));
		if (entry && !strcmp(entry, name))
			return true;
	}
	return false;
}

static bool apply_field(
	const struct field *field, void *record, const json_t *value, struct error *error)
{
	if (!field_is_text(field) || !json_is_string(value))
		return field_from_json(field, record, value, error);
	field_clear(field, record);
	*field_text(field, record) = xstrdup(json_string_value(value));
	return true;
}

bool image_apply(
	const struct image *image, const struct entity *entity, void *record, struct error *error)
{
	const json_t *names = json_object_get(image->object, SEALED);
	bool ok = true;
	for (size_t i = 0; ok && i < entity->field_count; i++) {
		const struct field *field = &entity->fields[i];
		const json_t *value = json_object_get(image->object, field->name);
		if (names && field->flags & FIELD_IDENTITY) {
			if (!is_named(names, field->name))
				continue;
			value = json_object_get(image->values, field->name);
			ok = apply_field(field, record, value, error);
		} else if (value) {
			ok = apply_field(field, record, value, error);
		}
	}
	return ok;
}

int64_t image_version(const struct image *image)
{
	return json_integer_value(json_object_get(image->object, VERSION));
}

char *image_text(const struct image *image)
{
	return image->object ? json_dumps(image->object, JSON_COMPACT) : NULL;
}

bool image_parse(struct image *image, const char *text, struct error *error)
{
	*image = (struct image){0};
	if (!text)
		return true;
	image->object = json_loads(text, 0, NULL);
	return image->object ||
	       error_set(error, ERROR_DATA, _("A row of the journal cannot be read as JSON."));
}

void image_finish(struct image *image)
{
	json_decref(image->object);
	json_decref(image->values);
	*image = (struct image){0};
}

bool image_load_sealed(struct image *image, struct store *store, int64_t row, const char *side,
	struct error *error)
{
	if (!json_object_get(image->object, SEALED))
		return true;
	struct statement *statement = statement_prepare(store->engine,
		"SELECT field, value FROM sealed_value WHERE action_row_id = $1 AND side = $2",
		error);
	if (!statement)
		return false;
	statement_bind_integer(statement, 1, row);
	statement_bind_text(statement, 2, side);
	enum step step;
	image->values = json_object();
	while ((step = statement_step(statement, error)) == STEP_ROW)
		json_object_set_new(image->values, statement_text(statement, 0),
			json_string(statement_text(statement, 1)));
	statement_release(statement);
	return step == STEP_DONE;
}

static bool save_value(struct store *store, int64_t row, const char *side, const char *field,
	const char *value, struct error *error)
{
	struct statement *statement = statement_prepare(store->engine,
		"INSERT INTO sealed_value (action_row_id, side, field, value)"
		" VALUES ($1, $2, $3, $4)",
		error);
	if (!statement)
		return false;
	statement_bind_integer(statement, 1, row);
	statement_bind_text(statement, 2, side);
	statement_bind_text(statement, 3, field);
	statement_bind_text(statement, 4, value);
	return statement_run(statement, error);
}

bool image_save_sealed(const struct image *image, struct store *store, int64_t row,
	const char *side, struct error *error)
{
	const char *field;
	json_t *value;
	bool ok = true;
	json_object_foreach(image->values, field, value)
	{
		ok = ok && save_value(store, row, side, field, json_string_value(value), error);
	}
	return ok;
}
