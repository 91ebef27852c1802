/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/brokenmail.h"

#include "base/alloc.h"
#include "base/i18n.h"

#define FIELD_AT(member) offsetof(struct broken_mail, member)

static const struct choice status_items[] = {
	[BROKEN_OPEN] = {"open", NC_("broken mail", "to be looked at"), N_("Look again"), NULL,
		NULL, false},
	[BROKEN_DISMISSED] = {"dismissed", NC_("broken mail", "looked at"), N_("Done with it"),
		NULL, NULL, true},
};

static const struct transition status_steps[] = {
	{BROKEN_OPEN, BROKEN_DISMISSED, false},
	{BROKEN_DISMISSED, BROKEN_OPEN, false},
};

const struct choices broken_statuses = {"broken mail", status_items,
	sizeof(status_items) / sizeof(*status_items), status_steps,
	sizeof(status_steps) / sizeof(*status_steps)};

static const struct field fields[] = {
	{"network_id", NULL, FIELD_REFERENCE, FIELD_PARENT | FIELD_REQUIRED | FIELD_SYSTEM,
		FIELD_AT(network), NULL, NULL, NULL},
	{"at", N_("When"), FIELD_INSTANT, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_LISTED,
		FIELD_AT(at), NULL, NULL, NULL},
	{"source", N_("File"), FIELD_TEXT, FIELD_SYSTEM | FIELD_INTERNAL, FIELD_AT(source), NULL,
		NULL, NULL},
	{"reason", N_("Why"), FIELD_TEXT, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_LISTED,
		FIELD_AT(reason), NULL, NULL, NULL},
	{"file", N_("Kept as"), FIELD_TEXT, FIELD_REQUIRED | FIELD_SYSTEM, FIELD_AT(file), NULL,
		NULL, NULL},
	{"digest", NULL, FIELD_TEXT, FIELD_REQUIRED | FIELD_SYSTEM, FIELD_AT(digest), NULL, NULL,
		NULL},
	{"status", N_("Status"), FIELD_CHOICE, FIELD_STATUS | FIELD_REQUIRED | FIELD_LISTED,
		FIELD_AT(status), &broken_statuses, NULL, NULL},
};

static char *title(const void *record)
{
	const struct broken_mail *mail = record;
	/* TRANSLATORS: names a mail that could not be read */
	return xasprintf(_("broken mail no. %lld"), (long long)mail->record.id);
}

const struct entity broken_mail_entity = {
	.name = "broken_mail",
	.label = N_("Broken mail"),
	.table = "broken_mail",
	.size = sizeof(struct broken_mail),
	.fields = fields,
	.field_count = sizeof(fields) / sizeof(*fields),
	.title = title,
};
