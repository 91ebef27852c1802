/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/request.h"

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/meeting.h"
#include "model/participant.h"

#define FIELD_AT(member) offsetof(struct request, member)

static const struct choice status_items[] = {
	[REQUEST_NEW] = {"new", NC_("request", "new"), N_("Mark as new"), "●", "*", false},
	[REQUEST_OPEN] = {"open", NC_("request", "open"), N_("Open"), "○", "o", false},
	[REQUEST_WAITING] = {"waiting", NC_("request", "waiting"), N_("Wait for an answer"), "…",
		"w", false},
	[REQUEST_ANSWERED] = {"answered", NC_("request", "answered"), N_("Mark as answered"), "✓",
		"v", false},
	[REQUEST_CLOSED] = {"closed", NC_("request", "closed"), N_("Close"), "−", "-", true},
	[REQUEST_QUARANTINED] = {"quarantined", NC_("request", "quarantined"), N_("Quarantine"),
		"!", "q", true},
	[REQUEST_SPAM] = {"spam", NC_("request", "spam"), N_("Mark as spam"), "×", "x", true},
	[REQUEST_MERGED] = {"merged", NC_("request", "merged"), N_("Merge"), "=", "=", true},
	[REQUEST_REFERRED] = {"referred", NC_("request", "referred"), N_("Refer"), "→", ">", true},
};

static const struct transition status_steps[] = {
	{REQUEST_NEW, REQUEST_OPEN, false},
	{REQUEST_NEW, REQUEST_WAITING, false},
	{REQUEST_NEW, REQUEST_ANSWERED, false},
	{REQUEST_NEW, REQUEST_CLOSED, false},
	{REQUEST_NEW, REQUEST_QUARANTINED, false},
	{REQUEST_NEW, REQUEST_SPAM, false},
	{REQUEST_NEW, REQUEST_REFERRED, false},
	{REQUEST_OPEN, REQUEST_WAITING, false},
	{REQUEST_OPEN, REQUEST_ANSWERED, false},
	{REQUEST_OPEN, REQUEST_CLOSED, false},
	{REQUEST_OPEN, REQUEST_REFERRED, false},
	{REQUEST_OPEN, REQUEST_SPAM, false},
	{REQUEST_OPEN, REQUEST_MERGED, false},
	{REQUEST_NEW, REQUEST_MERGED, false},
	{REQUEST_WAITING, REQUEST_OPEN, false},
	{REQUEST_WAITING, REQUEST_ANSWERED, false},
	{REQUEST_WAITING, REQUEST_CLOSED, false},
	{REQUEST_WAITING, REQUEST_MERGED, false},
	{REQUEST_ANSWERED, REQUEST_OPEN, false},
	{REQUEST_ANSWERED, REQUEST_WAITING, false},
	{REQUEST_ANSWERED, REQUEST_CLOSED, false},
	{REQUEST_ANSWERED, REQUEST_MERGED, false},
	{REQUEST_CLOSED, REQUEST_OPEN, false},
	{REQUEST_REFERRED, REQUEST_OPEN, false},
	{REQUEST_REFERRED, REQUEST_CLOSED, false},
	{REQUEST_QUARANTINED, REQUEST_OPEN, false},
	{REQUEST_QUARANTINED, REQUEST_SPAM, false},
	{REQUEST_SPAM, REQUEST_OPEN, false},
};

const struct choices request_statuses = {"request", status_items,
	sizeof(status_items) / sizeof(*status_items), status_steps,
	sizeof(status_steps) / sizeof(*status_steps)};

static const struct choice channel_items[] = {
	{"form", NC_("channel", "web form"), NULL, NULL, NULL, false},
	{"mail", NC_("channel", "e-mail"), NULL, NULL, NULL, false},
	{"phone", NC_("channel", "phone"), NULL, NULL, NULL, false},
	{"other", NC_("channel", "other way"), NULL, NULL, NULL, false},
};

const struct choices request_channels = {
	"channel", channel_items, sizeof(channel_items) / sizeof(*channel_items), NULL, 0};

static const struct choice verified_items[] = {
	[VERIFIED_YES] = {"yes", NC_("verified", "yes"), NULL, NULL, NULL, false},
	[VERIFIED_NO] = {"no", NC_("verified", "no"), NULL, NULL, NULL, false},
	[VERIFIED_UNKNOWN] = {"unknown", NC_("verified", "unknown"), NULL, NULL, NULL, false},
};

const struct choices request_verifieds = {
	"verified", verified_items, sizeof(verified_items) / sizeof(*verified_items), NULL, 0};

static const struct field fields[] = {
	{"network_id", NULL, FIELD_REFERENCE, FIELD_PARENT | FIELD_REQUIRED | FIELD_SYSTEM,
		FIELD_AT(network), NULL, NULL, NULL},
	{"uid", NULL, FIELD_TEXT, FIELD_SYSTEM | FIELD_REQUIRED | FIELD_OPEN, FIELD_AT(uid), NULL,
		NULL, NULL},
	{"received_at", N_("Received"), FIELD_INSTANT, FIELD_REQUIRED | FIELD_LISTED,
		FIELD_AT(received_at), NULL, NULL, N_("2023-09-19T08:30")},
	{"channel", N_("Came by"), FIELD_CHOICE, FIELD_REQUIRED, FIELD_AT(channel),
		&request_channels, NULL, NULL},
	{"sender_name", N_("From"), FIELD_TEXT,
		FIELD_IDENTITY | FIELD_SEARCHED | FIELD_LISTED | FIELD_NAME, FIELD_AT(sender_name),
		NULL, NULL, NULL},
	{"sender_email", N_("E-mail"), FIELD_TEXT, FIELD_IDENTITY | FIELD_SEARCHED | FIELD_LISTED,
		FIELD_AT(sender_email), NULL, NULL, NULL},
	{"organisation", N_("Organisation"), FIELD_TEXT,
		FIELD_IDENTITY | FIELD_SEARCHED | FIELD_OPEN, FIELD_AT(organisation), NULL, NULL,
		NULL},
	{"subject", N_("Subject"), FIELD_TEXT, FIELD_IDENTITY | FIELD_SEARCHED | FIELD_LISTED,
		FIELD_AT(subject), NULL, NULL, NULL},
	{"body", N_("Message"), FIELD_NOTE, FIELD_IDENTITY | FIELD_SEARCHED, FIELD_AT(body), NULL,
		NULL, NULL},
	{"verified", N_("Human"), FIELD_CHOICE, FIELD_REQUIRED, FIELD_AT(verified),
		&request_verifieds, NULL, N_("What the form's check for a human said")},
	{"status", N_("Status"), FIELD_CHOICE, FIELD_STATUS | FIELD_REQUIRED | FIELD_LISTED,
		FIELD_AT(status), &request_statuses, NULL, NULL},
	{"status_reason", N_("Reason"), FIELD_TEXT, FIELD_STATUS | FIELD_IDENTITY,
		FIELD_AT(status_reason), NULL, NULL, NULL},
	{"urgent", N_("Urgent"), FIELD_FLAG, FIELD_REQUIRED | FIELD_LISTED, FIELD_AT(urgent), NULL,
		NULL, NULL},
	{"assignee", N_("Assigned to"), FIELD_TEXT, FIELD_LISTED | FIELD_SEARCHED | FIELD_OPEN,
		FIELD_AT(assignee), NULL, NULL, N_("Initials")},
	{"snooze_until", N_("Rests until"), FIELD_DATE, 0, FIELD_AT(snooze_until), NULL, NULL,
		NULL},
	{"sensitive", N_("Sensitive"), FIELD_FLAG, FIELD_REQUIRED, FIELD_AT(is_sensitive), NULL,
		NULL, N_("Subject and message stand in no list, search or export")},
	{"urgent_since", N_("Urgent since"), FIELD_INSTANT, FIELD_SYSTEM | FIELD_LOCAL,
		FIELD_AT(urgent_since), NULL, NULL, NULL},
	{"opened_at", NULL, FIELD_INSTANT, FIELD_SYSTEM | FIELD_LOCAL, FIELD_AT(opened_at), NULL,
		NULL, NULL},
	{"answered_at", N_("First answered"), FIELD_INSTANT, FIELD_SYSTEM | FIELD_LOCAL,
		FIELD_AT(answered_at), NULL, NULL, NULL},
	{"woken_at", NULL, FIELD_INSTANT, FIELD_SYSTEM | FIELD_LOCAL, FIELD_AT(woken_at), NULL,
		NULL, NULL},
	{"reopened", NULL, FIELD_INTEGER, FIELD_SYSTEM | FIELD_LOCAL, FIELD_AT(reopened), NULL,
		NULL, NULL},
	{"released_at", NULL, FIELD_INSTANT, FIELD_SYSTEM | FIELD_LOCAL, FIELD_AT(released_at),
		NULL, NULL, NULL},
	{"like_id", N_("Resembles"), FIELD_REFERENCE, FIELD_SYSTEM | FIELD_DETACHED | FIELD_LOCAL,
		FIELD_AT(like), NULL, &request_entity, NULL},
	{"reference_own", N_("Our reference"), FIELD_TEXT,
		FIELD_SEARCHED | FIELD_LOCAL | FIELD_OPEN, FIELD_AT(reference_own), NULL, NULL,
		NULL},
	{"reference_their", N_("Their reference"), FIELD_TEXT,
		FIELD_SEARCHED | FIELD_LOCAL | FIELD_IDENTITY, FIELD_AT(reference_their), NULL,
		NULL, NULL},
	{"digest", NULL, FIELD_TEXT, FIELD_SYSTEM | FIELD_LOCAL, FIELD_AT(digest), NULL, NULL,
		NULL},
	{"participant_id", N_("Participant"), FIELD_REFERENCE, 0, FIELD_AT(participant), NULL,
		&participant_entity, NULL},
	{"meeting_id", N_("Meeting"), FIELD_REFERENCE, 0, FIELD_AT(meeting), NULL, &meeting_entity,
		NULL},
	{"merged_into_id", N_("Merged into"), FIELD_REFERENCE, FIELD_SYSTEM, FIELD_AT(merged_into),
		NULL, &request_entity, NULL},
	{"protected", N_("Protected"), FIELD_FLAG, FIELD_REQUIRED, FIELD_AT(is_protected), NULL,
		NULL, N_("Sender and words are shown in the detail view only")},
	{"invented", N_("Invented"), FIELD_FLAG, FIELD_SYSTEM | FIELD_REQUIRED,
		FIELD_AT(is_invented), NULL, NULL, NULL},
	{"created_at", NULL, FIELD_INSTANT, FIELD_SYSTEM | FIELD_LOCAL, FIELD_AT(created_at), NULL,
		NULL, NULL},
	{"updated_at", NULL, FIELD_INSTANT, FIELD_SYSTEM | FIELD_LOCAL, FIELD_AT(updated_at), NULL,
		NULL, NULL},
};

static bool is_on(struct number flag)
{
	return flag.known && flag.value;
}

/* What is sensitive is hidden as a protected identity is: in lists, search, files and journal. */
static bool is_protected(const void *record)
{
	const struct request *request = record;
	return is_on(request->is_protected) || is_on(request->is_sensitive);
}

static bool validate(const void *record, const struct rule_context *context, struct error *error)
{
	const struct request *request = record;
	(void)context;
	if (!request->subject && !request->body && !is_protected(request))
		return error_set_field(
			error, ERROR_DATA, "subject", _("A request needs a subject or a message."));
	return true;
}

static char *title(const void *record)
{
	const struct request *request = record;
	if (is_on(request->is_protected))
		return xasprintf(_("Protected request no. %lld"), (long long)request->record.id);
	if (is_on(request->is_sensitive))
		return xasprintf(_("Sensitive request no. %lld"), (long long)request->record.id);
	if (request->subject)
		return xstrdup(request->subject);
	return xstrdup(request->sender_name ? request->sender_name : _("(no subject)"));
}

const struct entity request_entity = {
	.name = "request",
	.label = N_("Request"),
	.table = "request",
	.size = sizeof(struct request),
	.fields = fields,
	.field_count = sizeof(fields) / sizeof(*fields),
	.validate = validate,
	.title = title,
	.is_protected = is_protected,
};
