/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The health of the network: what the database can see of it, and the rules of the model. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "model/invoice.h"
#include "model/participant.h"
#include "model/request.h"
#include "service/private.h"
#include "service/request/keep.h"
#include "store/maintenance.h"
#include "store/page.h"

/* The rules that hold for a record by itself. */
struct checking {
	const struct entity *entity;
	const struct rule_context *context;
	struct findings *findings;
};

static bool check_record(void *record, void *context, struct error *failed)
{
	const struct checking *checking = context;
	const struct entity *entity = checking->entity;
	struct error error = {0};
	(void)failed;
	if (!record_validate(entity, record, checking->context, &error)) {
		char *name = entity->title(record);
		findings_add(checking->findings, "rules",
			xasprintf("%s %lld (%s): %s", _(entity->label),
				(long long)((const struct record *)record)->id, name,
				error.message));
		free(name);
	}
	error_finish(&error);
	return true;
}

static bool check_entity(struct service *service, const struct entity *entity,
	const struct rule_context *context, struct findings *findings, struct error *error)
{
	struct list_query query = {.entity = entity, .network = service->network, .all = true};
	struct checking checking = {entity, context, findings};
	return store_walk(service->store, &query, check_record, &checking, error);
}

bool service_check(struct service *service, struct findings *findings, struct error *error)
{
	static const struct entity *const checked[] = {&meeting_entity, &participant_entity,
		&request_entity, &draft_entity, &invoice_item_entity};
	struct network network = {0};
	if (!store_check(service->store, findings, error) ||
		!service_check_files(service, findings, error))
		return false;
	if (!service->network)
		return true;
	bool ok = service_network(service, &network, error);
	struct rule_context context = {.today = clock_today(service->clock), .network = &network};
	for (size_t i = 0; ok && i < sizeof(checked) / sizeof(*checked); i++)
		ok = check_entity(service, checked[i], &context, findings, error);
	record_finish(&network_entity, &network);
	return ok;
}
