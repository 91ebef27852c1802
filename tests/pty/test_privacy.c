/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Privacy mode, seen from the other side of a shared screen: the dashboard is walked through, every
 * pane, row, dialog and size, in both languages, and no screen on the way may show a name, an
 * address, a phone number, a subject or a line of a letter of the example network.
 */
#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "pty/fixture.h"

#define LENGTH(table) (sizeof(table) / sizeof((table)[0]))
/* Letters of a long text that are looked for: it is wrapped and cut on the screen. */
#define BEGINNING 16

/* The example network; the second argument of the test program. */
static const char *example;

struct secrets {
	char **items;
	size_t count;
};

static void keep(struct secrets *secrets, const json_t *value)
{
	const char *text = json_string_value(value);
	if (!text || !*text)
		return;
	secrets->items = xreallocarray(secrets->items, secrets->count + 1, sizeof(char *));
	secrets->items[secrets->count++] = strlen(text) > 2 * BEGINNING ? xstrndup(text, BEGINNING)
									: xstrdup(text);
}

static void keep_all(struct secrets *secrets, const json_t *network, const char *kind,
	const char *const fields[], size_t field_count)
{
	size_t index;
	const json_t *record;
	json_array_foreach(json_object_get(network, kind), index, record)
	{
		for (size_t i = 0; i < field_count; i++)
			keep(secrets, json_object_get(record, fields[i]));
	}
}

static struct secrets read_secrets(void)
{
	static const char *const of_people[] = {"given_name", "family_name", "email", "phone",
		"title", "buyer_reference", "note", "status_reason"};
	static const char *const of_letters[] = {
		"sender_name", "sender_email", "subject", "body", "status_reason"};
	struct secrets secrets = {0};
	json_t *network = json_load_file(example, 0, NULL);
	assert_non_null(network);
	keep_all(&secrets, network, "participants", of_people, LENGTH(of_people));
	keep_all(&secrets, network, "requests", of_letters, LENGTH(of_letters));
	json_decref(network);
	assert_true(secrets.count > 150);
	return secrets;
}

static void forget(struct secrets *secrets)
{
	for (size_t i = 0; i < secrets->count; i++)
		free(secrets->items[i]);
	free(secrets->items);
}

/* A letter, a digit or a part of one outside ASCII. */
static bool is_in_word(char byte)
{
	return (byte & 0x80) || (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
	       (byte >= 'a' && byte <= 'z');
}

/* As a word of its own: "Per" is a name, and the beginning of "Period". What frames the screen is
 * drawn with lines, which are no letters. */
static bool shows(const char *screen, const char *secret)
{
	size_t length = strlen(secret);
	for (const char *at = screen; (at = strstr(at, secret)); at++) {
		bool begins = at == screen || !is_in_word(at[-1]) || !strncmp(at - 3, "│", 3) ||
			      !strncmp(at - 3, "┃", 3);
		if (begins && (!is_in_word(at[length]) || !strncmp(at + length, "…", 3)))
			return true;
	}
	return false;
}

static size_t count_shown(struct term *term, const struct secrets *secrets)
{
	char *screen = fixture_screen(term);
	size_t count = 0;
	for (size_t i = 0; i < secrets->count; i++)
		count += shows(screen, secrets->items[i]);
	free(screen);
	return count;
}

static void assert_nothing_shows(struct term *term, const struct secrets *secrets, const char *way)
{
	char *screen = fixture_screen(term);
	for (size_t i = 0; i < secrets->count; i++) {
		if (!shows(screen, secrets->items[i]))
			continue;
		term_dump(term);
		fail_msg("after %s the screen shows “%s”", way, secrets->items[i]);
	}
	if (!strstr(screen, "SEKRETESSLÄGE") && !strstr(screen, "PRIVACY MODE")) {
		term_dump(term);
		fail_msg("after %s nothing says that privacy mode is on", way);
	}
	free(screen);
}

static void press(struct term *term, const struct secrets *secrets, const char *keys)
{
	assert_true(term_send_keys(term, keys));
	fixture_settle(term);
	assert_nothing_shows(term, secrets, keys);
}

/* Every row of a list, with its preview; its detail and history too, from top to bottom. */
static void walk_rows(struct term *term, const struct secrets *secrets, const char *pane, int rows)
{
	press(term, secrets, pane);
	press(term, secrets, "A");
	press(term, secrets, "g");
	for (int i = 0; i < rows; i++) {
		press(term, secrets, "<Enter>");
		press(term, secrets, "<PageDown>");
		press(term, secrets, "<Esc>");
		press(term, secrets, "H");
		press(term, secrets, "<Esc>");
		press(term, secrets, "j");
	}
	press(term, secrets, "A");
	press(term, secrets, "g");
}

/* What can be opened, each followed by what leaves it again. */
static const char *const ways[] = {
	"0",
	"<Enter>",
	"0",
	"n",
	"<PageDown>",
	"<Esc>",
	"?",
	"<PageDown>",
	"<Esc>",
	":",
	"priv",
	"<Esc>",
	/* participants */
	"1",
	"e",
	"a",
	"y",
	"s",
	"<Down>",
	"<Enter>",
	"<Esc>",
	"<Esc>",
	"S",
	"<Esc>",
	"<Space>",
	"<Space>",
	"s",
	"<Enter>",
	"<Esc>",
	"<Esc>",
	"\\",
	"/öberg",
	"<Enter>",
	"<Esc>",
	"/status:admitted",
	"<Esc>",
	"z",
	"z",
	"M",
	"2",
	"3",
	"4",
	"p",
	"<Esc>",
	/* calendar */
	"2",
	"T",
	"<Esc>",
	"C",
	"<Esc>",
	"o",
	"<Esc>",
	"e",
	"<Esc>",
	"D",
	"19/10 10-12",
	"<Esc>",
	"V",
	"V",
	"V",
	"J",
	"<Esc>",
	":unknowns<Enter>",
	"<Esc>",
	"N",
	"öb",
	"<Space>",
	"<C-u>",
	"<C-r>",
	"<Down>",
	"-",
	"<Esc>",
	"H",
	"<Esc>",
	"<Enter>",
	"<Esc>",
	"u",
	"<C-r>",
	"S",
	"<Esc>",
	/* requests */
	"3",
	"e",
	"a",
	"y",
	"@",
	"<Esc>",
	"w",
	"<Esc>",
	"!",
	"u",
	"!",
	"s",
	"<Down>",
	"<Esc>",
	"<Space>",
	"<Space>",
	"@US<Enter>",
	"u",
	"\\",
	"/hot",
	"<Enter>",
	"<Esc>",
	"H",
	"<Esc>",
	/* what other parts have added */
	"1",
	"b",
	"<PageDown>",
	"<Esc>",
	"O",
	"<Enter>",
	"<Esc>",
	"j",
	"<Enter>",
	"<Esc>",
	"<Esc>",
	"f",
	"<Esc>",
	"/öberg<Enter>",
	"f",
	"<End><Enter>",
	"<Esc>",
	"<Esc>",
	"<Esc>",
	"m",
	"t",
	"K",
	"w",
	"B",
	"i",
	"x",
	/* the screen */
	"<C-l>",
	"0",
	"u",
	"<C-r>",
	"<C-g>",
	"<Enter>",
	"<C-g>",
	"x",
	"<C-g>",
	"<Esc>",
	"L",
};

static void walk(struct term *term, const struct secrets *secrets)
{
	static const int sizes[][2] = {{24, 80}, {40, 120}, {15, 60}, {60, 200}, {30, 120}};
	for (size_t i = 0; i < LENGTH(ways); i++)
		press(term, secrets, ways[i]);
	walk_rows(term, secrets, "1", 25);
	walk_rows(term, secrets, "3", 12);
	for (size_t i = 0; i < LENGTH(sizes); i++) {
		term_resize(term, sizes[i][0], sizes[i][1]);
		fixture_settle(term);
		assert_nothing_shows(term, secrets, "another size");
		for (const char *pane = "0123"; *pane; pane++) {
			char key[] = {*pane, '\0'};
			press(term, secrets, key);
		}
	}
}

/* The journal has names in its titles, and values in its rows. */
static void change_something(const struct fixture *fixture)
{
	static const char *const changes[][7] = {
		{"participant", "edit", "2", "--phone", "08-123 45 01"},
		{"participant", "edit", "19", "--note", "Ring aldrig hem till henne"},
		{"participant", "withdraw", "8", "--reason", "Byter jobb"},
		{"participant", "admit", "23"},
		{"request", "assign", "9", "US"},
		{"request", "edit", "6", "--subject", "Fråga om hotbilden"},
	};
	for (size_t i = 0; i < LENGTH(changes); i++)
		assert_int_equal(fixture_run(fixture, NULL, changes[i]), 0);
}

static void privacy__whole_dashboard__shows_nobody(void **state)
{
	change_something(*state);
	struct secrets secrets = read_secrets();
	struct term *term = fixture_start(*state, "TRAFFPUNKT_NOW=2023-09-26T09:00");
	/* What is looked for would be found. */
	assert_true(count_shown(term, &secrets) > 20);
	assert_true(term_send_keys(term, "1<C-g>"));
	fixture_settle(term);
	walk(term, &secrets); /* ends with the other language */
	walk(term, &secrets);
	/* And a yes brings it all back. */
	assert_true(term_send_keys(term, "1<C-g>y"));
	fixture_settle(term);
	assert_true(count_shown(term, &secrets) > 20);
	term_close(term);
	forget(&secrets);
}

/* Whatever was open when the mode is entered: nothing of it is seen, and nothing of it is lost. */
static void privacy__entered_in_a_dialog__covers_it(void **state)
{
	static const struct {
		const char *open;
	} rows[] = {
		{"1e"},
		{"1es<BS>hemlig"},
		{"3e"},
		{"1<Enter>"},
		{"1H"},
		{"3<Enter>"},
		{"3H"},
		{"1s"},
		{"1jjjjjjjs<Down><Enter>"},
		{"2N"},
		{"2Nvalli"},
		{"/öberg"},
		{"1/lööf<Enter>"},
		{"1M"},
		{"0n"},
		{"1b"},
		{"O"},
		{"O<Enter>"},
		{"1w"},
		{"1B"},
		{"1t"},
		{"1K"},
		{"1<Space><Space>m"},
		{"1x"},
	};
	struct secrets secrets = read_secrets();
	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct term *term = fixture_start(*state, "TRAFFPUNKT_NOW=2023-09-26T09:00");
		assert_true(term_send_keys(term, rows[i].open));
		fixture_settle(term);
		char *before = fixture_screen(term);
		press(term, &secrets, "<C-g>");
		press(term, &secrets, "x");
		press(term, &secrets, "<C-g>");
		press(term, &secrets, "<Enter>");
		free(before);
		term_close(term);
	}
	forget(&secrets);
}

static void privacy__covered_form__is_as_it_was(void **state)
{
	struct term *term = fixture_start(*state, NULL);
	assert_true(term_send_keys(term, "1e<Tab><Tab>hemligt"));
	fixture_settle(term);
	char *before = fixture_screen(term);
	assert_non_null(strstr(before, "hemligt"));
	assert_true(term_send_keys(term, "<C-g>"));
	fixture_settle(term);
	char *covered = fixture_screen(term);
	assert_null(strstr(covered, "hemligt"));
	assert_true(term_send_keys(term, "abc<Enter><Esc><C-g>y"));
	fixture_settle(term);
	char *after = fixture_screen(term);
	if (!strstr(after, "hemligt") || strstr(after, "hemligtabc")) {
		term_dump(term);
		fail_msg("the form is not as it was");
	}
	free(after);
	free(covered);
	free(before);
	term_close(term);
}

#define IN_FIXTURE(test) cmocka_unit_test_setup_teardown(test, fixture_setup, fixture_teardown)

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		IN_FIXTURE(privacy__whole_dashboard__shows_nobody),
		IN_FIXTURE(privacy__entered_in_a_dialog__covers_it),
		IN_FIXTURE(privacy__covered_form__is_as_it_was),
	};

	if (argc != 3) {
		fprintf(stderr, "usage: test_privacy PROGRAM NETWORK\n");
		return 2;
	}
	fixture_set_program(argv[1]);
	example = argv[2];
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
