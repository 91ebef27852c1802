/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening a request: it is not new any more, and who opens what is sensitive is logged. */
#ifndef TRAFFPUNKT_SERVICE_REQUEST_OPENED_H
#define TRAFFPUNKT_SERVICE_REQUEST_OPENED_H

#include "model/request.h"
#include "service/service.h"

/*
 * To be called before the words of a request are shown. What is sensitive stands in the log first,
 * with the purpose (may be NULL): no line, nothing to see. The first opening is noted and a new
 * request is open from now on; neither is a step that undo takes back, and neither happens in a
 * database that is open for reading only.
 */
bool service_request_open(
	struct service *service, int64_t request, const char *purpose, struct error *error);
/* Only the line in the log, for whoever shows what is sealed in another way. */
bool service_request_log_opening(struct service *service, const struct request *request,
	const char *purpose, struct error *error);

#endif
