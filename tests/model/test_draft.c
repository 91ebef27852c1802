/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a letter and a task need, their states, and whom a text names. */
#include "unit.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "model/draft.h"

static struct draft *sound_letter(void)
{
	struct draft *draft = sound_record(&draft_entity);
	put(&draft_entity, draft, "kind", "mail");
	put(&draft_entity, draft, "task", NULL);
	put(&draft_entity, draft, "status", "draft");
	put(&draft_entity, draft, "protected", "false");
	put(&draft_entity, draft, "sensitive", "false");
	put(&draft_entity, draft, "address", "per@habo.example");
	put(&draft_entity, draft, "subject", "Välkommen");
	put(&draft_entity, draft, "body", "Hej!");
	put(&draft_entity, draft, "message_id", "1@example");
	return draft;
}

static void draft__validate__what_each_kind_needs(void **state)
{
	(void)state;
	static const struct {
		const char *field, *value, *other, *other_value, *at;
	} rows[] = {
		{"kind", "mail", "status", "draft", NULL},
		{"address", NULL, NULL, NULL, "body"},
		{"subject", NULL, NULL, NULL, "body"},
		{"body", NULL, NULL, NULL, "body"},
		{"message_id", NULL, NULL, NULL, "message_id"},
		{"protected", "true", NULL, NULL, "kind"},
		{"protected", "true", "status", "done", NULL}, /* it went before they were */
		{"kind", "task", NULL, NULL, "task"},
		{"kind", "task", "task", "Ring växeln", NULL},
		{"attachment", "cancel", NULL, NULL, "attachment"},
		{"attachment", "cancel", "meeting_id", "2", NULL},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct draft *draft = sound_letter();
		put(&draft_entity, draft, rows[i].field, rows[i].value);
		if (rows[i].other)
			put(&draft_entity, draft, rows[i].other, rows[i].other_value);
		if (rows[i].at)
			assert_fails(record_validate(&draft_entity, draft, NULL, error), ERROR_DATA,
				rows[i].at, rows[i].field);
		else
			assert_ok(
				record_validate(&draft_entity, draft, NULL, error), rows[i].field);
		record_destroy(&draft_entity, draft);
	}
}

static void draft__states__what_is_done_stays_done(void **state)
{
	(void)state;
	static const struct {
		int from, to;
		bool legal;
	} rows[] = {
		{DRAFT_WAITING, DRAFT_DONE, true},
		{DRAFT_WAITING, DRAFT_DISCARDED, true},
		{DRAFT_DISCARDED, DRAFT_WAITING, true},
		{DRAFT_DONE, DRAFT_WAITING, false},
		{DRAFT_DONE, DRAFT_DISCARDED, false},
		{DRAFT_DISCARDED, DRAFT_DONE, false},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		assert_int_equal(
			choices_transition(&draft_statuses, rows[i].from, rows[i].to) != NULL,
			rows[i].legal);
}

static void draft__title__names_nobody(void **state)
{
	(void)state;
	struct draft *draft = sound_letter();
	put(&draft_entity, draft, "reason", "welcome");
	draft->record.id = 7;
	char *title = draft_entity.title(draft);
	assert_string_equal(title, "letter no. 7 (welcome)");
	free(title);
	record_destroy(&draft_entity, draft);
}

static void draft_text_names__words_of_the_identity(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		bool names;
	} rows[] = {
		{NULL, false}, {"", false}, {"Hej!", false}, {"Hej Per!", true}, {"hej PER", true},
		{"Personen tar emot på Perrongen", false}, /* only a part of a word */
		{"superper", false}, {"till Öst-Åkesson.", true}, {"till öst-åkesson", true},
		{"Åkesson", false}, {"skriv till per@dold.example,", true},
		{"ring 070-999 88 77", true},
		{"Lunds kommun", false}, /* the organisation is no secret */
	};
	struct participant person = {0};
	put(&participant_entity, &person, "given_name", "Per");
	put(&participant_entity, &person, "family_name", "Öst-Åkesson");
	put(&participant_entity, &person, "email", "per@dold.example");
	put(&participant_entity, &person, "phone", "070-999 88 77");
	put(&participant_entity, &person, "organisation", "Lunds kommun");
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		if (draft_text_names(rows[i].text, &person) != rows[i].names)
			fail_msg("“%s”", rows[i].text ? rows[i].text : "NULL");
	}
	record_finish(&participant_entity, &person);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(draft__validate__what_each_kind_needs),
		cmocka_unit_test(draft__states__what_is_done_stays_done),
		cmocka_unit_test(draft__title__names_nobody),
		cmocka_unit_test(draft_text_names__words_of_the_identity),
	};

	i18n_init("en");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
