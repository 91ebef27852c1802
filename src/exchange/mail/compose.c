/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * GMime encodes words and folds lines, but lets a line break in a Message-ID, a parameter or a file
 * name through, which would start a header of its own: nothing with a control character reaches it.
 * Its casts are functions of GLib's that check types; what is what is known here, so plain casts
 * do.
 */
#include "exchange/mail/compose.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "base/date.h"
#include "base/digest.h"
#include "base/i18n.h"
#include "base/text.h"
#include "exchange/ical/link.h"
#include "exchange/mail/gmime.h"
#include "exchange/mail/wrap.h"

#define BOUNDARY_DIGITS 32

/* A letter in the making. */
struct composing {
	const struct gmime *gmime; /* borrowed */
	const struct mail *mail;   /* borrowed */
	GMimeMessage *message;     /* owned */
};

/* ---- what must not reach it ---- */

static bool has_control(const char *text)
{
	for (; text && *text; text++) {
		if ((unsigned char)*text < ' ' || *text == 0x7f)
			return true;
	}
	return false;
}

static bool check_headers(const struct mail *mail, struct error *error)
{
	const struct {
		const char *text;
		const char *label;
	} texts[] = {
		{mail->from_name, N_("the name of the sender")},
		{mail->to_name, N_("the name of the recipient")},
		{mail->subject, N_("the subject")},
		{mail->message_id, N_("the Message-ID")},
		{mail->in_reply_to, N_("what it is an answer to")},
		{mail->references, N_("what it is an answer to")},
		{mail->method, N_("the method of the calendar file")},
		{mail->file_name, N_("the name of the calendar file")},
	};
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		if (has_control(texts[i].text))
			return error_set(error, ERROR_DATA,
				_("The letter cannot be sent: there is a control character in %s."),
				_(texts[i].label));
	}
	return true;
}

static bool check(const struct mail *mail, struct error *error)
{
	if (!mail->from || !link_mailbox_is_plain(mail->from))
		return error_set(error, ERROR_USAGE,
			_("The address to send from is not a plain one, such as "
			  "network@example.se: mend it in the settings."));
	if (!mail->to || !link_mailbox_is_plain(mail->to))
		return error_set_field(error, ERROR_DATA, "address",
			_("The address of the letter is not a plain one, such as "
			  "name@example.se."));
	if (!mail->message_id || !link_mailbox_is_plain(mail->message_id))
		return error_set_field(
			error, ERROR_DATA, "message_id", _("The letter has no usable Message-ID."));
	return check_headers(mail, error);
}

/* ---- headers ---- */

static void set_header(const struct composing *self, const char *name, const char *value)
{
	self->gmime->g_mime_object_set_header((GMimeObject *)self->message, name, value, "utf-8");
}

static void set_date(const struct composing *self)
{
	static const char *const days[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
	static const char *const months[] = {
		"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
	char iso[26];
	int64_t date, minutes;
	zone_to_local(self->mail->date, &date, &minutes);
	instant_to_iso(self->mail->date, iso); /* 2023-09-26T11:00:00+02:00 */
	struct civil civil = date_to_civil(date);
	char *text = xasprintf("%s, %d %s %d %.8s %.3s%s", days[date_weekday(date) - 1], civil.day,
		months[civil.month - 1], civil.year, iso + 11, iso + 19, iso + 23);
	set_header(self, "Date", text);
	free(text);
}

static void add_address(
	const struct composing *self, GMimeAddressType type, const char *name, const char *mailbox)
{
	InternetAddress *address = self->gmime->internet_address_mailbox_new(
		text_is_blank(name) ? NULL : name, mailbox);
	self->gmime->internet_address_set_charset(address, "utf-8");
	self->gmime->internet_address_list_add(
		self->gmime->g_mime_message_get_addresses(self->message, type), address);
	self->gmime->g_object_unref(address);
}

static void write_headers(const struct composing *self)
{
	const struct mail *mail = self->mail;
	add_address(self, GMIME_ADDRESS_TYPE_FROM, mail->from_name, mail->from);
	add_address(self, GMIME_ADDRESS_TYPE_TO, mail->to_name, mail->to);
	self->gmime->g_mime_message_set_subject(self->message, mail->subject, "utf-8");
	set_date(self);
	self->gmime->g_mime_message_set_message_id(self->message, mail->message_id);
	if (mail->in_reply_to) {
		char *id = xasprintf("<%s>", mail->in_reply_to);
		set_header(self, "In-Reply-To", id);
		free(id);
	}
	if (mail->references)
		set_header(self, "References", mail->references);
}

/* ---- parts ---- */

/* Fills a part with text; the bytes are copied. */
static void fill_part(const struct composing *self, GMimePart *part, const char *text,
	GMimeContentEncoding encoding)
{
	const struct gmime *gmime = self->gmime;
	GMimeStream *stream = gmime->g_mime_stream_mem_new_with_buffer(text, strlen(text));
	GMimeDataWrapper *content = gmime->g_mime_data_wrapper_new_with_stream(
		stream, GMIME_CONTENT_ENCODING_DEFAULT);
	gmime->g_mime_part_set_content(part, content);
	gmime->g_mime_part_set_content_encoding(part, encoding);
	gmime->g_object_unref(content);
	gmime->g_object_unref(stream);
}

static GMimeObject *new_part(
	const struct composing *self, const char *type, const char *subtype, const char *charset)
{
	GMimeObject *part = (GMimeObject *)self->gmime->g_mime_part_new_with_type(type, subtype);
	self->gmime->g_mime_object_set_content_type_parameter(part, "charset", charset);
	return part;
}

static GMimeObject *new_text(const struct composing *self)
{
	char *safe = text_safe(self->mail->body ? self->mail->body : "", TEXT_MANY_LINES);
	char *wrapped = self->mail->wraps ? mail_wrap(safe, MAIL_LINE) : NULL;
	char *text = xasprintf("%s\n", wrapped ? wrapped : safe);
	GMimeObject *part = new_part(self, "text", "plain", "utf-8");
	fill_part(self, (GMimePart *)part, text, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
	free(text);
	free(wrapped);
	free(safe);
	return part;
}

/* What a calendar answers to: the method stands in the type too, and it is no attachment. */
static GMimeObject *new_message_part(const struct composing *self)
{
	GMimeObject *part = new_part(self, "text", "calendar", "UTF-8");
	self->gmime->g_mime_object_set_content_type_parameter(part, "method", self->mail->method);
	self->gmime->g_mime_object_set_content_type_parameter(part, "component", "VEVENT");
	fill_part(self, (GMimePart *)part, self->mail->calendar, GMIME_CONTENT_ENCODING_BASE64);
	return part;
}

/* The same bytes for whoever saves the file. */
static GMimeObject *new_file(const struct composing *self)
{
	GMimeObject *part = new_part(self, "application", "ics", "UTF-8");
	self->gmime->g_mime_object_set_disposition(part, "attachment");
	self->gmime->g_mime_part_set_filename(
		(GMimePart *)part, self->mail->file_name ? self->mail->file_name : "traff.ics");
	fill_part(self, (GMimePart *)part, self->mail->calendar, GMIME_CONTENT_ENCODING_BASE64);
	return part;
}

/* Takes both parts over. The boundary follows from the Message-ID: the same letter, the same bytes.
 */
static GMimeObject *new_pair(const struct composing *self, const char *subtype, char letter,
	GMimeObject *first, GMimeObject *second)
{
	const struct gmime *gmime = self->gmime;
	GMimeMultipart *pair = gmime->g_mime_multipart_new_with_subtype(subtype);
	char digest[DIGEST_HEX_SIZE];
	digest_sha256(self->mail->message_id, strlen(self->mail->message_id), digest);
	char *boundary = xasprintf("=_%c%.*s", letter, BOUNDARY_DIGITS, digest);
	gmime->g_mime_multipart_set_boundary(pair, boundary);
	free(boundary);
	gmime->g_mime_multipart_add(pair, first);
	gmime->g_mime_multipart_add(pair, second);
	gmime->g_object_unref(first);
	gmime->g_object_unref(second);
	return (GMimeObject *)pair;
}

static GMimeObject *new_content(const struct composing *self)
{
	if (!self->mail->calendar)
		return new_text(self);
	if (!self->mail->method)
		return new_pair(self, "mixed", 'm', new_text(self), new_file(self));
	return new_pair(self, "mixed", 'm',
		new_pair(self, "alternative", 'a', new_text(self), new_message_part(self)),
		new_file(self));
}

/* ---- the whole ---- */

static char *to_bytes(const struct composing *self)
{
	const struct gmime *gmime = self->gmime;
	GMimeFormatOptions *options = gmime->g_mime_format_options_new();
	gmime->g_mime_format_options_set_newline_format(options, GMIME_NEWLINE_FORMAT_UNIX);
	char *text = gmime->g_mime_object_to_string((GMimeObject *)self->message, options);
	char *copy = xstrdup(text);
	gmime->g_free(text);
	gmime->g_mime_format_options_free(options);
	return copy;
}

char *mail_compose(const struct mail *mail, struct error *error)
{
	struct gmime gmime;
	if (!check(mail, error) || !gmime_open(&gmime, error))
		return NULL;
	struct composing self = {
		.gmime = &gmime, .mail = mail, .message = gmime.g_mime_message_new(FALSE)};
	write_headers(&self);
	GMimeObject *content = new_content(&self);
	gmime.g_mime_message_set_mime_part(self.message, content);
	gmime.g_object_unref(content);
	char *bytes = to_bytes(&self);
	gmime.g_object_unref(self.message);
	gmime_close(&gmime);
	return bytes;
}
