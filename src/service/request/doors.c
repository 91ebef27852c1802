/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/request/doors.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "model/programme.h"
#include "service/request/lint.h"

/* What is said of each, once. */
static void add_sentences(struct buffer *told, const char *label, const struct lint_result *result)
{
	for (size_t i = 0; i < result->count; i++) {
		const char *sentence = result->lints[i].sentence;
		bool again = false;
		for (size_t j = 0; j < i && !again; j++)
			again = !strcmp(result->lints[j].sentence, sentence);
		if (again)
			continue;
		buffer_append(told, told->length ? " " : "");
		if (label)
			/* TRANSLATORS: the name of a field, and a sentence about what is in it */
			buffer_printf(told, _("%s: %s"), label, sentence);
		else
			buffer_append(told, sentence);
	}
}

static bool look(struct service *service, const char *label, const char *text, struct buffer *told,
	struct error *error)
{
	struct lint_about about = {0};
	struct lint_result result;
	if (!text)
		return true;
	if (!service_lint(service, &about, text, &result, error))
		return false;
	add_sentences(told, label, &result);
	lint_result_finish(&result);
	return true;
}

/* NULL when nothing was said. */
static char *take(struct buffer *told)
{
	if (told->length)
		return buffer_take(told);
	buffer_finish(told);
	return NULL;
}

bool service_text_objections(
	struct service *service, const char *text, char **told, struct error *error)
{
	struct buffer said = {0};
	bool ok = look(service, NULL, text, &said, error);
	*told = take(&said);
	return ok;
}

static bool look_at_fields(struct service *service, const struct entity *entity, const void *record,
	const char *const *names, struct buffer *told, struct error *error)
{
	bool ok = true;
	for (; ok && *names; names++) {
		const struct field *field = entity_field(entity, *names);
		ok = look(service, _(field->label), field_text_of(field, record), told, error);
	}
	return ok;
}

bool service_meeting_objections(
	struct service *service, int64_t id, char **told, struct error *error)
{
	static const char *const of_meeting[] = {
		"title", "theme", "place", "address", "terms", "promise", NULL};
	static const char *const of_item[] = {"title", "description", "external_event", NULL};
	struct meeting meeting = {0};
	struct record_set programme = {0};
	struct buffer said = {0};
	bool ok = store_get(service->store, &meeting_entity, id, &meeting, error) &&
		  look_at_fields(service, &meeting_entity, &meeting, of_meeting, &said, error) &&
		  store_all(service->store, &programme_item_entity, id, &programme, error);
	for (size_t i = 0; ok && i < programme.count; i++)
		ok = look_at_fields(service, &programme_item_entity, record_set_at(&programme, i),
			of_item, &said, error);
	*told = take(&said);
	record_set_finish(&programme);
	record_finish(&meeting_entity, &meeting);
	return ok;
}
