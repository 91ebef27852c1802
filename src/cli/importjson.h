/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plan of an import as --json tells it. Private to this room. */
#ifndef TRAFFPUNKT_CLI_IMPORTJSON_H
#define TRAFFPUNKT_CLI_IMPORTJSON_H

#include <jansson.h>

#include "service/import.h"

/* A new reference. `written`: it has been run, with this result. */
json_t *import_json(
	const struct import_plan *plan, const struct import_result *result, bool written);

#endif
