/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pty/twosome.h"

#include <poll.h>
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/buffer.h"

#define LOOK_EVERY 20 /* ms */

static char *settings_of(const struct fixture *fixture, const char *initials)
{
	char *folder = xasprintf("%s/%s", fixture->folder, initials);
	char *inner = xasprintf("%s/traffpunkt", folder);
	char *path = xasprintf("%s/config.ini", inner);
	FILE *file;

	mkdir(folder, 0700);
	mkdir(inner, 0700);
	file = fopen(path, "we");
	assert_non_null(file);
	fprintf(file, "[user]\ninitials = %s\n", initials);
	assert_int_equal(fclose(file), 0);
	free(path);
	free(inner);
	return folder;
}

static struct term *start(
	const struct fixture *fixture, const char *initials, const char *language, const char *more)
{
	const char *const arguments[] = {
		fixture_program(), "--db", fixture->database, "--lang", language, more, NULL};
	char *folder = settings_of(fixture, initials);
	char *variable = xasprintf("XDG_CONFIG_HOME=%s", folder);
	struct term *term = fixture_spawn(fixture, variable, arguments);

	fixture_settle(term);
	free(variable);
	free(folder);
	return term;
}

struct term *twosome_start(const struct fixture *fixture, const char *initials)
{
	return start(fixture, initials, "en", NULL);
}

struct term *twosome_start_readonly(const struct fixture *fixture, const char *initials)
{
	return start(fixture, initials, "en", "--readonly");
}

struct term *twosome_start_swedish(const struct fixture *fixture, const char *initials)
{
	return start(fixture, initials, "sv", NULL);
}

static sqlite3 *open_beside(const struct fixture *fixture)
{
	sqlite3 *handle = NULL;

	assert_int_equal(sqlite3_open(fixture->database, &handle), SQLITE_OK);
	sqlite3_busy_timeout(handle, PATIENCE);
	return handle;
}

int64_t twosome_count(const struct fixture *fixture, const char *sql)
{
	sqlite3 *handle = open_beside(fixture);
	sqlite3_stmt *statement = NULL;
	int64_t number;

	assert_int_equal(sqlite3_prepare_v2(handle, sql, -1, &statement, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
	number = sqlite3_column_int64(statement, 0);
	sqlite3_finalize(statement);
	sqlite3_close(handle);
	return number;
}

bool twosome_wait_rows(const struct fixture *fixture, const char *sql, int64_t wanted)
{
	for (int waited = 0; waited < PATIENCE; waited += LOOK_EVERY) {
		if (twosome_count(fixture, sql) == wanted)
			return true;
		poll(NULL, 0, LOOK_EVERY);
	}
	return false;
}

void twosome_sql(const struct fixture *fixture, const char *sql)
{
	sqlite3 *handle = open_beside(fixture);
	char *fault = NULL;

	if (sqlite3_exec(handle, sql, NULL, NULL, &fault) != SQLITE_OK)
		fail_msg("%s", fault);
	sqlite3_close(handle);
}

bool twosome_holds(const char *path, const char *bytes)
{
	FILE *file = fopen(path, "re");
	struct buffer text = {0};
	char part[4096];
	size_t length;
	bool found;

	while (file && (length = fread(part, 1, sizeof part, file)) > 0)
		buffer_append_bytes(&text, part, length);
	if (file)
		fclose(file);
	found = text.length && memmem(text.data, text.length, bytes, strlen(bytes));
	buffer_finish(&text);
	return found;
}

bool twosome_file_holds(const struct fixture *fixture, const char *bytes)
{
	char *log = xasprintf("%s-wal", fixture->database);
	bool found = twosome_holds(fixture->database, bytes) || twosome_holds(log, bytes);

	free(log);
	return found;
}

void twosome_type(struct term *term, const char *keys)
{
	assert_true(term_send_keys(term, keys));
	fixture_settle(term);
}

void twosome_assert_shows(struct term *term, const char *text)
{
	if (term_wait_text(term, text, PATIENCE))
		return;
	term_dump(term);
	fail_msg("%s does not show", text);
}

void twosome_assert_hides(struct term *term, const char *text)
{
	fixture_settle(term);
	if (term_find(term, text) < 0)
		return;
	term_dump(term);
	fail_msg("%s shows", text);
}
