/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of the included webinar: whole, then what has changed, and nobody who is protected. */
#include "support.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "service/webinar.h"
#include "store/maintenance.h"

static void run(struct house *house, bool full, bool write, struct webinar_result *result)
{
	struct webinar_order order = {
		.meeting = NOVEMBER, .full = full, .out = "-", .write = write};
	assert_ok(service_webinar(&house->service, &order, result, error));
}

static int64_t admit(struct house *house, const char *given, const char *email)
{
	int64_t id = ADD_PARTICIPANT(house, {"given_name", given}, {"family_name", "Nyman"},
		{"email", email}, {"organisation", "Lunds kommun"});
	enter(house, &participant_entity, id, PARTICIPANT_ADMITTED, NULL);
	return id;
}

static void webinar__first__is_everyone_but_the_protected(void **state)
{
	struct house *house = *state;
	struct webinar_result result;
	run(house, false, true, &result);
	assert_true(result.is_full);
	assert_false(result.at.known);
	assert_int_equal(result.rows, 17);
	assert_int_equal(result.added, 17);
	assert_int_equal(result.tasks, 1);
	/* The columns, and no more. */
	assert_ptr_equal(strstr(result.bytes, "Name;E-mail;Organisation\r\n"), result.bytes + 3);
	assert_non_null(strstr(result.bytes, "\r\nÅsa Öberg;"));
	/* Who wants to be on no list of names is on this one: it is for another purpose. */
	assert_non_null(strstr(result.preview, "Per Håkansson;per.hakansson@habo.example;"));
	char *name = look(house, &participant_entity, HIDDEN, "family_name");
	assert_null(strstr(result.bytes, name));
	free(name);
	webinar_result_finish(&result);
	assert_int_equal(
		read_integer(house, "SELECT count(*) FROM disclosure WHERE what = 'webinar'"
				    " AND purpose = 'webinar' AND people = 17"),
		1);
	assert_int_equal(read_integer(house, "SELECT count(*) FROM disclosed_person"), 17);
	assert_int_equal(
		read_integer(house, "SELECT count(*) FROM draft WHERE participant_id = 16"
				    " AND kind = 'task' AND reason = 'other' AND meeting_id = 3"),
		1);
	assert_int_equal(read_integer(house, "SELECT count(*) FROM webinar_entry"), 18);
	assert_int_equal(
		read_integer(house, "SELECT count(*) FROM action WHERE kind = 'final'"
				    " AND title LIKE 'Webinar Tue 14 Nov 2023: a list with 17%'"),
		1);
	assert_sound(house);
}

static void webinar__later__is_what_has_changed(void **state)
{
	struct house *house = *state;
	struct webinar_result result;
	run(house, false, true, &result);
	webinar_result_finish(&result);
	/* At once again there is nothing to say. */
	int64_t actions = count_actions(house);
	run(house, false, true, &result);
	assert_int_equal(result.rows, 0);
	assert_int_equal(result.tasks, 0);
	assert_null(result.file);
	assert_null(result.bytes);
	webinar_result_finish(&result);
	assert_int_equal(count_actions(house), actions);
	admit(house, "Ada", "ada@lund.example");
	admit(house, "Bo", "bo@lund.example");
	enter(house, &participant_entity, HABO, PARTICIPANT_WITHDRAWN, "Flyttar");
	run(house, false, true, &result);
	assert_false(result.is_full);
	assert_int_equal(result.added, 2);
	assert_int_equal(result.withdrawn, 1);
	assert_string_equal(result.preview,
		"Name;E-mail;Organisation;Change\n"
		"Ada Nyman;ada@lund.example;Lunds kommun;new\n"
		"Bo Nyman;bo@lund.example;Lunds kommun;new\n"
		"Per Håkansson;per.hakansson@habo.example;Habo kommun;withdrawn\n");
	webinar_result_finish(&result);
	/* And who was taken back can be told from the ledger. */
	assert_int_equal(read_integer(house, "SELECT participant_id FROM webinar_entry"
					     " WHERE change = 'withdrawn'"),
		HABO);
	assert_int_equal(read_integer(house, "SELECT count(*) FROM disclosed_person"
					     " WHERE disclosure_id = 2"),
		3);
	enter(house, &participant_entity, HABO, PARTICIPANT_REVIEW, "Ångrar sig");
	enter(house, &participant_entity, HABO, PARTICIPANT_ADMITTED, NULL);
	run(house, false, false, &result);
	assert_int_equal(result.added, 1);
	webinar_result_finish(&result);
	run(house, true, true, &result);
	assert_true(result.is_full);
	assert_int_equal(result.rows, 19);
	assert_int_equal(result.added, 1);
	webinar_result_finish(&result);
	assert_sound(house);
}

static void webinar__protected_since__becomes_a_task_once(void **state)
{
	struct house *house = *state;
	struct webinar_result result;
	run(house, false, true, &result);
	webinar_result_finish(&result);
	set(house, &participant_entity, HABO, "protected", "yes");
	run(house, false, true, &result);
	assert_int_equal(result.rows, 0);
	assert_int_equal(result.tasks, 1);
	webinar_result_finish(&result);
	run(house, false, true, &result);
	assert_int_equal(result.tasks, 0);
	webinar_result_finish(&result);
	assert_int_equal(read_integer(house, "SELECT count(*) FROM draft WHERE participant_id = 2"
					     " AND task LIKE '%has become protected%'"),
		1);
	enter(house, &participant_entity, HABO, PARTICIPANT_WITHDRAWN, "Flyttar");
	run(house, false, true, &result);
	assert_int_equal(result.rows, 0);
	assert_int_equal(result.tasks, 1);
	webinar_result_finish(&result);
	assert_int_equal(read_integer(house, "SELECT count(*) FROM draft WHERE participant_id = 2"
					     " AND task LIKE '%no longer takes part%'"),
		1);
	assert_sound(house);
}

static void webinar__dry_run__writes_nothing(void **state)
{
	struct house *house = *state;
	struct webinar_result result;
	int64_t actions = count_actions(house);
	run(house, false, false, &result);
	assert_int_equal(result.rows, 17);
	assert_non_null(result.preview);
	webinar_result_finish(&result);
	assert_int_equal(count_actions(house), actions);
}

static void webinar__cancelled_meeting__asks_the_organiser(void **state)
{
	struct house *house = *state;
	struct webinar_result result;
	enter(house, &meeting_entity, NOVEMBER, MEETING_CANCELLED, "Sjukdom");
	run(house, false, false, &result);
	assert_true(result.asks);
	assert_int_equal(result.rows, 17); /* it is somebody else's, and goes on */
	webinar_result_finish(&result);
}

static void webinar__no_included_event__is_refused(void **state)
{
	struct house *house = *state;
	struct webinar_order order = {.meeting = OCTOBER, .out = "-"};
	struct webinar_result result;
	assert_fails(service_webinar(&house->service, &order, &result, error), ERROR_REFUSED,
		"Nothing in the programme");
}

static void webinar__broken_ledger__is_found(void **state)
{
	struct house *house = *state;
	struct webinar_result result;
	run(house, false, true, &result);
	webinar_result_finish(&result);
	/* Written as no rule of ours would: handed over twice. */
	run_sql(house, "INSERT INTO webinar_entry (meeting_id, participant_id, change, way, at)"
		       " VALUES (3, 2, 'new', 'task', 1)");
	struct findings findings;
	assert_ok(service_check(&house->service, &findings, error));
	assert_int_equal(findings.count, 1);
	assert_string_equal(findings.items[0].rule, "11");
	findings_finish(&findings);
	run_sql(house, "DELETE FROM webinar_entry WHERE at = 1");
	run_sql(house, "UPDATE webinar_entry SET disclosure_id = NULL WHERE participant_id = 2");
	assert_ok(service_check(&house->service, &findings, error));
	assert_int_equal(findings.count, 1);
	assert_non_null(strstr(findings.items[0].text, "not among the disclosures"));
	findings_finish(&findings);
}

int main(void)
{
	i18n_init("en");
#define TEST(name) cmocka_unit_test_setup_teardown(name, house_setup, house_teardown)
	const struct CMUnitTest tests[] = {
		TEST(webinar__first__is_everyone_but_the_protected),
		TEST(webinar__later__is_what_has_changed),
		TEST(webinar__protected_since__becomes_a_task_once),
		TEST(webinar__dry_run__writes_nothing),
		TEST(webinar__cancelled_meeting__asks_the_organiser),
		TEST(webinar__no_included_event__is_refused),
		TEST(webinar__broken_ledger__is_found),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("service webinar", tests, NULL, NULL);
}
