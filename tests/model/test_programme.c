/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Items of a programme: by the clock or by a part of the day, and their order. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "model/network.h"
#include "model/programme.h"

static struct programme_item item(
	int64_t ordinal, const char *part, const char *start, const char *end, const char *title)
{
	struct programme_item item = {0};
	item.ordinal = known(ordinal);
	put(&programme_item_entity, &item, "part", part);
	put(&programme_item_entity, &item, "start", start);
	put(&programme_item_entity, &item, "end", end);
	put(&programme_item_entity, &item, "title", title);
	return item;
}

static void finish(struct programme_item *items, size_t count)
{
	for (size_t i = 0; i < count; i++)
		record_finish(&programme_item_entity, &items[i]);
}

static void programme__sort__is_the_order_of_the_day(void **state)
{
	static const char *const wanted = "bdefaghc";
	struct programme_item items[] = {
		item(1, NULL, "13:00", NULL, "a"),
		item(2, "first", NULL, NULL, "b"),
		item(3, "after", NULL, NULL, "c"),
		item(4, "morning", NULL, NULL, "d"),
		item(5, NULL, "10:00", "10:45", "e"),
		item(6, "afternoon", NULL, NULL, "f"),
		item(7, NULL, "13:00", NULL, "g"),
		item(8, NULL, "15:30", NULL, "h"),
	};
	(void)state;
	programme_sort(items, COUNT_OF(items));
	for (size_t i = 0; i < COUNT_OF(items); i++)
		assert_int_equal(*items[i].title, wanted[i]);
	assert_true(programme_is_free_order(&items[4], &items[5])); /* both at 13:00 */
	assert_false(programme_is_free_order(&items[0], &items[1]));
	finish(items, COUNT_OF(items));
	programme_sort(NULL, 0);
}

static void programme__validate__clock_or_part_never_both(void **state)
{
	static const struct {
		const char *part, *start, *end, *fault;
	} rows[] = {
		{NULL, NULL, NULL, NULL},
		{"morning", NULL, NULL, NULL},
		{NULL, "10:00", NULL, NULL},
		{NULL, "10:00", "10:45", NULL},
		{"morning", "10:00", NULL, "start"},
		{"first", "10:00", "11:00", "start"},
		{NULL, NULL, "11:00", "start"},
		{NULL, "10:00", "10:00", "end"},
		{NULL, "10:00", "9:00", "end"},
	};
	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct programme_item one = item(
			1, rows[i].part, rows[i].start, rows[i].end, "Punkt");
		one.meeting = known(1);
		one.included = known(0);
		if (rows[i].fault)
			assert_fails(record_validate(&programme_item_entity, &one, NULL, error),
				ERROR_DATA, rows[i].fault, "item");
		else
			assert_ok(
				record_validate(&programme_item_entity, &one, NULL, error), "item");
		finish(&one, 1);
	}
}

static void programme__overlaps__needs_an_end_or_the_same_start(void **state)
{
	static const struct {
		const char *left[2], *right[2];
		bool overlap;
	} rows[] = {
		{{"10:00", "10:45"}, {"10:45", "11:30"}, false},
		{{"10:00", "10:46"}, {"10:45", "11:30"}, true},
		{{"10:00", NULL}, {"10:00", NULL}, true},
		{{"10:00", NULL}, {"10:30", "11:00"}, false},
		{{"10:00", "12:00"}, {"10:30", NULL}, true},
		{{NULL, NULL}, {"10:30", "11:00"}, false},
	};
	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct programme_item pair[] = {
			item(1, NULL, rows[i].left[0], rows[i].left[1], "a"),
			item(2, NULL, rows[i].right[0], rows[i].right[1], "b"),
		};
		assert_int_equal(programme_overlaps(&pair[0], &pair[1]), rows[i].overlap);
		assert_int_equal(programme_overlaps(&pair[1], &pair[0]), rows[i].overlap);
		finish(pair, 2);
	}
}

static void programme__when__clock_or_part(void **state)
{
	struct programme_item items[] = {
		item(1, NULL, "10:00", "10:45", "a"),
		item(2, NULL, "10:00", NULL, "b"),
		item(3, "morning", NULL, NULL, "c"),
		item(4, NULL, NULL, NULL, "d"),
	};
	static const char *const wanted[] = {"10:00–10:45", "10:00", "morning", NULL};
	(void)state;
	for (size_t i = 0; i < COUNT_OF(items); i++) {
		char *when = programme_when(&items[i]);
		if (wanted[i])
			assert_string_equal(when, wanted[i]);
		else
			assert_null(when);
		free(when);
	}
	finish(items, COUNT_OF(items));
}

static void meeting__terms__its_own_before_the_networks(void **state)
{
	char of_network[] = "SKR står för fika.", own[] = "Lunch ingår.", blank[] = " ";
	struct network network = {.physical_terms = of_network};
	struct meeting meeting = {.kind = known(MEETING_PHYSICAL)};
	(void)state;
	assert_string_equal(meeting_terms(&meeting, &network), of_network);
	meeting.terms = blank;
	assert_string_equal(meeting_terms(&meeting, &network), of_network);
	meeting.terms = own;
	assert_string_equal(meeting_terms(&meeting, &network), own);
	meeting.kind = known(MEETING_HYBRID);
	assert_string_equal(meeting_terms(&meeting, &network), own);
	meeting.kind = known(MEETING_DIGITAL);
	assert_null(meeting_terms(&meeting, &network));
}

static void meeting__uses__what_the_kind_has(void **state)
{
	static const struct {
		const char *field;
		bool physical, digital, hybrid;
	} rows[] = {
		{"place", true, false, true},
		{"address", true, false, true},
		{"terms", true, false, true},
		{"link", false, true, true},
		{"link_later", false, true, true},
		{"date", true, true, true},
	};
	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		assert_int_equal(meeting_uses(MEETING_PHYSICAL, rows[i].field), rows[i].physical);
		assert_int_equal(meeting_uses(MEETING_DIGITAL, rows[i].field), rows[i].digital);
		assert_int_equal(meeting_uses(MEETING_HYBRID, rows[i].field), rows[i].hybrid);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(programme__sort__is_the_order_of_the_day),
		cmocka_unit_test(programme__validate__clock_or_part_never_both),
		cmocka_unit_test(programme__overlaps__needs_an_end_or_the_same_start),
		cmocka_unit_test(programme__when__clock_or_part),
		cmocka_unit_test(meeting__terms__its_own_before_the_networks),
		cmocka_unit_test(meeting__uses__what_the_kind_has),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
