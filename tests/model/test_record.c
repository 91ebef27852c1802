/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Life of records, and what holds for the tables that describe them. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "model/draft.h"
#include "model/internalnote.h"
#include "model/invoice.h"
#include "model/meeting.h"
#include "model/message.h"
#include "model/need.h"
#include "model/participant.h"
#include "model/reply.h"
#include "model/request.h"

typedef void each_function(const struct entity *entity, const struct field *field);

static void each_field(each_function *look)
{
	for (size_t e = 0; model_entities[e]; e++) {
		for (size_t i = 0; i < model_entities[e]->field_count; i++)
			look(model_entities[e], &model_entities[e]->fields[i]);
	}
}

static size_t size_of_value(const struct field *field)
{
	return field_is_text(field) ? sizeof(char *) : sizeof(struct number);
}

static void check_place(const struct entity *entity, const struct field *field)
{
	assert_true(field->offset >= sizeof(struct record));
	assert_true(field->offset + size_of_value(field) <= entity->size);
	for (const struct field *other = entity->fields; other < field; other++) {
		bool apart = other->offset + size_of_value(other) <= field->offset ||
			     field->offset + size_of_value(field) <= other->offset;
		if (!apart || !strcmp(other->name, field->name))
			fail_msg("%s: %s and %s", entity->name, other->name, field->name);
	}
}

static void check_description(const struct entity *entity, const struct field *field)
{
	(void)entity;
	assert_int_equal(strspn(field->name, "abcdefghijklmnopqrstuvwxyz_"), strlen(field->name));
	assert_int_equal(field->choices != NULL, field->type == FIELD_CHOICE);
	if (field->target)
		assert_int_equal(field->type, FIELD_REFERENCE);
	/* What a form or a list shows has a label. */
	if (!(field->flags & FIELD_SYSTEM) || field->flags & FIELD_LISTED)
		assert_non_null(field->label);
	assert_ptr_equal(entity_field(entity, field->name), field);
}

static void record__tables__no_two_fields_share_a_place(void **state)
{
	(void)state;
	each_field(check_place);
}

static void record__tables__fields_are_described(void **state)
{
	(void)state;
	each_field(check_description);
}

static void record__entities__found_by_name(void **state)
{
	(void)state;
	static const char *const names[] = {"network", "staff", "strand", "fact", "meeting",
		"programme_item", "participant", "request", "organisation"};
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		assert_non_null(entity_by_name(names[i]));
		assert_string_equal(entity_by_name(names[i])->name, names[i]);
	}
	assert_null(entity_by_name("Meeting"));
	assert_null(entity_by_name(""));
	assert_null(entity_field(&meeting_entity, "nothing"));
}

static void check_copy(const struct entity *entity)
{
	struct record *record = full_record(entity);
	struct record *copy = record_copy(entity, record);
	assert_int_equal(copy->id, 7);
	assert_int_equal(copy->version, 3);
	for (size_t i = 0; i < entity->field_count; i++) {
		const struct field *field = &entity->fields[i];
		assert_true(field_is_known(field, copy));
		assert_true(field_equals(field, copy, record));
		if (field_is_text(field))
			assert_ptr_not_equal(
				field_text_of(field, copy), field_text_of(field, record));
		field_clear(field, copy);
		assert_false(field_is_known(field, copy));
		assert_false(field_equals(field, copy, record));
		field_copy(field, copy, record);
		assert_true(field_equals(field, copy, record));
		field_copy(field, copy, copy); /* onto itself */
		assert_true(field_equals(field, copy, record));
	}
	record_destroy(entity, copy);
	record_finish(entity, record);
	for (size_t i = 0; i < entity->field_count; i++)
		assert_false(field_is_known(&entity->fields[i], record));
	record_destroy(entity, record);
}

static void record__copy__is_whole_and_its_own(void **state)
{
	(void)state;
	for (size_t e = 0; model_entities[e]; e++)
		check_copy(model_entities[e]);
	record_destroy(&meeting_entity, NULL);
}

static void record__equals__unknown_is_a_value(void **state)
{
	(void)state;
	const struct field *date = entity_field(&meeting_entity, "date");
	const struct field *theme = entity_field(&meeting_entity, "theme");
	struct meeting left = {0}, right = {0};
	assert_true(field_equals(date, &left, &right));
	assert_true(field_equals(theme, &left, &right));
	right.date = known(0); /* 1970-01-01 is not unknown */
	assert_false(field_equals(date, &left, &right));
	left.theme = xstrdup("a");
	assert_false(field_equals(theme, &left, &right));
	right.theme = xstrdup("b");
	assert_false(field_equals(theme, &left, &right));
	record_finish(&meeting_entity, &left);
	record_finish(&meeting_entity, &right);
}

static void record__title__never_null(void **state)
{
	(void)state;
	for (size_t e = 0; model_entities[e]; e++) {
		void *empty = record_create(model_entities[e]);
		void *full = full_record(model_entities[e]);
		char *none = model_entities[e]->title(empty);
		char *some = model_entities[e]->title(full);
		assert_non_null(none);
		assert_true(*some);
		free(none);
		free(some);
		record_destroy(model_entities[e], empty);
		record_destroy(model_entities[e], full);
	}
}

static void check_required(const struct entity *entity, const struct field *field)
{
	void *record = sound_record(entity);
	bool asked = field->flags & FIELD_REQUIRED &&
		     !(field->flags & (FIELD_SYSTEM | FIELD_PARENT));
	assert_ok(record_validate(entity, record, NULL, error), entity->name);
	if (asked) {
		field_clear(field, record);
		assert_fails(record_validate(entity, record, NULL, error), ERROR_DATA, field->name,
			field->name);
	}
	record_destroy(entity, record);
}

static void record__validate__required_fields(void **state)
{
	(void)state;
	each_field(check_required);
}

static void check_length(const struct entity *entity, const struct field *field)
{
	static const char *const ruled[] = {"slug", "email", "link", "organisation_number", "gln",
		"peppol_id", "buyer_reference", "order_reference"};
	if (!field_is_text(field))
		return;
	for (size_t i = 0; i < COUNT_OF(ruled); i++) {
		if (!strcmp(field->name, ruled[i]))
			return;
	}
	void *record = sound_record(entity);
	size_t limit = field->type == FIELD_NOTE ? FIELD_NOTE_LIMIT : FIELD_TEXT_LIMIT;
	char *text = xcalloc(limit + 2, 1);
	memset(text, 'x', limit);
	field_clear(field, record);
	*field_text(field, record) = text;
	assert_ok(record_validate(entity, record, NULL, error), field->name);
	text[limit] = 'x';
	assert_fails(
		record_validate(entity, record, NULL, error), ERROR_DATA, field->name, field->name);
	record_destroy(entity, record);
}

static void record__validate__length_of_every_text(void **state)
{
	(void)state;
	each_field(check_length);
}

static void record__validate__bounds_of_numbers(void **state)
{
	(void)state;
	static const struct {
		const char *entity;
		const char *field;
		int64_t value;
		bool good;
	} rows[] = {
		{"network", "fee", 0, true},
		{"network", "fee", -1, false},
		{"network", "fee", 100000000000, true},
		{"network", "fee", 100000000001, false},
		{"network", "fee", INT64_MAX, false},
		{"network", "published_on", -25567, true},  /* 1900-01-01 */
		{"network", "published_on", -25568, false}, /* the day before */
		{"network", "published_on", 376199, true},  /* 2999-12-31 */
		{"network", "published_on", 376200, false},
		{"meeting", "duration_min", 1, true},
		{"meeting", "duration_min", 0, false},
		{"meeting", "duration_min", -60, false},
		{"meeting", "duration_max", 44640, true},
		{"meeting", "duration_max", 44641, false},
		{"meeting", "sequence", 1000000000, true},
		{"meeting", "sequence", 1000000001, false},
		{"fact", "year", -1000000000, true},
		{"fact", "year", -1000000001, false},
		{"fact", "year", INT64_MIN, false},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		const struct entity *entity = entity_by_name(rows[i].entity);
		const struct field *field = entity_field(entity, rows[i].field);
		void *record = sound_record(entity);
		*field_number(field, record) = known(rows[i].value);
		if (rows[i].good)
			assert_ok(record_validate(entity, record, NULL, error), rows[i].field);
		else
			assert_fails(record_validate(entity, record, NULL, error), ERROR_DATA,
				rows[i].field, rows[i].field);
		record_destroy(entity, record);
	}
}

static void record__validate__time_of_day_within_the_day(void **state)
{
	(void)state;
	static const struct {
		int64_t start;
		bool good;
	} rows[] = {{0, true}, {1439, true}, {1440, false}, {-1, false}, {INT64_MAX, false}};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct meeting *meeting = sound_record(&meeting_entity);
		put(&meeting_entity, meeting, "date", "2023-09-26");
		put(&meeting_entity, meeting, "status", "preliminary");
		meeting->start = known(rows[i].start);
		if (rows[i].good)
			assert_ok(record_validate(&meeting_entity, meeting, NULL, error), "start");
		else
			assert_fails(record_validate(&meeting_entity, meeting, NULL, error),
				ERROR_DATA, "start", "start");
		record_destroy(&meeting_entity, meeting);
	}
}

static void record__parts__are_protected_only_where_people_are(void **state)
{
	(void)state;
	for (size_t e = 0; model_entities[e]; e++)
		assert_int_equal(model_entities[e]->is_protected != NULL,
			model_entities[e] == &participant_entity ||
				model_entities[e] == &request_entity ||
				model_entities[e] == &draft_entity ||
				model_entities[e] == &reply_entity ||
				model_entities[e] == &message_entity ||
				model_entities[e] == &attachment_entity ||
				model_entities[e] == &internal_note_entity ||
				model_entities[e] == &special_need_entity ||
				model_entities[e] == &invoice_item_entity);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(record__tables__no_two_fields_share_a_place),
		cmocka_unit_test(record__tables__fields_are_described),
		cmocka_unit_test(record__entities__found_by_name),
		cmocka_unit_test(record__copy__is_whole_and_its_own),
		cmocka_unit_test(record__equals__unknown_is_a_value),
		cmocka_unit_test(record__title__never_null),
		cmocka_unit_test(record__validate__required_fields),
		cmocka_unit_test(record__validate__length_of_every_text),
		cmocka_unit_test(record__validate__bounds_of_numbers),
		cmocka_unit_test(record__validate__time_of_day_within_the_day),
		cmocka_unit_test(record__parts__are_protected_only_where_people_are),
	};

	i18n_init("en");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
