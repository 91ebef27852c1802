/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text that minutes begin with, and the decisions that are read from them. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "model/minutes.h"

static void minutes__decision__is_what_follows_the_mark(void **state)
{
	(void)state;
	static const char *const rows[][2] = {
		{"BESLUT: Tema 17 okt = Hot", "Tema 17 okt = Hot"},
		{"BESLUT:Vi ses", "Vi ses"},
		{"BESLUT:   två   ord \r", "två ord"},
		{"DECISION: as it is", "as it is"},
		{"BESLUT:", NULL},
		{"BESLUT:   ", NULL},
		{"BESLUT: Tema 17 okt =", NULL}, /* nobody has filled it in */
		{"BESLUT: Tema 17 okt = ", NULL},
		{" BESLUT: indraget", NULL},
		{"Vårt BESLUT: nej", NULL},
		{"beslut: nej", NULL},
		{"BESLUTET: nej", NULL},
		{"", NULL},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		char *decision = minutes_decision(rows[i][0], strlen(rows[i][0]));
		if (!decision != !rows[i][1] || (decision && strcmp(decision, rows[i][1]) != 0))
			fail_msg("“%s”: %s", rows[i][0], decision ? decision : "nothing");
		free(decision);
	}
}

static void minutes__decisions__keep_their_order(void **state)
{
	(void)state;
	size_t count;
	char **decisions = minutes_decisions(
		"# Rubrik\nBESLUT: ett\ntext\n\nBESLUT: två\nBESLUT: ett", &count);
	assert_int_equal(count, 3);
	assert_string_equal(decisions[0], "ett");
	assert_string_equal(decisions[1], "två");
	assert_string_equal(decisions[2], "ett");
	minutes_decisions_free(decisions, count);
	decisions = minutes_decisions(NULL, &count);
	assert_int_equal(count, 0);
	minutes_decisions_free(decisions, count);
}

static void minutes__day__is_found_as_people_write_it(void **state)
{
	(void)state;
	static const struct {
		const char *line;
		bool named;
	} rows[] = {
		{"Tema 17 okt = Hot", true},
		{"temat för tis 17 oktober 2023", true},
		{"den 17 OKT. blir digital", true},
		{"17/10 tar vi upp hot", true},
		{"17/10/2023", true},
		{"Träffen 2023-10-17", true},
		{"Åtta – ”17 okt”", true},
		{"the theme of 17 October", true},
		{"17 okt 2024", false},
		{"17/10/2024", false},
		{"2024-10-17", false},
		{"117 okt", false},
		{"17 november", false},
		{"17 personer i oktober", false},
		{"okt 17", false},
		{"kl 10-17", false},
		{"", false},
	};
	struct meeting meeting = {.date = known(day("2023-10-17"))}, undated = {0};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		if (minutes_names_day(rows[i].line, &meeting) != rows[i].named)
			fail_msg("“%s”", rows[i].line);
		assert_false(minutes_names_day(rows[i].line, &undated));
	}
}

static void minutes__theme__is_found_in_any_case(void **state)
{
	(void)state;
	char theme[] = "Hot i valrörelsen", brief[] = "Hot";
	struct meeting meeting = {.theme = theme}, little = {.theme = brief}, none = {0};
	assert_true(minutes_names_theme("vi tar HOT I VALRÖRELSEN först", &meeting));
	assert_false(minutes_names_theme("vi tar hot i valet", &meeting));
	assert_false(minutes_names_theme("Hot", &little)); /* too short to be more than a word */
	assert_false(minutes_names_theme("Hot", &none));
}

static void minutes__template__has_the_programme_as_headings(void **state)
{
	(void)state;
	char place[] = "Stockholm", lunch[] = "Lunch", talk[] = "Brott mot demokratin",
	     theme[] = "Hot";
	struct meeting meeting = {
		.kind = known(MEETING_PHYSICAL), .date = known(day("2023-09-26")), .place = place};
	struct meeting open = {.date = known(day("2023-10-17"))};
	struct meeting proposed = {.date = known(day("2023-11-14")), .theme = theme};
	const struct meeting *decides[] = {&open, &proposed};
	struct programme_item items[] = {
		{.part = known(PART_MORNING), .title = talk},
		{.start = known(720), .end = known(780), .title = lunch},
	};
	struct attendance_counts counts = {.of = {[PRESENCE_ATTENDED] = 3}, .left = 15};
	struct minutes_facts facts = {&meeting, items, 2, decides, 2, NULL, 0, &counts};
	char *text = minutes_template(&facts);
	assert_string_equal(text, "Minutes, Tuesday 26 September 2023: Physical meeting\n"
				  "Place: Stockholm\n"
				  "Attendance: 3 attended, 15 left\n"
				  "\n# morning: Brott mot demokratin\n\n"
				  "\n# 12:00–13:00: Lunch\n\n"
				  "\n# To decide\n\n"
				  "DECISION: Theme 17 Oct =\n\n"
				  "Proposed: Hot\n"
				  "DECISION: Theme 14 Nov =\n\n");
	/* Left as it is it decides nothing. */
	size_t count;
	char **decisions = minutes_decisions(text, &count);
	assert_int_equal(count, 0);
	minutes_decisions_free(decisions, count);
	free(text);
}

static void minutes__template__of_nothing_is_a_title(void **state)
{
	(void)state;
	char period[] = "2024";
	struct meeting meeting = {.kind = known(MEETING_DIGITAL), .period_text = period};
	struct minutes_facts facts = {.meeting = &meeting};
	char *text = minutes_template(&facts);
	assert_string_equal(text, "Minutes, 2024: Digital meeting\n\n");
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(minutes__decision__is_what_follows_the_mark),
		cmocka_unit_test(minutes__decisions__keep_their_order),
		cmocka_unit_test(minutes__day__is_found_as_people_write_it),
		cmocka_unit_test(minutes__theme__is_found_in_any_case),
		cmocka_unit_test(minutes__template__has_the_programme_as_headings),
		cmocka_unit_test(minutes__template__of_nothing_is_a_title),
	};

	i18n_init("en");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
