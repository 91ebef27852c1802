/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/rule.h"

#include <string.h>

#include "base/i18n.h"
#include "model/disclosure.h"
#include "model/eligibility.h"

/* What a sign-up must have to be complete. */
static const struct {
	enum participant_missing missing;
	const char *number;
	const char *text;
} complete_rules[] = {
	{MISSING_CONTACT, "KO-1", N_("there is no way to reach the person")},
	{MISSING_ORGANISATION, "KO-2", N_("the organisation is not found in the register")},
	{MISSING_ORGANISATION_NUMBER, "KO-3",
		N_("the organisation number of the payer is missing")},
	{MISSING_REFERENCE, "KO-4", N_("neither an invoice reference nor an order is given")},
};

#define COMPLETE_RULES (sizeof(complete_rules) / sizeof(*complete_rules))

const char *missing_rule(enum participant_missing missing)
{
	for (size_t i = 0; i < COMPLETE_RULES; i++) {
		if (complete_rules[i].missing == missing)
			return complete_rules[i].number;
	}
	return NULL;
}

const char *rule_text(const char *number)
{
	for (size_t i = 0; i < COMPLETE_RULES; i++) {
		if (!strcmp(complete_rules[i].number, number))
			return _(complete_rules[i].text);
	}
	const char *text = eligibility_rule_text(number);
	if (!*text)
		text = purpose_rule_text(number);
	return *text ? text : NULL;
}

const char *const *rule_numbers(void)
{
	static const char *const numbers[] = {"MG-0", "MG-1", "MG-2", "MG-3", "MG-4", "MG-5",
		"MG-6", "MG-7", "MG-8", "KO-1", "KO-2", "KO-3", "KO-4", "PL-1", "PL-2", "PL-3",
		"PL-4", "PL-5", NULL};
	return numbers;
}
