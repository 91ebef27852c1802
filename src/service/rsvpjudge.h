/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an answer is worth. Private to this room. */
#ifndef TRAFFPUNKT_SERVICE_RSVPJUDGE_H
#define TRAFFPUNKT_SERVICE_RSVPJUDGE_H

#include "exchange/ical/reply.h"
#include "service/rsvp.h"

/*
 * Fills a new reply with all that an answer says and with the verdict on it; what tells of a
 * protected person is left out. `meeting` (zeroed) gets the meeting that it is about.
 */
bool service_judge_answer(struct service *service, const struct rsvp_source *source,
	const struct calendar_answer *answer, struct reply *reply, struct meeting *meeting,
	struct error *error);

#endif
