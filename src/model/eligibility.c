/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/eligibility.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/collate.h"
#include "base/i18n.h"
#include "base/text.h"

struct rule {
	const char *number;
	enum participant_eligibility value;
	const char *text;
};

enum rule_index {
	RULE_OTHER_ROLE,
	RULE_FOREIGN,
	RULE_UNKNOWN,
	RULE_UNCERTAIN,
	RULE_ELECTED,
	RULE_PRIVATE_DOMAIN,
	RULE_OTHER_DOMAIN,
	RULE_MEMBER,
	RULE_BEFORE,
	RULE_COUNT
};

static const struct rule rules[] = {
	[RULE_OTHER_ROLE] = {"MG-8", ELIGIBILITY_WITHIN,
		N_("takes part in another role: the target group is for participants only")},
	[RULE_FOREIGN] = {"MG-1", ELIGIBILITY_OUTSIDE,
		N_("the organisation is neither a municipality nor a region")},
	[RULE_UNKNOWN] = {"MG-2", ELIGIBILITY_REVIEW, N_("no organisation is given")},
	[RULE_UNCERTAIN] = {"MG-3", ELIGIBILITY_REVIEW,
		N_("the organisation is only like one in the register, or like more than one")},
	[RULE_ELECTED] = {"MG-4", ELIGIBILITY_REVIEW,
		N_("the title is that of an elected representative, not of an employee")},
	[RULE_PRIVATE_DOMAIN] = {"MG-5", ELIGIBILITY_REVIEW,
		N_("the e-mail address is a private one")},
	[RULE_OTHER_DOMAIN] = {"MG-6", ELIGIBILITY_REVIEW,
		N_("the e-mail address belongs to another organisation")},
	[RULE_MEMBER] = {"MG-7", ELIGIBILITY_WITHIN, N_("employed by a municipality or a region")},
	/* Written by the schema step that brought the rules (0003). */
	[RULE_BEFORE] = {"MG-0", ELIGIBILITY_WITHIN,
		N_("signed up before the program looked at the target group")},
};

static const char *const numbers[] = {
	"MG-0", "MG-1", "MG-2", "MG-3", "MG-4", "MG-5", "MG-6", "MG-7", "MG-8", NULL};

/* ---- titles ---- */

static bool holds_word(const char *text, const char *word)
{
	size_t length = strlen(word);
	for (const char *at = text; (at = strstr(at, word)); at++) {
		if ((at == text || !isalnum((unsigned char)at[-1])) &&
			!isalnum((unsigned char)at[length]))
			return true;
	}
	return false;
}

/* A secretary of the council is an employee, a member of it is not. */
static bool is_elected(const char *title)
{
	static const char *const words[] = {"ledamot", "ersattare", "fortroendevald",
		"fortroendevalda", "kommunalrad", "regionrad", "oppositionsrad", "borgarrad",
		"landstingsrad", "politiker", "fritidspolitiker", "kommunpolitiker",
		"regionpolitiker", "namndordforande", "gruppledare", "kommunstyrelseledamot",
		"fullmaktigeledamot", "kommunfullmaktigeledamot", "regionfullmaktigeledamot",
		"namndledamot", "kommunstyrelsens ordforande", "regionstyrelsens ordforande",
		"ordforande i kommunstyrelsen", "ordforande i regionstyrelsen",
		"ordforande kommunstyrelsen", "ordforande i kommunfullmaktige",
		"kommunfullmaktiges ordforande", "vice ordforande", "councillor",
		"elected representative", "riksdagsledamot"};
	if (text_is_blank(title))
		return false;
	bool elected = false;
	char *folded = collate_fold_loose(title);
	for (size_t i = 0; !elected && i < sizeof(words) / sizeof(*words); i++)
		elected = holds_word(folded, words[i]);
	free(folded);
	return elected;
}

/* ---- addresses ---- */

/* Does the domain end with one of these, as a whole or after a dot? One that ends with a dot stands
 * for any country. */
static bool domain_is_among(const char *domain, const char *const *list)
{
	for (; *list; list++) {
		size_t length = strlen(*list);
		for (const char *at = domain; at;
			at = strchr(at, '.') ? strchr(at, '.') + 1 : NULL) {
			bool any = (*list)[length - 1] == '.';
			if (any ? !strncmp(at, *list, length) && !strchr(at + length, '.')
				: !strcmp(at, *list))
				return true;
		}
	}
	return false;
}

static const char *const private_domains[] = {"gmail.com", "googlemail.com", "hotmail.", "outlook.",
	"live.", "msn.com", "yahoo.", "icloud.com", "me.com", "mac.com", "telia.com",
	"bredband.net", "comhem.se", "spray.se", "passagen.se", "protonmail.com", "proton.me",
	"tutanota.com", "tuta.io", "gmx.", "aol.com", "mail.com", "home.se", "bahnhof.se",
	"tele2.se", "swipnet.se", "ownit.nu", "glocalnet.net", NULL};

static const char *const other_domains[] = {"polisen.se", "skr.se", "skl.se", "lansstyrelsen.se",
	"riksdagen.se", "regeringskansliet.se", "gov.se", "aklagare.se", "dom.se", "domstol.se",
	"sakerhetspolisen.se", "mil.se", "msb.se", "bra.se", "socialdemokraterna.se",
	"moderaterna.se", "centerpartiet.se", "sd.se", "liberalerna.se", "kristdemokraterna.se",
	"vansterpartiet.se", "mp.se", NULL};

static bool address_is_among(const char *email, const char *const *list)
{
	const char *at = email ? strrchr(email, '@') : NULL;
	if (!at)
		return false;
	char *domain = collate_fold_loose(at + 1);
	text_trim(domain);
	bool among = domain_is_among(domain, list);
	free(domain);
	return among;
}

/* ---- the proposal ---- */

static enum rule_index find_rule(
	const struct participant *participant, const struct organisation_match *match)
{
	bool coded = participant->organisation_code != NULL;
	if (!participant_pays(participant))
		return RULE_OTHER_ROLE;
	if (!coded && match->kind == MATCH_NONE && !text_is_blank(participant->organisation))
		return RULE_FOREIGN;
	if (!coded && match->kind == MATCH_NONE)
		return RULE_UNKNOWN;
	if (!coded && match->kind != MATCH_EXACT)
		return RULE_UNCERTAIN;
	if (is_elected(participant->title))
		return RULE_ELECTED;
	if (address_is_among(participant->email, private_domains))
		return RULE_PRIVATE_DOMAIN;
	if (match->domain == DOMAIN_DIFFERS || address_is_among(participant->email, other_domains))
		return RULE_OTHER_DOMAIN;
	return RULE_MEMBER;
}

struct eligibility eligibility_propose(
	const struct participant *participant, const struct organisation_match *match)
{
	const struct rule *rule = &rules[find_rule(participant, match)];
	return (struct eligibility){.value = rule->value, .rule = rule->number};
}

const char *const *eligibility_rules(void)
{
	return numbers;
}

const char *eligibility_rule_text(const char *rule)
{
	for (size_t i = 0; rule && i < RULE_COUNT; i++) {
		if (!strcmp(rules[i].number, rule))
			return _(rules[i].text);
	}
	return "";
}

bool eligibility_needs_reason(const struct participant *participant)
{
	return !participant->eligibility.known ||
	       participant->eligibility.value != ELIGIBILITY_WITHIN;
}
