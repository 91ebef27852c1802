/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/ical/contentline.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/text.h"
#include "exchange/ical/fold.h"

#define BOM "\xef\xbb\xbf"

/* ---- bytes ---- */

static bool is_utf8(const char *at, const char *end)
{
	while (at < end) {
		const char *before = at;
		if (text_next(&at, end) == 0xfffd && at - before == 1)
			return false;
	}
	return true;
}

/* Windows-1252 where it has something to say; its few letters above Latin-1 are not worth more. */
static void append_1252(struct buffer *out, const char *at, const char *end)
{
	for (; at < end; at++) {
		unsigned char byte = (unsigned char)*at;
		char encoded[4];
		uint32_t code = byte < 0x80 || byte >= 0xa0 ? byte : 0xfffd;
		buffer_append_bytes(out, encoded, text_encode(encoded, code));
	}
}

/* The line's text without NUL, as UTF-8. Owned by the caller. */
static char *decode(struct content_line *line, const char *bytes, size_t length)
{
	struct buffer kept = {0}, out = {0};
	for (size_t i = 0; i < length; i++) {
		if (bytes[i])
			buffer_append_char(&kept, bytes[i]);
		else
			line->faults |= LINE_HAS_NUL;
	}
	const char *text = kept.data ? kept.data : "", *end = text + kept.length;
	if (is_utf8(text, end)) {
		buffer_append_bytes(&out, text, kept.length);
	} else {
		line->faults |= LINE_NOT_UTF8;
		append_1252(&out, text, end);
	}
	buffer_finish(&kept);
	return buffer_take(&out);
}

/* ---- name, parameters, value ---- */

static char *upper(const char *text, size_t length)
{
	char *copy = xstrndup(text, length);
	for (char *at = copy; *at; at++)
		*at = (char)toupper((unsigned char)*at);
	return copy;
}

static size_t name_length(const char *text)
{
	size_t length = 0;
	while (isalnum((unsigned char)text[length]) || text[length] == '-')
		length++;
	return length;
}

/* A value up to ';' or ':' outside quotes; moves *at behind it. */
static char *take_parameter_value(struct content_line *line, const char **at)
{
	struct buffer value = {0};
	bool quoted = false, first = true;
	for (; **at && (quoted || (**at != ';' && **at != ':')); ++*at) {
		if (**at == '"') {
			bool edge = value.length == 0 || quoted;
			if (!edge)
				line->faults |= LINE_QUOTED_CN;
			quoted = !quoted;
			if (!quoted && (*at)[1] && !strchr(";:,", (*at)[1]))
				line->faults |= LINE_QUOTED_CN;
		} else if (**at == ',' && !quoted) {
			first = false;
		} else if (first) {
			buffer_append_char(&value, **at);
		}
	}
	return buffer_take(&value);
}

static void unreadable(struct content_line *line, const char *text)
{
	line->faults |= LINE_UNREADABLE;
	line->value = xstrdup(text);
}

static void parse(struct content_line *line, const char *text)
{
	const char *at = text;
	size_t length = name_length(at);
	char *name = upper(at, length);
	at += length;
	while (length && *at == ';') {
		at++;
		size_t word = name_length(at);
		if (!word || at[word] != '=')
			break;
		line->parameters = xreallocarray(
			line->parameters, line->parameter_count + 1, sizeof(*line->parameters));
		struct content_parameter *parameter = &line->parameters[line->parameter_count++];
		parameter->name = upper(at, word);
		at += word + 1;
		parameter->value = take_parameter_value(line, &at);
	}
	if (!length || *at != ':') {
		free(name);
		unreadable(line, text);
		return;
	}
	line->name = name;
	line->value = xstrdup(at + 1);
}

/* ---- physical lines ---- */

struct physical {
	const char *start;
	size_t length; /* without its end */
	const char *next;
	unsigned faults;
};

static struct physical take_physical(const char *at, const char *end)
{
	const char *feed = memchr(at, '\n', (size_t)(end - at));
	struct physical line = {.start = at, .next = feed ? feed + 1 : end};
	const char *stop = feed ? feed : end;
	if (!feed)
		line.faults |= LINE_UNTERMINATED;
	else if (stop == at || stop[-1] != '\r')
		line.faults |= LINE_BARE_LF;
	else if (stop - at > 1 && stop[-2] == '\r')
		line.faults |= LINE_BROKEN_END;
	while (stop > at && stop[-1] == '\r')
		stop--;
	line.length = (size_t)(stop - at);
	if (line.length > FOLD_OCTETS_MAX)
		line.faults |= LINE_TOO_LONG;
	if (memchr(at, '\r', line.length))
		line.faults |= LINE_BARE_RETURN;
	return line;
}

static bool continues(const char *at, const char *end)
{
	return at < end && (*at == ' ' || *at == '\t');
}

/* A fold between the bytes of one letter: the piece before ends inside a sequence. */
static bool is_halved(const struct buffer *raw, const char *next, const char *end)
{
	return raw->length && (unsigned char)raw->data[raw->length - 1] >= 0x80 && next + 1 < end &&
	       ((unsigned char)next[1] & 0xc0) == 0x80;
}

static const char *read_line(
	struct content_line *line, const char *at, const char *end, size_t *number)
{
	struct buffer raw = {0};
	struct physical physical = take_physical(at, end);
	line->number = ++*number;
	line->faults = physical.faults;
	buffer_append_bytes(&raw, physical.start, physical.length);
	while (continues(physical.next, end)) {
		bool halved = is_halved(&raw, physical.next, end);
		physical = take_physical(physical.next, end);
		++*number;
		line->faults |= physical.faults | (halved ? LINE_HALVED : 0) |
				(physical.length <= 1 ? LINE_EMPTY_INSIDE : 0);
		buffer_append_bytes(
			&raw, physical.start + 1, physical.length ? physical.length - 1 : 0);
	}
	char *text = decode(line, raw.data ? raw.data : "", raw.length);
	parse(line, text);
	free(text);
	buffer_finish(&raw);
	return physical.next;
}

static void line_finish(struct content_line *line)
{
	for (size_t i = 0; i < line->parameter_count; i++) {
		free(line->parameters[i].name);
		free(line->parameters[i].value);
	}
	free(line->parameters);
	free(line->name);
	free(line->value);
}

void content_lines_read(struct content_lines *lines, const char *bytes, size_t length)
{
	size_t capacity = 0, number = 0;
	const char *at = bytes;
	const char *end = bytes + (length < CALENDAR_FILE_LIMIT ? length : CALENDAR_FILE_LIMIT);
	*lines = (struct content_lines){0};
	if (end - at >= 3 && !memcmp(at, BOM, 3)) {
		lines->has_bom = true;
		at += 3;
	}
	while (at < end) {
		struct content_line line = {0};
		at = read_line(&line, at, end, &number);
		if (line.faults & LINE_UNREADABLE && text_is_blank(line.value)) {
			line_finish(&line);
			continue;
		}
		if (lines->count == capacity) {
			capacity = capacity ? capacity * 2 : 64;
			lines->items = xreallocarray(lines->items, capacity, sizeof(*lines->items));
		}
		lines->items[lines->count++] = line;
	}
}

void content_lines_finish(struct content_lines *lines)
{
	for (size_t i = 0; i < lines->count; i++)
		line_finish(&lines->items[i]);
	free(lines->items);
	*lines = (struct content_lines){0};
}

/* ---- values ---- */

const char *content_parameter(const struct content_line *line, const char *name)
{
	for (size_t i = 0; i < line->parameter_count; i++) {
		if (!strcmp(line->parameters[i].name, name))
			return line->parameters[i].value;
	}
	return NULL;
}

bool content_line_is(const struct content_line *line, const char *keyword, const char *component)
{
	if (!line->name || strcmp(line->name, keyword) != 0)
		return false;
	if (!component)
		return true;
	size_t length = strlen(component);
	return !strncasecmp(line->value, component, length) && text_is_blank(line->value + length);
}

char *content_text(const char *value)
{
	struct buffer text = {0};
	for (const char *at = value; *at; at++) {
		if (*at != '\\' || !at[1]) {
			buffer_append_char(&text, *at);
			continue;
		}
		at++;
		buffer_append_char(&text, *at == 'n' || *at == 'N' ? '\n' : *at);
	}
	return buffer_take(&text);
}

char *content_address(const char *value)
{
	if (!value)
		return NULL;
	while (isspace((unsigned char)*value))
		value++;
	if (!strncasecmp(value, "mailto:", 7))
		value += 7;
	char *address = xstrdup(value);
	text_trim(address);
	for (char *at = address; *at; at++)
		*at = (char)tolower((unsigned char)*at);
	if (!strchr(address, '@')) {
		free(address);
		return NULL;
	}
	return address;
}
