/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/disclosure.h"

#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"

static const struct choice purpose_items[] = {
	[PURPOSE_ADMINISTRATION] = {"administration", NC_("purpose", "administration"), NULL, NULL,
		NULL, false},
	[PURPOSE_INVITATION] = {"invitation", NC_("purpose", "invitation"), NULL, NULL, NULL,
		false},
	[PURPOSE_SHARING] = {"sharing", NC_("purpose", "list for the participants"), NULL, NULL,
		NULL, false},
	[PURPOSE_WEBINAR] = {"webinar", NC_("purpose", "webinar"), NULL, NULL, NULL, false},
	[PURPOSE_CATERING] = {"catering", NC_("purpose", "catering"), NULL, NULL, NULL, false},
	[PURPOSE_INVOICING] = {"invoicing", NC_("purpose", "invoicing"), NULL, NULL, NULL, false},
	[PURPOSE_STATISTICS] = {"statistics", NC_("purpose", "statistics"), NULL, NULL, NULL,
		false},
	[PURPOSE_RIGHTS] = {"rights", NC_("purpose", "the person's own rights"), NULL, NULL, NULL,
		false},
};

const struct choices purposes = {
	"purpose", purpose_items, sizeof(purpose_items) / sizeof(*purpose_items), NULL, 0};

#define IN_DISCLOSURE(member) offsetof(struct disclosure, member)

static const struct field disclosure_fields[] = {
	{"network_id", NULL, FIELD_REFERENCE, FIELD_PARENT | FIELD_REQUIRED | FIELD_SYSTEM,
		IN_DISCLOSURE(network), NULL, NULL, NULL},
	{"at", N_("When"), FIELD_INSTANT, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_LISTED,
		IN_DISCLOSURE(at), NULL, NULL, NULL},
	{"who", N_("By whom"), FIELD_TEXT, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_LISTED,
		IN_DISCLOSURE(who), NULL, NULL, NULL},
	{"what", N_("What"), FIELD_TEXT, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_LISTED,
		IN_DISCLOSURE(what), NULL, NULL, NULL},
	{"purpose", N_("Purpose"), FIELD_CHOICE, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_LISTED,
		IN_DISCLOSURE(purpose), &purposes, NULL, NULL},
	{"recipient", N_("Recipient"), FIELD_TEXT, FIELD_SYSTEM | FIELD_LISTED,
		IN_DISCLOSURE(recipient), NULL, NULL, NULL},
	{"people", N_("People"), FIELD_INTEGER, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_LISTED,
		IN_DISCLOSURE(people), NULL, NULL, NULL},
	{"file", N_("File"), FIELD_TEXT, FIELD_SYSTEM | FIELD_LISTED, IN_DISCLOSURE(file), NULL,
		NULL, NULL},
	{"digest", NULL, FIELD_TEXT, FIELD_SYSTEM, IN_DISCLOSURE(digest), NULL, NULL, NULL},
};

static char *disclosure_title(const void *record)
{
	const struct disclosure *disclosure = record;
	return xstrdup(disclosure->what ? disclosure->what : "");
}

const struct entity disclosure_entity = {
	.name = "disclosure",
	.label = N_("Disclosure"),
	.table = "disclosure",
	.size = sizeof(struct disclosure),
	.fields = disclosure_fields,
	.field_count = sizeof(disclosure_fields) / sizeof(*disclosure_fields),
	.title = disclosure_title,
};

#define IN_PERSON(member) offsetof(struct disclosed_person, member)

static const struct field person_fields[] = {
	{"disclosure_id", NULL, FIELD_REFERENCE, FIELD_PARENT | FIELD_REQUIRED | FIELD_SYSTEM,
		IN_PERSON(disclosure), NULL, &disclosure_entity, NULL},
	{"participant_id", N_("Participant"), FIELD_REFERENCE, FIELD_REQUIRED | FIELD_SYSTEM,
		IN_PERSON(participant), NULL, &participant_entity, NULL},
};

static char *person_title(const void *record)
{
	const struct disclosed_person *person = record;
	return xasprintf(_("Participant no. %lld"), (long long)person->participant.value);
}

const struct entity disclosed_person_entity = {
	.name = "disclosed_person",
	.label = N_("Disclosed person"),
	.table = "disclosed_person",
	.size = sizeof(struct disclosed_person),
	.fields = person_fields,
	.field_count = sizeof(person_fields) / sizeof(*person_fields),
	.title = person_title,
};

/* ---- who is kept out ---- */

enum rule { RULE_PROTECTED, RULE_STATE, RULE_ROLE, RULE_CALLBACK, RULE_CONSENT, RULE_COUNT };

static const struct {
	const char *number;
	const char *text;
} rules[RULE_COUNT] = {
	[RULE_PROTECTED] = {"PL-1", N_("has a protected identity")},
	[RULE_STATE] = {"PL-2", N_("is not admitted")},
	[RULE_ROLE] = {"PL-3", N_("is no participant, but has another role")},
	[RULE_CALLBACK] = {"PL-4",
		N_("has not been called back though the target group is in doubt")},
	[RULE_CONSENT] = {"PL-5", N_("has not agreed to be shown to the others by name")},
};

/* Which rules a purpose keeps to, in the order they are told. */
static const unsigned purpose_rules[] = {
	[PURPOSE_ADMINISTRATION] = 1u << RULE_PROTECTED,
	[PURPOSE_INVITATION] = 1u << RULE_PROTECTED | 1u << RULE_STATE | 1u << RULE_CALLBACK,
	[PURPOSE_SHARING] = 1u << RULE_PROTECTED | 1u << RULE_STATE | 1u << RULE_ROLE |
			    1u << RULE_CALLBACK | 1u << RULE_CONSENT,
	[PURPOSE_WEBINAR] = 1u << RULE_PROTECTED | 1u << RULE_STATE | 1u << RULE_ROLE |
			    1u << RULE_CALLBACK,
	[PURPOSE_CATERING] = 1u << RULE_STATE,
	[PURPOSE_INVOICING] = 1u << RULE_ROLE,
	[PURPOSE_STATISTICS] = 0,
	[PURPOSE_RIGHTS] = 0,
};

static bool breaks(enum rule rule, const struct participant *participant)
{
	bool in_doubt = participant->eligibility.known &&
			participant->eligibility.value != ELIGIBILITY_WITHIN;
	switch (rule) {
	case RULE_PROTECTED:
		return participant->is_protected.value != 0;
	case RULE_STATE:
		return participant->status.value != PARTICIPANT_ADMITTED;
	case RULE_ROLE:
		return participant->role.known && participant->role.value != ROLE_OF_PARTICIPANT;
	case RULE_CALLBACK:
		return (participant->callback.known &&
			       participant->callback.value == CALLBACK_FAILED) ||
		       (in_doubt && !participant->callback.known);
	default:
		return participant->list_consent.value != CONSENT_PARTICIPANTS;
	}
}

const char *purpose_excludes(enum purpose purpose, const struct participant *participant)
{
	for (int rule = 0; rule < RULE_COUNT; rule++) {
		if (purpose_rules[purpose] & 1u << rule && breaks((enum rule)rule, participant))
			return rules[rule].number;
	}
	return NULL;
}

const char *purpose_rule_text(const char *rule)
{
	for (int i = 0; i < RULE_COUNT; i++) {
		if (!strcmp(rules[i].number, rule))
			return _(rules[i].text);
	}
	return "";
}
