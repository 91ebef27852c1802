/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is hidden with a request: everything that is a part of it. */
#include "model/draft.h"
#include "service/private.h"
#include "store/presence.h"

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

static bool is_told(const struct request *from, const struct request *to)
{
	return to->is_protected.value >= from->is_protected.value &&
	       to->is_sensitive.value >= from->is_sensitive.value;
}

/* The flags of the one, for the other. */
static bool pass_on(struct service *service, const struct request *from, const struct request *to,
	struct error *error)
{
	if (is_told(from, to))
		return true;
	struct request *sealed = record_copy(&request_entity, to);
	if (from->is_protected.value)
		number_set(&sealed->is_protected, 1);
	if (from->is_sensitive.value)
		number_set(&sealed->is_sensitive, 1);
	bool ok = store_update(service->store, &request_entity, sealed, error) &&
		  service_seal_request(service, sealed, to, error);
	record_destroy(&request_entity, sealed);
	return ok;
}

/* What was merged is read as one conversation. */
static bool seal_merged(struct service *service, const struct request *request,
	const struct request *former, struct error *error)
{
	struct record_set set = {0};
	struct request target = {0};
	bool ok = store_referring(service->store, &request_entity,
		entity_field(&request_entity, "merged_into_id"), request->record.id, &set, error);
	for (size_t i = 0; ok && i < set.count; i++)
		ok = pass_on(service, request, record_set_at(&set, i), error);
	/* While they are merged the other is written by whoever does it. */
	if (ok && former->status.value == REQUEST_MERGED && request->merged_into.known)
		ok = store_get(service->store, &request_entity, request->merged_into.value, &target,
			     error) &&
		     pass_on(service, request, &target, error);
	record_finish(&request_entity, &target);
	record_set_finish(&set);
	return ok;
}

bool service_seal_request(struct service *service, const struct request *request,
	const struct request *former, struct error *error)
{
	bool sealed = is_sealed(request);
	if (!former || (is_told(request, former) && is_told(former, request)))
		return true;
	/* What others have typed about it without saving may tell what is hidden now. */
	return (!sealed || store_hints_forget(service->store, request_entity.name,
				   request->record.id, error)) &&
	       (sealed == is_sealed(former) ||
		       seal_parts(service, &request_entity, request->record.id, sealed, error)) &&
	       service_rewrite_drafts(service, "request_id", request->record.id, error) &&
	       (is_told(request, former) || seal_merged(service, request, former, error));
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
