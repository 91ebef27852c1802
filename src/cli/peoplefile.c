/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/peoplefile.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "cli/output.h"
#include "service/peoplefile.h"

const struct option_spec people_file_options[] = {
	{"purpose", N_("PURPOSE"),
		N_("What the list is for: administration, invitation, sharing, webinar or "
		   "statistics.")},
	{"out", N_("FILE|FOLDER|-"), N_("Where it goes; - is standard output.")},
	{"filter", N_("TERMS"), N_("Only what the filter lets through: words, status:admitted, …")},
	{"all", NULL, N_("Also what is closed.")},
	{"format", "csv|xlsx", N_("csv opens in a Swedish Excel by double-click.")},
	{"encoding", "utf-8|windows-1252", N_("Of the CSV file.")},
	{"recipient", N_("TEXT"), N_("Who gets it; the ledger of disclosures keeps it.")},
	{"force", NULL, N_("Write over a file that is there.")},
	{"yes", NULL, N_("Write it. Without it only a preview is shown.")},
	{NULL, NULL, NULL},
};

bool read_encoding(
	const struct arguments *arguments, enum csv_encoding *encoding, struct error *error)
{
	const char *text = arguments_value(arguments, "encoding");
	*encoding = CSV_UTF8;
	return !text || csv_encoding_of(text, encoding) ||
	       error_set(error, ERROR_USAGE, _("--encoding takes utf-8 or windows-1252."));
}

bool may_write(const struct cli *cli, bool write, struct error *error)
{
	return !write || !cli->readonly ||
	       error_set(error, ERROR_PERMISSION,
		       _("--readonly was asked for, and what is written is noted in the "
			 "database."));
}

void print_preview(const char *preview)
{
	char *copy = xstrdup(preview), *rest = copy;
	output_line("%s", "");
	while (rest && *rest) {
		const char *line = strsep(&rest, "\n");
		output_line("%s", line);
	}
	free(copy);
}

static bool read_purpose(
	const struct arguments *arguments, enum purpose *purpose, struct error *error)
{
	const char *text = arguments_value(arguments, "purpose");
	int found = text ? choices_match(&purposes, text) : -1;
	if (found < 0)
		return error_set(error, ERROR_USAGE,
			_("Say what the list is for: --purpose administration, invitation, "
			  "sharing, webinar or statistics."));
	*purpose = (enum purpose)found;
	return true;
}

static bool read_format(
	const struct arguments *arguments, enum sheet_format *format, struct error *error)
{
	const char *text = arguments_value(arguments, "format");
	*format = text && !strcmp(text, "xlsx") ? FORMAT_XLSX : FORMAT_CSV;
	return !text || !strcmp(text, "csv") || *format == FORMAT_XLSX ||
	       error_set(error, ERROR_USAGE, _("--format takes csv or xlsx."));
}

static json_t *export_json(const struct people_order *order, const struct people_export *export)
{
	json_t *left = json_array();
	for (size_t i = 0; i < export->left_out_count; i++)
		json_array_append_new(
			left, json_pack("{s:s, s:s, s:I}", "rule", export->left_out[i].rule,
				      "reason", purpose_rule_text(export->left_out[i].rule),
				      "count", (json_int_t) export->left_out[i].count));
	return json_pack("{s:s, s:s?, s:s?, s:b, s:I, s:I, s:I, s:b, s:o, s:s}", "purpose",
		purposes.items[order->purpose].token, "file", export->file, "path", export->path,
		"written", order->write, "rows", (json_int_t) export->rows, "people",
		(json_int_t) export->people, "organisation_only",
		(json_int_t) export->organisation_only, "personal_data", export->personal,
		"left_out", left, "preview", export->preview);
}

static void tell_left_out(const struct people_export *export,
	void (*line)(const char *format, ...) __attribute__((format(printf, 1, 2))))
{
	for (size_t i = 0; i < export->left_out_count; i++) {
		const struct people_left_out *at = &export->left_out[i];
		/* TRANSLATORS: "Left out: 3, has a protected identity (PL-1)" */
		line(PLURAL_("Left out: %zu, %s (%s)", "Left out: %zu, %s (%s)", at->count),
			at->count, purpose_rule_text(at->rule), at->rule);
	}
	if (export->organisation_only)
		line(PLURAL_("Only the organisation is told of %zu person",
			     "Only the organisation is told of %zu people",
			     export->organisation_only),
			export->organisation_only);
}

static void print_plan(const struct people_order *order, const struct people_export *export)
{
	output_line(_("File: %s"), export->file);
	output_line(_("Purpose: %s"), choice_label(&purposes, (int)order->purpose));
	output_line(PLURAL_("%zu row", "%zu rows", export->rows), export->rows);
	output_line("%s", export->personal ? _("Contains personal data: yes")
					   : _("Contains personal data: no"));
	tell_left_out(export, output_line);
	print_preview(export->preview);
	output_note("%s", _("Nothing has been written: add --yes to write it."));
}

static void tell(
	struct cli *cli, const struct people_order *order, const struct people_export *export)
{
	bool standard = !strcmp(order->out, "-");
	if (order->write && standard) {
		output_raw(export->bytes, export->length);
		tell_left_out(export, output_note);
	} else if (cli->json) {
		output_json(export_json(order, export));
	} else if (order->write) {
		output_line("%s", export->path);
		tell_left_out(export, output_note);
	} else {
		print_plan(order, export);
	}
}

bool run_export_people(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	struct filter filter = {0};
	struct people_order order = {.filter = &filter,
		.out = arguments_value(arguments, "out"),
		.recipient = arguments_value(arguments, "recipient"),
		.all = arguments_has(arguments, "all"),
		.force = arguments_has(arguments, "force"),
		.write = arguments_has(arguments, "yes")};
	struct people_export export;
	if (!read_purpose(arguments, &order.purpose, error) ||
		!read_format(arguments, &order.format, error) ||
		!read_encoding(arguments, &order.encoding, error) ||
		!may_write(cli, order.write, error))
		return false;
	if (text_is_blank(order.out))
		return error_set(error, ERROR_USAGE,
			_("Say where the list shall go: --out FILE, or --out - for standard "
			  "output."));
	if (order.write && order.format == FORMAT_XLSX && !strcmp(order.out, "-") &&
		isatty(STDOUT_FILENO))
		return error_set(
			error, ERROR_USAGE, _("A workbook is not for a terminal: --out FILE."));
	if (!filter_parse(&filter, &participant_entity, arguments_value(arguments, "filter"),
		    clock_today(&cli->clock), NULL, error))
		return false;
	bool ok = service_people_export(&cli->service, &order, &export, error);
	if (ok) {
		tell(cli, &order, &export);
		people_export_finish(&export);
	}
	filter_finish(&filter);
	return ok;
}
