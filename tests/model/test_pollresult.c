/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who has won, what a tie is, and how the protocol says it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include "base/date.h"
#include "base/i18n.h"
#include "model/pollresult.h"

static void count__votes__winner_tie_or_none(void **state)
{
	static const struct {
		int64_t votes[3];
		enum poll_outcome outcome;
		size_t winner, tied;
		const char *figures;
	} rows[] = {
		{{0, 0, 0}, POLL_NO_VOTES, 0, 0, "0–0–0"},
		{{9, 8, 6}, POLL_WON, 0, 1, "9–8–6"},
		{{9, 9, 5}, POLL_TIED, 0, 2, "9–9–5"},
		{{0, 1, 2}, POLL_WON, 2, 1, "0–1–2"},
		{{3, 3, 3}, POLL_TIED, 0, 3, "3–3–3"},
		{{1, 4, 4}, POLL_TIED, 1, 2, "1–4–4"},
		{{4, 4, 5}, POLL_WON, 2, 1, "4–4–5"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct poll_result result = poll_count(rows[i].votes, 3);
		char *figures = poll_figures(rows[i].votes, 3);
		assert_int_equal(result.outcome, rows[i].outcome);
		assert_int_equal(result.winner, rows[i].winner);
		assert_int_equal(result.tied, rows[i].tied);
		assert_string_equal(figures, rows[i].figures);
		free(figures);
	}
	struct poll_result nothing = poll_count(NULL, 0);
	assert_int_equal(nothing.outcome, POLL_NO_VOTES);
}

static void line__undated_meeting__is_named(void **state)
{
	char period[] = "2024", title[] = "Halvdag";
	struct meeting meeting = {.form = {true, MEETING_FORM_SEMINAR}, .period_text = period};
	struct protocol_line line = {.about = &meeting, .subject = POLL_DATE, .choice = "x"};
	(void)state;
	char *text = protocol_line(&line);
	assert_string_equal(text, "Datum Seminarium 2024 = x");
	free(text);
	meeting.title = title;
	meeting.date = (struct number){true, date_from_civil((struct civil){2024, 3, 1})};
	line = (struct protocol_line){.about = &meeting,
		.mode = POLL_ORGANISATION,
		.choice = "y",
		.figures = "2–2",
		.note = "lotten"};
	text = protocol_line(&line);
	assert_string_equal(
		text, "Tema 1 mars = y, 2–2, per organisation, ordföranden avgör: lotten");
	free(text);
}

static void option__day__in_the_language_of_network_and_screen(void **state)
{
	char words[] = "x";
	struct poll_option option = {.text = words,
		.date = {true, date_from_civil((struct civil){2024, 2, 6})},
		.start = {true, 540},
		.end = {true, 720}};
	(void)state;
	char *stored = poll_option_day(&option), *shown = poll_option_words(&option);
	assert_string_equal(stored, "tis 6 feb 2024 09:00–12:00");
	assert_string_equal(shown, "Tue 6 Feb 2024 09:00–12:00");
	free(shown);
	free(stored);
	option.date.known = false;
	shown = poll_option_words(&option);
	assert_string_equal(shown, "x");
	free(shown);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(count__votes__winner_tie_or_none),
		cmocka_unit_test(line__undated_meeting__is_named),
		cmocka_unit_test(option__day__in_the_language_of_network_and_screen),
	};

	i18n_init("en");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
