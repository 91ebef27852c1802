/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A letter as bytes (RFC 5322, 2045), with an invitation or a calendar file (RFC 6047). The bytes
 * follow from the arguments alone. Line ends are LF, as mail programs on this machine want them.
 */
#ifndef TRAFFPUNKT_EXCHANGE_MAIL_COMPOSE_H
#define TRAFFPUNKT_EXCHANGE_MAIL_COMPOSE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"

/* Everything is borrowed. */
struct mail {
	const char *from; /* "natverk@example.se" */
	const char *from_name;
	const char *to;
	const char *to_name;
	const char *subject;
	const char *body;
	bool wraps;              /* longer lines of the body are broken, but for quoted ones */
	const char *message_id;  /* without angle brackets */
	const char *in_reply_to; /* Message-ID without them; NULL: an answer to nothing */
	const char *references;  /* "<a@b> <c@d>"; NULL: none */
	int64_t date;            /* Unix seconds; told in Stockholm's time */
	const char *calendar;    /* the text of a calendar file; NULL: none goes with it */
	/* Its METHOD, "REQUEST" or "CANCEL": an invitation that can be answered. NULL: a file. */
	const char *method;
	const char *file_name; /* of the calendar file */
};

/*
 * ERROR_DATA when an address is no plain one or something that becomes part of a header holds a
 * control character; ERROR_UNAVAILABLE when there is no library for mail. Owned by the caller.
 */
char *mail_compose(const struct mail *mail, struct error *error);

#endif
