/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Moving a meeting: the look before, the move, and another meeting like it. */
#include "support.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "service/move.h"

static struct move_order order(struct house *house, int64_t meeting, const char *text)
{
	struct move_order order = {.meeting = meeting};
	int64_t today = clock_today(&house->clock);
	assert_ok(moment_parse(text, today, &order.to, error));
	return order;
}

static struct move_look look_at(struct house *house, int64_t meeting, const char *text)
{
	struct move_order wanted = order(house, meeting, text);
	struct move_look seen;
	assert_ok(service_move_look(&house->service, &wanted, &seen, error));
	return seen;
}

static void move(struct house *house, int64_t meeting, const char *text)
{
	struct move_order wanted = order(house, meeting, text);
	assert_ok(service_move_meeting(&house->service, &wanted, error));
}

/* All the sentences of a look in lines; owned by the caller. */
static char *told(struct house *house, int64_t meeting, const char *text)
{
	struct move_look seen = look_at(house, meeting, text);
	struct move_lines lines;
	struct buffer all = {0};
	move_look_tell(&seen, &lines);
	for (size_t i = 0; i < lines.count; i++)
		buffer_printf(&all, "%d %s: %s\n", (int)lines.items[i].weight, lines.items[i].label,
			lines.items[i].text);
	move_lines_finish(&lines);
	move_look_finish(&seen);
	return buffer_take(&all);
}

static void assert_told(
	struct house *house, int64_t meeting, const char *text, const char *sentence)
{
	char *all = told(house, meeting, text);
	if (!strstr(all, sentence))
		fail_msg("“%s” is not in:\n%s", sentence, all);
	free(all);
}

/* L07: 17 October moves to the 19th. */
static void move__date__is_looked_at_and_saved_in_one_action(void **state)
{
	struct house *house = *state;
	struct move_look seen = look_at(house, OCTOBER, "19/10");
	assert_true(seen.changes);
	assert_null(seen.refusal);
	assert_int_equal(seen.week_count, 0);
	assert_int_equal(seen.holders, 0);
	move_look_finish(&seen);
	assert_told(house, OCTOBER, "19/10", "Thursday 19 October 2023 wk 42 · in 30 days");
	assert_told(house, OCTOBER, "19/10", "an ordinary working day");
	assert_told(house, OCTOBER, "19/10", "no other meeting");
	assert_field(house, &meeting_entity, OCTOBER, "date", "2023-10-17"); /* only looked */
	char *uid = look(house, &meeting_entity, OCTOBER, "uid");
	int64_t actions = count_actions(house);
	move(house, OCTOBER, "19/10 10-12");
	assert_int_equal(count_actions(house), actions + 1);
	assert_field(house, &meeting_entity, OCTOBER, "date", "2023-10-19");
	assert_field(house, &meeting_entity, OCTOBER, "start", "10:00");
	assert_field(house, &meeting_entity, OCTOBER, "end", "12:00");
	assert_field(house, &meeting_entity, OCTOBER, "uid", uid);
	undo(house, "Meeting moved: Tue 17 Oct 2023 → Thu 19 Oct 2023 10:00–12:00");
	assert_field(house, &meeting_entity, OCTOBER, "date", "2023-10-17");
	assert_field(house, &meeting_entity, OCTOBER, "start", "–");
	free(uid);
	assert_sound(house);
}

static void move__start_alone__keeps_how_long_it_takes(void **state)
{
	struct house *house = *state;
	move(house, OCTOBER, "17/10 10-11:30");
	move(house, OCTOBER, "13"); /* the same day */
	assert_field(house, &meeting_entity, OCTOBER, "date", "2023-10-17");
	assert_field(house, &meeting_entity, OCTOBER, "start", "13:00");
	assert_field(house, &meeting_entity, OCTOBER, "end", "14:30");
	move(house, OCTOBER, "18/10"); /* the same time */
	assert_field(house, &meeting_entity, OCTOBER, "start", "13:00");
	assert_field(house, &meeting_entity, OCTOBER, "end", "14:30");
	struct move_order late = order(house, OCTOBER, "23:00");
	assert_fails(service_move_meeting(&house->service, &late, error), ERROR_DATA, "midnight");
	struct move_order same = order(house, OCTOBER, "18/10 13-14:30");
	assert_fails(service_move_meeting(&house->service, &same, error), ERROR_REFUSED,
		"there already");
}

static void move__collision__names_the_week_and_the_hour(void **state)
{
	struct house *house = *state;
	move(house, SEPTEMBER, "26/9 10-15");
	assert_told(house, OCTOBER, "28/9", "0 That week: Tue 26 Sep 2023 · 10:00–15:00");
	assert_told(house, OCTOBER, "26/9",
		"2 That week: Tue 26 Sep 2023 · 10:00–15:00: Physical "
		"meeting, the same day");
	assert_told(house, OCTOBER, "26/9 14-16", "at the same time");
	assert_told(house, OCTOBER, "26/9 15-16", "the same day");
	/* Warnings do not refuse. */
	move(house, OCTOBER, "26/9 14-16");
	assert_field(house, &meeting_entity, OCTOBER, "date", "2023-09-26");
}

static void move__day__is_told_by_what_it_is(void **state)
{
	static const char *const rows[][2] = {
		{"26/12", "2 Calendar: red day: Boxing Day"},
		{"2024-06-06", "2 Calendar: red day: National Day"},
		{"2024-06-07", "2 Calendar: squeeze day"},
		{"2024-06-21", "2 Calendar: as good as a red day: Midsummer Eve"},
		{"2023-10-22", "2 Calendar: red day: a Sunday"},
		{"2023-10-21", "2 Calendar: a Saturday"},
		{"2023-09-18", "2 : That day has passed."},
		{"2025-01-01", "3 Refused: Wed 1 Jan 2025 is outside the period"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		assert_told(*state, NOVEMBER, rows[i][0], rows[i][1]);
}

static void move__decision__has_to_come_before_its_meeting(void **state)
{
	assert_told(*state, OCTOBER, "26/9",
		"Theme: it is decided on Tue 26 Sep 2023, which is not "
		"before");
	assert_told(
		*state, SEPTEMBER, "18/10", "the theme of Tue 17 Oct 2023 is to be decided here");
}

/* PA03 */
static void move__clock_change__is_refused_or_asked(void **state)
{
	struct house *house = *state;
	struct move_order gap = order(house, OCTOBER, "2024-03-31 2:30");
	assert_fails(
		service_move_meeting(&house->service, &gap, error), ERROR_DATA, "does not exist");
	assert_told(house, OCTOBER, "2024-03-31 2:30", "3 Refused: That time does not exist");
	struct move_order twice = order(house, OCTOBER, "2023-10-29 2:30");
	assert_fails(
		service_move_meeting(&house->service, &twice, error), ERROR_REFUSED, "comes twice");
	assert_told(house, OCTOBER, "2023-10-29 2:30", "The earlier one, in summer time, is meant");
	assert_field(house, &meeting_entity, OCTOBER, "date", "2023-10-17");
	twice.earlier = true;
	assert_ok(service_move_meeting(&house->service, &twice, error));
	assert_field(house, &meeting_entity, OCTOBER, "start", "02:30");
	int64_t ignored;
	bool is_new;
	ignored = export_one(house, OCTOBER, CALENDAR_NONE, &is_new);
	assert_int_equal(ignored, 0);
}

static void move__undated_held_and_cancelled(void **state)
{
	struct house *house = *state;
	struct move_order when = order(house, SEMINAR, "9-12");
	assert_fails(
		service_move_meeting(&house->service, &when, error), ERROR_DATA, "has no date yet");
	move(house, SEMINAR, "6 feb 2024 9-12");
	assert_field(house, &meeting_entity, SEMINAR, "status", "preliminary");
	enter(house, &meeting_entity, OCTOBER, MEETING_CANCELLED, "Sjukdom");
	assert_told(house, SEMINAR, "17/10", "no other meeting"); /* it is cancelled */
	move(house, OCTOBER, "19/10");
	assert_field(house, &meeting_entity, OCTOBER, "status", "preliminary");
	set(house, &meeting_entity, NOVEMBER, "link_later", "true");
	enter(house, &meeting_entity, NOVEMBER, MEETING_CONFIRMED, NULL);
	enter(house, &meeting_entity, NOVEMBER, MEETING_HELD, NULL);
	struct move_order held = order(house, NOVEMBER, "15/11");
	assert_fails(
		service_move_meeting(&house->service, &held, error), ERROR_DATA, "has been held");
}

static void move__holders__are_those_who_have_the_file(void **state)
{
	struct house *house = *state;
	run_sql(house,
		"INSERT INTO delivery (network_id, meeting_id, participant_id, sequence, method, "
		"channel, delivered_at, delivered_by) VALUES "
		"(1, 2, 2, 0, 'publish', 'mail', 1, 'GN'), (1, 2, 2, 1, 'publish', 'mail', 2, "
		"'GN'), "
		"(1, 2, 4, 0, 'publish', 'file', 1, 'GN'), (1, 2, 4, 1, 'cancel', 'mail', 2, "
		"'GN'), "
		"(1, 2, 5, 0, 'none', 'manual', 1, 'GN'), (1, 3, 6, 0, 'publish', 'mail', 1, "
		"'GN')");
	struct move_look seen = look_at(house, OCTOBER, "19/10");
	assert_int_equal(seen.holders, 2);
	move_look_finish(&seen);
	assert_told(
		house, OCTOBER, "19/10", "2 people have the present one and will need the next");
}

static void duplicate__copies_the_meeting_and_not_its_day(void **state)
{
	struct house *house = *state;
	int64_t copy, actions = count_actions(house);
	set(house, &meeting_entity, SEPTEMBER, "note", "Bara hit");
	set(house, &meeting_entity, SEPTEMBER, "terms", "Lunch ingår");
	assert_ok(service_duplicate_meeting(
		&house->service, SEPTEMBER, (struct number){0}, &copy, error));
	assert_int_equal(count_actions(house), actions + 3);
	assert_field(house, &meeting_entity, copy, "kind", "physical");
	assert_field(house, &meeting_entity, copy, "place", "Stockholm");
	assert_field(house, &meeting_entity, copy, "terms", "Lunch ingår");
	assert_field(
		house, &meeting_entity, copy, "strands", "ansvar, arbetssätt, erfarenhetsutbyte");
	assert_field(house, &meeting_entity, copy, "status", "unplanned");
	assert_field(house, &meeting_entity, copy, "date", "–");
	assert_field(house, &meeting_entity, copy, "theme", "–");
	assert_field(house, &meeting_entity, copy, "theme_status", "unset");
	assert_field(house, &meeting_entity, copy, "note", "–");
	assert_field(house, &meeting_entity, copy, "sequence", "–");
	char *uid = look(house, &meeting_entity, copy, "uid");
	char *other = look(house, &meeting_entity, SEPTEMBER, "uid");
	assert_string_not_equal(uid, other);
	free(other);
	free(uid);
	struct record_set items = {0};
	assert_ok(store_all(house->store, &programme_item_entity, copy, &items, error));
	assert_int_equal(items.count, 2);
	record_set_finish(&items);
	undo(house, "duplicated");
	assert_int_equal(read_integer(house, "SELECT COUNT(*) FROM meeting"), 6);
	assert_int_equal(
		read_integer(house, "SELECT COUNT(*) FROM programme_item WHERE meeting_id > 6"), 0);
	int64_t date;
	assert_true(date_from_iso("2023-12-05", &date));
	assert_ok(service_duplicate_meeting(&house->service, SEPTEMBER,
		(struct number){.known = true, .value = date}, &copy, error));
	assert_field(house, &meeting_entity, copy, "status", "preliminary");
	assert_sound(house);
}

static void part__raise__changes_places_in_one_action(void **state)
{
	struct house *house = *state;
	struct record_set items = {0};
	assert_ok(store_all(house->store, &strand_entity, house->service.network, &items, error));
	int64_t first = ((const struct record *)record_set_at(&items, 0))->id;
	int64_t second = ((const struct record *)record_set_at(&items, 1))->id;
	record_set_finish(&items);
	assert_fails(service_raise_part(&house->service, &strand_entity, first, error),
		ERROR_REFUSED, "first already");
	int64_t actions = count_actions(house);
	assert_ok(service_raise_part(&house->service, &strand_entity, second, error));
	assert_int_equal(count_actions(house), actions + 1);
	assert_ok(store_all(house->store, &strand_entity, house->service.network, &items, error));
	assert_int_equal(((const struct record *)record_set_at(&items, 0))->id, second);
	record_set_finish(&items);
	/* 26 September: morning before afternoon, whatever the order they were put in. */
	assert_ok(store_all(house->store, &programme_item_entity, SEPTEMBER, &items, error));
	int64_t afternoon = ((const struct record *)record_set_at(&items, 1))->id;
	record_set_finish(&items);
	assert_fails(service_raise_part(&house->service, &programme_item_entity, afternoon, error),
		ERROR_REFUSED, "time of the day");
}

static void item__start__reads_both_ends(void **state)
{
	struct house *house = *state;
	struct programme_item *item = service_new(&house->service, &programme_item_entity);
	item->meeting = (struct number){.known = true, .value = OCTOBER};
	item->ordinal = (struct number){.known = true, .value = 1};
	type(house, &programme_item_entity, item, "title", "Inledning");
	type(house, &programme_item_entity, item, "start", "10-11");
	assert_int_equal(item->start.value, 600);
	assert_int_equal(item->end.value, 660);
	assert_ok(service_save(&house->service, &programme_item_entity, item, NULL, error));
	type(house, &programme_item_entity, item, "part", "morning");
	assert_fails(service_save(&house->service, &programme_item_entity, item, NULL, error),
		ERROR_DATA, "not both");
	record_destroy(&programme_item_entity, item);
}

#define HOUSE(test) cmocka_unit_test_setup_teardown(test, house_setup, house_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		HOUSE(move__date__is_looked_at_and_saved_in_one_action),
		HOUSE(move__start_alone__keeps_how_long_it_takes),
		HOUSE(move__collision__names_the_week_and_the_hour),
		HOUSE(move__day__is_told_by_what_it_is),
		HOUSE(move__decision__has_to_come_before_its_meeting),
		HOUSE(move__clock_change__is_refused_or_asked),
		HOUSE(move__undated_held_and_cancelled),
		HOUSE(move__holders__are_those_who_have_the_file),
		HOUSE(duplicate__copies_the_meeting_and_not_its_day),
		HOUSE(part__raise__changes_places_in_one_action),
		HOUSE(item__start__reads_both_ends),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
