/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The addresses and texts of a head (RFC 5322, 3.4; 2047), decoded. Private to this folder. */
#ifndef TRAFFPUNKT_EXCHANGE_MAIL_ADDRESS_H
#define TRAFFPUNKT_EXCHANGE_MAIL_ADDRESS_H

#include "exchange/mail/gmime.h"
#include "exchange/mail/head.h"
#include "model/record.h"

/* Both owned by whom it is given to; NULL when unknown. */
struct mail_address {
	char *name;
	char *email; /* lower case */
};

/* The first of the field that has an address; without one the first name. */
struct mail_address head_address(const struct gmime *gmime, struct head head, const char *field);
/* One line as it is stored; NULL: none. Owned by the caller. */
char *head_text(const struct gmime *gmime, struct head head, const char *field);
/* Unknown when it is missing, cannot be read or is no time that a mail can be from. */
struct number head_date(const struct gmime *gmime, struct head head, const char *field);

#endif
