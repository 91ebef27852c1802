/* SPDX-License-Identifier: GPL-3.0-or-later */
/* participant import FILE: what it would do, and with --yes doing it. */
#include "cli/cmd_import.h"

#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "cli/importjson.h"
#include "cli/output.h"
#include "cli/table.h"
#include "service/import.h"

#define ROWS_SHOWN 5
#define LINES_SHOWN 40 /* of warnings, and of rejected rows */

const struct option_spec import_options[] = {
	{"yes", NULL, N_("Import; without it nothing is written.")},
	{"probable", "merge|keep|review",
		N_("What becomes of probable duplicates: fill in what is missing of the one there, "
		   "add them as somebody else, or add them to be reviewed (as it is otherwise).")},
	{"complete", NULL, N_("Fill in what those who are there already lack.")},
	{"map", N_("COLUMN=KEY"),
		N_("What a column tells: its title or number, and the key of a participant, or "
		   "nothing to leave it out. It is remembered.")},
	{"organisation", N_("TEXT=CODE"),
		N_("Which organisation of the register is meant by what stands in the file.")},
	{"rejects", N_("FILE"), N_("Where rejected rows are written, in the form they came.")},
	{"force", NULL, N_("Write over a file of rejected rows that is there.")},
	{NULL, NULL, NULL},
};

/* ---- what was asked ---- */

static bool take_probable(
	struct import_plan *plan, const struct arguments *arguments, struct error *error)
{
	static const char *const names[] = {
		[IMPORT_TO_REVIEW] = "review", [IMPORT_MERGE] = "merge", [IMPORT_KEEP] = "keep"};
	const char *text = arguments_value(arguments, "probable");
	for (size_t i = 0; text && i < sizeof(names) / sizeof(*names); i++) {
		if (strcmp(text, names[i]) != 0)
			continue;
		for (size_t row = 0; row < plan->file.row_count; row++)
			plan->rows[row].choice = (enum import_choice)i;
		return true;
	}
	return !text || error_set(error, ERROR_USAGE, _("--probable takes merge, keep or review."));
}

static bool take_options(struct cli *cli, struct import_plan *plan,
	const struct arguments *arguments, struct error *error)
{
	bool ok = take_probable(plan, arguments, error);
	plan->complete = arguments_has(arguments, "complete");
	for (size_t i = 0; ok && i < arguments->option_count; i++) {
		const struct given_option *option = &arguments->options[i];
		if (!strcmp(option->name, "map"))
			ok = import_explain_text(plan, option->value, error);
		else if (!strcmp(option->name, "organisation"))
			ok = import_answer_text(&cli->service, plan, option->value, error);
	}
	return ok;
}

/* The way out stands in the sentence. */
static bool name_option(struct error *error)
{
	struct error fault = *error;
	if (fault.kind != ERROR_DATA || !fault.field)
		return false;
	*error = (struct error){0};
	/* TRANSLATORS: a sentence, and the option that helps; keep --map "TITLE=email" */
	error_set(error, fault.kind, _("%s --map \"TITLE=%s\""), fault.message, fault.field);
	error_finish(&fault);
	return false;
}

/* ---- for people ---- */

static void print_columns(const struct import_plan *plan)
{
	struct buffer left = {0};
	struct table table;
	table_init(&table, 2);
	table_add(&table, xstrdup(_("Column")));
	table_add(&table, xstrdup(_("Read as")));
	for (size_t i = 0; i < plan->column_count; i++) {
		const struct import_column *column = &plan->columns[i];
		const char *title = *column->title ? column->title : "–";
		if (!import_column_is_read(plan, i)) {
			buffer_printf(&left, "%s%s", left.length ? ", " : "", title);
			continue;
		}
		table_add(&table, xstrdup(title));
		table_add(&table, xstrdup(signup_label(column->key)));
	}
	table_print(&table, output_columns());
	table_finish(&table);
	if (left.length)
		output_line(_("Left out: %s"), left.data);
	if (plan->remembered)
		output_line("%s", _("The columns are read as they were explained last time."));
	buffer_finish(&left);
}

static char *shown(const struct import_plan *plan, const struct import_row *row, const char *text)
{
	return xstrdup(import_row_is_hidden(plan, row) ? _("hidden") : text ? text : "–");
}

static void print_rows(const struct import_plan *plan)
{
	size_t count = 0;
	struct table table;
	table_init(&table, 4);
	table_add(&table, xstrdup(_("Line")));
	table_add(&table, xstrdup(_("Name")));
	table_add(&table, xstrdup(_("E-mail")));
	table_add(&table, xstrdup(_("Organisation")));
	for (size_t i = 0; i < plan->file.row_count && count < ROWS_SHOWN; i++) {
		const struct import_row *row = &plan->rows[i];
		if (!row->person)
			continue;
		char *name = participant_list_name(row->person);
		table_add(&table, xasprintf("%zu", row->line));
		table_add(&table, shown(plan, row, name));
		table_add(&table, shown(plan, row, row->person->email));
		table_add(&table,
			xstrdup(row->person->organisation ? row->person->organisation : "–"));
		free(name);
		count++;
	}
	if (count)
		table_print(&table, output_columns());
	table_finish(&table);
}

static void print_summary(const struct import_plan *plan)
{
	char *text = import_summary_text(plan);
	output_line("%s", text);
	free(text);
}

static void print_questions(const struct import_plan *plan)
{
	for (size_t i = 0; i < plan->question_count; i++) {
		const struct import_question *question = &plan->questions[i];
		struct buffer list = {0};
		if (!question->rows || question->answered)
			continue;
		for (size_t j = 0; j < question->candidate_count; j++)
			buffer_printf(&list, "%s%s (%s)", j ? ", " : "",
				question->candidates[j]->name, question->candidates[j]->code);
		output_line(question->ambiguous
				    ? _("Which one is “%s”? %s: say --organisation \"TEXT=CODE\".")
				    : _("Is “%s” %s? If so say --organisation \"TEXT=CODE\"."),
			question->text, list.data);
		buffer_finish(&list);
	}
}

static void print_more(size_t count)
{
	if (count > LINES_SHOWN)
		output_line(PLURAL_("… and %zu more", "… and %zu more", count - LINES_SHOWN),
			count - LINES_SHOWN);
}

static void print_warnings(const struct import_plan *plan)
{
	for (size_t i = 0; i < plan->warning_count && i < LINES_SHOWN; i++) {
		char *text = import_warning_text(plan, &plan->warnings[i]);
		output_line("%s", text);
		free(text);
	}
	print_more(plan->warning_count);
}

static void print_twins(const struct import_plan *plan)
{
	size_t count = 0;
	for (size_t i = 0; i < plan->file.row_count; i++) {
		const struct import_row *row = &plan->rows[i];
		if (row->fate != IMPORT_PROBABLE && row->fate != IMPORT_EXACT)
			continue;
		if (count++ >= LINES_SHOWN)
			continue;
		char *text = import_twin_text(plan, row);
		output_line("%s", text);
		free(text);
	}
	print_more(count);
}

static void print_rejects(const struct import_plan *plan)
{
	size_t count = 0;
	for (size_t i = 0; i < plan->file.row_count; i++) {
		if (plan->rows[i].fate != IMPORT_REJECTED || count++ >= LINES_SHOWN)
			continue;
		char *text = import_reject_text(&plan->rows[i]);
		output_note("%s", text);
		free(text);
	}
	if (count > LINES_SHOWN)
		output_note(PLURAL_("… and %zu more", "… and %zu more", count - LINES_SHOWN),
			count - LINES_SHOWN);
}

static void print_plan(const struct import_plan *plan)
{
	char *dialect = import_dialect_text(plan);
	output_line("%s: %s", plan->name, dialect);
	output_line("%s", "");
	print_columns(plan);
	output_line("%s", "");
	print_rows(plan);
	output_line("%s", "");
	print_summary(plan);
	print_twins(plan);
	print_questions(plan);
	print_warnings(plan);
	free(dialect);
}

static void print_result(const struct import_plan *plan, const struct import_result *result)
{
	print_summary(plan);
	print_twins(plan);
	print_questions(plan);
	print_warnings(plan);
	output_line(
		PLURAL_("%zu participant imported.", "%zu participants imported.", result->added),
		result->added);
	if (result->merged)
		output_line(PLURAL_("%zu completed that was there already.",
				    "%zu completed that were there already.", result->merged),
			result->merged);
}

/* ---- doing it ---- */

static bool write_rejects(
	struct import_plan *plan, const struct arguments *arguments, struct error *error)
{
	const char *path = arguments_value(arguments, "rejects");
	if (!path)
		return true;
	if (!plan->summary.rejected) {
		output_note("%s", _("No row was rejected: no file of them is written."));
		return true;
	}
	return service_import_write_rejects(plan, path, arguments_has(arguments, "force"), error);
}

/* The rejected rows are safe before anything is imported: the file is the only place they are. */
static bool carry_out(struct cli *cli, struct import_plan *plan, const struct arguments *arguments,
	struct import_result *result, struct error *error)
{
	const struct import_summary *summary = &plan->summary;
	if (!write_rejects(plan, arguments, error))
		return false;
	if (!arguments_has(arguments, "yes"))
		return true;
	bool nobody = !summary->added && !summary->merged;
	return nobody || service_import_run(&cli->service, plan, NULL, NULL, result, error);
}

static void tell(struct cli *cli, const struct import_plan *plan,
	const struct import_result *result, bool written)
{
	if (cli->json) {
		output_json(import_json(plan, result, written));
		return;
	}
	if (written)
		print_result(plan, result);
	else
		print_plan(plan);
	print_rejects(plan);
	if (!written)
		output_line("%s", _("Nothing has been written: --yes imports."));
}

bool run_import(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	bool yes = arguments_has(arguments, "yes");
	struct import_result result = {0};
	if (yes && cli->readonly)
		return error_set(
			error, ERROR_PERMISSION, _("--readonly was asked for, and --yes writes."));
	struct import_plan *plan = service_import_open(&cli->service, arguments->words[0], error);
	if (!plan)
		return false;
	bool ok = take_options(cli, plan, arguments, error);
	if (ok && !service_import_plan(&cli->service, plan, error))
		ok = name_option(error);
	ok = ok && carry_out(cli, plan, arguments, &result, error);
	if (ok) {
		tell(cli, plan, &result, yes);
		if (plan->summary.rejected == plan->summary.rows)
			cli->status = EX_DATAERR;
	}
	import_plan_destroy(plan);
	return ok;
}
