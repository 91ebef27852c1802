/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is proposed for a meeting, as a list with letters: to add, change, decide and vote on. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/dateformat.h"
#include "base/i18n.h"
#include "tui/commands.h"
#include "tui/dashboard.h"
#include "tui/dialog.h"
#include "tui/veil.h"
#include "tui/vote.h"

enum {
	COLUMNS = 72,
	LETTER = 3, /* columns of a letter, with a gap */
	PROPOSER = 22,
	FIGURE = 5,
	LEAST_ROWS = 3,
};

struct proposals_mode {
	struct mode mode;
	struct poll_state state;
	struct meeting meeting;
	char *deciding; /* where it is decided: "tis 26 sep 2023"; owned, NULL: not said */
	size_t at, top;
};

static struct proposals_mode *proposals_of(struct mode *mode)
{
	return (struct proposals_mode *)mode;
}

static enum poll_subject subject_of(const struct proposals_mode *self)
{
	return (enum poll_subject)self->state.poll.subject.value;
}

/* ---- reading ---- */

static bool read_all(struct proposals_mode *self, struct dashboard *dashboard, int64_t id,
	enum poll_subject subject, struct error *error)
{
	struct meeting meeting = {0};
	struct poll_state state;
	if (!veil_get(dashboard, &meeting_entity, id, &meeting, error) ||
		!service_poll_find(dashboard->service, id, subject, &state, error)) {
		record_finish(&meeting_entity, &meeting);
		return false;
	}
	record_finish(&meeting_entity, &self->meeting);
	poll_state_finish(&self->state);
	free(self->deciding);
	self->meeting = meeting;
	self->state = state;
	self->deciding = subject == POLL_THEME && meeting.theme_decided_at.known
				 ? veil_title(dashboard, &meeting_entity,
					   meeting.theme_decided_at.value)
				 : NULL;
	self->mode.veiled = dashboard->veiled;
	if (self->at >= state.count)
		self->at = state.count ? state.count - 1 : 0;
	return true;
}

/* ---- drawing ---- */

static char *standing(const struct proposals_mode *self)
{
	const struct poll_state *state = &self->state;
	if (state->poll.status.value == POLL_OPEN)
		return poll_is_hidden(state)
			       ? xasprintf(PLURAL_("The vote is open and secret: %lld vote.",
						   "The vote is open and secret: %lld votes.",
						   state->result.total),
					 (long long)state->result.total)
			       : xasprintf(PLURAL_("The vote is open: %lld vote.",
						   "The vote is open: %lld votes.",
						   state->result.total),
					 (long long)state->result.total);
	if (subject_of(self) == POLL_THEME && self->meeting.theme_status.value == THEME_DECIDED) {
		const struct number on = self->meeting.theme_decided_on;
		char *day = on.known ? date_format(on.value, DATE_MEDIUM) : NULL;
		char *text = day ? xasprintf(_("Decided %s: %s"), day, self->meeting.theme)
				 : xasprintf(_("Decided: %s"), self->meeting.theme);
		free(day);
		return text;
	}
	if (!state->count)
		return xstrdup(_("Nothing has been proposed yet: a adds a proposal."));
	if (self->deciding)
		return xasprintf(_("Decided together on %s."), self->deciding);
	return xstrdup(state->count > 1 ? _("b lets the room vote, Enter decides the selected one.")
					: _("Enter decides it."));
}

static void draw_proposal(
	struct proposals_mode *self, struct canvas *canvas, struct rect row, size_t index)
{
	const struct poll_option *option = &self->state.options[index];
	bool selected = index == self->at, open = self->state.poll.status.value == POLL_OPEN;
	char letter[] = {poll_letter(index), '\0'};
	char *words = poll_option_words(option);
	int right = option->proposer ? PROPOSER : 0;
	int figure = open ? FIGURE : 0;
	int text = row.width - LETTER - right - figure - (right > 0) - (figure > 0);
	int x = row.x + LETTER + text + 1;
	if (selected)
		draw_row_begin(canvas, row.y, row.x, row.width, ROLE_SELECTED);
	draw_text(canvas, row.y, row.x, LETTER, ROLE_ACCENT, letter);
	draw_text(canvas, row.y, row.x + LETTER, text, ROLE_DIALOG, words);
	if (right)
		draw_text(canvas, row.y, x, right, ROLE_DIM, option->proposer);
	if (open && poll_is_hidden(&self->state))
		draw_text_right(canvas, row.y, row.x + row.width - figure, figure, ROLE_DIM,
			canvas->ascii ? "*" : "•");
	else if (open)
		draw_printf(canvas, row.y, row.x + row.width - figure, figure, ROLE_DIALOG, "%*lld",
			figure, (long long)self->state.votes[index]);
	if (selected) {
		draw_row_end(canvas);
		draw_focus(canvas, row.y, row.x);
	}
	free(words);
}

static void keep_in_view(struct proposals_mode *self, int height)
{
	size_t rows = height > 0 ? (size_t)height : 1;
	if (self->at < self->top)
		self->top = self->at;
	if (self->at >= self->top + rows)
		self->top = self->at - rows + 1;
}

static void proposals_draw(struct mode *mode, struct dashboard *dashboard, struct rect body)
{
	struct proposals_mode *self = proposals_of(mode);
	struct canvas *canvas = dashboard->canvas;
	int columns = body.width - DIALOG_EDGE;
	columns = columns > COLUMNS ? COLUMNS : columns;
	int count = (int)self->state.count;
	char *title = vote_question(&self->meeting, subject_of(self));
	char *text = standing(self);
	int words = dialog_rows(text, columns);
	struct rect place = dialog_place(
		body, words + 1 + (count < LEAST_ROWS ? LEAST_ROWS : count), columns);
	struct rect rest = draw_overlay(canvas, place, title);
	dialog_paragraph(canvas, rect_cut_top(&rest, words), ROLE_DIALOG, text);
	rect_cut_top(&rest, 1);
	keep_in_view(self, rest.height);
	for (int y = 0; y < rest.height; y++) {
		size_t index = self->top + (size_t)y;
		if (index < self->state.count)
			draw_proposal(self, canvas,
				(struct rect){rest.y + y, rest.x, 1, rest.width - 1}, index);
	}
	dialog_more(canvas, rest, (int)self->top, count);
	free(text);
	free(title);
}

/* ---- keys ---- */

static unsigned move(struct proposals_mode *self, int step)
{
	size_t count = self->state.count;
	if (count && (step > 0 || self->at > 0) && (step < 0 || self->at + 1 < count))
		self->at = self->at + (size_t)step;
	return EFFECT_DRAW;
}

static unsigned proposals_take(struct mode *mode, struct dashboard *dashboard, struct key key)
{
	struct proposals_mode *self = proposals_of(mode);
	key = key_normalize(key);
	if (key.modifiers)
		return EFFECT_IGNORED;
	switch (key.code) {
	case KEYCODE_ESCAPE:
	case 'q':
		return EFFECT_CLOSE | EFFECT_DRAW;
	case KEYCODE_DOWN:
	case 'j':
		return move(self, 1);
	case KEYCODE_UP:
	case 'k':
		return move(self, -1);
	default:
		return proposals_key(dashboard, &self->state, &self->meeting, self->at, key);
	}
}

/* ---- the mode ---- */

static void proposals_reload(struct mode *mode, struct dashboard *dashboard)
{
	struct proposals_mode *self = proposals_of(mode);
	bool was_open = self->state.poll.status.value == POLL_OPEN;
	bool was_decided = self->meeting.theme_status.value == THEME_DECIDED;
	enum poll_subject subject = subject_of(self);
	struct error error = {0};
	if (!read_all(self, dashboard, self->meeting.record.id, subject, &error)) {
		dashboard_complain(dashboard, &error);
		mode->closing = true;
		return;
	}
	/* Decided: there is nothing left to do here. */
	bool decided = self->meeting.theme_status.value == THEME_DECIDED && !was_decided;
	bool dated = subject == POLL_DATE && was_open && !self->state.poll.record.id;
	mode->closing = decided || dated;
}

static const struct hint *proposals_hints(const struct mode *mode)
{
	static const struct hint planned[] = {{"a", N_("add")}, {"e", N_("edit")},
		{"d", N_("delete")}, {"Enter", N_("decide")}, {"b", N_("vote")},
		{"o", N_("ways to vote")}, {"f", N_("proposed by")}, {"t", N_("other words")},
		{"Esc", N_("back")}, {NULL, NULL}};
	static const struct hint open[] = {
		{"b", N_("to the vote")}, {"Esc", N_("back")}, {NULL, NULL}};
	static const struct hint decided[] = {{"t", N_("other words")}, {"r", N_("take up again")},
		{"Esc", N_("back")}, {NULL, NULL}};
	const struct proposals_mode *self = (const struct proposals_mode *)mode;
	if (self->state.poll.status.value == POLL_OPEN)
		return open;
	return subject_of(self) == POLL_THEME && self->meeting.theme_status.value == THEME_DECIDED
		       ? decided
		       : planned;
}

static void proposals_destroy(struct mode *mode)
{
	struct proposals_mode *self = proposals_of(mode);
	poll_state_finish(&self->state);
	record_finish(&meeting_entity, &self->meeting);
	free(self->deciding);
	free(self);
}

static const struct mode_ops proposals_ops = {
	.draw = proposals_draw,
	.key = proposals_take,
	.reload = proposals_reload,
	.hints = proposals_hints,
	.destroy = proposals_destroy,
};

static unsigned proposals_open(struct dashboard *dashboard, enum poll_subject subject)
{
	const struct meeting *meeting = pane_selected(dashboard_focused(dashboard));
	struct proposals_mode *self = xcalloc(1, sizeof(*self));
	struct error error = {0};
	self->mode.ops = &proposals_ops;
	if (!read_all(self, dashboard, meeting->record.id, subject, &error)) {
		proposals_destroy(&self->mode);
		return dashboard_complain(dashboard, &error);
	}
	mode_push(dashboard, &self->mode);
	return EFFECT_DRAW;
}

unsigned proposals_theme(struct dashboard *dashboard)
{
	return proposals_open(dashboard, POLL_THEME);
}

unsigned proposals_date(struct dashboard *dashboard)
{
	return proposals_open(dashboard, POLL_DATE);
}
