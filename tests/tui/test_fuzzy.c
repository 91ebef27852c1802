/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the palette finds, and what it puts first. Patterns and texts are folded already. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tui/dialogs.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static void fuzzy__score__finds_letters_in_order(void **state)
{
	static const struct {
		const char *pattern, *text;
		bool found;
	} cases[] = {
		{"", "add a participant", true},
		{"   ", "add a participant", true},
		{"adp", "add a participant", true},
		{"part add", "add a participant", true},
		{"add zebra", "add a participant", false},
		{"pda", "add a", false},
		{"aa", "a", false},
		{"träff", "lägg till en träff", true},
		{"traff", "lägg till en träff", false},
		{"åö", "återställ östersund", true},
		{"a", "", false},
		{"", "", true},
		/* the bytes of å are found in order in "\xc3\x80 \xc3\xa5"'s parts only as a letter
		 */
		{"å", "\xc3\x80\xc2\xa5", false},
	};
	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		bool found = fuzzy_score(cases[i].pattern, cases[i].text) > 0;
		if (found != cases[i].found)
			fail_msg("\"%s\" in \"%s\": %d", cases[i].pattern, cases[i].text, found);
	}
}

static void fuzzy__score__puts_the_better_first(void **state)
{
	static const struct {
		const char *pattern, *better, *worse;
	} cases[] = {
		{"exp", "export calendar files", "next page"},
		{"ap", "add a participant", "map"},
		{"und", "undo", "sundsvall"},
		{"undo", "undo", "undo everything"},
		{"re", "reply", "mark as spam or remove"},
		{"cal", "go to the calendar", "change all"},
		{"sto", "sort by status, oldest", "history"},
	};
	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		int better = fuzzy_score(cases[i].pattern, cases[i].better);
		int worse = fuzzy_score(cases[i].pattern, cases[i].worse);
		if (better <= worse)
			fail_msg("\"%s\": %d for \"%s\", %d for \"%s\"", cases[i].pattern, better,
				cases[i].better, worse, cases[i].worse);
	}
}

static void fuzzy__score__bears_any_length(void **state)
{
	char *text = malloc(5001), *pattern = malloc(2001);
	(void)state;
	assert_non_null(text);
	assert_non_null(pattern);
	memset(text, 'a', 5000);
	text[5000] = '\0';
	memset(pattern, 'a', 2000);
	pattern[2000] = '\0';
	assert_true(fuzzy_score(pattern, text) > 0);
	assert_true(fuzzy_score("\xff\xfe", text) == 0);
	free(text);
	free(pattern);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fuzzy__score__finds_letters_in_order),
		cmocka_unit_test(fuzzy__score__puts_the_better_first),
		cmocka_unit_test(fuzzy__score__bears_any_length),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
