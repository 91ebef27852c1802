/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rsvp ...: answers to invitations, as files and as mail, and those that wait for a person. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "cli/output.h"
#include "cli/verb.h"
#include "exchange/file.h"
#include "exchange/mail/read.h"
#include "service/rsvp.h"

#define OF_REPLY .family = "rsvp", .entity = &reply_entity
#define ONE .words = N_("ID"), .min_words = 1, .max_words = 1

/* ---- reading ---- */

static json_t *number_json(int64_t number)
{
	return number ? json_integer((json_int_t)number) : json_null();
}

static json_t *line_json(const struct rsvp_line *line)
{
	return json_pack("{s:I, s:s, s:o, s:o, s:s?, s:s, s:s, s:b, s:s}", "id",
		(json_int_t)line->id, "file", line->file, "meeting_id", number_json(line->meeting),
		"participant_id", number_json(line->participant), "answer",
		line->answer.known ? answers.items[line->answer.value].token : NULL, "verdict",
		reply_verdicts.items[line->verdict].token, "status",
		reply_statuses.items[line->status].token, "known", line->is_known, "reason",
		line->reason);
}

static void print_json(const struct rsvp_result *result, size_t broken)
{
	json_t *list = json_array();
	for (size_t i = 0; i < result->count; i++)
		json_array_append_new(list, line_json(&result->lines[i]));
	output_json(json_pack("{s:I, s:I, s:I, s:I, s:o}", "applied", (json_int_t)result->applied,
		"known", (json_int_t)result->known, "open", (json_int_t)result->open, "broken",
		(json_int_t)broken, "replies", list));
}

/* People by number: a list of answers may lie in a log. */
static void print_line(const struct rsvp_line *line)
{
	const char *answer = line->answer.known ? choice_label(&answers, (int)line->answer.value)
						: "–";
	const char *what = line->is_known ? _("read before")
					  : choice_label(&reply_statuses, (int)line->status);
	char *who = line->participant ? xasprintf(_("no. %lld"), (long long)line->participant)
				      : xstrdup("–");
	output_line("%s: %s, %s: %s (%s)", line->file, who, answer, what, line->reason);
	free(who);
}

static void print_text(struct cli *cli, const struct rsvp_result *result)
{
	char *up = service_moved_up_text(&cli->service, &result->moved);
	for (size_t i = 0; i < result->count; i++)
		print_line(&result->lines[i]);
	if (result->open)
		output_line(PLURAL_("%zu answer waits for you: see “traffpunkt rsvp list”.",
				    "%zu answers wait for you: see “traffpunkt rsvp list”.",
				    result->open),
			result->open);
	if (up)
		output_line("%s", up);
	free(up);
}

/* Nothing is read when a name is mistyped. */
static bool all_are_there(const struct arguments *arguments, struct error *error)
{
	for (size_t i = 0; i < arguments->word_count; i++) {
		const char *path = arguments->words[i];
		if (strcmp(path, "-") != 0 && access(path, R_OK) != 0)
			return error_set(error, ERROR_NO_INPUT, _("%s cannot be read: %s."), path,
				error_reason(errno));
	}
	return true;
}

/* What is wrong with one file does not keep the others from being read. */
static bool read_one(struct cli *cli, const char *path, struct rsvp_result *result, size_t *broken,
	struct error *error)
{
	size_t length;
	char *bytes = file_read(path, MAIL_LIMIT, &length, error);
	bool ok = bytes && service_rsvp(&cli->service, path, bytes, length, result, error);
	free(bytes);
	if (ok || error->kind != ERROR_DATA)
		return ok;
	output_note("%s: %s", path, error->message);
	cli->status = error_exit_code(error->kind);
	++*broken;
	error_finish(error);
	return true;
}

static bool run_read(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	struct rsvp_result result = {0};
	size_t broken = 0;
	bool ok = all_are_there(arguments, error);
	for (size_t i = 0; ok && i < arguments->word_count; i++)
		ok = read_one(cli, arguments->words[i], &result, &broken, error);
	if (ok && cli->json)
		print_json(&result, broken);
	else if (ok)
		print_text(cli, &result);
	rsvp_result_finish(&result);
	return ok;
}

/* ---- one of them ---- */

static void print_reply(struct cli *cli, const struct reply *reply)
{
	char *reason = reply_reason(reply);
	if (cli->json) {
		json_t *object = shown_json(&reply_entity, reply);
		json_object_set_new(object, "reason", json_string(reason));
		output_json(object);
	} else {
		shown_print(cli, &reply_entity, reply);
		output_line("%s", "");
		output_line("%s: %s", _("Reason"), reason);
	}
	free(reason);
}

static bool run_show_reply(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	struct reply reply = {0};
	int64_t id;
	bool ok = service_resolve(&cli->service, &reply_entity, arguments->words[0], &id, error) &&
		  store_get(cli->store, &reply_entity, id, &reply, error);
	if (ok)
		print_reply(cli, &reply);
	record_finish(&reply_entity, &reply);
	return ok;
}

/* ---- by hand ---- */

static bool tell_reply(struct cli *cli, int64_t id, struct error *error)
{
	struct reply reply = {0};
	bool ok = store_get(cli->store, &reply_entity, id, &reply, error);
	if (ok && cli->json) {
		output_json(shown_json(&reply_entity, &reply));
	} else if (ok) {
		char *title = reply_entity.title(&reply);
		output_line(
			"%s: %s", title, choice_label(&reply_statuses, (int)reply.status.value));
		free(title);
	}
	record_finish(&reply_entity, &reply);
	return ok;
}

static bool run_apply(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	struct moved_up moved = {0};
	int64_t id;
	bool ok = service_resolve(&cli->service, &reply_entity, arguments->words[0], &id, error) &&
		  service_reply_apply(&cli->service, id, &moved, error) &&
		  tell_reply(cli, id, error);
	char *up = ok ? service_moved_up_text(&cli->service, &moved) : NULL;
	if (up)
		output_note("%s", up);
	free(up);
	moved_up_finish(&moved);
	return ok;
}

static bool run_dismiss(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	int64_t id;
	return service_resolve(&cli->service, &reply_entity, arguments->words[0], &id, error) &&
	       service_reply_dismiss(&cli->service, id, error) && tell_reply(cli, id, error);
}

const struct subcommand rsvp_commands[] = {
	{OF_REPLY, .name = "read", .words = N_("FILE ..."), .min_words = 1, .max_words = WORDS_ANY,
		.flags = SUBCOMMAND_WRITES | SUBCOMMAND_BARE,
		.summary = N_("Read answers to invitations (.ics or .eml, - for standard input); "
			      "also without the word read. What leaves a doubt waits for you."),
		.run = run_read},
	{OF_REPLY, .name = "list", .options = list_options,
		.summary = N_("List the answers that wait for you; with --all also what was "
			      "applied or dismissed."),
		.run = run_list},
	{OF_REPLY, ONE, .name = "show", .summary = N_("Show an answer whole."),
		.run = run_show_reply},
	{OF_REPLY, ONE, .name = "apply", .flags = SUBCOMMAND_WRITES,
		.summary = N_("Let an answer that waits count after all."), .run = run_apply},
	{OF_REPLY, ONE, .name = "dismiss", .flags = SUBCOMMAND_WRITES,
		.summary = N_("Dismiss an answer that waits: it changes nothing."),
		.run = run_dismiss},
	{.name = NULL},
};
