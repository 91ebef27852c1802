/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/ical/changes.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/date.h"
#include "base/dateformat.h"
#include "base/i18n.h"
#include "base/linediff.h"
#include "base/text.h"
#include "exchange/ical/fold.h"

/* Properties of the event in a file whose lines are joined; NULL when it has none. */
static char *value_of(const char *joined, const char *name)
{
	size_t length = strlen(name);
	const char *line = joined ? strstr(joined, "BEGIN:VEVENT") : NULL;
	for (; line && *line; line = strchr(line, '\n'), line = line ? line + 1 : NULL) {
		if (strncmp(line, name, length) != 0 ||
			(line[length] != ':' && line[length] != ';'))
			continue;
		const char *colon = line + strcspn(line, ":\r\n");
		if (*colon != ':')
			return NULL;
		return xstrndup(colon + 1, strcspn(colon + 1, "\r\n"));
	}
	return NULL;
}

/* RFC 5545 3.3.11; in place. */
static void unescape(char *text)
{
	char *to = text;
	for (const char *from = text; *from; from++) {
		if (*from == '\\' && from[1]) {
			from++;
			*to++ = *from == 'n' || *from == 'N' ? '\n' : *from;
		} else {
			*to++ = *from;
		}
	}
	*to = '\0';
}

static char *text_of(const char *joined, const char *name)
{
	char *value = value_of(joined, name);
	if (!value)
		return NULL;
	unescape(value);
	char *safe = text_safe(value, TEXT_MANY_LINES);
	free(value);
	return safe;
}

/* ---- when ---- */

struct moment {
	bool known;
	bool timed;
	int64_t date, minutes;
};

static struct moment moment_of(const char *joined, const char *name)
{
	struct moment moment = {0};
	char *value = value_of(joined, name);
	int year, month, day, hour = 0, minute = 0;
	int read = value ? sscanf(value, "%4d%2d%2dT%2d%2d", &year, &month, &day, &hour, &minute)
			 : 0;
	struct civil civil = {0};
	if (read >= 3)
		civil = (struct civil){year, month, day};
	if (read >= 3 && date_is_valid(civil)) {
		moment.known = true;
		moment.timed = read == 5;
		moment.date = date_from_civil(civil);
		moment.minutes = hour * 60 + minute;
	}
	free(value);
	return moment;
}

/* "tue 17 Oct 2023 10:00–12:00", "tue 17 Oct 2023, time to be announced" */
static char *when_of(const char *joined)
{
	struct moment start = moment_of(joined, "DTSTART"), end = moment_of(joined, "DTEND");
	if (!start.known)
		return NULL;
	char *day = date_format(start.date, DATE_MEDIUM);
	char *clock = NULL, *text;
	if (start.timed) {
		bool same = end.known && end.timed && end.date == start.date;
		clock = time_format_range(start.minutes, same ? end.minutes : -1);
		text = xasprintf("%s %s", day, clock);
	} else {
		text = xasprintf("%s, %s", day, _("time to be announced"));
	}
	free(clock);
	free(day);
	return text;
}

const char *calendar_status_words(const char *token)
{
	static const struct {
		const char *token, *words;
	} names[] = {
		{"TENTATIVE", NC_("calendar status", "tentative")},
		{"CONFIRMED", NC_("calendar status", "confirmed")},
		{"CANCELLED", NC_("calendar status", "cancelled")},
	};
	for (size_t i = 0; token && i < sizeof(names) / sizeof(*names); i++) {
		if (!strcmp(token, names[i].token))
			return i18n_context_of("calendar status", names[i].words);
	}
	return token;
}

static char *status_of(const char *joined)
{
	char *value = text_of(joined, "STATUS");
	char *words = value ? xstrdup(calendar_status_words(value)) : NULL;
	free(value);
	return words;
}

/* ---- the comparison ---- */

static bool same(const char *a, const char *b)
{
	return a && b ? !strcmp(a, b) : a == b;
}

/* Takes both over. */
static void add(
	struct calendar_changes *changes, const char *label, bool is_line, char *old, char *new)
{
	if (same(old, new)) {
		free(old);
		free(new);
		return;
	}
	changes->items = xreallocarray(changes->items, changes->count + 1, sizeof(*changes->items));
	changes->items[changes->count++] = (struct calendar_change){
		.label = label, .is_line = is_line, .old = old, .new = new};
}

static void compare_lines(struct calendar_changes *changes, const char *old, const char *new)
{
	struct line_diff diff;
	char *was = text_of(old, "DESCRIPTION"), *is = text_of(new, "DESCRIPTION");
	line_diff_init(&diff, was, is);
	for (size_t i = 0; i < diff.count; i++) {
		const struct diff_line *line = &diff.lines[i];
		if (line->kind == DIFF_SAME || text_is_blank(line->text))
			continue;
		char *text = xstrdup(line->text);
		add(changes, _("Description"), true, line->kind == DIFF_GONE ? text : NULL,
			line->kind == DIFF_NEW ? text : NULL);
	}
	line_diff_finish(&diff);
	free(was);
	free(is);
}

static char *join(const char *text)
{
	struct buffer out = {0};
	if (!text)
		return NULL;
	fold_join(&out, text, strlen(text));
	return buffer_take(&out);
}

void calendar_changes_find(struct calendar_changes *changes, const char *old, const char *new)
{
	char *was = join(old), *is = join(new);
	*changes = (struct calendar_changes){0};
	add(changes, _("Title"), false, text_of(was, "SUMMARY"), text_of(is, "SUMMARY"));
	add(changes, _("When"), false, when_of(was), when_of(is));
	add(changes, _("Where"), false, text_of(was, "LOCATION"), text_of(is, "LOCATION"));
	add(changes, _("Status"), false, status_of(was), status_of(is));
	add(changes, _("Contact"), false, text_of(was, "CONTACT"), text_of(is, "CONTACT"));
	compare_lines(changes, was, is);
	free(was);
	free(is);
}

void calendar_changes_finish(struct calendar_changes *changes)
{
	for (size_t i = 0; i < changes->count; i++) {
		free(changes->items[i].old);
		free(changes->items[i].new);
	}
	free(changes->items);
	*changes = (struct calendar_changes){0};
}

char *calendar_changes_text(const struct calendar_changes *changes)
{
	struct buffer out = {0};
	for (size_t i = 0; i < changes->count; i++) {
		const struct calendar_change *at = &changes->items[i];
		const char *gap = out.length ? "\n" : "";
		if (at->old && at->new)
			buffer_printf(&out, "%s%s: %s → %s", gap, at->label, at->old, at->new);
		else if (at->is_line && at->new)
			/* TRANSLATORS: a line that is new in what a calendar entry says */
			buffer_printf(&out, _("%sNew: %s"), gap, at->new);
		else if (at->is_line)
			/* TRANSLATORS: a line that a calendar entry does not say any more */
			buffer_printf(&out, _("%sNo longer: %s"), gap, at->old);
		else
			buffer_printf(&out, "%s%s: %s", gap, at->label, at->new ? at->new : "–");
	}
	return out.length ? buffer_take(&out) : NULL;
}
