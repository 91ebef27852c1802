/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the overview says of the example network on 19 September 2023, and of what it lacks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "support.h"
#include "tui/overviewtext.h"

struct fixture {
	struct place *place;
	struct settings settings;
	struct service service;
	struct dashboard dashboard; /* without a screen */
};

static int setup(void **state)
{
	struct fixture *own = xcalloc(1, sizeof(*own));
	int64_t id;
	place_setup((void **)&own->place);
	place_open(own->place);
	assert_ok(service_init(&own->service, own->place->store, &own->settings, NULL, error));
	assert_ok(service_network_import_example(&own->service, &id, error));
	own->service.network = id;
	own->dashboard.service = &own->service;
	assert_ok(service_overview(&own->service, &own->dashboard.overview, error));
	*state = own;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *own = *state;
	overview_finish(&own->dashboard.overview);
	service_finish(&own->service);
	place_teardown((void **)&own->place);
	free(own);
	return 0;
}

/* The meeting of a day. */
static struct meeting *meeting_of(struct fixture *own, const char *date)
{
	const struct record_set *meetings = &own->dashboard.overview.meetings;
	for (size_t i = 0; i < meetings->count; i++) {
		struct meeting *meeting = (struct meeting *)(void *)meetings->records + i;
		if (meeting->date.known && meeting->date.value == day(date).value)
			return meeting;
	}
	fail_msg("no meeting on %s", date);
	return NULL;
}

static void assert_says(char *text, const char *expected)
{
	if (expected)
		assert_string_equal(text, expected);
	else
		assert_null(text);
	free(text);
}

static void overview_next__example__is_the_coming_meeting(void **state)
{
	struct fixture *own = *state;
	const struct dashboard *dashboard = &own->dashboard;
	assert_non_null(dashboard->overview.next);
	assert_says(overview_next_when(dashboard), "Tue 26 Sep · in 7 days · time not set");
	assert_says(overview_next_where(dashboard), "physical · Stockholm · preliminary");
	assert_says(overview_meeting_unknowns(dashboard, dashboard->overview.next),
		"clock time, venue address");
	assert_says(meeting_headline(dashboard, dashboard->overview.next, false),
		"Nätverkets deltagare och former. Brott mot demokratin");
}

static void overview_next_when__time_known__is_told(void **state)
{
	struct fixture *own = *state;
	struct meeting *next = meeting_of(own, "2023-09-26");
	assert_ptr_equal(next, own->dashboard.overview.next);
	next->start = known(9 * 60);
	next->end = known(15 * 60 + 30);
	assert_says(overview_next_when(&own->dashboard), "Tue 26 Sep · in 7 days · 09:00–15:30");
}

static void overview_meeting_unknowns__theme__says_where_it_is_decided(void **state)
{
	struct fixture *own = *state;
	assert_says(overview_meeting_unknowns(&own->dashboard, meeting_of(own, "2023-10-17")),
		"clock time, link, theme (decided 26 Sep)");
}

static void meeting_headline__cancelled__says_so(void **state)
{
	struct fixture *own = *state;
	struct meeting *meeting = meeting_of(own, "2023-10-17");
	meeting->status = known(MEETING_CANCELLED);
	assert_says(
		meeting_headline(&own->dashboard, meeting, false), "CANCELLED: Digital meeting");
	set_text(&meeting->theme, "Hot mot förtroendevalda");
	assert_says(meeting_headline(&own->dashboard, meeting, true),
		"CANCELLED: Hot mot förtroendevalda");
	meeting->status = known(MEETING_PRELIMINARY);
	assert_says(meeting_headline(&own->dashboard, meeting, true), "Hot mot förtroendevalda");
}

static void meeting_hours__what_is_known__is_told(void **state)
{
	struct meeting meeting = {0};
	(void)state;
	assert_says(meeting_hours(&meeting), "");
	meeting.duration_min = meeting.duration_max = known(120);
	assert_says(meeting_hours(&meeting), "2 h");
	meeting.duration_min = known(60);
	assert_says(meeting_hours(&meeting), "1–2 h");
	meeting.start = known(600);
	assert_says(meeting_hours(&meeting), "10:00");
	meeting.end = known(720);
	assert_says(meeting_hours(&meeting), "10:00–12:00");
}

static void overview_promise__parts__are_joined(void **state)
{
	struct meeting meeting = {.promise = (char *)(uintptr_t) "More in autumn"};
	(void)state;
	assert_says(overview_promise(&meeting), "More in autumn");
	meeting.promise_by = (char *)(uintptr_t) "AP";
	meeting.promise_due = day("2023-12-21");
	assert_says(overview_promise(&meeting), "More in autumn · AP · by 21 Dec");
	meeting.promise = NULL;
	assert_says(overview_promise(&meeting), NULL);
}

static void overview_is_overdue__due_day_passed__is(void **state)
{
	struct unknown unknown = {.kind = UNKNOWN_DATE};
	struct meeting meeting = {0}, other = {0};
	struct dashboard dashboard = {.overview.unknowns = {&unknown, 1, 1}};
	(void)state;
	unknown.meeting = &meeting;
	assert_false(overview_is_overdue(&dashboard, &meeting));
	unknown.overdue = true;
	assert_true(overview_is_overdue(&dashboard, &meeting));
	assert_false(overview_is_overdue(&dashboard, &other));
}

static void overview_counts__numbers__leave_out_what_is_none(void **state)
{
	struct dashboard dashboard = {0};
	(void)state;
	assert_says(overview_people(&dashboard), "");
	assert_says(overview_requests(&dashboard), "");
	dashboard.overview.review = 2;
	assert_says(overview_people(&dashboard), "2 to review");
	dashboard.overview.received = 1;
	dashboard.overview.participants = 11;
	assert_says(overview_people(&dashboard), "2 to review · 1 just received · 11 admitted");
	dashboard.overview.quarantined = 3;
	dashboard.overview.new_requests = 4;
	assert_says(overview_requests(&dashboard), "4 new · 3 in quarantine");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(overview_next__example__is_the_coming_meeting),
		TEST(overview_next_when__time_known__is_told),
		TEST(overview_meeting_unknowns__theme__says_where_it_is_decided),
		TEST(meeting_headline__cancelled__says_so),
		cmocka_unit_test(meeting_hours__what_is_known__is_told),
		cmocka_unit_test(overview_promise__parts__are_joined),
		cmocka_unit_test(overview_is_overdue__due_day_passed__is),
		cmocka_unit_test(overview_counts__numbers__leave_out_what_is_none),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
