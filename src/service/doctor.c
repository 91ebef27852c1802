/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/doctor.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/dateformat.h"
#include "base/i18n.h"
#include "base/text.h"
#include "exchange/ical/changes.h"
#include "service/calendar.h"
#include "store/release.h"

/* ---- which version ---- */

static bool find_version(struct service *service, struct doctor_event *event, struct error *error)
{
	struct release *releases;
	size_t count;
	if (!store_release_list(service->store, event->meeting, &releases, &count, error))
		return false;
	event->version = DOCTOR_UNSENT;
	for (size_t i = 0; i < count; i++) {
		if (!event->newest.known || releases[i].sequence > event->newest.value)
			event->newest = (struct number){
				.known = true, .value = releases[i].sequence};
		if (releases[i].sequence == event->sequence.value)
			event->released_at = (struct number){
				.known = true, .value = releases[i].released_at};
	}
	if (event->released_at.known)
		event->version = event->sequence.value < event->newest.value ? DOCTOR_OLD
									     : DOCTOR_CURRENT;
	free(releases);
	return true;
}

/* ---- what has changed ---- */

/* The same for the eye is the same: line ends and spaces at the edges do not count. */
static char *plain(const char *text)
{
	char *safe = text_safe(text, TEXT_MANY_LINES);
	struct buffer out = {0};
	for (const char *at = safe; *at; at++)
		buffer_append_char(&out, *at == '\n' ? ' ' : *at);
	free(safe);
	char *result = buffer_take(&out);
	text_trim(result);
	return result;
}

static void compare(struct doctor_event *event, const char *field, const char *label,
	const char *then, const char *now)
{
	char *before = plain(then), *after = plain(now);
	if (strcmp(before, after) != 0) {
		event->changes = xreallocarray(
			event->changes, event->change_count + 1, sizeof(*event->changes));
		event->changes[event->change_count++] = (struct doctor_change){.field = field,
			.label = label,
			.then = *before ? before : NULL,
			.now = *after ? after : NULL};
		before = *before ? NULL : before;
		after = *after ? NULL : after;
	}
	free(before);
	free(after);
}

static char *moment_text(bool known, const struct moment *moment)
{
	if (!known)
		return xstrdup("");
	char *day = date_format(moment->date, DATE_MEDIUM);
	char *hour = time_format_range(moment->minutes.known ? moment->minutes.value : -1, -1);
	char *text = xasprintf("%s%s%s", day, *hour ? " " : "", hour);
	free(hour);
	free(day);
	return text;
}

static void compare_moments(
	struct doctor_event *event, const struct told_event *then, const struct told_event *now)
{
	char *from = moment_text(then->has_start, &then->start);
	char *to = moment_text(now->has_start, &now->start);
	compare(event, "start", N_("Start"), from, to);
	free(from);
	free(to);
	from = moment_text(then->has_end, &then->end);
	to = moment_text(now->has_end, &now->end);
	compare(event, "end", N_("End"), from, to);
	free(from);
	free(to);
}

static void compare_events(struct doctor_event *event, const struct told_event *then,
	const struct told_event *now, bool brief)
{
	compare(event, "summary", N_("Title"), then->summary, now->summary);
	compare_moments(event, then, now);
	compare(event, "location", N_("Place"), then->location, now->location);
	compare(event, "status", N_("Status"), then->status, now->status);
	if (!brief)
		compare(event, "description", N_("Description"), then->description,
			now->description);
}

/* Beside the file that would be written today. */
static void compare_with_today(struct service *service, const struct told_event *told, bool brief,
	struct doctor_event *event)
{
	const struct calendar_copy_order order = {.meeting = event->meeting};
	struct calendar_copy copy;
	struct diagnosis today;
	struct error error = {0};
	if (!service_calendar_copy(service, &order, &copy, &error)) {
		event->no_comparison = xstrdup(error.message);
		error_finish(&error);
		return;
	}
	event->is_stale = event->newest.known && copy.is_new;
	calendar_diagnose(&today, copy.text, strlen(copy.text));
	if (today.event_count)
		compare_events(event, told, &today.events[0], brief);
	diagnosis_finish(&today);
	calendar_copy_finish(&copy);
}

/* ---- whose it is ---- */

static bool find_meeting(
	struct service *service, const char *uid, struct doctor_event *event, struct error *error)
{
	struct meeting meeting = {0};
	int64_t id = 0;
	if (text_is_blank(uid))
		return true;
	if (!store_find(service->store, &meeting_entity, "uid", uid, &id, error))
		return false;
	bool ok = !id || store_get(service->store, &meeting_entity, id, &meeting, error);
	if (ok && id && meeting.network.value == service->network) {
		char *name = meeting_name(&meeting), *when = meeting_when(&meeting);
		event->meeting = id;
		event->title = xasprintf("%s, %s", name, when);
		free(when);
		free(name);
	}
	record_finish(&meeting_entity, &meeting);
	return ok;
}

/* An answer tells of the meeting only what its program saw fit. */
static bool is_answer(const char *method)
{
	return method && (!strcmp(method, "REPLY") || !strcmp(method, "COUNTER"));
}

/* It says which event, and nothing of what would have been done there. */
static bool is_cancellation(const char *method)
{
	return method && !strcmp(method, "CANCEL");
}

static bool examine(struct service *service, const char *method, const struct told_event *told,
	struct doctor_event *event, struct error *error)
{
	event->sequence = told->sequence;
	event->sequence.known = true;
	if (!find_meeting(service, told->uid, event, error))
		return false;
	if (!event->meeting)
		return true;
	if (!find_version(service, event, error))
		return false;
	if (!is_answer(method))
		compare_with_today(service, told, is_cancellation(method), event);
	return true;
}

static bool is_utf16(const char *bytes, size_t length)
{
	return length > 1 && (!memcmp(bytes, "\xff\xfe", 2) || !memcmp(bytes, "\xfe\xff", 2));
}

/* Two that are sent instead of a calendar file get a sentence of their own. */
static bool refuse(const char *bytes, size_t length, struct error *error)
{
	static const char mark[] = "\nMIME-Version:";
	if (is_utf16(bytes, length))
		return error_set(error, ERROR_DATA,
			_("It is saved as UTF-16, which calendars do not read: save it as UTF-8."));
	if (length && memmem(bytes, length, mark, sizeof(mark) - 1))
		return error_set(error, ERROR_DATA,
			_("It is a whole mail: save the calendar file that comes with it, and "
			  "take that."));
	return error_set(error, ERROR_DATA, _("It is no calendar file."));
}

bool service_doctor(struct service *service, const char *bytes, size_t length,
	struct doctor_report *report, struct error *error)
{
	*report = (struct doctor_report){0};
	calendar_diagnose(&report->diagnosis, bytes, length);
	if (!report->diagnosis.is_calendar || is_utf16(bytes, length)) {
		doctor_report_finish(report);
		return refuse(bytes, length, error);
	}
	size_t count = report->diagnosis.event_count;
	report->events = xcalloc(count + 1, sizeof(*report->events));
	bool ok = true;
	for (size_t i = 0; service && ok && i < count; i++)
		ok = examine(service, report->diagnosis.method, &report->diagnosis.events[i],
			&report->events[i], error);
	if (!ok)
		doctor_report_finish(report);
	return ok;
}

static void event_finish(struct doctor_event *event)
{
	for (size_t i = 0; i < event->change_count; i++) {
		free(event->changes[i].then);
		free(event->changes[i].now);
	}
	free(event->changes);
	free(event->title);
	free(event->no_comparison);
}

void doctor_report_finish(struct doctor_report *report)
{
	for (size_t i = 0; report->events && i < report->diagnosis.event_count; i++)
		event_finish(&report->events[i]);
	free(report->events);
	diagnosis_finish(&report->diagnosis);
	*report = (struct doctor_report){0};
}

/* ---- in words ---- */

static char *sent_text(const struct doctor_event *event)
{
	char *when = instant_format(event->released_at.value);
	char *text = event->version == DOCTOR_CURRENT
			     ? xasprintf(_("version %lld, the newest, sent out %s"),
				       (long long)event->sequence.value, when)
			     : xasprintf(_("version %lld, sent out %s; the newest is %lld"),
				       (long long)event->sequence.value, when,
				       (long long)event->newest.value);
	free(when);
	return text;
}

char *doctor_version_text(const struct doctor_event *event)
{
	if (event->version == DOCTOR_STRANGER)
		return xstrdup(_("no meeting of this network"));
	if (event->version != DOCTOR_UNSENT)
		return sent_text(event);
	if (!event->newest.known)
		return xasprintf(_("version %lld, but none has been sent out from here"),
			(long long)event->sequence.value);
	return xasprintf(_("version %lld, which has not been sent out from here; the newest is "
			   "%lld"),
		(long long)event->sequence.value, (long long)event->newest.value);
}

char *doctor_method_text(const char *method)
{
	static const struct {
		const char *method, *words;
	} names[] = {
		{"PUBLISH", N_("for everybody to read, nobody answers it")},
		{"REQUEST", N_("an invitation, or a change of one")},
		{"CANCEL", N_("takes the event out of the calendar")},
		{"REPLY", N_("an answer to an invitation")},
		{"COUNTER", N_("proposes another time")},
	};
	for (size_t i = 0; method && i < sizeof(names) / sizeof(*names); i++) {
		if (!strcmp(method, names[i].method))
			return xasprintf("%s (%s)", method, _(names[i].words));
	}
	return method ? xstrdup(method) : NULL;
}

const char *doctor_change_words(const struct doctor_change *change, const char *value)
{
	if (!value)
		return "–";
	return strcmp(change->field, "status") != 0 ? value : calendar_status_words(value);
}

char *doctor_ailment_text(const struct ailment *ailment)
{
	const char *weight = ailment_weight_label(ailment->weight);
	if (!ailment->line)
		return xasprintf(_("The file, %s: %s"), weight, ailment->text);
	if (ailment->count == 1)
		return xasprintf(_("Line %zu, %s: %s"), ailment->line, weight, ailment->text);
	return xasprintf(_("Line %zu and %zu more, %s: %s"), ailment->line, ailment->count - 1,
		weight, ailment->text);
}
