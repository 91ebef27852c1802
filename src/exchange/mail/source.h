/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where mail comes from: a file, a folder of .eml files, a Maildir, an mbox, standard input, which
 * is what the pipe transport of a mail server writes to. One mail is in memory at a time.
 *
 * Of a Maildir only new/ is read, and what has been taken in is moved to cur/ as read
 * (https://cr.yp.to/proto/maildir.html); everything else is only ever read.
 */
#ifndef TRAFFPUNKT_EXCHANGE_MAIL_SOURCE_H
#define TRAFFPUNKT_EXCHANGE_MAIL_SOURCE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

struct mail_source;

/* Borrowed until the next one. */
struct mail_item {
	const char *name;  /* "a.eml", of an mbox "archive:3"; without the folder that was named */
	const char *bytes; /* a NUL follows that length does not count */
	size_t length;
	bool is_larger; /* than the limit: `bytes` is its beginning, mail_source_rest has more */
};

enum mail_next {
	MAIL_NEXT,
	MAIL_PASSED_BY, /* the error says what cannot be read; there may be more */
	MAIL_END,
};

/* "-" is standard input. ERROR_NO_INPUT when there is nothing there to be read. */
struct mail_source *mail_source_open(const char *path, size_t limit, struct error *error);
void mail_source_close(struct mail_source *source);
/* It is one file that was named, with one mail in it. Known once the first mail has been read. */
bool mail_source_is_single(const struct mail_source *source);
bool mail_source_is_input(const struct mail_source *source);

enum mail_next mail_source_next(
	struct mail_source *source, struct mail_item *item, struct error *error);
/* More of a mail that is larger: how many bytes, 0 at its end. */
size_t mail_source_rest(struct mail_source *source, char *bytes, size_t size);
/* The mail has been taken in, for good: a Maildir moves it from new/ to cur/. */
bool mail_source_done(struct mail_source *source, struct error *error);

#endif
