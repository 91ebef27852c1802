/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files: whole or not at all, private, and never over something that is not ours. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "exchange/file.h"
#include "harness/scratch.h"

#define OURS "ours: "
#define NOBODY 65534

struct fixture {
	char *folder;
	char *path; /* of a file that is not there yet */
};

static int set_up(void **state)
{
	struct fixture *fixture = xcalloc(1, sizeof(*fixture));

	fixture->folder = scratch_create();
	if (!fixture->folder)
		return -1;
	fixture->path = xasprintf("%s/träff.ics", fixture->folder);
	*state = fixture;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;

	scratch_destroy(fixture->folder);
	free(fixture->path);
	free(fixture);
	return 0;
}

static bool is_ours(const char *bytes, size_t length, void *context)
{
	(void)context;
	return length >= strlen(OURS) && !memcmp(bytes, OURS, strlen(OURS));
}

/* Writes by other means than those under test. */
static void put(const char *path, const char *text)
{
	FILE *file = fopen(path, "we");

	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

static void check_content(const char *path, const char *wanted)
{
	char text[256] = "";
	FILE *file = fopen(path, "re");

	assert_non_null(file);
	text[fread(text, 1, sizeof(text) - 1, file)] = '\0';
	fclose(file);
	assert_string_equal(text, wanted);
}

/* No temporary file is left behind. */
static void check_entries(const char *folder, size_t wanted)
{
	DIR *entries = opendir(folder);
	size_t count = 0;

	assert_non_null(entries);
	while (readdir(entries))
		count++;
	closedir(entries);
	assert_int_equal(count - 2, wanted);
}

static void check_refused(const char *path, bool force, enum error_kind kind)
{
	struct error error = {0};

	assert_false(file_write(path, "new", 3, force, is_ours, NULL, &error));
	assert_int_equal(error.kind, kind);
	assert_non_null(error.message);
	error_finish(&error);
}

static void file__write__new_one_is_private(void **state)
{
	struct fixture *fixture = *state;
	static const mode_t masks[] = {0, 0777};

	for (size_t i = 0; i < sizeof(masks) / sizeof(*masks); i++) {
		mode_t before = umask(masks[i]);
		struct stat status;

		assert_true(file_write(fixture->path, "a\0b", 3, false, NULL, NULL, NULL));
		umask(before);
		assert_int_equal(stat(fixture->path, &status), 0);
		assert_int_equal(status.st_mode & 07777, 0600);
		assert_int_equal(status.st_size, 3);
		check_entries(fixture->folder, 1);
		assert_int_equal(unlink(fixture->path), 0);
	}
}

static void file__write__replaces_only_ours(void **state)
{
	struct fixture *fixture = *state;

	put(fixture->path, "somebody's notes");
	check_refused(fixture->path, false, ERROR_CREATE);
	assert_false(file_write(fixture->path, "new", 3, false, NULL, NULL, NULL));
	check_content(fixture->path, "somebody's notes");
	put(fixture->path, OURS "old");
	assert_false(file_write(fixture->path, "new", 3, false, NULL, NULL, NULL));
	assert_true(file_write(fixture->path, "new", 3, false, is_ours, NULL, NULL));
	check_content(fixture->path, "new");
	check_entries(fixture->folder, 1);
}

static void file__write__force_skips_the_question(void **state)
{
	struct fixture *fixture = *state;
	struct stat status;

	put(fixture->path, "somebody's notes");
	assert_int_equal(chmod(fixture->path, 0644), 0);
	assert_true(file_write(fixture->path, "new", 3, true, NULL, NULL, NULL));
	check_content(fixture->path, "new");
	assert_int_equal(stat(fixture->path, &status), 0);
	assert_int_equal(status.st_mode & 07777, 0600);
}

static void file__write__empty_file(void **state)
{
	struct fixture *fixture = *state;

	put(fixture->path, "");
	check_refused(fixture->path, false, ERROR_CREATE);
	assert_true(file_write(fixture->path, "", 0, true, NULL, NULL, NULL));
	check_content(fixture->path, "");
}

static void file__write__only_over_plain_files(void **state)
{
	struct fixture *fixture = *state;
	char *target = xasprintf("%s/target", fixture->folder);

	put(target, OURS "kept");
	assert_int_equal(symlink(target, fixture->path), 0);
	check_refused(fixture->path, false, ERROR_CREATE);
	check_refused(fixture->path, true, ERROR_CREATE);
	check_content(target, OURS "kept");
	assert_int_equal(unlink(fixture->path), 0);
	assert_int_equal(symlink("nowhere", fixture->path), 0);
	check_refused(fixture->path, true, ERROR_CREATE);
	assert_int_equal(unlink(fixture->path), 0);
	assert_int_equal(mkfifo(fixture->path, 0600), 0);
	check_refused(fixture->path, false, ERROR_CREATE);
	check_refused(fixture->path, true, ERROR_CREATE);
	assert_int_equal(unlink(fixture->path), 0);
	check_refused(fixture->folder, true, ERROR_CREATE);
	check_entries(fixture->folder, 1);
	free(target);
}

static void file__write__places_that_are_not(void **state)
{
	struct fixture *fixture = *state;
	char *missing = xasprintf("%s/missing/file", fixture->folder);
	char *below_file = xasprintf("%s/below", fixture->path);
	char *slash = xasprintf("%s/", fixture->folder);

	put(fixture->path, "a file");
	check_refused(missing, false, ERROR_CREATE);
	check_refused(below_file, false, ERROR_CREATE);
	check_refused(slash, true, ERROR_CREATE);
	check_refused("", false, ERROR_CREATE);
	check_entries(fixture->folder, 1);
	free(slash);
	free(below_file);
	free(missing);
}

static void file__write__no_room(void **state)
{
	struct fixture *fixture = *state;
	struct error error = {0};
	struct rlimit before;
	struct rlimit small;
	char *bytes = xcalloc(1, 100000);

	put(fixture->path, OURS "kept");
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	small = before;
	small.rlim_cur = 4096;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	assert_false(file_write(fixture->path, bytes, 100000, false, is_ours, NULL, &error));
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	assert_int_equal(error.kind, ERROR_IO);
	error_finish(&error);
	check_content(fixture->path, OURS "kept");
	check_entries(fixture->folder, 1);
	free(bytes);
}

static void file__write__no_permission(void **state)
{
	struct fixture *fixture = *state;
	bool superuser = geteuid() == 0;

	/* The superuser may write anywhere, so nobody does it. */
	assert_int_equal(chmod(fixture->folder, 0555), 0);
	if (superuser)
		assert_int_equal(seteuid(NOBODY), 0);
	check_refused(fixture->path, false, ERROR_PERMISSION);
	if (superuser)
		assert_int_equal(seteuid(0), 0);
	assert_int_equal(chmod(fixture->folder, 0700), 0);
}

static void file__write__names_the_file_neutralised(void **state)
{
	struct error error = {0};

	(void)state;
	assert_false(file_write("no-such-folder/\x1b[31m\n", "x", 1, false, NULL, NULL, &error));
	assert_non_null(strstr(error.message, "no-such-folder/␛[31m␤"));
	error_finish(&error);
}

static void file__read__whole(void **state)
{
	struct fixture *fixture = *state;
	size_t length = 0;
	char *text;

	assert_true(file_write(fixture->path, "a\0b", 3, false, NULL, NULL, NULL));
	text = file_read(fixture->path, 3, &length, NULL);
	assert_non_null(text);
	assert_int_equal(length, 3);
	assert_memory_equal(text, "a\0b", 4);
	free(text);
	assert_true(file_write(fixture->path, "", 0, true, NULL, NULL, NULL));
	text = file_read(fixture->path, 0, &length, NULL);
	assert_string_equal(text, "");
	assert_int_equal(length, 0);
	free(text);
}

static void file__read__larger_than_a_chunk(void **state)
{
	struct fixture *fixture = *state;
	size_t length = 0;
	char *bytes = xcalloc(1, 200000);
	char *text;

	memset(bytes, 'x', 200000);
	assert_true(file_write(fixture->path, bytes, 200000, false, NULL, NULL, NULL));
	text = file_read(fixture->path, 200000, &length, NULL);
	assert_non_null(text);
	assert_int_equal(length, 200000);
	assert_memory_equal(text, bytes, 200000);
	free(text);
	free(bytes);
}

static void file__read__faults(void **state)
{
	struct fixture *fixture = *state;
	struct error error = {0};
	size_t length = 0;

	assert_null(file_read(fixture->path, 10, &length, &error));
	assert_int_equal(error.kind, ERROR_NO_INPUT);
	assert_non_null(strstr(error.message, fixture->path));
	assert_null(file_read(fixture->folder, 10, &length, &error));
	assert_int_equal(error.kind, ERROR_NO_INPUT);
	put(fixture->path, "four");
	assert_null(file_read(fixture->path, 3, &length, &error));
	assert_int_equal(error.kind, ERROR_DATA);
	error_finish(&error);
}

static void file__read__standard_input(void **state)
{
	int saved = dup(STDIN_FILENO);
	size_t length = 0;
	int ends[2];
	char *text;

	(void)state;
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], "brev", 4), 4);
	close(ends[1]);
	assert_int_equal(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
	close(ends[0]);
	text = file_read("-", 100, &length, NULL);
	/* A second reader gets the end, not a closed file. */
	assert_int_equal(read(STDIN_FILENO, &(char){0}, 1), 0);
	if (saved >= 0) {
		dup2(saved, STDIN_FILENO);
		close(saved);
	}
	assert_string_equal(text, "brev");
	assert_int_equal(length, 4);
	free(text);
}

static void file__make_folder__with_its_parents(void **state)
{
	struct fixture *fixture = *state;
	char *inner = xasprintf("%s/share/träffar", fixture->folder);
	char *trailing = xasprintf("%s//share/more/", fixture->folder);
	struct error error = {0};
	struct stat status;
	mode_t mask = umask(0);

	assert_true(file_make_folder(inner, NULL));
	assert_true(file_make_folder(inner, NULL));
	assert_true(file_make_folder(trailing, NULL));
	umask(mask);
	assert_int_equal(stat(inner, &status), 0);
	assert_true(S_ISDIR(status.st_mode));
	assert_int_equal(status.st_mode & 07777, 0700);
	put(fixture->path, "a file");
	assert_false(file_make_folder(fixture->path, &error));
	assert_int_equal(error.kind, ERROR_CREATE);
	assert_false(file_make_folder("", &error));
	assert_int_equal(error.kind, ERROR_CREATE);
	error_finish(&error);
	free(trailing);
	free(inner);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(file__write__new_one_is_private),
		TEST(file__write__replaces_only_ours),
		TEST(file__write__force_skips_the_question),
		TEST(file__write__empty_file),
		TEST(file__write__only_over_plain_files),
		TEST(file__write__places_that_are_not),
		TEST(file__write__no_room),
		TEST(file__write__no_permission),
		TEST(file__write__names_the_file_neutralised),
		TEST(file__read__whole),
		TEST(file__read__larger_than_a_chunk),
		TEST(file__read__faults),
		TEST(file__read__standard_input),
		TEST(file__make_folder__with_its_parents),
	};
	setlocale(LC_ALL, "C.UTF-8");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
