/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Ctrl-Z and fg. A process group that no shell looks after never stops, so the dashboard is started
 * from an interactive shell, as people do.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "harness/hygiene.h"
#include "pty/fixture.h"

static struct term *start_shell(const struct fixture *fixture)
{
	/* -i with a terminal means job control; no start-up file is read. */
	static const char *const shell[] = {"sh", "-i", NULL};
	struct term *term = fixture_spawn(fixture, "PS1=ready> ", shell);

	if (!term_wait_text(term, "ready>", PATIENCE))
		fail_msg("the shell does not come up");
	fixture_settle(term);
	return term;
}

/* A line for the shell; returns when the program that it starts shows `text` and is at rest. */
static void run_line(struct term *term, const char *line, const char *text)
{
	assert_true(term_send(term, line, strlen(line)));
	assert_true(term_send(term, "\n", 1));
	if (!term_wait_text(term, text, PATIENCE)) {
		term_dump(term);
		fail_msg("%s: no %s", line, text);
	}
	fixture_settle(term);
}

static struct term *start_dashboard(const struct fixture *fixture)
{
	struct term *term = start_shell(fixture);
	char *line = xasprintf("%s --db %s --lang en", fixture_program(), fixture->database);

	run_line(term, line, "Träffpunkt");
	assert_int_not_equal(term_foreground(term), term_child(term));
	free(line);
	return term;
}

/* After Ctrl-Z: the shell has the terminal, and finds it as it left it. */
static void stop(struct term *term)
{
	char fault[512] = "";
	struct termios modes;
	const char *output;
	size_t length;

	assert_true(term_send_keys(term, "<C-z>"));
	if (!term_wait_bytes(term, "Stopped", PATIENCE)) {
		term_dump(term);
		fail_msg("the shell does not say that the dashboard stopped");
	}
	fixture_settle(term);
	assert_int_equal(term_foreground(term), term_child(term));
	output = term_output(term, &length);
	if (!hygiene_check_restored(output, length, fault, sizeof fault))
		fail_msg("after Ctrl-Z: %s", fault);
	assert_true(term_termios(term, &modes));
	assert_true(modes.c_lflag & ICANON);
	assert_true(modes.c_lflag & ECHO);
	assert_true(modes.c_lflag & ISIG);
	assert_true(modes.c_iflag & ICRNL);
	assert_true(modes.c_oflag & OPOST);
}

static void leave(struct term *term)
{
	char fault[512] = "";
	const char *output;
	size_t length;

	assert_true(term_send_keys(term, "q"));
	assert_true(term_wait_text(term, "ready>", PATIENCE));
	fixture_settle(term);
	assert_int_equal(term_foreground(term), term_child(term));
	output = term_output(term, &length);
	if (!hygiene_check_restored(output, length, fault, sizeof fault))
		fail_msg("after the end: %s", fault);
	assert_true(term_send(term, "exit $?\n", 8));
	assert_true(term_wait_exit(term, PATIENCE));
	assert_int_equal(WEXITSTATUS(term_exit_status(term)), 0);
	term_close(term);
}

static void assert_same_screen(const struct term *term, const char *before)
{
	char *after = fixture_screen(term);

	if (strcmp(before, after) != 0)
		fail_msg("the screen was\n%s\nand became\n%s", before, after);
	free(after);
}

static void stop__fg__shows_the_same_screen(void **state)
{
	struct term *term = start_dashboard(*state);
	char *before;

	assert_true(term_send_keys(term, "1jj"));
	fixture_settle(term);
	before = fixture_screen(term);
	for (int i = 0; i < 3; i++) {
		stop(term);
		run_line(term, "fg", "Participants");
		assert_same_screen(term, before);
	}
	/* Keys still work, arrows among them. */
	assert_true(term_send_keys(term, "<Down>"));
	fixture_settle(term);
	assert_true(term_send_keys(term, "<Up>"));
	fixture_settle(term);
	assert_same_screen(term, before);
	free(before);
	leave(term);
}

/* The window has another size when it comes back. */
static void stop__fg__after_a_resize(void **state)
{
	struct term *term = start_dashboard(*state);
	char *before;

	assert_true(term_send_keys(term, "1"));
	fixture_settle(term);
	before = fixture_screen(term);
	stop(term);
	term_resize(term, 24, 80);
	fixture_settle(term);
	run_line(term, "fg", "Participants");
	assert_int_equal(term_find(term, "ready>"), -1);
	term_resize(term, 30, 120);
	fixture_settle(term);
	assert_same_screen(term, before);
	free(before);
	leave(term);
}

int main(int count, char **arguments)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(stop__fg__shows_the_same_screen),
		cmocka_unit_test(stop__fg__after_a_resize),
	};

	if (count != 2)
		return 64;
	fixture_set_program(arguments[1]);
	return cmocka_run_group_tests(tests, fixture_setup, fixture_teardown);
}
