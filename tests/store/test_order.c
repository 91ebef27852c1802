/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Swedish order, search and the filter as the lists have them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/clock.h"
#include "support.h"

static void add_person(struct place *place, const char *given, const char *family,
	const char *organisation, int status)
{
	struct participant *person = new_participant(place, given, family, organisation);
	person->status = known(status);
	insert_one(place, &participant_entity, person);
	record_destroy(&participant_entity, person);
}

static void store_page__names__stand_in_swedish_order(void **state)
{
	struct place *place = *state;
	static const char *const names[] = {"Ahlström", "de la Cruz", "Delacruz", "Édouard",
		"Edström", "Ekman", "Muller", "Myller", "Müller", "Vallin", "van der Berg",
		"Vanderberg", "Wallin", "Zetterberg", "Åkesson", "Äng", "Ærø", "Öberg", "Ørn"};
	enum { COUNT = sizeof(names) / sizeof(*names) };
	begin(place, "names");
	for (int i = 0; i < COUNT; i++) {
		/* 7 and COUNT have no common divisor: every name once, in no order. */
		struct participant *person = new_participant(
			place, "A", names[i * 7 % COUNT], "Lund");
		assert_ok(store_insert(place->store, &participant_entity, person, error));
		record_destroy(&participant_entity, person);
	}
	commit(place);
	struct list_query query = {.entity = &participant_entity, .network = place->network};
	struct list_page page;
	assert_ok(store_page(place->store, &query, PAGE_FIRST, NULL, 100, &page, error));
	assert_int_equal(page.set.count, COUNT);
	for (size_t i = 0; i < COUNT; i++) {
		const struct participant *person = record_set_at(&page.set, i);
		assert_string_equal(person->family_name, names[i]);
	}
	list_page_finish(&page);
}

/* Family before given name, the nameless by their address, those without anything last. */
static void store_page__missing_names__have_a_place(void **state)
{
	struct place *place = *state;
	struct participant *person = new_participant(place, "Zoe", "Berg", "Lund");
	insert_one(place, &participant_entity, person);
	record_destroy(&participant_entity, person);
	person = new_participant(place, "Anna", "Bergman", "Lund");
	insert_one(place, &participant_entity, person);
	record_destroy(&participant_entity, person);
	struct participant *bare = new_participant(place, "x", "x", "x");
	for (int i = 0; i < 2; i++) {
		struct participant *copy = record_copy(&participant_entity, bare);
		free(copy->given_name);
		free(copy->family_name);
		copy->given_name = copy->family_name = NULL;
		set_text(&copy->uid, i ? "one" : "two");
		if (i)
			set_text(&copy->email, "adam@lund.example");
		insert_one(place, &participant_entity, copy);
		record_destroy(&participant_entity, copy);
	}
	record_destroy(&participant_entity, bare);
	struct list_query query = {.entity = &participant_entity, .network = place->network};
	struct list_page page;
	assert_ok(store_page(place->store, &query, PAGE_FIRST, NULL, 100, &page, error));
	assert_int_equal(page.set.count, 4);
	const struct participant *first = record_set_at(&page.set, 0);
	const struct participant *second = record_set_at(&page.set, 1);
	const struct participant *last = record_set_at(&page.set, 3);
	assert_string_equal(first->email, "adam@lund.example");
	assert_string_equal(second->given_name, "Zoe");
	assert_null(last->email);
	list_page_finish(&page);
}

static void add_people(struct place *place)
{
	add_person(place, "Åsa", "Öberg", "Håbo kommun", PARTICIPANT_RECEIVED);
	add_person(place, "Asa", "Oberg", "Habo kommun", PARTICIPANT_ADMITTED);
	add_person(place, "Erik", "Müller", "Region Örebro län", PARTICIPANT_REVIEW);
	add_person(place, "Søren", "Ærø", "Malmö stad", PARTICIPANT_ADMITTED);
	add_person(place, "Ola", "100%_x", "Lunds kommun", PARTICIPANT_WITHDRAWN);
}

static void store_count__filter__finds_what_was_meant(void **state)
{
	struct place *place = *state;
	static const struct {
		const char *text;
		int64_t count;
		int64_t with_closed;
	} cases[] = {
		{"", 4, 5},
		{"håbo", 1, 1},
		{"HÅBO", 1, 1},
		{"habo", 1, 1},
		{"ha\xcc\x8a"
		 "bo",
			1, 1}, /* å of two code points */
		{"åsa", 1, 1},
		{"öberg åsa", 1, 1},
		{"öberg asa", 0, 0},
		{"muller", 1, 1},
		{"ärö", 1, 1}, /* æ is found as ä, ø as ö */
		{"sören", 1, 1},
		{"kommun", 2, 3},
		{"\"habo kommun\"", 1, 1},
		{"\"kommun habo\"", 0, 0},
		{"kommun -habo", 1, 2},
		{"-kommun", 2, 2},
		{"%", 0, 1}, /* neither of them means anything */
		{"_", 0, 1},
		{"'; DROP TABLE participant; --", 0, 0},
		{"status:admitted", 2, 2},
		{"-status:admitted", 2, 3},
		{"status:withdrawn", 1, 1}, /* asked for by name: shown although closed */
		{"status:admitted malmö", 1, 1},
		{"organisation:örebro", 1, 1},
		{"-organisation:örebro", 3, 4},
		{"invented:true", 4, 5},
		{"channel:form", 0, 0},
		{"-channel:form", 4, 5}, /* unknown is not what was excluded */
		{">2023-08-31", 4, 5},
		{">2023-09-01", 0, 0},
		{"=2023-09-01", 4, 5},
		{"<2023-09-02", 4, 5},
		{"<2023-09-01", 0, 0},
		{"v35", 4, 5},
		{"-v35", 0, 0},
	};
	add_people(place);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct filter filter;
		struct list_page page;
		size_t caret;
		int64_t count;
		assert_ok(filter_parse(&filter, &participant_entity, cases[i].text,
			clock_today(&place->clock), &caret, error));
		struct list_query query = {.entity = &participant_entity,
			.network = place->network,
			.filter = &filter};
		for (int all = 0; all < 2; all++) {
			query.all = all;
			assert_ok(store_count(place->store, &query, &count, error));
			int64_t wanted = all ? cases[i].with_closed : cases[i].count;
			if (count != wanted)
				fail_msg("“%s”, all %d: %lld, not %lld", cases[i].text, all,
					(long long)count, (long long)wanted);
			assert_ok(store_page(
				place->store, &query, PAGE_FIRST, NULL, 100, &page, error));
			assert_int_equal(page.set.count, count);
			list_page_finish(&page);
		}
		filter_finish(&filter);
	}
}

/* The register has no state and no network; the small things no search column. */
static void store_count__other_entities__are_filtered_too(void **state)
{
	struct place *place = *state;
	static const struct {
		const struct entity *entity;
		const char *text;
		int64_t count;
	} cases[] = {
		{&organisation_entity, "", 310},
		{&organisation_entity, "håbo", 1},
		{&organisation_entity, "0305", 1},
		{&organisation_entity, "kind:kommun", 289},
		{&organisation_entity, "code:1281", 1},
		{&strand_entity, "ÅTGÄRDER", 1},
		{&strand_entity, "åtgarder", 0},
	};
	struct strand *strand = record_create(&strand_entity);
	begin(place, "x");
	assert_ok(store_load_organisations(place->store, error));
	strand->network = known(place->network);
	strand->ordinal = known(1);
	set_text(&strand->text, "Hot och åtgärder");
	assert_ok(store_insert(place->store, &strand_entity, strand, error));
	commit(place);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct filter filter;
		size_t caret;
		int64_t count;
		assert_ok(filter_parse(
			&filter, cases[i].entity, cases[i].text, 19000, &caret, error));
		struct list_query query = {
			.entity = cases[i].entity, .network = place->network, .filter = &filter};
		assert_ok(store_count(place->store, &query, &count, error));
		if (count != cases[i].count)
			fail_msg("“%s”: %lld", cases[i].text, (long long)count);
		filter_finish(&filter);
	}
	record_destroy(&strand_entity, strand);
}

static void store_load_organisations__twice__is_the_register_once(void **state)
{
	struct place *place = *state;
	struct record_set set;
	for (int i = 0; i < 2; i++) {
		begin(place, "register");
		assert_ok(store_load_organisations(place->store, error));
		assert_int_equal(commit(place) != 0, i == 0);
	}
	assert_ok(store_all(place->store, &organisation_entity, 0, &set, error));
	assert_int_equal(set.count, 310);
	const struct organisation *first = record_set_at(&set, 0);
	const struct organisation *last = record_set_at(&set, 309);
	assert_string_equal(first->name, "Ale kommun");
	assert_string_equal(last->short_name, "Övertorneå");
	record_set_finish(&set);
	int64_t id;
	assert_ok(store_find(place->store, &organisation_entity, "code", "0980", &id, error));
	struct organisation *gotland = get(place, &organisation_entity, id);
	assert_int_equal(gotland->kind.value, ORGANISATION_BOTH);
	record_destroy(&organisation_entity, gotland);
}

/* A day of an instant is the day in Stockholm. */
static void store_count__instants__follow_the_local_day(void **state)
{
	struct place *place = *state;
	static const struct {
		const char *at;
		int64_t on_the_19th;
	} cases[] = {{"2023-09-18T21:59:59Z", 0}, {"2023-09-18T22:00:00Z", 1},
		{"2023-09-19T21:59:59Z", 1}, {"2023-09-19T22:00:00Z", 0}};
	struct filter_term term = {.kind = FILTER_DATES,
		.field = entity_field(&request_entity, "received_at"),
		.from = day("2023-09-19").value,
		.to = day("2023-09-19").value};
	struct filter filter = {.terms = &term, .count = 1};
	struct list_query query = {
		.entity = &request_entity, .network = place->network, .filter = &filter};
	int64_t sum = 0, count;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct request *request = new_request(place, "Bo", "Fråga");
		assert_true(instant_from_iso(cases[i].at, &request->received_at.value));
		insert_one(place, &request_entity, request);
		record_destroy(&request_entity, request);
		sum += cases[i].on_the_19th;
		assert_ok(store_count(place->store, &query, &count, error));
		assert_int_equal(count, sum);
	}
	term.from = INT32_MIN;
	assert_ok(store_count(place->store, &query, &count, error));
	assert_int_equal(count, 3);
	term.to = INT32_MAX;
	assert_ok(store_count(place->store, &query, &count, error));
	assert_int_equal(count, 4);
}

static void store_count_status__each_state__by_index(void **state)
{
	struct place *place = *state;
	int64_t count;
	add_people(place);
	assert_ok(store_count_status(
		place->store, &participant_entity, place->network, "admitted", &count, error));
	assert_int_equal(count, 2);
	assert_ok(store_count_status(
		place->store, &participant_entity, place->network + 1, "admitted", &count, error));
	assert_int_equal(count, 0);
	assert_fails(store_count_status(place->store, &participant_entity, place->network,
			     "admited", &count, error),
		ERROR_SOFTWARE, "admited");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, store_setup, place_teardown)
	const struct CMUnitTest tests[] = {
		TEST(store_page__names__stand_in_swedish_order),
		TEST(store_page__missing_names__have_a_place),
		TEST(store_count__filter__finds_what_was_meant),
		TEST(store_count__other_entities__are_filtered_too),
		TEST(store_load_organisations__twice__is_the_register_once),
		TEST(store_count__instants__follow_the_local_day),
		TEST(store_count_status__each_state__by_index),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("store order", tests, NULL, NULL);
}
