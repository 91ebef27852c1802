/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The harness against a program whose every answer is known, so that a broken harness is seen. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "harness/term.h"

static const char *specimen;

static struct term *start(const char *variable)
{
	const char *const arguments[] = {specimen, NULL};
	const char *const environment[] = {variable, NULL};
	struct term *term = term_start(arguments, environment, 24, 80);

	assert_non_null(term);
	if (!term_settle(term)) {
		term_dump(term);
		fail_msg("the specimen did not settle");
	}
	return term;
}

static void assert_row(const struct term *term, int row, const char *expected)
{
	char *text = term_row(term, row);

	assert_string_equal(text, expected);
	free(text);
}

static void term__settle__shows_first_screen(void **state)
{
	struct term *term = start(NULL);
	struct term_cursor cursor = term_cursor(term);
	char *padded = term_row_padded(term, 1);

	(void)state;
	assert_row(term, 0, "specimen 80x24");
	assert_row(term, 1, "åäö 作者 end");
	/* 80 columns, of which two are the right halves of wide letters. */
	assert_int_equal(strlen(padded), 80 - 2 + 3 + 2 * 2);
	free(padded);
	/* The answer to the status report came back. */
	assert_row(term, 4, "read: 1b 5b 30 6e");
	assert_int_equal(cursor.row, 2);
	assert_int_equal(cursor.column, 3);
	term_close(term);
}

static void term__cell__tells_attributes(void **state)
{
	struct term *term = start(NULL);

	(void)state;
	assert_true(term_cell(term, 0, 0).bold);
	assert_false(term_cell(term, 1, 0).bold);
	assert_string_equal(term_cell(term, 1, 4).text, "作");
	assert_int_equal(term_cell(term, 1, 4).width, 2);
	assert_int_equal(term_cell(term, 1, 5).width, 0);
	assert_true(term_cell(term, 2, 0).reverse);
	assert_int_equal(term_cell(term, 2, 0).foreground, 3);
	assert_int_equal(term_cell(term, 2, 0).background, TERM_COLOUR_DEFAULT);
	assert_int_equal(term_cell(term, 1, 0).foreground, TERM_COLOUR_DEFAULT);
	assert_true(term_cell(term, 3, 0).underline);
	assert_false(term_cell(term, 3, 4).underline);
	term_close(term);
}

static void term__send_keys__spells_each_notation(void **state)
{
	static const struct {
		const char *keys;
		const char *row;
	} cases[] = {
		{"a", "read: 61"},
		{"ö", "read: c3 b6"},
		{"<Down>", "read: 1b 4f 42"},
		{"<PageDown>", "read: 1b 5b 36 7e"},
		{"<Home>", "read: 1b 4f 48"},
		{"<BackTab>", "read: 1b 5b 5a"},
		{"<C-s>", "read: 13"},
		{"<M-a>", "read: 1b 61"},
		{"<S-Up>", "read: 1b 5b 31 3b 32 41"},
		{"<F1>", "read: 1b 4f 50"},
		{"<F5>", "read: 1b 5b 31 35 7e"},
		{"<Enter>", "read: 0d"},
		{"<BS>", "read: 7f"},
		{"<lt>a<Space>", "read: 3c 61 20"},
		{"a<Esc>", "read: 61 1b"},
		{"<Esc>z", "read: 7a"},
		{"<Paste:a\\nb>", "read: 1b 5b 32 30 30 7e 61 0a 62 1b 5b 32 30 31 7e"},
	};
	struct term *term = start(NULL);

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_true(term_send_keys(term, cases[i].keys));
		assert_true(term_settle(term));
		assert_row(term, 4, cases[i].row);
	}
	assert_false(term_send_keys(term, "<Nonsense>"));
	term_close(term);
}

static void term__settle__waits_for_deferred_work(void **state)
{
	struct term *term = start(NULL);

	(void)state;
	for (int i = 0; i < 5; i++) {
		assert_true(term_send_keys(term, "aw"));
		assert_true(term_settle(term));
		assert_row(term, 4, "read: 61 77");
		assert_true(term_send_keys(term, "w"));
		assert_true(term_settle(term));
		assert_row(term, 4, "read: late");
		assert_row(term, 5, "");
	}
	term_close(term);
}

static void term__settle__gives_up_on_a_busy_program(void **state)
{
	struct term *term = start(NULL);

	(void)state;
	assert_true(term_send_keys(term, "k"));
	assert_false(term_settle_within(term, 100));
	assert_false(term_ended(term));
	term_close(term);
}

static void term__wait_exit__gives_the_status(void **state)
{
	static const struct {
		const char *keys;
		int code;
	} cases[] = {{"q", 0}, {"x", 3}};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct term *term = start(NULL);
		struct termios modes;

		assert_true(term_termios(term, &modes));
		assert_false(modes.c_lflag & ICANON);
		assert_true(term_send_keys(term, cases[i].keys));
		assert_true(term_wait_exit(term, 10000));
		assert_true(WIFEXITED(term_exit_status(term)));
		assert_int_equal(WEXITSTATUS(term_exit_status(term)), cases[i].code);
		assert_true(term_termios(term, &modes));
		assert_true(modes.c_lflag & ICANON);
		assert_false(term_settle(term));
		term_close(term);
	}
}

static void term__resize__reaches_the_program(void **state)
{
	static const int sizes[][2] = {{40, 120}, {1, 1}, {24, 80}, {3, 15}, {100, 300}, {24, 1}};
	struct term *term = start(NULL);

	(void)state;
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		char expected[32];

		term_resize(term, sizes[i][0], sizes[i][1]);
		assert_true(term_settle(term));
		snprintf(expected, sizeof expected, "specimen %dx%d", sizes[i][1], sizes[i][0]);
		if (sizes[i][1] >= (int)strlen(expected))
			assert_row(term, 0, expected);
	}
	term_close(term);
}

static void term__signal__ends_the_program(void **state)
{
	struct term *term = start(NULL);

	(void)state;
	assert_int_equal(term_foreground(term), term_child(term));
	assert_true(term_signal(term, SIGUSR1));
	assert_true(term_wait_exit(term, 10000));
	assert_true(WIFSIGNALED(term_exit_status(term)));
	assert_int_equal(WTERMSIG(term_exit_status(term)), SIGUSR1);
	assert_false(term_signal(term, SIGUSR1));
	term_close(term);
}

static void term__hang_up__ends_the_program(void **state)
{
	struct term *term = start(NULL);

	(void)state;
	term_hang_up(term);
	assert_true(term_wait_exit(term, 10000));
	assert_true(WIFSIGNALED(term_exit_status(term)));
	assert_int_equal(WTERMSIG(term_exit_status(term)), SIGHUP);
	term_close(term);
}

static void term__cells_changed__counts_what_differs(void **state)
{
	struct term *term = start(NULL);
	uint64_t before = term_bytes(term);

	(void)state;
	term_mark(term);
	assert_int_equal(term_cells_changed(term), 0);
	assert_true(term_first_output(term) == 0);
	assert_true(term_send_keys(term, "a"));
	assert_true(term_settle(term));
	/* "read: 1b 5b 30 6e" became "read: 61": the first two digits and the nine columns behind.
	 */
	assert_int_equal(term_cells_changed(term), 2 + 6);
	assert_true(term_bytes(term) > before);
	assert_true(term_first_output(term) > 0);
	assert_true(term_last_output(term) >= term_first_output(term));
	term_close(term);
}

static void term__start__environment_is_ours(void **state)
{
	const char *const arguments[] = {"/usr/bin/env", NULL};
	const char *const environment[] = {"TERM=vt100", "NO_COLOR=1", NULL};
	struct term *term;
	const char *output;
	size_t length;

	(void)state;
	setenv("TRAFFPUNKT_DB", "/nonexistent/own.db", 1);
	term = term_start(arguments, environment, 24, 80);
	assert_non_null(term);
	assert_true(term_wait_exit(term, 10000));
	output = term_output(term, &length);
	assert_non_null(strstr(output, "TERM=vt100"));
	assert_non_null(strstr(output, "NO_COLOR=1"));
	assert_non_null(strstr(output, "LC_ALL=C.UTF-8"));
	assert_null(strstr(output, "TRAFFPUNKT_DB"));
	assert_null(strstr(output, "xterm"));
	term_close(term);
	unsetenv("TRAFFPUNKT_DB");
}

static void term__start__program_that_is_not_there(void **state)
{
	const char *const arguments[] = {"/nonexistent/program", NULL};
	struct term *term = term_start(arguments, NULL, 24, 80);

	(void)state;
	assert_non_null(term);
	assert_true(term_wait_exit(term, 10000));
	assert_int_equal(WEXITSTATUS(term_exit_status(term)), 127);
	assert_int_equal(term_find(term, "/nonexistent/program"), 0);
	term_close(term);
}

int main(int count, char **arguments)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(term__settle__shows_first_screen),
		cmocka_unit_test(term__cell__tells_attributes),
		cmocka_unit_test(term__send_keys__spells_each_notation),
		cmocka_unit_test(term__settle__waits_for_deferred_work),
		cmocka_unit_test(term__settle__gives_up_on_a_busy_program),
		cmocka_unit_test(term__wait_exit__gives_the_status),
		cmocka_unit_test(term__resize__reaches_the_program),
		cmocka_unit_test(term__signal__ends_the_program),
		cmocka_unit_test(term__hang_up__ends_the_program),
		cmocka_unit_test(term__cells_changed__counts_what_differs),
		cmocka_unit_test(term__start__environment_is_ours),
		cmocka_unit_test(term__start__program_that_is_not_there),
	};

	if (count != 2)
		return 64;
	specimen = arguments[1];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
