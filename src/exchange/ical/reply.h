/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What comes back to an invitation (iTIP, RFC 5546): answers, proposals of another time. Outlook,
 * Google, Apple, Thunderbird and Nextcloud each leave out something else, so nothing is required
 * but a UID and somebody who answers.
 */
#ifndef TRAFFPUNKT_EXCHANGE_ICAL_REPLY_H
#define TRAFFPUNKT_EXCHANGE_ICAL_REPLY_H

#include "base/error.h"
#include "model/record.h"

enum answer_kind {
	ANSWER_REPLY,
	ANSWER_COUNTER, /* proposes another time */
};

/* One answer of one person about one event. Addresses are in lower case and without "mailto:". */
struct calendar_answer {
	enum answer_kind kind;
	char *uid;
	char *recurrence;       /* RECURRENCE-ID as it stands; NULL: about the whole */
	struct number sequence; /* unknown: it does not say */
	struct number stamped_at;
	char *attendee;
	char *partstat;     /* "ACCEPTED", upper case; NULL: it does not say */
	char *delegated_to; /* an address; NULL: nobody */
	char *organizer;    /* NULL: it does not say */
	char *comment;
	struct number proposed_date; /* of a proposal, local in Stockholm */
	struct number proposed_start;
	struct number proposed_end;
	bool several; /* it named several who answer, and none of them was the sender */
};

struct calendar_answers {
	struct calendar_answer *items; /* owned */
	size_t count;
};

/*
 * Reads at most 1 MB. `method` is what the mail says of the part (NULL: nothing), which counts when
 * the file itself says nothing; `sender` is the address that the mail came from, by which one of
 * several attendees is chosen. ERROR_DATA, with a sentence that says what it is instead, when there
 * is no answer in it.
 */
bool calendar_answers_read(struct calendar_answers *answers, const char *bytes, size_t length,
	const char *method, const char *sender, struct error *error);
void calendar_answers_finish(struct calendar_answers *answers);

#endif
