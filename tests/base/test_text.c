/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decoding, the stored form, trimming. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

static void text__next__every_code_point_round_trip(void **state)
{
	(void)state;
	for (uint32_t code_point = 1; code_point <= 0x10ffff; code_point++) {
		char bytes[5] = "";
		const char *at = bytes;
		size_t length = text_encode(bytes, code_point);
		bool surrogate = code_point >= 0xd800 && code_point <= 0xdfff;

		assert_int_equal(text_next(&at, NULL), surrogate ? 0xfffd : code_point);
		assert_ptr_equal(at, bytes + length);
		assert_int_equal(text_next(&at, NULL), 0);
	}
}

static void text__next__strict_about_bad_bytes(void **state)
{
	/* Each byte of these is bad by itself. */
	static const char *const bad[] = {"\x80", "\xc0\xaf", "\xc1\xbf", "\xe0\x80\xaf",
		"\xf0\x80\x80\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff",
		"\xe2\x82", "\xf0\x9f\x98"};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		size_t length = strlen(bad[i]);
		char *exact = malloc(length); /* no NUL: reading on is an error that shows */
		const char *at = exact;

		memcpy(exact, bad[i], length);
		for (size_t j = 0; j < length; j++) {
			assert_int_equal(text_next(&at, exact + length), 0xfffd);
			assert_ptr_equal(at, exact + j + 1);
		}
		assert_int_equal(text_next(&at, exact + length), 0);
		free(exact);
		at = bad[i];
		for (size_t j = 0; j < length; j++)
			assert_int_equal(text_next(&at, NULL), 0xfffd);
		assert_int_equal(text_next(&at, NULL), 0);
	}
}

static void text__stored__is_valid_composed_and_without_nul(void **state)
{
	static const struct {
		const char *bytes;
		size_t length;
		const char *stored;
	} rows[] = {
		{"", 0, ""},
		{"plain", 5, "plain"},
		{"a\0b", 3, "ab"},
		{"\0", 1, ""},
		{"a\xe5o", 3, "a\ufffdo"},
		{"\xc3", 1, "\ufffd"},
		{"a\u030angstro\u0308m", 12, "ångström"},
		{"ångström", 10, "ångström"},
		{"\u212b", 3, "Å"},
		{"\u0344", 2, "\u0308\u0301"},
		{"e\u0301\u0323", 5, "ẹ\u0301"},
		{"\033[31m\r\n", 7, "\033[31m\r\n"},
		{"👩\u200d👧", 11, "👩\u200d👧"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		char *stored = text_stored(rows[i].bytes, rows[i].length);
		char *again = text_stored(stored, strlen(stored));

		assert_string_equal(stored, rows[i].stored);
		assert_string_equal(again, stored);
		free(stored);
		free(again);
	}
}

static void text__stored__takes_a_megabyte_of_marks(void **state)
{
	size_t length = 1 << 20;
	char *bytes = malloc(length);
	char *stored;

	(void)state;
	for (size_t i = 0; i < length; i += 2)
		memcpy(bytes + i, i % 4 == 0 ? "\u0301" : "\u0323", 2);
	stored = text_stored(bytes, length);
	/* A joiner after every 30 of the 524288 marks. */
	assert_int_equal(strlen(stored), length + length / 2 / 30 * 2);
	free(stored);
	free(bytes);
}

static void text__stored_within__cuts_between_characters(void **state)
{
	static const struct {
		const char *text;
		size_t limit;
		const char *stored;
	} rows[] = {{"abc", 3, "abc"}, {"abc", 2, "ab"}, {"åäö", 6, "åäö"}, {"åäö", 5, "åä"},
		{"åäö", 1, ""}, {"a\u0308", 2, "ä"}, {"\U0001F600", 3, ""}};
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		char *stored = text_stored_within(rows[i].text, rows[i].limit);

		assert_string_equal(stored, rows[i].stored);
		free(stored);
	}
	assert_null(text_stored_within(NULL, 3));
}

static void text__trim__collapses_all_white_space(void **state)
{
	static const struct {
		const char *text;
		const char *trimmed;
	} rows[] = {
		{"", ""},
		{"   ", ""},
		{"a", "a"},
		{"  a  b ", "a b"},
		{"\t\r\na\n\nb", "a b"},
		{"\u00a0a\u2003\u3000b\u202f", "a b"},
		{"å\u00a0ä  ö", "å ä ö"},
		{"\xff \xff", "\xff \xff"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		char *text = strdup(rows[i].text);

		text_trim(text);
		assert_string_equal(text, rows[i].trimmed);
		free(text);
	}
	text_trim(NULL);
}

static void text__is_blank__null_empty_and_white_space(void **state)
{
	(void)state;
	assert_true(text_is_blank(NULL));
	assert_true(text_is_blank(""));
	assert_true(text_is_blank(" \t\u00a0\n"));
	assert_false(text_is_blank(" a"));
	assert_false(text_is_blank("\xff"));
}

static void text__mail_address__first_word_that_is_one(void **state)
{
	static const struct {
		const char *text, *address;
	} rows[] = {{"Anna Berg <Anna.Berg@Kommun.EXAMPLE>", "anna.berg@kommun.example"},
		{"rfc822; a@b.example.", "a@b.example"}, {"mailto:a@b.example", "a@b.example"},
		{"E-post:a@b.example, c@d.example", "a@b.example"}, {"a@", NULL}, {"@b", NULL},
		{"@.", NULL}, {"@", NULL}, {"kl 10", NULL}, {"", NULL}, {NULL, NULL}};
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		char *address = text_mail_address(rows[i].text);
		if (rows[i].address)
			assert_string_equal(address, rows[i].address);
		else
			assert_null(address);
		free(address);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text__next__every_code_point_round_trip),
		cmocka_unit_test(text__next__strict_about_bad_bytes),
		cmocka_unit_test(text__stored__is_valid_composed_and_without_nul),
		cmocka_unit_test(text__stored__takes_a_megabyte_of_marks),
		cmocka_unit_test(text__stored_within__cuts_between_characters),
		cmocka_unit_test(text__trim__collapses_all_white_space),
		cmocka_unit_test(text__is_blank__null_empty_and_white_space),
		cmocka_unit_test(text__mail_address__first_word_that_is_one),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
