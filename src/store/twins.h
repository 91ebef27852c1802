/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of participants by what they share (model/twin.h), each a seek in an index. */
#ifndef TRAFFPUNKT_STORE_TWINS_H
#define TRAFFPUNKT_STORE_TWINS_H

#include "store/store.h"

/* The participants of a network whose key of this name ("email_key", "mailbox_key", "person_key",
 * "phone_key") is this, by id. None when the key is "". */
bool store_sharing(struct store *store, int64_t network, const char *key_name, const char *key,
	struct record_set *set, struct error *error);
/* The participants whose words of the name (twin_key "name_words") begin so, at
 * most `limit`: the protected first. */
bool store_named(struct store *store, int64_t network, const char *words, size_t limit,
	struct record_set *set, struct error *error);
/* Is there one? */
bool store_is_named(
	struct store *store, int64_t network, const char *words, bool *found, struct error *error);
/* The numbers of the requests that came from an address; owned by the caller. */
bool store_requests_from(struct store *store, int64_t network, const char *email, int64_t **ids,
	size_t *count, struct error *error);
/* The keys that more than one participant has, in their order after `after` ("": from the first),
 * at most `limit`. The caller frees them with store_keys_free. */
bool store_shared_keys(struct store *store, int64_t network, const char *key_name,
	const char *after, size_t limit, char ***keys, size_t *count, struct error *error);
void store_keys_free(char **keys, size_t count);

/*
 * The row that stands in the way of this one: another row with the same values in the columns of a
 * UNIQUE index. 0 when there is none. Rows are merged by it: one answer per person and meeting.
 */
bool store_find_rival(struct store *store, const struct entity *entity, const void *record,
	int64_t *rival, struct error *error);

#endif
