/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tags of HTML, one after the other. Private to this folder. */
#ifndef TRAFFPUNKT_EXCHANGE_MAIL_HTMLTAG_H
#define TRAFFPUNKT_EXCHANGE_MAIL_HTMLTAG_H

#include <stdbool.h>
#include <stddef.h>

#define HTML_NAME 12 /* bytes of a name that are kept, with the NUL */

struct html_reader {
	const char *at, *end;
	const char *text_end; /* the text before the tag ends here */
	bool has_no_tag;      /* no ">" follows */
	bool is_unquoted;     /* a quote never ends: quotes count no more */
	bool has_no_end;      /* an element whose content is skipped never ends */
};

struct html_tag {
	char name[HTML_NAME];
	bool is_end;           /* "</p>" */
	bool is_void;          /* "<br>", "<p/>" */
	const char *at, *stop; /* its attributes */
};

/*
 * Reads on to behind the next tag; false when there is none any more. Comments, declarations and
 * what is never shown (scripts, styles, titles) come as tags without a name.
 */
bool html_next(struct html_reader *reader, struct html_tag *tag);
/* The decoded value, at most `limit` bytes; NULL: none, or longer. Owned by the caller. */
char *html_attribute(const struct html_tag *tag, const char *name, size_t limit);
/* Does its style attribute have a property whose value begins so? */
bool html_styled(const struct html_tag *tag, const char *property, const char *value);
/* Does the word stand in it anywhere? */
bool html_has(const struct html_tag *tag, const char *word);

#endif
