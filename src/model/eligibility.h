/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The target group: employees of Sweden's municipalities and regions. The rules sort who signs up;
 * a person decides. Each rule has a number, so that "why?" can be answered.
 */
#ifndef TRAFFPUNKT_MODEL_ELIGIBILITY_H
#define TRAFFPUNKT_MODEL_ELIGIBILITY_H

#include "model/organisationmatch.h"
#include "model/participant.h"

struct eligibility {
	enum participant_eligibility value;
	const char *rule; /* "MG-1", static */
};

/* The first rule that says something. `match` is what the register says of the organisation; a
 * code of the register in the record settles it. */
struct eligibility eligibility_propose(
	const struct participant *participant, const struct organisation_match *match);

/* The rules in order, ended by NULL. */
const char *const *eligibility_rules(void);
/* What a rule says, translated; "" for one that is not known. */
const char *eligibility_rule_text(const char *rule);

/* True when someone would be admitted, or is, whom the rules do not let in: then a reason is
 * needed. */
bool eligibility_needs_reason(const struct participant *participant);

#endif
