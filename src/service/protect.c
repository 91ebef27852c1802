/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A protected person is protected in what is written by or about them as well. */
#include "model/participant.h"
#include "model/request.h"
#include "service/private.h"
#include "store/presence.h"

bool service_protect_request(struct service *service, struct request *request, struct error *error)
{
	struct participant participant = {0};
	if (!request->participant.known)
		return true;
	bool ok = store_get(service->store, &participant_entity, request->participant.value,
		&participant, error);
	if (ok && participant.is_protected.value)
		request->is_protected = (struct number){.known = true, .value = 1};
	record_finish(&participant_entity, &participant);
	return ok;
}

static bool protect_requests(struct service *service, int64_t participant, struct error *error)
{
	struct record_set set = {0};
	bool ok = store_referring(service->store, &request_entity,
		entity_field(&request_entity, "participant_id"), participant, &set, error);
	for (size_t i = 0; ok && i < set.count; i++) {
		struct request *request = record_copy(&request_entity, record_set_at(&set, i));
		request->is_protected = (struct number){.known = true, .value = 1};
		ok = store_update(service->store, &request_entity, request, error) &&
		     service_seal_request(service, request, record_set_at(&set, i), error);
		record_destroy(&request_entity, request);
	}
	record_set_finish(&set);
	return ok;
}

/* The rows that were merged into this one tell who the person is too. */
static bool protect_tombstones(struct service *service, int64_t participant, struct error *error)
{
	struct record_set set = {0};
	bool ok = store_referring(service->store, &participant_entity,
		entity_field(&participant_entity, "merged_into_id"), participant, &set, error);
	for (size_t i = 0; ok && i < set.count; i++) {
		struct participant *tombstone = record_copy(
			&participant_entity, record_set_at(&set, i));
		tombstone->is_protected = (struct number){.known = true, .value = 1};
		tombstone->list_consent = (struct number){.known = true, .value = CONSENT_NOBODY};
		ok = store_update(service->store, &participant_entity, tombstone, error);
		record_destroy(&participant_entity, tombstone);
	}
	record_set_finish(&set);
	return ok;
}

bool service_protect_linked(struct service *service, const struct participant *participant,
	const struct participant *former, struct error *error)
{
	if (!former || !participant->is_protected.value || former->is_protected.value)
		return true;
	return store_hints_forget(
		       service->store, participant_entity.name, participant->record.id, error) &&
	       protect_requests(service, participant->record.id, error) &&
	       protect_tombstones(service, participant->record.id, error) &&
	       service_rewrite_drafts(service, "participant_id", participant->record.id, error) &&
	       service_protect_replies(service, participant->record.id, error);
}
