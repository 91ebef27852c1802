/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What somebody's mail says, for the people who triage (RFC 5322, 2045–2047, 2231, 3676): who,
 * when, in which thread, the words with earlier mails kept apart, and what came with it. Pure: the
 * same bytes give the same answer. Bounded in time and memory whatever the bytes are, and nothing
 * is lost by that: words longer than FIELD_NOTE_LIMIT are cut and come whole as the file mail.txt,
 * and a mail of which not every part could be opened comes whole as the file mail.eml.
 */
#ifndef TRAFFPUNKT_EXCHANGE_MAIL_INCOMING_H
#define TRAFFPUNKT_EXCHANGE_MAIL_INCOMING_H

#include <stddef.h>

#include "base/error.h"
#include "exchange/mail/read.h"
#include "model/message.h"

/* A file that came with it, or a calendar in it. */
struct incoming_part {
	char *name;       /* neutralised, without any folder; NULL: none */
	char *media_type; /* "application/pdf", lower case */
	char *method;     /* of text/calendar, upper case; NULL: not said */
	char *bytes;      /* decoded; a NUL follows that length does not count */
	size_t length;
};

struct incoming {
	enum message_nature nature;
	char *sender_name;     /* NULL: none, as with all texts here */
	char *sender_email;    /* the first From, or else Reply-To, lower case */
	char *reply_to;        /* lower case, where it differs from sender_email */
	char *recipient;       /* the first To, lower case */
	char *subject;         /* one line */
	char *message_id;      /* without angle brackets */
	char *in_reply_to;     /* the same */
	char *reference_ids;   /* the same, with spaces between them */
	struct number sent_at; /* as the sender says: may lie in the future */
	char *body;            /* UTF-8, NFC, LF line ends; HTML turned into text; signature kept */
	char *quoted;          /* what it repeats of earlier mails, as it stands */
	/* The notification of the web form: what the person wrote in it. Otherwise unknown, NULL.
	 */
	bool is_form;
	char *form_name, *form_email, *form_organisation, *form_subject, *form_message;
	enum request_verified verified; /* without a form: VERIFIED_UNKNOWN */
	/* Of a bounce (RFC 3464): which of our mails came back, from whom and why. */
	char *failed_message_id, *failed_recipient, *failure;
	struct incoming_part *files; /* owned, in order; calendars are not among them */
	size_t file_count;
	struct incoming_part *calendars; /* owned: each a text/calendar or .ics */
	size_t calendar_count;
};

/* The most that is read of one mail, in bytes. */
#define INCOMING_LIMIT MAIL_LIMIT

/* ERROR_DATA with one sentence when it cannot be read as a mail: then it is kept as it came.
 * ERROR_UNAVAILABLE when the library for mail is not there. */
bool incoming_read(
	struct incoming *incoming, const char *bytes, size_t length, struct error *error);
void incoming_finish(struct incoming *incoming);

#endif
