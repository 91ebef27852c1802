/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hints: who is where, what is not saved, when each of us was here. Never in anybody's way. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "store/presence.h"
#include "store/visit.h"
#include "support.h"

static const struct unsaved_key form = {.entity = "request", .row = 7, .what = "form"};

static void mark(struct place *place, int64_t row, const char *who, enum doing doing)
{
	assert_ok(store_presence_mark(place->store, "request", row, who, doing, error));
}

static struct hints hints_for(struct place *place, const char *who)
{
	struct hints hints;
	assert_ok(store_hints(place->store, who, &hints, error));
	return hints;
}

static void set_clock(struct place *place, const char *now)
{
	place_close(place);
	setenv("TRAFFPUNKT_NOW", now, 1);
	assert_ok(clock_init(&place->clock, error));
	place_open(place);
}

/* ---- presence ---- */

static void presence__mark__is_seen_by_the_others_only(void **state)
{
	struct place *place = *state;
	mark(place, 7, "US", DOING_READING);
	mark(place, 7, "US", DOING_EDITING);
	mark(place, 8, "AP", DOING_ANSWERING);
	struct hints hints = hints_for(place, "AP");
	assert_int_equal(hints.sight_count, 1);
	assert_string_equal(hints.sights[0].who, "US");
	assert_string_equal(hints.sights[0].entity, "request");
	assert_int_equal(hints.sights[0].row, 7);
	assert_int_equal(hints.sights[0].doing, DOING_EDITING);
	hints_finish(&hints);
	hints = hints_for(place, "XX");
	assert_int_equal(hints.sight_count, 2);
	hints_finish(&hints);
}

static void presence__leave__takes_it_away(void **state)
{
	struct place *place = *state;
	mark(place, 7, "US", DOING_READING);
	mark(place, 8, "US", DOING_READING);
	assert_ok(store_presence_leave(place->store, "request", 7, "US", error));
	struct hints hints = hints_for(place, "AP");
	assert_int_equal(hints.sight_count, 1);
	assert_int_equal(hints.sights[0].row, 8);
	hints_finish(&hints);
}

static void presence__no_sign_of_life__is_gone_after_a_minute(void **state)
{
	struct place *place = *state;
	mark(place, 7, "US", DOING_READING);
	set_clock(place, "2023-09-19T08:31");
	struct hints hints = hints_for(place, "AP");
	assert_int_equal(hints.sight_count, 0);
	hints_finish(&hints);
	mark(place, 7, "US", DOING_READING);
	hints = hints_for(place, "AP");
	assert_int_equal(hints.sight_count, 1);
	hints_finish(&hints);
	/* What has been there for a day goes when somebody else comes. */
	set_clock(place, "2023-09-21T08:31");
	mark(place, 9, "AP", DOING_READING);
	assert_int_equal(read_integer(place->path, "SELECT count(*) FROM presence"), 1);
}

/* ---- unsaved ---- */

static void unsaved__keep__is_found_until_it_is_dropped(void **state)
{
	struct place *place = *state;
	char *content;
	int64_t at = 0;
	assert_ok(store_unsaved_keep(place->store, &form, "US", "{\"a\":1}", error));
	assert_ok(store_unsaved_keep(place->store, &form, "US", "{\"a\":2}", error));
	assert_ok(store_unsaved_find(place->store, &form, "US", &content, &at, error));
	assert_string_equal(content, "{\"a\":2}");
	assert_int_equal(at, clock_now(&place->clock));
	free(content);
	assert_ok(store_unsaved_find(place->store, &form, "AP", &content, &at, error));
	assert_null(content);
	/* The others are told that there is one, and not what it says. */
	struct hints hints = hints_for(place, "AP");
	assert_int_equal(hints.leftover_count, 1);
	assert_string_equal(hints.leftovers[0].who, "US");
	assert_string_equal(hints.leftovers[0].what, "form");
	hints_finish(&hints);
	assert_ok(store_unsaved_drop(place->store, &form, "US", error));
	assert_ok(store_unsaved_find(place->store, &form, "US", &content, &at, error));
	assert_null(content);
}

static void unsaved__old__goes(void **state)
{
	struct place *place = *state;
	struct unsaved_key other = form;
	other.row = 8;
	assert_ok(store_unsaved_keep(place->store, &form, "US", "{}", error));
	set_clock(place, "2023-10-20T08:31");
	assert_ok(store_unsaved_keep(place->store, &other, "US", "{}", error));
	assert_int_equal(read_integer(place->path, "SELECT record_id FROM unsaved"), 8);
}

/* ---- not in the way ---- */

static void hint__written__is_no_news(void **state)
{
	struct place *place = *state;
	struct data_stamp before, after;
	int64_t actions = read_integer(place->path, "SELECT count(*) FROM action");
	assert_ok(store_data_stamp(place->store, &before, error));
	mark(place, 7, "US", DOING_READING);
	assert_ok(store_unsaved_keep(place->store, &form, "US", "{}", error));
	assert_ok(store_data_stamp(place->store, &after, error));
	assert_int_equal(after.hints, before.hints + 2);
	assert_int_equal(after.action, before.action);
	assert_int_equal(read_integer(place->path, "SELECT count(*) FROM action"), actions);
	struct request *news = new_request(place, "a@b.example", "News");
	insert_one(place, &request_entity, news);
	record_destroy(&request_entity, news);
	assert_ok(store_data_stamp(place->store, &after, error));
	assert_int_equal(after.hints, before.hints + 2);
	assert_int_equal(after.action, before.action + 1);
}

static void hint__somebody_writes__does_not_wait(void **state)
{
	struct place *place = *state;
	struct store *other;
	struct action_intent intent = {.who = "AP", .title = "A long one"};
	assert_ok(store_open(&other, place->path, STORE_EXISTING, &place->clock, error));
	assert_ok(store_begin(other, &intent, error));
	assert_fails(store_presence_mark(place->store, "request", 7, "US", DOING_READING, error),
		ERROR_BUSY, "");
	store_rollback(other);
	mark(place, 7, "US", DOING_READING);
	/* And in the middle of our own work it is left out. */
	begin(place, "Ours");
	assert_fails(store_presence_leave(place->store, "request", 7, "US", error), ERROR_BUSY, "");
	commit(place);
	store_close(other);
}

static void hint__read_only__writes_nothing(void **state)
{
	struct place *place = *state;
	struct store *reader;
	struct hints hints;
	mark(place, 7, "US", DOING_READING);
	assert_ok(store_open(&reader, place->path, STORE_READ_ONLY, &place->clock, error));
	assert_fails(store_presence_mark(reader, "request", 8, "AP", DOING_READING, error),
		ERROR_PERMISSION, "");
	assert_fails(store_unsaved_keep(reader, &form, "AP", "{}", error), ERROR_PERMISSION, "");
	assert_fails(store_visit_set(reader, place->network, "AP", error), ERROR_PERMISSION, "");
	assert_ok(store_hints(reader, "AP", &hints, error));
	assert_int_equal(hints.sight_count, 1);
	hints_finish(&hints);
	store_close(reader);
	assert_int_equal(read_integer(place->path, "SELECT count(*) FROM presence"), 1);
}

/* ---- visits ---- */

static void visit__first__looks_back_some_days(void **state)
{
	struct place *place = *state;
	struct visit visit;
	assert_ok(store_visit(place->store, place->network, "US", 7 * 86400, &visit, error));
	assert_false(visit.known);
	assert_int_equal(visit.action, 0);
	assert_ok(store_visit_set(place->store, place->network, "US", error));
	assert_ok(store_visit(place->store, place->network, "US", 7 * 86400, &visit, error));
	assert_true(visit.known);
	assert_int_equal(visit.at, clock_now(&place->clock));
	assert_int_equal(visit.action, read_integer(place->path, "SELECT max(id) FROM action"));
	assert_ok(store_visit(place->store, place->network, "AP", 7 * 86400, &visit, error));
	assert_false(visit.known);
}

#define IN_STORE(test) cmocka_unit_test_setup_teardown(test, store_setup, place_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_STORE(presence__mark__is_seen_by_the_others_only),
		IN_STORE(presence__leave__takes_it_away),
		IN_STORE(presence__no_sign_of_life__is_gone_after_a_minute),
		IN_STORE(unsaved__keep__is_found_until_it_is_dropped),
		IN_STORE(unsaved__old__goes),
		IN_STORE(hint__written__is_no_news),
		IN_STORE(hint__somebody_writes__does_not_wait),
		IN_STORE(hint__read_only__writes_nothing),
		IN_STORE(visit__first__looks_back_some_days),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
