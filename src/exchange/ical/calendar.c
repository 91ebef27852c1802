/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The envelope around the events. Programs name the standards they follow, but each reads its own
 * dialect: the order of the properties, the zone with two rules and no history, and what is left
 * out (METHOD, ORGANIZER, X-WR-CALNAME in a file of one meeting) are what all of them take.
 */
#include "exchange/ical/calendar.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/date.h"
#include "base/i18n.h"
#include "base/text.h"
#include "exchange/ical/describe.h"
#include "exchange/ical/fold.h"
#include "exchange/ical/link.h"
#include "exchange/ical/span.h"
#include "exchange/ical/vevent.h"
#include "exchange/ical/words.h"

#define LINE_END "\r\n"
#define FIRST_LINE "BEGIN:VCALENDAR"
/* Without a version number: the bytes must not change because the program was upgraded. */
#define PRODUCT_LINE "PRODID:-//Traffpunkt//traffpunkt//SV"
#define MAILBOX_COLUMNS 60

/* Equal to the zone files from the end of October 1996 on. */
static const char zone_block[] = "BEGIN:VTIMEZONE" LINE_END "TZID:Europe/Stockholm" LINE_END
				 "BEGIN:DAYLIGHT" LINE_END "TZNAME:CEST" LINE_END
				 "TZOFFSETFROM:+0100" LINE_END "TZOFFSETTO:+0200" LINE_END
				 "DTSTART:19810329T020000" LINE_END
				 "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU" LINE_END
				 "END:DAYLIGHT" LINE_END "BEGIN:STANDARD" LINE_END
				 "TZNAME:CET" LINE_END "TZOFFSETFROM:+0200" LINE_END
				 "TZOFFSETTO:+0100" LINE_END "DTSTART:19961027T030000" LINE_END
				 "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU" LINE_END
				 "END:STANDARD" LINE_END "END:VTIMEZONE" LINE_END;

static void open_calendar(struct buffer *out)
{
	buffer_append(out, FIRST_LINE LINE_END "VERSION:2.0" LINE_END PRODUCT_LINE LINE_END
					       "CALSCALE:GREGORIAN" LINE_END);
}

/* Closes and empties it. */
static char *close_calendar(struct buffer *out)
{
	char *mended;

	buffer_append(out, "END:VCALENDAR" LINE_END);
	mended = fold_mend(out->data, out->length);
	buffer_finish(out);
	return mended;
}

static bool check_organizer(const struct calendar_organizer *organizer, struct error *error)
{
	char *shown;

	if (!organizer || text_is_blank(organizer->mailbox))
		return error_set(error, ERROR_USAGE,
			_("A calendar file with a method needs an organizer, and the settings name "
			  "no mailbox for one."));
	if (link_mailbox_is_plain(organizer->mailbox))
		return true;
	shown = text_fit(organizer->mailbox, MAILBOX_COLUMNS, NULL);
	error_set(error, ERROR_USAGE,
		_("The organizer mailbox in the settings is “%s”, which is not an address such as "
		  "network@example.se."),
		shown);
	free(shown);
	return false;
}

static bool check_attendee(const struct calendar_attendee *attendee, struct error *error)
{
	return !attendee || (attendee->mailbox && link_mailbox_is_plain(attendee->mailbox)) ||
	       error_set_field(error, ERROR_DATA, "address",
		       _("The address that the calendar file is for is not a plain one, such as "
			 "name@example.se."));
}

static bool refuse_state(const struct meeting *meeting, const char *format, struct error *error)
{
	char *name = describe_name(meeting);

	error_set_field(error, ERROR_REFUSED, "status", format, name);
	free(name);
	return false;
}

static bool check_method(const struct calendar_event *event, enum calendar_method method,
	const struct calendar_organizer *organizer, struct error *error)
{
	const struct meeting *meeting = event->meeting;
	bool cancelled = meeting->status.known && meeting->status.value == MEETING_CANCELLED;

	if (method == CALENDAR_NONE)
		return true;
	if (!check_organizer(organizer, error) || !check_attendee(event->attendee, error))
		return false;
	if (method == CALENDAR_REQUEST && !event->attendee)
		return error_set(
			error, ERROR_SOFTWARE, _("An invitation must say whom it is for."));
	if (method == CALENDAR_REQUEST && cancelled)
		return refuse_state(
			meeting, _("“%s” is cancelled, so nobody can be invited to it."), error);
	if (method == CALENDAR_CANCEL && !cancelled && !event->attendee)
		return refuse_state(meeting,
			_("“%s” is not cancelled, so there is no cancellation to write."), error);
	return true;
}

/* The name of a method in a file. */
static const char *method_name(enum calendar_method method)
{
	static const char *const names[] = {
		[CALENDAR_NONE] = "",
		[CALENDAR_PUBLISH] = "PUBLISH",
		[CALENDAR_CANCEL] = "CANCEL",
		[CALENDAR_REQUEST] = "REQUEST",
	};

	return names[method];
}

char *calendar_write_event(const struct calendar_event *event, enum calendar_method method,
	const struct calendar_organizer *organizer, struct error *error)
{
	struct buffer out = {0};
	struct span span;

	if (!span_find(event->meeting, &span, error) ||
		!check_method(event, method, organizer, error))
		return NULL;
	open_calendar(&out);
	if (method != CALENDAR_NONE)
		buffer_printf(&out, "METHOD:%s" LINE_END, method_name(method));
	if (!span.all_day)
		buffer_append(&out, zone_block);
	if (!vevent_write(&out, event, &span, method, method == CALENDAR_NONE ? NULL : organizer,
		    error)) {
		buffer_finish(&out);
		return NULL;
	}
	return close_calendar(&out);
}

/* An event that has its place in the feed. */
struct dated {
	const struct calendar_event *event;
	struct span span;
};

static int compare_dated(const void *left, const void *right)
{
	const struct dated *a = left;
	const struct dated *b = right;

	if (a->span.instant != b->span.instant)
		return a->span.instant < b->span.instant ? -1 : 1;
	return strcmp(a->event->meeting->uid ? a->event->meeting->uid : "",
		b->event->meeting->uid ? b->event->meeting->uid : "");
}

/* An address that is no plain web address is not told: it would be a property of its own. */
static void write_source(struct buffer *out, const char *source)
{
	char *uri = source ? link_to_uri(source) : NULL;

	if (uri)
		buffer_printf(out, "SOURCE;VALUE=URI:%s" LINE_END, uri);
	free(uri);
}

static void open_feed(struct buffer *out, const struct calendar_feed *feed)
{
	char *name = text_safe(feed->network->name, TEXT_MANY_LINES);
	char *about = xasprintf(WORDS_FEED_ABOUT, name);

	open_calendar(out);
	vevent_write_text(out, "X-WR-CALNAME", name);
	vevent_write_text(out, "NAME", name);
	vevent_write_text(out, "X-WR-CALDESC", about);
	buffer_append(out,
		"X-WR-TIMEZONE:Europe/Stockholm" LINE_END
		"REFRESH-INTERVAL;VALUE=DURATION:PT6H" LINE_END "X-PUBLISHED-TTL:PT6H" LINE_END);
	write_source(out, feed->source);
	/* Always: a calendar without any component is not valid. */
	buffer_append(out, zone_block);
	free(about);
	free(name);
}

static bool begins(const char *line, const char *name)
{
	return !strncmp(line, name, strlen(name));
}

/* The event as it was released, with its version and its stamps. These lines are never folded. */
static void copy_released(struct buffer *out, const struct calendar_event *event)
{
	const char *at = strstr(event->released, "BEGIN:VEVENT" LINE_END);
	char stamp[sizeof("20230926T132000Z")];
	time_t instant = (time_t)event->stamped_at;
	struct tm utc;

	gmtime_r(&instant, &utc);
	strftime(stamp, sizeof(stamp), "%Y%m%dT%H%M%SZ", &utc);
	while (at && *at && !begins(at, "END:VCALENDAR")) {
		const char *end = strstr(at, LINE_END);
		size_t length = end ? (size_t)(end - at) + strlen(LINE_END) : strlen(at);

		if (begins(at, "DTSTAMP:"))
			buffer_printf(out, "DTSTAMP:%s" LINE_END, stamp);
		else if (begins(at, "LAST-MODIFIED:"))
			buffer_printf(out, "LAST-MODIFIED:%s" LINE_END, stamp);
		else if (begins(at, "SEQUENCE:"))
			buffer_printf(out, "SEQUENCE:%lld" LINE_END, (long long)event->sequence);
		else
			buffer_append_bytes(out, at, length);
		at += length;
	}
}

char *calendar_write_feed(const struct calendar_feed *feed, struct error *error)
{
	struct dated *dated = xcalloc(feed->count, sizeof(*dated));
	size_t dated_count = 0;
	struct buffer out = {0};
	char *text = NULL;

	for (size_t i = 0; i < feed->count; i++) {
		const struct calendar_event *event = &feed->events[i];

		if (!event->meeting->date.known)
			continue;
		dated[dated_count].event = event;
		if (!span_find(event->meeting, &dated[dated_count++].span, error))
			goto out;
	}
	if (dated_count > 0)
		qsort(dated, dated_count, sizeof(*dated), compare_dated);
	open_feed(&out, feed);
	for (size_t i = 0; i < dated_count; i++) {
		struct calendar_event event = *dated[i].event;

		event.alarms = false;
		if (event.released)
			copy_released(&out, &event);
		else if (!vevent_write(&out, &event, &dated[i].span, CALENDAR_NONE, NULL, error))
			goto out;
	}
	text = close_calendar(&out);
out:
	buffer_finish(&out);
	free(dated);
	return text;
}

char *calendar_file_name(const struct meeting *meeting, enum calendar_method method)
{
	static const char *const suffix[] = {
		[CALENDAR_NONE] = "",
		[CALENDAR_PUBLISH] = "-publicerad",
		[CALENDAR_CANCEL] = "-installd",
		[CALENDAR_REQUEST] = "-inbjudan",
	};
	char day[11] = "utan-datum";

	if (meeting->date.known)
		date_to_iso(meeting->date.value, day);
	return xasprintf("traff-%s-%s%s.ics", day, words_kind_ascii(meeting), suffix[method]);
}

/* The text is unfolded; its lines are parted in place. With a uid the file has that event alone,
 * whatever the alarms in it are called. */
static bool lines_are_ours(char *text, const char *uid_line)
{
	bool product = false;
	bool in_alarm = false;
	size_t uid_count = 0;

	if (strncmp(text, FIRST_LINE LINE_END, strlen(FIRST_LINE LINE_END)) != 0)
		return false;
	while (*text) {
		char *end = strstr(text, LINE_END);

		if (!end)
			return false;
		*end = '\0';
		product = product || !strcmp(text, PRODUCT_LINE);
		in_alarm = in_alarm ? strcmp(text, "END:VALARM") != 0
				    : !strcmp(text, "BEGIN:VALARM");
		if (!in_alarm && !strncmp(text, "UID:", 4)) {
			uid_count++;
			if (uid_line && strcmp(text, uid_line) != 0)
				return false;
		}
		text = end + strlen(LINE_END);
	}
	return product && (!uid_line || uid_count == 1);
}

bool calendar_is_ours(const char *bytes, size_t length, const char *uid)
{
	char *uid_line = uid ? xasprintf("UID:%s", uid) : NULL;
	struct buffer text = {0};
	bool ours;

	fold_join(&text, bytes, length);
	/* What lies behind a NUL would not be looked at. */
	ours = strlen(text.data) == text.length && lines_are_ours(text.data, uid_line);
	buffer_finish(&text);
	free(uid_line);
	return ours;
}
