/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The words of an entry, put together from what is known. Every value from outside is neutralised
 * on its way in, before it is joined with words of ours.
 */
#include "exchange/ical/describe.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "exchange/ical/words.h"

#define NAME_COLUMNS 60

char *describe_line(const char *text)
{
	char *line = text_safe(text, TEXT_MANY_LINES);

	text_trim(line);
	return line;
}

char *describe_name(const struct meeting *meeting)
{
	char *name = meeting_name(meeting);
	char *shown = text_fit(name, NAME_COLUMNS, NULL);

	free(name);
	return shown;
}

static bool is_status(const struct meeting *meeting, enum meeting_status status)
{
	return meeting->status.known && meeting->status.value == (int64_t)status;
}

/* The theme in words. A proposed theme stays in the house until it is decided. NULL: not decided.
 */
static char *find_theme(const struct meeting *meeting)
{
	bool decided = meeting->theme_status.known && meeting->theme_status.value == THEME_DECIDED;
	return decided && !text_is_blank(meeting->theme) ? describe_line(meeting->theme) : NULL;
}

static bool theme_is_awaited(const struct calendar_event *event)
{
	return event->meeting->theme_decided_at.known || event->decided_on.known;
}

/* "Nätverkets deltagare och former / Brott mot demokratin"; NULL without a programme. */
static char *join_titles(const struct calendar_event *event)
{
	struct buffer titles = {0};

	for (size_t i = 0; i < event->programme_count; i++) {
		char *title = describe_line(event->programme[i].title);

		if (*title)
			buffer_printf(&titles, "%s%s", titles.length > 0 ? " / " : "", title);
		free(title);
	}
	return titles.length > 0 ? buffer_take(&titles) : NULL;
}

/* What the title says after the colon. */
static char *find_subject(const struct calendar_event *event)
{
	char *subject = find_theme(event->meeting);

	if (!subject && !theme_is_awaited(event))
		subject = join_titles(event);
	if (subject)
		return subject;
	return words_theme_open(event->decided_on);
}

/* Clients do not show STATUS reliably, so the title tells it as well. */
static const char *find_prefix(const struct meeting *meeting, const struct span *span)
{
	if (is_status(meeting, MEETING_CANCELLED))
		return WORDS_CANCELLED_PREFIX;
	/* Without a time the day itself stands there as something to come. */
	return is_status(meeting, MEETING_PRELIMINARY) && !span->all_day ? WORDS_PRELIMINARY_PREFIX
									 : "";
}

char *describe_summary(const struct calendar_event *event, const struct span *span)
{
	const struct meeting *meeting = event->meeting;
	bool titled = !text_is_blank(meeting->title);
	char *heading = describe_line(titled ? meeting->title : words_form(meeting));
	/* A title may say it already: "Halvdagsseminarium, digitalt". */
	bool said = titled && strcasestr(heading, words_kind(meeting));
	char *subject = find_subject(event);
	char *summary = xasprintf("%s%s%s: %s", find_prefix(meeting, span), heading,
		said ? "" : words_kind_suffix(meeting), subject);

	free(heading);
	free(subject);
	return summary;
}

/* "Stockholm", "Hornsgatan 20, Stockholm"; NULL when no place is known. */
static char *find_place(const struct meeting *meeting)
{
	char *place = describe_line(meeting->place);
	char *address = describe_line(meeting->address);
	char *both = NULL;

	if (*place || *address)
		both = xasprintf("%s%s%s", place, *place && *address ? ", " : "", address);
	free(place);
	free(address);
	return both;
}

char *describe_location(const struct meeting *meeting, const char *link)
{
	if (meeting_needs_place(meeting))
		return find_place(meeting);
	return link ? xasprintf(WORDS_LOCATION_LINK, link) : xstrdup(WORDS_LOCATION_DIGITAL);
}

/* Adds a line with a value, which is neutralised as one line; nothing when it is blank. */
static void add_line(struct buffer *out, const char *format, const char *value)
{
	char *line = describe_line(value);

	if (*line) {
		buffer_printf(out, format, line);
		buffer_append_char(out, '\n');
	}
	free(line);
}

/* Adds a text of several lines, without the empty ones around it. */
static void add_text(struct buffer *out, const char *text)
{
	char *safe = text_safe(text, TEXT_MANY_LINES);
	char *start = safe + strspn(safe, " \n");
	size_t length = strlen(start);

	while (length > 0 && strchr(" \n", start[length - 1]))
		length--;
	if (length > 0) {
		buffer_append_bytes(out, start, length);
		buffer_append_char(out, '\n');
	}
	free(safe);
}

/* An empty line between two parts. */
static void add_gap(struct buffer *out)
{
	if (out->length >= 2 && memcmp(out->data + out->length - 2, "\n\n", 2) != 0)
		buffer_append_char(out, '\n');
}

/* Where to go, and whether it happens at all. The link comes first: phones show one line. */
static void add_way_in(struct buffer *out, const struct meeting *meeting, const char *link)
{
	bool cancelled = is_status(meeting, MEETING_CANCELLED);

	if (meeting_needs_link(meeting) && link)
		add_line(out, "%s", link);
	else if (meeting_needs_link(meeting) && !cancelled)
		add_line(out, "%s", WORDS_LINK_LATER);
	if (meeting_needs_place(meeting) && !cancelled && text_is_blank(meeting->place) &&
		text_is_blank(meeting->address))
		add_line(out, "%s", WORDS_PLACE_LATER);
	if (cancelled && text_is_blank(meeting->status_reason))
		add_line(out, "%s", WORDS_CANCELLED);
	else if (cancelled)
		add_line(out, WORDS_CANCELLED_REASON, meeting->status_reason);
}

/* What the times in the entry are worth; nothing when they have no meaning any more. */
static void add_time(struct buffer *out, const struct meeting *meeting, const struct span *span)
{
	char *duration = words_duration(meeting->duration_min, meeting->duration_max);
	bool range = meeting->duration_min.known && meeting->duration_max.known &&
		     meeting->duration_min.value != meeting->duration_max.value;

	if (is_status(meeting, MEETING_CANCELLED))
		goto out;
	if (span->all_day && duration)
		add_line(out, WORDS_TIME_LATER_DURATION, duration);
	else if (span->all_day)
		add_line(out, "%s", WORDS_TIME_LATER);
	else if (span->end_from == SPAN_END_ASSUMED)
		add_line(out, "%s", WORDS_NO_END);
	else if (span->end_from == SPAN_END_DURATION)
		add_line(out, range ? WORDS_DURATION_RANGE : WORDS_DURATION, duration);
	if (!span->all_day && is_status(meeting, MEETING_PRELIMINARY))
		add_line(out, "%s", WORDS_PRELIMINARY);
out:
	free(duration);
}

static void add_theme(struct buffer *out, const struct calendar_event *event)
{
	char *theme = find_theme(event->meeting);
	char *later = words_theme_later(event->decided_on);

	if (theme)
		add_line(out, WORDS_THEME, theme);
	else if (!is_status(event->meeting, MEETING_CANCELLED) &&
		 (theme_is_awaited(event) || event->programme_count == 0))
		add_line(out, "%s", later);
	free(later);
	free(theme);
}

static void add_item(struct buffer *out, const struct programme_item *item)
{
	const char *part = words_part(item);
	char *clock = words_clock(item);
	char *title = describe_line(item->title);

	if (*title && clock)
		buffer_printf(out, WORDS_CLOCK "\n", clock, title);
	else if (*title && part)
		buffer_printf(out, WORDS_PART "\n", part, title);
	else
		add_line(out, "%s", title);
	add_text(out, item->description);
	add_line(out, "%s", item->contributors);
	if (!text_is_blank(item->external_event)) {
		add_line(out, "%s", item->external_event);
		add_line(out, "%s",
			item->included.known && item->included.value ? WORDS_EVENT_INCLUDED
								     : WORDS_EVENT_SEPARATE);
	}
	free(title);
	free(clock);
}

char *describe_event(const struct calendar_event *event, const struct span *span, const char *link)
{
	const struct network *network = event->network;
	struct buffer out = {0};

	add_way_in(&out, event->meeting, link);
	add_time(&out, event->meeting, span);
	add_gap(&out);
	add_theme(&out, event);
	for (size_t i = 0; i < event->programme_count; i++)
		add_item(&out, &event->programme[i]);
	add_gap(&out);
	add_text(&out, meeting_terms(event->meeting, network));
	add_gap(&out);
	add_line(&out, "%s", network->name);
	add_line(&out, WORDS_ORGANISER, network->organiser);
	while (out.length > 0 && out.data[out.length - 1] == '\n')
		out.data[--out.length] = '\0';
	return buffer_take(&out);
}
