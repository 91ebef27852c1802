/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/mail/wrap.h"

#include <string.h>

#include "base/buffer.h"
#include "base/text.h"

/* Characters of so many bytes. */
static int width_of(const char *text, size_t length)
{
	int width = 0;
	for (const char *at = text; at < text + length; width++)
		text_next(&at, text + length);
	return width;
}

static void wrap_line(struct buffer *out, const char *line, size_t length, int columns)
{
	int used = 0;
	for (size_t at = 0; at < length;) {
		size_t spaces = strspn(line + at, " ");
		spaces = spaces < length - at ? spaces : length - at;
		size_t word = strcspn(line + at + spaces, " \n");
		word = word < length - at - spaces ? word : length - at - spaces;
		int width = width_of(line + at + spaces, word);
		if (used && used + (int)spaces + width > columns) {
			buffer_append_char(out, '\n');
			used = 0;
		} else {
			buffer_append_bytes(out, line + at, spaces);
			used += (int)spaces;
		}
		buffer_append_bytes(out, line + at + spaces, word);
		used += width;
		at += spaces + word;
	}
}

char *mail_wrap(const char *text, int columns)
{
	struct buffer out = {0};
	while (text && *text) {
		size_t length = strcspn(text, "\n");
		if (*text == '>')
			buffer_append_bytes(&out, text, length);
		else
			wrap_line(&out, text, length, columns);
		text += length;
		if (*text == '\n') {
			buffer_append_char(&out, '\n');
			text++;
		}
	}
	return buffer_take(&out);
}
