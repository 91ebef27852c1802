/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/hooks.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "model/internalnote.h"
#include "model/message.h"
#include "model/payer.h"
#include "model/reply.h"
#include "service/coverage.h"
#include "service/delivery.h"
#include "service/invoice.h"
#include "service/need.h"
#include "service/pollprivate.h"
#include "service/request/answer.h"
#include "service/request/inbox.h"
#include "service/request/template.h"

/* ---- participants ---- */

static void participant_begin(struct service *service, void *record)
{
	struct participant *participant = record;
	number_set(&participant->status, PARTICIPANT_RECEIVED);
	number_set(&participant->received_on, clock_today(service->clock));
	service_default_participant(participant);
}

/* The payer's numbers; a number that was taken away is not filled in again at once. */
static bool complete_payer(struct service *service, struct participant *participant,
	const struct participant *former, struct error *error)
{
	int64_t from;
	bool ok = (former && former->organisation_number) ||
		  service_invoice_borrow_number(service, participant, &from, error);
	if (ok)
		payer_complete(participant, former);
	return ok;
}

static bool participant_complete(
	struct service *service, void *record, const void *former, struct error *error)
{
	return (!former || service_keep_needs_apart(service, record, error)) &&
	       service_complete_participant(service, record, former, error) &&
	       complete_payer(service, record, former, error);
}

static bool participant_follow(
	struct service *service, const void *record, const void *former, struct error *error)
{
	return service_protect_linked(service, record, former, error) &&
	       service_discard_meetings(service, record, former, error) &&
	       service_invoice_follow(service, record, former, error);
}

/* ---- meetings ---- */

static void meeting_begin(struct service *service, void *record)
{
	struct meeting *meeting = record;
	(void)service;
	number_set(&meeting->kind, MEETING_DIGITAL);
	number_set(&meeting->form, MEETING_FORM_MEETING);
	number_set(&meeting->status, MEETING_UNPLANNED);
	number_set(&meeting->theme_status, THEME_UNSET);
}

/* A date makes a meeting preliminary, taking it away makes it unplanned again. */
static void complete_state(struct meeting *meeting, const struct meeting *former)
{
	bool moved = former && former->status.value == MEETING_CANCELLED && meeting->date.known &&
		     (!former->date.known || former->date.value != meeting->date.value);
	if (meeting->date.known && (meeting->status.value == MEETING_UNPLANNED || moved))
		number_set(&meeting->status, MEETING_PRELIMINARY);
	if (!meeting->date.known && meeting->status.value == MEETING_PRELIMINARY)
		number_set(&meeting->status, MEETING_UNPLANNED);
	if (moved) {
		free(meeting->status_reason);
		meeting->status_reason = NULL;
	}
}

/* Nothing is decided about a meeting when it is over. */
static bool check_deciding(
	struct service *service, const struct meeting *meeting, struct error *error)
{
	struct meeting at = {0};
	if (meeting->theme_status.value != THEME_DECIDED || !meeting->theme_decided_at.known ||
		!meeting->date.known)
		return true;
	bool ok = store_get(
		service->store, &meeting_entity, meeting->theme_decided_at.value, &at, error);
	if (ok && meeting->theme_decided_on.known &&
		meeting->theme_decided_on.value > meeting->date.value)
		ok = error_set_field(error, ERROR_DATA, "date",
			_("The theme would be decided after the meeting that it is for."));
	else if (ok && at.date.known && at.date.value > meeting->date.value)
		ok = error_set_field(error, ERROR_DATA, "theme_decided_at_id",
			_("The theme would be decided at a later meeting than the one it is for."));
	record_finish(&meeting_entity, &at);
	return ok;
}

static bool meeting_complete(
	struct service *service, void *record, const void *former, struct error *error)
{
	struct meeting *meeting = record;
	const struct meeting *was = former;
	complete_state(meeting, former);
	if (!poll_complete_theme(service, meeting, former, error) ||
		!check_deciding(service, meeting, error))
		return false;
	if (meeting->duration_min.known && !meeting->duration_max.known)
		meeting->duration_max = meeting->duration_min;
	if (meeting->duration_max.known && !meeting->duration_min.known)
		meeting->duration_min = meeting->duration_max;
	/* Labels that were taken away since stay in old meetings until they are written anew. */
	bool named_anew = !was ||
			  !field_equals(entity_field(&meeting_entity, "strands"), meeting, was);
	return !named_anew || service_check_strands(service, meeting, error);
}

static bool meeting_follow(
	struct service *service, const void *record, const void *former, struct error *error)
{
	const struct meeting *meeting = record;
	return !former || (service_needs_follow(service, meeting->record.id, error) &&
				  poll_follow_theme(service, meeting, former, error));
}

/* ---- proposals ---- */

static bool option_complete(
	struct service *service, void *record, const void *former, struct error *error)
{
	(void)former;
	return poll_complete_option(service, record, error);
}

static bool option_follow(
	struct service *service, const void *record, const void *former, struct error *error)
{
	(void)former;
	return poll_follow_option(service, record, error);
}

/* ---- requests, letters, needs, the network ---- */

static void request_begin(struct service *service, void *record)
{
	struct request *request = record;
	number_set(&request->received_at, clock_now(service->clock));
	number_set(&request->channel, 2); /* phone: what is typed in was mostly heard */
	number_set(&request->verified, VERIFIED_UNKNOWN);
	number_set(&request->status, REQUEST_NEW);
}

/* A new one stands last. */
static void template_begin(struct service *service, void *record)
{
	struct reply_template *template = record;
	struct error ignored = {0};
	int64_t last = 0;
	service_template_last(service, &last, &ignored);
	error_finish(&ignored);
	number_set(&template->ordinal, last + 1);
}

static bool request_complete(
	struct service *service, void *record, const void *former, struct error *error)
{
	return service_protect_request(service, record, error) &&
	       service_complete_request(service, record, former, error);
}

static bool request_follow(
	struct service *service, const void *record, const void *former, struct error *error)
{
	return service_seal_request(service, record, former, error);
}

static bool message_complete(
	struct service *service, void *record, const void *former, struct error *error)
{
	struct message *message = record;
	(void)former;
	return service_seal_part(service, &message_entity, message, message->request.value, error);
}

static bool attachment_complete(
	struct service *service, void *record, const void *former, struct error *error)
{
	struct attachment *attachment = record;
	struct message message = {0};
	(void)former;
	bool ok = store_get(service->store, &message_entity, attachment->message.value, &message,
			  error) &&
		  service_seal_part(
			  service, &attachment_entity, attachment, message.request.value, error);
	record_finish(&message_entity, &message);
	return ok;
}

static bool draft_complete(
	struct service *service, void *record, const void *former, struct error *error)
{
	return service_check_draft(record, former, error) &&
	       service_protect_answer(service, record, error) &&
	       service_protect_draft(service, record, error);
}

static bool draft_follow(
	struct service *service, const void *record, const void *former, struct error *error)
{
	return service_deliver_draft(service, record, former, error) &&
	       service_reply_follow(service, record, former, error);
}

static bool need_complete(
	struct service *service, void *record, const void *former, struct error *error)
{
	(void)former;
	return service_complete_need(service, record, error);
}

static bool note_complete(
	struct service *service, void *record, const void *former, struct error *error)
{
	struct internal_note *note = record;
	(void)former;
	return service_seal_part(service, &internal_note_entity, note, note->request.value, error);
}

/* Whatever it was made of: nothing in it tells who a protected person is (invariant 16). */
static bool reply_complete(
	struct service *service, void *record, const void *former, struct error *error)
{
	struct reply *reply = record;
	(void)service;
	(void)former;
	(void)error;
	if (reply->is_protected.value)
		reply_seal(reply);
	return true;
}

static bool network_follow(
	struct service *service, const void *record, const void *former, struct error *error)
{
	return service_invoice_follow_network(service, record, former, error);
}

static const struct entity_hooks hooks[] = {
	{&participant_entity, participant_begin, participant_complete, participant_follow},
	{&meeting_entity, meeting_begin, meeting_complete, meeting_follow},
	{&poll_option_entity, NULL, option_complete, option_follow},
	{&request_entity, request_begin, request_complete, request_follow},
	{&message_entity, NULL, message_complete, NULL},
	{&attachment_entity, NULL, attachment_complete, NULL},
	{&draft_entity, NULL, draft_complete, draft_follow},
	{&special_need_entity, NULL, need_complete, NULL},
	{&reply_entity, NULL, reply_complete, NULL},
	{&reply_template_entity, template_begin, NULL, NULL},
	{&internal_note_entity, NULL, note_complete, NULL},
	{&network_entity, NULL, NULL, network_follow},
};

const struct entity_hooks *service_hooks(const struct entity *entity)
{
	for (size_t i = 0; i < sizeof(hooks) / sizeof(*hooks); i++) {
		if (hooks[i].entity == entity)
			return &hooks[i];
	}
	return NULL;
}
