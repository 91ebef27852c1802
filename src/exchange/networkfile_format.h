/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader and the writer of the network file share: its shape and its texts. */
#ifndef TRAFFPUNKT_EXCHANGE_NETWORKFILE_FORMAT_H
#define TRAFFPUNKT_EXCHANGE_NETWORKFILE_FORMAT_H

#include <jansson.h>

#include "exchange/networkfile.h"

#define NETWORKFILE_FORMAT "traffpunkt-network"
#define NETWORKFILE_VERSION 1

struct network_part_format {
	const char *key; /* of the array; NETWORK_PROGRAMME stands inside each meeting */
	const struct entity *entity;
};

extern const struct network_part_format network_part_formats[NETWORK_PART_COUNT];

/* The part that holds the records of an entity, -1 when none does. */
int networkfile_part_of(const struct entity *entity);
/* Is the field a key of the file? Parents are told by the nesting, the rest is local. */
bool networkfile_has_field(const struct field *field);

/*
 * Sets a field (not a reference) from its JSON value. What is wrong comes back as a translated
 * sentence that quotes the value, neutralised and owned by the caller; NULL when all is well.
 */
char *networkfile_value_read(const struct field *field, void *record, const json_t *value);
/* The JSON value of a field that is no reference, texts as they are stored. A new reference. */
json_t *networkfile_value_write(const struct field *field, const void *record);

#endif
