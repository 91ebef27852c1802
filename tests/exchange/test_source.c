/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where mail comes from: mboxes line by line, limits, and names. Folders and Maildirs are tested
 * through the program (tests/cli/test_intake.py). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "exchange/mail/source.h"
#include "harness/scratch.h"

#define FROM "From a@b.example Tue Sep 19 07:10:00 2023\n"

struct fixture {
	char *folder;
	char *path;
};

static int setup(void **state)
{
	struct fixture *fixture = xcalloc(1, sizeof(*fixture));
	fixture->folder = scratch_create();
	fixture->path = xasprintf("%s/box", fixture->folder);
	*state = fixture;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *fixture = *state;
	scratch_destroy(fixture->folder);
	free(fixture->path);
	free(fixture);
	return 0;
}

static struct mail_source *open_text(
	struct fixture *fixture, const char *text, size_t length, size_t limit)
{
	struct error error = {0};
	FILE *file = fopen(fixture->path, "we");
	assert_non_null(file);
	assert_int_equal(fwrite(text, 1, length, file), length);
	assert_int_equal(fclose(file), 0);
	struct mail_source *source = mail_source_open(fixture->path, limit, &error);
	if (!source)
		fail_msg("%s", error.message);
	return source;
}

/* The next mail has this name and says this; NULL: there is none. */
static void assert_next(struct mail_source *source, const char *name, const char *text)
{
	struct error error = {0};
	struct mail_item item;
	enum mail_next next = mail_source_next(source, &item, &error);
	assert_null(error.message);
	if (!name) {
		assert_int_equal(next, MAIL_END);
		return;
	}
	assert_int_equal(next, MAIL_NEXT);
	assert_string_equal(item.name, name);
	assert_string_equal(item.bytes, text);
	assert_int_equal(item.length, strlen(text));
	assert_false(item.is_larger);
}

static void source__one_mail__is_as_it_stands(void **state)
{
	static const char text[] = "Subject: a\n\n" FROM ">From b\n";
	struct mail_source *source = open_text(*state, text, sizeof(text) - 1, 1000);
	assert_next(source, "box", text);
	assert_true(mail_source_is_single(source));
	assert_next(source, NULL, NULL);
	mail_source_close(source);
}

static void source__empty_file__is_a_mail_of_no_bytes(void **state)
{
	struct mail_source *source = open_text(*state, "", 0, 1000);
	assert_next(source, "box", "");
	assert_next(source, NULL, NULL);
	mail_source_close(source);
}

static void source__mbox__is_cut_where_a_mail_begins(void **state)
{
	static const char text[] = FROM "a: 1\n\nFrom here on it is text.\nx" FROM "\n" FROM
					">From b\n>>From c\n> From d\n>Fromage\n\nFrom - Tue now\n"
					"last without an end";
	struct mail_source *source = open_text(*state, text, sizeof(text) - 1, 1000);
	assert_next(source, "box:1", "a: 1\n\nFrom here on it is text.\nx" FROM "\n");
	assert_false(mail_source_is_single(source));
	assert_next(source, "box:2", "From b\n>From c\n> From d\n>Fromage\n\n");
	assert_next(source, "box:3", "last without an end");
	assert_next(source, NULL, NULL);
	assert_next(source, NULL, NULL);
	mail_source_close(source);
}

/* In the middle of a text no mail begins, however much it looks like it. */
static void source__mbox__needs_an_empty_line_before(void **state)
{
	static const char text[] = FROM "a\n" FROM "b\r\n\r\n" FROM "c\n";
	struct mail_source *source = open_text(*state, text, sizeof(text) - 1, 1000);
	assert_next(source, "box:1", "a\n" FROM "b\r\n\r\n");
	assert_next(source, "box:2", "c\n");
	assert_next(source, NULL, NULL);
	mail_source_close(source);
}

/* Wherever the beginning of a mail falls in what is read at a time. */
static void source__mbox__over_the_edge_of_a_block(void **state)
{
	struct fixture *fixture = *state;
	for (size_t shift = 0; shift < 12; shift++) {
		size_t filling = 65536 - sizeof(FROM) - 4 - shift;
		char *line = xcalloc(filling + 1, 1);
		memset(line, 'x', filling);
		char *text = xasprintf("%s%s\n\n%s>From y\n", FROM, line, FROM);
		char *first = xasprintf("%s\n\n", line);
		struct mail_source *source = open_text(fixture, text, strlen(text), 200000);
		assert_next(source, "box:1", first);
		assert_next(source, "box:2", "From y\n");
		assert_next(source, NULL, NULL);
		mail_source_close(source);
		free(first);
		free(text);
		free(line);
	}
}

static void source__larger__gives_its_rest_and_goes_on(void **state)
{
	static const char text[] = FROM "0123456789abcdef\n\n" FROM "0123456789" FROM;
	char rest[64] = "";
	struct error error = {0};
	struct mail_item item;
	struct mail_source *source = open_text(*state, text, sizeof(text) - 1, 10);
	assert_int_equal(mail_source_next(source, &item, &error), MAIL_NEXT);
	assert_true(item.is_larger);
	assert_string_equal(item.bytes, "0123456789");
	size_t length = 0, count;
	while ((count = mail_source_rest(source, rest + length, 3)))
		length += count;
	assert_string_equal(rest, "abcdef\n\n");
	assert_int_equal(mail_source_next(source, &item, &error), MAIL_NEXT);
	assert_true(item.is_larger);
	assert_string_equal(item.name, "box:2");
	assert_next(source, NULL, NULL);
	mail_source_close(source);
}

static void source__of_the_limit__is_whole(void **state)
{
	struct mail_source *source = open_text(*state, "0123456789", 10, 10);
	assert_next(source, "box", "0123456789");
	assert_next(source, NULL, NULL);
	mail_source_close(source);
}

static void source__name__is_neutralised(void **state)
{
	struct fixture *fixture = *state;
	struct error error = {0};
	struct mail_item item;
	free(fixture->path);
	fixture->path = xasprintf("%s/a\033[31m.eml", fixture->folder);
	struct mail_source *source = open_text(fixture, "x", 1, 10);
	assert_int_equal(mail_source_next(source, &item, &error), MAIL_NEXT);
	assert_null(strchr(item.name, '\033'));
	mail_source_close(source);
}

static void source__other_things__are_refused(void **state)
{
	struct fixture *fixture = *state;
	struct error error = {0};
	assert_null(mail_source_open(fixture->path, 10, &error));
	assert_int_equal(error.kind, ERROR_NO_INPUT);
	error_finish(&error);
	assert_int_equal(mkfifo(fixture->path, 0600), 0);
	assert_null(mail_source_open(fixture->path, 10, &error));
	assert_int_equal(error.kind, ERROR_NO_INPUT);
	error_finish(&error);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(source__one_mail__is_as_it_stands),
		TEST(source__empty_file__is_a_mail_of_no_bytes),
		TEST(source__mbox__is_cut_where_a_mail_begins),
		TEST(source__mbox__needs_an_empty_line_before),
		TEST(source__mbox__over_the_edge_of_a_block),
		TEST(source__larger__gives_its_rest_and_goes_on),
		TEST(source__of_the_limit__is_whole),
		TEST(source__name__is_neutralised),
		TEST(source__other_things__are_refused),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
