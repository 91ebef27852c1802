/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What comes in as a request of its own, and the mail as a message with its attachments. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/collate.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/message.h"
#include "model/twin.h"
#include "service/request/intakeprivate.h"
#include "service/request/keep.h"
#include "store/intake.h"
#include "store/twins.h"

#define DAY ((int64_t)24 * 60 * 60)
#define AGE_MAX (7 * DAY)      /* what was sent longer ago has come now */
#define LIKE_WITHIN (14 * DAY) /* C07 */
#define LIKE_LOOK 50           /* requests of one sender that are looked at */
#define CHANNEL_FORM 0
#define CHANNEL_MAIL 1

/* ---- the request ---- */

static int64_t received_at(struct number sent_at, int64_t now)
{
	bool likely = sent_at.known && sent_at.value <= now && sent_at.value > now - AGE_MAX;
	return likely ? sent_at.value : now;
}

struct request *intake_request(struct service *service, const struct intake_row *row, int64_t now)
{
	struct request *request = service_new(service, &request_entity);
	number_set(&request->received_at, received_at(row->sent_at, now));
	number_set(&request->channel, CHANNEL_MAIL);
	number_set(&request->verified, row->verified);
	request->sender_name = intake_text(service, row->name, FIELD_TEXT_LIMIT);
	request->sender_email = intake_text(service, row->email, FIELD_TEXT_LIMIT);
	request->organisation = intake_text(service, row->organisation, FIELD_TEXT_LIMIT);
	request->subject = intake_text(service, row->subject, FIELD_TEXT_LIMIT);
	request->body = intake_text(service, row->message, FIELD_NOTE_LIMIT);
	if (request->subject)
		text_trim(request->subject);
	if (!request->subject && !request->body)
		request->subject = xstrdup(_("(no subject)"));
	if (row->verified == VERIFIED_NO)
		number_set(&request->status, REQUEST_QUARANTINED);
	return request;
}

static bool is_active(const struct participant *participant)
{
	return participant->status.value == PARTICIPANT_RECEIVED ||
	       participant->status.value == PARTICIPANT_REVIEW ||
	       participant->status.value == PARTICIPANT_ADMITTED;
}

/* Only when there is exactly one of them. */
static bool link_participant(struct service *service, struct request *request, struct error *error)
{
	struct record_set set = {0};
	size_t hits = 0;
	int64_t id = 0;
	if (!request->sender_email)
		return true;
	char *key = twin_key("email_key", request->sender_email, NULL);
	bool ok = store_sharing(service->store, service->network, "email_key", key, &set, error);
	for (size_t i = 0; ok && i < set.count; i++) {
		const struct participant *person = record_set_at(&set, i);
		if (!is_active(person))
			continue;
		id = person->record.id;
		hits++;
	}
	if (hits == 1)
		number_set(&request->participant, id);
	record_set_finish(&set);
	free(key);
	return ok;
}

/* The same, or one with something added. */
static bool are_similar(const char *left, const char *right)
{
	size_t a = strlen(left), b = strlen(right), less = a < b ? a : b;
	return a && b && !strncmp(left, right, less) && (a == b || less >= 8);
}

static bool find_like(struct service *service, struct request *request, struct error *error)
{
	struct record_set set = {0};
	if (!request->sender_email || !request->subject)
		return true;
	char *subject = intake_fold_subject(request->subject);
	bool ok = store_requests_from(service->store, service->network, request->sender_email,
		request->received_at.value - LIKE_WITHIN, LIKE_LOOK, &set, error);
	for (size_t i = 0; ok && !request->like.known && i < set.count; i++) {
		const struct request *other = record_set_at(&set, i);
		char *theirs = intake_fold_subject(other->subject ? other->subject : "");
		if (other->status.value != REQUEST_SPAM && are_similar(subject, theirs))
			number_set(&request->like, other->merged_into.known
							   ? other->merged_into.value
							   : other->record.id);
		free(theirs);
	}
	record_set_finish(&set);
	free(subject);
	return ok;
}

bool intake_write_request(struct service *service, struct request *request, struct error *error)
{
	return link_participant(service, request, error) && find_like(service, request, error) &&
	       service_write(service, &request_entity, request, error);
}

static struct intake_row row_of(const struct incoming *mail)
{
	struct intake_row row = {.name = mail->sender_name,
		.email = mail->sender_email,
		.subject = mail->subject,
		.message = mail->body,
		.verified = mail->verified,
		.sent_at = mail->sent_at};
	if (!mail->is_form)
		return row;
	/* The mail itself is from the form's program: who has written stands in it. */
	row.name = mail->form_name;
	row.email = mail->form_email ? mail->form_email : mail->reply_to;
	row.organisation = mail->form_organisation;
	row.subject = mail->form_subject ? mail->form_subject : mail->subject;
	if (mail->form_message)
		row.message = mail->form_message;
	return row;
}

bool intake_make_request(struct intake *intake, enum request_status status, int64_t meeting)
{
	const struct incoming *mail = intake->mail;
	const struct intake_row row = row_of(mail);
	char digest[DIGEST_HEX_SIZE];
	struct request *request = intake_request(intake->service, &row, intake->now);
	if (request->status.value == REQUEST_NEW)
		number_set(&request->status, status);
	if (mail->is_form)
		number_set(&request->channel, CHANNEL_FORM);
	bool ok = true;
	if (mail->is_form && intake_digest_form(intake->service, &row, digest)) {
		int64_t earlier = 0; /* that has it already: asked again */
		ok = store_find(intake->service->store, &request_entity, "digest", digest, &earlier,
			intake->error);
		if (ok && !earlier)
			request->digest = xstrdup(digest);
	}
	if (meeting)
		number_set(&request->meeting, meeting);
	if (status == REQUEST_CLOSED)
		request->status_reason = xstrdup(_("An automatic reply."));
	ok = ok && intake_write_request(intake->service, request, intake->error) &&
	     intake_add_message(intake, request, false);
	intake->result->request = request->record.id;
	intake->result->is_made = true;
	record_destroy(&request_entity, request);
	return ok;
}

/* ---- the message ---- */

static bool begins(const char *media_type, const char *beginning)
{
	return media_type && !strncmp(media_type, beginning, strlen(beginning));
}

/* Mail programs call a table or a list whatever they like: what reads as text is. The offsets of a
 * PDF must stay as they are. */
static bool is_text(const struct incoming_part *part)
{
	if (begins(part->media_type, "text/") || begins(part->media_type, "message/"))
		return true;
	for (size_t i = 0; i < part->length; i++) {
		unsigned char byte = (unsigned char)part->bytes[i];
		if (byte < ' ' && !strchr("\t\n\v\f\r\b\x1b", byte ? byte : 'a'))
			return false;
	}
	return !begins(part->media_type, "application/pdf");
}

static bool keep_file(struct intake *intake, const struct message *message, int64_t ordinal,
	const struct incoming_part *part)
{
	struct service *service = intake->service;
	const struct keep_order order = {
		.bytes = part->bytes, .length = part->length, .masked = is_text(part)};
	struct kept kept;
	if (!service_keep_bytes(service, &order, &kept, intake->error))
		return false;
	struct attachment *attachment = service_new(service, &attachment_entity);
	number_set(&attachment->message, message->record.id);
	number_set(&attachment->ordinal, ordinal);
	number_set(&attachment->size, (int64_t)kept.size);
	attachment->is_protected = message->is_protected;
	attachment->name = intake_text(service, part->name, FIELD_TEXT_LIMIT);
	attachment->media_type = intake_text(service, part->media_type, FIELD_TEXT_LIMIT);
	attachment->file = xstrdup(kept.name);
	attachment->digest = xstrdup(kept.name);
	bool ok = service_write(service, &attachment_entity, attachment, intake->error);
	record_destroy(&attachment_entity, attachment);
	return ok;
}

static bool keep_files(struct intake *intake, const struct message *message)
{
	const struct incoming *mail = intake->mail;
	int64_t ordinal = 1;
	bool ok = true;
	for (size_t i = 0; ok && i < mail->file_count; i++)
		ok = keep_file(intake, message, ordinal++, &mail->files[i]);
	/* A calendar that was no answer to us is a file like any other. */
	for (size_t i = 0; ok && !intake->result->has_answers && i < mail->calendar_count; i++)
		ok = keep_file(intake, message, ordinal++, &mail->calendars[i]);
	return ok;
}

/* By what it says, and by its Message-ID when that is nobody else's. */
static bool identify(struct intake *intake, struct message *message)
{
	char digest[DIGEST_HEX_SIZE];
	int64_t taken = 0;
	intake_digest_mail(intake, digest);
	message->digest = xstrdup(digest);
	message->message_id = text_stored_within(intake->mail->message_id, FIELD_TEXT_LIMIT);
	if (!message->message_id)
		return true;
	if (!store_find(intake->service->store, &message_entity, "message_id", message->message_id,
		    &taken, intake->error))
		return false;
	if (taken) {
		free(message->message_id);
		message->message_id = NULL;
	}
	return true;
}

bool intake_add_message(struct intake *intake, const struct request *request, bool words)
{
	struct service *service = intake->service;
	const struct incoming *mail = intake->mail;
	struct message *message = service_new(service, &message_entity);
	number_set(&message->request, request->record.id);
	number_set(&message->direction, MESSAGE_IN);
	number_set(&message->nature, mail->nature);
	number_set(&message->at, received_at(mail->sent_at, intake->now));
	message->is_protected = request->is_protected;
	message->sender = intake_text(service, mail->sender_email, FIELD_TEXT_LIMIT);
	message->recipient = intake_text(service, mail->recipient, FIELD_TEXT_LIMIT);
	message->subject = intake_text(service, mail->subject, FIELD_TEXT_LIMIT);
	message->quoted = intake_text(service, mail->quoted, FIELD_NOTE_LIMIT);
	message->in_reply_to = text_stored_within(mail->in_reply_to, FIELD_TEXT_LIMIT);
	message->reference_ids = text_stored_within(mail->reference_ids, FIELD_NOTE_LIMIT);
	message->source = intake_text(service, intake->name, FIELD_TEXT_LIMIT);
	if (words) {
		message->body = intake_text(service, mail->body, FIELD_NOTE_LIMIT);
		/* A message without a body is the one that the request itself holds. */
		if (!message->body)
			message->body = xstrdup(_("(no text)"));
	}
	bool ok = identify(intake, message) &&
		  service_write(service, &message_entity, message, intake->error) &&
		  keep_files(intake, message);
	record_destroy(&message_entity, message);
	return ok;
}
