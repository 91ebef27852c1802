/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The judges of raw bytes: each must pass what is clean and find what is not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "harness/diff.h"
#include "harness/hygiene.h"

struct sample {
	const char *bytes;
	bool clean;
};

static void assert_samples(bool (*check)(const char *, size_t, char *, size_t),
	const struct sample *samples, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		char fault[512] = "";
		bool clean = check(samples[i].bytes, strlen(samples[i].bytes), fault, sizeof fault);

		if (clean != samples[i].clean)
			fail_msg("sample %zu: %s", i, clean ? "passed, but is not clean" : fault);
		assert_true(clean || *fault);
	}
}

static void hygiene__check_screen__finds_what_no_screen_needs(void **state)
{
	static const struct sample samples[] = {
		{"", true},
		{"\033[?1049h\033[1;1HTräffpunkt ┏━┓ 作者\r\n\033[m\033(B\016q\017", true},
		{"\033]52;c;aGVq\a\033]2;Träffpunkt\033\\", true},
		{"\033]R\033[?25h\033[?0c", true}, /* the end of a screen on the Linux console */
		{"\033]104\a\033[H", true},        /* another program has had the terminal */
		{"\033]104;1\a", false},
		{"\033]8;;http://a.example\033\\x", false},
		{"\033Pq\033\\", false},
		{"\033c", false},
		{"\033[5;1\001H", false},
		{"\033[38;5;", false},
		{"\001", false},
		{"\177", false},
		{"a\xC2\x9B"
		 "b",
			false},
		{"\x9B"
		 "31m",
			false},
		{"\xE5", false},
		{"\xC0\x80", false},
		{"\xED\xA0\x80", false},
		{"\xE2\x80\xAE", false}, /* U+202E */
		{"\xE2\x81\xA6", false}, /* U+2066 */
		{"\xE2\x80\x8B", false}, /* U+200B */
		{"\xEF\xBB\xBF", false}, /* U+FEFF */
		{"\xEF\xBF\xBD", true},  /* U+FFFD is how we show a bad byte */
		{"\xEE\x80\x80", false}, /* private use */
		{"==1==ERROR: LeakSanitizer: detected memory leaks", false},
		{"a.c:1:2: runtime error: index 4 out of bounds", false},
	};

	(void)state;
	assert_samples(hygiene_check_screen, samples, sizeof samples / sizeof *samples);
	assert_false(hygiene_check_screen("a\0b", 3, (char[256]){0}, 256));
}

static void hygiene__check_text__allows_no_sequence(void **state)
{
	static const struct sample samples[] = {
		{"Träff\nnästa rad\n", true},
		{"\033[1mfet\033[m", false},
		{"a\rb", false},
		{"a\tb", false},
		{"\xE2\x80\xAE", false},
	};

	(void)state;
	assert_samples(hygiene_check_text, samples, sizeof samples / sizeof *samples);
}

static void hygiene__check_restored__wants_all_modes_back(void **state)
{
	static const struct sample samples[] = {
		{"", true},
		{"\033[?1049h\033[?25l\033[?1h\033[1mx\033[m\033[?25h\033[?1l\033[?1049l", true},
		{"\033[?1049h", false},
		{"\033[?25l", false},
		{"\033[?12l\033[?25l\033[?12;25h", true},
		{"\033[?2004h\033[?2004l", true},
		{"\033[?2004h", false},
		{"\033[?1000;1006h\033[?1006;1000l", true},
		{"\033[?1000;1006h\033[?1000l", false},
		{"\033[31mred", false},
		{"\033[31mred\033[39;49m", true},
	};

	(void)state;
	assert_samples(hygiene_check_restored, samples, sizeof samples / sizeof *samples);
}

static void diff__append__shows_changes_with_context(void **state)
{
	static const struct {
		const char *before;
		const char *after;
		const char *expected;
	} cases[] = {
		{"a\nb\n", "a\nb\n", ""},
		{"a\nb\nc\n", "a\nx\nc\n", "@@ line 1 @@\n a\n-b\n+x\n c\n"},
		{"", "a\n", "@@ line 1 @@\n+a\n"},
		{"1\n2\n3\n4\n5\n6\n", "1\n2\n3\n4\n5\n", "@@ line 3 @@\n 3\n 4\n 5\n-6\n"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buffer out = {0};
		char *text;

		diff_append(&out, "", cases[i].before, cases[i].after);
		text = buffer_take(&out);
		assert_string_equal(text, cases[i].expected);
		free(text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hygiene__check_screen__finds_what_no_screen_needs),
		cmocka_unit_test(hygiene__check_text__allows_no_sequence),
		cmocka_unit_test(hygiene__check_restored__wants_all_modes_back),
		cmocka_unit_test(diff__append__shows_changes_with_context),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
