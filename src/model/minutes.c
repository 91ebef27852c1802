/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/minutes.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/collate.h"
#include "base/dateformat.h"
#include "base/dayinput.h"
#include "base/i18n.h"
#include "base/text.h"

#define FIELD_AT(member) offsetof(struct minutes, member)

/* A theme that is shorter than this may stand in a line by chance. */
#define THEME_TOLD_BYTES 4

static const struct field fields[] = {
	{"meeting_id", N_("Meeting"), FIELD_REFERENCE, FIELD_PARENT | FIELD_REQUIRED | FIELD_SYSTEM,
		FIELD_AT(meeting), NULL, &meeting_entity, NULL},
	{"text", N_("Minutes"), FIELD_NOTE, FIELD_REQUIRED | FIELD_INTERNAL, FIELD_AT(text), NULL,
		NULL, NULL},
	{"updated_at", N_("Written"), FIELD_INSTANT, FIELD_SYSTEM, FIELD_AT(updated_at), NULL, NULL,
		NULL},
	{"updated_by", N_("By whom"), FIELD_TEXT, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_OPEN,
		FIELD_AT(updated_by), NULL, NULL, NULL},
};

static char *title(const void *record)
{
	const struct minutes *minutes = record;
	/* TRANSLATORS: names the minutes of a meeting in the history. */
	return xasprintf(_("of meeting no. %lld"), (long long)minutes->meeting.value);
}

const struct entity minutes_entity = {
	.name = "minutes",
	.label = N_("Minutes"),
	.table = "minutes",
	.size = sizeof(struct minutes),
	.fields = fields,
	.field_count = sizeof(fields) / sizeof(*fields),
	.title = title,
};

/* ---- the text to begin with ---- */

static void head(struct buffer *text, const struct minutes_facts *facts)
{
	const struct meeting *meeting = facts->meeting;
	char *when = meeting->date.known ? date_format(meeting->date.value, DATE_LONG)
					 : meeting_when(meeting);
	char *name = meeting_name(meeting);
	/* TRANSLATORS: the title of minutes: the day, and what kind of meeting it was */
	buffer_printf(text, _("Minutes, %s: %s"), when, name);
	buffer_append(text, "\n");
	if (meeting->place && meeting_needs_place(meeting)) {
		buffer_printf(text, _("Place: %s"), meeting->place);
		buffer_append(text, "\n");
	}
	if (facts->attendance) {
		char *counts = attendance_counts_text(facts->attendance);
		buffer_printf(text, _("Attendance: %s"), counts);
		buffer_append(text, "\n");
		free(counts);
	}
	free(name);
	free(when);
}

static void heading(struct buffer *text, const char *before, const char *what)
{
	buffer_printf(text, before && *before ? "\n# %s: %s\n\n" : "\n# %s%s\n\n",
		before ? before : "", what);
}

static void item(struct buffer *text, const struct programme_item *item)
{
	char *hours = item->start.known ? time_format_range(item->start.value,
						  item->end.known ? item->end.value : -1)
					: NULL;
	const char *part = item->part.known ? choice_label(&programme_parts, (int)item->part.value)
					    : NULL;
	heading(text, hours ? hours : part, item->title ? item->title : "");
	free(hours);
}

/* The line that will be the decision, up to what has been decided. */
static void to_decide(struct buffer *text, const struct meeting *meeting)
{
	char *day = meeting->date.known ? date_format(meeting->date.value, DATE_DAY)
					: meeting_when(meeting);
	if (meeting->theme) {
		buffer_printf(text, _("Proposed: %s"), meeting->theme);
		buffer_append(text, "\n");
	}
	/* TRANSLATORS: a line of minutes; whoever writes them adds the theme that was decided. */
	buffer_printf(text, _("DECISION: Theme %s ="), day);
	buffer_append(text, "\n\n");
	free(day);
}

/* What votes have decided already stands in the protocol as well. */
static size_t decided(struct buffer *text, const struct minutes_facts *facts)
{
	size_t count = 0;
	for (size_t i = 0; i < facts->resolution_count; i++) {
		if (facts->resolutions[i].source.value == RESOLUTION_MINUTES)
			continue;
		if (!count++)
			heading(text, NULL, _("Decisions"));
		buffer_printf(text, _("DECISION: %s"), facts->resolutions[i].text);
		buffer_append(text, "\n\n");
	}
	return count;
}

char *minutes_template(const struct minutes_facts *facts)
{
	struct buffer text = {0};
	head(&text, facts);
	for (size_t i = 0; i < facts->item_count; i++)
		item(&text, &facts->items[i]);
	if (facts->decide_count)
		heading(&text, NULL, _("To decide"));
	for (size_t i = 0; i < facts->decide_count; i++)
		to_decide(&text, facts->decides[i]);
	if (!decided(&text, facts) && !facts->item_count && !facts->decide_count)
		buffer_append(&text, "\n");
	return buffer_take(&text);
}

/* ---- decisions ---- */

static const char *after_mark(const char *line, size_t length)
{
	static const char *const marks[] = {"BESLUT:", "DECISION:"};
	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++) {
		size_t mark = strlen(marks[i]);
		if (length >= mark && !strncmp(line, marks[i], mark))
			return line + mark;
	}
	return NULL;
}

char *minutes_decision(const char *line, size_t length)
{
	const char *rest = after_mark(line, length);
	if (!rest)
		return NULL;
	char *text = xstrndup(rest, length - (size_t)(rest - line));
	text_trim(text);
	size_t left = strlen(text);
	if (left && text[left - 1] != '=')
		return text;
	free(text);
	return NULL;
}

char **minutes_decisions(const char *text, size_t *count)
{
	char **decisions = NULL;
	*count = 0;
	for (const char *line = text ? text : ""; *line;) {
		size_t length = strcspn(line, "\n");
		char *decision = minutes_decision(line, length);
		if (decision) {
			decisions = xreallocarray(decisions, *count + 1, sizeof(*decisions));
			decisions[(*count)++] = decision;
		}
		line += length + (line[length] != '\0');
	}
	return decisions;
}

void minutes_decisions_free(char **decisions, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(decisions[i]);
	free(decisions);
}

bool minutes_names_day(const char *line, const struct meeting *meeting)
{
	return meeting->date.known && day_is_named(line, meeting->date.value);
}

bool minutes_names_theme(const char *line, const struct meeting *meeting)
{
	if (!meeting->theme || strlen(meeting->theme) < THEME_TOLD_BYTES)
		return false;
	char *folded = collate_fold(line), *theme = collate_fold(meeting->theme);
	bool found = strstr(folded, theme);
	free(theme);
	free(folded);
	return found;
}
