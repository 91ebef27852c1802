/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From what is typed to what is stored, and what happens when someone else was there first. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "tui/form.h"

/* Others may save again and again; then it is said instead. */
#define ATTEMPTS 3

bool form_check(struct form *form)
{
	size_t first = form->count;
	for (size_t i = 0; i < form->count; i++) {
		struct form_field *own = &form->fields[i];
		free(own->message);
		own->message = NULL;
	}
	for (size_t i = 0; i < form->count; i++) {
		struct form_field *own = &form->fields[i];
		if (!form_shows(form, i) || !form_field_is_changed(own))
			continue;
		own->typed = true;
		form_read(form, i);
		if (own->message && first == form->count)
			first = i;
	}
	if (first == form->count)
		return true;
	form->focus = first;
	return false;
}

void form_take_error(struct form *form, struct error *error)
{
	size_t index = error->field ? form_find(form, error->field) : form->count;
	if (index < form->count && form_shows(form, index)) {
		free(form->fields[index].message);
		form->fields[index].message = xstrdup(error->message);
		form->focus = index;
	} else {
		form_set_notice(form, true, xstrdup(error->message));
	}
	error_finish(error);
}

/* ---- changed by someone else ---- */

/* Both have changed it, and not to the same: it has to be settled. `former` is what it was before
 * (taken over). */
static void contest(struct form_field *own, bool changed, char *former)
{
	bool contested = changed && strcmp(former, own->original) != 0 &&
			 form_field_is_changed(own);
	free(own->base);
	own->base = contested ? former : NULL;
	if (!contested)
		free(former);
}

static void follow(struct form *form, struct form_field *own)
{
	bool changed = form_field_is_changed(own);
	char *former = xstrdup(own->base ? own->base : own->original);
	char *text = form_text_of(form->service, own->field, form->record);
	if (form_is_selector(own)) {
		int before = own->choice;
		own->choice = field_is_known(own->field, form->record)
				      ? (int)field_number_of(own->field, form->record).value
				      : -1;
		free(own->original);
		own->original = form_value(own);
		if (changed)
			own->choice = before;
	} else {
		if (!changed && strcmp(text, own->original) != 0)
			lineedit_set(&own->edit, text);
		free(own->original);
		own->original = xstrdup(text);
	}
	if (!changed) {
		free(own->understood);
		own->understood = form_tell(form, own->field, text);
	}
	contest(own, changed, former);
	free(text);
}

bool form_rebase(struct form *form, void *fresh)
{
	const struct record *old = form->record, *new = fresh;
	if (old->version == new->version) {
		record_destroy(form->entity, fresh);
		return false;
	}
	record_destroy(form->entity, form->record);
	form->record = fresh;
	for (size_t i = 0; i < form->count; i++)
		follow(form, &form->fields[i]);
	return true;
}

void form_refresh(struct form *form)
{
	struct error error = {0};
	const struct record *own = form->record;
	if (form_is_new(form))
		return;
	bool changed = form_is_changed(form);
	void *fresh = record_create(form->entity);
	if (!store_get(form->service->store, form->entity, own->id, fresh, &error)) {
		record_destroy(form->entity, fresh);
		error.field = NULL;
		form_take_error(form, &error);
		return;
	}
	if (!form_rebase(form, fresh))
		return;
	form_set_notice(form, false,
		xstrdup(form_contested(form)
				? _("Changed by someone else meanwhile. What you have typed is "
				    "kept; C-s asks about what both have changed.")
			: changed ? _("Changed by someone else meanwhile, elsewhere in it. What "
				      "you have typed is kept.")
				  : _("Changed by someone else meanwhile: this is how it is "
				      "now.")));
}

/* ---- saving ---- */

static bool apply(struct form *form, void *record, struct error *error)
{
	for (size_t i = 0; i < form->count; i++) {
		struct form_field *own = &form->fields[i];
		if (!form_shows(form, i) || !form_field_is_changed(own))
			continue;
		char *value = form_value(own);
		bool ok = service_set_field(
			form->service, form->entity, own->field, record, value, error);
		free(value);
		if (!ok)
			return false;
	}
	return true;
}

static bool is_field_changed(const struct form *form, const void *record, const char *name)
{
	return !field_equals(entity_field(form->entity, name), form->record, record);
}

/* A meeting in an hour that comes twice: which one is meant cannot be stored, so it is asked. */
static bool ask_which_hour(struct form *form, const void *record)
{
	if (form->asked || form->entity != &meeting_entity || !meeting_comes_twice(record) ||
		!(is_field_changed(form, record, "date") ||
			is_field_changed(form, record, "start") ||
			is_field_changed(form, record, "end")))
		return false;
	struct error error = {0};
	error_set_field(&error, ERROR_REFUSED, "start",
		_("That hour comes twice that night. C-s once more: the earlier one (summer time). "
		  "Or type another."));
	form_take_error(form, &error);
	form->asked = true;
	return true;
}

void *form_result(struct form *form)
{
	struct error error = {0};
	form_set_notice(form, false, NULL);
	if (!form_check(form))
		return NULL;
	void *record = record_copy(form->entity, form->record);
	if (apply(form, record, &error)) {
		if (!ask_which_hour(form, record))
			return record;
		record_destroy(form->entity, record);
		return NULL;
	}
	record_destroy(form->entity, record);
	form_take_error(form, &error);
	return NULL;
}

/* One attempt; `conflict`: someone else was there first, and the form has followed. */
static bool try_to_save(struct form *form, bool *conflict)
{
	struct error error = {0};
	void *record = form_result(form);
	*conflict = false;
	if (!record)
		return false;
	if (service_save(form->service, form->entity, record, NULL, &error)) {
		record_destroy(form->entity, form->record);
		form->record = record;
		return true;
	}
	record_destroy(form->entity, record);
	*conflict = error.kind == ERROR_CONFLICT;
	if (*conflict) {
		error_finish(&error);
		form_refresh(form);
	} else {
		form_take_error(form, &error);
	}
	return false;
}

bool form_save(struct form *form)
{
	bool conflict = true;
	bool saved = false;
	for (int i = 0; i < ATTEMPTS && conflict && !saved && !form_contested(form); i++)
		saved = try_to_save(form, &conflict);
	return saved;
}
