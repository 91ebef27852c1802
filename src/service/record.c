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
#include "model/need.h"
#include "model/participant.h"
#include "model/personalnumber.h"
#include "model/request.h"
#include "model/retention.h"
#include "service/hooks.h"
#include "service/private.h"

bool service_begin(struct service *service, const char *title, bool final, struct error *error)
{
	char *masked = personal_number_mask(title, NULL); /* a title may quote what was typed */
	struct action_intent intent = {
		.network = service->network, .who = service->who, .title = masked, .final = final};
	service->masked = 0;
	bool ok = store_begin(service->store, &intent, error);
	free(masked);
	return ok;
}

bool service_end(struct service *service, bool ok, struct error *error)
{
	if (ok && store_commit(service->store, NULL, error))
		return true;
	store_rollback(service->store);
	service->masked = 0;
	return false;
}

void service_default_flags(const struct entity *entity, void *record)
{
	for (size_t i = 0; i < entity->field_count; i++) {
		const struct field *field = &entity->fields[i];
		if (field->type == FIELD_FLAG && field->flags & FIELD_REQUIRED &&
			!field_is_known(field, record))
			number_set(field_number(field, record), 0);
	}
}

static void set_parent(const struct entity *entity, void *record, int64_t network)
{
	const struct field *parent = entity_field(entity, "network_id");
	if (parent && network)
		number_set(field_number(parent, record), network);
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
	const struct entity_hooks *hooks = service_hooks(entity);
	void *record = record_create(entity);
	set_parent(entity, record, service->network);
	set_uid(entity, record);
	service_default_flags(entity, record);
	if (hooks && hooks->begin)
		hooks->begin(service, record);
	return record;
}

static bool complete(struct service *service, const struct entity *entity, void *record,
	const void *former, struct error *error)
{
	const struct entity_hooks *hooks = service_hooks(entity);
	service_default_flags(entity, record);
	set_uid(entity, record);
	return !hooks || !hooks->complete || hooks->complete(service, record, former, error);
}

static bool follow(struct service *service, const struct entity *entity, const void *record,
	const void *former, struct error *error)
{
	const struct entity_hooks *hooks = service_hooks(entity);
	return !hooks || !hooks->follow || hooks->follow(service, record, former, error);
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
	ok = ok && service_mask_numbers(service, entity, record, former, error) &&
	     complete(service, entity, record, former, error) &&
	     validate(service, entity, record, error);
	if (ok)
		ok = former ? store_update(service->store, entity, record, error)
			    : store_insert(service->store, entity, record, error);
	ok = ok && service_note_kept_numbers(service, entity, record, former, error) &&
	     follow(service, entity, record, former, error);
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

/* Of a meeting or of an item of its programme. */
static bool set_start(
	const struct entity *entity, void *record, const char *text, struct error *error)
{
	int64_t start, end;
	if (!time_parse_range(text, &start, &end, error)) {
		error->field = "start";
		return false;
	}
	number_set(field_number(entity_field(entity, "start"), record), start);
	if (end >= 0)
		number_set(field_number(entity_field(entity, "end"), record), end);
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
		number_set(&meeting->duration_min, min);
		number_set(&meeting->duration_max, max);
	} else {
		number_set(field_number(field, meeting), max);
	}
	return true;
}

bool service_set_field(struct service *service, const struct entity *entity,
	const struct field *field, void *record, const char *text, struct error *error)
{
	int64_t id;
	if (text_is_blank(text))
		return field_parse(field, record, text, 0, error);
	if (field->type == FIELD_TIME && !strcmp(field->name, "start"))
		return set_start(entity, record, text, error);
	if (entity == &meeting_entity && field->type == FIELD_DURATION)
		return set_duration(record, field, text, error);
	if (field->type == FIELD_REFERENCE && field->target) {
		if (!service_resolve(service, field->target, text, &id, error)) {
			error->field = field->name;
			return false;
		}
		number_set(field_number(field, record), id);
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
