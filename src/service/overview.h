/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What matters today, gathered for the overview: read only. */
#ifndef TRAFFPUNKT_SERVICE_OVERVIEW_H
#define TRAFFPUNKT_SERVICE_OVERVIEW_H

#include "model/poll.h"
#include "model/request.h"
#include "model/unknown.h"
#include "service/draft.h"
#include "service/sanity.h"
#include "service/service.h"
#include "store/page.h"

struct overview {
	struct network network;
	struct record_set meetings; /* all, in calendar order */
	struct record_set staff;
	struct record_set votes;    /* polls that are open */
	const struct meeting *next; /* the next one that is not cancelled, or NULL */
	struct unknowns unknowns;   /* borrow from meetings */
	struct sanity sanity;       /* likewise: what to put right in the calendar */
	struct list_reader reader;  /* who has read it, and when */
	struct record_set waiting;  /* requests: urgent first, then new; at most 20 */
	int64_t participants;       /* admitted, in the role of a participant */
	int64_t other_roles;        /* admitted in another one: they pay nothing */
	int64_t review;             /* participants in review */
	int64_t received;           /* participants just received */
	int64_t incomplete_items;   /* of the fee: what the payer has to tell is missing */
	int64_t new_requests;
	int64_t urgent_requests; /* not closed */
	int64_t open_requests;   /* open or waiting */
	int64_t quarantined;
	struct inbox_counts inbox; /* of requests: at rest, woken, nobody's, overdue, let out */
	int64_t *lettered;         /* owned, sorted: requests whose answer waits in the outbox */
	size_t lettered_count;
	int64_t broken_mail;       /* kept as they came, to be looked at */
	struct draft_count outbox; /* what waits to be sent or done */
	int64_t open_replies;      /* answers to invitations that wait for a person */
	int64_t to_remove;         /* rows that have been kept long enough: service/retention.h */
	int64_t due_cases;         /* of people's rights, to be answered within a week */
};

/* Does an answer to this request wait in the outbox? */
bool overview_has_letter(const struct overview *overview, int64_t request);

bool service_overview(struct service *service, struct overview *overview, struct error *error);
void overview_finish(struct overview *overview);

#endif
