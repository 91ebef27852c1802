/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Text of a mail whose charset is declared, declared wrongly or not declared (RFC 2045, 5.2): what
 * the bytes themselves say counts for more than the label.
 */
#ifndef TRAFFPUNKT_EXCHANGE_MAIL_CHARSET_H
#define TRAFFPUNKT_EXCHANGE_MAIL_CHARSET_H

#include <stddef.h>

/*
 * The bytes as UTF-8, without a byte order mark; what cannot be read becomes U+FFFD. `charset` may
 * be NULL or a name that nobody knows: then it is UTF-8 if it can be, or else Windows-1252. NUL
 * bytes are left out. *decoded gets the length without the final NUL. Owned by the caller.
 */
char *charset_decode(const char *bytes, size_t length, const char *charset, size_t *decoded);

#endif
