/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Strings under construction. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"

static void buffer__append__grows_and_stays_terminated(void **state)
{
	struct buffer buffer = {0};

	(void)state;
	for (int i = 0; i < 1000; i++)
		buffer_append(&buffer, "abc");
	assert_int_equal(buffer.length, 3000);
	assert_int_equal(strlen(buffer.data), 3000);
	assert_true(buffer.capacity > buffer.length);
	buffer_finish(&buffer);
	assert_null(buffer.data);
}

static void buffer__append__bytes_may_hold_nul(void **state)
{
	struct buffer buffer = {0};

	(void)state;
	buffer_append_bytes(&buffer, "a\0b", 3);
	buffer_append_char(&buffer, 'c');
	assert_int_equal(buffer.length, 4);
	assert_memory_equal(buffer.data, "a\0bc", 5);
	buffer_finish(&buffer);
}

static void buffer__printf__appends_long_text(void **state)
{
	struct buffer buffer = {0};

	(void)state;
	buffer_printf(&buffer, "%s", "");
	buffer_printf(&buffer, "<%0200d>", 7);
	buffer_printf(&buffer, "%s", "end");
	assert_int_equal(buffer.length, 205);
	assert_string_equal(buffer.data + 200, "7>end");
	buffer_finish(&buffer);
}

static void buffer__take__gives_the_string_away(void **state)
{
	struct buffer buffer = {0};
	char *text = buffer_take(&buffer);

	(void)state;
	assert_string_equal(text, "");
	free(text);
	buffer_append(&buffer, "x");
	text = buffer_take(&buffer);
	assert_string_equal(text, "x");
	assert_null(buffer.data);
	assert_int_equal(buffer.length, 0);
	free(text);
}

static void buffer__clear__keeps_the_memory(void **state)
{
	struct buffer buffer = {0};
	size_t capacity;

	(void)state;
	buffer_clear(&buffer);
	buffer_append(&buffer, "text");
	capacity = buffer.capacity;
	buffer_clear(&buffer);
	assert_string_equal(buffer.data, "");
	assert_int_equal(buffer.capacity, capacity);
	buffer_finish(&buffer);
	buffer_finish(NULL);
}

static void alloc__nothing__is_still_memory(void **state)
{
	char *text;

	(void)state;
	text = xcalloc(0, 8);
	assert_non_null(text);
	text = xreallocarray(text, 0, 8);
	assert_non_null(text);
	free(text);
	assert_null(xstrdup(NULL));
	text = xstrndup("abcdef", 3);
	assert_string_equal(text, "abc");
	free(text);
	text = xasprintf("%d-%s", 4, "x");
	assert_string_equal(text, "4-x");
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(buffer__append__grows_and_stays_terminated),
		cmocka_unit_test(buffer__append__bytes_may_hold_nul),
		cmocka_unit_test(buffer__printf__appends_long_text),
		cmocka_unit_test(buffer__take__gives_the_string_away),
		cmocka_unit_test(buffer__clear__keeps_the_memory),
		cmocka_unit_test(alloc__nothing__is_still_memory),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
