/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a template's placeholders become, and that what is unknown stays open. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "model/placeholder.h"

static char given[] = "Anna", sender[] = "Berg, Kim Alva", organisation[] = "Lunds kommun",
	    name[] = "Nätverket", group[] = "Tjänstepersoner.", terms[] = "Resa betalas själv.",
	    skr[] = "SKR", link[] = "https://example.org/x", text[] = "Var fjärde.", ptu[] = "PTU";

static struct network network;
static struct request request;
static struct meeting meeting, next;
static struct participant participant;
static struct fact fact;

static int fill_setup(void **state)
{
	(void)state;
	network = (struct network){.name = name,
		.target_group = group,
		.physical_terms = terms,
		.organiser = skr,
		.fee = known(120000),
		.published_on = known(day("2023-09-19"))};
	request = (struct request){
		.record = {.id = 7}, .sender_name = sender, .organisation = organisation};
	meeting = (struct meeting){.date = known(day("2023-11-14")),
		.kind = known(MEETING_DIGITAL),
		.form = known(MEETING_FORM_MEETING),
		.status = known(MEETING_PRELIMINARY),
		.link = link};
	next = meeting;
	next.date = known(day("2023-10-17"));
	next.link = NULL;
	participant = (struct participant){.given_name = given};
	fact = (struct fact){.text = text, .year = known(2020)};
	return 0;
}

static struct placeholder_facts facts_of(bool linked)
{
	return (struct placeholder_facts){.network = &network,
		.request = &request,
		.participant = linked ? &participant : NULL,
		.meeting = linked ? &meeting : NULL,
		.next = &next,
		.fact = linked ? &fact : NULL,
		.owners = "Anna-Lena Pogulis, Ulrika Stöök",
		.sender = "Ulrika Stöök, Handläggare"};
}

static void assert_filled(bool linked, const char *template, const char *expected)
{
	struct placeholder_facts facts = facts_of(linked);
	char *filled = placeholder_fill(template, &facts);
	assert_string_equal(filled, expected);
	free(filled);
}

static void placeholder__fill__from_the_request_alone(void **state)
{
	(void)state;
	assert_filled(false, "{{namn}}", "Kim");
	assert_filled(false, "{{hälsning}}", "Hello Kim,");
	assert_filled(false, "{{organisation}} {{nummer}}", "Lunds kommun 7");
	assert_filled(false, "{{nätverk}}: {{målgrupp}}", "Nätverket: Tjänstepersoner.");
	assert_filled(false, "{{villkor}}", "Resa betalas själv.");
	assert_filled(false, "{{ansvariga}}", "Anna-Lena Pogulis, Ulrika Stöök");
	assert_filled(false, "{{avsändare}}", "Ulrika Stöök, Handläggare");
}

static void placeholder__fill__from_what_it_is_linked_to(void **state)
{
	(void)state;
	assert_filled(true, "{{namn}}", "Anna");
	assert_filled(true, "{{datum}}", "Tuesday 14 November 2023");
	assert_filled(true, "{{länk}}", "https://example.org/x");
	assert_filled(true, "{{faktum}} {{årtal}}", "Var fjärde. 2020");
	struct placeholder_facts facts = facts_of(true);
	char *both = placeholder_fill("{{träff}}|{{nästa_träff}}", &facts);
	assert_non_null(strstr(both, "14 November"));
	assert_non_null(strstr(strchr(both, '|'), "17 October"));
	free(both);
}

static void placeholder__fill__english_names_case_and_space(void **state)
{
	(void)state;
	assert_filled(true, "{{name}} {{ NAMN }} {{Name}}", "Anna Anna Anna");
	assert_filled(true, "{{fact}}", "Var fjärde.");
	struct placeholder_facts facts = facts_of(false);
	char *a = placeholder_fill("{{next_meeting}}", &facts);
	char *b = placeholder_fill("{{Nästa träff}}", &facts);
	assert_string_equal(a, b);
	assert_null(strchr(a, '{'));
	free(a);
	free(b);
}

/* Unknown, not understood, or no placeholder at all. */
static void placeholder__fill__open_ones_stay(void **state)
{
	(void)state;
	static const char *const rows[] = {"{{länk}}", "{{träff}}", "{{faktum}}", "{{källa}}",
		"{{datum}}", "{{syskonnätverk}}", "{{vad som helst}}", "{{}}", "{{", "}}", "{namn}",
		"{{namn\n}}", "{{namn}", ""};
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		assert_filled(false, rows[i], rows[i]);
	assert_filled(false, "a {{länk}} b {{namn}} c", "a {{länk}} b Kim c");
	assert_filled(false, "{{{namn}}}", "{Kim}");
}

static void placeholder__fill__a_value_is_not_filled_in_again(void **state)
{
	(void)state;
	static char hostile[] = "{{avgift}}";
	request.sender_name = hostile;
	assert_filled(false, "{{namn}}", "{{avgift}}");
	fill_setup(NULL);
}

static void placeholder__fill__nothing_of_a_protected_person(void **state)
{
	(void)state;
	number_set(&request.is_protected, 1);
	assert_filled(
		false, "{{namn}}{{organisation}}{{ämne}}", "{{namn}}{{organisation}}{{ämne}}");
	assert_filled(false, "{{hälsning}}", "Hello!");
	fill_setup(NULL);
	number_set(&participant.is_protected, 1);
	assert_filled(true, "{{namn}} {{hälsning}}", "{{namn}} Hello!");
	fill_setup(NULL);
}

static void placeholder__find__from_one_to_the_next(void **state)
{
	(void)state;
	size_t start, end;
	const char *both = "åä {{namn}} och {{länk}}";
	assert_true(placeholder_find(both, 0, &start, &end));
	assert_int_equal(start, strlen("åä "));
	assert_int_equal(end, strlen("åä {{namn}}"));
	assert_true(placeholder_find(both, end, &start, &end));
	assert_int_equal(end, strlen(both));
	assert_false(placeholder_find(both, end, &start, &end));
	assert_false(placeholder_find(NULL, 0, &start, &end));
	assert_true(placeholder_has(both, "link"));
	assert_false(placeholder_has(both, "fact"));
}

static void fact__is_over__the_day_after_its_last(void **state)
{
	(void)state;
	assert_false(fact_is_over(&fact, day("2030-01-01")));
	fact.valid_to = known(day("2023-11-13"));
	assert_false(fact_is_over(&fact, day("2023-11-13")));
	assert_true(fact_is_over(&fact, day("2023-11-14")));
	assert_true(fact_is_over(&fact, day("2023-11-15")));
	fill_setup(NULL);
}

static void fact__source__its_own_or_our_page(void **state)
{
	(void)state;
	char *page = fact_source(&fact, &network);
	assert_string_equal(page,
		"the network's page at SKR, published 19 September 2023; about the year 2020");
	free(page);
	assert_null(fact_source(&fact, NULL));
	fact.source = ptu;
	char *own = fact_source(&fact, &network);
	assert_string_equal(own, "PTU; about the year 2020");
	free(own);
	static char with_year[] = "PTU 2020";
	fact.source = with_year;
	own = fact_source(&fact, &network);
	assert_string_equal(own, "PTU 2020");
	free(own);
	fill_setup(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(placeholder__fill__from_the_request_alone),
		cmocka_unit_test(placeholder__fill__from_what_it_is_linked_to),
		cmocka_unit_test(placeholder__fill__english_names_case_and_space),
		cmocka_unit_test(placeholder__fill__open_ones_stay),
		cmocka_unit_test(placeholder__fill__a_value_is_not_filled_in_again),
		cmocka_unit_test(placeholder__fill__nothing_of_a_protected_person),
		cmocka_unit_test(placeholder__find__from_one_to_the_next),
		cmocka_unit_test(fact__is_over__the_day_after_its_last),
		cmocka_unit_test(fact__source__its_own_or_our_page),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, fill_setup, NULL);
}
