/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two programs on one database: nobody's change is lost without a word. */
#include "support.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"

static void conflict__save__the_second_is_told(void **state)
{
	struct house *house = *state;
	struct house *other = house_beside(house);
	struct meeting *mine = get(house, &meeting_entity, OCTOBER);
	struct meeting *theirs = get(other, &meeting_entity, OCTOBER);
	type(house, &meeting_entity, mine, "start", "10");
	type(other, &meeting_entity, theirs, "start", "13");
	assert_ok(service_save(&house->service, &meeting_entity, mine, NULL, error));
	int64_t actions = count_actions(house);
	assert_fails(service_save(&other->service, &meeting_entity, theirs, NULL, error),
		ERROR_CONFLICT, "17 Oct 2023");
	assert_field(other, &meeting_entity, OCTOBER, "start", "10:00");
	assert_int_equal(count_actions(house), actions);
	record_destroy(&meeting_entity, mine);
	record_destroy(&meeting_entity, theirs);
	/* Read again, it can be saved. */
	set(other, &meeting_entity, OCTOBER, "start", "13");
	assert_field(house, &meeting_entity, OCTOBER, "start", "13:00");
	house_leave(other);
}

static void conflict__other_rows__do_not_disturb(void **state)
{
	struct house *house = *state;
	struct house *other = house_beside(house);
	struct meeting *mine = get(house, &meeting_entity, OCTOBER);
	set(other, &meeting_entity, NOVEMBER, "start", "13");
	type(house, &meeting_entity, mine, "start", "10");
	assert_ok(service_save(&house->service, &meeting_entity, mine, NULL, error));
	record_destroy(&meeting_entity, mine);
	house_leave(other);
}

static void conflict__undo__takes_back_the_newest_whoever_made_it(void **state)
{
	struct house *house = *state;
	struct house *other = house_beside(house);
	set(house, &meeting_entity, OCTOBER, "start", "10");
	set(other, &meeting_entity, OCTOBER, "start", "13");
	undo(house, "17 Oct 2023");
	assert_field(other, &meeting_entity, OCTOBER, "start", "10:00");
	char *who = read_text(house, "SELECT who || ' ' || kind FROM action ORDER BY id");
	assert_string_equal(who, "GN final\nGN change\nUS change\nGN undo\n");
	free(who);
	house_leave(other);
}

/* An export by someone else raises the version; a form that was open meanwhile can still save. */
static void conflict__export__does_not_hinder_an_open_form(void **state)
{
	struct house *house = *state;
	struct house *other = house_beside(house);
	struct meeting *mine = get(house, &meeting_entity, OCTOBER);
	other->out = house->out;
	assert_int_equal(export_one(other, OCTOBER, CALENDAR_NONE, NULL), 0);
	type(house, &meeting_entity, mine, "start", "10");
	assert_ok(service_save(&house->service, &meeting_entity, mine, NULL, error));
	assert_field(house, &meeting_entity, OCTOBER, "sequence", "0");
	assert_int_equal(export_one(other, OCTOBER, CALENDAR_NONE, NULL), 1);
	record_destroy(&meeting_entity, mine);
	other->out = NULL;
	house_leave(other);
}

static void conflict__data_version__tells_of_the_other(void **state)
{
	struct house *house = *state;
	struct house *other = house_beside(house);
	int64_t before = store_data_version(house->store);
	assert_int_equal(store_data_version(house->store), before);
	set(other, &meeting_entity, OCTOBER, "start", "13");
	assert_int_not_equal(store_data_version(house->store), before);
	house_leave(other);
}

#define IN_HOUSE(test) cmocka_unit_test_setup_teardown(test, house_setup, house_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_HOUSE(conflict__save__the_second_is_told),
		IN_HOUSE(conflict__other_rows__do_not_disturb),
		IN_HOUSE(conflict__undo__takes_back_the_newest_whoever_made_it),
		IN_HOUSE(conflict__export__does_not_hinder_an_open_form),
		IN_HOUSE(conflict__data_version__tells_of_the_other),
	};

	i18n_init("en");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
