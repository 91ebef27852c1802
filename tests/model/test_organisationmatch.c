/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names as people write them: what is certain, what asks, what is only offered. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "embedded.h"
#include "model/organisationmatch.h"

#define REGISTER_SIZE 310

static struct organisation *organisations;
static size_t organisation_count;

/* The shipped register: its columns stand in the order of the entity's fields. */
static int read_register(void **state)
{
	const char *text = NULL;
	for (size_t i = 0; i < embedded_file_count; i++) {
		if (!strcmp(embedded_files[i].name, "organisations.csv"))
			text = (const char *)embedded_files[i].data;
	}
	assert_non_null(text);
	organisations = xcalloc(REGISTER_SIZE, sizeof(*organisations));
	char *copy = xstrdup(text), *rest = copy;
	strsep(&rest, "\n");
	for (char *line; (line = strsep(&rest, "\n")) && *line;) {
		struct organisation *organisation = &organisations[organisation_count++];
		assert_true(organisation_count <= REGISTER_SIZE);
		line[strcspn(line, "\r")] = '\0';
		for (size_t i = 0; i < organisation_entity.field_count && line; i++)
			put(&organisation_entity, organisation, organisation_entity.fields[i].name,
				strsep(&line, ","));
	}
	free(copy);
	*state = organisation_index_create(organisations, organisation_count);
	return 0;
}

static int forget_register(void **state)
{
	organisation_index_destroy(*state);
	for (size_t i = 0; i < organisation_count; i++)
		record_finish(&organisation_entity, &organisations[i]);
	free(organisations);
	return 0;
}

/* Invariant 28. */
static void register__290_municipalities_and_21_regions(void **state)
{
	(void)state;
	size_t municipalities = 0, regions = 0;
	for (size_t i = 0; i < organisation_count; i++) {
		const struct organisation *at = &organisations[i];
		municipalities += at->kind.value != ORGANISATION_REGION;
		regions += at->kind.value != ORGANISATION_MUNICIPALITY;
		assert_int_equal(strlen(at->code), at->kind.value == ORGANISATION_REGION ? 2 : 4);
	}
	assert_int_equal(organisation_count, 310);
	assert_int_equal(municipalities, 290);
	assert_int_equal(regions, 21);
}

struct match_row {
	const char *text;
	const char *email;
	enum match_kind kind;
	const char *codes; /* of the candidates, in any order, those told must be there */
};

static const struct match_row match_rows[] = {
	/* exact: case, spaces, form (NFD), hyphens */
	{"Lunds kommun", NULL, MATCH_EXACT, "1281"},
	{"LUNDS KOMMUN", NULL, MATCH_EXACT, "1281"},
	{"  lunds \t kommun ", NULL, MATCH_EXACT, "1281"},
	{"Lund", NULL, MATCH_EXACT, "1281"},
	{"Lund kommun", NULL, MATCH_EXACT, "1281"},
	{"Lunds kommun.", NULL, MATCH_EXACT, "1281"},
	{"Växjö", NULL, MATCH_EXACT, "0780"},
	{"Va\xcc\x88xjo\xcc\x88 kommun", NULL, MATCH_EXACT, "0780"},
	{"Upplands Bro", NULL, MATCH_EXACT, "0139"},
	{"Stockholms stad", NULL, MATCH_EXACT, "0180"},
	{"Stockholms kommun", NULL, MATCH_EXACT, "0180"},
	{"Göteborgs Stad", NULL, MATCH_EXACT, "1480"},
	{"Göteborg", NULL, MATCH_EXACT, "1480"},
	{"Falun", NULL, MATCH_EXACT, "2080"},
	{"Falu kommun", NULL, MATCH_EXACT, "2080"},
	{"Falun kommun", NULL, MATCH_EXACT, "2080"},
	{"Örebro kommun", NULL, MATCH_EXACT, "1880"},
	/* regions */
	{"VGR", NULL, MATCH_EXACT, "14"},
	{"Region Skåne", NULL, MATCH_EXACT, "12"},
	{"Skåne", NULL, MATCH_EXACT, "12"},
	{"Region Örebro", NULL, MATCH_EXACT, "18"},
	{"Region Örebro län", NULL, MATCH_EXACT, "18"},
	{"Sörmland", NULL, MATCH_EXACT, "04"},
	{"Region Stockholm", NULL, MATCH_EXACT, "01"},
	/* Gotland is one body and never asks */
	{"Gotland", NULL, MATCH_EXACT, "0980"},
	{"Region Gotland", NULL, MATCH_EXACT, "0980"},
	{"Gotlands kommun", NULL, MATCH_EXACT, "0980"},
	/* Habo is never Håbo */
	{"Habo", NULL, MATCH_EXACT, "0643"},
	{"Håbo", NULL, MATCH_EXACT, "0305"},
	{"HÅBO KOMMUN", NULL, MATCH_EXACT, "0305"},
	{"habo", "x@habo.se", MATCH_EXACT, "0643"},
	/* one name, two bodies */
	{"Örebro", NULL, MATCH_AMBIGUOUS, "1880 18"},
	{"Kalmar", NULL, MATCH_AMBIGUOUS, "0880 08"},
	{"Stockholm", NULL, MATCH_AMBIGUOUS, "0180 01"},
	{"Uppsala", NULL, MATCH_AMBIGUOUS, "0380 03"},
	{"Jönköping", NULL, MATCH_AMBIGUOUS, "0680 06"},
	{"örebro", "x@regionorebrolan.se", MATCH_AMBIGUOUS, "1880 18"},
	/* only like one */
	{"Vaxjo", NULL, MATCH_SUGGESTED, "0780"},
	{"Vaxjo kommun", NULL, MATCH_SUGGESTED, "0780"},
	{"Gotenburg", NULL, MATCH_SUGGESTED, "1480"},
	{"Goteborgs stad", NULL, MATCH_SUGGESTED, "1480"},
	{"Orebro", NULL, MATCH_SUGGESTED, "1880 18"},
	{"Orebro kommun", NULL, MATCH_SUGGESTED, "1880"},
	{"Haabo", NULL, MATCH_SUGGESTED, "0643 0305"},
	{"Linkopings kommun", NULL, MATCH_SUGGESTED, "0580"},
	{"Lnuds kommun", NULL, MATCH_SUGGESTED, "1281"},
	{"Örebro län", NULL, MATCH_SUGGESTED, "18"},
	{"Region Orebro lan", NULL, MATCH_SUGGESTED, "18"},
	{"Socialförvaltningen, Lunds kommun", NULL, MATCH_SUGGESTED, "1281"},
	/* the domain alone decides nothing */
	{NULL, "anna@lund.se", MATCH_SUGGESTED, "1281"},
	{"Socialförvaltningen", "anna@lund.se", MATCH_SUGGESTED, "1281"},
	{NULL, "anna@habo.se", MATCH_SUGGESTED, "0643 0305"},
	{NULL, "anna@region-orebro.se", MATCH_SUGGESTED, "18"},
	{NULL, "anna@mail.upplands-vasby.se", MATCH_SUGGESTED, "0114"},
	/* nothing like it */
	{NULL, NULL, MATCH_NONE, ""},
	{"", "", MATCH_NONE, ""},
	{" ", "anna", MATCH_NONE, ""},
	{"kommun", NULL, MATCH_NONE, ""},
	{"Region", NULL, MATCH_NONE, ""},
	{"Trygghetskonsulten i Exempelstad AB", "l@trygghetskonsulten.example", MATCH_NONE, ""},
	{"Polismyndigheten", "anna@polisen.se", MATCH_NONE, ""},
	{"Region Syd", NULL, MATCH_NONE, ""},
	{"SKR", NULL, MATCH_NONE, ""},
};

static void check_match(const struct organisation_index *index, const struct match_row *row)
{
	struct organisation_match match = organisation_index_find(index, row->text, row->email);
	if (match.kind != row->kind)
		fail_msg("“%s” %s: kind %d, %zu candidates, first %s", row->text ? row->text : "",
			row->email ? row->email : "", match.kind, match.count,
			match.count ? match.candidates[0]->name : "–");
	char *codes = xstrdup(row->codes), *rest = codes;
	for (char *code; (code = strsep(&rest, " "));) {
		bool found = !*code;
		for (size_t i = 0; i < match.count; i++)
			found |= !strcmp(match.candidates[i]->code, code);
		if (!found)
			fail_msg("“%s”: %s is not among the candidates", row->text, code);
	}
	if (match.kind == MATCH_EXACT)
		assert_int_equal(match.count, 1);
	if (match.kind == MATCH_NONE)
		assert_int_equal(match.count, 0);
	free(codes);
}

static void match__every_habit(void **state)
{
	for (size_t i = 0; i < COUNT_OF(match_rows); i++)
		check_match(*state, &match_rows[i]);
}

/* Every name and alias of the register leads to itself and to nothing else. */
static void match__the_register_knows_itself(void **state)
{
	for (size_t i = 0; i < organisation_count; i++) {
		struct organisation_match match = organisation_index_find(
			*state, organisations[i].name, NULL);
		assert_int_equal(match.kind, MATCH_EXACT);
		assert_ptr_equal(match.candidates[0], &organisations[i]);
		assert_ptr_equal(
			organisation_index_code(*state, organisations[i].code), &organisations[i]);
	}
	assert_null(organisation_index_code(*state, "9999"));
	assert_null(organisation_index_code(*state, NULL));
}

/* Whatever is typed without å ä ö is never chosen for a name that has them. */
static void match__folded_is_never_chosen(void **state)
{
	static const char *const typed[] = {"Haparanda", "Habo", "Mora", "Arboga", "Are", "Amal",
		"Alvdalen", "Ostersund", "Malmo", "Umea", "Vasteras", "Norrkoping", "Solleftea"};
	for (size_t i = 0; i < COUNT_OF(typed); i++) {
		struct organisation_match match = organisation_index_find(*state, typed[i], NULL);
		if (match.kind == MATCH_EXACT)
			assert_string_equal(match.candidates[0]->short_name, typed[i]);
	}
}

static void match__domain__agrees_differs_or_is_silent(void **state)
{
	static const struct {
		const char *text, *email;
		enum match_domain domain;
	} rows[] = {
		{"Lunds kommun", "a@lund.se", DOMAIN_AGREES},
		{"Lunds kommun", "a@kansli.lund.se", DOMAIN_AGREES},
		{"Lunds kommun", "a@malmo.se", DOMAIN_DIFFERS},
		{"Lunds kommun", "a@firma.example", DOMAIN_SILENT},
		{"Lunds kommun", NULL, DOMAIN_SILENT},
		{"Habo kommun", "a@habo.se", DOMAIN_AGREES},
		{"Håbo kommun", "a@habo.se", DOMAIN_AGREES}, /* it is theirs indeed */
		{"Örebro kommun", "a@orebro.se", DOMAIN_AGREES},
		{"Region Örebro län", "a@orebro.se", DOMAIN_AGREES},
		{"Region Örebro län", "a@regionorebrolan.se", DOMAIN_SILENT},
		{"Polisen", "a@lund.se", DOMAIN_SILENT},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct organisation_match match = organisation_index_find(
			*state, rows[i].text, rows[i].email);
		if (match.domain != rows[i].domain)
			fail_msg("%s %s: %d", rows[i].text, rows[i].email, match.domain);
	}
}

static void match__hostile__long_and_odd_texts(void **state)
{
	char *text = xcalloc(5000, 1);
	memset(text, 'l', 4999);
	assert_int_equal(organisation_index_find(*state, text, text).kind, MATCH_NONE);
	free(text);
	assert_int_equal(organisation_index_find(*state, "\xff\xfe@", "@@").kind, MATCH_NONE);
	assert_int_equal(organisation_index_find(*state, "%s%n", "a@.").kind, MATCH_NONE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(register__290_municipalities_and_21_regions),
		cmocka_unit_test(match__every_habit),
		cmocka_unit_test(match__the_register_knows_itself),
		cmocka_unit_test(match__folded_is_never_chosen),
		cmocka_unit_test(match__domain__agrees_differs_or_is_silent),
		cmocka_unit_test(match__hostile__long_and_odd_texts),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, read_register, forget_register);
}
