/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules, names and times of meetings. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "model/meeting.h"
#include "model/network.h"

/* Fields and texts in turn, ended by NULL. */
#define CHANGES 12

struct change_row {
	const char *change[CHANGES];
	const char *fault; /* the field at fault; NULL: good */
	enum error_kind kind;
};

static void apply(struct meeting *meeting, const char *const change[])
{
	for (size_t i = 0; i + 1 < CHANGES && change[i]; i += 2)
		put(&meeting_entity, meeting, change[i], change[i + 1]);
}

static const struct change_row time_rows[] = {
	{{"start", "10"}, NULL, 0}, {{"start", "10", "end", "12"}, NULL, 0},
	{{"start", "10", "end", "10:01"}, NULL, 0},
	{{"start", "10", "end", "10"}, "end", ERROR_DATA},
	{{"start", "10", "end", "9"}, "end", ERROR_DATA}, {{"end", "12"}, "start", ERROR_DATA},
	{{"status", "unplanned", "date", ""}, NULL, 0},
	{{"status", "unplanned", "date", "", "start", "10"}, "date", ERROR_DATA},
	{{"duration_min", "60 min", "duration_max", "120 min"}, NULL, 0},
	{{"duration_min", "60 min", "duration_max", "60 min"}, NULL, 0},
	{{"duration_min", "61 min", "duration_max", "60 min"}, "duration_max", ERROR_DATA},
	{{"duration_min", "60 min"}, NULL, 0}, {{"date", "2024-03-31", "start", "1:59"}, NULL, 0},
	{{"date", "2024-03-31", "start", "2:00"}, "start", ERROR_DATA},
	{{"date", "2024-03-31", "start", "2:59"}, "start", ERROR_DATA},
	{{"date", "2024-03-31", "start", "3:00"}, NULL, 0},
	{{"date", "2024-03-31", "start", "1:00", "end", "2:30"}, "end", ERROR_DATA},
	{{"date", "2024-03-31", "start", "1:00", "end", "3:30"}, NULL, 0},
	{{"date", "2023-10-29", "start", "2:30"}, NULL, 0}, /* twice: the first is meant */
};

static const struct change_row period_rows[] = {
	{{"date", "2023-09-01"}, NULL, 0},
	{{"date", "2023-08-31"}, "date", ERROR_DATA},
	{{"date", "2024-08-31"}, NULL, 0},
	{{"date", "2024-09-01"}, "date", ERROR_DATA},
};

static const struct change_row theme_rows[] = {
	{{"theme", "PTU", "theme_status", "decided"}, NULL, 0},
	{{"theme_status", "decided"}, "theme", ERROR_DATA},
	{{"theme", "PTU", "theme_status", "proposed"}, NULL, 0},
	{{"theme_decided_at_id", "8"}, NULL, 0},
	{{"theme_decided_at_id", "7"}, "theme_decided_at_id", ERROR_DATA}, /* itself */
};

static const struct change_row link_rows[] = {
	{{"link", "https://meet.example/a?b=c#d"}, NULL, 0},
	{{"link", "http://meet.example"}, NULL, 0},
	{{"link", "meet.example"}, "link", ERROR_DATA},
	{{"link", "javascript:alert(1)"}, "link", ERROR_DATA},
	{{"link", "file:///etc/passwd"}, "link", ERROR_DATA},
	{{"link", "https://meet.example/a b"}, "link", ERROR_DATA},
	{{"link", "https://meet.example/<b>"}, "link", ERROR_DATA},
	{{"link", "https://meet.example/\"b"}, "link", ERROR_DATA},
	{{"link", "HTTPS://meet.example"}, "link", ERROR_DATA},
};

static const struct change_row state_rows[] = {
	{{"status", "preliminary", "date", ""}, "date", ERROR_REFUSED},
	{{"status", "confirmed"}, "link", ERROR_REFUSED},
	{{"status", "confirmed", "link", "https://x.example"}, NULL, 0},
	{{"status", "confirmed", "link_later", "yes"}, NULL, 0},
	{{"status", "confirmed", "kind", "physical"}, "place", ERROR_REFUSED},
	{{"status", "confirmed", "kind", "physical", "place", "Stockholm"}, NULL, 0},
	{{"status", "confirmed", "kind", "hybrid", "link_later", "yes"}, "place", ERROR_REFUSED},
	{{"status", "confirmed", "kind", "hybrid", "place", "Lund"}, "link", ERROR_REFUSED},
	{{"status", "confirmed", "kind", "hybrid", "place", "Lund", "link_later", "yes"}, NULL, 0},
	{{"status", "confirmed", "date", "", "link_later", "yes"}, "date", ERROR_REFUSED},
	{{"status", "held"}, NULL, 0},
	{{"status", "held", "date", ""}, "date", ERROR_REFUSED},
	{{"status", "cancelled"}, "status_reason", ERROR_DATA},
	{{"status", "cancelled", "status_reason", "Sjukdom"}, NULL, 0},
	{{"status", "cancelled", "status_reason", "Sjukdom", "date", ""}, NULL, 0},
};

static void check_rows(const struct change_row *rows, size_t count)
{
	struct network *network = sound_record(&network_entity);
	put(&network_entity, network, "starts_on", "2023-09-01");
	put(&network_entity, network, "ends_on", "2024-08-31");
	struct rule_context context = {.today = day("2023-09-19"), .network = network};
	for (size_t i = 0; i < count; i++) {
		struct meeting *meeting = sound_record(&meeting_entity);
		char *name = xasprintf("row %zu", i + 1);
		put(&meeting_entity, meeting, "kind", "digital");
		put(&meeting_entity, meeting, "link_later", "no");
		put(&meeting_entity, meeting, "date", "2023-10-17");
		put(&meeting_entity, meeting, "status", "preliminary");
		apply(meeting, rows[i].change);
		if (rows[i].fault)
			assert_fails(record_validate(&meeting_entity, meeting, &context, error),
				rows[i].kind, rows[i].fault, name);
		else
			assert_ok(record_validate(&meeting_entity, meeting, &context, error), name);
		free(name);
		record_destroy(&meeting_entity, meeting);
	}
	record_destroy(&network_entity, network);
}

static void meeting__validate__times_and_durations(void **state)
{
	(void)state;
	check_rows(time_rows, COUNT_OF(time_rows));
}

static void meeting__validate__within_the_period_of_the_network(void **state)
{
	(void)state;
	check_rows(period_rows, COUNT_OF(period_rows));
}

static void meeting__validate__theme(void **state)
{
	(void)state;
	check_rows(theme_rows, COUNT_OF(theme_rows));
}

static void meeting__validate__link(void **state)
{
	(void)state;
	check_rows(link_rows, COUNT_OF(link_rows));
}

static void meeting__validate__what_its_state_asks_for(void **state)
{
	(void)state;
	check_rows(state_rows, COUNT_OF(state_rows));
}

static void meeting__validate__any_day_without_a_network(void **state)
{
	(void)state;
	struct rule_context context = {.today = day("2023-09-19")};
	struct meeting *meeting = sound_record(&meeting_entity);
	put(&meeting_entity, meeting, "date", "2031-01-01");
	put(&meeting_entity, meeting, "status", "preliminary");
	assert_ok(record_validate(&meeting_entity, meeting, &context, error), "no network");
	assert_ok(record_validate(&meeting_entity, meeting, NULL, error), "no context");
	record_destroy(&meeting_entity, meeting);
}

static void meeting__may_become__unplanned_only_without_a_date(void **state)
{
	(void)state;
	struct meeting *meeting = sound_record(&meeting_entity);
	assert_ok(meeting_may_become(meeting, MEETING_UNPLANNED, error), "undated");
	assert_ok(meeting_may_become(meeting, MEETING_CANCELLED, error), "undated");
	assert_fails(meeting_may_become(meeting, MEETING_PRELIMINARY, error), ERROR_REFUSED, "date",
		"undated");
	put(&meeting_entity, meeting, "date", "2023-10-17");
	assert_fails(meeting_may_become(meeting, MEETING_UNPLANNED, error), ERROR_REFUSED, "date",
		"dated");
	assert_ok(meeting_may_become(meeting, MEETING_PRELIMINARY, error), "dated");
	record_destroy(&meeting_entity, meeting);
}

static void meeting__name__from_title_form_and_kind(void **state)
{
	(void)state;
	static const struct {
		const char *kind, *form, *title, *english, *swedish;
	} rows[] = {
		{"physical", "meeting", NULL, "Physical meeting", "Fysisk träff"},
		{"digital", "meeting", NULL, "Digital meeting", "Digital träff"},
		{"hybrid", "meeting", NULL, "Hybrid meeting", "Hybridträff"},
		{"digital", "seminar", NULL, "Seminar", "Seminarium"},
		{"physical", "webcast", NULL, "Webcast", "Webbsändning"},
		{"digital", "seminar", "Halvdagsseminarium", "Halvdagsseminarium",
			"Halvdagsseminarium"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct meeting meeting = {0};
		put(&meeting_entity, &meeting, "kind", rows[i].kind);
		put(&meeting_entity, &meeting, "form", rows[i].form);
		put(&meeting_entity, &meeting, "title", rows[i].title);
		i18n_set_language("sv");
		char *swedish = meeting_name(&meeting);
		i18n_set_language("en");
		char *english = meeting_name(&meeting);
		assert_string_equal(swedish, rows[i].swedish);
		assert_string_equal(english, rows[i].english);
		free(swedish);
		free(english);
		record_finish(&meeting_entity, &meeting);
	}
}

static void meeting__when__date_or_what_is_known(void **state)
{
	(void)state;
	static const struct {
		const char *date, *period, *when, *title;
	} rows[] = {
		{"2023-10-17", NULL, "Tue 17 Oct", "Tue 17 Oct 2023"},
		{"2023-10-17", "2024", "Tue 17 Oct", "Tue 17 Oct 2023"},
		{NULL, "2024", "2024", "Digital meeting 2024"},
		{NULL, NULL, "no date", "Digital meeting"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct meeting meeting = {.kind = known(MEETING_DIGITAL)};
		put(&meeting_entity, &meeting, "date", rows[i].date);
		put(&meeting_entity, &meeting, "period_text", rows[i].period);
		char *when = meeting_when(&meeting);
		char *title = meeting_entity.title(&meeting);
		assert_string_equal(when, rows[i].when);
		assert_string_equal(title, rows[i].title);
		free(when);
		free(title);
		record_finish(&meeting_entity, &meeting);
	}
}

static void meeting__end__set_or_from_the_longest_duration(void **state)
{
	(void)state;
	static const struct {
		const char *start, *end, *duration;
		int64_t minutes;
	} rows[] = {
		{NULL, NULL, NULL, -1},
		{"10", NULL, NULL, -1},
		{NULL, NULL, "2 h", -1},
		{"10", "12", NULL, 720},
		{"10", "12", "1 h", 720}, /* what is set counts */
		{"10", NULL, "2 h", 720},
		{"23", NULL, "2 h", 1439}, /* not into the next day */
		{"23", NULL, "59 min", 1439},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct meeting meeting = {0};
		put(&meeting_entity, &meeting, "start", rows[i].start);
		put(&meeting_entity, &meeting, "end", rows[i].end);
		put(&meeting_entity, &meeting, "duration_max", rows[i].duration);
		assert_int_equal(meeting_end(&meeting), rows[i].minutes);
	}
}

static void meeting__needs__by_kind(void **state)
{
	(void)state;
	static const struct {
		int kind;
		bool place, link;
	} rows[] = {{MEETING_PHYSICAL, true, false}, {MEETING_DIGITAL, false, true},
		{MEETING_HYBRID, true, true}};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct meeting meeting = {.kind = known(rows[i].kind)};
		assert_int_equal(meeting_needs_place(&meeting), rows[i].place);
		assert_int_equal(meeting_needs_link(&meeting), rows[i].link);
	}
}

static void meeting__file__keeps_what_a_calendar_knows_it_by(void **state)
{
	(void)state;
	static const char *const travelling[] = {"uid", "sequence", "created_at"};
	for (size_t i = 0; i < COUNT_OF(travelling); i++)
		assert_false(entity_field(&meeting_entity, travelling[i])->flags & FIELD_LOCAL);
	assert_true(entity_field(&meeting_entity, "updated_at")->flags & FIELD_LOCAL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(meeting__validate__times_and_durations),
		cmocka_unit_test(meeting__validate__within_the_period_of_the_network),
		cmocka_unit_test(meeting__validate__theme),
		cmocka_unit_test(meeting__validate__link),
		cmocka_unit_test(meeting__validate__what_its_state_asks_for),
		cmocka_unit_test(meeting__validate__any_day_without_a_network),
		cmocka_unit_test(meeting__may_become__unplanned_only_without_a_date),
		cmocka_unit_test(meeting__name__from_title_form_and_kind),
		cmocka_unit_test(meeting__when__date_or_what_is_known),
		cmocka_unit_test(meeting__end__set_or_from_the_longest_duration),
		cmocka_unit_test(meeting__needs__by_kind),
		cmocka_unit_test(meeting__file__keeps_what_a_calendar_knows_it_by),
	};
	struct clock clock;
	struct error error = {0};

	i18n_init("en");
	clock_init(&clock, &error); /* sets the zone */
	error_finish(&error);
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
