/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Hostile text in every field of a network file: whatever comes in, the bytes that go to a terminal
 * and the tables of the commands stay clean. Judged on the bytes, not on the screen.
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
#include "harness/hygiene.h"
#include "pty/fixture.h"

#define LONG_LENGTH 1000000

/* The example network; the second argument of the test program. */
static const char *example;

/* Fields that take any text. All others have a form of their own. */
static const char *const free_text[] = {"name", "organiser", "period_text", "period_note",
	"invitation", "purpose", "signup", "target_group", "physical_terms", "background",
	"contact_form", "human_check_note", "text", "source", "title", "description",
	"contributors", "external_event", "place", "address", "theme", "promise", "promise_by",
	"note", "status_reason", "given_name", "family_name", "phone", "organisation",
	"buyer_reference", "sender_name", "subject", "body", "assignee", NULL};
/* Fields with a form: a hostile value is refused, or shown clean. */
static const char *const formed_text[] = {"slug", "uid", "email", "sender_email", "link", "date",
	"status", "kind", "organisation_code", "received_at", "initials", "start", "meeting_id"};

struct text {
	const char *bytes;
	size_t length; /* 0: up to the NUL */
};

static const struct text texts[] = {
	{"\033]52;c;QUJD\007", 0},
	{"\033[2J\033[31mr\xC3\xB6"
	 "d\033[?1049l",
		0},
	{"\xC2\x9B"
	 "31m\xC2\x85",
		0},
	{"a\xE2\x80\xAE"
	 "b\xE2\x81\xA6"
	 "c",
		0},
	{"no\xE2\x80\x8Bll\xEF\xBB\xBF\xE2\x80\x8D", 0},
	{"\xCC\x81leading", 0},
	{"z\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81", 0},
	{"x\r\nover\rwritten\tand\bback", 0},
	{"a\0b\033[5m", 7},
	{"\x7F\x01\x02\x0E\x0F", 0},
	{"\xF3\xA0\x81\x81\xEE\x80\x80\xEF\xBF\xBE", 0},
	{"%s%n%1$s", 0},
};

static bool is_in(const char *name, const char *const list[])
{
	for (; *list; list++) {
		if (strcmp(*list, name) == 0)
			return true;
	}
	return false;
}

/* Puts the text in all fields of these names, in objects and lists of objects, all the way down. */
static void poison(json_t *value, const char *const names[], const struct text *text)
{
	size_t length = text->length ? text->length : strlen(text->bytes);
	const char *name;
	json_t *member;
	size_t index;
	void *next;

	json_array_foreach(value, index, member) poison(member, names, text);
	json_object_foreach_safe(value, next, name, member)
	{
		if (json_is_object(member) || json_is_array(member))
			poison(member, names, text);
		else if ((json_is_string(member) || json_is_null(member)) && is_in(name, names))
			json_object_set_new(value, name, json_stringn(text->bytes, length));
	}
}

static void assert_clean_text(const char *output, const char *what)
{
	char fault[512] = "";

	if (!hygiene_check_text(output, strlen(output), fault, sizeof fault))
		fail_msg("%s: %s", what, fault);
}

/* Makes a database of the poisoned example; the exit code of init, whose output must be clean. */
static int make_database(
	const struct fixture *fixture, const char *const names[], const struct text *text)
{
	char *path = xasprintf("%s/hostile.json", fixture->folder);
	const char *const init[] = {"init", path, NULL};
	json_t *network = json_load_file(example, 0, NULL);
	char *output = NULL;
	int code;

	assert_non_null(network);
	poison(network, names, text);
	assert_int_equal(json_dump_file(network, path, JSON_INDENT(2)), 0);
	json_decref(network);
	remove(fixture->database);
	code = fixture_run(fixture, &output, init);
	assert_clean_text(output, "init");
	free(output);
	free(path);
	return code;
}

/* Every pane, every detail, a form, the history, the palette: then the bytes of all of it. */
static void assert_clean_dashboard(const struct fixture *fixture)
{
	static const char *const keys[] = {"0", "1", "<Enter>", "<PageDown>", "<Esc>", "e", "<Tab>",
		"<Esc>", "2", "<Enter>", "<PageDown>", "<Esc>", "e", "<Esc>", "3", "<Enter>",
		"<PageDown>", "<Esc>", "e", "<Esc>", "H", "<Esc>", "1/a", "<Esc>"};
	static const char *const injected[] = {"\033]52;c;QUJD", "\033[31mr\xC3\xB6", "\033[5m"};
	struct term *term = fixture_start(fixture, NULL);
	char fault[512] = "";
	const char *output;
	size_t length;

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		assert_true(term_send_keys(term, keys[i]));
		fixture_settle(term);
	}
	output = term_output(term, &length);
	if (!hygiene_check_screen(output, length, fault, sizeof fault))
		fail_msg("%s", fault);
	/* The letters may show; what made them a command must not be before them. */
	for (size_t i = 0; i < sizeof injected / sizeof *injected; i++)
		assert_null(memmem(output, length, injected[i], strlen(injected[i])));
	term_close(term);
}

static void assert_clean_commands(const struct fixture *fixture)
{
	static const char *const commands[][5] = {{"participant", "list", "--all"},
		{"participant", "show", "1"}, {"meeting", "list", "--all"},
		{"meeting", "show", "1"}, {"request", "list", "--all"}, {"request", "show", "1"},
		{"network", "list"}, {"network", "show"}, {"history"}};

	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
		char *output = NULL;
		int code = fixture_run(fixture, &output, commands[i]);

		if (code != 0)
			fail_msg("%s: exit %d: %s", commands[i][0], code, output);
		assert_clean_text(output, commands[i][0]);
		free(output);
	}
}

static void hostile__free_text__stays_clean(void **state)
{
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		int code = make_database(*state, free_text, &texts[i]);

		if (code != 0)
			fail_msg("text %zu: init ended with %d", i, code);
		assert_clean_commands(*state);
		assert_clean_dashboard(*state);
	}
}

static void hostile__formed_text__is_refused_or_clean(void **state)
{
	for (size_t i = 0; i < sizeof formed_text / sizeof *formed_text; i++) {
		const char *const names[] = {formed_text[i], NULL};
		int code = make_database(*state, names, &texts[1]);

		if (code != 0 && code != 65)
			fail_msg("%s: init ended with %d", formed_text[i], code);
		if (code == 0) {
			assert_clean_commands(*state);
			assert_clean_dashboard(*state);
		}
	}
}

static void hostile__long_text__is_cut_and_quick(void **state)
{
	static const char *const names[] = {
		"body", "subject", "background", "family_name", "theme", NULL};
	struct text text = {.length = LONG_LENGTH};
	char *bytes = xcalloc(LONG_LENGTH + 1, 1);
	int code;

	for (size_t i = 0; i < LONG_LENGTH; i++)
		bytes[i] = "Lorem ipsum \n"[i % 13];
	text.bytes = bytes;
	code = make_database(*state, names, &text);
	/* A limit on lengths is as good as showing it. */
	if (code != 0 && code != 65)
		fail_msg("init ended with %d", code);
	if (code == 0)
		assert_clean_dashboard(*state);
	free(bytes);
}

int main(int count, char **arguments)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hostile__free_text__stays_clean),
		cmocka_unit_test(hostile__formed_text__is_refused_or_clean),
		cmocka_unit_test(hostile__long_text__is_cut_and_quick),
	};

	if (count != 3)
		return 64;
	fixture_set_program(arguments[1]);
	example = arguments[2];
	return cmocka_run_group_tests(tests, fixture_setup, fixture_teardown);
}
