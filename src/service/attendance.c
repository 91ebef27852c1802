/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/attendance.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "service/private.h"
#include "store/belonging.h"
#include "store/page.h"

/* ---- who belongs ---- */

/* Takes the participant over, and leaves an empty one. Room doubles. */
static void move_person(struct record_set *people, struct participant *participant)
{
	if (!(people->count & (people->count - 1)))
		people->records = xreallocarray(people->records,
			people->count ? people->count * 2 : 1, sizeof(*participant));
	((struct participant *)(void *)people->records)[people->count++] = *participant;
	*participant = (struct participant){0};
}

/* Those who belong to a meeting, while everybody is walked by. */
struct gathering {
	struct store *store; /* borrowed */
	const struct meeting *meeting;
	struct record_set *people;
};

static bool gather(void *record, void *context, struct error *error)
{
	struct gathering *all = context;
	bool belongs;
	bool ok = store_belongs(all->store, record, all->meeting, &belongs, error);
	if (ok && belongs)
		move_person(all->people, record);
	return ok;
}

bool service_meeting_people(struct service *service, const struct meeting *meeting,
	struct record_set *people, struct error *error)
{
	struct list_query query = {
		.entity = &participant_entity, .network = meeting->network.value, .all = true};
	struct gathering all = {service->store, meeting, people};
	*people = (struct record_set){.entity = &participant_entity};
	if (!meeting->date.known || store_walk(service->store, &query, gather, &all, error))
		return true;
	record_set_finish(people);
	return false;
}

/* ---- what they answered ---- */

static int compare_rows(const void *left, const void *right)
{
	const struct attendance *a = left, *b = right;
	return (a->participant.value > b->participant.value) -
	       (a->participant.value < b->participant.value);
}

/* The rows as read_rows() gives them: by participant. */
static const struct attendance *attendance_of(const struct record_set *rows, int64_t participant)
{
	const struct attendance key = {.participant = {.known = true, .value = participant}};
	return rows->count ? bsearch(&key, rows->records, rows->count, sizeof(key), compare_rows)
			   : NULL;
}

struct attendance *service_attendance_new(int64_t meeting, int64_t participant)
{
	struct attendance *attendance = record_create(&attendance_entity);
	attendance->meeting = (struct number){.known = true, .value = meeting};
	attendance->participant = (struct number){.known = true, .value = participant};
	attendance->answer = (struct number){.known = true, .value = ANSWER_NEEDS_ACTION};
	return attendance;
}

static bool read_rows(
	struct service *service, int64_t meeting, struct record_set *rows, struct error *error)
{
	if (!store_referring(service->store, &attendance_entity,
		    entity_field(&attendance_entity, "meeting_id"), meeting, rows, error))
		return false;
	if (rows->count)
		qsort(rows->records, rows->count, sizeof(struct attendance), compare_rows);
	return true;
}

static void assign_seats(struct attendees *attendees, struct number capacity)
{
	size_t count = attendees->count;
	const struct attendance **rows = xcalloc(count + 1, sizeof(*rows));
	struct seating *seats = xcalloc(count + 1, sizeof(*seats));
	for (size_t i = 0; i < count; i++)
		rows[i] = &attendees->items[i].attendance;
	seats_assign(rows, count, capacity, seats);
	for (size_t i = 0; i < count; i++) {
		attendees->items[i].seat = seats[i];
		answer_count(&attendees->answers, rows[i], &seats[i]);
	}
	free(seats);
	free(rows);
}

/* Takes the people over. */
static void fill(struct attendees *attendees, int64_t meeting, struct record_set *people,
	const struct record_set *rows)
{
	struct participant *all = (struct participant *)(void *)people->records;
	attendees->items = xcalloc(people->count + 1, sizeof(*attendees->items));
	attendees->count = people->count;
	for (size_t i = 0; i < people->count; i++) {
		struct attendee *attendee = &attendees->items[i];
		const struct attendance *row = attendance_of(rows, all[i].record.id);
		struct attendance *copy = row ? record_copy(&attendance_entity, row)
					      : service_attendance_new(meeting, all[i].record.id);
		attendee->participant = all[i];
		attendee->attendance = *copy;
		free(copy);
		attendance_count(&attendees->counts, &attendee->attendance);
	}
	free(people->records);
	*people = (struct record_set){0};
}

bool service_attendees(struct service *service, const struct meeting *meeting,
	struct attendees *attendees, struct error *error)
{
	struct record_set people, rows = {0};
	*attendees = (struct attendees){0};
	if (!service_meeting_people(service, meeting, &people, error))
		return false;
	bool ok = read_rows(service, meeting->record.id, &rows, error);
	if (ok) {
		fill(attendees, meeting->record.id, &people, &rows);
		assign_seats(attendees, meeting->capacity);
	}
	record_set_finish(&rows);
	if (!ok)
		record_set_finish(&people);
	return ok;
}

void attendees_finish(struct attendees *attendees)
{
	for (size_t i = 0; i < attendees->count; i++) {
		record_finish(&participant_entity, &attendees->items[i].participant);
		record_finish(&attendance_entity, &attendees->items[i].attendance);
	}
	free(attendees->items);
	*attendees = (struct attendees){0};
}

/* ---- noting it ---- */

bool service_check_attendee(struct service *service, const struct meeting *meeting,
	int64_t participant, struct error *error)
{
	struct participant person = {0};
	bool belongs = false;
	bool ok = store_get(service->store, &participant_entity, participant, &person, error) &&
		  store_belongs(service->store, &person, meeting, &belongs, error);
	if (ok && !belongs) {
		char *name = participant_entity.title(&person);
		ok = error_set(error, ERROR_REFUSED,
			_("%s was not an admitted participant on the day of the meeting."), name);
		free(name);
	}
	record_finish(&participant_entity, &person);
	return ok;
}

static bool note_one(struct service *service, const struct meeting *meeting,
	const struct record_set *rows, const struct attendance_order *order, struct error *error)
{
	const struct attendance *former = attendance_of(rows, order->participant);
	if (!service_check_attendee(service, meeting, order->participant, error))
		return false;
	struct attendance *row = former ? record_copy(&attendance_entity, former)
					: service_attendance_new(
						  meeting->record.id, order->participant);
	bool same = row->presence.known == order->presence.known &&
		    (!row->presence.known || row->presence.value == order->presence.value);
	row->presence = order->presence;
	free(row->noted_by);
	row->noted_by = order->presence.known ? xstrdup(service->who) : NULL;
	row->noted_at = (struct number){
		.known = order->presence.known, .value = clock_now(service->clock)};
	bool ok = same || (former ? store_update(service->store, &attendance_entity, row, error)
				  : store_insert(service->store, &attendance_entity, row, error));
	record_destroy(&attendance_entity, row);
	return ok;
}

/* Nobody's name stands in it: the journal outlives what it tells of. */
static char *action_title(
	const struct meeting *meeting, const struct attendance_order *orders, size_t count)
{
	char *day = meeting_entity.title(meeting);
	char *title;
	if (count == 1)
		title = xasprintf(_("Attendance %s: participant no. %lld, %s"), day,
			(long long)orders->participant,
			orders->presence.known
				? choice_label(&presences, (int)orders->presence.value)
				: _("nothing noted"));
	else
		title = xasprintf(PLURAL_("Attendance %s: %zu participant",
					  "Attendance %s: %zu participants", count),
			day, count);
	free(day);
	return title;
}

static bool note_all(struct service *service, const struct meeting *meeting,
	const struct attendance_order *orders, size_t count, struct error *error)
{
	struct record_set rows = {0};
	bool ok = read_rows(service, meeting->record.id, &rows, error);
	for (size_t i = 0; ok && i < count; i++)
		ok = note_one(service, meeting, &rows, &orders[i], error);
	record_set_finish(&rows);
	return ok;
}

bool service_attend(struct service *service, int64_t id, const struct attendance_order *orders,
	size_t count, struct error *error)
{
	struct meeting meeting = {0};
	bool ok = store_get(service->store, &meeting_entity, id, &meeting, error) &&
		  attendance_may_be_noted(&meeting, clock_today(service->clock), error);
	if (ok) {
		char *title = action_title(&meeting, orders, count);
		ok = service_begin(service, title, false, error) &&
		     service_end(service, note_all(service, &meeting, orders, count, error), error);
		free(title);
	}
	record_finish(&meeting_entity, &meeting);
	return ok;
}
