/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A network whole: from a network file into the database and back. */
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/i18n.h"
#include "embedded.h"

static char *example_text(void)
{
	for (size_t i = 0; i < embedded_file_count; i++) {
		if (!strcmp(embedded_files[i].name, "fortroendevaldas-trygghet.json"))
			return xstrndup(
				(const char *)embedded_files[i].data, embedded_files[i].size);
	}
	fail_msg("no example");
	return NULL;
}

static char *export_text(struct house *house)
{
	char *text = NULL;
	assert_ok((text = service_network_export(&house->service, error)));
	return text;
}

/* The first `from` replaced; owned by the caller. */
static char *replaced(const char *text, const char *from, const char *to)
{
	const char *at = strstr(text, from);
	assert_non_null(at);
	return xasprintf("%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
}

static bool import(struct house *house, const char *text, struct error *error)
{
	int64_t id;
	return service_network_import(&house->service, text, strlen(text), "file.json", &id, error);
}

static void assert_same(const char *left, const char *right)
{
	size_t at = 0;
	while (left[at] && left[at] == right[at])
		at++;
	if (left[at] || right[at])
		fail_msg("byte %zu: %.60s / %.60s", at, left + at, right + at);
}

static void network__example__comes_out_as_it_went_in(void **state)
{
	struct house *house = *state;
	char *shipped = example_text();
	char *exported = export_text(house);
	assert_same(exported, shipped);
	free(exported);
	free(shipped);
}

/* With another order of ids in the database every reference still points at the same thing. */
static void network__round_trip__byte_for_byte_with_references(void **state)
{
	struct house *house = *state;
	set(house, &request_entity, REQUEST_OF_NEW, "meeting_id", "17/10");
	set(house, &request_entity, REQUEST_OF_NEW, "participant_id", "23");
	set(house, &meeting_entity, OCTOBER, "theme_decided_at_id", "3"); /* stored after it */
	set(house, &meeting_entity, SEMINAR, "date", "2023-10-02");       /* changes the order */
	char *first = export_text(house);
	for (int round = 0; round < 2; round++) {
		void *other_state;
		house_setup_empty(&other_state);
		struct house *other = other_state;
		assert_ok(import(other, first, error));
		char *second = export_text(other);
		assert_same(second, first);
		free(second);
		house_teardown(&other_state);
	}
	free(first);
}

static void network__import__is_one_action_that_is_final(void **state)
{
	struct house *house = *state;
	char *said = NULL;
	assert_int_equal(count_actions(house), 1);
	char *title = read_text(house, "SELECT kind || ': ' || title FROM action");
	assert_non_null(strstr(title, "final: Network Förtroendevaldas trygghet"));
	assert_non_null(strstr(title, "fortroendevaldas-trygghet.json"));
	free(title);
	assert_fails(service_undo(&house->service, 1, &said, error), ERROR_REFUSED, "");
	assert_int_equal(read_integer(house, "SELECT count(*) FROM participant"), 24);
}

static void network__import__words_of_a_protected_sender_are_protected(void **state)
{
	struct house *house = *state;
	char *shipped = example_text();
	char *linked = replaced(shipped, "\"participant_id\": null",
		"\"participant_id\": \"a33bf1b4-b894-42a9-816f-5856bdaad879\"");
	struct record_set requests = {0};
	int found = 0;
	assert_ok(import(house, linked, error));
	assert_ok(
		store_all(house->store, &request_entity, house->service.network, &requests, error));
	for (size_t i = 0; i < requests.count; i++) {
		const struct request *request = record_set_at(&requests, i);
		found += request->is_protected.value == 1 && request->participant.known;
	}
	assert_int_equal(found, 1);
	record_set_finish(&requests);
	free(linked);
	free(shipped);
}

static void network__import__not_twice(void **state)
{
	struct house *house = *state;
	int64_t id;
	char *before = export_text(house);
	assert_fails(service_network_import_example(&house->service, &id, error), ERROR_REFUSED,
		"already holds a network called “fortroendevaldas-trygghet”");
	char *after = export_text(house);
	assert_same(after, before);
	assert_int_equal(count_actions(house), 1);
	free(before);
	free(after);
}

/* Whatever is wrong with a file: one sentence, and nothing of it in the database. */
static void network__import__a_broken_file_leaves_nothing(void **state)
{
	struct house *house = *state;
	static const struct {
		const char *from, *to, *words;
		bool by_the_file; /* a wrong file names where; a wrong reference may be found later
				   */
	} rows[] = {
		{"\"0643\"", "\"9999\"", "no organisation with the code “9999”", false},
		{"\"traffpunkt-network\"", "\"other\"", "format", true},
		{"\"2023-09-26\"", "\"26/9\"", "meetings[0].date", true},
		{"\"2023-09-26\"", "\"2030-01-01\"", "meetings[0]", true},
		{"\"kind\": \"physical\"", "\"kind\": \"lunar\"", "meetings[0].kind", true},
		{"\"theme_decided_at_id\": \"a5dac874", "\"theme_decided_at_id\": \"00000000",
			"meetings[1].theme_decided_at_id", true},
		{"karin.ahlstrom@lund.example", "karin", "participants[0].email", true},
		{"\"fee\": 120000", "\"fee\": -1", "fee", true},
		{"\"facts\": [", "\"facts\": [[],", "facts[0]", true},
	};
	char *good = example_text();
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		char *bad = replaced(good, rows[i].from, rows[i].to);
		assert_fails(import(house, bad, error), ERROR_DATA, rows[i].words);
		assert_int_equal(house->service.network, 0);
		assert_int_equal(count_actions(house), 0);
		assert_int_equal(read_integer(house, "SELECT count(*) FROM network"), 0);
		assert_int_equal(read_integer(house, "SELECT count(*) FROM participant"), 0);
		free(bad);
	}
	assert_fails(import(house, "{", error), ERROR_DATA, "file.json");
	assert_ok(import(house, good, error));
	free(good);
}

static void network__import__two_networks_live_side_by_side(void **state)
{
	struct house *house = *state;
	static const char second[] = "{\"format\": \"traffpunkt-network\", \"format_version\": 1,"
				     " \"network\": {\"slug\": \"annat\", \"name\": \"Annat\"}}";
	char *before = export_text(house);
	assert_ok(import(house, second, error));
	assert_int_equal(house->service.network, 2);
	char *small = export_text(house);
	assert_non_null(strstr(small, "\"slug\": \"annat\""));
	assert_null(strstr(small, "Karin"));
	house->service.network = 1;
	char *after = export_text(house);
	assert_same(after, before);
	free(before);
	free(small);
	free(after);
}

static void network__export__without_a_network_is_refused(void **state)
{
	struct house *house = *state;
	assert_fails(service_network_export(&house->service, error), ERROR_REFUSED, "init");
}

#define IN_HOUSE(test) cmocka_unit_test_setup_teardown(test, house_setup, house_teardown)
#define IN_EMPTY(test) cmocka_unit_test_setup_teardown(test, house_setup_empty, house_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_HOUSE(network__example__comes_out_as_it_went_in),
		IN_HOUSE(network__round_trip__byte_for_byte_with_references),
		IN_HOUSE(network__import__is_one_action_that_is_final),
		IN_HOUSE(network__import__not_twice),
		IN_EMPTY(network__import__words_of_a_protected_sender_are_protected),
		IN_EMPTY(network__import__a_broken_file_leaves_nothing),
		IN_HOUSE(network__import__two_networks_live_side_by_side),
		IN_EMPTY(network__export__without_a_network_is_refused),
	};

	i18n_init("en");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
