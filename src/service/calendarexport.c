/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calendar files on the disk: one for each meeting, or all of them in one. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/i18n.h"
#include "exchange/file.h"
#include "service/calendar.h"
#include "service/feed.h"
#include "service/private.h"
#include "service/version.h"

#define PREVIEW_LINES 40

static bool is_ours(const char *bytes, size_t length, void *uid)
{
	return calendar_is_ours(bytes, length, uid);
}

static bool record_release(
	struct service *service, const struct release *release, struct error *error)
{
	char *title = xasprintf(
		_("Exported %s (version %lld)"), release->file, (long long)release->sequence);
	bool ok = service_begin(service, title, true, error);
	free(title);
	return ok && service_end(service, version_release(service, release, error), error);
}

static struct exported_file *add_file(struct export_result *result)
{
	result->files = xreallocarray(
		result->files, result->file_count + 1, sizeof(*result->files));
	struct exported_file *file = &result->files[result->file_count++];
	*file = (struct exported_file){0};
	return file;
}

/* The file is written before the ledger: a crash between them only makes the same version again. */
static bool deliver(struct service *service, const struct export_order *order,
	const struct subject *subject, const struct version *version, char *text,
	struct export_result *result, struct error *error)
{
	bool to_stdout = !strcmp(order->out, "-");
	char *path = to_stdout ? NULL : xasprintf("%s/%s", order->out, version->release.file);
	bool ok = to_stdout || (order->preview ? file_may_write(path, order->force, is_ours,
							 subject->meeting.uid, error)
					       : file_write(path, text, strlen(text), order->force,
							 is_ours, subject->meeting.uid, error));
	ok = ok && (order->preview || record_release(service, &version->release, error));
	if (!ok) {
		free(path);
		return false;
	}
	struct exported_file *file = add_file(result);
	file->meeting = subject->meeting.record.id;
	file->path = path;
	file->text = to_stdout || order->preview ? xstrdup(text) : NULL;
	file->sequence = version->release.sequence;
	file->is_new = version->is_new;
	file->title = meeting_entity.title(&subject->meeting);
	return true;
}

static bool export_one(struct service *service, const struct export_order *order, int64_t id,
	struct export_result *result, struct error *error)
{
	struct subject subject;
	struct version version;
	char *text = NULL;
	if (!subject_init(&subject, service, id, error))
		return false;
	bool ok = version_init(&version, service, &subject, error);
	if (ok)
		text = version_write(service, &subject, &version, order->method, error);
	ok = ok && text;
	ok = ok &&
	     version_complete(&version.release, service, &subject, order->method, text, error) &&
	     deliver(service, order, &subject, &version, text, result, error);
	free(text);
	subject_finish(&subject);
	return ok;
}

static void skip(
	struct service *service, int64_t id, struct export_result *result, struct error *error)
{
	struct meeting meeting = {0};
	struct error ignored = {0};
	result->skipped = xreallocarray(
		result->skipped, result->skipped_count + 1, sizeof(*result->skipped));
	store_get(service->store, &meeting_entity, id, &meeting, &ignored);
	result->skipped[result->skipped_count++] = (struct exception){
		.id = id,
		.title = meeting_entity.title(&meeting),
		.reason = xstrdup(error->message),
	};
	error_finish(&ignored);
	error_finish(error);
	record_finish(&meeting_entity, &meeting);
}

static bool export_each(struct service *service, const struct export_order *order,
	const int64_t *ids, size_t count, struct export_result *result, struct error *error)
{
	for (size_t i = 0; i < count; i++) {
		if (export_one(service, order, ids[i], result, error))
			continue;
		bool about_meeting = error->kind == ERROR_DATA || error->kind == ERROR_REFUSED;
		if ((count == 1 && order->meetings) || !about_meeting)
			return false;
		skip(service, ids[i], result, error);
	}
	return true;
}

/* The events of the combined file; what is told of each lives in `subjects`. */
struct feed {
	struct network network;
	struct subject *subjects;
	struct calendar_event *events;
	struct version *versions; /* of each event */
	char **texts;             /* of each event: what was released, where that is what counts */
	size_t count;
};

static void feed_finish(struct feed *feed)
{
	for (size_t i = 0; i < feed->count; i++) {
		subject_finish(&feed->subjects[i]);
		free(feed->texts[i]);
	}
	free(feed->texts);
	free(feed->subjects);
	free(feed->events);
	free(feed->versions);
	record_finish(&network_entity, &feed->network);
}

/*
 * The newest release instead of what the meeting says by now. *out is false when there was none:
 * then it is nobody's business yet. One that was released before texts were kept is told as it is.
 */
static bool hold_back(struct feed *feed, struct service *service, struct version *version,
	bool *out, struct error *error)
{
	struct release *release = &version->release;
	struct release last;
	char **text = &feed->texts[feed->count];
	*out = !version->is_new;
	if (*out)
		return true;
	if (!store_release_latest(service->store, release->meeting, NULL, &last, out, error))
		return false;
	if (!*out)
		return true;
	if (!store_release_text(service->store, release->meeting, last.sequence, text, error))
		return false;
	if (*text) {
		version->is_new = false;
		release->sequence = last.sequence;
		release->stamped_at = last.stamped_at;
	}
	return true;
}

/* Every event with the version that it has, or now gets, in a file of its own. */
static bool feed_add(struct feed *feed, struct service *service, int64_t id, bool released,
	struct export_result *result, struct error *error)
{
	struct subject *subject = &feed->subjects[feed->count];
	struct version *version = &feed->versions[feed->count];
	if (!subject_init(subject, service, id, error))
		return false;
	if (subject->meeting.date.known &&
		!feed_has(&subject->meeting, clock_today(service->clock))) {
		subject_finish(subject);
		return true;
	}
	if (!version_init(version, service, subject, error)) {
		bool about_meeting = error->kind == ERROR_DATA;
		subject_finish(subject);
		if (about_meeting)
			skip(service, id, result, error);
		return about_meeting;
	}
	bool out = true;
	if (released && !hold_back(feed, service, version, &out, error)) {
		subject_finish(subject);
		return false;
	}
	if (!out) {
		subject_finish(subject);
		return true;
	}
	struct calendar_event *event = &feed->events[feed->count];
	*event = subject->event;
	event->released = feed->texts[feed->count++];
	event->sequence = version->release.sequence;
	event->stamped_at = version->release.stamped_at;
	return true;
}

static bool feed_init(struct feed *feed, struct service *service, const int64_t *ids, size_t count,
	bool released, struct export_result *result, struct error *error)
{
	*feed = (struct feed){.subjects = xcalloc(count + 1, sizeof(*feed->subjects)),
		.events = xcalloc(count + 1, sizeof(*feed->events)),
		.versions = xcalloc(count + 1, sizeof(*feed->versions)),
		.texts = xcalloc(count + 1, sizeof(*feed->texts))};
	bool ok = service_network(service, &feed->network, error);
	for (size_t i = 0; ok && i < count; i++)
		ok = feed_add(feed, service, ids[i], released, result, error);
	return ok;
}

/* What a subscriber reads has left the house as much as a file of its own. */
static bool feed_record(struct feed *feed, struct service *service, const char *file,
	const char *text, struct error *error)
{
	bool ok = true;
	for (size_t i = 0; ok && i < feed->count; i++) {
		struct release *release = &feed->versions[i].release;
		if (!feed->versions[i].is_new)
			continue;
		version_fill(
			release, service, &feed->subjects[i].meeting, CALENDAR_NONE, file, text);
		ok = record_release(service, release, error);
	}
	return ok;
}

static bool is_feed_of_ours(const char *bytes, size_t length, void *context)
{
	(void)context;
	return calendar_is_ours(bytes, length, NULL);
}

static bool export_combined(struct service *service, const struct export_order *order,
	const int64_t *ids, size_t count, struct export_result *result, struct error *error)
{
	struct feed feed;
	bool to_stdout = !strcmp(order->out, "-");
	bool ok = feed_init(&feed, service, ids, count, order->released, result, error);
	struct calendar_feed calendar = {.network = &feed.network,
		.source = service->settings->feed_source,
		.events = feed.events,
		.count = feed.count};
	char *text = ok ? calendar_write_feed(&calendar, error) : NULL;
	char *name = !text         ? NULL
		     : order->name ? xstrdup(order->name)
				   : xasprintf("%s.ics", feed.network.slug);
	char *path = name && !to_stdout ? xasprintf("%s/%s", order->out, name) : NULL;
	bool changed = false;
	ok = text && (to_stdout || order->preview ||
			     file_renew(path, text, strlen(text), order->force, is_feed_of_ours,
				     NULL, &changed, error));
	ok = ok && (order->preview || feed_record(&feed, service, name, text, error));
	if (ok) {
		struct exported_file *file = add_file(result);
		*file = (struct exported_file){.path = xstrdup(path),
			.text = to_stdout || order->preview ? xstrdup(text) : NULL,
			.is_new = changed,
			.title = xstrdup(feed.network.name)};
	}
	free(path);
	free(name);
	free(text);
	feed_finish(&feed);
	return ok;
}

static int64_t *all_meetings(struct service *service, size_t *count, struct error *error)
{
	struct record_set set = {0};
	if (!store_all(service->store, &meeting_entity, service->network, &set, error))
		return NULL;
	int64_t *ids = xcalloc(set.count + 1, sizeof(*ids));
	for (size_t i = 0; i < set.count; i++)
		ids[i] = ((const struct record *)record_set_at(&set, i))->id;
	*count = set.count;
	record_set_finish(&set);
	return ids;
}

/* Cancellations are for cancelled meetings: with all of them asked for, the others are not meant.
 */
static size_t keep_cancelled(struct service *service, int64_t *ids, size_t count)
{
	size_t kept = 0;
	for (size_t i = 0; i < count; i++) {
		struct meeting meeting = {0};
		struct error ignored = {0};
		if (store_get(service->store, &meeting_entity, ids[i], &meeting, &ignored) &&
			meeting.status.value == MEETING_CANCELLED)
			ids[kept++] = ids[i];
		error_finish(&ignored);
		record_finish(&meeting_entity, &meeting);
	}
	return kept;
}

bool service_export(struct service *service, const struct export_order *order,
	struct export_result *result, struct error *error)
{
	*result = (struct export_result){0};
	size_t count = order->meeting_count;
	int64_t *all = order->meetings ? NULL : all_meetings(service, &count, error);
	if (!order->meetings && !all)
		return false;
	if (all && order->method == CALENDAR_CANCEL)
		count = keep_cancelled(service, all, count);
	const int64_t *ids = all ? all : order->meetings;
	bool ok = order->preview || !strcmp(order->out, "-") || file_make_folder(order->out, error);
	if (ok)
		ok = order->combined ? export_combined(service, order, ids, count, result, error)
				     : export_each(service, order, ids, count, result, error);
	if (!ok)
		export_result_finish(result);
	free(all);
	return ok;
}

char *export_first_lines(const char *text)
{
	struct buffer lines = {0};
	int count = 0;
	for (; *text && count < PREVIEW_LINES; text++) {
		if (*text == '\r' && text[1] == '\n')
			continue;
		count += *text == '\n';
		buffer_append_bytes(&lines, text, 1);
	}
	buffer_append(&lines, "");
	return buffer_take(&lines);
}

void export_result_finish(struct export_result *result)
{
	for (size_t i = 0; i < result->file_count; i++) {
		free(result->files[i].path);
		free(result->files[i].text);
		free(result->files[i].title);
	}
	for (size_t i = 0; i < result->skipped_count; i++) {
		free(result->skipped[i].title);
		free(result->skipped[i].reason);
	}
	free(result->files);
	free(result->skipped);
	*result = (struct export_result){0};
}
