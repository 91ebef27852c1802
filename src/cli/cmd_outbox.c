/* SPDX-License-Identifier: GPL-3.0-or-later */
/* outbox ...: the letters that wait to be sent and the tasks that wait to be done. */
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "cli/output.h"
#include "cli/peoplefile.h"
#include "cli/verb.h"
#include "exchange/file.h"
#include "model/draft.h"
#include "service/outbox.h"
#include "service/request/gate.h"
#include "store/page.h"

#define OF_DRAFT .family = "outbox", .entity = &draft_entity
#define STEP                                                                                       \
	.words = N_("ID ..."), .min_words = 1, .max_words = WORDS_ANY, .flags = SUBCOMMAND_WRITES, \
	.run = run_status

/* ---- list ---- */

/* Most have nothing to tell, and there may be many. */
static bool note_letter(void *record, void *context, struct error *error)
{
	const struct draft *draft = record;
	(void)context;
	(void)error;
	char *doubt = service_outbox_doubt(draft);
	if (!doubt && !draft->failure)
		return true;
	char *title = draft_entity.title(draft);
	if (doubt)
		output_note(_("%lld %s: %s (outbox done, outbox restore)"),
			(long long)draft->record.id, title, doubt);
	else if (draft->failure && !draft_entity.is_protected(draft))
		output_note(_("%lld %s did not go: %s"), (long long)draft->record.id, title,
			draft->failure);
	free(title);
	free(doubt);
	return true;
}

/* What has not gone, and of what it is not known, on standard error. */
static bool note_trouble(struct cli *cli, struct error *error)
{
	struct list_query query = {.entity = &draft_entity, .network = cli->service.network};
	return store_walk(cli->store, &query, note_letter, NULL, error);
}

static bool run_list_letters(
	struct cli *cli, const struct arguments *arguments, struct error *error)
{
	return run_list(cli, arguments, error) && (cli->json || note_trouble(cli, error));
}

/* ---- show ---- */

static const struct option_spec show_options[] = {
	{"eml", NULL, N_("The bytes of the mail, as it would be handed over now.")},
	{"out", N_("FILE"), N_("Write them to this file, for another mail program.")},
	{"force", NULL, N_("Write over a file that is there.")},
	{NULL, NULL, NULL},
};

static bool run_show_letter(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	int64_t id;
	const char *path = arguments_value(arguments, "out");
	if (!arguments_has(arguments, "eml") && !path)
		return run_show(cli, arguments, error);
	if (!service_resolve(&cli->service, &draft_entity, arguments->words[0], &id, error))
		return false;
	char *bytes = service_outbox_message(&cli->service, id, error);
	bool ok = bytes != NULL;
	if (ok && path)
		ok = file_write(path, bytes, strlen(bytes), arguments_has(arguments, "force"), NULL,
			NULL, error);
	else if (ok)
		output_bytes(bytes);
	free(bytes);
	return ok;
}

/* ---- send ---- */

static const struct option_spec send_options[] = {
	{"all", NULL, N_("Every letter that waits.")},
	{"dry-run", NULL, N_("Hand nothing over: only tell what would go.")},
	{NULL, NULL, NULL},
};

static json_t *result_json(const struct outbox_result *result, bool dry_run)
{
	json_t *kept = json_array();
	for (size_t i = 0; i < result->kept_count; i++) {
		const struct exception *at = &result->kept[i];
		json_array_append_new(kept, json_pack("{s:I, s:s?, s:s?}", "id", (json_int_t)at->id,
						    "title", at->title, "reason", at->reason));
	}
	return json_pack("{s:b, s:I, s:o}", "dry_run", dry_run, "sent", (json_int_t)result->sent,
		"kept", kept);
}

static void tell(struct cli *cli, const struct outbox_result *result, bool dry_run)
{
	for (size_t i = 0; i < result->kept_count; i++)
		output_note("%lld %s: %s", (long long)result->kept[i].id, result->kept[i].title,
			result->kept[i].reason);
	if (cli->json)
		output_json(result_json(result, dry_run));
	else if (dry_run)
		output_line(PLURAL_("%zu letter would go", "%zu letters would go", result->sent),
			result->sent);
	else
		output_line(
			PLURAL_("%zu letter sent", "%zu letters sent", result->sent), result->sent);
	if (result->kept_count)
		cli->status = result->again ? EX_TEMPFAIL : EXIT_FAILURE;
}

static bool run_send(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	bool all = arguments_has(arguments, "all"), dry_run = arguments_has(arguments, "dry-run");
	struct outbox_order order = {.count = arguments->word_count};
	struct outbox_result result = {0};
	int64_t *ids = NULL;
	if (all == (arguments->word_count > 0))
		return error_set(
			error, ERROR_USAGE, _("Say which letters: their numbers, or --all."));
	if (!may_write(cli, !dry_run, error))
		return false;
	if (!all) {
		ids = resolve_ids(cli, arguments->words, arguments->word_count, error);
		if (!ids)
			return false;
	}
	order.ids = ids;
	bool ok = dry_run ? service_outbox_preview(&cli->service, &order, &result, error)
			  : service_outbox_send(&cli->service, &order, &result, error);
	/* What has gone before something broke is told as well. */
	if (ok || result.sent || result.kept_count)
		tell(cli, &result, dry_run);
	outbox_result_finish(&result);
	free(ids);
	return ok;
}

/* ---- what is objected to ---- */

static const struct option_spec allow_options[] = {
	{"reason", N_("TEXT"), N_("Why it may go as it is; kept in the history.")},
	{NULL, NULL, NULL},
};

static bool run_allow(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	const char *reason = arguments_value(arguments, "reason");
	int64_t id;
	if (!service_resolve(&cli->service, &draft_entity, arguments->words[0], &id, error) ||
		!service_letter_allow(&cli->service, id, reason ? reason : "", error))
		return false;
	if (cli->json)
		output_json(json_pack("{s:I}", "id", (json_int_t)id));
	else
		output_line("%s", _("The letter may go as it is: outbox send."));
	return true;
}

const struct subcommand outbox_commands[] = {
	{OF_DRAFT, .name = "list", .options = list_options,
		.summary = N_("List the letters and tasks that wait; with --all also what is done "
			      "or discarded."),
		.run = run_list_letters},
	{OF_DRAFT, .name = "show", .words = N_("ID"), .min_words = 1, .max_words = 1,
		.options = show_options, .summary = N_("Show a letter or a task whole."),
		.run = run_show_letter},
	{OF_DRAFT, .name = "send", .words = N_("[ID ...]"), .max_words = WORDS_ANY,
		.options = send_options,
		.summary = N_("Hand letters over to the mail program of the settings."),
		.run = run_send},
	{OF_DRAFT, .name = "edit", .words = N_("ID"), .min_words = 1, .max_words = 1,
		.flags = SUBCOMMAND_WRITES | SUBCOMMAND_FIELDS,
		.summary = N_("Change the address or the words of a letter that waits."),
		.run = run_edit},
	{OF_DRAFT, .name = "allow", .words = N_("ID"), .min_words = 1, .max_words = 1,
		.flags = SUBCOMMAND_WRITES, .options = allow_options,
		.summary = N_("Let a letter go although something in its words is objected to, for "
			      "a reason."),
		.run = run_allow},
	{OF_DRAFT, STEP, .name = "done", .to = DRAFT_DONE,
		.summary = N_("Note that tasks are done, or letters sent in another way.")},
	{OF_DRAFT, STEP, .name = "discard", .to = DRAFT_DISCARDED,
		.summary = N_("Discard letters and tasks.")},
	{OF_DRAFT, STEP, .name = "restore", .to = DRAFT_WAITING,
		.summary = N_("Bring back what was discarded, or what was being sent and did not "
			      "go.")},
	{.name = NULL},
};
