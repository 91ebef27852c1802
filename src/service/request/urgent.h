/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lane for an ongoing threat. */
#ifndef TRAFFPUNKT_SERVICE_REQUEST_URGENT_H
#define TRAFFPUNKT_SERVICE_REQUEST_URGENT_H

#include "service/service.h"

/* Calls requests urgent, or not any more, as one action: they are pinned, and do not rest longer
 * than a day from now. */
bool service_request_urgent(struct service *service, const int64_t *ids, size_t count, bool urgent,
	struct bulk_result *result, struct error *error);

#endif
