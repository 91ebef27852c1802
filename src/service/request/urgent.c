/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/request/urgent.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "service/private.h"

static bool change(struct service *service, int64_t id, bool urgent, struct bulk_result *result,
	struct error *error)
{
	bool ok;
	struct request *request = service_read_row(
		service, &request_entity, id, result, &ok, error);
	if (!request)
		return ok;
	int status = (int)request->status.value;
	bool aside = status == REQUEST_SPAM || status == REQUEST_MERGED;
	if ((request->urgent.value != 0) == urgent) {
		bulk_result_except(result, &request_entity, request, xstrdup(_("is so already")));
	} else if (urgent && aside) {
		bulk_result_except(result, &request_entity, request,
			xasprintf(_("is already %s"), choice_label(&request_statuses, status)));
	} else {
		number_set(&request->urgent, urgent);
		ok = service_write(service, &request_entity, request, error);
		result->changed += ok;
	}
	record_destroy(&request_entity, request);
	return ok;
}

bool service_request_urgent(struct service *service, const int64_t *ids, size_t count, bool urgent,
	struct bulk_result *result, struct error *error)
{
	*result = (struct bulk_result){0};
	char *title = service_bulk_title(service, &request_entity, ids, count,
		urgent ? _("urgent") : _("not urgent any more"));
	bool ok = service_begin(service, title, false, error);
	for (size_t i = 0; ok && i < count; i++)
		ok = change(service, ids[i], urgent, result, error);
	free(title);
	return service_end(service, ok, error);
}
