/* SPDX-License-Identifier: GPL-3.0-or-later */
/* retention and hold: how long things are kept, and what stops their removal. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/dateformat.h"
#include "base/dateinput.h"
#include "base/i18n.h"
#include "cli/confirm.h"
#include "cli/output.h"
#include "cli/privacy.h"
#include "cli/table.h"
#include "cli/verb.h"
#include "model/participant.h"
#include "service/retention.h"

static const struct option_spec retention_options[] = {
	{"preview", NULL, N_("Say what a run would remove; nothing is changed.")},
	{"on", N_("DATE"), N_("With --preview: as of that day.")},
	{"run", NULL, N_("Remove what is due today.")},
	{"yes", NULL, N_("Do it without asking.")},
	{"protocol", NULL, N_("List what former runs have removed.")},
	{"set", N_("CLASS=DAYS"), N_("Keep a class of data so many days: need=14.")},
	{NULL, NULL, NULL},
};

static json_t *retention_json(const struct retention *retention)
{
	char on[11];
	json_t *classes = json_array();
	date_to_iso(retention->on, on);
	for (int i = 0; i < RETENTION_CLASSES; i++) {
		const struct retention_line *line = &retention->lines[i];
		json_array_append_new(classes,
			json_pack("{s:s, s:I, s:I, s:I}", "class", retention_classes.items[i].token,
				"days", (json_int_t)line->days, "due", (json_int_t)line->due,
				"held", (json_int_t)line->held));
	}
	return json_pack("{s:s, s:I, s:I, s:o}", "on", on, "due", (json_int_t)retention->due,
		"held", (json_int_t)retention->held, "classes", classes);
}

static void print_retention(const struct retention *retention)
{
	struct table table;
	table_init(&table, 4);
	table_add(&table, xstrdup(_("Data")));
	table_add(&table, xstrdup(_("Days")));
	table_add(&table, xstrdup(_("To remove")));
	table_add(&table, xstrdup(_("Held back")));
	for (int i = 0; i < RETENTION_CLASSES; i++) {
		const struct retention_line *line = &retention->lines[i];
		table_add(&table, xstrdup(choice_label(&retention_classes, i)));
		table_add(&table, xasprintf("%lld", (long long)line->days));
		table_add(&table, xasprintf("%zu", line->due));
		table_add(&table, xasprintf("%zu", line->held));
	}
	table_print(&table, output_columns());
	table_finish(&table);
}

static bool preview(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	struct retention retention;
	int64_t on = clock_today(&cli->clock);
	const char *day = arguments_value(arguments, "on");
	if ((day && !date_parse(day, on, &on, error)) ||
		!service_retention_preview(&cli->service, on, &retention, error))
		return false;
	if (cli->json)
		output_json(retention_json(&retention));
	else
		print_retention(&retention);
	return true;
}

static void tell_run(
	struct cli *cli, const struct retention *retention, const struct erasure_result *result)
{
	if (cli->json) {
		json_t *object = retention_json(retention);
		json_object_set_new(object, "cleaned", json_boolean(result->cleaned));
		json_object_set_new(object, "traces", json_integer((json_int_t)result->traces));
		output_json(object);
		return;
	}
	char *text = xasprintf(
		PLURAL_("%zu row removed.", "%zu rows removed.", retention->due), retention->due);
	output_line("%s", text);
	tell_erased(cli, result);
	free(text);
}

static bool run_now(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	struct retention retention;
	struct erasure_result result;
	if (!confirm_can_ask(arguments, error) ||
		!service_retention_preview(
			&cli->service, clock_today(&cli->clock), &retention, error))
		return false;
	if (!cli->json)
		print_retention(&retention);
	if (!retention.due) {
		if (cli->json)
			output_json(retention_json(&retention));
		else
			output_line("%s", _("Nothing is due."));
		return true;
	}
	/* TRANSLATORS: the word that is typed to agree */
	const char *word = C_("answer", "YES");
	char *question = xasprintf(_("This cannot be undone. Type %s to remove it:"), word);
	bool ok = confirm(arguments, question, word, error) &&
		  service_retention_run(&cli->service, &retention, &result, error);
	if (ok) {
		tell_run(cli, &retention, &result);
		erasure_result_finish(&result);
	}
	free(question);
	return ok;
}

static bool read_class(const char *word, size_t length, int *class, struct error *error)
{
	char *name = xstrndup(word, length);
	*class = choices_find(&retention_classes, name);
	free(name);
	return *class >= 0 || error_set(error, ERROR_USAGE,
				      _("A class of data is need, spam, request, profile or "
					"invoice."));
}

static bool set_days(struct cli *cli, const char *text, struct error *error)
{
	size_t length = strcspn(text, "=");
	int class;
	if (cli->readonly)
		return error_set(error, ERROR_PERMISSION,
			_("--readonly was asked for, and this command changes the database."));
	if (!text[length])
		return error_set(error, ERROR_USAGE, _("It is written CLASS=DAYS: need=14."));
	return read_class(text, length, &class, error) &&
	       service_retention_set_days(
		       &cli->service, (enum retention_class) class, text + length + 1, error);
}

static bool protocol(struct cli *cli, struct error *error)
{
	struct record_set runs = {0};
	struct json_list list = {0};
	if (!store_all(cli->store, &retention_run_entity, cli->service.network, &runs, error))
		return false;
	for (size_t i = 0; i < runs.count; i++) {
		const struct retention_run *run = record_set_at(&runs, i);
		char *at = instant_format(run->at.value);
		if (cli->json)
			json_list_add(&list, shown_json(&retention_run_entity, run));
		else
			output_line(_("%s  %s  %s: %lld removed, %lld held back"), at, run->who,
				choice_label(&retention_classes, (int)run->class.value),
				(long long)run->removed.value, (long long)run->held.value);
		free(at);
	}
	if (cli->json)
		json_list_end(&list);
	record_set_finish(&runs);
	return true;
}

static bool run_retention(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	const char *rule = arguments_value(arguments, "set");
	if (arguments_has(arguments, "protocol"))
		return protocol(cli, error);
	if (rule && !set_days(cli, rule, error))
		return false;
	if (!arguments_has(arguments, "run"))
		return preview(cli, arguments, error);
	if (arguments_has(arguments, "on"))
		return error_set(error, ERROR_USAGE, _("A run is as of today: leave out --on."));
	if (cli->readonly)
		return error_set(error, ERROR_PERMISSION,
			_("--readonly was asked for, and this command changes the database."));
	return run_now(cli, arguments, error);
}

/* ---- holds ---- */

static const struct option_spec hold_options[] = {
	{"class", N_("CLASS"),
		N_("Only this class of data: need, spam, request, profile, invoice.")},
	{"reason", N_("TEXT"), N_("Why; it is needed.")},
	{"until", N_("DATE"), N_("The last day of it; it is needed.")},
	{NULL, NULL, NULL},
};

static bool run_hold_add(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	const char *word = arguments_value(arguments, "class");
	const char *until = arguments_value(arguments, "until");
	int64_t participant = 0, day, id;
	int class = RETENTION_CLASSES;
	if (!until || !arguments_value(arguments, "reason"))
		return error_set(
			error, ERROR_USAGE, _("A hold needs --reason TEXT and --until DATE."));
	if (word && !read_class(word, strlen(word), &class, error))
		return false;
	if (arguments->word_count && !service_resolve(&cli->service, &participant_entity,
					     arguments->words[0], &participant, error))
		return false;
	if (!date_parse(until, clock_today(&cli->clock), &day, error) ||
		!service_hold(&cli->service, participant, (enum retention_class) class,
			arguments_value(arguments, "reason"), day, &id, error))
		return false;
	if (cli->json)
		output_json(json_pack("{s:I}", "id", (json_int_t)id));
	else
		output_line("%lld", (long long)id);
	return true;
}

static bool run_hold_release(
	struct cli *cli, const struct arguments *arguments, struct error *error)
{
	int64_t id;
	bool ok = service_resolve(
			  &cli->service, &legal_hold_entity, arguments->words[0], &id, error) &&
		  service_release_hold(&cli->service, id, error);
	if (ok && cli->json)
		output_json(json_pack("{s:I}", "released", (json_int_t)id));
	else if (ok)
		output_line(_("Hold no. %lld is released."), (long long)id);
	return ok;
}

const struct subcommand retention_commands[] = {
	{.name = "retention",
		.options = retention_options,
		.summary = N_("What has been kept long enough: a preview, or its removal."),
		.run = run_retention},
	{.name = NULL},
};

#define OF_HOLD .family = "hold", .entity = &legal_hold_entity

const struct subcommand hold_commands[] = {
	{OF_HOLD, .name = "list", .options = list_options,
		.summary = N_("List what stops the removal of data."), .run = run_list},
	{OF_HOLD, .name = "add", .words = N_("[PARTICIPANT]"), .max_words = 1,
		.flags = SUBCOMMAND_WRITES, .options = hold_options,
		.summary = N_("Stop the removal of data, of one participant or of all."),
		.run = run_hold_add},
	{OF_HOLD, .name = "release", .words = N_("ID"), .min_words = 1, .max_words = 1,
		.flags = SUBCOMMAND_WRITES, .summary = N_("Let the removal go on."),
		.run = run_hold_release},
	{.name = NULL},
};
