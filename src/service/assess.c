/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/assess.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/eligibility.h"
#include "model/tags.h"
#include "model/twin.h"
#include "service/private.h"
#include "store/twins.h"

struct organisation_register {
	struct record_set set;
	struct organisation_index *index;
};

void service_forget_organisations(struct service *service)
{
	if (!service->organisations)
		return;
	organisation_index_destroy(service->organisations->index);
	record_set_finish(&service->organisations->set);
	free(service->organisations);
	service->organisations = NULL;
}

bool service_organisations(
	struct service *service, const struct organisation_index **index, struct error *error)
{
	/* Empty only in a database without a network, which gets its register with the first. */
	if (service->organisations && !service->organisations->set.count)
		service_forget_organisations(service);
	if (!service->organisations) {
		struct record_set set = {0};
		if (!store_all(service->store, &organisation_entity, 0, &set, error))
			return false;
		service->organisations = xcalloc(1, sizeof(*service->organisations));
		service->organisations->set = set;
		service->organisations->index = organisation_index_create(
			set.count ? record_set_at(&set, 0) : NULL, set.count);
	}
	*index = service->organisations->index;
	return true;
}

static bool match_of(struct service *service, const struct participant *participant,
	struct organisation_match *match, struct error *error)
{
	const struct organisation_index *index;
	if (!service_organisations(service, &index, error))
		return false;
	*match = organisation_index_find(index, participant->organisation, participant->email);
	return true;
}

bool service_assess(struct service *service, struct participant *participant, struct error *error)
{
	struct organisation_match match;
	if (participant->status.value == PARTICIPANT_MERGED)
		return true;
	if (!match_of(service, participant, &match, error))
		return false;
	struct eligibility eligibility = eligibility_propose(participant, &match);
	participant->eligibility = (struct number){.known = true, .value = eligibility.value};
	free(participant->eligibility_rule);
	participant->eligibility_rule = xstrdup(eligibility.rule);
	return true;
}

/* ---- the organisation ---- */

bool service_check_organisation(struct service *service, const char *code, struct error *error)
{
	const struct organisation_index *index;
	if (!service_organisations(service, &index, error))
		return false;
	if (organisation_index_code(index, code))
		return true;
	char *safe = text_safe(code, TEXT_ONE_LINE);
	error_set_field(error, ERROR_DATA, "organisation_code",
		_("The register has no organisation with the code “%s”."), safe);
	free(safe);
	return false;
}

static bool same_text(const char *left, const char *right)
{
	return left && right ? !strcmp(left, right) : left == right;
}

/* The code told of the old name. */
static void drop_stale_code(struct participant *participant, const struct participant *former)
{
	if (!former || !participant->organisation_code ||
		!same_text(participant->organisation_code, former->organisation_code) ||
		same_text(participant->organisation, former->organisation))
		return;
	free(participant->organisation_code);
	participant->organisation_code = NULL;
}

static bool complete_organisation(struct service *service, struct participant *participant,
	const struct participant *former, struct error *error)
{
	const struct organisation_index *index;
	drop_stale_code(participant, former);
	if (participant->organisation_code &&
		!service_check_organisation(service, participant->organisation_code, error))
		return false;
	if (!service_organisations(service, &index, error))
		return false;
	if (participant->organisation_code && text_is_blank(participant->organisation)) {
		const struct organisation *organisation = organisation_index_code(
			index, participant->organisation_code);
		participant->organisation = xstrdup(organisation->name);
	} else if (!participant->organisation_code) {
		struct organisation_match match = organisation_index_find(
			index, participant->organisation, NULL);
		if (match.kind == MATCH_EXACT)
			participant->organisation_code = xstrdup(match.candidates[0]->code);
	}
	return true;
}

/* ---- the address ---- */

static bool is_active(const struct participant *participant)
{
	return participant->status.value == PARTICIPANT_RECEIVED ||
	       participant->status.value == PARTICIPANT_REVIEW ||
	       participant->status.value == PARTICIPANT_ADMITTED;
}

/* What stood there before any rule did may stay. */
static bool address_is_old(const struct participant *participant, const struct participant *former)
{
	return former && is_active(former) && same_text(participant->email, former->email);
}

static bool refuse_address(const struct participant *other, struct error *error)
{
	char *title = participant_entity.title(other);
	char *safe = text_safe(title, TEXT_ONE_LINE);
	error_set_field(error, ERROR_REFUSED, "email",
		_("%s (no. %lld) is signed up with this e-mail address already: change that row, "
		  "or merge the two."),
		safe, (long long)other->record.id);
	free(safe);
	free(title);
	return false;
}

bool service_check_address(struct service *service, const struct participant *participant,
	const struct participant *former, struct error *error)
{
	struct record_set set = {0};
	if (!participant->email || !is_active(participant) || address_is_old(participant, former))
		return true;
	char *key = twin_key("email_key", participant->email, NULL);
	bool ok = store_sharing(
		service->store, participant->network.value, "email_key", key, &set, error);
	for (size_t i = 0; ok && i < set.count; i++) {
		const struct participant *other = record_set_at(&set, i);
		if (other->record.id != participant->record.id && is_active(other))
			ok = refuse_address(other, error);
	}
	record_set_finish(&set);
	free(key);
	return ok;
}

/* ---- all of it ---- */

/* A role is a participant's unless said otherwise; who is protected shares nothing with anybody. */
void service_default_participant(struct participant *participant)
{
	if (!participant->role.known)
		participant->role = (struct number){.known = true, .value = ROLE_OF_PARTICIPANT};
	if (participant->is_protected.value)
		participant->list_consent = (struct number){.known = true, .value = CONSENT_NOBODY};
	else if (!participant->list_consent.known)
		participant->list_consent = (struct number){
			.known = true, .value = CONSENT_ORGANISATION};
}

static void tidy_tags(struct participant *participant)
{
	struct tag_set tags = tag_set_read(participant->tags);
	free(participant->tags);
	participant->tags = tag_set_write(&tags);
	tag_set_finish(&tags);
}

/* Someone was let in who would not be now: what was decided then stands, and says so. */
static void keep_admitted(struct participant *participant)
{
	if (participant->status.value == PARTICIPANT_ADMITTED && !participant->eligibility_reason &&
		eligibility_needs_reason(participant))
		participant->eligibility_reason = xstrdup(
			_("Was within the target group when admitted"));
}

/* A new sign-up that the rules do not let in waits for a person to look at it. */
static void stop_for_review(struct participant *participant, const struct participant *former)
{
	if (!former && participant->status.value == PARTICIPANT_RECEIVED &&
		participant->eligibility.value != ELIGIBILITY_WITHIN)
		participant->status.value = PARTICIPANT_REVIEW;
}

bool service_complete_participant(struct service *service, struct participant *participant,
	const struct participant *former, struct error *error)
{
	service_default_participant(participant);
	tidy_tags(participant);
	if (participant->status.value == PARTICIPANT_MERGED)
		return true;
	if (!complete_organisation(service, participant, former, error) ||
		!service_assess(service, participant, error))
		return false;
	stop_for_review(participant, former);
	keep_admitted(participant);
	return service_check_address(service, participant, former, error);
}

/* ---- for people ---- */

static char *name_candidates(const struct organisation_match *match)
{
	struct buffer list = {0};
	for (size_t i = 0; i < match->count; i++) {
		if (i)
			/* TRANSLATORS: between the last two of a list of names */
			buffer_append(&list, i + 1 == match->count ? _(" or ") : ", ");
		buffer_append(&list, match->candidates[i]->name);
	}
	return buffer_take(&list);
}

char *organisation_match_say(const struct organisation_match *match)
{
	if (match->kind == MATCH_NONE)
		return xstrdup(_("Neither a municipality nor a region by the register"));
	if (match->kind == MATCH_EXACT)
		return xasprintf("%s (%s)", match->candidates[0]->name, match->candidates[0]->code);
	char *names = name_candidates(match);
	char *said = xasprintf(match->kind == MATCH_AMBIGUOUS
				       /* TRANSLATORS: "Örebro kommun or Region Örebro län?" */
				       ? _("%s?")
				       /* TRANSLATORS: names of municipalities and regions */
				       : _("Do you mean %s?"),
		names);
	free(names);
	return said;
}
