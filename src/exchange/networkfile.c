/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The network in memory: its parts, which the network file names, and their life. */
#include "exchange/networkfile.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "exchange/networkfile_format.h"

const struct network_part_format network_part_formats[NETWORK_PART_COUNT] = {
	[NETWORK_STAFF] = {"staff", &staff_entity},
	[NETWORK_STRANDS] = {"strands", &strand_entity},
	[NETWORK_FACTS] = {"facts", &fact_entity},
	[NETWORK_TEMPLATES] = {"reply_templates", &reply_template_entity},
	[NETWORK_MEETINGS] = {"meetings", &meeting_entity},
	[NETWORK_PROGRAMME] = {"programme", &programme_item_entity},
	[NETWORK_PARTICIPANTS] = {"participants", &participant_entity},
	[NETWORK_REQUESTS] = {"requests", &request_entity},
};

const struct entity *network_part_entity(int part)
{
	return network_part_formats[part].entity;
}

int networkfile_part_of(const struct entity *entity)
{
	for (int part = 0; part < NETWORK_PART_COUNT; part++) {
		if (network_part_formats[part].entity == entity)
			return part;
	}
	return -1;
}

bool networkfile_has_field(const struct field *field)
{
	return !(field->flags & (FIELD_LOCAL | FIELD_PARENT));
}

/* Room is doubled whenever the count is a power of two, so that no capacity needs keeping. */
static void make_room(struct network_part *part)
{
	size_t room = part->count ? part->count * 2 : 1;

	if ((part->count & (part->count - 1)) == 0)
		part->records = xreallocarray(part->records, room, sizeof(*part->records));
}

void network_bundle_add(struct network_bundle *bundle, int part, void *record)
{
	struct network_part *to = &bundle->parts[part];
	struct record *head = record;

	to->entity = network_part_formats[part].entity;
	make_room(to);
	to->records[to->count++] = record;
	if (head->id == 0)
		head->id = (int64_t)to->count;
}

void network_bundle_finish(struct network_bundle *bundle)
{
	if (!bundle)
		return;
	record_destroy(&network_entity, bundle->network);
	for (int part = 0; part < NETWORK_PART_COUNT; part++) {
		struct network_part *from = &bundle->parts[part];

		for (size_t i = 0; i < from->count; i++)
			record_destroy(network_part_formats[part].entity, from->records[i]);
		free(from->records);
	}
	*bundle = (struct network_bundle){0};
}
