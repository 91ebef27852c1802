/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/hint.h"

#include <jansson.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "model/need.h"
#include "model/personalnumber.h"
#include "model/request.h"

/* The error of a hint is nobody's business. */
static bool forgive(bool ok, struct error *error)
{
	error_finish(error);
	return ok;
}

bool service_hint_mark(
	struct service *service, const struct entity *entity, int64_t id, enum doing doing)
{
	struct error error = {0};
	return forgive(
		store_presence_mark(service->store, entity->name, id, service->who, doing, &error),
		&error);
}

bool service_hint_leave(struct service *service, const struct entity *entity, int64_t id)
{
	struct error error = {0};
	return forgive(store_presence_leave(service->store, entity->name, id, service->who, &error),
		&error);
}

void service_hints(struct service *service, struct hints *hints)
{
	struct error error = {0};
	forgive(store_hints(service->store, service->who, hints, &error), &error);
}

/* Personal numbers in every string, however deep. */
static void mask(json_t *value)
{
	json_t *member;
	const char *name;
	size_t index;
	json_array_foreach(value, index, member) mask(member);
	json_object_foreach(value, name, member) mask(member);
	if (json_is_string(value)) {
		char *masked = personal_number_mask(json_string_value(value), NULL);
		json_string_set(value, masked);
		free(masked);
	}
}

bool service_unsaved_keep(
	struct service *service, const struct unsaved_key *key, const char *content)
{
	struct error error = {0};
	json_t *value = json_loads(content, JSON_DECODE_ANY, NULL);
	if (!value)
		return false;
	mask(value);
	char *text = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);
	json_decref(value);
	bool ok = forgive(
		store_unsaved_keep(service->store, key, service->who, text, &error), &error);
	free(text);
	return ok;
}

bool service_unsaved_drop(struct service *service, const struct unsaved_key *key)
{
	struct error error = {0};
	return forgive(store_unsaved_drop(service->store, key, service->who, &error), &error);
}

char *service_unsaved_find(struct service *service, const struct unsaved_key *key, int64_t *at)
{
	struct error error = {0};
	char *content = NULL;
	forgive(store_unsaved_find(service->store, key, service->who, &content, at, &error),
		&error);
	return content;
}

bool service_unsaved_allows(const struct entity *entity, const void *record)
{
	if (entity == &special_need_entity)
		return false;
	if (entity == &request_entity && ((const struct request *)record)->is_sensitive.value)
		return false;
	return !entity->is_protected || !entity->is_protected(record);
}

bool service_unsaved_allows_request(struct service *service, int64_t id)
{
	struct request request = {0};
	struct error error = {0};
	bool allows = store_get(service->store, &request_entity, id, &request, &error) &&
		      service_unsaved_allows(&request_entity, &request);
	record_finish(&request_entity, &request);
	return forgive(allows, &error);
}
