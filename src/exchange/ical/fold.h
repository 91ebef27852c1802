/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The physical lines of a calendar file (RFC 5545 section 3.1): at most 75 octets before CR LF, and
 * no UTF-8 sequence halved. libical 3.0 breaks a line between CR and LF when its last piece has
 * exactly 73 octets, so everything that libical wrote goes through here.
 */
#ifndef TRAFFPUNKT_EXCHANGE_ICAL_FOLD_H
#define TRAFFPUNKT_EXCHANGE_ICAL_FOLD_H

#include "base/buffer.h"

#define FOLD_OCTETS_MAX 75

/* Appends the text with every CR LF SPACE taken out, which also mends a broken CR LF. */
void fold_join(struct buffer *out, const char *text, size_t length);
/* Joins and folds anew. Owned by the caller. */
char *fold_mend(const char *text, size_t length);

#endif
