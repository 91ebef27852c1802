/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The morning: nine mails are taken in, the keys of a file are pressed in the real program and
 * counted, and the database is asked whether all of them have been dealt with (README.md).
 */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/text.h"
#include "pty/fixture.h"
#include "pty/twosome.h"

#define MAILS 9
#define MOST_KEYS 90
#define NOW "2023-10-05T08:00"
#define NUMBER "121212-1212"

/* The folder of this test; the second argument of the program. */
static const char *folder;

/* ---- counting ---- */

/* Presses: "<C-s>" is one, as is a letter. */
static size_t count_keys(const char *keys)
{
	size_t count = 0;

	while (*keys) {
		if (*keys == '<' && strchr(keys, '>')) {
			keys = strchr(keys, '>') + 1;
		} else {
			text_next(&keys, NULL);
		}
		count++;
	}
	return count;
}

/* ---- before ---- */

static int take_in(const struct fixture *fixture, char **output)
{
	static const char *const names[MAILS] = {"1-hot.eml", "2-anmalan.eml", "3-faktura.eml",
		"4-faktura-igen.eml", "5-robot.eml", "6-ej-robot.eml", "7-siffror.eml",
		"8-annat-natverk.eml", "9-journalist.eml"};
	const char *arguments[MAILS + 4] = {"--json", "request", "intake"};
	char *paths[MAILS];
	int code;

	for (size_t i = 0; i < MAILS; i++) {
		paths[i] = xasprintf("%s/%s", folder, names[i]);
		arguments[3 + i] = paths[i];
	}
	code = fixture_run(fixture, output, arguments);
	for (size_t i = 0; i < MAILS; i++)
		free(paths[i]);
	return code;
}

static int morning_setup(void **state)
{
	struct fixture *fixture;
	char *output = NULL;
	int code = fixture_setup(state);

	if (code != 0)
		return code;
	fixture = *state;
	fixture->now = NOW;
	/* Those of the example have been dealt with on other mornings. */
	twosome_sql(fixture, "DELETE FROM request");
	/* The page of the network names no other one; its owners know which it is. */
	twosome_sql(fixture, "UPDATE network SET sibling_name = 'Utvecklingsnätverket',"
			     " sibling_fee = 0");
	code = take_in(fixture, &output);
	if (code != 0)
		fprintf(stderr, "intake: exit %d: %s\n", code, output);
	free(output);
	return code;
}

/* ---- during ---- */

static void press(struct term *term, const char *step, const char *keys)
{
	if (!term_send_keys(term, keys)) {
		term_dump(term);
		fail_msg("%s: %s cannot be pressed", step, keys);
	}
	fixture_settle(term);
}

static void expect(struct term *term, const char *step, const char *text)
{
	if (term_wait_text(term, text, PATIENCE))
		return;
	term_dump(term);
	fail_msg("%s: “%s” does not show", step, text);
}

/* Plays the file; how many keys that took. */
static size_t play(struct term *term)
{
	char *path = xasprintf("%s/morning.keys", folder);
	FILE *file = fopen(path, "re");
	char line[512], step[16];
	size_t count = 0;
	int at = 0;

	assert_non_null(file);
	while (fgets(line, sizeof line, file)) {
		line[strcspn(line, "\n")] = '\0';
		if (line[0] == '#' || sscanf(line, "%15s %n", step, &at) != 1)
			continue;
		if (line[at] == '?') {
			expect(term, step, line + at + 1);
		} else {
			press(term, step, line + at);
			count += count_keys(line + at);
		}
	}
	fclose(file);
	free(path);
	return count;
}

/* ---- after ---- */

static void assert_count(const struct fixture *fixture, const char *sql, int64_t wanted)
{
	int64_t found = twosome_count(fixture, sql);

	if (found != wanted)
		fail_msg("%s: %lld, not %lld", sql, (long long)found, (long long)wanted);
}

static void assert_dealt_with(const struct fixture *fixture)
{
	assert_count(fixture, "SELECT count(*) FROM request", MAILS);
	assert_count(fixture, "SELECT count(*) FROM request WHERE status = 'new'", 0);
	assert_count(fixture, "SELECT count(*) FROM request WHERE status = 'quarantined'", 0);
	/* K02: pinned, hidden, somebody's, answered from the template with the numbers. */
	assert_count(fixture,
		"SELECT count(*) FROM request WHERE sender_email = 'ingrid.falk@habo.example'"
		" AND urgent = 1 AND sensitive = 1 AND assignee = 'AP'",
		1);
	assert_count(fixture,
		"SELECT count(*) FROM draft JOIN request ON request.id = draft.request_id"
		" WHERE urgent = 1 AND instr(draft.body, '112') > 0",
		1);
	/* K03: one of the two, and it leads to the older. */
	assert_count(fixture,
		"SELECT count(*) FROM request AS one JOIN request AS other"
		" ON other.id = one.merged_into_id WHERE one.status = 'merged'"
		" AND one.sender_email = 'nils.holm@malmo.example'"
		" AND other.sender_email = one.sender_email AND other.received_at < "
		"one.received_at",
		1);
	/* K05: linked, waiting. */
	assert_count(fixture,
		"SELECT count(*) FROM request JOIN participant"
		" ON participant.id = request.participant_id WHERE request.status = 'waiting'"
		" AND participant.email = 'vera.lindell@lund.example'"
		" AND organisation_code = '1281'",
		1);
	/* K06. */
	assert_count(fixture,
		"SELECT count(*) FROM request WHERE sender_email = 'seo@offers.example'"
		" AND status = 'spam'",
		1);
	assert_count(
		fixture, "SELECT count(*) FROM participant WHERE email = 'seo@offers.example'", 0);
	assert_count(fixture,
		"SELECT count(*) FROM request WHERE sender_email = 'sixten.brandt@kiruna.example'"
		" AND released_at IS NOT NULL",
		1);
	/* K08. */
	assert_count(fixture,
		"SELECT count(*) FROM request WHERE sender_email = 'olof.ljung@vaxjo.example'"
		" AND status = 'referred'",
		1);
	/* K10. */
	assert_count(fixture, "SELECT count(*) FROM internal_note", 1);
}

/* What waits in the outbox may all go. */
static void assert_outbox_passes(const struct fixture *fixture)
{
	static const char *const list[] = {"--json", "outbox", "list", NULL};
	char *output = NULL;

	assert_count(fixture, "SELECT count(*) FROM draft WHERE instr(body, '{{') > 0", 0);
	assert_count(fixture, "SELECT count(*) FROM draft WHERE instr(body, 'sjukskriven') > 0", 0);
	assert_count(fixture, "SELECT count(*) FROM draft WHERE instr(body, '" NUMBER "') > 0", 0);
	assert_int_equal(fixture_run(fixture, &output, list), 0);
	assert_null(strstr(output, "sjukskriven"));
	assert_null(strstr(output, NUMBER));
	free(output);
}

/* In no file under the folder: the database, its log, copies of mails, drafts. */
static void assert_nowhere(const char *place, const char *bytes)
{
	DIR *directory = opendir(place);
	const struct dirent *entry;

	assert_non_null(directory);
	while ((entry = readdir(directory))) {
		char *path;

		if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, ".."))
			continue;
		path = xasprintf("%s/%s", place, entry->d_name);
		if (entry->d_type == DT_DIR)
			assert_nowhere(path, bytes);
		else if (twosome_holds(path, bytes))
			fail_msg("%s holds %s", path, bytes);
		free(path);
	}
	closedir(directory);
}

/* ---- the tests ---- */

static void morning__intake__seven_and_two_in_quarantine(void **state)
{
	assert_count(*state, "SELECT count(*) FROM request WHERE status = 'new'", 7);
	assert_count(*state, "SELECT count(*) FROM request WHERE status = 'quarantined'", 2);
	assert_count(*state, "SELECT count(*) FROM request WHERE verified = 'no'", 2);
	assert_nowhere(((struct fixture *)*state)->folder, NUMBER);
}

static void morning__again__is_known(void **state)
{
	char *output = NULL;

	assert_int_equal(take_in(*state, &output), 0);
	assert_non_null(strstr(output, "\"new\": 0"));
	assert_non_null(strstr(output, "\"known\": 9"));
	free(output);
	assert_count(*state, "SELECT count(*) FROM request", MAILS);
}

static void morning__keys__deal_with_all_nine(void **state)
{
	struct fixture *fixture = *state;
	struct term *term = twosome_start_swedish(fixture, "AP");
	size_t keys = play(term);

	assert_true(term_send_keys(term, "q"));
	assert_true(term_wait_exit(term, PATIENCE));
	term_close(term);
	assert_dealt_with(fixture);
	assert_outbox_passes(fixture);
	assert_nowhere(fixture->folder, NUMBER);
	if (keys > MOST_KEYS)
		fail_msg("%zu keys, more than %d", keys, MOST_KEYS);
	print_message("# %zu keys\n", keys);
}

#define MORNING(test) cmocka_unit_test_setup_teardown(test, morning_setup, fixture_teardown)

int main(int count, char **arguments)
{
	const struct CMUnitTest tests[] = {
		MORNING(morning__intake__seven_and_two_in_quarantine),
		MORNING(morning__again__is_known),
		MORNING(morning__keys__deal_with_all_nine),
	};

	if (count != 3)
		return 64;
	fixture_set_program(arguments[1]);
	folder = arguments[2];
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
