/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who lacks the newest calendar file of a meeting that lies ahead. */
#include "base/date.h"
#include "store/conditionterm.h"

/*
 * For each of the few meetings that have been released, one seek for the newest delivery of the
 * person. Whoever had nothing of a meeting needs nothing when it is cancelled.
 */
void condition_lacks_file(struct query *query, const struct filter_term *term)
{
	char day[11];
	date_to_iso(term->to, day);
	buffer_printf(&query->sql,
		"status = 'admitted' AND EXISTS (SELECT 1 FROM meeting"
		" WHERE meeting.network_id = participant.network_id"
		" AND meeting.sequence IS NOT NULL AND meeting.status <> 'held'"
		" AND meeting.date >= $%d AND participant.admitted_on <= meeting.date"
		" AND coalesce((SELECT CASE delivery.method WHEN 'cancel' THEN"
		"   CASE meeting.status WHEN 'cancelled' THEN meeting.sequence ELSE -1 END"
		"   ELSE delivery.sequence END FROM delivery"
		"   WHERE delivery.participant_id = participant.id"
		"   AND delivery.meeting_id = meeting.id ORDER BY delivery.id DESC LIMIT 1),"
		"  CASE meeting.status WHEN 'cancelled' THEN meeting.sequence ELSE -1 END)"
		" < meeting.sequence)",
		query_text(query, day));
}
