/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What to put right in the calendar, and which meetings answer for what was promised. */
#include "support.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "service/coverage.h"
#include "service/overview.h"
#include "service/sanity.h"

/* "2 red-day, 3 gap" in calendar order; owned by the caller. */
static char *findings(struct house *house)
{
	struct network network = {0};
	struct record_set meetings = {0};
	struct sanity sanity;
	struct buffer text = {0};
	assert_ok(service_network(&house->service, &network, error));
	assert_ok(
		store_all(house->store, &meeting_entity, house->service.network, &meetings, error));
	assert_ok(service_sanity(&house->service, &network, &meetings, &sanity, error));
	for (size_t i = 0; i < sanity.count; i++)
		buffer_printf(&text, "%s%d %s", i ? ", " : "",
			(int)sanity.items[i].meeting->record.id,
			sanity_token(sanity.items[i].kind));
	sanity_finish(&sanity);
	record_set_finish(&meetings);
	record_finish(&network_entity, &network);
	return text.length ? buffer_take(&text) : strdup("");
}

static void assert_findings(struct house *house, const char *wanted)
{
	char *found = findings(house);
	assert_string_equal(found, wanted);
	free(found);
}

static void sanity__example__lacks_an_address_in_a_week(void **state)
{
	struct house *house = *state;
	assert_findings(house, "1 no-address");
	set(house, &meeting_entity, SEPTEMBER, "address", "Hornsgatan 20");
	assert_findings(house, "");
	house_restart(house, "2023-10-09T08:30");
	assert_findings(house, "");
	house_restart(house, "2023-10-10T08:30"); /* a week before */
	assert_findings(house, "2 no-link");
	set(house, &meeting_entity, OCTOBER, "link", "https://example.se/m");
	assert_findings(house, "");
}

static void sanity__address__fourteen_days_before(void **state)
{
	struct house *house = *state;
	house_restart(house, "2023-09-11T08:30");
	assert_findings(house, "");
	house_restart(house, "2023-09-12T08:30");
	assert_findings(house, "1 no-address");
}

static void sanity__days__are_looked_at(void **state)
{
	struct house *house = *state;
	set(house, &meeting_entity, SEPTEMBER, "address", "Hornsgatan 20");
	set(house, &meeting_entity, NOVEMBER, "date", "2023-11-04");
	assert_findings(house, "3 red-day"); /* All Saints' Day */
	set(house, &meeting_entity, NOVEMBER, "date", "2023-12-24");
	set(house, &meeting_entity, OCTOBER, "date", "2023-10-22");
	assert_findings(house, "2 red-day, 3 red-day");
	set(house, &meeting_entity, OCTOBER, "date", "2023-10-17");
	set(house, &meeting_entity, NOVEMBER, "date", "2023-11-14");
	set(house, &meeting_entity, SEMINAR, "date", "2024-05-10"); /* after Ascension Day */
	assert_findings(house, "4 squeeze-day, 4 gap");
}

static void sanity__neighbours__share_a_day_or_an_hour(void **state)
{
	struct house *house = *state;
	set(house, &meeting_entity, SEPTEMBER, "address", "Hornsgatan 20");
	set(house, &meeting_entity, NOVEMBER, "date", "2023-10-17");
	assert_findings(house, "2 same-day");
	set(house, &meeting_entity, OCTOBER, "start", "10-12");
	set(house, &meeting_entity, NOVEMBER, "start", "12-13");
	assert_findings(house, "2 same-day");
	set(house, &meeting_entity, NOVEMBER, "start", "11:59-13");
	assert_findings(house, "2 overlap");
	enter(house, &meeting_entity, NOVEMBER, MEETING_CANCELLED, "Krock");
	assert_findings(house, "");
}

static void sanity__confirmed__needs_a_time(void **state)
{
	struct house *house = *state;
	set(house, &meeting_entity, SEPTEMBER, "address", "Hornsgatan 20");
	enter(house, &meeting_entity, SEPTEMBER, MEETING_CONFIRMED, NULL);
	assert_findings(house, "1 no-time");
	set(house, &meeting_entity, SEPTEMBER, "start", "10");
	assert_findings(house, "");
}

static void sanity__period__when_the_network_is_shortened(void **state)
{
	struct house *house = *state;
	set(house, &meeting_entity, SEPTEMBER, "address", "Hornsgatan 20");
	set(house, &network_entity, house->service.network, "ends_on", "2023-10-31");
	assert_findings(house, "3 outside-period");
}

static void sanity__programme__items_at_the_same_time(void **state)
{
	struct house *house = *state;
	static const char *const hours[] = {"10-11", "10:30-12", "12-13"};
	set(house, &meeting_entity, SEPTEMBER, "address", "Hornsgatan 20");
	for (size_t i = 0; i < COUNT_OF(hours); i++) {
		struct programme_item *item = service_new(&house->service, &programme_item_entity);
		item->meeting = (struct number){.known = true, .value = OCTOBER};
		item->ordinal = (struct number){.known = true, .value = (int64_t)i + 1};
		type(house, &programme_item_entity, item, "title", hours[i]);
		type(house, &programme_item_entity, item, "start", hours[i]);
		assert_ok(service_save(&house->service, &programme_item_entity, item, NULL, error));
		record_destroy(&programme_item_entity, item);
	}
	assert_findings(house, "2 programme-overlap");
}

static void sanity__overview__holds_the_findings(void **state)
{
	struct house *house = *state;
	struct overview overview;
	assert_ok(service_overview(&house->service, &overview, error));
	assert_int_equal(overview.sanity.count, 1);
	assert_string_equal(
		overview.sanity.items[0].text, "in 7 days, and there is no venue address yet");
	overview_finish(&overview);
}

/* D01: the promise that has no meeting is named. */
static void coverage__example__has_no_meeting_for_tips(void **state)
{
	struct house *house = *state;
	struct coverage coverage;
	assert_ok(service_coverage(&house->service, &coverage, error));
	assert_int_equal(coverage.strands.count, 5);
	assert_int_equal(coverage.empty, 1);
	char *sentence = coverage_sentence(&coverage);
	assert_string_equal(sentence, "Without a meeting: tips.");
	free(sentence);
	assert_string_equal(coverage_name(&coverage, 0), "forskning");
	assert_int_equal(coverage.counts[0], 1);
	assert_true(coverage_has(&coverage, 0, 2));
	assert_false(coverage_has(&coverage, 0, 0));
	coverage_finish(&coverage);
	set(house, &meeting_entity, OCTOBER, "strands", "Tips FORSKNING");
	assert_field(house, &meeting_entity, OCTOBER, "strands", "forskning, tips");
	assert_ok(service_coverage(&house->service, &coverage, error));
	assert_int_equal(coverage.empty, 0);
	sentence = coverage_sentence(&coverage);
	assert_string_equal(sentence, "Every promised content has a meeting.");
	free(sentence);
	coverage_finish(&coverage);
	/* A cancelled meeting answers for nothing. */
	enter(house, &meeting_entity, OCTOBER, MEETING_CANCELLED, "Sjukdom");
	assert_ok(service_coverage(&house->service, &coverage, error));
	assert_int_equal(coverage.empty, 1);
	coverage_finish(&coverage);
}

static void coverage__unknown_label__is_refused_with_the_known_ones(void **state)
{
	struct house *house = *state;
	struct meeting *meeting = get(house, &meeting_entity, OCTOBER);
	type(house, &meeting_entity, meeting, "strands", "tips, trolleri");
	assert_fails(service_save(&house->service, &meeting_entity, meeting, NULL, error),
		ERROR_DATA,
		"“trolleri” is none of the promised contents: they are forskning, arbetssätt");
	record_destroy(&meeting_entity, meeting);
	/* A label that is renamed does not lock the meetings that name it. */
	run_sql(house, "UPDATE strand SET label = 'studier' WHERE label = 'forskning'");
	set(house, &meeting_entity, NOVEMBER, "place", "Stockholm");
}

#define HOUSE(test) cmocka_unit_test_setup_teardown(test, house_setup, house_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		HOUSE(sanity__example__lacks_an_address_in_a_week),
		HOUSE(sanity__address__fourteen_days_before),
		HOUSE(sanity__days__are_looked_at),
		HOUSE(sanity__neighbours__share_a_day_or_an_hour),
		HOUSE(sanity__confirmed__needs_a_time),
		HOUSE(sanity__period__when_the_network_is_shortened),
		HOUSE(sanity__programme__items_at_the_same_time),
		HOUSE(sanity__overview__holds_the_findings),
		HOUSE(coverage__example__has_no_meeting_for_tips),
		HOUSE(coverage__unknown_label__is_refused_with_the_known_ones),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
