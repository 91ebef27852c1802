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
	undo(house, "Publish again");
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

/* Each rule that the schema can say refuses the wrong write, whoever writes. */
static void check__schema__refuses_what_must_not_be(void **state)
{
	struct house *house = *state;
	static const struct {
		const char *sql, *words;
	} rows[] = {
		{"UPDATE meeting SET uid = 'other' WHERE id = 2", "never changes"},
		{"UPDATE meeting SET uid = (SELECT uid FROM meeting WHERE id = 1) WHERE id = 2",
			"never changes"},
		{"UPDATE meeting SET sequence = 0 WHERE id = 2", "never falls"},
		{"UPDATE meeting SET sequence = NULL WHERE id = 2", "never falls"},
		{"INSERT INTO release VALUES (9, 2, 1, 'none', 'x', 'x', 'x', 'x', 1, 1, 'x')",
			"UNIQUE"},
		{"UPDATE release SET sequence = 7", "never rewritten"},
		{"UPDATE meeting SET status = 'confirmed' WHERE id = 2", "a place or a link"},
		{"UPDATE meeting SET status = 'confirmed', place = NULL WHERE id = 1",
			"a place or a link"},
		{"UPDATE meeting SET status = 'confirmed', kind = 'hybrid' WHERE id = 1",
			"a place or a link"},
		{"UPDATE meeting SET status = 'confirmed', link_later = 1 WHERE id = 4",
			"a place or a link"},
		{"INSERT INTO release VALUES (9, 4, 0, 'none', 'x', 'x', 'x', 'x', 1, 1, 'x')",
			"without a date"},
		{"UPDATE meeting SET start = '12:00', \"end\" = '10:00' WHERE id = 2", "CHECK"},
		{"UPDATE meeting SET duration_min = 90, duration_max = 60 WHERE id = 2", "CHECK"},
		{"UPDATE meeting SET status = 'cancelled' WHERE id = 2", "a reason"},
		{"UPDATE meeting SET status = 'cancelled', status_reason = ' ' WHERE id = 2",
			"a reason"},
		{"INSERT INTO delivery (network_id, meeting_id, participant_id, sequence, method,"
		 " channel, delivered_at, delivered_by) SELECT network_id, 1, id, 0, 'none',"
		 " 'file', 1, 'x' FROM participant WHERE id = 2",
			"admitted after"},
		{"INSERT INTO attendance (meeting_id, participant_id, answer, attendance)"
		 " VALUES (4, 3, 'needs-action', 'attended')",
			"a day"},
		{"INSERT INTO special_need (participant_id, meeting_id, kind, text, created_at)"
		 " VALUES (3, 2, 'diet', 'nötter', 1)",
			"digital"},
		{"UPDATE participant SET status = 'nobody' WHERE id = 2", "CHECK"},
		{"UPDATE request SET status = 'quarantined' WHERE status = 'answered'",
			"cannot go"},
		{"UPDATE request SET status = 'merged' WHERE id = 6", "CHECK"},
		{"UPDATE disclosure SET purpose = NULL", "NOT NULL"},
		{"UPDATE disclosure SET purpose = 'gossip'", "CHECK"},
	};
	run_sql(house, "UPDATE participant SET admitted_on = '2023-10-01' WHERE id = 2");
	enter(house, &request_entity, REQUEST_OF_OPEN, REQUEST_ANSWERED, NULL);
	export_one(house, OCTOBER, CALENDAR_NONE, NULL);
	set(house, &meeting_entity, OCTOBER, "start", "10");
	export_one(house, OCTOBER, CALENDAR_NONE, NULL);
	run_sql(house, "INSERT INTO disclosure (network_id, at, who, what, purpose, people)"
		       " VALUES (1, 1, 'x', 'x', 'webinar', 0)");
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		refuse_sql(house, rows[i].sql, rows[i].words);
}

/* The steps in the schema are those of the model, and their undoing. */
static void check__schema__knows_the_steps_of_requests(void **state)
{
	struct house *house = *state;
	const struct choices *states = &request_statuses;
	for (int from = 0; from < (int)states->count; from++) {
		for (int to = 0; to < (int)states->count; to++) {
			bool legal = from == to || choices_transition(states, from, to) ||
				     choices_transition(states, to, from);
			char *place = xasprintf("DROP TRIGGER request_goes_step_by_step;"
						"UPDATE request SET status = '%s',"
						" merged_into_id = 1 WHERE id = 6;",
				states->items[from].token);
			char *trigger = read_text(house,
				"SELECT sql FROM sqlite_schema WHERE name ="
				" 'request_goes_step_by_step'");
			char *step = xasprintf("UPDATE request SET status = '%s' WHERE id = 6",
				states->items[to].token);
			run_sql(house, place);
			run_sql(house, trigger);
			if (legal)
				run_sql(house, step);
			else
				refuse_sql(house, step, "cannot go");
			free(step);
			free(trigger);
			free(place);
		}
	}
}

/* Guards taken out, rows broken by hand: check names what no guard kept out. */
static void check__unguarded__each_invariant_is_found(void **state)
{
	struct house *house = *state;
	static const struct {
		const char *rule, *sql, *words;
	} rows[] = {
		{"4: ",
			"DROP TRIGGER release_has_a_date;"
			"INSERT INTO release VALUES (9, 4, 0, 'none', 'x', 'x', 'x', 'x', 1, 1,"
			" 'x')",
			"Halvdagsseminarium"},
		{"5: ", "UPDATE network SET ends_on = '2023-11-01'", "14 Nov 2023"},
		{"7: ",
			"DROP TRIGGER meeting_is_cancelled_for_a_reason;"
			"UPDATE meeting SET status = 'cancelled', status_key = 4 WHERE id = 3",
			"14 Nov 2023"},
		{"10: ",
			"DROP TRIGGER delivery_is_not_for_latecomers;"
			"INSERT INTO delivery (network_id, meeting_id, participant_id, sequence,"
			" method, channel, delivered_at, delivered_by) SELECT network_id, 1, id, 0,"
			" 'none', 'file', 2000000000, 'x' FROM participant WHERE id = 2;"
			"UPDATE participant SET admitted_on = '2023-10-01' WHERE id = 2",
			"before the person was admitted"},
		{"14: ",
			"DROP TRIGGER need_is_of_a_meeting_in_person;"
			"INSERT INTO special_need (participant_id, meeting_id, kind, text,"
			" created_at) VALUES (3, 2, 'diet', 'jordnötter', 1)",
			"digital meeting"},
		{"15: ",
			"DROP TRIGGER need_is_not_noted;"
			"INSERT INTO special_need (participant_id, meeting_id, kind, text,"
			" delete_after, created_at) VALUES (4, 1, 'diet', 'skaldjur', '2023-10-03',"
			" 1);"
			"UPDATE participant SET note = 'Tål inte skaldjur' WHERE id = 4",
			"another text"},
		{"16: ", "UPDATE draft SET protected = 0 WHERE id = (SELECT max(id) FROM draft)",
			"protected person"},
		{"20: ", "UPDATE participant SET note = '121212-1212' WHERE id = 5",
			"personal number"},
		{"29: ", "INSERT INTO erasure_in_progress (id) VALUES (6)", "begun and not ended"},
		{"rules: ",
			"UPDATE participant SET organisation_number = '2120000143' WHERE id = 7",
			"Participant 7"},
	};
	export_one(house, OCTOBER, CALENDAR_NONE, NULL); /* makes a task for a protected person */
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		run_sql(house, rows[i].sql);
	char *text = check(house);
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		bool found = false;
		for (char *line = text; line && *line; line = strchr(line, '\n')) {
			line += *line == '\n';
			char *end = strchr(line, '\n');
			char *one = end ? xstrndup(line, (size_t)(end - line)) : xstrdup(line);
			found = found || (!strncmp(one, rows[i].rule, strlen(rows[i].rule)) &&
						 strstr(one, rows[i].words));
			free(one);
		}
		if (!found)
			fail_msg("no %s%s in\n%s", rows[i].rule, rows[i].words, text);
	}
	free(text);
}

/* What a CHECK should have kept out is a fault of the file itself. */
static void check__unguarded__purpose_is_found(void **state)
{
	struct house *house = *state;
	run_sql(house, "PRAGMA ignore_check_constraints = ON;"
		       "INSERT INTO disclosure (network_id, at, who, what, purpose, people)"
		       " VALUES (1, 1, 'x', 'x', 'gossip', 0)");
	char *text = check(house);
	assert_non_null(strstr(text, "integrity: "));
	assert_non_null(strstr(text, "disclosure"));
	free(text);
}

/* Cancelled, and someone has the file: that is no fault but still to be done, until they are told.
 */
static void check__cancelled__untold_is_a_note(void **state)
{
	static const char deliver[] =
		"INSERT INTO delivery (network_id, meeting_id, participant_id, sequence, method,"
		" channel, delivered_at, delivered_by) SELECT network_id, 2, id, 0, '%s', 'file',"
		" 1, 'x' FROM participant WHERE id = 2";
	struct house *house = *state;
	struct findings findings;
	char *file = xasprintf(deliver, "none"), *told = xasprintf(deliver, "cancel");
	run_sql(house, file);
	enter(house, &meeting_entity, OCTOBER, MEETING_CANCELLED, "Sjukdom");
	assert_ok(service_check(&house->service, &findings, error));
	assert_int_equal(findings.count, 0);
	assert_int_equal(findings.note_count, 1);
	assert_string_equal(findings.notes[0].rule, "7");
	assert_non_null(strstr(findings.notes[0].text, "17 Oct 2023"));
	findings_finish(&findings);
	run_sql(house, told);
	assert_ok(service_check(&house->service, &findings, error));
	assert_int_equal(findings.count + findings.note_count, 0);
	findings_finish(&findings);
	free(told);
	free(file);
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
		IN_HOUSE(check__schema__refuses_what_must_not_be),
		IN_HOUSE(check__schema__knows_the_steps_of_requests),
		IN_HOUSE(check__unguarded__each_invariant_is_found),
		IN_HOUSE(check__unguarded__purpose_is_found),
		IN_HOUSE(check__cancelled__untold_is_a_note),
	};

	i18n_init("en");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
