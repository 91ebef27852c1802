/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is new in a mail, and what it repeats of earlier ones. Answers that stand between the lines
 * they answer stay with them: then all of it is new. Pure, and in linear time.
 */
#ifndef TRAFFPUNKT_EXCHANGE_MAIL_QUOTE_H
#define TRAFFPUNKT_EXCHANGE_MAIL_QUOTE_H

#include <stddef.h>

/* Both owned by the caller; *quoted is NULL when nothing is repeated. Every line that says
 * something is in one of them, in its order. *fresh is blank only when `text` is. */
void quote_split(const char *text, char **fresh, char **quoted);

#endif
