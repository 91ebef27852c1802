/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who wrote a mail: a person, a program that answers for one (RFC 3834), or a mail server that
 * could not deliver one of ours (RFC 3464, and what servers did before it).
 */
#ifndef TRAFFPUNKT_EXCHANGE_MAIL_NATURE_H
#define TRAFFPUNKT_EXCHANGE_MAIL_NATURE_H

#include "exchange/mail/read.h"
#include "model/message.h"

/* Of a bounce only; all owned by whom it is given to, NULL: not told. */
struct failure {
	char *message_id; /* without angle brackets */
	char *recipient;  /* lower case */
	char *reason;     /* one line, as the server says it */
};

/* `words`: what the mail says (body.h). */
enum message_nature mail_nature(
	const struct mail *mail, const char *words, struct failure *failure);

/* A mail server's report on one of ours; private to this folder. */
enum report {
	REPORT_NONE,
	REPORT_FAILED,
	REPORT_OTHER, /* it is late, or has arrived */
};
enum report bounce_read(const struct mail *mail, const char *words, struct failure *failure);

#endif
