/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Undo, redo, and what an action changed in words. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/i18n.h"
#include "model/recordjson.h"
#include "model/veil.h"
#include "service/calendar.h"
#include "service/private.h"
#include "store/release.h"

/* The newest meeting among the rows whose calendar file now says something else, or 0. */
static int64_t stale_meeting(struct service *service, const struct journal_action *action)
{
	for (size_t i = 0; i < action->row_count; i++) {
		struct meeting meeting = {0};
		struct error ignored = {0};
		enum file_state state = FILE_NONE;
		int64_t sequence, id = action->rows[i].row;
		bool stale = !strcmp(action->rows[i].entity, meeting_entity.name) &&
			     store_get(service->store, &meeting_entity, id, &meeting, &ignored) &&
			     service_file_state(service, &meeting, &state, &sequence, &ignored) &&
			     (state == FILE_STALE ||
				     (state == FILE_IMPOSSIBLE && meeting.sequence.known));
		error_finish(&ignored);
		record_finish(&meeting_entity, &meeting);
		if (stale)
			return id;
	}
	return 0;
}

/* ---- what has left the house is not taken back ---- */

/* The meeting as it would be if the row were taken back. */
static struct meeting *meeting_before(
	struct service *service, const struct journal_row *row, struct error *error)
{
	struct meeting *meeting = record_create(&meeting_entity);
	json_t *before = json_loads(row->before, 0, NULL);
	bool ok = store_get(service->store, &meeting_entity, row->row, meeting, error);
	for (size_t i = 0; ok && i < meeting_entity.field_count; i++) {
		const struct field *field = &meeting_entity.fields[i];
		json_t *value = json_object_get(before, field->name);
		if (value && strcmp(field->name, "sequence") != 0)
			ok = field_from_json(field, meeting, value, error);
	}
	json_decref(before);
	if (ok)
		return meeting;
	record_destroy(&meeting_entity, meeting);
	return NULL;
}

/* What was done after the file went out can still be taken back to what people have. */
static bool is_in_file(enum file_state state, const struct release *release, int64_t done_at)
{
	return state == FILE_CURRENT || release->released_at > done_at;
}

static bool refuse_holders(
	struct service *service, int64_t id, int64_t done_at, struct error *error)
{
	struct meeting meeting = {0};
	struct release release = {0};
	enum file_state state;
	bool found = false;
	int64_t sequence, count = 0;
	bool ok = store_get(service->store, &meeting_entity, id, &meeting, error) &&
		  service_file_state(service, &meeting, &state, &sequence, error) &&
		  store_release_latest(service->store, id, NULL, &release, &found, error);
	if (ok && found && is_in_file(state, &release, done_at))
		ok = store_release_holders(service->store, id, release.sequence, &count, error);
	record_finish(&meeting_entity, &meeting);
	if (!ok || !count)
		return ok;
	return error_set(error, ERROR_REFUSED,
		PLURAL_("%lld person has version %lld already: make a new change instead.",
			"%lld people have version %lld already: make a new change instead.", count),
		(long long)count, (long long)release.sequence);
}

static bool check_meeting(struct service *service, const struct journal_row *row, int64_t done_at,
	struct error *error)
{
	bool differs = false;
	if (!row->before || !row->after)
		return true;
	struct meeting *meeting = meeting_before(service, row, error);
	bool ok = meeting && service_file_differs(service, meeting, &differs, error);
	if (meeting)
		record_destroy(&meeting_entity, meeting);
	return ok && (!differs || refuse_holders(service, row->row, done_at, error));
}

/* An item of the programme stands in the file of its meeting, whatever was changed of it. */
static bool check_item(struct service *service, const struct journal_row *row, int64_t done_at,
	struct error *error)
{
	json_t *item = json_loads(row->after ? row->after : row->before, 0, NULL);
	json_int_t meeting = json_integer_value(json_object_get(item, "meeting_id"));
	json_decref(item);
	return !meeting || refuse_holders(service, meeting, done_at, error);
}

static bool check_action(
	struct service *service, const struct journal_action *action, struct error *error)
{
	bool ok = true;
	for (size_t i = 0; ok && i < action->row_count; i++) {
		const struct journal_row *row = &action->rows[i];
		if (!strcmp(row->entity, meeting_entity.name))
			ok = check_meeting(service, row, action->at, error);
		else if (!strcmp(row->entity, programme_item_entity.name))
			ok = check_item(service, row, action->at, error);
	}
	return ok;
}

/* Does what the next undo would take back stand in files that people have? */
static bool check_undo(struct service *service, struct error *error)
{
	struct journal journal = {0};
	bool ok = store_undoable(service->store, &journal, error) &&
		  (!journal.count || check_action(service, &journal.actions[0], error));
	journal_finish(&journal);
	return ok;
}

static void say(struct service *service, struct buffer *said, const struct journal_action *action,
	const char *format)
{
	buffer_append(said, said->length ? " " : "");
	/* First what is left to do: a narrow screen cuts the rest. */
	if (stale_meeting(service, action))
		buffer_printf(
			said, "%s ", _("Publish again: the file that went out says otherwise."));
	buffer_printf(said, format, action->title);
}

typedef bool step_function(
	struct store *store, const char *who, struct journal *done, struct error *error);

static bool walk(struct service *service, int steps, step_function *step, const char *format,
	char **said, struct error *error)
{
	struct buffer text = {0};
	bool ok = true;
	for (int i = 0; ok && i < steps; i++) {
		struct journal done = {0};
		ok = (step != store_undo || check_undo(service, error)) &&
		     step(service->store, service->who, &done, error);
		if (ok && done.count)
			say(service, &text, &done.actions[0], format);
		journal_finish(&done);
	}
	service->due_day = (struct number){0};
	*said = text.length ? buffer_take(&text) : NULL;
	if (!ok && *said && error->message) { /* some steps were taken before the refusal */
		char *both = xasprintf("%s %s", *said, error->message);
		error_set(error, error->kind, "%s", both);
		free(both);
	}
	return ok;
}

bool service_undo(struct service *service, int steps, char **said, struct error *error)
{
	return walk(service, steps, store_undo, _("Undone: %s."), said, error);
}

bool service_redo(struct service *service, int steps, char **said, struct error *error)
{
	return walk(service, steps, store_redo, _("Done again: %s."), said, error);
}

static bool is_sealed(const json_t *object, const char *field)
{
	size_t index;
	json_t *name;
	json_array_foreach(json_object_get(object, "sealed"), index, name)
	{
		if (!strcmp(json_string_value(name), field))
			return true;
	}
	return false;
}

static char *display_json(
	const struct entity *entity, const struct field *field, const json_t *value)
{
	struct error ignored = {0};
	void *record = record_create(entity);
	field_from_json(field, record, value, &ignored);
	char *text = field_display(field, record);
	error_finish(&ignored);
	record_destroy(entity, record);
	if (*text)
		return text;
	free(text);
	return xstrdup("–");
}

/* A line that an older program wrote does not tell of an attribute that came later. */
static bool is_unknown(const json_t *value)
{
	return !value || json_is_null(value);
}

static void describe_field(struct buffer *lines, const struct entity *entity,
	const struct field *field, const json_t *before, const json_t *after, bool veiled)
{
	const json_t *was = json_object_get(before, field->name);
	const json_t *is = json_object_get(after, field->name);
	const char *label = _(field->label);
	if (is_sealed(before, field->name) || is_sealed(after, field->name)) {
		buffer_printf(lines, _("%s: changed (protected)\n"), label);
		return;
	}
	if (is_unknown(was) ? is_unknown(is) : json_equal(was, is))
		return;
	if (veiled && field_is_veiled(entity, field)) {
		buffer_printf(lines, _("%s: changed\n"), label);
		return;
	}
	char *old = display_json(entity, field, was);
	char *new = display_json(entity, field, is);
	buffer_printf(lines, "%s: %s → %s\n", label, old, new);
	free(old);
	free(new);
}

static char *describe_change(const struct journal_row *row, bool veiled)
{
	const struct entity *entity = entity_by_name(row->entity);
	json_t *before = row->before ? json_loads(row->before, 0, NULL) : NULL;
	json_t *after = row->after ? json_loads(row->after, 0, NULL) : NULL;
	struct buffer lines = {0};
	for (size_t i = 0; entity && i < entity->field_count; i++) {
		if (entity->fields[i].label)
			describe_field(&lines, entity, &entity->fields[i], before, after, veiled);
	}
	json_decref(before);
	json_decref(after);
	return buffer_take(&lines);
}

char *service_describe_change(const struct journal_row *row)
{
	return describe_change(row, false);
}

char *service_describe_change_veiled(const struct journal_row *row)
{
	return describe_change(row, true);
}
