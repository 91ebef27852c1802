/* SPDX-License-Identifier: GPL-3.0-or-later */
/* invoice ...: the fee, who owes it, and the basis that goes to the organiser's invoicing. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/dateformat.h"
#include "base/dateinput.h"
#include "base/i18n.h"
#include "base/text.h"
#include "cli/output.h"
#include "cli/peoplefile.h"
#include "cli/table.h"
#include "cli/verb.h"
#include "service/invoice.h"

/* ---- looking ---- */

static const struct option_spec look_options[] = {
	{"filter", N_("TERMS"), N_("Only the items of participants whom the filter lets through.")},
	{"state", N_("STATE"),
		N_("Only these: incomplete, ready, exported, paid, credited or waived.")},
	{"limit", N_("NUMBER"), N_("At most so many.")},
	{"all", NULL, N_("Also what is closed.")},
	{NULL, NULL, NULL},
};

#define OPEN_STATES                                                                \
	(1u << INVOICE_INCOMPLETE | 1u << INVOICE_READY | 1u << INVOICE_EXPORTED | \
		1u << INVOICE_PAID)

static bool read_states(const struct arguments *arguments, unsigned *states, struct error *error)
{
	const char *text = arguments_value(arguments, "state");
	int found = text ? choices_match(&invoice_statuses, text) : 0;
	*states = arguments_has(arguments, "all") ? 0 : OPEN_STATES;
	if (found < 0)
		return error_set(error, ERROR_USAGE,
			_("--state takes incomplete, ready, exported, paid, credited or waived."));
	if (text)
		*states = 1u << found;
	return true;
}

static json_t *missing_json(const struct invoice_line *line)
{
	json_t *missing = json_array();
	if (line->missing & MISSING_ORGANISATION_NUMBER)
		json_array_append_new(missing, json_string("organisation_number"));
	if (line->missing & MISSING_REFERENCE)
		json_array_append_new(missing, json_string("reference"));
	return missing;
}

static json_t *line_json(const struct invoice_line *line)
{
	json_t *object = shown_json(&invoice_item_entity, line->item);
	json_object_set_new(object, "missing", missing_json(line));
	json_object_set_new(object, "batch", line->batch ? json_integer(line->batch) : json_null());
	json_object_set_new(object, "late", json_boolean(line->late));
	return object;
}

static void add_cell(struct table *table, const char *text)
{
	table_add(table, xstrdup(text ? text : "–"));
}

static void print_lines(const struct invoice_picture *picture, size_t limit)
{
	struct table table;
	static const char *const heads[] = {N_("ID"), N_("Organisation"), N_("Organisation number"),
		N_("Reference"), N_("Person"), N_("Amount"), N_("Status"), N_("Missing")};
	table_init(&table, sizeof(heads) / sizeof(*heads));
	for (size_t i = 0; i < sizeof(heads) / sizeof(*heads); i++)
		table_add(&table, xstrdup(_(heads[i])));
	for (size_t i = 0; i < picture->count && i < limit; i++) {
		const struct invoice_line *line = &picture->lines[i];
		const struct invoice_item *item = line->item;
		table_add(&table, xasprintf("%lld", (long long)item->record.id));
		add_cell(&table, item->organisation);
		add_cell(&table, item->organisation_number);
		add_cell(&table,
			item->buyer_reference ? item->buyer_reference : item->order_reference);
		add_cell(&table, item->person);
		table_add(&table, money_format(item->amount.value));
		add_cell(&table, choice_label(&invoice_statuses, (int)item->status.value));
		table_add(&table, invoice_line_hindrance(line));
	}
	if (picture->count)
		table_print(&table, output_columns());
	else
		output_note("%s", _("There is nothing to list."));
	table_finish(&table);
}

static bool run_list_items(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	struct invoice_query query = {0};
	struct invoice_picture picture;
	struct filter filter = {0};
	size_t limit = (size_t)-1;
	if (!read_states(arguments, &query.states, error) ||
		!arguments_count(arguments, "limit", &limit, error) ||
		!filter_parse(&filter, &participant_entity, arguments_value(arguments, "filter"),
			clock_today(&cli->clock), NULL, error))
		return false;
	query.participants = filter.count ? &filter : NULL;
	bool ok = service_invoice_read(&cli->service, &query, &picture, error);
	filter_finish(&filter);
	if (!ok)
		return false;
	if (cli->json) {
		json_t *list = json_array();
		for (size_t i = 0; i < picture.count && i < limit; i++)
			json_array_append_new(list, line_json(&picture.lines[i]));
		output_json(list);
	} else {
		print_lines(&picture, limit);
	}
	invoice_picture_finish(&picture);
	return true;
}

static void print_line(
	struct cli *cli, const struct invoice_picture *picture, const struct invoice_line *line)
{
	char *hindrance = invoice_line_hindrance(line);
	shown_print(cli, &invoice_item_entity, line->item);
	if (*hindrance || line->late || line->item->decision.known)
		output_line("%s", "");
	if (*hindrance)
		output_line("%s", hindrance);
	if (line->late)
		output_line("%s", invoice_late_rule(&picture->network));
	if (line->item->decision.known)
		output_line("%s", invoice_withdrawal_rule(&picture->network));
	free(hindrance);
}

static bool run_show_item(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	struct invoice_query query = {0};
	struct invoice_picture picture;
	int64_t id;
	if (!service_resolve(
		    &cli->service, &invoice_item_entity, arguments->words[0], &id, error) ||
		!service_invoice_read(&cli->service, &query, &picture, error))
		return false;
	for (size_t i = 0; i < picture.count; i++) {
		if (picture.lines[i].item->record.id != id)
			continue;
		if (cli->json)
			output_json(line_json(&picture.lines[i]));
		else
			print_line(cli, &picture, &picture.lines[i]);
	}
	invoice_picture_finish(&picture);
	return true;
}

/* ---- the basis ---- */

static const struct option_spec basis_options[] = {
	{"out", N_("FOLDER"), N_("Where the files go.")},
	{"format", "csv|xlsx|both", N_("csv opens in a Swedish Excel by double-click.")},
	{"vat", "included|added|none",
		N_("How VAT is treated, when the network does not say it; printed in the file.")},
	{"encoding", "utf-8|windows-1252", N_("Of the CSV file.")},
	{"recipient", N_("TEXT"), N_("Who gets it; the ledger of disclosures keeps it.")},
	{"yes", NULL, N_("Write it, which cannot be undone. Without it only a preview is shown.")},
	{NULL, NULL, NULL},
};

static bool read_basis(
	const struct arguments *arguments, struct invoice_order *order, struct error *error)
{
	const char *format = arguments_value(arguments, "format");
	const char *vat = arguments_value(arguments, "vat");
	int treated = vat ? choices_match(&network_vats, vat) : -1;
	order->formats = FORMAT_CSV;
	if (format && !strcmp(format, "xlsx"))
		order->formats = FORMAT_XLSX;
	else if (format && !strcmp(format, "both"))
		order->formats = FORMAT_CSV | FORMAT_XLSX;
	else if (format && strcmp(format, "csv") != 0)
		return error_set(error, ERROR_USAGE, _("--format takes csv, xlsx or both."));
	if (vat && treated < 0)
		return error_set(error, ERROR_USAGE, _("--vat takes included, added or none."));
	order->vat = (struct number){.known = treated >= 0, .value = treated};
	if (order->write && text_is_blank(order->folder))
		return error_set(
			error, ERROR_USAGE, _("Say where the files shall go: --out FOLDER."));
	return read_encoding(arguments, &order->encoding, error);
}

static json_t *basis_json(const struct invoice_order *order, const struct invoice_export *export)
{
	json_t *sums = json_array(), *files = json_array(), *paths = json_array();
	for (size_t i = 0; i < export->sum_count; i++) {
		const struct invoice_sum *sum = &export->sums[i];
		json_array_append_new(sums,
			json_pack("{s:s?, s:s?, s:s?, s:I, s:I}", "organisation", sum->organisation,
				"organisation_number", sum->number, "reference", sum->reference,
				"items", (json_int_t)sum->count, "total", (json_int_t)sum->total));
	}
	for (size_t i = 0; i < 2; i++) {
		if (export->files[i])
			json_array_append_new(files, json_string(export->files[i]));
		if (export->paths[i])
			json_array_append_new(paths, json_string(export->paths[i]));
	}
	return json_pack("{s:I, s:b, s:s, s:I, s:I, s:o, s:o, s:b, s:o, s:I, s:I, s:s}", "batch",
		(json_int_t) export->ordinal, "written", order->write, "vat",
		network_vats.items[export->vat].token, "items", (json_int_t) export->items, "total",
		(json_int_t) export->total, "files", files, "paths", paths, "personal_data", true,
		"sums", sums, "incomplete", (json_int_t) export->incomplete, "undecided",
		(json_int_t) export->undecided, "preview", export->preview);
}

static void print_sums(const struct invoice_export *export)
{
	struct table table;
	table_init(&table, 5);
	add_cell(&table, _("Organisation"));
	add_cell(&table, _("Organisation number"));
	add_cell(&table, _("Reference"));
	add_cell(&table, _("Items"));
	add_cell(&table, _("Sum"));
	for (size_t i = 0; i < export->sum_count; i++) {
		const struct invoice_sum *sum = &export->sums[i];
		add_cell(&table, sum->organisation);
		add_cell(&table, sum->number);
		add_cell(&table, sum->reference);
		table_add(&table, xasprintf("%zu", sum->count));
		table_add(&table, money_format(sum->total));
	}
	table_print(&table, output_columns());
	table_finish(&table);
}

static void tell_rest(const struct invoice_export *export)
{
	if (export->incomplete)
		output_note(PLURAL_("Left out: %zu item of which something is missing",
				    "Left out: %zu items of which something is missing",
				    export->incomplete),
			export->incomplete);
	if (export->undecided)
		output_note(PLURAL_("Left out: %zu item that waits for a decision after withdrawal",
				    "Left out: %zu items that wait for a decision after withdrawal",
				    export->undecided),
			export->undecided);
}

static void print_basis(const struct invoice_order *order, const struct invoice_export *export)
{
	char *total = money_format(export->total);
	for (size_t i = 0; i < 2 && export->files[i]; i++)
		output_line(_("File: %s"), export->paths[i] ? export->paths[i] : export->files[i]);
	output_line(PLURAL_("Batch %lld: %zu item, %s, %s", "Batch %lld: %zu items, %s, %s",
			    export->items),
		(long long)export->ordinal, export->items, total,
		choice_label(&network_vats, (int)export->vat));
	free(total);
	if (!order->write) {
		output_line("%s", _("Contains personal data: yes"));
		output_line("%s", "");
		print_sums(export);
		print_preview(export->preview);
	}
	tell_rest(export);
	if (!order->write)
		output_note("%s", _("Nothing has been written: add --yes to write it."));
}

static bool run_export_basis(
	struct cli *cli, const struct arguments *arguments, struct error *error)
{
	struct invoice_order order = {.folder = arguments_value(arguments, "out"),
		.recipient = arguments_value(arguments, "recipient"),
		.write = arguments_has(arguments, "yes")};
	struct invoice_export export;
	if (!read_basis(arguments, &order, error) || !may_write(cli, order.write, error) ||
		!service_invoice_export(&cli->service, &order, &export, error))
		return false;
	if (cli->json)
		output_json(basis_json(&order, &export));
	else
		print_basis(&order, &export);
	invoice_export_finish(&export);
	return true;
}

/* ---- deciding ---- */

static const struct option_spec paid_options[] = {
	{"on", N_("DATE"), N_("The day it was paid; today when it is left out.")},
	{NULL, NULL, NULL},
};

static const struct option_spec credit_options[] = {
	{"reason", N_("TEXT"), N_("Why; the item keeps it.")},
	{"again", NULL, N_("And invoice anew, with what is known of the payer now.")},
	{NULL, NULL, NULL},
};

static bool run_deed(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	struct invoice_deed_order order = {.deed = (enum invoice_deed)cli->command->to,
		.count = arguments->word_count,
		.reason = arguments_value(arguments, "reason"),
		.again = arguments_has(arguments, "again")};
	struct bulk_result result = {0};
	const char *day = arguments_value(arguments, "on");
	if (day && !date_parse(day, clock_today(&cli->clock), &order.paid_on.value, error))
		return false;
	order.paid_on.known = day != NULL;
	int64_t *ids = resolve_ids(cli, arguments->words, arguments->word_count, error);
	if (!ids)
		return false;
	order.items = ids;
	bool ok = service_invoice_do(&cli->service, &order, &result, error);
	free(ids);
	return end_bulk(cli, ok, &result);
}

#define OF_INVOICE .family = "invoice", .entity = &invoice_item_entity
#define DEED                                                                                       \
	.words = N_("ID ..."), .min_words = 1, .max_words = WORDS_ANY, .flags = SUBCOMMAND_WRITES, \
	.run = run_deed

const struct subcommand invoice_commands[] = {
	{OF_INVOICE, .name = "list", .options = look_options, .run = run_list_items,
		.summary = N_("List what is to be invoiced and what has been, by payer.")},
	{OF_INVOICE, .name = "show", .words = N_("ID"), .min_words = 1, .max_words = 1,
		.run = run_show_item, .summary = N_("Show all that is known of an invoice item.")},
	{OF_INVOICE, .name = "export", .options = basis_options, .run = run_export_basis,
		.summary = N_("Write the basis of invoices: all items that are ready, as a "
			      "numbered batch that locks them.")},
	{OF_INVOICE, DEED, .name = "paid", .to = DEED_PAID, .options = paid_options,
		.summary = N_("Note that exported items have been paid.")},
	{OF_INVOICE, DEED, .name = "waive", .to = DEED_WAIVE, .options = reason_options,
		.summary = N_("Let the fee go, with a reason; of items that are not exported.")},
	{OF_INVOICE, DEED, .name = "charge", .to = DEED_CHARGE, .options = reason_options,
		.summary = N_("Decide that the fee is paid after withdrawal, with a reason.")},
	{OF_INVOICE, DEED, .name = "credit", .to = DEED_CREDIT, .options = credit_options,
		.summary = N_("Take back exported items by credit lines in the next batch, with a "
			      "reason.")},
	{.family = "invoice",
		.entity = &invoice_batch_entity,
		.name = "batches",
		.options = list_options,
		.run = run_list,
		.summary = N_("List the batches that have been exported.")},
	{.name = NULL},
};
