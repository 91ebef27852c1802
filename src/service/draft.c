/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/draft.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/digest.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/disclosure.h"
#include "service/private.h"
#include "store/page.h"

/* What follows the @ in a Message-ID when the network has no mailbox of its own. */
#define NO_DOMAIN "traffpunkt.invalid"

/* ---- what becomes of a letter that must not be one ---- */

/* How to reach someone without saying who: the path is of no use when it tells their name. */
static char *hand_over(const struct participant *participant)
{
	if (!participant->contact_path || draft_text_names(participant->contact_path, participant))
		return xstrdup(_("Hand over through the agreed channel; none is written down yet"));
	return xasprintf(_("Hand over through the agreed channel: %s"), participant->contact_path);
}

static void make_task(struct draft *draft, const struct participant *participant)
{
	number_set(&draft->kind, DRAFT_TASK);
	xreplace(&draft->address, NULL);
	xreplace(&draft->message_id, NULL);
	if (!draft->task || draft_text_names(draft->task, participant))
		xreplace(&draft->task, hand_over(participant));
	if (draft_text_names(draft->subject, participant))
		xreplace(&draft->subject, NULL);
	if (draft_text_names(draft->body, participant))
		xreplace(&draft->body, NULL);
}

bool service_check_draft(const struct draft *draft, const struct draft *former, struct error *error)
{
	static const char *const words[] = {"address", "subject", "body", "task", "attachment"};
	if (!former || former->status.value == DRAFT_WAITING ||
		draft->status.value == DRAFT_WAITING)
		return true;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		if (!field_equals(entity_field(&draft_entity, words[i]), draft, former))
			return error_set_field(error, ERROR_REFUSED, words[i],
				_("What is done or discarded stays as it was written."));
	}
	return true;
}

/* The writer of a protected request as far as it tells who they are; borrows its texts, but for the
 * two names, which are parts of a copy that *name gets. */
static struct participant writer_of(const struct request *request, char **name)
{
	*name = xstrdup(request->sender_name ? request->sender_name : "");
	text_trim(*name);
	char *last = strrchr(*name, ' ');
	if (last)
		*last++ = '\0';
	return (struct participant){.given_name = **name ? *name : NULL,
		.family_name = last,
		.email = request->sender_email,
		.contact_path = NULL};
}

/* Is it to somebody whom the participants know as protected? Those are seen to there. */
static bool is_to_protected(
	struct service *service, const struct draft *draft, bool *is, struct error *error)
{
	struct participant participant = {0};
	*is = false;
	if (!draft->participant.known)
		return true;
	bool ok = store_get(
		service->store, &participant_entity, draft->participant.value, &participant, error);
	*is = ok && participant.is_protected.value;
	record_finish(&participant_entity, &participant);
	return ok;
}

bool service_protect_answer(struct service *service, struct draft *draft, struct error *error)
{
	struct request request = {0};
	bool seen_to;
	if (!draft->request.known)
		return true;
	bool ok = is_to_protected(service, draft, &seen_to, error) &&
		  store_get(service->store, &request_entity, draft->request.value, &request, error);
	if (ok)
		number_set(&draft->is_sensitive, request.is_sensitive.value);
	if (ok && request.is_protected.value && draft->status.value != DRAFT_WAITING) {
		number_set(&draft->is_protected, 1);
	} else if (ok && !seen_to && request.is_protected.value) {
		char *name;
		struct participant writer = writer_of(&request, &name);
		number_set(&draft->is_protected, 1);
		make_task(draft, &writer);
		free(name);
	}
	record_finish(&request_entity, &request);
	return ok;
}

/* A task that is written anew must not name them either, and whoever writes it is told. */
static bool check_silent(
	const struct draft *draft, const struct participant *participant, struct error *error)
{
	const struct {
		const char *field;
		const char *text;
	} texts[] = {{"subject", draft->subject}, {"body", draft->body}, {"task", draft->task}};
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		if (draft_text_names(texts[i].text, participant))
			return error_set_field(error, ERROR_DATA, texts[i].field,
				_("A task for a protected person must not say who they are."));
	}
	return !draft->address ||
	       error_set_field(error, ERROR_DATA, "address",
		       _("Nothing is mailed to a protected person: it must be a task."));
}

/* What is done or discarded already is sealed as it is: it says what has left the house. */
bool service_protect_draft(struct service *service, struct draft *draft, struct error *error)
{
	struct participant participant = {0};
	if (!draft->participant.known)
		return true;
	bool ok = store_get(
		service->store, &participant_entity, draft->participant.value, &participant, error);
	if (ok && participant.is_protected.value && draft->status.value == DRAFT_WAITING) {
		if (draft->is_protected.value && draft->kind.value == DRAFT_TASK)
			ok = check_silent(draft, &participant, error);
		make_task(draft, &participant);
	}
	if (ok && participant.is_protected.value)
		number_set(&draft->is_protected, 1);
	record_finish(&participant_entity, &participant);
	return ok;
}

bool service_rewrite_drafts(
	struct service *service, const char *field, int64_t id, struct error *error)
{
	struct record_set set = {0};
	bool ok = store_referring(
		service->store, &draft_entity, entity_field(&draft_entity, field), id, &set, error);
	for (size_t i = 0; ok && i < set.count; i++) {
		struct draft *draft = record_copy(&draft_entity, record_set_at(&set, i));
		ok = service_write(service, &draft_entity, draft, error);
		record_destroy(&draft_entity, draft);
	}
	record_set_finish(&set);
	return ok;
}

static bool read_drafts(
	struct service *service, int64_t participant, struct record_set *set, struct error *error)
{
	return store_referring(service->store, &draft_entity,
		entity_field(&draft_entity, "participant_id"), participant, set, error);
}

/* ---- writing one ---- */

/* The domain of the network's mailbox, so that answers and bounces find their letter. */
static char *message_id(const struct service *service, const char *uid)
{
	const char *mailbox = service->settings ? settings_sender(service->settings) : NULL;
	const char *at = mailbox ? strrchr(mailbox, '@') : NULL;
	return xasprintf("%s@%s", uid, at && at[1] ? at + 1 : NO_DOMAIN);
}

static char *stored(const char *text)
{
	return text_is_blank(text) ? NULL : text_stored(text, strlen(text));
}

static void fill(struct draft *draft, const struct draft_order *order)
{
	number_set(&draft->reason, order->reason);
	number_set(&draft->status, DRAFT_WAITING);
	if (order->participant)
		number_set(&draft->participant, order->participant);
	if (order->meeting)
		number_set(&draft->meeting, order->meeting);
	if (order->attach)
		number_set(&draft->attachment, order->attachment);
	draft->sequence = order->sequence;
	draft->days_before = order->days_before;
	if (order->request)
		number_set(&draft->request, order->request);
	draft->subject = stored(order->subject);
	draft->body = stored(order->body);
	draft->in_reply_to = stored(order->in_reply_to);
	draft->reference_ids = stored(order->reference_ids);
}

/* A letter where there is an address for it, otherwise a task. */
static bool address_draft(struct service *service, struct draft *draft,
	const struct draft_order *order, struct error *error)
{
	struct participant participant = {0};
	bool ok = !order->participant || store_get(service->store, &participant_entity,
						 order->participant, &participant, error);
	const char *address = order->address ? order->address : participant.email;
	bool mail = ok && order->body && address && !participant.is_protected.value &&
		    !draft->is_protected.value;
	number_set(&draft->kind, mail ? DRAFT_MAIL : DRAFT_TASK);
	if (mail) {
		draft->address = stored(address);
		draft->message_id = message_id(service, draft->uid);
	} else if (order->task) {
		xreplace(&draft->task, stored(order->task));
	} else if (!participant.is_protected.value && !draft->is_protected.value) {
		xreplace(&draft->task,
			xstrdup(_("There is no e-mail address: tell it by phone or letter")));
	}
	record_finish(&participant_entity, &participant);
	return ok;
}

/* ---- what must not be written to someone ---- */

/* Someone who may not be who they say gets no link, protected or not. */
static bool check_doubt(const struct participant *participant, struct error *error)
{
	struct participant shown = *participant; /* borrows the texts */
	shown.is_protected.value = 0;
	const char *rule = purpose_excludes(PURPOSE_INVITATION, &shown);
	if (!rule)
		return true;
	char *name = participant_entity.title(participant);
	error_set(error, ERROR_REFUSED, _("%s gets no link: %s (%s)."), name,
		purpose_rule_text(rule), rule);
	free(name);
	return false;
}

bool service_check_admitted(struct service *service, const struct participant *participant,
	int64_t meeting_id, struct error *error)
{
	struct meeting meeting = {0};
	bool ok = store_get(service->store, &meeting_entity, meeting_id, &meeting, error);
	if (ok && meeting.date.known && participant->admitted_on.known &&
		meeting.date.value < participant->admitted_on.value) {
		char *name = participant_entity.title(participant);
		char *when = meeting_when(&meeting);
		ok = error_set(error, ERROR_REFUSED, _("%s was admitted after the meeting %s."),
			name, when);
		free(when);
		free(name);
	}
	record_finish(&meeting_entity, &meeting);
	return ok;
}

static bool check_order(
	struct service *service, const struct draft_order *order, struct error *error)
{
	bool gives = order->reason == DRAFT_FILE || order->reason == DRAFT_INVITATION ||
		     order->reason == DRAFT_LINK;
	struct participant participant = {0};
	if (!gives || !order->participant)
		return true;
	bool ok = store_get(service->store, &participant_entity, order->participant, &participant,
			  error) &&
		  (order->reason != DRAFT_LINK || check_doubt(&participant, error)) &&
		  (!order->meeting ||
			  service_check_admitted(service, &participant, order->meeting, error));
	record_finish(&participant_entity, &participant);
	return ok;
}

bool service_draft_within(
	struct service *service, const struct draft_order *order, struct error *error)
{
	if (!check_order(service, order, error))
		return false;
	struct draft *draft = service_new(service, &draft_entity);
	fill(draft, order);
	bool ok = service_protect_answer(service, draft, error) &&
		  address_draft(service, draft, order, error) &&
		  service_write(service, &draft_entity, draft, error);
	if (ok && order->id)
		*order->id = draft->record.id;
	if (ok && order->made)
		++*(draft->kind.value == DRAFT_MAIL ? &order->made->letters : &order->made->tasks);
	record_destroy(&draft_entity, draft);
	return ok;
}

bool service_draft(struct service *service, const struct draft_order *order, struct error *error)
{
	/* TRANSLATORS: of the history: "To the outbox: welcome" */
	char *title = xasprintf(
		_("To the outbox: %s"), choice_label(&draft_reasons, (int)order->reason));
	bool ok = service_begin(service, title, false, error);
	free(title);
	return ok && service_end(service, service_draft_within(service, order, error), error);
}

bool service_draft_discard(struct service *service, int64_t id, struct error *error)
{
	struct draft *draft = record_create(&draft_entity);
	bool ok = store_get(service->store, &draft_entity, id, draft, error);
	if (ok) {
		number_set(&draft->status, DRAFT_DISCARDED);
		number_set(&draft->done_on, clock_today(service->clock));
		xreplace(&draft->done_by, xstrdup(service->who));
		ok = service_write(service, &draft_entity, draft, error);
	}
	record_destroy(&draft_entity, draft);
	return ok;
}

/* The words of what takes something back stay true. */
static bool gives(const struct draft *draft)
{
	return draft->status.value == DRAFT_WAITING && draft->meeting.known &&
	       draft->reason.value != DRAFT_CANCELLATION;
}

bool service_discard_meetings(struct service *service, const struct participant *participant,
	const struct participant *former, struct error *error)
{
	struct record_set set = {0};
	bool leaves = former && former->status.value == PARTICIPANT_ADMITTED &&
		      participant->status.value == PARTICIPANT_WITHDRAWN;
	if (!leaves)
		return true;
	bool ok = read_drafts(service, participant->record.id, &set, error);
	for (size_t i = 0; ok && i < set.count; i++) {
		const struct draft *draft = record_set_at(&set, i);
		if (gives(draft))
			ok = service_draft_discard(service, draft->record.id, error);
	}
	record_set_finish(&set);
	return ok;
}

/* ---- reading ---- */

bool service_draft_find(struct service *service, int64_t participant, enum draft_reason reason,
	int64_t meeting, int64_t *id, struct error *error)
{
	struct record_set set = {0};
	*id = 0;
	if (!read_drafts(service, participant, &set, error))
		return false;
	for (size_t i = 0; !*id && i < set.count; i++) {
		const struct draft *draft = record_set_at(&set, i);
		if (draft->status.value == DRAFT_WAITING && draft->reason.value == reason &&
			(!meeting || draft->meeting.value == meeting))
			*id = draft->record.id;
	}
	record_set_finish(&set);
	return true;
}

bool service_draft_count(struct service *service, struct draft_count *count, struct error *error)
{
	*count = (struct draft_count){0};
	return store_count_open_drafts(
		       service->store, service->network, DRAFT_MAIL, &count->letters, error) &&
	       store_count_open_drafts(
		       service->store, service->network, DRAFT_TASK, &count->tasks, error);
}
