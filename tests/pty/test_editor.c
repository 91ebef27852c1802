/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The user's own editor in the terminal of the dashboard: there and back, also when the window
 * changes meanwhile, and whatever the editor does.
 */
#include <dirent.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "pty/fixture.h"

/* Says that it is there, and adds the line that is typed as a decision. */
#define WAITING_EDITOR                                                               \
	"printf '\\033[2J\\033[HEDITOR HERE\\n'\nread line\necho \"BESLUT: $line\" " \
	">> \"$1\"\n"

/* "VISUAL=..." of an editor that does this; owned. */
static char *editor(const struct fixture *fixture, const char *script)
{
	char *path = xasprintf("%s/editor.sh", fixture->folder);
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fprintf(file, "#!/bin/sh\n%s", script);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(chmod(path, 0700), 0);
	/* With an option, as people have them. */
	char *variable = xasprintf("VISUAL=sh %s", path);
	free(path);
	return variable;
}

/* The minutes of the first meeting as they are stored; owned. */
static char *minutes(const struct fixture *fixture)
{
	static const char *const arguments[] = {"meeting", "minutes", "1", NULL};
	char *text;
	assert_int_equal(fixture_run(fixture, &text, arguments), 0);
	return text;
}

/* Is there a folder of a text that has been kept? */
static bool is_kept(const struct fixture *fixture)
{
	DIR *folder = opendir(fixture->folder);
	const struct dirent *entry;
	bool found = false;
	assert_non_null(folder);
	while ((entry = readdir(folder)))
		found |= !strncmp(entry->d_name, "traffpunkt-", 11);
	closedir(folder);
	return found;
}

static void wait_for(struct term *term, const char *text)
{
	if (term_wait_text(term, text, PATIENCE))
		return;
	term_dump(term);
	fail_msg("no “%s”", text);
}

static struct term *start_editing(const struct fixture *fixture, const char *script)
{
	char *variable = editor(fixture, script);
	struct term *term = fixture_start(fixture, variable);
	free(variable);
	assert_true(term_send_keys(term, "2gE"));
	return term;
}

static void end(struct term *term)
{
	fixture_settle(term);
	assert_true(term_send_keys(term, "q"));
	fixture_assert_ended(term, 0);
	term_close(term);
}

static void editor__there_and_back__saves(void **state)
{
	struct term *term = start_editing(*state, WAITING_EDITOR);
	struct termios modes;
	wait_for(term, "EDITOR HERE");
	assert_true(term_find(term, "Calendar") < 0);
	assert_true(term_termios(term, &modes));
	assert_true(modes.c_lflag & ICANON); /* the terminal is the editor's */
	assert_true(term_send_keys(term, "klart<Enter>"));
	wait_for(term, "1 decision");
	fixture_settle(term);
	assert_true(term_find(term, "EDITOR") < 0);
	assert_true(term_termios(term, &modes));
	assert_false(modes.c_lflag & (ICANON | ECHO));
	assert_true(term_find(term, "Calendar") >= 0);
	end(term);
	char *text = minutes(*state);
	assert_non_null(strstr(text, "BESLUT: klart"));
	free(text);
	assert_false(is_kept(*state));
}

static void editor__resize_meanwhile__is_drawn_at_the_new_size(void **state)
{
	struct term *term = start_editing(*state, WAITING_EDITOR);
	wait_for(term, "EDITOR HERE");
	term_resize(term, 20, 70);
	assert_true(term_send_keys(term, "litet<Enter>"));
	wait_for(term, "decisions");
	fixture_settle(term);
	/* The hint line is the last row, and it fits. */
	char *row = term_row(term, 19);
	if (!strstr(row, "help"))
		fail_msg("the last row is “%s”", row);
	free(row);
	assert_true(term_find(term, "EDITOR") < 0);
	end(term);
}

static void editor__unchanged__saves_nothing(void **state)
{
	char *before = minutes(*state);
	struct term *term = start_editing(*state, "true\n");
	wait_for(term, "nothing has been saved");
	end(term);
	char *after = minutes(*state);
	assert_string_equal(before, after);
	free(before);
	free(after);
	assert_false(is_kept(*state));
}

/* It fails, it is killed, it is not there: what was written stays, and it is said where. */
static void editor__failure__keeps_the_text(void **state)
{
	static const struct {
		const char *script, *said;
	} rows[] = {
		{"echo 'BESLUT: halvt' >> \"$1\"\nexit 3\n", "ended with code 3"},
		{"echo 'BESLUT: halvt' >> \"$1\"\nkill -KILL $$\n", "ended before it was done"},
		{"exec /no/such/editor \"$1\"\n", "cannot be started"},
	};
	char *before = minutes(*state);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct term *term = start_editing(*state, rows[i].script);
		wait_for(term, "Nothing has been saved");
		fixture_settle(term);
		if (term_find(term, rows[i].said) < 0) {
			term_dump(term);
			fail_msg("not said: %s", rows[i].said);
		}
		assert_true(term_find(term, ".txt") >= 0);
		assert_true(is_kept(*state));
		assert_true(term_send_keys(term, "<Esc>"));
		end(term);
	}
	char *after = minutes(*state);
	assert_string_equal(before, after);
	free(before);
	free(after);
}

/* The note of a participant goes the same way; somebody else's change meanwhile is not lost. */
static void editor__note__is_saved_unless_it_has_changed(void **state)
{
	static const char *const show[] = {"participant", "show", "1", NULL};
	static const char *const edit[] = {"participant", "edit", "1", "--phone", "08-1", NULL};
	char *variable = editor(*state, WAITING_EDITOR), *text;
	struct term *term = fixture_start(*state, variable);
	free(variable);
	assert_true(term_send_keys(term, "1gE"));
	wait_for(term, "EDITOR HERE");
	assert_true(term_send_keys(term, "ring igen<Enter>"));
	wait_for(term, "The note is saved");
	fixture_settle(term);
	assert_true(term_send_keys(term, "E"));
	wait_for(term, "EDITOR HERE");
	assert_int_equal(fixture_run(*state, NULL, edit), 0);
	assert_true(term_send_keys(term, "nej<Enter>"));
	wait_for(term, "Nothing has been saved");
	assert_true(term_send_keys(term, "<Esc>"));
	end(term);
	assert_int_equal(fixture_run(*state, &text, show), 0);
	assert_non_null(strstr(text, "ring igen"));
	assert_null(strstr(text, "nej"));
	free(text);
}

/* Asked to end while the editor has the terminal: what is being written is not lost by that. */
static void editor__signal_meanwhile__saves_and_ends(void **state)
{
	struct term *term = start_editing(*state, WAITING_EDITOR);
	wait_for(term, "EDITOR HERE");
	assert_true(term_signal(term, SIGTERM));
	assert_true(term_send_keys(term, "till sist<Enter>"));
	fixture_assert_ended(term, SIGTERM);
	term_close(term);
	char *text = minutes(*state);
	assert_non_null(strstr(text, "BESLUT: till sist"));
	free(text);
}

int main(int count, char **arguments)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(editor__there_and_back__saves),
		cmocka_unit_test(editor__resize_meanwhile__is_drawn_at_the_new_size),
		cmocka_unit_test(editor__unchanged__saves_nothing),
		cmocka_unit_test(editor__signal_meanwhile__saves_and_ends),
		cmocka_unit_test(editor__note__is_saved_unless_it_has_changed),
		cmocka_unit_test(editor__failure__keeps_the_text),
	};

	if (count != 2)
		return 64;
	fixture_set_program(arguments[1]);
	return cmocka_run_group_tests(tests, fixture_setup, fixture_teardown);
}
