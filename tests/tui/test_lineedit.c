/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Editing by keys. A state is written as the text with "|" where the cursor is; keys by name,
 * separated by spaces.
 */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/text.h"
#include "tui/lineedit.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

enum { WIDTH = 11 };

static enum lineedit_result type(struct lineedit *edit, const char *keys, int width)
{
	enum lineedit_result result = LINEEDIT_MOVED;
	char *list = xstrdup(keys);
	char *rest = NULL;

	for (char *name = strtok_r(list, " ", &rest); name; name = strtok_r(NULL, " ", &rest)) {
		struct key key;

		if (!key_parse(name, &key))
			fail_msg("no key \"%s\"", name);
		result = lineedit_key(edit, key, width);
	}
	free(list);
	return result;
}

/* Starts from "text|text". */
static void set_state(struct lineedit *edit, const char *state, bool multiline)
{
	const char *cursor = strchr(state, '|');
	size_t before = (size_t)(cursor - state);
	struct buffer text = {0};

	buffer_append_bytes(&text, state, before);
	buffer_append(&text, cursor + 1);
	lineedit_init(edit, text.data, 0, multiline);
	edit->cursor = before;
	buffer_finish(&text);
}

static char *get_state(const struct lineedit *edit)
{
	struct buffer out = {0};

	buffer_append_bytes(&out, lineedit_text(edit), edit->cursor);
	buffer_append_char(&out, '|');
	buffer_append(&out, lineedit_text(edit) + edit->cursor);
	return buffer_take(&out);
}

static const struct {
	const char *before, *keys, *after;
	enum lineedit_result result;
} lines[] = {
	{"|", "a å 作 Space", "aå作 |", LINEEDIT_CHANGED},
	{"ab|c", "Left", "a|bc", LINEEDIT_MOVED},
	{"|ab", "Left", "|ab", LINEEDIT_MOVED},
	{"ab|", "Right", "ab|", LINEEDIT_MOVED},
	{"|åb", "Right", "å|b", LINEEDIT_MOVED},
	/* a + ring above + acute is one character to the eye */
	{"a\xcc\x8a\xcc\x81|b", "Left",
		"|a\xcc\x8a\xcc\x81"
		"b",
		LINEEDIT_MOVED},
	{"|a\xcc\x8a\xcc\x81"
	 "b",
		"Right", "a\xcc\x8a\xcc\x81|b", LINEEDIT_MOVED},
	{"xa\xcc\x8a|", "Backspace", "x|", LINEEDIT_CHANGED},
	{"x|a\xcc\x8ay", "Del", "x|y", LINEEDIT_CHANGED},
	{"\xcc\x8a|x", "Left", "|\xcc\x8ax", LINEEDIT_MOVED},
	{"ab|", "Backspace", "a|", LINEEDIT_CHANGED},
	{"|ab", "Backspace", "|ab", LINEEDIT_MOVED},
	{"ab|", "Del", "ab|", LINEEDIT_MOVED},
	{"ab|cd", "Home", "|abcd", LINEEDIT_MOVED},
	{"ab|cd", "C-a x", "x|abcd", LINEEDIT_CHANGED},
	{"ab|cd", "End", "abcd|", LINEEDIT_MOVED},
	{"ab|cd", "C-e", "abcd|", LINEEDIT_MOVED},
	{"ab|cd", "C-k", "ab|", LINEEDIT_CHANGED},
	{"ab|cd", "C-u", "|cd", LINEEDIT_CHANGED},
	{"ab|", "C-k", "ab|", LINEEDIT_MOVED},
	{"en två  |tre", "C-w", "en |tre", LINEEDIT_CHANGED},
	{"a.b-c|", "C-w", "|", LINEEDIT_CHANGED},
	{"a.båt|", "A-Backspace", "a.|", LINEEDIT_CHANGED},
	{"ett båtar, tre|", "C-Left C-Left", "ett |båtar, tre", LINEEDIT_MOVED},
	{"|ett båtar, tre", "A-f A-f", "ett båtar|, tre", LINEEDIT_MOVED},
	{"|ett båtar", "C-Right", "ett| båtar", LINEEDIT_MOVED},
	{"|ett båtar", "A-d", "| båtar", LINEEDIT_CHANGED},
	{"a|b", "C-d", "a|", LINEEDIT_CHANGED},
	{"a|b", "Enter", "a|b", LINEEDIT_IGNORED},
	{"a|b", "Esc", "a|b", LINEEDIT_IGNORED},
	{"a|b", "Tab", "a|b", LINEEDIT_IGNORED},
	{"a|b", "Up", "a|b", LINEEDIT_IGNORED},
	{"a|b", "C-s", "a|b", LINEEDIT_IGNORED},
	{"a|b", "F1", "a|b", LINEEDIT_IGNORED},
};

static const struct {
	const char *before, *keys, *after;
	enum lineedit_result result;
} many[] = {
	{"a|b", "Enter", "a\n|b", LINEEDIT_CHANGED},
	{"ab\ncd|", "Home", "ab\n|cd", LINEEDIT_MOVED},
	{"ab|\ncd", "C-k", "ab|cd", LINEEDIT_CHANGED},
	{"ab\nc|d", "C-u", "ab\n|d", LINEEDIT_CHANGED},
	{"ab\n|cd", "Backspace", "ab|cd", LINEEDIT_CHANGED},
	{"ab\n|cd", "Left", "ab|\ncd", LINEEDIT_MOVED},
	{"ab\ncd|", "C-Home", "|ab\ncd", LINEEDIT_MOVED},
	{"abc\nd\nefg|", "Up", "abc\nd|\nefg", LINEEDIT_MOVED},
	{"abc\nd\nefg|", "Up Up", "abc|\nd\nefg", LINEEDIT_MOVED},
	{"ab|c\nd", "Down", "abc\nd|", LINEEDIT_MOVED},
	{"a|b", "Up", "a|b", LINEEDIT_IGNORED},
	{"a|b", "Down", "a|b", LINEEDIT_IGNORED},
	{"a|\n", "Down", "a\n|", LINEEDIT_MOVED},
	/* wrapped at 10 columns: "en två tre" / "fyra" */
	{"en två tre fy|ra", "Up", "en| två tre fyra", LINEEDIT_MOVED},
	{"en| två tre fyra", "Down", "en två tre fy|ra", LINEEDIT_MOVED},
	{"\n\xcc\x8a|", "Left Left", "|\n\xcc\x8a", LINEEDIT_MOVED},
};

static void check_case(const char *before, const char *keys, const char *after,
	enum lineedit_result expected, bool multiline)
{
	struct lineedit edit;
	enum lineedit_result result;
	char *state;

	set_state(&edit, before, multiline);
	result = type(&edit, keys, WIDTH);
	state = get_state(&edit);
	if (strcmp(state, after) != 0 || result != expected)
		fail_msg("\"%s\" %s gives \"%s\" (%d), expected \"%s\" (%d)", before, keys, state,
			result, after, expected);
	free(state);
	lineedit_finish(&edit);
}

static void lineedit_key__one_line__edits(void **state)
{
	(void)state;
	for (size_t i = 0; i < LENGTH(lines); i++)
		check_case(lines[i].before, lines[i].keys, lines[i].after, lines[i].result, false);
}

static void lineedit_key__many_lines__edits(void **state)
{
	(void)state;
	for (size_t i = 0; i < LENGTH(many); i++)
		check_case(many[i].before, many[i].keys, many[i].after, many[i].result, true);
}

static void lineedit_insert__pasted__is_made_fit(void **state)
{
	static const struct {
		const char *pasted, *one, *lines;
	} cases[] = {
		{"a\nb", "a b", "a\nb"},
		{"a\r\nb\rc", "a b c", "a\nb\nc"},
		{"a\tb", "a b", "a b"},
		{"\033[31mröd\x07\x7f\xc2\x9b", "[31mröd", "[31mröd"},
		{"\xff\xc3", "\xef\xbf\xbd\xef\xbf\xbd", "\xef\xbf\xbd\xef\xbf\xbd"},
		{"\xe2\x80\xa8", " ", " "},
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct lineedit one, several;

		lineedit_init(&one, NULL, 0, false);
		lineedit_init(&several, NULL, 0, true);
		assert_true(lineedit_insert(&one, cases[i].pasted, strlen(cases[i].pasted)));
		lineedit_insert(&several, cases[i].pasted, strlen(cases[i].pasted));
		assert_string_equal(lineedit_text(&one), cases[i].one);
		assert_string_equal(lineedit_text(&several), cases[i].lines);
		assert_int_equal(one.cursor, strlen(cases[i].one));
		lineedit_finish(&one);
		lineedit_finish(&several);
	}
}

static void lineedit_insert__nul__is_left_out(void **state)
{
	struct lineedit edit = {0};

	(void)state;
	lineedit_insert(&edit, "a\0b", 3);
	assert_string_equal(lineedit_text(&edit), "ab");
	assert_false(lineedit_insert(&edit, "\0", 1));
	lineedit_finish(&edit);
}

static void lineedit_insert__max__counts_code_points(void **state)
{
	struct lineedit edit;

	(void)state;
	lineedit_init(&edit, "åäöåäö", 4, false);
	assert_string_equal(lineedit_text(&edit), "åäöå");
	assert_false(lineedit_insert(&edit, "x", 1));
	assert_int_equal(type(&edit, "x", WIDTH), LINEEDIT_MOVED);
	type(&edit, "Home Del x y", WIDTH);
	assert_string_equal(lineedit_text(&edit), "xäöå");
	lineedit_finish(&edit);
}

static void lineedit_window__long_text__keeps_the_cursor_inside(void **state)
{
	struct lineedit edit;
	size_t start;
	int column;

	(void)state;
	lineedit_init(&edit, "0123456789", 0, false);
	lineedit_window(&edit, 5, &start, &column);
	assert_int_equal(start, 6);
	assert_int_equal(column, 4);
	/* Moving inside the window does not scroll it. */
	type(&edit, "Left Left", 5);
	lineedit_window(&edit, 5, &start, &column);
	assert_int_equal(start, 6);
	assert_int_equal(column, 2);
	type(&edit, "Home", 5);
	lineedit_window(&edit, 5, &start, &column);
	assert_int_equal(start, 0);
	assert_int_equal(column, 0);
	/* When there is room for everything, everything is seen. */
	type(&edit, "End", 5);
	lineedit_window(&edit, 20, &start, &column);
	assert_int_equal(start, 0);
	assert_int_equal(column, 10);
	lineedit_finish(&edit);
}

static void lineedit_window__any_width_and_place__is_inside(void **state)
{
	static const char text[] =
		"作者 a\xcc\x8a\xcc\x81 Zoë 😀 Ångström \xe2\x80\x8b\xe2\x80\xae!";

	(void)state;
	for (int width = 1; width < 30; width++) {
		struct lineedit edit;

		lineedit_init(&edit, text, 0, false);
		for (int i = 0; i < 60; i++) {
			size_t start;
			int column;

			lineedit_window(&edit, width, &start, &column);
			assert_true(start <= edit.cursor);
			assert_true(column >= 0 && column < width);
			assert_true(((unsigned char)lineedit_text(&edit)[start] & 0xc0) != 0x80);
			type(&edit, i < 28 ? "Left" : i % 3 ? "Right" : "Backspace", width);
		}
		lineedit_finish(&edit);
	}
}

/* The rows of a text, each in brackets. */
static char *rows_of(const char *text, int width)
{
	struct lineedit_row row = {0};
	struct lineedit edit;
	struct buffer out = {0};

	lineedit_init(&edit, text, 0, true);
	while (lineedit_next_row(&edit, width, &row)) {
		buffer_append_char(&out, '[');
		buffer_append_bytes(&out, lineedit_text(&edit) + row.start, row.length);
		buffer_append_char(&out, ']');
	}
	lineedit_finish(&edit);
	return buffer_take(&out);
}

static void lineedit_next_row__text__is_wrapped(void **state)
{
	static const struct {
		const char *text, *rows;
	} cases[] = {
		{"", "[]"},
		{"\n", "[][]"},
		{"en\n\ntvå", "[en][][två]"},
		{"en två tre", "[en två tre]"},
		{"en två tre fyra", "[en två tre][fyra]"},
		{"en två tref fem", "[en två ][tref fem]"},
		{"0123456789012345678901", "[0123456789][0123456789][01]"},
		{"a 0123456789", "[a ][0123456789]"},
		{"作者作者作者", "[作者作者作][者]"},
		{"0123456789\n", "[0123456789][]"},
		{"0123456789 ", "[0123456789][]"},
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		char *rows = rows_of(cases[i].text, WIDTH);

		assert_string_equal(rows, cases[i].rows);
		free(rows);
	}
}

/* Every place in the text has its own place on the screen, in order. */
static void lineedit_cursor__every_place__is_inside_and_in_order(void **state)
{
	static const char text[] = "Hej  alla!\n\nAngående mötet: 作者 kommer 😀 a\xcc\x8a\xcc\x81 "
				   "oerhörtlångtord  slut\n";

	(void)state;
	for (int width = 3; width < 40; width++) {
		struct lineedit edit;
		int before_row = -1, before_column = -1;

		lineedit_init(&edit, text, 0, true);
		type(&edit, "C-Home", width);
		for (;;) {
			size_t cursor = edit.cursor;
			int row, column;

			lineedit_cursor(&edit, width, &row, &column);
			assert_true(column >= 0 && column < width);
			assert_true(
				row > before_row || (row == before_row && column > before_column));
			before_row = row;
			before_column = column;
			type(&edit, "Right", width);
			if (edit.cursor == cursor)
				break;
		}
		lineedit_finish(&edit);
	}
}

static void lineedit_key__up_and_down__keep_the_column(void **state)
{
	struct lineedit edit;

	(void)state;
	lineedit_init(&edit, "abcdef\nx\nabcdef", 0, true);
	type(&edit, "Left Up", 40);
	assert_int_equal(edit.cursor, strlen("abcdef\nx"));
	type(&edit, "Up", 40);
	assert_int_equal(edit.cursor, 5);
	type(&edit, "Left Down Down", 40);
	assert_int_equal(edit.cursor, strlen("abcdef\nx\nabcd"));
	lineedit_finish(&edit);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lineedit_key__one_line__edits),
		cmocka_unit_test(lineedit_key__many_lines__edits),
		cmocka_unit_test(lineedit_insert__pasted__is_made_fit),
		cmocka_unit_test(lineedit_insert__nul__is_left_out),
		cmocka_unit_test(lineedit_insert__max__counts_code_points),
		cmocka_unit_test(lineedit_window__long_text__keeps_the_cursor_inside),
		cmocka_unit_test(lineedit_window__any_width_and_place__is_inside),
		cmocka_unit_test(lineedit_next_row__text__is_wrapped),
		cmocka_unit_test(lineedit_cursor__every_place__is_inside_and_in_order),
		cmocka_unit_test(lineedit_key__up_and_down__keep_the_column),
	};

	setlocale(LC_ALL, "C.UTF-8");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
