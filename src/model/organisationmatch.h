/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which organisation of the register someone means by what they wrote. An exact name beats an
 * alias; what only looks alike (å for a, a slip of the finger, a name inside a longer one, the
 * domain of the address) is offered and never chosen: Håbo is not Habo, and a wrong payer on an
 * invoice is the classic mistake. A name that a municipality and a region share asks which.
 */
#ifndef TRAFFPUNKT_MODEL_ORGANISATIONMATCH_H
#define TRAFFPUNKT_MODEL_ORGANISATIONMATCH_H

#include "model/organisation.h"

enum match_kind {
	MATCH_NONE,
	MATCH_EXACT,     /* candidates[0] is the one */
	MATCH_AMBIGUOUS, /* exactly the name of each candidate: a person must say which */
	MATCH_SUGGESTED, /* like each candidate, the likest first */
};

/* What the domain of the address says of the organisation that was written. */
enum match_domain {
	DOMAIN_SILENT, /* nothing */
	DOMAIN_AGREES,
	DOMAIN_DIFFERS, /* it bears the name of another one in the register */
};

#define MATCH_CANDIDATES 4

/* The candidates are borrowed from the set that the index was made of. */
struct organisation_match {
	enum match_kind kind;
	const struct organisation *candidates[MATCH_CANDIDATES];
	size_t count;
	enum match_domain domain;
};

struct organisation_index;

/* Borrows the register, an array of `count`. */
struct organisation_index *organisation_index_create(
	const struct organisation *organisations, size_t count);
void organisation_index_destroy(struct organisation_index *index);

/* Either text may be NULL. */
struct organisation_match organisation_index_find(
	const struct organisation_index *index, const char *text, const char *email);
/* The organisation with this code, or NULL. */
const struct organisation *organisation_index_code(
	const struct organisation_index *index, const char *code);

#endif
