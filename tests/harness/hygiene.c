/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One small terminal parser with three judges: screens, plain output, the state at the end. */
#include "harness/hygiene.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct range {
	uint32_t first;
	uint32_t last;
};

/* Characters that change what others look like, or that nobody sees. */
static const struct range forbidden[] = {
	{0x7F, 0x9F},       /* DEL, C1 */
	{0xAD, 0xAD},       /* soft hyphen */
	{0x34F, 0x34F},     /* combining grapheme joiner */
	{0x61C, 0x61C},     /* Arabic letter mark */
	{0x115F, 0x1160},   /* Hangul fillers */
	{0x17B4, 0x17B5},   /* Khmer inherent vowels */
	{0x180B, 0x180F},   /* Mongolian selectors */
	{0x200B, 0x200F},   /* zero width, direction marks */
	{0x2028, 0x202E},   /* separators, embeddings, overrides */
	{0x2060, 0x206F},   /* joiners, isolates, deprecated */
	{0x3164, 0x3164},   /* Hangul filler */
	{0xD800, 0xF8FF},   /* surrogates, private use */
	{0xFE00, 0xFE0F},   /* variation selectors */
	{0xFEFF, 0xFEFF},   /* byte order mark */
	{0xFFA0, 0xFFA0},   /* half width filler */
	{0xFFF0, 0xFFFB},   /* specials; U+FFFD stays */
	{0x1D173, 0x1D17A}, /* musical controls */
	{0xE0000, 0x10FFFF} /* tags, selectors, private use */
};

enum token_kind {
	TOKEN_CHARACTER, /* a code point; value */
	TOKEN_CONTROL,   /* C0; value */
	TOKEN_ESCAPE,    /* ESC and one more, or ESC ( B; value is the byte after ESC */
	TOKEN_CSI,       /* value is the final byte */
	TOKEN_STRING,    /* OSC, DCS, SOS, PM, APC; value is the byte after ESC */
	TOKEN_BROKEN     /* not UTF-8, or a sequence without an end */
};

struct token {
	enum token_kind kind;
	uint32_t value;
	const char *text; /* the parameters of a CSI, the contents of a string */
	size_t length;    /* of the text */
	size_t size;      /* bytes in all */
};

static struct token next_character(const unsigned char *bytes, size_t length)
{
	static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
	struct token token = {.kind = TOKEN_BROKEN, .value = bytes[0], .size = 1};
	size_t need = bytes[0] < 0xC0 ? 0 : bytes[0] < 0xE0 ? 2 : bytes[0] < 0xF0 ? 3 : 4;
	uint32_t point;

	if (need == 0 || need > length || bytes[0] > 0xF4)
		return token;
	point = bytes[0] & (0x7FU >> need);
	for (size_t i = 1; i < need; i++) {
		if ((bytes[i] & 0xC0) != 0x80)
			return token;
		point = point << 6 | (bytes[i] & 0x3FU);
	}
	if (point < smallest[need] || point > 0x10FFFF)
		return token;
	return (struct token){.kind = TOKEN_CHARACTER, .value = point, .size = need};
}

static struct token next_csi(const unsigned char *bytes, size_t length)
{
	struct token token = {.kind = TOKEN_BROKEN, .value = '[', .text = (const char *)bytes + 2};
	size_t at = 2;

	while (at < length && bytes[at] >= 0x20 && bytes[at] <= 0x3F)
		at++;
	token.length = at - 2;
	token.size = at < length ? at + 1 : at;
	if (at < length && bytes[at] >= 0x40 && bytes[at] <= 0x7E) {
		token.kind = TOKEN_CSI;
		token.value = bytes[at];
	}
	return token;
}

static struct token next_string(const unsigned char *bytes, size_t length)
{
	struct token token = {.kind = TOKEN_BROKEN,
		.value = bytes[1],
		.text = (const char *)bytes + 2,
		.size = length};

	/* The Linux console resets its palette with a string that has no end. */
	if (length > 2 && bytes[1] == ']' && bytes[2] == 'R')
		return (struct token){.kind = TOKEN_ESCAPE, .value = '=', .size = 3};
	for (size_t at = 2; at < length; at++) {
		bool bell = bytes[at] == 7;

		if (!bell && !(bytes[at] == 033 && at + 1 < length && bytes[at + 1] == '\\'))
			continue;
		token.kind = TOKEN_STRING;
		token.length = at - 2;
		token.size = bell ? at + 1 : at + 2;
		break;
	}
	return token;
}

static struct token next_token(const char *text, size_t length)
{
	const unsigned char *bytes = (const unsigned char *)text;

	if (bytes[0] >= 0x80)
		return next_character(bytes, length);
	if (bytes[0] >= 0x20)
		return (struct token){.kind = TOKEN_CHARACTER, .value = bytes[0], .size = 1};
	if (bytes[0] != 033)
		return (struct token){.kind = TOKEN_CONTROL, .value = bytes[0], .size = 1};
	if (length < 2)
		return (struct token){.kind = TOKEN_BROKEN, .value = 033, .size = 1};
	if (bytes[1] == '[')
		return next_csi(bytes, length);
	if (strchr("]PX^_", bytes[1]))
		return next_string(bytes, length);
	if (bytes[1] >= 0x20 && bytes[1] <= 0x2F && length > 2)
		return (struct token){.kind = TOKEN_ESCAPE, .value = bytes[1], .size = 3};
	return (struct token){.kind = TOKEN_ESCAPE, .value = bytes[1], .size = 2};
}

static bool is_forbidden(uint32_t point)
{
	for (size_t i = 0; i < sizeof forbidden / sizeof *forbidden; i++) {
		if (point >= forbidden[i].first && point <= forbidden[i].last)
			return true;
	}
	return (point & 0xFFFE) == 0xFFFE;
}

/* OSC 52 puts text on the clipboard, 0 and 2 set the title; with 104 curses resets the palette when
 * another program has had the terminal. All else is not ours. */
static bool is_known_string(const struct token *token)
{
	return token->value == ']' && token->length > 2 &&
	       (strncmp(token->text, "52;", 3) == 0 || strncmp(token->text, "0;", 2) == 0 ||
		       strncmp(token->text, "2;", 2) == 0 ||
		       (token->length == 3 && strncmp(token->text, "104", 3) == 0));
}

static const char *judge_screen(const struct token *token)
{
	switch (token->kind) {
	case TOKEN_CHARACTER:
		return is_forbidden(token->value) ? "a character that must not be shown" : NULL;
	case TOKEN_CONTROL:
		/* BEL, BS, TAB, LF, CR, and the shifts of the line drawing set. */
		return strchr("\a\b\t\n\r\016\017", (int)token->value) && token->value
			       ? NULL
			       : "a control character";
	case TOKEN_ESCAPE:
		return strchr("()*+78=>DEHM#", (int)token->value) ? NULL : "an escape sequence";
	case TOKEN_CSI:
		return strchr("ABCDEFGHJKLMPSTXZ@bcdfghlmnprstu", (int)token->value)
			       ? NULL
			       : "a control sequence";
	case TOKEN_STRING:
		return is_known_string(token) ? NULL : "a control string";
	case TOKEN_BROKEN:
		break;
	}
	return "bytes that are no UTF-8 or an unfinished sequence";
}

static const char *judge_text(const struct token *token)
{
	if (token->kind == TOKEN_CONTROL)
		return token->value == '\n' ? NULL : "a control character";
	return token->kind == TOKEN_CHARACTER ? judge_screen(token) : "an escape sequence";
}

/* Writes the sentence, with some bytes before and after the place in readable form. */
static bool report(
	char *fault, size_t size, const char *what, const char *bytes, size_t length, size_t at)
{
	size_t start = at > 24 ? at - 24 : 0;
	size_t end = at + 24 < length ? at + 24 : length;
	int used = snprintf(fault, size, "byte %zu is the start of %s: ", at, what);

	for (size_t i = start; i < end && used >= 0 && (size_t)used + 8 < size; i++) {
		unsigned char byte = (unsigned char)bytes[i];
		const char *format = byte >= 0x20 && byte < 0x7F ? "%s%c" : "%s\\x%02x";

		used += snprintf(
			fault + used, size - (size_t)used, format, i == at ? ">" : "", byte);
	}
	return false;
}

static bool check(const char *bytes, size_t length, const char *(*judge)(const struct token *token),
	char *fault, size_t size)
{
	static const char *const sanitizers[] = {
		"ERROR: AddressSanitizer", "ERROR: LeakSanitizer", "runtime error: "};

	for (size_t i = 0; i < sizeof sanitizers / sizeof *sanitizers; i++) {
		const char *found = length ? memmem(bytes, length, sanitizers[i],
						     strlen(sanitizers[i]))
					   : NULL;

		if (found) {
			snprintf(fault, size, "a sanitizer speaks: %.*s",
				(int)(length - (size_t)(found - bytes)), found);
			return false;
		}
	}
	for (size_t at = 0; at < length;) {
		struct token token = next_token(bytes + at, length - at);
		const char *what = judge(&token);

		if (what)
			return report(fault, size, what, bytes, length, at);
		at += token.size;
	}
	return true;
}

bool hygiene_check_screen(const char *bytes, size_t length, char *fault, size_t size)
{
	return check(bytes, length, judge_screen, fault, size);
}

bool hygiene_check_text(const char *bytes, size_t length, char *fault, size_t size)
{
	return check(bytes, length, judge_text, fault, size);
}

/* DEC private modes that a program may change, and the state in which it must leave them. */
struct mode {
	int number;
	bool rest;
	bool now;
	const char *fault;
};

static void follow_modes(const struct token *token, struct mode *modes, size_t count)
{
	const char *at = token->text + 1;
	const char *end = token->text + token->length;

	if (token->length < 2 || token->text[0] != '?' ||
		(token->value != 'h' && token->value != 'l'))
		return;
	while (at < end) {
		char *rest;
		int number = (int)strtol(at, &rest, 10);

		for (size_t i = 0; i < count; i++) {
			if (modes[i].number == number)
				modes[i].now = token->value == 'h';
		}
		if (rest == at)
			return;
		at = rest + (rest < end && *rest == ';');
	}
}

/* True when the last of several numbers leaves the attributes reset: "", "0", "0;10", "39;49". */
static bool resets_attributes(const struct token *token)
{
	return token->length == 0 || token->text[0] == '0' ||
	       (token->length == 5 && strncmp(token->text, "39;49", 5) == 0);
}

bool hygiene_check_restored(const char *bytes, size_t length, char *fault, size_t size)
{
	struct mode modes[] = {
		{1, false, false, "the cursor keys are left in application mode"},
		{7, true, true, "automatic wrapping is left off"},
		{25, true, true, "the cursor is left hidden"},
		{1000, false, false, "the mouse is left on"},
		{1002, false, false, "the mouse is left on"},
		{1003, false, false, "the mouse is left on"},
		{1004, false, false, "focus reports are left on"},
		{1006, false, false, "the mouse is left on"},
		{1049, false, false, "the alternate screen is not left"},
		{2004, false, false, "bracketed paste is left on"},
		{2026, false, false, "synchronised output is left on"},
	};
	size_t count = sizeof modes / sizeof *modes;
	bool plain = true;

	for (size_t at = 0; at < length;) {
		struct token token = next_token(bytes + at, length - at);

		if (token.kind == TOKEN_CSI && token.value == 'm' &&
			(!token.length || token.text[0] < '<'))
			plain = resets_attributes(&token);
		else if (token.kind == TOKEN_CSI)
			follow_modes(&token, modes, count);
		at += token.size;
	}
	for (size_t i = 0; i < count; i++) {
		if (modes[i].now != modes[i].rest) {
			snprintf(fault, size, "%s", modes[i].fault);
			return false;
		}
	}
	if (!plain)
		snprintf(fault, size, "an attribute is left on");
	return plain;
}
