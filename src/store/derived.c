/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sort keys, ranks and search texts: what they are made of, and making them. */
#include "store/derived.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/digest.h"
#include "model/draft.h"
#include "model/meeting.h"
#include "model/organisation.h"
#include "model/participant.h"
#include "model/reply.h"
#include "model/request.h"
#include "model/twin.h"
#include "store/row.h"

/* Counted up when the code below makes another value of the same record. */
#define REVISION 1
/* Where protected persons stand in a list: together, under this word, by their number. */
#define PROTECTED_NAME "Skyddad"
#define UNDATED "9999"
#define BATCH 500

static const unsigned char unknown_key[] = {0xff, 0xff};

static const struct derived columns[] = {
	{&participant_entity, "sort_key", DERIVED_PERSON, {"family_name", "given_name", "email"}},
	{&participant_entity, "organisation_key", DERIVED_KEY, {"organisation"}},
	{&participant_entity, "status_key", DERIVED_RANK, {"status"}},
	{&participant_entity, "search", DERIVED_SEARCH, {NULL}},
	{&participant_entity, "email_key", DERIVED_TWIN, {"email"}},
	{&participant_entity, "mailbox_key", DERIVED_TWIN, {"email"}},
	{&participant_entity, "person_key", DERIVED_TWIN, {"given_name", "family_name"}},
	{&participant_entity, "phone_key", DERIVED_TWIN, {"phone"}},
	{&participant_entity, "name_words", DERIVED_TWIN, {"given_name", "family_name"}},
	{&meeting_entity, "date_key", DERIVED_WHEN, {"date", "start"}},
	{&meeting_entity, "status_key", DERIVED_RANK, {"status"}},
	{&meeting_entity, "kind_key", DERIVED_RANK, {"kind"}},
	{&meeting_entity, "theme_key", DERIVED_KEY, {"theme"}},
	{&meeting_entity, "search", DERIVED_SEARCH, {NULL}},
	{&request_entity, "status_key", DERIVED_RANK, {"status"}},
	{&request_entity, "sender_key", DERIVED_FIRST, {"sender_name", "sender_email"}},
	{&request_entity, "subject_key", DERIVED_KEY, {"subject"}},
	{&request_entity, "search", DERIVED_SEARCH, {NULL}},
	{&draft_entity, "status_key", DERIVED_RANK, {"status"}},
	{&reply_entity, "status_key", DERIVED_RANK, {"status"}},
	{&organisation_entity, "sort_key", DERIVED_KEY, {"name"}},
	{&organisation_entity, "search", DERIVED_SEARCH, {NULL}},
};

#define COLUMN_COUNT (sizeof(columns) / sizeof(*columns))

const struct derived *derived_of(const struct entity *entity, size_t *count)
{
	const struct derived *first = NULL;
	*count = 0;
	for (size_t i = 0; i < COLUMN_COUNT; i++) {
		if (columns[i].entity != entity)
			continue;
		first = first ? first : &columns[i];
		++*count;
	}
	return first;
}

/* ---- one value ---- */

static const char *text_at(const struct derived *derived, size_t index, const void *record)
{
	const char *name = index < DERIVED_FIELDS ? derived->fields[index] : NULL;
	return name ? field_text_of(entity_field(derived->entity, name), record) : NULL;
}

static struct number number_at(const struct derived *derived, size_t index, const void *record)
{
	return field_number_of(entity_field(derived->entity, derived->fields[index]), record);
}

static bool is_sealed(const struct entity *entity, const void *record)
{
	return entity->is_protected && entity->is_protected(record);
}

static char *joined(const struct derived *derived, size_t limit, const void *record)
{
	struct buffer text = {0};
	for (size_t i = 0; i < limit; i++) {
		const char *part = text_at(derived, i, record);
		if (part && text.length)
			buffer_append_char(&text, ' ');
		if (part)
			buffer_append(&text, part);
	}
	return buffer_take(&text);
}

static char *key_text(const struct derived *derived, const void *record)
{
	if (derived->kind == DERIVED_PERSON && is_sealed(derived->entity, record))
		return xstrdup(PROTECTED_NAME);
	if (derived->kind == DERIVED_KEY)
		return joined(derived, DERIVED_FIELDS, record);
	char *text = derived->kind == DERIVED_PERSON ? joined(derived, DERIVED_FIELDS - 1, record)
						     : xstrdup("");
	for (size_t i = 0; !*text && i < DERIVED_FIELDS; i++) {
		if (!text_at(derived, i, record))
			continue;
		free(text);
		text = xstrdup(text_at(derived, i, record));
	}
	return text;
}

static void bind_key(struct store *store, const struct derived *derived, const void *record,
	struct statement *statement, int index)
{
	size_t length;
	char *text = key_text(derived, record);
	if (*text) {
		unsigned char *key = collator_key(store->collator, text, &length);
		statement_bind_bytes(statement, index, key, length);
		free(key);
	} else {
		statement_bind_bytes(statement, index, unknown_key, sizeof(unknown_key));
	}
	free(text);
}

static void bind_rank(
	const struct derived *derived, const void *record, struct statement *statement, int index)
{
	struct number value = number_at(derived, 0, record);
	statement_bind_integer(statement, index, value.known ? value.value : -1);
}

static void bind_when(
	const struct derived *derived, const void *record, struct statement *statement, int index)
{
	char when[11 + 1 + 6] = UNDATED;
	struct number date = number_at(derived, 0, record);
	struct number start = number_at(derived, 1, record);
	if (date.known)
		date_to_iso(date.value, when);
	if (date.known && start.known) {
		when[10] = ' ';
		time_to_iso(start.value, when + 11);
	}
	statement_bind_text(statement, index, when);
}

static void bind_search(
	const struct derived *derived, const void *record, struct statement *statement, int index)
{
	const struct entity *entity = derived->entity;
	bool sealed = is_sealed(entity, record);
	struct buffer words = {0};
	for (size_t i = 0; i < entity->field_count; i++) {
		const struct field *field = &entity->fields[i];
		if (!(field->flags & FIELD_SEARCHED) || !field_is_text(field) ||
			!field_text_of(field, record) || (sealed && field->flags & FIELD_IDENTITY))
			continue;
		char *folded = collate_fold(field_text_of(field, record));
		if (words.length)
			buffer_append_char(&words, ' ');
		buffer_append(&words, folded);
		free(folded);
	}
	statement_bind_text(statement, index, words.data ? words.data : "");
	buffer_finish(&words);
}

static void bind_twin(
	const struct derived *derived, const void *record, struct statement *statement, int index)
{
	char *key = twin_key(
		derived->column, text_at(derived, 0, record), text_at(derived, 1, record));
	statement_bind_text(statement, index, key);
	free(key);
}

void derived_bind(struct store *store, const struct derived *derived, const void *record,
	struct statement *statement, int index)
{
	switch (derived->kind) {
	case DERIVED_KEY:
	case DERIVED_FIRST:
	case DERIVED_PERSON:
		bind_key(store, derived, record, statement, index);
		break;
	case DERIVED_RANK:
		bind_rank(derived, record, statement, index);
		break;
	case DERIVED_WHEN:
		bind_when(derived, record, statement, index);
		break;
	case DERIVED_SEARCH:
		bind_search(derived, record, statement, index);
		break;
	case DERIVED_TWIN:
		bind_twin(derived, record, statement, index);
		break;
	}
}

/* ---- all of them anew ---- */

/* Everything that decides the values, in words: the signature is its digest. */
static void describe(const struct derived *derived, struct buffer *text)
{
	const struct entity *entity = derived->entity;
	buffer_printf(text, "%s.%s %d:", entity->table, derived->column, (int)derived->kind);
	for (size_t i = 0; i < DERIVED_FIELDS && derived->fields[i]; i++) {
		const struct field *field = entity_field(entity, derived->fields[i]);
		buffer_printf(text, " %s", field->name);
		for (size_t j = 0; field->choices && j < field->choices->count; j++)
			buffer_printf(text, ",%s", field->choices->items[j].token);
	}
	for (size_t i = 0; derived->kind == DERIVED_SEARCH && i < entity->field_count; i++) {
		const struct field *field = &entity->fields[i];
		if (field->flags & FIELD_SEARCHED)
			buffer_printf(text, " %s%s", field->name,
				field->flags & FIELD_IDENTITY ? "!" : "");
	}
	buffer_append_char(text, '\n');
}

static char *signature(struct store *store)
{
	char digest[DIGEST_HEX_SIZE];
	struct buffer text = {0};
	for (size_t i = 0; i < COLUMN_COUNT; i++)
		describe(&columns[i], &text);
	digest_sha256(text.data, text.length, digest);
	buffer_finish(&text);
	return xasprintf("%s %d %.16s", collator_version(store->collator), REVISION, digest);
}

static char *rewrite_sql(const struct entity *entity)
{
	size_t count;
	const struct derived *derived = derived_of(entity, &count);
	struct buffer sql = {0};
	buffer_printf(&sql, "UPDATE \"%s\" SET ", entity->table);
	for (size_t i = 0; i < count; i++)
		buffer_printf(&sql, "%s\"%s\" = $%zu", i ? ", " : "", derived[i].column, i + 1);
	buffer_printf(&sql, " WHERE id = $%zu", count + 1);
	return buffer_take(&sql);
}

static bool rewrite_row(struct store *store, const struct entity *entity, const char *sql,
	const void *record, struct error *error)
{
	size_t count;
	const struct derived *derived = derived_of(entity, &count);
	struct statement *statement = statement_prepare(store->engine, sql, error);
	if (!statement)
		return false;
	for (size_t i = 0; i < count; i++)
		derived_bind(store, &derived[i], record, statement, (int)i + 1);
	statement_bind_integer(statement, (int)count + 1, ((const struct record *)record)->id);
	return statement_run(statement, error);
}

static bool rewrite(struct store *store, const struct entity *entity, struct error *error)
{
	char *sql = rewrite_sql(entity);
	int64_t last = INT64_MIN;
	bool ok = true, more = true;
	while (ok && more) {
		struct record_set set = {0};
		ok = rows_after(store, entity, last, BATCH, &set, error);
		for (size_t i = 0; ok && i < set.count; i++)
			ok = rewrite_row(store, entity, sql, record_set_at(&set, i), error);
		more = set.count == BATCH;
		if (set.count)
			last = ((const struct record *)record_set_at(&set, set.count - 1))->id;
		record_set_finish(&set);
	}
	free(sql);
	return ok;
}

static bool rewrite_all(struct store *store, const char *current, struct error *error)
{
	if (!engine_begin(store->engine, error))
		return false;
	bool ok = true;
	for (size_t i = 0; ok && i < COLUMN_COUNT; i++) {
		if (i == 0 || columns[i].entity != columns[i - 1].entity)
			ok = rewrite(store, columns[i].entity, error);
	}
	ok = ok && meta_set(store, "derived", current, error) &&
	     engine_commit(store->engine, error);
	if (!ok)
		engine_rollback(store->engine);
	return ok;
}

bool derived_refresh(struct store *store, struct error *error)
{
	char *stored = NULL;
	char *current = signature(store);
	bool ok = meta_get(store, "derived", &stored, error);
	if (ok && (!stored || strcmp(stored, current) != 0))
		ok = rewrite_all(store, current, error);
	free(stored);
	free(current);
	return ok;
}
