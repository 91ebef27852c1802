/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page as blocks of plain text, and the forms that it can be written in. */
#ifndef TRAFFPUNKT_MODEL_WEBPAGE_H
#define TRAFFPUNKT_MODEL_WEBPAGE_H

#include <stdbool.h>
#include <stddef.h>

enum webtext_format {
	WEBTEXT_MARKDOWN,
	WEBTEXT_PLAIN,
	WEBTEXT_HTML,
};

enum web_block_kind {
	WEB_TITLE,
	WEB_HEADING,
	WEB_SUBHEADING,
	WEB_PARAGRAPH,
	WEB_ITEM,
	WEB_UNDER, /* a line that belongs to the item before it */
};

struct web_block {
	enum web_block_kind kind;
	char *text; /* owned; one line, neutralised */
};

struct web_page {
	struct web_block *blocks; /* owned */
	size_t count;
};

/* Adds a block; the text is neutralised. Blank texts are left out. */
void web_add(struct web_page *page, enum web_block_kind kind, const char *text);
/* A paragraph for each line of the text. */
void web_add_lines(struct web_page *page, const char *text);
void web_page_finish(struct web_page *page);
/* Ends with an LF. Nothing in the texts is taken for markup. Owned by the caller. */
char *web_page_write(const struct web_page *page, enum webtext_format format);

#endif
