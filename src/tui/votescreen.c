/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The vote on the wall: one key for each raised hand, figures that grow as they are pressed. It
 * covers all but the hints, and knows of people only how many there are.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "service/attendance.h"
#include "tui/dashboard.h"
#include "tui/veil.h"
#include "tui/vote.h"

enum {
	SECRET_KEY = '*',
	MODE_KEY = '@',
};

struct vote_mode {
	struct mode mode;
	struct poll_state state;
	struct meeting meeting;
	int64_t people;
	int64_t *raised; /* the options of the hands counted here, oldest first; owned */
	size_t raised_count;
	char letters[4]; /* "a-c": the keys of the options */
	struct hint hints[7];
};

static struct vote_mode *vote_of(struct mode *mode)
{
	return (struct vote_mode *)mode;
}

/* ---- reading ---- */

static void set_hints(struct vote_mode *self)
{
	bool hands = self->state.poll.mode.value == POLL_HANDS;
	const struct hint hints[] = {{self->letters, hands ? N_("a hand") : N_("an organisation")},
		{"u", N_("undo")}, {"Enter", N_("close")}, {"Esc", N_("back")}, {"*", N_("secret")},
		{"@", hands ? N_("organisations") : N_("hands")}, {NULL, NULL}};
	self->letters[0] = 'a';
	self->letters[1] = '-';
	self->letters[2] = poll_letter(self->state.count ? self->state.count - 1 : 0);
	memcpy(self->hints, hints, sizeof(hints));
}

static bool read_state(struct vote_mode *self, struct dashboard *dashboard, struct error *error)
{
	struct poll_state fresh;
	if (!service_poll_read(dashboard->service, self->state.poll.record.id, &fresh, error))
		return false;
	poll_state_finish(&self->state);
	self->state = fresh;
	set_hints(self);
	return true;
}

/* How many could raise a hand: those who belong to the meeting in whose room it is decided. */
static bool count_people(struct vote_mode *self, struct dashboard *dashboard, struct error *error)
{
	struct meeting deciding = {0};
	struct record_set people = {0};
	const struct meeting *room = &self->meeting;
	const struct number at = self->state.poll.decided_at;
	bool ok = !at.known || veil_get(dashboard, &meeting_entity, at.value, &deciding, error);
	if (ok && at.known)
		room = &deciding;
	self->people = dashboard->overview.participants;
	if (ok && room->date.known) {
		ok = service_meeting_people(dashboard->service, room, &people, error);
		self->people = (int64_t)people.count;
		record_set_finish(&people);
	}
	record_finish(&meeting_entity, &deciding);
	return ok;
}

static bool read_all(struct vote_mode *self, struct dashboard *dashboard, struct error *error)
{
	struct meeting meeting = {0};
	if (!read_state(self, dashboard, error) ||
		!veil_get(dashboard, &meeting_entity, self->state.poll.meeting.value, &meeting,
			error))
		return false;
	record_finish(&meeting_entity, &self->meeting);
	self->meeting = meeting;
	return true;
}

/* ---- drawing ---- */

static void vote_screen(struct mode *mode, struct dashboard *dashboard, struct rect body)
{
	const struct vote_mode *self = vote_of(mode);
	const struct rect screen = dashboard->layout.screen;
	struct vote_view view = {
		.state = &self->state, .meeting = &self->meeting, .people = self->people};
	/* The header tells of the other panes: it is covered, too. */
	vote_draw(dashboard->canvas,
		(struct rect){screen.y, screen.x, body.y + body.height - screen.y, screen.width},
		&view);
}

/* ---- keys ---- */

/* Only the poll is read again: the panes behind it wait until the screen is left. */
static unsigned after(
	struct vote_mode *self, struct dashboard *dashboard, bool ok, struct error *error)
{
	if (ok && read_state(self, dashboard, error))
		return EFFECT_DRAW;
	return dashboard_complain(dashboard, error);
}

static unsigned raise_hand(struct vote_mode *self, struct dashboard *dashboard, size_t index)
{
	int64_t option = self->state.options[index].record.id;
	struct error error = {0};
	bool ok = service_poll_hand(dashboard->service, option, 1, &error);
	if (ok) {
		self->raised = xreallocarray(
			self->raised, self->raised_count + 1, sizeof(*self->raised));
		self->raised[self->raised_count++] = option;
	}
	return after(self, dashboard, ok, &error);
}

static unsigned take_back(struct vote_mode *self, struct dashboard *dashboard)
{
	int64_t latest = self->raised_count ? self->raised[self->raised_count - 1] : 0;
	struct error error = {0};
	bool ok = service_poll_take_back(
		dashboard->service, self->state.poll.record.id, latest, &error);
	if (ok && self->raised_count)
		self->raised_count--;
	return after(self, dashboard, ok, &error);
}

static unsigned toggle_secret(struct vote_mode *self, struct dashboard *dashboard)
{
	struct error error = {0};
	bool ok = service_poll_set_secret(dashboard->service, self->state.poll.record.id,
		!self->state.poll.secret.value, &error);
	return after(self, dashboard, ok, &error);
}

static unsigned toggle_mode(struct vote_mode *self, struct dashboard *dashboard)
{
	struct error error = {0};
	bool ok = service_poll_set_mode(dashboard->service, self->state.poll.record.id,
		self->state.poll.mode.value == POLL_HANDS ? POLL_ORGANISATION : POLL_HANDS, &error);
	return after(self, dashboard, ok, &error);
}

static unsigned letter_key(struct vote_mode *self, struct dashboard *dashboard, uint32_t code)
{
	if (code >= 'A' && code <= 'Z') /* Caps Lock is on */
		code += 'a' - 'A';
	if (code < 'a' || code - 'a' >= self->state.count)
		return EFFECT_IGNORED;
	if (self->state.poll.mode.value == POLL_ORGANISATION)
		return vote_ask_organisation(dashboard, &self->state, code - 'a');
	return raise_hand(self, dashboard, code - 'a');
}

static unsigned vote_key(struct mode *mode, struct dashboard *dashboard, struct key key)
{
	struct vote_mode *self = vote_of(mode);
	key = key_normalize(key);
	if (key.modifiers)
		return EFFECT_IGNORED;
	switch (key.code) {
	case KEYCODE_ESCAPE:
		return EFFECT_CLOSE | EFFECT_DRAW | EFFECT_RELOAD;
	case KEYCODE_ENTER:
		return vote_ask_end(dashboard, &self->state);
	case KEYCODE_BACKSPACE:
	case 'u':
	case 'U':
		return take_back(self, dashboard);
	case SECRET_KEY:
		return toggle_secret(self, dashboard);
	case MODE_KEY:
		return toggle_mode(self, dashboard);
	default:
		return letter_key(self, dashboard, key.code);
	}
}

/* ---- the mode ---- */

static void vote_reload(struct mode *mode, struct dashboard *dashboard)
{
	struct vote_mode *self = vote_of(mode);
	struct error error = {0};
	mode->veiled = true;
	if (!read_all(self, dashboard, &error)) {
		dashboard_complain(dashboard, &error);
		mode->closing = true;
	} else if (self->state.poll.status.value != POLL_OPEN) {
		mode->closing = true;
	}
}

static const struct hint *vote_hints(const struct mode *mode)
{
	return ((const struct vote_mode *)mode)->hints;
}

static void vote_destroy(struct mode *mode)
{
	struct vote_mode *self = vote_of(mode);
	poll_state_finish(&self->state);
	record_finish(&meeting_entity, &self->meeting);
	free(self->raised);
	free(self);
}

static const struct mode_ops vote_ops = {
	.draw = vote_screen,
	.key = vote_key,
	.reload = vote_reload,
	.hints = vote_hints,
	.destroy = vote_destroy,
};

unsigned vote_open(struct dashboard *dashboard, int64_t poll)
{
	struct vote_mode *self = xcalloc(1, sizeof(*self));
	struct error error = {0};
	self->mode.ops = &vote_ops;
	self->state.poll.record.id = poll;
	if (!read_all(self, dashboard, &error) || !count_people(self, dashboard, &error)) {
		vote_destroy(&self->mode);
		return dashboard_complain(dashboard, &error);
	}
	mode_push(dashboard, &self->mode);
	self->mode.veiled = true; /* nothing of it is about a person */
	return EFFECT_DRAW | EFFECT_RELOAD;
}
