/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Links and mailboxes for calendar files. libical writes both as they are, so that a line break in
 * one would start a property of its own: what is not plain is refused here.
 */
#ifndef TRAFFPUNKT_EXCHANGE_ICAL_LINK_H
#define TRAFFPUNKT_EXCHANGE_ICAL_LINK_H

#include <stdbool.h>

/* The link as a URI: ASCII, the rest percent-encoded. NULL when it is no web address, or holds a
 * control character, a space, a quote or an angle bracket. Owned by the caller. */
char *link_to_uri(const char *link);
/* True for a plain name@host, which needs no quoting anywhere. */
bool link_mailbox_is_plain(const char *mailbox);

#endif
