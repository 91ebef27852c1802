/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/answer.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "service/private.h"
#include "store/belonging.h"

/* ---- who has a seat ---- */

/* The rows of a meeting with their seats: only of those who have accepted and belong to it. */
struct seats {
	struct record_set rows;
	const struct attendance **accepted; /* borrow from rows */
	struct seating *seatings;
	size_t count;
};

static void seats_finish(struct seats *seats)
{
	free(seats->accepted);
	free(seats->seatings);
	record_set_finish(&seats->rows);
	*seats = (struct seats){0};
}

static bool belongs(struct service *service, const struct meeting *meeting, int64_t participant,
	bool *found, struct error *error)
{
	struct participant person = {0};
	bool ok = store_get(service->store, &participant_entity, participant, &person, error) &&
		  store_belongs(service->store, &person, meeting, found, error);
	record_finish(&participant_entity, &person);
	return ok;
}

/* Nothing is read for a meeting that has seats for everybody. */
static bool seats_read(struct service *service, const struct meeting *meeting, struct seats *seats,
	struct error *error)
{
	*seats = (struct seats){0};
	if (!meeting->capacity.known)
		return true;
	bool ok = store_referring(service->store, &attendance_entity,
		entity_field(&attendance_entity, "meeting_id"), meeting->record.id, &seats->rows,
		error);
	seats->accepted = xcalloc(seats->rows.count + 1, sizeof(*seats->accepted));
	seats->seatings = xcalloc(seats->rows.count + 1, sizeof(*seats->seatings));
	for (size_t i = 0; ok && i < seats->rows.count; i++) {
		const struct attendance *row = record_set_at(&seats->rows, i);
		bool found = false;
		if (row->answer.value != ANSWER_ACCEPTED)
			continue;
		ok = belongs(service, meeting, row->participant.value, &found, error);
		if (ok && found)
			seats->accepted[seats->count++] = row;
	}
	if (ok)
		seats_assign(seats->accepted, seats->count, meeting->capacity, seats->seatings);
	else
		seats_finish(seats);
	return ok;
}

static bool has_seat(const struct seats *seats, int64_t participant)
{
	for (size_t i = 0; i < seats->count; i++) {
		if (seats->accepted[i]->participant.value == participant)
			return seats->seatings[i].state == SEAT_TAKEN;
	}
	return false;
}

static void add_moved(struct moved_up *moved, int64_t participant)
{
	for (size_t i = 0; i < moved->count; i++) {
		if (moved->participants[i] == participant)
			return;
	}
	moved->participants = xreallocarray(
		moved->participants, moved->count + 1, sizeof(*moved->participants));
	moved->participants[moved->count++] = participant;
}

static void compare_seats(
	const struct seats *before, const struct seats *after, struct moved_up *moved)
{
	for (size_t i = 0; moved && i < before->count; i++) {
		int64_t participant = before->accepted[i]->participant.value;
		if (before->seatings[i].state == SEAT_WAITING && has_seat(after, participant))
			add_moved(moved, participant);
	}
}

void moved_up_finish(struct moved_up *moved)
{
	free(moved->participants);
	*moved = (struct moved_up){0};
}

char *service_moved_up_text(struct service *service, const struct moved_up *moved)
{
	struct buffer names = {0};
	for (size_t i = 0; i < moved->count; i++) {
		struct participant person = {0};
		struct error gone = {0};
		bool ok = store_get(service->store, &participant_entity, moved->participants[i],
			&person, &gone);
		char *name = ok && !person.is_protected.value
				     ? participant_entity.title(&person)
				     : xasprintf(_("no. %lld"), (long long)moved->participants[i]);
		buffer_printf(&names, "%s%s", i ? ", " : "", name);
		free(name);
		error_finish(&gone);
		record_finish(&participant_entity, &person);
	}
	char *text = moved->count ? xasprintf(_("From the waiting list to a seat: %s"), names.data)
				  : NULL;
	buffer_finish(&names);
	return text;
}

/* ---- noting ---- */

static bool find_row(struct service *service, int64_t meeting, int64_t participant,
	struct attendance **row, struct error *error)
{
	struct record_set rows = {0};
	*row = NULL;
	bool ok = store_referring(service->store, &attendance_entity,
		entity_field(&attendance_entity, "participant_id"), participant, &rows, error);
	for (size_t i = 0; ok && !*row && i < rows.count; i++) {
		const struct attendance *found = record_set_at(&rows, i);
		if (found->meeting.value == meeting)
			*row = record_copy(&attendance_entity, found);
	}
	record_set_finish(&rows);
	if (ok && !*row)
		*row = service_attendance_new(meeting, participant);
	return ok;
}

/* What came with an answer stays with the reply, which is sealed when the person is protected.
 * Saying the same again, to a newer version, does not cost the place in the queue. */
static void fill_row(struct service *service, const struct meeting *meeting,
	const struct answer_order *order, struct attendance *row)
{
	bool same = row->answer.value == (int64_t)order->answer && row->answered_at.known;
	const struct number now = {.known = true, .value = clock_now(service->clock)};
	row->answer = (struct number){.known = true, .value = order->answer};
	if (order->answer == ANSWER_NEEDS_ACTION) {
		row->answered_at = row->answered_sequence = (struct number){0};
		return;
	}
	if (!same)
		row->answered_at = order->answered_at.known ? order->answered_at : now;
	row->answered_sequence = order->sequence.known ? order->sequence : meeting->sequence;
}

static bool note_one(struct service *service, const struct meeting *meeting,
	const struct answer_order *order, struct error *error)
{
	struct attendance *row;
	if (!service_check_attendee(service, meeting, order->participant, error) ||
		!find_row(service, meeting->record.id, order->participant, &row, error))
		return false;
	fill_row(service, meeting, order, row);
	bool ok = row->record.id ? store_update(service->store, &attendance_entity, row, error)
				 : store_insert(service->store, &attendance_entity, row, error);
	record_destroy(&attendance_entity, row);
	return ok;
}

bool service_answer_within(struct service *service, const struct meeting *meeting,
	const struct answer_order *orders, size_t count, struct moved_up *moved,
	struct error *error)
{
	struct seats before, after = {0};
	if (meeting->status.value == MEETING_CANCELLED)
		return error_set(error, ERROR_REFUSED,
			_("The meeting is cancelled: there is nothing to answer."));
	if (!seats_read(service, meeting, &before, error))
		return false;
	bool ok = true;
	for (size_t i = 0; ok && i < count; i++)
		ok = note_one(service, meeting, &orders[i], error);
	ok = ok && seats_read(service, meeting, &after, error);
	if (ok)
		compare_seats(&before, &after, moved);
	seats_finish(&after);
	seats_finish(&before);
	return ok;
}

/* Nobody's name stands in it: the journal outlives what it tells of. */
static char *action_title(
	const struct meeting *meeting, const struct answer_order *orders, size_t count)
{
	char *day = meeting_entity.title(meeting);
	char *title = count == 1 ? xasprintf(_("Answer to %s: participant no. %lld, %s"), day,
					   (long long)orders->participant,
					   choice_label(&answers, (int)orders->answer))
				 : xasprintf(PLURAL_("Answers to %s: %zu participant",
						     "Answers to %s: %zu participants", count),
					   day, count);
	free(day);
	return title;
}

bool service_answer(struct service *service, int64_t id, const struct answer_order *orders,
	size_t count, struct moved_up *moved, struct error *error)
{
	struct meeting meeting = {0};
	bool ok = store_get(service->store, &meeting_entity, id, &meeting, error);
	if (ok) {
		char *title = action_title(&meeting, orders, count);
		ok = service_begin(service, title, false, error) &&
		     service_end(service,
			     service_answer_within(service, &meeting, orders, count, moved, error),
			     error);
		free(title);
	}
	record_finish(&meeting_entity, &meeting);
	return ok;
}
