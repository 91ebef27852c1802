/* SPDX-License-Identifier: GPL-3.0-or-later */
/* request intake: mail that comes in; request broken: what could not be read. */
#include "cli/cmd_intake.h"

#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "cli/output.h"
#include "cli/table.h"
#include "cli/verb.h"
#include "cli/world.h"
#include "service/request/intakerun.h"

const struct option_spec broken_options[] = {
	{"dismiss", NULL, N_("Done with them: they are no longer told of.")},
	{"all", NULL, N_("Also those that somebody is done with.")},
	{NULL, NULL, NULL},
};

/* ---- taking in ---- */

struct intake_told {
	struct intake_counts counts;
	size_t masked;
	json_t *ids, *mails; /* owned */
	char *seats;         /* who got one; owned; NULL: nobody */
};

static json_t *id_json(int64_t id)
{
	return id ? json_integer((json_int_t)id) : json_null();
}

static const char *fate_token(enum intake_fate fate)
{
	static const char *const tokens[] = {
		[INTAKE_NEW] = "new",
		[INTAKE_REPLY] = "reply",
		[INTAKE_KNOWN] = "known",
		[INTAKE_RSVP] = "rsvp",
		[INTAKE_AUTO_REPLY] = "auto-reply",
		[INTAKE_BOUNCE] = "bounce",
		[INTAKE_BROKEN] = "broken",
	};
	return tokens[fate];
}

/* Without the sender: it may lie in a log. */
static void print_mail(const char *name, const struct intake_result *result)
{
	const char *fate = intake_fate_text(result->fate);
	if (result->reason)
		output_line("%s: %s: %s", name, fate, result->reason);
	else if (result->request)
		output_line(_("%s: %s, request no. %lld"), name, fate, (long long)result->request);
	else
		output_line("%s: %s", name, fate);
}

static void tell_mail(struct cli *cli, struct intake_told *told, const char *name,
	const struct intake_result *result)
{
	intake_count(&told->counts, result);
	if (result->fate != INTAKE_KNOWN)
		told->masked += cli->service.masked;
	if (result->is_made)
		json_array_append_new(told->ids, id_json(result->request));
	if (result->moved.count && !told->seats)
		told->seats = service_moved_up_text(&cli->service, &result->moved);
	if (cli->json)
		json_array_append_new(told->mails,
			json_pack("{s:s, s:s, s:o, s:o, s:s?}", "file", name, "fate",
				fate_token(result->fate), "request_id", id_json(result->request),
				"broken_id", id_json(result->broken), "reason", result->reason));
	else
		print_mail(name, result);
}

static bool fail_midway(const struct intake_told *told, struct error *error)
{
	if (json_array_size(told->ids) || told->counts.known || told->counts.replies) {
		char *counts = intake_counts_text(&told->counts);
		error_set(error, error->kind, _("%s Before that: %s; the rest stays where it is."),
			error->message, counts);
		free(counts);
	}
	return false;
}

static bool take_all(
	struct cli *cli, struct intake_run *run, struct intake_told *told, struct error *error)
{
	for (;;) {
		struct intake_result result = {0};
		const char *name = NULL;
		enum intake_step step = service_intake_step(run, &name, &result, error);
		if (step == INTAKE_TAKEN) {
			tell_mail(cli, told, name, &result);
			if (result.fate == INTAKE_BROKEN && service_intake_is_single(run))
				cli->status = EX_DATAERR;
		}
		intake_result_finish(&result);
		if (step == INTAKE_END)
			return true;
		if (step == INTAKE_FAILED)
			return fail_midway(told, error);
		if (step == INTAKE_PASSED_BY) {
			output_note("%s", error->message);
			cli->status = error_exit_code(error->kind);
			error_finish(error);
		}
	}
}

static bool take_path(
	struct cli *cli, const char *path, struct intake_told *told, struct error *error)
{
	struct intake_run *run = service_intake_open(&cli->service, path, error);
	bool ok = run && take_all(cli, run, told, error);
	service_intake_close(run);
	return ok;
}

static void print_counts(struct cli *cli, struct intake_told *told)
{
	const struct intake_counts *counts = &told->counts;
	if (cli->json) {
		output_json(json_pack("{s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:O, s:O}", "new",
			(json_int_t)counts->made, "replies", (json_int_t)counts->replies, "known",
			(json_int_t)counts->known, "rsvp", (json_int_t)counts->rsvp, "auto_replies",
			(json_int_t)counts->auto_replies, "bounces", (json_int_t)counts->bounces,
			"broken", (json_int_t)counts->broken, "ids", told->ids, "mails",
			told->mails));
		return;
	}
	char *text = intake_counts_text(counts);
	output_line("%s", text);
	free(text);
	if (counts->broken)
		output_line("%s", _("What could not be read is kept: see “traffpunkt request "
				    "broken”."));
	if (told->seats)
		output_line("%s", told->seats);
}

static bool has_input(const struct arguments *arguments)
{
	for (size_t i = 0; i < arguments->word_count; i++) {
		if (!strcmp(arguments->words[i], "-"))
			return true;
	}
	return !arguments->word_count;
}

static bool take_words(struct cli *cli, const struct arguments *arguments, struct intake_told *told,
	struct error *error)
{
	bool ok = world_open(cli, error);
	if (ok && !arguments->word_count)
		ok = take_path(cli, "-", told, error);
	for (size_t i = 0; ok && i < arguments->word_count; i++)
		ok = take_path(cli, arguments->words[i], told, error);
	return ok;
}

bool run_intake(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	struct intake_told told = {.ids = json_array(), .mails = json_array()};
	bool piped = has_input(arguments);
	bool ok = arguments->word_count || !isatty(STDIN_FILENO) ||
		  error_set(error, ERROR_USAGE,
			  _("Name what to read: a file, a folder, a Maildir, an mbox, or - for "
			    "standard input."));
	ok = ok && take_words(cli, arguments, &told, error);
	if (ok) {
		print_counts(cli, &told);
		cli->service.masked = told.masked;
	} else if (piped && error->kind != ERROR_USAGE) {
		/* Whoever hands a mail over keeps it and tries again: a mail server would send it
		 * back to its sender on most of the other codes. */
		error->kind = ERROR_BUSY;
	}
	json_decref(told.ids);
	json_decref(told.mails);
	free(told.seats);
	return ok;
}

/* ---- what could not be read ---- */

static void add_broken(struct table *table, struct cli *cli, const struct broken_mail *mail)
{
	table_add(table, xasprintf("%lld", (long long)mail->record.id));
	table_add(table, shown_value(cli, &broken_mail_entity,
				 entity_field(&broken_mail_entity, "at"), mail));
	table_add(table, xstrdup(mail->source ? mail->source : "–"));
	table_add(table, xstrdup(mail->reason));
}

static bool list_broken(struct cli *cli, bool all, struct error *error)
{
	struct record_set set = {0};
	struct table table;
	json_t *list = json_array();
	if (!service_broken(&cli->service, all, &set, error)) {
		json_decref(list);
		return false;
	}
	table_init(&table, 4);
	table_add(&table, xstrdup(_("No.")));
	table_add(&table, xstrdup(_("When")));
	table_add(&table, xstrdup(_("File")));
	table_add(&table, xstrdup(_("Why")));
	for (size_t i = 0; i < set.count; i++) {
		add_broken(&table, cli, record_set_at(&set, i));
		json_array_append_new(
			list, shown_json(&broken_mail_entity, record_set_at(&set, i)));
	}
	if (cli->json)
		output_json(json_incref(list));
	else if (set.count)
		table_print(&table, output_columns());
	table_finish(&table);
	json_decref(list);
	record_set_finish(&set);
	return true;
}

static bool show_broken(struct cli *cli, int64_t id, struct error *error)
{
	struct broken_mail mail = {0};
	bool ok = store_get(cli->store, &broken_mail_entity, id, &mail, error);
	char *text = ok ? service_broken_text(&cli->service, &mail, error) : NULL;
	ok = ok && text;
	if (ok && cli->json) {
		json_t *object = shown_json(&broken_mail_entity, &mail);
		json_object_set_new(object, "content", json_string(text));
		output_json(object);
	} else if (ok) {
		shown_print(cli, &broken_mail_entity, &mail);
		output_line("\n%s", text);
	}
	free(text);
	record_finish(&broken_mail_entity, &mail);
	return ok;
}

bool run_broken(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	bool dismiss = arguments_has(arguments, "dismiss"), ok = true;
	if (!arguments->word_count && !dismiss)
		return list_broken(cli, arguments_has(arguments, "all"), error);
	if (!arguments->word_count)
		return error_set(error, ERROR_USAGE, _("Give the numbers of those to dismiss."));
	if (dismiss && cli->readonly)
		return error_set(error, ERROR_PERMISSION,
			_("--readonly was asked for, and this command changes the database."));
	for (size_t i = 0; ok && i < arguments->word_count; i++) {
		int64_t id;
		ok = service_resolve(
			     &cli->service, &broken_mail_entity, arguments->words[i], &id, error) &&
		     (dismiss ? service_broken_dismiss(&cli->service, id, error)
			      : show_broken(cli, id, error));
	}
	return ok;
}
