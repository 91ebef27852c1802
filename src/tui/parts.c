/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/parts.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "tui/change.h"
#include "tui/dashboard.h"
#include "tui/dialogs.h"
#include "tui/veil.h"

/* What an item of the menu means: add, or 2 n to edit the part with id n, 2 n + 1 to delete it. */
enum { PART_ADD = -1 };

struct parts {
	const struct entity *entity;
	int64_t parent;
	int64_t last; /* the largest ordinal */
};

static const struct field *parent_field(const struct entity *entity)
{
	for (size_t i = 0; i < entity->field_count; i++) {
		if (entity->fields[i].flags & FIELD_PARENT)
			return &entity->fields[i];
	}
	return NULL;
}

static unsigned add_part(struct dashboard *dashboard, const struct parts *parts)
{
	void *record = service_new(dashboard->service, parts->entity);
	*field_number(parent_field(parts->entity), record) = (struct number){
		.known = true, .value = parts->parent};
	*field_number(entity_field(parts->entity, "ordinal"), record) = (struct number){
		.known = true, .value = parts->last + 1};
	form_open(dashboard, parts->entity, record, NULL);
	return EFFECT_DRAW;
}

static unsigned delete_part(struct dashboard *dashboard, const struct parts *parts, int64_t id)
{
	struct error error = {0};
	if (!service_delete(dashboard->service, parts->entity, id, &error))
		return dashboard_complain(dashboard, &error);
	dashboard_say(dashboard, ROLE_GOOD, xstrdup(_("Deleted. u undoes.")));
	return EFFECT_DRAW | EFFECT_RELOAD;
}

static unsigned part_chosen(struct dashboard *dashboard, int value, void *context)
{
	const struct parts *parts = context;
	if (value == PART_ADD)
		return add_part(dashboard, parts);
	if (value % 2)
		return delete_part(dashboard, parts, value / 2);
	return change_open_form(dashboard, parts->entity, value / 2, NULL);
}

/* What tells a part from its like beside its words: the part of the day. Owned, or NULL. */
static char *first_choice(const struct entity *entity, const void *record)
{
	for (size_t i = 0; i < entity->field_count; i++) {
		const struct field *field = &entity->fields[i];
		if (field->type == FIELD_CHOICE && field_is_known(field, record))
			return field_display(field, record);
	}
	return NULL;
}

static void list_parts(struct picker *picker, const struct record_set *set, bool to_delete)
{
	for (size_t i = 0; i < set->count; i++) {
		const struct record *record = record_set_at(set, i);
		struct picker_item *item = picker_item_add(&picker->items, &picker->count);
		char *name = set->entity->title(record);
		item->text = xasprintf(to_delete ? _("Delete: %s") : _("Edit: %s"), name);
		item->note = to_delete ? NULL : first_choice(set->entity, record);
		item->value = (int)record->id * 2 + to_delete;
		free(name);
	}
}

unsigned parts_open(
	struct dashboard *dashboard, const struct entity *entity, int64_t parent, const char *title)
{
	struct record_set set = {0};
	struct error error = {0};
	if (!veil_all(dashboard, entity, parent, &set, &error))
		return dashboard_complain(dashboard, &error);
	struct parts *parts = xcalloc(1, sizeof(*parts));
	*parts = (struct parts){.entity = entity, .parent = parent};
	if (set.count)
		parts->last = field_number_of(
			entity_field(entity, "ordinal"), record_set_at(&set, set.count - 1))
				      .value;
	struct picker picker = {
		.title = title, .chosen = part_chosen, .context = parts, .free_context = free};
	list_parts(&picker, &set, false);
	struct picker_item *add = picker_item_add(&picker.items, &picker.count);
	add->text = xstrdup(_("Add one"));
	add->value = PART_ADD;
	list_parts(&picker, &set, true);
	record_set_finish(&set);
	picker_open(dashboard, &picker);
	return EFFECT_DRAW;
}
