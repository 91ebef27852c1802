/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rules of the target group, and that every rule number can be explained. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "model/disclosure.h"
#include "model/eligibility.h"
#include "model/rule.h"

static struct organisation lund = {.name = (char *)"Lunds kommun"};

static struct organisation_match match_of(enum match_kind kind, enum match_domain domain)
{
	struct organisation_match match = {.kind = kind, .domain = domain};
	if (kind != MATCH_NONE)
		match.candidates[match.count++] = &lund;
	return match;
}

static void eligibility__rules__in_order(void **state)
{
	(void)state;
	static const struct {
		const char *organisation, *code, *title, *email, *role;
		enum match_kind match;
		enum match_domain domain;
		enum participant_eligibility value;
		const char *rule;
	} rows[] = {
		{"Firma AB", NULL, NULL, NULL, NULL, MATCH_NONE, 0, ELIGIBILITY_OUTSIDE, "MG-1"},
		{"Firma AB", NULL, "Ledamot", "a@gmail.com", NULL, MATCH_NONE, 0,
			ELIGIBILITY_OUTSIDE, "MG-1"},
		{NULL, NULL, NULL, NULL, NULL, MATCH_NONE, 0, ELIGIBILITY_REVIEW, "MG-2"},
		{"Vaxjo", NULL, NULL, NULL, NULL, MATCH_SUGGESTED, 0, ELIGIBILITY_REVIEW, "MG-3"},
		{"Örebro", NULL, NULL, NULL, NULL, MATCH_AMBIGUOUS, 0, ELIGIBILITY_REVIEW, "MG-3"},
		{"Örebro", "1880", NULL, NULL, NULL, MATCH_AMBIGUOUS, 0, ELIGIBILITY_WITHIN,
			"MG-7"},
		{"Lund", "1281", "Ledamot i kommunstyrelsen", NULL, NULL, MATCH_EXACT, 0,
			ELIGIBILITY_REVIEW, "MG-4"},
		{"Lund", "1281", "Kommunalråd (M)", NULL, NULL, MATCH_EXACT, 0, ELIGIBILITY_REVIEW,
			"MG-4"},
		{"Lund", "1281", "FÖRTROENDEVALD", NULL, NULL, MATCH_EXACT, 0, ELIGIBILITY_REVIEW,
			"MG-4"},
		{"Lund", "1281", "nämndordförande", NULL, NULL, MATCH_EXACT, 0, ELIGIBILITY_REVIEW,
			"MG-4"},
		{"Lund", "1281", "Nämndsekreterare", NULL, NULL, MATCH_EXACT, 0, ELIGIBILITY_WITHIN,
			"MG-7"},
		{"Lund", "1281", "Säkerhetschef för förtroendevaldas trygghet", NULL, NULL,
			MATCH_EXACT, 0, ELIGIBILITY_WITHIN, "MG-7"},
		{"Lund", "1281", "Handläggare", "anna@gmail.com", NULL, MATCH_EXACT, 0,
			ELIGIBILITY_REVIEW, "MG-5"},
		{"Lund", "1281", NULL, "anna@HOTMAIL.SE", NULL, MATCH_EXACT, 0, ELIGIBILITY_REVIEW,
			"MG-5"},
		{"Lund", "1281", NULL, "anna@gmail.com.lund.se", NULL, MATCH_EXACT, 0,
			ELIGIBILITY_WITHIN, "MG-7"},
		{"Lund", "1281", NULL, "anna@notgmail.com", NULL, MATCH_EXACT, 0,
			ELIGIBILITY_WITHIN, "MG-7"},
		{"Lund", "1281", NULL, "anna@malmo.se", NULL, MATCH_EXACT, DOMAIN_DIFFERS,
			ELIGIBILITY_REVIEW, "MG-6"},
		{"Lund", "1281", NULL, "anna@syd.polisen.se", NULL, MATCH_EXACT, 0,
			ELIGIBILITY_REVIEW, "MG-6"},
		{"Lund", "1281", NULL, "anna@lund.se", NULL, MATCH_EXACT, DOMAIN_AGREES,
			ELIGIBILITY_WITHIN, "MG-7"},
		{"Lund", NULL, NULL, NULL, NULL, MATCH_EXACT, 0, ELIGIBILITY_WITHIN, "MG-7"},
		{"Polisen", NULL, NULL, NULL, "contributor", MATCH_NONE, 0, ELIGIBILITY_WITHIN,
			"MG-8"},
		{NULL, NULL, NULL, NULL, "guest", MATCH_NONE, 0, ELIGIBILITY_WITHIN, "MG-8"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct participant *person = record_create(&participant_entity);
		person->organisation = xstrdup(rows[i].organisation);
		person->organisation_code = xstrdup(rows[i].code);
		person->title = xstrdup(rows[i].title);
		person->email = xstrdup(rows[i].email);
		if (rows[i].role)
			put(&participant_entity, person, "role", rows[i].role);
		struct organisation_match match = match_of(rows[i].match, rows[i].domain);
		struct eligibility found = eligibility_propose(person, &match);
		if (found.value != rows[i].value || strcmp(found.rule, rows[i].rule) != 0)
			fail_msg("row %zu: %s, not %s", i, found.rule, rows[i].rule);
		record_destroy(&participant_entity, person);
	}
}

static void eligibility__reason__needed_unless_within(void **state)
{
	(void)state;
	struct participant person = {0};
	assert_true(eligibility_needs_reason(&person));
	person.eligibility = known(ELIGIBILITY_WITHIN);
	assert_false(eligibility_needs_reason(&person));
	person.eligibility = known(ELIGIBILITY_REVIEW);
	assert_true(eligibility_needs_reason(&person));
	person.eligibility = known(ELIGIBILITY_OUTSIDE);
	assert_true(eligibility_needs_reason(&person));
}

static bool is_numbered(const char *rule)
{
	for (const char *const *at = rule_numbers(); *at; at++) {
		if (!strcmp(*at, rule))
			return true;
	}
	return false;
}

/* Every number that a part of the model can give is in the list, with words of its own. */
static void rules__every_number_can_be_explained(void **state)
{
	(void)state;
	for (const char *const *at = rule_numbers(); *at; at++) {
		assert_non_null(rule_text(*at));
		for (const char *const *other = at + 1; *other; other++) {
			assert_string_not_equal(*at, *other);
			assert_string_not_equal(rule_text(*at), rule_text(*other));
		}
	}
	for (const char *const *at = eligibility_rules(); *at; at++)
		assert_true(is_numbered(*at));
	for (unsigned missing = MISSING_CONTACT; missing <= MISSING_REFERENCE; missing <<= 1)
		assert_true(is_numbered(missing_rule((enum participant_missing)missing)));
	assert_null(rule_text("XX-1"));
	assert_string_equal(eligibility_rule_text(NULL), "");
}

/* Walks through every kind of participant: whatever keeps one out of a list has a number. */
static void rules__whoever_is_left_out_learns_why(void **state)
{
	(void)state;
	for (int i = 0; i < 7 * 4 * 3 * 4 * 4 * 2; i++) {
		struct participant person = {.status = known(i % 7),
			.role = known(i / 7 % 4),
			.eligibility = known(i / 28 % 3),
			.list_consent = known(i / 84 % 3),
			.is_protected = known(i / 1344)};
		int call = i / 336 % 4;
		if (call < 3)
			person.callback = known(call);
		for (int purpose = 0; purpose < (int)purposes.count; purpose++) {
			const char *rule = purpose_excludes((enum purpose)purpose, &person);
			if (rule)
				assert_true(is_numbered(rule));
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(eligibility__rules__in_order),
		cmocka_unit_test(eligibility__reason__needed_unless_within),
		cmocka_unit_test(rules__every_number_can_be_explained),
		cmocka_unit_test(rules__whoever_is_left_out_learns_why),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
