/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/mail/read.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "exchange/mail/gmime.h"

#define DEPTH_MAX 20
#define PARTS_MAX 200

struct walk {
	const struct gmime *gmime;
	struct mail *mail;
	size_t left; /* parts that may still be looked at */
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

/* Names of charsets come from outside: only what looks like one is asked for. */
static bool is_charset(const char *name)
{
	size_t length = name ? strlen(name) : 0;
	return length && length < 40 &&
	       strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:") ==
		       length;
}

/* What has no charset of its own, or UTF-8, is left as it is. */
static GMimeFilter *charset_filter(const struct gmime *gmime, GMimeObject *object)
{
	const char *charset = gmime->g_mime_object_get_content_type_parameter(object, "charset");
	if (!is_charset(charset) || !strcasecmp(charset, "utf-8"))
		return NULL;
	return gmime->g_mime_filter_charset_new(charset, "utf-8");
}

static void take_content(struct walk *walk, GMimeObject *object, struct mail_part *part)
{
	const struct gmime *gmime = walk->gmime;
	GMimeDataWrapper *content = gmime->g_mime_part_get_content((GMimePart *)(void *)object);
	if (!content)
		return;
	GMimeStream *memory = gmime->g_mime_stream_mem_new();
	GMimeStream *filtered = gmime->g_mime_stream_filter_new(memory);
	GMimeFilter *filter = !strncmp(part->type, "text/", 5) ? charset_filter(gmime, object)
							       : NULL;
	if (filter) {
		gmime->g_mime_stream_filter_add((GMimeStreamFilter *)(void *)filtered, filter);
		gmime->g_object_unref(filter);
	}
	gmime->g_mime_data_wrapper_write_to_stream(content, filtered);
	gmime->g_mime_stream_flush(filtered);
	GByteArray *array = gmime->g_mime_stream_mem_get_byte_array(
		(GMimeStreamMem *)(void *)memory);
	part->length = array ? array->len : 0;
	part->bytes = xcalloc(part->length + 1, 1);
	if (part->length)
		memcpy(part->bytes, array->data, part->length);
	gmime->g_object_unref(filtered);
	gmime->g_object_unref(memory);
}

static char *type_of(const struct gmime *gmime, GMimeObject *object)
{
	GMimeContentType *type = gmime->g_mime_object_get_content_type(object);
	const char *media = type ? gmime->g_mime_content_type_get_media_type(type) : NULL;
	const char *sub = type ? gmime->g_mime_content_type_get_media_subtype(type) : NULL;
	char *text = xasprintf("%s/%s", media ? media : "", sub ? sub : "");
	char *stored = text_stored_within(text, 200);
	free(text);
	return lower(stored);
}

static void add_part(struct walk *walk, GMimeObject *object)
{
	const struct gmime *gmime = walk->gmime;
	struct mail *mail = walk->mail;
	struct mail_part part = {.type = type_of(gmime, object)};
	part.method = text_stored_within(
		gmime->g_mime_object_get_content_type_parameter(object, "method"), 40);
	part.filename = text_stored_within(
		gmime->g_mime_part_get_filename((GMimePart *)(void *)object), 200);
	take_content(walk, object, &part);
	if (!part.bytes)
		part.bytes = xcalloc(1, 1);
	mail->parts = xreallocarray(mail->parts, mail->part_count + 1, sizeof(*mail->parts));
	mail->parts[mail->part_count++] = part;
}

static void walk_object(struct walk *walk, GMimeObject *object, size_t depth)
{
	const struct gmime *gmime = walk->gmime;
	if (!object || depth > DEPTH_MAX || !walk->left)
		return;
	walk->left--;
	if (is_a(gmime, object, gmime->g_mime_multipart_get_type())) {
		GMimeMultipart *multipart = (GMimeMultipart *)(void *)object;
		int count = gmime->g_mime_multipart_get_count(multipart);
		for (int i = 0; i < count && walk->left; i++)
			walk_object(
				walk, gmime->g_mime_multipart_get_part(multipart, i), depth + 1);
	} else if (is_a(gmime, object, gmime->g_mime_part_get_type())) {
		add_part(walk, object);
	}
}

/* ---- the head ---- */

static char *sender_of(const struct gmime *gmime, GMimeMessage *message)
{
	InternetAddressList *list = gmime->g_mime_message_get_from(message);
	int count = list ? gmime->internet_address_list_length(list) : 0;
	InternetAddress *first = count ? gmime->internet_address_list_get_address(list, 0) : NULL;
	if (!is_a(gmime, first, gmime->internet_address_mailbox_get_type()))
		return NULL;
	char *address = text_stored_within(
		gmime->internet_address_mailbox_get_addr((InternetAddressMailbox *)(void *)first),
		FIELD_TEXT_LIMIT);
	if (address)
		text_trim(address);
	if (address && !strchr(address, '@')) {
		free(address);
		return NULL;
	}
	return lower(address);
}

static void take_head(const struct gmime *gmime, GMimeMessage *message, struct mail *mail)
{
	GDateTime *date = gmime->g_mime_message_get_date(message);
	mail->sender = sender_of(gmime, message);
	mail->message_id = text_stored_within(
		gmime->g_mime_message_get_message_id(message), FIELD_TEXT_LIMIT);
	mail->subject = text_stored_within(
		gmime->g_mime_message_get_subject(message), FIELD_TEXT_LIMIT);
	if (date)
		mail->sent_at = (struct number){
			.known = true, .value = gmime->g_date_time_to_unix(date)};
}

static void read_message(const struct gmime *gmime, struct mail *mail, GMimeMessage *message)
{
	struct walk walk = {.gmime = gmime, .mail = mail, .left = PARTS_MAX};
	take_head(gmime, message, mail);
	walk_object(&walk, gmime->g_mime_message_get_mime_part(message), 0);
}

bool mail_read(struct mail *mail, const char *bytes, size_t length, struct error *error)
{
	struct gmime gmime;
	*mail = (struct mail){0};
	if (length > MAIL_LIMIT)
		return error_set(error, ERROR_DATA, _("The mail is too large: over 10 MB."));
	if (!gmime_open(&gmime, error))
		return false;
	GMimeStream *stream = gmime.g_mime_stream_mem_new_with_buffer(bytes, length);
	GMimeParser *parser = gmime.g_mime_parser_new_with_stream(stream);
	GMimeMessage *message = gmime.g_mime_parser_construct_message(parser, NULL);
	if (message) {
		read_message(&gmime, mail, message);
		gmime.g_object_unref(message);
	}
	gmime.g_object_unref(parser);
	gmime.g_object_unref(stream);
	gmime_close(&gmime);
	if (mail->sender || mail->message_id || mail->sent_at.known)
		return true;
	mail_finish(mail);
	return error_set(error, ERROR_DATA, _("It is neither a mail nor a calendar file."));
}

void mail_finish(struct mail *mail)
{
	for (size_t i = 0; i < mail->part_count; i++) {
		free(mail->parts[i].type);
		free(mail->parts[i].method);
		free(mail->parts[i].filename);
		free(mail->parts[i].bytes);
	}
	free(mail->parts);
	free(mail->sender);
	free(mail->message_id);
	free(mail->subject);
	*mail = (struct mail){0};
}

bool mail_part_is_calendar(const struct mail_part *part)
{
	size_t length = part->filename ? strlen(part->filename) : 0;
	return !strcmp(part->type, "text/calendar") || !strcmp(part->type, "application/ics") ||
	       (length > 4 && !strcasecmp(part->filename + length - 4, ".ics"));
}
