/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fees: one bar in parts, and what each part is. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/dateformat.h"
#include "base/i18n.h"
#include "tui/picture.h"

enum { LABEL = 24, COUNT = 6, MONEY = 16, BAR_MAX = 96 };

/* What fills a part: the more is done, the darker. */
static const char *sign_of(const struct canvas *canvas, enum invoice_status status)
{
	static const char *const shades[FEE_STATES][2] = {
		[INVOICE_PAID] = {"█", "#"},
		[INVOICE_EXPORTED] = {"▓", "="},
		[INVOICE_READY] = {"▒", "-"},
		[INVOICE_INCOMPLETE] = {"░", "."},
		[INVOICE_WAIVED] = {"·", "o"},
		[INVOICE_CREDITED] = {"×", "x"},
	};
	return shades[status][canvas->ascii];
}

/* Money that is on its way is the accent; what is missing a warning; the rest is quiet. */
static enum role role_of(enum invoice_status status)
{
	if (status == INVOICE_INCOMPLETE)
		return ROLE_WARNING;
	return status == INVOICE_WAIVED || status == INVOICE_CREDITED ? ROLE_DIM : ROLE_BAR;
}

/* Each part ends where the sum up to it ends, so that the parts fill the bar exactly. */
static void draw_whole(
	struct canvas *canvas, struct rect row, const struct report *report, size_t total)
{
	size_t sum = 0;
	int from = 0;
	for (size_t i = 0; i < FEE_STATES; i++) {
		enum invoice_status status = report_fee_order[i];
		sum += report->fees[status];
		int to = total ? (int)((sum * (size_t)row.width + total / 2) / total) : 0;
		for (int x = from; x < to; x++)
			draw_text(canvas, row.y, row.x + x, 1, role_of(status),
				sign_of(canvas, status));
		from = to > from ? to : from;
	}
}

static void draw_state(struct canvas *canvas, struct rect row, const struct report *report,
	enum invoice_status status)
{
	size_t count = report->fees[status];
	enum role role = count ? ROLE_TEXT : ROLE_DIM;
	char *number = xasprintf("%zu", count);
	char *money = money_format(report->sums[status]);
	int x = row.x;
	draw_text(canvas, row.y, x, 1, count ? role_of(status) : ROLE_DIM, sign_of(canvas, status));
	draw_text(canvas, row.y, x + 2, LABEL, role, choice_label(&invoice_statuses, (int)status));
	draw_text_right(canvas, row.y, x + 2 + LABEL, COUNT, role, number);
	draw_text_right(canvas, row.y, x + 2 + LABEL + COUNT, MONEY, role, money);
	free(money);
	free(number);
}

void picture_draw_fees(struct canvas *canvas, struct rect rect, const struct report *report)
{
	size_t total = 0;
	for (size_t i = 0; i < FEE_STATES; i++)
		total += report->fees[i];
	char *sentence = report_fees_sentence(report);
	struct rect head = rect_cut_top(&rect, 1);
	draw_text(canvas, head.y, head.x, head.width, ROLE_TITLE, sentence);
	free(sentence);
	rect_cut_top(&rect, 1);
	struct rect bar = rect_cut_top(&rect, rect.height > FEE_STATES + 2 ? 2 : 1);
	bar.width = bar.width > BAR_MAX ? BAR_MAX : bar.width;
	for (int y = 0; y < bar.height; y++)
		draw_whole(canvas, (struct rect){bar.y + y, bar.x, 1, bar.width}, report, total);
	rect_cut_top(&rect, 1);
	for (size_t i = 0; i < FEE_STATES && rect.height > 0; i++)
		draw_state(canvas, rect_cut_top(&rect, 1), report, report_fee_order[i]);
}
