/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/mail/html.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/text.h"
#include "exchange/mail/htmltag.h"

#define LISTS_MAX 8   /* lists in lists that are told apart */
#define QUOTES_MAX 10 /* quotations in quotations */
#define LINK_MAX 500  /* bytes of an address that is worth showing */
#define RULE "________________________________"

/* An element that changes how its content is shown, until it ends. */
struct region {
	char name[HTML_NAME];
	size_t depth; /* of elements of the same name; 0: we are not in one */
};

struct page {
	struct buffer out;
	struct html_reader reader;
	size_t breaks;    /* line breaks that are due before the next character */
	size_t paragraph; /* those that this paragraph has around it */
	bool has_space, has_tab;
	bool is_line;  /* something stands on this line */
	bool is_blank; /* nothing but a space that does not break stands on this line */
	bool is_cell;  /* a cell has begun beside another, and nothing stands in it */
	bool cell_has_text, cell_is_broken; /* something stands in it; on several lines */
	struct region hidden, preformatted;
	size_t quotes, lists;
	size_t shown_quotes;    /* those of the last line */
	int numbers[LISTS_MAX]; /* of the next item; 0: the items have none */
	bool has_item;          /* its sign is due */
	char *link;             /* address; owned, NULL: we are in none */
	size_t link_start;      /* where its text begins in out */
};

/* ---- text ---- */

static void open_line(struct page *page)
{
	for (size_t i = 0; i < page->quotes && i < QUOTES_MAX; i++)
		buffer_append(&page->out, "> ");
	for (size_t i = 1; i < page->lists && i < LISTS_MAX; i++)
		buffer_append(&page->out, "  ");
	if (page->lists && !page->has_item)
		buffer_append(&page->out, "  ");
	page->is_line = true;
}

static void put_item(struct page *page)
{
	size_t list = page->lists ? page->lists - 1 : 0;
	page->has_item = false;
	if (list < LISTS_MAX && page->lists && page->numbers[list])
		buffer_printf(&page->out, "%d. ", page->numbers[list]++);
	else
		buffer_append(&page->out, "• ");
}

static void end_lines(struct page *page)
{
	/* Between two paragraphs of a quotation its sign goes on. */
	size_t quotes = page->quotes < page->shown_quotes ? page->quotes : page->shown_quotes;
	quotes = quotes < QUOTES_MAX ? quotes : QUOTES_MAX;
	for (size_t i = 0; i < page->breaks && page->out.length; i++) {
		buffer_append_char(&page->out, '\n');
		for (size_t k = 0; i + 1 < page->breaks && k < quotes; k++)
			buffer_append(&page->out, k + 1 < quotes ? "> " : ">");
	}
	page->cell_is_broken = page->cell_is_broken || page->breaks;
	page->breaks = 0;
	page->is_line = false;
}

/* Before a character that shows. */
static void prepare(struct page *page)
{
	if (page->breaks)
		end_lines(page);
	bool item = page->has_item;
	page->cell_is_broken = page->cell_is_broken && page->cell_has_text;
	page->cell_has_text = true;
	page->shown_quotes = page->quotes;
	if (!page->is_line)
		open_line(page);
	else if (page->has_tab)
		buffer_append_char(&page->out, '\t');
	else if (page->has_space)
		buffer_append_char(&page->out, ' ');
	if (item)
		put_item(page);
	page->has_space = page->has_tab = page->is_cell = page->is_blank = false;
}

static void put(struct page *page, const char *bytes, size_t length)
{
	prepare(page);
	buffer_append_bytes(&page->out, bytes, length);
}

static void block(struct page *page, size_t breaks)
{
	/* A paragraph that begins a cell does not part it from the one before. */
	if (page->is_cell || !page->out.length)
		return;
	if (page->is_blank)
		breaks = 2;
	page->breaks = page->breaks > breaks ? page->breaks : breaks;
	page->has_space = page->has_tab = page->is_blank = false;
}

static void line_break(struct page *page)
{
	page->breaks = page->breaks || !page->is_line ? 2 : 1;
	page->has_space = page->has_tab = false;
}

static void put_character(struct page *page, uint32_t code_point)
{
	char encoded[4];
	bool preformatted = page->preformatted.depth;
	if (code_point == '\n' && preformatted) {
		page->breaks += page->breaks < 3;
		page->has_space = false;
	} else if (code_point == 0xa0 && page->breaks) {
		page->is_blank = true; /* Outlook's empty paragraph */
	} else if (code_point == 0xa0 || code_point == ' ' || code_point == '\t' ||
		   code_point == '\n' || code_point == '\r' || code_point == '\f') {
		if (preformatted && code_point == ' ')
			put(page, " ", 1);
		else
			page->has_space = page->is_line && !page->breaks;
	} else if (code_point != 0xad && code_point != 0x200b && code_point != 0xfeff &&
		   code_point != 0x200c && code_point != 0x34f) {
		put(page, encoded, text_encode(encoded, code_point));
	}
}

/* ---- links ---- */

/* What people see as the same address. */
static void bare(const char **at, size_t *length)
{
	static const char *const starts[] = {"mailto:", "tel:", "http://", "https://", "www."};
	for (size_t i = 0; i < sizeof(starts) / sizeof(*starts); i++) {
		size_t start = strlen(starts[i]);
		if (*length >= start && !strncasecmp(*at, starts[i], start)) {
			*at += start;
			*length -= start;
		}
	}
	while (*length && (*at)[*length - 1] == '/')
		--*length;
}

static bool is_same(const char *text, size_t length, const char *link)
{
	size_t link_length = strlen(link);
	bare(&text, &length);
	bare(&link, &link_length);
	return length == link_length && !strncasecmp(text, link, length);
}

static void open_link(struct page *page, const struct html_tag *tag)
{
	free(page->link);
	page->link = html_attribute(tag, "href", LINK_MAX);
	page->link_start = page->out.length;
	if (page->link && strncasecmp(page->link, "http://", 7) &&
		strncasecmp(page->link, "https://", 8) && strncasecmp(page->link, "mailto:", 7)) {
		free(page->link);
		page->link = NULL;
	}
}

static void close_link(struct page *page)
{
	if (!page->link)
		return;
	const char *text = page->out.data ? page->out.data + page->link_start : "";
	size_t length = page->out.length - page->link_start;
	while (length && strchr(" \n\t>", *text)) {
		text++;
		length--;
	}
	if (length && !is_same(text, length, page->link)) {
		buffer_append(&page->out, " <");
		buffer_append(&page->out, page->link);
		buffer_append_char(&page->out, '>');
	}
	free(page->link);
	page->link = NULL;
}

/* ---- tags ---- */

static void open_cell(struct page *page)
{
	/* The one before has one line: this one stands beside it. */
	if (page->is_line && !page->breaks)
		page->has_tab = true;
	page->is_cell = page->has_tab;
	page->cell_has_text = page->cell_is_broken = false;
}

static void close_cell(struct page *page)
{
	if (page->cell_has_text && !page->cell_is_broken)
		page->breaks = 0;
	page->is_cell = false;
}

static void list_tag(struct page *page, const struct html_tag *tag)
{
	if (tag->is_end) {
		page->lists -= page->lists > 0;
		page->has_item = false;
		block(page, page->lists ? 1 : 2);
		return;
	}
	block(page, page->lists ? 1 : 2);
	if (page->lists < LISTS_MAX)
		page->numbers[page->lists] = !strcmp(tag->name, "ol");
	page->lists++;
}

static void quote_tag(struct page *page, const struct html_tag *tag)
{
	page->is_cell = false;
	block(page, 1);
	if (!tag->is_end)
		page->quotes++;
	else
		page->quotes -= page->quotes > 0;
}

static void image(struct page *page, const struct html_tag *tag)
{
	char *text = html_attribute(tag, "alt", LINK_MAX);
	text_trim(text);
	if (!text_is_blank(text)) {
		put(page, "[", 1);
		buffer_append(&page->out, text);
		buffer_append_char(&page->out, ']');
	}
	free(text);
}

static void rule(struct page *page)
{
	block(page, 1);
	put(page, RULE, sizeof(RULE) - 1);
	block(page, 1);
}

static bool is_one_of(const char *name, const char *const *names)
{
	for (; *names; names++) {
		if (!strcmp(name, *names))
			return true;
	}
	return false;
}

/* Lines between a block of that name and what is around it. */
static size_t breaks_of(const struct html_tag *tag)
{
	static const char *const one[] = {"div", "tr", "dt", "dd", "section", "article", "header",
		"footer", "form", "fieldset", "address", "center", "main", "nav", "aside", "body",
		"caption", "legend", "option", "li", "title", NULL};
	static const char *const two[] = {
		"p", "table", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "dl", "figure", NULL};
	if (is_one_of(tag->name, one))
		return 1;
	return is_one_of(tag->name, two) ? 2 : 0;
}

static void block_tag(struct page *page, const struct html_tag *tag)
{
	size_t breaks = breaks_of(tag);
	bool is_paragraph = !strcmp(tag->name, "p");
	/* Outlook's paragraphs have no room between them. */
	if (is_paragraph && !tag->is_end)
		page->paragraph = html_has(tag, "MsoNormal") ? 1 : 2;
	if (is_paragraph && page->paragraph)
		breaks = page->paragraph;
	if (!strcmp(tag->name, "tr") || !strcmp(tag->name, "table"))
		page->is_cell = false;
	block(page, breaks);
}

static void show_tag(struct page *page, const struct html_tag *tag)
{
	const char *name = tag->name;
	if (!strcmp(name, "br"))
		line_break(page);
	else if (!strcmp(name, "hr"))
		rule(page);
	else if (!strcmp(name, "img"))
		image(page, tag);
	else if (!strcmp(name, "a") && tag->is_end)
		close_link(page);
	else if (!strcmp(name, "a"))
		open_link(page, tag);
	else if (!strcmp(name, "ul") || !strcmp(name, "ol"))
		list_tag(page, tag);
	else if (!strcmp(name, "blockquote"))
		quote_tag(page, tag);
	else if ((!strcmp(name, "td") || !strcmp(name, "th")) && tag->is_end)
		close_cell(page);
	else if (!strcmp(name, "td") || !strcmp(name, "th"))
		open_cell(page);
	else if (breaks_of(tag))
		block_tag(page, tag);
	if (!strcmp(name, "li"))
		page->has_item = !tag->is_end;
}

/* ---- regions ---- */

static void enter(struct region *region, const struct html_tag *tag)
{
	if (region->depth || tag->is_end || tag->is_void)
		return;
	memcpy(region->name, tag->name, sizeof(region->name));
	region->depth = 1;
}

/* A paragraph ends where another begins, too. */
static void follow(struct region *region, const struct html_tag *tag)
{
	bool is_same_name = !strcmp(region->name, tag->name);
	if (!region->depth || tag->is_void)
		return;
	if (!strcmp(region->name, "p") && breaks_of(tag))
		region->depth = 0;
	else if (is_same_name && tag->is_end)
		region->depth--;
	else if (is_same_name)
		region->depth++;
}

static bool is_hidden(const struct html_tag *tag)
{
	return !tag->is_end &&
	       (html_styled(tag, "display", "none") || html_styled(tag, "mso-hide", "all") ||
		       html_styled(tag, "visibility", "hidden"));
}

static void take_tag(struct page *page, const struct html_tag *tag)
{
	follow(&page->hidden, tag);
	if (page->hidden.depth)
		return;
	if (is_hidden(tag)) {
		enter(&page->hidden, tag);
		return;
	}
	follow(&page->preformatted, tag);
	show_tag(page, tag);
	if (!strcmp(tag->name, "pre") || html_styled(tag, "white-space", "pre"))
		enter(&page->preformatted, tag);
}

static void take_text(struct page *page, const char *at, const char *end)
{
	while (at < end) {
		size_t used = 0;
		uint32_t code_point = *at == '&' ? html_reference(at, end, &used) : 0;
		if (code_point)
			at += used;
		else
			code_point = text_next(&at, end);
		if (!page->hidden.depth && code_point != '\r')
			put_character(page, code_point);
	}
}

char *html_text(const char *html, size_t length)
{
	struct page page = {.reader = {.at = html, .end = html + length}};
	struct html_tag tag;
	const char *text;
	while (page.reader.at < page.reader.end) {
		text = page.reader.at;
		bool is_tag = html_next(&page.reader, &tag);
		take_text(&page, text, page.reader.text_end);
		if (is_tag)
			take_tag(&page, &tag);
	}
	close_link(&page);
	return buffer_take(&page.out);
}
