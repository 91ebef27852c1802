/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is asked during a vote: how it ends, why the chair chose so, which organisation votes. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/collate.h"
#include "base/i18n.h"
#include "service/assess.h"
#include "store/represented.h"
#include "tui/dashboard.h"
#include "tui/dialogs.h"
#include "tui/veil.h"
#include "tui/vote.h"

/* ---- how it stands ---- */

char *vote_in_words(struct dashboard *dashboard, int64_t meeting, enum poll_subject subject)
{
	struct poll_state state;
	struct error error = {0};
	char *text = NULL;
	if (!service_poll_find(dashboard->service, meeting, subject, &state, &error)) {
		dashboard_complain(dashboard, &error);
		return NULL;
	}
	long long votes = (long long)state.result.total;
	if (state.poll.status.value == POLL_OPEN)
		text = xasprintf(PLURAL_("the vote is open, %lld vote",
					 "the vote is open, %lld votes", votes),
			votes);
	else if (state.count > 1 || (state.count && subject == POLL_DATE))
		text = xasprintf(
			PLURAL_("%zu proposal", "%zu proposals", state.count), state.count);
	poll_state_finish(&state);
	return text;
}

/* ---- deciding ---- */

bool vote_decide(struct dashboard *dashboard, const struct poll_decision *decision,
	unsigned *effects, struct error *error)
{
	char *line = NULL;
	if (!service_poll_decide(dashboard->service, decision, &line, error))
		return false;
	dashboard_say(
		dashboard, ROLE_GOOD, xasprintf(_("Decided. p publishes, u undoes. %s"), line));
	free(line);
	*effects = EFFECT_DRAW | EFFECT_RELOAD;
	return true;
}

/* What a menu or a prompt needs to know of the poll; the options are letters. */
struct ending {
	int64_t poll;
	int64_t meeting;
	enum poll_subject subject;
	char choice[2];
};

static struct ending *ending_of(const struct poll_state *state)
{
	struct ending *ending = xcalloc(1, sizeof(*ending));
	*ending = (struct ending){.poll = state->poll.record.id,
		.meeting = state->poll.meeting.value,
		.subject = (enum poll_subject)state->poll.subject.value};
	return ending;
}

static bool note_given(struct dashboard *dashboard, const char *text, void *context,
	unsigned *effects, struct error *error)
{
	const struct ending *ending = context;
	struct poll_decision decision = {.meeting = ending->meeting,
		.subject = ending->subject,
		.choice = ending->choice,
		.note = text};
	return vote_decide(dashboard, &decision, effects, error);
}

static unsigned ask_note(struct dashboard *dashboard, const struct ending *ending)
{
	struct ending *copy = xcalloc(1, sizeof(*copy));
	*copy = *ending;
	struct prompt prompt = {
		.title = _("The chair decides"),
		.label = _("Why? It stands in the protocol."),
		.done = note_given,
		.context = copy,
		.free_context = free,
	};
	prompt_open(dashboard, &prompt);
	return EFFECT_DRAW;
}

static unsigned decide_by_votes(struct dashboard *dashboard, const struct ending *ending)
{
	struct poll_decision decision = {.meeting = ending->meeting, .subject = ending->subject};
	struct error error = {0};
	unsigned effects = EFFECT_DRAW;
	if (!vote_decide(dashboard, &decision, &effects, &error))
		return dashboard_complain(dashboard, &error);
	return effects;
}

static unsigned abandon(struct dashboard *dashboard, const struct ending *ending)
{
	struct error error = {0};
	if (!service_poll_abandon(dashboard->service, ending->poll, &error))
		return dashboard_complain(dashboard, &error);
	dashboard_say(dashboard, ROLE_TEXT,
		xstrdup(_("Closed without a decision: the same is proposed again.")));
	return EFFECT_DRAW | EFFECT_RELOAD;
}

enum { END_BY_VOTES = -1, END_WITHOUT = -2, END_COUNTED = -3 };

static unsigned ask_end(struct dashboard *dashboard, const struct poll_state *state, bool counted);

/* A secret vote has been given: now its figures may be seen. */
static unsigned count_votes(struct dashboard *dashboard, const struct ending *ending)
{
	struct poll_state state;
	struct error error = {0};
	if (!service_poll_read(dashboard->service, ending->poll, &state, &error))
		return dashboard_complain(dashboard, &error);
	unsigned effects = ask_end(dashboard, &state, true);
	poll_state_finish(&state);
	return effects;
}

static unsigned end_chosen(struct dashboard *dashboard, int value, void *context)
{
	struct ending *ending = context;
	if (value == END_WITHOUT)
		return abandon(dashboard, ending);
	if (value == END_COUNTED)
		return count_votes(dashboard, ending);
	if (value == END_BY_VOTES)
		return decide_by_votes(dashboard, ending);
	ending->choice[0] = poll_letter((size_t)value);
	return ask_note(dashboard, ending);
}

static void add_endings(struct picker *picker, const struct poll_state *state, bool counted)
{
	const struct poll_result *result = &state->result;
	if (!counted) {
		struct picker_item *count = picker_item_add(&picker->items, &picker->count);
		count->text = xstrdup(_("All have voted: show the figures"));
		count->value = END_COUNTED;
	}
	for (size_t i = 0; counted && i < state->count; i++) {
		if (!state->votes[i] || state->votes[i] < result->most)
			continue;
		struct picker_item *item = picker_item_add(&picker->items, &picker->count);
		char *words = poll_option_words(&state->options[i]);
		item->text = xasprintf(_("Decide: %c, %s"), poll_letter(i), words);
		item->letter = poll_letter(i);
		item->value = result->outcome == POLL_TIED ? (int)i : END_BY_VOTES;
		free(words);
	}
	struct picker_item *without = picker_item_add(&picker->items, &picker->count);
	without->text = xstrdup(_("No decision"));
	without->value = END_WITHOUT;
}

static char *end_intro(const struct poll_state *state, bool counted)
{
	if (!counted)
		return xstrdup(_("The vote is secret."));
	char *words = poll_state_words(state);
	if (state->result.outcome != POLL_TIED)
		return words;
	/* TRANSLATORS: after a tie, as "A TIE 9–9–5" */
	char *intro = xasprintf(_("%s. The chair chooses one of them."), words);
	free(words);
	return intro;
}

static unsigned ask_end(struct dashboard *dashboard, const struct poll_state *state, bool counted)
{
	char *intro = end_intro(state, counted);
	struct picker picker = {
		.title = _("Close the vote"),
		.intro = intro,
		.chosen = end_chosen,
		.context = ending_of(state),
		.free_context = free,
	};
	add_endings(&picker, state, counted);
	picker_open(dashboard, &picker);
	free(intro);
	return EFFECT_DRAW;
}

unsigned vote_ask_end(struct dashboard *dashboard, const struct poll_state *state)
{
	return ask_end(dashboard, state, !poll_is_hidden(state));
}

/* ---- an organisation votes ---- */

enum { OTHER_ORGANISATION = -1 };

struct voters {
	int64_t option;
	char **codes; /* of the items; owned */
	size_t count;
};

static void voters_free(void *context)
{
	struct voters *voters = context;
	for (size_t i = 0; i < voters->count; i++)
		free(voters->codes[i]);
	free(voters->codes);
	free(voters);
}

static unsigned vote_as(struct dashboard *dashboard, int64_t option, const char *code)
{
	struct error error = {0};
	if (!service_poll_ballot(dashboard->service, option, code, &error))
		return dashboard_complain(dashboard, &error);
	return EFFECT_DRAW | EFFECT_RELOAD;
}

static bool code_given(struct dashboard *dashboard, const char *text, void *context,
	unsigned *effects, struct error *error)
{
	const struct organisation_index *index;
	const int64_t *option = context;
	if (!service_organisations(dashboard->service, &index, error))
		return false;
	struct organisation_match match = organisation_index_find(index, text, NULL);
	const char *code = match.kind == MATCH_EXACT ? match.candidates[0]->code : text;
	if (!service_poll_ballot(dashboard->service, *option, code, error))
		return false;
	*effects = EFFECT_DRAW | EFFECT_RELOAD;
	return true;
}

static unsigned ask_code(struct dashboard *dashboard, int64_t option)
{
	int64_t *box = xcalloc(1, sizeof(*box));
	*box = option;
	struct prompt prompt = {
		.title = _("Another organisation"),
		.label = _("Name or register code"),
		.done = code_given,
		.context = box,
		.free_context = free,
	};
	prompt_open(dashboard, &prompt);
	return EFFECT_DRAW;
}

static unsigned voter_chosen(struct dashboard *dashboard, int value, void *context)
{
	const struct voters *voters = context;
	if (value == OTHER_ORGANISATION)
		return ask_code(dashboard, voters->option);
	return vote_as(dashboard, voters->option, voters->codes[value]);
}

/* 'b': what the organisation has voted for; 0: nothing yet. */
static char vote_of_code(
	const struct poll_state *state, const struct record_set *ballots, const char *code)
{
	for (size_t i = 0; i < ballots->count; i++) {
		const struct ballot *ballot = record_set_at(ballots, i);
		for (size_t at = 0; at < state->count; at++) {
			if (!strcmp(ballot->organisation_code, code) &&
				ballot->option.value == state->options[at].record.id)
				return poll_letter(at);
		}
	}
	return 0;
}

static void add_voters(struct picker *picker, struct voters *voters, const struct poll_state *state,
	const struct record_set *organisations, const struct record_set *ballots)
{
	voters->codes = xcalloc(organisations->count + 1, sizeof(*voters->codes));
	for (size_t i = 0; i < organisations->count; i++) {
		const struct organisation *one = record_set_at(organisations, i);
		struct picker_item *item = picker_item_add(&picker->items, &picker->count);
		char vote = vote_of_code(state, ballots, one->code);
		item->text = xstrdup(one->name);
		char *loose = collate_fold_loose(one->name); /* "gote" finds Göteborg */
		item->also = xasprintf("%s %s", loose, one->code);
		free(loose);
		item->value = (int)i;
		if (vote)
			item->note = poll_is_hidden(state) ? xstrdup(_("has voted"))
							   : xasprintf("%c", vote);
		voters->codes[voters->count++] = xstrdup(one->code);
	}
	struct picker_item *other = picker_item_add(&picker->items, &picker->count);
	other->text = xstrdup(_("Another organisation"));
	other->value = OTHER_ORGANISATION;
}

unsigned vote_ask_organisation(
	struct dashboard *dashboard, const struct poll_state *state, size_t option)
{
	struct store *store = dashboard->service->store;
	struct record_set organisations = {0}, ballots = {0};
	struct error error = {0};
	bool ok = store_represented(store, dashboard->service->network, &organisations, &error) &&
		  veil_all(dashboard, &ballot_entity, state->poll.record.id, &ballots, &error);
	if (ok) {
		char *words = poll_option_words(&state->options[option]);
		char *title = xasprintf("%c  %s", poll_letter(option), words);
		struct voters *voters = xcalloc(1, sizeof(*voters));
		voters->option = state->options[option].record.id;
		struct picker picker = {.title = title,
			.prompt = _("Organisation"),
			.chosen = voter_chosen,
			.context = voters,
			.free_context = voters_free};
		add_voters(&picker, voters, state, &organisations, &ballots);
		picker_open(dashboard, &picker);
		free(title);
		free(words);
	}
	record_set_finish(&ballots);
	record_set_finish(&organisations);
	return ok ? EFFECT_DRAW : dashboard_complain(dashboard, &error);
}
