/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/request/link.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/collate.h"
#include "base/i18n.h"
#include "service/assess.h"
#include "service/private.h"
#include "service/request/convert.h"
#include "service/twin.h"
#include "store/page.h"

/* ---- linking ---- */

static void apply(struct number *own, struct number wanted)
{
	if (wanted.known)
		*own = wanted.value ? wanted : (struct number){0};
}

static bool check_there(
	struct service *service, const struct entity *entity, struct number id, struct error *error)
{
	if (!id.known || !id.value)
		return true;
	void *record = record_create(entity);
	bool ok = store_get(service->store, entity, id.value, record, error);
	record_destroy(entity, record);
	return ok;
}

bool service_request_link(
	struct service *service, int64_t id, const struct request_link *link, struct error *error)
{
	struct request request = {0};
	bool ok = store_get(service->store, &request_entity, id, &request, error) &&
		  check_there(service, &participant_entity, link->participant, error) &&
		  check_there(service, &meeting_entity, link->meeting, error);
	bool links = link->participant.value || link->meeting.value;
	if (ok && links && request.status.value == REQUEST_SPAM)
		ok = error_set(error, ERROR_REFUSED, _("Nobody is linked to spam."));
	if (ok) {
		char *title = xasprintf(links ? _("Request no. %lld: linked")
					      : _("Request no. %lld: link taken away"),
			(long long)id);
		apply(&request.participant, link->participant);
		apply(&request.meeting, link->meeting);
		ok = service_save(service, &request_entity, &request, title, error);
		free(title);
	}
	record_finish(&request_entity, &request);
	return ok;
}

bool service_request_senders(struct service *service, const struct request *request, int64_t **ids,
	size_t *count, struct error *error)
{
	struct twin *twins = NULL;
	*ids = NULL;
	*count = 0;
	struct participant *sender = service_request_sender(service, request, error);
	if (!sender)
		return false;
	bool ok = service_find_twins(service, sender, &twins, count, error);
	if (ok)
		*ids = xcalloc(*count + 1, sizeof(**ids));
	for (size_t i = 0; ok && i < *count; i++)
		(*ids)[i] = twins[i].id;
	free(twins);
	record_destroy(&participant_entity, sender);
	return ok;
}

/* ---- who is near ---- */

static bool is_coordinator(const struct participant *participant)
{
	static const char *const titles[] = {"säkerhetssamordnar", "säkerhetschef",
		"säkerhetsansvarig", "säkerhetsstrateg", "security coordinator",
		"head of security"};
	char *folded = collate_fold(participant->title ? participant->title : "");
	bool found = false;
	for (size_t i = 0; i < sizeof(titles) / sizeof(*titles); i++)
		found |= strstr(folded, titles[i]) != NULL;
	free(folded);
	return found;
}

struct search {
	int64_t found;
	int64_t but; /* the sender */
};

static bool visit(void *record, void *context, struct error *error)
{
	const struct participant *participant = record;
	struct search *search = context;
	(void)error;
	if (participant->record.id != search->but && !participant->is_protected.value &&
		participant->list_consent.known &&
		participant->list_consent.value == CONSENT_PARTICIPANTS &&
		is_coordinator(participant))
		search->found = participant->record.id;
	return !search->found;
}

/* The organisation's code of whoever has written, NULL when it is not known. */
static char *code_of(struct service *service, const struct request *request, struct error *error)
{
	struct participant linked = {0};
	char *code = NULL;
	if (request->participant.known) {
		if (store_get(service->store, &participant_entity, request->participant.value,
			    &linked, error))
			code = xstrdup(linked.organisation_code);
		record_finish(&participant_entity, &linked);
		return code;
	}
	struct participant *sender = service_request_sender(service, request, error);
	if (sender)
		code = xstrdup(sender->organisation_code);
	record_destroy(&participant_entity, sender);
	return code;
}

bool service_local_contact(struct service *service, const struct request *request,
	int64_t *participant, struct error *error)
{
	struct search search = {.but = request->participant.known ? request->participant.value : 0};
	*participant = 0;
	char *code = code_of(service, request, error);
	if (!code)
		return error->kind == ERROR_NONE;
	struct filter_term terms[] = {
		{.kind = FILTER_CHOICE,
			.field = entity_field(&participant_entity, "status"),
			.choice = PARTICIPANT_ADMITTED},
		{.kind = FILTER_TEXT,
			.field = entity_field(&participant_entity, "organisation_code"),
			.text = code},
	};
	struct filter filter = {.terms = terms, .count = 2};
	struct list_query query = {
		.entity = &participant_entity, .network = service->network, .filter = &filter};
	bool ok = store_walk(service->store, &query, visit, &search, error) ||
		  (search.found && error->kind == ERROR_NONE);
	*participant = search.found;
	free(code);
	return ok;
}
