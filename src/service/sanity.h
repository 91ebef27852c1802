/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What to put right in the calendar: computed whenever it is asked for, never kept, and never in
 * the way. What is only not known yet is in model/unknown.h.
 */
#ifndef TRAFFPUNKT_SERVICE_SANITY_H
#define TRAFFPUNKT_SERVICE_SANITY_H

#include "service/service.h"

enum sanity_kind {
	SANITY_BACKWARDS, /* ends before it starts */
	SANITY_OVERLAP,   /* at the same time as another */
	SANITY_SAME_DAY,  /* on the day of another */
	SANITY_RED_DAY,   /* a red day, an eve or a weekend */
	SANITY_SQUEEZE_DAY,
	SANITY_PERIOD,     /* outside the period of the network */
	SANITY_NO_ADDRESS, /* people travel soon, and do not know where to */
	SANITY_NO_LINK,    /* and of those who need a link */
	SANITY_NO_TIME,    /* confirmed without a time */
	SANITY_GAP,        /* long since the meeting before */
	SANITY_PROGRAMME,  /* items of the programme at the same time */
	SANITY_KINDS
};

enum {
	SANITY_ADDRESS_DAYS = 14, /* before the day that people have to know where to go */
	SANITY_LINK_DAYS = 7,
	SANITY_GAP_WEEKS = 10,
};

struct finding_of_meeting {
	enum sanity_kind kind;
	const struct meeting *meeting; /* borrowed */
	char *text;                    /* owned, translated; does not name the meeting */
};

struct sanity {
	struct finding_of_meeting *items; /* in the order of the calendar */
	size_t count;
};

/* `meetings` in calendar order, as store_all() gives them. Cancelled, held and past ones are left
 * alone. */
bool service_sanity(struct service *service, const struct network *network,
	const struct record_set *meetings, struct sanity *sanity, struct error *error);
void sanity_finish(struct sanity *sanity);
/* "red-day": in --json. */
const char *sanity_token(enum sanity_kind kind);

#endif
