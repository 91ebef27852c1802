/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A mail of anybody's (RFC 5322, MIME), taken apart within bounds: its head, and its parts decoded.
 * The one walk of MIME: what a part means is for others to say. A mail inside the mail is not
 * opened.
 */
#ifndef TRAFFPUNKT_EXCHANGE_MAIL_READ_H
#define TRAFFPUNKT_EXCHANGE_MAIL_READ_H

#include <stddef.h>

#include "base/error.h"
#include "exchange/mail/head.h"
#include "model/record.h"

/* The most that is read of a mail, in bytes; what is larger is refused. */
#define MAIL_LIMIT ((size_t)40 * 1024 * 1024)

struct mail_part {
	char *type;         /* "text/calendar", lower case */
	size_t depth;       /* the parts that follow a multipart and lie deeper are within it */
	char *method;       /* of text/calendar, upper case as it stands; NULL: not said */
	char *charset;      /* as declared; NULL: not said */
	char *report_type;  /* of multipart/report, as it stands; NULL: not said */
	char *filename;     /* as it came: never a path, always neutralised; NULL: none */
	bool is_multipart;  /* holds others, and no bytes */
	bool is_attachment; /* Content-Disposition says so */
	bool is_flowed;     /* format=flowed (RFC 3676) */
	bool joins_spaces;  /* DelSp=yes */
	/* Decoded; a NUL follows that length does not count. Of a calendar as UTF-8; of a mail in
	 * the mail its source. */
	char *bytes;
	size_t length;
};

struct mail {
	struct head head; /* of the bytes that were read: borrowed from their owner */
	char *sender;     /* the address of the first From, lower case; NULL: none that is one */
	char *sender_name;
	char *reply_to;          /* address, lower case */
	char *recipient;         /* the first To, lower case */
	char *subject;           /* NULL: none */
	char *message_id;        /* without its angle brackets; NULL: none */
	char *in_reply_to;       /* the same */
	char *reference_ids;     /* the same, with spaces between them */
	struct number sent_at;   /* its Date, Unix seconds */
	struct mail_part *parts; /* owned: in order, each multipart before what it holds */
	size_t part_count;
	bool is_cut; /* too deep or of too many parts: not all of them are here */
};

/* ERROR_DATA when it is no mail; ERROR_UNAVAILABLE when the library for mail is not there. */
bool mail_read(struct mail *mail, const char *bytes, size_t length, struct error *error);
void mail_finish(struct mail *mail);

/* Is it a calendar: text/calendar, application/ics, or a file that is called .ics? */
bool mail_part_is_calendar(const struct mail_part *part);

#endif
