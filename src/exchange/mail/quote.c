/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/mail/quote.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"

#define HEAD_LINES 8        /* in which the fields of a repeated head stand */
#define ATTRIBUTION_LINES 3 /* "On Tuesday … <\nasa@example.se>\nwrote:" */
#define ATTRIBUTION_MAX 400 /* bytes */

struct line {
	const char *text;
	size_t length;
};

struct lines {
	struct line *items; /* owned */
	size_t count;
};

static struct lines lines_of(const char *text)
{
	struct lines lines = {0};
	size_t capacity = 0;
	while (*text) {
		size_t length = strcspn(text, "\n");
		if (lines.count == capacity) {
			capacity = capacity ? capacity * 2 : 64;
			lines.items = xreallocarray(lines.items, capacity, sizeof(*lines.items));
		}
		lines.items[lines.count++] = (struct line){.text = text, .length = length};
		text += length + (text[length] == '\n');
	}
	return lines;
}

/* ---- one line ---- */

static bool is_blank(struct line line)
{
	for (size_t i = 0; i < line.length; i++) {
		if (!strchr(" \t\r", line.text[i]))
			return false;
	}
	return true;
}

/* "> ", but not the ">From" that a mailbox file makes of "From". */
static bool is_quote(struct line line)
{
	return line.length && line.text[0] == '>' &&
	       (line.length < 6 || memcmp(line.text, ">From ", 6) != 0);
}

static bool starts(struct line line, const char *start)
{
	size_t length = strlen(start);
	return line.length >= length && !strncasecmp(line.text, start, length);
}

static bool starts_any(struct line line, const char *const *words)
{
	for (; *words; words++) {
		if (starts(line, *words))
			return true;
	}
	return false;
}

static struct line skip(struct line line, const char *characters)
{
	while (line.length && strchr(characters, *line.text)) {
		line.text++;
		line.length--;
	}
	return line;
}

/* "-----Original Message-----": what stands between the dashes. */
static bool is_divider(struct line line)
{
	static const char *const words[] = {"original message", "ursprungligt meddelande",
		"originalmeddelande", "ursprüngliche nachricht", "forwarded message",
		"vidarebefordrat meddelande", "vidarebefordrat brev", "originalnachricht",
		"weitergeleitete nachricht", "oprindelig meddelelse", "opprinnelig melding", NULL};
	static const char *const whole[] = {"begin forwarded message:", "vidarebefordrat brev:",
		"vidarebefordrat mejl:", "anfang der weitergeleiteten nachricht:", NULL};
	struct line inner = skip(line, "- ");
	if (starts_any(line, whole))
		return true;
	return inner.length + 2 <= line.length && line.text[0] == '-' && line.text[1] == '-' &&
	       line.text[line.length - 1] == '-' && starts_any(inner, words);
}

static bool is_rule(struct line line)
{
	return line.length >= 10 && strspn(line.text, "_") == line.length;
}

/* A field of a repeated head, "*Från:* ..." too. */
static bool is_field(struct line line, const char *const *names)
{
	struct line field = skip(line, "* \t");
	for (; *names; names++) {
		size_t length = strlen(*names);
		if (!starts(field, *names))
			continue;
		struct line rest = {field.text + length, field.length - length};
		rest = skip(rest, "* \t");
		if (rest.length && *rest.text == ':')
			return true;
	}
	return false;
}

/* ---- several lines ---- */

/* Från:, Skickat:, Till:, Ämne: as Outlook writes them over what it repeats. */
static bool is_head(const struct lines *lines, size_t index)
{
	static const char *const from[] = {"från", "from", "von", "fra", NULL};
	static const char *const others[][8] = {
		{"skickat", "sent", "gesendet", "datum", "date", "sendt", NULL},
		{"till", "to", "an", "til", NULL},
		{"ämne", "Ämne", "subject", "betreff", "emne", NULL},
	};
	bool found[3] = {false, false, false};
	if (!is_field(lines->items[index], from))
		return false;
	for (size_t i = index + 1; i < lines->count && i <= index + HEAD_LINES; i++) {
		for (size_t k = 0; k < 3; k++)
			found[k] = found[k] || is_field(lines->items[i], others[k]);
	}
	return found[0] + found[1] + found[2] >= 2;
}

static bool ends(const char *text, const char *end)
{
	size_t length = strlen(text), tail = strlen(end);
	return length >= tail && !strcasecmp(text + length - tail, end);
}

/* "On Tuesday Åsa wrote:", "Den 26 sep. skrev Åsa <asa@example.se>:". */
static bool is_attribution_text(const char *text)
{
	static const char *const verbs[] = {"skrev", "wrote", "schrieb", "a écrit", NULL};
	static const char *const starts_[] = {"on ", "den ", "am ", "le ", "mån", "tis", "ons",
		"tor", "fre", "lör", "sön", "kl", "vid ", "i ett meddelande", NULL};
	struct line line = {.text = text, .length = strlen(text)};
	bool is_one = false;
	if (!ends(text, ":"))
		return false;
	for (size_t i = 0; verbs[i]; i++) {
		const char *found = strcasestr(text, verbs[i]);
		is_one = is_one || found;
		if (found && (ends(text, " skrev:") || ends(text, " wrote:") ||
				     ends(text, " schrieb:") || ends(text, " a écrit :")))
			return true;
	}
	return is_one &&
	       (starts_any(line, starts_) || isdigit((unsigned char)*text) || strchr(text, '@'));
}

/* How many lines before `end` introduce what follows; 0: none. */
static size_t attribution_before(const struct lines *lines, size_t end)
{
	char text[ATTRIBUTION_MAX + 1];
	for (size_t count = 1; count <= ATTRIBUTION_LINES && count <= end; count++) {
		size_t length = 0;
		for (size_t i = end - count; i < end; i++) {
			struct line line = lines->items[i];
			if (is_blank(line) || is_quote(line) ||
				length + line.length + 1 > ATTRIBUTION_MAX)
				return 0;
			memcpy(text + length, line.text, line.length);
			length += line.length;
			text[length++] = ' ';
		}
		while (length && strchr(" \t", text[length - 1]))
			length--;
		text[length] = '\0';
		if (is_attribution_text(text))
			return count;
	}
	return 0;
}

/* ---- where it begins ---- */

/* The first line of all that a mail program put under the answer; count: none. */
static size_t find_marker(const struct lines *lines)
{
	for (size_t i = 0; i < lines->count; i++) {
		if (!is_divider(lines->items[i]) && !is_head(lines, i))
			continue;
		size_t before = i;
		while (before && is_blank(lines->items[before - 1]))
			before--;
		return before && is_rule(lines->items[before - 1]) ? before - 1 : i;
	}
	return lines->count;
}

static size_t skip_blank(const struct lines *lines, size_t index)
{
	while (index < lines->count && is_blank(lines->items[index]))
		index++;
	return index;
}

/* The quotation that the first `count` lines end with, and the line that introduces it. */
static size_t find_tail(const struct lines *lines, size_t count)
{
	size_t start = count;
	for (size_t i = count; i > 0; i--) {
		if (is_quote(lines->items[i - 1]))
			start = i - 1;
		else if (!is_blank(lines->items[i - 1]))
			break;
	}
	if (start == count)
		return count;
	size_t before = start;
	while (before && is_blank(lines->items[before - 1]))
		before--;
	size_t introduction = attribution_before(lines, before);
	return introduction ? before - introduction : start;
}

/* The end of a quotation that all begins with; 0: it begins otherwise. */
static size_t find_top(const struct lines *lines, size_t count)
{
	size_t first = skip_blank(lines, 0), at = first, last = 0;
	while (at < count && at < first + ATTRIBUTION_LINES && !is_quote(lines->items[at]) &&
		!is_blank(lines->items[at]))
		at++;
	if (at > first && attribution_before(lines, at) != at - first)
		return 0;
	for (at = skip_blank(lines, at); at < count; at++) {
		if (is_quote(lines->items[at]))
			last = at + 1;
		else if (!is_blank(lines->items[at]))
			break;
	}
	return last;
}

static bool has_quote(const struct lines *lines, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		if (is_quote(lines->items[i]))
			return true;
	}
	return false;
}

/* An introduction with an address, and what it introduces is not marked: as some telephones do. */
static size_t find_introduction(const struct lines *lines)
{
	for (size_t i = 1; i < lines->count; i++) {
		size_t count = lines->items[i - 1].length < ATTRIBUTION_MAX
				       ? attribution_before(lines, i)
				       : 0;
		if (!count ||
			!memchr(lines->items[i - count].text, '@',
				(size_t)(lines->items[i - 1].text + lines->items[i - 1].length -
					 lines->items[i - count].text)))
			continue;
		size_t next = skip_blank(lines, i);
		if (next < lines->count && !is_quote(lines->items[next]))
			return i - count;
	}
	return lines->count;
}

/* ---- cutting ---- */

/* The lines from..to without the empty ones around them; NULL: they say nothing. */
static char *cut(const struct lines *lines, size_t from, size_t to)
{
	while (from < to && is_blank(lines->items[from]))
		from++;
	while (to > from && is_blank(lines->items[to - 1]))
		to--;
	if (from == to)
		return NULL;
	const struct line *last = &lines->items[to - 1];
	return xstrndup(lines->items[from].text,
		(size_t)(last->text + last->length - lines->items[from].text));
}

static void split(const struct lines *lines, char **fresh, char **quoted)
{
	size_t marker = find_marker(lines);
	size_t start = marker < lines->count ? marker : find_introduction(lines);
	size_t tail = find_tail(lines, start);
	size_t top = find_top(lines, start);
	if (tail < start && !has_quote(lines, 0, tail)) {
		start = tail;
		top = 0;
	}
	/* Answers above, below and between: all of it is what was written. */
	if (top && (has_quote(lines, top, start) || start < lines->count))
		top = 0;
	*fresh = cut(lines, top, start);
	*quoted = top ? cut(lines, 0, top) : cut(lines, start, lines->count);
}

void quote_split(const char *text, char **fresh, char **quoted)
{
	struct lines lines = lines_of(text);
	split(&lines, fresh, quoted);
	if (!*fresh) {
		free(*quoted);
		*quoted = NULL;
		*fresh = cut(&lines, 0, lines.count);
	}
	if (!*fresh)
		*fresh = xstrdup("");
	free(lines.items);
}
