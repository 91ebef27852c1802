/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ledger of calendar files, and what it means for the meeting and for undo. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "store/release.h"
#include "support.h"

static struct release make_release(int64_t meeting, int64_t sequence, const char *method)
{
	struct release release = {.meeting = meeting,
		.sequence = sequence,
		.status = "confirmed",
		.file = "traff-2023-10-17-digital.ics",
		.stamped_at = 1000 + sequence,
		.released_at = 2000 + sequence,
		.released_by = "GN"};
	strcpy(release.method, method);
	digest_sha256("content", 7, release.content);
	digest_sha256(method, strlen(method), release.sha256);
	return release;
}

static void add(struct place *place, int64_t meeting, int64_t sequence, const char *method,
	bool *journalled)
{
	struct release release = make_release(meeting, sequence, method);
	struct action_intent intent = {
		.network = place->network, .who = "GN", .title = "export", .final = true};
	assert_ok(store_begin(place->store, &intent, error));
	assert_ok(store_release_add(place->store, &release, error));
	*journalled = commit(place) != 0;
}

static int64_t sequence_of(struct place *place, int64_t id)
{
	struct meeting *meeting = get(place, &meeting_entity, id);
	int64_t sequence = meeting->sequence.known ? meeting->sequence.value : -1;
	assert_int_equal(meeting->record.version, 1);
	record_destroy(&meeting_entity, meeting);
	return sequence;
}

static int64_t insert_meeting(struct place *place)
{
	struct meeting *meeting = new_meeting(place, "2023-10-17");
	int64_t id = insert_one(place, &meeting_entity, meeting);
	record_destroy(&meeting_entity, meeting);
	return id;
}

static void store_release_add__raises_the_sequence_and_nothing_else(void **state)
{
	struct place *place = *state;
	struct release latest;
	bool found, journalled;
	int64_t id = insert_meeting(place);
	assert_ok(store_release_latest(place->store, id, NULL, &latest, &found, error));
	assert_false(found);
	assert_int_equal(sequence_of(place, id), -1);
	add(place, id, 0, "none", &journalled);
	assert_true(journalled);
	assert_int_equal(sequence_of(place, id), 0);
	add(place, id, 3, "none", &journalled);
	add(place, id, 2, "publish", &journalled);
	assert_int_equal(sequence_of(place, id), 3);
	assert_ok(store_release_latest(place->store, id, NULL, &latest, &found, error));
	assert_true(found);
	assert_int_equal(latest.sequence, 3);
	assert_ok(store_release_latest(place->store, id, "publish", &latest, &found, error));
	assert_int_equal(latest.sequence, 2);
	assert_string_equal(latest.file, "traff-2023-10-17-digital.ics");
	assert_string_equal(latest.released_by, "GN");
	assert_int_equal(latest.stamped_at, 1002);
	assert_int_equal(latest.released_at, 2002);
	assert_int_equal(strlen(latest.sha256), 64);
}

static void store_release_add__same_again__is_left_as_it_was(void **state)
{
	struct place *place = *state;
	struct release *releases;
	size_t count;
	bool journalled;
	int64_t id = insert_meeting(place);
	add(place, id, 0, "none", &journalled);
	add(place, id, 0, "none", &journalled);
	assert_false(journalled);
	add(place, id, 0, "cancel", &journalled);
	assert_ok(store_release_list(place->store, id, &releases, &count, error));
	assert_int_equal(count, 2);
	assert_string_equal(releases[0].method, "cancel");
	free(releases);
}

static void store_update__record_from_before_the_release__keeps_the_sequence(void **state)
{
	struct place *place = *state;
	bool journalled;
	int64_t id = insert_meeting(place);
	struct meeting *meeting = get(place, &meeting_entity, id);
	add(place, id, 1, "none", &journalled);
	meeting->start = known(600);
	update_one(place, &meeting_entity, meeting);
	struct meeting *read = get(place, &meeting_entity, id);
	assert_int_equal(read->sequence.value, 1);
	assert_int_equal(read->start.value, 600);
	record_destroy(&meeting_entity, read);
	record_destroy(&meeting_entity, meeting);
}

/* The hours are set, the file goes out, and then they are taken back: the file stays out. */
static void store_undo__after_a_release__keeps_the_sequence(void **state)
{
	struct place *place = *state;
	bool journalled;
	int64_t id = insert_meeting(place);
	struct meeting *meeting = get(place, &meeting_entity, id);
	meeting->start = known(600);
	update_one(place, &meeting_entity, meeting);
	add(place, id, 0, "none", &journalled);
	undo(place);
	struct meeting *read = get(place, &meeting_entity, id);
	assert_false(read->start.known);
	assert_true(read->sequence.known);
	assert_int_equal(read->sequence.value, 0);
	record_destroy(&meeting_entity, read);
	redo(place);
	struct journal done;
	undo(place);
	assert_fails(store_undo(place->store, "GN", &done, error), ERROR_REFUSED, "calendar file");
	record_destroy(&meeting_entity, meeting);
}

static void store_release_add__no_such_meeting__is_refused(void **state)
{
	struct place *place = *state;
	struct release release = make_release(4711, 0, "none");
	assert_fails(store_release_add(place->store, &release, error), ERROR_SOFTWARE, "outside");
	begin(place, "x");
	assert_fails(store_release_add(place->store, &release, error), ERROR_REFUSED, "reference");
	store_rollback(place->store);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, store_setup, place_teardown)
	const struct CMUnitTest tests[] = {
		TEST(store_release_add__raises_the_sequence_and_nothing_else),
		TEST(store_release_add__same_again__is_left_as_it_was),
		TEST(store_update__record_from_before_the_release__keeps_the_sequence),
		TEST(store_undo__after_a_release__keeps_the_sequence),
		TEST(store_release_add__no_such_meeting__is_refused),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("store release", tests, NULL, NULL);
}
