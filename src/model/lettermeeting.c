/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A meeting in the words of a letter: what is known of it, and what is not yet. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/dateformat.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/letter.h"

/* Takes the part over. */
static void join(struct buffer *list, const char *separator, char *part)
{
	if (part && *part) {
		buffer_append(list, list->length ? separator : "");
		buffer_append(list, part);
	}
	free(part);
}

static char *hours_in_words(const struct meeting *meeting)
{
	if (meeting->start.known)
		return time_format_range(meeting->start.value, meeting_end(meeting));
	int64_t min = meeting->duration_min.known ? meeting->duration_min.value : -1;
	int64_t max = meeting->duration_max.known ? meeting->duration_max.value : -1;
	char *length = duration_format(min, max);
	/* TRANSLATORS: how long a meeting is, "1–2 h", when the time of day is not known */
	char *words = *length ? xasprintf(_("%s, time to be announced"), length)
			      : xstrdup(_("time to be announced"));
	free(length);
	return words;
}

static char *day_in_words(const struct meeting *meeting)
{
	if (meeting->date.known)
		return date_format(meeting->date.value, DATE_LONG);
	if (meeting->period_text)
		/* TRANSLATORS: a meeting whose day is not known: the period, "2024" */
		return xasprintf(_("%s (date to be announced)"), meeting->period_text);
	return xstrdup(_("date to be announced"));
}

char *letter_meeting(const struct meeting *meeting)
{
	struct buffer text = {0};
	join(&text, ", ", day_in_words(meeting));
	join(&text, ", ", meeting_name(meeting));
	if (meeting->date.known)
		join(&text, ", ", hours_in_words(meeting));
	if (meeting_needs_place(meeting))
		join(&text, ", ",
			xstrdup(meeting->place ? meeting->place : _("place to be announced")));
	return buffer_take(&text);
}

static char *when_in_words(const struct meeting *meeting)
{
	struct buffer text = {0};
	join(&text, ", ", day_in_words(meeting));
	if (meeting->date.known)
		join(&text, ", ", hours_in_words(meeting));
	if (meeting->status.value == MEETING_PRELIMINARY)
		/* TRANSLATORS: after when a meeting is: it may still be moved */
		join(&text, ", ", xstrdup(_("not yet certain")));
	return buffer_take(&text);
}

static char *place_in_words(const struct meeting *meeting)
{
	struct buffer text = {0};
	if (!meeting_needs_place(meeting))
		return NULL;
	join(&text, ", ", xstrdup(text_is_blank(meeting->place) ? NULL : meeting->place));
	join(&text, ", ", xstrdup(text_is_blank(meeting->address) ? NULL : meeting->address));
	return text.length ? buffer_take(&text) : xstrdup(_("place to be announced"));
}

static char *link_in_words(const struct meeting *meeting)
{
	if (!meeting_needs_link(meeting))
		return NULL;
	return xstrdup(text_is_blank(meeting->link) ? _("comes later") : meeting->link);
}

/* A theme that is only proposed stays in the house. */
static char *theme_in_words(const struct letter_facts *facts)
{
	const struct meeting *meeting = facts->meeting;
	if (meeting->theme_status.value == THEME_DECIDED && !text_is_blank(meeting->theme))
		return xstrdup(meeting->theme);
	if (facts->decided_on.known) {
		char *day = date_format(facts->decided_on.value, DATE_LONG);
		/* TRANSLATORS: of a theme: at the meeting of that day */
		char *words = xasprintf(_("is decided on %s"), day);
		free(day);
		return words;
	}
	bool told = facts->programme_count && !meeting->theme_decided_at.known;
	return told ? NULL : xstrdup(_("is decided later"));
}

char *letter_particulars(const struct letter_facts *facts)
{
	const struct meeting *meeting = facts->meeting;
	struct {
		const char *format;
		char *words;
	} lines[] = {
		{"– %s", meeting_name(meeting)},
		/* TRANSLATORS: the day and the hours of a meeting */
		{_("– When: %s"), when_in_words(meeting)},
		{_("– Where: %s"), place_in_words(meeting)},
		{_("– Link: %s"), link_in_words(meeting)},
		{_("– Theme: %s"), theme_in_words(facts)},
	};
	struct buffer text = {0};
	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
		if (lines[i].words) {
			buffer_append(&text, text.length ? "\n" : "");
			buffer_printf(&text, lines[i].format, lines[i].words);
		}
		free(lines[i].words);
	}
	return buffer_take(&text);
}

static char *item_time(const struct programme_item *item)
{
	if (item->start.known)
		return time_format_range(item->start.value, item->end.known ? item->end.value : -1);
	return item->part.known ? xstrdup(choice_label(&programme_parts, (int)item->part.value))
				: NULL;
}

static void add_item(struct buffer *text, const struct programme_item *item)
{
	char *time = item_time(item);
	buffer_append(text, text->length ? "\n" : "");
	if (time)
		/* TRANSLATORS: an item of a programme: "– 10:00–11:00: the title" */
		buffer_printf(text, _("– %s: %s"), time, item->title);
	else
		buffer_printf(text, "– %s", item->title);
	const char *more[] = {item->description, item->contributors, item->external_event};
	for (size_t i = 0; i < sizeof(more) / sizeof(*more); i++) {
		if (!text_is_blank(more[i]))
			buffer_printf(text, "\n%s", more[i]);
	}
	if (!text_is_blank(item->external_event) && item->included.value)
		buffer_printf(text, "\n%s",
			_("The sign-up for it is included in the sign-up for the network."));
	free(time);
}

char *letter_programme(const struct letter_facts *facts)
{
	struct buffer text = {0};
	for (size_t i = 0; i < facts->programme_count; i++)
		add_item(&text, &facts->programme[i]);
	return buffer_take(&text);
}
