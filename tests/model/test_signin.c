/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The codes of a sign-in sheet: what is mistyped is found, over every code that there is. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "model/signin.h"

/* The code without its hyphen. */
static void plain_code(int number, int width, char out[8])
{
	char *code = signin_format(number, width);
	char *hyphen = strchr(code, '-');
	assert_non_null(hyphen);
	memmove(hyphen, hyphen + 1, strlen(hyphen));
	snprintf(out, 8, "%s", code);
	free(code);
}

static void signin__format__is_as_printed(void **state)
{
	(void)state;
	static const struct {
		int number, width;
		const char *code;
	} rows[] = {
		{1, 2, "01-3"}, {7, 2, "07-6"}, {18, 2, "18-2"}, {99, 2, "99-9"}, {7, 3, "007-6"},
		{572, 3, "572-4"}, /* the example of Damm's thesis */
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		char *code = signin_format(rows[i].number, rows[i].width);
		assert_string_equal(code, rows[i].code);
		free(code);
	}
}

static void signin__width__is_two_up_to_99(void **state)
{
	(void)state;
	assert_int_equal(signin_width(0), 2);
	assert_int_equal(signin_width(99), 2);
	assert_int_equal(signin_width(100), 3);
	assert_int_equal(signin_width(999), 3);
	assert_int_equal(signin_width(1000), 4);
}

static void signin__read__gives_back_every_number(void **state)
{
	(void)state;
	for (int number = 1; number <= 999; number++) {
		int64_t read = 0;
		char *code = signin_format(number, signin_width(number)), plain[8];
		assert_int_equal(signin_read(code, &read), SIGNIN_READ);
		assert_int_equal(read, number);
		free(code);
		plain_code(number, 4, plain); /* zeros in front change nothing */
		assert_int_equal(signin_read(plain, &read), SIGNIN_READ);
		assert_int_equal(read, number);
	}
}

static void signin__wrong_digit__is_always_found(void **state)
{
	(void)state;
	for (int number = 1; number <= 999; number++) {
		char code[8];
		int64_t ignored;
		plain_code(number, signin_width(number), code);
		for (size_t at = 0; code[at]; at++) {
			char right = code[at];
			for (char digit = '0'; digit <= '9'; digit++) {
				code[at] = digit;
				if (digit != right &&
					signin_read(code, &ignored) != SIGNIN_WRONG_CHECK)
					fail_msg("%d: %s goes through", number, code);
			}
			code[at] = right;
		}
	}
}

static void signin__swapped_neighbours__are_always_found(void **state)
{
	(void)state;
	for (int number = 1; number <= 999; number++) {
		char code[8];
		int64_t ignored;
		plain_code(number, signin_width(number), code);
		for (size_t at = 0; code[at + 1]; at++) {
			char left = code[at];
			if (left == code[at + 1])
				continue;
			code[at] = code[at + 1];
			code[at + 1] = left;
			if (signin_read(code, &ignored) != SIGNIN_WRONG_CHECK)
				fail_msg("%d: %s goes through", number, code);
			code[at + 1] = code[at];
			code[at] = left;
		}
	}
}

static void signin__what_is_no_code__is_told_apart(void **state)
{
	(void)state;
	static const char *const rows[] = {
		"", "7", "x", "07-", "-", "0-7-6", "07 6", "07-6x", "12345678", "0-76", "+076"};
	int64_t number = -1;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		if (signin_read(rows[i], &number) != SIGNIN_NO_CODE)
			fail_msg("“%s” is read", rows[i]);
	}
	assert_int_equal(number, -1);
}

static void signin__title__names_nobody(void **state)
{
	(void)state;
	struct signin_code code = {.participant = known(7)};
	char *title = signin_code_entity.title(&code);
	assert_string_equal(title, "Participant no. 7");
	free(title);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(signin__format__is_as_printed),
		cmocka_unit_test(signin__width__is_two_up_to_99),
		cmocka_unit_test(signin__read__gives_back_every_number),
		cmocka_unit_test(signin__wrong_digit__is_always_found),
		cmocka_unit_test(signin__swapped_neighbours__are_always_found),
		cmocka_unit_test(signin__what_is_no_code__is_told_apart),
		cmocka_unit_test(signin__title__names_nobody),
	};

	i18n_init("en");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
