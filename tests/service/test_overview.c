/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The numbers of the overview, against the example and against what is done to it. */
#include "support.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "service/overview.h"
#include "service/poll.h"

static struct overview read_overview(struct house *house)
{
	struct overview overview;
	assert_ok(service_overview(&house->service, &overview, error));
	return overview;
}

static void overview__example__its_numbers(void **state)
{
	struct house *house = *state;
	struct overview overview = read_overview(house);
	assert_int_equal(overview.participants, 18);
	assert_int_equal(overview.review, 2);
	assert_int_equal(overview.received, 3);
	assert_int_equal(overview.new_requests, 3);
	assert_int_equal(overview.urgent_requests, 1);
	assert_int_equal(overview.open_requests, 4);
	assert_int_equal(overview.quarantined, 1);
	assert_int_equal(overview.unknowns.count, 11);
	assert_int_equal(overview.unknowns.overdue, 0);
	assert_int_equal(overview.meetings.count, 6);
	assert_int_equal(overview.staff.count, 2);
	assert_int_equal(overview.next->record.id, SEPTEMBER);
	assert_string_equal(overview.network.slug, "fortroendevaldas-trygghet");
	overview_finish(&overview);
}

static void overview__votes__while_they_are_open(void **state)
{
	struct house *house = *state;
	struct service *service = &house->service;
	struct overview overview = read_overview(house);
	assert_int_equal(overview.votes.count, 0);
	overview_finish(&overview);
	assert_ok(service_proposal_add(service, OCTOBER, POLL_THEME, "a", NULL, error));
	assert_ok(service_proposal_add(service, OCTOBER, POLL_THEME, "b", NULL, error));
	overview = read_overview(house);
	assert_int_equal(overview.votes.count, 0);
	overview_finish(&overview);
	assert_ok(service_poll_open(service, OCTOBER, POLL_THEME, POLL_HANDS, false, error));
	overview = read_overview(house);
	assert_int_equal(overview.votes.count, 1);
	const struct poll *poll = record_set_at(&overview.votes, 0);
	assert_int_equal(poll->meeting.value, OCTOBER);
	assert_ok(service_poll_abandon(service, poll->record.id, error));
	overview_finish(&overview);
	overview = read_overview(house);
	assert_int_equal(overview.votes.count, 0);
	overview_finish(&overview);
}

static void overview__waiting__urgent_first_and_none_closed(void **state)
{
	struct house *house = *state;
	struct overview overview = read_overview(house);
	const struct request *first = record_set_at(&overview.waiting, 0);
	assert_int_equal(first->record.id, REQUEST_OF_URGENT);
	for (size_t i = 0; i < overview.waiting.count; i++) {
		const struct request *request = record_set_at(&overview.waiting, i);
		assert_false(request_statuses.items[request->status.value].closed);
	}
	overview_finish(&overview);
}

static void overview__next__follows_the_day_and_the_state(void **state)
{
	struct house *house = *state;
	static const struct {
		const char *now;
		int64_t next; /* 0: none */
	} rows[] = {
		{"2023-09-19T08:30", SEPTEMBER},
		{"2023-09-26T23:59", SEPTEMBER}, /* the day itself counts */
		{"2023-09-27T00:00", OCTOBER},
		{"2023-11-14T12:00", NOVEMBER},
		{"2023-11-15T12:00", 0},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		house_restart(house, rows[i].now);
		struct overview overview = read_overview(house);
		assert_int_equal(overview.next ? overview.next->record.id : 0, rows[i].next);
		overview_finish(&overview);
	}
	house_restart(house, "2023-09-19T08:30");
	enter(house, &meeting_entity, SEPTEMBER, MEETING_CANCELLED, "Sjukdom");
	struct overview overview = read_overview(house);
	assert_int_equal(overview.next->record.id, OCTOBER);
	overview_finish(&overview);
}

static void overview__promises__overdue_in_december(void **state)
{
	struct house *house = *state;
	house_restart(house, "2023-12-22T08:00");
	struct overview overview = read_overview(house);
	assert_int_equal(overview.unknowns.count, 11);
	assert_int_equal(overview.unknowns.overdue, 4);
	overview_finish(&overview);
}

static void overview__changes__are_counted(void **state)
{
	struct house *house = *state;
	enter(house, &participant_entity, OUTSIDER, PARTICIPANT_REJECTED, "Företag");
	enter(house, &participant_entity, RECEIVED, PARTICIPANT_ADMITTED, NULL);
	set(house, &participant_entity, RECEIVED + 1, "role", "guest");
	set(house, &participant_entity, HABO, "role", "contributor");
	enter(house, &request_entity, REQUEST_OF_NEW, REQUEST_OPEN, NULL);
	enter(house, &request_entity, REQUEST_OF_URGENT, REQUEST_CLOSED, NULL);
	set(house, &meeting_entity, OCTOBER, "start", "10-12");
	set(house, &network_entity, 1, "vat", "added");
	struct overview overview = read_overview(house);
	assert_int_equal(overview.participants, 18); /* the speaker is none */
	assert_int_equal(overview.other_roles, 1);   /* the guest is not admitted yet */
	assert_int_equal(overview.review, 1);
	assert_int_equal(overview.received, 2);
	assert_int_equal(overview.new_requests, 1);
	assert_int_equal(overview.open_requests, 5);
	assert_int_equal(overview.urgent_requests, 0);
	assert_int_equal(overview.unknowns.count, 9);
	overview_finish(&overview);
}

static void overview__urgent__all_are_counted_however_many(void **state)
{
	struct house *house = *state;
	for (int i = 0; i < 30; i++) {
		struct request *request = service_new(&house->service, &request_entity);
		type(house, &request_entity, request, "subject", "Hot");
		type(house, &request_entity, request, "urgent", "yes");
		assert_ok(service_save(&house->service, &request_entity, request, NULL, error));
		record_destroy(&request_entity, request);
	}
	struct overview overview = read_overview(house);
	assert_int_equal(overview.waiting.count, 20);
	assert_int_equal(overview.urgent_requests, 31);
	overview_finish(&overview);
}

static void overview__nothing__without_a_network(void **state)
{
	struct house *house = *state;
	struct overview overview;
	assert_fails(service_overview(&house->service, &overview, error), ERROR_REFUSED, "init");
	overview_finish(&overview);
}

#define IN_HOUSE(test) cmocka_unit_test_setup_teardown(test, house_setup, house_teardown)
#define IN_EMPTY(test) cmocka_unit_test_setup_teardown(test, house_setup_empty, house_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_HOUSE(overview__example__its_numbers),
		IN_HOUSE(overview__votes__while_they_are_open),
		IN_HOUSE(overview__waiting__urgent_first_and_none_closed),
		IN_HOUSE(overview__next__follows_the_day_and_the_state),
		IN_HOUSE(overview__promises__overdue_in_december),
		IN_HOUSE(overview__changes__are_counted),
		IN_HOUSE(overview__urgent__all_are_counted_however_many),
		IN_EMPTY(overview__nothing__without_a_network),
	};

	i18n_init("en");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
