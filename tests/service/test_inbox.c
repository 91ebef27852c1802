/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The requests as an inbox: rest and waking, whose they are, quarantine and spam, and the counts.
 */
#include "support.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "model/retention.h"
#include "service/overview.h"
#include "service/request/inbox.h"
#include "service/retention.h"
#include "store/filtering.h"

#define R &request_entity

/* How many rows the list has with this filter; all: with A. */
static int64_t count_list(struct house *house, const char *text, bool all)
{
	struct filter filter;
	struct list_query query = {.entity = R,
		.network = house->service.network,
		.all = all,
		.reader = service_list_reader(&house->service)};
	int64_t count = -1;
	assert_ok(store_filter_parse(house->store, &query, &filter, text,
		clock_today(house->service.clock), NULL, error));
	query.filter = filter.count ? &filter : NULL;
	assert_ok(store_count(house->store, &query, &count, error));
	filter_finish(&filter);
	/* Walking it finds as many as counting it. */
	struct list_page page;
	assert_ok(store_filter_parse(house->store, &query, &filter, text,
		clock_today(house->service.clock), NULL, error));
	query.filter = &filter;
	assert_ok(store_page(house->store, &query, PAGE_FIRST, NULL, 1000, &page, error));
	assert_int_equal(page.set.count, count);
	list_page_finish(&page);
	filter_finish(&filter);
	return count;
}

static struct inbox_counts counts(struct house *house)
{
	struct inbox_counts counts;
	struct list_reader reader = service_list_reader(&house->service);
	assert_ok(store_count_inbox(house->store, house->service.network, &reader, &counts, error));
	return counts;
}

static void rest(struct house *house, int64_t id, const char *words)
{
	struct rest rest;
	struct bulk_result result;
	assert_ok(rest_parse(words, clock_today(house->service.clock), &rest, error));
	assert_ok(service_request_rest(&house->service, &id, 1, &rest, &result, error));
	bulk_result_finish(&result);
}

static void refuse_rest(struct house *house, int64_t id, const char *words, const char *told)
{
	struct rest rest;
	struct bulk_result result = {0};
	assert_ok(rest_parse(words, clock_today(house->service.clock), &rest, error));
	assert_fails(service_request_rest(&house->service, &id, 1, &rest, &result, error),
		ERROR_REFUSED, told);
	bulk_result_finish(&result);
}

/* ---- rest ---- */

/* K11: gone until Monday of week 42, and back then without anybody doing anything. */
static void rest__in_bulk__goes_and_comes_back(void **state)
{
	struct house *house = *state;
	static const int64_t ids[] = {3, 4, REQUEST_OF_NEW};
	struct rest words;
	struct bulk_result result;
	int64_t before = count_list(house, "", false), actions = count_actions(house);
	int64_t at_rest = counts(house).resting;
	assert_ok(rest_parse("v42", clock_today(house->service.clock), &words, error));
	assert_ok(service_request_rest(&house->service, ids, 3, &words, &result, error));
	assert_int_equal(result.changed, 3);
	bulk_result_finish(&result);
	assert_int_equal(count_actions(house), actions + 1);
	assert_field(house, R, 3, "snooze_until", "2023-10-16");
	assert_int_equal(count_list(house, "", false), before - 3);
	assert_int_equal(counts(house).resting, at_rest + 3);
	assert_int_equal(count_list(house, "is:resting", false), at_rest + 3);
	assert_int_equal(count_list(house, "är:vilar", false), at_rest + 3);
	assert_int_equal(count_list(house, "is:woken", false), 0);
	house_restart(house, "2023-10-15T23:59");
	assert_int_equal(count_list(house, "is:woken", false), counts(house).woken);
	int64_t woken = counts(house).woken; /* the one of the example, in September */
	house_restart(house, "2023-10-16T08:00");
	assert_int_equal(counts(house).resting, 0);
	assert_int_equal(counts(house).woken, woken + 3);
	assert_int_equal(count_list(house, "är:väckt", false), woken + 3);
	/* Whoever does something with it has seen it. */
	set(house, R, REQUEST_OF_NEW, "assignee", "AP");
	assert_field(house, R, REQUEST_OF_NEW, "snooze_until", "–");
	assert_int_equal(counts(house).woken, woken + 2);
	undo(house, "");
	assert_int_equal(counts(house).woken, woken + 3);
	assert_sound(house);
}

static void rest__undo__brings_all_back_at_once(void **state)
{
	struct house *house = *state;
	int64_t before = count_list(house, "", false);
	rest(house, 3, "imorgon");
	assert_int_equal(count_list(house, "", false), before - 1);
	undo(house, "rests until");
	assert_int_equal(count_list(house, "", false), before);
}

static void rest__until_they_answer__is_a_state(void **state)
{
	struct house *house = *state;
	rest(house, 3, "v42");
	rest(house, 3, "tills svar");
	assert_field(house, R, 3, "status", "waiting");
	assert_field(house, R, 3, "snooze_until", "–");
	refuse_rest(house, 3, "until answer", "is so already");
	rest(house, 3, "v42");
	rest(house, 3, "");
	assert_field(house, R, 3, "snooze_until", "–");
	refuse_rest(house, 3, "", "is so already");
}

/* Also of a form or of request edit: the rule is of the record. */
static void rest__a_day_that_has_come__is_refused(void **state)
{
	struct house *house = *state;
	struct request *request = get(house, R, 3);
	type(house, R, request, "snooze_until", "2023-09-19");
	assert_fails(
		service_save(&house->service, R, request, NULL, error), ERROR_DATA, "after today");
	record_destroy(R, request);
	enter(house, R, 3, REQUEST_CLOSED, NULL);
	refuse_rest(house, 3, "v42", "cannot rest: it is closed");
}

static void rest__many__names_what_it_left(void **state)
{
	struct house *house = *state;
	static const int64_t ids[] = {3, REQUEST_OF_URGENT, 4};
	struct rest words = {REST_UNTIL, clock_today(house->service.clock) + 2};
	struct bulk_result result;
	assert_ok(service_request_rest(&house->service, ids, 3, &words, &result, error));
	assert_int_equal(result.changed, 2);
	assert_int_equal(result.exception_count, 1);
	assert_int_equal(result.exceptions[0].id, REQUEST_OF_URGENT);
	assert_non_null(strstr(result.exceptions[0].reason, "tomorrow at most"));
	bulk_result_finish(&result);
}

/* ---- urgency (invariant 21) ---- */

static void urgent__rests__until_tomorrow_at_most(void **state)
{
	struct house *house = *state;
	refuse_rest(house, REQUEST_OF_URGENT, "i övermorgon", "tomorrow at most");
	rest(house, REQUEST_OF_URGENT, "imorgon");
	struct request *request = get(house, R, REQUEST_OF_URGENT);
	type(house, R, request, "snooze_until", "2023-10-16");
	assert_fails(service_save(&house->service, R, request, NULL, error), ERROR_REFUSED,
		"until tomorrow at most");
	record_destroy(R, request);
}

static void urgent__wakes_and_starts_its_clock(void **state)
{
	struct house *house = *state;
	rest(house, 3, "v42");
	set(house, R, 3, "urgent", "yes");
	assert_field(house, R, 3, "snooze_until", "–");
	struct request *request = get(house, R, 3);
	assert_int_equal(request->urgent_since.value, clock_now(house->service.clock));
	struct request_clock clock = service_request_clock(&house->service, request);
	assert_true(clock.runs && clock.urgent && !clock.over);
	assert_int_equal(clock.left, URGENT_WITHIN);
	record_destroy(R, request);
	set(house, R, 3, "urgent", "no");
	assert_field(house, R, 3, "urgent_since", "–");
}

/* Nothing but a person closes it: not a year of retention either. */
static void urgent__is_never_closed_by_itself(void **state)
{
	struct house *house = *state;
	struct retention retention;
	struct erasure_result result;
	house_restart(house, "2024-08-01T08:00");
	assert_ok(service_retention_run(&house->service, &retention, &result, error));
	erasure_result_finish(&result);
	assert_field(house, R, REQUEST_OF_URGENT, "status", "new");
}

/* ---- whose ---- */

static void assign__me_somebody_nobody(void **state)
{
	struct house *house = *state;
	static const int64_t ids[] = {3, REQUEST_OF_NEW};
	struct bulk_result result;
	int64_t nobodys = counts(house).unassigned;
	assert_int_equal(count_list(house, "is:unassigned", false), nobodys);
	assert_int_equal(count_list(house, "är:otilldelad", false), nobodys);
	assert_ok(service_request_assign(&house->service, ids, 2, "@", &result, error));
	assert_int_equal(result.changed, 2);
	bulk_result_finish(&result);
	assert_field(house, R, REQUEST_OF_NEW, "assignee", "GN");
	assert_int_equal(count_list(house, "is:mine", false), 2);
	assert_int_equal(count_list(house, "är:min", false), 2);
	assert_int_equal(counts(house).unassigned, nobodys - 1); /* one was somebody's */
	assert_ok(service_request_assign(&house->service, ids, 2, "", &result, error));
	bulk_result_finish(&result);
	assert_int_equal(counts(house).unassigned, nobodys + 1);
	assert_int_equal(count_list(house, "is:mine", false), 0);
}

/* ---- the clock ---- */

static void overdue__counts_as_the_list_does(void **state)
{
	struct house *house = *state;
	static const char *const moments[] = {
		"2023-09-19T08:30", "2023-09-19T10:00", "2023-09-20T12:00", "2023-10-02T08:00"};
	int64_t last = -1;
	for (size_t i = 0; i < COUNT_OF(moments); i++) {
		house_restart(house, moments[i]);
		int64_t count = counts(house).overdue;
		assert_int_equal(count_list(house, "is:overdue", false), count);
		assert_int_equal(count_list(house, "är:försenad", false), count);
		assert_true(count >= last);
		last = count;
	}
	assert_true(last >= 4);
	enter(house, R, 3, REQUEST_WAITING, NULL);
	assert_int_equal(counts(house).overdue, last - 1);
}

/* First the threats, then whoever has waited longest, then those who wait for nobody. */
static void sort__due__who_is_next(void **state)
{
	struct house *house = *state;
	struct list_page page;
	struct list_query query = {.entity = R,
		.network = house->service.network,
		.sort = 4,
		.reader = service_list_reader(&house->service)};
	assert_string_equal(store_sorts(R)[query.sort].name, "due");
	assert_ok(store_page(house->store, &query, PAGE_FIRST, NULL, 100, &page, error));
	int64_t before = 0;
	bool stopped = false;
	for (size_t i = 0; i < page.set.count; i++) {
		const struct request *request = record_set_at(&page.set, i);
		struct request_clock clock = service_request_clock(&house->service, request);
		if (i == 0)
			assert_int_equal(request->record.id, REQUEST_OF_URGENT);
		assert_false(stopped && clock.runs);
		stopped = !clock.runs;
		if (i && clock.runs)
			assert_true(clock.due >= before);
		before = i ? clock.due : 0;
	}
	list_page_finish(&page);
}

/* ---- quarantine and spam (invariant 22) ---- */

static int64_t quarantined(struct house *house)
{
	return read_integer(house, "SELECT id FROM request WHERE status = 'quarantined'");
}

static void quarantine__is_out_of_everything(void **state)
{
	struct house *house = *state;
	int64_t id = quarantined(house), hidden = counts(house).overdue;
	/* As old and as much nobody's as can be, and with a word of its own. */
	run_sql(house, "UPDATE request SET received_at = 0, assignee = NULL,"
		       " search = search || ' ladugårdslandet'"
		       " WHERE status = 'quarantined'");
	assert_int_equal(counts(house).overdue, hidden);
	assert_int_equal(count_list(house, "ladugårdslandet", false), 0);
	assert_int_equal(count_list(house, "ladugårdslandet is:overdue", false), 0);
	assert_int_equal(count_list(house, "ladugårdslandet is:unassigned", false), 0);
	assert_int_equal(count_list(house, "ladugårdslandet is:resting", false), 0);
	assert_int_equal(count_list(house, "ladugårdslandet -status:closed", false), 0);
	assert_int_equal(count_list(house, "ladugårdslandet status:open", false), 0);
	assert_int_equal(count_list(house, "ladugårdslandet is:quarantined", false), 1);
	assert_int_equal(count_list(house, "ladugårdslandet är:karantän", false), 1);
	assert_int_equal(count_list(house, "ladugårdslandet är:alla", false), 1);
	assert_int_equal(count_list(house, "ladugårdslandet", true), 1);
	enter(house, R, id, REQUEST_SPAM, NULL);
	assert_int_equal(count_list(house, "ladugårdslandet", false), 0);
	assert_int_equal(counts(house).overdue, hidden);
}

/* K06 */
static void quarantine__release__is_counted(void **state)
{
	struct house *house = *state;
	int64_t ids[] = {quarantined(house), 3};
	struct bulk_result result;
	int64_t before = count_list(house, "", false);
	assert_int_equal(counts(house).released, 0);
	assert_ok(service_request_release(&house->service, ids, 2, &result, error));
	assert_int_equal(result.changed, 1);
	assert_int_equal(result.exception_count, 1);
	assert_string_equal(result.exceptions[0].reason, "is not in quarantine");
	bulk_result_finish(&result);
	assert_field(house, R, ids[0], "status", "open");
	assert_int_equal(count_list(house, "", false), before + 1);
	assert_int_equal(counts(house).released, 1);
	assert_int_equal(count_list(house, "is:released", false), 1);
	undo(house, "released from quarantine");
	assert_int_equal(counts(house).released, 0);
	/* By the state menu it is the same deed. */
	enter(house, R, ids[0], REQUEST_OPEN, NULL);
	assert_int_equal(counts(house).released, 1);
}

static void states__reopened__are_counted(void **state)
{
	struct house *house = *state;
	enter(house, R, 3, REQUEST_CLOSED, NULL);
	enter(house, R, 3, REQUEST_OPEN, NULL);
	enter(house, R, 3, REQUEST_CLOSED, NULL);
	enter(house, R, 3, REQUEST_OPEN, NULL);
	assert_field(house, R, 3, "reopened", "2");
}

/* The whole table of features 4.2, in the database itself as well. */
static void states__every_step_of_the_table__is_one_of_the_database(void **state)
{
	struct house *house = *state;
	run_sql(house, "DROP TRIGGER request_is_retallied");
	for (size_t i = 0; i < request_statuses.transition_count; i++) {
		const struct transition *step = &request_statuses.transitions[i];
		const char *from = request_statuses.items[step->from].token;
		const char *to = request_statuses.items[step->to].token;
		char *sql = xasprintf("DELETE FROM request WHERE id = 3;"
				      "INSERT INTO request (id, network_id, uid, received_at,"
				      " channel, subject, verified, status, urgent, protected,"
				      " invented, created_at, updated_at, status_key, sender_key,"
				      " subject_key, search, merged_into_id)"
				      " VALUES (3, 1, 'x', 0, 'mail', 'x', 'yes', '%s', 0, 0, 0, 0,"
				      " 0, 0, x'', x'', '', 4);"
				      "UPDATE request SET status = '%s' WHERE id = 3",
			from, to);
		run_sql(house, sql);
		free(sql);
	}
}

static void states__illegal_steps__are_refused_everywhere(void **state)
{
	struct house *house = *state;
	static const int steps[][2] = {{REQUEST_SPAM, REQUEST_ANSWERED},
		{REQUEST_SPAM, REQUEST_CLOSED}, {REQUEST_QUARANTINED, REQUEST_ANSWERED},
		{REQUEST_QUARANTINED, REQUEST_CLOSED}, {REQUEST_MERGED, REQUEST_OPEN},
		{REQUEST_CLOSED, REQUEST_SPAM}};
	for (size_t i = 0; i < COUNT_OF(steps); i++)
		assert_null(choices_transition(&request_statuses, steps[i][0], steps[i][1]));
	refuse_sql(house, "UPDATE request SET status = 'answered' WHERE status = 'quarantined'",
		"cannot go");
}

/* No request makes a person, and spam goes with all that it came with. */
static void spam__after_thirty_days__nothing_is_left(void **state)
{
	struct house *house = *state;
	struct retention retention;
	struct erasure_result result;
	int64_t id = quarantined(house);
	int64_t people = read_integer(house, "SELECT count(*) FROM participant");
	int64_t days;
	assert_ok(service_retention_days(&house->service, RETENTION_SPAM, &days, error));
	assert_int_equal(days, 30);
	run_sql(house,
		"INSERT INTO message (request_id, direction, nature, at, sender, body, protected)"
		" SELECT id, 'in', 'message', 0, 'bot', 'snabba pengar', 0 FROM request"
		" WHERE status = 'quarantined'");
	run_sql(house, "INSERT INTO attachment (message_id, ordinal, name, size, file, digest,"
		       " protected) SELECT id, 1, 'x', 1, 'x', 'x', 0 FROM message");
	enter(house, R, id, REQUEST_SPAM, NULL);
	assert_int_equal(read_integer(house, "SELECT count(*) FROM participant"), people);
	house_restart(house, "2023-10-18T08:00");
	assert_ok(service_retention_run(&house->service, &retention, &result, error));
	erasure_result_finish(&result);
	assert_int_equal(read_integer(house, "SELECT count(*) FROM request WHERE body LIKE '%'"
					     " AND status = 'spam'"),
		1);
	house_restart(house, "2023-10-19T08:00");
	assert_ok(service_retention_run(&house->service, &retention, &result, error));
	erasure_result_finish(&result);
	assert_int_equal(
		read_integer(house, "SELECT count(*) FROM request WHERE status = 'spam'"), 0);
	assert_int_equal(read_integer(house, "SELECT count(*) FROM message"), 0);
	assert_int_equal(read_integer(house, "SELECT count(*) FROM attachment"), 0);
	assert_sound(house);
}

static void spam__without_its_words__stays_spam(void **state)
{
	struct house *house = *state;
	int64_t id = quarantined(house);
	struct bulk_result result;
	enter(house, R, id, REQUEST_SPAM, NULL);
	enter(house, R, id, REQUEST_OPEN, NULL);
	enter(house, R, id, REQUEST_SPAM, NULL);
	run_sql(house, "UPDATE request SET subject = NULL, body = NULL WHERE status = 'spam'");
	assert_fails(service_set_status(
			     &house->service, R, &id, 1, REQUEST_OPEN, NULL, false, &result, error),
		ERROR_REFUSED, "words have been removed");
	bulk_result_finish(&result);
}

/* ---- the overview ---- */

static void overview__requests__their_figures(void **state)
{
	struct house *house = *state;
	struct overview overview;
	run_sql(house, "INSERT INTO broken_mail (network_id, at, reason, file, digest, status)"
		       " VALUES (1, 0, 'x', 'x', 'x', 'open'), (1, 0, 'x', 'y', 'y', 'dismissed')");
	assert_ok(service_overview(&house->service, &overview, error));
	assert_int_equal(overview.inbox.resting, 1);
	assert_int_equal(overview.inbox.overdue, 1);
	assert_int_equal(overview.inbox.unassigned, 3);
	assert_int_equal(overview.broken_mail, 1);
	assert_false(overview_has_letter(&overview, 3));
	overview_finish(&overview);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, house_setup, house_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(rest__in_bulk__goes_and_comes_back),
		TEST(rest__undo__brings_all_back_at_once),
		TEST(rest__until_they_answer__is_a_state),
		TEST(rest__a_day_that_has_come__is_refused),
		TEST(rest__many__names_what_it_left),
		TEST(urgent__rests__until_tomorrow_at_most),
		TEST(urgent__wakes_and_starts_its_clock),
		TEST(urgent__is_never_closed_by_itself),
		TEST(assign__me_somebody_nobody),
		TEST(overdue__counts_as_the_list_does),
		TEST(sort__due__who_is_next),
		TEST(quarantine__is_out_of_everything),
		TEST(quarantine__release__is_counted),
		TEST(states__reopened__are_counted),
		TEST(states__every_step_of_the_table__is_one_of_the_database),
		TEST(states__illegal_steps__are_refused_everywhere),
		TEST(spam__after_thirty_days__nothing_is_left),
		TEST(spam__without_its_words__stays_spam),
		TEST(overview__requests__their_figures),
	};
	i18n_init("en");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
