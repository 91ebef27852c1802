/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decisions: the end of a poll, the meeting that follows, the line of the protocol. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "service/pollprivate.h"

static struct number known(int64_t value)
{
	return (struct number){.known = true, .value = value};
}

/* ---- what is decided ---- */

/* A decision being made: what it is about, and what was chosen. */
struct choice_made {
	struct meeting meeting;
	struct poll_state state;
	long option; /* of the state; -1: the words */
	char *words; /* of a theme that nobody had proposed; owned */
	bool tied;   /* the chair chose */
	char *note;  /* owned */
};

static void choice_made_finish(struct choice_made *made)
{
	record_finish(&meeting_entity, &made->meeting);
	poll_state_finish(&made->state);
	free(made->words);
	free(made->note);
}

static bool is_open(const struct choice_made *made)
{
	return made->state.poll.status.value == POLL_OPEN;
}

static bool refuse_tie(const struct poll_state *state, struct error *error)
{
	char *words = poll_state_words(state);
	error_set(error, ERROR_REFUSED,
		_("%s: the chair chooses one of them, and says why in a note."), words);
	free(words);
	return false;
}

static bool choose_by_votes(
	struct choice_made *made, const struct poll_decision *decision, struct error *error)
{
	const struct poll_state *state = &made->state;
	const struct poll_result *result = &state->result;
	if (result->outcome == POLL_NO_VOTES)
		return error_set(error, ERROR_REFUSED,
			_("Nobody has voted: close the vote without a decision."));
	made->tied = result->outcome == POLL_TIED;
	if (made->tied && !decision->choice)
		return refuse_tie(state, error);
	if (decision->choice && made->option < 0)
		return error_set(error, ERROR_REFUSED, _("“%s” is not what is being voted on."),
			decision->choice);
	if (made->option < 0)
		made->option = (long)result->winner;
	if (state->votes[made->option] != result->most) {
		char *words = poll_option_words(&state->options[made->option]);
		error_set(error, ERROR_REFUSED,
			_("“%s” has not got the most votes: close the vote without a decision "
			  "instead."),
			words);
		free(words);
		return false;
	}
	if (!made->tied)
		return true;
	return !text_is_blank(decision->note) ||
	       error_set_field(error, ERROR_DATA, "chair_note",
		       _("After a tie the chair chooses, with a note that says why."));
}

static bool choose_directly(
	struct choice_made *made, const struct poll_decision *decision, struct error *error)
{
	if (made->option >= 0)
		return true;
	if (decision->subject == POLL_DATE)
		return error_set_field(error, ERROR_DATA, "date",
			_("Choose one of the proposed dates, by its letter."));
	if (decision->choice) {
		made->words = text_stored(decision->choice, strlen(decision->choice));
		text_trim(made->words);
		return true;
	}
	if (made->state.count > 1)
		return error_set(error, ERROR_REFUSED,
			PLURAL_("There is %zu proposal: choose one of them, or open the vote.",
				"There are %zu proposals: choose one of them, or open the vote.",
				made->state.count),
			made->state.count);
	if (made->state.count)
		made->option = 0;
	else if (made->meeting.theme)
		made->words = xstrdup(made->meeting.theme);
	return made->option >= 0 || made->words ||
	       error_set_field(error, ERROR_DATA, "theme", _("A decided theme needs its words."));
}

static bool choose(struct service *service, const struct poll_decision *given,
	struct choice_made *made, struct error *error)
{
	struct poll_decision decision = *given;
	if (text_is_blank(decision.choice))
		decision.choice = NULL;
	if (!store_get(service->store, &meeting_entity, decision.meeting, &made->meeting, error) ||
		!service_poll_find(
			service, decision.meeting, decision.subject, &made->state, error))
		return false;
	made->option = decision.choice ? poll_state_option(&made->state, decision.choice) : -1;
	if (!text_is_blank(decision.note)) {
		made->note = text_stored(decision.note, strlen(decision.note));
		text_trim(made->note);
	}
	return is_open(made) ? choose_by_votes(made, &decision, error)
			     : choose_directly(made, &decision, error);
}

/* ---- writing it ---- */

/* The option that has won; words that nobody had proposed become one. */
static bool winning_option(
	struct service *service, const struct choice_made *made, int64_t *id, struct error *error)
{
	if (made->option >= 0) {
		*id = made->state.options[made->option].record.id;
		return true;
	}
	struct poll_option option = {.text = xstrdup(made->words)};
	bool ok = poll_add_option(service, &made->state.poll, &option, error);
	*id = option.record.id;
	record_finish(&poll_option_entity, &option);
	return ok;
}

static bool close_poll(struct service *service, const struct choice_made *made, struct error *error)
{
	struct poll poll = {0};
	int64_t winner = 0;
	if (!made->state.poll.record.id)
		return true;
	bool ok = winning_option(service, made, &winner, error) &&
		  store_get(service->store, &poll_entity, made->state.poll.record.id, &poll, error);
	if (ok) {
		poll.status = known(POLL_CLOSED);
		poll.winner = known(winner);
		poll.closed_at = known(clock_now(service->clock));
		free(poll.closed_by);
		poll.closed_by = xstrdup(service->who);
		free(poll.chair_note);
		poll.chair_note = made->note ? xstrdup(made->note) : NULL;
		ok = service_write(service, &poll_entity, &poll, error);
	}
	record_finish(&poll_entity, &poll);
	return ok;
}

/* What the protocol calls it; borrowed from the decision. */
static const char *chosen_words(const struct choice_made *made)
{
	return made->option >= 0 ? made->state.options[made->option].text : made->words;
}

static void set_date(struct meeting *meeting, const struct poll_option *option)
{
	meeting->date = option->date;
	if (!option->start.known)
		return;
	meeting->start = option->start;
	meeting->end = option->end;
}

/* The meeting as it is now: adding words that nobody had proposed has changed it meanwhile. */
static bool write_meeting(struct service *service, const struct choice_made *made,
	enum poll_subject subject, struct error *error)
{
	struct meeting meeting = {0};
	bool ok = store_get(
		service->store, &meeting_entity, made->meeting.record.id, &meeting, error);
	if (ok && subject == POLL_DATE) {
		set_date(&meeting, &made->state.options[made->option]);
	} else if (ok) {
		free(meeting.theme);
		meeting.theme = xstrdup(chosen_words(made));
		meeting.theme_status = known(THEME_DECIDED);
		meeting.theme_decided_on = known(clock_today(service->clock));
	}
	ok = ok && service_write(service, &meeting_entity, &meeting, error);
	record_finish(&meeting_entity, &meeting);
	return ok;
}

static bool next_ordinal(
	struct service *service, int64_t meeting, int64_t *ordinal, struct error *error)
{
	struct record_set set = {0};
	*ordinal = 1;
	if (!store_all(service->store, &resolution_entity, meeting, &set, error))
		return false;
	for (size_t i = 0; i < set.count; i++) {
		const struct resolution *resolution = record_set_at(&set, i);
		if (resolution->ordinal.value >= *ordinal)
			*ordinal = resolution->ordinal.value + 1;
	}
	record_set_finish(&set);
	return true;
}

/* The meeting at which it is decided: the one that was said to, or another that is held today;
 * otherwise the decision is made in between and stands with the meeting that it is about. */
static bool deciding_meeting(struct service *service, const struct choice_made *made,
	struct number *id, struct error *error)
{
	const struct meeting *about = &made->meeting;
	struct record_set meetings = {0};
	int64_t today = clock_today(service->clock);
	*id = made->state.poll.subject.value == POLL_THEME ? about->theme_decided_at
							   : made->state.poll.decided_at;
	if (id->known)
		return true;
	if (!store_all(service->store, &meeting_entity, service->network, &meetings, error))
		return false;
	*id = known(about->record.id);
	for (size_t i = 0; i < meetings.count; i++) {
		const struct meeting *one = record_set_at(&meetings, i);
		if (one->date.known && one->date.value == today &&
			one->status.value != MEETING_CANCELLED)
			*id = known(one->record.id);
	}
	record_set_finish(&meetings);
	return true;
}

static bool write_resolution(struct service *service, const struct choice_made *made,
	const char *text, struct error *error)
{
	struct resolution *row = service_new(service, &resolution_entity);
	const struct poll *poll = &made->state.poll;
	row->source = known(RESOLUTION_DECISION);
	row->text = xstrdup(text);
	row->decided_on = known(clock_today(service->clock));
	row->about = known(made->meeting.record.id);
	if (poll->record.id)
		row->poll = known(poll->record.id);
	bool ok = deciding_meeting(service, made, &row->meeting, error) &&
		  next_ordinal(service, row->meeting.value, &row->ordinal.value, error);
	row->ordinal.known = true;
	ok = ok && service_write(service, &resolution_entity, row, error);
	record_destroy(&resolution_entity, row);
	return ok;
}

/* A theme that is decided to be what it was decided to be is no new decision. */
static bool is_news(const struct choice_made *made, enum poll_subject subject)
{
	return subject == POLL_DATE || made->state.poll.record.id || !made->meeting.theme ||
	       made->meeting.theme_status.value != THEME_DECIDED ||
	       strcmp(made->meeting.theme, chosen_words(made)) != 0;
}

static char *line_of(const struct choice_made *made, enum poll_subject subject)
{
	const struct poll_state *state = &made->state;
	char *figures = is_open(made) ? poll_figures(state->votes, state->count) : NULL;
	struct protocol_line line = {
		.about = &made->meeting,
		.subject = subject,
		.mode = (enum poll_mode)state->poll.mode.value,
		.choice = chosen_words(made),
		.figures = figures,
		.note = made->tied ? made->note : NULL,
	};
	char *text = protocol_line(&line);
	free(figures);
	return text;
}

static bool write_decision(struct service *service, const struct choice_made *made,
	enum poll_subject subject, const char *text, struct error *error)
{
	return close_poll(service, made, error) && write_meeting(service, made, subject, error) &&
	       (!is_news(made, subject) || write_resolution(service, made, text, error));
}

/* For the journal, before anything is read that others could change. Owned; NULL on failure. */
static char *decision_title(
	struct service *service, const struct poll_decision *decision, struct error *error)
{
	struct meeting meeting = {0};
	char *title = NULL;
	if (store_get(service->store, &meeting_entity, decision->meeting, &meeting, error)) {
		char *day = meeting_entity.title(&meeting);
		title = xasprintf(decision->subject == POLL_DATE ? _("Date of %s decided")
								 : _("Theme of %s decided"),
			day);
		free(day);
	}
	record_finish(&meeting_entity, &meeting);
	return title;
}

bool service_poll_decide(struct service *service, const struct poll_decision *decision, char **line,
	struct error *error)
{
	struct choice_made made = {.option = -1};
	char *text = NULL, *title = decision_title(service, decision, error);
	bool ok = title && service_begin(service, title, false, error);
	/* The votes are counted where nobody can give one more. */
	if (ok) {
		ok = choose(service, decision, &made, error);
		if (ok)
			text = line_of(&made, decision->subject);
		ok = service_end(service,
			ok && write_decision(service, &made, decision->subject, text, error),
			error);
	}
	if (ok && line) {
		*line = text;
		text = NULL;
	}
	free(text);
	free(title);
	choice_made_finish(&made);
	return ok;
}

/* ---- no decision, and another one ---- */

static bool write_abandoned(struct service *service, struct poll *poll, struct error *error)
{
	poll->status = known(POLL_CLOSED);
	poll->winner = (struct number){0};
	poll->closed_at = known(clock_now(service->clock));
	free(poll->closed_by);
	poll->closed_by = xstrdup(service->who);
	return service_write(service, &poll_entity, poll, error) &&
	       poll_plan_again(service, poll, error);
}

bool service_poll_abandon(struct service *service, int64_t id, struct error *error)
{
	struct poll poll = {0};
	bool ok = store_get(service->store, &poll_entity, id, &poll, error);
	if (ok && poll.status.value != POLL_OPEN)
		ok = error_set(error, ERROR_REFUSED, _("The vote is not open."));
	if (ok) {
		char *name = poll_title(service, &poll);
		char *title = xasprintf(_("%s: closed without a decision"), name);
		ok = service_begin(service, title, false, error) &&
		     service_end(service, write_abandoned(service, &poll, error), error);
		free(title);
		free(name);
	}
	record_finish(&poll_entity, &poll);
	return ok;
}

/* The newest poll that decided the theme; id 0: none did. */
static bool deciding_poll(
	struct service *service, int64_t meeting, struct poll *poll, struct error *error)
{
	struct record_set set = {0};
	if (!store_referring(service->store, &poll_entity, entity_field(&poll_entity, "meeting_id"),
		    meeting, &set, error))
		return false;
	for (size_t i = set.count; i-- > 0 && !poll->record.id;) {
		const struct poll *one = record_set_at(&set, i);
		if (one->subject.value != POLL_THEME || !one->winner.known)
			continue;
		struct poll *copy = record_copy(&poll_entity, one);
		*poll = *copy;
		free(copy);
	}
	record_set_finish(&set);
	return true;
}

static bool write_reopened(struct service *service, struct meeting *meeting, struct error *error)
{
	struct poll former = {0}, poll = {0};
	meeting->theme_status = known(THEME_PROPOSED);
	meeting->theme_decided_on = (struct number){0};
	bool ok = service_write(service, &meeting_entity, meeting, error) &&
		  deciding_poll(service, meeting->record.id, &former, error);
	if (ok && former.record.id)
		ok = poll_plan_again(service, &former, error);
	else if (ok)
		ok = poll_ensure(service, meeting, POLL_THEME, &poll, error);
	record_finish(&poll_entity, &poll);
	record_finish(&poll_entity, &former);
	return ok;
}

bool service_theme_reopen(
	struct service *service, int64_t id, const char *reason, struct error *error)
{
	struct meeting meeting = {0};
	bool ok = store_get(service->store, &meeting_entity, id, &meeting, error);
	if (ok && meeting.theme_status.value != THEME_DECIDED)
		ok = error_set(error, ERROR_REFUSED, _("The theme is not decided."));
	if (ok && text_is_blank(reason))
		ok = error_set(error, ERROR_DATA, _("Reopening a decided theme needs a reason."));
	if (ok) {
		char *day = meeting_entity.title(&meeting);
		char *title = xasprintf(_("Theme of %s reopened: %s"), day, reason);
		ok = service_begin(service, title, false, error) &&
		     service_end(service, write_reopened(service, &meeting, error), error);
		free(title);
		free(day);
	}
	record_finish(&meeting_entity, &meeting);
	return ok;
}
