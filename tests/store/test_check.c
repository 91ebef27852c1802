/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each promise of the database, broken by hand, is told by name. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "store/check.h"
#include "support.h"

static char *check(struct place *place)
{
	struct findings findings;
	struct buffer text = {0};
	assert_ok(store_check(place->store, &findings, error));
	for (size_t i = 0; i < findings.count; i++)
		buffer_printf(&text, "%s: %s\n", findings.items[i].rule, findings.items[i].text);
	findings_finish(&findings);
	return buffer_take(&text);
}

static void assert_found(struct place *place, const char *rule, const char *words)
{
	char *text = check(place), *head = xasprintf("%s: ", rule);
	bool found = false;
	for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n"))
		found |= !strncmp(line, head, strlen(head)) && strstr(line, words);
	free(text);
	free(head);
	if (!found) {
		text = check(place);
		fail_msg("no finding %s with “%s” in:\n%s", rule, words, text);
	}
}

static void add_everything(struct place *place)
{
	struct participant *person = new_participant(place, "Åsa", "Öberg", "Lund");
	struct meeting *meeting = new_meeting(place, "2023-10-17");
	struct request *request = new_request(place, "Bo", "Fråga");
	set_text(&person->email, "asa@lund.example");
	begin(place, "everything");
	assert_ok(store_load_organisations(place->store, error));
	assert_ok(store_insert(place->store, &participant_entity, person, error));
	assert_ok(store_insert(place->store, &meeting_entity, meeting, error));
	assert_ok(store_insert(place->store, &request_entity, request, error));
	set_text(&request->uid, "two");
	assert_ok(store_insert(place->store, &request_entity, request, error));
	commit(place);
	record_destroy(&participant_entity, person);
	record_destroy(&meeting_entity, meeting);
	record_destroy(&request_entity, request);
}

static void store_check__sound_database__finds_nothing(void **state)
{
	struct place *place = *state;
	add_everything(place);
	struct participant *person = new_participant(place, "Dold", "Dold", "Lund");
	person->is_protected = known(1);
	insert_one(place, &participant_entity, person);
	person->status = known(PARTICIPANT_ADMITTED);
	update_one(place, &participant_entity, person);
	undo(place);
	redo(place);
	char *text = check(place);
	assert_string_equal(text, "");
	free(text);
	record_destroy(&participant_entity, person);
}

static void store_check__broken_promise__is_told_by_name(void **state)
{
	struct place *place = *state;
	static const struct {
		const char *sql;
		const char *rule;
		const char *words;
	} cases[] = {
		{"DROP TRIGGER meeting_is_confirmed_whole;"
		 "UPDATE meeting SET status = 'confirmed', status_key = 2, kind = 'physical',"
		 " kind_key = 0",
			"3", "without a place"},
		{"DROP TRIGGER meeting_is_confirmed_whole;"
		 "UPDATE meeting SET status = 'confirmed', status_key = 2, kind = 'hybrid',"
		 " kind_key = 2, place = 'x', link_later = 0",
			"3", "without a link"},
		{"UPDATE meeting SET date = '2030-01-01', date_key = '2030-01-01'", "5",
			"outside the period"},
		{"UPDATE meeting SET theme_status = 'decided', theme_decided_at_id = id", "6",
			"the day it was decided"},
		{"UPDATE meeting SET theme_status = 'decided', theme_decided_at_id = id,"
		 " theme_decided_on = '2023-10-18'",
			"6", "after it was held"},
		{"DROP TRIGGER meeting_is_cancelled_for_a_reason;"
		 "UPDATE meeting SET status = 'cancelled', status_key = 4",
			"7", "reason"},
		{"INSERT INTO release VALUES (1, 1, 3, 'none', 'x', 'x', 'x', 'x', 1, 1, 'x')", "2",
			"later calendar file"},
		{"INSERT INTO release VALUES (1, 1, 0, 'none', 'x', 'x', 'x', 'x', 1, 1, 'x');"
		 "UPDATE meeting SET date = NULL, status = 'unplanned', sequence = 0",
			"4", "no date"},
		{"UPDATE participant SET protected = 1", "16", "who is protected"},
		{"UPDATE participant SET family_name = 'Ek'", "keys", "no longer has"},
		{"DROP TRIGGER request_merges_into_the_living;"
		 "UPDATE request SET status = 'merged', merged_into_id = 3 - id",
			"18", "itself"},
		{"DROP TRIGGER request_merges_into_the_living", "18", "into_the_living"},
		{"UPDATE request SET urgent = 1, snooze_until = '2099-01-01' WHERE id = 1", "21",
			"rests for more than a day"},
		{"UPDATE participant SET note = 'pnr 121212-1212'", "20", "personal number"},
		{"DELETE FROM organisation WHERE code = '1281'", "28", "289"},
		{"DROP TRIGGER meeting_uid_is_kept", "1", "meeting_uid_is_kept"},
		{"DROP TRIGGER meeting_sequence_never_falls", "2", "meeting_sequence_never_falls"},
		{"DROP TRIGGER meeting_begins_confirmed_whole", "3", "meeting_begins_confirmed"},
		{"DROP TRIGGER release_has_a_date", "4", "release_has_a_date"},
		{"DROP TRIGGER meeting_begins_cancelled_for_a_reason", "7", "begins_cancelled"},
		{"DROP TRIGGER delivery_is_not_for_latecomers", "10", "delivery_is_not"},
		{"DROP TRIGGER attendance_is_of_a_day", "12", "attendance_is_of_a_day"},
		{"DROP TRIGGER attendance_begins_on_a_day", "12", "attendance_begins_on_a_day"},
		{"DROP TRIGGER need_is_of_a_meeting_in_person", "14", "need_is_of"},
		{"DROP TRIGGER request_goes_step_by_step", "17", "request_goes_step_by_step"},
		{"DROP TRIGGER release_is_kept", "2", "release_is_kept"},
		{"DROP TRIGGER action_row_is_kept", "33", "action_row_is_kept"},
		{"DELETE FROM network", "foreign-keys", "network"},
		{"INSERT INTO action_row VALUES (99, 1, 'request', 1, '{\"status\":\"spam\"}',"
		 " '{\"status\":\"waiting\"}')",
			"17", "Fråga"},
		{"DROP TRIGGER participant_address_is_single;"
		 "INSERT INTO participant (id, network_id, uid, family_name, email, email_key,"
		 " status, received_on, protected, invented, created_at, updated_at, sort_key,"
		 " organisation_key, status_key, search)"
		 " SELECT 77, network_id, 'u77', family_name, upper(email), email_key, status,"
		 " received_on, protected, invented, created_at, updated_at, sort_key,"
		 " organisation_key, status_key, search FROM participant",
			"8", "no. 77"},
	};
	add_everything(place);
	place_close(place);
	char *copy = xasprintf("%s.kept", place->path);
	char *keep = xasprintf("cp %s %s", place->path, copy);
	char *restore = xasprintf("cp %s %s", copy, place->path);
	assert_int_equal(system(keep), 0);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		run_sql(place->path, cases[i].sql);
		place_open(place);
		assert_found(place, cases[i].rule, cases[i].words);
		place_close(place);
		assert_int_equal(system(restore), 0);
	}
	free(copy);
	free(keep);
	free(restore);
}

static void store_check__file_that_others_may_read__is_told(void **state)
{
	struct place *place = *state;
	char *copy = xasprintf("%s.before-2", place->path);
	assert_ok(store_backup(place->store, copy, error));
	assert_int_equal(chmod(copy, 0644), 0);
	assert_found(place, "36", "test.db.before-2");
	free(copy);
}

/* Zeroes in the middle of the file, as a failing disk leaves them. */
static void store_check__damaged_file__is_told(void **state)
{
	struct place *place = *state;
	add_everything(place);
	place_close(place);
	int64_t page = read_integer(place->path,
		"SELECT rootpage FROM sqlite_schema WHERE name = 'participant_by_name'");
	FILE *file = fopen(place->path, "r+");
	assert_non_null(file);
	fseek(file, (page - 1) * 4096, SEEK_SET);
	for (int i = 0; i < 4096; i++)
		fputc(0, file);
	fclose(file);
	assert_ok(store_open(&place->store, place->path, STORE_EXISTING, &place->clock, error));
	assert_found(place, "integrity", "damaged");
	struct list_query query = {.entity = &participant_entity, .network = place->network};
	struct list_page list;
	assert_fails(store_page(place->store, &query, PAGE_FIRST, NULL, 5, &list, error),
		ERROR_DATA, "backup");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, store_setup, place_teardown)
	const struct CMUnitTest tests[] = {
		TEST(store_check__sound_database__finds_nothing),
		TEST(store_check__broken_promise__is_told_by_name),
		TEST(store_check__file_that_others_may_read__is_told),
		TEST(store_check__damaged_file__is_told),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("store check", tests, NULL, NULL);
}
