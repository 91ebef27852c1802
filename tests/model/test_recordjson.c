/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records as JSON: types of values, what a file may say, and what is hidden. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "model/meeting.h"
#include "model/network.h"
#include "model/participant.h"
#include "model/recordjson.h"
#include "model/request.h"

static int wanted_type(const struct field *field)
{
	switch (field->type) {
	case FIELD_INTEGER:
	case FIELD_MONEY:
	case FIELD_DURATION:
	case FIELD_REFERENCE:
		return JSON_INTEGER;
	case FIELD_FLAG:
		return JSON_TRUE;
	default:
		return JSON_STRING;
	}
}

static void check_round_trip(const struct entity *entity)
{
	void *record = full_record(entity);
	void *other = record_create(entity);
	json_t *object = record_to_json(entity, record, false);
	assert_int_equal(json_integer_value(json_object_get(object, "id")), 7);
	assert_int_equal(json_object_size(object), entity->field_count + 1);
	for (size_t i = 0; i < entity->field_count; i++) {
		const struct field *field = &entity->fields[i];
		const json_t *value = json_object_get(object, field->name);
		assert_int_equal(json_typeof(value), wanted_type(field));
		assert_ok(field_from_json(field, other, value, error), field->name);
		assert_true(field_equals(field, record, other));
		assert_ok(field_from_json(field, other, json_null(), error), field->name);
		assert_false(field_is_known(field, other));
	}
	json_decref(object);
	record_destroy(entity, other);
	record_destroy(entity, record);
}

static void recordjson__round_trip__every_entity(void **state)
{
	(void)state;
	for (int language = 0; language < 2; language++) {
		i18n_set_language(language ? "sv" : "en");
		for (size_t e = 0; model_entities[e]; e++)
			check_round_trip(model_entities[e]);
	}
	i18n_set_language("en");
}

static void recordjson__to_json__unknown_is_null_and_there(void **state)
{
	(void)state;
	for (size_t e = 0; model_entities[e]; e++) {
		void *record = record_create(model_entities[e]);
		json_t *object = record_to_json(model_entities[e], record, false);
		for (size_t i = 0; i < model_entities[e]->field_count; i++)
			assert_true(json_is_null(
				json_object_get(object, model_entities[e]->fields[i].name)));
		json_decref(object);
		record_destroy(model_entities[e], record);
	}
}

static void recordjson__to_json__keys_stand_in_the_order_of_the_table(void **state)
{
	(void)state;
	struct meeting *meeting = full_record(&meeting_entity);
	json_t *object = record_to_json(&meeting_entity, meeting, false);
	void *at = json_object_iter(object);
	assert_string_equal(json_object_iter_key(at), "id");
	for (size_t i = 0; i < meeting_entity.field_count; i++) {
		at = json_object_iter_next(object, at);
		assert_string_equal(json_object_iter_key(at), meeting_entity.fields[i].name);
	}
	json_decref(object);
	record_destroy(&meeting_entity, meeting);
}

static void recordjson__to_json__hides_who_is_protected(void **state)
{
	(void)state;
	for (int hide = 0; hide < 2; hide++) {
		for (int hidden = 0; hidden < 2; hidden++) {
			struct participant *person = full_record(&participant_entity);
			person->is_protected = known(hidden);
			json_t *object = record_to_json(&participant_entity, person, hide);
			for (size_t i = 0; i < participant_entity.field_count; i++) {
				const struct field *field = &participant_entity.fields[i];
				bool blank = hide && hidden && field->flags & FIELD_IDENTITY;
				assert_int_equal(
					json_is_null(json_object_get(object, field->name)), blank);
			}
			json_decref(object);
			record_destroy(&participant_entity, person);
		}
	}
}

static void recordjson__from_json__only_the_form_of_files(void **state)
{
	(void)state;
	static const struct {
		const struct entity *entity;
		const char *field, *json;
		bool good;
	} rows[] = {
		{&meeting_entity, "date", "\"2023-09-26\"", true},
		{&meeting_entity, "date", "\"26/9\"", false},
		{&meeting_entity, "date", "\"2023-9-26\"", false},
		{&meeting_entity, "date", "\"2023-09-26 \"", false},
		{&meeting_entity, "date", "\"\"", false},
		{&meeting_entity, "date", "20230926", false},
		{&meeting_entity, "date", "true", false},
		{&meeting_entity, "date", "[]", false},
		{&meeting_entity, "start", "\"09:30\"", true},
		{&meeting_entity, "start", "\"9:30\"", false},
		{&meeting_entity, "start", "\"10-12\"", false},
		{&meeting_entity, "start", "570", false},
		{&meeting_entity, "kind", "\"physical\"", true},
		{&meeting_entity, "kind", "\"Physical\"", false},
		{&meeting_entity, "kind", "\"fysisk\"", false},
		{&meeting_entity, "kind", "0", false},
		{&meeting_entity, "duration_min", "60", true},
		{&meeting_entity, "duration_min", "60.0", false},
		{&meeting_entity, "duration_min", "\"60\"", false},
		{&meeting_entity, "duration_min", "true", false},
		{&meeting_entity, "link_later", "true", true},
		{&meeting_entity, "link_later", "false", true},
		{&meeting_entity, "link_later", "1", false},
		{&meeting_entity, "link_later", "\"true\"", false},
		{&meeting_entity, "theme", "\"PTU 2023\"", true},
		{&meeting_entity, "theme", "\"\"", true},
		{&meeting_entity, "theme", "2023", false},
		{&meeting_entity, "theme", "{}", false},
		{&network_entity, "fee", "120000", true},
		{&network_entity, "fee", "\"1200\"", false},
		{&network_entity, "fee", "1200.5", false},
		{&request_entity, "received_at", "\"2023-09-19T06:30:00Z\"", true},
		{&request_entity, "received_at", "\"2023-09-19T08:30:00+02:00\"", false},
		{&request_entity, "received_at", "\"2023-09-19T08:30\"", false},
		{&request_entity, "received_at", "1695105000", false},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		const struct field *field = entity_field(rows[i].entity, rows[i].field);
		void *record = record_create(rows[i].entity);
		json_t *value = json_loads(rows[i].json, JSON_DECODE_ANY, NULL);
		char *name = xasprintf("%s %s", rows[i].field, rows[i].json);
		if (rows[i].good)
			assert_ok(field_from_json(field, record, value, error), name);
		else
			assert_fails(field_from_json(field, record, value, error), ERROR_DATA,
				rows[i].field, name);
		if (!rows[i].good)
			assert_false(field_is_known(field, record));
		free(name);
		json_decref(value);
		record_destroy(rows[i].entity, record);
	}
}

static void recordjson__from_json__a_missing_key_is_unknown(void **state)
{
	(void)state;
	struct meeting *meeting = full_record(&meeting_entity);
	const struct field *theme = entity_field(&meeting_entity, "theme");
	assert_ok(field_from_json(theme, meeting, NULL, error), "NULL");
	assert_null(meeting->theme);
	record_destroy(&meeting_entity, meeting);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(recordjson__round_trip__every_entity),
		cmocka_unit_test(recordjson__to_json__unknown_is_null_and_there),
		cmocka_unit_test(recordjson__to_json__keys_stand_in_the_order_of_the_table),
		cmocka_unit_test(recordjson__to_json__hides_who_is_protected),
		cmocka_unit_test(recordjson__from_json__only_the_form_of_files),
		cmocka_unit_test(recordjson__from_json__a_missing_key_is_unknown),
	};

	i18n_init("en");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
