/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/reminder.h"

#include "model/participant.h"
#include "store/tally.h"

bool store_reminder_sent(
	struct store *store, int64_t meeting, int64_t days_before, bool *sent, struct error *error)
{
	int64_t found = 0;
	struct statement *statement = statement_prepare(store->engine,
		"SELECT EXISTS (SELECT 1 FROM draft WHERE meeting_id = $1 AND reason = 'reminder'"
		" AND days_before = $2 AND status <> 'discarded')",
		error);
	if (!statement)
		return false;
	statement_bind_integer(statement, 1, meeting);
	statement_bind_integer(statement, 2, days_before);
	bool ok = statement_run_integer(statement, 0, &found, error);
	*sent = found != 0;
	return ok;
}

/* Of those who are admitted the tally knows how many there are; a meeting that lies ahead is
 * everybody's. */
bool store_reminder_people(
	struct store *store, int64_t network, int64_t meeting, int64_t *count, struct error *error)
{
	int64_t declined = 0;
	if (!tally_state(store, &participant_entity, network, "admitted", count, error))
		return false;
	struct statement *statement = statement_prepare(store->engine,
		"SELECT count(*) FROM attendance WHERE meeting_id = $1 AND answer = 'declined'",
		error);
	if (!statement)
		return false;
	statement_bind_integer(statement, 1, meeting);
	bool ok = statement_run_integer(statement, 0, &declined, error);
	*count -= declined;
	return ok;
}
