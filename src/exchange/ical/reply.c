/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/ical/reply.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "exchange/ical/contentline.h"
#include "exchange/ical/moment.h"

#define ANSWERS_MAX 200
#define SEQUENCE_DIGITS 9

struct reading {
	struct calendar_answers *answers;
	const char *method; /* of the file being read; borrowed */
	const char *sender;
	bool in_event;
	size_t depth; /* inside the event */
	struct calendar_answer event;
	bool is_sender; /* the attendee that was chosen is */
	size_t attendees;
};

static void answer_finish(struct calendar_answer *answer)
{
	free(answer->uid);
	free(answer->recurrence);
	free(answer->attendee);
	free(answer->partstat);
	free(answer->delegated_to);
	free(answer->organizer);
	free(answer->comment);
	*answer = (struct calendar_answer){0};
}

static char *upper(const char *text)
{
	char *copy = xstrdup(text);
	text_trim(copy);
	for (char *at = copy; *at; at++)
		*at = (char)toupper((unsigned char)*at);
	return copy;
}

/* ---- properties ---- */

static void take_sequence(struct calendar_answer *event, const char *value)
{
	size_t digits = strspn(value, "0123456789");
	if (digits && digits <= SEQUENCE_DIGITS && text_is_blank(value + digits))
		event->sequence = (struct number){.known = true, .value = atol(value)};
}

static void take_stamp(struct calendar_answer *event, const struct content_line *line)
{
	struct moment moment;
	if (moment_read(line, &moment) && moment.minutes.known)
		event->stamped_at = (struct number){.known = true, .value = moment.instant};
}

static void take_start(struct calendar_answer *event, const struct content_line *line)
{
	struct moment moment;
	if (!moment_read(line, &moment))
		return;
	event->proposed_date = (struct number){.known = true, .value = moment.date};
	event->proposed_start = moment.minutes;
}

static void take_end(struct calendar_answer *event, const struct content_line *line)
{
	struct moment moment;
	if (moment_read(line, &moment))
		event->proposed_end = moment.minutes;
}

/* Of several, the one that the mail came from; otherwise the first. */
static void take_attendee(struct reading *reading, const struct content_line *line)
{
	struct calendar_answer *event = &reading->event;
	char *address = content_address(line->value);
	const char *partstat = content_parameter(line, "PARTSTAT");
	bool is_sender = address && reading->sender && !strcmp(address, reading->sender);
	if (!address)
		return;
	reading->attendees++;
	if (event->attendee && (reading->is_sender || !is_sender)) {
		free(address);
		return;
	}
	reading->is_sender = is_sender;
	xreplace(&event->attendee, text_stored_within(address, FIELD_TEXT_LIMIT));
	xreplace(&event->partstat, partstat ? upper(partstat) : NULL);
	const char *delegated = content_parameter(line, "DELEGATED-TO");
	xreplace(&event->delegated_to, delegated ? content_address(delegated) : NULL);
	free(address);
}

static void take_comment(struct calendar_answer *event, const struct content_line *line)
{
	char *text = content_text(line->value);
	size_t length = strlen(text);
	while (length && isspace((unsigned char)text[length - 1]))
		text[--length] = '\0';
	if (length)
		xreplace(&event->comment, text_stored_within(text, FIELD_NOTE_LIMIT / 2));
	free(text);
}

static void take_property(struct reading *reading, const struct content_line *line)
{
	struct calendar_answer *event = &reading->event;
	if (!strcmp(line->name, "UID")) {
		char *uid = content_text(line->value);
		text_trim(uid);
		xreplace(&event->uid, text_stored_within(uid, FIELD_TEXT_LIMIT));
		free(uid);
	} else if (!strcmp(line->name, "RECURRENCE-ID")) {
		xreplace(&event->recurrence, text_stored_within(line->value, FIELD_TEXT_LIMIT));
	} else if (!strcmp(line->name, "SEQUENCE")) {
		take_sequence(event, line->value);
	} else if (!strcmp(line->name, "DTSTAMP")) {
		take_stamp(event, line);
	} else if (!strcmp(line->name, "ORGANIZER")) {
		xreplace(&event->organizer, content_address(line->value));
	} else if (!strcmp(line->name, "ATTENDEE")) {
		take_attendee(reading, line);
	} else if (!strcmp(line->name, "COMMENT")) {
		take_comment(event, line);
	} else if (!strcmp(line->name, "DTSTART")) {
		take_start(event, line);
	} else if (!strcmp(line->name, "DTEND")) {
		take_end(event, line);
	}
}

/* ---- components ---- */

static void begin_event(struct reading *reading)
{
	answer_finish(&reading->event);
	reading->in_event = true;
	reading->is_sender = false;
	reading->attendees = 0;
	reading->depth = 0;
}

static void end_event(struct reading *reading)
{
	struct calendar_answers *answers = reading->answers;
	struct calendar_answer *event = &reading->event;
	reading->in_event = false;
	if (!event->uid || !*event->uid || !event->attendee || answers->count == ANSWERS_MAX) {
		answer_finish(event);
		return;
	}
	event->kind = !strcmp(reading->method, "COUNTER") ? ANSWER_COUNTER : ANSWER_REPLY;
	event->several = reading->attendees > 1 && !reading->is_sender;
	if (event->kind == ANSWER_REPLY)
		event->proposed_date = event->proposed_start = event->proposed_end =
			(struct number){0};
	answers->items = xreallocarray(answers->items, answers->count + 1, sizeof(*answers->items));
	answers->items[answers->count++] = *event;
	*event = (struct calendar_answer){0};
}

static void read_line(struct reading *reading, const struct content_line *line)
{
	if (!line->name)
		return;
	if (!reading->in_event) {
		if (content_line_is(line, "BEGIN", "VEVENT"))
			begin_event(reading);
	} else if (!reading->depth && content_line_is(line, "END", "VEVENT")) {
		end_event(reading);
	} else if (content_line_is(line, "BEGIN", NULL)) {
		reading->depth++;
	} else if (content_line_is(line, "END", NULL)) {
		reading->depth -= reading->depth > 0;
	} else if (!reading->depth) {
		take_property(reading, line);
	}
}

/* ---- the file ---- */

static bool is_calendar(const struct content_lines *lines)
{
	for (size_t i = 0; i < lines->count; i++) {
		if (content_line_is(&lines->items[i], "BEGIN", "VCALENDAR"))
			return true;
	}
	return false;
}

/* Wherever it stands: some write it after the events. Owned by the caller; NULL: nowhere. */
static char *method_of(const struct content_lines *lines, const char *otherwise)
{
	for (size_t i = 0; i < lines->count; i++) {
		const struct content_line *line = &lines->items[i];
		if (line->name && !strcmp(line->name, "METHOD"))
			return upper(line->value);
	}
	return otherwise ? upper(otherwise) : NULL;
}

static bool refuse_method(const char *method, struct error *error)
{
	if (!method)
		return error_set(error, ERROR_DATA,
			_("It is a calendar file without a METHOD, so no answer to anything."));
	int used;
	char *safe = text_fit(method, 20, &used);
	error_set(error, ERROR_DATA, _("It is a calendar file of another kind (%s), no answer."),
		safe);
	free(safe);
	return false;
}

bool calendar_answers_read(struct calendar_answers *answers, const char *bytes, size_t length,
	const char *method, const char *sender, struct error *error)
{
	struct content_lines lines;
	*answers = (struct calendar_answers){0};
	if (length > CALENDAR_FILE_LIMIT)
		return error_set(error, ERROR_DATA, _("It is too large for an answer: over 1 MB."));
	content_lines_read(&lines, bytes, length);
	struct reading reading = {.answers = answers, .sender = sender};
	char *found = method_of(&lines, method);
	bool ok = true;
	if (!is_calendar(&lines))
		ok = error_set(error, ERROR_DATA, _("It is no calendar file."));
	else if (!found || (strcmp(found, "REPLY") != 0 && strcmp(found, "COUNTER") != 0))
		ok = refuse_method(found, error);
	reading.method = found;
	for (size_t i = 0; ok && i < lines.count; i++)
		read_line(&reading, &lines.items[i]);
	answer_finish(&reading.event);
	if (ok && !answers->count)
		ok = error_set(error, ERROR_DATA,
			_("It names no meeting (UID) and nobody who answers (ATTENDEE)."));
	free(found);
	content_lines_finish(&lines);
	if (!ok)
		calendar_answers_finish(answers);
	return ok;
}

void calendar_answers_finish(struct calendar_answers *answers)
{
	for (size_t i = 0; i < answers->count; i++)
		answer_finish(&answers->items[i]);
	free(answers->items);
	*answers = (struct calendar_answers){0};
}
