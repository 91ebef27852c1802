/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An answer leaves for the outbox, and what becomes of it there is noted by the request. */
#include "service/request/answer.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "service/draft.h"
#include "service/private.h"
#include "service/request/gate.h"
#include "service/request/thread.h"

/* What a letter refers to: enough for every mail program, and short enough for a header. */
#define REFERENCES_MOST 20

static char *stored(const char *text)
{
	return text_is_blank(text) ? NULL : text_stored(text, strlen(text));
}

/* ---- what must not leave ---- */

static struct lint_about about(const struct request_reply *reply)
{
	return (struct lint_about){.request = reply->request,
		.participant = reply->participant,
		.address = reply->address,
		.name = reply->name};
}

bool service_reply_lint(struct service *service, const struct request_reply *reply,
	struct lint_result *result, struct error *error)
{
	struct lint_about to = about(reply);
	return service_lint(service, &to, reply->text ? reply->text : "", result, error);
}

bool service_reply_may_be_allowed(const struct lint_result *result)
{
	for (size_t i = 0; i < result->count; i++) {
		if (result->lints[i].kind == LINT_PLACEHOLDER)
			return false;
	}
	return lint_may_be_allowed(result);
}

static bool refuse(
	const struct lint_result *result, const char *field, const char *text, struct error *error)
{
	const struct lint *lint = result->lints;
	while (!lint->blocks)
		lint++;
	if (lint->kind == LINT_PLACEHOLDER)
		return error_set_field(error, ERROR_REFUSED, field, _("%.*s is not filled in."),
			(int)(lint->end - lint->start), text + lint->start);
	return error_set_field(error, ERROR_REFUSED, field, "%s", lint->sentence);
}

/* *objects: it goes for the reason given. */
static bool check_text(struct service *service, const struct request_reply *reply,
	const char *field, const char *text, bool *objects, struct error *error)
{
	struct lint_result result = {0};
	struct lint_about to = about(reply);
	if (text_is_blank(text))
		return true;
	bool ok = service_lint(service, &to, text, &result, error);
	if (ok && result.blocks) {
		*objects = true;
		ok = (!text_is_blank(reply->reason) && service_reply_may_be_allowed(&result)) ||
		     refuse(&result, field, text, error);
	}
	lint_result_finish(&result);
	return ok;
}

static bool check(struct service *service, const struct request_reply *reply, const char *body,
	bool *objects, struct error *error)
{
	*objects = false;
	if (text_is_blank(reply->text))
		return error_set_field(
			error, ERROR_DATA, "body", _("There is nothing in the answer yet."));
	return check_text(service, reply, "subject", reply->subject, objects, error) &&
	       check_text(service, reply, "body", body, objects, error);
}

/* What is stored may be fine already, as numbers are masked in it; and only letters are kept. */
static bool allow(
	struct service *service, const struct request_reply *reply, int64_t id, struct error *error)
{
	struct draft draft = {0};
	struct error objection = {0};
	bool ok = store_get(service->store, &draft_entity, id, &draft, error);
	if (ok && draft.kind.value == DRAFT_MAIL &&
		!service_letter_check(service, &draft, &objection))
		ok = service_letter_allow(service, id, reply->reason, error);
	error_finish(&objection);
	record_finish(&draft_entity, &draft);
	return ok;
}

/* ---- into the outbox ---- */

/* The newest of the ids, and the first, which names the conversation (RFC 5322 3.6.4). Owned. */
static char *trim_references(const char *ids)
{
	size_t count = 0, at = 0;
	if (!ids)
		return NULL;
	for (const char *id = ids; *(id += strspn(id, " ")); id += strcspn(id, " "))
		count++;
	struct buffer out = {0};
	for (const char *id = ids; *(id += strspn(id, " ")); id += strcspn(id, " "), at++) {
		if (at && at + REFERENCES_MOST <= count)
			continue;
		buffer_append(&out, out.length ? " " : "");
		buffer_append_bytes(&out, id, strcspn(id, " "));
	}
	return buffer_take(&out);
}

static bool add_draft(struct service *service, const struct request_reply *reply, const char *body,
	int64_t *id, struct error *error)
{
	struct thread thread;
	if (!service_thread_read(service, reply->request, &thread, error))
		return false;
	char *references = trim_references(thread.reference_ids);
	struct draft_order order = {.reason = DRAFT_REPLY,
		.participant = reply->participant,
		.meeting = reply->meeting,
		.attach = reply->attach && reply->meeting,
		.attachment = ATTACH_PLAIN,
		.address = reply->address,
		.subject = reply->subject,
		.body = body,
		.request = reply->request,
		.in_reply_to = thread.in_reply_to,
		.reference_ids = references,
		.id = id};
	bool ok = service_draft_within(service, &order, error);
	free(references);
	thread_finish(&thread);
	return ok;
}

static void fill_draft(struct draft *draft, const struct request_reply *reply, const char *body)
{
	bool attach = reply->attach && reply->meeting;
	draft->record.version = reply->version;
	if (draft->kind.value == DRAFT_MAIL)
		xreplace(&draft->address, stored(reply->address));
	xreplace(&draft->subject, stored(reply->subject));
	xreplace(&draft->body, stored(body));
	draft->meeting = (struct number){.known = reply->meeting != 0, .value = reply->meeting};
	draft->attachment = (struct number){.known = attach, .value = attach ? ATTACH_PLAIN : 0};
}

/* A letter that has lost its address becomes a task, and a task that has got one a letter. */
static bool changes_kind(const struct draft *draft, const struct request_reply *reply)
{
	bool letter = !text_is_blank(reply->address);
	return !draft->is_protected.value && letter != (draft->kind.value == DRAFT_MAIL);
}

static bool change_draft(struct service *service, const struct request_reply *reply,
	const char *body, int64_t *id, struct error *error)
{
	struct draft draft = {0};
	bool ok = store_get(service->store, &draft_entity, reply->draft, &draft, error);
	if (ok && draft.status.value != DRAFT_WAITING)
		ok = error_set(error, ERROR_CONFLICT,
			_("The answer does not wait any more: it is %s."),
			choice_label(&draft_statuses, (int)draft.status.value));
	if (ok && changes_kind(&draft, reply)) {
		ok = add_draft(service, reply, body, id, error) &&
		     service_draft_discard(service, reply->draft, error);
	} else if (ok) {
		fill_draft(&draft, reply, body);
		*id = reply->draft;
		ok = service_write(service, &draft_entity, &draft, error);
	}
	record_finish(&draft_entity, &draft);
	return ok;
}

/* What is closed, or referred elsewhere, stays so when another letter goes. */
static bool becomes_answered(const struct request *request)
{
	return request->status.value == REQUEST_NEW || request->status.value == REQUEST_OPEN ||
	       request->status.value == REQUEST_WAITING;
}

/* `told`: the answer has reached them already. */
static bool note_answered(struct service *service, int64_t id, bool told, struct error *error)
{
	struct request request = {0};
	bool ok = store_get(service->store, &request_entity, id, &request, error);
	if (ok) {
		int64_t now = clock_now(service->clock);
		if (becomes_answered(&request))
			number_set(&request.status, REQUEST_ANSWERED);
		if (!request.opened_at.known)
			number_set(&request.opened_at, now);
		if (told && !request.answered_at.known)
			number_set(&request.answered_at, now);
		ok = service_write(service, &request_entity, &request, error);
	}
	record_finish(&request_entity, &request);
	return ok;
}

static bool begin(struct service *service, int64_t id, const char *what, struct error *error)
{
	struct request request = {0};
	bool ok = store_get(service->store, &request_entity, id, &request, error);
	if (ok) {
		char *name = request_entity.title(&request);
		char *title = xasprintf("%s %s: %s", _(request_entity.label), name, what);
		ok = service_begin(service, title, false, error);
		free(title);
		free(name);
	}
	record_finish(&request_entity, &request);
	return ok;
}

bool service_reply_put(struct service *service, const struct request_reply *reply, int64_t *draft,
	struct error *error)
{
	char *body = request_reply_body(reply);
	int64_t id = 0;
	bool objects;
	bool ok = check(service, reply, body, &objects, error) &&
		  begin(service, reply->request,
			  reply->draft ? _("the answer in the outbox changed")
				       : _("an answer to the outbox"),
			  error);
	if (ok) {
		ok = (reply->draft ? change_draft(service, reply, body, &id, error)
				   : add_draft(service, reply, body, &id, error)) &&
		     note_answered(service, reply->request, false, error);
		ok = service_end(service, ok, error);
	}
	free(body);
	if (ok)
		*draft = id;
	return ok && (!objects || allow(service, reply, id, error));
}

/* ---- answered otherwise ---- */

static bool add_told(struct service *service, const struct request_reply *reply, const char *text,
	struct error *error)
{
	struct message *message = service_new(service, &message_entity);
	number_set(&message->request, reply->request);
	number_set(&message->direction, MESSAGE_OUT);
	number_set(&message->nature, MESSAGE_PLAIN);
	number_set(&message->at, clock_now(service->clock));
	number_set(&message->is_protected, reply->is_protected);
	message->recipient = stored(reply->name);
	message->subject = stored(reply->subject);
	message->body = stored(text);
	if (!message->body)
		message->body = xstrdup(_("Answered by phone."));
	bool ok = service_write(service, &message_entity, message, error);
	record_destroy(&message_entity, message);
	return ok;
}

bool service_reply_told(struct service *service, const struct request_reply *reply,
	const char *text, struct error *error)
{
	if (!begin(service, reply->request, _("answered by phone"), error))
		return false;
	bool ok = (!reply->draft || service_draft_discard(service, reply->draft, error)) &&
		  add_told(service, reply, text, error) &&
		  note_answered(service, reply->request, true, error);
	return service_end(service, ok, error);
}

/* ---- what becomes of it ---- */

static bool find_message(
	struct service *service, int64_t draft, struct message **message, struct error *error)
{
	struct record_set set = {0};
	*message = NULL;
	bool ok = store_referring(service->store, &message_entity,
		entity_field(&message_entity, "draft_id"), draft, &set, error);
	if (ok && set.count)
		*message = record_copy(&message_entity, record_set_at(&set, 0));
	record_set_finish(&set);
	return ok;
}

static void fill_message(struct message *message, const struct draft *draft)
{
	size_t length = draft->body ? request_reply_split(draft->body) : 0;
	char *own = draft->body ? xstrndup(draft->body, length) : NULL;
	message->request = draft->request;
	number_set(&message->direction, MESSAGE_OUT);
	number_set(&message->nature, MESSAGE_PLAIN);
	number_set(&message->draft, draft->record.id);
	message->is_protected = draft->is_protected;
	xreplace(&message->recipient, stored(draft->address));
	xreplace(&message->subject, stored(draft->subject));
	xreplace(&message->body, stored(own));
	xreplace(&message->quoted, draft->body ? stored(draft->body + length) : NULL);
	xreplace(&message->message_id, stored(draft->message_id));
	xreplace(&message->in_reply_to, stored(draft->in_reply_to));
	xreplace(&message->reference_ids, stored(draft->reference_ids));
	free(own);
}

static bool keep_message(struct service *service, const struct draft *draft,
	struct message *message, bool sent, struct error *error)
{
	struct message *kept = message ? message : service_new(service, &message_entity);
	int64_t now = clock_now(service->clock);
	fill_message(kept, draft);
	if (sent && draft->sent_at.known)
		kept->at = draft->sent_at;
	else if (sent || !kept->at.known)
		number_set(&kept->at, now);
	bool ok = service_write(service, &message_entity, kept, error);
	if (!message)
		record_destroy(&message_entity, kept);
	return ok;
}

static bool is_answered_otherwise(
	struct service *service, int64_t request, bool *otherwise, struct error *error)
{
	struct record_set set = {0};
	*otherwise = false;
	bool ok = store_referring(service->store, &message_entity,
		entity_field(&message_entity, "request_id"), request, &set, error);
	for (size_t i = 0; ok && i < set.count; i++) {
		const struct message *message = record_set_at(&set, i);
		*otherwise |= message->direction.value == MESSAGE_OUT;
	}
	record_set_finish(&set);
	return ok;
}

/* Without its only answer a request is open again; what was decided since stays. */
static bool change_request(
	struct service *service, int64_t id, int from, int to, struct error *error)
{
	struct request request = {0};
	bool ok = store_get(service->store, &request_entity, id, &request, error);
	if (ok && request.status.value == from) {
		number_set(&request.status, to);
		ok = service_write(service, &request_entity, &request, error);
	}
	record_finish(&request_entity, &request);
	return ok;
}

static bool withdraw(struct service *service, const struct draft *draft,
	const struct message *message, struct error *error)
{
	bool otherwise;
	int64_t request = draft->request.value;
	return (!message ||
		       store_delete(service->store, &message_entity, message->record.id, error)) &&
	       is_answered_otherwise(service, request, &otherwise, error) &&
	       (otherwise ||
		       change_request(service, request, REQUEST_ANSWERED, REQUEST_OPEN, error));
}

bool service_reply_follow(struct service *service, const struct draft *draft,
	const struct draft *former, struct error *error)
{
	int status = (int)draft->status.value;
	bool changed = !former || former->status.value != status;
	bool sent = changed && status == DRAFT_DONE;
	struct message *message;
	if (!draft->request.known)
		return true;
	bool ok = find_message(service, draft->record.id, &message, error);
	if (ok && status == DRAFT_DISCARDED)
		ok = !changed || withdraw(service, draft, message, error);
	else if (ok)
		ok = keep_message(service, draft, message, sent, error);
	if (ok && sent)
		ok = note_answered(service, draft->request.value, true, error);
	/* It is brought back. */
	if (ok && former && former->status.value == DRAFT_DISCARDED && status == DRAFT_WAITING &&
		draft->reason.value == DRAFT_REPLY)
		ok = note_answered(service, draft->request.value, false, error);
	record_destroy(&message_entity, message);
	return ok;
}
