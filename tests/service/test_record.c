/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Adding and saving: the rules, what follows from what was typed, and the forms that are typed. */
#include "support.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"

static void record__new__has_its_defaults(void **state)
{
	struct house *house = *state;
	static const struct {
		const struct entity *entity;
		const char *field, *text;
	} rows[] = {
		{&participant_entity, "status", "received"},
		{&participant_entity, "received_on", "2023-09-19"},
		{&participant_entity, "protected", "false"},
		{&participant_entity, "network_id", "1"},
		{&meeting_entity, "status", "unplanned"},
		{&meeting_entity, "kind", "digital"},
		{&meeting_entity, "form", "meeting"},
		{&meeting_entity, "theme_status", "unset"},
		{&meeting_entity, "link_later", "false"},
		{&meeting_entity, "sequence", NULL},
		{&request_entity, "status", "new"},
		{&request_entity, "received_at", "2023-09-19T06:30:00Z"},
		{&request_entity, "verified", "unknown"},
		{&request_entity, "urgent", "false"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		void *record = service_new(&house->service, rows[i].entity);
		void *other = service_new(&house->service, rows[i].entity);
		char *text = field_canonical(entity_field(rows[i].entity, rows[i].field), record);
		assert_string_equal(text ? text : "–", rows[i].text ? rows[i].text : "–");
		const struct field *uid = entity_field(rows[i].entity, "uid");
		assert_int_equal(strlen(field_text_of(uid, record)), 36);
		assert_false(field_equals(uid, record, other));
		free(text);
		record_destroy(rows[i].entity, record);
		record_destroy(rows[i].entity, other);
	}
}

static void record__save__adds_with_id_and_one_action(void **state)
{
	struct house *house = *state;
	int64_t actions = count_actions(house);
	struct participant *person = service_new(&house->service, &participant_entity);
	type(house, &participant_entity, person, "family_name", "Ny");
	assert_ok(service_save(&house->service, &participant_entity, person, NULL, error));
	assert_true(person->record.id > 24);
	assert_int_equal(person->record.version, 1);
	assert_int_equal(count_actions(house), actions + 1);
	char *said = read_text(
		house, "SELECT who || ': ' || title FROM action ORDER BY id DESC LIMIT 1");
	assert_string_equal(said, "GN: Participant Ny: added\n");
	free(said);
	/* Nothing new: nothing written. */
	assert_ok(service_save(&house->service, &participant_entity, person, NULL, error));
	assert_int_equal(count_actions(house), actions + 1);
	record_destroy(&participant_entity, person);
}

static void record__save__a_broken_rule_writes_nothing(void **state)
{
	struct house *house = *state;
	static const struct {
		const struct entity *entity;
		int64_t id;
		const char *field, *text;
	} rows[] = {
		{&meeting_entity, OCTOBER, "date", "2025-01-01"},
		{&meeting_entity, OCTOBER, "link", "javascript:1"},
		{&meeting_entity, OCTOBER, "kind", ""},
		{&participant_entity, HABO, "email", "nobody"},
		{&participant_entity, HABO, "received_on", ""},
		{&participant_entity, HABO, "organisation_code", "9999"},
		{&request_entity, REQUEST_OF_NEW, "verified", ""},
		{&network_entity, 1, "slug", "Stora Bokstäver"},
		{&network_entity, 1, "ends_on", "2022-01-01"},
	};
	int64_t actions = count_actions(house);
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		void *record = get(house, rows[i].entity, rows[i].id);
		int64_t version = ((struct record *)record)->version;
		char *before = look(house, rows[i].entity, rows[i].id, rows[i].field);
		type(house, rows[i].entity, record, rows[i].field, rows[i].text);
		struct error error = {0};
		assert_false(service_save(&house->service, rows[i].entity, record, NULL, &error));
		assert_int_equal(error.kind, ERROR_DATA);
		assert_string_equal(error.field, rows[i].field);
		error_finish(&error);
		assert_int_equal(((struct record *)record)->version, version);
		assert_field(house, rows[i].entity, rows[i].id, rows[i].field, before);
		free(before);
		record_destroy(rows[i].entity, record);
	}
	assert_int_equal(count_actions(house), actions);
}

/* The register's own name or another name of it, whatever its case; never one that is like it. */
static void record__organisation__its_code_by_its_name(void **state)
{
	struct house *house = *state;
	static const struct {
		const char *name, *code;
	} rows[] = {
		{"Habo kommun", "0643"},
		{"Håbo kommun", "0305"},
		{"HÅBO KOMMUN", "0305"},
		{"habo kommun", "0643"},
		{"Stockholms stad", "0180"},
		{"Stockholms kommun", "0180"},
		{"Region Stockholm", "01"},
		{"Region Gotland", "0980"},
		{"Haabo kommun", "–"},
		{"Stockholm", "–"}, /* the city or the region */
		{"Trygghetskonsulten AB", "–"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct participant *person = service_new(&house->service, &participant_entity);
		type(house, &participant_entity, person, "family_name", "Ny");
		type(house, &participant_entity, person, "organisation", rows[i].name);
		assert_ok(service_save(&house->service, &participant_entity, person, NULL, error));
		assert_field(house, &participant_entity, person->record.id, "organisation_code",
			rows[i].code);
		record_destroy(&participant_entity, person);
	}
}

static void record__organisation__a_new_name_has_a_new_code(void **state)
{
	struct house *house = *state;
	set(house, &participant_entity, HABO, "organisation", "Håbo kommun");
	assert_field(house, &participant_entity, HABO, "organisation_code", "0305");
	set(house, &participant_entity, HABO, "organisation", "Bolaget AB");
	assert_field(house, &participant_entity, HABO, "organisation_code", "–");
	set(house, &participant_entity, HABO, "organisation_code", "0643");
	assert_field(house, &participant_entity, HABO, "organisation_code", "0643");
	set(house, &participant_entity, HABO, "phone", "08-1");
	assert_field(house, &participant_entity, HABO, "organisation_code", "0643");
}

static void record__meeting__its_date_decides_its_state(void **state)
{
	struct house *house = *state;
	set(house, &meeting_entity, SEMINAR, "date", "2024-02-06");
	assert_field(house, &meeting_entity, SEMINAR, "status", "preliminary");
	set(house, &meeting_entity, SEMINAR, "date", "");
	assert_field(house, &meeting_entity, SEMINAR, "status", "unplanned");
	enter(house, &meeting_entity, OCTOBER, MEETING_CANCELLED, "Sjukdom");
	set(house, &meeting_entity, OCTOBER, "note", "x");
	assert_field(house, &meeting_entity, OCTOBER, "status", "cancelled");
	set(house, &meeting_entity, OCTOBER, "date", "2023-10-24");
	assert_field(house, &meeting_entity, OCTOBER, "status", "preliminary");
	assert_field(house, &meeting_entity, OCTOBER, "status_reason", "–");
}

static void record__meeting__a_confirmed_one_keeps_its_date(void **state)
{
	struct house *house = *state;
	enter(house, &meeting_entity, SEPTEMBER, MEETING_CONFIRMED, NULL);
	struct meeting *meeting = get(house, &meeting_entity, SEPTEMBER);
	type(house, &meeting_entity, meeting, "date", "");
	assert_fails(service_save(&house->service, &meeting_entity, meeting, NULL, error),
		ERROR_REFUSED, "no date");
	record_destroy(&meeting_entity, meeting);
	assert_field(house, &meeting_entity, SEPTEMBER, "date", "2023-09-26");
}

static void record__meeting__words_of_a_theme_propose_it(void **state)
{
	struct house *house = *state;
	set(house, &meeting_entity, OCTOBER, "theme", "Hot");
	assert_field(house, &meeting_entity, OCTOBER, "theme_status", "proposed");
	set(house, &meeting_entity, OCTOBER, "theme", "");
	assert_field(house, &meeting_entity, OCTOBER, "theme_status", "unset");
	set(house, &meeting_entity, NOVEMBER, "theme", "PTU");
	assert_field(house, &meeting_entity, NOVEMBER, "theme_status", "decided");
}

static void record__meeting__one_duration_is_both(void **state)
{
	struct house *house = *state;
	set(house, &meeting_entity, SEMINAR, "duration_max", "3 h");
	assert_field(house, &meeting_entity, SEMINAR, "duration_min", "180");
	assert_field(house, &meeting_entity, SEMINAR, "duration_max", "180");
}

static void record__set_field__the_forms_that_are_typed(void **state)
{
	struct house *house = *state;
	static const struct {
		const char *field, *typed, *shown, *text; /* text NULL: refused */
	} rows[] = {
		{"start", "10-12", "start", "10:00"},
		{"start", "10-12", "end", "12:00"},
		{"start", "9:30–11.45", "end", "11:45"},
		{"start", "10", "end", "–"},
		{"start", "25", "start", NULL},
		{"start", "10-x", "start", NULL},
		{"end", "12", "end", "12:00"},
		{"duration_min", "1-3 h", "duration_min", "60"},
		{"duration_min", "1-3 h", "duration_max", "180"},
		{"duration_max", "30-90 min", "duration_min", "30"},
		{"duration_max", "30-90 min", "duration_max", "90"},
		{"duration_max", "4 h", "duration_min", "60"},
		{"duration_max", "4 h", "duration_max", "240"},
		{"duration_max", "long", "duration_max", NULL},
		{"theme_decided_at_id", "1", "theme_decided_at_id", "1"},
		{"theme_decided_at_id", "2023-09-26", "theme_decided_at_id", "1"},
		{"theme_decided_at_id", "26/9", "theme_decided_at_id", "1"},
		{"theme_decided_at_id", "ce49a63d-3b2a-4e31-8b73-99fc2caa7b8c",
			"theme_decided_at_id", "3"},
		{"theme_decided_at_id", "", "theme_decided_at_id", "–"},
		{"theme_decided_at_id", "2023-09-27", "theme_decided_at_id", NULL},
		{"theme_decided_at_id", "99", "theme_decided_at_id", NULL},
		{"theme_decided_at_id", "hello", "theme_decided_at_id", NULL},
		{"date", "imorgon", "date", "2023-09-20"},
		{"start", "", "start", "–"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct meeting *meeting = get(house, &meeting_entity, OCTOBER);
		struct error error = {0};
		bool ok = service_set_field(&house->service, &meeting_entity,
			entity_field(&meeting_entity, rows[i].field), meeting, rows[i].typed,
			&error);
		if (ok != (rows[i].text != NULL))
			fail_msg("%s “%s”: %s", rows[i].field, rows[i].typed,
				ok ? "taken" : error.message);
		if (!ok)
			assert_string_equal(error.field, rows[i].field);
		if (ok) {
			char *text = field_canonical(
				entity_field(&meeting_entity, rows[i].shown), meeting);
			assert_string_equal(text ? text : "–", rows[i].text);
			free(text);
		}
		error_finish(&error);
		record_destroy(&meeting_entity, meeting);
	}
}

static void record__resolve__what_a_person_means(void **state)
{
	struct house *house = *state;
	static const struct {
		const struct entity *entity;
		const char *text;
		int64_t id; /* 0: refused */
	} rows[] = {
		{&meeting_entity, "2", OCTOBER},
		{&meeting_entity, " 17/10 ", OCTOBER},
		{&meeting_entity, "295ca9e8-c1bc-408e-881f-6491293bb0dc", OCTOBER},
		{&meeting_entity, "2023-10-18", 0},
		{&meeting_entity, "0", 0},
		{&meeting_entity, "-1", 0},
		{&meeting_entity, "", 0},
		{&meeting_entity, "999999999999999999999999", 0},
		{&participant_entity, "2", HABO},
		{&participant_entity, "2f7a2e62-7299-4c50-a7ed-586d3a383829", HABO},
		{&participant_entity, "2023-09-26", 0},
		{&staff_entity, "1", 1},
		{&staff_entity, "x", 0},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		int64_t id = -1;
		if (rows[i].id) {
			assert_ok(service_resolve(
				&house->service, rows[i].entity, rows[i].text, &id, error));
			assert_int_equal(id, rows[i].id);
		} else {
			assert_fails(service_resolve(&house->service, rows[i].entity, rows[i].text,
					     &id, error),
				ERROR_REFUSED, "here is no ");
		}
	}
}

static void record__resolve__two_meetings_on_a_day(void **state)
{
	struct house *house = *state;
	int64_t id;
	set(house, &meeting_entity, SEMINAR, "date", "2023-10-17");
	assert_fails(service_resolve(&house->service, &meeting_entity, "2023-10-17", &id, error),
		ERROR_REFUSED, "several meetings");
}

static void record__delete__parts_only_and_back_by_undo(void **state)
{
	struct house *house = *state;
	assert_ok(service_delete(&house->service, &strand_entity, 2, error));
	assert_int_equal(read_integer(house, "SELECT count(*) FROM strand"), 4);
	undo(house, "deleted");
	assert_int_equal(read_integer(house, "SELECT count(*) FROM strand"), 5);
	assert_fails(
		service_delete(&house->service, &strand_entity, 99, error), ERROR_REFUSED, "99");
	assert_fails(service_delete(&house->service, &meeting_entity, SEPTEMBER, error),
		ERROR_REFUSED, "cannot be removed");
	assert_int_equal(read_integer(house, "SELECT count(*) FROM meeting"), 6);
}

#define IN_HOUSE(test) cmocka_unit_test_setup_teardown(test, house_setup, house_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_HOUSE(record__new__has_its_defaults),
		IN_HOUSE(record__save__adds_with_id_and_one_action),
		IN_HOUSE(record__save__a_broken_rule_writes_nothing),
		IN_HOUSE(record__organisation__its_code_by_its_name),
		IN_HOUSE(record__organisation__a_new_name_has_a_new_code),
		IN_HOUSE(record__meeting__its_date_decides_its_state),
		IN_HOUSE(record__meeting__a_confirmed_one_keeps_its_date),
		IN_HOUSE(record__meeting__words_of_a_theme_propose_it),
		IN_HOUSE(record__meeting__one_duration_is_both),
		IN_HOUSE(record__set_field__the_forms_that_are_typed),
		IN_HOUSE(record__resolve__what_a_person_means),
		IN_HOUSE(record__resolve__two_meetings_on_a_day),
		IN_HOUSE(record__delete__parts_only_and_back_by_undo),
	};

	i18n_init("en");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
