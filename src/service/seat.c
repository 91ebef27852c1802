/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/seat.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/dateformat.h"
#include "base/i18n.h"
#include "model/delivery.h"
#include "store/release.h"

void seat_finish(struct seat *seat)
{
	free(seat->meetings);
	record_set_finish(&seat->all);
	*seat = (struct seat){0};
}

/* Whoever was admitted before the program knew of days was admitted when they signed up. */
static int64_t first_day(const struct participant *participant)
{
	return participant->admitted_on.known ? participant->admitted_on.value
					      : participant->received_on.value;
}

bool service_meetings_of(struct service *service, const struct participant *participant,
	struct seat *seat, struct error *error)
{
	*seat = (struct seat){0};
	if (!store_all(service->store, &meeting_entity, service->network, &seat->all, error))
		return false;
	seat->meetings = xcalloc(seat->all.count + 1, sizeof(*seat->meetings));
	for (size_t i = 0; i < seat->all.count; i++) {
		const struct meeting *meeting = record_set_at(&seat->all, i);
		if (participant->status.value != PARTICIPANT_ADMITTED ||
			meeting->status.value == MEETING_CANCELLED)
			continue;
		if (meeting->date.known && meeting->date.value < first_day(participant))
			seat->is_late = true;
		else
			seat->meetings[seat->count++] = meeting;
	}
	return true;
}

static bool has_file_out(
	struct service *service, const struct meeting *meeting, bool *out, struct error *error)
{
	struct release release;
	bool found;
	if (!store_release_latest(
		    service->store, meeting->record.id, NULL, &release, &found, error))
		return false;
	*out = found && strcmp(release.method, "cancel") != 0;
	return true;
}

static bool lies_ahead(const struct service *service, const struct meeting *meeting)
{
	return meeting->date.known && meeting->status.value != MEETING_HELD &&
	       meeting->date.value >= clock_today(service->clock);
}

bool service_meetings_ahead(struct service *service, const struct participant *participant,
	struct seat *seat, struct error *error)
{
	size_t kept = 0;
	if (!service_meetings_of(service, participant, seat, error))
		return false;
	for (size_t i = 0; i < seat->count; i++) {
		bool out = false;
		if (lies_ahead(service, seat->meetings[i]) &&
			!has_file_out(service, seat->meetings[i], &out, error)) {
			seat_finish(seat);
			return false;
		}
		if (out)
			seat->meetings[kept++] = seat->meetings[i];
	}
	seat->count = kept;
	return true;
}

static bool is_held(const struct record_set *deliveries, int64_t meeting)
{
	bool held = false;
	for (size_t i = 0; i < deliveries->count; i++) {
		const struct delivery *delivery = record_set_at(deliveries, i);
		if (delivery->meeting.value == meeting)
			held = delivery->method.value != DELIVERY_CANCEL;
	}
	return held;
}

bool service_meetings_held(struct service *service, const struct participant *participant,
	struct seat *seat, struct error *error)
{
	struct record_set deliveries = {0};
	size_t kept = 0;
	if (!service_meetings_ahead(service, participant, seat, error))
		return false;
	if (!store_referring(service->store, &delivery_entity,
		    entity_field(&delivery_entity, "participant_id"), participant->record.id,
		    &deliveries, error)) {
		seat_finish(seat);
		return false;
	}
	for (size_t i = 0; i < seat->count; i++) {
		if (is_held(&deliveries, seat->meetings[i]->record.id))
			seat->meetings[kept++] = seat->meetings[i];
	}
	seat->count = kept;
	record_set_finish(&deliveries);
	return true;
}

static char *brief(const struct meeting *meeting)
{
	if (meeting->date.known)
		return date_format(meeting->date.value, DATE_SHORT);
	return meeting->period_text
		       ? xasprintf(_("%s (date to be announced)"), meeting->period_text)
		       : xstrdup(_("date to be announced"));
}

char *seat_in_words(const struct seat *seat)
{
	struct buffer text = {0};
	char *last = NULL;
	for (size_t i = 0; i < seat->count; i++) {
		char *next = brief(seat->meetings[i]);
		/* Several in a year without days are said once. */
		if (!last || strcmp(last, next) != 0)
			buffer_printf(&text, "%s%s", i ? ", " : "", next);
		free(last);
		last = next;
	}
	free(last);
	return buffer_take(&text);
}
