/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What there is to publish: it only reads. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "service/calendar.h"
#include "service/publish.h"
#include "service/publishletter.h"
#include "service/webtext.h"
#include "store/release.h"

static void meeting_finish(struct publish_meeting *planned)
{
	record_finish(&meeting_entity, &planned->meeting);
	calendar_changes_finish(&planned->changes);
	free(planned->file);
	free(planned->people);
	free(planned->obsolete);
}

void publish_plan_finish(struct publish_plan *plan)
{
	for (size_t i = 0; i < plan->meeting_count; i++)
		meeting_finish(&plan->meetings[i]);
	for (size_t i = 0; i < plan->skipped_count; i++) {
		free(plan->skipped[i].title);
		free(plan->skipped[i].reason);
	}
	free(plan->meetings);
	free(plan->skipped);
	line_diff_finish(&plan->web);
	record_set_finish(&plan->resolutions);
	*plan = (struct publish_plan){0};
}

/* ---- files ---- */

static void skip(struct publish_plan *plan, const struct meeting *meeting, const char *reason)
{
	plan->skipped = xreallocarray(
		plan->skipped, plan->skipped_count + 1, sizeof(*plan->skipped));
	plan->skipped[plan->skipped_count++] = (struct exception){.id = meeting->record.id,
		.title = meeting_entity.title(meeting),
		.reason = xstrdup(reason)};
}

static bool read_changes(
	struct service *service, struct publish_meeting *planned, struct error *error)
{
	int64_t id = planned->meeting.record.id;
	char *old = NULL, *new = NULL;
	bool ok = planned->is_first ||
		  store_release_text(service->store, id, planned->sequence - 1, &old, error);
	if (ok)
		new = service_calendar_content(service, id, error);
	ok = ok && new;
	planned->changes_known = old || planned->is_first;
	if (ok)
		calendar_changes_find(&planned->changes, old, new);
	free(old);
	free(new);
	return ok;
}

static bool read_file(struct service *service, struct publish_meeting *planned, struct error *error)
{
	struct calendar_copy_order order = {
		.meeting = planned->meeting.record.id, .method = CALENDAR_NONE};
	struct calendar_copy copy;
	if (!service_calendar_copy(service, &order, &copy, error))
		return false;
	planned->sequence = copy.sequence;
	planned->is_new = copy.is_new;
	planned->is_first = copy.is_new && !planned->meeting.sequence.known;
	planned->file = xstrdup(copy.name);
	calendar_copy_finish(&copy);
	return !planned->is_new || read_changes(service, planned, error);
}

/* Nothing to tell of it, whoever is asked. */
static bool is_done(const struct publish_meeting *planned)
{
	return !planned->is_new && !planned->people_count && !planned->obsolete_count;
}

/* A meeting that cannot have a file is told of, and the others go on. */
static bool add_meeting(struct service *service, const struct meeting *meeting,
	struct publish_plan *plan, struct error *error)
{
	struct publish_meeting planned = {0};
	struct meeting *copy = record_copy(&meeting_entity, meeting);
	planned.meeting = *copy; /* the texts go with it */
	free(copy);
	bool ok = read_file(service, &planned, error);
	if (!ok && (error->kind == ERROR_DATA || error->kind == ERROR_REFUSED)) {
		skip(plan, meeting, error->message);
		error_finish(error);
		meeting_finish(&planned);
		return true;
	}
	ok = ok && publish_find_people(service, &planned, error);
	if (!ok || is_done(&planned)) {
		meeting_finish(&planned);
		return ok;
	}
	plan->meetings = xreallocarray(
		plan->meetings, plan->meeting_count + 1, sizeof(*plan->meetings));
	plan->meetings[plan->meeting_count++] = planned;
	return true;
}

static bool is_chosen(const struct publish_order *order, int64_t id)
{
	for (size_t i = 0; i < order->meeting_count; i++) {
		if (order->meetings[i] == id)
			return true;
	}
	return false;
}

/* With none chosen: what has been released, and is not over. */
static bool is_wanted(const struct service *service, const struct publish_order *order,
	const struct meeting *meeting)
{
	if (order->meetings)
		return is_chosen(order, meeting->record.id);
	return meeting->sequence.known && meeting->status.value != MEETING_HELD &&
	       (!meeting->date.known || meeting->date.value >= clock_today(service->clock));
}

static bool add_meetings(struct service *service, const struct publish_order *order,
	struct publish_plan *plan, struct error *error)
{
	struct record_set set = {0};
	bool ok = store_all(service->store, &meeting_entity, service->network, &set, error);
	for (size_t i = 0; ok && i < set.count; i++) {
		const struct meeting *meeting = record_set_at(&set, i);
		if (is_wanted(service, order, meeting))
			ok = add_meeting(service, meeting, plan, error);
	}
	record_set_finish(&set);
	return ok;
}

/* ---- web text and protocol ---- */

static void keep_resolution(struct record_set *set, const struct resolution *resolution)
{
	struct resolution *copy = record_copy(&resolution_entity, resolution);
	set->records = xreallocarray(set->records, set->count + 1, sizeof(*copy));
	((struct resolution *)(void *)set->records)[set->count++] = *copy;
	free(copy);
}

static bool add_resolutions(struct service *service, const struct publication *last,
	struct publish_plan *plan, struct error *error)
{
	struct record_set meetings = {0};
	plan->resolutions = (struct record_set){.entity = &resolution_entity};
	bool ok = store_all(service->store, &meeting_entity, service->network, &meetings, error);
	for (size_t i = 0; ok && i < meetings.count; i++) {
		const struct meeting *meeting = record_set_at(&meetings, i);
		struct record_set set = {0};
		ok = store_all(service->store, &resolution_entity, meeting->record.id, &set, error);
		for (size_t j = 0; ok && j < set.count; j++) {
			const struct resolution *resolution = record_set_at(&set, j);
			if (resolution->record.id > last->resolution_seen.value)
				keep_resolution(&plan->resolutions, resolution);
		}
		record_set_finish(&set);
	}
	record_set_finish(&meetings);
	return ok;
}

static bool add_web(struct service *service, struct publish_plan *plan, struct error *error)
{
	struct publication last;
	bool found;
	if (!service_publication_last(service, &last, &found, error))
		return false;
	char *text = service_webtext(service, WEBTEXT_MARKDOWN, error);
	bool ok = text;
	if (ok) {
		plan->web_is_first = !found;
		plan->web_last = last.published_on;
		line_diff_init(&plan->web, last.text, text);
		ok = add_resolutions(service, &last, plan, error);
	}
	free(text);
	record_finish(&publication_entity, &last);
	return ok;
}

bool service_publish_plan(struct service *service, const struct publish_order *order,
	struct publish_plan *plan, struct error *error)
{
	*plan = (struct publish_plan){0};
	if (add_meetings(service, order, plan, error) && add_web(service, plan, error))
		return true;
	publish_plan_finish(plan);
	return false;
}

/* ---- what it comes to ---- */

size_t publish_plan_letters(const struct publish_plan *plan, enum publish_letter letter)
{
	size_t count = 0;
	for (size_t i = 0; i < plan->meeting_count; i++)
		count += plan->meetings[i].letters[letter];
	return count;
}

bool publish_plan_is_empty(const struct publish_plan *plan, bool to_new)
{
	if (plan->web.gone + plan->web.added || plan->resolutions.count)
		return false;
	for (size_t i = 0; i < plan->meeting_count; i++) {
		const struct publish_meeting *at = &plan->meetings[i];
		size_t others = at->people_count - at->letters[LETTER_NEW];
		if (at->is_new || others || at->obsolete_count ||
			(to_new && at->letters[LETTER_NEW]))
			return false;
	}
	return true;
}

char *publish_plan_protocol(const struct publish_plan *plan)
{
	struct buffer lines = {0};
	for (size_t i = 0; i < plan->resolutions.count; i++) {
		const struct resolution *resolution = record_set_at(&plan->resolutions, i);
		buffer_printf(&lines, "%sBESLUT: %s", i ? "\n" : "", resolution->text);
	}
	return buffer_take(&lines);
}
