/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes the network file. */
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/i18n.h"
#include "base/text.h"
#include "exchange/networkfile_format.h"

/* The record with an id: at its place when ids are 1, 2, 3 ..., searched for otherwise. */
static const struct record *record_with_id(const struct network_part *part, int64_t id)
{
	if (id > 0 && (uint64_t)id <= part->count) {
		const struct record *record = part->records[id - 1];
		if (record->id == id)
			return record;
	}
	for (size_t i = 0; i < part->count; i++) {
		const struct record *record = part->records[i];
		if (record->id == id)
			return record;
	}
	return NULL;
}

static const struct record *reference_target(
	const struct network_bundle *bundle, const struct field *field, const void *record)
{
	int part = networkfile_part_of(field->target);

	if (part < 0 || !field_is_known(field, record))
		return NULL;
	return record_with_id(&bundle->parts[part], field_number_of(field, record).value);
}

static json_t *reference_to_json(
	const struct network_bundle *bundle, const struct field *field, const void *record)
{
	const struct record *target = reference_target(bundle, field, record);

	if (!target)
		return json_null();
	return networkfile_value_write(entity_field(field->target, "uid"), target);
}

static bool is_protected(const struct entity *entity, const void *record)
{
	return entity->is_protected && entity->is_protected(record);
}

/* Is it written by, or about, someone whose identity is protected? */
static bool is_about_protected(
	const struct network_bundle *bundle, const struct entity *entity, const void *record)
{
	for (size_t i = 0; i < entity->field_count; i++) {
		const struct field *field = &entity->fields[i];
		const void *target;

		if (field->type != FIELD_REFERENCE || field->target != &participant_entity)
			continue;
		target = reference_target(bundle, field, record);
		if (target && is_protected(&participant_entity, target))
			return true;
	}
	return false;
}

/* Free words can name the person as well as the name can: only what counts and sorts is left. */
static void withhold_words(const struct entity *entity, json_t *object)
{
	for (size_t i = 0; i < entity->field_count; i++) {
		const struct field *field = &entity->fields[i];
		bool is_key = !strcmp(field->name, "uid") || !strcmp(field->name, "assignee");

		if (networkfile_has_field(field) && field_is_text(field) && !is_key)
			json_object_set_new(object, field->name, json_null());
	}
	json_object_set_new(object, "subject", json_string(_("Withheld: protected identity")));
}

static json_t *record_to_file(
	const struct network_bundle *bundle, const struct entity *entity, const void *record)
{
	bool sealed = is_protected(entity, record);
	json_t *object = json_object();

	for (size_t i = 0; i < entity->field_count; i++) {
		const struct field *field = &entity->fields[i];
		json_t *value;

		if (!networkfile_has_field(field))
			continue;
		if (sealed && field->flags & FIELD_IDENTITY)
			value = json_null();
		else if (field->type == FIELD_REFERENCE)
			value = reference_to_json(bundle, field, record);
		else
			value = networkfile_value_write(field, record);
		json_object_set_new(object, field->name, value);
	}
	if (entity == &request_entity && is_about_protected(bundle, entity, record))
		withhold_words(entity, object);
	return object;
}

static json_t *programme_to_file(const struct network_bundle *bundle, const struct record *meeting)
{
	const struct network_part *part = &bundle->parts[NETWORK_PROGRAMME];
	json_t *array = json_array();

	for (size_t i = 0; i < part->count; i++) {
		const struct programme_item *item = part->records[i];

		if (item->meeting.known && item->meeting.value == meeting->id)
			json_array_append_new(
				array, record_to_file(bundle, &programme_item_entity, item));
	}
	return array;
}

static json_t *part_to_file(const struct network_bundle *bundle, int part)
{
	const struct network_part *from = &bundle->parts[part];
	json_t *array = json_array();

	for (size_t i = 0; i < from->count; i++) {
		json_t *object = record_to_file(
			bundle, network_part_formats[part].entity, from->records[i]);

		if (part == NETWORK_MEETINGS)
			json_object_set_new(object, network_part_formats[NETWORK_PROGRAMME].key,
				programme_to_file(bundle, from->records[i]));
		json_array_append_new(array, object);
	}
	return array;
}

/* Characters that steer a terminal or hide in an editor, and that JSON lets stand as they are. */
static bool is_hidden(uint32_t code_point)
{
	return (code_point >= 0x7f && code_point <= 0x9f) || code_point == 0x61c ||
	       (code_point >= 0x200b && code_point <= 0x200f) ||
	       (code_point >= 0x2028 && code_point <= 0x202e) ||
	       (code_point >= 0x2060 && code_point <= 0x206f) || code_point == 0xfeff;
}

static char *escape_hidden(const char *json)
{
	struct buffer out = {0};

	while (*json) {
		const char *start = json;
		uint32_t code_point = text_next(&json, NULL);

		if (is_hidden(code_point))
			buffer_printf(&out, "\\u%04X", (unsigned)code_point);
		else
			buffer_append_bytes(&out, start, (size_t)(json - start));
	}
	buffer_append_char(&out, '\n');
	return buffer_take(&out);
}

char *networkfile_write(const struct network_bundle *bundle)
{
	json_t *root = json_object();
	char *json;
	char *text;

	json_object_set_new(root, "format", json_string(NETWORKFILE_FORMAT));
	json_object_set_new(root, "format_version", json_integer(NETWORKFILE_VERSION));
	json_object_set_new(
		root, "network", record_to_file(bundle, &network_entity, bundle->network));
	for (int part = 0; part < NETWORK_PART_COUNT; part++) {
		if (part != NETWORK_PROGRAMME)
			json_object_set_new(
				root, network_part_formats[part].key, part_to_file(bundle, part));
	}
	json = json_dumps(root, JSON_INDENT(2));
	json_decref(root);
	text = escape_hidden(json);
	free(json);
	return text;
}
