/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/mail/head.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/text.h"

#define IDS_MAX ((size_t)1 << 16) /* bytes of a field that are looked through for identifiers */

/* ---- lines ---- */

static const char *line_end(const char *at, const char *end)
{
	const char *found = at < end ? memchr(at, '\n', (size_t)(end - at)) : NULL;
	return found ? found : end;
}

static bool is_empty_line(const char *at, const char *end)
{
	return at < end && (*at == '\n' || (*at == '\r' && at + 1 < end && at[1] == '\n'));
}

static struct head head_from(const char *at, const char *end)
{
	const char *start = at;
	while (at < end && !is_empty_line(at, end)) {
		at = line_end(at, end);
		at += at < end;
	}
	return (struct head){.bytes = start, .length = (size_t)(at - start)};
}

struct head head_of(const char *bytes, size_t length)
{
	const char *at = bytes, *end = bytes + length;
	if (length >= 3 && !memcmp(at, "\xef\xbb\xbf", 3))
		at += 3;
	while (at < end && (*at == '\n' || *at == '\r'))
		at++;
	if (end - at > 5 &&
		(!memcmp(at, "From ", 5) || (end - at > 6 && !memcmp(at, ">From ", 6)))) {
		at = line_end(at, end);
		at += at < end;
	}
	return head_from(at, end);
}

struct head head_next(struct head head, const char *end)
{
	const char *at = head.bytes + head.length;
	while (at < end && (*at == '\n' || *at == '\r'))
		at++;
	return head_from(at, end);
}

/* ---- fields ---- */

/* The value of the first such field, with its continuation lines; NULL: none. */
static const char *find(struct head head, const char *name, const char **value_end)
{
	const char *end = head.bytes + head.length;
	size_t length = strlen(name);
	for (const char *at = head.bytes; at < end;) {
		const char *stop = line_end(at, end);
		const char *colon = at + length;
		bool is_it = (size_t)(stop - at) > length && !strncasecmp(at, name, length);
		while (is_it && colon < stop && (*colon == ' ' || *colon == '\t'))
			colon++;
		is_it = is_it && colon < stop && *colon == ':';
		while (stop < end && stop + 1 < end && (stop[1] == ' ' || stop[1] == '\t'))
			stop = line_end(stop + 1, end);
		if (is_it) {
			*value_end = stop;
			return colon + 1;
		}
		at = stop + (stop < end);
	}
	return NULL;
}

bool head_has(struct head head, const char *name)
{
	const char *end;
	return find(head, name, &end);
}

char *head_value(struct head head, const char *name, size_t limit)
{
	const char *end;
	const char *at = find(head, name, &end);
	struct buffer value = {0};
	if (!at)
		return NULL;
	while (at < end && strchr(" \t\r\n", *at) && *at)
		at++;
	for (; at < end && value.length < limit; at++) {
		if (*at && *at != '\r' && *at != '\n')
			buffer_append_char(&value, *at);
	}
	while (value.length && strchr(" \t", value.data[value.length - 1]))
		value.data[--value.length] = '\0';
	if (value.length)
		return buffer_take(&value);
	buffer_finish(&value);
	return NULL;
}

bool head_says(struct head head, const char *name, const char *word)
{
	char *value = head_value(head, name, 200);
	bool says = value && !strncasecmp(value, word, strlen(word));
	free(value);
	return says;
}

/* ---- identifiers ---- */

static void add_id(struct buffer *ids, const char *id, size_t length)
{
	if (!length)
		return;
	if (ids->length)
		buffer_append_char(ids, ' ');
	for (size_t i = 0; i < length; i++) {
		if ((unsigned char)id[i] > ' ' && id[i] != '\x7f')
			buffer_append_char(ids, id[i]);
	}
}

/* The first of them, which the thread began with, and as many of the last as there is room for. */
static char *fit_ids(char *ids, size_t limit)
{
	size_t length = strlen(ids), first = strcspn(ids, " ");
	const char *rest = ids + length;
	if (length <= limit)
		return ids;
	while (rest > ids + first) {
		const char *back = rest - 1;
		while (back > ids + first && *back != ' ')
			back--;
		if (*back != ' ' || first + (size_t)(ids + length - back) > limit)
			break;
		rest = back;
	}
	char *fitted = first <= limit ? xasprintf("%.*s%s", (int)first, ids, rest) : NULL;
	free(ids);
	return fitted;
}

char *head_ids(struct head head, const char *name, size_t limit)
{
	char *value = head_value(head, name, IDS_MAX);
	struct buffer ids = {0};
	for (const char *at = value; at && (at = strchr(at, '<')); at++) {
		const char *stop = strpbrk(at + 1, "<>");
		if (stop && *stop == '>')
			add_id(&ids, at + 1, (size_t)(stop - at - 1));
		if (!stop)
			break;
		at = stop - (*stop == '<');
	}
	/* Some programs forget the brackets. */
	if (value && !ids.length && strchr(value, '@'))
		add_id(&ids, value, strcspn(value, " \t"));
	free(value);
	char *text = ids.length ? text_stored(ids.data, ids.length) : NULL;
	buffer_finish(&ids);
	return text ? fit_ids(text, limit) : NULL;
}

char *head_id(struct head head, const char *name, size_t limit)
{
	char *ids = head_ids(head, name, limit);
	if (ids)
		ids[strcspn(ids, " ")] = '\0';
	return ids;
}
