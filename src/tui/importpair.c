/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two who may be one, side by side: a person says which. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "tui/dialog.h"
#include "tui/importmode.h"

enum {
	LABEL_COLUMNS = 20,
	LEAST_COLUMNS = 8, /* of a side */
};

struct pair_mode {
	struct mode mode;
	struct wizard *wizard; /* below it on the stack */
	size_t row;            /* of the plan */
	int top;               /* first line shown */
	int height;
};

static struct pair_mode *pair_of(struct mode *mode)
{
	return (struct pair_mode *)mode;
}

static bool is_pair(const struct import_plan *plan, size_t row)
{
	return plan->rows[row].fate == IMPORT_PROBABLE;
}

/* The next pair in a direction, the undecided ones only when `open`; the same row when there is
 * none. */
static size_t find_pair(const struct import_plan *plan, size_t row, int direction, bool open)
{
	for (size_t at = row + (size_t)direction; at < plan->file.row_count;
		at += (size_t)direction) {
		if (is_pair(plan, at) && !(open && plan->rows[at].chosen))
			return at;
	}
	return row;
}

/* ---- drawing ---- */

struct side {
	const struct participant *person;
	bool hidden;
};

static char *value_of(const struct side *side, const struct field *field)
{
	if (!field_is_known(field, side->person))
		return xstrdup("–");
	if (side->hidden && field->flags & FIELD_IDENTITY)
		return xstrdup(_("hidden"));
	return field_display(field, side->person);
}

static bool is_told(const struct field *field, const struct side sides[2])
{
	bool known = field_is_known(field, sides[0].person) ||
		     field_is_known(field, sides[1].person);
	bool idle = field->type == FIELD_FLAG && !field_number_of(field, sides[0].person).value &&
		    !field_number_of(field, sides[1].person).value;
	return field->label && known && !idle && field->type != FIELD_REFERENCE &&
	       !(field->flags & FIELD_SYSTEM) && strcmp(field->name, "channel") != 0;
}

struct columns {
	int labels, side;
};

static struct columns divide(int width)
{
	struct columns columns = {.labels = LABEL_COLUMNS};
	if (columns.labels > width / 3)
		columns.labels = width / 3;
	columns.side = (width - columns.labels - 4) / 2;
	if (columns.side < LEAST_COLUMNS)
		columns.side = LEAST_COLUMNS;
	return columns;
}

static void draw_line(struct canvas *canvas, struct rect row, const char *label, const char *left,
	const char *right, bool differs, enum role role)
{
	struct columns columns = divide(row.width);
	int x = row.x;
	draw_text(canvas, row.y, x, columns.labels, ROLE_LABEL, label);
	x += columns.labels + 1;
	/* Told by a sign too, where there is no colour. */
	if (differs)
		draw_text(canvas, row.y, x, 1, ROLE_WARNING, canvas->ascii ? "#" : "≠");
	x += 2;
	draw_text(canvas, row.y, x, columns.side, differs ? ROLE_WARNING : role, left);
	draw_text(canvas, row.y, x + columns.side + 1, columns.side, differs ? ROLE_WARNING : role,
		right);
}

static void draw_field(struct canvas *canvas, struct rect row, const struct field *field,
	const struct side sides[2], bool differs)
{
	char *left = value_of(&sides[0], field), *right = value_of(&sides[1], field);
	draw_line(canvas, row, _(field->label), left, right, differs, ROLE_DIALOG);
	free(left);
	free(right);
}

/* What differs comes first: it is what the answer hangs on. */
static void draw_fields(
	struct pair_mode *self, struct canvas *canvas, struct rect rect, const struct side sides[2])
{
	size_t count = participant_entity.field_count;
	int line = 0;
	self->height = rect.height;
	for (size_t i = 0; i < 2 * count; i++) {
		const struct field *field = &participant_entity.fields[i % count];
		bool hidden = (sides[0].hidden || sides[1].hidden) && field->flags & FIELD_IDENTITY;
		/* The same as what is shown beside it would tell what is hidden. */
		bool differs = hidden || !field_equals(field, sides[0].person, sides[1].person);
		if (!is_told(field, sides) || differs != (i < count))
			continue;
		int y = line++ - self->top;
		if (y >= 0 && y < rect.height)
			draw_field(canvas, (struct rect){rect.y + y, rect.x, 1, rect.width - 1},
				field, sides, differs);
	}
	if (self->top > line - rect.height)
		self->top = line > rect.height ? line - rect.height : 0;
	dialog_more(canvas, rect, self->top, line);
}

static char *there_text(const struct import_plan *plan, const struct import_row *row)
{
	if (row->twin_row)
		return xasprintf(_("In the file, line %zu"), plan->rows[row->twin_row - 1].line);
	return xasprintf(_("There, no. %lld"), (long long)row->twin->record.id);
}

static char *pair_title(const struct pair_mode *self)
{
	const struct import_plan *plan = self->wizard->plan;
	size_t number = 0, count = 0;
	for (size_t i = 0; i < plan->file.row_count; i++) {
		count += is_pair(plan, i);
		number = i == self->row ? count : number;
	}
	return xasprintf(_("Probable duplicate %zu of %zu"), number, count);
}

static const char *choice_text(const struct import_row *row)
{
	if (!row->chosen)
		return _("The same person, or two? Not decided: it is added, to be reviewed.");
	switch (row->choice) {
	case IMPORT_MERGE:
		return _("Decided: the same person. What is missing there is filled in.");
	case IMPORT_KEEP:
		return _("Decided: two people. Both are kept.");
	default:
		return _("Decided: added, to be reviewed.");
	}
}

static void pair_draw(struct mode *mode, struct dashboard *dashboard, struct rect body)
{
	struct pair_mode *self = pair_of(mode);
	struct canvas *canvas = dashboard->canvas;
	const struct import_plan *plan = self->wizard->plan;
	const struct import_row *row = &plan->rows[self->row];
	char *title = pair_title(self);
	struct rect rest = draw_overlay(canvas, body, title);
	free(title);
	if (!row->person || !is_pair(plan, self->row) || rest.height < 4)
		return;
	const struct side sides[2] = {{.person = import_row_twin(plan, row)},
		{.person = row->person, .hidden = import_row_is_hidden(plan, row)}};
	struct side shown[2] = {sides[0], sides[1]};
	shown[0].hidden = sides[0].person->is_protected.value;
	char *there = there_text(plan, row),
	     *here = xasprintf(_("In the file, line %zu"), row->line);
	struct rect line = rect_cut_top(&rest, 1);
	draw_text(canvas, line.y, line.x, line.width, ROLE_DIALOG, _(row->reason));
	draw_focus(canvas, line.y, line.x);
	rect_cut_top(&rest, 1);
	line = rect_cut_top(&rest, 1);
	draw_line(canvas, (struct rect){line.y, line.x, 1, line.width - 1}, "", there, here, false,
		ROLE_TITLE);
	struct rect choice = rect_cut_bottom(&rest, 1);
	draw_text(canvas, choice.y, choice.x, choice.width, row->chosen ? ROLE_GOOD : ROLE_ACCENT,
		choice_text(row));
	if (rest.height > 1)
		rect_cut_bottom(&rest, 1);
	draw_fields(self, canvas, rest, shown);
	free(there);
	free(here);
}

/* ---- keys ---- */

static unsigned leave(struct pair_mode *self)
{
	self->mode.closing = true;
	wizard_retell(self->wizard);
	return EFFECT_CLOSE | EFFECT_DRAW;
}

/* Decides and goes on to the next that nobody has decided; back when all are. */
static unsigned decide(struct pair_mode *self, enum import_choice choice)
{
	struct import_plan *plan = self->wizard->plan;
	import_choose(plan, self->row, choice);
	size_t next = find_pair(plan, self->row, 1, true);
	if (next == self->row) /* perhaps one before it was passed by */
		next = find_pair(plan, (size_t)-1, 1, true);
	if (next >= plan->file.row_count || plan->rows[next].chosen)
		return leave(self);
	self->row = next;
	self->top = 0;
	return EFFECT_DRAW;
}

static unsigned scroll(struct pair_mode *self, int rows)
{
	self->top += rows;
	if (self->top < 0)
		self->top = 0;
	return EFFECT_DRAW;
}

static unsigned pair_key(struct mode *mode, struct dashboard *dashboard, struct key key)
{
	struct pair_mode *self = pair_of(mode);
	const struct import_plan *plan = self->wizard->plan;
	(void)dashboard;
	key = key_normalize(key);
	if (dialog_means_yes(key))
		return decide(self, IMPORT_MERGE);
	if (dialog_means_no(key))
		return decide(self, IMPORT_KEEP);
	if (!key.modifiers && key.code == 's')
		return decide(self, IMPORT_TO_REVIEW);
	switch (key.modifiers ? KEYCODE_NONE : key.code) {
	case KEYCODE_ESCAPE:
	case 'q':
		return leave(self);
	case KEYCODE_LEFT:
	case KEYCODE_RIGHT:
		self->row = find_pair(plan, self->row, key.code == KEYCODE_LEFT ? -1 : 1, false);
		self->top = 0;
		return EFFECT_DRAW;
	case KEYCODE_UP:
	case KEYCODE_DOWN:
		return scroll(self, key.code == KEYCODE_UP ? -1 : 1);
	case KEYCODE_PAGE_UP:
	case KEYCODE_PAGE_DOWN:
		return scroll(self, key.code == KEYCODE_PAGE_UP ? -self->height : self->height);
	default:
		return EFFECT_IGNORED;
	}
}

/* The plan below has been made again: the pair may be none any more. */
static void pair_reload(struct mode *mode, struct dashboard *dashboard)
{
	struct pair_mode *self = pair_of(mode);
	(void)dashboard;
	if (!is_pair(self->wizard->plan, self->row))
		mode->closing = true;
}

static const struct hint *pair_hints(const struct mode *mode)
{
	static const struct hint hints[] = {{"y", N_("the same person")}, {"n", N_("two people")},
		{"s", N_("let it be reviewed")}, {"←→", N_("other pairs")}, {"Esc", N_("back")},
		{NULL, NULL}};
	(void)mode;
	return hints;
}

static void pair_destroy(struct mode *mode)
{
	free(mode);
}

static const struct mode_ops pair_ops = {
	.draw = pair_draw,
	.key = pair_key,
	.reload = pair_reload,
	.hints = pair_hints,
	.destroy = pair_destroy,
};

unsigned wizard_walk_pairs(struct wizard *wizard, struct dashboard *dashboard)
{
	const struct import_plan *plan = wizard->plan;
	size_t row = find_pair(plan, (size_t)-1, 1, true);
	if (row == (size_t)-1)
		row = find_pair(plan, (size_t)-1, 1, false);
	if (row == (size_t)-1) {
		dashboard_say(dashboard, ROLE_DIM,
			xstrdup(_("There is no pair to decide about in this file.")));
		return EFFECT_DRAW;
	}
	struct pair_mode *self = xcalloc(1, sizeof(*self));
	self->mode.ops = &pair_ops;
	self->wizard = wizard;
	self->row = row;
	mode_push(dashboard, &self->mode);
	return EFFECT_DRAW;
}
