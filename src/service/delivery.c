/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/delivery.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "service/attendance.h"
#include "service/private.h"
#include "store/release.h"

static void set_number(struct number *number, int64_t value)
{
	*number = (struct number){.known = true, .value = value};
}

/* ---- writing ---- */

/* The schema refuses it as well; here it gets its sentence. */
static bool check_day(
	struct service *service, const struct delivery_order *order, struct error *error)
{
	struct participant participant = {0};
	struct meeting meeting = {0};
	bool ok = store_get(service->store, &participant_entity, order->participant, &participant,
			  error) &&
		  store_get(service->store, &meeting_entity, order->meeting, &meeting, error);
	if (ok && meeting.date.known && participant.admitted_on.known &&
		participant.admitted_on.value > meeting.date.value) {
		char *name = participant_entity.title(&participant);
		char *when = meeting_when(&meeting);
		ok = error_set(error, ERROR_REFUSED, _("%s was admitted after the meeting %s."),
			name, when);
		free(when);
		free(name);
	}
	record_finish(&participant_entity, &participant);
	record_finish(&meeting_entity, &meeting);
	return ok;
}

bool service_deliver_within(
	struct service *service, const struct delivery_order *order, struct error *error)
{
	if (!check_day(service, order, error))
		return false;
	struct delivery *delivery = service_new(service, &delivery_entity);
	set_number(&delivery->meeting, order->meeting);
	set_number(&delivery->participant, order->participant);
	set_number(&delivery->sequence, order->sequence);
	set_number(&delivery->method, order->method);
	set_number(&delivery->channel, order->channel);
	if (order->draft)
		set_number(&delivery->draft, order->draft);
	set_number(&delivery->delivered_at, clock_now(service->clock));
	delivery->delivered_by = xstrdup(service->who);
	bool ok = service_write(service, &delivery_entity, delivery, error);
	record_destroy(&delivery_entity, delivery);
	return ok;
}

/* The version that was given: one that has been released. */
static bool find_version(struct service *service, int64_t meeting, int64_t *sequence,
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
	if (!find_version(service, meeting, &order.sequence, &order.method, error))
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
		ok = service_deliver_within(service, &order, error);
	}
	return service_end(service, ok, error);
}

/* ---- reading ---- */

/* Where each person stands among the standings, sorted by number: the deliveries of a meeting are
 * as many as its people. */
struct place {
	int64_t participant;
	size_t at;
};

struct places {
	struct place *items; /* owned */
	size_t count;
};

static int compare_places(const void *left, const void *right)
{
	const struct place *a = left, *b = right;
	return (a->participant > b->participant) - (a->participant < b->participant);
}

static struct places find_places(const struct standings *standings)
{
	struct places places = {.items = xcalloc(standings->count + 1, sizeof(struct place)),
		.count = standings->count};
	for (size_t i = 0; i < standings->count; i++)
		places.items[i] = (struct place){standings->items[i].participant.record.id, i};
	if (places.count)
		qsort(places.items, places.count, sizeof(*places.items), compare_places);
	return places;
}

/* Whoever does not belong stands behind those who do. */
static struct standing *find(
	struct standings *standings, const struct places *places, int64_t participant)
{
	struct place key = {.participant = participant};
	const struct place *place = places->count ? bsearch(&key, places->items, places->count,
							    sizeof(key), compare_places)
						  : NULL;
	if (place)
		return &standings->items[place->at];
	for (size_t i = places->count; i < standings->count; i++) {
		if (standings->items[i].participant.record.id == participant)
			return &standings->items[i];
	}
	return NULL;
}

static struct standing *add(struct standings *standings)
{
	/* Room doubles. */
	if ((standings->count & (standings->count - 1)) == 0)
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
	for (size_t i = 0; i < people.count; i++) {
		struct participant *copy = record_copy(
			&participant_entity, record_set_at(&people, i));
		struct standing *standing = add(standings);
		standing->participant = *copy;
		standing->belongs = true;
		free(copy);
	}
	record_set_finish(&people);
	return true;
}

/* Rows come by their id: the last one of a person is the newest. */
static bool add_delivery(struct service *service, const struct delivery *delivery,
	const struct places *places, struct standings *standings, struct error *error)
{
	struct standing *standing = find(standings, places, delivery->participant.value);
	if (!standing) {
		standing = add(standings);
		if (!store_get(service->store, &participant_entity, delivery->participant.value,
			    &standing->participant, error))
			return false;
	}
	standing->last_at = delivery->delivered_at;
	standing->has = delivery->method.value == DELIVERY_CANCEL ? (struct number){0}
								  : delivery->sequence;
	return true;
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
	struct places places = find_places(standings);
	for (size_t i = 0; ok && i < rows.count; i++)
		ok = add_delivery(service, record_set_at(&rows, i), &places, standings, error);
	free(places.items);
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
