/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/mail/read.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "exchange/mail/address.h"
#include "exchange/mail/charset.h"
#include "exchange/mail/gmime.h"
#include "exchange/mail/guard.h"

#define DEPTH_MAX 20
#define PARTS_MAX 200
#define REFERENCES_MAX 4000 /* bytes */

struct walk {
	const struct gmime *gmime;
	struct mail *mail;
};

static bool is_a(const struct gmime *gmime, void *object, GType type)
{
	return object && gmime->g_type_check_instance_is_a(object, type);
}

static char *lower(char *text)
{
	for (char *at = text; at && *at; at++)
		*at = (char)tolower((unsigned char)*at);
	return text;
}

/* ---- parts ---- */

static void take_bytes(const struct gmime *gmime, GMimeStream *memory, struct mail_part *part)
{
	GByteArray *array = gmime->g_mime_stream_mem_get_byte_array(
		(GMimeStreamMem *)(void *)memory);
	part->length = array ? array->len : 0;
	part->bytes = xcalloc(part->length + 1, 1);
	if (part->length)
		memcpy(part->bytes, array->data, part->length);
}

static void take_content(const struct gmime *gmime, GMimeObject *object, struct mail_part *part)
{
	GMimeDataWrapper *content = gmime->g_mime_part_get_content((GMimePart *)(void *)object);
	GMimeStream *memory = gmime->g_mime_stream_mem_new();
	if (content)
		gmime->g_mime_data_wrapper_write_to_stream(content, memory);
	take_bytes(gmime, memory, part);
	gmime->g_object_unref(memory);
}

/* What reads a calendar reads UTF-8. */
static void recode_calendar(struct mail_part *part)
{
	char *bytes = charset_decode(part->bytes, part->length, part->charset, &part->length);
	free(part->bytes);
	part->bytes = bytes;
}

/* The source of a mail in the mail. */
static void take_message(const struct gmime *gmime, GMimeObject *object, struct mail_part *part)
{
	GMimeMessage *message = gmime->g_mime_message_part_get_message(
		(GMimeMessagePart *)(void *)object);
	GMimeStream *memory = gmime->g_mime_stream_mem_new();
	if (message)
		gmime->g_mime_object_write_to_stream((GMimeObject *)(void *)message, NULL, memory);
	take_bytes(gmime, memory, part);
	gmime->g_object_unref(memory);
}

static char *message_name(const struct gmime *gmime, GMimeObject *object)
{
	const char *name = gmime->g_mime_object_get_content_disposition_parameter(
		object, "filename");
	if (!name)
		name = gmime->g_mime_object_get_content_type_parameter(object, "name");
	char *words = name ? head_mend_words(name) : NULL;
	char *decoded = words ? gmime->g_mime_utils_header_decode_text(NULL, words) : NULL;
	char *stored = text_stored_within(decoded, 200);
	gmime->g_free(decoded);
	free(words);
	return stored;
}

static char *type_of(const struct gmime *gmime, GMimeObject *object)
{
	GMimeContentType *type = gmime->g_mime_object_get_content_type(object);
	const char *media = type ? gmime->g_mime_content_type_get_media_type(type) : NULL;
	const char *sub = type ? gmime->g_mime_content_type_get_media_subtype(type) : NULL;
	const char *told = gmime->g_mime_object_get_header(object, "Content-Type");
	/* RFC 2045, 5.2: what cannot be read is plain text. */
	bool is_told = !told || strchr(told, '/');
	char *text = is_told ? xasprintf("%s/%s", media ? media : "", sub ? sub : "")
			     : xstrdup("text/plain");
	char *stored = text_stored_within(text, 200);
	free(text);
	return lower(stored);
}

static char *parameter(const struct gmime *gmime, GMimeObject *object, const char *name)
{
	return text_stored_within(
		gmime->g_mime_object_get_content_type_parameter(object, name), 60);
}

static bool says(const struct gmime *gmime, GMimeObject *object, const char *name, const char *word)
{
	const char *value = gmime->g_mime_object_get_content_type_parameter(object, name);
	return value && !strcasecmp(value, word);
}

static struct mail_part part_of(const struct gmime *gmime, GMimeObject *object, size_t depth)
{
	const char *disposition = gmime->g_mime_object_get_disposition(object);
	return (struct mail_part){
		.type = type_of(gmime, object),
		.depth = depth,
		.method = parameter(gmime, object, "method"),
		.charset = parameter(gmime, object, "charset"),
		.report_type = parameter(gmime, object, "report-type"),
		.is_attachment = disposition && !strcasecmp(disposition, "attachment"),
		.is_flowed = says(gmime, object, "format", "flowed"),
		.joins_spaces = says(gmime, object, "delsp", "yes"),
	};
}

static void add_part(struct mail *mail, struct mail_part part)
{
	if (!part.bytes)
		part.bytes = xcalloc(1, 1);
	mail->parts = xreallocarray(mail->parts, mail->part_count + 1, sizeof(*mail->parts));
	mail->parts[mail->part_count++] = part;
}

static void add_leaf(struct walk *walk, GMimeObject *object, size_t depth)
{
	const struct gmime *gmime = walk->gmime;
	struct mail_part part = part_of(gmime, object, depth);
	part.filename = text_stored_within(
		gmime->g_mime_part_get_filename((GMimePart *)(void *)object), 200);
	take_content(gmime, object, &part);
	if (mail_part_is_calendar(&part))
		recode_calendar(&part);
	add_part(walk->mail, part);
}

/* The boundary is missing, or never comes: all that there is stands before it. */
static void add_prologue(struct walk *walk, GMimeMultipart *multipart, size_t depth)
{
	const char *text = walk->gmime->g_mime_multipart_get_prologue(multipart);
	if (!text || !*text)
		return;
	add_part(walk->mail, (struct mail_part){.type = xstrdup("text/plain"),
				     .depth = depth + 1,
				     .bytes = xstrdup(text),
				     .length = strlen(text)});
}

static void walk_object(struct walk *walk, GMimeObject *object, size_t depth)
{
	const struct gmime *gmime = walk->gmime;
	if (!object)
		return;
	if (depth > DEPTH_MAX || walk->mail->part_count >= PARTS_MAX) {
		walk->mail->is_cut = true;
		return;
	}
	if (is_a(gmime, object, gmime->g_mime_multipart_get_type())) {
		GMimeMultipart *multipart = (GMimeMultipart *)(void *)object;
		struct mail_part part = part_of(gmime, object, depth);
		int count = gmime->g_mime_multipart_get_count(multipart);
		part.is_multipart = true;
		add_part(walk->mail, part);
		for (int i = 0; i < count && !walk->mail->is_cut; i++)
			walk_object(
				walk, gmime->g_mime_multipart_get_part(multipart, i), depth + 1);
		if (!count)
			add_prologue(walk, multipart, depth);
	} else if (is_a(gmime, object, gmime->g_mime_part_get_type())) {
		add_leaf(walk, object, depth);
	} else if (is_a(gmime, object, gmime->g_mime_message_part_get_type())) {
		struct mail_part part = part_of(gmime, object, depth);
		part.filename = message_name(gmime, object);
		take_message(gmime, object, &part);
		add_part(walk->mail, part);
	}
}

/* ---- the head ---- */

static char *address_in(const struct gmime *gmime, struct head head, const char *field)
{
	struct mail_address address = head_address(gmime, head, field);
	free(address.name);
	return address.email;
}

static void take_head(const struct gmime *gmime, struct mail *mail)
{
	struct head head = mail->head;
	struct mail_address from = head_address(gmime, head, "From");
	mail->sender = from.email;
	mail->sender_name = from.name;
	mail->reply_to = address_in(gmime, head, "Reply-To");
	mail->recipient = address_in(gmime, head, "To");
	mail->subject = head_text(gmime, head, "Subject");
	mail->message_id = head_id(head, "Message-ID", FIELD_TEXT_LIMIT);
	mail->in_reply_to = head_id(head, "In-Reply-To", FIELD_TEXT_LIMIT);
	mail->reference_ids = head_ids(head, "References", REFERENCES_MAX);
	mail->sent_at = head_date(gmime, head, "Date");
}

/* Any of what every mail has; other texts have a colon in their first line too. */
static bool is_mail(struct head head)
{
	static const char *const names[] = {"From", "Message-ID", "Date", "Subject", "Received",
		"Return-Path", "To", "MIME-Version"};
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (head_has(head, names[i]))
			return true;
	}
	return false;
}

static void read_message(struct walk *walk, const char *bytes, size_t length)
{
	const struct gmime *gmime = walk->gmime;
	GMimeStream *stream = gmime->g_mime_stream_mem_new_with_buffer(bytes, length);
	GMimeParser *parser = gmime->g_mime_parser_new_with_stream(stream);
	GMimeMessage *message = gmime->g_mime_parser_construct_message(parser, NULL);
	if (message) {
		walk_object(walk, gmime->g_mime_message_get_mime_part(message), 0);
		gmime->g_object_unref(message);
	}
	gmime->g_object_unref(parser);
	gmime->g_object_unref(stream);
}

bool mail_read(struct mail *mail, const char *bytes, size_t length, struct error *error)
{
	struct gmime gmime;
	*mail = (struct mail){.head = head_of(bytes, length)};
	if (length > MAIL_LIMIT)
		return error_set(error, ERROR_DATA, _("The mail is too large: over 40 MB."));
	if (!is_mail(mail->head))
		return error_set(error, ERROR_DATA, _("It is neither a mail nor a calendar file."));
	if (!gmime_open(&gmime, error))
		return false;
	struct walk walk = {.gmime = &gmime, .mail = mail};
	take_head(&gmime, mail);
	mail->is_cut = !mail_is_bounded(bytes, length);
	if (!mail->is_cut)
		read_message(&walk, mail->head.bytes, length - (size_t)(mail->head.bytes - bytes));
	gmime_close(&gmime);
	return true;
}

void mail_finish(struct mail *mail)
{
	for (size_t i = 0; i < mail->part_count; i++) {
		struct mail_part *part = &mail->parts[i];
		free(part->type);
		free(part->method);
		free(part->charset);
		free(part->report_type);
		free(part->filename);
		free(part->bytes);
	}
	free(mail->parts);
	free(mail->sender);
	free(mail->sender_name);
	free(mail->reply_to);
	free(mail->recipient);
	free(mail->subject);
	free(mail->message_id);
	free(mail->in_reply_to);
	free(mail->reference_ids);
	*mail = (struct mail){0};
}

bool mail_part_is_calendar(const struct mail_part *part)
{
	size_t length = part->filename ? strlen(part->filename) : 0;
	return !strcmp(part->type, "text/calendar") || !strcmp(part->type, "application/ics") ||
	       (length > 4 && !strcasecmp(part->filename + length - 4, ".ics"));
}
