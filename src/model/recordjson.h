/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records as JSON objects (jansson): the form of --json, of the network file and of the journal. */
#ifndef TRAFFPUNKT_MODEL_RECORDJSON_H
#define TRAFFPUNKT_MODEL_RECORDJSON_H

#include <jansson.h>

#include "model/record.h"

/* The JSON value of one field: a string, number, true/false or null. A new reference. */
json_t *field_to_json(const struct field *field, const void *record);
/* Sets a field from such a value; the wrong type is ERROR_DATA and names the field. */
bool field_from_json(
	const struct field *field, void *record, const json_t *value, struct error *error);
/* "id" and every field in table order. With `hide`, identity fields of a protected record are null.
 * A new reference. */
json_t *record_to_json(const struct entity *entity, const void *record, bool hide);

#endif
