/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules and names of participants. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "model/participant.h"

static void participant__validate__e_mail_address(void **state)
{
	(void)state;
	static const struct {
		const char *email;
		bool good;
	} rows[] = {
		{"asa@lund.example", true},
		{"asa.oberg+natverk@kansli.lund.example", true},
		{"åsa@lund.example", true},
		{"asa@lund", false},
		{"@lund.example", false},
		{"asa@", false},
		{"asa", false},
		{"asa@.example", false},
		{"asa@lund.example.", false},
		{"asa@b@lund.example", false},
		{"asa oberg@lund.example", false},
		{"<asa@lund.example>", false},
		{"asa@lund.example, bo@lund.example", false},
		{"asa@lund.example;", false},
		{"\"asa\"@lund.example", false},
		{"asa@lund.example\r\nBcc: x@y.example", false},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct participant *person = sound_record(&participant_entity);
		person->email = xstrdup(rows[i].email);
		if (rows[i].good)
			assert_ok(record_validate(&participant_entity, person, NULL, error),
				rows[i].email);
		else
			assert_fails(record_validate(&participant_entity, person, NULL, error),
				ERROR_DATA, "email", rows[i].email);
		record_destroy(&participant_entity, person);
	}
}

static void participant__validate__somehow_known(void **state)
{
	(void)state;
	static const struct {
		const char *given, *family, *email, *hidden;
		bool good;
	} rows[] = {
		{"Åsa", "Öberg", NULL, "no", true}, {"Åsa", NULL, NULL, "no", true},
		{NULL, "Öberg", NULL, "no", true}, {NULL, NULL, "asa@lund.example", "no", true},
		{NULL, NULL, NULL, "no", false},
		{NULL, NULL, NULL, "yes", true}, /* protected: nobody need know */
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct participant *person = sound_record(&participant_entity);
		put(&participant_entity, person, "given_name", rows[i].given);
		put(&participant_entity, person, "family_name", rows[i].family);
		put(&participant_entity, person, "email", rows[i].email);
		put(&participant_entity, person, "protected", rows[i].hidden);
		if (rows[i].good)
			assert_ok(record_validate(&participant_entity, person, NULL, error), "row");
		else
			assert_fails(record_validate(&participant_entity, person, NULL, error),
				ERROR_DATA, "family_name", "row");
		record_destroy(&participant_entity, person);
	}
}

static void participant__name__in_lists_and_titles(void **state)
{
	(void)state;
	static const struct {
		const char *given, *family, *email, *hidden, *list, *title;
	} rows[] = {
		{"Åsa", "Öberg", NULL, NULL, "Öberg, Åsa", "Åsa Öberg"},
		{"Elena", "de la Cruz", "e@x.example", "no", "de la Cruz, Elena",
			"Elena de la Cruz"},
		{"Åsa", NULL, "a@x.example", "no", "Åsa", "Åsa"},
		{NULL, "Öberg", NULL, "no", "Öberg", "Öberg"},
		{NULL, NULL, "a@x.example", "no", "a@x.example", "a@x.example"},
		{NULL, NULL, NULL, "no", "(no name)", "(no name)"},
		{"Åsa", "Öberg", "a@x.example", "yes", "Protected no. 7", "Protected no. 7"},
		{NULL, NULL, NULL, "yes", "Protected no. 7", "Protected no. 7"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct participant person = {.record.id = 7};
		put(&participant_entity, &person, "given_name", rows[i].given);
		put(&participant_entity, &person, "family_name", rows[i].family);
		put(&participant_entity, &person, "email", rows[i].email);
		put(&participant_entity, &person, "protected", rows[i].hidden);
		char *list = participant_list_name(&person);
		char *title = participant_entity.title(&person);
		assert_string_equal(list, rows[i].list);
		assert_string_equal(title, rows[i].title);
		free(list);
		free(title);
		record_finish(&participant_entity, &person);
	}
}

/* What could tell who someone is, or lead to them, is sealed; the rest is needed for counting. */
static void participant__identity__is_all_that_tells_who(void **state)
{
	(void)state;
	static const char identity[] =
		" given_name family_name title email phone status_reason note eligibility_reason"
		" callback_note ";
	for (size_t i = 0; i < participant_entity.field_count; i++) {
		const struct field *field = &participant_entity.fields[i];
		char *word = xasprintf(" %s ", field->name);
		assert_int_equal(!!(field->flags & FIELD_IDENTITY), strstr(identity, word) != NULL);
		free(word);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(participant__validate__e_mail_address),
		cmocka_unit_test(participant__validate__somehow_known),
		cmocka_unit_test(participant__name__in_lists_and_titles),
		cmocka_unit_test(participant__identity__is_all_that_tells_who),
	};

	i18n_init("en");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
