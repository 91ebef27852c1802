/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order of parts among themselves: programme items, promised contents, owners. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "model/programme.h"
#include "service/private.h"

static const struct field *parent_field(const struct entity *entity)
{
	for (size_t i = 0; i < entity->field_count; i++) {
		if (entity->fields[i].flags & FIELD_PARENT)
			return &entity->fields[i];
	}
	return NULL;
}

/* The neighbour before `id` in the order of the store, or NULL. */
static const struct record *find_before(const struct record_set *set, int64_t id)
{
	const struct record *before = NULL;
	for (size_t i = 0; i < set->count; i++) {
		const struct record *record = record_set_at(set, i);
		if (record->id == id)
			return before;
		before = record;
	}
	return NULL;
}

/* An item with a time of its own stands where the day puts it. */
static bool check_free(
	const struct entity *entity, const void *part, const void *before, struct error *error)
{
	if (entity != &programme_item_entity || programme_is_free_order(before, part))
		return true;
	return error_set(error, ERROR_REFUSED,
		_("The time of the day decides the order: change when the item is."));
}

static bool swap(struct service *service, const struct entity *entity, void *part, void *before,
	struct error *error)
{
	const struct field *ordinal = entity_field(entity, "ordinal");
	struct number *own = field_number(ordinal, part), *other = field_number(ordinal, before);
	struct number kept = *own;
	char *name = entity->title(part);
	char *title = xasprintf(_("%s %s: moved up"), _(entity->label), name);
	*own = *other;
	*other = kept;
	bool ok = service_begin(service, title, false, error);
	if (ok)
		ok = service_end(service,
			service_write(service, entity, part, error) &&
				service_write(service, entity, before, error),
			error);
	free(title);
	free(name);
	return ok;
}

bool service_raise_part(
	struct service *service, const struct entity *entity, int64_t id, struct error *error)
{
	struct record_set set = {0};
	void *part = record_create(entity), *before = NULL;
	bool ok = store_get(service->store, entity, id, part, error) &&
		  store_all(service->store, entity,
			  field_number_of(parent_field(entity), part).value, &set, error);
	if (ok && entity == &programme_item_entity)
		programme_sort((struct programme_item *)(void *)set.records, set.count);
	if (ok) {
		const struct record *former = find_before(&set, id);
		before = former ? record_copy(entity, former) : NULL;
		ok = before || error_set(error, ERROR_REFUSED, _("It is the first already."));
		ok = ok && check_free(entity, part, before, error);
	}
	ok = ok && swap(service, entity, part, before, error);
	record_set_finish(&set);
	record_destroy(entity, before);
	record_destroy(entity, part);
	return ok;
}
