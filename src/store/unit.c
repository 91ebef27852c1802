/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The unit of work: one transaction that is also one action of the journal. */
#include "store/unit.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "store/image.h"

static void forget(struct unit *unit)
{
	free(unit->who);
	free(unit->title);
	*unit = (struct unit){0};
}

bool unit_begin(struct store *store, struct error *error)
{
	if (store->unit.open)
		return error_set(
			error, ERROR_SOFTWARE, _("A change was begun inside another change."));
	if (store->read_only)
		return error_set(error, ERROR_PERMISSION,
			_("The database %s is open for reading only."), store->path);
	if (!engine_begin(store->engine, error))
		return false;
	store->unit.open = true;
	store->unit.at = clock_now(&store->clock);
	return true;
}

void unit_describe(
	struct store *store, const struct action_intent *intent, const char *kind, int64_t reverts)
{
	struct unit *unit = &store->unit;
	unit->who = xstrdup(intent->who ? intent->who : "");
	unit->title = xstrdup(intent->title ? intent->title : "");
	unit->network = intent->network;
	unit->kind = kind;
	unit->reverts = reverts;
}

bool store_begin(struct store *store, const struct action_intent *intent, struct error *error)
{
	if (!unit_begin(store, error))
		return false;
	unit_describe(store, intent, intent->final ? "final" : "change", 0);
	return true;
}

bool unit_check_open(struct store *store, struct error *error)
{
	return store->unit.open ||
	       error_set(error, ERROR_SOFTWARE, _("A change was made outside a unit of work."));
}

void unit_touch(struct store *store)
{
	store->unit.touched = true;
}

/* An id that may be missing. */
static void bind_reference(struct statement *statement, int index, int64_t id)
{
	if (id)
		statement_bind_integer(statement, index, id);
	else
		statement_bind_text(statement, index, NULL);
}

/* The action is written with its first row, so that a change that changes nothing leaves none. */
static bool write_action(struct store *store, const char *kind, struct error *error)
{
	struct unit *unit = &store->unit;
	if (unit->action)
		return true;
	struct statement *statement = statement_prepare(store->engine,
		"INSERT INTO action (network_id, at, who, kind, title, reverts_id)"
		" VALUES ($1, $2, $3, $4, $5, $6) RETURNING id",
		error);
	if (!statement)
		return false;
	bind_reference(statement, 1, unit->network);
	statement_bind_integer(statement, 2, unit->at);
	statement_bind_text(statement, 3, unit->who);
	statement_bind_text(statement, 4, kind);
	statement_bind_text(statement, 5, unit->title);
	bind_reference(statement, 6, unit->reverts);
	return statement_run_integer(statement, 0, &unit->action, error);
}

static bool write_row(struct store *store, const struct entity *entity, int64_t id,
	const struct image images[2], struct error *error)
{
	int64_t row = 0;
	char *before = image_text(&images[0]), *after = image_text(&images[1]);
	struct statement *statement = statement_prepare(store->engine,
		"INSERT INTO action_row (action_id, entity, row_id, before, after)"
		" VALUES ($1, $2, $3, $4, $5) RETURNING id",
		error);
	if (statement) {
		statement_bind_integer(statement, 1, store->unit.action);
		statement_bind_text(statement, 2, entity->name);
		statement_bind_integer(statement, 3, id);
		statement_bind_text(statement, 4, before);
		statement_bind_text(statement, 5, after);
	}
	bool ok = statement && statement_run_integer(statement, 0, &row, error) &&
		  image_save_sealed(&images[0], store, row, "before", error) &&
		  image_save_sealed(&images[1], store, row, "after", error);
	free(before);
	free(after);
	return ok;
}

static bool write_change(struct store *store, const struct entity *entity, const void *before,
	const void *after, struct error *error)
{
	struct image images[2] = {0};
	const struct record *record = after ? after : before;
	bool sealed = image_is_sealed(entity, before, after);
	bool ok = image_make(&images[0], entity, before, after, sealed, error) &&
		  image_make(&images[1], entity, after, before, sealed, error) &&
		  write_action(store, store->unit.kind, error) &&
		  write_row(store, entity, record->id, images, error);
	image_finish(&images[0]);
	image_finish(&images[1]);
	return ok;
}

bool unit_journal(struct store *store, const struct entity *entity, const void *before,
	const void *after, struct error *error)
{
	bool newly = before && after && !image_is_sealed(entity, before, NULL) &&
		     image_is_sealed(entity, after, NULL);
	bool ok = write_change(store, entity, before, after, error) &&
		  (!newly || journal_seal(store, entity, before, error));
	store->unit.broken |= !ok;
	return ok;
}

static bool finish_action(struct store *store, struct error *error)
{
	struct unit *unit = &store->unit;
	if (unit->broken)
		return error_set(error, ERROR_SOFTWARE,
			_("A change that had failed was to be kept; nothing has been changed."));
	/* What has no rows cannot be taken back, whatever it was begun as. */
	bool revert = unit->reverts != 0;
	return unit->action || !unit->touched ||
	       write_action(store, revert ? unit->kind : "final", error);
}

bool store_commit(struct store *store, int64_t *action, struct error *error)
{
	if (!unit_check_open(store, error))
		return false;
	bool ok = finish_action(store, error) && engine_commit(store->engine, error);
	if (action)
		*action = ok ? store->unit.action : 0;
	if (!ok)
		engine_rollback(store->engine);
	forget(&store->unit);
	return ok;
}

void store_rollback(struct store *store)
{
	if (!store->unit.open)
		return;
	engine_rollback(store->engine);
	forget(&store->unit);
}
