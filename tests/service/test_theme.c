/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Themes: proposed, cleared, decided. */
#include "support.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"

static void assert_theme(
	struct house *house, int64_t id, const char *words, const char *status, const char *day)
{
	assert_field(house, &meeting_entity, id, "theme", words);
	assert_field(house, &meeting_entity, id, "theme_status", status);
	assert_field(house, &meeting_entity, id, "theme_decided_on", day);
}

static void theme__propose__and_clear(void **state)
{
	struct house *house = *state;
	assert_ok(service_theme_propose(&house->service, OCTOBER, "  Hot \n på nätet ", error));
	assert_theme(house, OCTOBER, "Hot på nätet", "proposed", "–");
	/* One more: no theme stands in the meeting before one of them is chosen. */
	assert_ok(service_theme_propose(&house->service, OCTOBER, "Hat", error));
	assert_theme(house, OCTOBER, "–", "proposed", "–");
	assert_ok(service_theme_propose(&house->service, OCTOBER, NULL, error));
	assert_theme(house, OCTOBER, "–", "unset", "–");
	undo(house, "Theme of");
	assert_theme(house, OCTOBER, "–", "proposed", "–");
}

static void theme__decide__these_words_or_the_proposed(void **state)
{
	struct house *house = *state;
	assert_fails(service_theme_decide(&house->service, OCTOBER, NULL, error), ERROR_DATA,
		"needs its words");
	assert_fails(service_theme_decide(&house->service, OCTOBER, "  ", error), ERROR_DATA,
		"needs its words");
	assert_ok(service_theme_propose(&house->service, OCTOBER, "Hot", error));
	assert_ok(service_theme_decide(&house->service, OCTOBER, NULL, error));
	assert_theme(house, OCTOBER, "Hot", "decided", "2023-09-19");
	house_restart(house, "2023-09-21T10:00");
	assert_ok(service_theme_decide(&house->service, OCTOBER, "Något annat", error));
	assert_theme(house, OCTOBER, "Något annat", "decided", "2023-09-21");
}

static void theme__propose__not_over_a_decided_one(void **state)
{
	struct house *house = *state;
	static const char *const words[] = {"Nytt", NULL};
	for (size_t i = 0; i < COUNT_OF(words); i++)
		assert_fails(service_theme_propose(&house->service, NOVEMBER, words[i], error),
			ERROR_REFUSED, "decided already");
	assert_theme(house, NOVEMBER, "PTU 2023", "decided", "–");
}

static void theme__unknown_meeting__is_refused(void **state)
{
	struct house *house = *state;
	int64_t actions = count_actions(house);
	assert_fails(service_theme_propose(&house->service, 99, "x", error), ERROR_REFUSED, "99");
	assert_fails(service_theme_decide(&house->service, 99, "x", error), ERROR_REFUSED, "99");
	assert_int_equal(count_actions(house), actions);
}

#define IN_HOUSE(test) cmocka_unit_test_setup_teardown(test, house_setup, house_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_HOUSE(theme__propose__and_clear),
		IN_HOUSE(theme__decide__these_words_or_the_proposed),
		IN_HOUSE(theme__propose__not_over_a_decided_one),
		IN_HOUSE(theme__unknown_meeting__is_refused),
	};

	i18n_init("en");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
