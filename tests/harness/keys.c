/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The key notation of the tests: one table of names, three prefixes, and a paste. */
#include "harness/keys.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

struct key_name {
	const char *name;
	VTermKey code;     /* VTERM_KEY_NONE when bytes says it all */
	const char *bytes; /* NULL when the emulator spells it */
};

static const struct key_name names[] = {
	{"Up", VTERM_KEY_UP, NULL},
	{"Down", VTERM_KEY_DOWN, NULL},
	{"Left", VTERM_KEY_LEFT, NULL},
	{"Right", VTERM_KEY_RIGHT, NULL},
	{"PageUp", VTERM_KEY_PAGEUP, NULL},
	{"PageDown", VTERM_KEY_PAGEDOWN, NULL},
	{"Home", VTERM_KEY_HOME, NULL},
	{"End", VTERM_KEY_END, NULL},
	{"Ins", VTERM_KEY_INS, NULL},
	{"Del", VTERM_KEY_DEL, NULL},
	{"Enter", VTERM_KEY_NONE, "\r"},
	{"Esc", VTERM_KEY_NONE, "\033"},
	{"Tab", VTERM_KEY_NONE, "\t"},
	{"BackTab", VTERM_KEY_NONE, "\033[Z"},
	{"Space", VTERM_KEY_NONE, " "},
	{"BS", VTERM_KEY_NONE, "\177"},
	{"lt", VTERM_KEY_NONE, "<"},
};

/* The name without its prefixes; *modifier gets what they say. */
static const char *strip_prefixes(const char *name, VTermModifier *modifier)
{
	*modifier = VTERM_MOD_NONE;
	while (name[0] && name[1] == '-' && name[2]) {
		if (name[0] == 'C')
			*modifier |= VTERM_MOD_CTRL;
		else if (name[0] == 'M')
			*modifier |= VTERM_MOD_ALT;
		else if (name[0] == 'S')
			*modifier |= VTERM_MOD_SHIFT;
		else
			break;
		name += 2;
	}
	return name;
}

/* Plain bytes with Ctrl and Alt, as terminals have always sent them. */
static bool spell_bytes(const char *bytes, VTermModifier modifier, struct buffer *out)
{
	if (modifier & VTERM_MOD_SHIFT)
		return false;
	if (modifier & VTERM_MOD_ALT)
		buffer_append_char(out, '\033');
	if (modifier & VTERM_MOD_CTRL) {
		if (bytes[1] || (unsigned char)bytes[0] >= 0x80)
			return false;
		buffer_append_char(out, (char)(toupper((unsigned char)bytes[0]) & 0x1F));
	} else {
		buffer_append(out, bytes);
	}
	return true;
}

static bool spell_name(const char *name, VTerm *emulator, struct buffer *out)
{
	VTermModifier modifier;

	name = strip_prefixes(name, &modifier);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (strcmp(names[i].name, name) != 0)
			continue;
		if (names[i].bytes)
			return spell_bytes(names[i].bytes, modifier, out);
		vterm_keyboard_key(emulator, names[i].code, modifier);
		return true;
	}
	if (name[0] == 'F' && isdigit((unsigned char)name[1])) {
		int number = atoi(name + 1);

		if (number < 1 || number > 12)
			return false;
		vterm_keyboard_key(emulator, (VTermKey)VTERM_KEY_FUNCTION(number), modifier);
		return true;
	}
	return modifier != VTERM_MOD_NONE && name[0] && !name[1] &&
	       spell_bytes(name, modifier, out);
}

/* Returns the '>' that ends the paste, or NULL. */
static const char *spell_paste(const char *text, VTerm *emulator, struct buffer *out)
{
	vterm_keyboard_start_paste(emulator);
	for (; *text && *text != '>'; text++) {
		char letter = *text;

		if (letter == '\\' && text[1]) {
			letter = *++text;
			letter = letter == 'n' ? '\n' : letter == 'e' ? '\033' : letter;
		}
		buffer_append_char(out, letter);
	}
	vterm_keyboard_end_paste(emulator);
	return *text ? text : NULL;
}

bool keys_spell(const char **notation, VTerm *emulator, struct buffer *out, bool *escape)
{
	static const char paste[] = "<Paste:";
	const char *start = *notation;
	const char *end;
	char name[24];
	size_t length;

	*escape = false;
	if (*start != '<') {
		buffer_append_char(out, *start);
		*notation = start + 1;
		return true;
	}
	if (strncmp(start, paste, sizeof paste - 1) == 0) {
		end = spell_paste(start + sizeof paste - 1, emulator, out);
		if (end)
			*notation = end + 1;
		return end != NULL;
	}
	end = strchr(start + 2, '>');
	length = end ? (size_t)(end - start - 1) : sizeof name;
	if (length >= sizeof name)
		return false;
	memcpy(name, start + 1, length);
	name[length] = '\0';
	if (!spell_name(name, emulator, out))
		return false;
	*escape = strcmp(name, "Esc") == 0;
	*notation = end + 1;
	return true;
}
