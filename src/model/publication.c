/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/publication.h"

#include "base/alloc.h"
#include "base/dateformat.h"
#include "base/i18n.h"

#define FIELD_AT(member) offsetof(struct publication, member)

static const struct field fields[] = {
	{"network_id", NULL, FIELD_REFERENCE, FIELD_PARENT | FIELD_REQUIRED | FIELD_SYSTEM,
		FIELD_AT(network), NULL, NULL, NULL},
	{"text", N_("Web text"), FIELD_NOTE, FIELD_REQUIRED | FIELD_SYSTEM, FIELD_AT(text), NULL,
		NULL, NULL},
	{"published_on", N_("Published on"), FIELD_DATE,
		FIELD_REQUIRED | FIELD_SYSTEM | FIELD_LISTED, FIELD_AT(published_on), NULL, NULL,
		NULL},
	{"published_by", N_("Who"), FIELD_TEXT, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_LISTED,
		FIELD_AT(published_by), NULL, NULL, NULL},
	{"digest", NULL, FIELD_TEXT, FIELD_REQUIRED | FIELD_SYSTEM, FIELD_AT(digest), NULL, NULL,
		NULL},
	{"resolution_seen", NULL, FIELD_INTEGER, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_LOCAL,
		FIELD_AT(resolution_seen), NULL, NULL, NULL},
	{"created_at", NULL, FIELD_INSTANT, FIELD_SYSTEM, FIELD_AT(created_at), NULL, NULL, NULL},
};

static char *title(const void *record)
{
	const struct publication *publication = record;
	return publication->published_on.known
		       ? date_format(publication->published_on.value, DATE_MEDIUM)
		       : xstrdup("");
}

const struct entity publication_entity = {
	.name = "publication",
	.label = N_("Published web text"),
	.table = "publication",
	.size = sizeof(struct publication),
	.fields = fields,
	.field_count = sizeof(fields) / sizeof(*fields),
	.title = title,
};
