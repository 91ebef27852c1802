/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Deciding together: what has been proposed for a meeting (a theme, or a date), the votes, and the
 * decision with its line of the protocol. Each deed is one action of the journal; one raised hand
 * is one, too, so that it can be taken back by itself.
 */
#ifndef TRAFFPUNKT_SERVICE_POLL_H
#define TRAFFPUNKT_SERVICE_POLL_H

#include "model/pollresult.h"
#include "model/resolution.h"
#include "service/service.h"

/* What is under way about a meeting, or how it ended. */
struct poll_state {
	struct poll poll;            /* record.id 0: nobody has proposed anything by a list yet */
	struct poll_option *options; /* owned; a theme that was only written down has record.id 0 */
	int64_t *votes;              /* of each option: hands, or ballots; owned */
	size_t count;
	struct poll_result result;
};
/* The poll that is not closed; with nothing under way, what the meeting says is proposed. */
bool service_poll_find(struct service *service, int64_t meeting, enum poll_subject subject,
	struct poll_state *state, struct error *error);
/* A certain one, closed or not. */
bool service_poll_read(
	struct service *service, int64_t poll, struct poll_state *state, struct error *error);
void poll_state_finish(struct poll_state *state);
/* Nobody may see the figures now. */
bool poll_is_hidden(const struct poll_state *state);
/* The option that a letter or its words name; -1 when none does. */
long poll_state_option(const struct poll_state *state, const char *text);
/* "OAVGJORT 9–9–5", "9–8–6", "no votes": how it stands, translated. Owned by the caller. */
char *poll_state_words(const struct poll_state *state);

/* ---- proposals (proposal.c) ---- */

/* One more. Of a date it is read from the text: "6 feb 2024 9-12". `proposer` may be NULL. */
bool service_proposal_add(struct service *service, int64_t meeting, enum poll_subject subject,
	const char *text, const char *proposer, struct error *error);
/* Other words, or another day, for `state->options[index]`. */
bool service_proposal_edit(struct service *service, const struct poll_state *state, size_t index,
	const char *text, const char *proposer, struct error *error);
bool service_proposal_remove(
	struct service *service, const struct poll_state *state, size_t index, struct error *error);
/* Takes all of them away; nothing to take away is fine. */
bool service_proposals_clear(
	struct service *service, int64_t meeting, enum poll_subject subject, struct error *error);

/* ---- votes (vote.c) ---- */

bool service_poll_open(struct service *service, int64_t meeting, enum poll_subject subject,
	enum poll_mode mode, bool secret, struct error *error);
/* How votes are given, while none has been. */
bool service_poll_set_mode(
	struct service *service, int64_t poll, enum poll_mode mode, struct error *error);
bool service_poll_set_secret(
	struct service *service, int64_t poll, bool secret, struct error *error);
/* A hand up (1) or down (-1). */
bool service_poll_hand(struct service *service, int64_t option, int step, struct error *error);
/* How many were counted in the room. */
bool service_poll_count_hands(
	struct service *service, int64_t option, int64_t hands, struct error *error);
/* The vote of an organisation: a new one replaces the old. */
bool service_poll_ballot(
	struct service *service, int64_t option, const char *code, struct error *error);
/*
 * Takes back the latest vote when nothing else has been done since. Otherwise a hand of `option`
 * (0: none) goes down by an action of its own.
 */
bool service_poll_take_back(
	struct service *service, int64_t poll, int64_t option, struct error *error);

/* ---- decisions (polldecide.c) ---- */

struct poll_decision {
	int64_t meeting;
	enum poll_subject subject;
	/* A letter, an option's words or, of a theme that is not being voted on, other words. NULL:
	 * what the votes say, or the only proposal. */
	const char *choice;
	const char *note; /* why the chair chose so: needed after a tie */
};
/*
 * Decides: closes the poll, writes the theme or the date of the meeting and a line of the protocol.
 * ERROR_REFUSED, with the tie in words, when the votes do not say and nobody chose. *line gets the
 * line of the protocol, owned by the caller; may be NULL.
 */
bool service_poll_decide(struct service *service, const struct poll_decision *decision, char **line,
	struct error *error);
/* Closes the vote without a decision: the same is proposed again. */
bool service_poll_abandon(struct service *service, int64_t poll, struct error *error);
/* A decided theme is proposed again, for a reason. What was decided stays in the protocol. */
bool service_theme_reopen(
	struct service *service, int64_t meeting, const char *reason, struct error *error);

#endif
