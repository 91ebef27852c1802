/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Hostile text in everything that a request is made of: subject, sender, words, quoted history,
 * names of attachments, notes, templates, drafts. Whatever of it is shown, no byte of it acts on
 * the terminal. Judged on the bytes of the line, by a reader of what we emit ourselves.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "harness/hygiene.h"
#include "pty/fixture.h"
#include "pty/twosome.h"

/* As SQL: the bytes in hexadecimal, so that nothing on the way heals them. */
static const char *const texts[] = {
	/* A title, the clipboard, a colour, the other screen, and BEL. */
	"\033]0;owned\007\033]52;c;QUJD\007\033[31mr\033[?1049l\033[2J",
	/* C1 as UTF-8 and as a byte, DEL, SO and SI, CAN. */
	"\xC2\x9B"
	"31m\xC2\x85\xC2\x9D"
	"0;x\xC2\x9C\x7F\x0E\x0F\x18 tail",
	/* Directions: overrides, isolates, marks; zero width, byte order mark, tags. */
	"a\xE2\x80\xAE"
	"b\xE2\x81\xA6"
	"c\xE2\x80\x8B\xE2\x80\x8D\xEF\xBB\xBF\xF3\xA0\x81\x81",
	/* CR over what stands there, tabs, backspaces, vertical tabs. */
	"x\r\nover\rwritten\tand\b\b\bback\v\fdown",
	/* A flood of marks on one letter. */
	("z\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81"
	 "\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81"),
	/* A device control string, an APC, and a query that would be answered. */
	"\033P+q544e\033\\\033_x\033\\\033[6n\033[c\033Z",
};

/* Every place where text of a stranger, or of ours, can lie. `%s` is a hexadecimal string. */
static const char poison[] =
	"UPDATE request SET subject = CAST(x'%s' AS TEXT), body = CAST(x'%s' AS TEXT),"
	" sender_name = CAST(x'%s' AS TEXT), sender_email = CAST(x'%s' AS TEXT),"
	" organisation = CAST(x'%s' AS TEXT), assignee = CAST(x'%s' AS TEXT),"
	" reference_own = CAST(x'%s' AS TEXT), reference_their = CAST(x'%s' AS TEXT),"
	" status_reason = CAST(x'%s' AS TEXT);"
	"INSERT INTO message (request_id, direction, nature, at, sender, recipient, subject, body,"
	" quoted, message_id, protected) SELECT id, 'in', 'message', received_at,"
	" CAST(x'%s' AS TEXT), CAST(x'%s' AS TEXT), CAST(x'%s' AS TEXT), CAST(x'%s' AS TEXT),"
	" CAST(x'%s' AS TEXT), 'm' || id, 0 FROM request;"
	"INSERT INTO attachment (message_id, ordinal, name, media_type, size, file, digest,"
	" protected) SELECT id, 1, CAST(x'%s' AS TEXT), CAST(x'%s' AS TEXT), 7, 'none', 'none', 0"
	" FROM message;"
	"INSERT INTO internal_note (request_id, at, who, text, protected) SELECT id, received_at,"
	" CAST(x'%s' AS TEXT), CAST(x'%s' AS TEXT), 0 FROM request;"
	"INSERT INTO reply_template (network_id, ordinal, name, subject, body, urgent)"
	" VALUES (1, 1, CAST(x'%s' AS TEXT), CAST(x'%s' AS TEXT), CAST(x'%s' AS TEXT), 1);"
	"INSERT INTO broken_mail (network_id, at, source, reason, file, digest, status)"
	" VALUES (1, 1695105000, CAST(x'%s' AS TEXT), CAST(x'%s' AS TEXT), 'none', 'x', 'open');"
	"INSERT INTO presence (entity, record_id, who, doing, at) SELECT 'request', id,"
	" CAST(x'%s' AS TEXT), 'editing', 1695105000 FROM request;"
	"INSERT INTO unsaved (entity, record_id, what, who, at, content) SELECT 'request', id,"
	" 'form', CAST(x'%s' AS TEXT), 1695105000, '{}' FROM request;";

static char *hexadecimal(const char *bytes)
{
	struct buffer text = {0};

	for (; *bytes; bytes++)
		buffer_printf(&text, "%02x", (unsigned char)*bytes);
	return buffer_take(&text);
}

static void insert_poison(const struct fixture *fixture, const char *bytes)
{
	char *hex = hexadecimal(bytes);
	struct buffer sql = {0};
	char *text;

	for (const char *at = poison; *at; at++) {
		if (at[0] == '%' && at[1] == 's') {
			buffer_append(&sql, hex);
			at++;
		} else {
			buffer_append_bytes(&sql, at, 1);
		}
	}
	text = buffer_take(&sql);
	twosome_sql(fixture, text);
	free(text);
	free(hex);
}

/* The list and the preview, the opened request with its history unfolded, everything that r, m, @,
 * w, l, s, I, P and ! show first, the form, the help, the history, a filter, the handover. */
static void walk(struct term *term)
{
	static const char *const keys[] = {"3", "j", "<Enter>", "<PageDown>", "<End>", "<Esc>", "A",
		"<Space>j<Space>", "m", "<Esc>", "\\", "r", "<Esc>", "r", "<Enter>", "<Esc>", "y",
		"@", "<Esc>", "w", "<Esc>", "l", "<Esc>", "s", "<Esc>", "I", "<Esc>", "y", "P",
		"<Esc>", "y", "e", "<Tab><Tab>x", "<Esc>", "y", "H", "<Enter>", "<Esc>", "<Esc>",
		"/over<Enter>", "<Esc>", ":handover<Enter>", "<Esc>", ":outbox<Enter>", "<Esc>",
		"0", "3"};

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		assert_true(term_send_keys(term, keys[i]));
		fixture_settle(term);
	}
}

static void assert_clean(struct term *term)
{
	static const char *const injected[] = {"\033]0;", "\033]52;c;QUJD", "\033[31mr",
		"\033[?1049l\033[2J", "\033P+q", "\033_x", "\033[6n", "\033[c", "\033Z", "\xC2\x9B",
		"\xC2\x9D", "\xE2\x80\xAE", "\xE2\x81\xA6", "\xE2\x80\x8B"};
	char fault[512] = "";
	const char *output;
	size_t length;

	output = term_output(term, &length);
	if (!hygiene_check_screen(output, length, fault, sizeof fault))
		fail_msg("%s", fault);
	for (size_t i = 0; i < sizeof injected / sizeof *injected; i++) {
		if (memmem(output, length, injected[i], strlen(injected[i])))
			fail_msg("bytes %zu of those that came in went out", i);
	}
}

static void assert_clean_commands(const struct fixture *fixture)
{
	static const char *const commands[][5] = {{"request", "list", "--all"},
		{"request", "show", "8"}, {"handover"}, {"history"}, {"outbox", "list"}};

	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
		char *output = NULL, fault[512] = "";
		int code = fixture_run(fixture, &output, commands[i]);

		if (code != 0)
			fail_msg("%s: exit %d: %s", commands[i][0], code, output);
		if (!hygiene_check_text(output, strlen(output), fault, sizeof fault))
			fail_msg("%s: %s", commands[i][0], fault);
		free(output);
	}
}

static void play(void **state, size_t index)
{
	struct term *term;

	insert_poison(*state, texts[index]);
	assert_clean_commands(*state);
	term = twosome_start(*state, "US");
	walk(term);
	assert_clean(term);
	term_close(term);
}

static void hostile_request__sequences__stay_text(void **state)
{
	play(state, 0);
}

static void hostile_request__c1_and_del__stay_text(void **state)
{
	play(state, 1);
}

static void hostile_request__directions_and_hidden__are_taken_out(void **state)
{
	play(state, 2);
}

static void hostile_request__returns_and_tabs__move_nothing(void **state)
{
	play(state, 3);
}

static void hostile_request__flood_of_marks__is_cut(void **state)
{
	play(state, 4);
}

static void hostile_request__questions__are_not_asked(void **state)
{
	play(state, 5);
}

#define FRESH(test) cmocka_unit_test_setup_teardown(test, fixture_setup, fixture_teardown)

int main(int count, char **arguments)
{
	const struct CMUnitTest tests[] = {
		FRESH(hostile_request__sequences__stay_text),
		FRESH(hostile_request__c1_and_del__stay_text),
		FRESH(hostile_request__directions_and_hidden__are_taken_out),
		FRESH(hostile_request__returns_and_tabs__move_nothing),
		FRESH(hostile_request__flood_of_marks__is_cut),
		FRESH(hostile_request__questions__are_not_asked),
	};

	if (count != 2)
		return 64;
	fixture_set_program(arguments[1]);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
