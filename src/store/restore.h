/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Putting a backup in the place of the database. */
#ifndef TRAFFPUNKT_STORE_RESTORE_H
#define TRAFFPUNKT_STORE_RESTORE_H

#include "store/store.h"

/*
 * A copy of a backup beside the database `path`, brought up to this program's schema and open for
 * writing, to be put into place or thrown away. A file of another program, of a newer one, or that
 * is damaged is refused.
 */
bool store_stage(struct store **staged, const char *backup, const char *path,
	const struct clock *clock, struct error *error);
/* ERROR_BUSY when another program has it open too. */
bool store_hold_alone(struct store *store, struct error *error);
/*
 * Puts it into the place of the database, of which a copy is kept first ("<path>.before-restore").
 * ERROR_BUSY when another program has the database open. Closes both, whatever happens; `current`
 * may be NULL.
 */
bool store_replace(
	struct store *staged, struct store *current, const char *path, struct error *error);
/* All rows of an entity, of every network. */
bool store_count_all(
	struct store *store, const struct entity *entity, int64_t *count, struct error *error);
/* Closes it and removes its file. */
void store_unstage(struct store *staged);

#endif
