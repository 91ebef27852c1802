/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/overview.h"

#include <stdlib.h>
#include <string.h>

#include "model/invoice.h"
#include "model/participant.h"
#include "service/access.h"
#include "service/request/inbox.h"
#include "service/retention.h"
#include "service/rsvp.h"
#include "store/page.h"

#define WAITING_LIMIT 20
/* Days before the last one that a case is told of. */
#define DUE_SOON 7

static void find_next(struct overview *overview, int64_t today)
{
	for (size_t i = 0; i < overview->meetings.count; i++) {
		const struct meeting *meeting = record_set_at(&overview->meetings, i);
		if (!meeting->date.known || meeting->date.value < today ||
			meeting->status.value == MEETING_CANCELLED ||
			meeting->status.value == MEETING_HELD)
			continue;
		overview->next = meeting;
		return;
	}
}

static bool count_states(struct service *service, struct overview *overview, struct error *error)
{
	struct {
		const struct entity *entity;
		const char *token;
		int64_t *count;
	} const wanted[] = {
		{&participant_entity, "admitted", &overview->participants},
		{&participant_entity, "review", &overview->review},
		{&participant_entity, "received", &overview->received},
		{&invoice_item_entity, "incomplete", &overview->incomplete_items},
		{&request_entity, "new", &overview->new_requests},
		{&request_entity, "quarantined", &overview->quarantined},
	};
	for (size_t i = 0; i < sizeof(wanted) / sizeof(*wanted); i++) {
		if (!store_count_status(service->store, wanted[i].entity, service->network,
			    wanted[i].token, wanted[i].count, error))
			return false;
	}
	int64_t open, waiting;
	if (!store_count_status(
		    service->store, &request_entity, service->network, "open", &open, error) ||
		!store_count_status(service->store, &request_entity, service->network, "waiting",
			&waiting, error))
		return false;
	overview->open_requests = open + waiting;
	if (!store_count_other_roles(
		    service->store, service->network, "admitted", &overview->other_roles, error))
		return false;
	overview->participants -= overview->other_roles;
	return true;
}

/* What the law sets a day for. */
static bool count_duties(struct service *service, struct overview *overview, struct error *error)
{
	struct record_set cases = {0};
	size_t due;
	if (!service_retention_due(service, &due, error) ||
		!service_open_cases(service, 0, &cases, error))
		return false;
	overview->to_remove = (int64_t)due;
	for (size_t i = 0; i < cases.count; i++) {
		const struct rights_case *rights = record_set_at(&cases, i);
		overview->due_cases += rights->due_on.value <=
				       clock_today(service->clock) + DUE_SOON;
	}
	record_set_finish(&cases);
	return true;
}

/* They stand first: only when there are more than are shown does the database have to count. */
static bool count_urgent(struct service *service, struct overview *overview, struct error *error)
{
	size_t shown = 0;
	for (size_t i = 0; i < overview->waiting.count; i++) {
		const struct request *request = record_set_at(&overview->waiting, i);
		shown += request->urgent.value != 0;
	}
	overview->urgent_requests = (int64_t)shown;
	if (shown < WAITING_LIMIT)
		return true;
	struct filter_term urgent = {.kind = FILTER_NUMBER,
		.field = entity_field(&request_entity, "urgent"),
		.from = 1,
		.to = 1};
	struct filter filter = {.terms = &urgent, .count = 1};
	struct list_query query = {.entity = &request_entity,
		.network = service->network,
		.filter = &filter,
		.reader = overview->reader};
	return store_count(service->store, &query, &overview->urgent_requests, error);
}

static bool read_waiting(struct service *service, struct overview *overview, struct error *error)
{
	struct list_query query = {
		.entity = &request_entity, .network = service->network, .reader = overview->reader};
	struct list_page page = {0};
	if (!store_page(service->store, &query, PAGE_FIRST, NULL, WAITING_LIMIT, &page, error))
		return false;
	/* The records are kept, their keys are not. */
	for (size_t i = 0; i < page.set.count; i++)
		page_key_finish(&page.keys[i]);
	free(page.keys);
	overview->waiting = page.set;
	return store_count_inbox(
		       service->store, service->network, &query.reader, &overview->inbox, error) &&
	       store_requests_with_letter(service->store, service->network, &overview->lettered,
		       &overview->lettered_count, error) &&
	       store_count_broken_mail(
		       service->store, service->network, &overview->broken_mail, error) &&
	       count_urgent(service, overview, error);
}

/* They are few at a time: those that are over are passed by. */
static bool read_votes(struct service *service, struct overview *overview, struct error *error)
{
	struct record_set all = {0};
	if (!store_all(service->store, &poll_entity, service->network, &all, error))
		return false;
	struct poll *polls = (struct poll *)(void *)all.records;
	size_t open = 0;
	for (size_t i = 0; i < all.count; i++) {
		if (polls[i].status.value != POLL_OPEN)
			record_finish(&poll_entity, &polls[i]);
		else
			polls[open++] = polls[i];
	}
	all.count = open;
	overview->votes = all;
	return true;
}

bool service_overview(struct service *service, struct overview *overview, struct error *error)
{
	*overview = (struct overview){.reader = service_list_reader(service)};
	int64_t today = clock_today(service->clock);
	bool ok = service_network(service, &overview->network, error) &&
		  store_all(service->store, &meeting_entity, service->network, &overview->meetings,
			  error) &&
		  store_all(service->store, &staff_entity, service->network, &overview->staff,
			  error) &&
		  count_states(service, overview, error) && read_votes(service, overview, error) &&
		  service_draft_count(service, &overview->outbox, error) &&
		  service_reply_count(service, &overview->open_replies, error) &&
		  count_duties(service, overview, error) && read_waiting(service, overview, error);
	if (!ok) {
		overview_finish(overview);
		return false;
	}
	find_next(overview, today);
	unknowns_find(&overview->unknowns, &overview->network,
		(const struct meeting *)(const void *)overview->meetings.records,
		overview->meetings.count, today);
	if (!service_sanity(
		    service, &overview->network, &overview->meetings, &overview->sanity, error)) {
		overview_finish(overview);
		return false;
	}
	return true;
}

static int compare_ids(const void *left, const void *right)
{
	const int64_t *one = left, *other = right;
	return *one < *other ? -1 : *one > *other;
}

bool overview_has_letter(const struct overview *overview, int64_t request)
{
	return overview->lettered_count &&
	       bsearch(&request, overview->lettered, overview->lettered_count, sizeof(request),
		       compare_ids);
}

void overview_finish(struct overview *overview)
{
	unknowns_finish(&overview->unknowns);
	sanity_finish(&overview->sanity);
	record_finish(&network_entity, &overview->network);
	record_set_finish(&overview->meetings);
	record_set_finish(&overview->staff);
	record_set_finish(&overview->votes);
	record_set_finish(&overview->waiting);
	free(overview->lettered);
	*overview = (struct overview){0};
}
