/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reminders of a meeting, some days before it, to those who have not declined. Nobody is reminded
 * twice of the same: the draft remembers which reminder it was, and the schema refuses another.
 */
#ifndef TRAFFPUNKT_SERVICE_REMIND_H
#define TRAFFPUNKT_SERVICE_REMIND_H

#include "service/draft.h"
#include "service/service.h"

struct reminder_order {
	int64_t meeting;
	struct number days; /* before the meeting; unknown: the one that is due by the settings */
	const int64_t *participants; /* only these; NULL: all */
	size_t participant_count;
	bool unanswered; /* only those who have not answered */
	bool preview;    /* writes nothing */
};

struct reminder_result {
	int64_t days;
	struct draft_count made; /* or, in a preview, what would be */
	size_t reminded;         /* have this reminder already */
	size_t declined;         /* are left alone */
	size_t answered;         /* left alone, when only the others were asked for */
};

/* ERROR_REFUSED when the meeting cannot be reminded of, or no reminder is due and none was named.
 */
bool service_remind(struct service *service, const struct reminder_order *order,
	struct reminder_result *result, struct error *error);

/* A reminder whose day has come and that nobody has been sent. */
struct reminder_due {
	const struct meeting *meeting; /* borrowed; NULL: none is due */
	int64_t days;
	int64_t people; /* who have not declined */
};
/* The first one among the meetings, in their order. */
bool service_reminder_due(struct service *service, const struct record_set *meetings,
	struct reminder_due *due, struct error *error);
/* The reminder of a meeting whose day has come last, by the settings; unknown: none. */
struct number service_reminder_days(const struct service *service, const struct meeting *meeting);

#endif
