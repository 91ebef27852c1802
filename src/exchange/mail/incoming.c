/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/mail/incoming.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "exchange/mail/body.h"
#include "exchange/mail/nature.h"
#include "exchange/mail/quote.h"
#include "exchange/mail/read.h"
#include "model/contactform.h"

#define TEXT_MAX ((size_t)1 << 20) /* bytes of the words that are looked through */

/* ---- files ---- */

/* Never a path, and nothing that a terminal or a person takes for something else. */
static char *file_name(const char *name)
{
	for (const char *at = name; at && *at; at++) {
		if (*at == '/' || *at == '\\')
			name = at + 1;
	}
	char *safe = name ? text_safe(name, TEXT_ONE_LINE) : NULL;
	text_trim(safe);
	if (!text_is_blank(safe) && strcmp(safe, ".") && strcmp(safe, ".."))
		return safe;
	free(safe);
	return NULL;
}

static void add(struct incoming_part **parts, size_t *count, struct incoming_part part)
{
	*parts = xreallocarray(*parts, *count + 1, sizeof(**parts));
	(*parts)[(*count)++] = part;
}

/* Takes the bytes over. */
static void take_part(struct incoming *incoming, struct mail_part *part)
{
	bool is_mail = !strncmp(part->type, "message/", 8);
	struct incoming_part taken = {.name = file_name(part->filename),
		.media_type = xstrdup(part->type),
		.bytes = part->bytes,
		.length = part->length};
	part->bytes = NULL;
	if (!taken.name && is_mail && !strcmp(part->type, "message/rfc822"))
		taken.name = xstrdup("message.eml");
	if (!mail_part_is_calendar(part)) {
		add(&incoming->files, &incoming->file_count, taken);
		return;
	}
	taken.method = xstrdup(part->method);
	for (char *at = taken.method; at && *at; at++)
		*at = (char)toupper((unsigned char)*at);
	add(&incoming->calendars, &incoming->calendar_count, taken);
}

static void take_parts(struct incoming *incoming, struct mail *mail, const bool *is_text)
{
	for (size_t i = 0; i < mail->part_count; i++) {
		struct mail_part *part = &mail->parts[i];
		if (!part->is_multipart && !is_text[i] && (part->length || part->filename))
			take_part(incoming, part);
	}
}

/* What cannot be told whole goes along as a file. */
static void keep(struct incoming *incoming, const char *name, const char *type, const char *bytes,
	size_t length)
{
	struct incoming_part part = {.name = xstrdup(name),
		.media_type = xstrdup(type),
		.bytes = xcalloc(length + 1, 1),
		.length = length};
	if (length)
		memcpy(part.bytes, bytes, length);
	add(&incoming->files, &incoming->file_count, part);
}

/* ---- texts ---- */

static char *bounded(const char *text)
{
	char *stored = text_stored_within(text, FIELD_NOTE_LIMIT);
	if (!text_is_blank(stored))
		return stored;
	free(stored);
	return NULL;
}

/* What the person wrote in the form of our web page. */
static void take_form(struct incoming *incoming)
{
	struct contact_form form;
	incoming->is_form = incoming->body && contact_form_read(&form, incoming->body);
	if (!incoming->is_form)
		return;
	incoming->form_name = form.name;
	incoming->form_email = form.email;
	incoming->form_organisation = form.organisation;
	incoming->form_subject = form.subject;
	incoming->form_message = form.message;
	incoming->verified = form.verified;
}

static void take_text(struct incoming *incoming, const char *text)
{
	size_t length = strlen(text);
	size_t end = TEXT_MAX;
	while (length > TEXT_MAX && ((unsigned char)text[end] & 0xc0) == 0x80)
		end--;
	char *start = length > TEXT_MAX ? xstrndup(text, end) : NULL;
	char *fresh, *quoted;
	quote_split(start ? start : text, &fresh, &quoted);
	incoming->body = bounded(fresh);
	incoming->quoted = bounded(quoted);
	if (start || strlen(fresh) > FIELD_NOTE_LIMIT ||
		(quoted && strlen(quoted) > FIELD_NOTE_LIMIT))
		keep(incoming, "mail.txt", "text/plain", text, length);
	take_form(incoming);
	free(fresh);
	free(quoted);
	free(start);
}

/* A form and an answer to an invitation are sent by programs, but for somebody. */
static void take_nature(struct incoming *incoming, struct failure *failure)
{
	bool is_for_somebody = incoming->is_form;
	for (size_t i = 0; i < incoming->calendar_count; i++)
		is_for_somebody = is_for_somebody || incoming->calendars[i].method;
	if (incoming->nature == MESSAGE_AUTO_REPLY && is_for_somebody)
		incoming->nature = MESSAGE_PLAIN;
	incoming->failed_message_id = failure->message_id;
	incoming->failed_recipient = failure->recipient;
	incoming->failure = failure->reason;
}

/* ---- the head ---- */

static char *take(char **text)
{
	char *taken = *text;
	*text = NULL;
	return taken;
}

static void take_head(struct incoming *incoming, struct mail *mail)
{
	incoming->sender_name = take(&mail->sender_name);
	incoming->sender_email = take(&mail->sender);
	incoming->reply_to = take(&mail->reply_to);
	incoming->recipient = take(&mail->recipient);
	incoming->subject = take(&mail->subject);
	incoming->message_id = take(&mail->message_id);
	incoming->in_reply_to = take(&mail->in_reply_to);
	incoming->reference_ids = take(&mail->reference_ids);
	incoming->sent_at = mail->sent_at;
	if (!incoming->sender_email)
		incoming->sender_email = take(&incoming->reply_to);
	if (incoming->reply_to && !strcmp(incoming->reply_to, incoming->sender_email)) {
		free(incoming->reply_to);
		incoming->reply_to = NULL;
	}
}

bool incoming_read(struct incoming *incoming, const char *bytes, size_t length, struct error *error)
{
	struct mail mail;
	*incoming = (struct incoming){.verified = VERIFIED_UNKNOWN};
	if (!mail_read(&mail, bytes, length, error))
		return false;
	bool *is_text = xcalloc(mail.part_count + 1, sizeof(*is_text));
	char *text = mail_body(&mail, is_text);
	struct failure failure;
	incoming->nature = mail_nature(&mail, text, &failure);
	take_head(incoming, &mail);
	take_parts(incoming, &mail, is_text);
	take_text(incoming, text);
	take_nature(incoming, &failure);
	if (mail.is_cut)
		keep(incoming, "mail.eml", "message/rfc822", bytes, length);
	free(text);
	free(is_text);
	mail_finish(&mail);
	return true;
}

static void finish_parts(struct incoming_part *parts, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		free(parts[i].name);
		free(parts[i].media_type);
		free(parts[i].method);
		free(parts[i].bytes);
	}
	free(parts);
}

void incoming_finish(struct incoming *incoming)
{
	char *const texts[] = {incoming->sender_name, incoming->sender_email, incoming->reply_to,
		incoming->recipient, incoming->subject, incoming->message_id, incoming->in_reply_to,
		incoming->reference_ids, incoming->body, incoming->quoted, incoming->form_name,
		incoming->form_email, incoming->form_organisation, incoming->form_subject,
		incoming->form_message, incoming->failed_message_id, incoming->failed_recipient,
		incoming->failure};
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		free(texts[i]);
	finish_parts(incoming->files, incoming->file_count);
	finish_parts(incoming->calendars, incoming->calendar_count);
	*incoming = (struct incoming){0};
}
