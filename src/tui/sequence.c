/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The grammar: C0 and characters; ESC + character (Alt); ESC [ parameters final (CSI);
 * ESC O final (SS3); ESC ] P X ^ _ (strings).
 */
#include "tui/sequence.h"

#include <string.h>

#include "base/text.h"

#define ESC 0x1b

enum {
	PARAMETERS_MAX = 4,
	PARAMETER_LIMIT = 99999,
	CSI_MAX = 64 /* longer ones are no keys: given up so that the queue stays short */
};

struct csi {
	char private; /* '<', '=', '>', '?' or 0 */
	int parameters[PARAMETERS_MAX];
	int count;
	char final;
};

struct coded {
	int number;
	uint32_t code;
};

static const struct coded tilde_keys[] = {
	{1, KEYCODE_HOME},
	{2, KEYCODE_INSERT},
	{3, KEYCODE_DELETE},
	{4, KEYCODE_END},
	{5, KEYCODE_PAGE_UP},
	{6, KEYCODE_PAGE_DOWN},
	{7, KEYCODE_HOME},
	{8, KEYCODE_END},
	{11, KEYCODE_F1},
	{12, KEYCODE_F1 + 1},
	{13, KEYCODE_F1 + 2},
	{14, KEYCODE_F1 + 3},
	{15, KEYCODE_F1 + 4},
	{17, KEYCODE_F1 + 5},
	{18, KEYCODE_F1 + 6},
	{19, KEYCODE_F1 + 7},
	{20, KEYCODE_F1 + 8},
	{21, KEYCODE_F1 + 9},
	{23, KEYCODE_F1 + 10},
	{24, KEYCODE_F1 + 11},
};

static const struct coded letter_keys[] = {
	{'A', KEYCODE_UP},
	{'B', KEYCODE_DOWN},
	{'C', KEYCODE_RIGHT},
	{'D', KEYCODE_LEFT},
	{'F', KEYCODE_END},
	{'H', KEYCODE_HOME},
	{'P', KEYCODE_F1},
	{'Q', KEYCODE_F1 + 1},
	{'R', KEYCODE_F1 + 2},
	{'S', KEYCODE_F1 + 3},
	{'Z', KEYCODE_BACKTAB},
};

/* The numeric keypad in application mode. */
static const struct coded keypad_keys[] = {
	{'M', KEYCODE_ENTER},
	{'X', '='},
	{'I', KEYCODE_TAB},
	{' ', ' '},
};

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static uint32_t find_code(const struct coded *table, size_t count, int number)
{
	for (size_t i = 0; i < count; i++) {
		if (table[i].number == number)
			return table[i].code;
	}
	return KEYCODE_NONE;
}

static uint32_t letter_code(int letter)
{
	return find_code(letter_keys, LENGTH(letter_keys), letter);
}

static uint32_t tilde_code(int number)
{
	return find_code(tilde_keys, LENGTH(tilde_keys), number);
}

static void give_key(struct sequence *sequence, uint32_t code, unsigned modifiers)
{
	if (code == KEYCODE_NONE)
		return;
	sequence->kind = SEQUENCE_KEY;
	sequence->key = (struct key){code, modifiers};
}

/* xterm's parameter: 1 + (1 Shift, 2 Alt, 4 Ctrl, 8 Meta, ...). */
static unsigned modifiers_of(int parameter)
{
	return parameter > 1 ? (unsigned)(parameter - 1) & 7U : 0;
}

/* What a code point stands for when a terminal spells the key out (CSI u, modifyOtherKeys). */
static uint32_t spelled_code(int number)
{
	switch (number) {
	case 9:
		return KEYCODE_TAB;
	case 13:
		return KEYCODE_ENTER;
	case 27:
		return KEYCODE_ESCAPE;
	case 8:
	case 127:
		return KEYCODE_BACKSPACE;
	default:
		/* 57344 and above are keys without a character (kitty). */
		return number >= ' ' && (number < 0x80 || number >= 0xa0) && number < 0xd800
			       ? (uint32_t)number
			       : KEYCODE_NONE;
	}
}

static void give_spelled(struct sequence *sequence, int number, int modifiers)
{
	uint32_t code = spelled_code(number);
	unsigned bits = modifiers_of(modifiers);

	/* With Ctrl the letter stays as it is on the key; Shift alone never comes this way. */
	if (code < KEYCODE_UP && !(bits & KEYMOD_CTRL) && code >= 'a' && code <= 'z' &&
		(bits & KEYMOD_SHIFT))
		code -= 'a' - 'A';
	give_key(sequence, code, bits);
}

static void give_mouse(struct sequence *sequence, int button, int column, int row)
{
	static const enum mouse_action buttons[] = {
		MOUSE_PRESS, MOUSE_PRESS_MIDDLE, MOUSE_PRESS_RIGHT};

	if (column < 1 || row < 1 || (button & 32))
		return;
	if ((button & ~28) == 64)
		sequence->mouse.action = MOUSE_WHEEL_UP;
	else if ((button & ~28) == 65)
		sequence->mouse.action = MOUSE_WHEEL_DOWN;
	else if ((button & ~28) < 3)
		sequence->mouse.action = buttons[button & 3];
	else
		return;
	sequence->kind = SEQUENCE_MOUSE;
	sequence->mouse.y = row - 1;
	sequence->mouse.x = column - 1;
	sequence->mouse.modifiers = (unsigned)(button & 28) >> 2;
}

static void decode_tilde(const struct csi *csi, struct sequence *sequence)
{
	int number = csi->parameters[0];

	if (number == 200)
		sequence->kind = SEQUENCE_PASTE;
	else if (number == 27 && csi->count == 3)
		give_spelled(sequence, csi->parameters[2], csi->parameters[1]);
	else
		give_key(sequence, tilde_code(number), modifiers_of(csi->parameters[1]));
}

/* rxvt says the modifiers with the final byte: 5~ 5$ 5^ 5@, and a lower-case letter for Shift. */
static void decode_rxvt(const struct csi *csi, struct sequence *sequence)
{
	unsigned modifiers = csi->final == '$'   ? KEYMOD_SHIFT
			     : csi->final == '^' ? KEYMOD_CTRL
						 : KEYMOD_CTRL | KEYMOD_SHIFT;

	give_key(sequence, tilde_code(csi->parameters[0]), modifiers);
}

static void decode_csi(const struct csi *csi, struct sequence *sequence)
{
	if (csi->private == '<') {
		if (csi->final == 'M' && csi->count == 3)
			give_mouse(sequence, csi->parameters[0], csi->parameters[1],
				csi->parameters[2]);
		return;
	}
	if (csi->private != 0)
		return;
	if (csi->final == '~')
		decode_tilde(csi, sequence);
	else if (csi->final == '$' || csi->final == '^' || csi->final == '@')
		decode_rxvt(csi, sequence);
	else if (csi->final == 'u' && csi->count > 0)
		give_spelled(sequence, csi->parameters[0], csi->parameters[1]);
	else if (csi->final >= 'a' && csi->final <= 'd' && csi->count == 0)
		give_key(sequence, letter_code(csi->final - 'a' + 'A'), KEYMOD_SHIFT);
	else
		give_key(sequence, letter_code(csi->final), modifiers_of(csi->parameters[1]));
}

/* A digit or separator; false for anything else. Parameters beyond the last one are dropped. */
static bool parse_parameter(struct csi *csi, char byte)
{
	if ((byte < '0' || byte > '9') && byte != ';' && byte != ':')
		return false;
	if (csi->count == 0)
		csi->count = 1;
	if (byte == ';' && csi->count <= PARAMETERS_MAX)
		csi->count++;
	if (byte >= '0' && byte <= '9' && csi->count <= PARAMETERS_MAX) {
		int *value = &csi->parameters[csi->count - 1];

		if (*value < PARAMETER_LIMIT)
			*value = *value * 10 + (byte - '0');
	}
	return true;
}

/* The old mouse report: three bytes follow, offset by 32. */
static size_t decode_old_mouse(
	const char *bytes, size_t length, size_t used, struct sequence *sequence)
{
	if (length < used + 3)
		return 0;
	give_mouse(sequence, (unsigned char)bytes[used] - 32, (unsigned char)bytes[used + 1] - 32,
		(unsigned char)bytes[used + 2] - 32);
	return used + 3;
}

/* ESC [ [ A to E: F1 to F5 of the Linux console. */
static size_t decode_console(const char *bytes, size_t length, struct sequence *sequence)
{
	if (length < 4)
		return 0;
	if (bytes[3] >= 'A' && bytes[3] <= 'E')
		give_key(sequence, KEYCODE_F1 + (uint32_t)(bytes[3] - 'A'), 0);
	return (unsigned char)bytes[3] < ' ' ? 3 : 4;
}

static size_t decode_control(const char *bytes, size_t length, struct sequence *sequence)
{
	struct csi csi = {0};
	bool intermediate = false;
	size_t i = 2;

	if (bytes[2] == '[')
		return decode_console(bytes, length, sequence);
	if (bytes[2] >= '<' && bytes[2] <= '?')
		csi.private = bytes[i++];
	for (; i < length && i < CSI_MAX; i++) {
		unsigned char byte = (unsigned char)bytes[i];

		if (!intermediate && parse_parameter(&csi, (char)byte))
			continue;
		if (byte < ' ' || byte >= 0x7f)
			return i; /* broken off: the rest is something new */
		csi.final = (char)byte;
		if (byte == '$' && csi.private == 0 && csi.count == 1) {
			decode_csi(&csi, sequence);
			return i + 1;
		}
		intermediate = intermediate || byte < '@';
		if (byte < '@')
			continue;
		if (byte == 'M' && csi.private == 0 && csi.count == 0 && !intermediate)
			return decode_old_mouse(bytes, length, i + 1, sequence);
		if (!intermediate)
			decode_csi(&csi, sequence);
		return i + 1;
	}
	if (i < CSI_MAX)
		return 0;
	sequence->kind = SEQUENCE_LONG;
	return i;
}

static void give_single_shift(struct sequence *sequence, char final, unsigned modifiers)
{
	if (final >= 'a' && final <= 'd')
		give_key(sequence, letter_code(final - 'a' + 'A'), KEYMOD_CTRL);
	else if (final >= 'j' && final <= 'y')
		give_key(sequence, (uint32_t) final - 0x40, modifiers);
	else if (letter_code(final) != KEYCODE_NONE)
		give_key(sequence, letter_code(final), modifiers);
	else
		give_key(sequence, find_code(keypad_keys, LENGTH(keypad_keys), final), modifiers);
}

/* ESC O, some digits for the modifiers, a final byte. */
static size_t decode_single_shift(const char *bytes, size_t length, struct sequence *sequence)
{
	struct csi csi = {0};
	size_t i = 2;

	while (i < length && i < CSI_MAX && parse_parameter(&csi, bytes[i]))
		i++;
	if (i == CSI_MAX) {
		sequence->kind = SEQUENCE_LONG;
		return i;
	}
	if (i == length)
		return 0;
	if ((unsigned char)bytes[i] < ' ' || (unsigned char)bytes[i] >= 0x7f) {
		if (i == 2)
			give_key(sequence, 'O', KEYMOD_ALT);
		return i;
	}
	give_single_shift(sequence, bytes[i],
		modifiers_of(
			csi.parameters[csi.count > 1 && csi.count <= PARAMETERS_MAX ? csi.count - 1
										    : 0]));
	return i + 1;
}

static void give_control(struct sequence *sequence, unsigned char byte)
{
	switch (byte) {
	case 0:
		give_key(sequence, ' ', KEYMOD_CTRL);
		break;
	case '\b':
		give_key(sequence, KEYCODE_BACKSPACE, 0);
		break;
	case '\t':
		give_key(sequence, KEYCODE_TAB, 0);
		break;
	case '\r':
		give_key(sequence, KEYCODE_ENTER, 0);
		break;
	default:
		give_key(sequence, byte < 0x1b ? byte + 0x60U : byte + 0x40U, KEYMOD_CTRL);
	}
}

static size_t character_length(unsigned char first)
{
	return first < 0xc2 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 1;
}

static size_t decode_character(const char *bytes, size_t length, struct sequence *sequence)
{
	size_t needed = character_length((unsigned char)bytes[0]);
	const char *next = bytes;
	uint32_t code_point;

	if ((unsigned char)bytes[0] < ' ') {
		give_control(sequence, (unsigned char)bytes[0]);
		return 1;
	}
	if (bytes[0] == 0x7f) {
		give_key(sequence, KEYCODE_BACKSPACE, 0);
		return 1;
	}
	for (size_t i = 1; i < needed; i++) {
		if (i == length)
			return 0;
		if (((unsigned char)bytes[i] & 0xc0) != 0x80)
			break;
	}
	code_point = text_next(&next, bytes + length);
	if (code_point < 0x80 || code_point >= 0xa0)
		give_key(sequence, code_point, 0);
	return (size_t)(next - bytes);
}

static size_t give_escape(struct sequence *sequence)
{
	*sequence = (struct sequence){0};
	give_key(sequence, KEYCODE_ESCAPE, 0);
	return 1;
}

/* ESC ESC [ A: Alt with a key that has a sequence. Anything else is Esc, and then the rest. */
static size_t decode_double(const char *bytes, size_t length, bool final, struct sequence *sequence)
{
	size_t used = 0;

	if (length == 2)
		return final ? give_escape(sequence) : 0;
	if (bytes[2] != '[' && bytes[2] != 'O')
		return give_escape(sequence);
	if (length > 3)
		used = bytes[2] == '[' ? decode_control(bytes + 1, length - 1, sequence)
				       : decode_single_shift(bytes + 1, length - 1, sequence);
	if (used == 0)
		return final ? give_escape(sequence) : 0;
	if (sequence->kind != SEQUENCE_KEY)
		return give_escape(sequence);
	sequence->key.modifiers |= KEYMOD_ALT;
	return used + 1;
}

static size_t decode_alt(const char *bytes, size_t length, struct sequence *sequence)
{
	size_t used = decode_character(bytes + 1, length - 1, sequence);

	sequence->key.modifiers |= KEYMOD_ALT;
	return used == 0 ? 0 : used + 1;
}

bool sequence_is_ambiguous(const char *bytes, size_t length)
{
	if (length == 0 || bytes[0] != ESC)
		return false;
	if (length == 1)
		return true;
	if (length == 2)
		return bytes[1] != '\0' && strchr("[O]PX^_\033", bytes[1]) != NULL;
	return length == 3 && bytes[1] == ESC && (bytes[2] == '[' || bytes[2] == 'O');
}

size_t sequence_decode(const char *bytes, size_t length, bool final, struct sequence *sequence)
{
	*sequence = (struct sequence){0};
	if (length == 0)
		return 0;
	if (bytes[0] != ESC)
		return decode_character(bytes, length, sequence);
	if (length == 1)
		return final ? give_escape(sequence) : 0;
	if (bytes[1] == ESC)
		return decode_double(bytes, length, final, sequence);
	if (bytes[1] == '\0' || !strchr("[O]PX^_", bytes[1]))
		return decode_alt(bytes, length, sequence);
	if (length == 2)
		return final ? decode_alt(bytes, length, sequence) : 0;
	if (bytes[1] == '[')
		return decode_control(bytes, length, sequence);
	if (bytes[1] == 'O')
		return decode_single_shift(bytes, length, sequence);
	if ((unsigned char)bytes[2] < ' ')
		return decode_alt(bytes, length, sequence);
	sequence->kind = SEQUENCE_STRING;
	return 2;
}
