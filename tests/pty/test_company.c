/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Two dashboards on one database: each sees what the other one does, nobody is locked out, nothing
 * that was typed is lost, and signs of life cost nothing on the other one's line.
 */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "pty/fixture.h"
#include "pty/twosome.h"
#include "store/presence.h"

/* The first request of the list, urgent. */
#define FIRST 9

/* ---- who is where ---- */

static void company__open_and_edit__show_to_the_other(void **state)
{
	struct term *ulrika = twosome_start(*state, "US");
	struct term *other = twosome_start(*state, "AP");

	twosome_type(other, "3");
	twosome_type(ulrika, "3<Enter>");
	twosome_assert_shows(other, "Ulrika is reading");
	twosome_assert_shows(other, "✎");
	twosome_type(ulrika, "e");
	twosome_assert_shows(other, "Ulrika is editing");
	/* No lock: the other one may edit as well, and both are told. */
	twosome_type(other, "e");
	twosome_assert_shows(other, "· Ulrika is editing");
	twosome_assert_shows(ulrika, "is editing ━");
	twosome_type(other, "<Esc>");
	twosome_type(ulrika, "<Esc>");
	twosome_assert_shows(other, "Ulrika is reading");
	twosome_type(ulrika, "<Esc>");
	assert_true(twosome_wait_rows(*state, "SELECT count(*) FROM presence", 0));
	twosome_assert_hides(other, "Ulrika");
	twosome_assert_hides(other, "✎");
	term_close(ulrika);
	term_close(other);
}

/* A sign of life that changes nothing that is seen draws nothing. */
static void company__sign_of_life__costs_no_byte(void **state)
{
	struct fixture *fixture = *state;
	struct term *term = twosome_start(fixture, "AP");
	struct store *store;
	struct clock clock;
	struct error error = {0};
	uint64_t before;

	twosome_type(term, "3");
	setenv("TRAFFPUNKT_NOW", "2023-09-19T08:30", 1);
	assert_true(clock_init(&clock, &error));
	assert_true(store_open(&store, fixture->database, STORE_EXISTING, &clock, &error));
	assert_true(store_presence_mark(store, "request", FIRST, "US", DOING_READING, &error));
	twosome_assert_shows(term, "Ulrika is reading");
	fixture_settle(term);
	before = term_bytes(term);
	for (int i = 0; i < 5; i++) {
		assert_true(
			store_presence_mark(store, "request", FIRST, "US", DOING_READING, &error));
		fixture_settle(term);
	}
	assert_int_equal(term_bytes(term), before);
	assert_true(store_presence_leave(store, "request", FIRST, "US", &error));
	fixture_settle(term);
	twosome_assert_hides(term, "Ulrika");
	store_close(store);
	term_close(term);
}

static void company__end__takes_us_away(void **state)
{
	struct term *term = twosome_start(*state, "US");

	twosome_type(term, "3<Enter>");
	assert_int_equal(twosome_count(*state, "SELECT count(*) FROM presence"), 1);
	assert_true(term_signal(term, SIGTERM));
	fixture_assert_ended(term, SIGTERM);
	assert_int_equal(twosome_count(*state, "SELECT count(*) FROM presence"), 0);
	term_close(term);
}

/* ---- both have changed it ---- */

static void edit(const struct fixture *fixture, const char *option, const char *value)
{
	const char *const arguments[] = {"request", "edit", "9", option, value, NULL};
	char *output = NULL;

	if (fixture_run(fixture, &output, arguments) != 0)
		fail_msg("%s", output);
	free(output);
}

static void company__both_changed__asks_about_each(void **state)
{
	struct term *term = twosome_start(*state, "US");

	twosome_type(term,
		"3e<Tab><Tab><C-u>Mitt namn<Tab><Tab><C-u>Min organisation<Tab><C-u>Mitt ämne");
	edit(*state, "--sender-name", "Deras namn");
	edit(*state, "--organisation", "Deras organisation");
	edit(*state, "--reference-own", "2023/17");
	twosome_assert_shows(term, "C-s asks about what");
	twosome_type(term, "<C-s>");
	twosome_assert_shows(term, "Changed by both: From (1 of 2)");
	twosome_assert_shows(term, "Mitt namn");
	twosome_assert_shows(term, "Deras namn");
	twosome_assert_shows(term, "Per Håkansson");
	/* Esc goes back, and nothing is lost. */
	twosome_type(term, "<Esc>");
	twosome_assert_hides(term, "Changed by both");
	twosome_assert_shows(term, "Mitt namn");
	twosome_type(term, "<C-s>m");
	twosome_assert_shows(term, "Changed by both: Organisation (2 of 2)");
	twosome_type(term, "t");
	twosome_assert_hides(term, "Changed by both");
	assert_int_equal(
		twosome_count(*state, "SELECT count(*) FROM request WHERE id = 9"
				      " AND sender_name = 'Mitt namn'"
				      " AND organisation = 'Deras organisation'"
				      " AND subject = 'Mitt ämne' AND reference_own = '2023/17'"),
		1);
	/* All of it was one step. */
	assert_int_equal(twosome_count(*state, "SELECT count(*) FROM action WHERE who = 'US'"), 1);
	term_close(term);
}

static void company__both_changed__edit_goes_on_typing(void **state)
{
	struct term *term = twosome_start(*state, "US");

	twosome_type(term, "3e<Tab><Tab><C-u>Mitt");
	edit(*state, "--sender-name", "Deras");
	twosome_assert_shows(term, "C-s asks about what");
	twosome_type(term, "<C-s>e och deras<C-s>");
	assert_int_equal(twosome_count(*state, "SELECT count(*) FROM request WHERE id = 9"
					       " AND sender_name = 'Mitt och deras'"),
		1);
	term_close(term);
}

/* ---- taking turns ---- */

static void company__start__says_what_the_other_has_done(void **state)
{
	static const char *const add[] = {"request", "add", "--subject", "Nytt", NULL};
	static const char *const close[] = {"request", "close", "9", NULL};
	struct term *term = twosome_start(*state, "US");

	assert_true(term_send_keys(term, "q"));
	assert_true(term_wait_exit(term, PATIENCE));
	term_close(term);
	assert_int_equal(fixture_run(*state, NULL, add), 0);
	assert_int_equal(fixture_run(*state, NULL, close), 0);
	term = twosome_start(*state, "US");
	twosome_assert_shows(term, "Since you were here last: 1 new, 1 urgent closed.");
	twosome_type(term, ":handover<Enter>");
	twosome_assert_shows(term, "Since you were here last, Tue 19 Sep 2023 08:30");
	assert_true(term_send_keys(term, "<Esc>q"));
	assert_true(term_wait_exit(term, PATIENCE));
	term_close(term);
	term = twosome_start(*state, "US");
	twosome_assert_hides(term, "Since you were here last");
	term_close(term);
}

#define TWOSOME(test) cmocka_unit_test_setup_teardown(test, fixture_setup, fixture_teardown)

int main(int count, char **arguments)
{
	const struct CMUnitTest tests[] = {
		TWOSOME(company__open_and_edit__show_to_the_other),
		TWOSOME(company__sign_of_life__costs_no_byte),
		TWOSOME(company__end__takes_us_away),
		TWOSOME(company__both_changed__asks_about_each),
		TWOSOME(company__both_changed__edit_goes_on_typing),
		TWOSOME(company__start__says_what_the_other_has_done),
	};

	if (count != 2)
		return 64;
	fixture_set_program(arguments[1]);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
