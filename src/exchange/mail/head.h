/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The head of a mail, or of a part or report in it, as it stands (RFC 5322): its fields by name,
 * unfolded and not decoded, and what they say. Whatever the bytes are it takes linear time.
 */
#ifndef TRAFFPUNKT_EXCHANGE_MAIL_HEAD_H
#define TRAFFPUNKT_EXCHANGE_MAIL_HEAD_H

#include <stdbool.h>
#include <stddef.h>

struct head {
	const char *bytes; /* borrowed */
	size_t length;     /* up to the empty line that ends it, or all */
};

/* The head that the bytes begin with; empty lines, a byte order mark and the "From " line of an
 * mbox before it are skipped. */
struct head head_of(const char *bytes, size_t length);
/* The fields after this head's empty line: the next group of a delivery report. Empty at the end.
 */
struct head head_next(struct head head, const char *end);

/* The first field of that name: unfolded, trimmed, at most `limit` bytes, raw; NULL when there is
 * none or it is empty. Owned by the caller. */
char *head_value(struct head head, const char *name, size_t limit);
bool head_has(struct head head, const char *name);
/* Does the field begin with the word, whatever its case? */
bool head_says(struct head head, const char *name, const char *word);
/* The identifiers in the field, without angle brackets, with a space between them, at most `limit`
 * bytes: of more the first and the last ones. NULL: none. Owned by the caller. */
char *head_ids(struct head head, const char *name, size_t limit);
/* The first of them. */
char *head_id(struct head head, const char *name, size_t limit);

/*
 * Encoded words (RFC 2047) as they should have been: words beside each other joined, so that no
 * character is cut in two, and in UTF-8 whatever their label says. The rest as UTF-8. Owned by the
 * caller.
 */
char *head_mend_words(const char *value);

#endif
