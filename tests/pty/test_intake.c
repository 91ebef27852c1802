/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mail taken in by the dashboard: Esc stops between two mails, and what has been taken in stays. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <dirent.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "pty/fixture.h"

#define MAILS 3000

static void make_maildir(const struct fixture *fixture)
{
	static const char *const folders[] = {"", "/new", "/cur", "/tmp"};
	for (size_t i = 0; i < sizeof(folders) / sizeof(*folders); i++) {
		char *path = xasprintf("%s/box%s", fixture->folder, folders[i]);
		assert_int_equal(mkdir(path, 0700), 0);
		free(path);
	}
	for (int i = 0; i < MAILS; i++) {
		char *path = xasprintf("%s/box/new/%04d", fixture->folder, i);
		FILE *file = fopen(path, "we");
		assert_non_null(file);
		fprintf(file,
			"From: Eva \033]0;x\007Ek <e%d@example.org>\nSubject: n \033[31m%d\n"
			"Message-ID: <%d@example.org>\n\nHej \033[2J\n",
			i, i, i);
		assert_int_equal(fclose(file), 0);
		free(path);
	}
}

static size_t count_files(const struct fixture *fixture, const char *folder)
{
	size_t count = 0;
	char *path = xasprintf("%s/box/%s", fixture->folder, folder);
	DIR *directory = opendir(path);
	assert_non_null(directory);
	const struct dirent *entry;
	while ((entry = readdir(directory)))
		count += entry->d_name[0] != '.';
	closedir(directory);
	free(path);
	return count;
}

static void intake__escape__stops_and_keeps(void **state)
{
	const struct fixture *fixture = *state;
	make_maildir(fixture);
	char *keys = xasprintf("3i%s/box<Enter>", fixture->folder);
	struct term *term = fixture_start(fixture, NULL);

	assert_true(term_send_keys(term, keys));
	if (!term_wait_text(term, "Esc stops; what has been taken in stays.", PATIENCE)) {
		term_dump(term);
		fail_msg("it does not show that it works");
	}
	assert_true(term_send(term, "\033", 1));
	if (!term_wait_text(term, " new.", PATIENCE)) {
		term_dump(term);
		fail_msg("it does not stop");
	}
	fixture_settle(term);
	size_t done = count_files(fixture, "cur");
	assert_int_equal(done + count_files(fixture, "new"), MAILS);
	assert_true(done < MAILS);
	char *told = xasprintf("%zu new.", done);
	assert_true(term_find(term, told) >= 0);
	free(told);
	term_close(term);
	free(keys);
}

int main(int count, char **arguments)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			intake__escape__stops_and_keeps, fixture_setup, fixture_teardown),
	};

	if (count != 2)
		return 64;
	fixture_set_program(arguments[1]);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
