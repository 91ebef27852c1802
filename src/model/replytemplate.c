/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/replytemplate.h"

#include "base/alloc.h"
#include "base/i18n.h"

#define FIELD_AT(member) offsetof(struct reply_template, member)

static const struct field fields[] = {
	{"network_id", NULL, FIELD_REFERENCE, FIELD_PARENT | FIELD_REQUIRED | FIELD_SYSTEM,
		FIELD_AT(network), NULL, NULL, NULL},
	{"ordinal", N_("Order"), FIELD_INTEGER, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_LOCAL,
		FIELD_AT(ordinal), NULL, NULL, NULL},
	{"name", N_("Name"), FIELD_TEXT, FIELD_REQUIRED | FIELD_LISTED, FIELD_AT(name), NULL, NULL,
		NULL},
	{"subject", N_("Subject"), FIELD_TEXT, 0, FIELD_AT(subject), NULL, NULL,
		N_("Left empty: that of the request")},
	{"body", N_("Answer"), FIELD_NOTE, FIELD_REQUIRED, FIELD_AT(body), NULL, NULL,
		N_("{{name}}, {{meeting}}, {{link}}, {{fact}}, {{source}}, {{fee}}, {{owners}}")},
	{"urgent", N_("First for an ongoing threat"), FIELD_FLAG, FIELD_REQUIRED,
		FIELD_AT(is_urgent), NULL, NULL, NULL},
};

static char *title(const void *record)
{
	const struct reply_template *template = record;
	return xstrdup(template->name ? template->name : "");
}

const struct entity reply_template_entity = {
	.name = "reply_template",
	.label = N_("Answer template"),
	.table = "reply_template",
	.size = sizeof(struct reply_template),
	.fields = fields,
	.field_count = sizeof(fields) / sizeof(*fields),
	.title = title,
};
