/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a move would mean, in sentences: the dashboard and the command line say the same. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/date.h"
#include "base/dateformat.h"
#include "base/holiday.h"
#include "base/i18n.h"
#include "service/move.h"

/* Takes the text. */
static void add(struct move_lines *lines, enum move_weight weight, const char *label, char *text)
{
	lines->items = xreallocarray(lines->items, lines->count + 1, sizeof(*lines->items));
	lines->items[lines->count++] = (struct move_line){
		.weight = weight, .label = xstrdup(label), .text = text};
}

void move_lines_finish(struct move_lines *lines)
{
	for (size_t i = 0; i < lines->count; i++) {
		free(lines->items[i].label);
		free(lines->items[i].text);
	}
	free(lines->items);
	*lines = (struct move_lines){0};
}

/* "10:00–12:00", "10:00", or that there is none. */
static char *hours_of(const struct meeting *meeting)
{
	if (!meeting->start.known)
		return xstrdup(_("time not set"));
	return time_format_range(
		meeting->start.value, meeting->end.known ? meeting->end.value : -1);
}

static char *when_of(const struct meeting *meeting)
{
	char *day = meeting_entity.title(meeting), *hours = hours_of(meeting);
	char *text = meeting->date.known ? xasprintf("%s · %s", day, hours) : xstrdup(day);
	free(hours);
	free(day);
	return text;
}

static void tell_day(const struct move_look *look, struct move_lines *lines)
{
	int64_t date = look->after.date.value;
	char *day = date_format(date, DATE_LONG), *week = date_format_week(date);
	char *distance = date_format_distance(date, look->today);
	add(lines, MOVE_PLAIN, _("Day"), xasprintf("%s %s · %s", day, week, distance));
	if (date < look->today)
		add(lines, MOVE_WARNING, "", xstrdup(_("That day has passed.")));
	free(distance);
	free(week);
	free(day);
}

static void tell_holiday(const struct move_look *look, struct move_lines *lines)
{
	int64_t date = look->after.date.value;
	const char *name = holiday_name(date);
	const char *label = _("Calendar");
	if (name && holiday_is_red(date))
		add(lines, MOVE_WARNING, label, xasprintf(_("red day: %s"), _(name)));
	else if (name)
		add(lines, MOVE_WARNING, label, xasprintf(_("as good as a red day: %s"), _(name)));
	else if (date_weekday(date) == 7)
		add(lines, MOVE_WARNING, label, xstrdup(_("red day: a Sunday")));
	else if (date_weekday(date) == 6)
		add(lines, MOVE_WARNING, label, xstrdup(_("a Saturday")));
	else if (holiday_is_squeeze_day(date))
		add(lines, MOVE_WARNING, label, xstrdup(_("squeeze day: between two free days")));
	else
		add(lines, MOVE_GOOD, label, xstrdup(_("an ordinary working day")));
}

static void tell_neighbours(const struct move_look *look, struct move_lines *lines)
{
	const char *label = _("That week");
	if (!look->week_count) {
		add(lines, MOVE_GOOD, label, xstrdup(_("no other meeting")));
		return;
	}
	for (size_t i = 0; i < look->week_count; i++) {
		const struct move_neighbour *near = &look->week[i];
		char *when = when_of(near->meeting), *name = meeting_name(near->meeting);
		char *text = near->overlaps   ? xasprintf(_("%s: %s, at the same time"), when, name)
			     : near->same_day ? xasprintf(_("%s: %s, the same day"), when, name)
					      : xasprintf("%s: %s", when, name);
		add(lines, near->same_day ? MOVE_WARNING : MOVE_PLAIN, i ? "" : label, text);
		free(name);
		free(when);
	}
}

/* A theme has to be decided before its meeting. */
static void tell_decisions(const struct move_look *look, struct move_lines *lines)
{
	const struct meeting *after = &look->after;
	for (size_t i = 0; i < look->meetings.count; i++) {
		const struct meeting *other = record_set_at(&look->meetings, i);
		if (!other->date.known || other->status.value == MEETING_CANCELLED)
			continue;
		bool late = other->record.id == after->theme_decided_at.value &&
			    after->theme_decided_at.known &&
			    after->theme_status.value != THEME_DECIDED &&
			    other->date.value >= after->date.value;
		bool too_late = other->theme_decided_at.known &&
				other->theme_decided_at.value == after->record.id &&
				other->theme_status.value != THEME_DECIDED &&
				other->date.value <= after->date.value;
		char *day = meeting_entity.title(other);
		if (late)
			add(lines, MOVE_WARNING, _("Theme"),
				xasprintf(_("it is decided on %s, which is not before"), day));
		if (too_late)
			add(lines, MOVE_WARNING, _("Theme"),
				xasprintf(_("the theme of %s is to be decided here, which is not "
					    "before"),
					day));
		free(day);
	}
}

static void tell_time(const struct move_look *look, struct move_lines *lines)
{
	add(lines, MOVE_PLAIN, _("Time"), hours_of(&look->after));
	if (look->twice)
		add(lines, MOVE_WARNING, "",
			xstrdup(_("That hour comes twice: the clock is put back that night. The "
				  "earlier one, in summer time, is meant.")));
}

static void tell_holders(const struct move_look *look, struct move_lines *lines)
{
	if (look->holders)
		add(lines, MOVE_WARNING, _("Calendar file"),
			xasprintf(PLURAL_("%zu person has the present one and will need the next",
					  "%zu people have the present one and will need the next",
					  look->holders),
				look->holders));
	else
		add(lines, MOVE_PLAIN, _("Calendar file"),
			xstrdup(_("nobody has been given one yet")));
}

void move_look_tell(const struct move_look *look, struct move_lines *lines)
{
	*lines = (struct move_lines){0};
	add(lines, MOVE_PLAIN, _("Now"), when_of(&look->before));
	if (look->after.date.known) {
		tell_day(look, lines);
		tell_time(look, lines);
		tell_holiday(look, lines);
		tell_neighbours(look, lines);
		tell_decisions(look, lines);
	}
	tell_holders(look, lines);
	if (look->refusal)
		add(lines, MOVE_REFUSAL, _("Refused"), xstrdup(look->refusal));
	else if (!look->changes)
		add(lines, MOVE_PLAIN, "", xstrdup(_("The meeting is there already.")));
}
