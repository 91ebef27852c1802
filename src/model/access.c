/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/access.h"

#include "base/alloc.h"
#include "base/date.h"
#include "base/i18n.h"
#include "model/meeting.h"
#include "model/participant.h"
#include "model/request.h"

static const struct choice what_items[] = {
	[ACCESS_IDENTITY] = {"identity", NC_("access", "protected identity"), NULL, NULL, NULL,
		false},
	[ACCESS_NEEDS] = {"needs", NC_("access", "special needs"), NULL, NULL, NULL, false},
	[ACCESS_EXTRACT] = {"extract", NC_("access", "register extract"), NULL, NULL, NULL, false},
	[ACCESS_CATERING] = {"catering", NC_("access", "counts for the caterer"), NULL, NULL, NULL,
		false},
	[ACCESS_REQUEST] = {"request", NC_("access", "sensitive request"), NULL, NULL, NULL, false},
};

const struct choices access_whats = {
	"access", what_items, sizeof(what_items) / sizeof(*what_items), NULL, 0};

#define IN_ACCESS(member) offsetof(struct access, member)

static const struct field access_fields[] = {
	{"network_id", NULL, FIELD_REFERENCE, FIELD_PARENT | FIELD_REQUIRED | FIELD_SYSTEM,
		IN_ACCESS(network), NULL, NULL, NULL},
	{"at", N_("When"), FIELD_INSTANT, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_LISTED,
		IN_ACCESS(at), NULL, NULL, NULL},
	{"who", N_("By whom"), FIELD_TEXT, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_LISTED,
		IN_ACCESS(who), NULL, NULL, NULL},
	{"what", N_("What"), FIELD_CHOICE, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_LISTED,
		IN_ACCESS(what), &access_whats, NULL, NULL},
	{"participant_id", N_("Participant"), FIELD_REFERENCE,
		FIELD_SYSTEM | FIELD_LISTED | FIELD_DETACHED, IN_ACCESS(participant), NULL,
		&participant_entity, NULL},
	{"meeting_id", N_("Meeting"), FIELD_REFERENCE, FIELD_SYSTEM | FIELD_LISTED,
		IN_ACCESS(meeting), NULL, &meeting_entity, NULL},
	{"request_id", N_("Request"), FIELD_REFERENCE, FIELD_SYSTEM | FIELD_LISTED | FIELD_DETACHED,
		IN_ACCESS(request), NULL, &request_entity, NULL},
	{"reason", N_("Reason"), FIELD_TEXT, FIELD_SYSTEM | FIELD_LISTED, IN_ACCESS(reason), NULL,
		NULL, NULL},
};

static char *access_title(const void *record)
{
	const struct access *access = record;
	return xstrdup(choice_label(&access_whats, (int)access->what.value));
}

const struct entity access_entity = {
	.name = "access",
	.label = N_("Opening"),
	.table = "access",
	.size = sizeof(struct access),
	.fields = access_fields,
	.field_count = sizeof(access_fields) / sizeof(*access_fields),
	.title = access_title,
};

/* ---- cases ---- */

static const struct choice kind_items[] = {
	[RIGHTS_EXTRACT] = {"extract", NC_("rights", "register extract"), NULL, NULL, NULL, false},
	[RIGHTS_ERASURE] = {"erasure", NC_("rights", "erasure"), NULL, NULL, NULL, false},
};

const struct choices rights_kinds = {
	"rights", kind_items, sizeof(kind_items) / sizeof(*kind_items), NULL, 0};

static const struct choice status_items[] = {
	[RIGHTS_RECEIVED] = {"received", NC_("rights-case", "received"), NULL, NULL, NULL, false},
	[RIGHTS_DELIVERED] = {"delivered", NC_("rights-case", "delivered"), NULL, NULL, NULL, true},
	[RIGHTS_PARTLY] = {"partly", NC_("rights-case", "delivered in part"), NULL, NULL, NULL,
		true},
	[RIGHTS_REFUSED] = {"refused", NC_("rights-case", "refused"), NULL, NULL, NULL, true},
};

static const struct transition status_steps[] = {
	{RIGHTS_RECEIVED, RIGHTS_DELIVERED, false},
	{RIGHTS_RECEIVED, RIGHTS_PARTLY, false},
	{RIGHTS_RECEIVED, RIGHTS_REFUSED, true},
};

const struct choices rights_statuses = {"rights-case", status_items,
	sizeof(status_items) / sizeof(*status_items), status_steps,
	sizeof(status_steps) / sizeof(*status_steps)};

#define IN_CASE(member) offsetof(struct rights_case, member)

static const struct field case_fields[] = {
	{"network_id", NULL, FIELD_REFERENCE, FIELD_PARENT | FIELD_REQUIRED | FIELD_SYSTEM,
		IN_CASE(network), NULL, NULL, NULL},
	{"participant_id", N_("Participant"), FIELD_REFERENCE, FIELD_LISTED | FIELD_DETACHED,
		IN_CASE(participant), NULL, &participant_entity, NULL},
	{"kind", N_("Asked for"), FIELD_CHOICE, FIELD_REQUIRED | FIELD_LISTED, IN_CASE(kind),
		&rights_kinds, NULL, NULL},
	{"status", N_("Status"), FIELD_CHOICE, FIELD_STATUS | FIELD_REQUIRED | FIELD_LISTED,
		IN_CASE(status), &rights_statuses, NULL, NULL},
	{"received_on", N_("Received"), FIELD_DATE, FIELD_REQUIRED | FIELD_LISTED,
		IN_CASE(received_on), NULL, NULL, NULL},
	{"due_on", N_("Due"), FIELD_DATE, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_LISTED,
		IN_CASE(due_on), NULL, NULL, NULL},
	{"identity_checked", N_("Identity checked"), FIELD_FLAG, FIELD_REQUIRED,
		IN_CASE(identity_checked), NULL, NULL, NULL},
	{"closed_on", N_("Answered"), FIELD_DATE, FIELD_SYSTEM | FIELD_LISTED, IN_CASE(closed_on),
		NULL, NULL, NULL},
	{"outcome", N_("Outcome"), FIELD_TEXT, FIELD_STATUS | FIELD_LISTED, IN_CASE(outcome), NULL,
		NULL, NULL},
	{"created_at", NULL, FIELD_INSTANT, FIELD_SYSTEM | FIELD_LOCAL, IN_CASE(created_at), NULL,
		NULL, NULL},
	{"updated_at", NULL, FIELD_INSTANT, FIELD_SYSTEM | FIELD_LOCAL, IN_CASE(updated_at), NULL,
		NULL, NULL},
};

static bool case_validate(
	const void *record, const struct rule_context *context, struct error *error)
{
	const struct rights_case *rights = record;
	if (context && rights->received_on.known && rights->received_on.value > context->today)
		return error_set_field(error, ERROR_DATA, "received_on",
			_("It cannot have been received after today."));
	return true;
}

static char *case_title(const void *record)
{
	const struct rights_case *rights = record;
	return xasprintf(_("%s, case no. %lld"),
		choice_label(&rights_kinds, (int)rights->kind.value), (long long)rights->record.id);
}

const struct entity rights_case_entity = {
	.name = "rights_case",
	.label = N_("Rights case"),
	.table = "rights_case",
	.size = sizeof(struct rights_case),
	.fields = case_fields,
	.field_count = sizeof(case_fields) / sizeof(*case_fields),
	.validate = case_validate,
	.title = case_title,
};

int64_t rights_due(int64_t received)
{
	struct civil date = date_to_civil(received);
	date.year += date.month == 12;
	date.month = date.month % 12 + 1;
	while (!date_is_valid(date))
		date.day--;
	return date_from_civil(date);
}
