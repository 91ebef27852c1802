/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/organisation.h"

#include "base/alloc.h"
#include "base/i18n.h"

#define FIELD_AT(member) offsetof(struct organisation, member)

static const struct choice kind_items[] = {
	[ORGANISATION_MUNICIPALITY] = {"kommun", NC_("organisation", "municipality"), NULL, NULL,
		NULL, false},
	[ORGANISATION_REGION] = {"region", NC_("organisation", "region"), NULL, NULL, NULL, false},
	[ORGANISATION_BOTH] = {"kommun+region", NC_("organisation", "municipality and region"),
		NULL, NULL, NULL, false},
};

const struct choices organisation_kinds = {
	"organisation", kind_items, sizeof(kind_items) / sizeof(*kind_items), NULL, 0};

static const struct field fields[] = {
	{"code", N_("Code"), FIELD_TEXT, FIELD_REQUIRED | FIELD_LISTED | FIELD_SEARCHED,
		FIELD_AT(code), NULL, NULL, NULL},
	{"kind", N_("Kind"), FIELD_CHOICE, FIELD_REQUIRED | FIELD_LISTED, FIELD_AT(kind),
		&organisation_kinds, NULL, NULL},
	{"name", N_("Name"), FIELD_TEXT, FIELD_REQUIRED | FIELD_LISTED | FIELD_SEARCHED,
		FIELD_AT(name), NULL, NULL, NULL},
	{"short_name", N_("Short name"), FIELD_TEXT, FIELD_REQUIRED | FIELD_SEARCHED,
		FIELD_AT(short_name), NULL, NULL, NULL},
	{"county_code", N_("County"), FIELD_TEXT, FIELD_REQUIRED, FIELD_AT(county_code), NULL, NULL,
		NULL},
	{"aliases", N_("Also called"), FIELD_TEXT, FIELD_SEARCHED, FIELD_AT(aliases), NULL, NULL,
		NULL},
};

static char *title(const void *record)
{
	const struct organisation *organisation = record;
	return xstrdup(organisation->name ? organisation->name : "");
}

const struct entity organisation_entity = {
	.name = "organisation",
	.label = N_("Organisation"),
	.table = "organisation",
	.size = sizeof(struct organisation),
	.fields = fields,
	.field_count = sizeof(fields) / sizeof(*fields),
	.title = title,
};
