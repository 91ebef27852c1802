/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The command table keeps the promises of the manual and of the keys. The section KEYS of
 * traffpunkt(1) is made from the table: after a change of it, put what this prints there:
 *
 *   build/debug/tests/tui/test_commandtable --print
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uchar.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "base/i18n.h"
#include "base/text.h"
#include "tui/dialog.h"
#include "tui/keymap.h"
#include "tui/tui.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static const unsigned panes[] = {AT_OVERVIEW, AT_PARTICIPANTS, AT_CALENDAR, AT_REQUESTS};

enum { KEYS_MAX = 8 };

/* The default keys of a command. */
static size_t keys_of(const struct command *command, struct key keys[KEYS_MAX])
{
	char names[128], *rest = names, *name;
	size_t count = 0;
	snprintf(names, sizeof(names), "%s", command->keys);
	while ((name = strsep(&rest, " "))) {
		if (!*name)
			continue; /* in the palette only */
		assert_true(count < KEYS_MAX);
		if (!key_parse(name, &keys[count++]))
			fail_msg("%s has the key “%s”, which is none", command->name, name);
	}
	return count;
}

static const struct command *command_named(const char *name)
{
	for (size_t i = 0; i < command_count; i++) {
		if (!strcmp(commands[i].name, name))
			return &commands[i];
	}
	fail_msg("no command is called %s", name);
	return NULL;
}

/* ---- each command ---- */

static void command__each__is_told_whole(void **state)
{
	(void)state;
	assert_true(command_count > 30);
	for (size_t i = 0; i < command_count; i++) {
		const struct command *command = &commands[i];
		size_t length = command->help ? strlen(command->help) : 0;
		if (!command->name || text_is_blank(command->title) || length < 5 ||
			!command->run || !command->contexts ||
			command->contexts & ~(unsigned)AT_ANY)
			fail_msg("command %zu, %s, lacks something", i, command->name);
		if (command->help[length - 1] != '.')
			fail_msg("the help of %s is no sentence", command->name);
		if (strspn(command->name, "abcdefghijklmnopqrstuvwxyz-") != strlen(command->name))
			fail_msg("%s cannot be written in the settings", command->name);
		if (command->flags & COMMAND_HINTED && text_is_blank(command->brief))
			fail_msg("%s is to be hinted without words", command->name);
		if (command->flags & COMMAND_UNDOABLE && !(command->flags & COMMAND_WRITES))
			fail_msg("%s can be undone without writing", command->name);
	}
}

static void command__each__has_a_name_of_its_own(void **state)
{
	(void)state;
	for (size_t i = 0; i < command_count; i++) {
		for (size_t j = 0; j < i; j++) {
			if (!strcmp(commands[i].name, commands[j].name))
				fail_msg("two commands are called %s", commands[i].name);
			if (!strcmp(commands[i].title, commands[j].title))
				fail_msg("two commands have the title %s", commands[i].title);
		}
	}
}

static void command__keys__are_keys(void **state)
{
	(void)state;
	for (size_t i = 0; i < command_count; i++) {
		struct key keys[KEYS_MAX];
		assert_true(keys_of(&commands[i], keys) > 0 || !*commands[i].keys);
	}
}

static void check_apart(const struct command *one, const struct command *other)
{
	struct key ones[KEYS_MAX], others[KEYS_MAX];
	size_t one_count = keys_of(one, ones), other_count = keys_of(other, others);
	if (!(one->contexts & other->contexts))
		return;
	for (size_t i = 0; i < one_count; i++) {
		for (size_t j = 0; j < other_count; j++) {
			if (key_equal(ones[i], others[j]))
				fail_msg("%s and %s have the same key in the same pane", one->name,
					other->name);
		}
	}
}

static void command__keys__are_one_commands_in_a_pane(void **state)
{
	(void)state;
	for (size_t i = 0; i < command_count; i++) {
		for (size_t j = 0; j < i; j++)
			check_apart(&commands[i], &commands[j]);
	}
}

/* What changes the database or writes files is refused when it is opened for reading. */
static void command__writing_ones__say_so(void **state)
{
	static const char *const writing[] = {"add-participant", "add-meeting", "add-request",
		"edit", "state", "move", "duplicate", "theme", "programme", "attendance", "export",
		"export-all", "cancel", "assign", "wait", "urgent", "undo", "redo", "edit-network",
		"edit-owners", "edit-contents", "edit-facts", "withdraw", "call-back", "transfer",
		"welcome", "chase", "tag", "merge", "import", "export-people", "invoice-export",
		"invoice-paid", "invoice-waive", "invoice-charge", "invoice-credit", "needs",
		"catering", "reveal", "extract", "erase", "retention", "keep-folder", "decide-date",
		"minutes", "sign-in-sheet", "name-list", "attendance-file", "webinar",
		"webinar-full", "edit-note", "answer", "read-replies", "publish", "publish-all",
		"remind", "delivered", "intake", "merge-requests", "link", "make-participant",
		"sensitive", "save-attachment", "export-case", "internal-note", "internal-notes",
		"reply", "reply-in-editor", "edit-templates", "export-all", "cancel", "assign",
		"wait", "urgent", "release", "undo", "redo", "edit-network", "edit-owners",
		"edit-contents", "edit-facts", "withdraw", "call-back", "transfer", "welcome",
		"chase", "tag", "merge", "import", "export-people", "invoice-export",
		"invoice-paid", "invoice-waive", "invoice-charge", "invoice-credit", "needs",
		"catering", "reveal", "extract", "erase", "retention", "keep-folder", "decide-date",
		"minutes", "sign-in-sheet", "name-list", "attendance-file", "webinar",
		"webinar-full", "edit-note", "answer", "read-replies", "publish", "publish-all"};
	(void)state;
	for (size_t i = 0; i < command_count; i++) {
		bool expected = false;
		for (size_t j = 0; j < LENGTH(writing); j++)
			expected = expected || !strcmp(commands[i].name, writing[j]);
		if (expected != ((commands[i].flags & COMMAND_WRITES) != 0))
			fail_msg("%s %s", commands[i].name,
				expected ? "writes, and does not say so"
					 : "says that it writes; does it? Then list it here");
	}
	for (size_t j = 0; j < LENGTH(writing); j++)
		command_named(writing[j]);
}

/* ---- the keys that were promised ---- */

static const struct {
	const char *key;
	unsigned contexts;
	const char *command;
} promised[] = {
	{"r", AT_REQUESTS, "reply"},
	{"E", AT_REQUESTS, "reply-in-editor"},
	{"1", AT_ANY, "participants"},
	{"2", AT_ANY, "calendar"},
	{"3", AT_ANY, "requests"},
	{"0", AT_ANY, "overview"},
	{"Tab", AT_ANY, "next-pane"},
	{"z", AT_ANY, "zoom"},
	{"j", AT_ANY, "down"},
	{"Down", AT_ANY, "down"},
	{"k", AT_ANY, "up"},
	{"Up", AT_ANY, "up"},
	{"g", AT_ANY, "first"},
	{"G", AT_ANY, "last"},
	{"PgUp", AT_ANY, "page-up"},
	{"PgDn", AT_ANY, "page-down"},
	{"Enter", AT_ANY, "open"},
	{"Esc", AT_ANY, "back"},
	{"/", AT_LISTS, "filter"},
	{"Space", AT_LISTS, "mark"},
	{"v", AT_LISTS, "mark-range"},
	{"*", AT_LISTS, "mark-all"},
	{"\\", AT_LISTS, "clear-marks"},
	{"a", AT_PARTICIPANTS, "add-participant"},
	{"a", AT_CALENDAR, "add-meeting"},
	{"a", AT_REQUESTS, "add-request"},
	{"e", AT_LISTS, "edit"},
	{"s", AT_LISTS, "state"},
	{"x", AT_CALENDAR, "export"},
	{"u", AT_ANY, "undo"},
	{"C-r", AT_ANY, "redo"},
	{"H", AT_ANY, "history"},
	{"y", AT_LISTS, "copy"},
	{":", AT_ANY, "palette"},
	{"?", AT_ANY, "help"},
	{"C-l", AT_ANY, "redraw"},
	{"C-g", AT_ANY, "privacy"},
	{"M", AT_ANY, "pictures"},
	{"N", AT_CALENDAR, "attendance"},
	{"E", AT_CALENDAR, "minutes"},
	{"E", AT_PARTICIPANTS, "edit-note"},
	{"C-z", AT_ANY, "suspend"},
	{"q", AT_ANY, "quit"},
	{"i", AT_PARTICIPANTS, "import"},
	{"T", AT_CALENDAR, "theme"},
	{"D", AT_CALENDAR, "move"},
	{"C", AT_CALENDAR, "cancel"},
	{"@", AT_REQUESTS, "assign"},
	{"w", AT_REQUESTS, "wait"},
	{"!", AT_REQUESTS, "urgent"},
	{"m", AT_REQUESTS, "merge-requests"},
	{"l", AT_REQUESTS, "link"},
	{"P", AT_REQUESTS, "make-participant"},
	{">", AT_LISTS, "related"},
	{"-", AT_ANY, "return"},
	{"I", AT_REQUESTS, "internal-note"},
	{"F", AT_REQUESTS, "release"},
	{"t", AT_PARTICIPANTS, "tag"},
	{"m", AT_PARTICIPANTS, "merge"},
	{"f", AT_LISTS, "views"},
};

static void keymap__promised_keys__are_bound(void **state)
{
	struct error error = {0};
	struct keymap *keymap = keymap_create(NULL, &error);
	(void)state;
	for (size_t i = 0; i < LENGTH(promised); i++) {
		for (size_t pane = 0; pane < LENGTH(panes); pane++) {
			struct key key;
			if (!(promised[i].contexts & panes[pane]))
				continue;
			assert_true(key_parse(promised[i].key, &key));
			const struct command *command = keymap_find(keymap, key, panes[pane]);
			if (!command || strcmp(command->name, promised[i].command) != 0)
				fail_msg("%s in pane %zu does %s, not %s", promised[i].key, pane,
					command ? command->name : "nothing", promised[i].command);
		}
	}
	keymap_destroy(keymap);
}

/* Free until what they were promised to is there. */
static void keymap__keys_promised_to_others__are_free(void **state)
{
	static const struct {
		const char *key;
		unsigned contexts;
	} held[] = {{"t", AT_REQUESTS}, {"i", AT_CALENDAR}};
	struct error error = {0};
	struct keymap *keymap = keymap_create(NULL, &error);
	(void)state;
	for (size_t i = 0; i < LENGTH(held); i++) {
		struct key key;
		assert_true(key_parse(held[i].key, &key));
		const struct command *command = keymap_find(keymap, key, held[i].contexts);
		if (command)
			fail_msg("%s does %s; it is promised to something else", held[i].key,
				command->name);
	}
	keymap_destroy(keymap);
}

/* ---- a slip of the finger ---- */

static const char *const opposites[][2] = {{"cancel", "add-meeting"}, {"cancel", "state"},
	{"cancel", "theme"}, {"cancel", "move"}, {"undo", "redo"}, {"mark", "clear-marks"},
	{"mark-range", "clear-marks"}, {"mark-all", "clear-marks"}, {"urgent", "wait"},
	{"urgent", "state"}, {"assign", "wait"}, {"edit", "back"}, {"edit", "quit"},
	{"add-participant", "quit"}, {"add-meeting", "quit"}, {"add-request", "quit"},
	{"filter", "back"}, {"export", "undo"}};

/* Where a character stands on a Swedish keyboard, with or without Shift and AltGr; false: nowhere.
 */
static bool stands_at(struct key key, int *row, int *column)
{
	/* Three layers of each row; a blank is a key without a character of that layer. */
	static const char32_t *const layers[][3] = {
		{U"1234567890+", U"!\"#¤%&/()=?", U" @£$€ {[]}\\"},
		{U"qwertyuiopå", U"QWERTYUIOPÅ", U"  €        "},
		{U"asdfghjklöä'", U"ASDFGHJKLÖÄ*", U"            "},
		{U"<zxcvbnm,.-", U">ZXCVBNM;:_", U"|          "},
	};
	for (int r = 0; r < (int)LENGTH(layers); r++) {
		for (int layer = 0; layer < 3; layer++) {
			for (int c = 0; layers[r][layer][c]; c++) {
				if (layers[r][layer][c] != key.code || key.code == ' ')
					continue;
				*row = r;
				*column = c;
				return true;
			}
		}
	}
	return false;
}

/* The same key of the keyboard, or the next one in its row, held with the same modifiers. */
static bool are_neighbours(struct key one, struct key other)
{
	int row, column, other_row, other_column;
	if (one.modifiers != other.modifiers || !stands_at(one, &row, &column) ||
		!stands_at(other, &other_row, &other_column))
		return false;
	return row == other_row && abs(column - other_column) <= 1;
}

static struct key key_named(const char *name)
{
	struct key key;
	assert_true(key_parse(name, &key));
	return key;
}

static void are_neighbours__swedish_keyboard__is_right(void **state)
{
	(void)state;
	assert_true(are_neighbours(key_named("q"), key_named("w")));
	assert_true(are_neighbours(key_named("x"), key_named("C")));
	assert_true(are_neighbours(key_named("@"), key_named("!")));
	assert_true(are_neighbours(key_named("+"), key_named("\\")));
	assert_true(are_neighbours(key_named("ö"), key_named("ä")));
	assert_false(are_neighbours(key_named("q"), key_named("e")));
	assert_false(are_neighbours(key_named("u"), key_named("C-r")));
	assert_false(are_neighbours(key_named("*"), key_named("\\")));
	assert_false(are_neighbours(key_named("Enter"), key_named("Esc")));
}

static void command__opposites__are_not_neighbours(void **state)
{
	(void)state;
	for (size_t i = 0; i < LENGTH(opposites); i++) {
		const struct command *one = command_named(opposites[i][0]);
		const struct command *other = command_named(opposites[i][1]);
		struct key ones[KEYS_MAX], others[KEYS_MAX];
		size_t one_count = keys_of(one, ones), other_count = keys_of(other, others);
		for (size_t a = 0; a < one_count; a++) {
			for (size_t b = 0; b < other_count; b++) {
				if (are_neighbours(ones[a], others[b]))
					fail_msg(
						"%s and %s are neighbours", one->name, other->name);
			}
		}
	}
}

static void dialog__yes_and_no__are_not_neighbours(void **state)
{
	(void)state;
	for (uint32_t a = 'a'; a <= 'z'; a++) {
		struct key yes = {.code = a};
		assert_false(dialog_means_yes(yes) && dialog_means_no(yes));
		for (uint32_t b = 'a'; b <= 'z'; b++) {
			struct key no = {.code = b};
			if (dialog_means_yes(yes) && dialog_means_no(no))
				assert_false(are_neighbours(yes, no));
		}
	}
}

/* ---- the manual ---- */

static void append_escaped(struct buffer *text, const char *from)
{
	for (; *from; from++) {
		if (strchr("*_\\", *from))
			buffer_append_char(text, '\\');
		buffer_append_char(text, *from);
	}
}

static void append_keys(struct buffer *text, char *keys)
{
	char *key;
	for (bool first = true; *keys && (key = strsep(&keys, " ")); first = false) {
		buffer_append(text, first ? "*" : ", *");
		append_escaped(text, key);
		buffer_append(text, "*");
		if (!keys)
			break;
	}
}

static const char *where(const char *contexts)
{
	if (!strcmp(contexts, "overview,participants,calendar,requests"))
		return "";
	return strcmp(contexts, "participants,calendar,requests") ? contexts : "lists";
}

/* Lines of tui_list_commands() as the section of the man page. Owned by the caller. */
static char *manual(void)
{
	struct buffer text = {0};
	char *list = tui_list_commands(), *rest = list, *line;
	while ((line = strsep(&rest, "\n")) && *line) {
		char *name = strsep(&line, "\t"), *keys = strsep(&line, "\t");
		const char *place = where(strsep(&line, "\t"));
		append_keys(&text, keys);
		buffer_append(&text, *keys ? " _" : "_");
		append_escaped(&text, name);
		buffer_append(&text, *place ? "_ (" : "_");
		buffer_append(&text, place);
		buffer_append(&text, *place ? ")\n\t" : "\n\t");
		append_escaped(&text, line);
		buffer_append(&text, "\n\n");
	}
	free(list);
	return buffer_take(&text);
}

static char *read_file(const char *path)
{
	struct buffer text = {0};
	char part[4096];
	FILE *file = fopen(path, "r");
	if (!file)
		fail_msg("%s cannot be read", path);
	for (size_t read; (read = fread(part, 1, sizeof(part), file)) > 0;)
		buffer_append_bytes(&text, part, read);
	fclose(file);
	return buffer_take(&text);
}

/* Says the first line that is not as it should be. */
static void compare_lines(char *found, char *expected)
{
	for (int number = 1; found || expected; number++) {
		char *has = found ? strsep(&found, "\n") : NULL;
		char *wants = expected ? strsep(&expected, "\n") : NULL;
		if (has && wants && !strcmp(has, wants))
			continue;
		fail_msg("line %d of the section KEYS\n-%s\n+%s\nis made anew with --print", number,
			has ? has : "(its end)", wants ? wants : "(its end)");
	}
}

static void manual__section_of_keys__is_the_command_table(void **state)
{
	static const char begin[] = "; keys: begin\n", end[] = "; keys: end\n";
	char *page = read_file(*state), *expected = manual();
	char *start = strstr(page, begin), *stop = strstr(page, end);
	assert_non_null(start);
	assert_non_null(stop);
	*stop = '\0';
	compare_lines(start + strlen(begin), expected);
	free(expected);
	free(page);
}

int main(int count, char *arguments[])
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(command__each__is_told_whole),
		cmocka_unit_test(command__each__has_a_name_of_its_own),
		cmocka_unit_test(command__keys__are_keys),
		cmocka_unit_test(command__keys__are_one_commands_in_a_pane),
		cmocka_unit_test(command__writing_ones__say_so),
		cmocka_unit_test(keymap__promised_keys__are_bound),
		cmocka_unit_test(keymap__keys_promised_to_others__are_free),
		cmocka_unit_test(are_neighbours__swedish_keyboard__is_right),
		cmocka_unit_test(command__opposites__are_not_neighbours),
		cmocka_unit_test(dialog__yes_and_no__are_not_neighbours),
		cmocka_unit_test_prestate(
			manual__section_of_keys__is_the_command_table, arguments[count - 1]),
	};

	if (count == 2 && !strcmp(arguments[1], "--print")) {
		char *text = manual();
		fputs(text, stdout);
		free(text);
		return 0;
	}
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
