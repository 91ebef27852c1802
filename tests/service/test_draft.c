/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The outbox: letters, tasks, and that no protected person is ever written to. */
#include "support.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "service/draft.h"

static int64_t newest(struct house *house)
{
	return read_integer(house, "SELECT coalesce(max(id), 0) FROM draft");
}

static int64_t write_to(struct house *house, int64_t participant, const char *body)
{
	struct draft_order order = {.participant = participant,
		.reason = DRAFT_WELCOME,
		.subject = "Välkommen",
		.body = body};
	assert_ok(service_draft(&house->service, &order, error));
	return newest(house);
}

static void draft__letter__has_address_and_message_id(void **state)
{
	struct house *house = *state;
	int64_t actions = count_actions(house);
	int64_t id = write_to(house, HABO, "Hej Per!");
	assert_int_equal(count_actions(house), actions + 1);
	assert_field(house, &draft_entity, id, "kind", "mail");
	assert_field(house, &draft_entity, id, "status", "draft");
	assert_field(house, &draft_entity, id, "address", "per.hakansson@habo.example");
	assert_field(house, &draft_entity, id, "body", "Hej Per!");
	struct draft *draft = get(house, &draft_entity, id);
	char *expected = xasprintf("%s@traffpunkt.invalid", draft->uid);
	assert_string_equal(draft->message_id, expected);
	free(expected);
	record_destroy(&draft_entity, draft);
	undo(house, "To the outbox: welcome");
	assert_int_equal(newest(house), 0);
}

static void draft__message_id__of_the_mailbox(void **state)
{
	struct house *house = *state;
	house->settings.organizer_mailbox = xstrdup("natverk@skr.example");
	int64_t id = write_to(house, HABO, "Hej!");
	char *text = look(house, &draft_entity, id, "message_id");
	assert_string_equal(strchr(text, '@'), "@skr.example");
	free(text);
}

static void draft__no_address__is_a_task(void **state)
{
	struct house *house = *state;
	set(house, &participant_entity, HABO, "email", "");
	int64_t id = write_to(house, HABO, "Hej Per!");
	assert_field(house, &draft_entity, id, "kind", "task");
	assert_field(house, &draft_entity, id, "message_id", "–");
	assert_field(house, &draft_entity, id, "task",
		"There is no e-mail address: tell it by phone or letter");
	assert_field(house, &draft_entity, id, "body", "Hej Per!");
}

/* The same words for everyone, also for the one whose name is in them. */
static void draft__protected__is_a_task_that_names_nobody(void **state)
{
	struct house *house = *state;
	run_sql(house, "UPDATE participant SET given_name = 'Doldis', email = 'x@dold.example'"
		       " WHERE id = 16");
	int64_t named = write_to(house, HIDDEN, "Hej Doldis!");
	int64_t nameless = write_to(house, HIDDEN, "Hej!");
	for (int64_t id = named; id <= nameless; id++) {
		assert_field(house, &draft_entity, id, "kind", "task");
		assert_field(house, &draft_entity, id, "address", "–");
		assert_field(house, &draft_entity, id, "protected", "true");
		assert_field(house, &draft_entity, id, "message_id", "–");
	}
	assert_field(house, &draft_entity, named, "body", "–");
	assert_field(house, &draft_entity, nameless, "body", "Hej!");
	char *task = look(house, &draft_entity, named, "task");
	assert_non_null(strstr(task, "Hand over through the agreed channel"));
	free(task);
}

static void draft__contact_path__is_told_unless_it_names(void **state)
{
	struct house *house = *state;
	run_sql(house, "UPDATE participant SET given_name = 'Doldis',"
		       " contact_path = 'genom växeln' WHERE id = 16");
	int64_t id = write_to(house, HIDDEN, "Hej!");
	assert_field(house, &draft_entity, id, "task",
		"Hand over through the agreed channel: genom växeln");
	run_sql(house, "UPDATE participant SET contact_path = 'fråga efter Doldis' WHERE id = 16");
	id = write_to(house, HIDDEN, "Hej!");
	assert_field(house, &draft_entity, id, "task",
		"Hand over through the agreed channel; none is written down yet");
}

/* Letters that wait when someone becomes protected turn into tasks in the same step; what has left
 * is sealed. */
static void draft__becomes_protected__waiting_ones_turn(void **state)
{
	struct house *house = *state;
	int64_t waiting = write_to(house, HABO, "Hej Per!");
	int64_t sent = write_to(house, HABO, "Hej Per!");
	enter(house, &draft_entity, sent, DRAFT_DONE, NULL);
	int64_t actions = count_actions(house);
	struct participant *person = get(house, &participant_entity, HABO);
	type(house, &participant_entity, person, "protected", "true");
	type(house, &participant_entity, person, "list_consent", "nobody");
	assert_ok(service_save(&house->service, &participant_entity, person, NULL, error));
	record_destroy(&participant_entity, person);
	assert_int_equal(count_actions(house), actions + 1);
	assert_field(house, &draft_entity, waiting, "kind", "task");
	assert_field(house, &draft_entity, waiting, "address", "–");
	assert_field(house, &draft_entity, waiting, "body", "–");
	assert_field(house, &draft_entity, sent, "kind", "mail");
	assert_field(house, &draft_entity, sent, "protected", "true");
	char *told = read_text(house,
		"SELECT coalesce(before, '') || coalesce(after, '') FROM action_row"
		" WHERE entity = 'draft'");
	assert_null(strstr(told, "Per"));
	assert_null(strstr(told, "habo.example"));
	free(told);
}

static void draft__done__by_whom_and_when(void **state)
{
	struct house *house = *state;
	int64_t id = write_to(house, HABO, "Hej!");
	enter(house, &draft_entity, id, DRAFT_DISCARDED, NULL);
	assert_field(house, &draft_entity, id, "done_by", "GN");
	assert_field(house, &draft_entity, id, "done_on", "2023-09-19");
	enter(house, &draft_entity, id, DRAFT_WAITING, NULL);
	assert_field(house, &draft_entity, id, "done_by", "–");
	assert_field(house, &draft_entity, id, "done_on", "–");
	enter(house, &draft_entity, id, DRAFT_DONE, NULL);
	assert_field(house, &draft_entity, id, "done_by", "GN");
	undo(house, "letter no.");
	assert_field(house, &draft_entity, id, "status", "draft");
	assert_field(house, &draft_entity, id, "done_by", "–");
}

static void draft__count_and_find__what_waits(void **state)
{
	struct house *house = *state;
	struct draft_count count;
	int64_t found;
	assert_ok(service_draft_count(&house->service, &count, error));
	assert_int_equal(count.letters + count.tasks, 0);
	int64_t first = write_to(house, HABO, "Hej!");
	write_to(house, HABO, "Hej igen!");
	write_to(house, HIDDEN, "Hej!");
	assert_ok(service_draft_count(&house->service, &count, error));
	assert_int_equal(count.letters, 2);
	assert_int_equal(count.tasks, 1);
	assert_ok(service_draft_find(&house->service, HABO, DRAFT_WELCOME, 0, &found, error));
	assert_int_equal(found, first);
	assert_ok(service_draft_find(&house->service, HABO, DRAFT_WELCOME, OCTOBER, &found, error));
	assert_int_equal(found, 0);
	enter(house, &draft_entity, first, DRAFT_DONE, NULL);
	assert_ok(service_draft_find(&house->service, HABO, DRAFT_WELCOME, 0, &found, error));
	assert_int_equal(found, first + 1);
	assert_ok(service_draft_count(&house->service, &count, error));
	assert_int_equal(count.letters, 1);
}

int main(void)
{
#define IN_HOUSE(test) cmocka_unit_test_setup_teardown(test, house_setup, house_teardown)
	const struct CMUnitTest tests[] = {
		IN_HOUSE(draft__letter__has_address_and_message_id),
		IN_HOUSE(draft__message_id__of_the_mailbox),
		IN_HOUSE(draft__no_address__is_a_task),
		IN_HOUSE(draft__protected__is_a_task_that_names_nobody),
		IN_HOUSE(draft__contact_path__is_told_unless_it_names),
		IN_HOUSE(draft__becomes_protected__waiting_ones_turn),
		IN_HOUSE(draft__done__by_whom_and_when),
		IN_HOUSE(draft__count_and_find__what_waits),
	};

	i18n_init("en");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
