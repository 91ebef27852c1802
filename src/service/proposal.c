/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is proposed for a meeting, and what the meeting says of it. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/collate.h"
#include "base/dateinput.h"
#include "base/i18n.h"
#include "base/text.h"
#include "service/pollprivate.h"

static struct number known(int64_t value)
{
	return (struct number){.known = true, .value = value};
}

static char *tidy(const char *text)
{
	char *words = text_stored(text, strlen(text));
	text_trim(words);
	return words;
}

static bool refuse_under_vote(struct error *error)
{
	return error_set(error, ERROR_REFUSED,
		_("The vote is open: close it before the proposals are changed."));
}

/* ---- the poll behind the proposals ---- */

bool poll_add_option(struct service *service, const struct poll *poll, struct poll_option *option,
	struct error *error)
{
	struct record_set set = {0};
	if (!store_all(service->store, &poll_option_entity, poll->record.id, &set, error))
		return false;
	int64_t last = 0;
	for (size_t i = 0; i < set.count; i++) {
		const struct poll_option *other = record_set_at(&set, i);
		last = other->ordinal.value;
	}
	bool full = set.count >= POLL_OPTIONS_MAX;
	record_set_finish(&set);
	if (full)
		return error_set(error, ERROR_REFUSED,
			_("There are %d proposals already: take one away first."),
			POLL_OPTIONS_MAX);
	option->poll = known(poll->record.id);
	option->ordinal = known(last + 1);
	option->hands = known(0);
	return service_write(service, &poll_option_entity, option, error);
}

static bool create_poll(
	struct service *service, const struct poll *like, struct poll *poll, struct error *error)
{
	struct poll *made = service_new(service, &poll_entity);
	made->meeting = like->meeting;
	made->subject = like->subject;
	made->decided_at = like->decided_at;
	made->mode = known(POLL_HANDS);
	made->status = known(POLL_PLANNED);
	bool ok = service_write(service, &poll_entity, made, error);
	*poll = *made;
	free(made);
	return ok;
}

bool poll_ensure(struct service *service, const struct meeting *meeting, enum poll_subject subject,
	struct poll *poll, struct error *error)
{
	if (!poll_under_way(service, meeting->record.id, subject, poll, error) || poll->record.id)
		return poll->record.id != 0;
	struct poll like = {.meeting = known(meeting->record.id), .subject = known(subject)};
	if (subject == POLL_THEME)
		like.decided_at = meeting->theme_decided_at;
	if (!create_poll(service, &like, poll, error))
		return false;
	if (subject != POLL_THEME || !meeting->theme ||
		meeting->theme_status.value != THEME_PROPOSED)
		return true;
	struct poll_option first = {.text = xstrdup(meeting->theme)};
	bool ok = poll_add_option(service, poll, &first, error);
	record_finish(&poll_option_entity, &first);
	return ok;
}

bool poll_plan_again(struct service *service, const struct poll *ended, struct error *error)
{
	struct record_set set = {0};
	struct poll poll = {0};
	bool ok = store_all(service->store, &poll_option_entity, ended->record.id, &set, error) &&
		  create_poll(service, ended, &poll, error);
	for (size_t i = 0; ok && i < set.count; i++) {
		struct poll_option *option = record_copy(
			&poll_option_entity, record_set_at(&set, i));
		option->record = (struct record){0};
		ok = poll_add_option(service, &poll, option, error);
		record_destroy(&poll_option_entity, option);
	}
	ok = ok && poll_settle(service, &poll, error);
	record_finish(&poll_entity, &poll);
	record_set_finish(&set);
	return ok;
}

/* ---- the meeting follows ---- */

static bool same_text(const char *left, const char *right)
{
	return left && right ? !strcmp(left, right) : left == right;
}

static bool set_theme(
	struct service *service, int64_t id, const char *theme, int64_t status, struct error *error)
{
	struct meeting meeting = {0};
	bool ok = store_get(service->store, &meeting_entity, id, &meeting, error);
	if (ok && meeting.theme_status.value != THEME_DECIDED &&
		(meeting.theme_status.value != status || !same_text(meeting.theme, theme))) {
		free(meeting.theme);
		meeting.theme = theme ? xstrdup(theme) : NULL;
		meeting.theme_status = known(status);
		ok = service_write(service, &meeting_entity, &meeting, error);
	}
	record_finish(&meeting_entity, &meeting);
	return ok;
}

bool poll_settle(struct service *service, const struct poll *poll, struct error *error)
{
	struct record_set set = {0};
	bool theme = poll->subject.value == POLL_THEME;
	if (!store_all(service->store, &poll_option_entity, poll->record.id, &set, error))
		return false;
	const struct poll_option *only = set.count == 1 ? record_set_at(&set, 0) : NULL;
	bool ok = set.count || store_delete(service->store, &poll_entity, poll->record.id, error);
	if (theme)
		ok = ok && set_theme(service, poll->meeting.value, only ? only->text : NULL,
				   set.count ? THEME_PROPOSED : THEME_UNSET, error);
	record_set_finish(&set);
	return ok;
}

/* ---- what writing an option means ---- */

bool poll_complete_option(struct service *service, struct poll_option *option, struct error *error)
{
	struct poll poll = {0};
	bool ok = store_get(service->store, &poll_entity, option->poll.value, &poll, error);
	if (ok && poll.subject.value == POLL_DATE && !option->date.known)
		ok = error_set_field(
			error, ERROR_DATA, "date", _("The proposal of a date needs the date."));
	if (ok && poll.subject.value == POLL_DATE) {
		free(option->text);
		option->text = poll_option_day(option);
	}
	record_finish(&poll_entity, &poll);
	return ok;
}

bool poll_follow_option(
	struct service *service, const struct poll_option *option, struct error *error)
{
	struct poll poll = {0};
	bool ok = store_get(service->store, &poll_entity, option->poll.value, &poll, error);
	if (ok && poll.status.value == POLL_PLANNED)
		ok = poll_settle(service, &poll, error);
	record_finish(&poll_entity, &poll);
	return ok;
}

/* ---- what writing a meeting's theme means ---- */

bool poll_complete_theme(struct service *service, struct meeting *meeting,
	const struct meeting *former, struct error *error)
{
	bool typed = former && !same_text(meeting->theme, former->theme) &&
		     meeting->theme_status.value != THEME_DECIDED;
	bool hollow = !meeting->theme && meeting->theme_status.value != THEME_UNSET;
	if (meeting->theme && meeting->theme_status.value == THEME_UNSET)
		meeting->theme_status = known(THEME_PROPOSED);
	if (!typed && !hollow)
		return true;
	struct poll_state state = {0};
	if (former && !service_poll_find(service, meeting->record.id, POLL_THEME, &state, error))
		return false;
	bool listed = state.poll.record.id != 0;
	/* Words that were typed into a form, and not put there by the proposals themselves. */
	bool apart = typed && listed && (meeting->theme || former->theme) &&
		     !same_text(meeting->theme, state.count == 1 ? state.options->text : NULL);
	bool open = state.poll.status.value == POLL_OPEN;
	if (hollow && (!listed || !state.count || (apart && state.count == 1 && !open)))
		meeting->theme_status = known(THEME_UNSET);
	else if (hollow && meeting->theme_status.value == THEME_DECIDED)
		meeting->theme_status = known(THEME_PROPOSED);
	bool refused = apart && (open || state.count > 1);
	poll_state_finish(&state);
	return !refused || error_set_field(error, ERROR_REFUSED, "theme",
				   _("Several themes are proposed: change them where they are "
				     "listed, by “T” or “theme list”."));
}

bool poll_follow_theme(struct service *service, const struct meeting *meeting,
	const struct meeting *former, struct error *error)
{
	if (!former || same_text(meeting->theme, former->theme) ||
		meeting->theme_status.value == THEME_DECIDED)
		return true;
	struct poll_state state;
	if (!service_poll_find(service, meeting->record.id, POLL_THEME, &state, error))
		return false;
	bool ok = true;
	if (state.poll.record.id && state.count == 1 &&
		!same_text(meeting->theme, state.options->text)) {
		struct poll_option *only = state.options;
		free(only->text);
		only->text = meeting->theme ? xstrdup(meeting->theme) : NULL;
		ok = meeting->theme ? service_write(service, &poll_option_entity, only, error)
				    : store_delete(service->store, &poll_option_entity,
					      only->record.id, error) &&
					      store_delete(service->store, &poll_entity,
						      state.poll.record.id, error);
	}
	poll_state_finish(&state);
	return ok;
}

/* ---- the deeds ---- */

static bool read_day(
	struct service *service, const char *text, struct poll_option *option, struct error *error)
{
	struct error ignored = {0};
	int64_t today = clock_today(service->clock), date, start = -1, end = -1;
	char *words = tidy(text);
	bool ok = date_parse(words, today, &date, &ignored);
	/* The time stands last: "6 feb 2024 9-12", "6 feb kl 9-12", "6 feb 2024 9:00 - 12:00". */
	for (char *at = words + strlen(words); !ok && at > words; at--) {
		if (*at != ' ')
			continue;
		char *day = xstrndup(words, (size_t)(at - words));
		ok = time_parse_range(at + 1, &start, &end, &ignored) &&
		     date_parse(day, today, &date, &ignored);
		free(day);
	}
	if (!ok)
		error_set_field(error, ERROR_DATA, "date",
			_("“%s” is no date: write it as “6 feb 2024” or “6 feb 2024 9-12”."),
			words);
	error_finish(&ignored);
	free(words);
	option->date = ok ? known(date) : (struct number){0};
	option->start = ok && start >= 0 ? known(start) : (struct number){0};
	option->end = ok && end >= 0 ? known(end) : (struct number){0};
	return ok;
}

static bool set_words(struct service *service, enum poll_subject subject, const char *text,
	const char *proposer, struct poll_option *option, struct error *error)
{
	if (proposer) {
		free(option->proposer);
		option->proposer = text_is_blank(proposer) ? NULL : tidy(proposer);
	}
	if (subject == POLL_DATE)
		return read_day(service, text, option, error);
	if (text_is_blank(text))
		return error_set_field(error, ERROR_DATA, "text", _("A proposal needs its words."));
	free(option->text);
	option->text = tidy(text);
	return true;
}

static bool says_the_same(const struct poll_option *left, const struct poll_option *right)
{
	if (left->date.known || right->date.known)
		return left->date.known && right->date.known &&
		       left->date.value == right->date.value &&
		       left->start.known == right->start.known &&
		       left->start.value == right->start.value;
	return collate_same(left->text, right->text);
}

static bool refuse_twin(const struct poll_state *state, const struct poll_option *option,
	size_t except, struct error *error)
{
	for (size_t i = 0; i < state->count; i++) {
		if (i != except && says_the_same(&state->options[i], option))
			return error_set(error, ERROR_REFUSED, _("That is proposed already."));
	}
	return true;
}

static bool may_change(const struct poll_state *state, struct error *error)
{
	return state->poll.status.value != POLL_OPEN || refuse_under_vote(error);
}

static char *proposed_title(const struct meeting *meeting, enum poll_subject subject)
{
	char *day = meeting_entity.title(meeting);
	char *title = xasprintf(
		subject == POLL_DATE ? _("Date of %s proposed") : _("Theme of %s proposed"), day);
	free(day);
	return title;
}

static bool write_proposal(struct service *service, const struct meeting *meeting,
	enum poll_subject subject, struct poll_option *option, struct error *error)
{
	struct poll poll = {0};
	char *title = proposed_title(meeting, subject);
	bool ok = service_begin(service, title, false, error);
	if (ok)
		ok = service_end(service,
			poll_ensure(service, meeting, subject, &poll, error) &&
				poll_add_option(service, &poll, option, error),
			error);
	record_finish(&poll_entity, &poll);
	free(title);
	return ok;
}

bool service_proposal_add(struct service *service, int64_t id, enum poll_subject subject,
	const char *text, const char *proposer, struct error *error)
{
	struct meeting meeting = {0};
	struct poll_state state = {0};
	struct poll_option option = {0};
	bool ok = store_get(service->store, &meeting_entity, id, &meeting, error);
	if (ok && subject == POLL_THEME && meeting.theme_status.value == THEME_DECIDED)
		ok = error_set(error, ERROR_REFUSED,
			_("The theme is decided already: change it by deciding anew."));
	ok = ok && service_poll_find(service, id, subject, &state, error) &&
	     may_change(&state, error) &&
	     set_words(service, subject, text, proposer, &option, error) &&
	     refuse_twin(&state, &option, state.count, error) &&
	     write_proposal(service, &meeting, subject, &option, error);
	record_finish(&poll_option_entity, &option);
	poll_state_finish(&state);
	record_finish(&meeting_entity, &meeting);
	return ok;
}

/* The stored option behind one of a state; makes it stored when it was only written down. */
static bool stored_option(struct service *service, const struct poll_state *state, size_t index,
	struct poll_option *option, struct error *error)
{
	struct meeting meeting = {0};
	struct poll poll = {0};
	int64_t id = state->options[index].record.id;
	bool ok = true;
	if (!id) {
		struct record_set set = {0};
		ok = store_get(service->store, &meeting_entity, state->poll.meeting.value, &meeting,
			     error) &&
		     poll_ensure(service, &meeting, POLL_THEME, &poll, error) &&
		     store_all(service->store, &poll_option_entity, poll.record.id, &set, error);
		if (ok && set.count)
			id = ((const struct record *)record_set_at(&set, 0))->id;
		record_set_finish(&set);
	}
	ok = ok && store_get(service->store, &poll_option_entity, id, option, error);
	record_finish(&poll_entity, &poll);
	record_finish(&meeting_entity, &meeting);
	return ok;
}

bool service_proposal_edit(struct service *service, const struct poll_state *state, size_t index,
	const char *text, const char *proposer, struct error *error)
{
	struct poll_option option = {0};
	enum poll_subject subject = (enum poll_subject)state->poll.subject.value;
	char *title = poll_title(service, &state->poll);
	bool ok = may_change(state, error) && service_begin(service, title, false, error);
	if (ok)
		ok = service_end(service,
			stored_option(service, state, index, &option, error) &&
				set_words(service, subject, text, proposer, &option, error) &&
				refuse_twin(state, &option, index, error) &&
				service_write(service, &poll_option_entity, &option, error),
			error);
	record_finish(&poll_option_entity, &option);
	free(title);
	return ok;
}

static bool remove_option(
	struct service *service, const struct poll_option *option, struct error *error)
{
	struct poll poll = {0};
	bool ok = store_get(service->store, &poll_entity, option->poll.value, &poll, error) &&
		  store_delete(service->store, &poll_option_entity, option->record.id, error) &&
		  poll_settle(service, &poll, error);
	record_finish(&poll_entity, &poll);
	return ok;
}

bool service_proposal_remove(
	struct service *service, const struct poll_state *state, size_t index, struct error *error)
{
	struct poll_option option = {0};
	char *title = poll_title(service, &state->poll);
	bool ok = may_change(state, error) && service_begin(service, title, false, error);
	if (ok)
		ok = service_end(service,
			stored_option(service, state, index, &option, error) &&
				remove_option(service, &option, error),
			error);
	record_finish(&poll_option_entity, &option);
	free(title);
	return ok;
}

static bool remove_all(struct service *service, const struct poll_state *state, struct error *error)
{
	for (size_t i = 0; i < state->count; i++) {
		if (state->options[i].record.id &&
			!store_delete(service->store, &poll_option_entity,
				state->options[i].record.id, error))
			return false;
	}
	if (state->poll.record.id)
		return poll_settle(service, &state->poll, error);
	return state->poll.subject.value != POLL_THEME ||
	       set_theme(service, state->poll.meeting.value, NULL, THEME_UNSET, error);
}

bool service_proposals_clear(
	struct service *service, int64_t id, enum poll_subject subject, struct error *error)
{
	struct meeting meeting = {0};
	struct poll_state state = {0};
	bool ok = store_get(service->store, &meeting_entity, id, &meeting, error);
	if (ok && subject == POLL_THEME && meeting.theme_status.value == THEME_DECIDED)
		ok = error_set(error, ERROR_REFUSED,
			_("The theme is decided already: change it by deciding anew."));
	ok = ok && service_poll_find(service, id, subject, &state, error) &&
	     may_change(&state, error);
	if (ok) {
		char *title = proposed_title(&meeting, subject);
		ok = service_begin(service, title, false, error) &&
		     service_end(service, remove_all(service, &state, error), error);
		free(title);
	}
	poll_state_finish(&state);
	record_finish(&meeting_entity, &meeting);
	return ok;
}
