/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What reaches a terminal: the table of neutralising, columns, fitting, wrapping. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/i18n.h"
#include "base/text.h"

static void assert_safe(const char *text, enum text_lines lines, const char *expected)
{
	char *safe = text_safe(text, lines);

	assert_string_equal(safe, expected);
	free(safe);
}

/* An "a", the code point and a "b", neutralised. */
static void assert_between(uint32_t code_point, const char *middle)
{
	char text[8] = "a";
	char expected[16] = "a";
	size_t length = text_encode(text + 1, code_point);

	text[1 + length] = 'b';
	strcat(expected, middle);
	strcat(expected, "b");
	assert_safe(text, TEXT_ONE_LINE, expected);
}

static void text__safe__every_row_of_the_table(void **state)
{
	static const struct {
		uint32_t first;
		uint32_t last;
		const char *becomes;
	} rows[] = {
		{0x7f, 0x7f, "\u2421"},
		{0x80, 0x9f, "\ufffd"},
		{0xad, 0xad, ""},
		{0x34f, 0x34f, ""},
		{0x61c, 0x61c, ""},
		{0x115f, 0x1160, ""},
		{0x17b4, 0x17b5, ""},
		{0x180b, 0x180f, ""},
		{0x200b, 0x200f, ""},
		{0x2028, 0x2029, "\u2424"},
		{0x202a, 0x202e, "\ufffd"},
		{0x2060, 0x2065, ""},
		{0x2066, 0x2069, "\ufffd"},
		{0x206a, 0x206f, ""},
		{0x3164, 0x3164, " "},
		{0xd800, 0xdfff, "\ufffd"},
		{0xe000, 0xf8ff, "\ufffd"},
		{0xfdd0, 0xfdef, "\ufffd"},
		{0xfe00, 0xfe0f, ""},
		{0xfeff, 0xfeff, ""},
		{0xffa0, 0xffa0, " "},
		{0xfff0, 0xfffb, ""},
		{0xfffe, 0xffff, "\ufffd"},
		{0x1d173, 0x1d17a, ""},
		{0x1f3fb, 0x1f3ff, ""},
		{0x1fffe, 0x1ffff, "\ufffd"},
		{0xe0000, 0xe0fff, ""},
		{0xf0000, 0xffffd, "\ufffd"},
		{0x100000, 0x10ffff, "\ufffd"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		for (uint32_t c = rows[i].first; c <= rows[i].last; c++)
			assert_between(c, rows[i].becomes);
}

static void text__safe__controls_leave_a_trace(void **state)
{
	(void)state;
	for (uint32_t c = 1; c < 0x20; c++) {
		char sign[5] = "";

		if (c == '\t' || c == '\n' || c == '\r')
			continue;
		text_encode(sign, 0x2400 + c);
		assert_between(c, sign);
	}
	assert_safe("\033]0;title\a", TEXT_ONE_LINE, "\u241b]0;title\u2407");
	assert_safe("raw \x9b"
		    "31m",
		TEXT_ONE_LINE, "raw \ufffd31m");
	assert_safe("\xc2\x9b"
		    "31m",
		TEXT_MANY_LINES, "\ufffd31m");
	assert_safe(NULL, TEXT_ONE_LINE, "");
}

static void text__safe__line_breaks_and_tabs(void **state)
{
	(void)state;
	assert_safe("a\nb\r\nc\rd\te", TEXT_ONE_LINE, "a\u2424b\u2424c\u2424d e");
	assert_safe("a\nb\r\nc\rd\te", TEXT_MANY_LINES, "a\nb\nc\nd e");
	assert_safe("\r\r\n\n", TEXT_MANY_LINES, "\n\n\n");
	assert_safe("a\u2028b", TEXT_MANY_LINES, "a\u2424b");
}

static void text__safe__marks_stay_on_their_own_base(void **state)
{
	(void)state;
	assert_safe("\u0301a", TEXT_ONE_LINE, "\u25cc\u0301a");
	assert_safe("a\n\u0301b", TEXT_MANY_LINES, "a\n\u25cc\u0301b");
	assert_safe("\u200b\u0301", TEXT_ONE_LINE, "\u25cc\u0301");
	assert_safe("a\u0301\u0302\u0303\u0304\u0305\u0306b", TEXT_ONE_LINE,
		"a\u0301\u0302\u0303\u0304b");
	assert_safe(
		"\u0301\u0302\u0303\u0304\u0305", TEXT_ONE_LINE, "\u25cc\u0301\u0302\u0303\u0304");
	assert_safe("👩\u200d👧", TEXT_ONE_LINE, "👩👧");
	/* Newer than the C library's tables: its width is not known. */
	assert_safe("\U0001fae8\u0301", TEXT_ONE_LINE,
		wcwidth(0x1fae8) < 0 ? "\ufffd\u0301" : "\U0001fae8\u0301");
}

static void text__width__counts_cells(void **state)
{
	static const struct {
		const char *text;
		int width;
	} rows[] = {
		{"", 0},
		{"abc", 3},
		{"åäö", 3},
		{"a\u030a", 1},
		{"漢字", 4},
		{"😀", 2},
		{"🇸🇪", 2},
		{"👩\u200d👩\u200d👧", 6},
		{"👋🏽", 2},
		{"a\u200b\u202eb", 3},
		{"\033[1m", 4},
		{"\u0301", 1},
		{"a\tb\n", 4},
		{"1\u00a0200\u00a0kr", 8},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		assert_int_equal(text_width(rows[i].text), rows[i].width);
	assert_int_equal(text_width(NULL), 0);
}

static void text__fit__cuts_with_an_ellipsis(void **state)
{
	static const struct {
		const char *text;
		int columns;
		const char *fitted;
		int used;
	} rows[] = {
		{"abc", 3, "abc", 3},
		{"abcd", 3, "ab…", 3},
		{"abcd", 1, "…", 1},
		{"abcd", 0, "", 0},
		{"abcd", -1, "", 0},
		{"", 5, "", 0},
		{"åäö", 2, "å…", 2},
		{"a\u030ab\u030ac\u030a", 2, "a\u030a…", 2},
		{"ab\u030a", 2, "ab\u030a", 2},
		{"ab\u200b", 2, "ab", 2},
		{"漢字漢", 6, "漢字漢", 6},
		{"漢字漢", 5, "漢字…", 5},
		{"漢字漢", 4, "漢…", 3},
		{"漢字漢", 3, "漢…", 3},
		{"漢字漢", 2, "…", 1},
		{"漢", 1, "…", 1},
		{"a漢", 2, "a…", 2},
		{"😀😀", 3, "😀…", 3},
		{"\u0301abc", 3, "\u25cc\u0301a…", 3},
		{"a\033b", 2, "a…", 2},
		{"a\nb", 3, "a\u2424b", 3},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		int used = -1;
		char *fitted = text_fit(rows[i].text, rows[i].columns, &used);

		assert_string_equal(fitted, rows[i].fitted);
		assert_int_equal(used, rows[i].used);
		free(fitted);
	}
	free(text_fit(NULL, 4, NULL));
}

/* What is drawn is never wider than asked for and never holds what a terminal acts on. */
static void assert_fits(const char *text, int columns)
{
	wchar_t out[32];
	int used;
	int counted = 0;
	size_t count = text_fit_wide(out, COUNT_OF(out), text, columns, &used);

	for (size_t i = 0; i < count; i++) {
		int width = wcwidth(out[i]);

		if (width < 0 || (i == 0 && width == 0) || out[i] < 0x20)
			fail_msg("U+%04X comes out of \"%s\"", (unsigned)out[i], text);
		counted += width;
	}
	if (counted > columns || counted != used || out[count] != L'\0')
		fail_msg("%d of %d columns, said to be %d", counted, columns, used);
}

static void text__fit_wide__every_code_point_at_four_widths(void **state)
{
	(void)state;
	for (uint32_t code_point = 1; code_point <= 0x10ffff; code_point++) {
		char text[16] = "";
		size_t length = text_encode(text, code_point);

		length += text_encode(text + length, 'x');
		length += text_encode(text + length, code_point);
		text[length] = '\0';
		for (int columns = 1; columns <= 4; columns++)
			assert_fits(text, columns);
	}
}

static void text__fit_wide__keeps_to_its_capacity(void **state)
{
	wchar_t out[8];
	int used;

	(void)state;
	for (size_t capacity = 0; capacity < COUNT_OF(out); capacity++) {
		size_t count;

		wmemset(out, L'#', COUNT_OF(out));
		count = text_fit_wide(out, capacity, "a\u0301\u0302b\u0301c漢", 100, &used);
		if (capacity > 0) {
			assert_true(count < capacity);
			assert_int_equal(out[count], L'\0');
		}
		assert_int_equal(out[capacity], L'#');
		assert_int_equal(used, wcswidth(out, count));
	}
	assert_int_equal(text_fit_wide(out, 4, "abc", 3, &used), 3);
	assert_int_equal(text_fit_wide(out, 3, "abc", 3, NULL), 2);
	assert_int_equal(out[1], 0x2026);
}

static void append_line(void *context, const char *text)
{
	struct buffer *lines = context;

	buffer_append(lines, text);
	buffer_append_char(lines, '|');
}

static void text__wrap__breaks_at_spaces_and_lines(void **state)
{
	static const struct {
		const char *text;
		int columns;
		const char *lines;
	} rows[] = {
		{"", 10, ""},
		{"one", 10, "one|"},
		{"one two three", 7, "one two|three|"},
		{"one two three", 8, "one two|three|"},
		{"one two  three ", 7, "one two|three |"},
		{"one  two", 4, "one|two|"},
		{"a\nb\n", 5, "a|b|"},
		{"a\r\n\r\nb", 5, "a||b|"},
		{"\n", 5, "|"},
		{"abcdefgh ij", 3, "abc|def|gh|ij|"},
		{"  in dent", 5, "  in|dent|"},
		{"å\u0301ä\u0301ö", 2, "å\u0301ä\u0301|ö|"},
		{"漢字漢", 5, "漢字|漢|"},
		{"a漢\u0301b", 1, "a|…|b|"},
		{"漢\n\nb", 1, "…||b|"},
		{"esc\033 x", 4, "esc\u241b|x|"},
		{"ab \u0301cd", 2, "ab| \u0301c|d|"},
		{"one", 0, ""},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct buffer lines = {0};
		char *text;

		text_wrap(rows[i].text, rows[i].columns, append_line, &lines);
		text = buffer_take(&lines);
		assert_string_equal(text, rows[i].lines);
		free(text);
	}
	text_wrap(NULL, 5, append_line, NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text__safe__every_row_of_the_table),
		cmocka_unit_test(text__safe__controls_leave_a_trace),
		cmocka_unit_test(text__safe__line_breaks_and_tabs),
		cmocka_unit_test(text__safe__marks_stay_on_their_own_base),
		cmocka_unit_test(text__width__counts_cells),
		cmocka_unit_test(text__fit__cuts_with_an_ellipsis),
		cmocka_unit_test(text__fit_wide__every_code_point_at_four_widths),
		cmocka_unit_test(text__fit_wide__keeps_to_its_capacity),
		cmocka_unit_test(text__wrap__breaks_at_spaces_and_lines),
	};

	i18n_init("en");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
