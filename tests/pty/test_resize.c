/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A storm of window sizes, from one cell to a wall, with keys in between. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "pty/fixture.h"

#define SIZES 50

/* The extremes first, then anything between; the same on every machine. */
static void size_of(int number, int *rows, int *columns)
{
	static const int extremes[][2] = {{1, 1}, {100, 300}, {2, 2}, {1, 300}, {100, 1}, {15, 60},
		{14, 59}, {24, 80}, {40, 120}, {40, 119}, {60, 200}, {3, 15}};
	unsigned random = (unsigned)number * 2654435761U;

	if (number < (int)(sizeof extremes / sizeof *extremes)) {
		*rows = extremes[number][0];
		*columns = extremes[number][1];
		return;
	}
	*rows = 1 + (int)(random >> 8) % 100;
	*columns = 1 + (int)(random >> 16) % 300;
}

static void assert_same_screen(const struct term *term, const char *before)
{
	char *after = fixture_screen(term);

	if (strcmp(before, after) != 0)
		fail_msg("the screen was\n%s\nand became\n%s", before, after);
	free(after);
}

/* Each size settles; then the first size shows what it showed before. */
static void resize__storm__comes_back_to_the_same_screen(void **state)
{
	static const char *const places[] = {"1jjj", "2jj", "3j", "0"};

	for (size_t place = 0; place < sizeof places / sizeof *places; place++) {
		struct term *term = fixture_start(*state, NULL);
		char *before;

		assert_true(term_send_keys(term, places[place]));
		fixture_settle(term);
		before = fixture_screen(term);
		for (int i = 0; i < SIZES; i++) {
			int rows, columns;

			size_of(i, &rows, &columns);
			term_resize(term, rows, columns);
			fixture_settle(term);
		}
		term_resize(term, 30, 120);
		fixture_settle(term);
		assert_same_screen(term, before);
		assert_true(term_send_keys(term, "q"));
		fixture_assert_ended(term, 0);
		free(before);
		term_close(term);
	}
}

/* Nobody waits for the program: sizes and keys come as they come. */
static void resize__storm__without_waiting(void **state)
{
	struct term *term = fixture_start(*state, NULL);
	char *before;

	assert_true(term_send_keys(term, "1"));
	fixture_settle(term);
	before = fixture_screen(term);
	for (int i = 0; i < SIZES; i++) {
		int rows, columns;

		size_of(i, &rows, &columns);
		term_resize(term, rows, columns);
		assert_true(term_send_keys(term, i % 2 ? "j" : "k"));
	}
	term_resize(term, 30, 120);
	assert_true(term_send_keys(term, "g"));
	fixture_settle(term);
	assert_same_screen(term, before);
	assert_true(term_send_keys(term, "q"));
	fixture_assert_ended(term, 0);
	free(before);
	term_close(term);
}

static void resize__form__keeps_what_was_typed(void **state)
{
	struct term *term = fixture_start(*state, NULL);

	assert_true(term_send_keys(term, "1a"));
	fixture_settle(term);
	assert_true(term_send_keys(term, "Halvfylld"));
	fixture_settle(term);
	assert_true(term_find(term, "Halvfylld") >= 0);
	for (int i = 0; i < SIZES; i++) {
		int rows, columns;

		size_of(i, &rows, &columns);
		term_resize(term, rows, columns);
		fixture_settle(term);
	}
	term_resize(term, 24, 80);
	fixture_settle(term);
	if (term_find(term, "Halvfylld") < 0) {
		term_dump(term);
		fail_msg("the form lost what was typed");
	}
	term_close(term);
}

int main(int count, char **arguments)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(resize__storm__comes_back_to_the_same_screen),
		cmocka_unit_test(resize__storm__without_waiting),
		cmocka_unit_test(resize__form__keeps_what_was_typed),
	};

	if (count != 2)
		return 64;
	fixture_set_program(arguments[1]);
	return cmocka_run_group_tests(tests, fixture_setup, fixture_teardown);
}
