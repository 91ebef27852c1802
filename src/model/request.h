/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Something that someone has written to the network. */
#ifndef TRAFFPUNKT_MODEL_REQUEST_H
#define TRAFFPUNKT_MODEL_REQUEST_H

#include "model/record.h"

enum request_status {
	REQUEST_NEW,
	REQUEST_OPEN,
	REQUEST_WAITING,
	REQUEST_ANSWERED,
	REQUEST_CLOSED,
	REQUEST_QUARANTINED,
	REQUEST_SPAM,
	REQUEST_MERGED,
	REQUEST_REFERRED,
};

/* Did the sender pass the check that they are human? Unknown is kept apart from no. */
enum request_verified {
	VERIFIED_YES,
	VERIFIED_NO,
	VERIFIED_UNKNOWN,
};

struct request {
	struct record record;
	struct number network;
	char *uid;
	struct number received_at;
	struct number channel;
	char *sender_name;
	char *sender_email;
	char *organisation;
	char *subject;
	char *body;
	struct number verified; /* enum request_verified */
	struct number status;   /* enum request_status */
	char *status_reason;
	struct number urgent;
	char *assignee; /* initials */
	struct number snooze_until;
	struct number is_sensitive; /* its words stand in no list, search or export */
	struct number urgent_since; /* when it was called urgent: the one-hour clock */
	struct number opened_at;    /* when somebody opened it first; lists do not */
	struct number answered_at;  /* when the first answer went */
	struct number woken_at;     /* when it came back from rest last */
	struct number reopened;     /* how often */
	struct number released_at;  /* from quarantine, by a person */
	struct number like;         /* an earlier request that it resembles: a hint */
	char *reference_own;        /* our registration number (diarienummer) */
	char *reference_their;      /* that of the sender's organisation */
	char *digest;               /* of what came in, where there is no Message-ID */
	struct number participant;  /* who it is about, or from */
	struct number meeting;      /* what it is about */
	struct number merged_into;
	struct number is_protected; /* names someone whose identity is protected */
	struct number is_invented;
	struct number created_at;
	struct number updated_at;
};

extern const struct choices request_statuses;
extern const struct choices request_channels;
extern const struct choices request_verifieds;
extern const struct entity request_entity;

#endif
