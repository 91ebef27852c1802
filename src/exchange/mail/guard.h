/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Before a mail is given to a library: is it one that people send? The library makes an object of
 * every part and every field, and reads groups in groups of addresses by recursion.
 */
#ifndef TRAFFPUNKT_EXCHANGE_MAIL_GUARD_H
#define TRAFFPUNKT_EXCHANGE_MAIL_GUARD_H

#include <stdbool.h>
#include <stddef.h>

/* False when it would take more room than there is. One pass over the bytes. */
bool mail_is_bounded(const char *bytes, size_t length);

#endif
