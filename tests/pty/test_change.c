/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What another process writes shows within a second, and nothing on the screen is lost by it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "pty/fixture.h"

/* The promise, and what the sanitizers cost. */
#ifdef __SANITIZE_ADDRESS__
#define WITHIN 3000
#else
#define WITHIN 1000
#endif

static void run(const struct fixture *fixture, const char *const arguments[])
{
	char *output = NULL;
	int code = fixture_run(fixture, &output, arguments);

	if (code != 0)
		fail_msg("%s %s: exit %d: %s", arguments[0], arguments[1], code, output);
	free(output);
}

static void assert_shows(struct term *term, const char *text)
{
	if (term_wait_text(term, text, WITHIN))
		return;
	term_dump(term);
	fail_msg("%s does not show within %d ms", text, WITHIN);
}

static char *cursor_row(const struct term *term)
{
	return term_row(term, term_cursor(term).row);
}

/* The names stand in front of the first run of blanks. */
static void assert_same_person(const char *before, const char *after)
{
	size_t length = strcspn(before, ",");

	if (!before[length] || strncmp(before, after, length) != 0)
		fail_msg("the cursor stood on\n%s\nand stands on\n%s", before, after);
}

static void change__participant__shows_and_keeps_the_selection(void **state)
{
	static const char *const add[] = {"participant", "add", "--given-name", "Anna",
		"--family-name", "Berglund", "--email", "anna.berglund@kommun.example", NULL};
	struct term *term = fixture_start(*state, NULL);
	char *before, *after;

	assert_true(term_send_keys(term, "1jjj"));
	fixture_settle(term);
	before = cursor_row(term);
	run(*state, add);
	assert_shows(term, "Berglund");
	fixture_settle(term);
	after = cursor_row(term);
	assert_same_person(before, after);
	free(before);
	free(after);
	term_close(term);
}

static void change__request__shows_while_a_form_is_open(void **state)
{
	static const char *const add[] = {"request", "add", "--sender-name", "Berit Brevskrivare",
		"--sender-email", "berit@kommun.example", "--subject", "Nyskriven", NULL};
	struct term *term = fixture_start(*state, NULL);

	assert_true(term_send_keys(term, "1a"));
	fixture_settle(term);
	assert_true(term_send_keys(term, "Halvfylld"));
	fixture_settle(term);
	run(*state, add);
	/* The form stays as it is; behind it the list is new. */
	fixture_settle(term);
	assert_true(term_find(term, "Halvfylld") >= 0);
	assert_true(term_send_keys(term, "<C-u><Esc>"));
	fixture_settle(term);
	if (term_find(term, "Halvfylld") >= 0 || term_find(term, "?") < 0)
		term_dump(term);
	assert_true(term_send_keys(term, "3"));
	assert_shows(term, "Nyskriven");
	term_close(term);
}

static void change__filter__stays(void **state)
{
	static const char *const add[] = {"participant", "add", "--given-name", "Ove",
		"--family-name", "Nyström", "--email", "ove.nystrom@kommun.example", NULL};
	static const char *const other[] = {"participant", "add", "--given-name", "Anna",
		"--family-name", "Aaker", "--email", "anna.aaker@kommun.example", NULL};
	struct term *term = fixture_start(*state, NULL);

	assert_true(term_send_keys(term, "1/nystr<Enter>"));
	fixture_settle(term);
	run(*state, other);
	run(*state, add);
	assert_shows(term, "Ove");
	assert_int_equal(term_find(term, "Aaker"), -1);
	term_close(term);
}

/* A question is about the row it was asked of, also when that row leaves the list meanwhile. */
static void change__open_question__keeps_its_row(void **state)
{
	static const char *const spam[] = {"request", "spam", "8", "--reason", "x", NULL};
	static const char *const show[] = {"request", "show", "8", "--json", NULL};
	static const char *const subject = "professionsn";
	struct term *term = fixture_start(*state, NULL);
	char *output = NULL;

	assert_true(term_send_keys(term, "3j@ZZ"));
	assert_shows(term, "ZZ");
	assert_true(term_find(term, subject) >= 0);
	run(*state, spam);
	fixture_settle(term);
	assert_true(term_send_keys(term, "<Enter>"));
	fixture_settle(term);
	assert_int_equal(term_find(term, "not among"), -1);
	assert_int_equal(fixture_run(*state, &output, show), 0);
	assert_non_null(strstr(output, "\"assignee\": \"ZZ\""));
	free(output);
	term_close(term);
}

/* Two count at the same time: what the other one has counted shows, and is kept. */
static void change__vote__shows_on_the_wall(void **state)
{
	static const char *const first[] = {"theme", "propose", "2", "Hot", NULL};
	static const char *const second[] = {"theme", "propose", "2", "Hat", NULL};
	static const char *const hands[] = {"theme", "vote", "2", "b", "--hands", "7", NULL};
	static const char *const show[] = {"--json", "theme", "list", "2", NULL};
	struct term *term = fixture_start(*state, NULL);
	char *output = NULL;

	run(*state, first);
	run(*state, second);
	assert_true(term_send_keys(term, "2jT"));
	assert_shows(term, "b  Hat");
	assert_true(term_send_keys(term, "baa"));
	assert_shows(term, "2 hands");
	run(*state, hands);
	assert_shows(term, "9 hands");
	/* And what is counted here is counted on top of it. */
	assert_true(term_send_keys(term, "b"));
	assert_shows(term, "10 hands");
	assert_int_equal(fixture_run(*state, &output, show), 0);
	assert_non_null(strstr(output, "\"total\": 10"));
	free(output);
	term_close(term);
}

int main(int count, char **arguments)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(change__participant__shows_and_keeps_the_selection,
			fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(change__request__shows_while_a_form_is_open,
			fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(
			change__filter__stays, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(
			change__open_question__keeps_its_row, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(
			change__vote__shows_on_the_wall, fixture_setup, fixture_teardown),
	};

	if (count != 2)
		return 64;
	fixture_set_program(arguments[1]);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
