/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mail that belongs to something: the thread of a request, or a letter of ours that came back. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/message.h"
#include "service/draft.h"
#include "service/request/intakeprivate.h"

/* The newest of a thread that are looked for. */
#define REFERENCES_MAX 50

/* ---- which thread ---- */

/* To what it was merged into; 0 when it is another network's. */
static bool follow_merged(struct intake *intake, int64_t *id)
{
	struct request request = {0};
	bool ok = store_get(intake->service->store, &request_entity, *id, &request, intake->error);
	if (ok && request.network.value != intake->service->network)
		*id = 0;
	else if (ok && request.status.value == REQUEST_MERGED && request.merged_into.known)
		*id = request.merged_into.value;
	record_finish(&request_entity, &request);
	return ok;
}

static bool request_of_message(struct intake *intake, int64_t id, int64_t *request)
{
	struct message message = {0};
	bool ok = store_get(intake->service->store, &message_entity, id, &message, intake->error);
	*request = message.request.value;
	record_finish(&message_entity, &message);
	return ok && follow_merged(intake, request);
}

static bool request_of_draft(struct intake *intake, int64_t id, int64_t *request)
{
	struct draft draft = {0};
	bool ok = store_get(intake->service->store, &draft_entity, id, &draft, intake->error);
	*request = draft.request.known ? draft.request.value : 0;
	record_finish(&draft_entity, &draft);
	return ok && (!*request || follow_merged(intake, request));
}

/* *request and *draft stay 0 when nobody here has written that. */
static bool look_up(struct intake *intake, const char *message_id, int64_t *request, int64_t *draft)
{
	struct store *store = intake->service->store;
	int64_t message = 0;
	*request = *draft = 0;
	if (!store_find(
		    store, &message_entity, "message_id", message_id, &message, intake->error) ||
		!store_find(store, &draft_entity, "message_id", message_id, draft, intake->error))
		return false;
	if (message)
		return request_of_message(intake, message, request);
	return !*draft || request_of_draft(intake, *draft, request);
}

/* The last word of the text is cut off and returned; NULL: there is none left. */
static char *last_word(char *text)
{
	size_t length = strlen(text);
	while (length && strchr(" \t\r\n", text[length - 1]))
		length--;
	text[length] = '\0';
	if (!length)
		return NULL;
	char *space = strrchr(text, ' ');
	char *word = xstrdup(space ? space + 1 : text);
	*(space ? space : text) = '\0';
	return word;
}

bool intake_find_thread(struct intake *intake, int64_t *request, int64_t *draft)
{
	const struct incoming *mail = intake->mail;
	int64_t letter = 0;
	bool ok = true;
	*request = *draft = 0;
	/* In-Reply-To is the nearest, as the last of References is. */
	char *ids = xasprintf("%s %s", mail->reference_ids ? mail->reference_ids : "",
		mail->in_reply_to ? mail->in_reply_to : "");
	for (int i = 0; ok && !*request && i < REFERENCES_MAX; i++) {
		char *id = last_word(ids);
		if (!id)
			break;
		ok = look_up(intake, id, request, &letter);
		if (!*draft)
			*draft = letter;
		free(id);
	}
	free(ids);
	return ok;
}

/* ---- joining it ---- */

static void say_why(struct request *request, const char *why)
{
	free(request->status_reason);
	request->status_reason = xstrdup(why);
}

/* What a person has put aside as no matter of ours stays aside. */
static bool is_put_aside(const struct request *request)
{
	return request->status.value == REQUEST_QUARANTINED ||
	       request->status.value == REQUEST_SPAM;
}

static void open_again(struct request *request, const char *why)
{
	switch ((enum request_status)request->status.value) {
	case REQUEST_CLOSED:
	case REQUEST_REFERRED:
		number_set(&request->reopened,
			(request->reopened.known ? request->reopened.value : 0) + 1);
		break;
	case REQUEST_WAITING:
	case REQUEST_ANSWERED:
		break;
	case REQUEST_NEW:
	case REQUEST_OPEN:
	case REQUEST_QUARANTINED:
	case REQUEST_SPAM:
	case REQUEST_MERGED:
		return;
	}
	number_set(&request->status, REQUEST_OPEN);
	say_why(request, why);
}

static void wake(struct intake *intake, struct request *request, const char *why)
{
	if (is_put_aside(request))
		return;
	if (request->snooze_until.known) {
		request->snooze_until = (struct number){0};
		number_set(&request->woken_at, intake->now);
		say_why(request, why);
	}
	open_again(request, why);
}

static bool join(struct intake *intake, int64_t id, const char *why)
{
	struct request *request = record_create(&request_entity);
	bool ok = store_get(intake->service->store, &request_entity, id, request, intake->error) &&
		  intake_add_message(intake, request, true);
	if (ok && why) {
		wake(intake, request, why);
		ok = service_write(intake->service, &request_entity, request, intake->error);
	}
	intake->result->request = id;
	record_destroy(&request_entity, request);
	return ok;
}

bool intake_join(struct intake *intake, int64_t request)
{
	bool wakes = intake->mail->nature != MESSAGE_AUTO_REPLY;
	return join(intake, request, wakes ? _("New mail has come.") : NULL);
}

/* ---- what came back ---- */

/* Somebody has to find another address; the words name nobody. */
static bool add_task(struct intake *intake, const struct draft *draft)
{
	char *task = xasprintf(_("Letter no. %lld came back and has not been read: find another "
				 "address, or tell it by phone."),
		(long long)draft->record.id);
	const struct draft_order order = {
		.participant = draft->participant.known ? draft->participant.value : 0,
		.reason = DRAFT_OTHER,
		.meeting = draft->meeting.known ? draft->meeting.value : 0,
		.task = task};
	bool ok = service_draft_within(intake->service, &order, intake->error);
	free(task);
	return ok;
}

static bool mark_draft(struct intake *intake, struct draft *draft)
{
	number_set(&draft->bounced_at, intake->now);
	free(draft->failure);
	draft->failure = intake_text(intake->service, intake->mail->failure, FIELD_TEXT_LIMIT);
	if (!draft->failure)
		draft->failure = xstrdup(_("It came back."));
	text_trim(draft->failure);
	return service_write(intake->service, &draft_entity, draft, intake->error);
}

static bool bounce_draft(struct intake *intake, struct draft *draft)
{
	bool again = draft->bounced_at.known;
	int64_t request = draft->request.known ? draft->request.value : 0;
	if (!again && !mark_draft(intake, draft))
		return false;
	if (request)
		return follow_merged(intake, &request) &&
		       (!request || join(intake, request, _("An answer came back.")));
	intake->result->fate = again ? INTAKE_KNOWN : INTAKE_BOUNCE;
	return again || add_task(intake, draft);
}

bool intake_take_bounce(struct intake *intake)
{
	const char *failed = intake->mail->failed_message_id;
	struct draft *draft = record_create(&draft_entity);
	int64_t id = 0;
	intake->result->fate = INTAKE_BOUNCE;
	bool ok = !failed || store_find(intake->service->store, &draft_entity, "message_id", failed,
				     &id, intake->error);
	ok = ok &&
	     (!id || store_get(intake->service->store, &draft_entity, id, draft, intake->error));
	if (ok && id && draft->network.value == intake->service->network)
		ok = bounce_draft(intake, draft);
	else if (ok)
		ok = intake_make_request(intake, REQUEST_NEW, 0);
	record_destroy(&draft_entity, draft);
	return ok;
}
