/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/move.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/dateformat.h"
#include "base/i18n.h"
#include "model/delivery.h"
#include "model/programme.h"
#include "service/hooks.h"
#include "service/private.h"

static struct number known(int64_t value)
{
	return (struct number){.known = true, .value = value};
}

/* ---- where it goes ---- */

/* A start without an end: as long as before. */
static struct number end_after(const struct meeting *before, int64_t start)
{
	if (!before->start.known || !before->end.known)
		return (struct number){0};
	return known(start + before->end.value - before->start.value);
}

static void place(struct move_look *look, const struct moment *to)
{
	struct meeting *after = &look->after;
	if (to->has_date)
		after->date = known(to->date);
	if (to->start < 0)
		return;
	after->start = known(to->start);
	after->end = to->end >= 0 ? known(to->end) : end_after(&look->before, to->start);
}

static bool is_same(struct number left, struct number right)
{
	return left.known == right.known && (!left.known || left.value == right.value);
}

/* ---- what it would meet ---- */

/* Without an hour of its own a meeting takes no time from another. */
static bool overlaps(const struct meeting *left, const struct meeting *right)
{
	int64_t left_end = meeting_end(left), right_end = meeting_end(right);
	if (!left->start.known || !right->start.known)
		return false;
	if (left->start.value == right->start.value)
		return true;
	if (left->start.value < right->start.value)
		return left_end > right->start.value;
	return right_end > left->start.value;
}

static void find_week(struct move_look *look)
{
	const struct meeting *after = &look->after;
	if (!after->date.known)
		return;
	int64_t monday = after->date.value - date_weekday(after->date.value) + 1;
	look->week = xcalloc(look->meetings.count + 1, sizeof(*look->week));
	for (size_t i = 0; i < look->meetings.count; i++) {
		const struct meeting *other = record_set_at(&look->meetings, i);
		if (!other->date.known || other->record.id == after->record.id ||
			other->status.value == MEETING_CANCELLED || other->date.value < monday ||
			other->date.value >= monday + 7)
			continue;
		bool same_day = other->date.value == after->date.value;
		look->week[look->week_count++] = (struct move_neighbour){.meeting = other,
			.same_day = same_day,
			.overlaps = same_day && overlaps(after, other)};
	}
}

/* ---- who has the file ---- */

static int by_person(const void *one, const void *other)
{
	const struct delivery *left = one, *right = other;
	if (left->participant.value != right->participant.value)
		return left->participant.value < right->participant.value ? -1 : 1;
	return left->record.id < right->record.id ? -1 : left->record.id > right->record.id;
}

/* The newest delivery of each says what they have; a cancellation took it away again. Reads what
 * was delivered only, not everybody. */
static bool count_holders(struct service *service, struct move_look *look, struct error *error)
{
	struct record_set rows = {0};
	if (!store_referring(service->store, &delivery_entity,
		    entity_field(&delivery_entity, "meeting_id"), look->before.record.id, &rows,
		    error))
		return false;
	if (rows.count > 1)
		qsort(rows.records, rows.count, sizeof(struct delivery), by_person);
	for (size_t i = 0; i < rows.count; i++) {
		const struct delivery *row = record_set_at(&rows, i);
		const struct delivery *next = i + 1 < rows.count ? record_set_at(&rows, i + 1)
								 : NULL;
		bool newest = !next || next->participant.value != row->participant.value;
		look->holders += newest && row->method.value != DELIVERY_CANCEL;
	}
	record_set_finish(&rows);
	return true;
}

/* ---- whether it can be ---- */

static void refuse(struct move_look *look, struct error *error)
{
	look->refusal = xstrdup(error->message ? error->message : _("That cannot be done."));
	error_finish(error);
}

/* The rules that saving would ask, of a copy that is not saved. */
static void ask_rules(struct service *service, struct move_look *look)
{
	struct error error = {0};
	struct rule_context context = {.today = look->today, .network = &look->network};
	struct meeting *copy = record_copy(&meeting_entity, &look->after);
	if (look->before.status.value == MEETING_HELD)
		error_set(&error, ERROR_REFUSED,
			_("The meeting has been held: it is not moved any more."));
	else if (!look->after.date.known)
		error_set(&error, ERROR_DATA, _("The meeting has no date yet: type one."));
	else if (look->after.end.known && look->after.end.value >= MINUTES_PER_DAY)
		error_set(&error, ERROR_DATA,
			_("The meeting would go on after midnight: type when it ends."));
	else if (service_hooks(&meeting_entity)->complete(service, copy, &look->before, &error))
		record_validate(&meeting_entity, copy, &context, &error);
	if (error.kind != ERROR_NONE)
		refuse(look, &error);
	record_destroy(&meeting_entity, copy);
}

bool service_move_look(struct service *service, const struct move_order *order,
	struct move_look *look, struct error *error)
{
	*look = (struct move_look){.today = clock_today(service->clock)};
	if (!service_network(service, &look->network, error) ||
		!store_get(service->store, &meeting_entity, order->meeting, &look->before, error) ||
		!store_get(service->store, &meeting_entity, order->meeting, &look->after, error) ||
		!store_all(service->store, &meeting_entity, service->network, &look->meetings,
			error) ||
		!count_holders(service, look, error)) {
		move_look_finish(look);
		return false;
	}
	place(look, &order->to);
	look->changes = !is_same(look->before.date, look->after.date) ||
			!is_same(look->before.start, look->after.start) ||
			!is_same(look->before.end, look->after.end);
	ask_rules(service, look);
	if (!look->refusal)
		look->twice = meeting_comes_twice(&look->after);
	find_week(look);
	return true;
}

void move_look_finish(struct move_look *look)
{
	record_finish(&meeting_entity, &look->before);
	record_finish(&meeting_entity, &look->after);
	record_finish(&network_entity, &look->network);
	record_set_finish(&look->meetings);
	free(look->week);
	free(look->refusal);
	*look = (struct move_look){0};
}

/* ---- the move ---- */

/* "tis 17 okt 2023 10:00–12:00" */
static char *moment_text(const struct meeting *meeting)
{
	char *day = meeting_entity.title(meeting);
	char *hours = meeting->start.known ? time_format_range(meeting->start.value,
						     meeting->end.known ? meeting->end.value : -1)
					   : NULL;
	char *text = hours ? xasprintf("%s %s", day, hours) : xstrdup(day);
	free(hours);
	free(day);
	return text;
}

static bool save(struct service *service, struct move_look *look, struct error *error)
{
	char *from = moment_text(&look->before), *to = moment_text(&look->after);
	char *title = xasprintf(_("Meeting moved: %s → %s"), from, to);
	bool ok = service_save(service, &meeting_entity, &look->after, title, error);
	free(title);
	free(to);
	free(from);
	return ok;
}

bool service_move_meeting(
	struct service *service, const struct move_order *order, struct error *error)
{
	struct move_look look;
	bool ok = service_move_look(service, order, &look, error);
	if (!ok)
		return false;
	if (look.refusal)
		ok = error_set(error, ERROR_DATA, "%s", look.refusal);
	else if (!look.changes)
		ok = error_set(error, ERROR_REFUSED, _("The meeting is there already."));
	else if (look.twice && !order->earlier)
		ok = error_set(error, ERROR_REFUSED,
			_("That hour comes twice: the clock is put back that night. Say that the "
			  "earlier one is meant, or choose another."));
	else
		ok = save(service, &look, error);
	move_look_finish(&look);
	return ok;
}

/* ---- another one like it ---- */

static void copy_fields(struct meeting *to, const struct meeting *from)
{
	static const char *const names[] = {"kind", "form", "title", "duration_min", "duration_max",
		"place", "address", "capacity", "terms", "strands"};
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		field_copy(entity_field(&meeting_entity, names[i]), to, from);
}

static bool copy_programme(struct service *service, int64_t from, int64_t to, struct error *error)
{
	struct record_set items = {0};
	bool ok = store_all(service->store, &programme_item_entity, from, &items, error);
	for (size_t i = 0; ok && i < items.count; i++) {
		struct programme_item *copy = record_copy(
			&programme_item_entity, record_set_at(&items, i));
		copy->record = (struct record){0};
		copy->meeting = known(to);
		ok = service_write(service, &programme_item_entity, copy, error);
		record_destroy(&programme_item_entity, copy);
	}
	record_set_finish(&items);
	return ok;
}

bool service_duplicate_meeting(struct service *service, int64_t meeting, struct number date,
	int64_t *copy, struct error *error)
{
	struct meeting from = {0};
	if (!store_get(service->store, &meeting_entity, meeting, &from, error))
		return false;
	struct meeting *to = service_new(service, &meeting_entity);
	char *name = meeting_entity.title(&from);
	char *title = xasprintf(_("Meeting %s: duplicated"), name);
	copy_fields(to, &from);
	to->date = date;
	bool ok = service_begin(service, title, false, error);
	if (ok)
		ok = service_end(service,
			service_write(service, &meeting_entity, to, error) &&
				copy_programme(service, meeting, to->record.id, error),
			error);
	if (ok)
		*copy = to->record.id;
	free(title);
	free(name);
	record_destroy(&meeting_entity, to);
	record_finish(&meeting_entity, &from);
	return ok;
}
