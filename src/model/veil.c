/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/veil.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "model/participant.h"

bool entity_is_personal(const struct entity *entity)
{
	if (entity->is_protected)
		return true;
	for (size_t i = 0; i < entity->field_count; i++) {
		if (entity->fields[i].target == &participant_entity)
			return true;
	}
	return false;
}

bool field_is_veiled(const struct entity *entity, const struct field *field)
{
	if (!field_is_text(field) || field->flags & FIELD_OPEN)
		return false;
	return field->flags & FIELD_INTERNAL || entity_is_personal(entity);
}

/* The first letter of each word. */
static void add_words(struct buffer *initials, const char *name, const char *end)
{
	bool starts = true;
	for (const char *at = name; at < end;) {
		char letter[4];
		uint32_t code = text_next(&at, end);
		if (code == ' ') {
			starts = true;
		} else if (starts) {
			buffer_append_bytes(initials, letter, text_encode(letter, code));
			buffer_append(initials, ".");
			starts = false;
		}
	}
}

/* A name from a list, "Öberg, Åsa", has the same initials as the person. */
static void add_initials(struct buffer *initials, const char *name)
{
	const char *comma = name ? strchr(name, ',') : NULL;
	if (!name)
		return;
	if (comma)
		add_words(initials, comma + 1, comma + strlen(comma));
	add_words(initials, name, comma ? comma : name + strlen(name));
}

char *initials_of(const char *name)
{
	struct buffer initials = {0};
	add_initials(&initials, name);
	return buffer_take(&initials);
}

/* Given name and family name together are one pair of initials, in the first of them. */
static void veil_names(const struct entity *entity, void *record)
{
	struct buffer initials = {0};
	const struct field *first = NULL;
	for (size_t i = 0; i < entity->field_count; i++) {
		const struct field *field = &entity->fields[i];
		if (!(field->flags & FIELD_NAME) || !field_is_known(field, record))
			continue;
		add_initials(&initials, field_text_of(field, record));
		field_clear(field, record);
		first = first ? first : field;
	}
	if (first && initials.length)
		*field_text(first, record) = buffer_take(&initials);
	buffer_finish(&initials);
}

void record_veil(const struct entity *entity, void *record)
{
	for (size_t i = 0; i < entity->field_count; i++) {
		const struct field *field = &entity->fields[i];
		if (field->flags & FIELD_NAME || !field_is_veiled(entity, field) ||
			!field_is_known(field, record))
			continue;
		field_clear(field, record);
		*field_text(field, record) = xstrdup(VEIL);
	}
	veil_names(entity, record);
}
