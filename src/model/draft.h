/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is to leave the house: a letter that waits to be sent, or a task, which is what has to be
 * done by hand because it cannot or must not be mailed. Nothing here sends anything.
 */
#ifndef TRAFFPUNKT_MODEL_DRAFT_H
#define TRAFFPUNKT_MODEL_DRAFT_H

#include "model/participant.h"

enum draft_kind {
	DRAFT_MAIL,
	DRAFT_TASK,
};

/* Why it is written. */
enum draft_reason {
	DRAFT_WELCOME,
	DRAFT_DECLINE,
	DRAFT_REFERRAL,
	DRAFT_WITHDRAWAL,
	DRAFT_TRANSFER,
	DRAFT_MISSING,
	DRAFT_FILE,         /* the calendar file of a meeting */
	DRAFT_CANCELLATION, /* the file that takes a meeting out of a calendar again */
	DRAFT_LINK,
	DRAFT_INVITATION,
	DRAFT_REPLY,
	DRAFT_RIGHTS,
	DRAFT_OTHER,
	DRAFT_UPDATE,   /* the calendar file of a meeting that has changed */
	DRAFT_REMINDER, /* of a meeting, some days before it */
};

enum draft_status {
	DRAFT_WAITING,
	DRAFT_SENDING, /* handed over, and not known yet whether it went: never again by itself */
	DRAFT_DONE,    /* sent; of a task: ticked by whoever did it */
	DRAFT_DISCARDED,
};

/* How the calendar file of the meeting is to go with the letter; unknown: no file goes. */
enum draft_attachment {
	ATTACH_PLAIN, /* without a method */
	ATTACH_PUBLISH,
	ATTACH_CANCEL,
};

struct draft {
	struct record record;
	struct number network;
	char *uid;
	struct number kind;        /* enum draft_kind */
	struct number reason;      /* enum draft_reason */
	struct number status;      /* enum draft_status */
	struct number participant; /* to whom; unknown: somebody who is no participant */
	struct number meeting;     /* what it is about, and whose file goes with it */
	struct number attachment;  /* enum draft_attachment */
	struct number sequence; /* the version that the words are about; sent: that went with it */
	struct number days_before; /* of a reminder: 14, 2, 0 */
	char *address;
	char *subject;
	char *body;
	char *task;       /* what is to be done by hand; names nobody */
	char *message_id; /* of a letter, without its angle brackets (RFC 5322 3.6.4) */
	char *failure;    /* why it did not go, the last time it was tried */
	char *done_by;
	struct number done_on;
	struct number sent_at;      /* handed over to the mail program */
	struct number request;      /* of an answer: to which request */
	char *in_reply_to;          /* Message-ID of the mail it answers, without angle brackets */
	char *reference_ids;        /* those of the whole thread, with spaces between them */
	struct number bounced_at;   /* when it came back; `failure` says why */
	char *allowed_because;      /* why it goes although service/request/lint.h objects, */
	char *allowed_digest;       /* and of which words that was said; hexadecimal */
	struct number is_protected; /* the person is */
	struct number is_sensitive; /* the request that it answers is */
	struct number created_at;
	struct number updated_at;
};

extern const struct choices draft_kinds;
extern const struct choices draft_reasons;
extern const struct choices draft_statuses;
extern const struct choices draft_attachments;
extern const struct entity draft_entity;

/*
 * Does a text tell who someone is: is their name, address or another of the fields that are sealed
 * for protected persons in it, as a word of its own?
 */
bool draft_text_names(const char *text, const struct participant *participant);

#endif
