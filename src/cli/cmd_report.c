/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report ...: the pictures of the network, drawn in text, told in sentences, or as JSON. */
#include <stdint.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/date.h"
#include "base/dateformat.h"
#include "base/i18n.h"
#include "base/meter.h"
#include "cli/output.h"
#include "cli/table.h"
#include "cli/verb.h"
#include "service/report.h"

#define BAR 14 /* columns */

static const struct option_spec report_options[] = {
	{"plain", NULL, N_("In sentences, without a picture: for a screen reader, or to be read.")},
	{NULL, NULL, NULL},
};

/* Something that is there is seen. Owned by the caller. */
static char *bar(size_t value, size_t total, bool track)
{
	return meter_text(BAR, (int64_t)value, (int64_t)total, track, false);
}

/* A line that may have nothing to say; takes it. */
static void say(char *text)
{
	if (*text)
		output_line("%s", text);
	free(text);
}

/* ---- counties ---- */

static json_t *county_json(const struct county_report *county)
{
	json_t *missing = json_array();
	for (size_t i = 0; i < county->missing_count; i++)
		json_array_append_new(missing, json_string(county->missing[i]));
	return json_pack("{s:s, s:s, s:s, s:I, s:I, s:b, s:o}", "code", county->county->code,
		"letters", county->county->letters, "name", county->name, "municipalities",
		(json_int_t)county->municipalities, "represented", (json_int_t)county->represented,
		"region", county->region, "missing", missing);
}

static json_t *counties_json(const struct report *report)
{
	json_t *list = json_array();
	for (size_t i = 0; i < COUNTIES; i++)
		json_array_append_new(list, county_json(&report->counties[i]));
	return json_pack("{s:I, s:I, s:I, s:I, s:o}", "municipalities",
		(json_int_t)report->municipalities, "represented", (json_int_t)report->represented,
		"regions", (json_int_t)report->regions, "left_out", (json_int_t)report->left_out,
		"counties", list);
}

static void tell_blank(const struct report *report)
{
	char *names = report_blank_counties(report);
	if (*names)
		output_line(_("White spots: %s."), names);
	free(names);
	say(report_left_out_sentence(report));
}

static void print_counties(const struct report *report)
{
	struct table table;
	table_init(&table, 4);
	table_add(&table, xstrdup(_("County")));
	table_add(&table, xstrdup(""));
	table_add(&table, xstrdup(_("Municipalities")));
	table_add(&table, xstrdup(_("Region")));
	for (size_t i = COUNTIES; i-- > 0;) { /* from north to south, as on a map */
		const struct county_report *county = &report->counties[i];
		table_add(&table, xstrdup(county->name));
		table_add(&table, bar(county->represented, county->municipalities, true));
		table_add(
			&table, xasprintf("%2zu/%zu", county->represented, county->municipalities));
		table_add(&table, xstrdup(county->region ? _("yes") : "–"));
	}
	table_print(&table, output_columns());
	table_finish(&table);
	output_line("%s", "");
	say(report_country(report));
	tell_blank(report);
}

static void say_counties(const struct report *report)
{
	char *country = report_country(report);
	output_line("%s.", country);
	free(country);
	for (size_t i = COUNTIES; i-- > 0;) {
		char *sentence = report_county_sentence(&report->counties[i]);
		char *missing = report_missing_sentence(&report->counties[i], SIZE_MAX);
		output_line(*missing ? "%s %s" : "%s", sentence, missing);
		free(missing);
		free(sentence);
	}
	tell_blank(report);
}

/* ---- sign-ups ---- */

static json_t *signups_json(const struct report *report)
{
	json_t *list = json_array();
	for (size_t i = 0; i < report->week_count; i++) {
		const struct week_report *week = &report->weeks[i];
		struct iso_week number = date_iso_week(week->monday);
		char monday[11];
		date_to_iso(week->monday, monday);
		json_array_append_new(
			list, json_pack("{s:i, s:i, s:s, s:I, s:I}", "year", number.year, "week",
				      number.week, "monday", monday, "count",
				      (json_int_t)week->count, "total", (json_int_t)week->total));
	}
	return json_pack("{s:I, s:o}", "signups", (json_int_t)report->signups, "weeks", list);
}

static void print_signups(const struct report *report)
{
	size_t most = 0;
	for (size_t i = 0; i < report->week_count; i++)
		most = report->weeks[i].count > most ? report->weeks[i].count : most;
	for (size_t i = 0; i < report->week_count; i++) {
		const struct week_report *week = &report->weeks[i];
		char *name = date_format_week(week->monday);
		char *drawn = bar(week->count, most, false);
		output_line("%-6s %4zu %5zu  %s", name, week->count, week->total, drawn);
		free(drawn);
		free(name);
	}
	say(report_signups_sentence(report));
}

static void say_signups(const struct report *report)
{
	say(report_signups_sentence(report));
	for (size_t i = 0; i < report->week_count; i++)
		say(report_week_sentence(&report->weeks[i]));
}

/* ---- fees ---- */

static json_t *fees_json(const struct report *report)
{
	json_t *states = json_object();
	for (size_t i = 0; i < FEE_STATES; i++) {
		enum invoice_status status = report_fee_order[i];
		json_object_set_new(states, invoice_statuses.items[status].token,
			json_pack("{s:I, s:I}", "count", (json_int_t)report->fees[status], "sum",
				(json_int_t)report->sums[status]));
	}
	return json_pack("{s:I, s:o}", "payers", (json_int_t)report->payers, "states", states);
}

static void print_fees(const struct report *report)
{
	struct table table;
	size_t total = 0;
	for (size_t i = 0; i < FEE_STATES; i++)
		total += report->fees[i];
	table_init(&table, 4);
	table_add(&table, xstrdup(_("Fee")));
	table_add(&table, xstrdup(""));
	table_add(&table, xstrdup(_("Count")));
	table_add(&table, xstrdup(_("Sum")));
	for (size_t i = 0; i < FEE_STATES; i++) {
		enum invoice_status status = report_fee_order[i];
		if (!report->fees[status])
			continue;
		table_add(&table, xstrdup(choice_label(&invoice_statuses, (int)status)));
		table_add(&table, bar(report->fees[status], total, true));
		table_add(&table, xasprintf("%zu", report->fees[status]));
		table_add(&table, money_format(report->sums[status]));
	}
	table_print(&table, output_columns());
	table_finish(&table);
	output_line("%s", "");
	say(report_fees_sentence(report));
}

static void say_fees(const struct report *report)
{
	say(report_fees_sentence(report));
	for (size_t i = 0; i < FEE_STATES; i++) {
		if (report->fees[report_fee_order[i]])
			say(report_fee_sentence(report, report_fee_order[i]));
	}
}

/* ---- the commands ---- */

struct picture {
	json_t *(*json)(const struct report *report);
	void (*print)(const struct report *report);
	void (*sentences)(const struct report *report);
};

static bool show(struct cli *cli, const struct arguments *arguments, const struct picture *picture,
	struct error *error)
{
	struct report report;
	if (!service_report(&cli->service, &report, error))
		return false;
	if (cli->json)
		output_json(picture->json(&report));
	else if (arguments_has(arguments, "plain"))
		picture->sentences(&report);
	else
		picture->print(&report);
	report_finish(&report);
	return true;
}

static bool run_counties(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	static const struct picture picture = {counties_json, print_counties, say_counties};
	return show(cli, arguments, &picture, error);
}

static bool run_signups(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	static const struct picture picture = {signups_json, print_signups, say_signups};
	return show(cli, arguments, &picture, error);
}

static bool run_fees(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	static const struct picture picture = {fees_json, print_fees, say_fees};
	return show(cli, arguments, &picture, error);
}

#define OF_REPORT .family = "report", .options = report_options

const struct subcommand report_commands[] = {
	{OF_REPORT, .name = "counties", .run = run_counties,
		.summary = N_("How much of the country takes part, county by county, and the white "
			      "spots; no person stands in it.")},
	{OF_REPORT, .name = "signups", .run = run_signups,
		.summary = N_("How many have signed up, week by week.")},
	{OF_REPORT, .name = "fees", .run = run_fees,
		.summary = N_("How the fees of the participants stand.")},
	{.name = NULL},
};
