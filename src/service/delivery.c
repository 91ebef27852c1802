/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/delivery.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "service/attendance.h"
#include "service/private.h"
#include "store/release.h"

/* ---- writing ---- */

/* The schema refuses it as well; here it gets its sentence. */
static bool check_day(
	struct service *service, const struct delivery_order *order, struct error *error)
{
	struct participant participant = {0};
	bool ok = store_get(service->store, &participant_entity, order->participant, &participant,
			  error) &&
		  service_check_admitted(service, &participant, order->meeting, error);
	record_finish(&participant_entity, &participant);
	return ok;
}

bool service_deliver_within(
	struct service *service, const struct delivery_order *order, struct error *error)
{
	if (!check_day(service, order, error))
		return false;
	struct delivery *delivery = service_new(service, &delivery_entity);
	number_set(&delivery->meeting, order->meeting);
	number_set(&delivery->participant, order->participant);
	number_set(&delivery->sequence, order->sequence);
	number_set(&delivery->method, order->method);
	number_set(&delivery->channel, order->channel);
	if (order->draft)
		number_set(&delivery->draft, order->draft);
	number_set(&delivery->delivered_at, clock_now(service->clock));
	delivery->delivered_by = xstrdup(service->who);
	bool ok = service_write(service, &delivery_entity, delivery, error);
	record_destroy(&delivery_entity, delivery);
	return ok;
}

static enum delivery_method method_by_hand(
	const struct service *service, const struct draft *draft, bool mailed)
{
	if (draft->attachment.value == ATTACH_CANCEL)
		return DELIVERY_CANCEL;
	return mailed && service->settings && service->settings->organizer_mailbox
		       ? DELIVERY_REQUEST
		       : DELIVERY_NONE;
}

/* The version that the letter is about, or else the newest that has been released. */
static bool find_version(struct service *service, const struct draft *draft,
	struct number *sequence, struct error *error)
{
	struct meeting meeting = {0};
	*sequence = draft->sequence;
	if (sequence->known)
		return true;
	bool ok = store_get(service->store, &meeting_entity, draft->meeting.value, &meeting, error);
	if (ok)
		*sequence = meeting.sequence;
	record_finish(&meeting_entity, &meeting);
	return ok;
}

/* The newest row says this already. */
static bool is_noted(struct service *service, const struct delivery_order *order, bool *noted,
	struct error *error)
{
	struct record_set rows = {0};
	const struct delivery *last = NULL;
	if (!store_referring(service->store, &delivery_entity,
		    entity_field(&delivery_entity, "participant_id"), order->participant, &rows,
		    error))
		return false;
	for (size_t i = 0; i < rows.count; i++) {
		const struct delivery *row = record_set_at(&rows, i);
		if (row->meeting.value == order->meeting)
			last = row;
	}
	bool cancels = order->method == DELIVERY_CANCEL;
	*noted = last && (last->method.value == DELIVERY_CANCEL) == cancels &&
		 last->sequence.value == order->sequence;
	record_set_finish(&rows);
	return true;
}

/* What a person notes may be noted twice, a task ticked and the list gone through: one row is
 * enough. */
static bool deliver_once(
	struct service *service, const struct delivery_order *order, struct error *error)
{
	bool noted;
	return is_noted(service, order, &noted, error) &&
	       (noted || service_deliver_within(service, order, error));
}

bool service_deliver_draft(struct service *service, const struct draft *draft,
	const struct draft *former, struct error *error)
{
	bool ends = draft->status.value == DRAFT_DONE && !draft->sent_at.known &&
		    (!former || former->status.value != DRAFT_DONE);
	/* It was found being sent, and the mail log says that it went. */
	bool mailed = former && former->status.value == DRAFT_SENDING;
	struct number sequence;
	if (!ends || !draft->attachment.known || !draft->participant.known || !draft->meeting.known)
		return true;
	if (!find_version(service, draft, &sequence, error))
		return false;
	struct delivery_order order = {.meeting = draft->meeting.value,
		.participant = draft->participant.value,
		.sequence = sequence.value,
		.method = method_by_hand(service, draft, mailed),
		.channel = mailed                            ? CHANNEL_MAIL
			   : draft->kind.value == DRAFT_TASK ? CHANNEL_MANUAL
							     : CHANNEL_FILE,
		.draft = draft->record.id};
	/* Without a release there was no file to give. */
	if (!sequence.known)
		return true;
	/* Each mail that has gone is a row, as when the program tells. */
	return mailed ? service_deliver_within(service, &order, error)
		      : deliver_once(service, &order, error);
}

/* The version that was given: one that has been released. */
static bool find_release(struct service *service, int64_t meeting, int64_t *sequence,
	enum delivery_method *method, struct error *error)
{
	struct release *releases;
	size_t count;
	bool found = false;
	if (!store_release_list(service->store, meeting, &releases, &count, error))
		return false;
	for (size_t i = 0; !found && i < count; i++) {
		found = *sequence < 0 || releases[i].sequence == *sequence;
		if (found) {
			*sequence = releases[i].sequence;
			*method = !strcmp(releases[i].method, "cancel")    ? DELIVERY_CANCEL
				  : !strcmp(releases[i].method, "publish") ? DELIVERY_PUBLISH
									   : DELIVERY_NONE;
		}
	}
	free(releases);
	if (found)
		return true;
	if (!count)
		return error_set(error, ERROR_REFUSED,
			_("No calendar file of the meeting has gone out yet."));
	return error_set(error, ERROR_REFUSED, _("The meeting has no version %lld of its file."),
		(long long)*sequence);
}

bool service_deliver_by_hand(struct service *service, int64_t meeting, const int64_t *participants,
	size_t count, int64_t sequence, struct error *error)
{
	struct delivery_order order = {
		.meeting = meeting, .sequence = sequence, .channel = CHANNEL_FILE};
	if (!find_release(service, meeting, &order.sequence, &order.method, error))
		return false;
	char *title = xasprintf(PLURAL_("Calendar file given to %zu person (version %lld)",
					"Calendar file given to %zu people (version %lld)", count),
		count, (long long)order.sequence);
	bool ok = service_begin(service, title, true, error);
	free(title);
	if (!ok)
		return false;
	for (size_t i = 0; ok && i < count; i++) {
		order.participant = participants[i];
		ok = deliver_once(service, &order, error);
	}
	return service_end(service, ok, error);
}

/* ---- reading ---- */

bool service_delivery_given(struct service *service, int64_t meeting, int64_t participant,
	struct number *given, struct error *error)
{
	struct record_set rows = {0};
	*given = (struct number){0};
	if (!store_referring(service->store, &delivery_entity,
		    entity_field(&delivery_entity, "participant_id"), participant, &rows, error))
		return false;
	for (size_t i = 0; i < rows.count; i++) {
		const struct delivery *row = record_set_at(&rows, i);
		if (row->meeting.value == meeting &&
			(!given->known || row->sequence.value > given->value))
			*given = row->sequence;
	}
	record_set_finish(&rows);
	return true;
}

static struct standing *add(struct standings *standings)
{
	if (!(standings->count & (standings->count - 1)))
		standings->items = xreallocarray(standings->items,
			standings->count ? standings->count * 2 : 1, sizeof(*standings->items));
	struct standing *standing = &standings->items[standings->count++];
	*standing = (struct standing){0};
	return standing;
}

static bool add_people(struct service *service, const struct meeting *meeting,
	struct standings *standings, struct error *error)
{
	struct record_set people = {0};
	if (!service_meeting_people(service, meeting, &people, error))
		return false;
	/* The texts of each go with it. */
	const struct participant *all = (const struct participant *)(const void *)people.records;
	for (size_t i = 0; i < people.count; i++) {
		struct standing *standing = add(standings);
		standing->participant = all[i];
		standing->belongs = true;
	}
	free(people.records);
	return true;
}

/* Where someone stands, found by their id. */
struct place {
	int64_t participant;
	size_t index;
};

static int compare_places(const void *left, const void *right)
{
	const struct place *a = left, *b = right;
	return (a->participant > b->participant) - (a->participant < b->participant);
}

/* Owned by the caller. */
static struct place *sort_places(const struct standings *standings)
{
	struct place *places = xcalloc(standings->count + 1, sizeof(*places));
	for (size_t i = 0; i < standings->count; i++)
		places[i] = (struct place){standings->items[i].participant.record.id, i};
	qsort(places, standings->count, sizeof(*places), compare_places);
	return places;
}

static void note(struct standing *standing, const struct delivery *delivery)
{
	standing->last_at = delivery->delivered_at;
	standing->has = delivery->method.value == DELIVERY_CANCEL ? (struct number){0}
								  : delivery->sequence;
}

/* The deliveries of someone, `first` being the first of them. Rows come by their id: the last one
 * is the newest. */
static bool add_deliveries(struct service *service, const struct delivery *const *rows,
	size_t count, struct standings *standings, const struct place *found, struct error *error)
{
	struct standing *standing = found ? &standings->items[found->index] : add(standings);
	if (!found && !store_get(service->store, &participant_entity, rows[0]->participant.value,
			      &standing->participant, error))
		return false;
	note(standing, rows[count - 1]);
	return true;
}

static int compare_rows(const void *left, const void *right)
{
	const struct delivery *a = *(const struct delivery *const *)left;
	const struct delivery *b = *(const struct delivery *const *)right;
	if (a->participant.value != b->participant.value)
		return a->participant.value < b->participant.value ? -1 : 1;
	return (a->record.id > b->record.id) - (a->record.id < b->record.id);
}

/* The rows by participant and then by id: how someone stands is one look at each stretch. */
static bool add_ledger(struct service *service, const struct record_set *set,
	struct standings *standings, struct error *error)
{
	size_t known = standings->count;
	struct place *places = sort_places(standings);
	const struct delivery **rows = xcalloc(set->count + 1, sizeof(*rows));
	bool ok = true;
	for (size_t i = 0; i < set->count; i++)
		rows[i] = record_set_at(set, i);
	qsort(rows, set->count, sizeof(*rows), compare_rows);
	for (size_t i = 0, next; ok && i < set->count; i = next) {
		int64_t id = rows[i]->participant.value;
		struct place key = {.participant = id};
		for (next = i; next < set->count && rows[next]->participant.value == id;)
			next++;
		ok = add_deliveries(service, rows + i, next - i, standings,
			bsearch(&key, places, known, sizeof(key), compare_places), error);
	}
	free(rows);
	free(places);
	return ok;
}

static enum delivery_need need_of(
	const struct standing *standing, const struct meeting *meeting, int64_t sequence)
{
	bool cancelled = meeting->status.value == MEETING_CANCELLED;
	if (standing->has.known && (cancelled || !standing->belongs))
		return NEED_CANCELLATION;
	if (cancelled || !standing->belongs || sequence < 0)
		return NEED_NOTHING;
	if (!standing->has.known)
		return NEED_FILE;
	return standing->has.value < sequence ? NEED_UPDATE : NEED_NOTHING;
}

bool service_standings(struct service *service, const struct meeting *meeting, int64_t sequence,
	struct standings *standings, struct error *error)
{
	struct record_set rows = {0};
	*standings = (struct standings){0};
	bool ok = add_people(service, meeting, standings, error) &&
		  store_referring(service->store, &delivery_entity,
			  entity_field(&delivery_entity, "meeting_id"), meeting->record.id, &rows,
			  error);
	ok = ok && add_ledger(service, &rows, standings, error);
	record_set_finish(&rows);
	if (!ok) {
		standings_finish(standings);
		return false;
	}
	for (size_t i = 0; i < standings->count; i++) {
		struct standing *standing = &standings->items[i];
		standing->need = need_of(standing, meeting, sequence);
		standings->needing += standing->need != NEED_NOTHING;
	}
	return true;
}

void standings_finish(struct standings *standings)
{
	for (size_t i = 0; i < standings->count; i++)
		record_finish(&participant_entity, &standings->items[i].participant);
	free(standings->items);
	*standings = (struct standings){0};
}
