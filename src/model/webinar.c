/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/webinar.h"

#include "base/alloc.h"
#include "base/i18n.h"

#define FIELD_AT(member) offsetof(struct webinar_entry, member)

static const struct choice change_items[] = {
	[WEBINAR_NEW] = {"new", NC_("webinar", "new"), NULL, "+", "+", false},
	[WEBINAR_WITHDRAWN] = {"withdrawn", NC_("webinar", "withdrawn"), NULL, "−", "-", false},
};

const struct choices webinar_changes = {
	"webinar", change_items, sizeof(change_items) / sizeof(*change_items), NULL, 0};

static const struct choice way_items[] = {
	[WEBINAR_LIST] = {"list", NC_("webinar way", "in the list"), NULL, NULL, NULL, false},
	[WEBINAR_TASK] = {"task", NC_("webinar way", "by hand"), NULL, NULL, NULL, false},
};

const struct choices webinar_ways = {
	"webinar way", way_items, sizeof(way_items) / sizeof(*way_items), NULL, 0};

static const struct field fields[] = {
	{"meeting_id", N_("Meeting"), FIELD_REFERENCE, FIELD_PARENT | FIELD_REQUIRED | FIELD_SYSTEM,
		FIELD_AT(meeting), NULL, &meeting_entity, NULL},
	{"participant_id", N_("Participant"), FIELD_REFERENCE, FIELD_REQUIRED | FIELD_SYSTEM,
		FIELD_AT(participant), NULL, &participant_entity, NULL},
	{"disclosure_id", NULL, FIELD_REFERENCE, FIELD_SYSTEM, FIELD_AT(disclosure), NULL,
		&disclosure_entity, NULL},
	{"change", N_("Change"), FIELD_CHOICE, FIELD_REQUIRED | FIELD_SYSTEM, FIELD_AT(change),
		&webinar_changes, NULL, NULL},
	{"way", N_("How"), FIELD_CHOICE, FIELD_REQUIRED | FIELD_SYSTEM, FIELD_AT(way),
		&webinar_ways, NULL, NULL},
	{"at", N_("When"), FIELD_INSTANT, FIELD_REQUIRED | FIELD_SYSTEM, FIELD_AT(at), NULL, NULL,
		NULL},
};

/* By number: the row says nothing of who the person is, and its title must not either. */
static char *title(const void *record)
{
	const struct webinar_entry *entry = record;
	return xasprintf(_("Participant no. %lld"), (long long)entry->participant.value);
}

const struct entity webinar_entry_entity = {
	.name = "webinar_entry",
	.label = N_("Webinar"),
	.table = "webinar_entry",
	.size = sizeof(struct webinar_entry),
	.fields = fields,
	.field_count = sizeof(fields) / sizeof(*fields),
	.title = title,
};

bool item_is_included_webinar(const struct programme_item *item)
{
	return item->external_event && item->included.value;
}
