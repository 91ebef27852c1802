/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The outbox: letters that wait to be sent and tasks that wait to be done. Nothing leaves by
 * itself, and nothing is ever addressed to a protected person: what was to be a letter to them
 * becomes a task that says through which channel to reach them, and that names nobody.
 */
#ifndef TRAFFPUNKT_SERVICE_DRAFT_H
#define TRAFFPUNKT_SERVICE_DRAFT_H

#include "model/draft.h"
#include "service/service.h"

struct draft_count {
	int64_t letters;
	int64_t tasks;
};

struct draft_order {
	int64_t participant; /* to whom; 0: somebody who is no participant */
	enum draft_reason reason;
	int64_t meeting;                  /* what it is about; 0: no meeting */
	bool attach;                      /* the calendar file of the meeting goes with it */
	enum draft_attachment attachment; /* when it does */
	struct number sequence;           /* the version of that file that the words are about */
	struct number days_before;        /* of a reminder */
	const char *address;              /* NULL: the participant's */
	const char *subject;
	const char *body;
	const char *task; /* what to do when it cannot be mailed; NULL: to hand the words over */
	int64_t request;  /* that it answers; 0: none */
	const char *in_reply_to;   /* as in struct draft; NULL */
	const char *reference_ids; /* the same */
	int64_t *id;               /* gets its number; may be NULL */
	struct draft_count *made;  /* counts it; may be NULL */
};

/*
 * Adds it to the outbox inside a unit of work that has been begun. It is a task when the person is
 * protected or wrote the request that it answers, when there is no address, or when there is
 * nothing but a task in the order. Refused: a
 * link for someone in doubt who has not been called back (PL-4), and anything of a meeting for
 * someone who was admitted after it.
 */
bool service_draft_within(
	struct service *service, const struct draft_order *order, struct error *error);
/* The same as an action of its own. */
bool service_draft(struct service *service, const struct draft_order *order, struct error *error);

/* Discards a letter or task that waits, inside a unit of work that has been begun. */
bool service_draft_discard(struct service *service, int64_t id, struct error *error);

/* The oldest letter or task with this reason that waits for someone, and is about this meeting (0:
 * any or none); *id is 0 when there is none. */
bool service_draft_find(struct service *service, int64_t participant, enum draft_reason reason,
	int64_t meeting, int64_t *id, struct error *error);

/* What waits. */
bool service_draft_count(struct service *service, struct draft_count *count, struct error *error);

#endif
