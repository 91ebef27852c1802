/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "model/draft.h"
#include "model/message.h"
#include "model/participant.h"
#include "model/personalnumber.h"
#include "model/reply.h"
#include "unit.h"

static void text_has_personal_number__vectors(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		bool found;
	} cases[] = {
		{"121212-1212", true},
		{"19121212-1212", true},
		{"191212121212", true},
		{"1212121212", true},
		{"121212+1212", true},
		{"121272-1219", true},
		{"Hej, jag heter Bo (121212-1212).", true},
		{"121212-1213", false},
		{"212000-0142", false},
		{"556036-0793", false},
		{"08-123 45 01", false},
		{"2023-09-26", false},
		{"0121212-1212", false},
		{"121212-12123", false},
		{"1212121212121212", false},
		{"", false},
		{"121212-", false},
		{"0701011231", false},
		{"070101-1231", true},
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		if (text_has_personal_number(cases[i].text) != cases[i].found)
			fail_msg("“%s”", cases[i].text);
	}
	assert_false(text_has_personal_number(NULL));
}

static void personal_number_mask__vectors(void **state)
{
	(void)state;
	static const struct {
		const char *text, *masked;
		size_t count;
	} cases[] = {
		{"121212-1212", "121212-****", 1},
		{"19121212-1212", "121212-****", 1},
		{"191212121212", "121212-****", 1},
		{"1212121212", "121212-****", 1},
		{"121212+1212", "121212-****", 1},
		{"121272-1219", "121272-****", 1},
		{"Bo (121212-1212) och Eva 121272-1219.", "Bo (121212-****) och Eva 121272-****.",
			2},
		{"121212-1213", "121212-1213", 0},
		{"212000-0142", "212000-0142", 0},
		{"08-123 45 01", "08-123 45 01", 0},
		{"tis 2023-09-26 kl. 10", "tis 2023-09-26 kl. 10", 0},
		{"åäö 121212-1212 åäö", "åäö 121212-**** åäö", 1},
		{"121212-****", "121212-****", 0},
		{"", "", 0},
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		size_t count = 99;
		char *masked = personal_number_mask(cases[i].text, &count);
		if (strcmp(masked, cases[i].masked) != 0 || count != cases[i].count)
			fail_msg("“%s” became “%s”, %zu", cases[i].text, masked, count);
		assert_false(text_has_personal_number(masked));
		free(masked);
	}
	assert_null(personal_number_mask(NULL, NULL));
}

static void personal_number_mask_but__leaves_the_known(void **state)
{
	(void)state;
	size_t count;
	char *masked = personal_number_mask_but(
		"121212-1212 och 850615-1235", "se 121212-1212", &count);
	assert_string_equal(masked, "121212-1212 och 850615-****");
	assert_int_equal(count, 1);
	free(masked);
}

/* As what is written is masked (service/numbers.c). */
static size_t mask_record(const struct entity *entity, void *record)
{
	size_t total = 0;
	for (size_t i = 0; i < entity->field_count; i++) {
		const struct field *field = &entity->fields[i];
		size_t count;
		if (!field_masks_personal_number(field) ||
			!text_has_personal_number(field_text_of(field, record)))
			continue;
		char **text = field_text(field, record);
		char *masked = personal_number_mask(*text, &count);
		free(*text);
		*text = masked;
		total += count;
	}
	return total;
}

static void record_masks__every_written_field(void **state)
{
	(void)state;
	struct participant participant = {0};
	put(&participant_entity, &participant, "uid", "19121212-1212");
	put(&participant_entity, &participant, "note", "Ringde om 121212-1212 och 121272-1219");
	put(&participant_entity, &participant, "given_name", "Bo 1212121212");
	put(&participant_entity, &participant, "organisation_number", "121212-1212");
	assert_int_equal(mask_record(&participant_entity, &participant), 3);
	assert_string_equal(participant.note, "Ringde om 121212-**** och 121272-****");
	assert_string_equal(participant.given_name, "Bo 121212-****");
	assert_string_equal(participant.organisation_number, "121212-1212");
	assert_string_equal(participant.uid, "19121212-1212");
	record_finish(&participant_entity, &participant);
}

/* A letter with such a Message-ID would never go, and a reply would find no meeting. */
static void record_masks__not_what_machines_make(void **state)
{
	(void)state;
	static const char by_chance[] = "ad121212-1212-4f6a-8b11-0a5e2c4d9f77@skr.example";
	struct draft draft = {0};
	struct reply reply = {0};
	struct attachment attachment = {0};
	put(&draft_entity, &draft, "message_id", by_chance);
	put(&draft_entity, &draft, "subject", "Om 121212-1212");
	put(&reply_entity, &reply, "message_id", by_chance);
	put(&reply_entity, &reply, "event_uid", by_chance);
	put(&draft_entity, &draft, "in_reply_to", by_chance);
	put(&draft_entity, &draft, "reference_ids", by_chance);
	put(&attachment_entity, &attachment, "file", by_chance);
	put(&attachment_entity, &attachment, "name", "121212-1212.pdf");
	assert_int_equal(mask_record(&attachment_entity, &attachment), 1);
	assert_string_equal(attachment.file, by_chance);
	assert_string_equal(attachment.name, "121212-****.pdf");
	record_finish(&attachment_entity, &attachment);
	assert_int_equal(mask_record(&draft_entity, &draft), 1);
	assert_string_equal(draft.in_reply_to, by_chance);
	assert_string_equal(draft.reference_ids, by_chance);
	assert_int_equal(mask_record(&reply_entity, &reply), 0);
	assert_string_equal(draft.message_id, by_chance);
	assert_string_equal(draft.subject, "Om 121212-****");
	assert_string_equal(reply.event_uid, by_chance);
	record_finish(&draft_entity, &draft);
	record_finish(&reply_entity, &reply);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_has_personal_number__vectors),
		cmocka_unit_test(personal_number_mask__vectors),
		cmocka_unit_test(personal_number_mask_but__leaves_the_known),
		cmocka_unit_test(record_masks__every_written_field),
		cmocka_unit_test(record_masks__not_what_machines_make),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("model personalnumber", tests, NULL, NULL);
}
