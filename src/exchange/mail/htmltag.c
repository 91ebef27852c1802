/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/mail/htmltag.h"

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buffer.h"
#include "base/text.h"
#include "exchange/mail/html.h"

#define ATTRIBUTES_MAX ((size_t)4096) /* bytes of a tag that are looked through for one */

static bool is_space(char character)
{
	return character && strchr(" \t\r\n\f", character);
}

static const char *find_char(const char *at, const char *end, char character)
{
	return at < end ? memchr(at, character, (size_t)(end - at)) : NULL;
}

/* The ">" of a tag, which may stand in a quoted value too. */
static const char *tag_end(struct html_reader *reader, const char *at)
{
	const char *start = at;
	while (!reader->is_unquoted && at < reader->end) {
		if (*at == '>')
			return at;
		if ((*at == '"' || *at == '\'') && at > start && at[-1] == '=') {
			const char *close = find_char(at + 1, reader->end, *at);
			if (!close)
				break;
			at = close;
		}
		at++;
	}
	reader->is_unquoted = true;
	return find_char(start, reader->end, '>');
}

/* "-->"; a comment that never ends is all the rest, as for a browser. */
static const char *comment_end(const char *at, const char *end)
{
	for (at = find_char(at, end, '-'); at; at = find_char(at + 1, end, '-')) {
		if (end - at >= 3 && at[1] == '-' && at[2] == '>')
			return at + 3;
	}
	return end;
}

static void read_name(struct html_tag *tag, const char *at, const char *end)
{
	size_t length = 0;
	while (at < end && (isalnum((unsigned char)*at) || *at == ':' || *at == '-')) {
		if (length + 1 < sizeof(tag->name))
			tag->name[length++] = (char)tolower((unsigned char)*at);
		at++;
	}
	tag->name[length] = '\0';
	tag->at = at;
}

static bool is_void_name(const char *name)
{
	static const char *const names[] = {
		"br", "hr", "img", "input", "meta", "link", "area", "base", "col", "wbr", NULL};
	for (size_t i = 0; names[i]; i++) {
		if (!strcmp(name, names[i]))
			return true;
	}
	return false;
}

static bool is_skipped(const struct html_tag *tag)
{
	static const char *const names[] = {"script", "style", "title", "head", "template", NULL};
	for (size_t i = 0; names[i] && !tag->is_end; i++) {
		if (!strcmp(tag->name, names[i]))
			return true;
	}
	return false;
}

/* Behind the end of an element whose content is not shown. Without an end it is shown. */
static void skip(struct html_reader *reader, struct html_tag *tag)
{
	size_t length = strlen(tag->name);
	const char *at = reader->has_no_end ? NULL : find_char(reader->at, reader->end, '<');
	for (; at; at = find_char(at + 1, reader->end, '<')) {
		if ((size_t)(reader->end - at) > length + 2 && at[1] == '/' &&
			!strncasecmp(at + 2, tag->name, length)) {
			const char *close = find_char(at, reader->end, '>');
			reader->at = close ? close + 1 : reader->end;
			break;
		}
	}
	reader->has_no_end = reader->has_no_end || !at;
	tag->name[0] = '\0';
}

/* "<" begins a tag only before a letter, "/", "!" or "?". */
static bool begins_tag(const char *at, const char *end)
{
	if (at + 1 >= end)
		return false;
	if (at[1] == '/' && at + 2 < end)
		return isalpha((unsigned char)at[2]);
	return isalpha((unsigned char)at[1]) || at[1] == '!' || at[1] == '?';
}

bool html_next(struct html_reader *reader, struct html_tag *tag)
{
	const char *at = reader->has_no_tag ? NULL : find_char(reader->at, reader->end, '<');
	*tag = (struct html_tag){0};
	while (at && !begins_tag(at, reader->end))
		at = find_char(at + 1, reader->end, '<');
	reader->text_end = at ? at : reader->end;
	if (!at) {
		reader->at = reader->end;
		return false;
	}
	if (reader->end - at >= 4 && !memcmp(at, "<!--", 4)) {
		reader->at = comment_end(at + 2, reader->end);
		return true;
	}
	const char *stop = tag_end(reader, at + 1);
	if (!stop) {
		reader->has_no_tag = true;
		reader->text_end = reader->at = reader->end;
		return false;
	}
	reader->at = stop + 1;
	tag->is_end = at[1] == '/';
	read_name(tag, at + 1 + tag->is_end, stop);
	tag->stop = stop;
	tag->is_void = stop[-1] == '/' || is_void_name(tag->name);
	if (is_skipped(tag))
		skip(reader, tag);
	return true;
}

/* ---- attributes ---- */

static char *decoded(const char *at, const char *end, size_t limit)
{
	struct buffer value = {0};
	if ((size_t)(end - at) > limit)
		return NULL;
	while (at < end) {
		size_t used = 0;
		char encoded[4];
		uint32_t code_point = *at == '&' ? html_reference(at, end, &used) : 0;
		if (code_point)
			at += used;
		else
			code_point = text_next(&at, end);
		buffer_append_bytes(&value, encoded, text_encode(encoded, code_point));
	}
	return buffer_take(&value);
}

/* One attribute: its name and value, and what follows it. */
static const char *attribute(const char *at, const char *stop, const char **name, size_t *length,
	const char **value, const char **value_end)
{
	while (at < stop && (is_space(*at) || *at == '/'))
		at++;
	*name = at;
	while (at < stop && !is_space(*at) && *at != '=')
		at++;
	*length = (size_t)(at - *name);
	while (at < stop && is_space(*at))
		at++;
	*value = *value_end = at;
	if (at >= stop || *at != '=')
		return at;
	at++;
	while (at < stop && is_space(*at))
		at++;
	char quote = at < stop && (*at == '"' || *at == '\'') ? *at++ : '\0';
	*value = at;
	while (at < stop && (quote ? *at != quote : !is_space(*at)))
		at++;
	*value_end = at;
	return at + (quote && at < stop);
}

char *html_attribute(const struct html_tag *tag, const char *name, size_t limit)
{
	size_t wanted = strlen(name);
	const char *at = tag->at;
	const char *stop = tag->stop;
	if (!at)
		return NULL;
	if ((size_t)(stop - at) > ATTRIBUTES_MAX)
		stop = at + ATTRIBUTES_MAX;
	while (at < stop) {
		const char *found, *value, *value_end;
		size_t length;
		at = attribute(at, stop, &found, &length, &value, &value_end);
		if (length == wanted && !strncasecmp(found, name, wanted))
			return decoded(value, value_end, limit);
		if (!length && at < stop)
			at++;
	}
	return NULL;
}

bool html_styled(const struct html_tag *tag, const char *property, const char *value)
{
	char *style = tag->is_end ? NULL : html_attribute(tag, "style", ATTRIBUTES_MAX);
	size_t length = strlen(property);
	bool found = false;
	for (char *at = style; at && *at && !found;) {
		at += strspn(at, " \t\r\n;");
		if (!strncasecmp(at, property, length)) {
			at += length + strspn(at + length, " \t\r\n");
			found = *at == ':' && !strncasecmp(at + 1 + strspn(at + 1, " \t\r\n"),
						      value, strlen(value));
		}
		at += strcspn(at, ";");
	}
	free(style);
	return found;
}

bool html_has(const struct html_tag *tag, const char *word)
{
	size_t length = strlen(word);
	const char *stop = tag->stop;
	if (!tag->at)
		return false;
	if ((size_t)(stop - tag->at) > ATTRIBUTES_MAX)
		stop = tag->at + ATTRIBUTES_MAX;
	for (const char *at = tag->at; (size_t)(stop - at) >= length; at++) {
		if (!strncasecmp(at, word, length))
			return true;
	}
	return false;
}
