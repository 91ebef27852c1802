/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When attendance may be noted, and who belongs to a meeting. */
#include "unit.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "model/attendance.h"

static void attendance__may_be_noted__from_the_day_of_the_meeting(void **state)
{
	(void)state;
	static const struct {
		const char *name, *status, *date, *today;
		bool good;
	} rows[] = {
		{"the day before", "preliminary", "2023-09-26", "2023-09-25", false},
		{"on the day", "preliminary", "2023-09-26", "2023-09-26", true},
		{"confirmed, on the day", "confirmed", "2023-09-26", "2023-09-26", true},
		{"after it", "preliminary", "2023-09-26", "2023-10-01", true},
		{"held", "held", "2023-09-26", "2023-09-27", true},
		{"cancelled", "cancelled", "2023-09-26", "2023-09-27", false},
		{"no date", "unplanned", NULL, "2023-09-27", false},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct meeting meeting = {0};
		put(&meeting_entity, &meeting, "status", rows[i].status);
		put(&meeting_entity, &meeting, "date", rows[i].date);
		if (rows[i].good)
			assert_ok(attendance_may_be_noted(&meeting, day(rows[i].today), error),
				rows[i].name);
		else
			assert_fails(attendance_may_be_noted(&meeting, day(rows[i].today), error),
				ERROR_REFUSED, NULL, rows[i].name);
		record_finish(&meeting_entity, &meeting);
	}
}

static void attendance__belongs__admitted_and_not_gone(void **state)
{
	(void)state;
	static const struct {
		const char *name, *status, *admitted, *withdrawn;
		bool belongs;
	} rows[] = {
		{"long before", "admitted", "2023-08-21", NULL, true},
		{"on the day", "admitted", "2023-09-26", NULL, true},
		{"the day after", "admitted", "2023-09-27", NULL, false},
		{"not admitted", "received", NULL, NULL, false},
		{"back in review", "review", "2023-08-21", NULL, false},
		{"withdrawn before", "withdrawn", "2023-08-21", "2023-09-25", false},
		{"withdrawn on the day", "withdrawn", "2023-08-21", "2023-09-26", false},
		{"withdrawn after", "withdrawn", "2023-08-21", "2023-09-27", true},
		{"withdrawn, nobody knows when", "withdrawn", "2023-08-21", NULL, false},
	};
	struct meeting meeting = {.date = known(day("2023-09-26"))};
	struct meeting undated = {0};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct participant person = {0};
		struct number gone = {0};
		put(&participant_entity, &person, "status", rows[i].status);
		put(&participant_entity, &person, "admitted_on", rows[i].admitted);
		if (rows[i].withdrawn)
			gone = known(day(rows[i].withdrawn));
		if (participant_belongs(&person, gone, &meeting) != rows[i].belongs)
			fail_msg("%s", rows[i].name);
		assert_false(participant_belongs(&person, gone, &undated));
		record_finish(&participant_entity, &person);
	}
}

static void attendance__counts__in_words(void **state)
{
	(void)state;
	static const struct {
		size_t attended, digital, absent, left;
		const char *text;
	} rows[] = {
		{3, 0, 1, 8, "3 attended, 1 absent, 8 left"},
		{0, 0, 0, 12, "12 left"},
		{2, 1, 0, 0, "2 attended, 1 digitally, 0 left"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct attendance_counts counts = {.of = {[PRESENCE_ATTENDED] = rows[i].attended,
							   [PRESENCE_ABSENT] = rows[i].absent,
							   [PRESENCE_DIGITAL] = rows[i].digital},
			.left = rows[i].left};
		char *text = attendance_counts_text(&counts);
		assert_string_equal(text, rows[i].text);
		free(text);
	}
}

static void attendance__partial_counts__say_nothing_of_the_rest(void **state)
{
	(void)state;
	struct attendance_counts counts = {.partial = true};
	char *text = attendance_counts_text(&counts);
	assert_string_equal(text, "");
	free(text);
}

static struct attendance accepted(int64_t id, int64_t at)
{
	return (struct attendance){.record = {.id = id},
		.participant = known(id),
		.answer = known(ANSWER_ACCEPTED),
		.answered_at = {.known = at >= 0, .value = at}};
}

/* By when they answered, then by the row; who has not accepted takes no seat. */
static void seats__assign__first_come_first_served(void **state)
{
	(void)state;
	struct attendance rows[] = {accepted(1, 300), accepted(2, 100), accepted(3, 100),
		accepted(4, -1), accepted(5, 50)};
	const struct attendance *all[5];
	struct seating seats[5];
	static const struct {
		struct number capacity;
		enum seat_state state[5];
		size_t place[5];
	} cases[] = {
		{{0}, {SEAT_NONE, SEAT_NONE, SEAT_NONE, SEAT_NONE, SEAT_NONE}, {0}},
		{{true, 5}, {SEAT_TAKEN, SEAT_TAKEN, SEAT_TAKEN, SEAT_TAKEN, SEAT_NONE}, {0}},
		{{true, 2}, {SEAT_WAITING, SEAT_TAKEN, SEAT_TAKEN, SEAT_WAITING, SEAT_NONE},
			{1, 0, 0, 2, 0}},
		{{true, 1}, {SEAT_WAITING, SEAT_TAKEN, SEAT_WAITING, SEAT_WAITING, SEAT_NONE},
			{2, 0, 1, 3, 0}},
	};
	rows[4].answer = known(ANSWER_DECLINED);
	for (size_t i = 0; i < 5; i++)
		all[i] = &rows[i];
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		seats_assign(all, 5, cases[i].capacity, seats);
		for (size_t j = 0; j < 5; j++) {
			assert_int_equal(seats[j].state, cases[i].state[j]);
			assert_int_equal(seats[j].place, cases[i].place[j]);
		}
	}
	seats_assign(all, 0, known(1), seats);
}

static void answers__counts__in_words(void **state)
{
	(void)state;
	struct answer_counts counts = {
		.of = {[ANSWER_NEEDS_ACTION] = 5, [ANSWER_ACCEPTED] = 14, [ANSWER_DECLINED] = 3},
		.waiting = 2};
	char *text = answer_counts_text(&counts);
	assert_string_equal(
		text, "12 accepted, 2 on the waiting list, 3 declined, 5 without an answer");
	free(text);
	counts.partial = true;
	counts.of[ANSWER_TENTATIVE] = 1;
	text = answer_counts_text(&counts);
	assert_string_equal(text, "12 accepted, 2 on the waiting list, 1 perhaps, 3 declined");
	free(text);
}

static void attendance__title__names_nobody(void **state)
{
	(void)state;
	struct attendance row = {.meeting = known(1), .participant = known(7)};
	char *title = attendance_entity.title(&row);
	assert_string_equal(title, "Participant no. 7");
	free(title);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(attendance__may_be_noted__from_the_day_of_the_meeting),
		cmocka_unit_test(attendance__belongs__admitted_and_not_gone),
		cmocka_unit_test(attendance__counts__in_words),
		cmocka_unit_test(attendance__partial_counts__say_nothing_of_the_rest),
		cmocka_unit_test(seats__assign__first_come_first_served),
		cmocka_unit_test(answers__counts__in_words),
		cmocka_unit_test(attendance__title__names_nobody),
	};

	i18n_init("en");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
