/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a record looks from outside: what the record says must stay inside is not shown. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "base/text.h"
#include "cli/output.h"
#include "cli/verb.h"
#include "model/draft.h"
#include "model/recordjson.h"
#include "model/request.h"

/* What people read when there is no value. */
#define NOTHING "–"
#define LABEL_GAP 2
#define TEXT_COLUMNS 98

static bool is_message(const struct field *field)
{
	return !strcmp(field->name, "subject") || !strcmp(field->name, "body");
}

/* Must this value stay unseen? */
static bool is_sealed(const struct entity *entity, const struct field *field, const void *record)
{
	return field->flags & FIELD_IDENTITY && entity->is_protected &&
	       entity->is_protected(record);
}

json_t *shown_json(const struct entity *entity, const void *record)
{
	json_t *object = record_to_json(entity, record, true);
	for (size_t i = 0; i < entity->field_count; i++) {
		const struct field *field = &entity->fields[i];
		char local[26];
		if (field->type != FIELD_INSTANT || !field_is_known(field, record))
			continue;
		instant_to_iso(field_number_of(field, record).value, local);
		json_object_set_new(object, field->name, json_string(local));
	}
	return object;
}

json_t *shown_parts(
	struct cli *cli, const struct entity *entity, int64_t parent, struct error *error)
{
	struct record_set parts = {0};
	if (!store_all(cli->store, entity, parent, &parts, error))
		return NULL;
	json_t *list = json_array();
	for (size_t i = 0; i < parts.count; i++)
		json_array_append_new(list, shown_json(entity, record_set_at(&parts, i)));
	record_set_finish(&parts);
	return list;
}

/* "2 (tis 26 sep 2023)" */
static char *shown_reference(struct cli *cli, const struct field *field, int64_t id)
{
	struct error ignored = {0};
	void *target = record_create(field->target);
	char *text;
	if (store_get(cli->store, field->target, id, target, &ignored)) {
		char *title = field->target->title(target);
		text = xasprintf("%lld (%s)", (long long)id, title);
		free(title);
	} else {
		text = xasprintf("%lld", (long long)id);
	}
	record_destroy(field->target, target);
	error_finish(&ignored);
	return text;
}

char *shown_value(
	struct cli *cli, const struct entity *entity, const struct field *field, const void *record)
{
	if (is_sealed(entity, field, record))
		return xstrdup(_("hidden"));
	if (!field_is_known(field, record))
		return xstrdup(NOTHING);
	if (field->type == FIELD_REFERENCE)
		return shown_reference(cli, field, field_number_of(field, record).value);
	return field_display(field, record);
}

struct value_column {
	int at; /* where values start */
	int cursor;
};

static void print_value_line(void *context, const char *text)
{
	struct value_column *column = context;
	printf("%*s%s\n", column->at - column->cursor, "", text);
	column->cursor = 0;
}

static int widest_label(const struct entity *entity)
{
	int widest = 0;
	for (size_t i = 0; i < entity->field_count; i++) {
		const char *label = entity->fields[i].label;
		int width = label ? text_width(_(label)) : 0;
		if (width > widest)
			widest = width;
	}
	return widest;
}

/* A task names nobody; a letter that was sent before someone became protected stays shut. */
static bool is_opened(const struct entity *entity, const void *record)
{
	return (entity == &request_entity &&
		       !((const struct request *)record)->is_sensitive.value) ||
	       (entity == &draft_entity &&
		       ((const struct draft *)record)->kind.value == DRAFT_TASK);
}

void shown_print(struct cli *cli, const struct entity *entity, const void *record)
{
	struct value_column column = {.at = widest_label(entity) + LABEL_GAP};
	int columns = output_columns() ? output_columns() : TEXT_COLUMNS;
	int room = columns - column.at > 20 ? columns - column.at : 20;
	for (size_t i = 0; i < entity->field_count; i++) {
		const struct field *field = &entity->fields[i];
		if (!field->label)
			continue;
		/* Whoever opens a letter is meant to read it. */
		bool opened = is_opened(entity, record) && is_message(field) &&
			      field_is_known(field, record);
		char *value = opened ? field_display(field, record)
				     : shown_value(cli, entity, field, record);
		printf("%s", _(field->label));
		column.cursor = text_width(_(field->label));
		text_wrap(value, room, print_value_line, &column);
		if (column.cursor)
			putchar('\n');
		free(value);
	}
}
