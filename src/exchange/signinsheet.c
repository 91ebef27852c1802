/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/signinsheet.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/text.h"

enum {
	PAGE_ROWS = 26, /* people on a page of text, with an empty line under each to sign on */
	PAGE_NAMES = 52,
	CODE = 6, /* columns */
	NAME = 24,
	ORGANISATION = 24,
};

#define WORDS_SHEET "Närvarolista"
#define WORDS_NAMES "Deltagare"
#define WORDS_HOW "Skriv under på din rad. Koden är för den som för in närvaron."

struct signin_row *signin_sheet_add(struct signin_sheet *sheet)
{
	sheet->rows = xreallocarray(sheet->rows, sheet->count + 1, sizeof(*sheet->rows));
	sheet->rows[sheet->count] = (struct signin_row){0};
	return &sheet->rows[sheet->count++];
}

void signin_sheet_finish(struct signin_sheet *sheet)
{
	for (size_t i = 0; i < sheet->count; i++) {
		free(sheet->rows[i].code);
		free(sheet->rows[i].name);
		free(sheet->rows[i].organisation);
	}
	free(sheet->rows);
	*sheet = (struct signin_sheet){0};
}

/* "Närvarolista 26 september 2023": the same whoever prints it. */
static char *title_of(const struct signin_sheet *sheet)
{
	static const char *const months[] = {"januari", "februari", "mars", "april", "maj", "juni",
		"juli", "augusti", "september", "oktober", "november", "december"};
	struct civil day = date_to_civil(sheet->meeting->date.value);
	return xasprintf("%s %d %s %d", sheet->names ? WORDS_NAMES : WORDS_SHEET, day.day,
		months[day.month - 1], day.year);
}

/* ---- text ---- */

static void add_cell(struct buffer *text, const char *value, int columns)
{
	int used = 0;
	char *cell = text_fit(value ? value : "", columns, &used);
	buffer_append(text, cell);
	buffer_printf(text, "%*s", columns - used + 1, "");
	free(cell);
}

static void end_line(struct buffer *text)
{
	while (text->length && text->data[text->length - 1] == ' ')
		text->data[--text->length] = '\0';
	buffer_append(text, "\n");
}

static void add_head(const struct signin_sheet *sheet, struct buffer *text, size_t page)
{
	char *title = title_of(sheet);
	char *place = text_safe(sheet->meeting->place, TEXT_ONE_LINE);
	size_t rows = sheet->names ? PAGE_NAMES : PAGE_ROWS,
	       pages = (sheet->count + rows - 1) / rows;
	buffer_append(text, page ? "\f" : "");
	buffer_append(text, title);
	if (*place)
		buffer_printf(text, " · %s", place);
	if (pages > 1)
		buffer_printf(text, " · sida %zu av %zu", page + 1, pages);
	buffer_append(text, "\n\n");
	if (!sheet->names)
		add_cell(text, "Kod", CODE);
	add_cell(text, "Namn", NAME);
	add_cell(text, "Organisation", ORGANISATION);
	buffer_append(text, sheet->names ? "" : "Underskrift");
	end_line(text);
	free(place);
	free(title);
}

char *signin_sheet_text(const struct signin_sheet *sheet)
{
	struct buffer text = {0};
	size_t rows = sheet->names ? PAGE_NAMES : PAGE_ROWS;
	if (!sheet->count)
		add_head(sheet, &text, 0);
	for (size_t i = 0; i < sheet->count; i++) {
		const struct signin_row *row = &sheet->rows[i];
		if (i % rows == 0)
			add_head(sheet, &text, i / rows);
		if (!sheet->names) {
			buffer_append(&text, "\n");
			add_cell(&text, row->code, CODE);
		}
		add_cell(&text, row->name, NAME);
		add_cell(&text, row->organisation, ORGANISATION);
		buffer_append(&text, sheet->names ? "" : "______________");
		end_line(&text);
	}
	return buffer_take(&text);
}

/* ---- HTML ---- */

static void add_escaped(struct buffer *html, const char *value)
{
	char *safe = text_safe(value, TEXT_ONE_LINE);
	for (const char *at = safe; *at; at++) {
		switch (*at) {
		case '&':
			buffer_append(html, "&amp;");
			break;
		case '<':
			buffer_append(html, "&lt;");
			break;
		case '>':
			buffer_append(html, "&gt;");
			break;
		case '"':
			buffer_append(html, "&quot;");
			break;
		default:
			buffer_append_char(html, *at);
		}
	}
	free(safe);
}

static void add_tag(struct buffer *html, const char *tag, const char *value)
{
	buffer_printf(html, "<%s>", tag);
	add_escaped(html, value);
	/* Only the name of the element stands in its end. */
	buffer_printf(html, "</%.*s>", (int)strcspn(tag, " "), tag);
}

/* Everything is in the page itself: a program that prints it asks nobody for anything. */
static const char style[] =
	"@page { size: A4; margin: 15mm }\n"
	"body { font: 11pt/1.3 sans-serif; color: #000; background: #fff; margin: 0 }\n"
	"h1 { font-size: 16pt; margin: 0 0 2mm }\n"
	"p { margin: 0 0 4mm }\n"
	"table { border-collapse: collapse; width: 100% }\n"
	"thead { display: table-header-group }\n"
	"tr { break-inside: avoid }\n"
	"th, td { border-bottom: 0.3mm solid #666; padding: 1.5mm 2mm; text-align: left }\n"
	"td.code { font-family: monospace; white-space: nowrap }\n"
	"td.sign { width: 35%; height: 9mm }\n";

static void add_row(const struct signin_sheet *sheet, struct buffer *html, size_t index)
{
	const struct signin_row *row = &sheet->rows[index];
	buffer_append(html, "<tr>");
	if (!sheet->names)
		add_tag(html, "td class=\"code\"", row->code);
	add_tag(html, "td", row->name);
	add_tag(html, "td", row->organisation);
	buffer_append(html, sheet->names ? "</tr>\n" : "<td class=\"sign\"></td></tr>\n");
}

char *signin_sheet_html(const struct signin_sheet *sheet)
{
	struct buffer html = {0};
	char *title = title_of(sheet);
	buffer_append(&html, "<!DOCTYPE html>\n<html lang=\"sv\">\n<head>\n"
			     "<meta charset=\"utf-8\">\n");
	add_tag(&html, "title", title);
	buffer_printf(&html, "\n<style>\n%s</style>\n</head>\n<body>\n", style);
	add_tag(&html, "h1", title);
	buffer_append(&html, "\n");
	if (sheet->meeting->place) {
		add_tag(&html, "p", sheet->meeting->place);
		buffer_append(&html, "\n");
	}
	if (!sheet->names)
		buffer_append(&html, "<p>" WORDS_HOW "</p>\n");
	buffer_append(&html, "<table>\n<thead><tr>");
	buffer_append(&html, sheet->names ? "" : "<th scope=\"col\">Kod</th>");
	buffer_append(&html, "<th scope=\"col\">Namn</th><th scope=\"col\">Organisation</th>");
	buffer_append(&html, sheet->names ? "" : "<th scope=\"col\">Underskrift</th>");
	buffer_append(&html, "</tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < sheet->count; i++)
		add_row(sheet, &html, i);
	buffer_append(&html, "</tbody>\n</table>\n</body>\n</html>\n");
	free(title);
	return buffer_take(&html);
}
