/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Forty codes of the printed sheet, typed as fast as a program types, with a slip among them. */
#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "pty/fixture.h"

enum {
	MORE = 30,          /* who sign up beside those of the example */
	FIRST_OF_THEM = 24, /* their first number */
	TYPED = 40,
};

static void add_people(const struct fixture *fixture)
{
	char *path = xasprintf("%s/more.csv", fixture->folder), *output;
	const char *const import[] = {
		"participant", "import", path, "--yes", "--complete", "--probable", "keep", NULL};
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fputs("Förnamn;Efternamn;E-postadress;Organisation\n", file);
	for (int i = 0; i < MORE; i++)
		fprintf(file, "Person;Nummer%c%c;p%d@lund.example;Lunds kommun\n", 'a' + i / 26,
			'a' + i % 26, i);
	assert_int_equal(fclose(file), 0);
	if (fixture_run(fixture, &output, import) != 0)
		fail_msg("import: %s", output);
	free(output);
	free(path);
}

/* In two calls: a call has room for so many words. */
static void admit_people(const struct fixture *fixture)
{
	for (int half = 0; half < 2; half++) {
		char *ids[MORE / 2];
		const char *words[MORE / 2 + 3] = {"participant", "admit"};
		char *output;
		for (int i = 0; i < MORE / 2; i++)
			words[i + 2] = ids[i] = xasprintf(
				"%d", FIRST_OF_THEM + half * MORE / 2 + i);
		if (fixture_run(fixture, &output, words) != 0)
			fail_msg("admit: %s", output);
		free(output);
		for (int i = 0; i < MORE / 2; i++)
			free(ids[i]);
	}
}

/* The first forty codes of the sheet in one, without their hyphens; owned. */
static char *read_codes(const struct fixture *fixture)
{
	static const char *const sheet[] = {"meeting", "sheet", "1", NULL};
	struct buffer codes = {0};
	char *output, *rest, *line;
	size_t count = 0;
	assert_int_equal(fixture_run(fixture, &output, sheet), 0);
	for (rest = output; count < TYPED && (line = strsep(&rest, "\n"));) {
		if (!isdigit((unsigned char)line[0]) || line[2] != '-')
			continue;
		buffer_append_bytes(&codes, line, 2);
		buffer_append_bytes(&codes, line + 3, 1);
		count++;
	}
	assert_int_equal(count, TYPED);
	free(output);
	return buffer_take(&codes);
}

static void codes__forty__are_noted_as_they_are_typed(void **state)
{
	const struct fixture *fixture = *state;
	add_people(fixture);
	admit_people(fixture);
	char *codes = read_codes(fixture);
	struct term *term = fixture_start(fixture, "TRAFFPUNKT_NOW=2023-09-26T09:00");
	assert_true(term_send_keys(term, "2gN"));
	fixture_settle(term);
	assert_true(term_find(term, "48 left") >= 0);
	/* Twenty, then 3 for the last digit of the next where it is another, then that one and the
	 * rest: nothing of the slip stays behind. */
	char half[61], wrong[4];
	memcpy(half, codes, 60);
	half[60] = '\0';
	memcpy(wrong, codes + 60, 3);
	wrong[2] = wrong[2] == '3' ? '4' : '3';
	wrong[3] = '\0';
	assert_true(term_send_keys(term, half));
	assert_true(term_send_keys(term, wrong));
	fixture_settle(term);
	assert_true(term_find(term, "20 attended, 28 left") >= 0);
	assert_true(term_find(term, "the check digit does not fit") >= 0);
	assert_true(term_send_keys(term, codes + 60));
	fixture_settle(term);
	if (term_find(term, "40 attended, 8 left") < 0) {
		term_dump(term);
		fail_msg("not all are noted");
	}
	/* The last of them again: it is no toggle. */
	assert_true(term_send_keys(term, codes + 117));
	fixture_settle(term);
	assert_true(term_find(term, "40 attended, 8 left") >= 0);
	assert_true(term_find(term, "attended already") >= 0);
	assert_true(term_send_keys(term, "<C-u>"));
	fixture_settle(term);
	assert_true(term_find(term, "39 attended, 9 left") >= 0);
	assert_true(term_send_keys(term, "<Esc>q"));
	fixture_assert_ended(term, 0);
	term_close(term);
	free(codes);
}

int main(int count, char **arguments)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(codes__forty__are_noted_as_they_are_typed),
	};

	if (count != 2)
		return 64;
	fixture_set_program(arguments[1]);
	return cmocka_run_group_tests(tests, fixture_setup, fixture_teardown);
}
