/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/publishletter.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "service/calendar.h"
#include "service/private.h"
#include "service/writer.h"
#include "store/release.h"

/* ---- what waits already ---- */

/* The letters and tasks about a meeting that wait, sorted by whom they are for. */
static int compare_drafts(const void *left, const void *right)
{
	const struct draft *a = left, *b = right;
	if (a->participant.value != b->participant.value)
		return a->participant.value < b->participant.value ? -1 : 1;
	return (a->record.id > b->record.id) - (a->record.id < b->record.id);
}

/* Letters that give, correct or take back the file; a reminder is about the day alone. */
static bool is_about_file(const struct draft *draft)
{
	return draft->reason.value == DRAFT_FILE || draft->reason.value == DRAFT_INVITATION ||
	       draft->reason.value == DRAFT_UPDATE || draft->reason.value == DRAFT_CANCELLATION;
}

static bool read_waiting(
	struct service *service, int64_t meeting, struct record_set *set, struct error *error)
{
	if (!store_referring(service->store, &draft_entity,
		    entity_field(&draft_entity, "meeting_id"), meeting, set, error))
		return false;
	size_t kept = 0;
	struct draft *drafts = (struct draft *)(void *)set->records;
	for (size_t i = 0; i < set->count; i++) {
		if (drafts[i].status.value == DRAFT_WAITING && drafts[i].participant.known &&
			is_about_file(&drafts[i]))
			drafts[kept++] = drafts[i];
		else
			record_finish(&draft_entity, &drafts[i]);
	}
	set->count = kept;
	if (kept)
		qsort(drafts, kept, sizeof(*drafts), compare_drafts);
	return true;
}

/* Those of one person; *count of them. */
static const struct draft *waiting_for(
	const struct record_set *set, int64_t participant, size_t *count)
{
	const struct draft *drafts = (const struct draft *)(const void *)set->records;
	size_t low = 0, high = set->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (drafts[middle].participant.value < participant)
			low = middle + 1;
		else
			high = middle;
	}
	*count = 0;
	while (low + *count < set->count && drafts[low + *count].participant.value == participant)
		++*count;
	return drafts + low;
}

/* ---- who ---- */

static void add_person(struct publish_meeting *planned, const struct standing *standing,
	enum publish_letter letter)
{
	const struct participant *participant = &standing->participant;
	bool is_task = participant->is_protected.value || !participant->email;
	/* Room doubles. */
	if ((planned->people_count & (planned->people_count - 1)) == 0)
		planned->people = xreallocarray(planned->people,
			planned->people_count ? planned->people_count * 2 : 1,
			sizeof(*planned->people));
	planned->people[planned->people_count++] = (struct publish_person){
		.participant = participant->record.id,
		.letter = letter,
		.is_task = is_task,
		.has = standing->has};
	planned->letters[letter]++;
	planned->tasks += is_task && letter != LETTER_NEW;
}

static void discard_later(struct publish_meeting *planned, const struct draft *draft)
{
	planned->obsolete = xreallocarray(
		planned->obsolete, planned->obsolete_count + 1, sizeof(*planned->obsolete));
	planned->obsolete[planned->obsolete_count++] = draft->record.id;
}

static bool takes_back(const struct draft *draft)
{
	return draft->reason.value == DRAFT_CANCELLATION;
}

/* Is one of the waiting ones what they need, and still true? */
static bool is_served(const struct publish_meeting *planned, enum delivery_need need,
	const struct draft *drafts, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		bool current = drafts[i].sequence.known
				       ? drafts[i].sequence.value == planned->sequence
				       : !planned->is_new;
		bool fits = takes_back(&drafts[i]) == (need == NEED_CANCELLATION);
		/* A task only says that the file is to be handed over: the newest one. */
		bool lasting = drafts[i].kind.value == DRAFT_TASK && !drafts[i].sequence.known;
		if (fits && (current || lasting))
			return true;
	}
	return false;
}

static enum publish_letter letter_for(
	const struct publish_meeting *planned, const struct standing *standing, size_t waiting)
{
	if (standing->need == NEED_UPDATE)
		return LETTER_UPDATE;
	if (standing->need == NEED_CANCELLATION)
		return LETTER_CANCEL;
	if (waiting)
		return LETTER_RENEWED;
	return standing->participant.is_protected.value && planned->is_new ? LETTER_HANDED
									   : LETTER_NEW;
}

static void consider(struct publish_meeting *planned, const struct standing *standing,
	const struct record_set *waiting)
{
	size_t count;
	const struct draft *drafts = waiting_for(waiting, standing->participant.record.id, &count);
	bool cancelled = planned->meeting.status.value == MEETING_CANCELLED;
	if (standing->need != NEED_NOTHING && is_served(planned, standing->need, drafts, count)) {
		planned->waiting++;
		return;
	}
	/* Whoever has had nothing of a cancelled meeting is told nothing. */
	if (standing->need == NEED_NOTHING && !cancelled)
		return;
	for (size_t i = 0; i < count; i++)
		discard_later(planned, &drafts[i]);
	if (standing->need != NEED_NOTHING)
		add_person(planned, standing, letter_for(planned, standing, count));
}

bool publish_find_people(
	struct service *service, struct publish_meeting *planned, struct error *error)
{
	struct standings standings = {0};
	struct record_set waiting = {0};
	bool ok = service_standings(
			  service, &planned->meeting, planned->sequence, &standings, error) &&
		  read_waiting(service, planned->meeting.record.id, &waiting, error);
	for (size_t i = 0; ok && i < standings.count; i++)
		consider(planned, &standings.items[i], &waiting);
	record_set_finish(&waiting);
	standings_finish(&standings);
	return ok;
}

/* ---- the letters ---- */

/* What the letters about one meeting share. */
struct correspondence {
	struct writer writer;
	const struct publish_meeting *planned;
	struct record_set programme;
	struct meeting decided_at;
	char *content; /* of the file as it is now */
	/* What is new since the version that the last reader has: most have the same. */
	struct number since;
	char *changes;
};

static void correspondence_finish(struct correspondence *self)
{
	writer_finish(&self->writer);
	record_set_finish(&self->programme);
	record_finish(&meeting_entity, &self->decided_at);
	free(self->content);
	free(self->changes);
}

static bool correspondence_init(struct correspondence *self, struct service *service,
	const struct publish_meeting *planned, struct error *error)
{
	const struct meeting *meeting = &planned->meeting;
	*self = (struct correspondence){.planned = planned};
	bool ok = writer_init(&self->writer, service, false, error) &&
		  store_all(service->store, &programme_item_entity, meeting->record.id,
			  &self->programme, error);
	if (ok && meeting->theme_decided_at.known)
		ok = store_get(service->store, &meeting_entity, meeting->theme_decided_at.value,
			&self->decided_at, error);
	if (ok)
		self->content = service_calendar_content(service, meeting->record.id, error);
	if (ok && self->content)
		return true;
	correspondence_finish(self);
	return false;
}

static bool read_changes(struct correspondence *self, struct number has, struct error *error)
{
	struct calendar_changes changes;
	char *old = NULL;
	if (self->since.known && self->since.value == has.value)
		return true;
	if (!store_release_text(self->writer.service->store, self->planned->meeting.record.id,
		    has.value, &old, error))
		return false;
	free(self->changes);
	self->changes = NULL;
	if (old) {
		const char *screen = writer_begin_language();
		calendar_changes_find(&changes, old, self->content);
		self->changes = calendar_changes_text(&changes);
		writer_end_language(screen);
		calendar_changes_finish(&changes);
	}
	self->since = has;
	free(old);
	return true;
}

static enum draft_reason reason_of(enum publish_letter letter)
{
	return letter == LETTER_UPDATE   ? DRAFT_UPDATE
	       : letter == LETTER_CANCEL ? DRAFT_CANCELLATION
					 : DRAFT_INVITATION;
}

static bool write_letter(
	struct correspondence *self, const struct publish_person *person, struct error *error)
{
	struct participant participant = {0};
	struct service *service = self->writer.service;
	bool cancels = person->letter == LETTER_CANCEL;
	if (!store_get(
		    service->store, &participant_entity, person->participant, &participant, error))
		return false;
	struct letter_facts facts = writer_facts(&self->writer, &participant);
	bool ok = person->letter != LETTER_UPDATE || read_changes(self, person->has, error);
	facts.meeting = &self->planned->meeting;
	facts.programme = (const void *)self->programme.records;
	facts.programme_count = self->programme.count;
	facts.decided_on = self->decided_at.date;
	facts.changes = person->letter == LETTER_UPDATE ? self->changes : NULL;
	struct draft_order order = {.reason = reason_of(person->letter),
		.meeting = self->planned->meeting.record.id,
		.attach = true,
		.attachment = cancels ? ATTACH_CANCEL : ATTACH_PLAIN,
		.sequence = {.known = true, .value = self->planned->sequence}};
	ok = ok && writer_draft_order(&self->writer, &facts, &order, error);
	record_finish(&participant_entity, &participant);
	return ok;
}

bool publish_write_letters(struct service *service, const struct publish_meeting *planned,
	bool to_new, struct publish_result *result, struct error *error)
{
	struct correspondence self;
	bool ok = true;
	for (size_t i = 0; ok && i < planned->obsolete_count; i++)
		ok = service_draft_discard(service, planned->obsolete[i], error);
	result->discarded += planned->obsolete_count;
	if (!ok || !correspondence_init(&self, service, planned, error))
		return false;
	for (size_t i = 0; ok && i < planned->people_count; i++) {
		const struct publish_person *person = &planned->people[i];
		if (person->letter != LETTER_HANDED && (to_new || person->letter != LETTER_NEW))
			ok = write_letter(&self, person, error);
	}
	result->made.letters += self.writer.made.letters;
	result->made.tasks += self.writer.made.tasks;
	correspondence_finish(&self);
	return ok;
}
