/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking changes nothing: only what a person does with a request does. And what wakes is told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "pty/fixture.h"

static sqlite3 *open_beside(const struct fixture *fixture)
{
	sqlite3 *handle = NULL;
	assert_int_equal(sqlite3_open(fixture->database, &handle), SQLITE_OK);
	sqlite3_busy_timeout(handle, PATIENCE);
	return handle;
}

static int64_t ask(sqlite3 *handle, const char *sql)
{
	sqlite3_stmt *statement = NULL;
	assert_int_equal(sqlite3_prepare_v2(handle, sql, -1, &statement, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
	int64_t value = sqlite3_column_int64(statement, 0);
	sqlite3_finalize(statement);
	return value;
}

/* SQLite counts it up when any other connection has written (sqlite.org/pragma.html). */
static int64_t version(sqlite3 *handle)
{
	return ask(handle, "PRAGMA data_version");
}

static void inbox__looking__writes_nothing(void **state)
{
	sqlite3 *handle = open_beside(*state);
	struct term *term = fixture_start(*state, NULL);
	assert_true(term_send_keys(term, "3"));
	fixture_settle(term);
	int64_t before = version(handle);
	/* Over every row, through views, filters and pickers, and out of them again. */
	assert_true(
		term_send_keys(term, "jjjkGgjzjjkzAjjGA/moms<Esc><Esc>f<Esc>w<Esc>@<Esc>s<Esc>"));
	fixture_settle(term);
	assert_int_equal(version(handle), before);
	assert_int_equal(
		ask(handle, "SELECT count(*) FROM request WHERE opened_at IS NOT NULL"), 0);
	/* And what is done is written, so that the test could have failed. */
	assert_true(term_send_keys(term, "@@"));
	fixture_settle(term);
	assert_int_not_equal(version(handle), before);
	term_close(term);
	sqlite3_close(handle);
}

static void inbox__woken_by_a_mail__is_told_once(void **state)
{
	static const char *const rest[] = {"request", "snooze", "3", "v42", NULL};
	assert_int_equal(fixture_run(*state, NULL, rest), 0);
	struct term *term = fixture_start(*state, NULL);
	sqlite3 *handle = open_beside(*state);
	assert_true(term_send_keys(term, "3"));
	fixture_settle(term);
	assert_int_equal(term_find(term, "woken"), -1);
	/* As the intake does with an answer that comes meanwhile. */
	assert_int_equal(sqlite3_exec(handle,
				 "UPDATE request SET snooze_until = NULL, woken_at = 1695100000,"
				 " version = version + 1 WHERE id = 3",
				 NULL, NULL, NULL),
		SQLITE_OK);
	assert_true(term_wait_text(term, "1 request has woken.", PATIENCE));
	fixture_settle(term);
	/* The row says so too, until somebody does something with it. */
	assert_true(term_send_keys(term, "/is:woken<Enter>"));
	fixture_settle(term);
	assert_int_equal(term_find(term, "has woken"), -1);
	assert_true(term_find(term, "woken ·") >= 0);
	assert_true(term_send_keys(term, "@@"));
	fixture_settle(term);
	assert_int_equal(term_find(term, "woken ·"), -1);
	assert_int_equal(ask(handle, "SELECT count(*) FROM request WHERE woken_at IS NOT NULL"), 0);
	sqlite3_close(handle);
	term_close(term);
}

int main(int count, char **arguments)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			inbox__looking__writes_nothing, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(
			inbox__woken_by_a_mail__is_told_once, fixture_setup, fixture_teardown),
	};

	if (count < 2)
		return 2;
	fixture_set_program(arguments[1]);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
