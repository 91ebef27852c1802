/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Adding, changing and deleting single records. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/dateinput.h"
#include "base/digest.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/access.h"
#include "model/participant.h"
#include "model/payer.h"
#include "model/personalnumber.h"
#include "model/request.h"
#include "model/retention.h"
#include "service/invoice.h"
#include "service/need.h"
#include "service/private.h"

bool service_begin(struct service *service, const char *title, bool final, struct error *error)
{
	struct action_intent intent = {
		.network = service->network, .who = service->who, .title = title, .final = final};
	service->masked = 0;
	return store_begin(service->store, &intent, error);
}

bool service_end(struct service *service, bool ok, struct error *error)
{
	if (ok && store_commit(service->store, NULL, error))
		return true;
	store_rollback(service->store);
	service->masked = 0;
	return false;
}

static void set_number(struct number *number, int64_t value)
{
	*number = (struct number){.known = true, .value = value};
}

static void default_flags(const struct entity *entity, void *record)
{
	for (size_t i = 0; i < entity->field_count; i++) {
		const struct field *field = &entity->fields[i];
		if (field->type == FIELD_FLAG && field->flags & FIELD_REQUIRED &&
			!field_is_known(field, record))
			set_number(field_number(field, record), 0);
	}
}

static void set_parent(const struct entity *entity, void *record, int64_t network)
{
	const struct field *parent = entity_field(entity, "network_id");
	if (parent && network)
		set_number(field_number(parent, record), network);
}

static void set_uid(const struct entity *entity, void *record)
{
	const struct field *field = entity_field(entity, "uid");
	if (!field || field_is_known(field, record))
		return;
	char uid[UUID_SIZE];
	uuid_create(uid);
	*field_text(field, record) = xstrdup(uid);
}

void *service_new(struct service *service, const struct entity *entity)
{
	void *record = record_create(entity);
	int64_t today = clock_today(service->clock);
	set_parent(entity, record, service->network);
	set_uid(entity, record);
	default_flags(entity, record);
	if (entity == &participant_entity) {
		struct participant *participant = record;
		set_number(&participant->status, PARTICIPANT_RECEIVED);
		set_number(&participant->received_on, today);
		service_default_participant(participant);
	} else if (entity == &meeting_entity) {
		struct meeting *meeting = record;
		set_number(&meeting->kind, MEETING_DIGITAL);
		set_number(&meeting->form, MEETING_FORM_MEETING);
		set_number(&meeting->status, MEETING_UNPLANNED);
		set_number(&meeting->theme_status, THEME_UNSET);
	} else if (entity == &request_entity) {
		struct request *request = record;
		set_number(&request->received_at, clock_now(service->clock));
		set_number(&request->channel, 2); /* phone: what is typed in was mostly heard */
		set_number(&request->verified, VERIFIED_UNKNOWN);
		set_number(&request->status, REQUEST_NEW);
	}
	return record;
}

/* The payer's numbers; a number that was taken away is not filled in again at once. */
static bool complete_payer(struct service *service, struct participant *participant,
	const struct participant *former, struct error *error)
{
	int64_t from;
	bool ok = (former && former->organisation_number) ||
		  service_invoice_borrow_number(service, participant, &from, error);
	if (ok)
		payer_complete(participant, former);
	return ok;
}

/* A date makes a meeting preliminary, taking it away makes it unplanned again. */
static void complete_meeting(struct meeting *meeting, const struct meeting *former)
{
	bool moved = former && former->status.value == MEETING_CANCELLED && meeting->date.known &&
		     (!former->date.known || former->date.value != meeting->date.value);
	if (meeting->date.known && (meeting->status.value == MEETING_UNPLANNED || moved))
		set_number(&meeting->status, MEETING_PRELIMINARY);
	if (!meeting->date.known && meeting->status.value == MEETING_PRELIMINARY)
		set_number(&meeting->status, MEETING_UNPLANNED);
	if (moved) {
		free(meeting->status_reason);
		meeting->status_reason = NULL;
	}
	if (meeting->theme && meeting->theme_status.value == THEME_UNSET)
		set_number(&meeting->theme_status, THEME_PROPOSED);
	if (!meeting->theme && meeting->theme_status.value != THEME_UNSET)
		set_number(&meeting->theme_status, THEME_UNSET);
	if (meeting->duration_min.known && !meeting->duration_max.known)
		meeting->duration_max = meeting->duration_min;
	if (meeting->duration_max.known && !meeting->duration_min.known)
		meeting->duration_min = meeting->duration_max;
}

static bool complete(struct service *service, const struct entity *entity, void *record,
	const void *former, struct error *error)
{
	default_flags(entity, record);
	set_uid(entity, record);
	if (entity == &meeting_entity)
		complete_meeting(record, former);
	if (entity == &participant_entity)
		return (!former || service_keep_needs_apart(service, record, error)) &&
		       service_complete_participant(service, record, former, error) &&
		       complete_payer(service, record, former, error);
	if (entity == &request_entity)
		return service_protect_request(service, record, error);
	if (entity == &draft_entity)
		return service_check_draft(record, former, error) &&
		       service_protect_draft(service, record, error);
	if (entity == &special_need_entity)
		return service_complete_need(service, record, error);
	return true;
}

static bool validate(struct service *service, const struct entity *entity, const void *record,
	struct error *error)
{
	struct network network = {0};
	struct rule_context context = {.today = clock_today(service->clock)};
	if (entity != &network_entity && service->network) {
		if (!store_get(service->store, &network_entity, service->network, &network, error))
			return false;
		context.network = &network;
	}
	bool ok = record_validate(entity, record, &context, error);
	record_finish(&network_entity, &network);
	return ok;
}

static bool is_new(const void *record)
{
	return ((const struct record *)record)->id == 0;
}

/* What is due to be removed is counted once a day, unless one of these has come or gone. */
static void note_due(struct service *service, const struct entity *entity)
{
	if (entity == &special_need_entity || entity == &legal_hold_entity ||
		entity == &rights_case_entity)
		service->due_day = (struct number){0};
}

bool service_write(
	struct service *service, const struct entity *entity, void *record, struct error *error)
{
	void *former = NULL;
	bool ok = true;
	if (!is_new(record)) {
		former = record_create(entity);
		ok = store_get(
			service->store, entity, ((struct record *)record)->id, former, error);
	}
	service->masked += record_mask_personal_numbers(entity, record);
	ok = ok && complete(service, entity, record, former, error) &&
	     validate(service, entity, record, error);
	if (ok)
		ok = former ? store_update(service->store, entity, record, error)
			    : store_insert(service->store, entity, record, error);
	if (ok && entity == &participant_entity)
		ok = service_protect_linked(service, record, former, error) &&
		     service_invoice_follow(service, record, former, error);
	if (ok && entity == &network_entity)
		ok = service_invoice_follow_network(service, record, former, error);
	if (ok && entity == &meeting_entity && former)
		ok = service_needs_follow(service, ((struct record *)record)->id, error);
	record_destroy(entity, former);
	note_due(service, entity);
	return ok;
}

static char *change_title(const struct entity *entity, const void *record, bool added)
{
	char *name = entity->title(record);
	/* TRANSLATORS: what was changed and which one: "Meeting tis 17 okt 2023: changed" */
	char *title = xasprintf(
		added ? _("%s %s: added") : _("%s %s: changed"), _(entity->label), name);
	free(name);
	return title;
}

bool service_save(struct service *service, const struct entity *entity, void *record,
	const char *title, struct error *error)
{
	char *made = title ? NULL : change_title(entity, record, is_new(record));
	struct record before = *(struct record *)record;
	bool ok = service_begin(service, title ? title : made, false, error);
	if (ok)
		ok = service_end(service, service_write(service, entity, record, error), error);
	if (!ok)
		*(struct record *)record = before;
	free(made);
	return ok;
}

bool service_delete(
	struct service *service, const struct entity *entity, int64_t id, struct error *error)
{
	void *record = record_create(entity);
	char *title = NULL;
	bool ok = store_get(service->store, entity, id, record, error);
	if (ok) {
		char *name = entity->title(record);
		title = xasprintf(_("%s %s: deleted"), _(entity->label), name);
		free(name);
		ok = service_begin(service, title, false, error);
	}
	if (ok)
		ok = service_end(service, store_delete(service->store, entity, id, error), error);
	note_due(service, entity);
	free(title);
	record_destroy(entity, record);
	return ok;
}

/* ---- the forms of input that need more than the field ---- */

static bool set_start(struct meeting *meeting, const char *text, struct error *error)
{
	int64_t start, end;
	if (!time_parse_range(text, &start, &end, error)) {
		error->field = "start";
		return false;
	}
	set_number(&meeting->start, start);
	if (end >= 0)
		set_number(&meeting->end, end);
	return true;
}

static bool set_duration(
	struct meeting *meeting, const struct field *field, const char *text, struct error *error)
{
	int64_t min, max;
	if (!duration_parse(text, &min, &max, error)) {
		error->field = field->name;
		return false;
	}
	if (min != max) {
		set_number(&meeting->duration_min, min);
		set_number(&meeting->duration_max, max);
	} else {
		set_number(field_number(field, meeting), max);
	}
	return true;
}

bool service_set_field(struct service *service, const struct entity *entity,
	const struct field *field, void *record, const char *text, struct error *error)
{
	int64_t id;
	if (text_is_blank(text))
		return field_parse(field, record, text, 0, error);
	if (entity == &meeting_entity && !strcmp(field->name, "start"))
		return set_start(record, text, error);
	if (entity == &meeting_entity && field->type == FIELD_DURATION)
		return set_duration(record, field, text, error);
	if (field->type == FIELD_REFERENCE && field->target) {
		if (!service_resolve(service, field->target, text, &id, error)) {
			error->field = field->name;
			return false;
		}
		set_number(field_number(field, record), id);
		return true;
	}
	return field_parse(field, record, text, clock_today(service->clock), error);
}

static bool is_number(const char *text)
{
	return *text && strlen(text) <= 18 && strspn(text, "0123456789") == strlen(text);
}

static bool resolve_date(
	struct service *service, const char *text, int64_t *id, struct error *error)
{
	struct record_set set = {0};
	struct error ignored = {0};
	int64_t date;
	size_t hits = 0;
	bool dated = date_parse(text, clock_today(service->clock), &date, &ignored);
	error_finish(&ignored);
	if (!dated || !store_all(service->store, &meeting_entity, service->network, &set, error))
		return error->kind == ERROR_NONE;
	for (size_t i = 0; i < set.count; i++) {
		const struct meeting *meeting = record_set_at(&set, i);
		if (meeting->date.known && meeting->date.value == date) {
			*id = meeting->record.id;
			hits++;
		}
	}
	record_set_finish(&set);
	if (hits > 1)
		return error_set(error, ERROR_REFUSED,
			_("There are several meetings on %s: give the number of one."), text);
	return true;
}

/* Numbers are unique in the database; a number of another network's row means nothing in this. */
static bool is_of_network(
	const struct service *service, const struct entity *entity, const void *record)
{
	const struct field *network = entity_field(entity, "network_id");
	return !network || field_number_of(network, record).value == service->network;
}

bool service_resolve(struct service *service, const struct entity *entity, const char *text,
	int64_t *id, struct error *error)
{
	*id = 0;
	char *word = xstrdup(text);
	text_trim(word);
	bool ok = true;
	if (is_number(word)) {
		void *record = record_create(entity);
		*id = strtoll(word, NULL, 10);
		ok = store_get(service->store, entity, *id, record, error);
		if (ok && !is_of_network(service, entity, record))
			*id = 0;
		record_destroy(entity, record);
	} else if (entity_field(entity, "uid")) {
		ok = store_find(service->store, entity, "uid", word, id, error);
		if (ok && !*id && entity == &meeting_entity)
			ok = resolve_date(service, word, id, error);
	}
	if (ok && !*id) {
		char *safe = text_safe(word, TEXT_ONE_LINE);
		ok = error_set(
			error, ERROR_REFUSED, _("There is no %s “%s”."), _(entity->label), safe);
		free(safe);
	}
	free(word);
	return ok;
}
