/* SPDX-License-Identifier: GPL-3.0-or-later */
/* To say no, to leave, to welcome, to ask, to call back. */
#include "service/lifecycle.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "service/private.h"
#include "service/writer.h"
#include "store/page.h"

/* Rows read at a time when everybody is looked at. */

void lifecycle_result_finish(struct lifecycle_result *result)
{
	bulk_result_finish(&result->rows);
	*result = (struct lifecycle_result){0};
}

/* ---- states with letters ---- */

static bool decline_one(
	struct service *service, const void *record, void *context, struct error *error)
{
	struct letter_facts facts = writer_facts(context, record);
	(void)service;
	return writer_draft(context, DRAFT_DECLINE, &facts, error);
}

bool service_decline_letter(
	struct service *service, int64_t id, struct letter *letter, struct error *error)
{
	struct participant participant = {0};
	struct writer writer;
	*letter = (struct letter){0};
	if (!writer_init(&writer, service, true, error))
		return false;
	bool ok = store_get(service->store, &participant_entity, id, &participant, error);
	if (ok) {
		struct letter_facts facts = writer_facts(&writer, &participant);
		ok = writer_letter(DRAFT_DECLINE, &facts, letter, error);
	}
	record_finish(&participant_entity, &participant);
	writer_finish(&writer);
	return ok;
}

/* In a preview the row still has its seat; when it is written it has lost it just now. */
static bool meetings_left(struct service *service, const struct participant *participant,
	struct seat *seat, struct error *error)
{
	struct participant seated = *participant; /* borrows the texts */
	seated.status = (struct number){.known = true, .value = PARTICIPANT_ADMITTED};
	return service_meetings_held(service, &seated, seat, error);
}

static bool withdraw_one(
	struct service *service, const void *record, void *context, struct error *error)
{
	struct writer *writer = context;
	struct seat seat;
	if (!meetings_left(service, record, &seat, error))
		return false;
	struct letter_facts facts = writer_facts(writer, record);
	facts.meetings = seat.meetings;
	facts.meeting_count = seat.count;
	bool ok = writer_draft(writer, DRAFT_WITHDRAWAL, &facts, error) &&
		  writer_draft_files(
			  writer, DRAFT_CANCELLATION, ATTACH_CANCEL, record, &seat, error);
	seat_finish(&seat);
	return ok;
}

static bool change(struct service *service, const struct lifecycle_order *order, int to,
	bool (*then)(struct service *, const void *, void *, struct error *),
	struct lifecycle_result *result, struct error *error)
{
	struct writer writer;
	*result = (struct lifecycle_result){0};
	if (!writer_init(&writer, service, order->preview, error))
		return false;
	struct status_order step = {.entity = &participant_entity,
		.ids = order->ids,
		.count = order->count,
		.to = to,
		.reason = order->reason,
		.preview = order->preview,
		.then = order->letters ? then : NULL,
		.context = &writer};
	bool ok = service_change_status(service, &step, &result->rows, error);
	result->made = writer.made;
	writer_finish(&writer);
	return ok;
}

bool service_decline(struct service *service, const struct lifecycle_order *order,
	struct lifecycle_result *result, struct error *error)
{
	return change(service, order, PARTICIPANT_REJECTED, decline_one, result, error);
}

bool service_withdraw(struct service *service, const struct lifecycle_order *order,
	struct lifecycle_result *result, struct error *error)
{
	return change(service, order, PARTICIPANT_WITHDRAWN, withdraw_one, result, error);
}

/* ---- letters without a change of state ---- */

/* NULL when a letter with this reason can be written to them now, otherwise why not. *ok is false
 * when the database fails. */
static char *waits_already(struct service *service, const struct participant *participant,
	enum draft_reason reason, bool *ok, struct error *error)
{
	int64_t id;
	*ok = service_draft_find(service, participant->record.id, reason, 0, &id, error);
	/* TRANSLATORS: why nothing is written to someone: a letter or a task stands in the outbox
	 */
	return *ok && id ? xasprintf(_("has no. %lld waiting in the outbox"), (long long)id) : NULL;
}

static bool welcome_one(
	struct writer *writer, const struct participant *participant, struct error *error)
{
	struct seat seat;
	if (!service_meetings_of(writer->service, participant, &seat, error))
		return false;
	struct letter_facts facts = writer_facts(writer, participant);
	facts.meetings = seat.meetings;
	facts.meeting_count = seat.count;
	facts.is_late = seat.is_late;
	bool ok = writer_draft(writer, DRAFT_WELCOME, &facts, error);
	seat_finish(&seat);
	return ok;
}

/* Whoever is not admitted needs no payer yet. */
static unsigned missing_now(const struct participant *participant)
{
	unsigned missing = participant_missing(participant);
	if (participant->status.value != PARTICIPANT_ADMITTED)
		missing &= ~(unsigned)(MISSING_ORGANISATION_NUMBER | MISSING_REFERENCE);
	return missing;
}

/* The file of the nearest meeting goes with the welcome, each of the others with its own letter. */
static bool welcome_with_files(struct writer *writer, struct letter_facts *facts,
	const struct participant *participant, const struct seat *ahead, struct error *error)
{
	struct draft_order order = {.reason = DRAFT_WELCOME};
	if (ahead->count) {
		order.meeting = ahead->meetings[0]->record.id;
		order.attach = true;
		order.attachment = ATTACH_PLAIN;
	}
	struct seat others = *ahead; /* borrows */
	others.meetings += ahead->count != 0;
	others.count -= ahead->count != 0;
	return writer_draft_order(writer, facts, &order, error) &&
	       writer_draft_files(writer, DRAFT_FILE, ATTACH_PLAIN, participant, &others, error);
}

/* Those with a day that has not been. */
static void keep_ahead(struct seat *seat, int64_t today)
{
	size_t kept = 0;
	for (size_t i = 0; i < seat->count; i++) {
		const struct meeting *meeting = seat->meetings[i];
		if (meeting->date.known && meeting->date.value >= today)
			seat->meetings[kept++] = meeting;
	}
	seat->count = kept;
}

bool service_welcome_within(struct service *service, const struct participant *participant,
	struct draft_count *made, struct error *error)
{
	struct seat seat = {0}, ahead = {0};
	struct writer writer;
	if (!writer_init(&writer, service, false, error))
		return false;
	bool ok = service_meetings_of(service, participant, &seat, error) &&
		  service_meetings_of(service, participant, &ahead, error);
	if (ok) {
		struct letter_facts facts = writer_facts(&writer, participant);
		facts.meetings = seat.meetings;
		facts.meeting_count = seat.count;
		facts.is_late = seat.is_late;
		facts.missing = missing_now(participant);
		keep_ahead(&ahead, clock_today(service->clock));
		ok = welcome_with_files(&writer, &facts, participant, &ahead, error);
	}
	*made = writer.made;
	seat_finish(&seat);
	seat_finish(&ahead);
	writer_finish(&writer);
	return ok;
}

static char *welcome_refusal(const struct participant *participant)
{
	return participant->status.value == PARTICIPANT_ADMITTED ? NULL
								 : xstrdup(_("is not admitted"));
}

static bool chase_one(
	struct writer *writer, const struct participant *participant, struct error *error)
{
	struct letter_facts facts = writer_facts(writer, participant);
	facts.missing = missing_now(participant);
	return writer_draft(writer, DRAFT_MISSING, &facts, error);
}

static char *chase_refusal(const struct participant *participant)
{
	int status = (int)participant->status.value;
	if (participant_statuses.items[status].closed)
		return xasprintf(_("is %s"), choice_label(&participant_statuses, status));
	return missing_now(participant) ? NULL : xstrdup(_("has told everything"));
}

/* A letter of one kind to many people. */
struct mailing {
	enum draft_reason reason;
	char *(*refusal)(const struct participant *participant); /* owned, NULL: none */
	bool (*write)(
		struct writer *writer, const struct participant *participant, struct error *error);
};

static bool mail_one(struct writer *writer, const struct mailing *mailing, int64_t id,
	struct bulk_result *rows, struct error *error)
{
	struct participant participant = {0};
	if (!store_get(writer->service->store, &participant_entity, id, &participant, error))
		return false;
	bool ok = true;
	char *refusal = mailing->refusal(&participant);
	if (!refusal)
		refusal = waits_already(writer->service, &participant, mailing->reason, &ok, error);
	if (refusal) {
		bulk_result_except(rows, &participant_entity, &participant, refusal);
	} else if (ok) {
		rows->changed++;
		ok = mailing->write(writer, &participant, error);
	}
	record_finish(&participant_entity, &participant);
	return ok;
}

/* The history counts the people: their names stand in their own rows. */
static bool begin_mailing(struct service *service, const struct lifecycle_order *order,
	const struct mailing *mailing, struct error *error)
{
	char *title = xasprintf(PLURAL_("To the outbox: %s, for %zu person",
					"To the outbox: %s, for %zu people", order->count),
		choice_label(&draft_reasons, (int)mailing->reason), order->count);
	bool ok = order->preview || service_begin(service, title, false, error);
	free(title);
	return ok;
}

static bool mail(struct service *service, const struct lifecycle_order *order,
	const struct mailing *mailing, struct lifecycle_result *result, struct error *error)
{
	struct writer writer;
	*result = (struct lifecycle_result){0};
	if (!writer_init(&writer, service, order->preview, error))
		return false;
	bool ok = begin_mailing(service, order, mailing, error);
	for (size_t i = 0; ok && i < order->count; i++)
		ok = mail_one(&writer, mailing, order->ids[i], &result->rows, error);
	if (ok && !result->rows.changed)
		ok = error_set(error, ERROR_REFUSED, "%s: %s",
			order->count ? result->rows.exceptions[0].title : _("Nobody"),
			order->count ? result->rows.exceptions[0].reason
				     : _("there is nobody to write to"));
	result->made = writer.made;
	writer_finish(&writer);
	return order->preview ? ok : service_end(service, ok, error);
}

bool service_welcome(struct service *service, const struct lifecycle_order *order,
	struct lifecycle_result *result, struct error *error)
{
	static const struct mailing welcome = {DRAFT_WELCOME, welcome_refusal, welcome_one};
	return mail(service, order, &welcome, result, error);
}

bool service_chase(struct service *service, const struct lifecycle_order *order,
	struct lifecycle_result *result, struct error *error)
{
	static const struct mailing chase = {DRAFT_MISSING, chase_refusal, chase_one};
	return mail(service, order, &chase, result, error);
}

/* Ids, growing. */
struct chased {
	int64_t **ids;
	size_t *count;
};

static bool add_missing(void *record, void *context, struct error *error)
{
	const struct participant *participant = record;
	struct chased *chased = context;
	(void)error;
	if (missing_now(participant)) {
		*chased->ids = xreallocarray(
			*chased->ids, *chased->count + 1, sizeof(**chased->ids));
		(*chased->ids)[(*chased->count)++] = participant->record.id;
	}
	return true;
}

bool service_chase_all(struct service *service, int64_t **ids, size_t *count, struct error *error)
{
	struct filter_term term = {.kind = FILTER_CHOICE,
		.field = entity_field(&participant_entity, "status"),
		.choice = PARTICIPANT_ADMITTED};
	struct filter filter = {.terms = &term, .count = 1};
	struct list_query query = {
		.entity = &participant_entity, .network = service->network, .filter = &filter};
	struct chased chased = {ids, count};
	*ids = NULL;
	*count = 0;
	return store_walk(service->store, &query, add_missing, &chased, error);
}

/* ---- calling back ---- */

char *service_call_back_task(const struct participant *participant)
{
	if (!participant->organisation)
		return xstrdup(_("Find out which organisation it is and its switchboard, on the "
				 "organisation's own pages and not from the sign-up. Ask the "
				 "switchboard to put you through, and ask whether the sign-up is "
				 "theirs."));
	return xasprintf(
		_("Look up the switchboard of %s on its own pages, not in the sign-up. Call it, "
		  "ask to be put through, and ask whether the sign-up is theirs."),
		participant->organisation);
}

static void note_call(struct service *service, struct participant *participant,
	enum participant_callback outcome, const char *note)
{
	participant->callback = (struct number){.known = true, .value = outcome};
	participant->callback_on = (struct number){
		.known = true, .value = clock_today(service->clock)};
	free(participant->callback_by);
	participant->callback_by = xstrdup(service->who);
	free(participant->callback_note);
	participant->callback_note = text_is_blank(note) ? NULL : text_stored(note, strlen(note));
}

bool service_call_back(struct service *service, int64_t id, enum participant_callback outcome,
	const char *note, struct error *error)
{
	if (outcome == CALLBACK_WAIVED && text_is_blank(note))
		return error_set_field(error, ERROR_DATA, "callback_note",
			_("To do without the call takes a reason."));
	struct participant *participant = record_create(&participant_entity);
	bool ok = store_get(service->store, &participant_entity, id, participant, error);
	if (ok) {
		char *name = participant_entity.title(participant);
		char *title = xasprintf(_("%s %s: called back, %s"), _(participant_entity.label),
			name, choice_label(&participant_callbacks, (int)outcome));
		note_call(service, participant, outcome, note);
		ok = service_save(service, &participant_entity, participant, title, error);
		free(title);
		free(name);
	}
	record_destroy(&participant_entity, participant);
	return ok;
}
