/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list to choose from: the palette, the help and every menu. */
#include <ctype.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/collate.h"
#include "base/i18n.h"
#include "base/text.h"
#include "tui/dashboard.h"
#include "tui/dialog.h"
#include "tui/dialogs.h"

enum {
	PICKER_COLUMNS = 84, /* of text, at most */
	PICKER_MIN_COLUMNS = 24,
	MARGIN = 2,     /* before an item: its bar */
	NOTE_GAP = 2,   /* between text and note */
	FILTER_MAX = 80 /* letters */
};

/* An item as it is searched, and where it stands now. */
struct entry {
	char *text, *also; /* folded, owned; also may be NULL */
	int score;
};

struct picker_mode {
	struct mode mode;
	struct picker picker; /* items and context are its own */
	char *title, *prompt, *intro;
	struct lineedit filter;
	struct picker_item offered; /* stands for the index after the last; text NULL: nothing */
	struct entry *entries;      /* as many as there are items */
	size_t *hits;               /* indexes of the items shown, best first */
	size_t hit_count;
	size_t at;  /* index in hits of the selected one */
	size_t top; /* index in hits of the first row */
	int height; /* rows of the list, after the last draw */
};

static struct picker_mode *picker_of(struct mode *mode)
{
	return (struct picker_mode *)mode;
}

struct picker_item *picker_item_add(struct picker_item **items, size_t *count)
{
	*items = xreallocarray(*items, *count + 1, sizeof(**items));
	struct picker_item *item = &(*items)[(*count)++];
	*item = (struct picker_item){0};
	return item;
}

/* ---- filtering ---- */

static int entry_score(const struct entry *entry, const char *pattern)
{
	int own = fuzzy_score(pattern, entry->text);
	int other = entry->also ? fuzzy_score(pattern, entry->also) : 0;
	return own >= other ? own : other;
}

/* By insertion: the list is short, and equal scores must keep their order. */
static void insert_hit(struct picker_mode *self, size_t item)
{
	size_t place = self->hit_count++;
	int score = self->entries[item].score;
	for (; place > 0 && self->entries[self->hits[place - 1]].score < score; place--)
		self->hits[place] = self->hits[place - 1];
	self->hits[place] = item;
}

/* What the typed text means by itself comes first: nothing else is meant that well. */
static void find_offer(struct picker_mode *self)
{
	const char *typed = lineedit_text(&self->filter);
	free(self->offered.text);
	self->offered.text = NULL;
	if (self->picker.offer && !text_is_blank(typed))
		self->offered.text = self->picker.offer(typed, self->picker.context);
	if (!self->offered.text)
		return;
	self->hits[0] = self->picker.count;
	self->entries[self->picker.count].score = INT_MAX;
	self->hit_count = 1;
}

static void find_hits(struct picker_mode *self)
{
	char *pattern = collate_fold(lineedit_text(&self->filter));
	bool all = text_is_blank(pattern);
	int best = 1;
	self->hit_count = 0;
	find_offer(self);
	for (size_t i = 0; i < self->picker.count; i++) {
		int score = all ? 1 : entry_score(&self->entries[i], pattern);
		self->entries[i].score = score;
		best = score > best ? score : best;
	}
	/* Letters strewn over a long text are no find where another has them as a word. */
	for (size_t i = 0; i < self->picker.count; i++) {
		if (self->entries[i].score * 2 >= best)
			insert_hit(self, i);
	}
	free(pattern);
	self->at = 0;
	self->top = 0;
}

static const struct picker_item *item_at(const struct picker_mode *self, size_t hit)
{
	return self->hits[hit] == self->picker.count ? &self->offered
						     : &self->picker.items[self->hits[hit]];
}

/* ---- drawing ---- */

static const char *item_note(const struct picker_item *item)
{
	const char *note = item->why_not ? item->why_not : item->note;
	return note ? note : "";
}

/* Wide enough for every item, so that it does not change while one types. */
static int wanted_columns(const struct picker_mode *self)
{
	int widest = self->title ? text_width(self->title) + 4 : 0;
	for (size_t i = 0; i < self->picker.count; i++) {
		const struct picker_item *item = &self->picker.items[i];
		int note = text_width(item_note(item));
		int own = MARGIN + text_width(item->text) + (note ? NOTE_GAP + note : 0) + 1;
		widest = own > widest ? own : widest;
	}
	if (widest < PICKER_MIN_COLUMNS || self->intro)
		widest = self->intro ? PICKER_COLUMNS : PICKER_MIN_COLUMNS;
	return widest > PICKER_COLUMNS ? PICKER_COLUMNS : widest;
}

static void keep_in_view(struct picker_mode *self)
{
	size_t height = self->height > 0 ? (size_t)self->height : 1;
	if (self->at < self->top)
		self->top = self->at;
	if (self->at >= self->top + height)
		self->top = self->at - height + 1;
	if (self->top + height > self->hit_count)
		self->top = self->hit_count > height ? self->hit_count - height : 0;
}

static void draw_item(struct canvas *canvas, struct rect row, const struct picker_item *item)
{
	int note = text_width(item_note(item));
	int columns = row.width - MARGIN;
	int text = text_width(item->text);
	enum role role = item->why_not ? ROLE_DIM : ROLE_DIALOG;
	/* What it is comes first; the note has what is left, and gives way when that is little. */
	if (text > columns)
		text = columns;
	int left = columns - text - NOTE_GAP;
	draw_text(canvas, row.y, row.x + MARGIN, text, role, item->text);
	if (note && left >= (note < 6 ? note : 6))
		draw_text_right(canvas, row.y, row.x + MARGIN + text + NOTE_GAP, left, ROLE_DIM,
			item_note(item));
}

static void draw_row(struct picker_mode *self, struct canvas *canvas, struct rect row, size_t hit)
{
	bool selected = hit == self->at;
	if (selected) {
		draw_row_begin(canvas, row.y, row.x, row.width, ROLE_SELECTED);
		draw_text(canvas, row.y, row.x, 1, ROLE_ACCENT, canvas->ascii ? ">" : "▌");
	}
	draw_item(canvas, row, item_at(self, hit));
	if (!selected)
		return;
	draw_row_end(canvas);
	if (!self->prompt)
		draw_cursor(canvas, row.y, row.x);
}

static void draw_prompt(struct picker_mode *self, struct canvas *canvas, struct rect row)
{
	int label = text_width(self->prompt);
	if (label > row.width / 2)
		label = row.width / 2;
	draw_text(canvas, row.y, row.x, label, ROLE_LABEL, self->prompt);
	dialog_input(canvas, row.y, row.x + label + 1, row.width - label - 1, &self->filter, true);
}

static void draw_list(struct picker_mode *self, struct canvas *canvas, struct rect rect)
{
	struct rect rows = rect;
	self->height = rect.height;
	keep_in_view(self);
	if (!self->hit_count)
		draw_text(canvas, rect.y, rect.x + MARGIN, rect.width - MARGIN, ROLE_DIM,
			self->picker.count ? _("Nothing matches.") : _("There is nothing here."));
	int marks = self->picker.count > (size_t)rect.height ? 2 : 1; /* of more, and a gap */
	if (rows.width > marks)
		rows.width -= marks;
	for (int y = 0; y < rect.height; y++) {
		size_t hit = self->top + (size_t)y;
		if (hit < self->hit_count)
			draw_row(self, canvas, (struct rect){rows.y + y, rows.x, 1, rows.width},
				hit);
	}
	dialog_more(canvas, rect, (int)self->top, (int)self->hit_count);
}

static void picker_draw(struct mode *mode, struct dashboard *dashboard, struct rect body)
{
	struct picker_mode *self = picker_of(mode);
	int rows = (int)(self->picker.count ? self->picker.count : 1) + (self->prompt ? 2 : 0);
	int columns = wanted_columns(self);
	if (columns > body.width - DIALOG_EDGE)
		columns = body.width - DIALOG_EDGE;
	int intro = self->intro ? dialog_rows(self->intro, columns) + 1 : 0;
	struct rect place = dialog_place(body, rows + intro, columns);
	struct rect rest = draw_overlay(dashboard->canvas, place, self->title);
	if (intro && rest.height > rows)
		dialog_paragraph(dashboard->canvas, rect_cut_top(&rest, rest.height - rows),
			ROLE_DIALOG, self->intro);
	if (self->prompt && rest.height > 1) {
		struct rect row = rect_cut_top(&rest, 1);
		draw_prompt(self, dashboard->canvas, row);
		if (rest.height > 4)
			rect_cut_top(&rest, 1);
	}
	if (!rect_is_empty(rest))
		draw_list(self, dashboard->canvas, rest);
}

/* ---- keys ---- */

static unsigned leave(struct picker_mode *self, struct dashboard *dashboard)
{
	unsigned effects = EFFECT_CLOSE | EFFECT_DRAW;
	self->mode.closing = true;
	return self->picker.left ? self->picker.left(dashboard, self->picker.context) | effects
				 : effects;
}

static unsigned choose(struct picker_mode *self, struct dashboard *dashboard)
{
	if (self->at >= self->hit_count)
		return EFFECT_NONE;
	const struct picker_item *item = item_at(self, self->at);
	if (item->why_not) {
		dashboard_say(dashboard, ROLE_WARNING, xstrdup(item->why_not));
		return EFFECT_DRAW;
	}
	self->mode.closing = true;
	if (item == &self->offered)
		return self->picker.taken(
			       dashboard, lineedit_text(&self->filter), self->picker.context) |
		       EFFECT_CLOSE | EFFECT_DRAW;
	return self->picker.chosen(dashboard, item->value, self->picker.context) | EFFECT_CLOSE |
	       EFFECT_DRAW;
}

static unsigned move(struct picker_mode *self, long rows)
{
	long at = (long)self->at + rows, last = (long)self->hit_count - 1;
	if (at > last)
		at = last;
	self->at = at > 0 ? (size_t)at : 0;
	return EFFECT_DRAW;
}

/* Folded, as what is searched is. */
static bool begins_with(const char *text, const char *letter)
{
	char *folded = collate_fold(text ? text : "");
	bool begins = !strncmp(folded, letter, strlen(letter));
	free(folded);
	return begins;
}

/* The next item that can be chosen whose text or note begins with the letter. */
static unsigned jump(struct picker_mode *self, uint32_t code)
{
	char typed[5] = {0};
	typed[text_encode(typed, code)] = '\0';
	char *letter = collate_fold(typed);
	unsigned effects = EFFECT_IGNORED;
	for (size_t i = 1; i <= self->hit_count && effects == EFFECT_IGNORED && *letter; i++) {
		size_t at = (self->at + i) % self->hit_count;
		const struct picker_item *item = item_at(self, at);
		if (item->why_not ||
			!(begins_with(item->text, letter) || begins_with(item->note, letter)))
			continue;
		self->at = at;
		effects = EFFECT_DRAW;
	}
	free(letter);
	return effects;
}

static unsigned letter_key(struct picker_mode *self, struct dashboard *dashboard, uint32_t code)
{
	for (size_t i = 0; i < self->hit_count; i++) {
		char letter = item_at(self, i)->letter;
		if (letter && (uint32_t)(unsigned char)letter == code) {
			self->at = i;
			return choose(self, dashboard);
		}
	}
	if (code == 'j' || code == 'k')
		return move(self, code == 'j' ? 1 : -1);
	if (code == 'g' || code == 'G')
		return move(self, code == 'G' ? (long)self->hit_count : -(long)self->hit_count);
	return code == 'q' ? leave(self, dashboard) : jump(self, code);
}

static bool move_key(struct picker_mode *self, struct key key)
{
	long all = (long)self->hit_count, page = self->height > 1 ? self->height - 1 : 1;
	bool control = key.modifiers == KEYMOD_CTRL;
	if (key.modifiers && !control)
		return false;
	if (control && key.code != 'n' && key.code != 'p')
		return false;
	if (key.code == KEYCODE_UP || (control && key.code == 'p'))
		move(self, -1);
	else if (key.code == KEYCODE_DOWN || (control && key.code == 'n'))
		move(self, 1);
	else if (key.code == KEYCODE_PAGE_UP || key.code == KEYCODE_PAGE_DOWN)
		move(self, key.code == KEYCODE_PAGE_UP ? -page : page);
	else if (key.code == KEYCODE_HOME || key.code == KEYCODE_END)
		move(self, key.code == KEYCODE_HOME ? -all : all);
	else
		return false;
	return true;
}

static unsigned filter_key(struct picker_mode *self, struct key key)
{
	switch (lineedit_key(&self->filter, key, FILTER_MAX)) {
	case LINEEDIT_CHANGED:
		find_hits(self);
		return EFFECT_DRAW;
	case LINEEDIT_MOVED:
		return EFFECT_DRAW;
	default:
		return EFFECT_IGNORED;
	}
}

/* Where typing searches, a sign that begins no word may stand for an item: "@@" is me. */
static bool is_sign_of_item(struct picker_mode *self, struct key key)
{
	bool searched = !self->prompt || !text_is_blank(lineedit_text(&self->filter));
	if (searched || key.modifiers || key.code > 0x7e || isalnum((int)key.code))
		return false;
	for (size_t i = 0; i < self->hit_count; i++) {
		char letter = item_at(self, i)->letter;
		if (letter && (uint32_t)(unsigned char)letter == key.code) {
			self->at = i;
			return true;
		}
	}
	return false;
}

static unsigned picker_key(struct mode *mode, struct dashboard *dashboard, struct key key)
{
	struct picker_mode *self = picker_of(mode);
	key = key_normalize(key);
	if (key.code == KEYCODE_ESCAPE)
		return leave(self, dashboard);
	if (key.code == KEYCODE_ENTER)
		return choose(self, dashboard);
	if (move_key(self, key))
		return EFFECT_DRAW;
	if (is_sign_of_item(self, key))
		return choose(self, dashboard);
	if (self->prompt)
		return filter_key(self, key);
	return key.modifiers ? EFFECT_IGNORED : letter_key(self, dashboard, key.code);
}

static unsigned picker_paste(
	struct mode *mode, struct dashboard *dashboard, const char *text, size_t length)
{
	struct picker_mode *self = picker_of(mode);
	(void)dashboard;
	if (self->prompt && lineedit_insert(&self->filter, text, length))
		find_hits(self);
	return EFFECT_DRAW;
}

/* ---- the mode ---- */

static const struct hint *picker_hints(const struct mode *mode)
{
	static const struct hint filtering[] = {{"Enter", N_("choose")}, {"↑↓", N_("move")},
		{"a-ö", N_("type to search")}, {"Esc", N_("back")}, {NULL, NULL}};
	static const struct hint plain[] = {
		{"Enter", N_("choose")}, {"↑↓", N_("move")}, {"Esc", N_("back")}, {NULL, NULL}};
	return ((const struct picker_mode *)mode)->prompt ? filtering : plain;
}

static void picker_destroy(struct mode *mode)
{
	struct picker_mode *self = picker_of(mode);
	if (self->picker.free_context)
		self->picker.free_context(self->picker.context);
	for (size_t i = 0; i < self->picker.count; i++) {
		free(self->picker.items[i].text);
		free(self->picker.items[i].also);
		free(self->picker.items[i].note);
		free(self->picker.items[i].why_not);
		free(self->entries[i].text);
		free(self->entries[i].also);
	}
	free(self->offered.text);
	free(self->picker.items);
	free(self->entries);
	free(self->hits);
	free(self->title);
	free(self->prompt);
	free(self->intro);
	lineedit_finish(&self->filter);
	free(self);
}

static const struct mode_ops picker_ops = {
	.draw = picker_draw,
	.key = picker_key,
	.paste = picker_paste,
	.hints = picker_hints,
	.destroy = picker_destroy,
};

void picker_open(struct dashboard *dashboard, const struct picker *picker)
{
	struct picker_mode *self = xcalloc(1, sizeof(*self));
	self->mode.ops = &picker_ops;
	self->picker = *picker;
	self->title = xstrdup(picker->title);
	self->prompt = xstrdup(picker->prompt);
	self->intro = xstrdup(picker->intro);
	self->entries = xcalloc(picker->count + 1, sizeof(*self->entries));
	self->hits = xcalloc(picker->count + 1, sizeof(*self->hits));
	for (size_t i = 0; i < picker->count; i++) {
		const struct picker_item *item = &picker->items[i];
		self->entries[i].text = collate_fold(item->text);
		self->entries[i].also = item->also ? collate_fold(item->also) : NULL;
	}
	lineedit_init(&self->filter, NULL, FILTER_MAX, false);
	find_hits(self);
	if (picker->selected < self->hit_count)
		self->at = picker->selected;
	mode_push(dashboard, &self->mode);
}
