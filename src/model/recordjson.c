/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/recordjson.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/text.h"

json_t *field_to_json(const struct field *field, const void *record)
{
	if (!field_is_known(field, record))
		return json_null();
	switch (field->type) {
	case FIELD_FLAG:
		return json_boolean(field_number_of(field, record).value);
	case FIELD_INTEGER:
	case FIELD_MONEY:
	case FIELD_DURATION:
	case FIELD_REFERENCE:
		return json_integer(field_number_of(field, record).value);
	default: {
		char *text = field_canonical(field, record);
		json_t *value = json_string(text);
		free(text);
		return value ? value : json_null();
	}
	}
}

static bool wrong_type(const struct field *field, struct error *error, const char *message)
{
	return error_set_field(error, ERROR_DATA, field->name, message, field->name);
}

static bool is_counted(const struct field *field)
{
	return field->type == FIELD_INTEGER || field->type == FIELD_MONEY ||
	       field->type == FIELD_DURATION || field->type == FIELD_REFERENCE;
}

/* Dates and choices must stand in their canonical form: a file is not typed by hand. */
static bool text_from_json(
	const struct field *field, void *record, const char *text, struct error *error)
{
	if (!*text && field_is_text(field)) {
		field_clear(field, record);
		return true;
	}
	if (!field_parse(field, record, text, 0, error))
		return false;
	if (field_is_text(field))
		return true;
	char *canonical = field_canonical(field, record);
	bool same = canonical && !strcmp(canonical, text);
	free(canonical);
	if (same)
		return true;
	field_clear(field, record);
	char *safe = text_safe(text, TEXT_ONE_LINE);
	error_set_field(error, ERROR_DATA, field->name,
		_("%s: “%s” is not in the form that files use."), field->name, safe);
	free(safe);
	return false;
}

bool field_from_json(
	const struct field *field, void *record, const json_t *value, struct error *error)
{
	if (!value || json_is_null(value)) {
		field_clear(field, record);
		return true;
	}
	if (is_counted(field) || field->type == FIELD_FLAG) {
		int64_t number = json_is_boolean(value) ? json_is_true(value)
							: (int64_t)json_integer_value(value);
		if (field->type == FIELD_FLAG && !json_is_boolean(value))
			return wrong_type(field, error, _("%s must be true, false or null."));
		if (is_counted(field) && !json_is_integer(value))
			return wrong_type(field, error, _("%s must be a whole number or null."));
		*field_number(field, record) = (struct number){.known = true, .value = number};
		return true;
	}
	if (!json_is_string(value))
		return wrong_type(field, error, _("%s must be a text or null."));
	return text_from_json(field, record, json_string_value(value), error);
}

json_t *record_to_json(const struct entity *entity, const void *record, bool hide)
{
	bool sealed = hide && entity->is_protected && entity->is_protected(record);
	json_t *object = json_object();
	json_object_set_new(object, "id", json_integer(((const struct record *)record)->id));
	for (size_t i = 0; i < entity->field_count; i++) {
		const struct field *field = &entity->fields[i];
		bool blank = sealed && field->flags & FIELD_IDENTITY;
		json_object_set_new(
			object, field->name, blank ? json_null() : field_to_json(field, record));
	}
	return object;
}
