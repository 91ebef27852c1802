/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every numbered rule of the model, so that whatever was decided by one can be explained. */
#ifndef TRAFFPUNKT_MODEL_RULE_H
#define TRAFFPUNKT_MODEL_RULE_H

#include "model/participant.h"

/* What a rule says, translated; NULL for a number that no rule has. */
const char *rule_text(const char *number);
/* The numbers of all rules, ended by NULL. */
const char *const *rule_numbers(void);
/* The number of the rule by which one thing is missing (one of enum participant_missing). */
const char *missing_rule(enum participant_missing missing);

#endif
