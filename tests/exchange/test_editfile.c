/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text in a file for an editor: ours alone, and gone without a trace. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "exchange/editfile.h"

static void begin(struct edit_file *file, const char *text)
{
	struct error error = {0};
	if (!edit_file_create(file, "minutes.txt", text, &error))
		fail_msg("%s", error.message);
}

static void end(struct edit_file *file)
{
	char *folder = xstrdup(file->folder);
	edit_file_remove(file);
	edit_file_finish(file);
	assert_int_equal(access(folder, F_OK), -1);
	free(folder);
}

static void write_file(const char *path, const char *text, size_t length)
{
	FILE *out = fopen(path, "w");
	assert_non_null(out);
	assert_int_equal(fwrite(text, 1, length, out), length);
	assert_int_equal(fclose(out), 0);
}

static char *read_back(const struct edit_file *file)
{
	struct error error = {0};
	char *text = NULL;
	if (!edit_file_read(file, &text, &error))
		fail_msg("%s", error.message);
	return text;
}

static void editfile__create__is_ours_alone(void **state)
{
	(void)state;
	struct edit_file file;
	struct stat status;
	begin(&file, "Hej");
	assert_int_equal(stat(file.folder, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0700);
	assert_int_equal(stat(file.path, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0600);
	assert_int_equal(status.st_size, 4); /* with a line break at its end */
	end(&file);
}

static void editfile__read__tells_what_has_changed(void **state)
{
	(void)state;
	static const struct {
		const char *written, *text;
		size_t length;
	} rows[] = {
		{"Hej\n", NULL, 4},
		{"Hej\n\n\n", "Hej", 6},
		{"Hej d\xc3\xa5\r\n", "Hej d\xc3\xa5", 9},
		{"Hej \xff\n", "Hej \xef\xbf\xbd", 6},
		{"Hej\0!\n", "Hej!", 6},
		{"", "", 0},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct edit_file file;
		begin(&file, "Hej");
		write_file(file.path, rows[i].written, rows[i].length);
		char *text = read_back(&file);
		if (!text != !rows[i].text || (text && strcmp(text, rows[i].text) != 0))
			fail_msg("row %zu: “%s”", i, text ? text : "unchanged");
		free(text);
		end(&file);
	}
}

static void editfile__remove__takes_what_the_editor_left(void **state)
{
	(void)state;
	struct edit_file file;
	begin(&file, "Hej");
	char *backup = xasprintf("%s~", file.path),
	     *swap = xasprintf("%s/.minutes.txt.swp", file.folder);
	write_file(backup, "Hej", 3);
	write_file(swap, "x", 1);
	free(backup);
	free(swap);
	end(&file);
}

static void editfile__gone__is_an_error(void **state)
{
	(void)state;
	struct edit_file file;
	struct error error = {0};
	char *text;
	begin(&file, "Hej");
	unlink(file.path);
	assert_false(edit_file_read(&file, &text, &error));
	assert_null(text);
	error_finish(&error);
	end(&file);
}

static void editfile__command__is_the_users_own(void **state)
{
	(void)state;
	static const struct {
		const char *visual, *editor, *command;
	} rows[] = {
		{"emacs -nw", "vi", "exec emacs -nw \"$@\""},
		{"", "nano -w", "exec nano -w \"$@\""},
		{NULL, "'/my editor/x'", "exec '/my editor/x' \"$@\""},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct edit_file file;
		struct error error = {0};
		rows[i].visual ? setenv("VISUAL", rows[i].visual, 1) : unsetenv("VISUAL");
		setenv("EDITOR", rows[i].editor, 1);
		begin(&file, "Hej");
		char **argv = edit_file_command(&file, &error);
		assert_non_null(argv);
		assert_string_equal(argv[0], "sh");
		assert_string_equal(argv[2], rows[i].command);
		assert_string_equal(argv[4], file.path);
		assert_null(argv[5]);
		edit_file_command_free(argv);
		end(&file);
	}
	unsetenv("VISUAL");
	unsetenv("EDITOR");
}

static void editfile__no_editor__is_said(void **state)
{
	(void)state;
	struct edit_file file;
	struct error error = {0};
	char *path = xstrdup(getenv("PATH"));
	begin(&file, "Hej");
	setenv("PATH", "/no/such/folder:", 1);
	assert_null(edit_file_command(&file, &error));
	assert_int_equal(error.kind, ERROR_UNAVAILABLE);
	assert_non_null(strstr(error.message, "EDITOR"));
	error_finish(&error);
	setenv("PATH", path, 1);
	free(path);
	end(&file);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(editfile__create__is_ours_alone),
		cmocka_unit_test(editfile__read__tells_what_has_changed),
		cmocka_unit_test(editfile__remove__takes_what_the_editor_left),
		cmocka_unit_test(editfile__gone__is_an_error),
		cmocka_unit_test(editfile__command__is_the_users_own),
		cmocka_unit_test(editfile__no_editor__is_said),
	};

	i18n_init("en");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
