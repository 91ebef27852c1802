/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The arithmetic of the pictures. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "model/report.h"

/* Two counties and the island that is both. */
static char code_25[] = "25", code_2580[] = "2580", code_2584[] = "2584", code_0980[] = "0980",
	    code_09[] = "09", norrbotten[] = "Region Norrbotten", short_25[] = "Norrbotten",
	    lulea[] = "Luleå kommun", short_lulea[] = "Luleå", kiruna[] = "Kiruna kommun",
	    short_kiruna[] = "Kiruna", gotland[] = "Region Gotland", short_gotland[] = "Gotland";

static const struct organisation organisations[] = {
	{.code = code_25,
		.kind = {true, ORGANISATION_REGION},
		.name = norrbotten,
		.short_name = short_25,
		.county_code = code_25},
	{.code = code_2580,
		.kind = {true, ORGANISATION_MUNICIPALITY},
		.name = lulea,
		.short_name = short_lulea,
		.county_code = code_25},
	{.code = code_2584,
		.kind = {true, ORGANISATION_MUNICIPALITY},
		.name = kiruna,
		.short_name = short_kiruna,
		.county_code = code_25},
	{.code = code_0980,
		.kind = {true, ORGANISATION_BOTH},
		.name = gotland,
		.short_name = short_gotland,
		.county_code = code_09},
};

static const struct county_report *county_of(const struct report *report, const char *letters)
{
	for (size_t i = 0; i < COUNTIES; i++) {
		if (!strcmp(report->counties[i].county->letters, letters))
			return &report->counties[i];
	}
	fail_msg("no county %s", letters);
	return NULL;
}

static void count(struct report *report, const char *const *codes, size_t code_count)
{
	*report = (struct report){0};
	report_count_counties(report, organisations, COUNT_OF(organisations), codes, code_count);
}

static void report__counties__count_each_once(void **state)
{
	(void)state;
	static const struct {
		const char *name, *codes[4];
		size_t code_count, represented, regions, in_bd, on_i;
		bool region_bd, region_i;
	} rows[] = {
		{"nobody", {NULL}, 0, 0, 0, 0, 0, false, false},
		{"a municipality", {"2580"}, 1, 1, 0, 1, 0, false, false},
		{"the same twice", {"2580", "2580"}, 2, 1, 0, 1, 0, false, false},
		{"the region alone", {"25"}, 1, 0, 1, 0, 0, true, false},
		{"both", {"25", "2584"}, 2, 1, 1, 1, 0, true, false},
		{"Gotland is both", {"0980"}, 1, 1, 1, 0, 1, false, true},
		{"not in the register", {"9999"}, 1, 0, 0, 0, 0, false, false},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct report report;
		count(&report, rows[i].codes, rows[i].code_count);
		const struct county_report *bd = county_of(&report, "BD");
		const struct county_report *island = county_of(&report, "I");
		assert_int_equal(report.municipalities, 3);
		assert_int_equal(report.represented, rows[i].represented);
		assert_int_equal(report.regions, rows[i].regions);
		assert_int_equal(bd->municipalities, 2);
		assert_int_equal(bd->represented, rows[i].in_bd);
		assert_int_equal(bd->missing_count, 2 - rows[i].in_bd);
		assert_int_equal(bd->region, rows[i].region_bd);
		assert_int_equal(island->municipalities, 1);
		assert_int_equal(island->represented, rows[i].on_i);
		assert_int_equal(island->region, rows[i].region_i);
		report_release(&report);
	}
}

static void report__counties__in_words(void **state)
{
	(void)state;
	static const char *const codes[] = {"25", "2580"};
	struct report report;
	count(&report, codes, COUNT_OF(codes));
	char *sentence = report_county_sentence(county_of(&report, "BD"));
	char *missing = report_missing_sentence(county_of(&report, "BD"), 5);
	char *island = report_county_sentence(county_of(&report, "I"));
	char *nothing = report_missing_sentence(county_of(&report, "I"), 5);
	assert_string_equal(sentence, "Norrbotten: 1 of 2 municipalities, and the region.");
	assert_string_equal(missing, "Nobody from: Kiruna.");
	assert_string_equal(island, "Gotland, municipality and region in one: nobody.");
	assert_string_equal(nothing, "");
	free(nothing);
	free(island);
	free(missing);
	free(sentence);
	report_release(&report);
	count(&report, NULL, 0);
	missing = report_missing_sentence(county_of(&report, "BD"), 1);
	assert_string_equal(missing, "Nobody from: Luleå and 1 more.");
	free(missing);
	report_release(&report);
}

/* No two tiles lie on each other, and all lie on the map. */
static void report__map__has_room_for_every_county(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNTIES; i++) {
		const struct county *one = &counties[i];
		assert_in_range(one->x, 0, COUNTY_COLUMNS - 2);
		assert_in_range(one->y, 0, COUNTY_ROWS - 1);
		for (size_t j = i + 1; j < COUNTIES; j++) {
			const struct county *other = &counties[j];
			if (one->y == other->y && abs(one->x - other->x) < 2)
				fail_msg("%s lies on %s", one->letters, other->letters);
			assert_true(strcmp(one->code, other->code) < 0);
		}
	}
}

static void report__weeks__from_monday_to_monday(void **state)
{
	(void)state;
	/* Sunday of week 52, Monday of week 1, and the days between the years. */
	const int64_t days[] = {day("2023-12-24"), day("2023-12-25"), day("2023-12-31"),
		day("2024-01-01"), day("2024-01-03"), day("2023-08-01")};
	struct report report = {0};
	report_count_weeks(&report, days, COUNT_OF(days), day("2023-12-20"), day("2024-01-10"));
	static const struct {
		const char *monday;
		size_t count, total;
	} weeks[] = {
		{"2023-12-18", 1, 2}, /* one before the first week is in its total */
		{"2023-12-25", 2, 4},
		{"2024-01-01", 2, 6},
		{"2024-01-08", 0, 6},
	};
	assert_int_equal(report.week_count, COUNT_OF(weeks));
	assert_int_equal(report.signups, COUNT_OF(days));
	for (size_t i = 0; i < COUNT_OF(weeks); i++) {
		assert_int_equal(report.weeks[i].monday, day(weeks[i].monday));
		assert_int_equal(report.weeks[i].count, weeks[i].count);
		assert_int_equal(report.weeks[i].total, weeks[i].total);
	}
	report_release(&report);
	report = (struct report){0};
	report_count_weeks(&report, NULL, 0, day("2024-01-10"), day("2023-12-20"));
	assert_int_equal(report.week_count, 0);
	report_release(&report);
}

static void report__shows__only_who_may_be_known(void **state)
{
	(void)state;
	static const struct {
		const char *name, *status, *code, *hidden, *consent, *role;
		bool shown;
	} rows[] = {
		{"admitted", "admitted", "2580", "no", "organisation", "participant", true},
		{"by name", "admitted", "2580", "no", "participants", "participant", true},
		{"nobody may know", "admitted", "2580", "no", "nobody", "participant", false},
		{"protected", "admitted", "2580", "yes", "organisation", "participant", false},
		{"not admitted", "review", "2580", "no", "organisation", "participant", false},
		{"withdrawn", "withdrawn", "2580", "no", "organisation", "participant", false},
		{"no code", "admitted", NULL, "no", "organisation", "participant", false},
		{"a speaker", "admitted", "2580", "no", "organisation", "contributor", false},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct participant person = {0};
		put(&participant_entity, &person, "status", rows[i].status);
		put(&participant_entity, &person, "organisation_code", rows[i].code);
		put(&participant_entity, &person, "protected", rows[i].hidden);
		put(&participant_entity, &person, "list_consent", rows[i].consent);
		put(&participant_entity, &person, "role", rows[i].role);
		if (report_shows(&person) != rows[i].shown)
			fail_msg("%s", rows[i].name);
		record_finish(&participant_entity, &person);
	}
}

static void report__fees__in_words(void **state)
{
	(void)state;
	struct report report = {.payers = 1};
	report.fees[INVOICE_PAID] = 2;
	report.sums[INVOICE_PAID] = 240000;
	char *sentence = report_fee_sentence(&report, INVOICE_PAID);
	char *all = report_fees_sentence(&report);
	assert_string_equal(sentence, "paid: 2, SEK\u00a02,400.");
	assert_string_equal(all, "1 participant pays a fee.");
	free(all);
	free(sentence);
	/* Each state has its place. */
	unsigned seen = 0;
	for (size_t i = 0; i < FEE_STATES; i++)
		seen |= 1u << report_fee_order[i];
	assert_int_equal(seen, (1u << FEE_STATES) - 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(report__counties__count_each_once),
		cmocka_unit_test(report__counties__in_words),
		cmocka_unit_test(report__map__has_room_for_every_county),
		cmocka_unit_test(report__weeks__from_monday_to_monday),
		cmocka_unit_test(report__shows__only_who_may_be_known),
		cmocka_unit_test(report__fees__in_words),
	};

	i18n_init("en");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
