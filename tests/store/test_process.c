/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several processes on one database, and one that is killed in the middle of its work. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "support.h"

#define HALF 50
#define TURNS 30
#define WORKERS 2

/* A child may not run the parent's tests, so it fails by its exit status. */
static void need(bool ok)
{
	if (!ok)
		_exit(1);
}

static struct store *open_in_child(struct place *place)
{
	struct store *store;
	need(store_open(&store, place->path, STORE_EXISTING, &place->clock, NULL));
	return store;
}

/* Writes half of a unit of work, tells so through the pipe, and waits to be killed. */
static void write_half(struct place *place, int ready)
{
	struct store *store = open_in_child(place);
	struct action_intent intent = {.network = place->network, .who = "X", .title = "half"};
	struct network *network = record_create(&network_entity);
	need(store_begin(store, &intent, NULL));
	for (int i = 0; i < HALF; i++) {
		struct participant *person = new_participant(place, "Half", "Way", "Lund");
		need(store_insert(store, &participant_entity, person, NULL));
		record_destroy(&participant_entity, person);
	}
	need(store_get(store, &network_entity, place->network, network, NULL));
	set_text(&network->name, "Half");
	need(store_update(store, &network_entity, network, NULL));
	need(write(ready, "x", 1) == 1);
	for (;;)
		pause();
}

static void store_open__writer_was_killed__has_all_or_nothing(void **state)
{
	struct place *place = *state;
	struct findings findings;
	int ready[2], status;
	char byte, *before = dump(place), *journal = dump_journal(place);
	place_close(place);
	assert_int_equal(pipe(ready), 0);
	pid_t child = fork();
	if (child == 0)
		write_half(place, ready[1]);
	close(ready[1]);
	assert_int_equal(read(ready[0], &byte, 1), 1);
	close(ready[0]);
	assert_int_equal(kill(child, SIGKILL), 0);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status));
	place_open(place);
	char *after = dump(place), *journal_after = dump_journal(place);
	assert_string_equal(before, after);
	assert_string_equal(journal, journal_after);
	assert_ok(store_check(place->store, &findings, error));
	assert_int_equal(findings.count, 0);
	findings_finish(&findings);
	begin(place, "goes on");
	assert_ok(store_load_organisations(place->store, error));
	commit(place);
	free(before);
	free(after);
	free(journal);
	free(journal_after);
}

/* Adds one krona; false when someone else was faster, which is told and never overwritten. */
static bool add_krona(struct place *place, struct store *store)
{
	struct error error = {0};
	struct action_intent intent = {.network = place->network, .who = "X", .title = "fee"};
	struct network *network = record_create(&network_entity);
	need(store_get(store, &network_entity, place->network, network, NULL));
	network->fee = known(network->fee.value + 100);
	bool ok = store_begin(store, &intent, &error) &&
		  store_update(store, &network_entity, network, &error) &&
		  store_commit(store, NULL, &error);
	store_rollback(store);
	/* Who waits for the lock gets it: nobody holds it for long, and no reader becomes a writer.
	 */
	need(ok || error.kind == ERROR_CONFLICT);
	error_finish(&error);
	record_destroy(&network_entity, network);
	return ok;
}

static void work(struct place *place)
{
	struct store *store = open_in_child(place);
	for (int done = 0; done < TURNS;)
		done += add_krona(place, store);
	store_close(store);
	_exit(0);
}

static void store_update__two_processes__lose_nothing(void **state)
{
	struct place *place = *state;
	pid_t children[WORKERS];
	struct journal journal;
	place_close(place);
	for (int i = 0; i < WORKERS; i++) {
		children[i] = fork();
		if (children[i] == 0)
			work(place);
	}
	for (int i = 0; i < WORKERS; i++) {
		int status;
		assert_int_equal(waitpid(children[i], &status, 0), children[i]);
		assert_true(WIFEXITED(status));
		assert_int_equal(WEXITSTATUS(status), 0);
	}
	place_open(place);
	struct network *network = get(place, &network_entity, place->network);
	assert_int_equal(network->fee.value, WORKERS * TURNS * 100);
	assert_int_equal(network->record.version, WORKERS * TURNS + 1);
	record_destroy(&network_entity, network);
	struct journal_query query = {.limit = 1000};
	assert_ok(store_history(place->store, &query, &journal, error));
	assert_int_equal(journal.count, WORKERS * TURNS + 1);
	journal_finish(&journal);
	for (int i = 0; i < WORKERS * TURNS; i++)
		undo(place);
	network = get(place, &network_entity, place->network);
	assert_false(network->fee.known);
	record_destroy(&network_entity, network);
}

/* A reader in the middle of someone else's change sees the whole before or the whole after. */
static void store_page__while_another_writes__sees_the_former_state(void **state)
{
	struct place *place = *state;
	struct place other = *place;
	struct list_query query = {.entity = &participant_entity, .network = place->network};
	struct participant *person = new_participant(place, "Åsa", "Öberg", "Lund");
	int64_t count;
	place_open(&other);
	begin(place, "open");
	assert_ok(store_insert(place->store, &participant_entity, person, error));
	int64_t version = store_data_version(other.store);
	assert_ok(store_count(other.store, &query, &count, error));
	assert_int_equal(count, 0);
	commit(place);
	assert_int_not_equal(store_data_version(other.store), version);
	assert_ok(store_count(other.store, &query, &count, error));
	assert_int_equal(count, 1);
	place_close(&other);
	record_destroy(&participant_entity, person);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, store_setup, place_teardown)
	const struct CMUnitTest tests[] = {
		TEST(store_open__writer_was_killed__has_all_or_nothing),
		TEST(store_update__two_processes__lose_nothing),
		TEST(store_page__while_another_writes__sees_the_former_state),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("store process", tests, NULL, NULL);
}
