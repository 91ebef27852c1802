/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A mail of anybody's (RFC 5322, MIME), taken apart within bounds: who sent it, and its parts
 * decoded. Text parts come as UTF-8. A mail inside the mail is not opened.
 */
#ifndef TRAFFPUNKT_EXCHANGE_MAIL_READ_H
#define TRAFFPUNKT_EXCHANGE_MAIL_READ_H

#include <stddef.h>

#include "base/error.h"
#include "model/record.h"

/* The most that is read of a mail, in bytes; what is larger is refused. */
#define MAIL_LIMIT ((size_t)10 * 1024 * 1024)

struct mail_part {
	char *type;     /* "text/calendar", lower case */
	char *method;   /* of text/calendar, upper case as it stands; NULL: not said */
	char *filename; /* as it came: never a path, always neutralised; NULL: none */
	char *bytes;    /* decoded; a NUL follows that length does not count */
	size_t length;
};

struct mail {
	char *sender;     /* the address of the first From, lower case; NULL: none that is one */
	char *message_id; /* without its angle brackets; NULL: none */
	char *subject;    /* NULL: none */
	struct number sent_at;   /* its Date, Unix seconds */
	struct mail_part *parts; /* owned: those that hold something, in order */
	size_t part_count;
};

/* ERROR_DATA when it is no mail; ERROR_UNAVAILABLE when the library for mail is not there. */
bool mail_read(struct mail *mail, const char *bytes, size_t length, struct error *error);
void mail_finish(struct mail *mail);

/* Is it a calendar: text/calendar, application/ics, or a file that is called .ics? */
bool mail_part_is_calendar(const struct mail_part *part);

#endif
