/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/ical/diagnose.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/dateformat.h"
#include "base/text.h"
#include "exchange/ical/ailment.h"
#include "exchange/ical/zonecheck.h"

#define DEPTH_MAX 64
#define EVENTS_MAX 2000

/* What is known of the event that is being read, beside what it tells. */
struct event_state {
	bool has_dtstamp, has_duration, has_organizer, has_attendee, is_override;
	size_t attendee_line;
};

struct scan {
	struct diagnosis *diagnosis;
	const struct content_line *open[DEPTH_MAX]; /* BEGIN lines of the components around */
	size_t depth;                               /* may be larger than DEPTH_MAX */
	size_t calendars, parts;                    /* components of the calendar so far */
	size_t name_line;                           /* of X-WR-CALNAME */
	bool in_event, has_trigger;
	size_t event_depth;
	struct told_event event;
	struct event_state state;
	struct zone_check zones;
};

static void find(struct scan *scan, enum ailment_rule rule, const struct content_line *line,
	const char *about)
{
	ailment_add(scan->diagnosis, rule, line ? line->number : 0, about);
}

static bool is_named(const struct content_line *line, const char *name)
{
	return !strcmp(line->name, name);
}

/* ---- lines ---- */

static void check_faults(struct scan *scan, const struct content_line *line)
{
	static const struct {
		enum line_fault fault;
		enum ailment_rule rule;
	} faults[] = {{LINE_HAS_NUL, RULE_NUL}, {LINE_NOT_UTF8, RULE_NOT_UTF8},
		{LINE_BARE_LF, RULE_BARE_LF}, {LINE_TOO_LONG, RULE_LONG_LINE},
		{LINE_HALVED, RULE_HALVED_LETTER}, {LINE_BROKEN_END, RULE_BROKEN_FOLD},
		{LINE_EMPTY_INSIDE, RULE_BROKEN_FOLD}, {LINE_UNREADABLE, RULE_UNREADABLE_LINE},
		{LINE_BARE_RETURN, RULE_UNREADABLE_LINE}, {LINE_QUOTED_CN, RULE_QUOTED_NAME}};
	for (size_t i = 0; i < sizeof(faults) / sizeof(*faults); i++) {
		if (line->faults & faults[i].fault)
			find(scan, faults[i].rule, line, NULL);
	}
}

/* Is there one of these characters without a backslash before it? */
static bool has_bare(const char *value, char character)
{
	for (const char *at = value; *at; at++) {
		if (*at == '\\' && at[1])
			at++;
		else if (*at == character)
			return true;
	}
	return false;
}

static void check_escapes(struct scan *scan, const struct content_line *line)
{
	if (has_bare(line->value, ','))
		find(scan, RULE_UNESCAPED_COMMA, line, line->name);
	if (has_bare(line->value, ';'))
		find(scan, RULE_UNESCAPED_SEMICOLON, line, line->name);
}

/* ---- events ---- */

static void set_text(char **to, const char *value)
{
	free(*to);
	*to = content_text(value);
}

static void event_finish(struct told_event *event)
{
	free(event->uid);
	free(event->summary);
	free(event->location);
	free(event->description);
	free(event->status);
	*event = (struct told_event){0};
}

static void check_zone_use(
	struct scan *scan, const struct content_line *line, const struct moment *moment)
{
	const char *tzid = content_parameter(line, "TZID");
	if (!tzid || moment->zone == MOMENT_UTC || moment->zone == MOMENT_DAY)
		return;
	if (zone_without_prefix(tzid))
		find(scan, RULE_PREFIXED_ZONE, line, tzid);
	if (zone_of_windows(tzid))
		find(scan, RULE_WINDOWS_ZONE, line, tzid);
	if (moment->zone == MOMENT_UNKNOWN)
		find(scan, RULE_UNKNOWN_ZONE, line, tzid);
	zone_check_use(&scan->zones, tzid, line->number);
}

static bool take_time(struct scan *scan, const struct content_line *line, struct moment *moment)
{
	const char *value = content_parameter(line, "VALUE");
	if (!moment_read(line, moment)) {
		find(scan, RULE_UNREADABLE_TIME, line, line->name);
		return false;
	}
	if (moment->zone == MOMENT_DAY && (!value || strcasecmp(value, "DATE") != 0))
		find(scan, RULE_DATE_WITHOUT_VALUE, line, line->name);
	if (moment->in_gap)
		find(scan, RULE_SPRING_GAP, line, NULL);
	check_zone_use(scan, line, moment);
	return true;
}

static void take_sequence(struct told_event *event, const char *value)
{
	size_t digits = strspn(value, "0123456789");
	if (digits && digits < 10)
		event->sequence = (struct number){.known = true, .value = atol(value)};
}

static void take_start(struct scan *scan, const struct content_line *line)
{
	struct told_event *event = &scan->event;
	event->has_start = take_time(scan, line, &event->start);
	if (event->has_start && event->start.zone == MOMENT_FLOATING)
		find(scan, RULE_FLOATING_START, line, NULL);
}

static void take_end(struct scan *scan, const struct content_line *line)
{
	struct told_event *event = &scan->event;
	event->has_end = take_time(scan, line, &event->end);
	if (event->has_end && event->end.zone == MOMENT_FLOATING &&
		(!event->has_start || event->start.zone != MOMENT_FLOATING))
		find(scan, RULE_FLOATING_END, line, NULL);
}

static bool take_event_text(struct told_event *event, const struct content_line *line)
{
	char **to = is_named(line, "SUMMARY")       ? &event->summary
		    : is_named(line, "LOCATION")    ? &event->location
		    : is_named(line, "DESCRIPTION") ? &event->description
						    : NULL;
	if (!to)
		return false;
	set_text(to, line->value);
	return true;
}

static void take_event_property(struct scan *scan, const struct content_line *line)
{
	struct told_event *event = &scan->event;
	struct event_state *state = &scan->state;
	if (take_event_text(event, line) || is_named(line, "COMMENT") || is_named(line, "CONTACT"))
		check_escapes(scan, line);
	else if (is_named(line, "UID"))
		set_text(&event->uid, line->value);
	else if (is_named(line, "STATUS"))
		set_text(&event->status, line->value);
	else if (is_named(line, "SEQUENCE"))
		take_sequence(event, line->value);
	else if (is_named(line, "DTSTAMP"))
		state->has_dtstamp = true;
	else if (is_named(line, "DURATION"))
		state->has_duration = true;
	else if (is_named(line, "RECURRENCE-ID"))
		state->is_override = true;
	else if (is_named(line, "ORGANIZER"))
		state->has_organizer = true;
	else if (is_named(line, "DTSTART"))
		take_start(scan, line);
	else if (is_named(line, "DTEND"))
		take_end(scan, line);
	else if (is_named(line, "ATTENDEE")) {
		state->has_attendee = true;
		state->attendee_line = line->number;
	}
}

/* The start as a point that can be compared: days and minutes. */
static int64_t point_of(const struct moment *moment)
{
	return moment->instant;
}

static void check_span(struct scan *scan, const struct content_line *begin)
{
	const struct told_event *event = &scan->event;
	if (!event->has_start)
		return;
	if (!event->has_end) {
		if (!scan->state.has_duration && event->start.zone != MOMENT_DAY)
			find(scan, RULE_NO_END, begin, NULL);
		return;
	}
	bool days = event->start.zone == MOMENT_DAY && event->end.zone == MOMENT_DAY;
	if (days && event->start.date == event->end.date)
		find(scan, RULE_EMPTY_DAY, begin, NULL);
	else if (point_of(&event->end) < point_of(&event->start))
		find(scan, RULE_END_BEFORE_START, begin, NULL);
}

static void check_uid(struct scan *scan, const struct content_line *begin)
{
	const struct diagnosis *diagnosis = scan->diagnosis;
	const char *uid = scan->event.uid;
	if (text_is_blank(uid)) {
		find(scan, RULE_NO_UID, begin, NULL);
		return;
	}
	for (size_t i = 0; !scan->state.is_override && i < diagnosis->event_count; i++) {
		if (diagnosis->events[i].uid && !strcmp(diagnosis->events[i].uid, uid)) {
			find(scan, RULE_SAME_UID, begin, NULL);
			return;
		}
	}
}

static void check_method(struct scan *scan, const struct content_line *begin)
{
	const char *method = scan->diagnosis->method;
	const struct event_state *state = &scan->state;
	if (!method)
		return;
	bool is_publish = !strcmp(method, "PUBLISH");
	bool is_request = !strcmp(method, "REQUEST");
	bool is_cancel = !strcmp(method, "CANCEL"); /* may be for everybody, without ATTENDEE */
	if ((is_publish || is_request || is_cancel) && !state->has_organizer)
		find(scan, RULE_NO_ORGANIZER, begin, method);
	if (is_publish && state->has_attendee)
		ailment_add(scan->diagnosis, RULE_PUBLISHED_ATTENDEE, state->attendee_line, NULL);
	if (is_request && !state->has_attendee)
		find(scan, RULE_REQUEST_OF_NOBODY, begin, method);
}

static void end_event(struct scan *scan, const struct content_line *begin)
{
	struct diagnosis *diagnosis = scan->diagnosis;
	check_uid(scan, begin);
	if (!scan->state.has_dtstamp)
		find(scan, RULE_NO_DTSTAMP, begin, NULL);
	if (!scan->event.has_start && !diagnosis->method)
		find(scan, RULE_NO_START, begin, NULL);
	check_span(scan, begin);
	check_method(scan, begin);
	scan->in_event = false;
	if (diagnosis->event_count == EVENTS_MAX) {
		event_finish(&scan->event);
		return;
	}
	diagnosis->events = xreallocarray(
		diagnosis->events, diagnosis->event_count + 1, sizeof(*diagnosis->events));
	diagnosis->events[diagnosis->event_count++] = scan->event;
	scan->event = (struct told_event){0};
}

/* ---- components ---- */

static const struct content_line *innermost(const struct scan *scan)
{
	return scan->depth && scan->depth <= DEPTH_MAX ? scan->open[scan->depth - 1] : NULL;
}

static void begin_component(struct scan *scan, const struct content_line *line)
{
	if (scan->depth < DEPTH_MAX)
		scan->open[scan->depth] = line;
	scan->depth++;
	if (content_line_is(line, "BEGIN", "VCALENDAR")) {
		if (++scan->calendars == 2)
			find(scan, RULE_SEVERAL_CALENDARS, line, NULL);
	} else if (content_line_is(line, "BEGIN", "VEVENT") && !scan->in_event) {
		event_finish(&scan->event);
		scan->event.line = line->number;
		scan->state = (struct event_state){0};
		scan->in_event = true;
		scan->event_depth = scan->depth;
	} else if (content_line_is(line, "BEGIN", "VALARM")) {
		scan->has_trigger = false;
	}
	scan->parts += scan->depth == 2;
}

static void end_component(struct scan *scan, const struct content_line *line)
{
	const struct content_line *begin = innermost(scan);
	if (begin && content_line_is(begin, "BEGIN", "VALARM") && !scan->has_trigger)
		find(scan, RULE_ALARM_TRIGGER, begin, NULL);
	if (begin && scan->in_event && scan->depth == scan->event_depth)
		end_event(scan, begin);
	(void)line;
	scan->depth -= scan->depth > 0;
}

static void take_calendar_property(struct scan *scan, const struct content_line *line)
{
	if (is_named(line, "METHOD") && scan->parts)
		find(scan, RULE_LATE_METHOD, line, NULL);
	if (is_named(line, "PRODID") && !scan->diagnosis->product)
		scan->diagnosis->product = content_text(line->value);
	if (is_named(line, "X-WR-CALNAME") && !scan->name_line)
		scan->name_line = line->number;
}

static void scan_line(struct scan *scan, const struct content_line *line)
{
	check_faults(scan, line);
	if (!line->name)
		return;
	zone_check_line(&scan->zones, scan->diagnosis, line);
	if (is_named(line, "BEGIN"))
		begin_component(scan, line);
	else if (is_named(line, "END"))
		end_component(scan, line);
	else if (scan->in_event && scan->depth == scan->event_depth)
		take_event_property(scan, line);
	else if (scan->depth == 1)
		take_calendar_property(scan, line);
	else if (is_named(line, "TRIGGER"))
		scan->has_trigger = true;
}

/* ---- the file ---- */

/* Needed before the events are judged: it may stand after them. */
static void find_method(struct diagnosis *diagnosis, const struct content_lines *lines)
{
	for (size_t i = 0; i < lines->count; i++) {
		const struct content_line *line = &lines->items[i];
		diagnosis->is_calendar |= content_line_is(line, "BEGIN", "VCALENDAR") ||
					  content_line_is(line, "BEGIN", "VEVENT");
		if (!line->name || !is_named(line, "METHOD") || diagnosis->method)
			continue;
		diagnosis->method = xstrdup(line->value);
		text_trim(diagnosis->method);
		for (char *at = diagnosis->method; *at; at++)
			*at = (char)toupper((unsigned char)*at);
	}
}

static void check_whole(struct scan *scan, const struct content_lines *lines)
{
	struct diagnosis *diagnosis = scan->diagnosis;
	const struct content_line *begin = innermost(scan);
	if (scan->in_event && scan->depth)
		end_event(scan, begin);
	if (scan->depth)
		ailment_add(diagnosis, RULE_TRUNCATED,
			lines->count ? lines->items[lines->count - 1].number : 0,
			begin ? begin->value : "");
	if (!diagnosis->event_count)
		find(scan, RULE_NO_EVENT, NULL, NULL);
	if (diagnosis->event_count > 1)
		ailment_add(diagnosis, RULE_SEVERAL_EVENTS, diagnosis->events[1].line, NULL);
	if (diagnosis->event_count == 1 && scan->name_line)
		ailment_add(diagnosis, RULE_CALENDAR_NAME, scan->name_line, NULL);
	zone_check_end(&scan->zones, diagnosis);
}

void calendar_diagnose(struct diagnosis *diagnosis, const char *bytes, size_t length)
{
	struct content_lines lines;
	struct scan scan = {.diagnosis = diagnosis};
	*diagnosis = (struct diagnosis){.is_cut = length > CALENDAR_FILE_LIMIT};
	content_lines_read(&lines, bytes, length);
	find_method(diagnosis, &lines);
	if (lines.has_bom)
		ailment_add(diagnosis, RULE_BOM, 1, NULL);
	for (size_t i = 0; diagnosis->is_calendar && i < lines.count; i++)
		scan_line(&scan, &lines.items[i]);
	if (diagnosis->is_calendar)
		check_whole(&scan, &lines);
	event_finish(&scan.event);
	zone_check_finish(&scan.zones);
	ailments_sort(diagnosis);
	content_lines_finish(&lines);
}

void diagnosis_finish(struct diagnosis *diagnosis)
{
	for (size_t i = 0; i < diagnosis->ailment_count; i++) {
		free(diagnosis->ailments[i].about);
		free(diagnosis->ailments[i].text);
	}
	for (size_t i = 0; i < diagnosis->event_count; i++)
		event_finish(&diagnosis->events[i]);
	free(diagnosis->ailments);
	free(diagnosis->events);
	free(diagnosis->method);
	free(diagnosis->product);
	*diagnosis = (struct diagnosis){0};
}

/* ---- in words ---- */

/* The last day of an all-day event is the one before its end. */
static int64_t last_day(const struct told_event *event)
{
	if (!event->has_end)
		return event->start.date;
	bool whole = event->end.zone == MOMENT_DAY && event->end.date > event->start.date;
	return event->end.date - whole;
}

char *told_event_when(const struct told_event *event)
{
	if (!event->has_start)
		return NULL;
	int64_t last = last_day(event);
	char *day = date_format(event->start.date, DATE_MEDIUM);
	char *end = last > event->start.date ? date_format(last, DATE_MEDIUM) : NULL;
	int64_t from = event->start.minutes.known ? event->start.minutes.value : -1;
	int64_t to = event->has_end && event->end.minutes.known ? event->end.minutes.value : -1;
	char *text;
	if (end) {
		char *first = time_format_range(from, -1), *second = time_format_range(to, -1);
		text = xasprintf("%s%s%s – %s%s%s", day, *first ? " " : "", first, end,
			*second ? " " : "", second);
		free(first);
		free(second);
	} else {
		char *hours = time_format_range(from, to);
		text = xasprintf("%s%s%s", day, *hours ? " " : "", hours);
		free(hours);
	}
	free(end);
	free(day);
	return text;
}
