/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/belonging.h"

#include "model/attendance.h"
#include "store/journal.h"

bool store_belongs(struct store *store, const struct participant *participant,
	const struct meeting *meeting, bool *belongs, struct error *error)
{
	struct number at = {0}, day = {0};
	int64_t minutes;
	if (participant->status.value == PARTICIPANT_WITHDRAWN &&
		!store_entered_state(store, &participant_entity, participant->record.id,
			"withdrawn", &at, error))
		return false;
	if (at.known) {
		day.known = true;
		zone_to_local(at.value, &day.value, &minutes);
	}
	*belongs = participant_belongs(participant, day, meeting);
	return true;
}
