/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Personal numbers are masked before they are stored, in whatever field of whatever record, unless
 * somebody says that one is kept and why (service->keep_number). What is kept stays when the record
 * is saved again; a number that was not there before needs a decision of its own.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "model/numberoverride.h"
#include "model/personalnumber.h"
#include "service/private.h"
#include "store/override.h"

static bool mask_field(struct service *service, const struct entity *entity, void *record,
	const void *former, const struct field *field, struct error *error)
{
	int64_t id = ((const struct record *)record)->id;
	const char *known = former ? field_text_of(field, former) : NULL;
	bool keeps = false;
	size_t count;
	if (known && text_has_personal_number(known) &&
		!store_keeps_number(service->store, entity, id, field->name, &keeps, error))
		return false;
	char **text = field_text(field, record);
	char *masked = personal_number_mask_but(*text, keeps ? known : NULL, &count);
	free(*text);
	*text = masked;
	service->masked += count;
	return true;
}

bool service_mask_numbers(struct service *service, const struct entity *entity, void *record,
	const void *former, struct error *error)
{
	bool ok = true;
	for (size_t i = 0; ok && i < entity->field_count; i++) {
		const struct field *field = &entity->fields[i];
		if (field_masks_personal_number(field) &&
			text_has_personal_number(field_text_of(field, record)) &&
			!service->keep_number)
			ok = mask_field(service, entity, record, former, field, error);
	}
	return ok;
}

static bool note_kept(struct service *service, const struct entity *entity, int64_t id,
	const struct field *field, struct error *error)
{
	struct number_override *override = service_new(service, &number_override_entity);
	override->entity = xstrdup(entity->name);
	number_set(&override->record_id, id);
	override->field = xstrdup(field->name);
	override->reason = personal_number_mask(service->keep_number, NULL);
	override->who = xstrdup(service->who);
	number_set(&override->at, clock_now(service->clock));
	bool ok = store_insert(service->store, &number_override_entity, override, error);
	record_destroy(&number_override_entity, override);
	return ok;
}

bool service_note_kept_numbers(struct service *service, const struct entity *entity,
	const void *record, const void *former, struct error *error)
{
	bool ok = true;
	for (size_t i = 0; ok && service->keep_number && i < entity->field_count; i++) {
		const struct field *field = &entity->fields[i];
		if (field_masks_personal_number(field) &&
			text_has_personal_number(field_text_of(field, record)) &&
			(!former || !field_equals(field, record, former)))
			ok = note_kept(
				service, entity, ((const struct record *)record)->id, field, error);
	}
	return ok;
}
