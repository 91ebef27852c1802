/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of a letter as mail programs without windows like them (RFC 5322 2.1.1: at most 78). */
#ifndef TRAFFPUNKT_EXCHANGE_MAIL_WRAP_H
#define TRAFFPUNKT_EXCHANGE_MAIL_WRAP_H

#define MAIL_LINE 72

/* Breaks lines that are longer at spaces only, so that an address stays whole; quoted ones ("> ")
 * stay as they are. Owned by the caller. */
char *mail_wrap(const char *text, int columns);

#endif
