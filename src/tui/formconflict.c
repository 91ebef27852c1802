/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/formconflict.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "tui/dialog.h"

enum {
	CONFLICT_COLUMNS = 76, /* of text, at most */
	CONFLICT_LABEL = 9,
	CONFLICT_ROWS = 4, /* of one of the three texts, at most */
	CONFLICT_TEXTS = 3,
};

size_t form_first_contested(const struct form *form)
{
	size_t index = 0;
	while (index < form->count && (!form->fields[index].base || !form_shows(form, index)))
		index++;
	return index;
}

size_t form_contested(const struct form *form)
{
	size_t count = 0;
	for (size_t i = 0; i < form->count; i++)
		count += form->fields[i].base && form_shows(form, i);
	return count;
}

static int choice_of(const struct field *field, const char *value)
{
	if (!*value)
		return -1;
	return field->type == FIELD_FLAG ? !strcmp(value, "true")
					 : choices_find(field->choices, value);
}

void form_settle(struct form *form, size_t index, bool theirs)
{
	struct form_field *own = &form->fields[index];
	size_t focus = form->focus;
	free(own->base);
	own->base = NULL;
	if (!theirs)
		return;
	if (form_is_selector(own))
		own->choice = choice_of(own->field, own->original);
	else
		lineedit_set(&own->edit, own->original);
	form->focus = index;
	form_touch(form);
	form->focus = focus;
}

/* ---- drawing ---- */

/* What stands for a value. Owned by the caller. */
static char *words_of(const struct form_field *own, const char *value)
{
	if (form_is_selector(own))
		return xstrdup(form_choice_label(own, choice_of(own->field, value)));
	return xstrdup(*value ? value : "–");
}

struct version {
	const char *key; /* the one that takes it, or "" */
	const char *label;
	enum role role;
	char *text; /* owned */
};

static int rows_of(const struct version *version, int columns)
{
	int rows = dialog_rows(version->text, columns);
	return rows < 1 ? 1 : rows > CONFLICT_ROWS ? CONFLICT_ROWS : rows;
}

static void draw_version(struct canvas *canvas, struct rect *rest, const struct version *version)
{
	int columns = rest->width - CONFLICT_LABEL - 2;
	struct rect row = rect_cut_top(rest, rows_of(version, columns));
	draw_text(canvas, row.y, row.x, 1, ROLE_HINT_KEY, version->key);
	draw_text(canvas, row.y, row.x + 2, CONFLICT_LABEL, ROLE_LABEL, version->label);
	rect_cut_left(&row, CONFLICT_LABEL + 2);
	dialog_paragraph(canvas, row, version->role, version->text);
}

void conflict_draw(const struct form *form, size_t total, struct canvas *canvas, struct rect body)
{
	size_t index = form_first_contested(form), left = form_contested(form);
	if (index == form->count)
		return;
	const struct form_field *own = &form->fields[index];
	char *mine = form_value(own);
	struct version versions[CONFLICT_TEXTS] = {
		{"", _("before"), ROLE_DIM, words_of(own, own->base)},
		{"m", _("mine"), ROLE_DIALOG, words_of(own, mine)},
		{"t", _("theirs"), ROLE_DIALOG, words_of(own, own->original)},
	};
	int columns = body.width - DIALOG_EDGE, rows = 2;
	columns = columns > CONFLICT_COLUMNS ? CONFLICT_COLUMNS : columns;
	for (int i = 0; i < CONFLICT_TEXTS; i++)
		rows += rows_of(&versions[i], columns - CONFLICT_LABEL - 2);
	/* TRANSLATORS: a field of a form that two people have changed, and which of how many */
	char *title = xasprintf(_("Changed by both: %s (%zu of %zu)"), _(own->field->label),
		total - left + 1, total);
	struct rect rest = draw_overlay(canvas, dialog_place(body, rows, columns), title);
	for (int i = 0; i < CONFLICT_TEXTS; i++) {
		draw_version(canvas, &rest, &versions[i]);
		free(versions[i].text);
	}
	rect_cut_top(&rest, 1);
	draw_text(canvas, rest.y, rest.x, rest.width, ROLE_DIM,
		left > 1 ? _("What one of you has changed is kept. Then comes the next.")
			 : _("What one of you has changed is kept. Then it is saved."));
	draw_focus(canvas, rest.y, rest.x);
	free(title);
	free(mine);
}

/* ---- keys ---- */

enum conflict_answer conflict_key(struct form *form, struct key key)
{
	size_t index = form_first_contested(form);
	if (key.modifiers || index == form->count)
		return CONFLICT_IGNORED;
	switch (key.code) {
	case 'm':
	case 't':
		form_settle(form, index, key.code == 't');
		return CONFLICT_SETTLED;
	case 'e':
		form_settle(form, index, false);
		form->focus = index;
		return CONFLICT_EDIT;
	case KEYCODE_ESCAPE:
		return CONFLICT_LATER;
	default:
		return CONFLICT_IGNORED;
	}
}

const struct hint *conflict_hints(void)
{
	static const struct hint hints[] = {{"m", N_("keep mine")}, {"t", N_("take theirs")},
		{"e", N_("edit")}, {"Esc", N_("back to the form")}, {NULL, NULL}};
	return hints;
}
