/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The promises of attendance: nobody has attended what has not been, or before they took part. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "model/attendance.h"
#include "store/belonging.h"
#include "store/check.h"
#include "store/row.h"

#define BATCH 500

static void tell(struct store *store, const char *rule, const char *sentence, int64_t meeting,
	int64_t participant, struct findings *findings)
{
	char *day = check_name(store, &meeting_entity, meeting);
	findings_add(findings, rule, xasprintf(sentence, day, (long long)participant));
	free(day);
}

static bool look_at(struct store *store, const struct attendance *attendance,
	struct findings *findings, struct error *error)
{
	struct meeting meeting = {0};
	struct participant participant = {0};
	struct error refusal = {0};
	bool found = false, known = false, belongs = false;
	if (!attendance->presence.known)
		return true;
	int64_t day = attendance->meeting.value, person = attendance->participant.value;
	bool ok = row_read(store, &meeting_entity, day, &meeting, &found, error) &&
		  row_read(store, &participant_entity, person, &participant, &known, error);
	if (ok && found &&
		!attendance_may_be_noted(&meeting, clock_today(store_clock(store)), &refusal))
		tell(store, "12",
			_("%s has attendance noted for participant no. %lld, though it "
			  "has not been held."),
			day, person, findings);
	error_finish(&refusal);
	if (ok && found && known) {
		ok = store_belongs(store, &participant, &meeting, &belongs, error);
		if (ok && !belongs)
			tell(store, "13",
				_("%s has attendance noted for participant no. %lld, who did not "
				  "take part in the network on that day."),
				day, person, findings);
	}
	record_finish(&participant_entity, &participant);
	record_finish(&meeting_entity, &meeting);
	return ok;
}

bool check_attendance(struct store *store, struct findings *findings, struct error *error)
{
	int64_t last = INT64_MIN;
	bool ok = true, more = true;
	while (ok && more) {
		struct record_set set;
		ok = rows_after(store, &attendance_entity, last, BATCH, &set, error);
		for (size_t i = 0; ok && i < set.count; i++) {
			const struct attendance *attendance = record_set_at(&set, i);
			last = attendance->record.id;
			ok = look_at(store, attendance, findings, error);
		}
		more = ok && set.count == BATCH;
		record_set_finish(&set);
	}
	return ok;
}
