/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tags of many participants, and those in use. */
#ifndef TRAFFPUNKT_SERVICE_TAG_H
#define TRAFFPUNKT_SERVICE_TAG_H

#include "model/tags.h"
#include "service/service.h"

/* "ny -gammal" on all of them, as one step. Those that have it so already are exceptions; with
 * `preview` nothing is written. */
bool service_tag(struct service *service, const int64_t *ids, size_t count, const char *text,
	bool preview, struct bulk_result *result, struct error *error);
/* All that are in use in the network; finish it. */
bool service_tags(struct service *service, struct tag_set *tags, struct error *error);

#endif
