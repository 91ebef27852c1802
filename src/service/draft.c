/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/draft.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/digest.h"
#include "base/i18n.h"
#include "base/text.h"
#include "service/private.h"
#include "store/page.h"

/* What follows the @ in a Message-ID when the network has no mailbox of its own. */
#define NO_DOMAIN "traffpunkt.invalid"

static void set_number(struct number *number, int64_t value)
{
	*number = (struct number){.known = true, .value = value};
}

static void set_text(char **text, char *value)
{
	free(*text);
	*text = value;
}

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
	set_number(&draft->kind, DRAFT_TASK);
	set_text(&draft->address, NULL);
	set_text(&draft->message_id, NULL);
	if (!draft->task || draft_text_names(draft->task, participant))
		set_text(&draft->task, hand_over(participant));
	if (draft_text_names(draft->subject, participant))
		set_text(&draft->subject, NULL);
	if (draft_text_names(draft->body, participant))
		set_text(&draft->body, NULL);
}

/* What is done or discarded already is sealed as it is: it says what has left the house. */
bool service_protect_draft(struct service *service, struct draft *draft, struct error *error)
{
	struct participant participant = {0};
	if (!draft->participant.known)
		return true;
	bool ok = store_get(
		service->store, &participant_entity, draft->participant.value, &participant, error);
	if (ok && participant.is_protected.value) {
		set_number(&draft->is_protected, 1);
		if (draft->status.value == DRAFT_WAITING)
			make_task(draft, &participant);
	}
	record_finish(&participant_entity, &participant);
	return ok;
}

static bool read_drafts(
	struct service *service, int64_t participant, struct record_set *set, struct error *error)
{
	return store_referring(service->store, &draft_entity,
		entity_field(&draft_entity, "participant_id"), participant, set, error);
}

bool service_protect_drafts(struct service *service, int64_t participant, struct error *error)
{
	struct record_set set = {0};
	bool ok = read_drafts(service, participant, &set, error);
	for (size_t i = 0; ok && i < set.count; i++) {
		struct draft *draft = record_copy(&draft_entity, record_set_at(&set, i));
		ok = service_write(service, &draft_entity, draft, error);
		record_destroy(&draft_entity, draft);
	}
	record_set_finish(&set);
	return ok;
}

/* ---- writing one ---- */

/* The domain of the network's mailbox, so that answers and bounces find their letter. */
static char *message_id(const struct service *service, const char *uid)
{
	const char *mailbox = service->settings ? service->settings->organizer_mailbox : NULL;
	const char *at = mailbox ? strrchr(mailbox, '@') : NULL;
	return xasprintf("%s@%s", uid, at && at[1] ? at + 1 : NO_DOMAIN);
}

static char *stored(const char *text)
{
	return text_is_blank(text) ? NULL : text_stored(text, strlen(text));
}

static void fill(struct draft *draft, const struct draft_order *order)
{
	set_number(&draft->reason, order->reason);
	set_number(&draft->status, DRAFT_WAITING);
	if (order->participant)
		set_number(&draft->participant, order->participant);
	if (order->meeting)
		set_number(&draft->meeting, order->meeting);
	if (order->attach)
		set_number(&draft->attachment, order->attachment);
	draft->subject = stored(order->subject);
	draft->body = stored(order->body);
}

/* A letter where there is an address for it, otherwise a task. */
static bool address_draft(struct service *service, struct draft *draft,
	const struct draft_order *order, struct error *error)
{
	struct participant participant = {0};
	bool ok = !order->participant || store_get(service->store, &participant_entity,
						 order->participant, &participant, error);
	const char *address = order->address ? order->address : participant.email;
	bool mail = order->body && address && !participant.is_protected.value;
	set_number(&draft->kind, mail ? DRAFT_MAIL : DRAFT_TASK);
	if (mail) {
		draft->address = stored(address);
		draft->message_id = message_id(service, draft->uid);
	} else if (order->task) {
		draft->task = stored(order->task);
	} else if (!participant.is_protected.value) {
		draft->task = xstrdup(_("There is no e-mail address: tell it by phone or letter"));
	}
	record_finish(&participant_entity, &participant);
	return ok;
}

bool service_draft_within(
	struct service *service, const struct draft_order *order, struct error *error)
{
	struct draft *draft = service_new(service, &draft_entity);
	fill(draft, order);
	bool ok = address_draft(service, draft, order, error) &&
		  service_write(service, &draft_entity, draft, error);
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
	struct filter_term term = {.kind = FILTER_CHOICE,
		.field = entity_field(&draft_entity, "kind"),
		.choice = DRAFT_MAIL};
	struct filter filter = {.terms = &term, .count = 1};
	struct list_query query = {
		.entity = &draft_entity, .network = service->network, .filter = &filter};
	*count = (struct draft_count){0};
	if (!store_count(service->store, &query, &count->letters, error))
		return false;
	term.choice = DRAFT_TASK;
	return store_count(service->store, &query, &count->tasks, error);
}
