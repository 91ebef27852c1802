/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/why.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "model/disclosure.h"
#include "model/eligibility.h"
#include "model/rule.h"
#include "service/twin.h"

static void add(
	struct why *why, enum why_subject subject, const char *rule, char *about, char *text)
{
	why->lines = xreallocarray(why->lines, why->count + 1, sizeof(*why->lines));
	why->lines[why->count++] = (struct why_line){
		.subject = subject, .rule = rule, .about = about, .text = text};
}

/* The number as the model keeps it, for one that comes from a row. */
static const char *known_rule(const char *number)
{
	for (const char *const *at = rule_numbers(); number && *at; at++) {
		if (!strcmp(*at, number))
			return *at;
	}
	return NULL;
}

static void tell_target_group(struct why *why, const struct participant *participant)
{
	const char *rule = known_rule(participant->eligibility_rule);
	if (!participant->eligibility.known)
		return;
	const char *value = choice_label(
		&participant_eligibilities, (int)participant->eligibility.value);
	char *text = xasprintf("%s: %s", value, rule ? rule_text(rule) : "–");
	add(why, WHY_TARGET_GROUP, rule, NULL, text);
	if (!participant->eligibility_reason)
		return;
	add(why, WHY_TARGET_GROUP, rule, NULL,
		participant->is_protected.value
			? xstrdup(_("admitted by a person all the same, for a reason that is kept"))
			: xasprintf(_("admitted by a person all the same: %s"),
				  participant->eligibility_reason));
}

static void tell_missing(struct why *why, const struct participant *participant)
{
	unsigned missing = participant_missing(participant);
	for (unsigned one = MISSING_CONTACT; one <= MISSING_REFERENCE; one <<= 1) {
		const char *rule = missing_rule((enum participant_missing)one);
		if (missing & one)
			add(why, WHY_MISSING, rule, NULL, xstrdup(rule_text(rule)));
	}
}

static void tell_lists(struct why *why, const struct participant *participant)
{
	for (int purpose = 0; purpose < (int)purposes.count; purpose++) {
		const char *rule = purpose_excludes((enum purpose)purpose, participant);
		if (rule)
			add(why, WHY_LIST, rule, xstrdup(choice_label(&purposes, purpose)),
				xstrdup(purpose_rule_text(rule)));
	}
}

static bool tell_twins(struct service *service, struct why *why,
	const struct participant *participant, struct error *error)
{
	struct twin *twins;
	size_t count;
	if (participant->status.value == PARTICIPANT_MERGED)
		return true;
	bool ok = service_find_twins(service, participant, &twins, &count, error);
	for (size_t i = 0; ok && i < count; i++) {
		struct participant *twin = record_create(&participant_entity);
		ok = store_get(service->store, &participant_entity, twins[i].id, twin, error);
		if (ok) {
			char *name = participant_entity.title(twin);
			add(why, WHY_TWIN, NULL,
				xasprintf(_("%s (no. %lld)"), name, (long long)twins[i].id),
				xstrdup(_(twins[i].reason)));
			why->lines[why->count - 1].twin = twins[i].id;
			free(name);
		}
		record_destroy(&participant_entity, twin);
	}
	free(twins);
	return ok;
}

bool service_why(struct service *service, int64_t id, struct why *why, struct error *error)
{
	struct participant *participant = record_create(&participant_entity);
	*why = (struct why){0};
	bool ok = store_get(service->store, &participant_entity, id, participant, error);
	if (ok) {
		why->title = participant_entity.title(participant);
		tell_target_group(why, participant);
		tell_missing(why, participant);
		tell_lists(why, participant);
		ok = tell_twins(service, why, participant, error);
	}
	if (!ok)
		why_finish(why);
	record_destroy(&participant_entity, participant);
	return ok;
}

void why_finish(struct why *why)
{
	for (size_t i = 0; i < why->count; i++) {
		free(why->lines[i].about);
		free(why->lines[i].text);
	}
	free(why->lines);
	free(why->title);
	*why = (struct why){0};
}
