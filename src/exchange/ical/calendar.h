/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Calendar files (RFC 5545, 5546, 7986) that land right in every client: what goes into a file of
 * one meeting or of a whole feed. The caller decides the version; the bytes follow from the
 * arguments alone.
 */
#ifndef TRAFFPUNKT_EXCHANGE_ICAL_CALENDAR_H
#define TRAFFPUNKT_EXCHANGE_ICAL_CALENDAR_H

#include "model/meeting.h"
#include "model/network.h"

enum calendar_method {
	CALENDAR_NONE, /* a snapshot: what people download */
	CALENDAR_PUBLISH,
	CALENDAR_CANCEL,
	CALENDAR_REQUEST, /* an invitation: to one attendee, in a mail */
};

struct calendar_organizer {
	const char *mailbox; /* "natverk@example.se"; NULL: not configured */
	const char *name;
};

/* Whom an invitation or its cancellation is for: one person, and nobody else is named. */
struct calendar_attendee {
	const char *mailbox;
	const char *name; /* NULL: the mailbox */
};

/* One meeting in a file. Everything is borrowed. */
struct calendar_event {
	const struct network *network;
	const struct meeting *meeting;
	const struct programme_item *programme; /* array, in order */
	size_t programme_count;
	const char *contact;      /* "Anna-Lena Pogulis, Ulrika Stöök"; NULL: left out */
	struct number decided_on; /* the day when an open theme is decided */
	int64_t sequence;
	int64_t stamped_at; /* LAST-MODIFIED and DTSTAMP, Unix seconds */
	/* In a feed: what the version says, as calendar text without version and stamps, where the
	 * meeting says something else by now that is nobody's business yet. NULL: the meeting. */
	const char *released;
	bool alarms; /* a file of one meeting reminds of it, when it has a time */
	/* Whom the file is for; NULL: for nobody in particular. An invitation has one, and the
	 * cancellation of a meeting that takes place needs one: it only takes this person off. */
	const struct calendar_attendee *attendee;
	int64_t sent_at; /* DTSTAMP of a message to the attendee, Unix seconds */
};

/*
 * False with ERROR_DATA and a sentence that says why there can be no file (no date; a time that
 * the clock jumps over; an attendee whose address is no plain one), ERROR_REFUSED for a method that
 * the meeting's state forbids, or ERROR_USAGE for a method without an organizer mailbox. The text
 * is Swedish, as the network is, whatever the language of the screen. Owned by the caller.
 */
char *calendar_write_event(const struct calendar_event *event, enum calendar_method method,
	const struct calendar_organizer *organizer, struct error *error);

/* A calendar to subscribe to. Everything is borrowed. */
struct calendar_feed {
	const struct network *network;
	const char *source; /* the address where it is offered; NULL: not told */
	const struct calendar_event *events;
	size_t count;
};
/* All of them in one file; events sorted by start; undated ones are left out, and alarms. */
char *calendar_write_feed(const struct calendar_feed *feed, struct error *error);

/* "traff-2023-10-17-digital.ics": ASCII, sortable, nothing personal. Owned by the caller. */
char *calendar_file_name(const struct meeting *meeting, enum calendar_method method);
/* True when the bytes are a calendar file that this program wrote for this uid. */
bool calendar_is_ours(const char *bytes, size_t length, const char *uid);

#endif
