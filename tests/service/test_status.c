/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From state to state: one row and many, previews, reasons and the menu. */
#include "support.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"

static void status__bulk__legal_ones_change_the_others_are_told(void **state)
{
	struct house *house = *state;
	static const int64_t ids[] = {OUTSIDER, HABO, ELECTED, RECEIVED};
	struct bulk_result result;
	int64_t actions = count_actions(house);
	assert_ok(service_set_status(&house->service, &participant_entity, ids, COUNT_OF(ids),
		PARTICIPANT_ADMITTED, "Känd av oss", false, &result, error));
	assert_int_equal(result.changed, 3);
	assert_int_equal(result.exception_count, 1);
	assert_int_equal(result.exceptions[0].id, HABO);
	assert_string_equal(result.exceptions[0].title, "Per Håkansson");
	assert_string_equal(result.exceptions[0].reason, "is already admitted");
	bulk_result_finish(&result);
	assert_field(house, &participant_entity, OUTSIDER, "admitted_on", "2023-09-19");
	assert_field(house, &participant_entity, OUTSIDER, "status_reason", "–");
	assert_int_equal(count_actions(house), actions + 1); /* one step */
	undo(house, "4 rows: admitted");
	assert_field(house, &participant_entity, OUTSIDER, "status", "review");
	assert_field(house, &participant_entity, ELECTED, "status", "review");
	assert_field(house, &participant_entity, RECEIVED, "status", "received");
	assert_field(house, &participant_entity, OUTSIDER, "admitted_on", "–");
}

static void status__preview__says_the_same_and_writes_nothing(void **state)
{
	struct house *house = *state;
	static const int64_t ids[] = {OUTSIDER, HABO, ELECTED, RECEIVED};
	struct bulk_result result;
	int64_t actions = count_actions(house);
	char *before = read_text(house, "SELECT status || version FROM participant");
	assert_ok(service_set_status(&house->service, &participant_entity, ids, COUNT_OF(ids),
		PARTICIPANT_REJECTED, NULL, true, &result, error));
	assert_int_equal(result.changed, 2);
	assert_int_equal(result.exception_count, 2);
	assert_string_equal(result.exceptions[1].reason, "cannot go from “received” to “rejected”");
	bulk_result_finish(&result);
	char *after = read_text(house, "SELECT status || version FROM participant");
	assert_string_equal(before, after);
	assert_int_equal(count_actions(house), actions);
	free(before);
	free(after);
}

static void status__reason__needed_kept_and_only_there(void **state)
{
	struct house *house = *state;
	static const char *const none[] = {NULL, "", "  \n"};
	static const int64_t id = OUTSIDER;
	struct bulk_result result;
	int64_t actions = count_actions(house);
	for (size_t i = 0; i < COUNT_OF(none); i++) {
		assert_fails(service_set_status(&house->service, &participant_entity, &id, 1,
				     PARTICIPANT_REJECTED, none[i], false, &result, error),
			ERROR_DATA, "reason");
		bulk_result_finish(&result);
	}
	assert_int_equal(count_actions(house), actions);
	assert_field(house, &participant_entity, OUTSIDER, "status", "review");
	enter(house, &participant_entity, OUTSIDER, PARTICIPANT_REJECTED, "Utanför målgruppen");
	assert_field(house, &participant_entity, OUTSIDER, "status_reason", "Utanför målgruppen");
	enter(house, &participant_entity, OUTSIDER, PARTICIPANT_REVIEW, "Ringde igen");
	enter(house, &participant_entity, OUTSIDER, PARTICIPANT_ADMITTED, "Uppdrag åt kommunen");
	assert_field(house, &participant_entity, OUTSIDER, "status_reason", "–");
	assert_field(
		house, &participant_entity, OUTSIDER, "eligibility_reason", "Uppdrag åt kommunen");
}

static void status__bulk__a_missing_reason_leaves_all_as_they_were(void **state)
{
	struct house *house = *state;
	static const int64_t ids[] = {OCTOBER, SEPTEMBER};
	struct bulk_result result;
	assert_fails(service_set_status(&house->service, &meeting_entity, ids, 2, MEETING_CANCELLED,
			     NULL, false, &result, error),
		ERROR_DATA, "reason");
	bulk_result_finish(&result);
	assert_field(house, &meeting_entity, OCTOBER, "status", "preliminary");
}

static void status__none__fails_with_the_first_reason(void **state)
{
	struct house *house = *state;
	static const struct {
		const struct entity *entity;
		int64_t id;
		int to;
		const char *words;
	} rows[] = {
		{&participant_entity, HABO, PARTICIPANT_ADMITTED, "Per Håkansson: is already"},
		{&participant_entity, RECEIVED, PARTICIPANT_WITHDRAWN, "cannot go from “received”"},
		{&meeting_entity, SEMINAR, MEETING_PRELIMINARY, "no date"},
		{&meeting_entity, SEMINAR, MEETING_CONFIRMED, "cannot go"},
		{&meeting_entity, OCTOBER, MEETING_CONFIRMED, "link"},
		{&meeting_entity, OCTOBER, MEETING_UNPLANNED, "has a date"},
		{&meeting_entity, OCTOBER, MEETING_HELD, "cannot go from “preliminary” to “held”"},
		{&request_entity, REQUEST_OF_NEW, REQUEST_MERGED,
			"choosing the request that stays"},
	};
	int64_t actions = count_actions(house);
	for (size_t i = 0; i < 2 * COUNT_OF(rows); i++) {
		struct bulk_result result;
		assert_fails(
			service_set_status(&house->service, rows[i / 2].entity, &rows[i / 2].id, 1,
				rows[i / 2].to, "x", i % 2, &result, error),
			ERROR_REFUSED, rows[i / 2].words);
		assert_int_equal(result.changed, 0);
		bulk_result_finish(&result);
	}
	assert_int_equal(count_actions(house), actions);
}

static void status__bulk__nothing_at_all(void **state)
{
	struct house *house = *state;
	struct bulk_result result;
	static const int64_t gone = 999;
	assert_fails(service_set_status(&house->service, &participant_entity, NULL, 0,
			     PARTICIPANT_ADMITTED, NULL, false, &result, error),
		ERROR_REFUSED, "nothing to change");
	bulk_result_finish(&result);
	assert_fails(service_set_status(&house->service, &participant_entity, &gone, 1,
			     PARTICIPANT_ADMITTED, NULL, false, &result, error),
		ERROR_REFUSED, "999");
	bulk_result_finish(&result);
}

static void status__menu__legal_first_and_why_not(void **state)
{
	struct house *house = *state;
	struct meeting *meeting = get(house, &meeting_entity, OCTOBER);
	size_t count;
	struct status_option *options = service_status_options(&meeting_entity, meeting, &count);
	assert_int_equal(count, 4); /* every state but its own */
	assert_int_equal(options[0].to, MEETING_CANCELLED);
	assert_true(options[0].legal);
	assert_true(options[0].needs_reason);
	assert_null(options[0].why_not);
	for (size_t i = 1; i < count; i++) {
		assert_false(options[i].legal);
		assert_non_null(options[i].why_not);
		assert_int_not_equal(options[i].to, MEETING_PRELIMINARY);
	}
	status_options_free(options, count);
	type(house, &meeting_entity, meeting, "link_later", "yes");
	options = service_status_options(&meeting_entity, meeting, &count);
	assert_int_equal(options[0].to, MEETING_CONFIRMED);
	assert_true(options[1].legal);
	assert_false(options[2].legal);
	status_options_free(options, count);
	record_destroy(&meeting_entity, meeting);
}

static void status__set_many__one_step_and_the_same_again(void **state)
{
	struct house *house = *state;
	static const int64_t ids[] = {REQUEST_OF_WAITING, REQUEST_OF_OPEN, REQUEST_OF_NEW};
	const struct field *assignee = entity_field(&request_entity, "assignee");
	struct bulk_result result;
	int64_t actions = count_actions(house);
	assert_ok(service_set_many(
		&house->service, &request_entity, ids, 3, assignee, "AP", &result, error));
	assert_int_equal(result.changed, 2);
	assert_int_equal(result.exception_count, 1); /* the second has AP already */
	assert_int_equal(result.exceptions[0].id, REQUEST_OF_OPEN);
	bulk_result_finish(&result);
	assert_int_equal(count_actions(house), actions + 1);
	assert_field(house, &request_entity, REQUEST_OF_WAITING, "assignee", "AP");
	undo(house, "AP");
	assert_field(house, &request_entity, REQUEST_OF_WAITING, "assignee", "US");
	assert_field(house, &request_entity, REQUEST_OF_NEW, "assignee", "–");
}

static void status__set_many__a_bad_value_changes_none(void **state)
{
	struct house *house = *state;
	static const int64_t ids[] = {REQUEST_OF_WAITING, REQUEST_OF_OPEN};
	struct bulk_result result;
	int64_t actions = count_actions(house);
	assert_fails(
		service_set_many(&house->service, &request_entity, ids, 2,
			entity_field(&request_entity, "snooze_until"), "someday", &result, error),
		ERROR_DATA, "someday");
	bulk_result_finish(&result);
	assert_int_equal(count_actions(house), actions);
}

#define IN_HOUSE(test) cmocka_unit_test_setup_teardown(test, house_setup, house_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_HOUSE(status__bulk__legal_ones_change_the_others_are_told),
		IN_HOUSE(status__preview__says_the_same_and_writes_nothing),
		IN_HOUSE(status__reason__needed_kept_and_only_there),
		IN_HOUSE(status__bulk__a_missing_reason_leaves_all_as_they_were),
		IN_HOUSE(status__none__fails_with_the_first_reason),
		IN_HOUSE(status__bulk__nothing_at_all),
		IN_HOUSE(status__menu__legal_first_and_why_not),
		IN_HOUSE(status__set_many__one_step_and_the_same_again),
		IN_HOUSE(status__set_many__a_bad_value_changes_none),
	};

	i18n_init("en");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
