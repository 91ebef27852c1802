/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The terminal layer on a real line: probe.c in a pseudo-terminal. */
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <cmocka.h>

#include "harness/term.h"

enum { PATIENCE = 10000 };

static const char *probe;

static struct term *start(const char *scheme, const char *const environment[])
{
	const char *const arguments[] = {probe, scheme, NULL};
	struct term *term = term_start(arguments, environment, 24, 80);

	assert_non_null(term);
	if (!term_wait_text(term, "corner", PATIENCE)) {
		term_dump(term);
		fail_msg("the probe shows nothing");
	}
	return term;
}

static void expect(struct term *term, const char *text)
{
	if (!term_wait_text(term, text, PATIENCE)) {
		term_dump(term);
		fail_msg("\"%s\" is not on the screen", text);
	}
}

static void keys(struct term *term, const char *names, const char *text)
{
	assert_true(term_send_keys(term, names));
	expect(term, text);
}

static void expect_row(struct term *term, int row, const char *text)
{
	char *shown = term_row(term, row);

	assert_string_equal(shown, text);
	free(shown);
}

/* Where the bytes were sent for the last time; NULL when never. */
static const char *last_sent(const char *output, size_t length, const char *bytes)
{
	const char *end = output + length;
	const char *found = NULL;
	const char *next = output;

	while ((next = memmem(next, (size_t)(end - next), bytes, strlen(bytes))) != NULL)
		found = next++;
	return found;
}

/* The line is as it was, and everything that was switched on was switched off. */
static void expect_restored(struct term *term, const char *what)
{
	static const char *const switches[] = {"?1049", "?2004", "?1000", "?1006", "?1"};
	size_t length;
	const char *output = term_output(term, &length);
	struct termios modes;

	for (size_t i = 0; i < sizeof(switches) / sizeof(*switches); i++) {
		char on[16], off[16];
		const char *last_on, *last_off;

		snprintf(on, sizeof on, "\033[%sh", switches[i]);
		snprintf(off, sizeof off, "\033[%sl", switches[i]);
		last_on = last_sent(output, length, on);
		last_off = last_sent(output, length, off);
		if (!last_on || !last_off || last_off < last_on)
			fail_msg("%s: %s is left on, or never was", what, switches[i]);
	}
	if (term_termios(term, &modes)) {
		assert_true(modes.c_lflag & ICANON);
		assert_true(modes.c_lflag & ECHO);
		assert_true(modes.c_lflag & ISIG);
	}
}

static void quit(struct term *term)
{
	assert_true(term_send_keys(term, "q"));
	assert_true(term_wait_exit(term, PATIENCE));
	assert_int_equal(WEXITSTATUS(term_exit_status(term)), 0);
	assert_true(WIFEXITED(term_exit_status(term)));
	expect_restored(term, "quit");
	term_close(term);
}

static void draw__frame__is_on_the_screen(void **state)
{
	struct term *term = start("dark", NULL);
	struct term_cell cell;

	(void)state;
	expect_row(term, 0, "size 80x24");
	expect_row(term, 2, "selected …");
	expect_row(term, 3, "␛[2J作…       urgent");
	expect_row(term, 4, "╭─ One ─────── 12 ─╮┏━ Two ━━━━━━━ 24 ━┓");
	expect_row(term, 6, "╰──────────────────╯┗━━━━━━━━━━━━━━━━━━┛");
	expect_row(term, 7, "┏━ Dialog with a… ━┓");
	expect_row(term, 8, "┃ inside           ┃");
	/* A selected row has one background from end to end, also under an urgent text. */
	for (int column = 0; column < 20; column++) {
		cell = term_cell(term, 2, column);
		assert_int_equal(cell.background, 24);
		assert_int_equal(cell.foreground, 231);
	}
	cell = term_cell(term, 23, 79);
	assert_string_equal(cell.text, "r");
	assert_int_equal(cell.background, 221);
	assert_true(term_settle(term)); /* the cursor is switched on after the frame */
	assert_true(term_cursor(term).visible);
	assert_int_equal(term_cursor(term).row, 8);
	assert_int_equal(term_cursor(term).column, 5);
	quit(term);
}

static void draw__bar__is_a_line_on_a_track(void **state)
{
	struct term *term = start("dark", NULL);

	(void)state;
	/* 7 of 20 in 10 columns: three and a half. */
	expect_row(term, 5,
		"│━━━╸──────        │┃         clipped by the screen's edge, however long it is,…");
	quit(term);
}

static void draw__no_color__has_no_colour(void **state)
{
	static const char *const environment[] = {"NO_COLOR=1", NULL};
	struct term *term = start("dark", environment);

	(void)state;
	for (int row = 0; row < 24; row++) {
		for (int column = 0; column < 80; column++) {
			struct term_cell cell = term_cell(term, row, column);

			assert_int_equal(cell.foreground, TERM_COLOUR_DEFAULT);
			assert_int_equal(cell.background, TERM_COLOUR_DEFAULT);
		}
	}
	assert_true(term_cell(term, 2, 15).reverse);
	assert_true(term_cell(term, 3, 19).bold);
	quit(term);
}

static void draw__console__has_ascii_frames(void **state)
{
	static const char *const environment[] = {"TERM=linux", NULL};
	struct term *term = start(NULL, environment);

	(void)state;
	expect_row(term, 4, "+- One ------- 12 -+#= Two ======= 24 =#");
	expect_row(term, 6, "+------------------+#==================#");
	assert_true(term_send_keys(term, "q"));
	assert_true(term_wait_exit(term, PATIENCE));
	term_close(term);
}

static void input__keys__arrive(void **state)
{
	struct term *term = start(NULL, NULL);

	(void)state;
	/* These are signals, flow control or nothing on a line that is not raw. */
	keys(term, "<C-c>", "key C-c");
	keys(term, "<C-s>", "key C-s");
	keys(term, "<C-q>", "key C-q");
	keys(term, "<C-v>", "key C-v");
	keys(term, "<Esc>", "key Esc");
	keys(term, "<Up>", "key Up");
	keys(term, "<PageDown>", "key PgDn");
	keys(term, "<F1>", "key F1");
	keys(term, "<BackTab>", "key BackTab");
	keys(term, "<Enter>", "key Enter");
	keys(term, "ö", "key ö");
	keys(term, "<Paste:qq\\nq>", "paste 4");
	assert_true(term_send(term, "\033[<0;7;3M", 9));
	expect(term, "mouse 2,6");
	quit(term);
}

static void terminal_flush__one_key__sends_little(void **state)
{
	struct term *term = start(NULL, NULL);
	uint64_t before;

	(void)state;
	keys(term, "j", "key j");
	assert_true(term_settle(term));
	before = term_bytes(term);
	keys(term, "k", "key k");
	assert_true(term_settle(term));
	assert_in_range(term_bytes(term) - before, 1, 100);
	quit(term);
}

static void terminal_resize__any_size__survives(void **state)
{
	static const int sizes[][2] = {
		{1, 1}, {2, 2}, {1, 80}, {24, 1}, {3, 15}, {60, 200}, {24, 80}};
	struct term *term = start(NULL, NULL);

	(void)state;
	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		char expected[32];

		term_resize(term, sizes[i][0], sizes[i][1]);
		snprintf(expected, sizeof expected, "size %dx%d", sizes[i][1], sizes[i][0]);
		if (sizes[i][0] >= 3 && sizes[i][1] >= 15)
			expect(term, expected);
		else
			assert_true(term_settle(term));
		assert_false(term_ended(term));
	}
	expect(term, "corner");
	quit(term);
}

static void terminal_run__child__has_the_terminal(void **state)
{
	struct term *term = start(NULL, NULL);
	struct termios modes;

	(void)state;
	assert_true(term_send_keys(term, "e"));
	assert_true(term_wait_bytes(term, "child here", PATIENCE));
	assert_true(term_termios(term, &modes));
	assert_true(modes.c_lflag & ICANON);
	assert_true(term_send(term, "\n", 1));
	expect(term, "child 7");
	expect(term, "corner");
	keys(term, "<Down>", "key Down");
	quit(term);
}

/* The child must not inherit that SIGINT is blocked: C-c ends it, and not us. */
static void terminal_run__interrupt__ends_the_child_only(void **state)
{
	struct term *term = start(NULL, NULL);

	(void)state;
	assert_true(term_send_keys(term, "e"));
	assert_true(term_wait_bytes(term, "child here", PATIENCE));
	assert_true(term_send(term, "\003", 1));
	expect(term, "sh was ended before it was done.");
	keys(term, "j", "key j");
	quit(term);
}

static void terminal_run__no_program__says_so(void **state)
{
	struct term *term = start(NULL, NULL);

	(void)state;
	keys(term, "n", "/nonexistent/editor could not be started");
	quit(term);
}

static void terminal_suspend__and_back__draws_again(void **state)
{
	const char *const arguments[] = {"sh", "-c", "\"$0\"; echo status $?", probe, NULL};
	struct term *term = term_start(arguments, NULL, 24, 80);

	(void)state;
	assert_non_null(term);
	expect(term, "corner");
	/* Nobody could continue this group, so it is not stopped; modes are left and taken again.
	 */
	keys(term, "<C-z>", "key C-z");
	expect(term, "corner");
	keys(term, "<Up>", "key Up");
	assert_true(term_send_keys(term, "q"));
	assert_true(term_wait_bytes(term, "status 0", PATIENCE));
	term_close(term);
}

static void terminal_write_osc52__text__is_encoded(void **state)
{
	struct term *term = start(NULL, NULL);

	(void)state;
	assert_true(term_send_keys(term, "y"));
	assert_true(term_wait_bytes(term, "\033]52;c;SGVqIMOl\a", PATIENCE));
	quit(term);
}

static void terminal_stop__asked_to_end__restores(void **state)
{
	static const int signals[] = {SIGTERM, SIGINT, SIGHUP};

	(void)state;
	for (size_t i = 0; i < sizeof(signals) / sizeof(*signals); i++) {
		struct term *term = start(NULL, NULL);

		assert_true(term_signal(term, signals[i]));
		assert_true(term_wait_exit(term, PATIENCE));
		assert_true(WIFEXITED(term_exit_status(term)));
		expect_restored(term, "signal");
		term_close(term);
	}
}

static void terminal_stop__exit_without_it__restores(void **state)
{
	struct term *term = start(NULL, NULL);

	(void)state;
	assert_true(term_send_keys(term, "x"));
	assert_true(term_wait_exit(term, PATIENCE));
	expect_restored(term, "exit");
	term_close(term);
}

static void terminal_read__line_is_gone__ends(void **state)
{
	struct term *term = start(NULL, NULL);

	(void)state;
	term_hang_up(term);
	assert_true(term_wait_exit(term, PATIENCE));
	term_close(term);
}

static void terminal_start__unusable_terminal__is_refused(void **state)
{
	static const char *const environments[][2] = {
		{"TERM=dumb", NULL}, {"TERM=nonesuch", NULL}, {"TERM=", NULL}};

	(void)state;
	for (size_t i = 0; i < sizeof(environments) / sizeof(*environments); i++) {
		const char *const arguments[] = {probe, NULL};
		struct term *term = term_start(arguments, environments[i], 24, 80);

		assert_non_null(term);
		expect(term, "TERM");
		assert_true(term_wait_exit(term, PATIENCE));
		assert_int_equal(WEXITSTATUS(term_exit_status(term)), 64);
		term_close(term);
	}
}

static void terminal_start__no_terminal__is_refused(void **state)
{
	const char *const arguments[] = {"sh", "-c", "\"$0\" </dev/null 2>&1", probe, NULL};
	struct term *term = term_start(arguments, NULL, 24, 80);

	(void)state;
	assert_non_null(term);
	expect(term, "needs a terminal");
	assert_true(term_wait_exit(term, PATIENCE));
	assert_int_equal(WEXITSTATUS(term_exit_status(term)), 64);
	term_close(term);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(draw__frame__is_on_the_screen),
		cmocka_unit_test(draw__bar__is_a_line_on_a_track),
		cmocka_unit_test(draw__no_color__has_no_colour),
		cmocka_unit_test(draw__console__has_ascii_frames),
		cmocka_unit_test(input__keys__arrive),
		cmocka_unit_test(terminal_flush__one_key__sends_little),
		cmocka_unit_test(terminal_resize__any_size__survives),
		cmocka_unit_test(terminal_run__child__has_the_terminal),
		cmocka_unit_test(terminal_run__interrupt__ends_the_child_only),
		cmocka_unit_test(terminal_run__no_program__says_so),
		cmocka_unit_test(terminal_suspend__and_back__draws_again),
		cmocka_unit_test(terminal_write_osc52__text__is_encoded),
		cmocka_unit_test(terminal_stop__asked_to_end__restores),
		cmocka_unit_test(terminal_stop__exit_without_it__restores),
		cmocka_unit_test(terminal_read__line_is_gone__ends),
		cmocka_unit_test(terminal_start__unusable_terminal__is_refused),
		cmocka_unit_test(terminal_start__no_terminal__is_refused),
	};

	if (argc != 2) {
		fprintf(stderr, "usage: %s PROBE\n", argv[0]);
		return 2;
	}
	probe = argv[1];
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
