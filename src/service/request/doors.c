/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/request/doors.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "model/programme.h"
#include "service/request/lint.h"

bool service_text_objections(
	struct service *service, const char *text, char **told, struct error *error)
{
	struct lint_about about = {0};
	struct lint_result result;
	*told = NULL;
	if (!service_lint(service, &about, text, &result, error))
		return false;
	*told = lint_told(text, &result);
	lint_result_finish(&result);
	return true;
}

static void add(struct buffer *text, const char *part)
{
	if (part)
		buffer_printf(text, "%s\n", part);
}

bool service_meeting_objections(
	struct service *service, int64_t id, char **told, struct error *error)
{
	struct meeting meeting = {0};
	struct record_set programme = {0};
	struct buffer text = {0};
	*told = NULL;
	bool ok = store_get(service->store, &meeting_entity, id, &meeting, error) &&
		  store_all(service->store, &programme_item_entity, id, &programme, error);
	if (ok) {
		add(&text, meeting.title);
		add(&text, meeting.theme);
		add(&text, meeting.place);
		add(&text, meeting.address);
		add(&text, meeting.terms);
		add(&text, meeting.promise);
		for (size_t i = 0; i < programme.count; i++) {
			const struct programme_item *item = record_set_at(&programme, i);
			add(&text, item->title);
			add(&text, item->description);
			add(&text, item->external_event);
		}
		ok = service_text_objections(service, text.data ? text.data : "", told, error);
	}
	buffer_finish(&text);
	record_set_finish(&programme);
	record_finish(&meeting_entity, &meeting);
	return ok;
}
