/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What votes mean: who has won, or that nobody has, and the line of the protocol. */
#ifndef TRAFFPUNKT_MODEL_POLLRESULT_H
#define TRAFFPUNKT_MODEL_POLLRESULT_H

#include "model/poll.h"

enum {
	POLL_OPTIONS_MAX = 20 /* "a" to "t": "u" takes a vote back */
};

enum poll_outcome {
	POLL_NO_VOTES,
	POLL_WON,
	POLL_TIED,
};

struct poll_result {
	enum poll_outcome outcome;
	size_t winner; /* the first one with the most votes */
	size_t tied;   /* how many have as many as it */
	int64_t most;
	int64_t total;
};
struct poll_result poll_count(const int64_t *votes, size_t count);

/* "9–9–5", in the order of the options. Owned by the caller. */
char *poll_figures(const int64_t *votes, size_t count);
/* 'a' for the first option. */
char poll_letter(size_t index);
/* An option as the screen says it: the theme, or the day in the current language. Owned. */
char *poll_option_words(const struct poll_option *option);
/* The day of an option as it is stored, in the language of the network. Owned. */
char *poll_option_day(const struct poll_option *option);

struct protocol_line {
	const struct meeting *about;
	enum poll_subject subject;
	enum poll_mode mode;
	const char *choice;  /* what was decided */
	const char *figures; /* NULL: nobody has voted */
	const char *note;    /* of the chair, after a tie; NULL: it was none */
};
/* "Tema 17 okt = Hot och våld, 9–9–5, ordföranden avgör: …": the protocol is in the language of the
 * network, whatever that of the screen is. Owned by the caller. */
char *protocol_line(const struct protocol_line *line);

#endif
