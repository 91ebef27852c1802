/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Words of someone who is erased can stand in any text: a note about another, a letter, a title of
 * the journal, a table that has no entity. All of them are read, and written anew where they do.
 */
#include "store/scrub.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/collate.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/invoice.h"
#include "model/participant.h"
#include "store/image.h"
#include "store/row.h"

#define SCRUB_PAGE 500
/* Shorter words stand in too many texts that are about nobody. */
#define WORD_LEAST 5

void word_list_add(struct word_list *list, const char *word)
{
	for (size_t i = 0; word && i < list->count; i++) {
		if (!strcmp(list->words[i], word))
			return;
	}
	if (!word || strlen(word) < WORD_LEAST)
		return;
	list->words = xreallocarray(list->words, list->count + 1, sizeof(*list->words));
	list->words[list->count++] = xstrdup(word);
}

void word_list_finish(struct word_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		free(list->words[i]);
	free(list->words);
	*list = (struct word_list){0};
}

/* ---- one text ---- */

/* A name may be parted by the end of a line, which in the JSON of the journal is "\\n". */
static bool skip_gap(const char **at)
{
	static const char *const gaps[] = {" ", "\n", "\\n", "\t", "\u00a0"};
	for (size_t i = 0; i < sizeof(gaps) / sizeof(*gaps); i++) {
		size_t length = strlen(gaps[i]);
		if (!strncmp(*at, gaps[i], length)) {
			*at += length;
			return true;
		}
	}
	return false;
}

/* Bytes of the text that are the word, letters compared in lower case; 0: it begins otherwise. */
static size_t match_word(const char *text, const char *word)
{
	const char *at = text;
	while (*word) {
		uint32_t wanted = text_next(&word, NULL);
		if (wanted == ' ' && skip_gap(&at))
			continue;
		if (!*at || collate_lower(text_next(&at, NULL)) != collate_lower(wanted))
			return 0;
	}
	const char *next = at;
	return *at && collate_is_word(text_next(&next, NULL)) ? 0 : (size_t)(at - text);
}

static size_t match_any(const char *text, const struct word_list *words)
{
	size_t longest = 0;
	for (size_t i = 0; i < words->count; i++) {
		size_t length = match_word(text, words->words[i]);
		longest = length > longest ? length : longest;
	}
	return longest;
}

/* The journal keeps records as JSON, where a line break is a backslash and a letter: that letter is
 * of no word. */
static bool ends_escape(uint32_t before, uint32_t code)
{
	return before == '\\' && code < 0x80 && strchr("bfnrt", (int)code);
}

char *text_without_words(const char *text, const struct word_list *words, const char *instead)
{
	struct buffer made = {0};
	bool inside = false, found = false;
	uint32_t before = 0;
	while (text && *text) {
		const char *next = text;
		uint32_t code = text_next(&next, NULL);
		size_t length = inside ? 0 : match_any(text, words);
		if (length) {
			buffer_append(&made, instead);
			found = true;
			text += length;
			before = 0;
			continue;
		}
		inside = collate_is_word(code) && !ends_escape(before, code);
		before = code;
		buffer_append_bytes(&made, text, (size_t)(next - text));
		text = next;
	}
	if (found)
		return buffer_take(&made);
	buffer_finish(&made);
	return NULL;
}

/* ---- records ---- */

static bool scrub_record(const struct entity *entity, void *record, const struct word_list *words)
{
	bool changed = false;
	for (size_t i = 0; i < entity->field_count; i++) {
		const struct field *field = &entity->fields[i];
		char *text = field_is_text(field) ? text_without_words(field_text_of(field, record),
							    words, _("[erased]"))
						  : NULL;
		if (!text)
			continue;
		field_clear(field, record);
		*field_text(field, record) = text;
		changed = true;
	}
	return changed;
}

static bool scrub_page(struct store *store, struct record_set *set, const struct word_list *words,
	struct error *error)
{
	bool ok = true;
	for (size_t i = 0; ok && i < set->count; i++) {
		struct record *record = record_copy(set->entity, record_set_at(set, i));
		if (scrub_record(set->entity, record, words)) {
			record->version++;
			ok = row_update(store, set->entity, record, error);
		}
		record_destroy(set->entity, record);
	}
	return ok;
}

static bool scrub_entity(struct store *store, const struct entity *entity,
	const struct word_list *words, struct error *error)
{
	int64_t last = 0;
	size_t count = SCRUB_PAGE;
	bool ok = true;
	while (ok && count == SCRUB_PAGE) {
		struct record_set set = {0};
		ok = rows_after(store, entity, last, SCRUB_PAGE, &set, error) &&
		     scrub_page(store, &set, words, error);
		count = set.count;
		if (count)
			last = ((const struct record *)record_set_at(&set, count - 1))->id;
		record_set_finish(&set);
	}
	return ok;
}

/* ---- tables that are no entity's: the journal, and what other parts keep for themselves ---- */

struct change {
	char *before;
	char *after;
};

static bool write_change(struct store *store, const char *table, const char *column,
	const struct change *change, struct error *error)
{
	char *sql = xasprintf(
		"UPDATE \"%s\" SET \"%s\" = $1 WHERE \"%s\" = $2", table, column, column);
	struct statement *statement = statement_prepare(store->engine, sql, error);
	free(sql);
	if (!statement)
		return false;
	statement_bind_text(statement, 1, change->after);
	statement_bind_text(statement, 2, change->before);
	return statement_run(statement, error);
}

static bool scrub_column(struct store *store, const char *table, const char *column,
	const struct word_list *words, struct error *error)
{
	struct change *changes = NULL;
	size_t count = 0;
	enum step step = STEP_FAILED;
	char *sql = xasprintf(
		"SELECT \"%s\" FROM \"%s\" WHERE \"%s\" IS NOT NULL", column, table, column);
	struct statement *statement = statement_prepare(store->engine, sql, error);
	free(sql);
	while (statement && (step = statement_step(statement, error)) == STEP_ROW) {
		const char *text = statement_text(statement, 0);
		char *after = text_without_words(text, words, _("[erased]"));
		if (!after)
			continue;
		changes = xreallocarray(changes, count + 1, sizeof(*changes));
		changes[count++] = (struct change){xstrdup(text), after};
	}
	statement_release(statement);
	bool ok = step == STEP_DONE;
	for (size_t i = 0; i < count; i++) {
		ok = ok && write_change(store, table, column, &changes[i], error);
		free(changes[i].before);
		free(changes[i].after);
	}
	free(changes);
	return ok;
}

struct column {
	char *table;
	char *name;
};

struct column_list {
	struct column *items;
	size_t count;
};

static bool is_scrubbed(const char *table)
{
	/* Nothing about a person, or hashes, or the ledger of files that name none. */
	static const char *const others[] = {"meta", "tally", "tombstone", "release"};
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		if (!strcmp(others[i], table))
			return false;
	}
	for (size_t i = 0; model_entities[i]; i++) {
		if (!strcmp(model_entities[i]->table, table))
			return false;
	}
	return true;
}

static void note_column(void *context, const char *table, const char *name)
{
	struct column_list *list = context;
	if (!is_scrubbed(table))
		return;
	list->items = xreallocarray(list->items, list->count + 1, sizeof(*list->items));
	list->items[list->count++] = (struct column){xstrdup(table), xstrdup(name)};
}

bool scrub_words(struct store *store, const struct word_list *words, struct error *error)
{
	struct column_list columns = {0};
	bool ok = true;
	for (size_t i = 0; ok && model_entities[i]; i++) {
		const struct entity *entity = model_entities[i];
		/* What was invoiced is kept as it was sent. */
		if (entity != &invoice_item_entity && entity != &invoice_batch_entity)
			ok = scrub_entity(store, entity, words, error);
	}
	ok = ok && engine_text_columns(store->engine, note_column, &columns, error);
	for (size_t i = 0; i < columns.count; i++) {
		ok = ok && scrub_column(store, columns.items[i].table, columns.items[i].name, words,
				   error);
		free(columns.items[i].table);
		free(columns.items[i].name);
	}
	free(columns.items);
	return ok;
}

/* ---- the words of someone ---- */

static void add_names(struct word_list *words, const char *given, const char *family)
{
	if (!given || !family)
		return;
	char *spoken = xasprintf("%s %s", given, family);
	char *listed = xasprintf("%s, %s", family, given);
	word_list_add(words, spoken);
	word_list_add(words, listed);
	free(listed);
	free(spoken);
}

static void add_participant(struct word_list *words, const struct participant *participant)
{
	word_list_add(words, participant->email);
	word_list_add(words, participant->phone);
	add_names(words, participant->given_name, participant->family_name);
}

static bool add_image(struct store *store, int64_t line, const char *side, const char *text,
	struct word_list *words, struct error *error)
{
	struct participant former = {0};
	struct image image = {0};
	bool ok = image_parse(&image, text, error) &&
		  image_load_sealed(&image, store, line, side, error) &&
		  image_apply(&image, &participant_entity, &former, error);
	if (ok)
		add_participant(words, &former);
	image_finish(&image);
	record_finish(&participant_entity, &former);
	return ok;
}

static bool add_journal(
	struct store *store, int64_t participant, struct word_list *words, struct error *error)
{
	struct journal_query query = {
		.entity = participant_entity.name, .row = participant, .limit = SIZE_MAX >> 1};
	struct journal journal = {0};
	bool ok = store_history(store, &query, &journal, error);
	for (size_t i = 0; ok && i < journal.count; i++) {
		for (size_t j = 0; ok && j < journal.actions[i].row_count; j++) {
			const struct journal_row *row = &journal.actions[i].rows[j];
			if (strcmp(row->entity, participant_entity.name) != 0 ||
				row->row != participant)
				continue;
			ok = (!row->before || add_image(store, row->line, "before", row->before,
						      words, error)) &&
			     (!row->after || add_image(store, row->line, "after", row->after, words,
						     error));
		}
	}
	journal_finish(&journal);
	return ok;
}

bool store_words_of(
	struct store *store, int64_t participant, struct word_list *words, struct error *error)
{
	struct participant record = {0};
	bool ok = store_get(store, &participant_entity, participant, &record, error);
	if (ok) {
		add_participant(words, &record);
		ok = add_journal(store, participant, words, error);
	}
	record_finish(&participant_entity, &record);
	return ok;
}
