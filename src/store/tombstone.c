/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tombstones: who was erased, told by salted hashes of the number that the program gave them (uid)
 * and of their address. A backup brings its rows back; by these they are found and erased again.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/digest.h"
#include "model/participant.h"
#include "model/twin.h"
#include "store/erase.h"
#include "store/row.h"
#include "store/unit.h"

#define TOMBSTONE_PAGE 500

static bool insert(struct store *store, const char *kind, const char *salt, const char *hash,
	int64_t at, struct error *error)
{
	struct statement *statement = statement_prepare(store->engine,
		"INSERT INTO tombstone (kind, salt, hash, erased_at) VALUES ($1, $2, $3, $4)"
		" ON CONFLICT (kind, hash) DO NOTHING",
		error);
	if (!statement)
		return false;
	statement_bind_text(statement, 1, kind);
	statement_bind_text(statement, 2, salt);
	statement_bind_text(statement, 3, hash);
	statement_bind_integer(statement, 4, at);
	return statement_run(statement, error);
}

static bool bury(struct store *store, const char *kind, const char *text, struct error *error)
{
	char salt[UUID_SIZE], hash[DIGEST_HEX_SIZE];
	if (!*text)
		return true;
	uuid_create(salt);
	digest_salted(salt, text, hash);
	return insert(store, kind, salt, hash, store->unit.at, error);
}

bool store_bury(struct store *store, int64_t participant, struct error *error)
{
	struct participant record = {0};
	bool ok = unit_check_open(store, error) &&
		  store_get(store, &participant_entity, participant, &record, error);
	if (ok) {
		char *address = twin_key("email_key", record.email, NULL);
		ok = bury(store, "uid", record.uid, error) &&
		     bury(store, "address", address, error);
		unit_touch(store);
		free(address);
	}
	record_finish(&participant_entity, &record);
	return ok;
}

/* ---- reading them ---- */

struct tombstone {
	bool is_address;
	char salt[UUID_SIZE];
	char hash[DIGEST_HEX_SIZE];
	int64_t erased_at;
};

struct tombstone_list {
	struct tombstone *items;
	size_t count;
};

static void copy_text(char *to, size_t size, const char *from)
{
	size_t length = from ? strlen(from) : 0;
	if (length >= size)
		length = size - 1;
	memcpy(to, from ? from : "", length);
	to[length] = '\0';
}

static bool read_tombstones(struct store *store, struct tombstone_list *list, struct error *error)
{
	enum step step = STEP_FAILED;
	struct statement *statement = statement_prepare(store->engine,
		"SELECT kind, salt, hash, erased_at FROM tombstone ORDER BY id", error);
	while (statement && (step = statement_step(statement, error)) == STEP_ROW) {
		list->items = xreallocarray(list->items, list->count + 1, sizeof(*list->items));
		struct tombstone *at = &list->items[list->count++];
		at->is_address = !strcmp(statement_text(statement, 0), "address");
		copy_text(at->salt, sizeof(at->salt), statement_text(statement, 1));
		copy_text(at->hash, sizeof(at->hash), statement_text(statement, 2));
		at->erased_at = statement_integer(statement, 3);
	}
	statement_release(statement);
	return step == STEP_DONE;
}

bool store_take_tombstones(struct store *store, struct store *other, struct error *error)
{
	struct tombstone_list list = {0};
	bool ok = unit_check_open(store, error) && read_tombstones(other, &list, error);
	for (size_t i = 0; ok && i < list.count; i++)
		ok = insert(store, list.items[i].is_address ? "address" : "uid", list.items[i].salt,
			list.items[i].hash, list.items[i].erased_at, error);
	if (list.count)
		unit_touch(store);
	free(list.items);
	return ok;
}

/* The same address signed up again after the erasure is someone who wants to be here. */
static bool is_buried(const struct tombstone_list *list, const struct participant *participant)
{
	char hash[DIGEST_HEX_SIZE];
	char *address = twin_key("email_key", participant->email, NULL);
	bool found = false;
	for (size_t i = 0; !found && i < list->count; i++) {
		const struct tombstone *at = &list->items[i];
		const char *text = at->is_address ? address : participant->uid;
		if (!*text || (at->is_address && participant->created_at.value > at->erased_at))
			continue;
		digest_salted(at->salt, text, hash);
		found = !strcmp(hash, at->hash);
	}
	free(address);
	return found;
}

static void note_buried(const struct tombstone_list *list, const struct record_set *set,
	int64_t **ids, size_t *count)
{
	for (size_t i = 0; i < set->count; i++) {
		const struct participant *participant = record_set_at(set, i);
		if (!is_buried(list, participant))
			continue;
		*ids = xreallocarray(*ids, *count + 1, sizeof(**ids));
		(*ids)[(*count)++] = participant->record.id;
	}
}

bool store_find_buried(struct store *store, int64_t **ids, size_t *count, struct error *error)
{
	struct tombstone_list list = {0};
	*ids = NULL;
	*count = 0;
	bool ok = read_tombstones(store, &list, error);
	int64_t last = 0;
	size_t read = list.count ? TOMBSTONE_PAGE : 0;
	while (ok && read == TOMBSTONE_PAGE) {
		struct record_set set = {0};
		ok = rows_after(store, &participant_entity, last, TOMBSTONE_PAGE, &set, error);
		note_buried(&list, &set, ids, count);
		read = set.count;
		if (read)
			last = ((const struct record *)record_set_at(&set, read - 1))->id;
		record_set_finish(&set);
	}
	free(list.items);
	return ok;
}
