/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fixed sets of values and, for states, which may follow which. English tokens in code, JSON and
 * the store; msgids and one-cell signs for people, so that no meaning hangs on colour.
 */
#ifndef TRAFFPUNKT_MODEL_CHOICE_H
#define TRAFFPUNKT_MODEL_CHOICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

struct choice {
	const char *token; /* "admitted" */
	const char *label; /* msgid: the word on screen, "admitted" */
	const char *
		verb; /* msgid: what the state menu calls going there, "Admit"; NULL: not a state */
	const char *sign;       /* one cell */
	const char *sign_ascii; /* the same where only ASCII can be drawn */
	bool closed;            /* left out of lists unless asked for */
};

struct transition {
	int from;
	int to;
	bool needs_reason;
};

struct choices {
	const char *context; /* msgctxt of the labels */
	const struct choice *items;
	size_t count;
	const struct transition *transitions; /* NULL: not a state */
	size_t transition_count;
};

/* The index of a token (exact) or -1. */
int choices_find(const struct choices *choices, const char *token);
/* The index of what a person wrote: a token or a label in either language, any case; -1. */
int choices_match(const struct choices *choices, const char *text);
/* The word on screen, translated. */
const char *choice_label(const struct choices *choices, int index);
const char *choice_verb(const struct choices *choices, int index);
/* NULL when the step is not allowed. */
const struct transition *choices_transition(const struct choices *choices, int from, int to);

#endif
