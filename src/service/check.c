/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The health of the network: what the database can see of it, and the rules of the model. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "model/invoice.h"
#include "model/participant.h"
#include "model/request.h"
#include "service/private.h"
#include "store/maintenance.h"
#include "store/page.h"

#define CHECK_PAGE 500

static void check_record(const struct entity *entity, const void *record,
	const struct rule_context *context, struct findings *findings)
{
	struct error error = {0};
	if (!record_validate(entity, record, context, &error)) {
		char *name = entity->title(record);
		findings_add(findings, "rules",
			xasprintf("%s %lld (%s): %s", _(entity->label),
				(long long)((const struct record *)record)->id, name,
				error.message));
		free(name);
	}
	error_finish(&error);
}

/* Page by page, so that a hundred thousand rows cost a page of memory. */
static bool check_entity(struct service *service, const struct entity *entity,
	const struct rule_context *context, struct findings *findings, struct error *error)
{
	struct list_query query = {.entity = entity, .network = service->network, .all = true};
	struct page_key last = {0};
	size_t read = CHECK_PAGE;
	bool ok = true, first = true;
	while (ok && read == CHECK_PAGE) {
		struct list_page page = {0};
		ok = store_page(service->store, &query, first ? PAGE_FIRST : PAGE_AFTER, &last,
			CHECK_PAGE, &page, error);
		read = page.set.count;
		for (size_t i = 0; i < read; i++)
			check_record(entity, record_set_at(&page.set, i), context, findings);
		if (ok && read)
			page_key_copy(&last, &page.keys[read - 1]);
		list_page_finish(&page);
		first = false;
	}
	page_key_finish(&last);
	return ok;
}

bool service_check(struct service *service, struct findings *findings, struct error *error)
{
	static const struct entity *const checked[] = {&meeting_entity, &participant_entity,
		&request_entity, &draft_entity, &invoice_item_entity};
	struct network network = {0};
	if (!store_check(service->store, findings, error))
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
