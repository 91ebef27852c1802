/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lines.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Written apart from the program's own reader, so that both cannot be wrong together. */
static size_t sequence_length(const unsigned char *at, size_t left, uint32_t *code_point)
{
	static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
	size_t size = *at < 0x80 ? 1 : (*at >> 5) == 6 ? 2 : (*at >> 4) == 14 ? 3 : 4;

	if (size == 4 && (*at >> 3) != 30)
		return 0;
	if (size > left)
		return 0;
	*code_point = size == 1 ? *at : *at & (0x7fU >> size);
	for (size_t i = 1; i < size; i++) {
		if ((at[i] & 0xc0) != 0x80)
			return 0;
		*code_point = *code_point << 6 | (at[i] & 0x3fU);
	}
	return *code_point >= smallest[size] && *code_point < 0x110000 ? size : 0;
}

static bool is_unwanted(uint32_t c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0x200b && c <= 0x200f) ||
	       (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff ||
	       c == 0xad || (c >= 0xd800 && c < 0xe000) || c >= 0xe0000;
}

static const char *line_fault(const unsigned char *line, size_t length)
{
	if (length == 0 || (length == 1 && *line == ' '))
		return "an empty line";
	if (length > 75)
		return "a line of more than 75 octets";
	for (size_t at = 0; at < length;) {
		uint32_t code_point = 0;
		size_t size = sequence_length(line + at, length - at, &code_point);

		if (size == 0)
			return "a halved or invalid UTF-8 sequence";
		if (is_unwanted(code_point))
			return "a control or invisible character";
		at += size;
	}
	return NULL;
}

const char *lines_fault(const char *text, size_t length)
{
	const char *end = text + length;

	if (length < 2 || memcmp(end - 2, "\r\n", 2) != 0)
		return "no line end at the end";
	while (text < end) {
		const char *line_end = memmem(text, (size_t)(end - text), "\r\n", 2);
		const char *fault = line_fault(
			(const unsigned char *)text, (size_t)(line_end - text));

		if (fault)
			return fault;
		text = line_end + 2;
	}
	return NULL;
}

char *lines_unfold(const char *text)
{
	char *result = malloc(strlen(text) + 1);
	char *to = result;

	while (*text) {
		if (!strncmp(text, "\r\n ", 3)) {
			text += 3;
			continue;
		}
		*to++ = *text++;
	}
	*to = '\0';
	return result;
}
