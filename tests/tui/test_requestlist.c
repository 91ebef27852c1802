/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where the cursor of the requests goes when rows leave the list: to the next row, or the new last
 * one, and never to the top; with a filter, with marks, at the end, and when a row is pinned.
 */
#include "support.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "service/request/inbox.h"
#include "tui/list.h"

#define R &request_entity
#define ROWS 40

struct desk {
	struct house *house;
	struct list list;
	int64_t order[ROWS]; /* ids as they stand */
	size_t count;
};

static void look_at(struct desk *desk)
{
	struct list_page page;
	assert_ok(store_page(
		desk->house->store, &desk->list.query, PAGE_FIRST, NULL, ROWS, &page, error));
	desk->count = page.set.count;
	for (size_t i = 0; i < desk->count; i++)
		desk->order[i] = ((const struct record *)record_set_at(&page.set, i))->id;
	list_page_finish(&page);
}

/* 20 requests beside those of the example, a list of five rows, the cursor on row `index`. */
static void sit_down(struct desk *desk, struct house *house, const char *filter, size_t index)
{
	desk->house = house;
	for (int i = 0; i < 20; i++) {
		struct request *request = service_new(&house->service, R);
		type(house, R, request, "subject", i % 2 ? "udda" : "jämn");
		number_set(&request->received_at, 1694700000 + i * 600);
		assert_ok(service_save(&house->service, R, request, NULL, error));
		record_destroy(R, request);
	}
	list_init(&desk->list, house->store, R, house->service.network);
	desk->list.query.reader = service_list_reader(&house->service);
	assert_ok(list_set_height(&desk->list, 5, error));
	assert_ok(list_reload(&desk->list, error));
	assert_ok(list_set_filter(
		&desk->list, filter, clock_today(house->service.clock), NULL, error));
	look_at(desk);
	assert_true(index < desk->count);
	assert_ok(list_go_to(&desk->list, desk->order[index], error));
}

static void assert_on(struct desk *desk, int64_t id)
{
	assert_ok(list_reload(&desk->list, error));
	assert_int_equal(list_selected_id(&desk->list), id);
	/* What is selected is on the screen, and the screen is full. */
	assert_true(desk->list.selected >= desk->list.top);
	assert_true(desk->list.selected < desk->list.top + (size_t)desk->list.height);
}

static void stand_up(struct desk *desk)
{
	list_finish(&desk->list);
}

static void rest_row(struct desk *desk, const int64_t *ids, size_t count)
{
	struct rest rest = {REST_UNTIL, clock_today(desk->house->service.clock) + 7};
	struct bulk_result result;
	assert_ok(service_request_rest(&desk->house->service, ids, count, &rest, &result, error));
	bulk_result_finish(&result);
}

static void cursor__each_way_out__leads_to_the_next_row(void **state)
{
	struct desk desk = {0};
	sit_down(&desk, *state, "", 8);
	static const int ways[] = {REQUEST_CLOSED, REQUEST_SPAM, REQUEST_REFERRED};
	for (size_t i = 0; i < COUNT_OF(ways); i++) {
		enter(desk.house, R, desk.order[8 + i], ways[i], NULL);
		assert_on(&desk, desk.order[9 + i]);
	}
	rest_row(&desk, &desk.order[11], 1);
	assert_on(&desk, desk.order[12]);
	/* Merged into the first: it leaves as the others do. */
	struct request *merged = get(desk.house, R, desk.order[12]);
	number_set(&merged->status, REQUEST_MERGED);
	number_set(&merged->merged_into, desk.order[1]);
	assert_ok(service_save(&desk.house->service, R, merged, NULL, error));
	record_destroy(R, merged);
	assert_on(&desk, desk.order[13]);
	/* Taking it back does not move the cursor. */
	undo(desk.house, "");
	assert_on(&desk, desk.order[13]);
	stand_up(&desk);
}

static void cursor__last_row__goes_to_the_new_last(void **state)
{
	struct desk desk = {0};
	sit_down(&desk, *state, "", 0);
	assert_ok(list_go_last(&desk.list, error));
	rest_row(&desk, &desk.order[desk.count - 1], 1);
	assert_on(&desk, desk.order[desk.count - 2]);
	stand_up(&desk);
}

static void cursor__with_a_filter__stays_among_the_hits(void **state)
{
	struct desk desk = {0};
	sit_down(&desk, *state, "jämn is:unassigned", 4);
	struct bulk_result result;
	assert_ok(service_request_assign(
		&desk.house->service, &desk.order[4], 1, "@", &result, error));
	bulk_result_finish(&result);
	assert_on(&desk, desk.order[5]);
	enter(desk.house, R, desk.order[5], REQUEST_CLOSED, NULL);
	assert_on(&desk, desk.order[6]);
	stand_up(&desk);
}

/* The next row that is left, also when its neighbours go with it. */
static void cursor__marks__the_next_that_stays(void **state)
{
	struct desk desk = {0};
	sit_down(&desk, *state, "", 6);
	rest_row(&desk, &desk.order[5], 4);
	assert_on(&desk, desk.order[9]);
	stand_up(&desk);
}

static void cursor__urgent__follows_its_row_to_the_top_and_back(void **state)
{
	struct desk desk = {0};
	sit_down(&desk, *state, "", 9);
	int64_t id = desk.order[9];
	set(desk.house, R, id, "urgent", "yes");
	assert_on(&desk, id);
	assert_true(desk.list.selected < 2);
	set(desk.house, R, id, "urgent", "no");
	assert_on(&desk, id);
	look_at(&desk);
	assert_int_equal(desk.order[9], id);
	stand_up(&desk);
}

/* Something new on top moves nothing. */
static void cursor__arrival__stays_on_its_row(void **state)
{
	struct desk desk = {0};
	sit_down(&desk, *state, "", 7);
	struct request *request = service_new(&desk.house->service, R);
	type(desk.house, R, request, "subject", "nytt");
	assert_ok(service_save(&desk.house->service, R, request, NULL, error));
	record_destroy(R, request);
	assert_on(&desk, desk.order[7]);
	stand_up(&desk);
}

static void cursor__only_row__leaves_an_empty_list(void **state)
{
	struct desk desk = {0};
	sit_down(&desk, *state, "is:urgent", 0);
	enter(desk.house, R, desk.order[0], REQUEST_CLOSED, NULL);
	assert_ok(list_reload(&desk.list, error));
	assert_int_equal(list_count(&desk.list), 0);
	undo(desk.house, "");
	assert_on(&desk, desk.order[0]);
	stand_up(&desk);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, house_setup, house_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(cursor__each_way_out__leads_to_the_next_row),
		TEST(cursor__last_row__goes_to_the_new_last),
		TEST(cursor__with_a_filter__stays_among_the_hits),
		TEST(cursor__marks__the_next_that_stays),
		TEST(cursor__urgent__follows_its_row_to_the_top_and_back),
		TEST(cursor__arrival__stays_on_its_row),
		TEST(cursor__only_row__leaves_an_empty_list),
	};
	i18n_init("en");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
