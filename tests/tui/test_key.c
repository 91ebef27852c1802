/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of keys: what settings may say, and what hints show. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tui/key.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static const struct {
	const char *name;
	struct key key;
	const char *shown; /* NULL: as it was read */
} names[] = {
	{"j", {'j', 0}, NULL},
	{"J", {'J', 0}, NULL},
	{"?", {'?', 0}, NULL},
	{"-", {'-', 0}, NULL},
	{"å", {0xe5, 0}, NULL},
	{"Å", {0xc5, 0}, NULL},
	{"<", {'<', 0}, NULL},
	{"C-s", {'s', KEYMOD_CTRL}, NULL},
	{"c-S", {'s', KEYMOD_CTRL}, "C-s"},
	{"Ctrl-r", {'r', KEYMOD_CTRL}, "C-r"},
	{"C--", {'-', KEYMOD_CTRL}, NULL},
	{"A-x", {'x', KEYMOD_ALT}, NULL},
	{"M-x", {'x', KEYMOD_ALT}, "A-x"},
	{"A-å", {0xe5, KEYMOD_ALT}, NULL},
	{"C-A-Up", {KEYCODE_UP, KEYMOD_CTRL | KEYMOD_ALT}, NULL},
	{"A-C-up", {KEYCODE_UP, KEYMOD_CTRL | KEYMOD_ALT}, "C-A-Up"},
	{"S-Left", {KEYCODE_LEFT, KEYMOD_SHIFT}, NULL},
	{"S-j", {'J', 0}, "J"},
	{"S-Tab", {KEYCODE_BACKTAB, 0}, "BackTab"},
	{"BackTab", {KEYCODE_BACKTAB, 0}, NULL},
	{"Tab", {KEYCODE_TAB, 0}, NULL},
	{"C-i", {KEYCODE_TAB, 0}, "Tab"},
	{"C-m", {KEYCODE_ENTER, 0}, "Enter"},
	{"Enter", {KEYCODE_ENTER, 0}, NULL},
	{"return", {KEYCODE_ENTER, 0}, "Enter"},
	{"Esc", {KEYCODE_ESCAPE, 0}, NULL},
	{"Space", {' ', 0}, NULL},
	{"C-Space", {' ', KEYMOD_CTRL}, NULL},
	{"PageDown", {KEYCODE_PAGE_DOWN, 0}, "PgDn"},
	{"PgUp", {KEYCODE_PAGE_UP, 0}, NULL},
	{"Home", {KEYCODE_HOME, 0}, NULL},
	{"Delete", {KEYCODE_DELETE, 0}, "Del"},
	{"Backspace", {KEYCODE_BACKSPACE, 0}, NULL},
	{"F1", {KEYCODE_F1, 0}, NULL},
	{"f12", {KEYCODE_F12, 0}, "F12"},
	{"f", {'f', 0}, NULL},
	{"F", {'F', 0}, NULL},
};

static void key_parse__name__is_the_key(void **state)
{
	(void)state;
	for (size_t i = 0; i < LENGTH(names); i++) {
		struct key key = {0};

		if (!key_parse(names[i].name, &key))
			fail_msg("%s is not read", names[i].name);
		if (key.code != names[i].key.code || key.modifiers != names[i].key.modifiers)
			fail_msg("%s is %x with %x", names[i].name, (unsigned)key.code,
				key.modifiers);
	}
}

static void key_format__key__is_the_short_name(void **state)
{
	(void)state;
	for (size_t i = 0; i < LENGTH(names); i++) {
		char out[KEY_NAME_SIZE];

		key_format(names[i].key, out);
		assert_string_equal(out, names[i].shown ? names[i].shown : names[i].name);
	}
}

static void key_parse__every_formatted_key__comes_back(void **state)
{
	(void)state;
	for (uint32_t code = KEYCODE_UP; code < KEYCODE_END_MARK; code++) {
		for (unsigned modifiers = 0; modifiers < 8; modifiers++) {
			struct key key = {code, modifiers}, back = {0};
			char out[KEY_NAME_SIZE];

			key_format(key_normalize(key), out);
			assert_true(key_parse(out, &back));
			assert_true(key_equal(key, back));
		}
	}
}

static void key_parse__no_key__is_refused(void **state)
{
	static const char *const wrong[] = {"", "C-", "xx", "F0", "F13", "F1x", "C-Nope", "\033",
		"\xff", "ab", "ǻ", "F 1", "F+1", "\x7f", " "};
	struct key key = {'q', 0};

	(void)state;
	for (size_t i = 0; i < LENGTH(wrong); i++) {
		if (key_parse(wrong[i], &key))
			fail_msg("\"%s\" was taken for a key", wrong[i]);
	}
	assert_false(key_parse(NULL, &key));
	assert_int_equal(key.code, 'q');
}

static void key_is_text__characters_only(void **state)
{
	(void)state;
	assert_true(key_is_text((struct key){'a', 0}));
	assert_true(key_is_text((struct key){' ', 0}));
	assert_true(key_is_text((struct key){0x4f5c, 0}));
	assert_false(key_is_text((struct key){'a', KEYMOD_CTRL}));
	assert_false(key_is_text((struct key){'a', KEYMOD_ALT}));
	assert_false(key_is_text((struct key){KEYCODE_ENTER, 0}));
	assert_false(key_is_text((struct key){0x7f, 0}));
	assert_false(key_is_text((struct key){0x9b, 0}));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(key_parse__name__is_the_key),
		cmocka_unit_test(key_format__key__is_the_short_name),
		cmocka_unit_test(key_parse__every_formatted_key__comes_back),
		cmocka_unit_test(key_parse__no_key__is_refused),
		cmocka_unit_test(key_is_text__characters_only),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
