/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening and closing the database. */
#include <stdio.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "store/derived.h"
#include "store/erase.h"
#include "store/maintenance.h"
#include "store/place.h"
#include "store/private.h"

bool store_connect(struct store **store, const char *path, enum store_access access,
	const struct clock *clock, struct error *error)
{
	struct store *made = xcalloc(1, sizeof(*made));
	made->path = xstrdup(path);
	made->read_only = access == STORE_READ_ONLY;
	if (clock)
		made->clock = *clock;
	made->collator = collator_create();
	bool ok = place_prepare(path, access, &made->real, &made->remote, error) &&
		  engine_open(&made->engine, made->real, made->path, made->read_only, made->remote,
			  error);
	*store = ok ? made : NULL;
	if (!ok)
		store_close(made);
	return ok;
}

/* An erasure that another program stood in the way of is finished at the next quiet moment. */
static void finish_cleaning(struct store *store)
{
	struct error ignored = {0};
	if (store_needs_cleaning(store))
		store_clean(store, &ignored);
	error_finish(&ignored);
}

bool store_open(struct store **store, const char *path, enum store_access access,
	const struct clock *clock, struct error *error)
{
	if (!store_connect(store, path, access, clock, error))
		return false;
	bool ok = access == STORE_READ_ONLY ? schema_check_current(*store, error)
					    : schema_bring_to(*store, schema_latest(), error) &&
						      derived_refresh(*store, error);
	if (!ok) {
		store_close(*store);
		*store = NULL;
	} else if (access != STORE_READ_ONLY) {
		finish_cleaning(*store);
	}
	return ok;
}

void store_close(struct store *store)
{
	if (!store)
		return;
	if (store->engine)
		store_rollback(store);
	engine_close(store->engine);
	collator_destroy(store->collator);
	free(store->real);
	free(store->path);
	free(store);
}

const char *store_path(const struct store *store)
{
	return store->path;
}

const struct clock *store_clock(const struct store *store)
{
	return &store->clock;
}

int64_t store_data_version(struct store *store)
{
	return engine_data_version(store->engine);
}

bool store_backup(struct store *store, const char *path, struct error *error)
{
	char *beside = place_beside(path, error);
	bool ok = beside && engine_copy(store->real, beside, error) &&
		  place_replace(beside, path, error);
	if (!ok && beside)
		remove(beside);
	free(beside);
	return ok;
}
