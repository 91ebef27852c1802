/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Votes: hands in the room, or a ballot an organisation. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "service/assess.h"
#include "service/pollprivate.h"
#include "store/represented.h"

static struct number known(int64_t value)
{
	return (struct number){.known = true, .value = value};
}

/* ---- opening ---- */

static bool refuse_open(struct error *error)
{
	return error_set(error, ERROR_REFUSED, _("The vote is open already."));
}

static bool may_open(
	const struct meeting *meeting, const struct poll_state *state, struct error *error)
{
	bool theme = state->poll.subject.value == POLL_THEME;
	if (state->poll.status.value == POLL_OPEN)
		return refuse_open(error);
	if (theme && meeting->theme_status.value == THEME_DECIDED)
		return error_set(error, ERROR_REFUSED,
			_("The theme is decided already: reopen it first, with a reason."));
	if (state->count < 2)
		return error_set(error, ERROR_REFUSED,
			_("A vote needs two proposals: with one of them it is decided directly."));
	return true;
}

static bool write_open(struct service *service, const struct poll_state *state, enum poll_mode mode,
	bool secret, struct error *error)
{
	struct poll poll = {0};
	struct meeting meeting = {0};
	bool ok = store_get(service->store, &poll_entity, state->poll.record.id, &poll, error) &&
		  store_get(service->store, &meeting_entity, poll.meeting.value, &meeting, error) &&
		  (poll.status.value == POLL_PLANNED || refuse_open(error));
	if (ok) {
		poll.status = known(POLL_OPEN);
		poll.mode = known(mode);
		poll.secret = known(secret);
		poll.opened_at = known(clock_now(service->clock));
		if (poll.subject.value == POLL_THEME)
			poll.decided_at = meeting.theme_decided_at;
		ok = service_write(service, &poll_entity, &poll, error);
	}
	if (ok && poll.subject.value == POLL_THEME) {
		meeting.theme_status = known(THEME_VOTING);
		ok = service_write(service, &meeting_entity, &meeting, error);
	}
	record_finish(&meeting_entity, &meeting);
	record_finish(&poll_entity, &poll);
	return ok;
}

bool service_poll_open(struct service *service, int64_t id, enum poll_subject subject,
	enum poll_mode mode, bool secret, struct error *error)
{
	struct meeting meeting = {0};
	struct poll_state state = {0};
	bool ok = store_get(service->store, &meeting_entity, id, &meeting, error) &&
		  service_poll_find(service, id, subject, &state, error) &&
		  may_open(&meeting, &state, error);
	if (ok) {
		char *name = poll_title(service, &state.poll);
		char *title = xasprintf(_("%s: opened"), name);
		ok = service_begin(service, title, false, error) &&
		     service_end(service, write_open(service, &state, mode, secret, error), error);
		free(title);
		free(name);
	}
	poll_state_finish(&state);
	record_finish(&meeting_entity, &meeting);
	return ok;
}

static bool save_poll(struct service *service, struct poll *poll, struct error *error)
{
	char *title = poll_title(service, poll);
	bool ok = service_save(service, &poll_entity, poll, title, error);
	free(title);
	return ok;
}

bool service_poll_set_mode(
	struct service *service, int64_t poll, enum poll_mode mode, struct error *error)
{
	struct poll_state state;
	bool ok = service_poll_read(service, poll, &state, error);
	if (ok && state.result.total)
		ok = error_set(error, ERROR_REFUSED,
			_("Votes have been given already: how they are counted stays."));
	if (ok) {
		state.poll.mode = known(mode);
		ok = save_poll(service, &state.poll, error);
	}
	poll_state_finish(&state);
	return ok;
}

bool service_poll_set_secret(struct service *service, int64_t id, bool secret, struct error *error)
{
	struct poll poll = {0};
	bool ok = store_get(service->store, &poll_entity, id, &poll, error);
	if (ok) {
		poll.secret = known(secret);
		ok = save_poll(service, &poll, error);
	}
	record_finish(&poll_entity, &poll);
	return ok;
}

/* ---- hands ---- */

static bool check_open(const struct poll *poll, enum poll_mode mode, struct error *error)
{
	if (poll->status.value != POLL_OPEN)
		return error_set(error, ERROR_REFUSED, _("The vote is not open."));
	if (poll->mode.value == (int64_t)mode)
		return true;
	return error_set(error, ERROR_REFUSED,
		mode == POLL_HANDS ? _("Each organisation votes here: say which.")
				   : _("Hands are counted here, not organisations."));
}

/* What is being voted on: the option and its poll, read when nobody else can write. */
struct vote {
	struct poll_option option;
	struct poll poll;
	char *title;
};

static bool vote_begin(struct service *service, int64_t option, enum poll_mode mode,
	struct vote *vote, struct error *error)
{
	struct poll *poll = &vote->poll;
	if (!store_get(service->store, &poll_option_entity, option, &vote->option, error) ||
		!store_get(service->store, &poll_entity, vote->option.poll.value, poll, error))
		return false;
	char *name = poll_title(service, poll);
	/* Not which option: the title is said aloud where the vote may be secret. */
	vote->title = xasprintf(mode == POLL_HANDS ? _("%s: hands") : _("%s: a ballot"), name);
	free(name);
	if (!service_begin(service, vote->title, false, error))
		return false;
	record_finish(&poll_option_entity, &vote->option);
	record_finish(&poll_entity, poll);
	if (store_get(service->store, &poll_option_entity, option, &vote->option, error) &&
		store_get(service->store, &poll_entity, vote->option.poll.value, poll, error) &&
		check_open(poll, mode, error))
		return true;
	return service_end(service, false, error);
}

static void vote_finish(struct vote *vote)
{
	record_finish(&poll_option_entity, &vote->option);
	record_finish(&poll_entity, &vote->poll);
	free(vote->title);
}

static bool write_hands(
	struct service *service, int64_t option, bool relative, int64_t hands, struct error *error)
{
	struct vote vote = {0};
	bool ok = vote_begin(service, option, POLL_HANDS, &vote, error);
	if (ok) {
		int64_t now = relative ? vote.option.hands.value + hands : hands;
		vote.option.hands = known(now);
		ok = now >= 0 ? service_write(service, &poll_option_entity, &vote.option, error)
			      : error_set(error, ERROR_REFUSED, _("No hand is up for that."));
		ok = service_end(service, ok, error);
	}
	vote_finish(&vote);
	return ok;
}

bool service_poll_hand(struct service *service, int64_t option, int step, struct error *error)
{
	return write_hands(service, option, true, step, error);
}

bool service_poll_count_hands(
	struct service *service, int64_t option, int64_t hands, struct error *error)
{
	return write_hands(service, option, false, hands, error);
}

/* ---- ballots ---- */

static bool check_voter(struct service *service, const char *code, struct error *error)
{
	bool represented;
	if (!service_check_organisation(service, code, error) ||
		!store_is_represented(service->store, service->network, code, &represented, error))
		return false;
	return represented ||
	       error_set(error, ERROR_REFUSED,
		       _("No admitted participant comes from the organisation %s."), code);
}

static bool write_ballot(
	struct service *service, const struct vote *vote, const char *code, struct error *error)
{
	struct record_set set = {0};
	if (!store_all(service->store, &ballot_entity, vote->poll.record.id, &set, error))
		return false;
	struct ballot *ballot = NULL;
	for (size_t i = 0; i < set.count && !ballot; i++) {
		const struct ballot *one = record_set_at(&set, i);
		if (!strcmp(one->organisation_code, code))
			ballot = record_copy(&ballot_entity, one);
	}
	if (!ballot) {
		ballot = service_new(service, &ballot_entity);
		ballot->poll = known(vote->poll.record.id);
		ballot->organisation_code = xstrdup(code);
	}
	ballot->option = known(vote->option.record.id);
	bool ok = service_write(service, &ballot_entity, ballot, error);
	record_destroy(&ballot_entity, ballot);
	record_set_finish(&set);
	return ok;
}

bool service_poll_ballot(
	struct service *service, int64_t option, const char *code, struct error *error)
{
	struct vote vote = {0};
	bool ok = check_voter(service, code, error) &&
		  vote_begin(service, option, POLL_ORGANISATION, &vote, error);
	if (ok)
		ok = service_end(service, write_ballot(service, &vote, code, error), error);
	vote_finish(&vote);
	return ok;
}

/* ---- taking back ---- */

static bool is_in_effect(const struct journal_action *action)
{
	return !action->undone_by &&
	       (!strcmp(action->kind, "change") || !strcmp(action->kind, "redo"));
}

/* Nothing but a vote on one of these options. */
static bool is_vote(const struct journal_action *action, const struct poll_state *state)
{
	const struct journal_row *row = action->rows;
	if (action->row_count != 1)
		return false;
	bool hand = !strcmp(row->entity, poll_option_entity.name) && row->before && row->after;
	if (!hand && strcmp(row->entity, ballot_entity.name) != 0)
		return false;
	char *link = xasprintf("\"poll_id\":%lld,", (long long)state->poll.record.id);
	bool ours = !hand && row->after && strstr(row->after, link);
	free(link);
	for (size_t i = 0; hand && !ours && i < state->count; i++)
		ours = state->options[i].record.id == row->row;
	return ours;
}

/* *vote: would undoing take back a vote of this poll? */
static bool newest_is_vote(
	struct service *service, const struct poll_state *state, bool *vote, struct error *error)
{
	struct journal_query query = {.limit = 50};
	bool ok = true, found = false;
	*vote = false;
	while (ok && !found) {
		struct journal journal = {0};
		ok = store_history(service->store, &query, &journal, error);
		for (size_t i = 0; ok && !found && i < journal.count; i++) {
			found = is_in_effect(&journal.actions[i]);
			*vote = found && is_vote(&journal.actions[i], state);
			query.before = journal.actions[i].id;
		}
		found = found || journal.count < query.limit;
		journal_finish(&journal);
	}
	return ok;
}

bool service_poll_take_back(
	struct service *service, int64_t poll, int64_t option, struct error *error)
{
	struct poll_state state;
	bool vote = false;
	char *said = NULL;
	bool ok = service_poll_read(service, poll, &state, error) &&
		  newest_is_vote(service, &state, &vote, error);
	if (ok && state.poll.status.value != POLL_OPEN)
		ok = error_set(error, ERROR_REFUSED, _("The vote is not open."));
	else if (ok && vote)
		ok = service_undo(service, 1, &said, error);
	else if (ok && option && state.poll.mode.value == POLL_HANDS)
		ok = service_poll_hand(service, option, -1, error);
	else if (ok)
		ok = error_set(error, ERROR_REFUSED,
			state.result.total
				? _("Something else has been changed since: Esc, then u.")
				: _("There is nothing to take back here."));
	free(said);
	poll_state_finish(&state);
	return ok;
}
