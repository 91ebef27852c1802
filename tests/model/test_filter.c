/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The filter language: what each term means, and where the caret stands when one means nothing. */
#include "unit.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "base/date.h"
#include "base/i18n.h"
#include "model/filter.h"
#include "model/meeting.h"
#include "model/participant.h"
#include "model/request.h"

#define TODAY "2023-09-19"
#define P &participant_entity
#define M &meeting_entity
#define R &request_entity

static void append_day(struct buffer *text, int64_t date)
{
	char iso[16] = "*";
	if (date > INT32_MIN && date < INT32_MAX)
		date_to_iso(date, iso);
	buffer_append(text, iso);
}

/* "-word" or "status=2" or "date=2023-09-25..2023-10-01", the terms parted by " | ". */
static char *describe(const struct filter *filter)
{
	static const char *const places[] = {"municipality", "region", "county"};
	struct buffer text = {0};
	buffer_append(&text, "");
	for (size_t i = 0; i < filter->count; i++) {
		const struct filter_term *term = &filter->terms[i];
		buffer_append(&text, i ? " | " : "");
		buffer_append(&text, term->negated ? "-" : "");
		if (term->field)
			buffer_printf(&text, "%s=", term->field->name);
		if (term->kind == FILTER_WORDS || term->kind == FILTER_TEXT)
			buffer_printf(&text, "“%s”", term->text);
		else if (term->kind == FILTER_TAG)
			buffer_printf(&text, "tag “%s”", term->text);
		else if (term->kind == FILTER_PLACE)
			buffer_printf(&text, "%s “%s”", places[term->choice], term->text);
		else if (term->kind == FILTER_NEED)
			buffer_printf(&text, "need %d%s %" PRId64, term->choice,
				term->next ? " next" : "", term->from);
		else if (term->kind == FILTER_MISSING)
			buffer_printf(&text, "missing %" PRId64, term->from);
		else if (term->kind == FILTER_MEETING && term->from)
			buffer_printf(&text, "meeting %" PRId64, term->from);
		else if (term->kind == FILTER_MEETING) {
			buffer_append(&text, "meeting ");
			append_day(&text, term->to);
		} else if (term->kind == FILTER_CHOICE)
			buffer_append(&text, term->field->choices->items[term->choice].token);
		else if (term->kind == FILTER_NUMBER)
			buffer_printf(&text, "%" PRId64, term->from);
		else {
			append_day(&text, term->from);
			buffer_append(&text, "..");
			append_day(&text, term->to);
		}
	}
	return buffer_take(&text);
}

struct filter_row {
	const struct entity *entity;
	const char *text;
	const char *terms; /* NULL: refused */
	size_t caret;
};

static const struct filter_row word_rows[] = {
	{P, NULL, "", 0},
	{P, "", "", 0},
	{P, "   ", "", 0},
	{P, "åsa", "“åsa”", 0},
	{P, "Åsa ÖBERG", "“åsa” | “öberg”", 0},
	{P, "\tåsa \t öberg  ", "“åsa” | “öberg”", 0},
	{P, "Édouard", "“edouard”", 0},
	{P, "Håbo", "“håbo”", 0},
	{P, "Habo", "“habo”", 0},
	{P, "\"lunds kommun\"", "“lunds kommun”", 0},
	{P, "\"lunds kommun", NULL, 0},
	{P, "åsa \"lunds kommun", NULL, 5},
	{P, "åsa -\"lunds kommun", NULL, 6},
	{P, "\"\"", "", 0},
	{P, "\"", NULL, 0},
	{P, "-digital", "-“digital”", 0},
	{P, "-\"lunds kommun\" åsa", "-“lunds kommun” | “åsa”", 0},
	{P, "-", "“-”", 0},
	{P, "a - b", "“a” | “-” | “b”", 0},
	{P, "070-174", "“070-174”", 0},
	{P, "åsa@lund.example", "“åsa@lund.example”", 0},
	{P, "https://x.example", "“https://x.example”", 0},
	{P, "re: hej", "“re:” | “hej”", 0},
	{P, ":admitted", "“:admitted”", 0},
	{P, "nosuchfield:x", NULL, 0},
	{P, "åsa nosuchfield:x", NULL, 5},
	{P, "\"nosuchfield:x\"", "“nosuchfield:x”", 0},
	{P, "nosuchfield:", "“nosuchfield:”", 0},
	{P, "10:30", "“10:30”", 0},
	{P, "http://x", "“http://x”", 0},
	{P, "a.b:c", "“a.b:c”", 0},
	{P, "a@b:c", "“a@b:c”", 0},
	{P, "lunds\" \"kommun", "“lunds kommun”", 0},
};

static const struct filter_row key_rows[] = {
	{P, "status:admitted", "status=admitted", 0},
	{P, "STATUS:Admitted", "status=admitted", 0},
	{P, "status:antagen", "status=admitted", 0},
	{P, "-status:admitted", "-status=admitted", 0},
	{P, "status:\"to review\"", "status=review", 0},
	{P, "status:\"att granska\" åsa", "status=review | “åsa”", 0},
	{P, "status:", "", 0},
	{P, "-status:", "", 0},
	{P, "åsa status:", "“åsa”", 0},
	{P, "\"status: admitted\"", "“status: admitted”", 0}, /* a phrase */
	{P, "\"came by\":form", "channel=form", 0},
	{P, "\"kom via\":webbformulär", "channel=form", 0},
	{P, "organisation_code:0180", "organisation_code=“0180”", 0},
	{P, "-organisation:Håbo", "-organisation=“håbo”", 0},
	{P, "organisation:\"lunds kommun\"", "organisation=“lunds kommun”", 0},
	{P, "protected:ja", "protected=1", 0},
	{P, "protected:no", "protected=0", 0},
	{P, "given_name:åsa", NULL, 0}, /* would tell who is protected */
	{P, "e-mail:a@b.example", NULL, 0},
	{P, "note:x", NULL, 0},
	{P, "status:nowhere", NULL, 0},
	{P, "åsa status:nowhere", NULL, 5},
	{P, "åsa   -status:nowhere öberg", NULL, 7},
	{P, "status:admitted protected:maybe", NULL, 16},
	{M, "kind:fysisk", "kind=physical", 0},
	{M, "typ:digital", "kind=digital", 0},
	{M, "theme_decided_at_id:2", "theme_decided_at_id=2", 0},
	{M, "start:10", "start=600", 0},
	{M, "tema:PTU", "theme=“ptu”", 0},
	{R, "urgent:yes", "urgent=1", 0},
	{R, "verified:unknown", "verified=unknown", 0},
	{R, "handläggare:AP", "assignee=“ap”", 0},
	{R, "snooze_until:2023-10-01", "snooze_until=2023-10-01..2023-10-01", 0},
	{R, "meeting_id:x", NULL, 0},
};

/* Keys that are no fields, in both languages; the store finds what they name. */
static const struct filter_row special_rows[] = {
	{P, "tag:ny", "tags=tag “ny”", 0},
	{P, "tagg:NY", "tags=tag “ny”", 0},
	{P, "-tagg:inbjuden åsa", "-tags=tag “inbjuden” | “åsa”", 0},
	{P, "tag:", "", 0},
	{P, "kommun:Habo", "organisation_code=municipality “habo”", 0},
	{P, "municipality:Håbo", "organisation_code=municipality “håbo”", 0},
	{P, "kommun:\"lunds kommun\"", "organisation_code=municipality “lunds kommun”", 0},
	{P, "region:skåne", "organisation_code=region “skåne”", 0},
	{P, "län:12", "organisation_code=county “12”", 0},
	{P, "lan:skåne", "organisation_code=county “skåne”", 0},
	{P, "-county:skåne", "-organisation_code=county “skåne”", 0},
	{P, "träff:1", "meeting 1", 0},
	{P, "meeting:26/9", "meeting 2023-09-26", 0},
	{P, "-träff:2023-10-17", "-meeting 2023-10-17", 0},
	{P, "träff:someday", NULL, 0},
	{P, "åsa meeting:someday", NULL, 5},
	{P, "kost:1", "need 0 1", 0},
	{P, "DIET:Nästa", "need 0 next 0", 0},
	{P, "-behov:next", "-need -1 next 0", 0},
	{P, "need:26/9", "need -1 0", 0},
	{P, "kost:", "", 0},
	{P, "lund kost:gluten", NULL, 5},
	{P, "saknar:referens", "missing 8", 0},
	{P, "missing:reference", "missing 8", 0},
	{P, "saknar:orgnr", "missing 4", 0},
	{P, "missing:number", "missing 4", 0},
	{P, "saknar:organisation", "missing 2", 0},
	{P, "saknar:kontakt", "missing 1", 0},
	{P, "missing:contact", "missing 1", 0},
	{P, "-saknar:något", "-missing 15", 0},
	{P, "missing:anything", "missing 15", 0},
	{P, "saknar:", "", 0},
	{P, "saknar:foo", NULL, 0},
	{P, "är:skyddad", "protected=1", 0},
	{P, "-is:protected", "-protected=1", 0},
	{P, "skyddad:ja", "protected=1", 0},
	{P, "skyddad:nej", "protected=0", 0},
	{P, "skyddad:kanske", NULL, 0},
	{P, "är:akut", NULL, 0},
	{P, "roll:deltagare", "role=participant", 0},
	{P, "role:guest", "role=guest", 0},
	{P, "-roll:participant", "-role=participant", 0},
	{P, "målgrupp:inom", "eligibility=within", 0},
	{P, "eligibility:outside", "eligibility=outside", 0},
	{P, "målgrupp:foo", NULL, 0},
	{R, "träff:2", "meeting_id=meeting 2", 0},
	{R, "är:akut", "urgent=1", 0},
	{R, "is:urgent", "urgent=1", 0},
	{R, "är:skyddad", "protected=1", 0},
	{R, "tag:ny", NULL, 0},
	{R, "saknar:referens", NULL, 0},
	{R, "kost:1", NULL, 0},
	{M, "kommun:lund", NULL, 0},
	{M, "träff:1", NULL, 0},
};

static const struct filter_row date_rows[] = {
	{M, "v42", "date=2023-10-16..2023-10-22", 0},
	{M, "V39", "date=2023-09-25..2023-10-01", 0},
	{M, "-v39", "-date=2023-09-25..2023-10-01", 0},
	{M, "v", "“v”", 0},
	{M, "v99", "“v99”", 0},
	{M, "v42b", "“v42b”", 0},
	{M, "\"v42\"", "“v42”", 0},
	{M, ">2023-10-01", "date=2023-10-02..*", 0},
	{M, ">=2023-10-01", "date=2023-10-01..*", 0},
	{M, "<2023-10-01", "date=*..2023-09-30", 0},
	{M, "<=2023-10-01", "date=*..2023-10-01", 0},
	{M, "=2023-10-17", "date=2023-10-17..2023-10-17", 0},
	{M, "=17/10", "date=2023-10-17..2023-10-17", 0},
	{M, "-=17/10", "-date=2023-10-17..2023-10-17", 0},
	{M, ">idag", "date=2023-09-20..*", 0},
	{M, ">2023-10-01 <2023-11-01", "date=2023-10-02..* | date=*..2023-10-31", 0},
	{M, "date:26/9", "date=2023-09-26..2023-09-26", 0},
	{M, "datum:26/9", "date=2023-09-26..2023-09-26", 0},
	{M, "-date:2023-09-26", "-date=2023-09-26..2023-09-26", 0},
	{M, ">", "", 0},
	{M, ">=", "", 0},
	{M, "PTU <", "“ptu”", 0},
	{M, "\">2023-10-01\"", "“>2023-10-01”", 0},
	{M, ">someday", NULL, 0},
	{M, "ptu >2023-02-30", NULL, 4},
	{M, "date:someday", NULL, 0},
	{P, ">2023-09-01", "received_on=2023-09-02..*", 0},
	{R, "v42", "“v42”", 0}, /* no date of its own */
	{R, ">2023-09-01", "“>2023-09-01”", 0},
};

static void check_row(const struct filter_row *row)
{
	struct filter filter;
	struct error error = {0};
	size_t caret = 99;
	bool ok = filter_parse(&filter, row->entity, row->text, day(TODAY), &caret, &error);
	if (!ok && row->terms)
		fail_msg("%s: %s", row->text, error.message);
	if (ok) {
		char *terms = describe(&filter);
		if (!row->terms || strcmp(terms, row->terms) != 0)
			fail_msg("%s in %s: %s", row->text, i18n_language(), terms);
		free(terms);
	} else {
		assert_int_equal(error.kind, ERROR_DATA);
		assert_int_equal(caret, row->caret);
		assert_int_equal(filter.count, 0);
	}
	error_finish(&error);
	filter_finish(&filter);
}

static void check_rows(const struct filter_row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		i18n_set_language("sv");
		check_row(&rows[i]);
		i18n_set_language("en");
		check_row(&rows[i]);
	}
}

static void filter__words__and_phrases(void **state)
{
	(void)state;
	check_rows(word_rows, COUNT_OF(word_rows));
}

static void filter__keys__fields_and_choices(void **state)
{
	(void)state;
	check_rows(key_rows, COUNT_OF(key_rows));
}

static void filter__special__keys_that_are_no_fields(void **state)
{
	(void)state;
	check_rows(special_rows, COUNT_OF(special_rows));
}

static void filter__dates__weeks_and_comparisons(void **state)
{
	(void)state;
	check_rows(date_rows, COUNT_OF(date_rows));
}

static void filter__kinds__as_the_store_answers_them(void **state)
{
	(void)state;
	static const enum filter_kind kinds[] = {
		FILTER_WORDS, FILTER_CHOICE, FILTER_DATES, FILTER_NUMBER, FILTER_TEXT};
	struct filter filter;
	assert_ok(filter_parse(&filter, M, "ord kind:digital v42 link_later:ja tema:x", day(TODAY),
			  NULL, error),
		"all kinds");
	assert_int_equal(filter.count, COUNT_OF(kinds));
	for (size_t i = 0; i < COUNT_OF(kinds); i++)
		assert_int_equal(filter.terms[i].kind, kinds[i]);
	filter_finish(&filter);
	filter_finish(&filter); /* twice is fine */
}

static void filter__error__names_the_value_made_safe(void **state)
{
	(void)state;
	struct filter filter;
	struct error error = {0};
	size_t caret;
	assert_false(filter_parse(&filter, P, "status:\x1b[2Jx", day(TODAY), &caret, &error));
	assert_null(strchr(error.message, '\x1b'));
	assert_non_null(strstr(error.message, "none of: received, to review, admitted"));
	error_finish(&error);
}

static void filter__bounds__many_terms_and_long_ones(void **state)
{
	(void)state;
	struct buffer text = {0};
	struct filter filter;
	for (int i = 0; i < 2000; i++)
		buffer_append(&text, "ett ");
	assert_ok(filter_parse(&filter, P, text.data, day(TODAY), NULL, error), "many");
	assert_int_equal(filter.count, 2000);
	filter_finish(&filter);
	for (int i = 0; i < 100000; i++)
		buffer_append_char(&text, 'x');
	assert_ok(filter_parse(&filter, P, text.data, day(TODAY), NULL, error), "long");
	assert_int_equal(strlen(filter.terms[2000].text), 100000);
	filter_finish(&filter);
	buffer_finish(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(filter__words__and_phrases),
		cmocka_unit_test(filter__keys__fields_and_choices),
		cmocka_unit_test(filter__special__keys_that_are_no_fields),
		cmocka_unit_test(filter__dates__weeks_and_comparisons),
		cmocka_unit_test(filter__kinds__as_the_store_answers_them),
		cmocka_unit_test(filter__error__names_the_value_made_safe),
		cmocka_unit_test(filter__bounds__many_terms_and_long_ones),
	};

	i18n_init("en");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
