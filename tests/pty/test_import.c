/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A long import in the dashboard: it shows how far it is, hears keys, and stops without a trace. */
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

#define ROWS 6000

static char *write_file(const struct fixture *fixture)
{
	char *path = xasprintf("%s/many.csv", fixture->folder);
	FILE *file = fopen(path, "we");

	assert_non_null(file);
	fputs("Namn;E-post;Organisation\n", file);
	for (int i = 0; i < ROWS; i++)
		fprintf(file, "Per Person%d;p%d@ale.example;Ale kommun\n", i, i);
	assert_int_equal(fclose(file), 0);
	return path;
}

/* The whole database as the program tells it. */
static char *list(const struct fixture *fixture)
{
	static const char *const arguments[] = {
		"participant", "list", "--all", "--json", "--limit", "9999", NULL};
	char *output = NULL;

	assert_int_equal(fixture_run(fixture, &output, arguments), 0);
	return output;
}

static char *history(const struct fixture *fixture)
{
	static const char *const arguments[] = {"history", "--json", NULL};
	char *output = NULL;

	assert_int_equal(fixture_run(fixture, &output, arguments), 0);
	return output;
}

/* The dashboard with the import at work. */
static struct term *start_import(const struct fixture *fixture)
{
	char *path = write_file(fixture);
	char *keys = xasprintf("1i%s<Enter>", path);
	struct term *term = fixture_start(fixture, NULL);

	assert_true(term_send_keys(term, keys));
	if (!term_wait_text(term, "6000 rows", PATIENCE)) {
		term_dump(term);
		fail_msg("the file does not show");
	}
	assert_true(term_send_keys(term, "F"));
	assert_true(term_wait_text(term, "6000 participants are added", PATIENCE));
	assert_true(term_send_keys(term, "y"));
	if (!term_wait_text(term, "of 6000 rows", PATIENCE) ||
		!term_wait_text(term, "Esc stops and leaves no trace.", PATIENCE)) {
		term_dump(term);
		fail_msg("the bar does not show");
	}
	free(keys);
	free(path);
	return term;
}

static void assert_untouched(const struct fixture *fixture, char *people, char *actions)
{
	char *people_now = list(fixture), *actions_now = history(fixture);

	assert_string_equal(people_now, people);
	assert_string_equal(actions_now, actions);
	free(people_now);
	free(actions_now);
	free(people);
	free(actions);
}

static void import__escape__stops_without_a_trace(void **state)
{
	char *people = list(*state), *actions = history(*state);
	struct term *term = start_import(*state);

	/* Keys that mean something elsewhere mean nothing now. */
	assert_true(term_send_keys(term, "q?:u"));
	assert_true(term_send(term, "\033", 1));
	if (!term_wait_text(term, "nothing has been imported", PATIENCE)) {
		term_dump(term);
		fail_msg("the import does not stop");
	}
	fixture_settle(term);
	assert_true(term_find(term, "The first rows") >= 0); /* the wizard is still there */
	term_close(term);
	assert_untouched(*state, people, actions);
}

static void import__end_of_the_program__leaves_no_trace(void **state)
{
	static const int signals[] = {SIGTERM, SIGKILL};

	for (size_t i = 0; i < sizeof(signals) / sizeof(*signals); i++) {
		char *people = list(*state), *actions = history(*state);
		struct term *term = start_import(*state);

		assert_true(term_signal(term, signals[i]));
		assert_true(term_wait_exit(term, PATIENCE));
		if (signals[i] == SIGTERM)
			fixture_assert_ended(term, SIGTERM);
		term_close(term);
		assert_untouched(*state, people, actions);
	}
}

static void import__to_the_end__is_one_step(void **state)
{
	char *people = list(*state);
	struct term *term = start_import(*state);

	if (!term_wait_text(term, "6000 participants imported. u undoes.", 6 * PATIENCE)) {
		term_dump(term);
		fail_msg("the import does not end");
	}
	fixture_settle(term);
	assert_true(term_send_keys(term, "u"));
	if (!term_wait_text(term, "Undone: Import of many.csv: 6000 participants.", 6 * PATIENCE)) {
		term_dump(term);
		fail_msg("the import is not undone");
	}
	term_close(term);
	char *now = list(*state);
	assert_string_equal(now, people);
	free(now);
	free(people);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(int count, char **arguments)
{
	const struct CMUnitTest tests[] = {
		TEST(import__escape__stops_without_a_trace),
		TEST(import__end_of_the_program__leaves_no_trace),
		TEST(import__to_the_end__is_one_step),
	};

	if (count != 2)
		return 64;
	fixture_set_program(arguments[1]);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
