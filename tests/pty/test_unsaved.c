/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is typed and not saved outlives the program, and is told to nobody but that it is there.
 */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "pty/fixture.h"
#include "pty/twosome.h"

/* ---- what is not saved ---- */

static void unsaved__killed__offers_what_was_typed(void **state)
{
	struct term *term = twosome_start(*state, "US"), *other = twosome_start(*state, "AP");

	twosome_type(other, "3j");
	twosome_type(term, "3je<Tab><Tab><C-u>Halvfärdig 121212-1212");
	/* Kept after some seconds, without anybody's doing. */
	assert_true(twosome_wait_rows(*state, "SELECT count(*) FROM unsaved", 1));
	twosome_assert_shows(other, "Ulrika has a draft of");
	twosome_assert_hides(other, "Halvfärdig");
	assert_true(term_signal(term, SIGKILL));
	assert_true(term_wait_exit(term, PATIENCE));
	term_close(term);
	assert_false(twosome_file_holds(*state, "121212-1212"));
	term = twosome_start(*state, "US");
	twosome_type(term, "3je");
	twosome_assert_shows(term, "Unsaved draft of 08:30");
	/* Esc leaves it where it is. */
	twosome_type(term, "<Esc>e");
	twosome_assert_shows(term, "Unsaved draft of 08:30");
	twosome_type(term, "<Enter>");
	twosome_assert_shows(term, "Halvfärdig 121212-****");
	twosome_type(term, "<C-s>");
	assert_int_equal(twosome_count(*state, "SELECT count(*) FROM unsaved"), 0);
	assert_int_equal(twosome_count(*state, "SELECT count(*) FROM request WHERE id = 8"
					       " AND sender_name = 'Halvfärdig 121212-****'"),
		1);
	twosome_type(term, "e");
	twosome_assert_hides(term, "Unsaved draft");
	term_close(term);
	term_close(other);
}

static void unsaved__terminated__keeps_at_once(void **state)
{
	struct term *term = twosome_start(*state, "US");

	twosome_type(term, "3je<Tab><Tab><C-u>Halvfärdig");
	assert_true(term_signal(term, SIGTERM));
	fixture_assert_ended(term, SIGTERM);
	term_close(term);
	assert_int_equal(twosome_count(*state, "SELECT count(*) FROM unsaved"), 1);
	assert_int_equal(twosome_count(*state, "SELECT count(*) FROM presence"), 0);
	term = twosome_start(*state, "US");
	twosome_type(term, "3je");
	twosome_assert_shows(term, "Unsaved draft of 08:30");
	twosome_type(term, "x");
	twosome_assert_hides(term, "Halvfärdig");
	assert_int_equal(twosome_count(*state, "SELECT count(*) FROM unsaved"), 0);
	term_close(term);
}

/* The same for an answer, and the other one sees that it is being written. */
static void unsaved__answer__is_kept_and_seen(void **state)
{
	struct term *term = twosome_start(*state, "US"), *other = twosome_start(*state, "AP");

	twosome_type(other, "3j");
	twosome_type(term, "3jr<Enter>");
	twosome_assert_shows(other, "Ulrika is answering");
	twosome_type(term, "Halvskrivet");
	assert_true(term_signal(term, SIGTERM));
	fixture_assert_ended(term, SIGTERM);
	term_close(term);
	assert_int_equal(
		twosome_count(*state, "SELECT count(*) FROM unsaved WHERE what = 'reply'"), 1);
	twosome_assert_shows(other, "Ulrika has a draft of");
	term = twosome_start(*state, "US");
	twosome_type(term, "3jr<Enter>");
	twosome_assert_shows(term, "Unsaved draft of 08:30");
	twosome_assert_hides(term, "Halvskrivet");
	twosome_type(term, "<Enter>");
	twosome_assert_shows(term, "Halvskrivet");
	twosome_type(term, "<Esc>");
	twosome_type(term, "y");
	assert_int_equal(twosome_count(*state, "SELECT count(*) FROM unsaved"), 0);
	term_close(term);
	term_close(other);
}

static void unsaved__note__is_kept(void **state)
{
	struct term *term = twosome_start(*state, "US");

	twosome_type(term, "3jIHalvskrivet om 121212-1212");
	assert_true(term_signal(term, SIGTERM));
	fixture_assert_ended(term, SIGTERM);
	term_close(term);
	assert_false(twosome_file_holds(*state, "121212-1212"));
	term = twosome_start(*state, "US");
	twosome_type(term, "3jI");
	twosome_assert_shows(term, "Unsaved draft of 08:30");
	twosome_type(term, "<Enter>");
	twosome_assert_shows(term, "Halvskrivet om 121212-****");
	twosome_type(term, "<C-s>");
	assert_int_equal(twosome_count(*state, "SELECT count(*) FROM unsaved"), 0);
	assert_int_equal(twosome_count(*state, "SELECT count(*) FROM internal_note"), 1);
	term_close(term);
}

/* The line is cut, as when a laptop is closed. */
static void unsaved__hung_up__keeps_at_once(void **state)
{
	struct term *term = twosome_start(*state, "US");

	twosome_type(term, "3je<Tab><Tab><C-u>Halvfärdig");
	term_hang_up(term);
	assert_true(term_wait_exit(term, PATIENCE));
	term_close(term);
	assert_int_equal(twosome_count(*state, "SELECT count(*) FROM unsaved"), 1);
}

static void unsaved__thrown_away__is_gone(void **state)
{
	struct term *term = twosome_start(*state, "US");

	twosome_type(term, "3je<Tab><Tab><C-u>Halvfärdig");
	assert_true(twosome_wait_rows(*state, "SELECT count(*) FROM unsaved", 1));
	twosome_type(term, "<Esc>y");
	assert_int_equal(twosome_count(*state, "SELECT count(*) FROM unsaved"), 0);
	term_close(term);
}

/* What is typed about somebody who is protected is kept nowhere. */
static void unsaved__protected__keeps_nothing(void **state)
{
	static const char *const hide[] = {"request", "edit", "8", "--protected", "yes", NULL};
	struct term *term;

	assert_int_equal(fixture_run(*state, NULL, hide), 0);
	term = twosome_start(*state, "US");
	twosome_type(term, "3je<Tab><Tab><C-u>Halvfärdig");
	assert_true(term_signal(term, SIGTERM));
	fixture_assert_ended(term, SIGTERM);
	term_close(term);
	assert_int_equal(twosome_count(*state, "SELECT count(*) FROM unsaved"), 0);
}

#define TWOSOME(test) cmocka_unit_test_setup_teardown(test, fixture_setup, fixture_teardown)

int main(int count, char **arguments)
{
	const struct CMUnitTest tests[] = {
		TWOSOME(unsaved__killed__offers_what_was_typed),
		TWOSOME(unsaved__terminated__keeps_at_once),
		TWOSOME(unsaved__answer__is_kept_and_seen),
		TWOSOME(unsaved__note__is_kept),
		TWOSOME(unsaved__hung_up__keeps_at_once),
		TWOSOME(unsaved__thrown_away__is_gone),
		TWOSOME(unsaved__protected__keeps_nothing),
	};

	if (count != 2)
		return 64;
	fixture_set_program(arguments[1]);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
