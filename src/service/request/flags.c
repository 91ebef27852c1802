/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What follows from the flags of a request: since when it is urgent, and what is hidden with it. */
#include <string.h>

#include "service/private.h"

void service_note_urgency(struct service *service, struct request *request)
{
	if (!request->urgent.value)
		request->urgent_since = (struct number){0};
	else if (!request->urgent_since.known)
		number_set(&request->urgent_since, clock_now(service->clock));
}

static bool is_sealed(const struct request *request)
{
	return request_entity.is_protected(request);
}

/* Sets the flag of every part of a record, and of their parts: mails, notes, files. Whatever entity
 * has them: it is told by the reference to the parent. */
static bool seal_parts(struct service *service, const struct entity *entity, int64_t id,
	bool sealed, struct error *error)
{
	struct reference at = {0};
	bool ok = true;
	while (ok && reference_next(&at, entity)) {
		const struct field *flag = entity_field(at.entity, "protected");
		if (!(at.field->flags & FIELD_PARENT) || !flag)
			continue;
		struct record_set set = {0};
		ok = store_referring(service->store, at.entity, at.field, id, &set, error);
		for (size_t i = 0; ok && i < set.count; i++) {
			struct record *part = record_copy(at.entity, record_set_at(&set, i));
			number_set(field_number(flag, part), sealed);
			ok = store_update(service->store, at.entity, part, error) &&
			     seal_parts(service, at.entity, part->id, sealed, error);
			record_destroy(at.entity, part);
		}
		record_set_finish(&set);
	}
	return ok;
}

bool service_seal_request(struct service *service, const struct request *request,
	const struct request *former, struct error *error)
{
	if (!former || is_sealed(request) == is_sealed(former))
		return true;
	return seal_parts(service, &request_entity, request->record.id, is_sealed(request), error);
}

bool service_seal_part(struct service *service, const struct entity *entity, void *part, int64_t id,
	struct error *error)
{
	struct request request = {0};
	bool ok = store_get(service->store, &request_entity, id, &request, error);
	if (ok && is_sealed(&request))
		number_set(field_number(entity_field(entity, "protected"), part), 1);
	record_finish(&request_entity, &request);
	return ok;
}
