/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who belongs to a meeting, and who was there. */
#ifndef TRAFFPUNKT_SERVICE_ATTENDANCE_H
#define TRAFFPUNKT_SERVICE_ATTENDANCE_H

#include "model/attendance.h"
#include "service/service.h"

/* Someone who belongs to a meeting. The attendance is a row that is not stored (id 0) until
 * something has been answered or noted. */
struct attendee {
	struct participant participant;
	struct attendance attendance;
	struct seating seat;
};

struct attendees {
	struct attendee *items; /* owned, in Swedish order */
	size_t count;
	struct attendance_counts counts;
	struct answer_counts answers;
};
bool service_attendees(struct service *service, const struct meeting *meeting,
	struct attendees *attendees, struct error *error);
void attendees_finish(struct attendees *attendees);

/* The same people, without what they answered: participants in Swedish order. */
bool service_meeting_people(struct service *service, const struct meeting *meeting,
	struct record_set *people, struct error *error);

/* What is to be noted of one of them. */
struct attendance_order {
	int64_t participant;
	struct number presence; /* enum presence; unknown takes the note away */
};
/*
 * Notes it for all of them, as one step; ERROR_REFUSED, and nothing is noted, before the day of the
 * meeting and when one of them does not belong to it.
 */
bool service_attend(struct service *service, int64_t meeting, const struct attendance_order *orders,
	size_t count, struct error *error);

#endif
