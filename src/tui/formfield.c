/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The values of a form, and moving between them. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/collate.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/draft.h"
#include "model/veil.h"
#include "tui/form.h"

/* ---- making ---- */

static bool is_offered(const struct field *field)
{
	return field->label && !(field->flags & (FIELD_SYSTEM | FIELD_PARENT | FIELD_STATUS));
}

static void fill(struct form *form, struct form_field *own)
{
	const struct field *field = own->field;
	char *text = form_text_of(form->service, field, form->record);
	if (form_is_selector(own))
		own->choice = field_is_known(field, form->record)
				      ? (int)field_number_of(field, form->record).value
				      : -1;
	else
		lineedit_init(&own->edit, text,
			field->type == FIELD_NOTE ? FIELD_NOTE_LIMIT : FIELD_TEXT_LIMIT,
			field->type == FIELD_NOTE);
	own->original = form_value(own);
	own->understood = form_tell(form, field, text);
	free(text);
}

void form_init(struct form *form, struct service *service, const struct entity *entity,
	void *record, const char *first)
{
	*form = (struct form){.service = service, .entity = entity, .record = record};
	form->fields = xcalloc(entity->field_count + 1, sizeof(*form->fields));
	for (size_t i = 0; i < entity->field_count; i++) {
		if (!is_offered(&entity->fields[i]))
			continue;
		struct form_field *own = &form->fields[form->count++];
		own->field = &entity->fields[i];
		fill(form, own);
	}
	size_t wanted = first ? form_find(form, first) : 0;
	form->focus = wanted < form->count && form_shows(form, wanted) ? wanted : 0;
}

void form_finish(struct form *form)
{
	for (size_t i = 0; i < form->count; i++) {
		struct form_field *own = &form->fields[i];
		lineedit_finish(&own->edit);
		free(own->original);
		free(own->base);
		free(own->message);
		free(own->understood);
	}
	free(form->fields);
	free(form->title);
	free(form->company);
	free(form->notice);
	record_destroy(form->entity, form->record);
	*form = (struct form){0};
}

/* ---- reading ---- */

bool form_is_selector(const struct form_field *field)
{
	return field->field->type == FIELD_CHOICE || field->field->type == FIELD_FLAG;
}

size_t form_choice_count(const struct form_field *field)
{
	return field->field->type == FIELD_FLAG ? 2 : field->field->choices->count;
}

const char *form_choice_label(const struct form_field *field, int choice)
{
	if (choice < 0)
		return _("not known");
	if (field->field->type == FIELD_FLAG)
		return choice ? _("yes") : _("no");
	return choice_label(field->field->choices, choice);
}

char *form_value(const struct form_field *field)
{
	if (!form_is_selector(field))
		return xstrdup(lineedit_text(&field->edit));
	if (field->choice < 0)
		return xstrdup("");
	if (field->field->type == FIELD_FLAG)
		return xstrdup(field->choice ? "true" : "false");
	return xstrdup(field->field->choices->items[field->choice].token);
}

size_t form_find(const struct form *form, const char *name)
{
	size_t index = 0;
	while (index < form->count && strcmp(form->fields[index].field->name, name) != 0)
		index++;
	return index;
}

/* A letter has an address, a task says what to do. */
static bool shows_of_draft(const struct form *form, const char *name)
{
	bool is_task = ((const struct draft *)form->record)->kind.value == DRAFT_TASK;
	return strcmp(name, is_task ? "address" : "task") != 0;
}

bool form_shows(const struct form *form, size_t index)
{
	const char *name = form->fields[index].field->name;
	if (form->veiled && field_is_veiled(form->entity, form->fields[index].field))
		return false;
	if (form->entity == &draft_entity)
		return shows_of_draft(form, name);
	if (form->entity != &meeting_entity)
		return true;
	size_t at = form_find(form, "kind");
	int kind = at < form->count ? form->fields[at].choice : -1;
	return meeting_uses(kind, name);
}

bool form_field_is_changed(const struct form_field *field)
{
	char *value = form_value(field);
	bool changed = strcmp(value, field->original) != 0;
	free(value);
	return changed;
}

bool form_is_changed(const struct form *form)
{
	for (size_t i = 0; i < form->count; i++) {
		if (form_field_is_changed(&form->fields[i]))
			return true;
	}
	return false;
}

bool form_is_new(const struct form *form)
{
	return ((const struct record *)form->record)->id == 0;
}

struct form_field *form_focused(struct form *form)
{
	return &form->fields[form->focus];
}

/* ---- typing ---- */

void form_set_notice(struct form *form, bool failed, char *notice)
{
	free(form->notice);
	form->notice = notice;
	form->is_failed = failed;
}

static void set_message(struct form_field *own, char *message)
{
	free(own->message);
	own->message = message;
}

static void set_understood(struct form *form, struct form_field *own)
{
	char *value = form_value(own);
	free(own->understood);
	own->understood = form_tell(form, own->field, value);
	free(value);
}

void form_touch(struct form *form)
{
	struct form_field *own = form_focused(form);
	own->typed = true;
	form->asked = false;
	set_message(own, NULL);
	set_understood(form, own);
}

/* A scratch record in which one text was read tells what follows from it: all that it knows. */
static void take_over(struct form *form, const void *scratch)
{
	for (size_t i = 0; i < form->count; i++) {
		struct form_field *own = &form->fields[i];
		if (form_is_selector(own) || !field_is_known(own->field, scratch))
			continue;
		char *text = form_text_of(form->service, own->field, scratch);
		if (strcmp(text, lineedit_text(&own->edit)) != 0)
			lineedit_set(&own->edit, text);
		set_understood(form, own);
		set_message(own, NULL);
		own->typed = false;
		free(text);
	}
}

void form_read(struct form *form, size_t index)
{
	struct form_field *own = &form->fields[index];
	struct error error = {0};
	if (!own->typed || form_is_selector(own) || field_is_text(own->field))
		return;
	own->typed = false;
	void *scratch = record_create(form->entity);
	if (service_set_field(form->service, form->entity, own->field, scratch,
		    lineedit_text(&own->edit), &error))
		take_over(form, scratch);
	else
		set_message(own, xstrdup(error.message));
	error_finish(&error);
	record_destroy(form->entity, scratch);
}

bool form_step(struct form *form, int direction)
{
	size_t last = direction > 0 ? form->count - 1 : 0;
	for (size_t i = form->focus; i != last;) {
		i = direction > 0 ? i + 1 : i - 1;
		if (!form_shows(form, i))
			continue;
		form_read(form, form->focus);
		form->focus = i;
		return true;
	}
	return false;
}

/* ---- selectors ---- */

void form_turn(struct form *form, int direction)
{
	struct form_field *own = form_focused(form);
	int lowest = own->field->flags & FIELD_REQUIRED ? 0 : -1;
	int highest = (int)form_choice_count(own) - 1;
	own->choice += direction;
	if (own->choice < lowest)
		own->choice = highest;
	if (own->choice > highest)
		own->choice = lowest;
	form_touch(form);
}

static uint32_t first_letter(const char *text)
{
	char *folded = collate_fold(text);
	const char *at = folded;
	uint32_t letter = text_next(&at, NULL);
	free(folded);
	return letter;
}

bool form_turn_to(struct form *form, uint32_t letter)
{
	struct form_field *own = form_focused(form);
	char typed[5] = "";
	typed[text_encode(typed, letter)] = '\0';
	uint32_t wanted = first_letter(typed);
	int count = (int)form_choice_count(own);
	for (int i = 1; i <= count; i++) {
		int choice = (own->choice + i + count) % count;
		if (first_letter(form_choice_label(own, choice)) != wanted)
			continue;
		own->choice = choice;
		form_touch(form);
		return true;
	}
	return false;
}

void form_empty(struct form *form)
{
	struct form_field *own = form_focused(form);
	if (own->field->flags & FIELD_REQUIRED)
		return;
	own->choice = -1;
	form_touch(form);
}
