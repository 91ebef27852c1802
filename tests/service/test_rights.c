/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Needs, openings, cases, holds and retention: the rules behind what both faces show. */
#include "support.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "service/access.h"
#include "service/disclosure.h"
#include "service/erase.h"
#include "service/need.h"
#include "service/overview.h"
#include "service/retention.h"
#include "store/maintenance.h"

static int64_t day(const char *iso)
{
	int64_t date;
	assert_true(date_from_iso(iso, &date));
	return date;
}

static int64_t add_need(struct house *house, int64_t participant, const char *text)
{
	struct special_need *need = service_new(&house->service, &special_need_entity);
	need->participant = (struct number){.known = true, .value = participant};
	type(house, &special_need_entity, need, "meeting_id", "2023-09-26");
	type(house, &special_need_entity, need, "kind", "diet");
	type(house, &special_need_entity, need, "text", text);
	assert_ok(service_save(&house->service, &special_need_entity, need, NULL, error));
	int64_t id = need->record.id;
	record_destroy(&special_need_entity, need);
	return id;
}

/* ---- needs ---- */

static void service_save__need__gets_its_last_day(void **state)
{
	struct house *house = *state;
	int64_t id = add_need(house, HABO, "vegetarian");
	assert_field(house, &special_need_entity, id, "delete_after", "2023-10-03");
	set(house, &meeting_entity, SEPTEMBER, "date", "2023-09-28");
	assert_field(house, &special_need_entity, id, "delete_after", "2023-10-05");
	undo(house, "28 Sep");
	assert_field(house, &special_need_entity, id, "delete_after", "2023-10-03");
	assert_ok(service_retention_set_days(&house->service, RETENTION_NEED, "3", error));
	assert_field(house, &special_need_entity, id, "delete_after", "2023-09-29");
}

static void service_save__need_at_a_digital_meeting__is_refused(void **state)
{
	struct house *house = *state;
	struct special_need *need = service_new(&house->service, &special_need_entity);
	need->participant = (struct number){.known = true, .value = HABO};
	type(house, &special_need_entity, need, "meeting_id", "2023-10-17");
	type(house, &special_need_entity, need, "kind", "access");
	type(house, &special_need_entity, need, "text", "hörslinga");
	assert_fails(service_save(&house->service, &special_need_entity, need, NULL, error),
		ERROR_REFUSED, "digital");
	record_destroy(&special_need_entity, need);
}

static void service_save__what_a_need_says__is_refused_elsewhere(void **state)
{
	struct house *house = *state;
	add_need(house, HABO, "Nötallergi");
	struct participant *person = get(house, &participant_entity, HABO);
	type(house, &participant_entity, person, "note", "SVÅR NÖTALLERGI, se upp");
	assert_fails(service_save(&house->service, &participant_entity, person, NULL, error),
		ERROR_REFUSED, "needs");
	record_destroy(&participant_entity, person);
	refuse_sql(house, "UPDATE participant SET tags = 'nöt, nötallergi' WHERE id = 2", "needs");
	refuse_sql(house, "UPDATE meeting SET note = 'En har nötallergi' WHERE id = 1", "needs");
	set(house, &participant_entity, HABO_WITH_RING, "note", "nötallergi"); /* not of this one */
}

static void service_save__need_that_a_reason_tells__is_refused(void **state)
{
	struct house *house = *state;
	struct special_need *need = service_new(&house->service, &special_need_entity);
	run_sql(house,
		"UPDATE participant SET callback_note = 'Hör dåligt: hörslinga' WHERE id = 2");
	need->participant = (struct number){.known = true, .value = HABO};
	type(house, &special_need_entity, need, "meeting_id", "2023-09-26");
	type(house, &special_need_entity, need, "kind", "access");
	type(house, &special_need_entity, need, "text", "Hörslinga");
	assert_fails(service_save(&house->service, &special_need_entity, need, NULL, error),
		ERROR_REFUSED, "take it out there first");
	record_destroy(&special_need_entity, need);
	set(house, &participant_entity, HABO, "phone", "08-1"); /* can still be saved */
}

static void service_save__need__stands_sealed_in_the_journal(void **state)
{
	struct house *house = *state;
	add_need(house, HABO, "Nötallergi");
	assert_int_equal(read_integer(house, "SELECT count(*) FROM action_row"
					     " WHERE instr(coalesce(after, before), 'tallergi')"),
		0);
	assert_int_equal(
		read_integer(house, "SELECT count(*) FROM sealed_value WHERE value LIKE 'N%ergi'"),
		1);
}

static void service_needs__leaves_a_line_for_each_look(void **state)
{
	struct house *house = *state;
	struct record_set needs;
	add_need(house, HABO, "vegetarian");
	assert_ok(service_needs(&house->service, HABO, &needs, error));
	assert_int_equal(needs.count, 1);
	record_set_finish(&needs);
	assert_int_equal(read_integer(house, "SELECT count(*) FROM access WHERE what = 'needs'"
					     " AND participant_id = 2 AND who = 'GN'"),
		1);
	assert_fails(service_reveal(&house->service, HIDDEN, " ", &(struct participant){0}, error),
		ERROR_DATA, "why");
}

/* Nobody can take a line of the log away again, by whatever tool. */
static void access__is_never_rewritten(void **state)
{
	struct house *house = *state;
	struct participant person = {0};
	assert_ok(service_reveal(&house->service, HIDDEN, "Ring", &person, error));
	record_finish(&participant_entity, &person);
	refuse_sql(house, "UPDATE access SET reason = 'nothing'", "never rewritten");
	refuse_sql(house, "DELETE FROM access", "never rewritten");
	refuse_sql(house, "DELETE FROM action_row", "never rewritten");
	refuse_sql(house, "UPDATE action SET kind = 'final'", "never rewritten");
	refuse_sql(house, "DELETE FROM action", "never rewritten");
	char *kept = read_text(house, "SELECT reason FROM access");
	assert_string_equal(kept, "Ring\n");
	free(kept);
	assert_true(count_actions(house) > 0);
}

static void service_catering__counts_alike_as_one(void **state)
{
	struct house *house = *state;
	struct catering catering;
	add_need(house, HABO, "Vegetarian");
	add_need(house, HABO_WITH_RING, "  vegetarian ");
	add_need(house, HABO_WITH_RING, "nötallergi");
	add_need(house, OUTSIDER, "vegetarian"); /* is not admitted: does not come */
	assert_ok(service_catering(&house->service, SEPTEMBER, &catering, error));
	assert_int_equal(catering.count, 2);
	assert_string_equal(catering.lines[0].text, "vegetarian");
	assert_int_equal(catering.lines[0].count, 2);
	assert_int_equal(catering.lines[1].count, 1);
	assert_int_equal(catering.people, 2);
	/* Nobody has answered: all who belong to the meeting may be hungry. */
	assert_int_equal(catering.expected, -1);
	assert_int_equal(catering.meals, 18);
	assert_true(catering.meals_for_all);
	catering_finish(&catering);
	assert_int_equal(
		read_integer(house, "SELECT count(*) FROM disclosure WHERE purpose = 'catering'"
				    " AND people = 0"),
		1);
	assert_fails(service_catering(&house->service, OCTOBER, &catering, error), ERROR_REFUSED,
		"digital");
}

static void service_catering__answers__count_the_meals(void **state)
{
	struct house *house = *state;
	struct catering catering;
	/* Whoever is not admitted has no say in it. */
	run_sql(house, "INSERT INTO attendance (meeting_id, participant_id, answer) VALUES"
		       " (1, 2, 'accepted'), (1, 3, 'declined'), (1, 4, 'accepted'),"
		       " (1, 5, 'tentative'), (1, 20, 'accepted')");
	assert_ok(service_catering(&house->service, SEPTEMBER, &catering, error));
	assert_int_equal(catering.expected, 2);
	assert_int_equal(catering.meals, 2);
	assert_false(catering.meals_for_all);
	catering_finish(&catering);
	run_sql(house, "UPDATE attendance SET answer = 'declined'");
	assert_ok(service_catering(&house->service, SEPTEMBER, &catering, error));
	assert_int_equal(catering.meals, 0);
	assert_false(catering.meals_for_all);
	catering_finish(&catering);
}

/* Written as no rule of ours would let them be (invariant 14). */
static void check__need__kept_too_long_or_digital_is_found(void **state)
{
	struct house *house = *state;
	static const struct {
		const char *sql, *rule, *words;
	} rows[] = {
		{"UPDATE special_need SET delete_after = '2023-10-04'", "14", "kept longer"},
		{"UPDATE special_need SET delete_after = NULL", "14", "no last day"},
		{"UPDATE special_need SET meeting_id = 2", "14", "digital meeting"},
	};
	add_need(house, HABO, "vegetarian");
	assert_sound(house);
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct findings findings;
		run_sql(house,
			"UPDATE special_need SET meeting_id = 1, delete_after = '2023-10-03'");
		run_sql(house, rows[i].sql);
		assert_ok(service_check(&house->service, &findings, error));
		assert_true(findings.count > 0);
		assert_string_equal(findings.items[0].rule, rows[i].rule);
		assert_non_null(strstr(findings.items[0].text, rows[i].words));
		findings_finish(&findings);
	}
}

/* ---- cases ---- */

static void rights_due__is_a_month_later(void **state)
{
	(void)state;
	static const struct {
		const char *received, *due;
	} cases[] = {
		{"2023-09-19", "2023-10-19"},
		{"2023-12-05", "2024-01-05"},
		{"2024-01-31", "2024-02-29"},
		{"2023-01-30", "2023-02-28"},
		{"2023-08-31", "2023-09-30"},
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_int_equal(rights_due(day(cases[i].received)), day(cases[i].due));
}

static void service_overview__tells_of_cases_a_week_before(void **state)
{
	struct house *house = *state;
	struct overview overview;
	int64_t id;
	assert_ok(service_open_case(
		&house->service, HABO, RIGHTS_EXTRACT, day("2023-08-27"), true, &id, error));
	assert_ok(service_overview(&house->service, &overview, error));
	assert_int_equal(overview.due_cases, 0);
	overview_finish(&overview);
	house_restart(house, "2023-09-20T08:30");
	assert_ok(service_overview(&house->service, &overview, error));
	assert_int_equal(overview.due_cases, 1);
	overview_finish(&overview);
	assert_fails(
		service_close_case(&house->service, id, RIGHTS_REFUSED, "", error), ERROR_DATA, "");
	assert_ok(service_close_case(&house->service, id, RIGHTS_DELIVERED, NULL, error));
	assert_fails(service_close_case(&house->service, id, RIGHTS_PARTLY, NULL, error),
		ERROR_REFUSED, "cannot go");
	assert_fails(service_open_case(&house->service, HABO, RIGHTS_EXTRACT, day("2023-09-21"),
			     true, &id, error),
		ERROR_DATA, "after today");
}

/* ---- erasure ---- */

static void service_erase__takes_merged_rows_along(void **state)
{
	struct house *house = *state;
	struct erasure_result result;
	run_sql(house,
		"UPDATE participant SET status = 'merged', merged_into_id = 2, status_key = 6"
		" WHERE id = 3");
	assert_fails(service_erase(&house->service, 3, &result, error), ERROR_REFUSED, "merged");
	assert_ok(service_erase(&house->service, 2, &result, error));
	assert_int_equal(result.traces, 0);
	erasure_result_finish(&result);
	assert_int_equal(
		read_integer(house, "SELECT count(*) FROM participant WHERE id IN (2, 3)"), 0);
	assert_int_equal(read_integer(house, "SELECT count(*) FROM tombstone"), 4);
	assert_sound(house);
}

/* The seat that they took over is another's row: it stays and forgets them. */
static void service_erase__empties_what_outlives_them(void **state)
{
	struct house *house = *state;
	struct erasure_result result;
	set(house, &participant_entity, HABO, "successor_id", "3");
	assert_ok(service_erase(&house->service, HABO_WITH_RING, &result, error));
	erasure_result_finish(&result);
	assert_field(house, &participant_entity, HABO, "successor_id", "–");
	assert_int_equal(
		read_integer(house, "SELECT count(*) FROM rights_case WHERE kind = 'erasure'"
				    " AND status = 'delivered' AND participant_id IS NULL"),
		1);
	assert_int_equal(read_integer(house, "SELECT count(*) FROM erasure_in_progress"), 0);
	assert_sound(house);
}

/* ---- retention ---- */

static void preview(struct house *house, const char *on, struct retention *retention)
{
	assert_ok(service_retention_preview(&house->service, day(on), retention, error));
}

static void service_retention__holds__have_a_person_a_class_and_an_end(void **state)
{
	struct house *house = *state;
	struct retention retention;
	int64_t id;
	add_need(house, HABO, "vegetarian");
	add_need(house, HABO_WITH_RING, "vegetarian");
	assert_ok(service_hold(
		&house->service, HABO, RETENTION_NEED, "tvist", day("2023-10-10"), &id, error));
	preview(house, "2023-10-10", &retention);
	assert_int_equal(retention.lines[RETENTION_NEED].due, 1);
	assert_int_equal(retention.lines[RETENTION_NEED].held, 1);
	preview(house, "2023-10-11", &retention);
	assert_int_equal(retention.lines[RETENTION_NEED].due, 2);
	assert_ok(service_release_hold(&house->service, id, error));
	assert_fails(service_release_hold(&house->service, id, error), ERROR_REFUSED, "already");
	preview(house, "2023-10-10", &retention);
	assert_int_equal(retention.lines[RETENTION_NEED].due, 2);
	assert_ok(service_hold(
		&house->service, 0, RETENTION_CLASSES, "allt", day("2023-10-10"), &id, error));
	preview(house, "2023-10-10", &retention);
	assert_int_equal(retention.due, 0);
	assert_int_equal(retention.held, 2);
	assert_fails(service_hold(&house->service, 0, RETENTION_CLASSES, " ", day("2023-10-10"),
			     &id, error),
		ERROR_DATA, "Reason");
	assert_fails(service_hold(&house->service, 0, RETENTION_CLASSES, "x", day("2023-09-18"),
			     &id, error),
		ERROR_DATA, "today");
}

static void service_retention_run__leaves_numbers_only(void **state)
{
	struct house *house = *state;
	struct retention retention;
	struct erasure_result result;
	add_need(house, HABO, "vegetarian");
	house_restart(house, "2023-10-03T08:30");
	size_t due;
	assert_ok(service_retention_due(&house->service, &due, error));
	assert_int_equal(due, 1);
	assert_ok(service_retention_run(&house->service, &retention, &result, error));
	erasure_result_finish(&result);
	char *protocol = read_text(house, "SELECT class || ' ' || up_to || ' ' || removed || ' ' ||"
					  " held || ' ' || who FROM retention_run");
	assert_string_equal(protocol, "need 2023-10-03 1 0 GN\n");
	free(protocol);
	assert_ok(service_retention_due(&house->service, &due, error));
	assert_int_equal(due, 0);
	/* A second run has nothing to do and notes nothing. */
	assert_ok(service_retention_run(&house->service, &retention, &result, error));
	assert_int_equal(read_integer(house, "SELECT count(*) FROM retention_run"), 1);
	refuse_sql(house, "DELETE FROM retention_run", "never rewritten");
	assert_int_equal(read_integer(house, "SELECT count(*) FROM retention_run"), 1);
	assert_sound(house);
}

static void service_write__personal_number__is_masked_and_counted(void **state)
{
	struct house *house = *state;
	set(house, &participant_entity, HABO, "note", "Ringde: 121212-1212, 19121212-1212");
	assert_field(house, &participant_entity, HABO, "note", "Ringde: 121212-****, 121212-****");
	assert_int_equal(house->service.masked, 2);
	char *said = service_masked_text(&house->service);
	assert_string_equal(said, "2 personal numbers were masked: they are not kept.");
	free(said);
	set(house, &participant_entity, HABO, "note", "Ringde");
	assert_null(service_masked_text(&house->service));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, house_setup, house_teardown)
	const struct CMUnitTest tests[] = {
		TEST(service_save__need__gets_its_last_day),
		TEST(service_save__need_at_a_digital_meeting__is_refused),
		TEST(service_save__what_a_need_says__is_refused_elsewhere),
		TEST(service_save__need_that_a_reason_tells__is_refused),
		TEST(service_save__need__stands_sealed_in_the_journal),
		TEST(service_needs__leaves_a_line_for_each_look),
		TEST(access__is_never_rewritten),
		TEST(service_catering__counts_alike_as_one),
		TEST(service_catering__answers__count_the_meals),
		TEST(check__need__kept_too_long_or_digital_is_found),
		cmocka_unit_test(rights_due__is_a_month_later),
		TEST(service_overview__tells_of_cases_a_week_before),
		TEST(service_erase__takes_merged_rows_along),
		TEST(service_erase__empties_what_outlives_them),
		TEST(service_retention__holds__have_a_person_a_class_and_an_end),
		TEST(service_retention_run__leaves_numbers_only),
		TEST(service_write__personal_number__is_masked_and_counted),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("service rights", tests, NULL, NULL);
}
