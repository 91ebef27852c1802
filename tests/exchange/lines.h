/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every calendar file must keep to, line by line (RFC 5545 section 3.1). */
#ifndef TRAFFPUNKT_TESTS_EXCHANGE_LINES_H
#define TRAFFPUNKT_TESTS_EXCHANGE_LINES_H

#include <stddef.h>

/* NULL when all is well, else what is wrong first: a line end that is not CR LF, a line of more
 * than 75 octets, a halved UTF-8 sequence, an empty line, a control or invisible character. */
const char *lines_fault(const char *text, size_t length);
/* The text without its folds; owned by the caller. */
char *lines_unfold(const char *text);

#endif
