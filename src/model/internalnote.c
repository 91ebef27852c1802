/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/internalnote.h"

#include "base/alloc.h"
#include "base/i18n.h"

#define FIELD_AT(member) offsetof(struct internal_note, member)

static const struct field fields[] = {
	{"request_id", NULL, FIELD_REFERENCE, FIELD_PARENT | FIELD_REQUIRED | FIELD_SYSTEM,
		FIELD_AT(request), NULL, &request_entity, NULL},
	{"at", N_("When"), FIELD_INSTANT, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_LISTED,
		FIELD_AT(at), NULL, NULL, NULL},
	{"who", N_("Who"), FIELD_TEXT, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_LISTED | FIELD_OPEN,
		FIELD_AT(who), NULL, NULL, NULL},
	{"text", N_("Internal note"), FIELD_NOTE, FIELD_IDENTITY | FIELD_LISTED, FIELD_AT(text),
		NULL, NULL, NULL},
	{"protected", N_("Protected"), FIELD_FLAG, FIELD_SYSTEM | FIELD_REQUIRED,
		FIELD_AT(is_protected), NULL, NULL, NULL},
};

static bool is_protected(const void *record)
{
	const struct internal_note *note = record;
	return note->is_protected.known && note->is_protected.value;
}

static char *title(const void *record)
{
	const struct internal_note *note = record;
	/* TRANSLATORS: names a note, without its words */
	return xasprintf(_("note no. %lld"), (long long)note->record.id);
}

static bool validate(const void *record, const struct rule_context *context, struct error *error)
{
	const struct internal_note *note = record;
	(void)context;
	return note->text || is_protected(note) ||
	       error_set_field(error, ERROR_DATA, "text", _("A note needs its words."));
}

const struct entity internal_note_entity = {
	.name = "internal_note",
	.label = N_("Internal note"),
	.table = "internal_note",
	.size = sizeof(struct internal_note),
	.fields = fields,
	.field_count = sizeof(fields) / sizeof(*fields),
	.validate = validate,
	.title = title,
	.is_protected = is_protected,
};
