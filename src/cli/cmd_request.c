/* SPDX-License-Identifier: GPL-3.0-or-later */
/* request ...: what people have written to the network. */
#include "base/i18n.h"
#include "cli/reply.h"
#include "cli/requestnote.h"
#include "cli/verb.h"
#include "model/request.h"

#define OF_REQUEST .family = "request", .entity = &request_entity
#define MANY .min_words = 1, .max_words = WORDS_ANY, .flags = SUBCOMMAND_WRITES
#define STEP MANY, .words = N_("ID ..."), .options = reason_options, .run = run_status

static bool run_assign(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	return run_set_many(cli, arguments, "assignee", error);
}

static bool run_snooze(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	return run_set_many(cli, arguments, "snooze_until", error);
}

const struct subcommand request_commands[] = {
	{OF_REQUEST, .name = "list", .summary = N_("List what has been written to the network."),
		.options = list_options, .run = run_list},
	{OF_REQUEST, .name = "show", .words = N_("ID"), .min_words = 1, .max_words = 1,
		.summary = N_("Show a request whole."), .run = run_show},
	{OF_REQUEST, .name = "add", .flags = SUBCOMMAND_WRITES | SUBCOMMAND_FIELDS,
		.options = keep_options,
		.summary = N_("Add a request that came by phone or otherwise; print the number."),
		.run = run_add},
	{OF_REQUEST, .name = "edit", .words = N_("ID"), .min_words = 1, .max_words = 1,
		.flags = SUBCOMMAND_WRITES | SUBCOMMAND_FIELDS, .options = keep_options,
		.summary = N_("Change what is known of a request."), .run = run_edit},
	{OF_REQUEST, .name = "assign", .words = N_("ID ... INITIALS"), .min_words = 2,
		.max_words = WORDS_ANY, .flags = SUBCOMMAND_WRITES,
		.summary = N_("Give requests to someone; \"\" gives them to nobody."),
		.run = run_assign},
	{OF_REQUEST, .name = "snooze", .words = N_("ID ... DATE"), .min_words = 2,
		.max_words = WORDS_ANY, .flags = SUBCOMMAND_WRITES,
		.summary = N_("Let requests rest until a day; \"\" wakes them."),
		.run = run_snooze},
	{OF_REQUEST, .name = "reply", .words = N_("ID"), .min_words = 1, .max_words = 1,
		.flags = SUBCOMMAND_WRITES, .options = reply_options,
		.summary = N_("Put an answer into the outbox, or change the one that waits there; "
			      "print its number."),
		.run = run_reply},
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
	{.name = NULL},
};
