/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Undo, redo and what an action changed in words, also by a program that starts anew. */
#include "support.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"

#define STALE "Publish again: the file that went out says otherwise."

static void journal__undo__steps_back_through_restarts(void **state)
{
	struct house *house = *state;
	set(house, &meeting_entity, OCTOBER, "start", "10");
	house_restart(house, "2023-09-20T10:00");
	set(house, &meeting_entity, OCTOBER, "start", "11");
	house_restart(house, "2023-09-21T10:00");
	undo(house, "Undone: Meeting Tue 17 Oct 2023: changed.");
	assert_field(house, &meeting_entity, OCTOBER, "start", "10:00");
	house_restart(house, "2023-09-22T10:00");
	undo(house, "Undone:");
	assert_field(house, &meeting_entity, OCTOBER, "start", "–");
	house_restart(house, "2023-09-23T10:00");
	redo(house, "Done again: Meeting Tue 17 Oct 2023: changed.");
	assert_field(house, &meeting_entity, OCTOBER, "start", "10:00");
	redo(house, "Done again:");
	assert_field(house, &meeting_entity, OCTOBER, "start", "11:00");
}

static void journal__undo__several_steps_and_their_end(void **state)
{
	struct house *house = *state;
	char *said = NULL;
	set(house, &meeting_entity, OCTOBER, "start", "10");
	set(house, &participant_entity, HABO, "phone", "08-1");
	assert_ok(service_undo(&house->service, 2, &said, error));
	assert_non_null(strstr(said, "Per Håkansson"));
	assert_non_null(strstr(said, "17 Oct"));
	free(said);
	assert_field(house, &meeting_entity, OCTOBER, "start", "–");
	assert_ok(service_redo(&house->service, 2, &said, error));
	free(said);
	/* Two can be undone, the third is refused: what was done is still said. */
	assert_fails(
		service_undo(&house->service, 3, &said, error), ERROR_REFUSED, "Per Håkansson");
	assert_non_null(said);
	free(said);
	assert_field(house, &meeting_entity, OCTOBER, "start", "–");
}

static void journal__nothing__to_undo_or_redo(void **state)
{
	struct house *house = *state;
	char *said = NULL;
	assert_fails(service_undo(&house->service, 1, &said, error), ERROR_REFUSED, "undo");
	assert_fails(service_redo(&house->service, 1, &said, error), ERROR_REFUSED, "redo");
	set(house, &meeting_entity, OCTOBER, "start", "10");
	undo(house, "Undone");
	set(house, &meeting_entity, OCTOBER, "start", "11");
	assert_fails(service_redo(&house->service, 1, &said, error), ERROR_REFUSED, "redo");
	assert_null(said);
}

static void journal__undo__of_something_added(void **state)
{
	struct house *house = *state;
	struct request *request = service_new(&house->service, &request_entity);
	type(house, &request_entity, request, "subject", "En fråga");
	assert_ok(service_save(&house->service, &request_entity, request, NULL, error));
	undo(house, "En fråga");
	assert_fails(store_get(house->store, &request_entity, request->record.id,
			     &(struct request){0}, error),
		ERROR_REFUSED, "");
	redo(house, "En fråga");
	assert_field(house, &request_entity, request->record.id, "uid", request->uid);
	record_destroy(&request_entity, request);
}

/* The sentence stands exactly where a file that is out in the world is no longer true. */
static void journal__undo__tells_of_a_file_that_is_out(void **state)
{
	struct house *house = *state;
	char *said;
	set(house, &meeting_entity, OCTOBER, "start", "10");
	assert_ok(service_undo(&house->service, 1, &said, error));
	assert_null(strstr(said, STALE)); /* never exported */
	free(said);
	assert_ok(service_redo(&house->service, 1, &said, error));
	free(said);
	export_one(house, OCTOBER, CALENDAR_NONE, NULL);
	assert_ok(service_undo(&house->service, 1, &said, error));
	assert_non_null(strstr(said, STALE));
	free(said);
	assert_ok(service_redo(&house->service, 1, &said, error)); /* true again */
	assert_null(strstr(said, STALE));
	free(said);
	set(house, &meeting_entity, OCTOBER, "note", "x");
	assert_ok(service_undo(&house->service, 1, &said, error));
	assert_null(strstr(said, STALE)); /* nobody outside can see a note */
	free(said);
}

static void journal__undo__a_date_that_a_file_tells(void **state)
{
	struct house *house = *state;
	set(house, &meeting_entity, SEMINAR, "date", "2024-02-06");
	export_one(house, SEMINAR, CALENDAR_NONE, NULL);
	undo(house, STALE);
	assert_field(house, &meeting_entity, SEMINAR, "date", "–");
	assert_field(house, &meeting_entity, SEMINAR, "sequence", "0");
}

static void journal__describe__field_by_field(void **state)
{
	struct house *house = *state;
	struct journal journal;
	struct journal_query query = {.limit = 1};
	struct meeting *meeting = get(house, &meeting_entity, SEMINAR);
	type(house, &meeting_entity, meeting, "date", "2024-02-06");
	type(house, &meeting_entity, meeting, "start", "9-12");
	assert_ok(service_save(&house->service, &meeting_entity, meeting, NULL, error));
	assert_ok(store_history(house->store, &query, &journal, error));
	assert_int_equal(journal.actions[0].row_count, 1);
	char *text = service_describe_change(&journal.actions[0].rows[0]);
	assert_string_equal(text, "Status: to be planned → preliminary\n"
				  "Date: – → Tue 6 Feb 2024\n"
				  "Starts: – → 09:00\n"
				  "Ends: – → 12:00\n");
	free(text);
	journal_finish(&journal);
	record_destroy(&meeting_entity, meeting);
}

static void journal__describe__a_line_of_an_older_program(void **state)
{
	/* It knew no roles, no tags and no consent. */
	char entity[] = "participant";
	char before[] = "{\"given_name\":\"Åsa\",\"status\":\"received\",\"phone\":null}";
	char after[] = "{\"given_name\":\"Åsa\",\"status\":\"review\",\"note\":null}";
	struct journal_row row = {.entity = entity, .before = before, .after = after};
	char *text = service_describe_change(&row);
	(void)state;
	assert_string_equal(text, "Status: received → to review\n");
	free(text);
}

static void journal__undo__not_over_what_another_has_changed(void **state)
{
	struct house *house = *state;
	char *said = NULL;
	set(house, &meeting_entity, OCTOBER, "start", "10");
	run_sql(house, "UPDATE meeting SET start = '15:00', version = version + 1 WHERE id = 2");
	assert_fails(service_undo(&house->service, 1, &said, error), ERROR_CONFLICT, "17 Oct 2023");
	assert_field(house, &meeting_entity, OCTOBER, "start", "15:00");
	assert_null(said);
}

#define IN_HOUSE(test) cmocka_unit_test_setup_teardown(test, house_setup, house_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_HOUSE(journal__undo__steps_back_through_restarts),
		IN_HOUSE(journal__undo__several_steps_and_their_end),
		IN_HOUSE(journal__nothing__to_undo_or_redo),
		IN_HOUSE(journal__undo__of_something_added),
		IN_HOUSE(journal__undo__tells_of_a_file_that_is_out),
		IN_HOUSE(journal__undo__a_date_that_a_file_tells),
		IN_HOUSE(journal__describe__field_by_field),
		cmocka_unit_test(journal__describe__a_line_of_an_older_program),
		IN_HOUSE(journal__undo__not_over_what_another_has_changed),
	};

	i18n_init("en");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
