/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Minutes, and the decisions in them. */
#include "support.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "model/need.h"
#include "model/resolution.h"
#include "service/minutes.h"

#define DECISIONS                                                                \
	"SELECT group_concat(source || ' ' || ordinal || ' ' || text || ' ' || " \
	"coalesce(about_id, '-'), '; ') FROM (SELECT * FROM resolution ORDER BY ordinal)"

static void save(struct house *house, const char *text, size_t expected)
{
	size_t decisions = 0;
	assert_ok(service_minutes_save(&house->service, SEPTEMBER, text, &decisions, error));
	assert_int_equal(decisions, expected);
}

static void assert_decisions(struct house *house, const char *expected)
{
	char *text = read_text(house, DECISIONS);
	char *line = strchr(text, '\n');
	if (line)
		*line = '\0';
	assert_string_equal(text, expected);
	free(text);
}

static void minutes__text__begins_with_the_programme(void **state)
{
	struct house *house = *state;
	char *text = NULL;
	assert_ok(service_minutes_text(&house->service, SEPTEMBER, &text, error));
	assert_non_null(strstr(text, "Minutes, Tuesday 26 September 2023"));
	assert_non_null(strstr(text, "# morning: Nätverkets deltagare och former"));
	assert_non_null(strstr(text, "DECISION: Theme 17 Oct =\n"));
	assert_null(strstr(text, "Attendance")); /* the day has not come */
	free(text);
	house_restart(house, "2023-09-26T16:00");
	assert_ok(service_minutes_text(&house->service, SEPTEMBER, &text, error));
	assert_non_null(strstr(text, "Attendance: 18 left"));
	free(text);
	save(house, "Så blev det", 0);
	assert_ok(service_minutes_text(&house->service, SEPTEMBER, &text, error));
	assert_string_equal(text, "Så blev det");
	free(text);
}

static void minutes__decisions__become_rows_that_are_replaced(void **state)
{
	struct house *house = *state;
	save(house, "Hej\nBESLUT: Tema 17 okt = Hot\nBESLUT: Vi ses\nBESLUT: mer om PTU 2023", 3);
	assert_decisions(house, "minutes 1 Tema 17 okt = Hot 2; minutes 2 Vi ses -; "
				"minutes 3 mer om PTU 2023 3");
	assert_int_equal(read_integer(house, "SELECT count(*) FROM resolution"
					     " WHERE decided_on = '2023-09-26' AND meeting_id = 1"),
		3);
	save(house, "Hej\nBESLUT: Tema 14 nov = Annat", 1);
	assert_decisions(house, "minutes 1 Tema 14 nov = Annat 3");
	assert_int_equal(read_integer(house, "SELECT count(*) FROM minutes"), 1);
	undo(house, "Minutes Tue 26 Sep 2023");
	assert_decisions(house, "minutes 1 Tema 17 okt = Hot 2; minutes 2 Vi ses -; "
				"minutes 3 mer om PTU 2023 3");
	undo(house, "Minutes");
	assert_int_equal(read_integer(house, "SELECT count(*) FROM resolution"), 0);
	assert_int_equal(read_integer(house, "SELECT count(*) FROM minutes"), 0);
	assert_sound(house);
}

static void minutes__votes__stand_in_the_text_and_are_one_decision(void **state)
{
	struct house *house = *state;
	char *text = NULL;
	run_sql(house, "INSERT INTO resolution (meeting_id, ordinal, source, text)"
		       " VALUES (1, 1, 'decision', 'Tema 17 okt = Hot, 3–2')");
	assert_ok(service_minutes_text(&house->service, SEPTEMBER, &text, error));
	assert_non_null(strstr(text, "# Decisions\n\nDECISION: Tema 17 okt = Hot, 3–2\n"));
	save(house, text, 1);
	free(text);
	assert_int_equal(read_integer(house, "SELECT count(*) FROM resolution"), 1);
	save(house, "BESLUT: Tema 17 okt = Hot, 3–2\nBESLUT: Vi ses", 2);
	assert_decisions(house, "decision 1 Tema 17 okt = Hot, 3–2 -; minutes 2 Vi ses -");
}

/* What was decided by a vote stands before them and is not theirs to change. */
static void minutes__votes__are_left_alone(void **state)
{
	struct house *house = *state;
	run_sql(house, "INSERT INTO resolution (meeting_id, ordinal, source, text)"
		       " VALUES (1, 1, 'decision', 'röstat')");
	save(house, "BESLUT: antecknat", 1);
	assert_decisions(house, "decision 1 röstat -; minutes 2 antecknat -");
	save(house, "utan", 0);
	assert_decisions(house, "decision 1 röstat -");
}

static void minutes__blank__takes_them_away(void **state)
{
	struct house *house = *state;
	save(house, "BESLUT: ett", 1);
	save(house, " \n ", 0);
	assert_int_equal(read_integer(house, "SELECT count(*) FROM minutes"), 0);
	assert_int_equal(read_integer(house, "SELECT count(*) FROM resolution"), 0);
	int64_t actions = count_actions(house);
	save(house, "", 0);
	assert_int_equal(count_actions(house), actions);
}

static void minutes__personal_number__is_masked_in_decisions_too(void **state)
{
	struct house *house = *state;
	save(house, "BESLUT: 19121212-1212 tackas", 1);
	assert_int_equal(house->service.masked, 1);
	assert_int_equal(
		read_integer(house, "SELECT count(*) FROM minutes WHERE text LIKE '%1212-1212%'"),
		0);
	assert_int_equal(read_integer(house, "SELECT count(*) FROM resolution"
					     " WHERE text LIKE '%1212-1212%'"),
		0);
}

static void minutes__need__is_refused(void **state)
{
	struct house *house = *state;
	struct special_need *need = service_new(&house->service, &special_need_entity);
	type(house, &special_need_entity, need, "meeting_id", "1");
	need->participant = (struct number){.known = true, .value = HABO};
	type(house, &special_need_entity, need, "kind", "diet");
	type(house, &special_need_entity, need, "text", "jordnötsallergi");
	assert_ok(service_save(&house->service, &special_need_entity, need, NULL, error));
	record_destroy(&special_need_entity, need);
	assert_fails(service_minutes_save(
			     &house->service, SEPTEMBER, "Per har Jordnötsallergi", NULL, error),
		ERROR_REFUSED, "among the needs only");
	assert_int_equal(read_integer(house, "SELECT count(*) FROM minutes"), 0);
	save(house, "Per", 0);
	refuse_sql(house, "UPDATE minutes SET text = 'jordnötsallergi'", "among the needs only");
}

int main(void)
{
	i18n_init("en");
#define TEST(name) cmocka_unit_test_setup_teardown(name, house_setup, house_teardown)
	const struct CMUnitTest tests[] = {
		TEST(minutes__text__begins_with_the_programme),
		TEST(minutes__decisions__become_rows_that_are_replaced),
		TEST(minutes__votes__stand_in_the_text_and_are_one_decision),
		TEST(minutes__votes__are_left_alone),
		TEST(minutes__blank__takes_them_away),
		TEST(minutes__personal_number__is_masked_in_decisions_too),
		TEST(minutes__need__is_refused),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("service minutes", tests, NULL, NULL);
}
