/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/need.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/collate.h"
#include "base/i18n.h"
#include "base/text.h"
#include "service/access.h"
#include "service/attendance.h"
#include "service/disclosure.h"
#include "service/private.h"
#include "service/retention.h"

bool service_needs(
	struct service *service, int64_t participant, struct record_set *needs, struct error *error)
{
	struct access_order order = {.what = ACCESS_NEEDS, .participant = participant};
	*needs = (struct record_set){.entity = &special_need_entity};
	return service_log_access(service, &order, error) &&
	       store_all(service->store, &special_need_entity, participant, needs, error);
}

/* ---- rules ---- */

/* The day it goes: so many days after the meeting, unknown while that has no date. */
static bool set_last_day(struct service *service, struct special_need *need,
	const struct meeting *meeting, struct error *error)
{
	int64_t days;
	if (!service_retention_days(service, RETENTION_NEED, &days, error))
		return false;
	need->delete_after = meeting->date.known ? (struct number){.known = true,
							   .value = meeting->date.value + days}
						 : (struct number){0};
	return true;
}

/* Does one text hold the other, case and accents aside? */
static bool tells(const char *text, const char *need)
{
	if (!text || !need || strlen(need) < NEED_TOLD_BYTES)
		return false;
	char *folded = collate_fold(text), *wanted = collate_fold(need);
	bool found = strstr(folded, wanted);
	free(folded);
	free(wanted);
	return found;
}

/* Is it told of the participant where everyone reads? */
static bool is_told(const struct participant *participant, const struct special_need *need)
{
	return tells(participant->note, need->text) || tells(participant->tags, need->text) ||
	       tells(participant->callback_note, need->text) ||
	       tells(participant->status_reason, need->text);
}

static bool refuse_told(
	struct service *service, const struct special_need *need, struct error *error)
{
	struct participant participant = {0};
	bool ok = store_get(
		service->store, &participant_entity, need->participant.value, &participant, error);
	if (ok && is_told(&participant, need))
		ok = error_set_field(error, ERROR_REFUSED, "text",
			_("The same stands in the note, a reason or the tags of the participant: "
			  "take it out there first. What someone needs stands among the needs "
			  "only."));
	record_finish(&participant_entity, &participant);
	return ok;
}

bool service_keep_needs_apart(
	struct service *service, const struct participant *participant, struct error *error)
{
	struct record_set needs = {0};
	bool ok = store_all(
		service->store, &special_need_entity, participant->record.id, &needs, error);
	for (size_t i = 0; ok && i < needs.count; i++) {
		if (is_told(participant, record_set_at(&needs, i)))
			ok = error_set_field(error, ERROR_REFUSED, "note",
				_("What someone needs at a meeting stands among the needs only: K "
				  "opens them."));
	}
	record_set_finish(&needs);
	return ok;
}

bool service_complete_need(struct service *service, struct special_need *need, struct error *error)
{
	struct meeting meeting = {0};
	if (!need->meeting.known)
		return error_set_field(error, ERROR_DATA, "meeting_id",
			_("Say for which meeting: its date or its number."));
	if (!need->created_at.known)
		need->created_at = (struct number){
			.known = true, .value = clock_now(service->clock)};
	bool ok = store_get(service->store, &meeting_entity, need->meeting.value, &meeting, error);
	if (ok && meeting.kind.value == MEETING_DIGITAL)
		ok = error_set_field(error, ERROR_REFUSED, "meeting_id",
			_("Nobody eats or comes to a place at a digital meeting."));
	ok = ok && set_last_day(service, need, &meeting, error) &&
	     refuse_told(service, need, error);
	record_finish(&meeting_entity, &meeting);
	return ok;
}

bool service_needs_follow(struct service *service, int64_t id, struct error *error)
{
	struct meeting meeting = {0};
	struct record_set needs = {0};
	bool ok = store_get(service->store, &meeting_entity, id, &meeting, error) &&
		  store_referring(service->store, &special_need_entity,
			  entity_field(&special_need_entity, "meeting_id"), id, &needs, error);
	for (size_t i = 0; ok && i < needs.count; i++) {
		struct special_need *need = record_copy(
			&special_need_entity, record_set_at(&needs, i));
		ok = set_last_day(service, need, &meeting, error) &&
		     store_update(service->store, &special_need_entity, need, error);
		record_destroy(&special_need_entity, need);
	}
	record_set_finish(&needs);
	record_finish(&meeting_entity, &meeting);
	return ok;
}

/* ---- the caterer ---- */

static char *normalise(const char *text)
{
	char *stored = text_stored(text, strlen(text));
	text_trim(stored);
	char *folded = collate_fold(stored);
	free(stored);
	return folded;
}

static void count_need(struct catering *catering, const struct special_need *need)
{
	char *text = normalise(need->text ? need->text : "");
	for (size_t i = 0; i < catering->count; i++) {
		struct catering_line *line = &catering->lines[i];
		if ((int64_t)line->kind == need->kind.value && !strcmp(line->text, text)) {
			line->count++;
			free(text);
			return;
		}
	}
	catering->lines = xreallocarray(
		catering->lines, catering->count + 1, sizeof(*catering->lines));
	catering->lines[catering->count++] = (struct catering_line){
		.kind = (enum need_kind)need->kind.value, .text = text, .count = 1};
}

static int by_weight(const void *left, const void *right)
{
	const struct catering_line *one = left, *two = right;
	if (one->kind != two->kind)
		return one->kind < two->kind ? -1 : 1;
	if (one->count != two->count)
		return one->count > two->count ? -1 : 1;
	return strcmp(one->text, two->text);
}

static bool is_among(const int64_t *ids, size_t count, int64_t id)
{
	for (size_t i = 0; i < count; i++) {
		if (ids[i] == id)
			return true;
	}
	return false;
}

/* Who takes part of those whom the needs are about; the rest do not come. */
static bool takes_part(struct service *service, int64_t id, bool *part, struct error *error)
{
	struct participant participant = {0};
	bool ok = store_get(service->store, &participant_entity, id, &participant, error);
	*part = ok && !purpose_excludes(PURPOSE_CATERING, &participant);
	record_finish(&participant_entity, &participant);
	return ok;
}

/* Those who have said that they come; when nobody has answered, all who belong to the meeting may
 * be hungry. */
static bool count_expected(struct service *service, const struct meeting *meeting,
	struct catering *catering, struct error *error)
{
	struct attendees attendees;
	int64_t accepted = 0;
	size_t answered = 0;
	catering->expected = catering->meals = -1;
	if (!meeting->date.known)
		return true;
	if (!service_attendees(service, meeting, &attendees, error))
		return false;
	for (size_t i = 0; i < attendees.count; i++) {
		int64_t answer = attendees.items[i].attendance.answer.value;
		accepted += answer == ANSWER_ACCEPTED;
		answered += answer != ANSWER_NEEDS_ACTION;
	}
	catering->expected = accepted ? accepted : -1;
	catering->meals_for_all = !answered;
	catering->meals = answered ? accepted : (int64_t)attendees.count;
	attendees_finish(&attendees);
	return true;
}

static bool collect(struct service *service, const struct record_set *needs,
	struct catering *catering, int64_t *people, struct error *error)
{
	for (size_t i = 0; i < needs->count; i++) {
		const struct special_need *need = record_set_at(needs, i);
		bool part;
		if (!takes_part(service, need->participant.value, &part, error))
			return false;
		if (!part)
			continue;
		count_need(catering, need);
		if (!is_among(people, catering->people, need->participant.value))
			people[catering->people++] = need->participant.value;
	}
	if (catering->count)
		qsort(catering->lines, catering->count, sizeof(*catering->lines), by_weight);
	return true;
}

/* That needs were looked at is in the log; that counts left the house is among the disclosures,
 * which names nobody: counts are of nobody. */
static bool note_catering(struct service *service, int64_t meeting, struct error *error)
{
	struct access_order access = {.what = ACCESS_CATERING, .meeting = meeting};
	struct disclosure_order disclosure = {.what = "caterer", .purpose = PURPOSE_CATERING};
	return service_begin(service, _("Counts for the caterer"), true, error) &&
	       service_end(service,
		       service_log_access_within(service, &access, error) &&
			       service_disclose_within(service, &disclosure, error),
		       error);
}

bool service_catering(
	struct service *service, int64_t id, struct catering *catering, struct error *error)
{
	struct record_set needs = {0};
	struct meeting meeting = {0};
	*catering = (struct catering){0};
	bool ok = store_get(service->store, &meeting_entity, id, &meeting, error);
	if (ok && meeting.kind.value == MEETING_DIGITAL)
		ok = error_set(error, ERROR_REFUSED,
			_("Nobody eats or comes to a place at a digital meeting."));
	ok = ok &&
	     store_referring(service->store, &special_need_entity,
		     entity_field(&special_need_entity, "meeting_id"), id, &needs, error) &&
	     count_expected(service, &meeting, catering, error);
	int64_t *people = xcalloc(needs.count + 1, sizeof(*people));
	ok = ok && collect(service, &needs, catering, people, error) &&
	     note_catering(service, id, error);
	free(people);
	record_set_finish(&needs);
	record_finish(&meeting_entity, &meeting);
	if (!ok)
		catering_finish(catering);
	return ok;
}

void catering_finish(struct catering *catering)
{
	for (size_t i = 0; i < catering->count; i++)
		free(catering->lines[i].text);
	free(catering->lines);
	*catering = (struct catering){0};
}
