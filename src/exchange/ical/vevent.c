/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The properties stand in the order that the least patient readers expect. Only here and in the
 * tests is libical called.
 */
#include "exchange/ical/vevent.h"

#include <libical/ical.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/digest.h"
#include "base/i18n.h"
#include "base/text.h"
#include "exchange/ical/describe.h"
#include "exchange/ical/link.h"
#include "exchange/ical/words.h"

#define ZONE "Europe/Stockholm"

/* What the properties are made of. */
struct draft {
	icalcomponent *component;
	const struct calendar_event *event;
	const struct span *span;
	char *link; /* a URI; NULL when the meeting has none that counts */
	bool cancelled;
	bool tentative;
	enum calendar_method method;
};

static void add(const struct draft *draft, icalproperty *property)
{
	icalcomponent_add_property(draft->component, property);
}

static void add_extension(const struct draft *draft, const char *name, const char *value)
{
	icalproperty *property = icalproperty_new_x(value);

	icalproperty_set_x_name(property, name);
	add(draft, property);
}

/* Takes the text over; NULL and "" are left out, as some readers choke on an empty property. */
static void add_text(const struct draft *draft, icalproperty *(*create)(const char *), char *text)
{
	if (text && *text)
		add(draft, create(text));
	free(text);
}

static struct icaltimetype utc_time(int64_t instant)
{
	return icaltime_from_timet_with_zone((time_t)instant, 0, icaltimezone_get_utc_timezone());
}

static struct icaltimetype local_time(const struct span *span, struct span_point point)
{
	struct icaltimetype time = icaltime_null_time();
	struct civil civil = date_to_civil(point.date);

	time.year = civil.year;
	time.month = civil.month;
	time.day = civil.day;
	time.hour = (int)(point.minutes / 60);
	time.minute = (int)(point.minutes % 60);
	time.is_date = span->all_day;
	return time;
}

/* libical names its own zones with a prefix that nobody else knows, and leaves the name out of
 * DTEND: so the time is a floating one and the zone a parameter of ours. */
static void add_time(const struct draft *draft, icalproperty *(*create)(struct icaltimetype),
	struct span_point point)
{
	icalproperty *property = create(local_time(draft->span, point));

	if (!draft->span->all_day)
		icalproperty_add_parameter(property, icalparameter_new_tzid(ZONE));
	add(draft, property);
}

/* To one person, and not a file for whoever takes it. */
static bool is_message(const struct draft *draft)
{
	return draft->event->attendee && draft->method != CALENDAR_NONE &&
	       draft->method != CALENDAR_PUBLISH;
}

static void add_version(const struct draft *draft)
{
	const struct calendar_event *event = draft->event;
	int64_t sequence = event->sequence > INT_MAX ? INT_MAX : event->sequence;

	add(draft, icalproperty_new_uid(event->meeting->uid));
	/* Of a file it is the version's moment, of a message its own (RFC 5545 section 3.8.7.2). */
	add(draft, icalproperty_new_dtstamp(
			   utc_time(is_message(draft) ? event->sent_at : event->stamped_at)));
	if (event->meeting->created_at.known)
		add(draft, icalproperty_new_created(utc_time(event->meeting->created_at.value)));
	add(draft, icalproperty_new_lastmodified(utc_time(event->stamped_at)));
	add(draft, icalproperty_new_sequence(sequence < 0 ? 0 : (int)sequence));
}

/* Takes the property over. */
static void add_person(const struct draft *draft, icalproperty *property, const char *called)
{
	char *name = describe_line(called);
	char *to = name;

	/* Readers show the escapes of RFC 6868 as they stand, so nothing is left to escape. */
	for (const char *from = name; *from; from++)
		if (*from != '"' && *from != '^')
			*to++ = *from;
	*to = '\0';
	text_trim(name);
	if (*name)
		icalproperty_add_parameter(property, icalparameter_new_cn(name));
	add(draft, property);
	free(name);
}

static void add_organizer(const struct draft *draft, const struct calendar_organizer *organizer)
{
	char *address = xasprintf("mailto:%s", organizer->mailbox);

	add_person(draft, icalproperty_new_organizer(address), organizer->name);
	free(address);
}

/* The one whom the message is for, and nobody else: who else takes part is no part of it. */
static void add_attendee(const struct draft *draft)
{
	const struct calendar_attendee *attendee = draft->event->attendee;
	char *address = xasprintf("mailto:%s", attendee->mailbox);
	icalproperty *property = icalproperty_new_attendee(address);

	icalproperty_add_parameter(property, icalparameter_new_cutype(ICAL_CUTYPE_INDIVIDUAL));
	icalproperty_add_parameter(property, icalparameter_new_role(ICAL_ROLE_REQPARTICIPANT));
	if (draft->method == CALENDAR_REQUEST) {
		icalproperty_add_parameter(
			property, icalparameter_new_partstat(ICAL_PARTSTAT_NEEDSACTION));
		icalproperty_add_parameter(property, icalparameter_new_rsvp(ICAL_RSVP_TRUE));
	}
	add_person(draft, property,
		text_is_blank(attendee->name) ? attendee->mailbox : attendee->name);
	free(address);
}

static void add_people(const struct draft *draft, const struct calendar_organizer *organizer)
{
	if (organizer)
		add_organizer(draft, organizer);
	if (is_message(draft))
		add_attendee(draft);
}

static void add_when(const struct draft *draft)
{
	add_time(draft, icalproperty_new_dtstart, draft->span->start);
	add_time(draft, icalproperty_new_dtend, draft->span->end);
}

static void add_summary(const struct draft *draft)
{
	add_text(draft, icalproperty_new_summary, describe_summary(draft->event, draft->span));
}

static void add_location(const struct draft *draft)
{
	add_text(draft, icalproperty_new_location,
		describe_location(draft->event->meeting, draft->link));
}

static void add_link(const struct draft *draft)
{
	icalproperty *conference;

	if (!draft->link)
		return;
	add(draft, icalproperty_new_url(draft->link));
	conference = icalproperty_new_conference(draft->link);
	icalproperty_add_parameter(conference, icalparameter_new_value(ICAL_VALUE_URI));
	icalproperty_add_parameter(conference, icalparameter_new_feature(ICAL_FEATURE_VIDEO));
	icalproperty_add_parameter(conference, icalparameter_new_label(WORDS_CONFERENCE_LABEL));
	add(draft, conference);
}

static void add_status(const struct draft *draft)
{
	add(draft, icalproperty_new_status(draft->cancelled   ? ICAL_STATUS_CANCELLED
					   : draft->tentative ? ICAL_STATUS_TENTATIVE
							      : ICAL_STATUS_CONFIRMED));
}

/* Outlook reads neither STATUS nor TRANSP when it colours the day. */
static void add_busyness(const struct draft *draft)
{
	bool transparent = draft->cancelled || draft->span->all_day;

	add(draft, icalproperty_new_transp(
			   transparent ? ICAL_TRANSP_TRANSPARENT : ICAL_TRANSP_OPAQUE));
	add(draft, icalproperty_new_class(ICAL_CLASS_PUBLIC));
	add_extension(draft, "X-MICROSOFT-CDO-BUSYSTATUS",
		draft->cancelled   ? "FREE"
		: draft->tentative ? "TENTATIVE"
				   : "BUSY");
	if (draft->span->all_day)
		add_extension(draft, "X-MICROSOFT-CDO-ALLDAYEVENT", "TRUE");
}

/*
 * The id of the reminder (RFC 9074), from that of the event: the same file must be the same bytes.
 * A UUID of version 8 (RFC 9562), whose bits are free.
 */
static void alarm_uid(const char *uid, char out[37])
{
	char digest[DIGEST_HEX_SIZE];
	char *seed = xasprintf("alarm %s", uid);

	digest_sha256(seed, strlen(seed), digest);
	snprintf(out, 37, "%.8s-%.4s-8%.3s-8%.3s-%.12s", digest, digest + 8, digest + 12,
		digest + 15, digest + 18);
	free(seed);
}

/*
 * Those who travel are told a day before, the others in time to open the link. A day without a time
 * and what is cancelled remind nobody. Apple drops an event with a reminder that lacks any of
 * these.
 */
static void add_alarm(const struct draft *draft)
{
	struct icaltriggertype trigger = {.time = icaltime_null_time()};
	const struct meeting *meeting = draft->event->meeting;
	char uid[37];
	icalcomponent *alarm;

	if (!draft->event->alarms || draft->span->all_day || draft->cancelled)
		return;
	trigger.duration = icaldurationtype_from_string(
		meeting_needs_place(meeting) ? "-P1D" : "-PT15M");
	alarm = icalcomponent_new_valarm();
	alarm_uid(meeting->uid, uid);
	icalcomponent_add_property(alarm, icalproperty_new_uid(uid));
	icalcomponent_add_property(alarm, icalproperty_new_action(ICAL_ACTION_DISPLAY));
	icalcomponent_add_property(alarm, icalproperty_new_trigger(trigger));
	icalcomponent_add_property(alarm, icalproperty_new_description(WORDS_CATEGORY));
	icalcomponent_add_component(draft->component, alarm);
}

static void add_everything(const struct draft *draft, const struct calendar_organizer *organizer)
{
	add_version(draft);
	add_people(draft, organizer);
	add_when(draft);
	add_summary(draft);
	add_text(draft, icalproperty_new_description,
		describe_event(draft->event, draft->span, draft->link));
	add_location(draft);
	add_link(draft);
	add_text(draft, icalproperty_new_contact, describe_line(draft->event->contact));
	/* One each: libical does not escape the comma between two. */
	add(draft, icalproperty_new_categories(WORDS_CATEGORY));
	add(draft, icalproperty_new_categories(words_kind(draft->event->meeting)));
	add_status(draft);
	add_busyness(draft);
	add_alarm(draft);
}

/*
 * A cancellation says which event and little more. ATTENDEE names who is taken off the list (RFC
 * 5546 section 3.2.5, "0+"): in a message that is its recipient; a file that was published to
 * everybody has none, as in the RFC's own example of section 4.1.3. Without STATUS the meeting
 * takes place, and only they are no longer invited.
 */
static void add_cancellation(const struct draft *draft, const struct calendar_organizer *organizer)
{
	add_version(draft);
	add_people(draft, organizer);
	add_when(draft);
	add_summary(draft);
	add_location(draft);
	if (draft->cancelled)
		add_status(draft);
}

/* Printable ASCII that needs no escaping: an id that every program gives back as it got it. */
static bool uid_is_plain(const char *uid)
{
	if (!uid || !*uid)
		return false;
	for (; *uid; uid++)
		if (*uid <= ' ' || *uid > '~' || strchr("\\;,", *uid))
			return false;
	return true;
}

static bool refuse(
	const struct meeting *meeting, const char *field, const char *format, struct error *error)
{
	char *name = describe_name(meeting);

	error_set_field(error, ERROR_DATA, field, format, name);
	free(name);
	return false;
}

/* Fills draft->link. */
static bool check_values(struct draft *draft, struct error *error)
{
	const struct meeting *meeting = draft->event->meeting;

	if (!uid_is_plain(meeting->uid))
		return refuse(meeting, "uid",
			_("“%s” has no usable UID, so there is no calendar file."), error);
	if (!meeting_needs_link(meeting) || text_is_blank(meeting->link))
		return true;
	draft->link = link_to_uri(meeting->link);
	if (!draft->link)
		return refuse(meeting, "link",
			_("The link of “%s” cannot stand in a calendar file: it must start with "
			  "https:// and hold no spaces."),
			error);
	return true;
}

bool vevent_write(struct buffer *out, const struct calendar_event *event, const struct span *span,
	enum calendar_method method, const struct calendar_organizer *organizer,
	struct error *error)
{
	struct number status = event->meeting->status;
	bool settled = status.known &&
		       (status.value == MEETING_CONFIRMED || status.value == MEETING_HELD);
	struct draft draft = {
		.event = event,
		.span = span,
		.cancelled = status.known && status.value == MEETING_CANCELLED,
		.tentative = !settled || span->all_day,
		.method = method,
	};
	char *text;

	if (!check_values(&draft, error))
		return false;
	icalerror_set_errors_are_fatal(0);
	draft.component = icalcomponent_new_vevent();
	if (method == CALENDAR_CANCEL)
		add_cancellation(&draft, organizer);
	else
		add_everything(&draft, organizer);
	text = icalcomponent_as_ical_string_r(draft.component);
	buffer_append(out, text);
	icalmemory_free_buffer(text);
	icalcomponent_free(draft.component);
	free(draft.link);
	return true;
}

void vevent_write_text(struct buffer *out, const char *name, const char *value)
{
	char *line = describe_line(value);
	icalvalue *text;
	char *escaped;

	if (*line) {
		icalerror_set_errors_are_fatal(0);
		text = icalvalue_new_text(line);
		escaped = icalvalue_as_ical_string_r(text);
		buffer_printf(out, "%s:%s\r\n", name, escaped);
		icalmemory_free_buffer(escaped);
		icalvalue_free(text);
	}
	free(line);
}
