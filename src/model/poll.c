/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/poll.h"

#include "base/alloc.h"
#include "base/i18n.h"

#define IN_POLL(member) offsetof(struct poll, member)
#define IN_OPTION(member) offsetof(struct poll_option, member)
#define IN_BALLOT(member) offsetof(struct ballot, member)
#define COUNT_OF(array) (sizeof(array) / sizeof(*(array)))

static const struct choice subject_items[] = {
	[POLL_THEME] = {"theme", NC_("poll subject", "theme"), NULL, NULL, NULL, false},
	[POLL_DATE] = {"date", NC_("poll subject", "date"), NULL, NULL, NULL, false},
};

const struct choices poll_subjects = {
	"poll subject", subject_items, COUNT_OF(subject_items), NULL, 0};

static const struct choice mode_items[] = {
	[POLL_HANDS] = {"hands", NC_("poll mode", "a vote a head"), NULL, NULL, NULL, false},
	[POLL_ORGANISATION] = {"organisation", NC_("poll mode", "a vote an organisation"), NULL,
		NULL, NULL, false},
};

const struct choices poll_modes = {"poll mode", mode_items, COUNT_OF(mode_items), NULL, 0};

static const struct choice status_items[] = {
	[POLL_PLANNED] = {"planned", NC_("poll", "being prepared"), N_("Back to preparing"), "○",
		"o", false},
	[POLL_OPEN] = {"open", NC_("poll", "open"), N_("Open the vote"), "◆", "*", false},
	[POLL_CLOSED] = {"closed", NC_("poll", "closed"), N_("Close the vote"), "✓", "v", true},
};

static const struct transition status_steps[] = {
	{POLL_PLANNED, POLL_OPEN, false},
	{POLL_PLANNED, POLL_CLOSED, false},
	{POLL_OPEN, POLL_PLANNED, false},
	{POLL_OPEN, POLL_CLOSED, false},
};

const struct choices poll_statuses = {
	"poll", status_items, COUNT_OF(status_items), status_steps, COUNT_OF(status_steps)};

static const struct field poll_fields[] = {
	{"network_id", NULL, FIELD_REFERENCE, FIELD_PARENT | FIELD_REQUIRED | FIELD_SYSTEM,
		IN_POLL(network), NULL, NULL, NULL},
	{"uid", NULL, FIELD_TEXT, FIELD_SYSTEM | FIELD_REQUIRED, IN_POLL(uid), NULL, NULL, NULL},
	{"meeting_id", N_("Meeting"), FIELD_REFERENCE, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_LISTED,
		IN_POLL(meeting), NULL, &meeting_entity, NULL},
	{"subject", N_("Decides"), FIELD_CHOICE, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_LISTED,
		IN_POLL(subject), &poll_subjects, NULL, NULL},
	{"decided_at_id", N_("Decided at"), FIELD_REFERENCE, 0, IN_POLL(decided_at), NULL,
		&meeting_entity, N_("The date or number of a meeting")},
	{"mode", N_("Votes"), FIELD_CHOICE, FIELD_REQUIRED | FIELD_LISTED, IN_POLL(mode),
		&poll_modes, NULL, NULL},
	{"secret", N_("Secret"), FIELD_FLAG, FIELD_REQUIRED, IN_POLL(secret), NULL, NULL, NULL},
	{"status", N_("Status"), FIELD_CHOICE, FIELD_STATUS | FIELD_REQUIRED | FIELD_LISTED,
		IN_POLL(status), &poll_statuses, NULL, NULL},
	{"winner_id", N_("Chosen"), FIELD_REFERENCE, FIELD_STATUS, IN_POLL(winner), NULL,
		&poll_option_entity, NULL},
	{"chair_note", N_("The chair's note"), FIELD_TEXT, FIELD_STATUS, IN_POLL(chair_note), NULL,
		NULL, NULL},
	{"opened_at", N_("Opened"), FIELD_INSTANT, FIELD_SYSTEM, IN_POLL(opened_at), NULL, NULL,
		NULL},
	{"closed_at", N_("Closed"), FIELD_INSTANT, FIELD_SYSTEM, IN_POLL(closed_at), NULL, NULL,
		NULL},
	{"closed_by", N_("Closed by"), FIELD_TEXT, FIELD_SYSTEM, IN_POLL(closed_by), NULL, NULL,
		NULL},
	{"created_at", NULL, FIELD_INSTANT, FIELD_SYSTEM | FIELD_LOCAL, IN_POLL(created_at), NULL,
		NULL, NULL},
	{"updated_at", NULL, FIELD_INSTANT, FIELD_SYSTEM | FIELD_LOCAL, IN_POLL(updated_at), NULL,
		NULL, NULL},
};

static char *poll_title(const void *record)
{
	const struct poll *poll = record;
	/* TRANSLATORS: names a vote: "no. 3 (theme)" */
	return xasprintf(_("no. %lld (%s)"), (long long)poll->record.id,
		choice_label(&poll_subjects, (int)poll->subject.value));
}

const struct entity poll_entity = {
	.name = "poll",
	.label = N_("Vote"),
	.table = "poll",
	.size = sizeof(struct poll),
	.fields = poll_fields,
	.field_count = COUNT_OF(poll_fields),
	.title = poll_title,
};

static const struct field option_fields[] = {
	{"poll_id", NULL, FIELD_REFERENCE, FIELD_PARENT | FIELD_REQUIRED | FIELD_SYSTEM,
		IN_OPTION(poll), NULL, &poll_entity, NULL},
	{"ordinal", N_("Order"), FIELD_INTEGER, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_LOCAL,
		IN_OPTION(ordinal), NULL, NULL, NULL},
	{"text", N_("Proposal"), FIELD_TEXT, FIELD_REQUIRED | FIELD_LISTED, IN_OPTION(text), NULL,
		NULL, NULL},
	{"date", N_("Date"), FIELD_DATE, FIELD_LISTED, IN_OPTION(date), NULL, NULL,
		N_("26/9, 26 sep, Tue wk39, 2023-09-26, tomorrow")},
	{"start", N_("Starts"), FIELD_TIME, FIELD_LISTED, IN_OPTION(start), NULL, NULL,
		N_("10 or 10:00, or both ends at once: 10-12")},
	{"end", N_("Ends"), FIELD_TIME, FIELD_LISTED, IN_OPTION(end), NULL, NULL, NULL},
	{"proposer", N_("Proposed by"), FIELD_TEXT, 0, IN_OPTION(proposer), NULL, NULL,
		N_("An organisation or a function: the screen may be on the wall")},
	{"hands", N_("Hands"), FIELD_INTEGER, FIELD_REQUIRED | FIELD_SYSTEM, IN_OPTION(hands), NULL,
		NULL, NULL},
};

static char *option_title(const void *record)
{
	const struct poll_option *option = record;
	return xstrdup(option->text ? option->text : "");
}

static bool option_validate(
	const void *record, const struct rule_context *context, struct error *error)
{
	const struct poll_option *option = record;
	(void)context;
	if (option->start.known && !option->date.known)
		return error_set_field(
			error, ERROR_DATA, "date", _("A proposal with a time needs a date."));
	if (option->end.known && (!option->start.known || option->end.value <= option->start.value))
		return error_set_field(
			error, ERROR_DATA, "end", _("The proposal ends before it starts."));
	return true;
}

const struct entity poll_option_entity = {
	.name = "poll_option",
	.label = N_("Proposal"),
	.table = "poll_option",
	.size = sizeof(struct poll_option),
	.fields = option_fields,
	.field_count = COUNT_OF(option_fields),
	.validate = option_validate,
	.title = option_title,
};

static const struct field ballot_fields[] = {
	{"poll_id", NULL, FIELD_REFERENCE, FIELD_PARENT | FIELD_REQUIRED | FIELD_SYSTEM,
		IN_BALLOT(poll), NULL, &poll_entity, NULL},
	{"option_id", N_("Proposal"), FIELD_REFERENCE, FIELD_REQUIRED | FIELD_SYSTEM,
		IN_BALLOT(option), NULL, &poll_option_entity, NULL},
	{"organisation_code", N_("Organisation code"), FIELD_TEXT, FIELD_REQUIRED | FIELD_SYSTEM,
		IN_BALLOT(organisation_code), NULL, NULL, NULL},
};

static char *ballot_title(const void *record)
{
	const struct ballot *ballot = record;
	return xstrdup(ballot->organisation_code ? ballot->organisation_code : "");
}

const struct entity ballot_entity = {
	.name = "ballot",
	.label = N_("Ballot"),
	.table = "ballot",
	.size = sizeof(struct ballot),
	.fields = ballot_fields,
	.field_count = COUNT_OF(ballot_fields),
	.title = ballot_title,
};
