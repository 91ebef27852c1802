/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/reply.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/dateformat.h"
#include "base/i18n.h"

#define FIELD_AT(member) offsetof(struct reply, member)

static const struct choice verdict_items[] = {
	[REPLY_CLEAN] = {"applied", NC_("reply verdict", "in order"), NULL, NULL, NULL, false},
	[REPLY_STALE] = {"stale", NC_("reply verdict", "old version"), NULL, NULL, NULL, false},
	[REPLY_SUPERSEDED] = {"superseded", NC_("reply verdict", "older answer"), NULL, NULL, NULL,
		false},
	[REPLY_UNKNOWN_MEETING] = {"unknown-meeting", NC_("reply verdict", "unknown meeting"), NULL,
		NULL, NULL, false},
	[REPLY_UNKNOWN_ATTENDEE] = {"unknown-attendee", NC_("reply verdict", "unknown address"),
		NULL, NULL, NULL, false},
	[REPLY_NOT_INVITED] = {"not-invited", NC_("reply verdict", "not invited"), NULL, NULL, NULL,
		false},
	[REPLY_FORGED] = {"forged", NC_("reply verdict", "other sender"), NULL, NULL, NULL, false},
	[REPLY_COUNTER] = {"counter", NC_("reply verdict", "another time"), NULL, NULL, NULL,
		false},
	[REPLY_DELEGATED] = {"delegated", NC_("reply verdict", "delegated"), NULL, NULL, NULL,
		false},
	[REPLY_CANCELLED_MEETING] = {"cancelled-meeting", NC_("reply verdict", "cancelled meeting"),
		NULL, NULL, NULL, false},
	[REPLY_PROTECTED] = {"protected", NC_("reply verdict", "in order, protected"), NULL, NULL,
		NULL, false},
	[REPLY_OTHER] = {"other", NC_("reply verdict", "something else"), NULL, NULL, NULL, false},
};

const struct choices reply_verdicts = {
	"reply verdict", verdict_items, sizeof(verdict_items) / sizeof(*verdict_items), NULL, 0};

static const struct choice status_items[] = {
	[REPLY_OPEN] = {"open", NC_("reply state", "open"), N_("Open again"), "·", ".", false},
	[REPLY_APPLIED] = {"applied", NC_("reply state", "applied"), N_("Apply"), "+", "+", true},
	[REPLY_DISMISSED] = {"dismissed", NC_("reply state", "dismissed"), N_("Dismiss"), "×", "x",
		true},
};

static const struct transition status_steps[] = {
	{REPLY_OPEN, REPLY_APPLIED, false},
	{REPLY_OPEN, REPLY_DISMISSED, false},
	{REPLY_DISMISSED, REPLY_OPEN, false},
};

const struct choices reply_statuses = {"reply state", status_items,
	sizeof(status_items) / sizeof(*status_items), status_steps,
	sizeof(status_steps) / sizeof(*status_steps)};

#define KEPT FIELD_SYSTEM

static const struct field fields[] = {
	{"network_id", NULL, FIELD_REFERENCE, FIELD_PARENT | FIELD_REQUIRED | KEPT,
		FIELD_AT(network), NULL, NULL, NULL},
	{"received_at", N_("Received"), FIELD_INSTANT, FIELD_REQUIRED | KEPT, FIELD_AT(received_at),
		NULL, NULL, NULL},
	{"source", N_("File"), FIELD_TEXT, KEPT | FIELD_IDENTITY, FIELD_AT(source), NULL, NULL,
		NULL},
	{"message_id", NULL, FIELD_TEXT, KEPT | FIELD_IDENTITY, FIELD_AT(message_id), NULL, NULL,
		NULL},
	{"digest", NULL, FIELD_TEXT, FIELD_REQUIRED | KEPT, FIELD_AT(digest), NULL, NULL, NULL},
	{"event_uid", NULL, FIELD_TEXT, FIELD_REQUIRED | KEPT, FIELD_AT(event_uid), NULL, NULL,
		NULL},
	{"meeting_id", N_("Meeting"), FIELD_REFERENCE, KEPT, FIELD_AT(meeting), NULL,
		&meeting_entity, NULL},
	{"participant_id", N_("Participant"), FIELD_REFERENCE, KEPT, FIELD_AT(participant), NULL,
		&participant_entity, NULL},
	{"attendee", N_("Answers for"), FIELD_TEXT, KEPT | FIELD_IDENTITY | FIELD_LISTED,
		FIELD_AT(attendee), NULL, NULL, NULL},
	{"sender", N_("Sent by"), FIELD_TEXT, KEPT | FIELD_IDENTITY, FIELD_AT(sender), NULL, NULL,
		NULL},
	{"answer", N_("Answer"), FIELD_CHOICE, KEPT | FIELD_LISTED, FIELD_AT(answer), &answers,
		NULL, NULL},
	{"sequence", N_("Version of the file"), FIELD_INTEGER, KEPT, FIELD_AT(sequence), NULL, NULL,
		NULL},
	{"stamped_at", N_("Answered"), FIELD_INSTANT, KEPT, FIELD_AT(stamped_at), NULL, NULL, NULL},
	{"comment", N_("Comment"), FIELD_NOTE, KEPT | FIELD_IDENTITY, FIELD_AT(comment), NULL, NULL,
		NULL},
	{"delegated_to", N_("Hands it on to"), FIELD_TEXT, KEPT | FIELD_IDENTITY,
		FIELD_AT(delegated_to), NULL, NULL, NULL},
	{"proposed_date", N_("Proposed day"), FIELD_DATE, KEPT, FIELD_AT(proposed_date), NULL, NULL,
		NULL},
	{"proposed_start", N_("Proposed time"), FIELD_TIME, KEPT, FIELD_AT(proposed_start), NULL,
		NULL, NULL},
	{"verdict", N_("Found"), FIELD_CHOICE, FIELD_REQUIRED | KEPT | FIELD_LISTED,
		FIELD_AT(verdict), &reply_verdicts, NULL, NULL},
	{"status", N_("Status"), FIELD_CHOICE, FIELD_REQUIRED | FIELD_STATUS | FIELD_LISTED,
		FIELD_AT(status), &reply_statuses, NULL, NULL},
	{"handled_by", N_("Handled by"), FIELD_TEXT, KEPT | FIELD_OPEN, FIELD_AT(handled_by), NULL,
		NULL, NULL},
	{"handled_at", N_("Handled"), FIELD_INSTANT, KEPT, FIELD_AT(handled_at), NULL, NULL, NULL},
	{"protected", N_("Protected"), FIELD_FLAG, KEPT | FIELD_REQUIRED, FIELD_AT(is_protected),
		NULL, NULL, NULL},
};

static bool is_protected(const void *record)
{
	return ((const struct reply *)record)->is_protected.value;
}

/* By number: what it is called stands in the journal. */
static char *title(const void *record)
{
	const struct reply *reply = record;
	const char *answer = reply->answer.known
				     ? choice_label(&answers, (int)reply->answer.value)
				     : choice_label(&reply_verdicts, (int)reply->verdict.value);
	if (!reply->participant.known)
		return xasprintf(_("Answer: %s"), answer);
	/* TRANSLATORS: a participant's number, and what was answered */
	return xasprintf(_("Answer of no. %lld: %s"), (long long)reply->participant.value, answer);
}

const struct entity reply_entity = {
	.name = "reply",
	.label = N_("Answer to an invitation"),
	.table = "reply",
	.size = sizeof(struct reply),
	.fields = fields,
	.field_count = sizeof(fields) / sizeof(*fields),
	.title = title,
	.is_protected = is_protected,
};

/* ---- what it means ---- */

static char *proposal_reason(const struct reply *reply)
{
	if (!reply->proposed_date.known)
		return xstrdup(_("proposes another time, which the file does not tell"));
	char *day = date_format(reply->proposed_date.value, DATE_SHORT);
	char *hour = time_format_range(
		reply->proposed_start.known ? reply->proposed_start.value : -1, -1);
	char *text = xasprintf(_("proposes another time: %s %s"), day, hour);
	free(hour);
	free(day);
	return text;
}

char *reply_reason(const struct reply *reply)
{
	static const char *const reasons[] = {
		[REPLY_CLEAN] = N_("in order"),
		[REPLY_STALE] = N_("answers an older version of the invitation than the newest"),
		[REPLY_SUPERSEDED] = N_("is older than the answer that is noted already"),
		[REPLY_UNKNOWN_MEETING] = N_("is about no meeting of this network"),
		[REPLY_UNKNOWN_ATTENDEE] = N_("answers for an address that no participant has"),
		[REPLY_NOT_INVITED] = N_("answers for a participant who does not belong to the "
					 "meeting"),
		[REPLY_FORGED] = N_("was sent from another address than it answers for"),
		[REPLY_DELEGATED] = N_("hands the invitation on to somebody else"),
		[REPLY_CANCELLED_MEETING] = N_("is about a meeting that is cancelled"),
		[REPLY_PROTECTED] = N_("in order; the person is protected, and nothing else is "
				       "kept"),
		[REPLY_OTHER] = N_("is not an answer that can be understood"),
	};
	if (reply->verdict.value == REPLY_COUNTER)
		return proposal_reason(reply);
	if (reply->verdict.value == REPLY_OTHER && reply->answer.known && reply->sequence.known)
		return xasprintf(_("answers version %lld, which has not gone out from here"),
			(long long)reply->sequence.value);
	if (reply->verdict.value == REPLY_CLEAN && !reply->sender)
		return xstrdup(_("in order; a bare file, which tells no sender to compare with"));
	return xstrdup(_(reasons[reply->verdict.value]));
}

bool reply_may_be_applied(const struct reply *reply, struct error *error)
{
	if (reply->status.value != REPLY_OPEN)
		return error_set(error, ERROR_REFUSED, _("This answer is not open any more."));
	if (!reply->meeting.known || !reply->participant.known)
		return error_set(error, ERROR_REFUSED,
			_("The answer does not tell which meeting and which participant: note it "
			  "by hand, and dismiss this one."));
	if (!reply->answer.known)
		return error_set(error, ERROR_REFUSED,
			_("That is neither a yes nor a no: note what is meant by hand, and "
			  "dismiss this one."));
	return true;
}

void reply_seal(struct reply *reply)
{
	for (size_t i = 0; i < reply_entity.field_count; i++) {
		if (reply_entity.fields[i].flags & FIELD_IDENTITY)
			field_clear(&reply_entity.fields[i], reply);
	}
}
