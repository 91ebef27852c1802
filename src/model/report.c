/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The counting; reporttext.c tells it. */
#include "model/report.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/i18n.h"

#define WEEK 7

/* Neighbours on the map are neighbours here as far as a grid allows; Gotland lies in the sea. */
const struct county counties[COUNTIES] = {
	{"01", "AB", 6, 5},
	{"03", "C", 7, 4},
	{"04", "D", 4, 5},
	{"05", "E", 5, 6},
	{"06", "F", 3, 6},
	{"07", "G", 3, 7},
	{"08", "H", 5, 7},
	{"09", "I", 8, 7},
	{"10", "K", 4, 8},
	{"12", "M", 2, 8},
	{"13", "N", 1, 6},
	{"14", "O", 2, 5},
	{"17", "S", 1, 4},
	{"18", "T", 3, 4},
	{"19", "U", 5, 4},
	{"20", "W", 3, 3},
	{"21", "X", 5, 3},
	{"22", "Y", 5, 2},
	{"23", "Z", 3, 2},
	{"24", "AC", 4, 1},
	{"25", "BD", 5, 0},
};

const enum invoice_status report_fee_order[FEE_STATES] = {INVOICE_PAID, INVOICE_EXPORTED,
	INVOICE_READY, INVOICE_INCOMPLETE, INVOICE_WAIVED, INVOICE_CREDITED};

bool report_shows(const struct participant *participant)
{
	return participant->status.value == PARTICIPANT_ADMITTED && participant_pays(participant) &&
	       participant->organisation_code && !participant->is_protected.value &&
	       !(participant->list_consent.known &&
		       participant->list_consent.value == CONSENT_NOBODY);
}

/* ---- counties ---- */

static bool is_among(const char *const *codes, size_t count, const char *code)
{
	for (size_t i = 0; i < count; i++) {
		if (!strcmp(codes[i], code))
			return true;
	}
	return false;
}

static void count_municipality(
	struct county_report *county, const struct organisation *organisation, bool represented)
{
	county->municipalities++;
	if (represented) {
		county->represented++;
		return;
	}
	county->missing = xreallocarray(
		county->missing, county->missing_count + 1, sizeof(*county->missing));
	county->missing[county->missing_count++] = organisation->short_name
							   ? organisation->short_name
							   : organisation->name;
}

static void count_organisation(
	struct county_report *county, const struct organisation *organisation, bool represented)
{
	int64_t kind = organisation->kind.value;
	if (kind != ORGANISATION_MUNICIPALITY) {
		county->region = represented;
		county->name = organisation->short_name ? organisation->short_name
							: organisation->name;
	}
	county->is_one |= kind == ORGANISATION_BOTH;
	if (kind != ORGANISATION_REGION)
		count_municipality(county, organisation, represented);
}

void report_count_counties(struct report *report, const struct organisation *organisations,
	size_t organisation_count, const char *const *codes, size_t code_count)
{
	for (size_t i = 0; i < COUNTIES; i++) {
		struct county_report *county = &report->counties[i];
		*county = (struct county_report){
			.county = &counties[i], .name = counties[i].letters};
		for (size_t j = 0; j < organisation_count; j++) {
			const struct organisation *organisation = &organisations[j];
			if (organisation->county_code &&
				!strcmp(organisation->county_code, counties[i].code))
				count_organisation(county, organisation,
					is_among(codes, code_count, organisation->code));
		}
		report->municipalities += county->municipalities;
		report->represented += county->represented;
		report->regions += county->region;
	}
}

bool county_is_blank(const struct county_report *county)
{
	return !county->represented && !county->region;
}

/* ---- weeks ---- */

static int64_t monday_of(int64_t date)
{
	return date - (date_weekday(date) - 1);
}

void report_count_weeks(
	struct report *report, const int64_t *days, size_t count, int64_t from, int64_t to)
{
	int64_t first = monday_of(from), last = monday_of(to);
	report->week_count = last >= first ? (size_t)((last - first) / WEEK + 1) : 0;
	report->weeks = xcalloc(report->week_count + 1, sizeof(*report->weeks));
	report->signups = count;
	size_t before = 0;
	for (size_t i = 0; i < count; i++) {
		int64_t monday = monday_of(days[i]);
		if (monday < first)
			before++;
		else if (monday <= last)
			report->weeks[(monday - first) / WEEK].count++;
	}
	for (size_t i = 0; i < report->week_count; i++) {
		report->weeks[i].monday = first + (int64_t)i * WEEK;
		before += report->weeks[i].count;
		report->weeks[i].total = before;
	}
}

void report_release(struct report *report)
{
	for (size_t i = 0; i < COUNTIES; i++)
		free(report->counties[i].missing);
	free(report->weeks);
}
