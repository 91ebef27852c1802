/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plain text whose paragraphs were cut into lines (RFC 3676), put together again. */
#ifndef TRAFFPUNKT_EXCHANGE_MAIL_FLOWED_H
#define TRAFFPUNKT_EXCHANGE_MAIL_FLOWED_H

#include <stdbool.h>

/* `text` has LF line ends. `joins_spaces`: DelSp=yes. Owned by the caller. */
char *flowed_unwrap(const char *text, bool joins_spaces);

#endif
