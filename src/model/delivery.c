/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/delivery.h"

#include "base/alloc.h"
#include "base/i18n.h"

#define FIELD_AT(member) offsetof(struct delivery, member)

static const struct choice method_items[] = {
	[DELIVERY_NONE] = {"none", NC_("delivery", "calendar file"), NULL, NULL, NULL, false},
	[DELIVERY_PUBLISH] = {"publish", NC_("delivery", "published file"), NULL, NULL, NULL,
		false},
	[DELIVERY_REQUEST] = {"request", NC_("delivery", "invitation"), NULL, NULL, NULL, false},
	[DELIVERY_CANCEL] = {"cancel", NC_("delivery", "cancellation"), NULL, NULL, NULL, false},
};

const struct choices delivery_methods = {
	"delivery", method_items, sizeof(method_items) / sizeof(*method_items), NULL, 0};

static const struct choice channel_items[] = {
	[CHANNEL_MAIL] = {"mail", NC_("delivery channel", "by mail"), NULL, NULL, NULL, false},
	[CHANNEL_FILE] = {"file", NC_("delivery channel", "as a file"), NULL, NULL, NULL, false},
	[CHANNEL_MANUAL] = {"manual", NC_("delivery channel", "by hand"), NULL, NULL, NULL, false},
};

const struct choices delivery_channels = {
	"delivery channel", channel_items, sizeof(channel_items) / sizeof(*channel_items), NULL, 0};

static const struct field fields[] = {
	{"network_id", NULL, FIELD_REFERENCE, FIELD_PARENT | FIELD_REQUIRED | FIELD_SYSTEM,
		FIELD_AT(network), NULL, NULL, NULL},
	{"meeting_id", N_("Meeting"), FIELD_REFERENCE, FIELD_REQUIRED | FIELD_SYSTEM,
		FIELD_AT(meeting), NULL, &meeting_entity, NULL},
	{"participant_id", N_("Participant"), FIELD_REFERENCE, FIELD_REQUIRED | FIELD_SYSTEM,
		FIELD_AT(participant), NULL, &participant_entity, NULL},
	{"sequence", N_("Version of the file"), FIELD_INTEGER,
		FIELD_REQUIRED | FIELD_SYSTEM | FIELD_LISTED, FIELD_AT(sequence), NULL, NULL, NULL},
	{"method", N_("What"), FIELD_CHOICE, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_LISTED,
		FIELD_AT(method), &delivery_methods, NULL, NULL},
	{"channel", N_("How"), FIELD_CHOICE, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_LISTED,
		FIELD_AT(channel), &delivery_channels, NULL, NULL},
	{"draft_id", N_("Letter"), FIELD_REFERENCE, FIELD_SYSTEM | FIELD_DETACHED, FIELD_AT(draft),
		NULL, &draft_entity, NULL},
	{"delivered_at", N_("When"), FIELD_INSTANT, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_LISTED,
		FIELD_AT(delivered_at), NULL, NULL, NULL},
	{"delivered_by", N_("Who"), FIELD_TEXT, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_OPEN,
		FIELD_AT(delivered_by), NULL, NULL, NULL},
};

/* By number: the row says nothing of who the person is, and its title must not either. */
static char *title(const void *record)
{
	const struct delivery *delivery = record;
	/* TRANSLATORS: names a calendar file that someone got: "version 2 (invitation)" */
	return xasprintf(_("version %lld (%s)"), (long long)delivery->sequence.value,
		choice_label(&delivery_methods, (int)delivery->method.value));
}

const struct entity delivery_entity = {
	.name = "delivery",
	.label = N_("Calendar file"),
	.table = "delivery",
	.size = sizeof(struct delivery),
	.fields = fields,
	.field_count = sizeof(fields) / sizeof(*fields),
	.title = title,
};
