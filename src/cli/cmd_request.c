/* SPDX-License-Identifier: GPL-3.0-or-later */
/* request ...: what people have written to the network. */
#include <stdlib.h>

#include "base/i18n.h"
#include "cli/cmd_intake.h"
#include "cli/reply.h"
#include "cli/request.h"
#include "cli/requestnote.h"
#include "cli/verb.h"
#include "model/participant.h"
#include "model/request.h"
#include "service/request/inbox.h"

#define OF_REQUEST .family = "request", .entity = &request_entity
#define MANY .min_words = 1, .max_words = WORDS_ANY, .flags = SUBCOMMAND_WRITES
#define ONE .words = N_("ID"), .min_words = 1, .max_words = 1, .flags = SUBCOMMAND_WRITES
#define STEP MANY, .words = N_("ID ..."), .options = reason_options, .run = run_status

/* The last word of ID ... WORD is about all the others. */
typedef bool deed_function(struct service *service, const int64_t *ids, size_t count,
	const char *word, struct bulk_result *result, struct error *error);

static bool run_many(struct cli *cli, const struct arguments *arguments, size_t count,
	deed_function *deed, struct error *error)
{
	struct bulk_result result = {0};
	int64_t *ids = resolve_ids(cli, arguments->words, count, error);
	if (!ids)
		return false;
	const char *word = count < arguments->word_count ? arguments->words[count] : "";
	bool ok = deed(&cli->service, ids, count, word, &result, error);
	free(ids);
	return end_bulk(cli, ok, &result);
}

static bool run_assign(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	return run_many(cli, arguments, arguments->word_count - 1, service_request_assign, error);
}

static bool let_rest(struct service *service, const int64_t *ids, size_t count, const char *word,
	struct bulk_result *result, struct error *error)
{
	struct rest rest;
	return rest_parse(word, clock_today(service->clock), &rest, error) &&
	       service_request_rest(service, ids, count, &rest, result, error);
}

static bool run_snooze(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	return run_many(cli, arguments, arguments->word_count - 1, let_rest, error);
}

static bool let_out(struct service *service, const int64_t *ids, size_t count, const char *word,
	struct bulk_result *result, struct error *error)
{
	(void)word;
	return service_request_release(service, ids, count, result, error);
}

static bool run_release(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	return run_many(cli, arguments, arguments->word_count, let_out, error);
}

const struct subcommand request_commands[] = {
	{OF_REQUEST, .name = "list", .summary = N_("List what has been written to the network."),
		.options = list_options, .run = run_list},
	{OF_REQUEST, .name = "show", .words = N_("ID"), .min_words = 1, .max_words = 1,
		.options = request_show_options, .run = run_request_show,
		.summary = N_("Show a request whole, with its conversation.")},
	{OF_REQUEST, .name = "add", .flags = SUBCOMMAND_WRITES | SUBCOMMAND_FIELDS,
		.options = keep_options,
		.summary = N_("Add a request that came by phone or otherwise; print the number."),
		.run = run_add},
	{OF_REQUEST, .name = "edit", .words = N_("ID"), .min_words = 1, .max_words = 1,
		.flags = SUBCOMMAND_WRITES | SUBCOMMAND_FIELDS, .options = keep_options,
		.summary = N_("Change what is known of a request."), .run = run_edit},
	{OF_REQUEST, .name = "intake", .words = N_("[FILE | DIR | MBOX | -] ..."),
		.max_words = WORDS_ANY, .flags = SUBCOMMAND_WRITES | SUBCOMMAND_OPENS,
		.summary = N_("Take in mail: files, folders of .eml, Maildirs, mboxes, standard "
			      "input, or the rows of the web form (.csv). What has come before is "
			      "known."),
		.run = run_intake},
	{OF_REQUEST, .name = "broken", .words = N_("[ID ...]"), .max_words = WORDS_ANY,
		.options = broken_options,
		.summary = N_("List the mail that could not be read, or show it by its number."),
		.run = run_broken},
	{OF_REQUEST, .name = "assign", .words = N_("ID ... INITIALS"), .min_words = 2,
		.max_words = WORDS_ANY, .flags = SUBCOMMAND_WRITES,
		.summary = N_(
			"Give requests to someone, @ to yourself; \"\" gives them to nobody."),
		.run = run_assign},
	{OF_REQUEST, .name = "snooze", .words = N_("ID ... WHEN"), .min_words = 2,
		.max_words = WORDS_ANY, .flags = SUBCOMMAND_WRITES,
		.summary = N_("Let requests rest until a day (tomorrow, v42, 16/10, \"next week\", "
			      "\"in a month\") or \"until answer\"; \"\" wakes them."),
		.run = run_snooze},
	{OF_REQUEST, .name = "reply", .words = N_("ID"), .min_words = 1, .max_words = 1,
		.flags = SUBCOMMAND_WRITES, .options = reply_options,
		.summary = N_("Put an answer into the outbox, or change the one that waits there; "
			      "print its number."),
		.run = run_reply},
	{OF_REQUEST, MANY, .words = N_("ID ..."), .name = "release",
		.summary = N_("Let requests out of quarantine, into the inbox."),
		.run = run_release},
	{OF_REQUEST, STEP, .name = "close", .to = REQUEST_CLOSED, .summary = N_("Close requests.")},
	{OF_REQUEST, STEP, .name = "reopen", .to = REQUEST_OPEN,
		.summary = N_("Open requests again.")},
	{OF_REQUEST, STEP, .name = "spam", .to = REQUEST_SPAM,
		.summary = N_("Mark requests as spam.")},
	{OF_REQUEST, .name = "state", .words = N_("ID ... STATE"), .min_words = 2,
		.max_words = WORDS_ANY, .flags = SUBCOMMAND_WRITES, .options = reason_options,
		.summary = N_("Bring requests into any state that may follow: new, open, waiting, "
			      "answered, closed, quarantined, spam, referred."),
		.run = run_state},
	{OF_REQUEST, .name = "note", .words = N_("ID"), .min_words = 1, .max_words = 1,
		.options = note_options,
		.summary = N_("List the internal notes on a request, or write, change and delete "
			      "them; they are never sent."),
		.run = run_note},
	{OF_REQUEST, .name = "numbers",
		.summary = N_("List the personal numbers that somebody has decided to keep, and "
			      "why."),
		.run = run_numbers},
	{OF_REQUEST, MANY, .name = "merge", .words = N_("ID ..."), .options = request_merge_options,
		.run = run_request_merge,
		.summary = N_("Merge requests about one thing; undo splits them again.")},
	{OF_REQUEST, ONE, .name = "link", .options = request_link_options, .run = run_request_link,
		.summary = N_("Say which participant or meeting a request is about.")},
	{.family = "request",
		.entity = &participant_entity,
		.name = "convert",
		.words = N_("ID"),
		.min_words = 1,
		.max_words = 1,
		.flags = SUBCOMMAND_WRITES | SUBCOMMAND_FIELDS,
		.options = request_convert_options,
		.run = run_request_convert,
		.summary = N_("Make a participant of whoever has written, and print the number.")},
	{OF_REQUEST, MANY, .name = "refer", .words = N_("ID ..."), .options = request_refer_options,
		.run = run_request_refer, .summary = N_("Refer requests to another network.")},
	{OF_REQUEST, MANY, .name = "urgent", .words = N_("ID ..."), .options = request_off_options,
		.run = run_request_urgent,
		.summary = N_("Pin requests to the top as an ongoing threat.")},
	{OF_REQUEST, MANY, .name = "sensitive", .words = N_("ID ..."),
		.options = request_off_options, .run = run_request_sensitive,
		.summary = N_("Hide the words of requests in lists, search, files and history.")},
	{OF_REQUEST, ONE, .name = "export", .options = request_case_options,
		.run = run_request_export,
		.summary = N_(
			"Write the case as a text for the registry, without internal notes.")},
	{OF_REQUEST, .name = "files", .words = N_("ID"), .min_words = 1, .max_words = 1,
		.options = request_files_options, .run = run_request_files,
		.summary = N_("Copy the files that came with a request into a folder; they are not "
			      "opened.")},
	{.name = NULL},
};
