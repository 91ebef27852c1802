/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be done with proposals, a key each. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "tui/dashboard.h"
#include "tui/dialogs.h"
#include "tui/vote.h"

enum deed {
	DEED_ADD,
	DEED_EDIT,
	DEED_PROPOSER,
	DEED_WORDS,
	DEED_REOPEN,
};

/* What a prompt is about. The poll is read again when it is answered: it may have changed. */
struct errand {
	enum deed deed;
	int64_t meeting;
	enum poll_subject subject;
	int64_t option;
	size_t at;
};

static struct errand *errand_of(const struct poll_state *state, enum deed deed, size_t at)
{
	struct errand *errand = xcalloc(1, sizeof(*errand));
	*errand = (struct errand){.deed = deed,
		.meeting = state->poll.meeting.value,
		.subject = (enum poll_subject)state->poll.subject.value,
		.option = at < state->count ? state->options[at].record.id : 0,
		.at = at};
	return errand;
}

/* ---- answers ---- */

static bool change_proposal(struct dashboard *dashboard, const struct errand *errand,
	const char *text, struct error *error)
{
	struct service *service = dashboard->service;
	struct poll_state state;
	if (!service_poll_find(service, errand->meeting, errand->subject, &state, error))
		return false;
	bool ok = errand->at < state.count && state.options[errand->at].record.id == errand->option;
	if (!ok)
		error_set(error, ERROR_CONFLICT,
			_("The proposals have been changed by someone else: look again."));
	char *words = ok ? poll_option_words(&state.options[errand->at]) : NULL;
	bool by = errand->deed == DEED_PROPOSER;
	ok = ok && service_proposal_edit(
			   service, &state, errand->at, by ? words : text, by ? text : NULL, error);
	free(words);
	poll_state_finish(&state);
	return ok;
}

static bool do_errand(struct dashboard *dashboard, const struct errand *errand, const char *text,
	unsigned *effects, struct error *error)
{
	struct service *service = dashboard->service;
	struct poll_decision decision = {
		.meeting = errand->meeting, .subject = errand->subject, .choice = text};
	switch (errand->deed) {
	case DEED_ADD:
		return service_proposal_add(
			service, errand->meeting, errand->subject, text, NULL, error);
	case DEED_WORDS:
		return vote_decide(dashboard, &decision, effects, error);
	case DEED_REOPEN:
		return service_theme_reopen(service, errand->meeting, text, error);
	default:
		return change_proposal(dashboard, errand, text, error);
	}
}

static bool answered(struct dashboard *dashboard, const char *text, void *context,
	unsigned *effects, struct error *error)
{
	if (!do_errand(dashboard, context, text, effects, error))
		return false;
	*effects = EFFECT_DRAW | EFFECT_RELOAD;
	return true;
}

/* ---- questions ---- */

static unsigned ask(struct dashboard *dashboard, const struct poll_state *state, enum deed deed,
	size_t at, const char *text)
{
	static const struct {
		const char *title, *label, *help;
	} words[] = {
		[DEED_ADD] = {N_("A proposal"), N_("Theme"), NULL},
		[DEED_EDIT] = {N_("Change the proposal"), N_("Theme"), NULL},
		[DEED_PROPOSER] = {N_("Proposed by"), N_("Proposed by"),
			N_("An organisation or a function: the screen may be on the wall")},
		[DEED_WORDS] = {N_("Decide other words"), N_("Decided theme"),
			N_("Enter decides it; the calendar file gets a new version.")},
		[DEED_REOPEN] = {N_("Take up the theme again"), N_("Reason"),
			N_("What was decided stays in the protocol.")},
	};
	bool date = state->poll.subject.value == POLL_DATE && deed <= DEED_EDIT;
	struct prompt prompt = {
		.title = _(words[deed].title),
		.label = date ? _("Date and time") : _(words[deed].label),
		.text = text,
		.help = date               ? _("6 feb 2024, or with the time: 6 feb 2024 9-12")
			: words[deed].help ? _(words[deed].help)
					   : NULL,
		.done = answered,
		.context = errand_of(state, deed, at),
		.free_context = free,
	};
	prompt_open(dashboard, &prompt);
	return EFFECT_DRAW;
}

static unsigned ask_edit(
	struct dashboard *dashboard, const struct poll_state *state, enum deed deed, size_t at)
{
	const struct poll_option *option = &state->options[at];
	char *words = poll_option_words(option);
	unsigned effects = ask(
		dashboard, state, deed, at, deed == DEED_EDIT ? words : option->proposer);
	free(words);
	return effects;
}

static unsigned delete_proposal(
	struct dashboard *dashboard, const struct poll_state *state, size_t at)
{
	struct error error = {0};
	if (!service_proposal_remove(dashboard->service, state, at, &error))
		return dashboard_complain(dashboard, &error);
	dashboard_say(dashboard, ROLE_GOOD, xstrdup(_("Deleted. u undoes.")));
	return EFFECT_DRAW | EFFECT_RELOAD;
}

static unsigned decide_agreed(struct dashboard *dashboard, void *context)
{
	const struct errand *errand = context;
	char letter[] = {poll_letter(errand->at), '\0'};
	struct poll_decision decision = {
		.meeting = errand->meeting, .subject = errand->subject, .choice = letter};
	struct error error = {0};
	unsigned effects = EFFECT_DRAW;
	if (!vote_decide(dashboard, &decision, &effects, &error))
		return dashboard_complain(dashboard, &error);
	return effects;
}

static unsigned ask_decide(struct dashboard *dashboard, const struct poll_state *state, size_t at)
{
	struct reader reader = {.title = _("Decide without a vote"),
		.agreed = decide_agreed,
		.context = errand_of(state, DEED_WORDS, at),
		.free_context = free};
	char *words = poll_option_words(&state->options[at]);
	sheet_text(&reader.sheet, ROLE_TITLE, words);
	sheet_blank(&reader.sheet);
	sheet_text(&reader.sheet, ROLE_DIALOG,
		state->poll.subject.value == POLL_DATE
			? _("The meeting gets this date, and a line is written in the protocol.")
			: _("The meeting gets this theme, and a line is written in the protocol."));
	reader_open(dashboard, &reader);
	free(words);
	return EFFECT_DRAW;
}

/* ---- to the vote ---- */

static unsigned begin_vote(struct dashboard *dashboard, int64_t meeting, enum poll_subject subject,
	enum poll_mode mode, bool secret)
{
	struct poll_state state = {0};
	struct error error = {0};
	bool ok = service_poll_open(dashboard->service, meeting, subject, mode, secret, &error) &&
		  service_poll_find(dashboard->service, meeting, subject, &state, &error);
	unsigned effects = ok ? vote_open(dashboard, state.poll.record.id)
			      : dashboard_complain(dashboard, &error);
	poll_state_finish(&state);
	return effects;
}

static unsigned vote(struct dashboard *dashboard, const struct poll_state *state)
{
	if (state->poll.status.value == POLL_OPEN)
		return vote_open(dashboard, state->poll.record.id);
	return begin_vote(dashboard, state->poll.meeting.value,
		(enum poll_subject)state->poll.subject.value, POLL_HANDS, false);
}

/* A way to vote as one number: the mode, and whether it is secret. */
enum { WAY_SECRET = 1, WAY_ORGANISATION = 2 };

static unsigned way_chosen(struct dashboard *dashboard, int way, void *context)
{
	const struct errand *errand = context;
	return begin_vote(dashboard, errand->meeting, errand->subject,
		way & WAY_ORGANISATION ? POLL_ORGANISATION : POLL_HANDS, way & WAY_SECRET);
}

static unsigned ask_way(struct dashboard *dashboard, const struct poll_state *state)
{
	static const char *const ways[] = {
		N_("A vote for each raised hand"),
		N_("A vote for each raised hand, secret until it is closed"),
		N_("A vote for each organisation"),
		N_("A vote for each organisation, secret until it is closed"),
	};
	struct picker picker = {.title = _("Open the vote"),
		.chosen = way_chosen,
		.context = errand_of(state, DEED_WORDS, 0),
		.free_context = free};
	for (int i = 0; i < (int)(sizeof(ways) / sizeof(*ways)); i++) {
		struct picker_item *item = picker_item_add(&picker.items, &picker.count);
		item->text = xstrdup(_(ways[i]));
		item->value = i;
	}
	picker_open(dashboard, &picker);
	return EFFECT_DRAW;
}

/* ---- keys ---- */

static unsigned planned_key(
	struct dashboard *dashboard, const struct poll_state *state, size_t at, uint32_t code)
{
	switch (code) {
	case 'a':
		return ask(dashboard, state, DEED_ADD, at, NULL);
	case 'b':
		return vote(dashboard, state);
	case 'o':
		return ask_way(dashboard, state);
	case 't':
		return state->poll.subject.value == POLL_THEME
			       ? ask(dashboard, state, DEED_WORDS, at, NULL)
			       : EFFECT_IGNORED;
	default:
		break;
	}
	if (at >= state->count)
		return EFFECT_IGNORED;
	switch (code) {
	case 'e':
		return ask_edit(dashboard, state, DEED_EDIT, at);
	case 'f':
		return ask_edit(dashboard, state, DEED_PROPOSER, at);
	case 'd':
	case KEYCODE_DELETE:
		return delete_proposal(dashboard, state, at);
	case KEYCODE_ENTER:
		return ask_decide(dashboard, state, at);
	default:
		return EFFECT_IGNORED;
	}
}

static unsigned decided_key(struct dashboard *dashboard, const struct poll_state *state,
	const struct meeting *meeting, uint32_t code)
{
	if (code == 't')
		return ask(dashboard, state, DEED_WORDS, 0, meeting->theme);
	return code == 'r' ? ask(dashboard, state, DEED_REOPEN, 0, NULL) : EFFECT_IGNORED;
}

unsigned proposals_key(struct dashboard *dashboard, const struct poll_state *state,
	const struct meeting *meeting, size_t at, struct key key)
{
	if (state->poll.status.value == POLL_OPEN)
		return key.code == 'b' || key.code == 'o' || key.code == KEYCODE_ENTER
			       ? vote(dashboard, state)
			       : EFFECT_IGNORED;
	if (state->poll.subject.value == POLL_THEME && meeting->theme_status.value == THEME_DECIDED)
		return decided_key(dashboard, state, meeting, key.code);
	return planned_key(dashboard, state, at, key.code);
}
