/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The clock of the first answer, and the words for rest. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/i18n.h"
#include "model/requestclock.h"
#include "model/rest.h"

static int64_t at(const char *text)
{
	int64_t instant = 0;
	if (!instant_from_iso(text, &instant))
		fail_msg("%s is no time", text);
	return instant;
}

static void request_clock__due__counts_working_hours(void **state)
{
	(void)state;
	static const struct {
		const char *from;
		int days;
		const char *due;
	} rows[] = {
		{"2023-10-05T07:55", 2, "2023-10-06T17:00"}, /* before the office opens */
		{"2023-10-05T10:30", 2, "2023-10-09T10:30"}, /* over the weekend */
		{"2023-10-07T12:00", 1, "2023-10-09T17:00"}, /* on a Saturday */
		{"2023-10-05T23:00", 2, "2023-10-09T17:00"}, /* at night */
		{"2023-12-22T12:00", 2, "2023-12-28T12:00"}, /* Christmas */
		{"2023-06-22T12:00", 1, "2023-06-26T12:00"}, /* Midsummer's Eve is free */
		{"2023-10-27T12:00", 1, "2023-10-30T12:00"}, /* the clocks go back */
		{"2023-10-05T17:00", 1, "2023-10-06T17:00"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		int64_t due = request_clock_due(at(rows[i].from), rows[i].days);
		if (due != at(rows[i].due))
			fail_msg("%s: %lld is not %s", rows[i].from, (long long)due, rows[i].due);
	}
}

/* The limit is what a list compares with: it must say the same as the clock, second by second. */
static void request_clock__limit__agrees_with_the_clock(void **state)
{
	(void)state;
	static const char *const moments[] = {"2023-10-05T07:55", "2023-10-05T17:00",
		"2023-10-07T03:00", "2023-10-09T08:00", "2023-10-09T12:34", "2023-12-27T09:00"};
	for (size_t i = 0; i < COUNT_OF(moments); i++) {
		int64_t now = at(moments[i]), limit = request_clock_limit(2, now);
		assert_true(request_clock_due(limit, 2) < now);
		assert_false(request_clock_due(limit + 1, 2) < now);
		for (int64_t back = 0; back < 14 * 24; back++) {
			int64_t received = now - back * 3600 - 17;
			assert_int_equal(request_clock_due(received, 2) < now, received <= limit);
		}
	}
}

static struct request waiting_since(const char *received, bool urgent)
{
	struct request request = {0};
	number_set(&request.received_at, at(received));
	number_set(&request.status, REQUEST_NEW);
	number_set(&request.urgent, urgent);
	if (urgent)
		number_set(&request.urgent_since, at(received));
	return request;
}

static void request_clock__text__says_what_is_left(void **state)
{
	(void)state;
	static const struct {
		const char *received, *now;
		bool urgent;
		const char *whole, *brief;
	} rows[] = {
		{"2023-10-05T07:55", "2023-10-05T08:10", false, "2 days left", "2 d"},
		{"2023-10-05T07:55", "2023-10-05T16:00", false, "1 day left", "1 d"},
		{"2023-10-05T07:55", "2023-10-06T12:00", false, "5 h left", "5 h"},
		{"2023-10-05T07:55", "2023-10-06T16:40", false, "20 min left", "20 m"},
		{"2023-10-05T07:55", "2023-10-09T08:30", false, "30 min over", "-30 m"},
		{"2023-10-05T07:55", "2023-10-09T17:00", false, "1 day over", "-1 d"},
		{"2023-10-05T07:55", "2023-10-11T09:00", false, "2 days over", "-2 d"},
		{"2023-10-07T23:00", "2023-10-07T23:20", true, "URGENT 40 min left", "40 m"},
		{"2023-10-07T23:00", "2023-10-07T23:00", true, "URGENT 1 h left", "1 h"},
		{"2023-10-07T23:00", "2023-10-08T02:00", true, "URGENT 2 h over", "-2 h"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct request request = waiting_since(rows[i].received, rows[i].urgent);
		struct request_clock clock = request_clock(&request, 2, at(rows[i].now));
		char *whole = request_clock_text(&clock, true);
		char *brief = request_clock_brief(&clock);
		assert_string_equal(whole, rows[i].whole);
		assert_string_equal(brief, rows[i].brief);
		free(brief);
		free(whole);
	}
}

static void request_clock__stops__with_an_answer_or_an_end(void **state)
{
	(void)state;
	for (int status = 0; status < (int)request_statuses.count; status++) {
		struct request request = waiting_since("2023-10-05T07:55", false);
		number_set(&request.status, status);
		struct request_clock clock = request_clock(&request, 2, at("2023-10-05T09:00"));
		assert_int_equal(clock.runs, status == REQUEST_NEW || status == REQUEST_OPEN);
		number_set(&request.answered_at, at("2023-10-05T08:30"));
		clock = request_clock(&request, 2, at("2023-10-05T09:00"));
		assert_false(clock.runs);
		assert_null(request_clock_text(&clock, true));
	}
}

/* Rest stops nothing: whoever waits for us still waits. */
static void request_rests__a_day__is_computed(void **state)
{
	(void)state;
	struct request request = waiting_since("2023-10-05T07:55", false);
	number_set(&request.snooze_until, 100);
	assert_true(request_rests(&request, 99));
	assert_false(request_is_woken(&request, 99));
	assert_false(request_rests(&request, 100));
	assert_true(request_is_woken(&request, 100));
	assert_true(request_clock(&request, 2, at("2023-10-05T09:00")).runs);
	number_set(&request.status, REQUEST_CLOSED);
	assert_false(request_rests(&request, 99));
	assert_false(request_is_woken(&request, 100));
	number_set(&request.status, REQUEST_OPEN);
	request.snooze_until = (struct number){0};
	number_set(&request.woken_at, at("2023-10-12T09:00"));
	assert_true(request_is_woken(&request, 99));
}

/* Thursday the 5th of October 2023. */
static void rest__words__both_languages(void **state)
{
	(void)state;
	static const struct {
		const char *text, *day; /* NULL: refused */
	} rows[] = {
		{"imorgon", "2023-10-06"},
		{"i övermorgon", "2023-10-07"},
		{"tomorrow", "2023-10-06"},
		{"måndag", "2023-10-09"},
		{"nästa vecka", "2023-10-09"},
		{" Next Week ", "2023-10-09"},
		{"om två veckor", "2023-10-19"},
		{"om en månad", "2023-11-05"},
		{"in a month", "2023-11-05"},
		{"v42", "2023-10-16"},
		{"16/10", "2023-10-16"},
		{"fre", "2023-10-06"},
		{"tor", "2023-10-12"}, /* today is no rest */
		{"5/10", NULL},
		{"4/10", NULL},
		{"idag", NULL},
		{"någon gång", NULL},
	};
	int64_t today = date_from_civil((struct civil){2023, 10, 5});
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct rest rest;
		struct error error = {0};
		bool ok = rest_parse(rows[i].text, today, &rest, &error);
		char day[16] = "refused";
		if (ok)
			date_to_iso(rest.day, day);
		if (ok != (rows[i].day != NULL) || (ok && strcmp(day, rows[i].day) != 0))
			fail_msg("%s: %s", rows[i].text, day);
		if (!ok)
			assert_int_equal(error.kind, ERROR_DATA);
		error_finish(&error);
	}
}

static void rest__without_a_day(void **state)
{
	(void)state;
	struct rest rest;
	assert_ok(rest_parse("tills svar", 0, &rest, error), "sv");
	assert_int_equal(rest.kind, REST_ANSWER);
	assert_ok(rest_parse("until answer", 0, &rest, error), "en");
	assert_int_equal(rest.kind, REST_ANSWER);
	assert_ok(rest_parse(" ", 0, &rest, error), "blank");
	assert_int_equal(rest.kind, REST_WAKE);
}

/* Every preset can be typed as it reads. */
static void rest__presets__are_words(void **state)
{
	(void)state;
	const char *label;
	struct rest rest, typed;
	int64_t today = date_from_civil((struct civil){2024, 1, 31});
	size_t count = 0;
	for (; rest_preset(count, today, &label, &rest); count++) {
		assert_ok(rest_parse(label, today, &typed, error), label);
		assert_int_equal(typed.kind, rest.kind);
		assert_int_equal(typed.day, rest.day);
	}
	assert_int_equal(count, 6);
	assert_true(rest_preset(4, today, &label, &rest));
	assert_int_equal(rest.day, date_from_civil((struct civil){2024, 2, 29}));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(request_clock__due__counts_working_hours),
		cmocka_unit_test(request_clock__limit__agrees_with_the_clock),
		cmocka_unit_test(request_clock__text__says_what_is_left),
		cmocka_unit_test(request_clock__stops__with_an_answer_or_an_end),
		cmocka_unit_test(request_rests__a_day__is_computed),
		cmocka_unit_test(rest__words__both_languages),
		cmocka_unit_test(rest__without_a_day),
		cmocka_unit_test(rest__presets__are_words),
	};
	i18n_init("en");
	struct clock clock;
	struct error error = {0};
	if (!clock_init(&clock, &error))
		return 1;
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
