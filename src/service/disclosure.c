/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/disclosure.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "service/private.h"

static bool add_person(
	struct service *service, int64_t disclosure, int64_t participant, struct error *error)
{
	struct disclosed_person person = {
		.disclosure = {.known = true, .value = disclosure},
		.participant = {.known = true, .value = participant},
	};
	return store_insert(service->store, &disclosed_person_entity, &person, error);
}

bool service_disclose_within(
	struct service *service, const struct disclosure_order *order, struct error *error)
{
	const char *slash = order->file ? strrchr(order->file, '/') : NULL;
	struct disclosure *disclosure = service_new(service, &disclosure_entity);
	disclosure->at = (struct number){.known = true, .value = clock_now(service->clock)};
	disclosure->who = xstrdup(service->who);
	disclosure->what = xstrdup(order->what);
	disclosure->purpose = (struct number){.known = true, .value = order->purpose};
	disclosure->recipient = xstrdup(order->recipient);
	disclosure->people = (struct number){.known = true, .value = (int64_t)order->count};
	disclosure->file = xstrdup(slash ? slash + 1 : order->file);
	disclosure->digest = xstrdup(order->digest);
	bool ok = store_insert(service->store, &disclosure_entity, disclosure, error);
	for (size_t i = 0; ok && i < order->count; i++)
		ok = add_person(service, disclosure->record.id, order->participants[i], error);
	if (ok && order->made)
		*order->made = disclosure->record.id;
	record_destroy(&disclosure_entity, disclosure);
	return ok;
}
