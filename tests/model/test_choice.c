/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sets of choices: their words in both languages, and every step that a state may and may not take.
 */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/disclosure.h"
#include "model/meeting.h"
#include "model/network.h"
#include "model/organisation.h"
#include "model/participant.h"
#include "model/request.h"

struct state_set {
	const char *name;
	const struct choices *choices;
	const char *steps; /* every legal one, "from>to ", with '!' when a reason is needed */
};

static const struct state_set state_sets[] = {
	{"participant", &participant_statuses,
		" received>review received>admitted review>admitted review>rejected!"
		" review>referred! admitted>withdrawn! rejected>review! referred>review!"
		" withdrawn>review! received>merged review>merged admitted>merged rejected>merged"
		" referred>merged withdrawn>merged "},
	{"meeting", &meeting_statuses,
		" unplanned>preliminary preliminary>unplanned preliminary>confirmed"
		" preliminary>cancelled! confirmed>preliminary confirmed>held confirmed>cancelled!"
		" cancelled>preliminary "},
	{"theme", &theme_statuses,
		" unset>proposed unset>decided proposed>unset proposed>voting proposed>decided"
		" voting>proposed voting>decided decided>proposed! "},
	{"request", &request_statuses,
		" new>open new>waiting new>answered new>closed new>quarantined new>spam"
		" new>referred new>merged open>waiting open>answered open>closed open>referred"
		" open>spam open>merged waiting>open waiting>answered waiting>closed"
		" waiting>merged answered>open answered>waiting answered>closed"
		" answered>merged closed>open"
		" referred>open referred>closed quarantined>open quarantined>spam spam>open "},
};

static const struct choices *const plain_sets[] = {&participant_channels, &participant_roles,
	&participant_eligibilities, &participant_callbacks, &participant_consents, &purposes,
	&meeting_kinds, &meeting_forms, &programme_parts, &request_channels, &request_verifieds,
	&network_vats, &organisation_kinds};

static void check_step(const struct state_set *set, int from, int to)
{
	const char *a = set->choices->items[from].token, *b = set->choices->items[to].token;
	const struct transition *step = choices_transition(set->choices, from, to);
	char *plain = xasprintf(" %s>%s ", a, b);
	char *reasoned = xasprintf(" %s>%s! ", a, b);
	bool with_reason = strstr(set->steps, reasoned);
	bool legal = with_reason || strstr(set->steps, plain);
	if ((step != NULL) != legal)
		fail_msg("%s:%sis %s", set->name, plain, step ? "allowed" : "refused");
	if (step && step->needs_reason != with_reason)
		fail_msg("%s:%sasks %s reason", set->name, plain,
			step->needs_reason ? "for a" : "no");
	free(plain);
	free(reasoned);
}

static void choice__transition__every_pair_of_states(void **state)
{
	(void)state;
	for (size_t s = 0; s < COUNT_OF(state_sets); s++) {
		int count = (int)state_sets[s].choices->count;
		for (int from = 0; from < count; from++) {
			for (int to = 0; to < count; to++)
				check_step(&state_sets[s], from, to);
		}
		assert_null(choices_transition(state_sets[s].choices, -1, 0));
		assert_null(choices_transition(state_sets[s].choices, 0, count));
	}
}

static void choice__transition__none_without_states(void **state)
{
	(void)state;
	for (size_t s = 0; s < COUNT_OF(plain_sets); s++)
		assert_null(choices_transition(plain_sets[s], 0, 1));
}

static void choice__closed__as_lists_leave_out(void **state)
{
	(void)state;
	static const char closed[] = " rejected referred withdrawn closed quarantined spam merged ";
	for (size_t s = 0; s < COUNT_OF(state_sets); s++) {
		for (size_t i = 0; i < state_sets[s].choices->count; i++) {
			const struct choice *item = &state_sets[s].choices->items[i];
			char *word = xasprintf(" %s ", item->token);
			assert_int_equal(item->closed, strstr(closed, word) != NULL);
			free(word);
		}
	}
}

static void check_sign(const struct state_set *set, size_t index)
{
	const struct choice *item = &set->choices->items[index];
	assert_int_equal(text_width(item->sign), 1);
	assert_int_equal(strlen(item->sign_ascii), 1);
	assert_in_range(item->sign_ascii[0], '!', '~');
	for (size_t i = 0; i < index; i++) {
		assert_string_not_equal(set->choices->items[i].sign, item->sign);
		assert_string_not_equal(set->choices->items[i].sign_ascii, item->sign_ascii);
	}
}

static void choice__sign__one_cell_and_its_own(void **state)
{
	(void)state;
	for (size_t s = 0; s < COUNT_OF(state_sets); s++) {
		if (!strcmp(state_sets[s].name, "theme"))
			continue; /* stands in words only */
		for (size_t i = 0; i < state_sets[s].choices->count; i++)
			check_sign(&state_sets[s], i);
	}
}

static void choice__verb__every_state_has_one(void **state)
{
	(void)state;
	for (size_t s = 0; s < COUNT_OF(state_sets); s++) {
		for (size_t i = 0; i < state_sets[s].choices->count; i++)
			assert_true(*choice_verb(state_sets[s].choices, (int)i));
	}
	assert_string_equal(choice_verb(&meeting_kinds, 0), "");
	assert_string_equal(choice_verb(&meeting_statuses, -1), "");
	assert_string_equal(choice_verb(&meeting_statuses, 5), "");
}

static void choice__label__in_both_languages(void **state)
{
	(void)state;
	static const struct {
		const struct choices *choices;
		const char *token;
		const char *english;
		const char *swedish;
	} rows[] = {
		{&participant_statuses, "admitted", "admitted", "antagen"},
		{&participant_statuses, "review", "to review", "att granska"},
		{&meeting_statuses, "unplanned", "to be planned", "att planera"},
		{&meeting_statuses, "cancelled", "CANCELLED", "INSTÄLLD"},
		{&theme_statuses, "unset", "not set", "inte satt"},
		{&request_statuses, "open", "open", "öppen"},
		{&meeting_forms, "meeting", "meeting", "träff"},
		{&request_verifieds, "unknown", "unknown", "okänt"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		int index = choices_find(rows[i].choices, rows[i].token);
		i18n_set_language("sv");
		assert_string_equal(choice_label(rows[i].choices, index), rows[i].swedish);
		i18n_set_language("en");
		assert_string_equal(choice_label(rows[i].choices, index), rows[i].english);
	}
	assert_string_equal(choice_label(&meeting_kinds, -1), "");
	assert_string_equal(choice_label(&meeting_kinds, 3), "");
}

static void choice__find__only_the_exact_token(void **state)
{
	(void)state;
	for (size_t s = 0; s < COUNT_OF(state_sets); s++) {
		const struct choices *choices = state_sets[s].choices;
		for (size_t i = 0; i < choices->count; i++)
			assert_int_equal(choices_find(choices, choices->items[i].token), i);
	}
	assert_int_equal(choices_find(&participant_statuses, "Admitted"), -1);
	assert_int_equal(choices_find(&participant_statuses, "admitted "), -1);
	assert_int_equal(choices_find(&participant_statuses, ""), -1);
	assert_int_equal(choices_find(&participant_statuses, NULL), -1);
}

static void choice__match__what_people_write(void **state)
{
	(void)state;
	static const struct {
		const struct choices *choices;
		const char *text;
		int index;
	} rows[] = {
		{&participant_statuses, "admitted", PARTICIPANT_ADMITTED},
		{&participant_statuses, "ADMITTED", PARTICIPANT_ADMITTED},
		{&participant_statuses, "antagen", PARTICIPANT_ADMITTED},
		{&participant_statuses, "Antagen", PARTICIPANT_ADMITTED},
		{&participant_statuses, "to review", PARTICIPANT_REVIEW},
		{&participant_statuses, "att granska", PARTICIPANT_REVIEW},
		{&meeting_statuses, "inställd", MEETING_CANCELLED},
		{&meeting_statuses, "cancelled", MEETING_CANCELLED},
		{&meeting_statuses, "installd", -1}, /* a is not ä */
		{&meeting_kinds, "Fysisk", MEETING_PHYSICAL},
		{&request_statuses, "öppen", REQUEST_OPEN},
		{&request_statuses, "skräp", REQUEST_SPAM},
		{&request_verifieds, "ja", VERIFIED_YES},
		{&participant_statuses, "admit", -1},
		{&participant_statuses, "", -1},
		{&participant_statuses, "  ", -1},
		{&participant_statuses, "öppen", -1},
	};
	for (size_t i = 0; i < 2 * COUNT_OF(rows); i++) {
		i18n_set_language(i % 2 ? "sv" : "en");
		int index = choices_match(rows[i / 2].choices, rows[i / 2].text);
		if (index != rows[i / 2].index)
			fail_msg("“%s” in %s is %d", rows[i / 2].text, i18n_language(), index);
	}
	i18n_set_language("en");
}

static void choice__match__label_of_every_choice(void **state)
{
	(void)state;
	for (size_t s = 0; s < 2 * COUNT_OF(state_sets); s++) {
		const struct choices *choices = state_sets[s / 2].choices;
		i18n_set_language(s % 2 ? "sv" : "en");
		for (size_t i = 0; i < choices->count; i++)
			assert_int_equal(choices_match(choices, choice_label(choices, (int)i)), i);
	}
	i18n_set_language("en");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(choice__transition__every_pair_of_states),
		cmocka_unit_test(choice__transition__none_without_states),
		cmocka_unit_test(choice__closed__as_lists_leave_out),
		cmocka_unit_test(choice__sign__one_cell_and_its_own),
		cmocka_unit_test(choice__verb__every_state_has_one),
		cmocka_unit_test(choice__label__in_both_languages),
		cmocka_unit_test(choice__find__only_the_exact_token),
		cmocka_unit_test(choice__match__what_people_write),
		cmocka_unit_test(choice__match__label_of_every_choice),
	};

	i18n_init("en");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
