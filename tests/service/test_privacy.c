/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is protected stands in no file, no journal text and no sentence. */
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/i18n.h"
#include "store/journal.h"

/* Words that occur nowhere else in the example. */
static const struct {
	const char *field, *value;
} secrets[] = {
	{"given_name", "Hemligfred"},
	{"family_name", "Doldberg"},
	{"title", "Gömdchef"},
	{"email", "doldberg@sekret.example"},
	{"phone", "070-987 65 43"},
	{"note", "Bor på Osynliga gatan"},
};

static void assert_silent(const char *where, const char *text)
{
	for (size_t i = 0; i < COUNT_OF(secrets); i++) {
		if (text && strstr(text, secrets[i].value))
			fail_msg("%s tells “%s”: %s", where, secrets[i].value, text);
	}
}

/* Adds someone with all the secrets; protected from the start or not. */
static int64_t add_person(struct house *house, const char *is_protected)
{
	struct participant *person = service_new(&house->service, &participant_entity);
	for (size_t i = 0; i < COUNT_OF(secrets); i++)
		type(house, &participant_entity, person, secrets[i].field, secrets[i].value);
	type(house, &participant_entity, person, "protected", is_protected);
	assert_ok(service_save(&house->service, &participant_entity, person, NULL, error));
	int64_t id = person->record.id;
	record_destroy(&participant_entity, person);
	return id;
}

/* The whole journal as a person can read it. */
static void assert_history_silent(struct house *house)
{
	struct journal journal;
	struct journal_query query = {.limit = 1000};
	assert_ok(store_history(house->store, &query, &journal, error));
	for (size_t a = 0; a < journal.count; a++) {
		const struct journal_action *action = &journal.actions[a];
		assert_silent("a title", action->title);
		for (size_t r = 0; r < action->row_count; r++) {
			char *text = service_describe_change(&action->rows[r]);
			assert_silent("a change", text);
			assert_silent("before", action->rows[r].before);
			assert_silent("after", action->rows[r].after);
			free(text);
		}
	}
	journal_finish(&journal);
}

static void assert_files_silent(struct house *house)
{
	struct export_order order = {.combined = true, .out = "-"};
	struct export_result result;
	char *file = NULL;
	assert_ok((file = service_network_export(&house->service, error)));
	assert_silent("the network file", file);
	free(file);
	assert_ok(service_export(&house->service, &order, &result, error));
	assert_silent("the calendar", result.files[0].text);
	assert_null(strstr(result.files[0].text, "Håkansson")); /* nor anyone else who takes part */
	export_result_finish(&result);
}

static void privacy__protected__from_the_start(void **state)
{
	struct house *house = *state;
	int64_t id = add_person(house, "yes");
	assert_field(house, &participant_entity, id, "family_name", "Doldberg");
	set(house, &participant_entity, id, "phone", "070-987 65 43 0");
	enter(house, &participant_entity, id, PARTICIPANT_ADMITTED, "Känd av oss");
	undo(house, "Protected no.");
	redo(house, "Protected no.");
	assert_history_silent(house);
	assert_files_silent(house);
	assert_field(house, &participant_entity, id, "phone", "070-987 65 43 0");
}

static void privacy__protected__later_seals_what_was_told(void **state)
{
	struct house *house = *state;
	int64_t id = add_person(house, "no");
	set(house, &participant_entity, id, "phone", "070-987 65 43 0");
	char *title = read_text(house, "SELECT title FROM action");
	assert_non_null(strstr(title, "Hemligfred")); /* until now nobody asked for silence */
	free(title);
	set(house, &participant_entity, id, "protected", "yes");
	assert_history_silent(house);
	assert_files_silent(house);
}

static void privacy__change__says_that_and_not_what(void **state)
{
	struct house *house = *state;
	struct journal journal;
	struct journal_query query = {.limit = 1};
	int64_t id = add_person(house, "yes");
	set(house, &participant_entity, id, "phone", "08-1");
	assert_ok(store_history(house->store, &query, &journal, error));
	char *text = service_describe_change(&journal.actions[0].rows[0]);
	assert_non_null(strstr(text, "Phone: changed (protected)"));
	assert_null(strstr(text, "08-1"));
	free(text);
	journal_finish(&journal);
}

/* What a protected person wrote is as telling as their name. */
static void privacy__request__words_of_a_protected_sender_stay(void **state)
{
	struct house *house = *state;
	char number[24];
	int64_t id = add_person(house, "yes");
	struct request *request = service_new(&house->service, &request_entity);
	snprintf(number, sizeof(number), "%lld", (long long)id);
	type(house, &request_entity, request, "sender_name", "Hemligfred Doldberg");
	type(house, &request_entity, request, "sender_email", "doldberg@sekret.example");
	type(house, &request_entity, request, "subject", "Från Doldberg");
	type(house, &request_entity, request, "body", "Bor på Osynliga gatan");
	type(house, &request_entity, request, "participant_id", number);
	assert_ok(service_save(&house->service, &request_entity, request, NULL, error));
	assert_files_silent(house);
	record_destroy(&request_entity, request);
}

/* What was written before the person became protected is sealed with them. */
static void privacy__request__follows_its_person(void **state)
{
	struct house *house = *state;
	char number[24];
	int64_t id = add_person(house, "no");
	struct request *request = service_new(&house->service, &request_entity);
	snprintf(number, sizeof(number), "%lld", (long long)id);
	type(house, &request_entity, request, "sender_name", "Hemligfred Doldberg");
	type(house, &request_entity, request, "subject", "Från Doldberg");
	type(house, &request_entity, request, "participant_id", number);
	assert_ok(service_save(&house->service, &request_entity, request, NULL, error));
	set(house, &participant_entity, id, "protected", "yes");
	struct request stored = {0};
	assert_ok(store_get(
		house->service.store, &request_entity, request->record.id, &stored, error));
	assert_int_equal(stored.is_protected.value, 1);
	assert_string_equal(stored.subject, "Från Doldberg"); /* kept for who has to answer */
	assert_history_silent(house);
	assert_files_silent(house);
	record_finish(&request_entity, &stored);
	record_destroy(&request_entity, request);
}

static void privacy__bulk__exceptions_do_not_name(void **state)
{
	struct house *house = *state;
	struct bulk_result result;
	int64_t id = add_person(house, "yes");
	assert_fails(service_set_status(&house->service, &participant_entity, &id, 1,
			     PARTICIPANT_WITHDRAWN, "x", false, &result, error),
		ERROR_REFUSED, "Protected no.");
	assert_silent("an exception", result.exceptions[0].title);
	bulk_result_finish(&result);
}

#define IN_HOUSE(test) cmocka_unit_test_setup_teardown(test, house_setup, house_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_HOUSE(privacy__protected__from_the_start),
		IN_HOUSE(privacy__protected__later_seals_what_was_told),
		IN_HOUSE(privacy__change__says_that_and_not_what),
		IN_HOUSE(privacy__request__words_of_a_protected_sender_stay),
		IN_HOUSE(privacy__request__follows_its_person),
		IN_HOUSE(privacy__bulk__exceptions_do_not_name),
	};

	i18n_init("en");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
