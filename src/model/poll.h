/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Deciding together: a question about a meeting (its theme, or its date), what can be chosen, and
 * the votes. Hands are counted on the options; an organisation votes once, by a ballot. A tie is a
 * tie: the winner is then the chair's, with a note that says so.
 */
#ifndef TRAFFPUNKT_MODEL_POLL_H
#define TRAFFPUNKT_MODEL_POLL_H

#include "model/meeting.h"

enum poll_subject {
	POLL_THEME,
	POLL_DATE,
};

enum poll_mode {
	POLL_HANDS,        /* a vote a head */
	POLL_ORGANISATION, /* a vote an organisation */
};

enum poll_status {
	POLL_PLANNED, /* options can be added and taken away */
	POLL_OPEN,    /* votes are counted */
	POLL_CLOSED,
};

struct poll {
	struct record record;
	struct number network;
	char *uid;
	struct number meeting;    /* whose theme or date it is */
	struct number subject;    /* enum poll_subject */
	struct number decided_at; /* the meeting at which it is decided; unknown: in between */
	struct number mode;       /* enum poll_mode */
	struct number secret;     /* nobody sees the figures before it is closed */
	struct number status;     /* enum poll_status */
	struct number winner;     /* a poll_option; unknown: not closed, or nothing was chosen */
	char *chair_note;         /* why the chair chose so, after a tie */
	struct number opened_at;
	struct number closed_at;
	char *closed_by;
	struct number created_at;
	struct number updated_at;
};

struct poll_option {
	struct record record;
	struct number poll;
	struct number ordinal;
	char *text; /* a theme; of a date: the day in words */
	struct number date;
	struct number start;
	struct number end;
	char *proposer;      /* an organisation or a function; never a participant's name */
	struct number hands; /* POLL_HANDS: how many are up */
};

struct ballot {
	struct record record;
	struct number poll;
	struct number option;
	char *organisation_code;
};

extern const struct choices poll_subjects;
extern const struct choices poll_modes;
extern const struct choices poll_statuses;
extern const struct entity poll_entity;
extern const struct entity poll_option_entity;
extern const struct entity ballot_entity;

#endif
