/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/request/convert.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "base/collate.h"
#include "base/i18n.h"
#include "base/text.h"
#include "service/assess.h"
#include "service/private.h"

/* ---- what the request says ---- */

/* A particle before the family name is a part of it: "Maria von Essen" is von Essen. */
static const char *family_part(const char *text)
{
	const char *start = strrchr(text, ' ');
	while (start && start > text) {
		const char *word = start;
		while (word > text && word[-1] != ' ')
			word--;
		const char *letter = word;
		uint32_t first = text_next(&letter, NULL);
		if (word == text || collate_lower(first) != first)
			break;
		start = word - 1;
	}
	return start;
}

/* "Malin Rosén" and "Rosén, Malin". */
static void split_name(struct participant *participant, const char *text)
{
	const char *comma = strchr(text, ',');
	const char *family = comma ? NULL : family_part(text);
	if (comma) {
		participant->family_name = xstrndup(text, (size_t)(comma - text));
		participant->given_name = xstrdup(comma + 1);
	} else if (family) {
		participant->given_name = xstrndup(text, (size_t)(family - text));
		participant->family_name = xstrdup(family + 1);
	} else {
		participant->family_name = xstrdup(text);
	}
	if (participant->given_name)
		text_trim(participant->given_name);
	text_trim(participant->family_name);
}

/* The register's name where it leaves no doubt. Of the domain alone only a single one is taken, for
 * a person to read in the form before it is saved. */
static bool find_organisation(struct service *service, const struct request *request,
	struct participant *participant, struct error *error)
{
	const struct organisation_index *index;
	if (!service_organisations(service, &index, error))
		return false;
	struct organisation_match match = organisation_index_find(
		index, request->organisation, request->sender_email);
	bool told = !text_is_blank(request->organisation);
	bool sure = match.kind == MATCH_EXACT ||
		    (!told && match.kind == MATCH_SUGGESTED && match.count == 1);
	participant->organisation = xstrdup(
		sure ? match.candidates[0]->name : request->organisation);
	participant->organisation_code = sure ? xstrdup(match.candidates[0]->code) : NULL;
	return true;
}

struct participant *service_request_sender(
	struct service *service, const struct request *request, struct error *error)
{
	struct participant *participant = service_new(service, &participant_entity);
	const char *channel = request_channels.items[request->channel.value].token;
	int known = choices_find(&participant_channels, channel);
	int64_t minutes;
	if (!text_is_blank(request->sender_name))
		split_name(participant, request->sender_name);
	participant->email = xstrdup(request->sender_email);
	if (known >= 0)
		number_set(&participant->channel, known);
	zone_to_local(request->received_at.value, &participant->received_on.value, &minutes);
	participant->received_on.known = true;
	if (request->is_protected.value)
		number_set(&participant->is_protected, 1);
	participant->is_invented = request->is_invented;
	if (find_organisation(service, request, participant, error))
		return participant;
	record_destroy(&participant_entity, participant);
	return NULL;
}

bool request_may_convert(const struct request *request, struct error *error)
{
	int status = (int)request->status.value;
	if (status == REQUEST_QUARANTINED || status == REQUEST_SPAM || status == REQUEST_MERGED)
		return error_set(error, ERROR_REFUSED,
			_("Request no. %lld is “%s”: nobody is made a participant from it."),
			(long long)request->record.id, choice_label(&request_statuses, status));
	return !request->participant.known ||
	       error_set(error, ERROR_REFUSED,
		       _("Request no. %lld is linked to participant no. %lld already."),
		       (long long)request->record.id, (long long)request->participant.value);
}

/* ---- the participant ---- */

static bool admit(struct service *service, struct participant *participant,
	struct conversion *conversion, struct error *error)
{
	if (!conversion->admit)
		return true;
	return service_take_step(service, &participant_entity, participant, PARTICIPANT_ADMITTED,
		       conversion->reason, error) &&
	       service_welcome_within(service, participant, &conversion->made, error);
}

/* What was over is open again first: the sender is to hear from us. */
static bool let_wait(struct service *service, struct request *request, struct error *error)
{
	if (request->status.value == REQUEST_WAITING)
		return service_write(service, &request_entity, request, error);
	if (!choices_transition(&request_statuses, (int)request->status.value, REQUEST_WAITING) &&
		!service_take_step(service, &request_entity, request, REQUEST_OPEN, NULL, error))
		return false;
	return service_take_step(service, &request_entity, request, REQUEST_WAITING, NULL, error);
}

static bool convert(struct service *service, struct request *request,
	struct participant *participant, struct conversion *conversion, struct error *error)
{
	if (!service_write(service, &participant_entity, participant, error) ||
		!admit(service, participant, conversion, error))
		return false;
	number_set(&request->participant, participant->record.id);
	conversion->participant = participant->record.id;
	return let_wait(service, request, error);
}

bool service_request_convert(struct service *service, int64_t id, struct participant *participant,
	struct conversion *conversion, struct error *error)
{
	struct request request = {0};
	struct record before = participant->record;
	bool ok = store_get(service->store, &request_entity, id, &request, error) &&
		  request_may_convert(&request, error);
	conversion->made = (struct draft_count){0};
	if (ok) {
		char *title = xasprintf(_("Request no. %lld: made a participant"), (long long)id);
		ok = service_begin(service, title, false, error) &&
		     service_end(service,
			     convert(service, &request, participant, conversion, error), error);
		free(title);
	}
	if (!ok)
		participant->record = before;
	record_finish(&request_entity, &request);
	return ok;
}
