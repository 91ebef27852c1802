/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pictures of the example network, and the timeline of a participant. */
#include "support.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "service/attendance.h"
#include "service/report.h"

static void report__country__is_290_and_21(void **state)
{
	struct house *house = *state;
	struct report report;
	size_t sum = 0, gotland = 0;
	assert_ok(service_report(&house->service, &report, error));
	for (size_t i = 0; i < COUNTIES; i++) {
		const struct county_report *county = &report.counties[i];
		sum += county->municipalities;
		gotland += !strcmp(county->name, "Gotland");
		assert_int_equal(
			county->represented + county->missing_count, county->municipalities);
		assert_int_equal(county->is_one, !strcmp(county->name, "Gotland"));
	}
	assert_int_equal(sum, 290);
	assert_int_equal(report.municipalities, 290);
	assert_int_equal(gotland, 1);
	assert_int_equal(report.represented, 14);
	assert_int_equal(report.regions, 4);
	assert_int_equal(report.left_out, 1); /* the protected one */
	report_finish(&report);
}

/* Someone who becomes protected leaves the picture, and with them their municipality. */
static void report__protected__is_not_in_the_picture(void **state)
{
	struct house *house = *state;
	struct report report;
	set(house, &participant_entity, HABO, "protected", "yes");
	assert_ok(service_report(&house->service, &report, error));
	assert_int_equal(report.represented, 13);
	assert_int_equal(report.left_out, 2);
	report_finish(&report);
}

static void report__weeks__end_today(void **state)
{
	struct house *house = *state;
	struct report report;
	char monday[11];
	assert_ok(service_report(&house->service, &report, error));
	assert_int_equal(report.signups, 24);
	assert_int_equal(report.week_count, 5);
	date_to_iso(report.weeks[0].monday, monday);
	assert_string_equal(monday, "2023-08-21");
	assert_int_equal(report.weeks[0].count, 7);
	assert_int_equal(report.weeks[4].total, 24);
	report_finish(&report);
}

static void report__fees__are_of_those_who_pay(void **state)
{
	struct house *house = *state;
	struct report report;
	set(house, &participant_entity, HABO, "organisation_number", "212000-0142");
	set(house, &participant_entity, HABO_WITH_RING, "role", "contributor");
	assert_ok(service_report(&house->service, &report, error));
	assert_int_equal(report.payers, 17);
	assert_int_equal(report.fees[INVOICE_READY], 1);
	assert_int_equal(report.sums[INVOICE_READY], 120000);
	assert_int_equal(report.fees[INVOICE_INCOMPLETE], 16);
	report_finish(&report);
}

static bool mentions(const struct journal *journal, const char *entity)
{
	for (size_t i = 0; i < journal->count; i++) {
		for (size_t j = 0; j < journal->actions[i].row_count; j++) {
			if (!strcmp(journal->actions[i].rows[j].entity, entity))
				return true;
		}
	}
	return false;
}

static void history__related__holds_what_refers_to_the_row(void **state)
{
	struct house *house = *state;
	struct journal_query query = {
		.entity = "participant", .row = HABO, .related = true, .limit = 50};
	struct journal journal;
	house_restart(house, "2023-09-26T09:00");
	struct attendance_order orders[] = {
		{.participant = HABO, .presence = {true, PRESENCE_ATTENDED}},
		{.participant = HABO_WITH_RING, .presence = {true, PRESENCE_ABSENT}}};
	assert_ok(service_attend(&house->service, SEPTEMBER, orders, 2, error));
	set(house, &request_entity, REQUEST_OF_URGENT, "assignee", "US");
	set(house, &participant_entity, HABO_WITH_RING, "phone", "070-1");
	assert_ok(store_history(house->store, &query, &journal, error));
	/* The network file, the attendance and the request; nothing of the other person. */
	assert_int_equal(journal.count, 3);
	assert_string_equal(journal.actions[0].rows[0].entity, "request");
	assert_int_equal(journal.actions[1].row_count, 1);
	assert_string_equal(journal.actions[1].rows[0].entity, "attendance");
	assert_non_null(strstr(journal.actions[1].rows[0].after, "\"attended\""));
	assert_true(mentions(&journal, "participant"));
	journal_finish(&journal);
	query.related = false;
	assert_ok(store_history(house->store, &query, &journal, error));
	assert_int_equal(journal.count, 1);
	assert_false(mentions(&journal, "attendance"));
	journal_finish(&journal);
}

static void history__related__pages_from_the_newest(void **state)
{
	struct house *house = *state;
	struct journal_query query = {
		.entity = "participant", .row = HABO, .related = true, .limit = 1};
	struct journal journal;
	set(house, &request_entity, REQUEST_OF_URGENT, "assignee", "US");
	assert_ok(store_history(house->store, &query, &journal, error));
	assert_int_equal(journal.count, 1);
	assert_true(mentions(&journal, "request"));
	query.before = journal.actions[0].id;
	journal_finish(&journal);
	assert_ok(store_history(house->store, &query, &journal, error));
	assert_int_equal(journal.count, 1);
	assert_true(mentions(&journal, "participant"));
	journal_finish(&journal);
}

#define IN_HOUSE(test) cmocka_unit_test_setup_teardown(test, house_setup, house_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_HOUSE(report__country__is_290_and_21),
		IN_HOUSE(report__protected__is_not_in_the_picture),
		IN_HOUSE(report__weeks__end_today),
		IN_HOUSE(report__fees__are_of_those_who_pay),
		IN_HOUSE(history__related__holds_what_refers_to_the_row),
		IN_HOUSE(history__related__pages_from_the_newest),
	};

	i18n_init("en");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
