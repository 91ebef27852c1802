/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/request/refer.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "service/lifecycle.h"
#include "service/private.h"

struct passing {
	struct sibling sibling;
	const struct request_referral *referral;
	struct draft_count *made;
};

/* What somebody has written, as if it had come there. */
static bool copy_there(struct service *service, const struct passing *passing,
	const struct request *request, struct error *error)
{
	static const char *const passed_on[] = {"received_at", "channel", "sender_name",
		"sender_email", "organisation", "subject", "body", "verified", "sensitive",
		"protected", "invented"};
	struct service there = *service; /* the same, in the other network */
	there.network = passing->sibling.network;
	struct request *copy = service_new(&there, &request_entity);
	for (size_t i = 0; i < sizeof(passed_on) / sizeof(*passed_on); i++)
		field_copy(entity_field(&request_entity, passed_on[i]), copy, request);
	bool ok = service_write(&there, &request_entity, copy, error);
	record_destroy(&request_entity, copy);
	return ok;
}

static bool pass_on(struct service *service, const void *record, void *context, struct error *error)
{
	const struct request *request = record;
	struct passing *passing = context;
	if (!passing->referral->informed || passing->referral->preview)
		return true;
	if (passing->sibling.network)
		return copy_there(service, passing, request, error);
	char *task = xasprintf(_("Pass request no. %lld on to %s: the person has been informed"),
		(long long)request->record.id, passing->sibling.name);
	struct draft_order order = {.reason = DRAFT_REFERRAL, .task = task, .made = passing->made};
	bool ok = service_draft_within(service, &order, error);
	free(task);
	return ok;
}

bool service_request_refer(struct service *service, const struct request_referral *referral,
	struct bulk_result *result, struct draft_count *made, struct error *error)
{
	struct passing passing = {.referral = referral, .made = made};
	*result = (struct bulk_result){0};
	*made = (struct draft_count){0};
	if (!service_find_sibling(service, referral->to, &passing.sibling, error))
		return false;
	bool ok = passing.sibling.name != NULL ||
		  error_set(error, ERROR_DATA, _("Say which network."));
	struct status_order order = {.entity = &request_entity,
		.ids = referral->ids,
		.count = referral->count,
		.to = REQUEST_REFERRED,
		.reason = passing.sibling.name,
		.preview = referral->preview,
		.then = pass_on,
		.context = &passing};
	ok = ok && service_change_status(service, &order, result, error);
	sibling_finish(&passing.sibling);
	return ok;
}
