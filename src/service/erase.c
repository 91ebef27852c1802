/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/erase.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/dateformat.h"
#include "base/i18n.h"
#include "model/access.h"
#include "model/invoice.h"
#include "model/participant.h"
#include "model/request.h"
#include "model/twin.h"
#include "service/access.h"
#include "service/private.h"
#include "service/request/keep.h"
#include "service/retention.h"
#include "store/intake.h"
#include "store/twins.h"

/* ---- the preview ---- */

static struct erasure_line *line_of(struct erasure *erasure, const struct entity *entity)
{
	for (size_t i = 0; i < erasure->count; i++) {
		if (erasure->lines[i].entity == entity)
			return &erasure->lines[i];
	}
	erasure->lines = xreallocarray(erasure->lines, erasure->count + 1, sizeof(*erasure->lines));
	erasure->lines[erasure->count] = (struct erasure_line){.entity = entity};
	return &erasure->lines[erasure->count++];
}

static bool is_kept(const struct erase_item *item)
{
	return item->detach && item->entity == &invoice_item_entity;
}

/* The last day that bookkeeping law keeps any of it. */
static bool note_kept(struct service *service, struct erasure *erasure,
	const struct erase_item *item, struct error *error)
{
	struct invoice_item invoiced = {0};
	bool ok = store_get(service->store, item->entity, item->id, &invoiced, error);
	struct number day = invoiced.keep_until;
	if (day.known && (!erasure->keep_until.known || erasure->keep_until.value < day.value))
		erasure->keep_until = day;
	record_finish(&invoice_item_entity, &invoiced);
	return ok;
}

static bool count_items(struct service *service, struct erasure *erasure,
	const struct erase_set *set, struct error *error)
{
	line_of(erasure, &participant_entity);
	for (size_t i = 0; i < set->count; i++) {
		const struct erase_item *item = &set->items[i];
		if (!item->detach)
			line_of(erasure, item->entity)->removed++;
		if (!is_kept(item))
			continue;
		line_of(erasure, item->entity)->kept++;
		if (!note_kept(service, erasure, item, error))
			return false;
	}
	return true;
}

/* A row that was merged into another is that person's: they are erased together, from there. */
static bool check_whole(const struct participant *participant, struct error *error)
{
	if (participant->status.value != PARTICIPANT_MERGED)
		return true;
	return error_set(error, ERROR_REFUSED,
		_("This row has been merged into participant no. %lld: erase that one, and this "
		  "goes with it."),
		(long long)participant->merged_into.value);
}

/* ---- what goes ---- */

/* Is the address theirs alone? A row that was merged into theirs is theirs too. */
static bool is_only_theirs(struct service *service, const struct participant *participant,
	bool *only, struct error *error)
{
	struct record_set set = {0};
	char *key = twin_key("email_key", participant->email, NULL);
	*only = true;
	bool ok = store_sharing(
		service->store, participant->network.value, "email_key", key, &set, error);
	for (size_t i = 0; ok && i < set.count; i++) {
		const struct participant *other = record_set_at(&set, i);
		*only &= other->record.id == participant->record.id ||
			 other->merged_into.value == participant->record.id;
	}
	record_set_finish(&set);
	free(key);
	return ok;
}

/* What they have written to us before anybody linked it to them. */
static bool add_letters(struct service *service, const struct participant *participant,
	struct erase_set *set, struct error *error)
{
	struct record_set requests = {0};
	bool only;
	if (!participant->email)
		return true;
	bool ok = is_only_theirs(service, participant, &only, error) &&
		  (!only || store_requests_from(service->store, participant->network.value,
				    participant->email, INT64_MIN, INT64_MAX, &requests, error));
	for (size_t i = 0; ok && i < requests.count; i++) {
		const struct request *request = record_set_at(&requests, i);
		if (!request->participant.known)
			ok = erase_set_add(
				set, service->store, &request_entity, request->record.id, error);
	}
	record_set_finish(&requests);
	return ok;
}

static bool gather(struct service *service, const struct participant *participant,
	struct erase_set *set, struct error *error)
{
	return erase_set_add(
		       set, service->store, &participant_entity, participant->record.id, error) &&
	       add_letters(service, participant, set, error);
}

bool service_erasure_preview(
	struct service *service, int64_t id, struct erasure *erasure, struct error *error)
{
	struct participant participant = {0};
	struct erase_set set = {0};
	*erasure = (struct erasure){.participant = id};
	bool ok = store_get(service->store, &participant_entity, id, &participant, error) &&
		  check_whole(&participant, error) && gather(service, &participant, &set, error) &&
		  count_items(service, erasure, &set, error) &&
		  service_hold_of(service, id, &erasure->hold, error);
	if (ok)
		erasure->name = participant_entity.title(&participant);
	else
		erasure_finish(erasure);
	erase_set_finish(&set);
	record_finish(&participant_entity, &participant);
	return ok;
}

void erasure_finish(struct erasure *erasure)
{
	free(erasure->lines);
	free(erasure->name);
	free(erasure->hold);
	*erasure = (struct erasure){0};
}

char *erasure_line_text(const struct erasure *erasure, const struct erasure_line *line)
{
	if (!line->kept)
		return xasprintf(
			PLURAL_("%zu row is removed", "%zu rows are removed", line->removed),
			line->removed);
	char *until = date_format(erasure->keep_until.value, DATE_MEDIUM);
	char *text = xasprintf(
		PLURAL_("%zu row is kept until %s without the name (bookkeeping law)",
			"%zu rows are kept until %s without the name (bookkeeping law)",
			line->kept),
		line->kept, until);
	if (line->removed) {
		char *both = xasprintf(PLURAL_("%zu row is removed; %s", "%zu rows are removed; %s",
					       line->removed),
			line->removed, text);
		free(text);
		text = both;
	}
	free(until);
	return text;
}

/* ---- doing it ---- */

bool service_trace_words(
	struct service *service, int64_t id, struct word_list *words, struct error *error)
{
	struct participant participant = {0};
	struct word_list all = {0};
	bool ok = store_get(service->store, &participant_entity, id, &participant, error) &&
		  store_words_of(service->store, id, &all, error);
	word_list_add(words, participant.uid);
	for (size_t i = 0; i < all.count; i++) {
		if (strchr(all.words[i], '@'))
			word_list_add(words, all.words[i]);
	}
	word_list_finish(&all);
	record_finish(&participant_entity, &participant);
	return ok;
}

bool service_erase_within(struct service *service, const struct erase_set *set, struct error *error)
{
	struct word_list words = {0};
	bool ok = true;
	for (size_t i = 0; ok && i < set->count; i++) {
		const struct erase_item *item = &set->items[i];
		if (item->entity == &participant_entity && !item->detach && !item->is_gone)
			ok = store_words_of(service->store, item->id, &words, error) &&
			     store_bury(service->store, item->id, error);
	}
	ok = ok && store_erase(service->store, set, &words, error);
	word_list_finish(&words);
	return ok;
}

/* What was asked for by right is answered; an erasure that nobody had noted is noted now. */
static bool answer_cases(struct service *service, int64_t id, struct error *error)
{
	struct record_set cases = {0};
	int64_t today = clock_today(service->clock);
	size_t answered = 0;
	bool ok = service_open_cases(service, id, &cases, error);
	for (size_t i = 0; ok && i < cases.count; i++) {
		struct rights_case *rights = record_copy(
			&rights_case_entity, record_set_at(&cases, i));
		if (rights->kind.value == RIGHTS_ERASURE) {
			rights->status.value = RIGHTS_DELIVERED;
			rights->closed_on = (struct number){.known = true, .value = today};
			ok = service_write(service, &rights_case_entity, rights, error);
			answered++;
		}
		record_destroy(&rights_case_entity, rights);
	}
	record_set_finish(&cases);
	if (!ok || answered)
		return ok;
	struct rights_case *rights = service_new(service, &rights_case_entity);
	rights->kind = (struct number){.known = true, .value = RIGHTS_ERASURE};
	rights->status = (struct number){.known = true, .value = RIGHTS_DELIVERED};
	rights->received_on = rights->closed_on = (struct number){.known = true, .value = today};
	rights->due_on = (struct number){.known = true, .value = rights_due(today)};
	ok = service_write(service, &rights_case_entity, rights, error);
	record_destroy(&rights_case_entity, rights);
	return ok;
}

bool service_clean_after(struct service *service, const struct word_list *words,
	const struct word_list *files, struct erasure_result *result, struct error *error)
{
	struct error busy = {0};
	if (!service_remove_files(service, files, error))
		return false;
	result->cleaned = store_clean(service->store, &busy);
	error_finish(&busy);
	bool ok = store_remove_copies(service->store, words, &result->copies, error) &&
		  store_count_traces(service->store, words, &result->traces, error);
	if (!ok)
		erasure_result_finish(result);
	return ok;
}

static bool erase(
	struct service *service, int64_t id, const struct erase_set *set, struct error *error)
{
	char *title = xasprintf(_("Participant no. %lld: erased"), (long long)id);
	bool ok = service_begin(service, title, true, error) &&
		  service_end(service,
			  answer_cases(service, id, error) &&
				  service_erase_within(service, set, error),
			  error);
	free(title);
	return ok;
}

bool service_erase(
	struct service *service, int64_t id, struct erasure_result *result, struct error *error)
{
	struct erasure erasure;
	struct erase_set set = {0};
	struct word_list words = {0}, files = {0};
	struct participant participant = {0};
	*result = (struct erasure_result){0};
	if (!service_erasure_preview(service, id, &erasure, error))
		return false;
	bool ok = !erasure.hold || error_set(error, ERROR_REFUSED, "%s", erasure.hold);
	ok = ok && service_trace_words(service, id, &words, error) &&
	     store_get(service->store, &participant_entity, id, &participant, error) &&
	     gather(service, &participant, &set, error) &&
	     service_files_of(service, &set, &files, error) && erase(service, id, &set, error);
	for (size_t i = 0; i < erasure.count; i++) {
		result->removed += erasure.lines[i].removed;
		result->kept += erasure.lines[i].kept;
	}
	ok = ok && service_clean_after(service, &words, &files, result, error);
	record_finish(&participant_entity, &participant);
	word_list_finish(&files);
	word_list_finish(&words);
	erase_set_finish(&set);
	erasure_finish(&erasure);
	return ok;
}

void erasure_result_finish(struct erasure_result *result)
{
	word_list_finish(&result->copies);
	*result = (struct erasure_result){0};
}

char *erasure_result_text(const struct erasure_result *result)
{
	if (!result->cleaned)
		return xstrdup(_("Another program holds the database: free parts of the file are "
				 "cleaned the next time it is opened alone."));
	if (!result->traces)
		return xstrdup(_("The bytes of the database were searched for the address: 0 "
				 "hits."));
	return xasprintf(PLURAL_("The bytes of the database were searched for the address: %zu "
				 "hit, in a longer address or in an invoice.",
				 "The bytes of the database were searched for the address: %zu "
				 "hits, in longer addresses or in invoices.",
				 result->traces),
		result->traces);
}
