/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which organisation a text and an address mean, and what follows of it for the target group. */
#include "fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "model/eligibility.h"
#include "model/organisationmatch.h"

#define ORGANISATION(code, kind, name, short_name, aliases)                              \
	{                                                                                \
		{0}, (char *)(code), {true, kind}, (char *)(name), (char *)(short_name), \
			(char *)"03", (char *)(aliases)                                  \
	}

/* Those that are easily taken for one another. */
static const struct organisation register_of_few[] = {
	ORGANISATION("0305", ORGANISATION_MUNICIPALITY, "Håbo kommun", "Håbo", NULL),
	ORGANISATION("0643", ORGANISATION_MUNICIPALITY, "Habo kommun", "Habo", NULL),
	ORGANISATION("0380", ORGANISATION_MUNICIPALITY, "Uppsala kommun", "Uppsala", NULL),
	ORGANISATION("03", ORGANISATION_REGION, "Region Uppsala", "Uppsala",
		"Uppsala läns landsting;Landstinget i Uppsala län"),
	ORGANISATION("0980", ORGANISATION_BOTH, "Region Gotland", "Gotland",
		"Gotlands kommun;Gotlands län"),
	ORGANISATION("0180", ORGANISATION_MUNICIPALITY, "Stockholms stad", "Stockholm",
		"Stockholms kommun"),
};

static void check_match(
	const struct organisation_index *index, const char *organisation, const char *email)
{
	struct organisation_match match = organisation_index_find(index, organisation, email);
	struct participant participant = {0};
	must(match.count <= MATCH_CANDIDATES, "there are no more candidates than room");
	must((match.kind == MATCH_NONE) == !match.count, "what is found has a candidate");
	must(match.kind != MATCH_EXACT || match.count == 1, "an exact name is one organisation's");
	participant.organisation = (char *)organisation;
	participant.email = (char *)email;
	must(eligibility_propose(&participant, &match).rule != NULL, "a rule says something");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct organisation_index *index;
	char *text = fuzz_text(data, size);
	char *email = strchr(text, '\n');
	if (!index)
		index = organisation_index_create(
			register_of_few, sizeof(register_of_few) / sizeof(*register_of_few));
	if (email)
		*email++ = '\0';
	check_match(index, text, email);
	check_match(index, NULL, text);
	free(text);
	return 0;
}
