/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is under way about a meeting, read. */
#include "service/poll.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/collate.h"
#include "base/i18n.h"
#include "base/text.h"
#include "service/pollprivate.h"

bool poll_under_way(struct service *service, int64_t meeting, enum poll_subject subject,
	struct poll *poll, struct error *error)
{
	struct record_set set = {0};
	if (!store_referring(service->store, &poll_entity, entity_field(&poll_entity, "meeting_id"),
		    meeting, &set, error))
		return false;
	for (size_t i = 0; i < set.count && !poll->record.id; i++) {
		const struct poll *one = record_set_at(&set, i);
		if (one->subject.value != (int64_t)subject || one->status.value == POLL_CLOSED)
			continue;
		struct poll *copy = record_copy(&poll_entity, one);
		*poll = *copy;
		free(copy);
	}
	record_set_finish(&set);
	return true;
}

/* ---- the whole of it ---- */

static bool count_ballots(struct service *service, struct poll_state *state, struct error *error)
{
	struct record_set set = {0};
	if (!store_all(service->store, &ballot_entity, state->poll.record.id, &set, error))
		return false;
	for (size_t i = 0; i < set.count; i++) {
		const struct ballot *ballot = record_set_at(&set, i);
		for (size_t at = 0; at < state->count; at++)
			state->votes[at] += state->options[at].record.id == ballot->option.value;
	}
	record_set_finish(&set);
	return true;
}

static bool read_options(struct service *service, struct poll_state *state, struct error *error)
{
	struct record_set set = {0};
	if (!store_all(service->store, &poll_option_entity, state->poll.record.id, &set, error))
		return false;
	state->count = set.count;
	state->options = (struct poll_option *)(void *)set.records;
	state->votes = xcalloc(set.count + 1, sizeof(*state->votes));
	if (state->poll.mode.value == POLL_ORGANISATION)
		return count_ballots(service, state, error);
	for (size_t i = 0; i < state->count; i++)
		state->votes[i] = state->options[i].hands.value;
	return true;
}

static bool complete_state(struct service *service, struct poll_state *state, struct error *error)
{
	if (!read_options(service, state, error)) {
		poll_state_finish(state);
		return false;
	}
	state->result = poll_count(state->votes, state->count);
	return true;
}

/* A theme that was written down before there were lists of proposals. */
static bool read_written(
	struct service *service, int64_t id, struct poll_state *state, struct error *error)
{
	struct meeting meeting = {0};
	bool ok = store_get(service->store, &meeting_entity, id, &meeting, error);
	if (ok && meeting.theme && meeting.theme_status.value == THEME_PROPOSED) {
		state->options = xcalloc(1, sizeof(*state->options));
		state->votes = xcalloc(1, sizeof(*state->votes));
		state->options->text = xstrdup(meeting.theme);
		state->count = 1;
	}
	record_finish(&meeting_entity, &meeting);
	return ok;
}

bool service_poll_find(struct service *service, int64_t meeting, enum poll_subject subject,
	struct poll_state *state, struct error *error)
{
	*state = (struct poll_state){0};
	if (!poll_under_way(service, meeting, subject, &state->poll, error))
		return false;
	if (state->poll.record.id)
		return complete_state(service, state, error);
	state->poll.meeting = (struct number){.known = true, .value = meeting};
	state->poll.subject = (struct number){.known = true, .value = subject};
	return subject != POLL_THEME || read_written(service, meeting, state, error);
}

bool service_poll_read(
	struct service *service, int64_t poll, struct poll_state *state, struct error *error)
{
	*state = (struct poll_state){0};
	return store_get(service->store, &poll_entity, poll, &state->poll, error) &&
	       complete_state(service, state, error);
}

void poll_state_finish(struct poll_state *state)
{
	for (size_t i = 0; i < state->count; i++)
		record_finish(&poll_option_entity, &state->options[i]);
	free(state->options);
	free(state->votes);
	record_finish(&poll_entity, &state->poll);
	*state = (struct poll_state){0};
}

/* ---- what it says ---- */

bool poll_is_hidden(const struct poll_state *state)
{
	return state->poll.secret.value && state->poll.status.value != POLL_CLOSED;
}

long poll_state_option(const struct poll_state *state, const char *text)
{
	char *words = text_stored(text, strlen(text));
	long found = -1;
	text_trim(words);
	for (size_t i = 0; i < state->count && found < 0; i++) {
		char *shown = poll_option_words(&state->options[i]);
		if (collate_same(shown, words) || collate_same(state->options[i].text, words))
			found = (long)i;
		free(shown);
	}
	if (found < 0 && *words && !words[1] && *words >= 'a' && *words < 'a' + (long)state->count)
		found = *words - 'a';
	free(words);
	return found;
}

char *poll_state_words(const struct poll_state *state)
{
	if (state->result.outcome == POLL_NO_VOTES)
		return xstrdup(_("no votes"));
	char *figures = poll_figures(state->votes, state->count);
	if (state->result.outcome == POLL_WON)
		return figures;
	/* TRANSLATORS: the votes are even, as "9–9–5" */
	char *words = xasprintf(_("A TIE %s"), figures);
	free(figures);
	return words;
}

char *poll_title(struct service *service, const struct poll *poll)
{
	struct meeting meeting = {0};
	struct error ignored = {0};
	char *day = store_get(service->store, &meeting_entity, poll->meeting.value, &meeting,
			    &ignored)
			    ? meeting_entity.title(&meeting)
			    : xstrdup("");
	char *title = xasprintf(poll->subject.value == POLL_DATE ? _("Vote on the date of %s")
								 : _("Vote on the theme of %s"),
		day);
	error_finish(&ignored);
	record_finish(&meeting_entity, &meeting);
	free(day);
	return title;
}
