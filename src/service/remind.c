/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/remind.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "service/attendance.h"
#include "service/private.h"
#include "service/writer.h"
#include "store/reminder.h"

static bool can_be_reminded(const struct service *service, const struct meeting *meeting)
{
	return meeting->date.known && meeting->date.value >= clock_today(service->clock) &&
	       meeting->status.value != MEETING_CANCELLED && meeting->status.value != MEETING_HELD;
}

struct number service_reminder_days(const struct service *service, const struct meeting *meeting)
{
	struct number days = {0};
	const struct settings *settings = service->settings;
	if (!settings || !can_be_reminded(service, meeting))
		return days;
	int64_t left = meeting->date.value - clock_today(service->clock);
	for (size_t i = 0; i < settings->reminder_count; i++) {
		int64_t before = settings->reminders[i];
		if (left <= before && (!days.known || before < days.value))
			days = (struct number){.known = true, .value = before};
	}
	return days;
}

/* ---- who ---- */

static int compare_ids(const void *left, const void *right)
{
	int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
	return (a > b) - (a < b);
}

static bool holds(const int64_t *ids, size_t count, int64_t id)
{
	return count && bsearch(&id, ids, count, sizeof(*ids), compare_ids);
}

/* What one round of reminders is made from. */
struct round {
	const struct reminder_order *order;
	struct meeting meeting;
	struct meeting decided_at;
	struct record_set programme;
	struct attendees attendees;
	int64_t *reminded; /* who have it, sorted */
	size_t reminded_count;
	int64_t *asked; /* whom it is for, sorted; NULL: all */
};

static void round_finish(struct round *round)
{
	record_finish(&meeting_entity, &round->meeting);
	record_finish(&meeting_entity, &round->decided_at);
	record_set_finish(&round->programme);
	attendees_finish(&round->attendees);
	free(round->reminded);
	free(round->asked);
}

static bool read_reminded(
	struct round *round, struct service *service, int64_t days, struct error *error)
{
	struct record_set set = {0};
	if (!store_referring(service->store, &draft_entity,
		    entity_field(&draft_entity, "meeting_id"), round->meeting.record.id, &set,
		    error))
		return false;
	round->reminded = xcalloc(set.count + 1, sizeof(*round->reminded));
	for (size_t i = 0; i < set.count; i++) {
		const struct draft *draft = record_set_at(&set, i);
		if (draft->reason.value == DRAFT_REMINDER && draft->participant.known &&
			draft->status.value != DRAFT_DISCARDED && draft->days_before.known &&
			draft->days_before.value == days)
			round->reminded[round->reminded_count++] = draft->participant.value;
	}
	record_set_finish(&set);
	if (round->reminded_count)
		qsort(round->reminded, round->reminded_count, sizeof(*round->reminded),
			compare_ids);
	return true;
}

static void sort_asked(struct round *round)
{
	const struct reminder_order *order = round->order;
	if (!order->participants)
		return;
	round->asked = xcalloc(order->participant_count + 1, sizeof(*round->asked));
	for (size_t i = 0; i < order->participant_count; i++)
		round->asked[i] = order->participants[i];
	if (order->participant_count)
		qsort(round->asked, order->participant_count, sizeof(*round->asked), compare_ids);
}

/* Says when the first one is, so that nobody has to look for it. */
static bool refuse_early(const struct service *service, struct error *error)
{
	const struct settings *settings = service->settings;
	int64_t first = -1;
	for (size_t i = 0; settings && i < settings->reminder_count; i++)
		first = settings->reminders[i] > first ? settings->reminders[i] : first;
	if (first < 0)
		return error_set(
			error, ERROR_REFUSED, _("The settings ask for no reminders of meetings."));
	return error_set(error, ERROR_REFUSED,
		PLURAL_("No reminder of the meeting is due yet: the first is %lld day before it.",
			"No reminder of the meeting is due yet: the first is %lld days before it.",
			first),
		(long long)first);
}

static bool find_days(const struct service *service, const struct round *round, int64_t *days,
	struct error *error)
{
	struct number due = round->order->days;
	if (!can_be_reminded(service, &round->meeting))
		return error_set(error, ERROR_REFUSED,
			_("Only a meeting that lies ahead can be reminded of."));
	if (!due.known)
		due = service_reminder_days(service, &round->meeting);
	if (!due.known)
		return refuse_early(service, error);
	*days = due.value;
	return true;
}

static bool round_init(struct round *round, struct service *service,
	const struct reminder_order *order, int64_t *days, struct error *error)
{
	*round = (struct round){.order = order};
	struct store *store = service->store;
	bool ok = store_get(store, &meeting_entity, order->meeting, &round->meeting, error) &&
		  find_days(service, round, days, error) &&
		  store_all(store, &programme_item_entity, order->meeting, &round->programme,
			  error) &&
		  service_attendees(service, &round->meeting, &round->attendees, error) &&
		  read_reminded(round, service, *days, error);
	if (ok && round->meeting.theme_decided_at.known)
		ok = store_get(store, &meeting_entity, round->meeting.theme_decided_at.value,
			&round->decided_at, error);
	sort_asked(round);
	if (!ok)
		round_finish(round);
	return ok;
}

/* Counts why somebody is left alone. */
static bool is_wanted(
	const struct round *round, const struct attendee *attendee, struct reminder_result *result)
{
	int64_t id = attendee->participant.record.id;
	const struct number answer = attendee->attendance.answer;
	bool answered = answer.known && answer.value != ANSWER_NEEDS_ACTION;
	if (round->asked && !holds(round->asked, round->order->participant_count, id))
		return false;
	bool declined = answer.known && answer.value == ANSWER_DECLINED;
	bool reminded = holds(round->reminded, round->reminded_count, id);
	bool spared = !declined && !reminded && answered && round->order->unanswered;
	result->declined += declined;
	result->reminded += reminded && !declined;
	result->answered += spared;
	return !declined && !reminded && !spared;
}

/* ---- the letters ---- */

static bool write_one(struct writer *writer, const struct round *round,
	const struct participant *participant, int64_t days, struct error *error)
{
	struct letter_facts facts = writer_facts(writer, participant);
	facts.meeting = &round->meeting;
	facts.programme = (const void *)round->programme.records;
	facts.programme_count = round->programme.count;
	facts.decided_on = round->decided_at.date;
	struct draft_order order = {.reason = DRAFT_REMINDER,
		.meeting = round->meeting.record.id,
		.days_before = {.known = true, .value = days}};
	return writer_draft_order(writer, &facts, &order, error);
}

static bool write_all(struct writer *writer, const struct round *round,
	struct reminder_result *result, struct error *error)
{
	bool ok = true;
	for (size_t i = 0; ok && i < round->attendees.count; i++) {
		const struct attendee *attendee = &round->attendees.items[i];
		if (is_wanted(round, attendee, result))
			ok = write_one(writer, round, &attendee->participant, result->days, error);
	}
	result->made = writer->made;
	return ok;
}

static bool write_in_action(struct writer *writer, const struct round *round,
	struct reminder_result *result, struct error *error)
{
	char *meeting = meeting_entity.title(&round->meeting);
	/* TRANSLATORS: of the history: a reminder 14 days before a meeting */
	char *title = xasprintf(
		_("Reminder of %s, %lld days before"), meeting, (long long)result->days);
	bool ok = service_begin(writer->service, title, false, error);
	free(title);
	free(meeting);
	return ok && service_end(writer->service, write_all(writer, round, result, error), error);
}

bool service_remind(struct service *service, const struct reminder_order *order,
	struct reminder_result *result, struct error *error)
{
	struct round round;
	struct writer writer;
	*result = (struct reminder_result){0};
	if (!round_init(&round, service, order, &result->days, error))
		return false;
	bool ok = writer_init(&writer, service, order->preview, error);
	if (ok)
		ok = order->preview ? write_all(&writer, &round, result, error)
				    : write_in_action(&writer, &round, result, error);
	if (ok)
		writer_finish(&writer);
	round_finish(&round);
	return ok;
}

/* ---- what is due ---- */

bool service_reminder_due(struct service *service, const struct record_set *meetings,
	struct reminder_due *due, struct error *error)
{
	*due = (struct reminder_due){0};
	for (size_t i = 0; i < meetings->count; i++) {
		const struct meeting *meeting = record_set_at(meetings, i);
		struct number days = service_reminder_days(service, meeting);
		bool sent = true;
		if (days.known && !store_reminder_sent(service->store, meeting->record.id,
					  days.value, &sent, error))
			return false;
		if (sent)
			continue;
		*due = (struct reminder_due){.meeting = meeting, .days = days.value};
		return store_reminder_people(
			service->store, service->network, meeting->record.id, &due->people, error);
	}
	return true;
}
