/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What must not leave: a table of texts, each with what is found in it and where. */
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/alloc.h"
#include "base/collate.h"
#include "model/personalnumber.h"
#include "service/request/lint.h"
#include "store/page.h"

#define NOTHING -1

/* Of `text` the bytes between « and » must be found, as `kind`. */
struct vector {
	const char *text;
	int kind;
};

static void add_people(struct house *house)
{
	ADD_PARTICIPANT(house, {"given_name", "Anna Karin"}, {"family_name", "Sjöström"},
		{"email", "anna.sjostrom@lund.example"}, {"phone", "046-12 34 56 78"});
	ADD_PARTICIPANT(house, {"given_name", "Tove"}, {"family_name", "von Essen"});
	ADD_PARTICIPANT(house, {"given_name", "Bo"}, {"family_name", "Lund"});
	int64_t hidden = ADD_PARTICIPANT(house, {"given_name", "Signe"}, {"family_name", "Gömd"},
		{"email", "signe@gomd.example"}, {"phone", "070-765 43 21"});
	set(house, &participant_entity, hidden, "protected", "true");
	assert_int_equal(read_integer(house, "SELECT count(*) FROM participant WHERE name_words ="
					     " 'gomd signe '"),
		1);
}

/* The text without its signs; where they stood. */
static char *without_signs(const char *text, size_t *start, size_t *end)
{
	const char *open = strstr(text, "«"), *close = strstr(text, "»");
	if (!open)
		return xstrdup(text);
	*start = (size_t)(open - text);
	*end = (size_t)(close - text) - strlen("«");
	return xasprintf("%.*s%.*s%s", (int)(open - text), text,
		(int)(close - open - (long)strlen("«")), open + strlen("«"), close + strlen("»"));
}

static void check(struct house *house, const struct lint_about *about, const struct vector *vector)
{
	struct lint_result result;
	size_t start = 0, end = 0;
	char *text = without_signs(vector->text, &start, &end);
	assert_ok(service_lint(&house->service, about, text, &result, error));
	if (vector->kind == NOTHING) {
		if (result.count)
			fail_msg("“%s”: %s", vector->text, result.lints[0].sentence);
	} else {
		if (result.count != 1)
			fail_msg("“%s”: %zu found", vector->text, result.count);
		if ((int)result.lints[0].kind != vector->kind || result.lints[0].start != start ||
			result.lints[0].end != end)
			fail_msg("“%s”: kind %d at %zu–%zu", vector->text,
				(int)result.lints[0].kind, result.lints[0].start,
				result.lints[0].end);
		assert_int_equal(result.blocks, vector->kind != LINT_FACT);
		assert_int_equal(result.lints[0].blocks, vector->kind != LINT_FACT);
	}
	lint_result_finish(&result);
	free(text);
}

#define CHECK(house, about, vectors)                              \
	do {                                                      \
		for (size_t i_ = 0; i_ < COUNT_OF(vectors); i_++) \
			check(house, about, &(vectors)[i_]);      \
	} while (0)

static void lint__text__placeholders_and_numbers(void **state)
{
	static const struct vector vectors[] = {
		{"", NOTHING},
		{"Hej {namn}", NOTHING},
		{"Hej «{{namn}}»,\nvälkommen", LINT_PLACEHOLDER},
		{"Hej «{{namn»\n}}", LINT_PLACEHOLDER},
		{"Nummer «121212-1212» står kvar", LINT_NUMBER},
		{"Nummer «191212121212»", LINT_NUMBER},
		{"Nummer «121212–1212» med tankstreck", LINT_NUMBER},
		{"Nummer «121212 1212» med mellanslag", LINT_NUMBER},
		{"Samordningsnummer «121272-1219»", LINT_NUMBER},
		{"> «121212-1212»", LINT_NUMBER},
		{"dolt 121212-****", NOTHING},
		{"organisationsnummer 212000-0142, telefon 070123 4567", NOTHING},
		{"fel siffra 121212-1213", NOTHING},
	};
	struct lint_about about = {0};
	CHECK(*state, &about, vectors);
}

static void lint__names__of_others_in_every_order(void **state)
{
	static const struct vector vectors[] = {
		{"Fråga «Anna Karin Sjöström» om det", LINT_PERSON},
		{"Fråga «anna sjostrom» om det", LINT_PERSON},
		{"Fråga «SJÖSTRÖM, Anna», om det", LINT_PERSON},
		{"«Sjöström\nAnna Karin»", LINT_PERSON},
		{"«Anna-Karin Sjöströms» faktura", LINT_PERSON},
		{"med «A. Sjöström» i Lund", LINT_PERSON},
		{"med «A. Sjöströms» hjälp", LINT_PERSON},
		{"med «Sjöström A» i Lund", LINT_PERSON},
		{"«Anna M. Sjöström»", LINT_PERSON},
		{"«Tove von Essen» hälsar", LINT_PERSON},
		{"«von Essen, Tove» hälsar", LINT_PERSON},
		{"«Bo Lund»", LINT_PERSON},
		{"skriv till «anna.sjostrom@lund.example».", LINT_PERSON},
		{"skriv till <«Anna.Sjostrom+kurs@lund.example»>", LINT_PERSON},
		{"> skrev «Anna Sjöström»", LINT_PERSON},
		{"Anna hälsar, och Sjöström ligger vid Lund", NOTHING},
		{"I Lund bor vi. A Lund. B Lunda. I Lund. B och Von Essen bor där", NOTHING},
		{"Lundbo Andersson, Annan Sjöström", NOTHING},
		{"Anna.\n\nSjöström", NOTHING},
		{"ring 046-12 34 56 78", NOTHING},
	};
	struct lint_about about = {0};
	add_people(*state);
	CHECK(*state, &about, vectors);
}

static void lint__names__of_recipient_and_staff_are_fine(void **state)
{
	struct house *house = *state;
	static const struct vector to_her[] = {
		{"Hej Anna Karin Sjöström, anna.sjostrom@lund.example", NOTHING},
		{"Hej A. Sjöström", NOTHING},
		{"Vänligen Ulrika Samuelsson och Annika Persson", NOTHING},
		{"och «Bo Lund»", LINT_PERSON},
	};
	static const struct vector to_him[] = {
		{"Hej Bo Lund", NOTHING},
		{"Hej Bo Lund, «Anna Sjöström» kommer", LINT_PERSON},
	};
	add_people(house);
	ADD_PARTICIPANT(house, {"given_name", "Ulrika"}, {"family_name", "Samuelsson"});
	char *staff = read_text(house, "SELECT name FROM staff");
	assert_non_null(staff);
	run_sql(house, "UPDATE staff SET name = 'Ulrika Samuelsson' WHERE ordinal = 1");
	free(staff);
	struct lint_about about = {.participant = read_integer(house,
					   "SELECT id FROM participant WHERE given_name = 'Anna"
					   " Karin'")};
	CHECK(house, &about, to_her);
	struct lint_about named = {.name = "Bo Lund", .address = "bo@lund.example"};
	CHECK(house, &named, to_him);
}

static void lint__protected__is_told_without_a_name(void **state)
{
	struct house *house = *state;
	static const struct vector vectors[] = {
		{"fråga «Signe Gömd» om det", LINT_PROTECTED},
		{"fråga «Gömd, S». om det", LINT_PROTECTED},
		{"> «Signe Gömd» skrev", LINT_PROTECTED},
		{"till «signe@gomd.example»", LINT_PROTECTED},
		{"ring +«46 70 765 43 21» nu", LINT_PROTECTED},
		{"Gömd är ett ord", NOTHING},
	};
	struct lint_about about = {0};
	struct lint_result result;
	add_people(house);
	run_sql(house, "UPDATE request SET body = 'Signe Gömd skrev' WHERE id = 6");
	about.request = REQUEST_OF_NEW;
	CHECK(house, &about, vectors);
	assert_ok(service_lint(&house->service, &about, "Signe Gömd", &result, error));
	assert_null(strstr(result.lints[0].sentence, "Signe"));
	assert_false(lint_may_be_allowed(&result));
	lint_result_finish(&result);
}

static void lint__quoted__names_of_the_senders_own_mail(void **state)
{
	struct house *house = *state;
	static const struct vector vectors[] = {
		{"Hej!\n> Jag heter Eva och träffade Anna Sjöström\n", NOTHING},
		{"Hej!\n> jag skrev anna.sjostrom@lund.example", NOTHING},
		{"Hej! Du träffade «Anna Sjöström»", LINT_PERSON},
		{"> och «Bo Lund»", LINT_PERSON},
	};
	struct lint_about about = {.request = REQUEST_OF_NEW};
	add_people(house);
	run_sql(house, "UPDATE request SET body = 'Jag träffade Anna Sjöström"
		       " (anna.sjostrom@lund.example) i fjol' WHERE id = 6");
	CHECK(house, &about, vectors);
}

static void add_note(struct house *house, int64_t request, const char *text)
{
	char *sql = xasprintf("INSERT INTO internal_note (request_id, at, who, text, protected)"
			      " VALUES (%lld, 1, 'GN', '%s', 0)",
		(long long)request, text);
	run_sql(house, sql);
	free(sql);
}

static void lint__notes__six_words_in_a_row(void **state)
{
	struct house *house = *state;
	static const struct vector vectors[] = {
		{"Hej, «ring kommunens ekonomi, hon är sjukskriven sedan maj», hej", LINT_NOTE},
		{"«RING KOMMUNENS\n> EKONOMI: hon ar sjukskriven»", LINT_NOTE},
		{"«kommunens ekonomi hon är sjukskriven sedan»!", LINT_NOTE},
		{"ring kommunens ekonomi, hon är ledig", NOTHING},
		{"hon är sjukskriven sedan maj", NOTHING},
		{"och «det här står i den andras anteckning»", LINT_NOTE},
	};
	struct lint_about about = {.request = REQUEST_OF_NEW};
	add_note(house, REQUEST_OF_NEW, "Ring kommunens ekonomi, hon är sjukskriven sedan maj");
	add_note(house, REQUEST_OF_OPEN, "Det här står i den andras anteckning.");
	run_sql(house, "UPDATE request SET status = 'merged', merged_into_id = 6 WHERE id = 3");
	CHECK(house, &about, vectors);
	/* The same sender, another request. */
	run_sql(house, "UPDATE request SET status = 'open', merged_into_id = NULL, sender_email ="
		       " 'x@y.example' WHERE id = 3");
	run_sql(house, "UPDATE request SET sender_email = 'x@y.example' WHERE id = 6");
	CHECK(house, &about, vectors);
	struct lint_result result;
	struct lint_about mail = {.address = "x@y.example"};
	assert_ok(service_lint(&house->service, &mail, "ring kommunens ekonomi hon är sjukskriven",
		&result, error));
	assert_int_equal(result.count, 1);
	assert_false(lint_may_be_allowed(&result));
	lint_result_finish(&result);
	/* Somebody else. */
	struct lint_about other = {.address = "z@y.example"};
	assert_ok(service_lint(&house->service, &other, "ring kommunens ekonomi hon är sjukskriven",
		&result, error));
	assert_int_equal(result.count, 0);
	lint_result_finish(&result);
}

static void lint__notes__much_of_the_same_ends_soon(void **state)
{
	struct house *house = *state;
	struct buffer text = {0};
	for (int i = 0; i < 15000; i++)
		buffer_append(&text, "ja ");
	struct vector vector = {text.data, LINT_NOTE};
	struct lint_about about = {.request = REQUEST_OF_NEW};
	struct lint_result result;
	add_note(house, REQUEST_OF_NEW, text.data);
	assert_ok(service_lint(&house->service, &about, vector.text, &result, error));
	assert_int_equal(result.count, 1);
	assert_int_equal(result.lints[0].end, text.length - 1);
	lint_result_finish(&result);
	buffer_finish(&text);
}

static void lint__facts__warn_when_their_time_is_over(void **state)
{
	struct house *house = *state;
	static const struct vector before[] = {
		{"Under 2020 utsattes var fjärde förtroendevald.", NOTHING},
	};
	static const struct vector after[] = {
		{"Tänk på: «under 2020 utsattes var fjärde förtroendevald»!", LINT_FACT},
		{"2020 var det «var fjärde» som utsattes", LINT_FACT},
		{"var fjärde som utsattes", NOTHING},
		{"Var femte förtroendevald har övervägt att lämna sitt uppdrag 2020", NOTHING},
	};
	struct lint_about about = {0};
	struct lint_result result;
	house_restart(house, "2023-11-13T09:00");
	CHECK(house, &about, before);
	house_restart(house, "2023-11-15T09:00");
	CHECK(house, &about, after);
	assert_ok(service_lint(&house->service, &about, "var fjärde år 2020", &result, error));
	assert_non_null(strstr(result.lints[0].sentence, "PTU 2023"));
	char *told = lint_told("var fjärde år 2020", &result);
	assert_non_null(strstr(told, "1: "));
	free(told);
	lint_result_finish(&result);
}

static void lint__told__by_line_and_only_what_blocks(void **state)
{
	struct house *house = *state;
	struct lint_about about = {0};
	struct lint_result result;
	const char *text = "var fjärde 2020\n\n{{namn}}\n121212-1212";
	house_restart(house, "2023-11-15T09:00");
	assert_ok(service_lint(&house->service, &about, text, &result, error));
	assert_int_equal(result.count, 3);
	assert_true(lint_may_be_allowed(&result));
	char *told = lint_told(text, &result);
	assert_null(strstr(told, "1: "));
	assert_non_null(strstr(told, "3: "));
	assert_non_null(strstr(told, "4: "));
	assert_null(strstr(told, "121212"));
	free(told);
	lint_result_finish(&result);
	assert_ok(service_lint(&house->service, &about, "Hej", &result, error));
	assert_null(lint_told("Hej", &result));
}

/* ---- among many ---- */

#ifndef LINT_PEOPLE
#define LINT_PEOPLE "20000" /* -DLINT_PEOPLE='"100000"' to measure */
#endif

static void add_crowd(struct house *house)
{
	run_sql(house,
		"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i <"
		" " LINT_PEOPLE ")"
		" INSERT INTO participant (network_id, uid, given_name, family_name, email, status,"
		" received_on, protected, invented, created_at, updated_at, sort_key,"
		" organisation_key, status_key, search, name_words) SELECT 1, 'crowd-' || i,"
		" 'Anna' || (i % 97), CASE i % 3 WHEN 0 THEN 'Andersson' ELSE 'Berg' || (i % 5000)"
		" END, 'a' || i || '@x.example', 'review', '2023-09-01', 0, 1, 1, 1, x'00', x'00',"
		" 1, '', CASE i % 3 WHEN 0 THEN 'andersson' ELSE 'berg' || (i % 5000) END || ' "
		"anna'"
		" || (i % 97) || ' ' FROM n");
}

static double milliseconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec * 1000 + (double)now.tv_nsec / 1e6;
}

struct scan {
	const char *text; /* folded */
	size_t found;
};

static bool look_at_one(void *record, void *context, struct error *error)
{
	const struct participant *participant = record;
	struct scan *scan = context;
	(void)error;
	char *name = xasprintf("%s %s", participant->given_name ? participant->given_name : "",
		participant->family_name ? participant->family_name : "");
	char *folded = collate_fold(name);
	scan->found += strstr(scan->text, folded) != NULL;
	free(folded);
	free(name);
	return true;
}

/* The register is not read through: reading each name once takes many times as long. */
static void lint__crowd__is_not_read_through(void **state)
{
	struct house *house = *state;
	struct lint_about about = {0};
	struct lint_result result;
	struct buffer text = {0};
	add_crowd(house);
	for (int i = 0; i < 60; i++)
		buffer_printf(&text,
			"Hej! Vi ses den %d oktober i Lund, och Andersson säger att det går bra.\n",
			i);
	buffer_append(&text, "Fråga Anna3 Andersson.");
	double begin = milliseconds();
	assert_ok(service_lint(&house->service, &about, text.data, &result, error));
	double lint = milliseconds() - begin;
	assert_int_equal(result.count, 1);
	lint_result_finish(&result);
	char *folded = collate_fold(text.data);
	struct scan scan = {.text = folded};
	struct list_query query = {
		.entity = &participant_entity, .network = house->service.network, .all = true};
	begin = milliseconds();
	assert_ok(store_walk(house->service.store, &query, look_at_one, &scan, error));
	double walk = milliseconds() - begin;
	print_message(
		"# %zu words' lint: %.1f ms; all names: %.1f ms\n", (size_t)60 * 14, lint, walk);
	assert_true(walk > 3 * lint);
	free(folded);
	buffer_finish(&text);
}

static void personal_number__hidden__lists_the_masked(void **state)
{
	(void)state;
	char *hidden = personal_number_hidden("a 121212-**** och 19850615-**** x-**** 12-****");
	assert_string_equal(hidden, "121212-****, 850615-****");
	free(hidden);
	assert_null(personal_number_hidden("121212-1212"));
	assert_null(personal_number_hidden(NULL));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, house_setup, house_teardown)
	const struct CMUnitTest tests[] = {
		TEST(lint__text__placeholders_and_numbers),
		TEST(lint__names__of_others_in_every_order),
		TEST(lint__names__of_recipient_and_staff_are_fine),
		TEST(lint__protected__is_told_without_a_name),
		TEST(lint__quoted__names_of_the_senders_own_mail),
		TEST(lint__notes__six_words_in_a_row),
		TEST(lint__notes__much_of_the_same_ends_soon),
		TEST(lint__facts__warn_when_their_time_is_over),
		TEST(lint__told__by_line_and_only_what_blocks),
		TEST(lint__crowd__is_not_read_through),
		cmocka_unit_test(personal_number__hidden__lists_the_masked),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
