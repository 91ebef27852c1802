/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/need.h"

#include "base/alloc.h"
#include "base/i18n.h"
#include "model/meeting.h"
#include "model/participant.h"

#define FIELD_AT(member) offsetof(struct special_need, member)

static const struct choice kind_items[] = {
	[NEED_DIET] = {"diet", NC_("need", "diet"), NULL, NULL, NULL, false},
	[NEED_ACCESS] = {"access", NC_("need", "access"), NULL, NULL, NULL, false},
};

const struct choices need_kinds = {
	"need", kind_items, sizeof(kind_items) / sizeof(*kind_items), NULL, 0};

static const struct field fields[] = {
	{"participant_id", N_("Participant"), FIELD_REFERENCE,
		FIELD_PARENT | FIELD_REQUIRED | FIELD_SYSTEM, FIELD_AT(participant), NULL,
		&participant_entity, NULL},
	{"meeting_id", N_("Meeting"), FIELD_REFERENCE, FIELD_REQUIRED, FIELD_AT(meeting), NULL,
		&meeting_entity, N_("One where people meet in person: its date or number")},
	{"kind", N_("Kind"), FIELD_CHOICE, FIELD_REQUIRED, FIELD_AT(kind), &need_kinds, NULL, NULL},
	{"text", N_("Need"), FIELD_TEXT, FIELD_REQUIRED | FIELD_IDENTITY, FIELD_AT(text), NULL,
		NULL, N_("In a few words: vegetarian; hearing loop")},
	{"delete_after", N_("Removed after"), FIELD_DATE, FIELD_SYSTEM, FIELD_AT(delete_after),
		NULL, NULL, NULL},
	{"created_at", NULL, FIELD_INSTANT, FIELD_SYSTEM | FIELD_LOCAL, FIELD_AT(created_at), NULL,
		NULL, NULL},
};

/* Whoever it is about: health is sealed in the journal like an identity. */
static bool is_protected(const void *record)
{
	(void)record;
	return true;
}

static char *title(const void *record)
{
	const struct special_need *need = record;
	return xasprintf(_("Need no. %lld"), (long long)need->record.id);
}

const struct entity special_need_entity = {
	.name = "special_need",
	.label = N_("Special need"),
	.table = "special_need",
	.size = sizeof(struct special_need),
	.fields = fields,
	.field_count = sizeof(fields) / sizeof(*fields),
	.title = title,
	.is_protected = is_protected,
};
