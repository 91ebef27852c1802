/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changes by another connection are seen, in time and once; one's own are not. */
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "support.h"
#include "tui/watch.h"

/* Milliseconds in which a change must be seen, on a slow machine too; and to be sure there is none.
 */
enum { PATIENCE = 5000, QUIET = 1200 };

struct fixture {
	struct place *place; /* the watcher's */
	struct place other;
	struct watch watch;
};

static int setup(void **state)
{
	struct fixture *own = xcalloc(1, sizeof(*own));
	store_setup((void **)&own->place);
	own->other = *own->place;
	place_open(&own->other);
	watch_init(&own->watch, own->place->store);
	*state = own;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *own = *state;
	watch_finish(&own->watch);
	place_close(&own->other);
	place_teardown((void **)&own->place);
	free(own);
	return 0;
}

static void add_someone(struct place *place, const char *name)
{
	struct participant *made = new_participant(place, "Xx", name, "Exempelstad");
	insert_one(place, &participant_entity, made);
	record_destroy(&participant_entity, made);
}

/* Waits as the loop does, until a change is seen or there is nothing to wait for. */
static bool is_seen(struct watch *watch, int patience)
{
	for (int waited = 0; waited <= patience;) {
		struct pollfd fd = {watch->fd, POLLIN, 0};
		int timeout = watch_timeout(watch);
		int limit = timeout < 0 || timeout > patience - waited ? patience - waited
								       : timeout;
		int ready = poll(&fd, 1, limit);
		if (watch_check(watch, ready > 0))
			return true;
		if (ready == 0 && watch_timeout(watch) < 0)
			return false;
		waited += ready > 0 ? 1 : limit + 1;
	}
	return false;
}

static void watch__commit_by_another__is_seen_once(void **state)
{
	struct fixture *own = *state;
	add_someone(&own->other, "Andersson");
	assert_true(is_seen(&own->watch, PATIENCE));
	assert_false(is_seen(&own->watch, 0));
	add_someone(&own->other, "Berg");
	assert_true(is_seen(&own->watch, PATIENCE));
}

static void watch__own_commit__is_not_reported(void **state)
{
	struct fixture *own = *state;
	add_someone(own->place, "Andersson");
	assert_false(is_seen(&own->watch, QUIET));
	assert_int_equal(watch_timeout(&own->watch), own->watch.fd < 0 ? WATCH_FALLBACK : -1);
	add_someone(&own->other, "Berg");
	assert_true(is_seen(&own->watch, PATIENCE));
}

static void watch__work_taken_back__is_not_reported(void **state)
{
	struct fixture *own = *state;
	struct participant *made = new_participant(&own->other, "Xx", "Berg", "Exempelstad");
	begin(&own->other, "insert");
	assert_ok(store_insert(own->other.store, &participant_entity, made, error));
	store_rollback(own->other.store);
	record_destroy(&participant_entity, made);
	assert_false(is_seen(&own->watch, QUIET));
}

/* A commit that becomes visible only after the file was written, as with a slow disk. */
static void watch_check__nothing_new__looks_again_ever_later(void **state)
{
	struct fixture *own = *state;
	int waited = 0;
	assert_false(watch_check(&own->watch, true));
	assert_int_equal(watch_timeout(&own->watch), WATCH_AGAIN);
	for (int looks = 0; own->watch.again; looks++) {
		assert_true(looks < 20);
		waited += watch_timeout(&own->watch);
		assert_false(watch_check(&own->watch, false));
	}
	assert_in_range(waited, 500, 1000); /* within a second, and then it rests */
	add_someone(&own->other, "Berg");
	assert_true(watch_check(&own->watch, false));
}

/* What lies beside the database is nobody's business: not even a look is taken. */
static void watch__other_file_in_folder__wakes_nobody(void **state)
{
	struct fixture *own = *state;
	char *folder = xstrdup(store_path(own->place->store));
	*strrchr(folder, '/') = '\0';
	char *path = xasprintf("%s/beside.log", folder);
	if (own->watch.fd < 0)
		skip();
	add_someone(own->place, "Andersson");
	assert_false(is_seen(&own->watch, QUIET));
	FILE *file = fopen(path, "we");
	assert_non_null(file);
	fputs("beside\n", file);
	fclose(file);
	struct pollfd fd = {own->watch.fd, POLLIN, 0};
	assert_int_equal(poll(&fd, 1, PATIENCE), 1);
	assert_false(watch_check(&own->watch, true));
	assert_int_equal(watch_timeout(&own->watch), -1);
	assert_int_equal(unlink(path), 0);
	free(path);
	free(folder);
}

/* Where the folder cannot be watched it is asked every second. */
static void watch__no_descriptor__is_asked_now_and_then(void **state)
{
	struct fixture *own = *state;
	watch_finish(&own->watch);
	assert_int_equal(watch_timeout(&own->watch), WATCH_FALLBACK);
	add_someone(&own->other, "Berg");
	assert_true(watch_check(&own->watch, false));
	assert_false(watch_check(&own->watch, false));
	assert_int_equal(watch_timeout(&own->watch), WATCH_FALLBACK);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(watch__commit_by_another__is_seen_once),
		TEST(watch__own_commit__is_not_reported),
		TEST(watch__work_taken_back__is_not_reported),
		TEST(watch_check__nothing_new__looks_again_ever_later),
		TEST(watch__other_file_in_folder__wakes_nobody),
		TEST(watch__no_descriptor__is_asked_now_and_then),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
