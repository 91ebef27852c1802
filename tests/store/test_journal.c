/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing, and taking it back: after an undo every table is what it was, row for row. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "store/private.h"
#include "support.h"

/* ---- one record ---- */

static void store_insert__record__is_read_back_whole(void **state)
{
	struct place *place = *state;
	struct meeting *meeting = new_meeting(place, "2023-10-17");
	meeting->start = known(600);
	meeting->end = known(720);
	meeting->duration_min = known(60);
	set_text(&meeting->place, "Länsstyrelsen; \"sal 3\", \\ plan 2\nhiss");
	set_text(&meeting->note, "");
	int64_t id = insert_one(place, &meeting_entity, meeting);
	struct meeting *read = get(place, &meeting_entity, id);
	assert_int_equal(read->record.version, 1);
	assert_int_equal(read->created_at.value, clock_now(&place->clock));
	for (size_t i = 0; i < meeting_entity.field_count; i++) {
		const struct field *field = &meeting_entity.fields[i];
		if (!field_equals(field, meeting, read))
			fail_msg("%s differs", field->name);
	}
	record_destroy(&meeting_entity, read);
	record_destroy(&meeting_entity, meeting);
}

static void store_update__record__counts_its_version(void **state)
{
	struct place *place = *state;
	struct participant *person = new_participant(place, "Åsa", "Öberg", "Lund");
	insert_one(place, &participant_entity, person);
	set_text(&person->title, "säkerhetschef");
	update_one(place, &participant_entity, person);
	assert_int_equal(person->record.version, 2);
	struct participant *read = get(place, &participant_entity, person->record.id);
	assert_int_equal(read->record.version, 2);
	assert_string_equal(read->title, "säkerhetschef");
	record_destroy(&participant_entity, read);
	record_destroy(&participant_entity, person);
}

static void store_update__nothing_changed__writes_nothing(void **state)
{
	struct place *place = *state;
	struct participant *person = new_participant(place, "Åsa", "Öberg", "Lund");
	insert_one(place, &participant_entity, person);
	char *before = dump_journal(place);
	begin(place, "nothing");
	assert_ok(store_update(place->store, &participant_entity, person, error));
	assert_int_equal(commit(place), 0);
	char *after = dump_journal(place);
	assert_string_equal(before, after);
	assert_int_equal(person->record.version, 1);
	free(before);
	free(after);
	record_destroy(&participant_entity, person);
}

static void store_get__no_such_row__names_it(void **state)
{
	struct place *place = *state;
	struct participant person = {0};
	assert_fails(store_get(place->store, &participant_entity, 4711, &person, error),
		ERROR_REFUSED, "4711");
}

static void store_find__text__is_bound_not_pasted(void **state)
{
	struct place *place = *state;
	int64_t id = -1;
	assert_ok(store_find(place->store, &network_entity, "slug", "example", &id, error));
	assert_int_equal(id, place->network);
	assert_ok(store_find(place->store, &network_entity, "slug", "x' OR '1' = '1", &id, error));
	assert_int_equal(id, 0);
	assert_fails(store_find(place->store, &network_entity, "slug\" --", "x", &id, error),
		ERROR_SOFTWARE, "slug");
}

static void store_insert__outside_a_unit__is_a_fault(void **state)
{
	struct place *place = *state;
	struct participant *person = new_participant(place, "Åsa", "Öberg", "Lund");
	assert_fails(store_insert(place->store, &participant_entity, person, error), ERROR_SOFTWARE,
		"outside");
	record_destroy(&participant_entity, person);
}

static void store_insert__same_uid__is_refused_and_the_rest_goes_on(void **state)
{
	struct place *place = *state;
	struct participant *one = new_participant(place, "Åsa", "Öberg", "Lund");
	struct participant *two = new_participant(place, "Bo", "Ek", "Lund");
	insert_one(place, &participant_entity, one);
	begin(place, "two");
	char *uid = xstrdup(two->uid);
	set_text(&two->uid, one->uid);
	assert_fails(store_insert(place->store, &participant_entity, two, error), ERROR_REFUSED,
		"participant.uid");
	set_text(&two->uid, uid);
	assert_ok(store_insert(place->store, &participant_entity, two, error));
	assert_int_not_equal(commit(place), 0);
	free(uid);
	record_destroy(&participant_entity, one);
	record_destroy(&participant_entity, two);
}

static void store_insert__bytes_that_are_not_text__are_refused(void **state)
{
	struct place *place = *state;
	struct participant *person = new_participant(place, "Åsa", "\xff\xfe", "Lund");
	begin(place, "x");
	assert_fails(store_insert(place->store, &participant_entity, person, error), ERROR_DATA,
		"UTF-8");
	assert_fails(store_commit(place->store, NULL, error), ERROR_SOFTWARE, "nothing");
	assert_int_equal(read_integer(place->path, "SELECT count(*) FROM participant"), 0);
	record_destroy(&participant_entity, person);
}

/* ---- rules ---- */

static void store_update__illegal_state__is_refused(void **state)
{
	struct place *place = *state;
	struct participant *person = new_participant(place, "Åsa", "Öberg", "Lund");
	insert_one(place, &participant_entity, person);
	begin(place, "withdraw");
	person->status = known(PARTICIPANT_WITHDRAWN);
	assert_fails(store_update(place->store, &participant_entity, person, error), ERROR_REFUSED,
		"Åsa Öberg");
	assert_int_equal(person->record.version, 1);
	person->status = known(PARTICIPANT_ADMITTED);
	assert_ok(store_update(place->store, &participant_entity, person, error));
	commit(place);
	record_destroy(&participant_entity, person);
}

static void store_update__uid_of_a_meeting__never_changes(void **state)
{
	struct place *place = *state;
	struct meeting *meeting = new_meeting(place, "2023-10-17");
	insert_one(place, &meeting_entity, meeting);
	set_text(&meeting->uid, "another");
	begin(place, "uid");
	assert_fails(
		store_update(place->store, &meeting_entity, meeting, error), ERROR_REFUSED, "uid");
	store_rollback(place->store);
	record_destroy(&meeting_entity, meeting);
}

static void store_update__changed_by_another_connection__is_a_conflict(void **state)
{
	struct place *place = *state;
	struct place other = *place;
	struct participant *person = new_participant(place, "Åsa", "Öberg", "Lund");
	int64_t id = insert_one(place, &participant_entity, person);
	place_open(&other);
	struct participant *theirs = get(&other, &participant_entity, id);
	set_text(&theirs->title, "theirs");
	update_one(&other, &participant_entity, theirs);
	set_text(&person->title, "mine");
	begin(place, "mine");
	assert_fails(store_update(place->store, &participant_entity, person, error), ERROR_CONFLICT,
		"Åsa Öberg");
	store_rollback(place->store);
	delete_one(&other, &participant_entity, id);
	begin(place, "mine");
	assert_fails(store_update(place->store, &participant_entity, person, error), ERROR_CONFLICT,
		"removed");
	store_rollback(place->store);
	place_close(&other);
	record_destroy(&participant_entity, theirs);
	record_destroy(&participant_entity, person);
}

static void store_delete__something_refers_to_it__names_that(void **state)
{
	struct place *place = *state;
	struct participant *person = new_participant(place, "Åsa", "Öberg", "Lund");
	struct request *request = new_request(place, "Åsa", "Fråga om resan");
	int64_t id = insert_one(place, &participant_entity, person);
	request->participant = known(id);
	insert_one(place, &request_entity, request);
	begin(place, "delete");
	assert_fails(store_delete(place->store, &participant_entity, id, error), ERROR_REFUSED,
		"Fråga om resan");
	assert_fails(store_delete(place->store, &network_entity, place->network, error),
		ERROR_REFUSED, "Example");
	store_rollback(place->store);
	record_destroy(&request_entity, request);
	record_destroy(&participant_entity, person);
}

static void store_begin__lock_is_taken__is_busy(void **state)
{
	struct place *place = *state;
	struct place other = *place;
	struct action_intent intent = {.who = "GN", .title = "x"};
	place_open(&other);
	assert_ok(engine_script(other.store->engine, "PRAGMA busy_timeout = 1", error));
	begin(place, "long");
	assert_fails(store_begin(other.store, &intent, error), ERROR_BUSY, place->path);
	store_rollback(place->store);
	assert_ok(store_begin(other.store, &intent, error));
	place_close(&other);
}

static void store_insert__disk_full__is_told_and_nothing_kept(void **state)
{
	struct place *place = *state;
	char *before = dump(place);
	bool failed = false;
	assert_ok(engine_script(place->store->engine, "PRAGMA max_page_count = 60", error));
	begin(place, "many");
	for (int i = 0; i < 5000 && !failed; i++) {
		struct error fault = {0};
		struct participant *person = new_participant(place, "Åsa", "Öberg", "Lund");
		failed = !store_insert(place->store, &participant_entity, person, &fault);
		if (failed) {
			assert_int_equal(fault.kind, ERROR_IO);
			assert_non_null(strstr(fault.message, "full"));
		}
		error_finish(&fault);
		record_destroy(&participant_entity, person);
	}
	assert_true(failed);
	store_rollback(place->store);
	char *after = dump(place);
	assert_string_equal(before, after);
	free(before);
	free(after);
}

/* ---- undo and redo ---- */

struct world {
	int64_t person;
	int64_t meeting;
	int64_t item;
	int64_t request;
};

static void make_world(struct place *place, struct world *world)
{
	struct participant *person = new_participant(place, "Åsa", "Öberg", "Lund");
	struct meeting *meeting = new_meeting(place, "2023-10-17");
	struct request *request = new_request(place, "Bo", "Fråga");
	struct programme_item *item = record_create(&programme_item_entity);
	set_text(&person->note, "rad ett\nrad två \"citat\" ÅÄÖ € 𝄞");
	world->person = insert_one(place, &participant_entity, person);
	world->meeting = insert_one(place, &meeting_entity, meeting);
	request->participant = known(world->person);
	world->request = insert_one(place, &request_entity, request);
	item->meeting = known(world->meeting);
	item->ordinal = known(1);
	item->included = known(0);
	set_text(&item->title, "Hot mot förtroendevalda");
	world->item = insert_one(place, &programme_item_entity, item);
	record_destroy(&participant_entity, person);
	record_destroy(&meeting_entity, meeting);
	record_destroy(&request_entity, request);
	record_destroy(&programme_item_entity, item);
}

static void edit_person(struct place *place, int64_t id, const char *title)
{
	struct participant *person = get(place, &participant_entity, id);
	set_text(&person->title, title);
	update_one(place, &participant_entity, person);
	record_destroy(&participant_entity, person);
}

/* Deletes the item and its meeting, changes the person twice and adds one: in one action. */
static void do_bulk(struct place *place, const struct world *world)
{
	struct participant *person = get(place, &participant_entity, world->person);
	struct participant *more = new_participant(place, "Nils", "Holgersson", "Skurup");
	begin(place, "bulk");
	assert_ok(store_delete(place->store, &programme_item_entity, world->item, error));
	assert_ok(store_delete(place->store, &meeting_entity, world->meeting, error));
	person->status = known(PARTICIPANT_REVIEW);
	assert_ok(store_update(place->store, &participant_entity, person, error));
	person->status = known(PARTICIPANT_ADMITTED);
	person->admitted_on = day("2023-09-19");
	assert_ok(store_update(place->store, &participant_entity, person, error));
	assert_ok(store_insert(place->store, &participant_entity, more, error));
	commit(place);
	record_destroy(&participant_entity, person);
	record_destroy(&participant_entity, more);
}

static void store_undo__bulk__puts_every_table_back(void **state)
{
	struct place *place = *state;
	struct world world;
	make_world(place, &world);
	char *before = dump(place);
	do_bulk(place, &world);
	char *changed = dump(place);
	assert_string_not_equal(before, changed);
	undo(place);
	char *undone = dump(place);
	assert_string_equal(before, undone);
	redo(place);
	char *redone = dump(place);
	assert_string_equal(changed, redone);
	undo(place);
	char *again = dump(place);
	assert_string_equal(before, again);
	free(before);
	free(changed);
	free(undone);
	free(redone);
	free(again);
}

static void store_undo__every_step_back_to_nothing_and_forth(void **state)
{
	struct place *place = *state;
	enum { STEPS = 6 };
	struct world world;
	char *seen[STEPS];
	make_world(place, &world);
	for (int i = 0; i < STEPS; i++) {
		seen[i] = dump(place);
		if (i + 1 < STEPS)
			edit_person(
				place, world.person, (const char *[]){"a", "b", "c", "d", "e"}[i]);
	}
	for (int round = 0; round < 2; round++) {
		for (int i = STEPS - 2; i >= 0; i--) {
			undo(place);
			char *now = dump(place);
			assert_string_equal(now, seen[i]);
			free(now);
		}
		for (int i = 1; i < STEPS; i++) {
			redo(place);
			char *now = dump(place);
			assert_string_equal(now, seen[i]);
			free(now);
		}
	}
	for (int i = 0; i < STEPS; i++)
		free(seen[i]);
}

static void store_undo__after_a_restart__still_there(void **state)
{
	struct place *place = *state;
	struct world world;
	make_world(place, &world);
	char *before = dump(place);
	do_bulk(place, &world);
	place_close(place);
	place_open(place);
	undo(place);
	place_close(place);
	place_open(place);
	char *after = dump(place);
	assert_string_equal(before, after);
	redo(place);
	free(before);
	free(after);
}

static void store_redo__new_change_after_undo__ends_it(void **state)
{
	struct place *place = *state;
	struct world world;
	struct journal done;
	make_world(place, &world);
	edit_person(place, world.person, "a");
	undo(place);
	edit_person(place, world.person, "b");
	assert_fails(store_redo(place->store, "GN", &done, error), ERROR_REFUSED, "redo");
	undo(place);
	redo(place); /* brings b back, and never a */
	assert_fails(store_redo(place->store, "GN", &done, error), ERROR_REFUSED, "redo");
	struct participant *person = get(place, &participant_entity, world.person);
	assert_string_equal(person->title, "b");
	record_destroy(&participant_entity, person);
}

static void store_undo__nothing_done__says_so(void **state)
{
	struct place *place = *state;
	struct journal done;
	undo(place); /* the network itself */
	assert_fails(store_undo(place->store, "GN", &done, error), ERROR_REFUSED, "undo");
	assert_int_equal(done.count, 0);
}

/* What was not journalled is a change by something that was not taken back. */
static void store_undo__row_changed_since__is_refused_by_name(void **state)
{
	struct place *place = *state;
	struct world world;
	struct journal done;
	make_world(place, &world);
	edit_person(place, world.person, "a");
	run_sql(place->path, "UPDATE participant SET note = 'by hand'");
	char *before = dump(place);
	assert_fails(store_undo(place->store, "GN", &done, error), ERROR_CONFLICT, "Åsa Öberg");
	char *after = dump(place);
	assert_string_equal(before, after);
	run_sql(place->path, "DELETE FROM request; DELETE FROM participant");
	assert_fails(store_undo(place->store, "GN", &done, error), ERROR_CONFLICT, "removed");
	free(before);
	free(after);
}

static void store_undo__final_action__is_passed_over(void **state)
{
	struct place *place = *state;
	struct world world;
	struct action_intent intent = {
		.network = place->network, .who = "GN", .title = "final", .final = true};
	make_world(place, &world);
	edit_person(place, world.person, "a");
	struct participant *person = new_participant(place, "Nils", "Ek", "Lund");
	assert_ok(store_begin(place->store, &intent, error));
	assert_ok(store_insert(place->store, &participant_entity, person, error));
	commit(place);
	undo(place);
	struct participant *first = get(place, &participant_entity, world.person);
	assert_null(first->title);
	record_destroy(&participant_entity, first);
	first = get(place, &participant_entity, person->record.id);
	record_destroy(&participant_entity, first);
	record_destroy(&participant_entity, person);
}

static void store_undo__insert_that_is_referred_to__names_what_refers(void **state)
{
	struct place *place = *state;
	struct journal done;
	struct request *request = new_request(place, "Bo", "Fråga");
	struct participant *person = new_participant(place, "Åsa", "Öberg", "Lund");
	struct action_intent intent = {.who = "GN", .title = "final", .final = true};
	request->participant = known(insert_one(place, &participant_entity, person));
	assert_ok(store_begin(place->store, &intent, error));
	assert_ok(store_insert(place->store, &request_entity, request, error));
	commit(place);
	assert_fails(store_undo(place->store, "GN", &done, error), ERROR_REFUSED, "Fråga");
	record_destroy(&request_entity, request);
	record_destroy(&participant_entity, person);
}

/* Someone still has the form open with the row as it was before it was deleted. */
static void store_undo__delete__gives_a_version_nobody_has_read(void **state)
{
	struct place *place = *state;
	struct participant *person = new_participant(place, "Åsa", "Öberg", "Lund");
	int64_t id = insert_one(place, &participant_entity, person);
	delete_one(place, &participant_entity, id);
	undo(place);
	begin(place, "stale");
	set_text(&person->title, "stale");
	assert_fails(store_update(place->store, &participant_entity, person, error), ERROR_CONFLICT,
		"Åsa Öberg");
	store_rollback(place->store);
	record_destroy(&participant_entity, person);
}

/* The journal knows a row by its number for ever. */
static void store_insert__after_a_delete__gives_a_new_number(void **state)
{
	struct place *place = *state;
	struct participant *one = new_participant(place, "Åsa", "Öberg", "Lund");
	struct participant *two = new_participant(place, "Bo", "Ek", "Lund");
	int64_t id = insert_one(place, &participant_entity, one);
	undo(place);
	assert_true(insert_one(place, &participant_entity, two) > id);
	record_destroy(&participant_entity, one);
	record_destroy(&participant_entity, two);
}

static void store_undo__illegal_step_back__is_allowed(void **state)
{
	struct place *place = *state;
	struct participant *person = new_participant(place, "Åsa", "Öberg", "Lund");
	insert_one(place, &participant_entity, person);
	person->status = known(PARTICIPANT_ADMITTED);
	update_one(place, &participant_entity, person);
	undo(place); /* nothing leads from admitted to received */
	struct participant *read = get(place, &participant_entity, person->record.id);
	assert_int_equal(read->status.value, PARTICIPANT_RECEIVED);
	record_destroy(&participant_entity, read);
	record_destroy(&participant_entity, person);
}

/* ---- the journal itself ---- */

static void store_history__bulk__is_one_action_with_all_rows(void **state)
{
	struct place *place = *state;
	struct world world;
	struct journal journal;
	make_world(place, &world);
	do_bulk(place, &world);
	struct journal_query query = {.limit = 100};
	assert_ok(store_history(place->store, &query, &journal, error));
	assert_int_equal(journal.count, 6);
	const struct journal_action *action = &journal.actions[0];
	assert_string_equal(action->title, "bulk");
	assert_string_equal(action->who, "GN");
	assert_string_equal(action->kind, "change");
	assert_int_equal(action->at, clock_now(&place->clock));
	assert_int_equal(action->undone_by, 0);
	assert_int_equal(action->row_count, 5);
	assert_string_equal(action->rows[0].entity, "programme_item");
	assert_null(action->rows[0].after);
	assert_null(action->rows[4].before);
	assert_non_null(strstr(action->rows[3].after, "\"status\":\"admitted\""));
	journal_finish(&journal);
}

static void store_history__one_row__is_its_story_only(void **state)
{
	struct place *place = *state;
	struct world world;
	struct journal journal;
	make_world(place, &world);
	do_bulk(place, &world);
	undo(place);
	struct journal_query query = {.entity = "participant", .row = world.person, .limit = 100};
	assert_ok(store_history(place->store, &query, &journal, error));
	assert_int_equal(journal.count, 3); /* undo, bulk, insert */
	assert_string_equal(journal.actions[0].kind, "undo");
	assert_int_equal(journal.actions[1].undone_by, journal.actions[0].id);
	for (size_t i = 0; i < journal.count; i++) {
		for (size_t j = 0; j < journal.actions[i].row_count; j++)
			assert_int_equal(journal.actions[i].rows[j].row, world.person);
	}
	int64_t oldest = journal.actions[1].id;
	journal_finish(&journal);
	query.before = oldest;
	query.limit = 1;
	assert_ok(store_history(place->store, &query, &journal, error));
	assert_int_equal(journal.count, 1);
	assert_true(journal.actions[0].id < oldest);
	journal_finish(&journal);
}

static void store_rollback__half_a_unit__leaves_no_trace(void **state)
{
	struct place *place = *state;
	struct world world;
	make_world(place, &world);
	char *before = dump(place), *journal = dump_journal(place);
	begin(place, "half");
	assert_ok(store_delete(place->store, &programme_item_entity, world.item, error));
	store_rollback(place->store);
	store_rollback(place->store);
	char *after = dump(place), *journal_after = dump_journal(place);
	assert_string_equal(before, after);
	assert_string_equal(journal, journal_after);
	free(before);
	free(after);
	free(journal);
	free(journal_after);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, store_setup, place_teardown)
	const struct CMUnitTest tests[] = {
		TEST(store_insert__record__is_read_back_whole),
		TEST(store_update__record__counts_its_version),
		TEST(store_update__nothing_changed__writes_nothing),
		TEST(store_get__no_such_row__names_it),
		TEST(store_find__text__is_bound_not_pasted),
		TEST(store_insert__outside_a_unit__is_a_fault),
		TEST(store_insert__same_uid__is_refused_and_the_rest_goes_on),
		TEST(store_insert__bytes_that_are_not_text__are_refused),
		TEST(store_update__illegal_state__is_refused),
		TEST(store_update__uid_of_a_meeting__never_changes),
		TEST(store_update__changed_by_another_connection__is_a_conflict),
		TEST(store_delete__something_refers_to_it__names_that),
		TEST(store_begin__lock_is_taken__is_busy),
		TEST(store_insert__disk_full__is_told_and_nothing_kept),
		TEST(store_undo__bulk__puts_every_table_back),
		TEST(store_undo__every_step_back_to_nothing_and_forth),
		TEST(store_undo__after_a_restart__still_there),
		TEST(store_redo__new_change_after_undo__ends_it),
		TEST(store_undo__nothing_done__says_so),
		TEST(store_undo__row_changed_since__is_refused_by_name),
		TEST(store_undo__final_action__is_passed_over),
		TEST(store_undo__insert_that_is_referred_to__names_what_refers),
		TEST(store_undo__delete__gives_a_version_nobody_has_read),
		TEST(store_insert__after_a_delete__gives_a_new_number),
		TEST(store_undo__illegal_step_back__is_allowed),
		TEST(store_history__bulk__is_one_action_with_all_rows),
		TEST(store_history__one_row__is_its_story_only),
		TEST(store_rollback__half_a_unit__leaves_no_trace),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("store journal", tests, NULL, NULL);
}
