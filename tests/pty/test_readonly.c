/* SPDX-License-Identifier: GPL-3.0-or-later */
/* K15: who only substitutes reads everything and leaves no trace, whatever is pressed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "pty/fixture.h"
#include "pty/twosome.h"

/* Letters of commands that write, as the hint line has them in front of a word. */
static const char *const written[] = {" r reply", " s state", " m merge", " @ assign", " w wait",
	" a add", " e edit", " ! urgent"};

static void type(struct term *term, const char *keys)
{
	assert_true(term_send_keys(term, keys));
	fixture_settle(term);
}

static void assert_offers_nothing(const struct term *term)
{
	for (size_t i = 0; i < sizeof written / sizeof *written; i++) {
		if (term_find(term, written[i]) < 0)
			continue;
		term_dump(term);
		fail_msg("offers%s", written[i]);
	}
}

static struct stat look(const struct fixture *fixture)
{
	struct stat found;

	assert_int_equal(stat(fixture->database, &found), 0);
	return found;
}

static void readonly__every_key__leaves_the_file_alone(void **state)
{
	static const char *const keys[] = {"3", "j", "<Enter>", "<PageDown>", "<Esc>", "j<Enter>",
		"<Esc>", "r", "<Esc>", "s", "<Esc>", "m", "<Esc>", "@", "<Esc>", "w", "<Esc>", "!",
		"<Esc>", "a", "<Esc>", "e", "<Esc>", "<Space>", "I", "<Esc>", "P", "<Esc>", "l",
		"<Esc>", "u", "1", "e", "<Esc>", "<Enter>", "<Esc>", "2", "T", "<Esc>", "<Enter>",
		"<Esc>", "0", ":handover<Enter>", "<Esc>"};
	struct fixture *fixture = *state;
	char *log = xasprintf("%s-wal", fixture->database);
	struct stat before = look(fixture), after, log_after;
	struct term *term = twosome_start_readonly(fixture, "US");

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		type(term, keys[i]);
	assert_true(term_send_keys(term, "q"));
	assert_true(term_wait_exit(term, PATIENCE));
	term_close(term);
	after = look(fixture);
	assert_int_equal(after.st_mtim.tv_sec, before.st_mtim.tv_sec);
	assert_int_equal(after.st_mtim.tv_nsec, before.st_mtim.tv_nsec);
	assert_int_equal(after.st_size, before.st_size);
	assert_true(stat(log, &log_after) != 0 || log_after.st_size == 0);
	assert_int_equal(twosome_count(fixture, "SELECT count(*) FROM presence"), 0);
	assert_int_equal(twosome_count(fixture, "SELECT count(*) FROM unsaved"), 0);
	assert_int_equal(twosome_count(fixture, "SELECT count(*) FROM visit"), 0);
	assert_int_equal(twosome_count(fixture, "SELECT count(opened_at) FROM request"), 0);
	free(log);
}

static void readonly__hints_and_help__offer_nothing_that_writes(void **state)
{
	struct term *term = twosome_start_readonly(*state, "US");

	type(term, "3");
	assert_offers_nothing(term);
	type(term, "<Enter>");
	assert_offers_nothing(term);
	type(term, "<Esc>?");
	/* In the help the key stands before the sentence. */
	assert_int_equal(term_find(term, "the states that can follow"), -1);
	assert_int_equal(term_find(term, "Opens the selected row in a form"), -1);
	type(term, "<Esc>");
	term_close(term);
}

static void readonly__palette__greys_with_the_reason(void **state)
{
	struct term *term = twosome_start_readonly(*state, "US");

	type(term, "3:change state");
	assert_true(term_find(term, "opened for reading only") >= 0);
	term_close(term);
}

/* What the others do is seen all the same. */
static void readonly__company__is_seen(void **state)
{
	struct term *reader = twosome_start_readonly(*state, "AP");
	struct term *term = twosome_start(*state, "US");

	type(reader, "3");
	type(term, "3e");
	assert_true(term_wait_text(reader, "Ulrika is editing", PATIENCE));
	term_close(term);
	term_close(reader);
}

#define TWOSOME(test) cmocka_unit_test_setup_teardown(test, fixture_setup, fixture_teardown)

int main(int count, char **arguments)
{
	const struct CMUnitTest tests[] = {
		TWOSOME(readonly__every_key__leaves_the_file_alone),
		TWOSOME(readonly__hints_and_help__offer_nothing_that_writes),
		TWOSOME(readonly__palette__greys_with_the_reason),
		TWOSOME(readonly__company__is_seen),
	};

	if (count != 2)
		return 64;
	fixture_set_program(arguments[1]);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
