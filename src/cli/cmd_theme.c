/* SPDX-License-Identifier: GPL-3.0-or-later */
/* theme ...: what a meeting is about, or when it is, from proposal over the vote to the decision.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "cli/output.h"
#include "cli/verb.h"
#include "service/poll.h"

#define OF_THEME .family = "theme", .entity = &meeting_entity
#define DATE_FLAG                                                                     \
	{                                                                             \
		"date", NULL, N_("Of the date of the meeting, instead of its theme.") \
	}

static const struct option_spec propose_options[] = {
	{"by", N_("WHO"), N_("Who proposes it: an organisation or a function, no person.")},
	{"date", N_("DATE"), N_("Propose a date for the meeting instead: “6 feb 2024 9-12”.")},
	{NULL, NULL, NULL},
};
static const struct option_spec list_theme_options[] = {
	{"counts", NULL, N_("Show the figures of a secret vote before it is closed.")},
	DATE_FLAG,
	{NULL, NULL, NULL},
};
static const struct option_spec open_options[] = {
	{"organisation", NULL, N_("Each organisation has a vote, instead of each head.")},
	{"secret", NULL, N_("Nobody sees the figures before the vote is closed.")},
	DATE_FLAG,
	{NULL, NULL, NULL},
};
static const struct option_spec vote_options[] = {
	{"hands", N_("NUMBER"), N_("How many hands were counted; otherwise one more is up.")},
	{"organisation", N_("CODE"), N_("The vote of this organisation, by its register code.")},
	DATE_FLAG,
	{NULL, NULL, NULL},
};
static const struct option_spec decide_options[] = {
	{"note", N_("TEXT"), N_("Why the chair chose so, after a tie.")},
	DATE_FLAG,
	{NULL, NULL, NULL},
};
static const struct option_spec close_options[] = {
	{"no-decision", NULL, N_("Nothing is decided: the same is proposed again.")},
	DATE_FLAG,
	{NULL, NULL, NULL},
};

static enum poll_subject subject_of(const struct arguments *arguments)
{
	return arguments_has(arguments, "date") ? POLL_DATE : POLL_THEME;
}

static bool meeting_of(
	struct cli *cli, const struct arguments *arguments, int64_t *id, struct error *error)
{
	return service_resolve(&cli->service, &meeting_entity, arguments->words[0], id, error);
}

/* Says how the theme of the meeting stands now; `line` of the protocol may be NULL. */
static bool tell_theme(struct cli *cli, int64_t id, const char *line, struct error *error)
{
	struct meeting meeting = {0};
	if (!store_get(cli->store, &meeting_entity, id, &meeting, error))
		return false;
	if (cli->json) {
		json_t *object = shown_json(&meeting_entity, &meeting);
		if (line)
			json_object_set_new(object, "resolution", json_string(line));
		output_json(object);
	} else {
		char *title = meeting_entity.title(&meeting);
		const char *status = choice_label(&theme_statuses, (int)meeting.theme_status.value);
		if (meeting.theme)
			output_line(_("%s: the theme is “%s” (%s)."), title, meeting.theme, status);
		else
			output_line(_("%s: no theme yet (%s)."), title, status);
		free(title);
	}
	if (line && !cli->json)
		output_line("BESLUT: %s", line);
	record_finish(&meeting_entity, &meeting);
	return true;
}

/* ---- what is under way ---- */

static json_t *option_json(const struct poll_state *state, size_t index, bool hidden)
{
	const struct poll_option *option = &state->options[index];
	char letter[] = {poll_letter(index), '\0'};
	json_t *object = shown_json(&poll_option_entity, option);
	json_object_del(object, "hands");
	json_object_set_new(object, "letter", json_string(letter));
	json_object_set_new(
		object, "votes", hidden ? json_null() : json_integer(state->votes[index]));
	return object;
}

static json_t *state_json(const struct poll_state *state, bool hidden)
{
	static const char *const outcomes[] = {
		[POLL_NO_VOTES] = "none", [POLL_WON] = "won", [POLL_TIED] = "tied"};
	const struct poll *poll = &state->poll;
	json_t *options = json_array();
	for (size_t i = 0; i < state->count; i++)
		json_array_append_new(options, option_json(state, i, hidden));
	return json_pack("{s:I, s:s, s:s?, s:s?, s:b, s:I, s:s?, s:o}", "meeting_id",
		(json_int_t)poll->meeting.value, "subject",
		poll_subjects.items[poll->subject.value].token, "status",
		poll->record.id ? poll_statuses.items[poll->status.value].token : NULL, "mode",
		poll->record.id ? poll_modes.items[poll->mode.value].token : NULL, "secret",
		poll->secret.value != 0, "total", (json_int_t)state->result.total, "outcome",
		hidden ? NULL : outcomes[state->result.outcome], "proposals", options);
}

static void print_option(const struct poll_state *state, size_t index, bool hidden)
{
	const struct poll_option *option = &state->options[index];
	bool open = state->poll.status.value != POLL_PLANNED;
	char *words = poll_option_words(option);
	char *votes = !open    ? xstrdup("")
		      : hidden ? xstrdup("•")
			       : xasprintf("%lld", (long long)state->votes[index]);
	output_line("%c  %s%s%s%s%s%s", poll_letter(index), words, option->proposer ? " (" : "",
		option->proposer ? option->proposer : "", option->proposer ? ")" : "",
		open ? ": " : "", votes);
	free(votes);
	free(words);
}

static void print_state(const struct poll_state *state, bool hidden)
{
	const struct poll *poll = &state->poll;
	for (size_t i = 0; i < state->count; i++)
		print_option(state, i, hidden);
	if (!state->count)
		output_note("%s", _("Nothing has been proposed."));
	if (poll->status.value != POLL_OPEN)
		return;
	long long total = (long long)state->result.total;
	char *words = hidden ? xasprintf(PLURAL_("%lld vote, the figures are secret",
						 "%lld votes, the figures are secret", total),
				       total)
			     : poll_state_words(state);
	/* TRANSLATORS: how votes are counted, and how it stands: "9–8–6" */
	output_line(_("The vote is open (%s): %s"),
		choice_label(&poll_modes, (int)poll->mode.value), words);
	free(words);
}

static bool tell_state(struct cli *cli, int64_t id, const struct arguments *arguments, bool counts,
	struct error *error)
{
	struct poll_state state;
	if (!service_poll_find(&cli->service, id, subject_of(arguments), &state, error))
		return false;
	bool hidden = poll_is_hidden(&state) && !counts;
	if (cli->json)
		output_json(state_json(&state, hidden));
	else
		print_state(&state, hidden);
	poll_state_finish(&state);
	return true;
}

static bool run_theme_list(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	int64_t id;
	return meeting_of(cli, arguments, &id, error) &&
	       tell_state(cli, id, arguments, arguments_has(arguments, "counts"), error);
}

/* ---- proposals ---- */

static bool propose_date(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	const char *date = arguments_value(arguments, "date");
	int64_t id;
	if (arguments->word_count > 1)
		return error_set(
			error, ERROR_USAGE, _("A theme and a date are proposed one at a time."));
	return meeting_of(cli, arguments, &id, error) &&
	       (*date ? service_proposal_add(&cli->service, id, POLL_DATE, date,
				arguments_value(arguments, "by"), error)
		      : service_proposals_clear(&cli->service, id, POLL_DATE, error)) &&
	       tell_state(cli, id, arguments, false, error);
}

static bool run_propose(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	if (arguments_has(arguments, "date"))
		return propose_date(cli, arguments, error);
	if (arguments->word_count < 2)
		return error_set(error, ERROR_USAGE, _("Say which theme, or --date with a date."));
	const char *text = arguments->words[1];
	int64_t id;
	return meeting_of(cli, arguments, &id, error) &&
	       (*text ? service_proposal_add(&cli->service, id, POLL_THEME, text,
				arguments_value(arguments, "by"), error)
		      : service_theme_propose(&cli->service, id, NULL, error)) &&
	       tell_theme(cli, id, NULL, error);
}

/* ---- votes ---- */

static bool run_open(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	enum poll_mode mode = arguments_has(arguments, "organisation") ? POLL_ORGANISATION
								       : POLL_HANDS;
	int64_t id;
	return meeting_of(cli, arguments, &id, error) &&
	       service_poll_open(&cli->service, id, subject_of(arguments), mode,
		       arguments_has(arguments, "secret"), error) &&
	       tell_state(cli, id, arguments, false, error);
}

/* The option of the open vote that a letter or its words name. */
static bool option_named(struct cli *cli, int64_t meeting, const struct arguments *arguments,
	int64_t *option, struct error *error)
{
	struct poll_state state;
	if (!service_poll_find(&cli->service, meeting, subject_of(arguments), &state, error))
		return false;
	long index = poll_state_option(&state, arguments->words[1]);
	bool ok = state.poll.status.value == POLL_OPEN ||
		  error_set(error, ERROR_REFUSED, _("The vote is not open."));
	if (ok && index < 0)
		ok = error_set(error, ERROR_REFUSED, _("“%s” is not what is being voted on."),
			arguments->words[1]);
	*option = ok ? state.options[index].record.id : 0;
	poll_state_finish(&state);
	return ok;
}

/* 0 is a count, too: nobody raised a hand after all. */
static bool hands_of(const char *text, int64_t *hands, struct error *error)
{
	if (!*text || strlen(text) > 6 || strspn(text, "0123456789") != strlen(text))
		return error_set(error, ERROR_USAGE, _("--hands takes a number, not “%s”."), text);
	*hands = strtoll(text, NULL, 10);
	return true;
}

static bool give_votes(
	struct cli *cli, int64_t option, const struct arguments *arguments, struct error *error)
{
	const char *hands = arguments_value(arguments, "hands");
	const char *code = arguments_value(arguments, "organisation");
	int64_t count = 0;
	if (code)
		return service_poll_ballot(&cli->service, option, code, error);
	if (!hands)
		return service_poll_hand(&cli->service, option, 1, error);
	return hands_of(hands, &count, error) &&
	       service_poll_count_hands(&cli->service, option, count, error);
}

static bool run_vote(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	int64_t id, option;
	if (arguments_has(arguments, "hands") && arguments_has(arguments, "organisation"))
		return error_set(error, ERROR_USAGE,
			_("Either hands are counted, or an organisation votes."));
	return meeting_of(cli, arguments, &id, error) &&
	       option_named(cli, id, arguments, &option, error) &&
	       give_votes(cli, option, arguments, error) &&
	       tell_state(cli, id, arguments, false, error);
}

/* ---- decisions ---- */

static bool tell_decision(struct cli *cli, int64_t id, enum poll_subject subject, const char *line,
	struct error *error)
{
	if (subject == POLL_THEME || cli->json)
		return tell_theme(cli, id, line, error);
	output_line("BESLUT: %s", line);
	return true;
}

static bool run_decide(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	struct poll_decision decision = {.subject = subject_of(arguments),
		.choice = arguments->word_count > 1 ? arguments->words[1] : NULL,
		.note = arguments_value(arguments, "note")};
	char *line = NULL;
	bool ok = meeting_of(cli, arguments, &decision.meeting, error) &&
		  service_poll_decide(&cli->service, &decision, &line, error) &&
		  tell_decision(cli, decision.meeting, decision.subject, line, error);
	free(line);
	return ok;
}

static bool run_close(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	struct poll_state state;
	int64_t id;
	if (!arguments_has(arguments, "no-decision"))
		return error_set(error, ERROR_USAGE,
			_("theme decide closes a vote with its decision; without one: theme close "
			  "MEETING --no-decision."));
	if (!meeting_of(cli, arguments, &id, error) ||
		!service_poll_find(&cli->service, id, subject_of(arguments), &state, error))
		return false;
	bool ok = state.poll.record.id
			  ? service_poll_abandon(&cli->service, state.poll.record.id, error)
			  : error_set(error, ERROR_REFUSED, _("The vote is not open."));
	poll_state_finish(&state);
	return ok && tell_state(cli, id, arguments, false, error);
}

static bool run_reopen(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	const char *reason = arguments_value(arguments, "reason");
	int64_t id;
	return meeting_of(cli, arguments, &id, error) &&
	       service_theme_reopen(&cli->service, id, reason, error) &&
	       tell_theme(cli, id, NULL, error);
}

const struct subcommand theme_commands[] = {
	{OF_THEME, .name = "propose", .words = N_("MEETING [THEME]"), .min_words = 1,
		.max_words = 2, .flags = SUBCOMMAND_WRITES, .options = propose_options,
		.summary = N_("Propose a theme for a meeting; \"\" takes all proposals away."),
		.run = run_propose},
	{OF_THEME, .name = "list", .words = N_("MEETING"), .min_words = 1, .max_words = 1,
		.options = list_theme_options,
		.summary = N_("List what is proposed for a meeting, and how a vote stands."),
		.run = run_theme_list},
	{OF_THEME, .name = "open", .words = N_("MEETING"), .min_words = 1, .max_words = 1,
		.flags = SUBCOMMAND_WRITES, .options = open_options,
		.summary = N_("Open the vote on what is proposed for a meeting."), .run = run_open},
	{OF_THEME, .name = "vote", .words = N_("MEETING OPTION"), .min_words = 2, .max_words = 2,
		.flags = SUBCOMMAND_WRITES, .options = vote_options,
		.summary = N_("Count a raised hand, all hands, or the vote of an organisation."),
		.run = run_vote},
	{OF_THEME, .name = "decide", .words = N_("MEETING [THEME]"), .min_words = 1, .max_words = 2,
		.flags = SUBCOMMAND_WRITES, .options = decide_options,
		.summary = N_("Decide the theme of a meeting: by the votes, the one proposed, or "
			      "these words."),
		.run = run_decide},
	{OF_THEME, .name = "close", .words = N_("MEETING"), .min_words = 1, .max_words = 1,
		.flags = SUBCOMMAND_WRITES, .options = close_options,
		.summary = N_("Close a vote without a decision."), .run = run_close},
	{OF_THEME, .name = "reopen", .words = N_("MEETING"), .min_words = 1, .max_words = 1,
		.flags = SUBCOMMAND_WRITES, .options = reason_options,
		.summary = N_("Take up a decided theme again, for a reason."), .run = run_reopen},
	{.name = NULL},
};
