/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The unit of work from the inside: what undo and the ledgers need of it. */
#ifndef TRAFFPUNKT_STORE_UNIT_H
#define TRAFFPUNKT_STORE_UNIT_H

#include "store/private.h"

/* As store_begin, for an action of another kind that takes back the action `reverts`. The intent
 * may be given later, by unit_describe, when the lock is needed to know it. */
bool unit_begin(struct store *store, struct error *error);
void unit_describe(
	struct store *store, const struct action_intent *intent, const char *kind, int64_t reverts);
/* False, as a fault of the program, when no unit of work is open. */
bool unit_check_open(struct store *store, struct error *error);
/* Something was written outside the journal's rows: the action is journalled nevertheless. */
void unit_touch(struct store *store);

/*
 * Journals one change of one row, which has been written; before or after is NULL. After a failure
 * the unit can only be rolled back.
 */
bool unit_journal(struct store *store, const struct entity *entity, const void *before,
	const void *after, struct error *error);

/* seal.c: takes what the journal already tells of someone out of its rows and titles. */
bool journal_seal(
	struct store *store, const struct entity *entity, const void *record, struct error *error);

#endif
