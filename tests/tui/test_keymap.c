/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which command a key leads to: by default, and when the settings say otherwise. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tui/keymap.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static const struct command *command_named(const char *name)
{
	for (size_t i = 0; i < command_count; i++) {
		if (!strcmp(commands[i].name, name))
			return &commands[i];
	}
	fail_msg("no command is called %s", name);
	return NULL;
}

static const char *found(const struct keymap *keymap, const char *name, unsigned context)
{
	struct key key;
	assert_true(key_parse(name, &key));
	const struct command *command = keymap_find(keymap, key, context);
	return command ? command->name : "nothing";
}

static struct keymap *keymap_with(struct key_setting *keys, size_t count)
{
	struct settings settings = {.keys = keys, .key_count = count};
	struct error error = {0};
	struct keymap *keymap = keymap_create(&settings, &error);
	if (!keymap)
		fail_msg("%s", error.message);
	return keymap;
}

static struct key_setting set(const char *command, const char *keys)
{
	return (struct key_setting){(char *)(uintptr_t)command, (char *)(uintptr_t)keys};
}

static void assert_names(
	const struct keymap *keymap, const char *command, const char *first, const char *all)
{
	char name[KEY_NAME_SIZE];
	keymap_key_name(keymap, command_named(command), name);
	assert_string_equal(name, first);
	char *names = keymap_key_names(keymap, command_named(command));
	assert_string_equal(names, all);
	free(names);
}

static void keymap_find__defaults__depend_on_the_pane(void **state)
{
	struct error error = {0};
	struct keymap *keymap = keymap_create(NULL, &error);
	(void)state;
	assert_non_null(keymap);
	assert_string_equal(found(keymap, "a", AT_PARTICIPANTS), "add-participant");
	assert_string_equal(found(keymap, "a", AT_CALENDAR), "add-meeting");
	assert_string_equal(found(keymap, "a", AT_REQUESTS), "add-request");
	assert_string_equal(found(keymap, "a", AT_OVERVIEW), "nothing");
	assert_string_equal(found(keymap, "e", AT_OVERVIEW), "edit-network");
	assert_string_equal(found(keymap, "e", AT_REQUESTS), "edit");
	assert_string_equal(found(keymap, "F9", AT_CALENDAR), "nothing");
	assert_names(keymap, "down", "j", "j Down");
	keymap_destroy(keymap);
	keymap_destroy(NULL);
}

static void keymap_create__setting__takes_the_place_of_the_defaults(void **state)
{
	struct key_setting keys[] = {set("export", "F5  C-e")};
	struct keymap *keymap = keymap_with(keys, LENGTH(keys));
	(void)state;
	assert_string_equal(found(keymap, "F5", AT_CALENDAR), "export");
	assert_string_equal(found(keymap, "C-e", AT_CALENDAR), "export");
	assert_string_equal(found(keymap, "x", AT_CALENDAR), "nothing");
	assert_string_equal(found(keymap, "F5", AT_REQUESTS), "nothing");
	assert_names(keymap, "export", "F5", "F5 C-e");
	keymap_destroy(keymap);
}

static void keymap_create__empty_setting__takes_the_key_away(void **state)
{
	struct key_setting keys[] = {set("cancel", "")};
	struct keymap *keymap = keymap_with(keys, LENGTH(keys));
	(void)state;
	assert_string_equal(found(keymap, "C", AT_CALENDAR), "nothing");
	assert_names(keymap, "cancel", "", "");
	keymap_destroy(keymap);
}

/* A setting has an effect even when the key was another command's, earlier in the table. */
static void keymap_create__key_of_another__goes_to_the_setting(void **state)
{
	struct key_setting keys[] = {set("undo", "a"), set("quit", "Q q")};
	struct keymap *keymap = keymap_with(keys, LENGTH(keys));
	(void)state;
	assert_string_equal(found(keymap, "a", AT_CALENDAR), "undo");
	assert_string_equal(found(keymap, "u", AT_CALENDAR), "nothing");
	assert_names(keymap, "add-meeting", "", ""); /* nothing is promised that does not work */
	assert_string_equal(found(keymap, "q", AT_CALENDAR), "quit");
	keymap_destroy(keymap);
}

/* A key taken in one pane only still works in the others. */
static void keymap_create__key_of_another_in_one_pane__stays_elsewhere(void **state)
{
	struct key_setting keys[] = {set("export", "u")};
	struct keymap *keymap = keymap_with(keys, LENGTH(keys));
	(void)state;
	assert_string_equal(found(keymap, "u", AT_CALENDAR), "export");
	assert_string_equal(found(keymap, "u", AT_REQUESTS), "undo");
	assert_names(keymap, "undo", "u", "u");
	keymap_destroy(keymap);
}

static void keymap_create__what_makes_no_sense__is_refused(void **state)
{
	static const struct {
		const char *command, *keys, *told;
	} cases[] = {
		{"fly", "f", "fly"},
		{"", "f", "no command"},
		{"Export", "f", "Export"},
		{"export", "F13", "F13"},
		{"export", "x Nokey", "Nokey"},
		{"export", "\x1b[31m", "export"},
		{"fl\x1b[31my", "f", "fl"},
	};
	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct key_setting keys[] = {set(cases[i].command, cases[i].keys)};
		struct settings settings = {.keys = keys, .key_count = 1};
		struct error error = {0};
		assert_null(keymap_create(&settings, &error));
		assert_int_equal(error.kind, ERROR_DATA);
		assert_non_null(strstr(error.message, cases[i].told));
		assert_null(strchr(error.message, '\x1b'));
		error_finish(&error);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keymap_find__defaults__depend_on_the_pane),
		cmocka_unit_test(keymap_create__setting__takes_the_place_of_the_defaults),
		cmocka_unit_test(keymap_create__empty_setting__takes_the_key_away),
		cmocka_unit_test(keymap_create__key_of_another__goes_to_the_setting),
		cmocka_unit_test(keymap_create__key_of_another_in_one_pane__stays_elsewhere),
		cmocka_unit_test(keymap_create__what_makes_no_sense__is_refused),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
