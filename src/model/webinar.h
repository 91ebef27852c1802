/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who has been handed over to the organiser of a webinar that the sign-up for the network includes.
 * Rows are only added, one for each change; the newest of a person says whether they are on the
 * list.
 */
#ifndef TRAFFPUNKT_MODEL_WEBINAR_H
#define TRAFFPUNKT_MODEL_WEBINAR_H

#include "model/disclosure.h"
#include "model/meeting.h"

enum webinar_change {
	WEBINAR_NEW,
	WEBINAR_WITHDRAWN,
};

enum webinar_way {
	WEBINAR_LIST, /* in a file */
	WEBINAR_TASK, /* by hand: a protected person stands in no file */
};

struct webinar_entry {
	struct record record;
	struct number meeting;
	struct number participant;
	struct number disclosure; /* the file that told it; unknown when it was by hand */
	struct number change;     /* enum webinar_change */
	struct number way;        /* enum webinar_way */
	struct number at;
};

extern const struct choices webinar_changes;
extern const struct choices webinar_ways;
extern const struct entity webinar_entry_entity;

/* The item of a programme that is an event of someone else whose sign-up is included in ours. */
bool item_is_included_webinar(const struct programme_item *item);

#endif
