/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the vote share: the list of proposals, the screen for the room, the end. */
#ifndef TRAFFPUNKT_TUI_VOTE_H
#define TRAFFPUNKT_TUI_VOTE_H

#include "service/poll.h"
#include "tui/mode.h"

/* The screen that hangs on the wall: an open poll, counted a key a hand. */
unsigned vote_open(struct dashboard *dashboard, int64_t poll);
/* Asks how the vote ends: with the winner, by the chair after a tie, without a decision. */
unsigned vote_ask_end(struct dashboard *dashboard, const struct poll_state *state);
/* Decides and says so; the modes that show the poll see it by themselves. False: the error. */
bool vote_decide(struct dashboard *dashboard, const struct poll_decision *decision,
	unsigned *effects, struct error *error);
/* Picks the organisation that votes for an option by typing. */
unsigned vote_ask_organisation(
	struct dashboard *dashboard, const struct poll_state *state, size_t option);
/* "3 proposals", "the vote is open, 12 votes": NULL when nothing is proposed, or only one theme,
 * which stands in the meeting. Owned by the caller. */
char *vote_in_words(struct dashboard *dashboard, int64_t meeting, enum poll_subject subject);
/* "The theme of the meeting tisdag 17 oktober 2023": what is asked. Owned by the caller. */
char *vote_question(const struct meeting *meeting, enum poll_subject subject);

/* What can be done with the proposals of a list (proposalkeys.c); effects, EFFECT_IGNORED when the
 * key does nothing there. `at` is the selected one. */
unsigned proposals_key(struct dashboard *dashboard, const struct poll_state *state,
	const struct meeting *meeting, size_t at, struct key key);

/* What the screen draws (votedraw.c). */
struct vote_view {
	const struct poll_state *state;
	const struct meeting *meeting;
	int64_t people; /* admitted participants of the meeting; -1: not known */
};
void vote_draw(struct canvas *canvas, struct rect rect, const struct vote_view *view);

#endif
