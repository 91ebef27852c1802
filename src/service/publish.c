/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The deed: ledger, letters, web text and files in one action. */
#include "service/publish.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "exchange/file.h"
#include "service/calendar.h"
#include "service/private.h"
#include "service/publishletter.h"
#include "service/webtext.h"

/* More than any calendar file of one meeting. */
#define FILE_LIMIT ((size_t)1 << 20)

/* A file that has been written, and what it took the place of. */
struct written {
	char *path;
	char *former; /* NULL: there was none */
	size_t length;
};

struct deed {
	struct service *service;
	const struct publish_order *order;
	const struct publish_plan *plan;
	struct publish_result *result;
	struct calendar_copy *copies; /* of each meeting of the plan */
	struct written *written;
	size_t written_count;
};

void publish_result_finish(struct publish_result *result)
{
	for (size_t i = 0; i < result->path_count; i++)
		free(result->paths[i]);
	free(result->paths);
	free(result->feed_problem);
	*result = (struct publish_result){0};
}

static void deed_finish(struct deed *deed)
{
	for (size_t i = 0; i < deed->plan->meeting_count; i++)
		calendar_copy_finish(&deed->copies[i]);
	for (size_t i = 0; i < deed->written_count; i++) {
		free(deed->written[i].path);
		free(deed->written[i].former);
	}
	free(deed->copies);
	free(deed->written);
}

/* ---- files ---- */

static bool is_ours(const char *bytes, size_t length, void *uid)
{
	return calendar_is_ours(bytes, length, uid);
}

static char *read_former(const char *path, size_t *length)
{
	struct error ignored = {0};
	char *former = access(path, F_OK) == 0 ? file_read(path, FILE_LIMIT, length, &ignored)
					       : NULL;
	error_finish(&ignored);
	return former;
}

static bool write_file(struct deed *deed, size_t index, struct error *error)
{
	const struct calendar_copy *copy = &deed->copies[index];
	struct written written = {.path = xasprintf("%s/%s", deed->order->out, copy->name)};
	written.former = read_former(written.path, &written.length);
	if (!file_write(written.path, copy->text, strlen(copy->text), deed->order->force, is_ours,
		    deed->plan->meetings[index].meeting.uid, error)) {
		free(written.path);
		free(written.former);
		return false;
	}
	deed->written = xreallocarray(
		deed->written, deed->written_count + 1, sizeof(*deed->written));
	deed->written[deed->written_count++] = written;
	return true;
}

static bool write_files(struct deed *deed, struct error *error)
{
	bool ok = true;
	for (size_t i = 0; ok && i < deed->plan->meeting_count; i++) {
		if (deed->plan->meetings[i].is_new)
			ok = write_file(deed, i, error);
	}
	return ok;
}

/* The folder becomes what it was. */
static void take_back_files(struct deed *deed)
{
	for (size_t i = deed->written_count; i-- > 0;) {
		const struct written *at = &deed->written[i];
		struct error ignored = {0};
		if (at->former)
			file_write(at->path, at->former, at->length, true, NULL, NULL, &ignored);
		else
			unlink(at->path);
		error_finish(&ignored);
	}
}

/* ---- the ledger ---- */

static enum calendar_method method_of(const struct deed *deed, const struct meeting *meeting)
{
	bool mailbox = deed->service->settings && deed->service->settings->organizer_mailbox;
	return meeting->status.value == MEETING_CANCELLED && mailbox ? CALENDAR_CANCEL
								     : CALENDAR_NONE;
}

/* A new version leaves the house in a folder or with a letter. */
static bool goes_out(const struct deed *deed, size_t index)
{
	return deed->plan->meetings[index].is_new && (deed->order->files || deed->order->mail);
}

static bool release(struct deed *deed, size_t index, struct error *error)
{
	const struct publish_meeting *planned = &deed->plan->meetings[index];
	struct calendar_copy_order order = {.meeting = planned->meeting.record.id,
		.method = method_of(deed, &planned->meeting),
		.release = goes_out(deed, index)};
	return service_calendar_copy(deed->service, &order, &deed->copies[index], error);
}

/* Letters first: whoever has theirs is not handed the file once more when it is released. */
static bool publish_meetings(struct deed *deed, struct error *error)
{
	bool ok = true;
	for (size_t i = 0; ok && i < deed->plan->meeting_count; i++) {
		if (deed->order->mail)
			ok = publish_write_letters(deed->service, &deed->plan->meetings[i],
				deed->order->to_new, deed->result, error);
		ok = ok && release(deed, i, error);
		if (goes_out(deed, i))
			deed->result->made.tasks +=
				(int64_t)deed->plan->meetings[i].letters[LETTER_HANDED];
	}
	return ok;
}

static int64_t newest_resolution(const struct publish_plan *plan)
{
	int64_t newest = 0;
	for (size_t i = 0; i < plan->resolutions.count; i++) {
		const struct record *record = record_set_at(&plan->resolutions, i);
		newest = record->id > newest ? record->id : newest;
	}
	return newest;
}

static bool does_web(const struct publish_order *order, const struct publish_plan *plan)
{
	return order->web && plan->web.gone + plan->web.added;
}

static bool publish_page(struct deed *deed, struct error *error)
{
	int64_t resolution = deed->order->protocol ? newest_resolution(deed->plan) : 0;
	bool web = does_web(deed->order, deed->plan);
	deed->result->web = web;
	return (!web && !resolution) ||
	       service_publication_within(deed->service, web, resolution, error);
}

/* ---- all of it ---- */

/* Of what is carried out, not of all that the plan looked at. */
static bool does_meeting(const struct publish_order *order, const struct publish_meeting *planned)
{
	size_t others = planned->people_count - (order->to_new ? 0 : planned->letters[LETTER_NEW]);
	return ((order->files || order->mail) && planned->is_new) ||
	       (order->mail && (others || planned->obsolete_count));
}

static size_t count_work(const struct publish_order *order, const struct publish_plan *plan,
	const struct publish_meeting **first)
{
	size_t count = 0;
	for (size_t i = plan->meeting_count; i-- > 0;) {
		if (!does_meeting(order, &plan->meetings[i]))
			continue;
		*first = &plan->meetings[i];
		count++;
	}
	return count;
}

static char *title_of(const struct publish_order *order, const struct publish_plan *plan)
{
	const struct publish_meeting *first = NULL;
	size_t count = count_work(order, plan, &first);
	if (count > 1)
		return xasprintf(
			PLURAL_("Published: %zu meeting", "Published: %zu meetings", count), count);
	if (!count)
		return xstrdup(does_web(order, plan) ? _("Published: the web text")
						     : _("Published: the protocol"));
	char *meeting = meeting_entity.title(&first->meeting);
	char *title = xasprintf(
		_("Published: %s (version %lld)"), meeting, (long long)first->sequence);
	free(meeting);
	return title;
}

static void keep_paths(struct deed *deed)
{
	struct publish_result *result = deed->result;
	result->paths = xcalloc(deed->written_count + 1, sizeof(*result->paths));
	for (size_t i = 0; i < deed->written_count; i++)
		result->paths[result->path_count++] = xstrdup(deed->written[i].path);
}

/* Files come last, so that all else has succeeded, and are taken back when the end does not. */
static bool run(struct deed *deed, struct error *error)
{
	struct service *service = deed->service;
	char *title = title_of(deed->order, deed->plan);
	bool ok = service_begin(service, title, true, error);
	free(title);
	if (!ok)
		return false;
	ok = publish_meetings(deed, error) && publish_page(deed, error) &&
	     (!deed->order->files || write_files(deed, error));
	ok = service_end(service, ok, error);
	if (ok)
		keep_paths(deed);
	else
		take_back_files(deed);
	return ok;
}

/* It has left the house already: what goes wrong here is told and takes nothing back. */
static void refresh_feeds(struct deed *deed)
{
	struct publish_result *result = deed->result;
	struct error error = {0};
	if (!service_refresh_feeds(deed->service, &result->feeds, &error))
		result->feed_problem = xstrdup(error.message);
	error_finish(&error);
}

static bool has_work(const struct publish_order *order, const struct publish_plan *plan)
{
	const struct publish_meeting *first;
	bool protocol = order->protocol && plan->resolutions.count;
	return protocol || does_web(order, plan) || count_work(order, plan, &first);
}

bool service_publish(struct service *service, const struct publish_order *order,
	struct publish_result *result, struct error *error)
{
	struct publish_plan plan;
	*result = (struct publish_result){0};
	if (order->files && (!order->out || !strcmp(order->out, "-")))
		return error_set(error, ERROR_USAGE, _("Give the folder to write to."));
	if (!service_publish_plan(service, order, &plan, error))
		return false;
	struct deed deed = {.service = service, .order = order, .plan = &plan, .result = result};
	deed.copies = xcalloc(plan.meeting_count + 1, sizeof(*deed.copies));
	bool ok = has_work(order, &plan) ||
		  error_set(error, ERROR_REFUSED, _("Everything is published."));
	ok = ok && (!order->files || !plan.meeting_count || file_make_folder(order->out, error)) &&
	     run(&deed, error);
	if (ok)
		refresh_feeds(&deed);
	else
		publish_result_finish(result);
	deed_finish(&deed);
	publish_plan_finish(&plan);
	return ok;
}
