/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What intake asks of the database, each a seek in an index. */
#ifndef TRAFFPUNKT_STORE_INTAKE_H
#define TRAFFPUNKT_STORE_INTAKE_H

#include "store/store.h"

/* The newest requests from an address (lower case) since an instant, the newest first, at most
 * `limit`. */
bool store_requests_from(struct store *store, int64_t network, const char *email, int64_t since,
	size_t limit, struct record_set *set, struct error *error);
/* The broken mail of this content; 0: none. */
bool store_find_broken(
	struct store *store, int64_t network, const char *digest, int64_t *id, struct error *error);
/* Does any row of the database refer to this file of the folder of attachments? */
bool store_refers_to_file(struct store *store, const char *file, bool *refers, struct error *error);
/* Calls `found` with the name of every file that some row refers to, in their order, each once. */
typedef bool store_file_found(void *context, const char *file, struct error *error);
bool store_walk_files(
	struct store *store, store_file_found *found, void *context, struct error *error);

#endif
