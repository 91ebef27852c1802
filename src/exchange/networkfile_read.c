/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reads the network file in three passes over the parsed JSON: the values, then the references
 * (an uid may stand after its use), then the rules of the model. Nothing is kept of a file with a
 * fault, and the fault is told with the path of its value.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "exchange/networkfile_format.h"

/* Columns of an unknown key or uid that an error quotes. */
#define QUOTE_COLUMNS 60
#define UID_LENGTH_MOST 200

struct reader {
	struct network_bundle *bundle;
	const char *name; /* of the file, for errors; NULL: not said */
	struct error *error;
	json_t *ids[NETWORK_PART_COUNT]; /* uid -> id, of the parts that have uids */
};

/* "file.json: meetings[2].date: why": `path` or `key` may be "". Always false. */
static bool refuse(struct reader *reader, const char *path, const char *key, const char *why)
{
	const char *dot = *path && *key ? "." : "";
	const char *colon = *path || *key ? ": " : "";
	const char *name = reader->name ? reader->name : "";

	return error_set(reader->error, ERROR_DATA, "%s%s%s%s%s%s%s", name, *name ? ": " : "", path,
		dot, key, colon, why);
}

static bool refuse_quoting(struct reader *reader, const char *path, const char *key,
	const char *sentence, const char *quoted)
{
	char *shown = text_fit(quoted, QUOTE_COLUMNS, NULL);
	char *why = xasprintf(sentence, shown);

	refuse(reader, path, key, why);
	free(why);
	free(shown);
	return false;
}

static bool refuse_unknown_key(struct reader *reader, const char *path, const char *key)
{
	return refuse_quoting(reader, path, "", _("there is no key \"%s\" here."), key);
}

static char *record_path(const char *parent, int part, size_t index)
{
	return xasprintf(
		"%s%s%s[%zu]", parent, *parent ? "." : "", network_part_formats[part].key, index);
}

/* Names of no field are refused by name: a misspelt key must not lose its value silently. */
static bool check_keys(
	struct reader *reader, const struct entity *entity, json_t *object, const char *path)
{
	const char *key;
	json_t *value;

	json_object_foreach(object, key, value)
	{
		const struct field *field = entity_field(entity, key);
		bool is_programme = entity == &meeting_entity &&
				    !strcmp(key, network_part_formats[NETWORK_PROGRAMME].key);

		if (!is_programme && (!field || !networkfile_has_field(field)))
			return refuse_unknown_key(reader, path, key);
	}
	return true;
}

static bool read_field(struct reader *reader, const struct field *field, void *record,
	const json_t *value, const char *path)
{
	char *why = networkfile_value_read(field, record, value);

	if (why) {
		refuse(reader, path, field->name, why);
		free(why);
		return false;
	}
	if (!(field->flags & FIELD_REQUIRED) || field_is_known(field, record))
		return true;
	if (field->type == FIELD_FLAG) {
		*field_number(field, record) = (struct number){.known = true, .value = 0};
		return true;
	}
	return refuse(reader, path, field->name, _("a value is needed here."));
}

static bool read_fields(struct reader *reader, const struct entity *entity, void *record,
	json_t *object, const char *path)
{
	if (!json_is_object(object))
		return refuse(reader, path, "", _("an object belongs here."));
	if (!check_keys(reader, entity, object, path))
		return false;
	for (size_t i = 0; i < entity->field_count; i++) {
		const struct field *field = &entity->fields[i];

		if (networkfile_has_field(field) && field->type != FIELD_REFERENCE &&
			!read_field(
				reader, field, record, json_object_get(object, field->name), path))
			return false;
	}
	return true;
}

/* An uid ends up in file names and calendar files: plain visible ASCII. */
static bool uid_is_plain(const char *uid)
{
	size_t length = strlen(uid);

	for (size_t i = 0; i < length; i++) {
		if (uid[i] <= ' ' || uid[i] > '~')
			return false;
	}
	return length > 0 && length <= UID_LENGTH_MOST;
}

static bool keep_uid(struct reader *reader, int part, const struct record *record, const char *path)
{
	const struct field *field = entity_field(network_part_formats[part].entity, "uid");
	const char *uid = field ? field_text_of(field, record) : NULL;

	if (!field)
		return true;
	if (!uid_is_plain(uid))
		return refuse_quoting(reader, path, field->name,
			_("\"%s\" is not a uid: up to 200 visible ASCII characters."), uid);
	if (json_object_get(reader->ids[part], uid))
		return refuse_quoting(reader, path, field->name,
			_("\"%s\" is the uid of an earlier one already."), uid);
	json_object_set_new(reader->ids[part], uid, json_integer(record->id));
	return true;
}

/* What the nesting and the order of the file tell: whose part a record is, and its place. */
static void set_place(const struct entity *entity, struct record *record, int64_t parent, size_t at)
{
	const struct field *ordinal = entity_field(entity, "ordinal");

	if (ordinal)
		*field_number(ordinal, record) = (struct number){
			.known = true, .value = (int64_t)at + 1};
	for (size_t i = 0; i < entity->field_count; i++) {
		const struct field *field = &entity->fields[i];

		if (field->flags & FIELD_PARENT)
			*field_number(field, record) = (struct number){
				.known = true, .value = parent};
	}
}

static bool read_part(
	struct reader *reader, int part, json_t *array, const char *parent_path, int64_t parent);

static bool read_record(struct reader *reader, int part, json_t *object, const char *path,
	int64_t parent, size_t at)
{
	const struct entity *entity = network_part_formats[part].entity;
	struct record *record = record_create(entity);
	const char *programme = network_part_formats[NETWORK_PROGRAMME].key;

	network_bundle_add(reader->bundle, part, record);
	set_place(entity, record, parent, at);
	if (!read_fields(reader, entity, record, object, path) ||
		!keep_uid(reader, part, record, path))
		return false;
	return part != NETWORK_MEETINGS ||
	       read_part(reader, NETWORK_PROGRAMME, json_object_get(object, programme), path,
		       record->id);
}

/* A part that is not there has no records. */
static bool read_part(
	struct reader *reader, int part, json_t *array, const char *parent_path, int64_t parent)
{
	bool ok = true;

	if (!array)
		return true;
	if (!json_is_array(array))
		return refuse(reader, parent_path, network_part_formats[part].key,
			_("an array belongs here."));
	for (size_t i = 0; ok && i < json_array_size(array); i++) {
		char *path = record_path(parent_path, part, i);

		ok = read_record(reader, part, json_array_get(array, i), path, parent, i);
		free(path);
	}
	return ok;
}

static bool read_reference(struct reader *reader, const struct field *field, void *record,
	const json_t *value, const char *path)
{
	int part = networkfile_part_of(field->target);
	const json_t *id;

	if (!value || json_is_null(value))
		return true;
	if (!json_is_string(value))
		return refuse(reader, path, field->name, _("a uid or null belongs here."));
	id = part < 0 ? NULL : json_object_get(reader->ids[part], json_string_value(value));
	if (!id)
		return refuse_quoting(reader, path, field->name,
			_("nothing in this file has the uid \"%s\"."), json_string_value(value));
	*field_number(field, record) = (struct number){
		.known = true, .value = (int64_t)json_integer_value(id)};
	return true;
}

static bool read_references(
	struct reader *reader, int part, const json_t *object, void *record, const char *path)
{
	const struct entity *entity = network_part_formats[part].entity;

	for (size_t i = 0; i < entity->field_count; i++) {
		const struct field *field = &entity->fields[i];

		if (field->type == FIELD_REFERENCE && networkfile_has_field(field) &&
			!read_reference(
				reader, field, record, json_object_get(object, field->name), path))
			return false;
	}
	return true;
}

/* The model's own rules, told with the path instead of the bare field. */
static bool validate(
	struct reader *reader, const struct entity *entity, const void *record, const char *path)
{
	struct rule_context context = {
		.network = entity == &network_entity ? NULL : reader->bundle->network};
	struct error error = {0};
	bool ok = record_validate(entity, record, &context, &error);

	if (!ok)
		refuse(reader, path, error.field ? error.field : "", error.message);
	error_finish(&error);
	return ok;
}

static bool finish_record(struct reader *reader, int part, const json_t *object, size_t index)
{
	struct network_part *from = &reader->bundle->parts[part];
	char *path = record_path("", part, index);
	bool ok = read_references(reader, part, object, from->records[index], path) &&
		  validate(reader, from->entity, from->records[index], path);

	free(path);
	return ok;
}

static bool finish_programme(struct reader *reader)
{
	const struct network_part *items = &reader->bundle->parts[NETWORK_PROGRAMME];
	bool ok = true;

	for (size_t i = 0; ok && i < items->count; i++) {
		const struct programme_item *item = items->records[i];
		char *meeting = record_path(
			"", NETWORK_MEETINGS, (size_t)(item->meeting.value - 1));
		char *path = record_path(
			meeting, NETWORK_PROGRAMME, (size_t)(item->ordinal.value - 1));

		ok = validate(reader, items->entity, item, path);
		free(path);
		free(meeting);
	}
	return ok;
}

static bool read_parts(struct reader *reader, json_t *root)
{
	for (int part = 0; part < NETWORK_PART_COUNT; part++) {
		json_t *array = json_object_get(root, network_part_formats[part].key);

		if (part != NETWORK_PROGRAMME &&
			!read_part(reader, part, array, "", reader->bundle->network->record.id))
			return false;
	}
	for (int part = 0; part < NETWORK_PART_COUNT; part++) {
		json_t *array = json_object_get(root, network_part_formats[part].key);

		for (size_t i = 0; part != NETWORK_PROGRAMME && i < json_array_size(array); i++) {
			if (!finish_record(reader, part, json_array_get(array, i), i))
				return false;
		}
	}
	return finish_programme(reader);
}

static bool is_root_key(const char *key)
{
	if (!strcmp(key, "format") || !strcmp(key, "format_version") || !strcmp(key, "network"))
		return true;
	for (int part = 0; part < NETWORK_PART_COUNT; part++) {
		if (part != NETWORK_PROGRAMME && !strcmp(key, network_part_formats[part].key))
			return true;
	}
	return false;
}

static bool check_root(struct reader *reader, json_t *root)
{
	const char *format = json_string_value(json_object_get(root, "format"));
	const char *key;
	json_t *value;

	if (!format || strcmp(format, NETWORKFILE_FORMAT) != 0)
		return refuse(reader, "", "format",
			_("this is no network file: \"traffpunkt-network\" belongs here."));
	value = json_object_get(root, "format_version");
	if (!json_is_integer(value) || json_integer_value(value) != NETWORKFILE_VERSION)
		return refuse(reader, "", "format_version",
			_("this program reads version 1 of the format."));
	json_object_foreach(root, key, value)
	{
		if (!is_root_key(key))
			return refuse_unknown_key(reader, "", key);
	}
	return true;
}

static bool read_root(struct reader *reader, json_t *root)
{
	struct network *network = record_create(&network_entity);

	reader->bundle->network = network;
	network->record.id = 1;
	if (!json_is_object(root))
		return refuse(
			reader, "", "", _("this is no network file: an object belongs here."));
	return check_root(reader, root) &&
	       read_fields(reader, &network_entity, network, json_object_get(root, "network"),
		       "network") &&
	       validate(reader, &network_entity, network, "network") && read_parts(reader, root);
}

static json_t *parse(struct reader *reader, const char *text, size_t length)
{
	json_error_t error;
	json_t *root;

	if (length > NETWORKFILE_LIMIT) {
		refuse(reader, "", "", _("the file is larger than 64 MiB."));
		return NULL;
	}
	root = json_loadb(
		text, length, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL | JSON_DECODE_ANY, &error);
	if (!root) {
		char *cause = text_fit(error.text, 2 * QUOTE_COLUMNS, NULL);
		char *why = xasprintf(
			_("line %d, column %d is not JSON (%s)."), error.line, error.column, cause);

		refuse(reader, "", "", why);
		free(why);
		free(cause);
	}
	return root;
}

bool networkfile_read(struct network_bundle *bundle, const char *text, size_t length,
	const char *name, struct error *error)
{
	char *safe_name = name ? text_safe(name, TEXT_ONE_LINE) : NULL;
	struct reader reader = {.bundle = bundle, .name = safe_name, .error = error};
	json_t *root;
	bool ok;

	*bundle = (struct network_bundle){0};
	for (int part = 0; part < NETWORK_PART_COUNT; part++)
		reader.ids[part] = json_object();
	root = parse(&reader, text, length);
	ok = root && read_root(&reader, root);
	if (!ok)
		network_bundle_finish(bundle);
	json_decref(root);
	for (int part = 0; part < NETWORK_PART_COUNT; part++)
		json_decref(reader.ids[part]);
	free(safe_name);
	return ok;
}
