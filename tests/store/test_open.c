/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The database as a file: who may open what, and what lies on the disk afterwards. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "store/place.h"
#include "store/private.h"
#include "support.h"

static mode_t mode_of(const char *path)
{
	struct stat status;
	assert_int_equal(lstat(path, &status), 0);
	return status.st_mode & 0777;
}

static mode_t mode_beside(const struct place *place, const char *suffix)
{
	char *path = xasprintf("%s%s", place->path, suffix);
	mode_t mode = mode_of(path);
	free(path);
	return mode;
}

static void write_file(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
	chmod(path, 0600);
}

static void make_folder(const struct place *place)
{
	char *folder = xasprintf("%s/data", place->folder);
	assert_int_equal(mkdir(folder, 0700), 0);
	free(folder);
}

static bool open_with(struct place *place, enum store_access access, struct error *error)
{
	return store_open(&place->store, place->path, access, &place->clock, error);
}

static void store_open__new_file__is_for_its_owner_only(void **state)
{
	struct place *place = *state;
	mode_t former = umask(0);
	char *folder = xasprintf("%s/data", place->folder);
	place_open(place);
	begin(place, "x");
	assert_ok(store_load_organisations(place->store, error));
	commit(place);
	umask(former);
	assert_int_equal(mode_of(folder), 0700);
	assert_int_equal(mode_of(place->path), 0600);
	assert_int_equal(mode_beside(place, "-wal"), 0600);
	assert_int_equal(mode_beside(place, "-shm"), 0600);
	assert_string_equal(store_path(place->store), place->path);
	assert_int_equal(clock_now(store_clock(place->store)), place->clock.fixed_at);
	free(folder);
}

static void store_open__new_file__is_ours_and_logged(void **state)
{
	struct place *place = *state;
	place_open(place);
	place_close(place);
	assert_int_equal(read_integer(place->path, "PRAGMA user_version"), schema_latest());
	assert_int_equal(read_integer(place->path, "PRAGMA application_id"), 0x54725074);
	assert_int_equal(
		read_integer(place->path,
			"SELECT count(*) FROM pragma_journal_mode WHERE journal_mode = 'wal'"),
		1);
}

static void store_open__deep_folder__is_made(void **state)
{
	struct place *place = *state;
	free(place->path);
	place->path = xasprintf("%s/a/b/c/test.db", place->folder);
	char *folder = xasprintf("%s/a", place->folder);
	place_open(place);
	assert_int_equal(mode_of(folder), 0700);
	free(folder);
}

static void store_open__missing_file__is_no_input(void **state)
{
	struct place *place = *state;
	assert_fails(open_with(place, STORE_EXISTING, error), ERROR_NO_INPUT, place->path);
	assert_fails(open_with(place, STORE_READ_ONLY, error), ERROR_NO_INPUT, place->path);
	assert_int_equal(access(place->path, F_OK), -1);
}

static void store_open__file_that_others_may_read__tells_the_command(void **state)
{
	struct place *place = *state;
	static const mode_t modes[] = {0640, 0604, 0660, 0666, 0644};
	place_open(place);
	place_close(place);
	for (size_t i = 0; i < sizeof(modes) / sizeof(*modes); i++) {
		chmod(place->path, modes[i]);
		assert_fails(
			open_with(place, STORE_READ_WRITE, error), ERROR_PERMISSION, "chmod 600");
		assert_null(place->store);
	}
	chmod(place->path, 0600);
	place_open(place);
}

static void store_open__symbolic_link__is_refused(void **state)
{
	struct place *place = *state;
	char *target = xasprintf("%s/data/other.db", place->folder);
	make_folder(place);
	write_file(target, "");
	assert_int_equal(symlink(target, place->path), 0);
	assert_fails(open_with(place, STORE_READ_WRITE, error), ERROR_PERMISSION, "symbolic link");
	free(target);
}

static void store_open__folder_behind_a_link__is_fine(void **state)
{
	struct place *place = *state;
	char *link = xasprintf("%s/link", place->folder);
	char *folder = xasprintf("%s/data", place->folder);
	make_folder(place);
	assert_int_equal(symlink(folder, link), 0);
	free(place->path);
	place->path = xasprintf("%s/test.db", link);
	place_open(place);
	place_close(place);
	assert_ok(store_open(&place->store, place->path, STORE_EXISTING, &place->clock, error));
	free(link);
	free(folder);
}

static void store_open__folder_in_place_of_the_file__is_refused(void **state)
{
	struct place *place = *state;
	make_folder(place);
	assert_int_equal(mkdir(place->path, 0700), 0);
	assert_fails(open_with(place, STORE_READ_WRITE, error), ERROR_DATA, "not a file");
}

static void store_open__file_in_place_of_the_folder__is_refused(void **state)
{
	struct place *place = *state;
	char *folder = xasprintf("%s/data", place->folder);
	write_file(folder, "x");
	free(place->path);
	place->path = xasprintf("%s/deeper/test.db", folder);
	assert_fails(open_with(place, STORE_READ_WRITE, error), ERROR_CREATE, folder);
	free(folder);
}

static void store_open__newer_database__is_refused_untouched(void **state)
{
	struct place *place = *state;
	place_open(place);
	place_close(place);
	run_sql(place->path, "PRAGMA user_version = 9999");
	assert_fails(open_with(place, STORE_READ_WRITE, error), ERROR_DATA, "newer version");
	assert_fails(open_with(place, STORE_READ_ONLY, error), ERROR_DATA, "newer version");
	assert_int_equal(read_integer(place->path, "PRAGMA user_version"), 9999);
}

static void store_open__database_of_another_program__is_refused(void **state)
{
	struct place *place = *state;
	make_folder(place);
	write_file(place->path, "");
	run_sql(place->path, "CREATE TABLE recipes (name TEXT)");
	assert_fails(open_with(place, STORE_READ_WRITE, error), ERROR_DATA, "another program");
	assert_int_equal(
		read_integer(place->path,
			"SELECT count(*) FROM pragma_journal_mode WHERE journal_mode = 'delete'"),
		1);
}

static void store_open__file_that_is_no_database__is_refused(void **state)
{
	struct place *place = *state;
	char *text = xcalloc(1, 4097);
	memset(text, 'x', 4096);
	make_folder(place);
	write_file(place->path, text);
	assert_fails(open_with(place, STORE_READ_WRITE, error), ERROR_DATA, "is not a database");
	free(text);
}

static void store_open__older_database_read_only__asks_to_be_brought_up(void **state)
{
	struct place *place = *state;
	assert_ok(schema_migrate_to(place->path, schema_latest() - 1, error));
	assert_fails(open_with(place, STORE_READ_ONLY, error), ERROR_DATA, "older version");
}

static void store_begin__read_only__is_refused(void **state)
{
	struct place *place = *state;
	struct action_intent intent = {.who = "GN", .title = "x"};
	place_open(place);
	place_close(place);
	assert_ok(open_with(place, STORE_READ_ONLY, error));
	assert_fails(store_begin(place->store, &intent, error), ERROR_PERMISSION, "reading only");
}

/* The child opens at the same moment, as near as two processes come. */
static void store_open__two_processes_at_once__one_makes_the_database(void **state)
{
	struct place *place = *state;
	int ready[2];
	for (int round = 0; round < 5; round++) {
		free(place->path);
		place->path = xasprintf("%s/data/%d.db", place->folder, round);
		assert_int_equal(pipe(ready), 0);
		pid_t child = fork();
		if (child == 0) {
			struct store *store;
			char byte;
			close(ready[1]);
			(void)!read(ready[0], &byte, 1);
			bool ok = store_open(
				&store, place->path, STORE_READ_WRITE, &place->clock, NULL);
			_exit(ok ? 0 : 1);
		}
		close(ready[1]); /* the child reads the end of the pipe and goes */
		place_open(place);
		close(ready[0]);
		int status;
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_true(WIFEXITED(status));
		assert_int_equal(WEXITSTATUS(status), 0);
		place_close(place);
		assert_int_equal(read_integer(place->path, "PRAGMA user_version"), schema_latest());
	}
}

static void store_open__older_database__keeps_a_closed_copy(void **state)
{
	struct place *place = *state;
	int former = schema_latest() - 1;
	char *copy = xasprintf("%s.before-%d", place->path, former + 1);
	mode_t mask = umask(0);
	assert_ok(schema_migrate_to(place->path, former, error));
	run_sql(place->path, "INSERT INTO meta VALUES ('kept', 'yes')");
	assert_int_equal(access(copy, F_OK), -1);
	place_open(place);
	umask(mask);
	assert_int_equal(mode_of(copy), 0600);
	assert_int_equal(read_integer(copy, "PRAGMA user_version"), former);
	assert_int_equal(read_integer(copy, "SELECT count(*) FROM meta WHERE name = 'kept'"), 1);
	free(copy);
}

static void store_backup__open_database__is_whole_and_closed(void **state)
{
	struct place *place = *state;
	char *copy = xasprintf("%s/copy.db", place->folder);
	struct store *other;
	int64_t id;
	place_open(place);
	begin(place, "x");
	assert_ok(store_load_organisations(place->store, error));
	commit(place);
	assert_ok(store_backup(place->store, copy, error));
	assert_int_equal(mode_of(copy), 0600);
	assert_ok(store_open(&other, copy, STORE_EXISTING, &place->clock, error));
	assert_ok(store_find(other, &organisation_entity, "code", "1281", &id, error));
	assert_int_not_equal(id, 0);
	store_close(other);
	free(copy);
}

static void store_backup__folder_that_is_not_there__says_so(void **state)
{
	struct place *place = *state;
	place_open(place);
	assert_fails(store_backup(place->store, "/nowhere/at/all/copy.db", error), ERROR_CREATE,
		"/nowhere/at/all/copy.db");
}

static void store_data_version__change_by_another__is_seen(void **state)
{
	struct place *place = *state;
	place_open(place);
	int64_t before = store_data_version(place->store);
	begin(place, "own");
	assert_ok(store_load_organisations(place->store, error));
	commit(place);
	assert_int_equal(store_data_version(place->store), before);
	run_sql(place->path, "INSERT INTO meta VALUES ('x', 'y')");
	assert_int_not_equal(store_data_version(place->store), before);
}

static void store_open__other_collation__makes_all_keys_anew(void **state)
{
	struct place *place = *state;
	place_open(place);
	begin(place, "x");
	assert_ok(store_load_organisations(place->store, error));
	commit(place);
	char *before = dump(place);
	place_close(place);
	run_sql(place->path, "UPDATE organisation SET sort_key = x'00', search = ''");
	place_open(place);
	char *stale = dump(place);
	assert_string_not_equal(stale, before);
	place_close(place);
	run_sql(place->path, "UPDATE meta SET value = 'sv-1.0 1' WHERE name = 'derived'");
	place_open(place);
	char *after = dump(place);
	assert_string_equal(after, before);
	free(before);
	free(stale);
	free(after);
}

static void place_is_remote__file_systems__are_told_apart(void **state)
{
	(void)state;
	static const struct {
		unsigned long type;
		bool remote;
	} cases[] = {
		{0xef53, false},     /* ext4 */
		{0x9123683e, false}, /* btrfs */
		{0x58465342, false}, /* xfs */
		{0x01021994, false}, /* tmpfs */
		{0x6969, true},      /* nfs */
		{0xff534d42, true},  /* cifs */
		{0xfe534d42, true},  /* smb2 */
		{0x65735546, true},  /* fuse */
		{0x01021997, true},  /* 9p */
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_int_equal(place_is_remote(cases[i].type), cases[i].remote);
}

/* As on a network disk: the same file, without a log that needs shared memory. */
static void engine_open__remote__uses_a_rollback_journal(void **state)
{
	struct place *place = *state;
	struct engine *engine;
	place_open(place);
	place_close(place);
	assert_ok(engine_open(&engine, place->path, place->path, false, true, error));
	engine_close(engine);
	assert_int_equal(
		read_integer(place->path,
			"SELECT count(*) FROM pragma_journal_mode WHERE journal_mode = 'delete'"),
		1);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, place_setup, place_teardown)
	const struct CMUnitTest tests[] = {
		TEST(store_open__new_file__is_for_its_owner_only),
		TEST(store_open__new_file__is_ours_and_logged),
		TEST(store_open__deep_folder__is_made),
		TEST(store_open__missing_file__is_no_input),
		TEST(store_open__file_that_others_may_read__tells_the_command),
		TEST(store_open__symbolic_link__is_refused),
		TEST(store_open__folder_behind_a_link__is_fine),
		TEST(store_open__folder_in_place_of_the_file__is_refused),
		TEST(store_open__file_in_place_of_the_folder__is_refused),
		TEST(store_open__newer_database__is_refused_untouched),
		TEST(store_open__database_of_another_program__is_refused),
		TEST(store_open__file_that_is_no_database__is_refused),
		TEST(store_open__older_database_read_only__asks_to_be_brought_up),
		TEST(store_begin__read_only__is_refused),
		TEST(store_open__two_processes_at_once__one_makes_the_database),
		TEST(store_open__older_database__keeps_a_closed_copy),
		TEST(store_backup__open_database__is_whole_and_closed),
		TEST(store_backup__folder_that_is_not_there__says_so),
		TEST(store_data_version__change_by_another__is_seen),
		TEST(store_open__other_collation__makes_all_keys_anew),
		cmocka_unit_test(place_is_remote__file_systems__are_told_apart),
		TEST(engine_open__remote__uses_a_rollback_journal),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("store open", tests, NULL, NULL);
}
