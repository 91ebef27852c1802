/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/webpage.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/text.h"

void web_add(struct web_page *page, enum web_block_kind kind, const char *text)
{
	if (text_is_blank(text))
		return;
	char *safe = text_safe(text, TEXT_MANY_LINES);
	text_trim(safe); /* line breaks become spaces */
	page->blocks = xreallocarray(page->blocks, page->count + 1, sizeof(*page->blocks));
	page->blocks[page->count++] = (struct web_block){.kind = kind, .text = safe};
}

void web_add_lines(struct web_page *page, const char *text)
{
	char *copy = xstrdup(text ? text : ""), *rest = copy;
	while (rest)
		web_add(page, WEB_PARAGRAPH, strsep(&rest, "\n"));
	free(copy);
}

void web_page_finish(struct web_page *page)
{
	for (size_t i = 0; i < page->count; i++)
		free(page->blocks[i].text);
	free(page->blocks);
	*page = (struct web_page){0};
}

static bool is_of_list(enum web_block_kind kind)
{
	return kind == WEB_ITEM || kind == WEB_UNDER;
}

/* An empty line between two blocks, but not within a list. */
static bool is_parted(const struct web_page *page, size_t index)
{
	return index &&
	       !(is_of_list(page->blocks[index].kind) && is_of_list(page->blocks[index - 1].kind));
}

/* ---- Markdown ---- */

/* "1." and "1)" at the beginning would open a numbered list. */
static size_t number_length(const char *text)
{
	size_t digits = strspn(text, "0123456789");
	return digits && (text[digits] == '.' || text[digits] == ')') ? digits : 0;
}

static void append_markdown(struct buffer *out, const char *text)
{
	size_t number = number_length(text);
	if (*text && strchr("#+-=~", *text))
		buffer_append_char(out, '\\');
	for (size_t i = 0; text[i]; i++) {
		if (strchr("\\`*_[]<>&|", text[i]) || (number && i == number))
			buffer_append_char(out, '\\');
		buffer_append_char(out, text[i]);
	}
}

static char *write_markdown(const struct web_page *page)
{
	static const char *const starts[] = {
		[WEB_TITLE] = "# ",
		[WEB_HEADING] = "## ",
		[WEB_SUBHEADING] = "### ",
		[WEB_PARAGRAPH] = "",
		[WEB_ITEM] = "- ",
		[WEB_UNDER] = "  ",
	};
	struct buffer out = {0};
	for (size_t i = 0; i < page->count; i++) {
		const struct web_block *block = &page->blocks[i];
		/* Two spaces at the end of a line keep the next one apart from it. */
		bool broken = i + 1 < page->count && page->blocks[i + 1].kind == WEB_UNDER;
		buffer_append(&out, is_parted(page, i) ? "\n" : "");
		buffer_append(&out, starts[block->kind]);
		append_markdown(&out, block->text);
		buffer_append(&out, broken ? "  \n" : "\n");
	}
	return buffer_take(&out);
}

/* ---- plain text ---- */

static void underline(struct buffer *out, const char *text, char sign)
{
	for (int i = text_width(text); i > 0; i--)
		buffer_append_char(out, sign);
	buffer_append_char(out, '\n');
}

static char *write_plain(const struct web_page *page)
{
	struct buffer out = {0};
	for (size_t i = 0; i < page->count; i++) {
		const struct web_block *block = &page->blocks[i];
		const char *start = block->kind == WEB_ITEM    ? "• "
				    : block->kind == WEB_UNDER ? "  "
							       : "";
		buffer_append(&out, is_parted(page, i) ? "\n" : "");
		buffer_printf(&out, "%s%s\n", start, block->text);
		if (block->kind == WEB_TITLE)
			underline(&out, block->text, '=');
		else if (block->kind == WEB_HEADING)
			underline(&out, block->text, '-');
	}
	return buffer_take(&out);
}

/* ---- HTML ---- */

static void append_html(struct buffer *out, const char *text)
{
	for (; *text; text++) {
		if (*text == '&')
			buffer_append(out, "&amp;");
		else if (*text == '<')
			buffer_append(out, "&lt;");
		else if (*text == '>')
			buffer_append(out, "&gt;");
		else if (*text == '"')
			buffer_append(out, "&quot;");
		else
			buffer_append_char(out, *text);
	}
}

static void append_element(struct buffer *out, const char *name, const char *text)
{
	buffer_printf(out, "<%s>", name);
	append_html(out, text);
	buffer_printf(out, "</%s>\n", name);
}

/* An item with the lines under it; the index of its last block. */
static size_t append_item(struct buffer *out, const struct web_page *page, size_t index)
{
	buffer_append(out, "<li>");
	append_html(out, page->blocks[index].text);
	while (index + 1 < page->count && page->blocks[index + 1].kind == WEB_UNDER) {
		buffer_append(out, "<br>\n");
		append_html(out, page->blocks[++index].text);
	}
	buffer_append(out, "</li>\n");
	return index;
}

static char *write_html(const struct web_page *page)
{
	static const char *const names[] = {
		[WEB_TITLE] = "h1",
		[WEB_HEADING] = "h2",
		[WEB_SUBHEADING] = "h3",
		[WEB_PARAGRAPH] = "p",
		[WEB_ITEM] = "li",
		[WEB_UNDER] = "p",
	};
	struct buffer out = {0};
	buffer_append(&out, "<!DOCTYPE html>\n<html lang=\"sv\">\n<head>\n"
			    "<meta charset=\"utf-8\">\n");
	append_element(&out, "title", page->count ? page->blocks[0].text : "");
	buffer_append(&out, "</head>\n<body>\n");
	for (size_t i = 0; i < page->count; i++) {
		bool item = page->blocks[i].kind == WEB_ITEM;
		if (!item) {
			append_element(&out, names[page->blocks[i].kind], page->blocks[i].text);
			continue;
		}
		buffer_append(&out, "<ul>\n");
		i = append_item(&out, page, i);
		while (i + 1 < page->count && page->blocks[i + 1].kind == WEB_ITEM)
			i = append_item(&out, page, i + 1);
		buffer_append(&out, "</ul>\n");
	}
	buffer_append(&out, "</body>\n</html>\n");
	return buffer_take(&out);
}

char *web_page_write(const struct web_page *page, enum webtext_format format)
{
	switch (format) {
	case WEBTEXT_PLAIN:
		return write_plain(page);
	case WEBTEXT_HTML:
		return write_html(page);
	default:
		return write_markdown(page);
	}
}
