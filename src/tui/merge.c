/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two rows of one person side by side: field by field it is chosen which value stays. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "service/merge.h"
#include "service/twin.h"
#include "tui/dashboard.h"
#include "tui/dialog.h"
#include "tui/dialogs.h"
#include "tui/veil.h"
#include "tui/who.h"

enum { MARK_COLUMNS = 2, LABEL_LEAST = 14, LABEL_MOST = 20, MERGE_COLUMNS = 110, FOOT_ROWS = 4 };

/* One line: what both rows know of a field. */
struct choice_line {
	const struct field *field;
	char *texts[2]; /* for people; owned */
	bool differs;
	bool chosen; /* by hand: it stays when the survivor changes */
	int side;    /* whose value stays: 0 or 1 */
};

struct merge_mode {
	struct mode mode;
	struct participant *rows[2]; /* owned */
	int survivor;                /* 0 or 1 */
	struct choice_line *lines;
	size_t count;
	size_t selected;
	size_t top;
	size_t shown;  /* lines that were seen in the last draw */
	char *follows; /* what follows the row that goes; owned */
};

static struct merge_mode *merge_of(struct mode *mode)
{
	return (struct merge_mode *)mode;
}

/* ---- what is chosen ---- */

static bool is_hidden(const struct participant *row, const struct field *field)
{
	return row->is_protected.value && field->flags & FIELD_IDENTITY;
}

static char *text_of(const struct participant *row, const struct field *field)
{
	if (!field_is_known(field, row))
		return xstrdup("–");
	return is_hidden(row, field) ? xstrdup(_("hidden")) : field_display(field, row);
}

/* What only one knows is taken from it, otherwise from the one that stays. */
static int natural_side(const struct merge_mode *self, const struct field *field)
{
	bool known = field_is_known(field, self->rows[self->survivor]);
	return known || !field_is_known(field, self->rows[!self->survivor]) ? self->survivor
									    : !self->survivor;
}

static void settle(struct merge_mode *self)
{
	for (size_t i = 0; i < self->count; i++) {
		struct choice_line *line = &self->lines[i];
		if (!line->chosen)
			line->side = natural_side(self, line->field);
	}
}

static void add_line(struct merge_mode *self, const struct field *field)
{
	self->lines = xreallocarray(self->lines, self->count + 1, sizeof(*self->lines));
	self->lines[self->count++] = (struct choice_line){
		.field = field,
		.texts = {text_of(self->rows[0], field), text_of(self->rows[1], field)},
		/* The same as what is shown beside it would tell what is hidden. */
		.differs = is_hidden(self->rows[0], field) || is_hidden(self->rows[1], field) ||
			   !field_equals(field, self->rows[0], self->rows[1]),
	};
}

/* The differing ones first: they are what is to be decided. */
static void add_lines(struct merge_mode *self)
{
	for (int differing = 1; differing >= 0; differing--) {
		for (size_t i = 0; i < participant_entity.field_count; i++) {
			const struct field *field = &participant_entity.fields[i];
			if (merge_field_is_open(field) &&
				(field_is_known(field, self->rows[0]) ||
					field_is_known(field, self->rows[1])) &&
				!field_equals(field, self->rows[0], self->rows[1]) ==
					(bool)differing)
				add_line(self, field);
		}
	}
}

static char *list_followers(struct dashboard *dashboard, int64_t loser, struct error *error)
{
	struct merge_follower *followers;
	struct buffer text = {0};
	size_t count;
	if (!service_merge_followers(dashboard->service, loser, &followers, &count, error))
		return NULL;
	for (size_t i = 0; i < count; i++)
		buffer_printf(&text, "%s%s: %zu", i ? ", " : "", _(followers[i].entity->label),
			followers[i].count);
	free(followers);
	if (!text.length)
		return xstrdup(_("Nothing else is known of the one that goes."));
	char *list = buffer_take(&text);
	char *said = xasprintf(_("What follows: %s"), list);
	free(list);
	return said;
}

static bool count_followers(
	struct merge_mode *self, struct dashboard *dashboard, struct error *error)
{
	free(self->follows);
	self->follows = list_followers(dashboard, self->rows[!self->survivor]->record.id, error);
	return self->follows != NULL;
}

/* ---- drawing ---- */

static enum role side_role(const struct choice_line *line, int side)
{
	if (!line->differs)
		return ROLE_DIM;
	return line->side == side ? ROLE_TITLE : ROLE_DIM;
}

static int label_columns(int width)
{
	int columns = width / 4;
	return columns < LABEL_LEAST ? LABEL_LEAST : columns > LABEL_MOST ? LABEL_MOST : columns;
}

static void draw_line(const struct merge_mode *self, struct canvas *canvas, size_t index,
	struct rect row, int columns)
{
	const struct choice_line *line = &self->lines[index];
	bool selected = index == self->selected;
	int labels = label_columns(row.width), x = row.x;
	if (selected)
		draw_row_begin(canvas, row.y, row.x, row.width, ROLE_SELECTED);
	draw_text(canvas, row.y, x, 1, ROLE_ACCENT, line->differs ? "≠" : "");
	x += MARK_COLUMNS;
	draw_text(canvas, row.y, x, labels - 1, line->differs ? ROLE_LABEL : ROLE_DIM,
		_(line->field->label));
	x += labels;
	for (int side = 0; side < 2; side++) {
		bool taken = line->differs && line->side == side;
		const char *sign = canvas->ascii ? "*" : "●";
		draw_text(canvas, row.y, x, 1, ROLE_ACCENT, taken ? sign : "");
		draw_text(canvas, row.y, x + 2, columns - 3, side_role(line, side),
			line->texts[side]);
		x += columns;
	}
	if (selected) {
		draw_row_end(canvas);
		draw_focus(canvas, row.y, row.x);
	}
}

static void draw_heads(
	const struct merge_mode *self, struct canvas *canvas, struct rect row, int columns)
{
	int x = row.x + MARK_COLUMNS + label_columns(row.width);
	for (int side = 0; side < 2; side++) {
		const struct participant *participant = self->rows[side];
		draw_printf(canvas, row.y, x, columns - 1,
			side == self->survivor ? ROLE_TITLE : ROLE_DIM, _("%d  no. %lld, %s"),
			side + 1, (long long)participant->record.id,
			choice_label(&participant_statuses, (int)participant->status.value));
		x += columns;
	}
}

static void draw_foot(const struct merge_mode *self, struct canvas *canvas, struct rect rect)
{
	char *stays = xasprintf(_("No. %lld stays; no. %lld leads to it from now on."),
		(long long)self->rows[self->survivor]->record.id,
		(long long)self->rows[!self->survivor]->record.id);
	rect_cut_top(&rect, 1);
	rect_cut_top(&rect, dialog_paragraph(canvas, rect, ROLE_DIALOG, stays));
	dialog_paragraph(canvas, rect, ROLE_DIM, self->follows);
	free(stays);
}

static void keep_in_view(struct merge_mode *self, size_t rows)
{
	self->shown = rows;
	if (self->selected < self->top)
		self->top = self->selected;
	if (rows && self->selected >= self->top + rows)
		self->top = self->selected + 1 - rows;
}

static void merge_draw(struct mode *mode, struct dashboard *dashboard, struct rect body)
{
	struct merge_mode *self = merge_of(mode);
	struct canvas *canvas = dashboard->canvas;
	int width = body.width - DIALOG_EDGE;
	width = width > MERGE_COLUMNS ? MERGE_COLUMNS : width;
	struct rect place = dialog_place(body, (int)self->count + 1 + FOOT_ROWS, width);
	struct rect rest = draw_overlay(canvas, place, _("The same person?"));
	struct rect foot = rect_cut_bottom(&rest, rest.height > FOOT_ROWS + 3 ? FOOT_ROWS : 0);
	int columns = (rest.width - MARK_COLUMNS - label_columns(rest.width)) / 2;
	draw_heads(self, canvas, rect_cut_top(&rest, 1), columns);
	keep_in_view(self, rest.height > 0 ? (size_t)rest.height : 0);
	for (int y = 0; y < rest.height; y++) {
		size_t index = self->top + (size_t)y;
		struct rect row = {rest.y + y, rest.x, 1, rest.width};
		if (index < self->count)
			draw_line(self, canvas, index, row, columns);
	}
	dialog_more(canvas, rest, (int)self->top, (int)self->count);
	if (!rect_is_empty(foot))
		draw_foot(self, canvas, foot);
}

/* ---- keys ---- */

static unsigned merge_leave(struct mode *mode)
{
	mode->closing = true;
	return EFFECT_CLOSE | EFFECT_DRAW;
}

static unsigned move(struct merge_mode *self, long rows)
{
	long place = (long)self->selected + rows;
	long last = (long)self->count - 1;
	place = place > last ? last : place;
	self->selected = (size_t)(place < 0 ? 0 : place);
	return EFFECT_DRAW;
}

static unsigned choose(struct merge_mode *self, int side)
{
	if (!self->count)
		return EFFECT_NONE;
	struct choice_line *line = &self->lines[self->selected];
	line->side = side;
	line->chosen = true;
	return EFFECT_DRAW;
}

static unsigned turn(struct merge_mode *self, struct dashboard *dashboard)
{
	struct error error = {0};
	self->survivor = !self->survivor;
	settle(self);
	if (!count_followers(self, dashboard, &error))
		return dashboard_complain(dashboard, &error);
	return EFFECT_DRAW;
}

static unsigned merge(struct merge_mode *self, struct dashboard *dashboard)
{
	const struct field **fields = xcalloc(self->count + 1, sizeof(*fields));
	struct merge_order order = {.survivor = self->rows[self->survivor]->record.id,
		.loser = self->rows[!self->survivor]->record.id,
		.from_loser = fields};
	struct error error = {0};
	for (size_t i = 0; i < self->count; i++) {
		if (self->lines[i].differs && self->lines[i].side != self->survivor)
			fields[order.from_loser_count++] = self->lines[i].field;
	}
	bool ok = service_merge(dashboard->service, &order, &error);
	free(fields);
	if (!ok)
		return dashboard_complain(dashboard, &error);
	list_clear_marks(&dashboard->panes[LAYOUT_PARTICIPANTS]->list);
	unsigned effects = dashboard_go_to(dashboard, &participant_entity, order.survivor);
	dashboard_say(dashboard, ROLE_GOOD,
		xasprintf(_("No. %lld is merged into no. %lld. u undoes."), (long long)order.loser,
			(long long)order.survivor));
	return effects | merge_leave(&self->mode) | EFFECT_RELOAD;
}

static unsigned tell_apart(struct merge_mode *self, struct dashboard *dashboard)
{
	struct error error = {0};
	if (!service_tell_apart(
		    dashboard->service, self->rows[0]->record.id, self->rows[1]->record.id, &error))
		return dashboard_complain(dashboard, &error);
	dashboard_say(dashboard, ROLE_GOOD,
		xstrdup(_("Two people: they will not be asked about again. u undoes.")));
	return merge_leave(&self->mode) | EFFECT_RELOAD;
}

static unsigned letter(struct merge_mode *self, struct dashboard *dashboard, uint32_t code)
{
	switch (code) {
	case 'j':
		return move(self, 1);
	case 'k':
		return move(self, -1);
	case '1':
		return choose(self, 0);
	case '2':
		return choose(self, 1);
	case 'n':
		return tell_apart(self, dashboard);
	case 'q':
		return merge_leave(&self->mode);
	default:
		return EFFECT_IGNORED;
	}
}

static unsigned merge_key(struct mode *mode, struct dashboard *dashboard, struct key key)
{
	struct merge_mode *self = merge_of(mode);
	key = key_normalize(key);
	if (key.modifiers)
		return EFFECT_IGNORED;
	switch (key.code) {
	case KEYCODE_ESCAPE:
		return merge_leave(mode);
	case KEYCODE_ENTER:
		return merge(self, dashboard);
	case KEYCODE_TAB:
	case KEYCODE_BACKTAB:
		return turn(self, dashboard);
	case KEYCODE_UP:
		return move(self, -1);
	case KEYCODE_DOWN:
		return move(self, 1);
	case KEYCODE_PAGE_UP:
		return move(self, -(long)self->shown);
	case KEYCODE_PAGE_DOWN:
		return move(self, (long)self->shown);
	case KEYCODE_HOME:
		return move(self, -(long)self->count);
	case KEYCODE_END:
		return move(self, (long)self->count);
	case KEYCODE_LEFT:
		return choose(self, 0);
	case KEYCODE_RIGHT:
		return choose(self, 1);
	default:
		return letter(self, dashboard, key.code);
	}
}

static const struct hint *merge_hints(const struct mode *mode)
{
	static const struct hint hints[] = {
		{"Enter", N_("merge")},
		{"1 2", N_("whose value stays")},
		{"Tab", N_("the other row stays")},
		{"n", N_("two people")},
		{"Esc", N_("back")},
		{NULL, NULL},
	};
	(void)mode;
	return hints;
}

static void drop_lines(struct merge_mode *self)
{
	for (size_t i = 0; i < self->count; i++) {
		free(self->lines[i].texts[0]);
		free(self->lines[i].texts[1]);
	}
	free(self->lines);
	self->lines = NULL;
	self->count = 0;
}

static void merge_destroy(struct mode *mode)
{
	struct merge_mode *self = merge_of(mode);
	drop_lines(self);
	free(self->follows);
	record_destroy(&participant_entity, self->rows[0]);
	record_destroy(&participant_entity, self->rows[1]);
	free(self);
}

static bool read_rows(struct merge_mode *self, struct dashboard *dashboard, struct error *error)
{
	bool ok = true;
	for (int side = 0; ok && side < 2; side++) {
		int64_t id = self->rows[side]->record.id;
		record_finish(&participant_entity, self->rows[side]);
		*self->rows[side] = (struct participant){.record.id = id};
		ok = veil_get(dashboard, &participant_entity, id, self->rows[side], error);
	}
	return ok;
}

/* What was chosen by hand stays chosen. */
static void keep_choices(
	struct merge_mode *self, const struct choice_line *former, size_t former_count)
{
	for (size_t i = 0; i < self->count; i++) {
		for (size_t j = 0; j < former_count; j++) {
			if (former[j].field != self->lines[i].field || !former[j].chosen)
				continue;
			self->lines[i].chosen = true;
			self->lines[i].side = former[j].side;
		}
	}
}

/* Someone else has changed one of them: what is merged is what is seen. */
static void merge_reload(struct mode *mode, struct dashboard *dashboard)
{
	struct merge_mode *self = merge_of(mode);
	struct merge_mode former = {.lines = self->lines, .count = self->count};
	struct error error = {0};
	if (veil_refuses(dashboard, &participant_entity))
		return; /* covered, and read again when it is not */
	self->lines = NULL;
	self->count = 0;
	if (read_rows(self, dashboard, &error) && count_followers(self, dashboard, &error) &&
		self->rows[0]->status.value != PARTICIPANT_MERGED &&
		self->rows[1]->status.value != PARTICIPANT_MERGED) {
		add_lines(self);
		keep_choices(self, former.lines, former.count);
		settle(self);
		move(self, 0);
	} else {
		mode->closing = true;
	}
	error_finish(&error);
	drop_lines(&former);
}

static const struct mode_ops merge_ops = {
	.draw = merge_draw,
	.key = merge_key,
	.reload = merge_reload,
	.hints = merge_hints,
	.destroy = merge_destroy,
};

/* Who is further on stays, otherwise who signed up first. */
static int natural_survivor(const struct merge_mode *self)
{
	int ranks[2];
	for (int side = 0; side < 2; side++) {
		int64_t status = self->rows[side]->status.value;
		ranks[side] = status <= PARTICIPANT_ADMITTED ? (int)status + 1 : 0;
	}
	return ranks[1] > ranks[0];
}

unsigned merge_open(struct dashboard *dashboard, int64_t first, int64_t second)
{
	const char *refusal = veil_refuses(dashboard, &participant_entity);
	if (refusal) {
		dashboard_say(dashboard, ROLE_WARNING, xstrdup(refusal));
		return EFFECT_DRAW;
	}
	struct merge_mode *self = xcalloc(1, sizeof(*self));
	struct error error = {0};
	self->mode.ops = &merge_ops;
	self->rows[0] = record_create(&participant_entity);
	self->rows[1] = record_create(&participant_entity);
	self->rows[0]->record.id = first < second ? first : second;
	self->rows[1]->record.id = first < second ? second : first;
	bool ok = read_rows(self, dashboard, &error);
	if (ok) {
		self->survivor = natural_survivor(self);
		add_lines(self);
		settle(self);
		ok = count_followers(self, dashboard, &error);
	}
	if (!ok) {
		merge_destroy(&self->mode);
		return dashboard_complain(dashboard, &error);
	}
	mode_push(dashboard, &self->mode);
	return EFFECT_DRAW;
}
