/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/parts.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "model/programme.h"
#include "service/request/template.h"
#include "tui/change.h"
#include "tui/dashboard.h"
#include "tui/dialogs.h"
#include "tui/veil.h"

/* What an item of the menu means: add, or the id of a part and what to do with it. */
enum { PART_ADD = -1, PART_SHIP = -2 };
enum deed { DEED_EDIT, DEED_DELETE, DEED_RAISE, DEEDS };

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

static unsigned raise_part(struct dashboard *dashboard, const struct parts *parts, int64_t id)
{
	struct error error = {0};
	if (!service_raise_part(dashboard->service, parts->entity, id, &error))
		return dashboard_complain(dashboard, &error);
	dashboard_say(dashboard, ROLE_GOOD, xstrdup(_("Moved up. u undoes.")));
	return EFFECT_DRAW | EFFECT_RELOAD;
}

unsigned parts_ship_templates(struct dashboard *dashboard)
{
	struct error error = {0};
	size_t added = 0;
	if (!service_templates_ship(dashboard->service, &added, &error))
		return dashboard_complain(dashboard, &error);
	dashboard_say(dashboard, ROLE_GOOD,
		xasprintf(PLURAL_("%zu answer template added. u undoes.",
				  "%zu answer templates added. u undoes.", added),
			added));
	return EFFECT_DRAW | EFFECT_RELOAD;
}

static unsigned part_chosen(struct dashboard *dashboard, int value, void *context)
{
	const struct parts *parts = context;
	if (value == PART_ADD)
		return add_part(dashboard, parts);
	if (value == PART_SHIP)
		return parts_ship_templates(dashboard);
	switch (value % DEEDS) {
	case DEED_DELETE:
		return delete_part(dashboard, parts, value / DEEDS);
	case DEED_RAISE:
		return raise_part(dashboard, parts, value / DEEDS);
	default:
		return change_open_form(dashboard, parts->entity, value / DEEDS, NULL);
	}
}

/* What tells a part from its like beside its words: when it is. Owned, or NULL. */
static char *note_of(const struct entity *entity, const void *record)
{
	return entity == &programme_item_entity ? programme_when(record) : NULL;
}

/* Only the programme is long enough for it, and there only what has no time of its own: the others
 * stand where the day puts them. */
static bool can_rise(const struct record_set *set, size_t index)
{
	return index && set->entity == &programme_item_entity &&
	       programme_is_free_order(record_set_at(set, index - 1), record_set_at(set, index));
}

static void list_parts(struct picker *picker, const struct record_set *set, enum deed deed)
{
	static const char *const texts[DEEDS] = {
		[DEED_EDIT] = N_("Edit: %s"),
		[DEED_DELETE] = N_("Delete: %s"),
		[DEED_RAISE] = N_("Move up: %s"),
	};
	for (size_t i = 0; i < set->count; i++) {
		if (deed == DEED_RAISE && !can_rise(set, i))
			continue;
		const struct record *record = record_set_at(set, i);
		struct picker_item *item = picker_item_add(&picker->items, &picker->count);
		char *name = set->entity->title(record);
		item->text = xasprintf(_(texts[deed]), name);
		item->note = deed == DEED_EDIT ? note_of(set->entity, record) : NULL;
		item->value = (int)record->id * DEEDS + (int)deed;
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
	if (entity == &programme_item_entity)
		programme_sort((struct programme_item *)(void *)set.records, set.count);
	struct picker picker = {
		.title = title, .chosen = part_chosen, .context = parts, .free_context = free};
	list_parts(&picker, &set, DEED_EDIT);
	struct picker_item *add = picker_item_add(&picker.items, &picker.count);
	add->text = xstrdup(_("Add one"));
	add->value = PART_ADD;
	if (entity == &reply_template_entity) {
		struct picker_item *ship = picker_item_add(&picker.items, &picker.count);
		ship->text = xstrdup(_("Add the templates that come with the program"));
		ship->value = PART_SHIP;
	}
	list_parts(&picker, &set, DEED_RAISE);
	list_parts(&picker, &set, DEED_DELETE);
	record_set_finish(&set);
	picker_open(dashboard, &picker);
	return EFFECT_DRAW;
}
