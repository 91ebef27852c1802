/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/restore.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "model/participant.h"
#include "model/request.h"
#include "service/erase.h"
#include "service/private.h"
#include "store/restore.h"

static bool count_rows(
	struct store *store, const struct entity *entity, int64_t *count, struct error *error)
{
	*count = 0;
	return !store || store_count_all(store, entity, count, error);
}

static bool compare(struct restore *restore, struct error *error)
{
	static const struct entity *const counted[RESTORE_COUNTS] = {
		&participant_entity, &meeting_entity, &request_entity};
	for (size_t i = 0; i < RESTORE_COUNTS; i++) {
		struct restore_count *count = &restore->counts[i];
		count->entity = counted[i];
		if (!count_rows(restore->current, counted[i], &count->now, error) ||
			!count_rows(restore->staged, counted[i], &count->then, error))
			return false;
	}
	return true;
}

static bool read_age(struct restore *restore, struct error *error)
{
	struct journal_query query = {.limit = 1};
	struct journal journal = {0};
	bool ok = store_history(restore->staged, &query, &journal, error);
	if (ok && journal.count)
		restore->at = (struct number){.known = true, .value = journal.actions[0].at};
	journal_finish(&journal);
	return ok;
}

static bool erase_again(
	struct service *service, const int64_t *ids, size_t count, struct error *error)
{
	struct erase_set set = {0};
	char *title = xasprintf(PLURAL_("Restored: %zu person erased again",
					"Restored: %zu people erased again", count),
		count);
	bool ok = true;
	for (size_t i = 0; ok && i < count; i++)
		ok = erase_set_add(&set, service->store, &participant_entity, ids[i], error);
	ok = ok && service_begin(service, title, true, error) &&
	     service_end(service, service_erase_within(service, &set, error), error) &&
	     store_clean(service->store, error);
	erase_set_finish(&set);
	free(title);
	return ok;
}

static bool bring_tombstones(struct service *service, struct store *current, struct error *error)
{
	return !current ||
	       (service_begin(service, _("Restored from a backup"), true, error) &&
		       service_end(service, store_take_tombstones(service->store, current, error),
			       error));
}

/* Erasing concerns all networks of a database; the service wants to stand in one of them. */
static bool serve(struct service *service, struct store *store, const struct settings *settings,
	struct error *error)
{
	struct record_set networks = {0};
	if (!store_all(store, &network_entity, 0, &networks, error))
		return false;
	const struct network *first = networks.count ? record_set_at(&networks, 0) : NULL;
	bool ok = service_init(service, store, settings, first ? first->slug : NULL, error);
	record_set_finish(&networks);
	return ok;
}

static bool forget_again(
	struct restore *restore, const struct settings *settings, struct error *error)
{
	struct service service;
	int64_t *ids = NULL;
	if (!serve(&service, restore->staged, settings, error))
		return false;
	bool ok = bring_tombstones(&service, restore->current, error) &&
		  store_find_buried(restore->staged, &ids, &restore->erased, error) &&
		  (!restore->erased || erase_again(&service, ids, restore->erased, error));
	free(ids);
	service_finish(&service);
	return ok;
}

/* A database that is so damaged that it cannot be opened is what a backup is for. */
static bool open_current(
	struct restore *restore, const char *path, const struct clock *clock, struct error *error)
{
	if (access(path, F_OK) || store_open(&restore->current, path, STORE_EXISTING, clock, error))
		return true;
	if (error->kind != ERROR_DATA)
		return false;
	error_finish(error);
	return true;
}

bool service_restore_prepare(struct restore *restore, const char *backup, const char *path,
	const struct settings *settings, const struct clock *clock, struct error *error)
{
	*restore = (struct restore){.path = xstrdup(path)};
	bool ok = open_current(restore, path, clock, error) &&
		  store_stage(&restore->staged, backup, path, clock, error) &&
		  read_age(restore, error) && forget_again(restore, settings, error) &&
		  compare(restore, error) &&
		  (!restore->current || store_hold_alone(restore->current, error));
	if (!ok)
		restore_finish(restore);
	return ok;
}

bool service_restore_finish(struct restore *restore, struct error *error)
{
	struct store *staged = restore->staged, *current = restore->current;
	restore->staged = restore->current = NULL;
	return store_replace(staged, current, restore->path, error);
}

void restore_finish(struct restore *restore)
{
	store_unstage(restore->staged);
	store_close(restore->current);
	free(restore->path);
	*restore = (struct restore){0};
}
