/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/verdict.h"

#include "base/alloc.h"
#include "base/i18n.h"
#include "model/participant.h"

#define FIELD_AT(member) offsetof(struct verdict, member)

static const struct field fields[] = {
	{"network_id", NULL, FIELD_REFERENCE, FIELD_PARENT | FIELD_REQUIRED | FIELD_SYSTEM,
		FIELD_AT(network), NULL, NULL, NULL},
	{"participant_id", N_("Participant"), FIELD_REFERENCE, FIELD_REQUIRED,
		FIELD_AT(participant), NULL, &participant_entity, NULL},
	{"other_id", N_("Another than"), FIELD_REFERENCE, FIELD_REQUIRED, FIELD_AT(other), NULL,
		&participant_entity, NULL},
	{"decided_by", N_("Decided by"), FIELD_TEXT, 0, FIELD_AT(decided_by), NULL, NULL, NULL},
	{"decided_on", N_("Decided on"), FIELD_DATE, 0, FIELD_AT(decided_on), NULL, NULL, NULL},
};

static char *title(const void *record)
{
	const struct verdict *verdict = record;
	return xasprintf(_("no. %lld and no. %lld are two people"),
		(long long)verdict->participant.value, (long long)verdict->other.value);
}

static bool validate(const void *record, const struct rule_context *context, struct error *error)
{
	const struct verdict *verdict = record;
	(void)context;
	if (verdict->participant.value <= verdict->other.value)
		return true;
	return error_set_field(error, ERROR_DATA, "other_id",
		_("A verdict is about two participants, the lower number first."));
}

const struct entity verdict_entity = {
	.name = "duplicate_verdict",
	.label = N_("Verdict on duplicates"),
	.table = "duplicate_verdict",
	.size = sizeof(struct verdict),
	.fields = fields,
	.field_count = sizeof(fields) / sizeof(*fields),
	.validate = validate,
	.title = title,
};
