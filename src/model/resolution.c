/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/resolution.h"

#include "base/alloc.h"
#include "base/i18n.h"

#define FIELD_AT(member) offsetof(struct resolution, member)

static const struct choice source_items[] = {
	[RESOLUTION_DECISION] = {"decision", NC_("resolution", "decision"), NULL, NULL, NULL,
		false},
	[RESOLUTION_MINUTES] = {"minutes", NC_("resolution", "minutes"), NULL, NULL, NULL, false},
};

const struct choices resolution_sources = {
	"resolution", source_items, sizeof(source_items) / sizeof(*source_items), NULL, 0};

static const struct field fields[] = {
	{"meeting_id", N_("Meeting"), FIELD_REFERENCE, FIELD_PARENT | FIELD_REQUIRED | FIELD_SYSTEM,
		FIELD_AT(meeting), NULL, &meeting_entity, NULL},
	{"ordinal", N_("Order"), FIELD_INTEGER, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_LOCAL,
		FIELD_AT(ordinal), NULL, NULL, NULL},
	{"source", N_("From"), FIELD_CHOICE, FIELD_REQUIRED | FIELD_SYSTEM, FIELD_AT(source),
		&resolution_sources, NULL, NULL},
	{"text", N_("Decision"), FIELD_NOTE, FIELD_REQUIRED | FIELD_LISTED | FIELD_INTERNAL,
		FIELD_AT(text), NULL, NULL, NULL},
	{"decided_on", N_("Decided on"), FIELD_DATE, FIELD_LISTED, FIELD_AT(decided_on), NULL, NULL,
		NULL},
	{"about_id", N_("About"), FIELD_REFERENCE, 0, FIELD_AT(about), NULL, &meeting_entity,
		N_("The date or number of a meeting")},
	{"poll_id", N_("Vote"), FIELD_REFERENCE, FIELD_SYSTEM, FIELD_AT(poll), NULL, &poll_entity,
		NULL},
};

static char *title(const void *record)
{
	const struct resolution *resolution = record;
	return xstrdup(resolution->text ? resolution->text : "");
}

const struct entity resolution_entity = {
	.name = "resolution",
	.label = N_("Decision"),
	.table = "resolution",
	.size = sizeof(struct resolution),
	.fields = fields,
	.field_count = sizeof(fields) / sizeof(*fields),
	.title = title,
};
