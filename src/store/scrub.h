/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking words out of every text of the database. Private to this room. */
#ifndef TRAFFPUNKT_STORE_SCRUB_H
#define TRAFFPUNKT_STORE_SCRUB_H

#include "store/erase.h"
#include "store/private.h"

/* In every text but those of invoices; with the guards open. */
bool scrub_words(struct store *store, const struct word_list *words, struct error *error);
/* The titles of actions that name a row become the name of its kind (seal.c). */
bool journal_erase_titles(
	struct store *store, const struct entity *entity, int64_t id, struct error *error);

#endif
