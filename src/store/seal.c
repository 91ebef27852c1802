/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * When someone becomes protected, the journal already tells who they are: in the rows of earlier
 * changes and in the titles of those actions. All of it is sealed in the same unit of work.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "store/image.h"
#include "store/scrub.h"
#include "store/unit.h"

/* A row of the journal that still tells. */
struct told {
	int64_t id;
	int64_t action;
	char *title; /* of the action */
	char *before;
	char *after;
};

struct told_set {
	struct told *items;
	size_t count;
};

static void told_finish(struct told_set *set)
{
	for (size_t i = 0; i < set->count; i++) {
		free(set->items[i].title);
		free(set->items[i].before);
		free(set->items[i].after);
	}
	free(set->items);
}

static bool find_told(struct store *store, const struct entity *entity, int64_t id,
	struct told_set *set, struct error *error)
{
	struct statement *statement = statement_prepare(store->engine,
		"SELECT action_row.id, action.id, action.title, before, after"
		" FROM action_row JOIN action ON action.id = action_row.action_id"
		" WHERE entity = $1 AND row_id = $2 ORDER BY action_row.id",
		error);
	enum step step;
	if (!statement)
		return false;
	statement_bind_text(statement, 1, entity->name);
	statement_bind_integer(statement, 2, id);
	while ((step = statement_step(statement, error)) == STEP_ROW) {
		set->items = xreallocarray(set->items, set->count + 1, sizeof(*set->items));
		set->items[set->count++] = (struct told){.id = statement_integer(statement, 0),
			.action = statement_integer(statement, 1),
			.title = xstrdup(statement_text(statement, 2)),
			.before = xstrdup(statement_text(statement, 3)),
			.after = xstrdup(statement_text(statement, 4))};
	}
	statement_release(statement);
	return step == STEP_DONE;
}

static bool write_images(
	struct store *store, int64_t row, const struct image images[2], struct error *error)
{
	char *before = image_text(&images[0]), *after = image_text(&images[1]);
	struct statement *statement = statement_prepare(store->engine,
		"UPDATE action_row SET before = $1, after = $2 WHERE id = $3", error);
	if (statement) {
		statement_bind_text(statement, 1, before);
		statement_bind_text(statement, 2, after);
		statement_bind_integer(statement, 3, row);
	}
	bool ok = statement && statement_run(statement, error) &&
		  image_save_sealed(&images[0], store, row, "before", error) &&
		  image_save_sealed(&images[1], store, row, "after", error);
	free(before);
	free(after);
	return ok;
}

/* The record that an image tells, NULL when there was no row. */
static bool read_image(
	const struct image *image, const struct entity *entity, void **record, struct error *error)
{
	*record = NULL;
	if (!image->object)
		return true;
	struct record *made = record_create(entity);
	*record = made;
	made->id = json_integer_value(json_object_get(image->object, "id"));
	made->version = image_version(image);
	return image_apply(image, entity, made, error);
}

static bool names_person(const struct entity *entity, const void *record, const char *title)
{
	for (size_t i = 0; record && i < entity->field_count; i++) {
		const struct field *field = &entity->fields[i];
		const char *text = field_is_text(field) ? field_text_of(field, record) : NULL;
		if (field->flags & FIELD_IDENTITY && text && *text && strstr(title, text))
			return true;
	}
	return false;
}

static bool replace_title(
	struct store *store, int64_t action, const char *title, struct error *error)
{
	struct statement *statement = statement_prepare(
		store->engine, "UPDATE action SET title = $1 WHERE id = $2", error);
	if (!statement)
		return false;
	statement_bind_text(statement, 1, title);
	statement_bind_integer(statement, 2, action);
	return statement_run(statement, error);
}

static bool seal_images(struct store *store, const struct entity *entity, int64_t row,
	void *const records[2], struct error *error)
{
	struct image sealed[2] = {0};
	bool ok = image_make(&sealed[0], entity, records[0], records[1], true, error) &&
		  image_make(&sealed[1], entity, records[1], records[0], true, error) &&
		  write_images(store, row, sealed, error);
	image_finish(&sealed[0]);
	image_finish(&sealed[1]);
	return ok;
}

static bool is_done(const struct image images[2])
{
	return json_object_get(images[0].object, "sealed") ||
	       json_object_get(images[1].object, "sealed");
}

/* `person` is who they were last; what they were called in this row may be something else. */
static bool seal_row(struct store *store, const struct entity *entity, const struct told *told,
	const void *person, struct error *error)
{
	struct image images[2] = {0};
	void *records[2] = {0};
	bool ok = image_parse(&images[0], told->before, error) &&
		  image_parse(&images[1], told->after, error);
	if (ok && !is_done(images))
		ok = read_image(&images[0], entity, &records[0], error) &&
		     read_image(&images[1], entity, &records[1], error) &&
		     seal_images(store, entity, told->id, records, error);
	if (ok && (names_person(entity, person, told->title) ||
			  names_person(entity, records[0], told->title) ||
			  names_person(entity, records[1], told->title)))
		ok = replace_title(store, told->action, _(entity->label), error);
	for (int i = 0; i < 2; i++) {
		image_finish(&images[i]);
		record_destroy(entity, records[i]);
	}
	return ok;
}

bool journal_seal(
	struct store *store, const struct entity *entity, const void *record, struct error *error)
{
	struct told_set set = {0};
	bool ok = find_told(store, entity, ((const struct record *)record)->id, &set, error);
	for (size_t i = 0; ok && i < set.count; i++)
		ok = seal_row(store, entity, &set.items[i], record, error);
	told_finish(&set);
	return ok;
}

/* Would the title still tell what the row said? */
static bool erase_title(struct store *store, const struct entity *entity, const struct told *told,
	struct error *error)
{
	struct image images[2] = {0};
	void *records[2] = {0};
	bool ok = image_parse(&images[0], told->before, error) &&
		  image_parse(&images[1], told->after, error) &&
		  read_image(&images[0], entity, &records[0], error) &&
		  read_image(&images[1], entity, &records[1], error);
	if (ok && (names_person(entity, records[0], told->title) ||
			  names_person(entity, records[1], told->title)))
		ok = replace_title(store, told->action, _(entity->label), error);
	for (int i = 0; i < 2; i++) {
		image_finish(&images[i]);
		record_destroy(entity, records[i]);
	}
	return ok;
}

bool journal_erase_titles(
	struct store *store, const struct entity *entity, int64_t id, struct error *error)
{
	struct told_set set = {0};
	bool ok = find_told(store, entity, id, &set, error);
	for (size_t i = 0; ok && i < set.count; i++)
		ok = erase_title(store, entity, &set.items[i], error);
	told_finish(&set);
	return ok;
}
