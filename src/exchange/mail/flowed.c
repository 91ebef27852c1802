/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/mail/flowed.h"

#include <stddef.h>
#include <string.h>

#include "base/buffer.h"

#define QUOTES_MAX 20 /* signs of quotation that are written before a line */

struct line {
	size_t quotes;
	const char *text; /* without its signs and the space that was stuffed in */
	size_t length;
};

static struct line line_at(const char *at, size_t length)
{
	struct line line = {.text = at, .length = length};
	while (line.length && *line.text == '>') {
		line.quotes++;
		line.text++;
		line.length--;
	}
	if (line.length && *line.text == ' ') {
		line.text++;
		line.length--;
	}
	return line;
}

static bool is_signature(const struct line *line)
{
	return line->length == 3 && !memcmp(line->text, "-- ", 3);
}

static void begin(struct buffer *out, size_t quotes)
{
	for (size_t i = 0; i < quotes && i < QUOTES_MAX; i++)
		buffer_append_char(out, '>');
	if (quotes)
		buffer_append_char(out, ' ');
}

char *flowed_unwrap(const char *text, bool joins_spaces)
{
	struct buffer out = {0};
	bool flows = false; /* the line before goes on in this one */
	bool is_first = true;
	size_t quotes = 0;
	while (*text) {
		size_t length = strcspn(text, "\n");
		struct line line = line_at(text, length);
		bool joins = flows && line.quotes == quotes && !is_signature(&line);
		if (!joins && !is_first)
			buffer_append_char(&out, '\n');
		if (!joins)
			begin(&out, line.quotes);
		flows = line.length && line.text[line.length - 1] == ' ' && !is_signature(&line);
		quotes = line.quotes;
		buffer_append_bytes(&out, line.text, line.length - (flows && joins_spaces ? 1 : 0));
		is_first = false;
		text += length;
		if (*text)
			text++;
	}
	return buffer_take(&out);
}
