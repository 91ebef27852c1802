/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Noting who came. */
#include "support.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "service/attendance.h"
#include "store/maintenance.h"

#define DAY "2023-09-26T09:00"

static struct attendance_order order(int64_t participant, int presence)
{
	return (struct attendance_order){.participant = participant,
		.presence = {.known = presence >= 0, .value = presence < 0 ? 0 : presence}};
}

static bool attend(struct house *house, int64_t participant, int presence, struct error *error)
{
	struct attendance_order one = order(participant, presence);
	return service_attend(&house->service, SEPTEMBER, &one, 1, error);
}

static void read_attendees(struct house *house, struct attendees *attendees)
{
	struct meeting *meeting = get(house, &meeting_entity, SEPTEMBER);
	assert_ok(service_attendees(&house->service, meeting, attendees, error));
	record_destroy(&meeting_entity, meeting);
}

static void assert_counts(
	struct house *house, size_t attended, size_t absent, size_t digital, size_t left)
{
	struct attendees attendees;
	read_attendees(house, &attendees);
	assert_int_equal(attendees.counts.of[PRESENCE_ATTENDED], attended);
	assert_int_equal(attendees.counts.of[PRESENCE_ABSENT], absent);
	assert_int_equal(attendees.counts.of[PRESENCE_DIGITAL], digital);
	assert_int_equal(attendees.counts.left, left);
	assert_int_equal(attended + absent + digital + left, attendees.count);
	attendees_finish(&attendees);
}

static bool belongs(struct house *house, int64_t participant)
{
	struct attendees attendees;
	bool found = false;
	read_attendees(house, &attendees);
	for (size_t i = 0; i < attendees.count; i++)
		found |= attendees.items[i].participant.record.id == participant;
	attendees_finish(&attendees);
	return found;
}

static void attend__before_the_day__is_refused_with_the_reason(void **state)
{
	struct house *house = *state;
	int64_t actions = count_actions(house);
	assert_fails(attend(house, HABO, PRESENCE_ATTENDED, error), ERROR_REFUSED,
		"from the day of the meeting");
	assert_int_equal(count_actions(house), actions);
}

static void attend__each_note__is_a_step_that_can_be_undone(void **state)
{
	struct house *house = *state;
	house_restart(house, DAY);
	assert_counts(house, 0, 0, 0, 18);
	assert_ok(attend(house, HABO, PRESENCE_ATTENDED, error));
	assert_ok(attend(house, HABO_WITH_RING, PRESENCE_ABSENT, error));
	assert_ok(attend(house, HABO, PRESENCE_DIGITAL, error));
	assert_counts(house, 0, 1, 1, 16);
	undo(house, "participant no. 2, attended digitally");
	assert_counts(house, 1, 1, 0, 16);
	undo(house, "no. 3, absent");
	undo(house, "no. 2, attended");
	assert_counts(house, 0, 0, 0, 18);
	redo(house, "no. 2");
	assert_counts(house, 1, 0, 0, 17);
}

static void attend__many__are_one_step(void **state)
{
	struct house *house = *state;
	house_restart(house, DAY);
	struct attendance_order orders[] = {order(HABO, PRESENCE_ATTENDED),
		order(HABO_WITH_RING, PRESENCE_ABSENT), order(HIDDEN, PRESENCE_DIGITAL)};
	int64_t actions = count_actions(house);
	assert_ok(service_attend(&house->service, SEPTEMBER, orders, COUNT_OF(orders), error));
	assert_int_equal(count_actions(house), actions + 1);
	assert_counts(house, 1, 1, 1, 15);
	/* The same again changes nothing and is no step. */
	assert_ok(service_attend(&house->service, SEPTEMBER, orders, COUNT_OF(orders), error));
	assert_int_equal(count_actions(house), actions + 1);
	undo(house, "3 participants");
	assert_counts(house, 0, 0, 0, 18);
}

static void attend__one_who_does_not_belong__stops_all(void **state)
{
	struct house *house = *state;
	house_restart(house, DAY);
	struct attendance_order orders[] = {
		order(HABO, PRESENCE_ATTENDED), order(OUTSIDER, PRESENCE_ATTENDED)};
	assert_fails(service_attend(&house->service, SEPTEMBER, orders, COUNT_OF(orders), error),
		ERROR_REFUSED, "was not an admitted participant");
	assert_counts(house, 0, 0, 0, 18);
}

static void attend__note_taken_away__is_unknown_again(void **state)
{
	struct house *house = *state;
	house_restart(house, DAY);
	assert_ok(attend(house, HABO, PRESENCE_ATTENDED, error));
	assert_field(house, &attendance_entity, 1, "noted_by", "GN");
	assert_ok(attend(house, HABO, -1, error));
	assert_field(house, &attendance_entity, 1, "attendance", "–");
	assert_field(house, &attendance_entity, 1, "noted_by", "–");
	assert_field(house, &attendance_entity, 1, "noted_at", "–");
	assert_field(house, &attendance_entity, 1, "answer", "needs-action");
}

static void attend__journal__names_nobody(void **state)
{
	struct house *house = *state;
	house_restart(house, DAY);
	assert_ok(attend(house, HIDDEN, PRESENCE_ATTENDED, error));
	assert_ok(attend(house, HABO, PRESENCE_ATTENDED, error));
	char *titles = read_text(house,
		"SELECT title || coalesce(after, '') FROM action"
		" JOIN action_row ON action_id = action.id WHERE entity = 'attendance'");
	assert_non_null(strstr(titles, "participant no. 16"));
	assert_null(strstr(titles, "Håkansson"));
	free(titles);
}

static void attendees__are_in_swedish_order(void **state)
{
	struct house *house = *state;
	struct attendees attendees;
	static const char *const last[] = {
		"Vallin", "van der Berg", "Wallin", "Zetterberg", "Åkerlund", "Ängström", "Öberg"};
	read_attendees(house, &attendees);
	assert_int_equal(attendees.count, 18);
	for (size_t i = 0; i < COUNT_OF(last); i++) {
		const struct attendee *one = &attendees.items[18 - COUNT_OF(last) + i];
		assert_string_equal(one->participant.family_name, last[i]);
	}
	attendees_finish(&attendees);
}

static void attendees__withdrawal__counts_from_its_day(void **state)
{
	struct house *house = *state;
	enter(house, &participant_entity, HABO, PARTICIPANT_WITHDRAWN, "Slutar");
	assert_false(belongs(house, HABO)); /* a week before the meeting */
	house_restart(house, "2023-09-28T09:00");
	enter(house, &participant_entity, HABO_WITH_RING, PARTICIPANT_WITHDRAWN, "Slutar");
	assert_true(belongs(house, HABO_WITH_RING)); /* two days after it */
}

static void attendees__late_sign_up__belongs_from_its_day(void **state)
{
	struct house *house = *state;
	house_restart(house, "2023-09-27T09:00");
	enter(house, &participant_entity, RECEIVED, PARTICIPANT_ADMITTED, NULL);
	assert_false(belongs(house, RECEIVED));
	struct meeting *october = get(house, &meeting_entity, OCTOBER);
	struct record_set people;
	bool found = false;
	assert_ok(service_meeting_people(&house->service, october, &people, error));
	for (size_t i = 0; i < people.count; i++)
		found |= ((const struct record *)record_set_at(&people, i))->id == RECEIVED;
	assert_true(found);
	record_set_finish(&people);
	record_destroy(&meeting_entity, october);
}

/* Broken by hand: attendance of who was not there yet, and of a meeting that is to come. */
static void check__attendance__is_told(void **state)
{
	struct house *house = *state;
	static const struct {
		const char *sql, *rule, *text;
	} rows[] = {
		{"INSERT INTO attendance (meeting_id, participant_id, answer, attendance)"
		 " VALUES (3, 2, 'needs-action', 'attended')",
			"12", "has not been held"},
		{"INSERT INTO attendance (meeting_id, participant_id, answer, attendance)"
		 " VALUES (1, 20, 'needs-action', 'attended')",
			"13", "did not take part"},
	};
	house_restart(house, DAY);
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct findings findings = {0};
		bool told = false;
		run_sql(house, rows[i].sql);
		assert_ok(service_check(&house->service, &findings, error));
		for (size_t j = 0; j < findings.count; j++)
			told |= !strcmp(findings.items[j].rule, rows[i].rule) &&
				strstr(findings.items[j].text, rows[i].text);
		if (!told)
			fail_msg("%s is not told", rows[i].rule);
		findings_finish(&findings);
	}
}

#define IN_HOUSE(test) cmocka_unit_test_setup_teardown(test, house_setup, house_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_HOUSE(attend__before_the_day__is_refused_with_the_reason),
		IN_HOUSE(attend__each_note__is_a_step_that_can_be_undone),
		IN_HOUSE(attend__many__are_one_step),
		IN_HOUSE(attend__one_who_does_not_belong__stops_all),
		IN_HOUSE(attend__note_taken_away__is_unknown_again),
		IN_HOUSE(attend__journal__names_nobody),
		IN_HOUSE(attendees__are_in_swedish_order),
		IN_HOUSE(attendees__withdrawal__counts_from_its_day),
		IN_HOUSE(attendees__late_sign_up__belongs_from_its_day),
		IN_HOUSE(check__attendance__is_told),
	};

	i18n_init("en");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
