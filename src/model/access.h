/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who has looked at what is sealed; and what someone has asked for by right: to read what is kept
 * about them (GDPR art. 15), or to have it erased (art. 17).
 */
#ifndef TRAFFPUNKT_MODEL_ACCESS_H
#define TRAFFPUNKT_MODEL_ACCESS_H

#include "model/record.h"

enum access_what {
	ACCESS_IDENTITY, /* of a protected person */
	ACCESS_NEEDS,
	ACCESS_EXTRACT,
	ACCESS_CATERING, /* the counts for the caterer */
	ACCESS_REQUEST,  /* a request that is sensitive or protected */
};

struct access {
	struct record record;
	struct number network;
	struct number at;
	char *who;
	struct number what; /* enum access_what */
	struct number participant;
	struct number meeting;
	struct number request;
	char *reason;
};

enum rights_kind {
	RIGHTS_EXTRACT,
	RIGHTS_ERASURE,
};

enum rights_status {
	RIGHTS_RECEIVED,
	RIGHTS_DELIVERED,
	RIGHTS_PARTLY,
	RIGHTS_REFUSED,
};

struct rights_case {
	struct record record;
	struct number network;
	struct number participant; /* unknown once they are erased */
	struct number kind;        /* enum rights_kind */
	struct number status;      /* enum rights_status */
	struct number received_on;
	struct number due_on;
	struct number identity_checked;
	struct number closed_on;
	char *outcome;
	struct number created_at;
	struct number updated_at;
};

extern const struct choices access_whats;
extern const struct choices rights_kinds;
extern const struct choices rights_statuses;
extern const struct entity access_entity;
extern const struct entity rights_case_entity;

/* The day by which the answer must be there: a month after it was received (art. 12.3). */
int64_t rights_due(int64_t received);

#endif
