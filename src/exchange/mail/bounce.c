/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports of mail servers: with a part for programs to read (RFC 3464), and without. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/text.h"
#include "exchange/mail/nature.h"

#define VALUE_MAX 2000
#define GROUPS_MAX 500 /* recipients of one mail that are looked through */
#define LINES_MAX 400  /* of an old report */

static char *stored(char *text)
{
	char *value = text_stored_within(text, MAIL_TEXT_LIMIT);
	free(text);
	text_trim(value);
	if (!text_is_blank(value))
		return value;
	free(value);
	return NULL;
}

/* The first address in the text. */
static char *address_in(const char *text)
{
	char *address = text_mail_address(text);
	return address ? stored(address) : NULL;
}

/* "smtp; 550 5.1.1 …": without the kind of what follows. */
static char *without_type(char *value)
{
	const char *sign = value ? strchr(value, ';') : NULL;
	if (!sign)
		return value;
	char *rest = xstrdup(sign + 1 + strspn(sign + 1, " \t"));
	free(value);
	return rest;
}

/* ---- the part for programs ---- */

static char *recipient_of(struct head group)
{
	static const char *const fields[] = {"Final-Recipient", "Original-Recipient"};
	char *address = NULL;
	for (size_t i = 0; !address && i < 2; i++) {
		char *value = head_value(group, fields[i], VALUE_MAX);
		address = address_in(value);
		free(value);
	}
	return address;
}

static char *reason_of(struct head group)
{
	char *reason = stored(without_type(head_value(group, "Diagnostic-Code", VALUE_MAX)));
	return reason ? reason : stored(head_value(group, "Status", VALUE_MAX));
}

/* Without an action the status tells: 5.x.x is for good. */
static bool has_failed(struct head group)
{
	return head_has(group, "Action") ? head_says(group, "Action", "failed")
					 : head_says(group, "Status", "5");
}

static enum report read_status(const struct mail_part *part, struct failure *failure)
{
	const char *end = part->bytes + part->length;
	struct head group = head_of(part->bytes, part->length);
	for (size_t i = 0; group.length && i < GROUPS_MAX; i++) {
		if (has_failed(group)) {
			failure->recipient = recipient_of(group);
			failure->reason = reason_of(group);
			return REPORT_FAILED;
		}
		group = head_next(group, end);
	}
	return REPORT_OTHER;
}

/* ---- which of our mails ---- */

/* "Message-ID: <…>" on a line of its own, as old reports copy the head that they return. */
static char *id_in_words(const char *words)
{
	for (const char *at = words; at && *at; at = strchr(at, '\n')) {
		at += *at == '\n';
		const char *line = at + strspn(at, " \t>");
		if (!strncasecmp(line, "Message-ID:", 11))
			return head_id(
				head_of(line, strcspn(line, "\n")), "Message-ID", MAIL_TEXT_LIMIT);
	}
	return NULL;
}

static char *returned_id(const struct mail *mail, const char *words)
{
	char *id = NULL;
	for (size_t i = 0; i < mail->part_count && !id; i++) {
		const struct mail_part *part = &mail->parts[i];
		if (!strcmp(part->type, "message/rfc822") ||
			!strcmp(part->type, "text/rfc822-headers") ||
			!strcmp(part->type, "message/global") ||
			!strcmp(part->type, "message/global-headers"))
			id = head_id(
				head_of(part->bytes, part->length), "Message-ID", MAIL_TEXT_LIMIT);
	}
	if (!id)
		id = id_in_words(words);
	if (!id)
		id = head_id(mail->head, "In-Reply-To", MAIL_TEXT_LIMIT);
	return id ? id : head_id(mail->head, "X-Original-Message-ID", MAIL_TEXT_LIMIT);
}

/* ---- without such a part ---- */

static bool contains_any(const char *text, const char *const *words)
{
	for (; text && *words; words++) {
		if (strcasestr(text, *words))
			return true;
	}
	return false;
}

static bool is_from_server(const struct mail *mail)
{
	static const char *const names[] = {"mailer-daemon", "mail delivery system",
		"mail delivery subsystem", "postmaster", NULL};
	return contains_any(mail->sender, (const char *const[]){"mailer-daemon@", "postmaster@",
						  "mailer_daemon@", NULL}) ||
	       contains_any(mail->sender_name, names);
}

static bool is_old_report(const struct mail *mail)
{
	static const char *const subjects[] = {"undeliver", "delivery fail", "delivery status",
		"failure notice", "returned mail", "returning message", "delivery notification",
		"could not be delivered", "kunde inte leverera", "kan inte levereras",
		"gick inte att leverera", "unzustellbar", "warning: message", "delayed", NULL};
	struct head head = mail->head;
	if (head_has(head, "X-Failed-Recipients"))
		return true;
	if (!is_from_server(mail))
		return false;
	if (head_has(head, "Return-Path"))
		return head_says(head, "Return-Path", "<>");
	return contains_any(mail->subject, subjects);
}

/* "550 5.1.1 …", "#5.1.1", "host … said: 550 …". */
static bool has_code(const char *line, size_t length)
{
	for (size_t i = 0; i + 2 < length; i++) {
		bool begins = !i || !isalnum((unsigned char)line[i - 1]);
		if (begins && line[i] == '5' && isdigit((unsigned char)line[i + 1]) &&
			isdigit((unsigned char)line[i + 2]) &&
			(i + 3 == length || strchr(" -", line[i + 3])))
			return true;
		if (begins && !strncmp(line + i, "5.", 2) && isdigit((unsigned char)line[i + 2]))
			return true;
	}
	return false;
}

static void read_old(const struct mail *mail, const char *words, struct failure *failure)
{
	char *told = head_value(mail->head, "X-Failed-Recipients", VALUE_MAX);
	failure->recipient = address_in(told);
	free(told);
	for (size_t i = 0; *words && i < LINES_MAX && (!failure->recipient || !failure->reason);
		i++) {
		size_t length = strcspn(words, "\n");
		char *line = xstrndup(words, length < VALUE_MAX ? length : VALUE_MAX);
		if (!failure->recipient)
			failure->recipient = address_in(line);
		if (!failure->reason && has_code(line, strlen(line)))
			failure->reason = stored(xstrdup(line));
		free(line);
		words += length + (words[length] == '\n');
	}
}

static bool is_late(const struct mail *mail)
{
	static const char *const subjects[] = {"delay", "warning: could not send", "still being",
		"warning: message", "fördröj", "försenad", NULL};
	return contains_any(mail->subject, subjects);
}

enum report bounce_read(const struct mail *mail, const char *words, struct failure *failure)
{
	enum report report = REPORT_NONE;
	for (size_t i = 0; i < mail->part_count && report == REPORT_NONE; i++) {
		const struct mail_part *part = &mail->parts[i];
		if (!strcmp(part->type, "message/delivery-status") ||
			!strcmp(part->type, "message/global-delivery-status"))
			report = read_status(part, failure);
	}
	if (report == REPORT_NONE && is_old_report(mail)) {
		if (is_late(mail))
			return REPORT_OTHER;
		read_old(mail, words, failure);
		report = REPORT_FAILED;
	}
	if (report == REPORT_FAILED)
		failure->message_id = returned_id(mail, words);
	return report;
}
