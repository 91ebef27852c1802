/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The health of the network: clean as it ships and as it is used, and every planted fault found. */
#include "support.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/i18n.h"
#include "store/maintenance.h"

/* Every finding as "rule: text" in lines; owned by the caller. */
static char *check(struct house *house)
{
	struct findings findings;
	struct buffer text = {0};
	assert_ok(service_check(&house->service, &findings, error));
	buffer_append(&text, "");
	for (size_t i = 0; i < findings.count; i++)
		buffer_printf(&text, "%s: %s\n", findings.items[i].rule, findings.items[i].text);
	findings_finish(&findings);
	return buffer_take(&text);
}

static void assert_clean(struct house *house)
{
	char *text = check(house);
	assert_string_equal(text, "");
	free(text);
}

static void check__example__is_clean(void **state)
{
	assert_clean(*state);
}

static void check__empty__is_clean(void **state)
{
	assert_clean(*state);
}

static void check__used__stays_clean(void **state)
{
	struct house *house = *state;
	enter(house, &meeting_entity, SEPTEMBER, MEETING_CONFIRMED, NULL);
	export_one(house, SEPTEMBER, CALENDAR_NONE, NULL);
	set(house, &meeting_entity, SEPTEMBER, "start", "10-15");
	export_one(house, SEPTEMBER, CALENDAR_NONE, NULL);
	undo(house, "Export again");
	enter(house, &meeting_entity, OCTOBER, MEETING_CANCELLED, "Sjukdom");
	assert_ok(service_theme_decide(&house->service, NOVEMBER, "PTU", error));
	enter(house, &participant_entity, OUTSIDER, PARTICIPANT_REJECTED, "Företag");
	undo(house, "Konsultsson");
	redo(house, "Konsultsson");
	enter(house, &request_entity, REQUEST_OF_NEW, REQUEST_SPAM, NULL);
	set(house, &participant_entity, HABO, "protected", "yes");
	assert_ok(service_delete(&house->service, &strand_entity, 1, error));
	house_restart(house, "2023-12-22T08:00");
	assert_clean(house);
}

static void check__theme__a_day_when_a_meeting_decides_it(void **state)
{
	struct house *house = *state;
	assert_ok(service_theme_decide(&house->service, OCTOBER, "Hot", error));
	assert_clean(house);
	run_sql(house, "UPDATE meeting SET theme_decided_on = NULL WHERE id = 2");
	char *text = check(house);
	assert_non_null(strstr(text, "6: "));
	assert_non_null(strstr(text, "17 Oct 2023"));
	free(text);
	run_sql(house, "UPDATE meeting SET theme_decided_on = '2023-10-18' WHERE id = 2");
	text = check(house);
	assert_non_null(strstr(text, "6: "));
	free(text);
	run_sql(house, "UPDATE meeting SET theme_decided_on = '2023-10-17' WHERE id = 2");
	assert_clean(house);
}

/* Rows as no rule of ours would let them be written. */
static void check__planted__each_fault_is_found_and_named(void **state)
{
	struct house *house = *state;
	static const struct {
		const char *sql, *back;
		const char *rule, *words;
	} rows[] = {
		{"UPDATE participant SET email = 'nobody' WHERE id = 2",
			"UPDATE participant SET email = 'per.hakansson@habo.example' WHERE id = 2",
			"rules: ", "Per Håkansson"},
		{"UPDATE meeting SET link = 'javascript:1' WHERE id = 2",
			"UPDATE meeting SET link = NULL WHERE id = 2", "rules: ", "17 Oct 2023"},
		{"UPDATE meeting SET date = '2026-01-01', date_key = '2026-01-01' WHERE id = 3",
			"UPDATE meeting SET date = '2023-11-14', date_key = '2023-11-14' WHERE id "
			"= 3",
			"5: ", "2026"},
		{"UPDATE meeting SET theme_decided_at_id = 2 WHERE id = 2",
			"UPDATE meeting SET theme_decided_at_id = 1 WHERE id = 2",
			"rules: ", "17 Oct 2023"},
		{"UPDATE request SET subject = NULL, body = NULL WHERE id = 8",
			"UPDATE request SET subject = 'Anmälan till professionsnätverket' WHERE id "
			"= 8",
			"rules: ", "Malin"},
		{"UPDATE request SET participant_id = 999 WHERE id = 8",
			"UPDATE request SET participant_id = NULL WHERE id = 8",
			"foreign-keys: ", "request"},
		{"UPDATE participant SET email_key = 'per.hakansson@habo.example' WHERE id = 3",
			"UPDATE participant SET email_key = 'maria.loof@haabo.example' WHERE id = "
			"3",
			"8: ", "Maria Lööf"},
		{"INSERT INTO release VALUES (1, 2, 4, 'none', 'x', 'x', 'x', 'x', 1, 1, 'x')",
			"DELETE FROM release", "2: ", "17 Oct 2023"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		run_sql(house, rows[i].sql);
		char *text = check(house);
		if (!strstr(text, rows[i].rule) || !strstr(text, rows[i].words))
			fail_msg("%s: “%s”", rows[i].sql, text);
		free(text);
		run_sql(house, rows[i].back);
	}
}

#define IN_HOUSE(test) cmocka_unit_test_setup_teardown(test, house_setup, house_teardown)
#define IN_EMPTY(test) cmocka_unit_test_setup_teardown(test, house_setup_empty, house_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_HOUSE(check__example__is_clean),
		IN_EMPTY(check__empty__is_clean),
		IN_HOUSE(check__used__stays_clean),
		IN_HOUSE(check__theme__a_day_when_a_meeting_decides_it),
		IN_HOUSE(check__planted__each_fault_is_found_and_named),
	};

	i18n_init("en");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
