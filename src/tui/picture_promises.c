/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The promised contents beside the meetings: what has no meeting stands out by word and sign. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/dateformat.h"
#include "base/i18n.h"
#include "base/text.h"
#include "tui/picture.h"

enum { NAME_MOST = 28, CELL = 8, COUNT = 14 };

/* "26 sep", or the period of what has no date. Owned by the caller. */
static char *head_of(const struct meeting *meeting)
{
	return meeting->date.known ? date_format(meeting->date.value, DATE_DAY)
				   : meeting_when(meeting);
}

static int name_columns(const struct coverage *coverage)
{
	int widest = 8;
	for (size_t s = 0; s < coverage->strands.count; s++) {
		int own = text_width(coverage_name(coverage, s));
		widest = own > widest ? own : widest;
	}
	return (widest > NAME_MOST ? NAME_MOST : widest) + 2;
}

static void draw_head(struct canvas *canvas, struct rect row, const struct coverage *coverage)
{
	for (size_t i = 0; i < coverage->meetings.count && row.width >= CELL; i++) {
		if (!coverage_counts_meeting(coverage, i))
			continue;
		struct rect cell = rect_cut_left(&row, CELL);
		char *head = head_of(record_set_at(&coverage->meetings, i));
		draw_text(canvas, cell.y, cell.x, CELL - 1, ROLE_LABEL, head);
		free(head);
	}
}

static void draw_strand(
	struct canvas *canvas, struct rect row, const struct coverage *coverage, size_t strand)
{
	for (size_t i = 0; i < coverage->meetings.count && row.width >= CELL; i++) {
		if (!coverage_counts_meeting(coverage, i))
			continue;
		struct rect cell = rect_cut_left(&row, CELL);
		bool has = coverage_has(coverage, strand, i);
		draw_text(canvas, cell.y, cell.x + 2, 1, has ? ROLE_BAR : ROLE_DIM,
			has ? (canvas->ascii ? "#" : "■") : "·");
	}
}

static void draw_count(struct canvas *canvas, struct rect cell, size_t count)
{
	char *text = count ? xasprintf(PLURAL_("%zu meeting", "%zu meetings", count), count)
			   : xasprintf("! %s", _("no meeting"));
	draw_text(canvas, cell.y, cell.x, cell.width, count ? ROLE_TEXT : ROLE_WARNING, text);
	free(text);
}

void picture_draw_promises(struct canvas *canvas, struct rect rect, const struct coverage *coverage)
{
	char *sentence = coverage_sentence(coverage);
	struct rect head = rect_cut_top(&rect, 1);
	draw_text(canvas, head.y, head.x, head.width, coverage->empty ? ROLE_WARNING : ROLE_TITLE,
		sentence);
	free(sentence);
	rect_cut_top(&rect, 1);
	int names = name_columns(coverage);
	struct rect row = rect_cut_top(&rect, 1);
	rect_cut_left(&row, names + COUNT);
	draw_head(canvas, row, coverage);
	for (size_t s = 0; s < coverage->strands.count && rect.height > 0; s++) {
		row = rect_cut_top(&rect, 1);
		struct rect name = rect_cut_left(&row, names);
		draw_text(canvas, name.y, name.x, names - 1,
			coverage->counts[s] ? ROLE_TEXT : ROLE_WARNING, coverage_name(coverage, s));
		draw_count(canvas, rect_cut_left(&row, COUNT), coverage->counts[s]);
		draw_strand(canvas, row, coverage, s);
	}
}

void picture_tell_promises(struct sheet *sheet, const struct coverage *coverage)
{
	char *sentence = coverage_sentence(coverage);
	sheet_text(sheet, ROLE_TEXT, sentence);
	free(sentence);
	for (size_t s = 0; s < coverage->strands.count; s++) {
		struct buffer days = {0};
		for (size_t i = 0; i < coverage->meetings.count; i++) {
			if (!coverage_counts_meeting(coverage, i) || !coverage_has(coverage, s, i))
				continue;
			char *head = head_of(record_set_at(&coverage->meetings, i));
			buffer_printf(&days, "%s%s", days.length ? ", " : "", head);
			free(head);
		}
		char *text = xasprintf("%s: %s.", coverage_name(coverage, s),
			days.length ? days.data : _("no meeting"));
		sheet_text(sheet, ROLE_TEXT, text);
		free(text);
		buffer_finish(&days);
	}
}
