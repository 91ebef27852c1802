/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/numberoverride.h"

#include "base/alloc.h"
#include "base/i18n.h"

#define FIELD_AT(member) offsetof(struct number_override, member)

static const struct field fields[] = {
	{"network_id", NULL, FIELD_REFERENCE, FIELD_PARENT | FIELD_REQUIRED | FIELD_SYSTEM,
		FIELD_AT(network), NULL, NULL, NULL},
	{"entity", N_("What"), FIELD_TEXT, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_LISTED,
		FIELD_AT(entity), NULL, NULL, NULL},
	{"record_id", N_("Number"), FIELD_INTEGER, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_LISTED,
		FIELD_AT(record_id), NULL, NULL, NULL},
	{"field", N_("Field"), FIELD_TEXT, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_LISTED,
		FIELD_AT(field), NULL, NULL, NULL},
	{"reason", N_("Reason"), FIELD_TEXT, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_LISTED,
		FIELD_AT(reason), NULL, NULL, NULL},
	{"who", N_("Who"), FIELD_TEXT, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_LISTED, FIELD_AT(who),
		NULL, NULL, NULL},
	{"at", N_("When"), FIELD_INSTANT, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_LISTED,
		FIELD_AT(at), NULL, NULL, NULL},
};

static char *title(const void *record)
{
	const struct number_override *override = record;
	return xasprintf("%s %lld", override->entity ? override->entity : "",
		(long long) override->record_id.value);
}

const struct entity number_override_entity = {
	.name = "number_override",
	.label = N_("Personal number that is kept"),
	.table = "number_override",
	.size = sizeof(struct number_override),
	.fields = fields,
	.field_count = sizeof(fields) / sizeof(*fields),
	.title = title,
};
