/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/request/opened.h"

#include "service/access.h"
#include "store/opening.h"

bool service_request_log_opening(struct service *service, const struct request *request,
	const char *purpose, struct error *error)
{
	struct access_order order = {
		.what = ACCESS_REQUEST, .request = request->record.id, .reason = purpose};
	return service_log_access(service, &order, error);
}

/* A hint only: who may not write, or has to wait, reads all the same. */
static bool is_no_matter(struct error *error)
{
	if (error->kind != ERROR_PERMISSION && error->kind != ERROR_BUSY)
		return false;
	error_finish(error);
	return true;
}

bool service_request_open(
	struct service *service, int64_t id, const char *purpose, struct error *error)
{
	struct request request = {0};
	bool changed;
	bool ok = store_get(service->store, &request_entity, id, &request, error) &&
		  (!request.is_sensitive.value ||
			  service_request_log_opening(service, &request, purpose, error));
	record_finish(&request_entity, &request);
	return ok &&
	       (store_note_opening(service->store, id, &changed, error) || is_no_matter(error));
}
