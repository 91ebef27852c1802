/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The {{placeholders}} of an answer's template: {{namn}}, {{träff}}, {{länk}}, {{faktum}} and their
 * like, by their Swedish or their English name, whatever the case and the space inside the braces.
 * One that cannot be filled in, because it is unknown or not understood, stays as it is, so that
 * nobody sends a text with a hole in it. Words that come from dates and money are in the current
 * language.
 */
#ifndef TRAFFPUNKT_MODEL_PLACEHOLDER_H
#define TRAFFPUNKT_MODEL_PLACEHOLDER_H

#include "model/meeting.h"
#include "model/network.h"
#include "model/participant.h"
#include "model/request.h"

/* What they are filled in from. Everything is borrowed and may be NULL. */
struct placeholder_facts {
	const struct network *network;
	const struct request *request;
	const struct participant *participant; /* whom the request is linked to */
	const struct meeting *meeting;         /* that it is about */
	const struct meeting *next;            /* the first meeting that lies ahead */
	const struct fact *fact;               /* that has been chosen */
	const char *owners;                    /* everyone who leads the network: a line */
	const char *sender;                    /* who signs: lines */
};

/* Owned by the caller; NULL gives "". */
char *placeholder_fill(const char *text, const struct placeholder_facts *facts);
/* The first {{...}} from byte `from` on: its bytes from *start to *end. False: there is none. */
bool placeholder_find(const char *text, size_t from, size_t *start, size_t *end);
/* Does the text have one of these, by either name? */
bool placeholder_has(const char *text, const char *name);

/* The time in which it may be quoted is over. */
bool fact_is_over(const struct fact *fact, int64_t today);
/* "PTU 2023 (2020)": where a fact is from and which year it is about; without a source the page
 * that the network has published it on. NULL when neither is known. Owned by the caller. */
char *fact_source(const struct fact *fact, const struct network *network);

#endif
