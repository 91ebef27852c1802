/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form as a mode: its keys. */
#include "tui/form.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "model/participant.h"
#include "model/personalnumber.h"
#include "tui/dashboard.h"
#include "tui/dialog.h"
#include "tui/dialogs.h"
#include "tui/formconflict.h"
#include "tui/formdraw.h"
#include "tui/money.h"
#include "tui/request/keepnumber.h"
#include "tui/veil.h"
#include "tui/who.h"

struct form_mode {
	struct mode mode;
	struct form form;
	struct form_view view;
	bool asking;      /* whether to throw the changes away */
	size_t contested; /* fields that are being settled, as they were at first; 0: none */
	char *left;       /* owned: a text that was not saved the last time is offered */
	int64_t left_at;
	struct form_deed deed; /* run is NULL: the record is saved */
};

static struct form_mode *form_of(struct mode *mode)
{
	return (struct form_mode *)mode;
}

static unsigned leave(struct form_mode *self)
{
	self->mode.closing = true;
	return EFFECT_CLOSE | EFFECT_DRAW;
}

/* ---- saving and leaving ---- */

static bool has_pane(const struct dashboard *dashboard, const struct entity *entity)
{
	for (size_t i = 0; i < LAYOUT_PANES; i++) {
		if (dashboard->panes[i] && dashboard->panes[i]->ops->entity == entity)
			return true;
	}
	return false;
}

static unsigned run_deed(struct form_mode *self, struct dashboard *dashboard)
{
	struct error error = {0};
	unsigned effects = EFFECT_NONE;
	void *record = form_result(&self->form);
	if (!record)
		return EFFECT_DRAW;
	bool done = self->deed.run(dashboard, record, self->deed.context, &effects, &error);
	record_destroy(self->form.entity, record);
	if (done)
		return effects | leave(self);
	form_take_error(&self->form, &error);
	return EFFECT_DRAW;
}

static unsigned save(struct form_mode *self, struct dashboard *dashboard)
{
	struct form *form = &self->form;
	unsigned effects = EFFECT_DRAW | EFFECT_RELOAD;
	self->asking = false;
	self->contested = form_contested(form);
	if (self->contested)
		return EFFECT_DRAW;
	bool was_new = form_is_new(form);
	if (self->deed.run)
		return run_deed(self, dashboard);
	if (!was_new && !form_is_changed(form)) {
		dashboard_say(dashboard, ROLE_DIM, xstrdup(_("Nothing was changed.")));
		return leave(self);
	}
	void *before = form_is_new(form) ? NULL : record_copy(form->entity, form->record);
	bool number_given = money_number_given(form);
	if (!form_save(form)) {
		self->contested = form_contested(form);
		record_destroy(form->entity, before);
		return EFFECT_DRAW;
	}
	effects |= leave(self);
	const struct record *record = form->record;
	if (has_pane(dashboard, form->entity))
		effects |= dashboard_go_to(dashboard, form->entity, record->id);
	char *title = form->entity->title(record);
	bool told = form->entity == &participant_entity &&
		    ((was_new && who_say_twins(dashboard, record->id)) ||
			    money_say_news(dashboard, before, number_given, form->record));
	if (!told)
		dashboard_say(dashboard, ROLE_GOOD, xasprintf(_("Saved: %s. u undoes."), title));
	free(title);
	record_destroy(form->entity, before);
	return effects;
}

static unsigned answer(struct form_mode *self, struct dashboard *dashboard, struct key key)
{
	if (key.code == 's' && key.modifiers == KEYMOD_CTRL)
		return save(self, dashboard);
	if (dialog_means_yes(key))
		return leave(self);
	if (dialog_means_no(key) || key.code == KEYCODE_ESCAPE)
		self->asking = false;
	return EFFECT_DRAW;
}

static unsigned escape(struct form_mode *self)
{
	if (!form_is_changed(&self->form) && !self->deed.typed)
		return leave(self);
	self->asking = true;
	return EFFECT_DRAW;
}

/* ---- a personal number that is to stay ---- */

static bool has_number(const struct form *form)
{
	for (size_t i = 0; i < form->count; i++) {
		const struct form_field *own = &form->fields[i];
		if (!form_is_selector(own) && field_masks_personal_number(own->field) &&
			form_field_is_changed(own) &&
			text_has_personal_number(lineedit_text(&own->edit)))
			return true;
	}
	return false;
}

static unsigned save_kept(struct dashboard *dashboard, void *context)
{
	return save(context, dashboard);
}

/* ---- keys ---- */

static bool turn(struct form *form, struct key key)
{
	if (key.modifiers)
		return false;
	switch (key.code) {
	case KEYCODE_LEFT:
		form_turn(form, -1);
		return true;
	case KEYCODE_RIGHT:
	case ' ':
		form_turn(form, 1);
		return true;
	case KEYCODE_DELETE:
	case KEYCODE_BACKSPACE:
		form_empty(form);
		return true;
	default:
		if (!key_is_text(key))
			return false;
		form_turn_to(form, key.code);
		return true;
	}
}

/* True when the key was one of the focused field's own. */
static bool type(struct form_mode *self, struct key key)
{
	struct form *form = &self->form;
	struct form_field *own = form_focused(form);
	if (form_is_selector(own))
		return turn(form, key);
	enum lineedit_result result = lineedit_key(
		&own->edit, key, self->view.input > 0 ? self->view.input : 40);
	if (result == LINEEDIT_CHANGED)
		form_touch(form);
	return result != LINEEDIT_IGNORED;
}

static void page(struct form_mode *self, int direction)
{
	int rows = 0;
	do
		rows += form_field_rows(&self->form, self->form.focus, self->view.input);
	while (rows < self->view.height && form_step(&self->form, direction));
}

static unsigned move(struct form_mode *self, struct key key)
{
	struct form *form = &self->form;
	if (key.modifiers)
		return EFFECT_IGNORED;
	switch (key.code) {
	case KEYCODE_TAB:
	case KEYCODE_DOWN:
	case KEYCODE_ENTER:
		if (!form_step(form, 1))
			form_read(form, form->focus);
		return EFFECT_DRAW;
	case KEYCODE_BACKTAB:
	case KEYCODE_UP:
		form_step(form, -1);
		return EFFECT_DRAW;
	case KEYCODE_PAGE_UP:
	case KEYCODE_PAGE_DOWN:
		page(self, key.code == KEYCODE_PAGE_UP ? -1 : 1);
		return EFFECT_DRAW;
	default:
		return EFFECT_IGNORED;
	}
}

/* One field after the other; when all are settled it is saved, as one step. */
static unsigned settle(struct form_mode *self, struct dashboard *dashboard, struct key key)
{
	switch (conflict_key(&self->form, key)) {
	case CONFLICT_IGNORED:
		return EFFECT_IGNORED;
	case CONFLICT_SETTLED:
		return form_contested(&self->form) ? EFFECT_DRAW : save(self, dashboard);
	default:
		self->contested = 0;
		return EFFECT_DRAW;
	}
}

/* ---- what was not saved the last time ---- */

static void forget_left(struct form_mode *self)
{
	free(self->left);
	self->left = NULL;
}

static unsigned answer_left(struct form_mode *self, struct dashboard *dashboard, struct key key)
{
	struct unsaved_key where;
	form_unsaved_key(&self->form, &where);
	if (key.modifiers)
		return EFFECT_IGNORED;
	switch (key.code) {
	case KEYCODE_ENTER:
		form_restore(&self->form, self->left);
		company_take_up(&self->mode, &where, self->left);
		break;
	case 'x':
		company_drop(dashboard, &where);
		break;
	case KEYCODE_ESCAPE: /* it waits for another time */
		return leave(self);
	default:
		return EFFECT_IGNORED;
	}
	forget_left(self);
	return EFFECT_DRAW;
}

static unsigned form_key(struct mode *mode, struct dashboard *dashboard, struct key key)
{
	struct form_mode *self = form_of(mode);
	key = key_normalize(key);
	if (self->left)
		return answer_left(self, dashboard, key);
	if (self->contested)
		return settle(self, dashboard, key);
	if (self->asking)
		return answer(self, dashboard, key);
	if (key.code == 's' && key.modifiers == KEYMOD_CTRL)
		return save(self, dashboard);
	if (keep_number_is_key(key) && has_number(&self->form))
		return keep_number_ask(dashboard, save_kept, self);
	if (key.code == KEYCODE_ESCAPE)
		return escape(self);
	return type(self, key) ? EFFECT_DRAW : move(self, key);
}

static unsigned form_paste(
	struct mode *mode, struct dashboard *dashboard, const char *text, size_t length)
{
	struct form_mode *self = form_of(mode);
	struct form_field *own = form_focused(&self->form);
	(void)dashboard;
	if (!self->asking && !self->left && !self->contested && !form_is_selector(own) &&
		lineedit_insert(&own->edit, text, length))
		form_touch(&self->form);
	return EFFECT_DRAW;
}

/* ---- the mode ---- */

static void form_mode_draw(struct mode *mode, struct dashboard *dashboard, struct rect body)
{
	struct form_mode *self = form_of(mode);
	struct form_draw_state state = {.covered = self->contested != 0,
		.asking = self->asking,
		.left = self->left != NULL,
		.left_at = self->left_at};
	form_draw(&self->form, &self->view, dashboard->canvas, body, &state);
	if (self->contested)
		conflict_draw(&self->form, self->contested, dashboard->canvas, body);
}

/* Who else is at it stands in the title. */
static void see_company(struct form_mode *self, const struct dashboard *dashboard)
{
	const struct attention *about = &self->mode.attention;
	free(self->form.company);
	self->form.company = about->id ? company_sentence(dashboard, about->entity, about->id)
				       : NULL;
}

static void form_reload(struct mode *mode, struct dashboard *dashboard)
{
	struct form_mode *self = form_of(mode);
	if (mode->closing)
		return;
	form_refresh(&self->form);
	if (self->contested)
		self->contested = form_contested(&self->form);
	see_company(self, dashboard);
}

/* What is typed into a deed is no record, and what is asked for may be about anything. */
static char *form_mode_unsaved(const struct mode *mode, struct unsaved_key *key)
{
	const struct form_mode *self = (const struct form_mode *)mode;
	form_unsaved_key(&self->form, key);
	return self->deed.run || self->left ? NULL : form_unsaved(&self->form);
}

static const struct hint *form_hints(const struct mode *mode)
{
	static const struct hint asking[] = {
		{"y", N_("throw away")}, {"n", N_("keep on")}, {"C-s", N_("save")}, {NULL, NULL}};
	static const struct hint choosing[] = {{"C-s", N_("save")}, {"Esc", N_("leave")},
		{"←→", N_("change")}, {"Tab", N_("next field")}, {NULL, NULL}};
	static const struct hint typing[] = {{"C-s", N_("save")}, {"Esc", N_("leave")},
		{"Tab", N_("next field")}, {"C-u", N_("empty")}, {NULL, NULL}};
	static const struct hint left[] = {{"Enter", N_("take it up")}, {"x", N_("throw away")},
		{"Esc", N_("leave")}, {NULL, NULL}};
	static const struct hint keeping[] = {{"C-s", N_("save, masked")},
		{"C-n", N_("keep the number")}, {"Esc", N_("leave")}, {"Tab", N_("next field")},
		{NULL, NULL}};
	const struct form_mode *self = (const struct form_mode *)mode;
	if (self->left)
		return left;
	if (self->contested)
		return conflict_hints();
	if (self->asking)
		return asking;
	if (has_number(&self->form))
		return keeping;
	return form_is_selector(&self->form.fields[self->form.focus]) ? choosing : typing;
}

static void form_destroy(struct mode *mode)
{
	struct form_mode *self = form_of(mode);
	if (self->deed.free_context)
		self->deed.free_context(self->deed.context);
	form_finish(&self->form);
	free(self->left);
	free(self);
}

static const struct mode_ops form_ops = {
	.draw = form_mode_draw,
	.key = form_key,
	.paste = form_paste,
	.reload = form_reload,
	.unsaved = form_mode_unsaved,
	.hints = form_hints,
	.destroy = form_destroy,
};

/* NULL in privacy mode, when the record is not for everyone to see. */
static struct form_mode *open_form(
	struct dashboard *dashboard, const struct entity *entity, void *record, const char *first)
{
	const char *refusal = veil_refuses(dashboard, entity);
	if (refusal) { /* what is typed would be seen, and what is hidden would be saved */
		dashboard_say(dashboard, ROLE_WARNING, xstrdup(refusal));
		record_destroy(entity, record);
		return NULL;
	}
	struct form_mode *self = xcalloc(1, sizeof(*self));
	self->mode.ops = &form_ops;
	form_init(&self->form, dashboard->service, entity, record, first);
	self->form.veiled = dashboard->veiled;
	self->mode.attention = (struct attention){
		entity, ((const struct record *)self->form.record)->id, DOING_EDITING};
	see_company(self, dashboard);
	mode_push(dashboard, &self->mode);
	return self;
}

/* A text that was typed when the program was ended is offered first. */
static void find_left(struct form_mode *self, struct dashboard *dashboard)
{
	struct unsaved_key key;
	form_unsaved_key(&self->form, &key);
	self->left = company_left(dashboard, &key, &self->left_at);
}

void form_open(
	struct dashboard *dashboard, const struct entity *entity, void *record, const char *first)
{
	struct form_mode *self = open_form(dashboard, entity, record, first);
	if (self)
		find_left(self, dashboard);
}

void form_open_deed(struct dashboard *dashboard, const struct entity *entity, void *record,
	const struct form_deed *deed)
{
	struct form_mode *self = open_form(dashboard, entity, record, NULL);
	if (!self) {
		if (deed->free_context)
			deed->free_context(deed->context);
		return;
	}
	self->deed = *deed;
	self->form.title = xstrdup(deed->title);
}
