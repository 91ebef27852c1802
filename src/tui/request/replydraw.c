/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The letter on the screen: to whom, what about, the words with what is wrong in them, and what
 * they answer. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "tui/dialog.h"
#include "tui/request/replyprivate.h"

enum {
	LABEL_MOST = 13, /* columns of a label */
	LABEL_GAP = 1,
	TEXT_COLUMNS = 73, /* as it leaves: 72 and room for the cursor */
	TEXT_MIN = 4,      /* rows */
	QUOTE_MAX = 12,
	TOLD_MAX = 3, /* rows of what is wrong */
	GAP = 2,
};

/* ---- the head ---- */

/* As wide as the widest label that is shown. */
static int label_columns(const struct reply_screen *self)
{
	const char *const labels[] = {
		_("To"), _("Subject"), self->meeting ? _("Calendar file") : ""};
	int most = 0;
	for (size_t i = 0; i < sizeof(labels) / sizeof(*labels); i++) {
		int width = text_width(labels[i]);
		most = width > most ? width : most;
	}
	return most < LABEL_MOST ? most : LABEL_MOST;
}

static void draw_label(struct reply_screen *self, struct canvas *canvas, struct rect row,
	const char *label, bool focused)
{
	draw_text_right(canvas, row.y, row.x, label_columns(self),
		focused ? ROLE_TITLE : ROLE_LABEL, label);
}

static void draw_line(struct reply_screen *self, struct canvas *canvas, struct rect row,
	enum reply_field field, const char *label)
{
	bool focused = self->focus == field;
	int before = label_columns(self) + LABEL_GAP;
	draw_label(self, canvas, row, label, focused);
	dialog_input(canvas, row.y, row.x + before, row.width - before, &self->edits[field],
		focused && !self->asking);
}

static void draw_calendar(struct reply_screen *self, struct canvas *canvas, struct rect row)
{
	bool focused = self->focus == REPLY_CALENDAR;
	int before = label_columns(self) + LABEL_GAP;
	int x = row.x + before, width = row.width - before;
	char *text = xasprintf(
		canvas->ascii ? "< %s >" : "‹ %s ›", self->reply.attach ? _("yes") : _("no"));
	int used = text_width(text);
	draw_label(self, canvas, row, _("Calendar file"), focused);
	if (focused)
		draw_row_begin(canvas, row.y, x, used, ROLE_INPUT_FOCUS);
	draw_text(canvas, row.y, x, width, ROLE_DIALOG, text);
	if (focused) {
		draw_row_end(canvas);
		draw_cursor(canvas, row.y, x + GAP);
	}
	draw_text(canvas, row.y, x + used + GAP, width - used - GAP, ROLE_DIM, self->meeting);
	free(text);
}

static void draw_head(struct reply_screen *self, struct canvas *canvas, struct rect *rest)
{
	if (self->reply.is_protected) {
		struct rect row = rect_cut_top(rest, 1);
		draw_text(canvas, row.y, row.x, row.width, ROLE_WARNING,
			_("Protected: it becomes a task to do by hand, and must not say who "
			  "they are."));
	} else {
		draw_line(self, canvas, rect_cut_top(rest, 1), REPLY_TO, _("To"));
		draw_line(self, canvas, rect_cut_top(rest, 1), REPLY_SUBJECT, _("Subject"));
		if (self->meeting)
			draw_calendar(self, canvas, rect_cut_top(rest, 1));
	}
	struct rect rule = rect_cut_top(rest, 1);
	draw_hline(canvas, rule.y, rule.x, rule.width, ROLE_FRAME);
}

/* ---- the words ---- */

/* The first mark that ends behind byte `at`. */
static const struct lint *next_lint(const struct reply_screen *self, size_t at)
{
	for (size_t i = 0; i < self->lints.count; i++) {
		if (self->lints.lints[i].end > at)
			return &self->lints.lints[i];
	}
	return NULL;
}

static void draw_row(struct reply_screen *self, struct canvas *canvas, int y, int x, int width,
	const struct lineedit_row *row)
{
	const char *text = lineedit_text(&self->edits[REPLY_TEXT]);
	size_t at = row->start, end = row->start + row->length;
	while (at < end && width > 0) {
		const struct lint *lint = next_lint(self, at);
		bool inside = lint && lint->start <= at;
		size_t stop = inside ? lint->end : lint ? lint->start : end;
		stop = stop < end ? stop : end;
		char *part = xstrndup(text + at, stop - at);
		int used = draw_text(canvas, y, x, width, inside ? ROLE_MATCH : ROLE_DIALOG, part);
		free(part);
		x += used;
		width -= used;
		at = stop;
	}
}

static void draw_text_rows(struct reply_screen *self, struct canvas *canvas, struct rect rect)
{
	const struct lineedit *edit = &self->edits[REPLY_TEXT];
	struct lineedit_row row = {0};
	int at, column, index = 0;
	self->width = rect.width < TEXT_COLUMNS ? rect.width : TEXT_COLUMNS;
	self->height = rect.height;
	lineedit_cursor(edit, self->width, &at, &column);
	if (at < self->top)
		self->top = at;
	if (at >= self->top + rect.height)
		self->top = at - rect.height + 1;
	for (; index < self->top + rect.height && lineedit_next_row(edit, self->width, &row);
		index++) {
		if (index >= self->top)
			draw_row(self, canvas, rect.y + index - self->top, rect.x, self->width,
				&row);
	}
	dialog_more(canvas, rect, self->top, index + !row.last);
	if (self->focus == REPLY_TEXT && !self->asking)
		draw_cursor(canvas, rect.y + at - self->top, rect.x + column);
}

/* ---- what it answers ---- */

static int quote_rows(const struct reply_screen *self)
{
	int rows = 0;
	if (!self->quotes)
		return 0;
	for (const char *at = self->reply.quoted; *at; at += strcspn(at, "\n"), at += *at == '\n')
		rows++;
	return rows;
}

static void draw_quote(struct reply_screen *self, struct canvas *canvas, struct rect rect)
{
	const char *at = self->reply.quoted;
	int rows = 0;
	struct rect rule = rect_cut_top(&rect, 1);
	draw_divider(canvas, rule, _("Quoted below"));
	for (; *at; rows++) {
		size_t length = strcspn(at, "\n");
		char *line = xstrndup(at, length);
		if (rows < rect.height)
			draw_text(canvas, rect.y + rows, rect.x, rect.width, ROLE_DIM, line);
		free(line);
		at += length + (at[length] == '\n');
	}
	dialog_more(canvas, rect, 0, rows);
}

/* ---- what is wrong ---- */

/* Of the mark that the cursor is in, or of the first. */
static const struct lint *told_lint(const struct reply_screen *self)
{
	size_t cursor = self->edits[REPLY_TEXT].cursor;
	for (size_t i = 0; i < self->lints.count; i++) {
		const struct lint *lint = &self->lints.lints[i];
		if (cursor >= lint->start && cursor < lint->end)
			return lint;
	}
	return self->lints.count ? &self->lints.lints[0] : NULL;
}

/* How many there are beside the one that is told. */
static char *told_text(const struct reply_screen *self)
{
	const struct lint *lint = told_lint(self);
	if (self->message)
		return xstrdup(self->message);
	if (!lint)
		return xstrdup("");
	size_t more = self->lints.count - 1;
	char *sentence = reply_told(self, lint);
	if (!more)
		return sentence;
	char *rest = xasprintf(PLURAL_("And %zu more.", "And %zu more.", more), more);
	char *text = xasprintf("%s %s", sentence, rest);
	free(sentence);
	free(rest);
	return text;
}

static enum role told_role(const struct reply_screen *self)
{
	if (self->message)
		return self->message_role;
	return self->lints.blocks ? ROLE_ERROR : ROLE_WARNING;
}

static char *title_of(const struct reply_screen *self)
{
	long long request = (long long)self->reply.request;
	if (self->reply.draft)
		return xasprintf(_("Answer to request no. %lld: waits in the outbox"), request);
	return xasprintf(_("Answer to request no. %lld"), request);
}

void reply_draw(struct reply_screen *self, struct canvas *canvas, struct rect body)
{
	char *title = title_of(self), *told = told_text(self);
	struct rect rest = draw_overlay(canvas, body, title);
	int rows = dialog_rows(told, rest.width);
	if (rows > TOLD_MAX)
		rows = TOLD_MAX;
	draw_head(self, canvas, &rest);
	struct rect foot = rect_cut_bottom(&rest, self->asking ? 1 : rows);
	int quote = quote_rows(self), most = rest.height / 3;
	most = most < QUOTE_MAX ? most : QUOTE_MAX;
	quote = quote < most ? quote : most;
	if (quote > 0 && rest.height - quote - 1 >= TEXT_MIN)
		draw_quote(self, canvas, rect_cut_bottom(&rest, quote + 1));
	if (!rect_is_empty(rest))
		draw_text_rows(self, canvas, rest);
	if (self->asking)
		dialog_ask_discard(canvas, foot);
	else
		dialog_paragraph(canvas, foot, told_role(self), told);
	free(told);
	free(title);
}
