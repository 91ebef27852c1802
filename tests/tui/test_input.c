/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From bytes to keys. Events are compared as text: key names separated by spaces, a paste as
 * {text}, the mouse as <action y,x>, so that a case reads as what somebody did.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "tui/input.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static void describe(struct buffer *out, const struct input_event *event)
{
	static const char *const actions[] = {"press", "middle", "right", "up", "down"};
	char name[KEY_NAME_SIZE];

	if (out->length > 0)
		buffer_append_char(out, ' ');
	switch (event->kind) {
	case INPUT_KEY:
		key_format(event->key, name);
		buffer_append(out, name);
		break;
	case INPUT_PASTE:
		buffer_append_char(out, '{');
		buffer_append_bytes(out, event->paste, event->paste_length);
		buffer_append(out, event->paste_cut ? "…}" : "}");
		break;
	case INPUT_MOUSE:
		buffer_printf(out, "<%s %d,%d", actions[event->mouse.action], event->mouse.y,
			event->mouse.x);
		buffer_append(out, event->mouse.modifiers & KEYMOD_CTRL ? " C>" : ">");
		break;
	}
}

static void drain(struct input *input, struct buffer *out)
{
	struct input_event event;

	while (input_next(input, &event))
		describe(out, &event);
}

/* Feeds in pieces of `step` bytes, then lets the time pass. */
static char *events_of(const char *bytes, size_t length, size_t step)
{
	struct input *input = input_create();
	struct buffer out = {0};

	for (size_t i = 0; i < length; i += step) {
		input_feed(input, bytes + i, length - i < step ? length - i : step);
		drain(input, &out);
	}
	for (int i = 0; i < 4 && input_pending(input); i++) {
		input_flush(input);
		drain(input, &out);
	}
	input_destroy(input);
	return buffer_take(&out);
}

static const struct {
	const char *bytes;
	const char *events;
} cases[] = {
	{"jk", "j k"},
	{"\xc3\xa5\xe4\xbd\x9c\xf0\x9f\x98\x80", "å 作 😀"},
	{"\x01\x1a\x13\x11\x1f\x1c", "C-a C-z C-s C-q C-_ C-\\"},
	{"\r\t\x7f\b\n ", "Enter Tab Backspace Backspace C-j Space"},
	{"\033[A\033[B\033[C\033[D", "Up Down Right Left"},
	{"\033OA\033OB\033OC\033OD", "Up Down Right Left"},
	{"\033[H\033[F\033OH\033OF\033[1~\033[4~\033[7~\033[8~",
		"Home End Home End Home End Home End"},
	{"\033[5~\033[6~\033[2~\033[3~", "PgUp PgDn Ins Del"},
	{"\033OP\033OQ\033OR\033OS\033[15~\033[17~\033[21~\033[23~\033[24~",
		"F1 F2 F3 F4 F5 F6 F10 F11 F12"},
	{"\033[11~\033[[A\033[[E\033[P", "F1 F1 F5 F1"},
	{"\033[Z", "BackTab"},
	{"\033[1;5A\033[1;2B\033[1;3C\033[1;8D", "C-Up S-Down A-Right C-A-S-Left"},
	{"\033[3;5~\033[6;3~\033[1;5P\033O5P", "C-Del A-PgDn C-F1 C-F1"},
	{"\033[5$\033[5^\033[5@\033[a\033[d\033Oa\033Od",
		"S-PgUp C-PgUp C-S-PgUp S-Up S-Left C-Up C-Left"},
	{"\033\033[A\033\033OB", "A-Up A-Down"},
	{"\033x\033\xc3\xa5\033\r\033\x7f", "A-x A-å A-Enter A-Backspace"},
	{"\033[97;5u\033[27;5;105~\033[97;2u\033[13;5u\033[27u", "C-a Tab A C-Enter Esc"},
	{"\033OM\033Op\033Oy\033Ok", "Enter 0 9 +"},
	{"\033", "Esc"},
	{"\033\033", "Esc Esc"},
	{"\033[", "A-["},
	{"\033O", "A-O"},
	{"\033]", "A-]"},
	{"\033P", "A-P"},
	{"\033\033[", "Esc A-["},
	/* Nothing of these may act: the letters in them are commands. */
	{"\033[25;99~q", "q"},
	{"\033[?1;2cq", "q"},
	{"\033[?2026;2$yq", "q"},
	{"\033[>0;276;0cq", "q"},
	{"\033[12;40Rq", "C-A-S-F3 q"},
	{"\033[Iq\033[O", "q"},
	{"\033]11;rgb:0000/0000/0000\aq", "q"},
	{"\033]52;c;cXVpdA==\033\\q", "q"},
	{"\033P>|xterm(379)\033\\q", "q"},
	{"\033_Gi=31;OK\033\\q", "q"},
	{"\033O~q", "q"},
	{"\033[57399uq", "q"},
	/* Broken off by something new. */
	{"\033[1;\033[A", "Up"},
	{"\033[1;\rq", "Enter q"},
	{"\033]0;title\rq", "q"},
	{"\033[é", "é"},
	/* Not UTF-8: seen as such, and the next one is read. */
	{"\xc3(\xff\xe4\xbdq", "\xef\xbf\xbd ( \xef\xbf\xbd \xef\xbf\xbd \xef\xbf\xbd q"},
	{"\xc2\x9bq", "q"},
	{"\033[200~rm -rf\r\nq\033[Aq\r\033[201~j", "{rm -rf\nq\033[Aq\n} j"},
	{"\033[200~\033[201~", "{}"},
	{"\033[200~a\033[20\033[201~", "{a\033[20}"},
	{"\033[200~\xc3\xa5\r\r\n\n\033[201~\033[200~b\033[201~", "{å\n\n\n} {b}"},
	{"\033[201~q", "q"},
	{"\033[<0;1;1M\033[<0;1;1m\033[<64;300;200M\033[<65;5;6M",
		"<press 0,0> <up 199,299> <down 5,4>"},
	{"\033[<16;3;4M\033[<2;3;4M\033[<1;3;4M\033[<32;3;4M\033[<66;3;4M\033[<128;3;4M",
		"<press 3,2 C> <right 3,2> <middle 3,2>"},
	{"\033[<0;0;0Mq\033[<0;1Mq\033[<0;99999999999;1M", "q q <press 0,99998>"},
	{"\033[M !!q\033[M#!!\033[M`!!", "<press 0,0> q <up 0,0>"},
};

static void input_next__bytes__are_events(void **state)
{
	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		char *events = events_of(cases[i].bytes, strlen(cases[i].bytes), SIZE_MAX / 2);

		if (strcmp(events, cases[i].events) != 0)
			fail_msg("case %zu: \"%s\", expected \"%s\"", i, events, cases[i].events);
		free(events);
	}
}

static void input_next__split_anywhere__gives_the_same(void **state)
{
	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		for (size_t step = 1; step <= 5; step++) {
			char *events = events_of(cases[i].bytes, strlen(cases[i].bytes), step);

			if (strcmp(events, cases[i].events) != 0)
				fail_msg("case %zu by %zu: \"%s\", expected \"%s\"", i, step,
					events, cases[i].events);
			free(events);
		}
	}
}

static void input_next__nul__is_ctrl_space(void **state)
{
	char *events = events_of("\0", 1, 1);

	(void)state;
	assert_string_equal(events, "C-Space");
	free(events);
}

static void input_pending__lone_escape__waits_for_the_flush(void **state)
{
	struct input *input = input_create();
	struct input_event event;

	(void)state;
	assert_false(input_pending(input));
	input_feed(input, "\033", 1);
	assert_false(input_next(input, &event));
	assert_true(input_pending(input));
	input_flush(input);
	assert_true(input_next(input, &event));
	assert_int_equal(event.key.code, KEYCODE_ESCAPE);
	assert_false(input_pending(input));
	input_destroy(input);
}

static void input_flush__then_more_bytes__is_a_sequence(void **state)
{
	struct input *input = input_create();
	struct input_event event;

	(void)state;
	input_feed(input, "\033", 1);
	input_flush(input);
	input_feed(input, "[A", 2);
	assert_true(input_next(input, &event));
	assert_int_equal(event.key.code, KEYCODE_UP);
	input_destroy(input);
}

/* A slow line: what can be no key by itself is waited for, however long it takes. */
static void input_pending__certain_sequence__is_not_timed(void **state)
{
	static const char *const starts[] = {
		"\033[1;", "\xc3", "\033[200~a", "\033]0;t", "\033[<0"};

	(void)state;
	for (size_t i = 0; i < LENGTH(starts); i++) {
		struct input *input = input_create();
		struct input_event event;

		input_feed(input, starts[i], strlen(starts[i]));
		assert_false(input_next(input, &event));
		assert_false(input_pending(input));
		input_destroy(input);
	}
}

static void input_add_sequence__from_terminfo__is_known(void **state)
{
	struct input *input = input_create();
	struct buffer out = {0};

	(void)state;
	input_add_sequence(input, "\033[192z", (struct key){KEYCODE_F1, 0});
	input_add_sequence(input, "\033[192z9", (struct key){KEYCODE_F12, 0});
	input_add_sequence(input, "q", (struct key){KEYCODE_F1, 0});
	input_add_sequence(input, NULL, (struct key){KEYCODE_F1, 0});
	input_feed(input, "\033[192zq\033[192z9", 14);
	drain(input, &out);
	assert_string_equal(out.data, "F1 q F12");
	buffer_finish(&out);
	input_destroy(input);
}

static void input_next__long_paste__is_cut_between_characters(void **state)
{
	struct input *input = input_create();
	struct input_event event = {0};
	struct buffer bytes = {0};

	(void)state;
	buffer_append(&bytes, "\033[200~x");
	while (bytes.length < INPUT_PASTE_MAX + 4096)
		buffer_append(&bytes, "å");
	buffer_append(&bytes, "\033[201~q");
	for (size_t i = 0; i < bytes.length; i += 4096) {
		size_t length = bytes.length - i < 4096 ? bytes.length - i : 4096;

		input_feed(input, bytes.data + i, length);
		if (i + length < bytes.length)
			assert_false(input_next(input, &event));
	}
	assert_true(input_next(input, &event));
	assert_int_equal(event.kind, INPUT_PASTE);
	assert_true(event.paste_cut);
	assert_true(event.paste_length <= INPUT_PASTE_MAX);
	assert_true(event.paste_length > INPUT_PASTE_MAX - 4);
	assert_memory_equal(event.paste + event.paste_length - 2, "å", 2);
	assert_true(input_next(input, &event));
	assert_int_equal(event.key.code, 'q');
	buffer_finish(&bytes);
	input_destroy(input);
}

/* A sequence without an end neither fills the memory nor makes the keyboard dead. */
static void input_next__endless_sequence__ends_with_a_control(void **state)
{
	static const char *const starts[] = {"\033[", "\033O", "\033]", "\033P"};

	(void)state;
	for (size_t i = 0; i < LENGTH(starts); i++) {
		struct input *input = input_create();
		struct input_event event;

		input_feed(input, starts[i], 2);
		for (int n = 0; n < 1000; n++) {
			input_feed(input, "1", 1);
			assert_false(input_next(input, &event));
		}
		input_feed(input, "\r\rq", 3);
		do
			assert_true(input_next(input, &event));
		while (event.key.code == KEYCODE_ENTER);
		assert_int_equal(event.key.code, 'q');
		input_destroy(input);
	}
}

static void input_reset__half_a_paste__is_forgotten(void **state)
{
	struct input *input = input_create();
	struct input_event event;

	(void)state;
	input_feed(input, "\033[200~secret", 12);
	assert_false(input_next(input, &event));
	input_reset(input);
	input_feed(input, "q", 1);
	assert_true(input_next(input, &event));
	assert_int_equal(event.kind, INPUT_KEY);
	assert_int_equal(event.key.code, 'q');
	input_destroy(input);
}

/* Any bytes at all: no crash, no hang, everything is taken in the end. */
static void input_next__noise__ends(void **state)
{
	static const char alphabet[] = "\033\033\033[[]O<;;0129~MAuq$?P\\\a\r\xc3\xa5\xff 200~201~";
	uint32_t seed = 1;

	(void)state;
	for (int round = 0; round < 2000; round++) {
		char bytes[40];

		for (size_t i = 0; i < sizeof bytes; i++) {
			seed = seed * 1664525U + 1013904223U;
			bytes[i] = alphabet[(seed >> 16) % (sizeof(alphabet) - 1)];
		}
		for (size_t step = 1; step <= sizeof bytes; step += 13)
			free(events_of(bytes, sizeof bytes, step));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(input_next__bytes__are_events),
		cmocka_unit_test(input_next__split_anywhere__gives_the_same),
		cmocka_unit_test(input_next__nul__is_ctrl_space),
		cmocka_unit_test(input_pending__lone_escape__waits_for_the_flush),
		cmocka_unit_test(input_flush__then_more_bytes__is_a_sequence),
		cmocka_unit_test(input_pending__certain_sequence__is_not_timed),
		cmocka_unit_test(input_add_sequence__from_terminfo__is_known),
		cmocka_unit_test(input_next__long_paste__is_cut_between_characters),
		cmocka_unit_test(input_next__endless_sequence__ends_with_a_control),
		cmocka_unit_test(input_reset__half_a_paste__is_forgotten),
		cmocka_unit_test(input_next__noise__ends),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
