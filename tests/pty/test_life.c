/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dashboard comes, survives what happens to terminals, and goes without a trace. */
#include <dirent.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "harness/hygiene.h"
#include "pty/fixture.h"

static void life__start__shows_and_quits(void **state)
{
	static const char *const terminals[] = {
		"TERM=xterm-256color", "TERM=linux", "TERM=vt100", "TERM=screen", "NO_COLOR=1"};

	for (size_t i = 0; i < sizeof terminals / sizeof *terminals; i++) {
		struct term *term = fixture_start(*state, terminals[i]);
		struct termios modes;

		if (term_find(term, "Träffpunkt") < 0) {
			term_dump(term);
			fail_msg("%s: no name on the screen", terminals[i]);
		}
		assert_true(term_termios(term, &modes));
		assert_false(modes.c_lflag & (ICANON | ECHO));
		assert_true(term_send_keys(term, "q"));
		fixture_assert_ended(term, 0);
		term_close(term);
	}
}

static void life__start__only_in_a_terminal_that_can(void **state)
{
	const struct fixture *fixture = *state;
	const char *const arguments[] = {
		fixture_program(), "--db", fixture->database, "--lang", "en", NULL};
	static const char *const terminals[] = {"TERM=dumb", "TERM=no-such-terminal"};

	for (size_t i = 0; i < sizeof terminals / sizeof *terminals; i++) {
		struct term *term = fixture_spawn(*state, terminals[i], arguments);
		char fault[256] = "";
		const char *output;
		size_t length;

		assert_true(term_wait_exit(term, PATIENCE));
		assert_true(WIFEXITED(term_exit_status(term)));
		assert_int_equal(WEXITSTATUS(term_exit_status(term)), 64);
		output = term_output(term, &length);
		assert_true(length > 10 && length < 300);
		assert_null(memchr(output, '\033', length));
		assert_true(hygiene_check_screen(output, length, fault, sizeof fault));
		fixture_assert_modes(term);
		term_close(term);
	}
}

static void life__start__without_terminal_is_one_sentence(void **state)
{
	static const char *const calls[][2] = {{NULL}, {"demo", NULL}};
	struct fixture fixture = *(struct fixture *)*state;

	for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
		char fault[256] = "";
		char *output;

		/* The demo takes no --db. */
		fixture.database = calls[i][0] ? NULL : fixture.database;
		assert_int_equal(fixture_run(&fixture, &output, calls[i]), 64);
		assert_true(strlen(output) > 10);
		assert_ptr_equal(strchr(output, '\n'), output + strlen(output) - 1);
		assert_true(hygiene_check_text(output, strlen(output), fault, sizeof fault));
		free(output);
	}
}

static void life__signal__ends_cleanly(void **state)
{
	static const int signals[] = {SIGTERM, SIGHUP, SIGINT};

	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
		struct term *term = fixture_start(*state, NULL);

		assert_true(term_signal(term, signals[i]));
		fixture_assert_ended(term, signals[i]);
		term_close(term);
	}
}

static void life__signal__ends_cleanly_with_a_form_open(void **state)
{
	struct term *term = fixture_start(*state, NULL);

	assert_true(term_send_keys(term, "1a"));
	fixture_settle(term);
	assert_true(term_send_keys(term, "half"));
	fixture_settle(term);
	assert_true(term_signal(term, SIGTERM));
	fixture_assert_ended(term, SIGTERM);
	term_close(term);
}

/* The line is gone: SIGHUP comes, and reading gives the end of the file. It must not spin. */
static void life__hang_up__ends(void **state)
{
	static const char *const check[] = {"check", NULL};
	struct term *term = fixture_start(*state, NULL);

	term_hang_up(term);
	assert_true(term_wait_exit(term, PATIENCE));
	assert_true(WIFEXITED(term_exit_status(term)));
	term_close(term);
	assert_int_equal(fixture_run(*state, NULL, check), 0);
}

static void life__kill__database_stays_whole(void **state)
{
	static const char *const check[] = {"check", NULL};

	for (int i = 0; i < 3; i++) {
		struct term *term = fixture_start(*state, NULL);
		char *output = NULL;
		int code;

		/* In the middle of drawing and reading. */
		assert_true(term_send_keys(term, "1<PageDown>2jj3/a"));
		assert_true(term_signal(term, SIGKILL));
		assert_true(term_wait_exit(term, PATIENCE));
		assert_true(WIFSIGNALED(term_exit_status(term)));
		term_close(term);
		code = fixture_run(*state, &output, check);
		if (code != 0)
			fail_msg("check: exit %d: %s", code, output);
		free(output);
	}
	life__start__shows_and_quits(state);
}

static void life__demo__leaves_nothing_behind(void **state)
{
	const struct fixture *fixture = *state;
	const char *const arguments[] = {fixture_program(), "--lang", "en", "demo", NULL};
	struct term *term = fixture_spawn(fixture, NULL, arguments);
	const struct dirent *entry;
	DIR *folder;

	fixture_settle(term);
	assert_true(term_find(term, "DEMO") >= 0);
	assert_true(term_send_keys(term, "q"));
	fixture_assert_ended(term, 0);
	term_close(term);
	folder = opendir(fixture->folder);
	assert_non_null(folder);
	while ((entry = readdir(folder))) {
		if (entry->d_name[0] != '.' && strncmp(entry->d_name, "network.db", 10) != 0)
			fail_msg("the demo left %s behind", entry->d_name);
	}
	closedir(folder);
}

int main(int count, char **arguments)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(life__start__shows_and_quits),
		cmocka_unit_test(life__start__only_in_a_terminal_that_can),
		cmocka_unit_test(life__start__without_terminal_is_one_sentence),
		cmocka_unit_test(life__signal__ends_cleanly),
		cmocka_unit_test(life__signal__ends_cleanly_with_a_form_open),
		cmocka_unit_test(life__hang_up__ends),
		cmocka_unit_test(life__kill__database_stays_whole),
		cmocka_unit_test(life__demo__leaves_nothing_behind),
	};

	if (count != 2)
		return 64;
	fixture_set_program(arguments[1]);
	return cmocka_run_group_tests(tests, fixture_setup, fixture_teardown);
}
