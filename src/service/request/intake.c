/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/request/intake.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/collate.h"
#include "base/digest.h"
#include "base/i18n.h"
#include "model/message.h"
#include "service/request/intakeprivate.h"
#include "service/rsvp.h"

enum { DAY = 24 * 60 * 60 /* seconds */ };

void intake_result_finish(struct intake_result *result)
{
	free(result->reason);
	moved_up_finish(&result->moved);
	*result = (struct intake_result){0};
}

/* ---- is it known? ---- */

/* Of a message of this network: its request. */
static bool request_is_here(struct intake *intake, const struct message *message, bool *here)
{
	struct request request = {0};
	bool ok = store_get(intake->service->store, &request_entity, message->request.value,
		&request, intake->error);
	*here = ok && request.network.value == intake->service->network;
	if (*here)
		intake->result->request = message->request.value;
	record_finish(&request_entity, &request);
	return ok;
}

/* Whom a mail says that it is from, and not who has sent it: nothing more than that. */
static bool is_from_us(const struct intake *intake)
{
	const char *own = settings_sender(intake->service->settings);
	const char *sender = intake->mail->sender_email;
	return own && sender && collate_same(own, sender);
}

/* A Message-ID is what a sender says: another mail may bear it too, and is taken in all the same.
 * What has come says so itself (digest); what we have written comes back from us. */
static bool has_come(struct intake *intake, const struct message *message, const char *digest)
{
	return message->digest ? !strcmp(message->digest, digest) : is_from_us(intake);
}

static bool find_message(struct intake *intake, const char *column, const char *value,
	const char *digest, bool *known)
{
	struct message message = {0};
	struct store *store = intake->service->store;
	int64_t id = 0;
	*known = false;
	bool ok = store_find(store, &message_entity, column, value, &id, intake->error) &&
		  (!id || store_get(store, &message_entity, id, &message, intake->error));
	if (ok && id && has_come(intake, &message, digest))
		ok = request_is_here(intake, &message, known);
	record_finish(&message_entity, &message);
	return ok;
}

/* The digest of a form holds the network's number. */
static bool find_form(struct intake *intake, const struct intake_row *row, bool *known)
{
	char digest[DIGEST_HEX_SIZE];
	int64_t id = 0;
	if (!intake_digest_form(intake->service, row, digest))
		return true;
	bool ok = store_find(
		intake->service->store, &request_entity, "digest", digest, &id, intake->error);
	*known = id != 0;
	intake->result->request = id;
	return ok;
}

/* Somebody may ask for the same in the same words a week later. What comes within a day was sent
 * twice; what has come as a row has no day to compare. */
static bool is_asked_again(struct intake *intake, int64_t id, bool *again)
{
	struct request request = {0};
	struct record_set mails = {0};
	struct store *store = intake->service->store;
	const struct number sent = intake->mail->sent_at;
	bool ok = store_get(store, &request_entity, id, &request, intake->error) &&
		  store_referring(store, &message_entity,
			  entity_field(&message_entity, "request_id"), id, &mails, intake->error);
	int64_t after = (sent.known ? sent.value : intake->now) - request.received_at.value;
	*again = ok && mails.count && (after > DAY || after < -DAY);
	record_set_finish(&mails);
	record_finish(&request_entity, &request);
	return ok;
}

/* A copy of a letter of ours, which somebody has had sent to ourselves as well. */
static bool find_own_letter(struct intake *intake, bool *known)
{
	int64_t id = 0;
	bool ok = !is_from_us(intake) ||
		  store_find(intake->service->store, &draft_entity, "message_id",
			  intake->mail->message_id, &id, intake->error);
	*known = id != 0;
	return ok;
}

static bool find_known(struct intake *intake, bool *known)
{
	const struct incoming *mail = intake->mail;
	char digest[DIGEST_HEX_SIZE];
	intake_digest_mail(intake, digest);
	*known = false;
	if (mail->message_id &&
		(!find_message(intake, "message_id", mail->message_id, digest, known) ||
			(!*known && !find_own_letter(intake, known))))
		return false;
	if (!*known && !find_message(intake, "digest", digest, digest, known))
		return false;
	if (*known || !mail->is_form)
		return true;
	const struct intake_row row = {
		.email = mail->form_email ? mail->form_email : mail->reply_to,
		.subject = mail->form_subject ? mail->form_subject : mail->subject,
		.message = mail->form_message ? mail->form_message : mail->body};
	bool again = false;
	bool ok = find_form(intake, &row, known) &&
		  (!*known || is_asked_again(intake, intake->result->request, &again));
	if (again) {
		*known = false;
		intake->result->request = 0;
	}
	return ok;
}

/* ---- what it is ---- */

/* What is no answer is a file that came with the mail. */
static bool read_answers(struct intake *intake, struct rsvp_result *found)
{
	const struct incoming *mail = intake->mail;
	struct rsvp_source source = {.file = intake->name ? intake->name : "-",
		.is_mail = true,
		.sender = mail->sender_email,
		.message_id = mail->message_id,
		.sent_at = mail->sent_at};
	for (size_t i = 0; i < mail->calendar_count; i++) {
		const struct incoming_part *part = &mail->calendars[i];
		struct error fault = {0};
		source.method = part->method;
		bool ok = service_rsvp_within(
			intake->service, &source, part->bytes, part->length, found, &fault);
		if (!ok && fault.kind != ERROR_DATA) {
			*intake->error = fault;
			return false;
		}
		error_finish(&fault);
	}
	return true;
}

static bool take_words(struct intake *intake)
{
	int64_t request, draft, meeting = 0;
	struct draft letter = {0};
	bool automatic = intake->mail->nature == MESSAGE_AUTO_REPLY;
	if (!intake_find_thread(intake, &request, &draft))
		return false;
	intake->result->fate = automatic ? INTAKE_AUTO_REPLY : request ? INTAKE_REPLY : INTAKE_NEW;
	if (request)
		return intake_join(intake, request);
	if (draft &&
		store_get(intake->service->store, &draft_entity, draft, &letter, intake->error) &&
		letter.network.value == intake->service->network && letter.meeting.known)
		meeting = letter.meeting.value;
	record_finish(&draft_entity, &letter);
	return intake_make_request(intake, automatic ? REQUEST_CLOSED : REQUEST_NEW, meeting);
}

static bool take_mail(struct intake *intake)
{
	struct rsvp_result taken = {0};
	struct intake_result *result = intake->result;
	if (intake->mail->nature == MESSAGE_BOUNCE)
		return intake_take_bounce(intake);
	bool ok = read_answers(intake, &taken);
	result->has_answers = taken.count > 0;
	if (ok && taken.count && !intake->mail->file_count &&
		intake_is_written_by_calendar(intake->mail))
		result->fate = taken.known == taken.count ? INTAKE_KNOWN : INTAKE_RSVP;
	else if (ok)
		ok = take_words(intake);
	result->moved = taken.moved;
	taken.moved = (struct moved_up){0};
	rsvp_result_finish(&taken);
	return ok;
}

static bool take(struct intake *intake)
{
	bool known;
	if (!find_known(intake, &known))
		return false;
	if (!known)
		return take_mail(intake);
	intake->result->fate = INTAKE_KNOWN;
	return true;
}

/* ---- one mail ---- */

static bool take_as_action(struct intake *intake)
{
	struct service *service = intake->service;
	return service_begin(service, _("Mail taken in"), true, intake->error) &&
	       service_end(service, take(intake), intake->error);
}

/* The mail itself is at fault, not the machine. */
static bool is_its_fault(const struct error *error)
{
	return error->kind == ERROR_DATA || error->kind == ERROR_REFUSED ||
	       error->kind == ERROR_CONFLICT;
}

bool service_intake(struct service *service, const struct intake_source *source, const char *bytes,
	size_t length, struct intake_result *result, struct error *error)
{
	struct incoming mail = {0};
	struct error fault = {0};
	struct intake intake = {.service = service,
		.mail = &mail,
		.bytes = bytes,
		.length = length,
		.name = source->name,
		.now = clock_now(service->clock),
		.result = result,
		.error = &fault};
	*result = (struct intake_result){0};
	if (source->rest)
		return intake_keep_broken(service, source, bytes, length,
			xstrdup(_("The mail is too large: over 40 MB.")), result, error);
	if (!length)
		return intake_keep_broken(service, source, bytes, length,
			xstrdup(_("The file is empty.")), result, error);
	bool ok = incoming_read(&mail, bytes, length, &fault) && take_as_action(&intake);
	incoming_finish(&mail);
	if (ok)
		return true;
	intake_result_finish(result);
	if (!is_its_fault(&fault)) {
		*error = fault;
		return false;
	}
	char *reason = xstrdup(fault.message);
	error_finish(&fault);
	return intake_keep_broken(service, source, bytes, length, reason, result, error);
}

/* ---- one row of a form ---- */

static bool take_row(struct intake *intake, const struct intake_row *row)
{
	struct service *service = intake->service;
	char digest[DIGEST_HEX_SIZE];
	bool known = false;
	if (!find_form(intake, row, &known))
		return false;
	intake->result->fate = known ? INTAKE_KNOWN : INTAKE_NEW;
	if (known)
		return true;
	struct request *request = intake_request(service, row, intake->now);
	number_set(&request->channel, 0); /* the form */
	if (row->sent_at.known && row->sent_at.value <= intake->now)
		request->received_at = row->sent_at;
	if (intake_digest_form(service, row, digest))
		request->digest = xstrdup(digest);
	bool ok = intake_write_request(service, request, intake->error);
	intake->result->request = request->record.id;
	intake->result->is_made = true;
	record_destroy(&request_entity, request);
	return ok;
}

bool service_intake_row(struct service *service, const struct intake_row *row,
	struct intake_result *result, struct error *error)
{
	*result = (struct intake_result){0};
	struct intake intake = {.service = service,
		.now = clock_now(service->clock),
		.result = result,
		.error = error};
	return service_begin(service, _("A row of the form taken in"), true, error) &&
	       service_end(service, take_row(&intake, row), error);
}

/* ---- counts ---- */

void intake_count(struct intake_counts *counts, const struct intake_result *result)
{
	size_t *const places[] = {
		[INTAKE_NEW] = &counts->made,
		[INTAKE_REPLY] = &counts->replies,
		[INTAKE_KNOWN] = &counts->known,
		[INTAKE_RSVP] = &counts->rsvp,
		[INTAKE_AUTO_REPLY] = &counts->auto_replies,
		[INTAKE_BOUNCE] = &counts->bounces,
		[INTAKE_BROKEN] = &counts->broken,
	};
	++*places[result->fate];
	if (result->has_answers && result->fate != INTAKE_RSVP && result->fate != INTAKE_KNOWN)
		counts->rsvp++;
}

static void add_part(struct buffer *text, size_t count, const char *format)
{
	if (!count)
		return;
	buffer_append(text, ", ");
	buffer_printf(text, format, count);
}

/* TRANSLATORS: of a line of counts: "3 new, 1 already known, 1 broken" */
char *intake_counts_text(const struct intake_counts *counts)
{
	struct buffer text = {0};
	buffer_printf(&text, PLURAL_("%zu new", "%zu new", counts->made), counts->made);
	add_part(&text, counts->replies, PLURAL_("%zu reply", "%zu replies", counts->replies));
	add_part(&text, counts->known,
		PLURAL_("%zu already known", "%zu already known", counts->known));
	add_part(&text, counts->rsvp,
		PLURAL_("%zu answer to an invitation", "%zu answers to invitations", counts->rsvp));
	add_part(&text, counts->auto_replies,
		PLURAL_("%zu automatic reply", "%zu automatic replies", counts->auto_replies));
	add_part(&text, counts->bounces, PLURAL_("%zu bounce", "%zu bounces", counts->bounces));
	add_part(&text, counts->broken, PLURAL_("%zu broken", "%zu broken", counts->broken));
	return buffer_take(&text);
}

const char *intake_fate_text(enum intake_fate fate)
{
	static const char *const fates[] = {
		[INTAKE_NEW] = NC_("intake", "new"),
		[INTAKE_REPLY] = NC_("intake", "reply"),
		[INTAKE_KNOWN] = NC_("intake", "already known"),
		[INTAKE_RSVP] = NC_("intake", "answer to an invitation"),
		[INTAKE_AUTO_REPLY] = NC_("intake", "automatic reply"),
		[INTAKE_BOUNCE] = NC_("intake", "bounce"),
		[INTAKE_BROKEN] = NC_("intake", "broken"),
	};
	return i18n_context_of("intake", fates[fate]);
}
