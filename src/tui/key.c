/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of keys, both ways. */
#include "tui/key.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"

static const struct {
	const char *name;
	uint32_t code;
} key_names[] = {
	/* The first name of a code is the one that key_format() writes. */
	{"Space", ' '},
	{"Enter", KEYCODE_ENTER},
	{"Return", KEYCODE_ENTER},
	{"Esc", KEYCODE_ESCAPE},
	{"Escape", KEYCODE_ESCAPE},
	{"Tab", KEYCODE_TAB},
	{"BackTab", KEYCODE_BACKTAB},
	{"Backspace", KEYCODE_BACKSPACE},
	{"Up", KEYCODE_UP},
	{"Down", KEYCODE_DOWN},
	{"Left", KEYCODE_LEFT},
	{"Right", KEYCODE_RIGHT},
	{"Home", KEYCODE_HOME},
	{"End", KEYCODE_END},
	{"PgUp", KEYCODE_PAGE_UP},
	{"PageUp", KEYCODE_PAGE_UP},
	{"PgDn", KEYCODE_PAGE_DOWN},
	{"PageDown", KEYCODE_PAGE_DOWN},
	{"Ins", KEYCODE_INSERT},
	{"Insert", KEYCODE_INSERT},
	{"Del", KEYCODE_DELETE},
	{"Delete", KEYCODE_DELETE},
};

static const struct {
	const char *prefix;
	enum key_modifier modifier;
} modifier_names[] = {
	{"Ctrl-", KEYMOD_CTRL},
	{"Alt-", KEYMOD_ALT},
	{"Meta-", KEYMOD_ALT},
	{"Shift-", KEYMOD_SHIFT},
	{"C-", KEYMOD_CTRL},
	{"A-", KEYMOD_ALT},
	{"M-", KEYMOD_ALT},
	{"S-", KEYMOD_SHIFT},
};

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

struct key key_normalize(struct key key)
{
	if (key.modifiers & KEYMOD_CTRL) {
		if (key.code >= 'A' && key.code <= 'Z')
			key.code += 'a' - 'A';
		if (key.code == 'i' || key.code == 'm') {
			key.code = key.code == 'i' ? KEYCODE_TAB : KEYCODE_ENTER;
			key.modifiers &= ~(unsigned)KEYMOD_CTRL;
		}
	}
	if (key.code == KEYCODE_TAB && (key.modifiers & KEYMOD_SHIFT))
		key.code = KEYCODE_BACKTAB;
	if (key.modifiers & KEYMOD_SHIFT && key.code >= 'a' && key.code <= 'z' &&
		!(key.modifiers & KEYMOD_CTRL))
		key.code -= 'a' - 'A';
	if (key.code < KEYCODE_UP || key.code == KEYCODE_BACKTAB)
		key.modifiers &= ~(unsigned)KEYMOD_SHIFT;
	return key;
}

static bool parse_code(const char *name, uint32_t *code)
{
	const char *end = name + strlen(name);
	const char *next = name;
	int number, used = 0;

	for (size_t i = 0; i < LENGTH(key_names); i++) {
		if (strcasecmp(name, key_names[i].name) == 0) {
			*code = key_names[i].code;
			return true;
		}
	}
	if (sscanf(name, "%*1[Ff]%2d%n", &number, &used) == 1 && name[used] == '\0' &&
		name[1] >= '1' && number >= 1 && number <= 12) {
		*code = KEYCODE_F1 + (uint32_t)number - 1;
		return true;
	}
	*code = text_next(&next, end);
	return next == end && *code > ' ' && *code != 0x7f && *code != 0xfffd &&
	       !(*code >= 0x80 && *code < 0xa0);
}

bool key_parse(const char *name, struct key *key)
{
	struct key parsed = {0};
	bool found = name != NULL;

	while (found) {
		found = false;
		for (size_t i = 0; i < LENGTH(modifier_names) && !found; i++) {
			size_t length = strlen(modifier_names[i].prefix);

			if (strncasecmp(name, modifier_names[i].prefix, length) != 0 ||
				name[length] == '\0')
				continue;
			parsed.modifiers |= modifier_names[i].modifier;
			name += length;
			found = true;
		}
	}
	if (!name || !parse_code(name, &parsed.code))
		return false;
	*key = key_normalize(parsed);
	return true;
}

static void format_code(uint32_t code, char *out, size_t size)
{
	char utf8[4];
	size_t length;

	for (size_t i = 0; i < LENGTH(key_names); i++) {
		if (key_names[i].code == code) {
			snprintf(out, size, "%s", key_names[i].name);
			return;
		}
	}
	if (code >= KEYCODE_F1 && code <= KEYCODE_F12) {
		snprintf(out, size, "F%u", (unsigned)(code - KEYCODE_F1 + 1));
		return;
	}
	length = code != 0 && code < KEYCODE_UP ? text_encode(utf8, code) : 0;
	snprintf(out, size, "%.*s", (int)length, utf8);
}

void key_format(struct key key, char out[KEY_NAME_SIZE])
{
	char code[KEY_NAME_SIZE / 2];

	format_code(key.code, code, sizeof code);
	snprintf(out, KEY_NAME_SIZE, "%s%s%s%s", key.modifiers & KEYMOD_CTRL ? "C-" : "",
		key.modifiers & KEYMOD_ALT ? "A-" : "", key.modifiers & KEYMOD_SHIFT ? "S-" : "",
		code);
}

bool key_equal(struct key a, struct key b)
{
	a = key_normalize(a);
	b = key_normalize(b);
	return a.code == b.code && a.modifiers == b.modifiers;
}

bool key_is_text(struct key key)
{
	return key.modifiers == 0 && key.code >= ' ' && key.code != 0x7f &&
	       !(key.code >= 0x80 && key.code < 0xa0) && key.code < KEYCODE_UP;
}
