/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Protected persons: what the lists, the search and the journal may tell of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "support.h"

static const char *const secrets[] = {
	"Hemlig", "Dold", "hemlig@dold.example", "070-999 88 77", "ordförande x"};

static struct participant *new_secret(const struct place *place)
{
	struct participant *person = new_participant(place, "Hemlig", "Dold", "Lund");
	set_text(&person->email, "hemlig@dold.example");
	set_text(&person->phone, "070-999 88 77");
	set_text(&person->title, "ordförande x");
	return person;
}

static void assert_tells_nothing(const char *text)
{
	for (size_t i = 0; i < sizeof(secrets) / sizeof(*secrets); i++) {
		if (strstr(text, secrets[i]))
			fail_msg("tells “%s”:\n%s", secrets[i], text);
	}
}

static void assert_journal_tells_nothing(const struct place *place)
{
	char *text = dump_journal(place);
	assert_tells_nothing(text);
	free(text);
}

static void insert_titled(struct place *place, struct participant *person, const char *title)
{
	begin(place, title);
	assert_ok(store_insert(place->store, &participant_entity, person, error));
	commit(place);
}

static void store_insert__protected__journals_that_it_was(void **state)
{
	struct place *place = *state;
	struct journal journal;
	struct journal_query query = {.entity = "participant", .limit = 1};
	struct participant *person = new_secret(place);
	person->is_protected = known(1);
	insert_titled(place, person, "Add a participant");
	assert_journal_tells_nothing(place);
	assert_ok(store_history(place->store, &query, &journal, error));
	const char *after = journal.actions[0].rows[0].after;
	assert_non_null(strstr(after, "\"family_name\":null"));
	assert_non_null(strstr(after, "\"sealed\":[\"given_name\",\"family_name\""));
	assert_non_null(strstr(after, "\"organisation\":\"Lund\""));
	journal_finish(&journal);
	record_destroy(&participant_entity, person);
}

static void store_undo__protected__brings_everything_back(void **state)
{
	struct place *place = *state;
	struct participant *person = new_secret(place);
	person->is_protected = known(1);
	insert_titled(place, person, "Add a participant");
	char *before = dump(place);
	set_text(&person->email, "ny-hemlig@dold.example");
	free(person->phone);
	person->phone = NULL;
	update_one(place, &participant_entity, person);
	delete_one(place, &participant_entity, person->record.id);
	assert_journal_tells_nothing(place);
	undo(place);
	undo(place);
	char *after = dump(place);
	assert_string_equal(before, after);
	redo(place);
	struct participant *read = get(place, &participant_entity, person->record.id);
	assert_string_equal(read->email, "ny-hemlig@dold.example");
	assert_string_equal(read->given_name, "Hemlig");
	assert_null(read->phone);
	assert_journal_tells_nothing(place);
	free(before);
	free(after);
	record_destroy(&participant_entity, read);
	record_destroy(&participant_entity, person);
}

/* Only what was changed is named, so that the history can say “changed”. */
static void store_update__protected__names_the_changed_field_only(void **state)
{
	struct place *place = *state;
	struct journal journal;
	struct journal_query query = {.entity = "participant", .limit = 1};
	struct participant *person = new_secret(place);
	person->is_protected = known(1);
	insert_titled(place, person, "Add a participant");
	set_text(&person->phone, "070-000 00 00");
	set_text(&person->buyer_reference, "9-17");
	update_one(place, &participant_entity, person);
	assert_ok(store_history(place->store, &query, &journal, error));
	assert_non_null(strstr(journal.actions[0].rows[0].before, "\"sealed\":[\"phone\"]"));
	assert_non_null(strstr(journal.actions[0].rows[0].after, "\"sealed\":[\"phone\"]"));
	assert_non_null(strstr(journal.actions[0].rows[0].after, "\"buyer_reference\":\"9-17\""));
	journal_finish(&journal);
	record_destroy(&participant_entity, person);
}

static void store_update__becomes_protected__seals_what_was_told(void **state)
{
	struct place *place = *state;
	struct participant *person = new_secret(place);
	insert_titled(place, person, "Add Hemlig Dold");
	char *told = dump(place);
	set_text(&person->note, "x");
	begin(place, "Edit Hemlig Dold");
	assert_ok(store_update(place->store, &participant_entity, person, error));
	commit(place);
	person->is_protected = known(1);
	begin(place, "Protect Hemlig Dold");
	assert_ok(store_update(place->store, &participant_entity, person, error));
	commit(place);
	assert_journal_tells_nothing(place);
	char *table = dump(place);
	char *search = strstr(table, "|lund|"); /* the search text: the organisation is left */
	assert_non_null(search);
	/* The undo of the sealed past still knows all of it. */
	undo(place);
	undo(place);
	char *after = dump(place);
	assert_string_equal(told, after);
	undo(place);
	redo(place);
	free(after);
	after = dump(place);
	assert_string_equal(told, after);
	free(told);
	free(table);
	free(after);
	record_destroy(&participant_entity, person);
}

static int64_t count_words(struct place *place, const char *text)
{
	struct filter filter;
	size_t caret;
	int64_t count;
	assert_ok(filter_parse(
		&filter, &participant_entity, text, clock_today(&place->clock), &caret, error));
	struct list_query query = {
		.entity = &participant_entity, .network = place->network, .filter = &filter};
	assert_ok(store_count(place->store, &query, &count, error));
	filter_finish(&filter);
	return count;
}

static void store_page__protected__is_found_by_nothing_that_tells(void **state)
{
	struct place *place = *state;
	struct participant *person = new_secret(place);
	person->is_protected = known(1);
	insert_one(place, &participant_entity, person);
	for (size_t i = 0; i < sizeof(secrets) / sizeof(*secrets); i++)
		assert_int_equal(count_words(place, secrets[i]), 0);
	assert_int_equal(count_words(place, "lund"), 1);
	assert_int_equal(count_words(place, "är:skyddad"), 1);
	person->is_protected = known(0);
	update_one(place, &participant_entity, person);
	for (size_t i = 0; i < sizeof(secrets) / sizeof(*secrets); i++)
		assert_int_equal(count_words(place, secrets[i]), 1);
	record_destroy(&participant_entity, person);
}

/* Among the S, in the order of their numbers: the place tells nothing of the name. */
static void store_page__protected__stand_together(void **state)
{
	struct place *place = *state;
	static const char *const names[][2] = {
		{"Anna", "Ek"}, {"Zoran", "Ö"}, {"Tor", "Ton"}, {"Adam", "A"}, {"Sara", "Rud"}};
	static const bool protected[] = {false, true, false, true, false};
	static const int order[] = {0, 4, 1, 3, 2};
	int64_t ids[5];
	for (int i = 0; i < 5; i++) {
		struct participant *person = new_participant(
			place, names[i][0], names[i][1], "Lund");
		person->is_protected = known(protected[i]);
		ids[i] = insert_one(place, &participant_entity, person);
		record_destroy(&participant_entity, person);
	}
	struct list_query query = {.entity = &participant_entity, .network = place->network};
	struct list_page page;
	assert_ok(store_page(place->store, &query, PAGE_FIRST, NULL, 10, &page, error));
	assert_int_equal(page.set.count, 5);
	for (size_t i = 0; i < 5; i++) {
		const struct record *record = record_set_at(&page.set, i);
		assert_int_equal(record->id, ids[order[i]]);
	}
	list_page_finish(&page);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, store_setup, place_teardown)
	const struct CMUnitTest tests[] = {
		TEST(store_insert__protected__journals_that_it_was),
		TEST(store_undo__protected__brings_everything_back),
		TEST(store_update__protected__names_the_changed_field_only),
		TEST(store_update__becomes_protected__seals_what_was_told),
		TEST(store_page__protected__is_found_by_nothing_that_tells),
		TEST(store_page__protected__stand_together),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("store protect", tests, NULL, NULL);
}
