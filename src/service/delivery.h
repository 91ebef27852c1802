/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who has which version of a meeting's calendar file, and who has to be told something. What is
 * written here has left the house.
 */
#ifndef TRAFFPUNKT_SERVICE_DELIVERY_H
#define TRAFFPUNKT_SERVICE_DELIVERY_H

#include "model/delivery.h"
#include "model/participant.h"
#include "service/service.h"

struct delivery_order {
	int64_t meeting;
	int64_t participant;
	int64_t sequence;
	enum delivery_method method;
	enum delivery_channel channel;
	int64_t draft; /* that it went with; 0: none */
};

/* Adds it to the ledger, inside a unit of work that has been begun. ERROR_REFUSED for someone who
 * was admitted after the meeting. */
bool service_deliver_within(
	struct service *service, const struct delivery_order *order, struct error *error);
/* Notes that people were given the file outside the outbox, as one action that cannot be undone.
 * `sequence` below 0: the newest version. Whoever has it already gets no second row. ERROR_REFUSED
 * when there is no such version. */
bool service_deliver_by_hand(struct service *service, int64_t meeting, const int64_t *participants,
	size_t count, int64_t sequence, struct error *error);

/*
 * A letter or a task that carries the file of a meeting has been noted as done by a person
 * (`former` is how it was, or NULL): whoever it was for has the file, or no longer has it. Nothing
 * when the letter was sent by the program, which knows better.
 */
bool service_deliver_draft(struct service *service, const struct draft *draft,
	const struct draft *former, struct error *error);

/* The highest SEQUENCE that someone has been given of a meeting, cancellations too: their calendar
 * takes no lower one, and answers with that one. Unknown: nothing. */
bool service_delivery_given(struct service *service, int64_t meeting, int64_t participant,
	struct number *given, struct error *error);

/* What someone has to be given. */
enum delivery_need {
	NEED_NOTHING,
	NEED_FILE,         /* belongs to the meeting and has had nothing, or a cancellation last */
	NEED_UPDATE,       /* has an older version than the newest */
	NEED_CANCELLATION, /* has a version of a meeting that is cancelled, or is not theirs any
			      more */
};

/* How someone stands to the file of one meeting. */
struct standing {
	struct participant participant;
	bool belongs;          /* to the meeting, as it is now */
	struct number has;     /* the SEQUENCE of what they have; unknown: nothing, or cancelled */
	struct number last_at; /* when they were given something last */
	enum delivery_need need;
};

struct standings {
	struct standing *items; /* owned; in Swedish order */
	size_t count;
	size_t needing;
};

/*
 * Everyone who belongs to a meeting or has something of it. `sequence` is the version that counts
 * as the newest: that of the newest release, or the one that a change is about to make; below 0:
 * there is none, and only cancellations are needed.
 */
bool service_standings(struct service *service, const struct meeting *meeting, int64_t sequence,
	struct standings *standings, struct error *error);
void standings_finish(struct standings *standings);

#endif
