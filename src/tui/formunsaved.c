/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is typed in a form, kept until it is saved: an object of the fields that were changed. */
#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "tui/form.h"

/* A new part of a meeting is kept apart from that of another. */
static int64_t parent_of(const struct form *form)
{
	for (size_t i = 0; i < form->entity->field_count; i++) {
		const struct field *field = &form->entity->fields[i];
		if (field->flags & FIELD_PARENT)
			return field_number_of(field, form->record).value;
	}
	return 0;
}

void form_unsaved_key(const struct form *form, struct unsaved_key *key)
{
	*key = (struct unsaved_key){
		.entity = form->entity->name, .row = ((const struct record *)form->record)->id};
	if (key->row)
		snprintf(key->what, sizeof(key->what), "form");
	else
		snprintf(key->what, sizeof(key->what), "form/%" PRId64, parent_of(form));
}

/* The form itself may just have been told that it is about somebody who is protected. */
static bool is_switched_on(const struct form *form, const char *name)
{
	size_t index = form_find(form, name);
	return index < form->count && form->fields[index].choice == 1;
}

char *form_unsaved(const struct form *form)
{
	if (!service_unsaved_allows(form->entity, form->record) ||
		is_switched_on(form, "protected") || is_switched_on(form, "sensitive"))
		return NULL;
	json_t *object = json_object();
	for (size_t i = 0; i < form->count; i++) {
		const struct form_field *own = &form->fields[i];
		if (!form_shows(form, i) || !form_field_is_changed(own))
			continue;
		char *value = form_value(own);
		json_object_set_new(object, own->field->name, json_string(value));
		free(value);
	}
	char *text = json_object_size(object) ? json_dumps(object, JSON_COMPACT) : NULL;
	json_decref(object);
	return text;
}

static void restore_choice(struct form_field *own, const char *value)
{
	if (!*value)
		own->choice = own->field->flags & FIELD_REQUIRED ? own->choice : -1;
	else if (own->field->type == FIELD_FLAG)
		own->choice = !strcmp(value, "true");
	else if (choices_find(own->field->choices, value) >= 0)
		own->choice = choices_find(own->field->choices, value);
}

void form_restore(struct form *form, const char *content)
{
	json_t *object = json_loads(content, 0, NULL), *value;
	size_t focus = form->focus;
	const char *name;
	json_object_foreach(object, name, value)
	{
		size_t index = form_find(form, name);
		if (index == form->count || !json_is_string(value))
			continue;
		struct form_field *own = &form->fields[index];
		if (form_is_selector(own))
			restore_choice(own, json_string_value(value));
		else
			lineedit_set(&own->edit, json_string_value(value));
		form->focus = index;
		form_touch(form);
	}
	form->focus = focus;
	json_decref(object);
}
