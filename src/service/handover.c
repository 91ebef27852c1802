/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A calendar file that goes out must reach protected persons too, and by hand: each version becomes
 * a task for each of them, unless one for the meeting waits already.
 */
#include "model/delivery.h"
#include "service/private.h"
#include "service/writer.h"
#include "store/page.h"

static bool has_meeting(const struct seat *seat, int64_t meeting)
{
	for (size_t i = 0; i < seat->count; i++) {
		if (seat->meetings[i]->record.id == meeting)
			return true;
	}
	return false;
}

/* Has something of the meeting, and not its cancellation last. */
static bool has_version(struct service *service, int64_t participant, int64_t meeting, bool *has,
	struct error *error)
{
	struct record_set rows = {0};
	*has = false;
	if (!store_referring(service->store, &delivery_entity,
		    entity_field(&delivery_entity, "participant_id"), participant, &rows, error))
		return false;
	for (size_t i = 0; i < rows.count; i++) {
		const struct delivery *delivery = record_set_at(&rows, i);
		if (delivery->meeting.value == meeting)
			*has = delivery->method.value != DELIVERY_CANCEL;
	}
	record_set_finish(&rows);
	return true;
}

/* Does a task or a letter for them wait that the file goes with? */
static bool is_waiting(struct service *service, int64_t participant, int64_t meeting,
	bool cancelled, bool *waiting, struct error *error)
{
	static const enum draft_reason giving[] = {DRAFT_FILE, DRAFT_UPDATE, DRAFT_INVITATION};
	int64_t found = 0;
	bool ok = !cancelled || service_draft_find(service, participant, DRAFT_CANCELLATION,
					meeting, &found, error);
	for (size_t i = 0; ok && !cancelled && !found && i < sizeof(giving) / sizeof(*giving); i++)
		ok = service_draft_find(service, participant, giving[i], meeting, &found, error);
	*waiting = found != 0;
	return ok;
}

/* A file that has gone out. */
struct handing_over {
	struct service *service; /* borrowed */
	int64_t meeting;
	bool cancelled;
};

static bool hand_over(void *record, void *context, struct error *error)
{
	const struct participant *participant = record;
	const struct handing_over *file = context;
	struct service *service = file->service;
	int64_t meeting = file->meeting;
	bool cancelled = file->cancelled;
	struct draft_order order = {.participant = participant->record.id,
		.reason = cancelled ? DRAFT_CANCELLATION : DRAFT_FILE,
		.meeting = meeting,
		.attach = true,
		.attachment = cancelled ? ATTACH_CANCEL : ATTACH_PLAIN};
	struct seat seat;
	bool theirs = false, waiting = false;
	if (!service_meetings_of(service, participant, &seat, error))
		return false;
	/* What is cancelled is in no seat any more, but its file is in a calendar. */
	bool ok = true;
	if (cancelled)
		ok = has_version(service, participant->record.id, meeting, &theirs, error);
	else
		theirs = has_meeting(&seat, meeting);
	ok = ok && (!theirs || is_waiting(service, participant->record.id, meeting, cancelled,
				       &waiting, error));
	if (ok && theirs && !waiting)
		ok = service_draft_within(service, &order, error);
	seat_finish(&seat);
	return ok;
}

bool service_hand_over_file(
	struct service *service, int64_t meeting, bool cancelled, struct error *error)
{
	struct filter_term terms[] = {
		{.kind = FILTER_CHOICE,
			.field = entity_field(&participant_entity, "status"),
			.choice = PARTICIPANT_ADMITTED},
		{.kind = FILTER_NUMBER,
			.field = entity_field(&participant_entity, "protected"),
			.from = 1,
			.to = 1},
	};
	struct filter filter = {.terms = terms, .count = 2};
	struct list_query query = {
		.entity = &participant_entity, .network = service->network, .filter = &filter};
	struct handing_over file = {service, meeting, cancelled};
	return store_walk(service->store, &query, hand_over, &file, error);
}
