/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What privacy mode leaves of a record. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "model/attendance.h"
#include "model/disclosure.h"
#include "model/network.h"
#include "model/request.h"
#include "model/veil.h"

static void veil__initials__of_names(void **state)
{
	(void)state;
	static const char *const rows[][2] = {
		{"Åsa Öberg", "Å.Ö."},
		{"van der Berg", "v.d.B."},
		{"Öberg, Åsa", "Å.Ö."},
		{"Édouard", "É."},
		{"  Åsa   Öberg ", "Å.Ö."},
		{"asa@lund.example", "a."},
		{"", ""},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		char *initials = initials_of(rows[i][0]);
		assert_string_equal(initials, rows[i][1]);
		free(initials);
	}
}

static void veil__participant__is_initials_and_organisation(void **state)
{
	(void)state;
	struct participant *person = sound_record(&participant_entity);
	put(&participant_entity, person, "given_name", "Åsa");
	put(&participant_entity, person, "family_name", "Öberg");
	put(&participant_entity, person, "email", "asa@lund.example");
	put(&participant_entity, person, "phone", "070-174 06 19");
	put(&participant_entity, person, "buyer_reference", "ZZ-1");
	put(&participant_entity, person, "note", "Ringer helst");
	put(&participant_entity, person, "organisation", "Lunds kommun");
	record_veil(&participant_entity, person);
	char *title = participant_entity.title(person), *name = participant_list_name(person);
	assert_string_equal(title, "Å.Ö.");
	assert_string_equal(name, "Å.Ö.");
	assert_string_equal(person->email, VEIL);
	assert_string_equal(person->phone, VEIL);
	assert_string_equal(person->buyer_reference, VEIL);
	assert_string_equal(person->note, VEIL);
	assert_string_equal(person->organisation, "Lunds kommun");
	free(name);
	free(title);
	record_destroy(&participant_entity, person);
}

/* Every entity of the model, every text: what is about a person is hidden unless it says that it is
 * open, and what is open is a short list that somebody has thought about. */
static void veil__open_texts__are_these(void **state)
{
	(void)state;
	static const char open[] =
		" participant.uid participant.organisation participant.organisation_code"
		" participant.eligibility_rule participant.callback_by request.uid"
		" request.organisation request.assignee attendance.noted_by "
		"delivery.delivered_by reply.handled_by request.reference_own internal_note.who "
		"invoice_item.organisation invoice_item.organisation_code ";
	for (size_t i = 0; model_entities[i]; i++) {
		const struct entity *entity = model_entities[i];
		for (size_t j = 0; entity_is_personal(entity) && j < entity->field_count; j++) {
			const struct field *field = &entity->fields[j];
			char *word = xasprintf(" %s.%s ", entity->name, field->name);
			if (field_is_text(field) && !field_is_veiled(entity, field) &&
				!strstr(open, word))
				fail_msg("%s is open", word);
			free(word);
		}
	}
}

static void veil__personal__are_those_with_people_in_them(void **state)
{
	(void)state;
	assert_true(entity_is_personal(&participant_entity));
	assert_true(entity_is_personal(&request_entity));
	assert_true(entity_is_personal(&attendance_entity));
	assert_true(entity_is_personal(&disclosed_person_entity));
	assert_false(entity_is_personal(&meeting_entity));
	assert_false(entity_is_personal(&network_entity));
	/* Of a meeting only the note is for those who work with it. */
	assert_true(field_is_veiled(&meeting_entity, entity_field(&meeting_entity, "note")));
	assert_false(field_is_veiled(&meeting_entity, entity_field(&meeting_entity, "theme")));
}

static void veil__full_record__leaves_no_value(void **state)
{
	(void)state;
	for (size_t i = 0; model_entities[i]; i++) {
		const struct entity *entity = model_entities[i];
		void *record = full_record(entity), *veiled = record_copy(entity, record);
		record_veil(entity, veiled);
		for (size_t j = 0; j < entity->field_count; j++) {
			const struct field *field = &entity->fields[j];
			if (field_is_veiled(entity, field) && field_equals(field, record, veiled))
				fail_msg("%s.%s", entity->name, field->name);
			if (!field_is_veiled(entity, field) && !field_equals(field, record, veiled))
				fail_msg("%s.%s has changed", entity->name, field->name);
		}
		record_destroy(entity, record);
		record_destroy(entity, veiled);
	}
}

static void veil__veiled_record__is_never_saved(void **state)
{
	(void)state;
	struct participant *person = sound_record(&participant_entity);
	put(&participant_entity, person, "phone", "070-174 06 19");
	assert_ok(record_validate(&participant_entity, person, NULL, error), "unveiled");
	record_veil(&participant_entity, person);
	assert_fails(record_validate(&participant_entity, person, NULL, error), ERROR_DATA, NULL,
		"veiled");
	record_destroy(&participant_entity, person);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(veil__initials__of_names),
		cmocka_unit_test(veil__participant__is_initials_and_organisation),
		cmocka_unit_test(veil__open_texts__are_these),
		cmocka_unit_test(veil__personal__are_those_with_people_in_them),
		cmocka_unit_test(veil__full_record__leaves_no_value),
		cmocka_unit_test(veil__veiled_record__is_never_saved),
	};

	i18n_init("en");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
