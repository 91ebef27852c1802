/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The network file: one network whole, as JSON (traffpunkt-network(5)). What is unknown is null.
 * Records stand in the order and with the keys of the model's tables; references are written as the
 * uid of what they point at. Writing what was read gives the same bytes.
 */
#ifndef TRAFFPUNKT_EXCHANGE_NETWORKFILE_H
#define TRAFFPUNKT_EXCHANGE_NETWORKFILE_H

#include <stddef.h>

#include "model/meeting.h"
#include "model/network.h"
#include "model/participant.h"
#include "model/replytemplate.h"
#include "model/request.h"

/* Records of one entity, owned. */
struct network_part {
	const struct entity *entity;
	void **records;
	size_t count;
};

enum {
	NETWORK_STAFF,
	NETWORK_STRANDS,
	NETWORK_FACTS,
	NETWORK_TEMPLATES,
	NETWORK_MEETINGS,
	NETWORK_PROGRAMME,
	NETWORK_PARTICIPANTS,
	NETWORK_REQUESTS,
	NETWORK_PART_COUNT
};

/*
 * A network in memory. Inside it ids are 1, 2, 3 ... within each entity and references use those;
 * whoever stores it maps them to the ids of the database, and back before writing.
 */
struct network_bundle {
	struct network *network;
	struct network_part parts[NETWORK_PART_COUNT];
};

/* What the records of a part are. */
const struct entity *network_part_entity(int part);
/* Takes the record over; one without an id gets the next. A zeroed bundle is an empty one. */
void network_bundle_add(struct network_bundle *bundle, int part, void *record);
void network_bundle_finish(struct network_bundle *bundle);

/* What is longer is refused: for file_read. Bytes. */
#define NETWORKFILE_LIMIT ((size_t)64 << 20)

/* Errors are ERROR_DATA and name the path of the value: meetings[2].date. */
bool networkfile_read(struct network_bundle *bundle, const char *text, size_t length,
	const char *name, struct error *error);
/*
 * Owned by the caller. Identity fields of protected persons are written as null, and so are the
 * words of requests that are linked to them. Ids need only be unique within an entity.
 */
char *networkfile_write(const struct network_bundle *bundle);

#endif
