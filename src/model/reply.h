/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An answer to an invitation, as it came (iTIP, RFC 5546 3.2.3), and what was made of it. Only what
 * leaves no doubt changes an attendance by itself; the rest stays open for a person to look at.
 */
#ifndef TRAFFPUNKT_MODEL_REPLY_H
#define TRAFFPUNKT_MODEL_REPLY_H

#include "model/attendance.h"

/* What was found when the answer was read. */
enum reply_verdict {
	REPLY_CLEAN,      /* applied at once */
	REPLY_STALE,      /* answers an older version than the newest that has gone out */
	REPLY_SUPERSEDED, /* older than the answer that is noted already */
	REPLY_UNKNOWN_MEETING,
	REPLY_UNKNOWN_ATTENDEE,
	REPLY_NOT_INVITED, /* a participant, but not of this meeting */
	REPLY_FORGED,      /* the mail came from another address than it answers for */
	REPLY_COUNTER,     /* proposes another time */
	REPLY_DELEGATED,
	REPLY_CANCELLED_MEETING,
	REPLY_PROTECTED, /* applied at once, and nothing kept that tells who answered */
	REPLY_OTHER,
};

enum reply_status {
	REPLY_OPEN,
	REPLY_APPLIED,
	REPLY_DISMISSED,
};

struct reply {
	struct record record;
	struct number network;
	struct number received_at;
	char *source;     /* the name of the file, without folder */
	char *message_id; /* of the mail, without its angle brackets */
	char *digest;     /* of what it says: the same answer again is the same */
	char *event_uid;  /* as it came, whether or not it is one of our meetings */
	struct number meeting;
	struct number participant;
	char *attendee;       /* the address that answers */
	char *sender;         /* the address that the mail came from; NULL: a bare file */
	struct number answer; /* enum answer; unknown: it is none, but a proposal, ... */
	struct number sequence;
	struct number stamped_at; /* its DTSTAMP */
	char *comment;
	char *delegated_to; /* an address; NULL: nobody */
	struct number proposed_date;
	struct number proposed_start;
	struct number verdict; /* enum reply_verdict */
	struct number status;  /* enum reply_status */
	char *handled_by;      /* who applied or dismissed it by hand */
	struct number handled_at;
	struct number is_protected; /* the person is: it keeps nothing that tells who */
};

extern const struct choices reply_verdicts;
extern const struct choices reply_statuses;
extern const struct entity reply_entity;

/* Why it was not applied, or how it was: a sentence. Owned by the caller. */
char *reply_reason(const struct reply *reply);
/* Can it still become an answer: does it say which meeting, who, and what? The error says why not.
 */
bool reply_may_be_applied(const struct reply *reply, struct error *error);
/* Takes out whatever tells who answered. */
void reply_seal(struct reply *reply);

#endif
