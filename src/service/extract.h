/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The register extract (GDPR art. 15): all that is kept of someone, for themselves. */
#ifndef TRAFFPUNKT_SERVICE_EXTRACT_H
#define TRAFFPUNKT_SERVICE_EXTRACT_H

#include "service/service.h"

struct extract_order {
	int64_t participant;
	const char *folder;
	int64_t received;   /* the day that it was asked for */
	const char *reason; /* needed for a protected person; may be NULL */
	bool force;         /* write over files that are there */
};

struct extract_result {
	char *text_path;
	char *json_path;
	size_t rows; /* that are told, beside the participant's own */
	int64_t due;
};
bool service_extract(struct service *service, const struct extract_order *order,
	struct extract_result *result, struct error *error);
void extract_result_finish(struct extract_result *result);

#endif
