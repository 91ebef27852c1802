/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which parts of a mail are its words, and what these say (RFC 2046, 2387, 1847). */
#ifndef TRAFFPUNKT_EXCHANGE_MAIL_BODY_H
#define TRAFFPUNKT_EXCHANGE_MAIL_BODY_H

#include "exchange/mail/read.h"

/*
 * The words as one text: UTF-8, NFC, LF line ends, HTML turned into text, of alternatives the
 * plainest that says something. is_text[i] becomes true for each part that is such words, or
 * another form of them; of one that is too long the words are its beginning, and it stays a file.
 * Never NULL; owned by the caller.
 */
char *mail_body(const struct mail *mail, bool *is_text);

#endif
