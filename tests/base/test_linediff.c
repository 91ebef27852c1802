/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two texts compared line by line. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/linediff.h"

static char *unified(const char *old, const char *new)
{
	struct line_diff diff;
	line_diff_init(&diff, old, new);
	char *text = line_diff_unified(&diff, "old", "new", 3);
	line_diff_finish(&diff);
	return text;
}

static void assert_unified(const char *old, const char *new, const char *expected)
{
	char *text = unified(old, new);
	assert_string_equal(text, expected);
	free(text);
}

static void linediff__same__says_nothing(void **state)
{
	(void)state;
	assert_unified("", "", "");
	assert_unified(NULL, "", "");
	assert_unified("a\nb\n", "a\nb", "");
}

static void linediff__one_line__three_of_context(void **state)
{
	(void)state;
	assert_unified("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfem\n6\n7\n8\n9\n",
		"--- old\n+++ new\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+fem\n 6\n 7\n 8\n");
}

static void linediff__nothing_before__all_is_new(void **state)
{
	(void)state;
	assert_unified(NULL, "a\nb\n", "--- old\n+++ new\n@@ -0,0 +1,2 @@\n+a\n+b\n");
	assert_unified("a\n", "", "--- old\n+++ new\n@@ -1 +0,0 @@\n-a\n");
}

static void linediff__far_apart__two_hunks(void **state)
{
	(void)state;
	assert_unified("a\n1\n2\n3\n4\n5\n6\n7\nb\n", "A\n1\n2\n3\n4\n5\n6\n7\nB\n",
		"--- old\n+++ new\n@@ -1,4 +1,4 @@\n-a\n+A\n 1\n 2\n 3\n"
		"@@ -6,4 +6,4 @@\n 5\n 6\n 7\n-b\n+B\n");
	/* Six lines between them are the context of both. */
	assert_unified("a\n1\n2\n3\n4\n5\n6\nb\n", "A\n1\n2\n3\n4\n5\n6\nB\n",
		"--- old\n+++ new\n@@ -1,8 +1,8 @@\n-a\n+A\n 1\n 2\n 3\n 4\n 5\n 6\n-b\n+B\n");
}

/* Whatever is found, the kept and the gone lines are the old text, the kept and the new ones the
 * new. */
static void linediff__any__both_texts_stand_in_it(void **state)
{
	(void)state;
	unsigned seed = 1;
	for (int round = 0; round < 200; round++) {
		struct buffer old = {0}, new = {0}, was = {0}, is = {0};
		for (int i = 0; i < 12; i++) {
			seed = seed * 1103515245u + 12345u;
			if (seed >> 16 & 1)
				buffer_printf(&old, "%u\n", seed >> 18 & 3);
			if (seed >> 17 & 1)
				buffer_printf(&new, "%u\n", seed >> 20 & 3);
		}
		struct line_diff diff;
		line_diff_init(&diff, old.data, new.data);
		for (size_t i = 0; i < diff.count; i++) {
			if (diff.lines[i].kind != DIFF_NEW)
				buffer_printf(&was, "%s\n", diff.lines[i].text);
			if (diff.lines[i].kind != DIFF_GONE)
				buffer_printf(&is, "%s\n", diff.lines[i].text);
		}
		assert_string_equal(was.data ? was.data : "", old.data ? old.data : "");
		assert_string_equal(is.data ? is.data : "", new.data ? new.data : "");
		line_diff_finish(&diff);
		buffer_finish(&old);
		buffer_finish(&new);
		buffer_finish(&was);
		buffer_finish(&is);
	}
}

/* Too large for a table: told as replaced, not computed for an hour. */
static void linediff__huge__is_replaced(void **state)
{
	(void)state;
	struct buffer old = {0}, new = {0};
	for (int i = 0; i < 4000; i++) {
		buffer_printf(&old, "a%d\n", i);
		buffer_printf(&new, "b%d\n", i);
	}
	struct line_diff diff;
	line_diff_init(&diff, old.data, new.data);
	assert_int_equal(diff.gone, 4000);
	assert_int_equal(diff.added, 4000);
	line_diff_finish(&diff);
	buffer_finish(&old);
	buffer_finish(&new);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(linediff__same__says_nothing),
		cmocka_unit_test(linediff__one_line__three_of_context),
		cmocka_unit_test(linediff__nothing_before__all_is_new),
		cmocka_unit_test(linediff__far_apart__two_hunks),
		cmocka_unit_test(linediff__any__both_texts_stand_in_it),
		cmocka_unit_test(linediff__huge__is_replaced),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
