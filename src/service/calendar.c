/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which version a calendar file is, the file on disk and the ledger. */
#include "service/calendar.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/digest.h"
#include "base/i18n.h"
#include "exchange/file.h"
#include "service/private.h"
#include "store/release.h"

/* A meeting with all that its file tells; owned. */
struct subject {
	struct network network;
	struct meeting meeting;
	struct meeting decided_at;
	struct record_set programme;
	char *contact;
	struct calendar_event event; /* borrows from the rest */
};

/* What to write for a meeting, and what the ledger will say. */
struct version {
	struct release release;
	bool is_new; /* another content than the last release's */
};

static char *information_owners(struct service *service, struct error *error)
{
	struct record_set staff = {0};
	if (!store_all(service->store, &staff_entity, service->network, &staff, error))
		return NULL;
	struct buffer names = {0};
	for (size_t i = 0; i < staff.count; i++) {
		const struct staff *owner = record_set_at(&staff, i);
		buffer_append(&names, i ? ", " : "");
		buffer_append(&names, owner->name);
	}
	record_set_finish(&staff);
	return names.length ? buffer_take(&names) : NULL;
}

static void subject_finish(struct subject *subject)
{
	record_finish(&network_entity, &subject->network);
	record_finish(&meeting_entity, &subject->meeting);
	record_finish(&meeting_entity, &subject->decided_at);
	record_set_finish(&subject->programme);
	free(subject->contact);
	*subject = (struct subject){0};
}

static bool subject_init(
	struct subject *subject, struct service *service, int64_t id, struct error *error)
{
	*subject = (struct subject){0};
	bool ok = service_network(service, &subject->network, error) &&
		  store_get(service->store, &meeting_entity, id, &subject->meeting, error) &&
		  store_all(service->store, &programme_item_entity, id, &subject->programme, error);
	if (ok && subject->meeting.theme_decided_at.known)
		ok = store_get(service->store, &meeting_entity,
			subject->meeting.theme_decided_at.value, &subject->decided_at, error);
	if (ok)
		subject->contact = information_owners(service, error);
	if (!ok) {
		subject_finish(subject);
		return false;
	}
	subject->event = (struct calendar_event){
		.network = &subject->network,
		.meeting = &subject->meeting,
		.programme = (const struct programme_item *)(const void *)
				     subject->programme.records,
		.programme_count = subject->programme.count,
		.contact = subject->contact,
		.decided_on = subject->decided_at.date,
	};
	return true;
}

/* What the file says: the same event with no version and no stamps. */
static char *content_of(const struct subject *subject, struct error *error)
{
	struct calendar_event bare = subject->event;
	bare.sequence = 0;
	bare.stamped_at = 0;
	return calendar_write_event(&bare, CALENDAR_NONE, NULL, error);
}

static bool content_digest(
	const struct subject *subject, char digest[DIGEST_HEX_SIZE], struct error *error)
{
	char *text = content_of(subject, error);
	if (!text)
		return false;
	digest_sha256(text, strlen(text), digest);
	free(text);
	return true;
}

static bool version_init(struct version *version, struct service *service,
	const struct subject *subject, struct error *error)
{
	const struct meeting *meeting = &subject->meeting;
	struct release last;
	bool found;
	*version = (struct version){.is_new = true};
	struct release *next = &version->release;
	if (!content_digest(subject, next->content, error) ||
		!store_release_latest(
			service->store, meeting->record.id, NULL, &last, &found, error))
		return false;
	next->meeting = meeting->record.id;
	next->stamped_at = clock_now(service->clock);
	if (found && !strcmp(last.content, next->content)) {
		version->is_new = false;
		next->sequence = last.sequence;
		next->stamped_at = last.stamped_at;
	} else if (found) {
		next->sequence = last.sequence + 1;
		if (next->stamped_at <= last.stamped_at)
			next->stamped_at = last.stamped_at + 1;
	} else if (meeting->sequence.known) { /* released by another database before */
		next->sequence = meeting->sequence.value + 1;
	}
	return true;
}

static const char *method_token(enum calendar_method method)
{
	static const char *const tokens[] = {"none", "publish", "cancel"};
	return tokens[method];
}

/* Which of the meetings of its day and kind it is, in the order they were added: 1 for the first.
 */
static bool place_in_day(
	struct service *service, const struct meeting *meeting, int *place, struct error *error)
{
	struct record_set set = {0};
	*place = 1;
	if (!store_all(service->store, &meeting_entity, service->network, &set, error))
		return false;
	for (size_t i = 0; i < set.count; i++) {
		const struct meeting *other = record_set_at(&set, i);
		*place += other->record.id < meeting->record.id && other->date.known &&
			  other->date.value == meeting->date.value &&
			  other->kind.value == meeting->kind.value;
	}
	record_set_finish(&set);
	return true;
}

/* "traff-2023-10-17-digital.ics"; the second digital meeting of a day ends in "-2.ics". */
static char *file_name(struct service *service, const struct meeting *meeting,
	enum calendar_method method, struct error *error)
{
	int place;
	if (!place_in_day(service, meeting, &place, error))
		return NULL;
	char *name = calendar_file_name(meeting, method);
	if (place == 1)
		return name;
	char *longer = xasprintf("%.*s-%d.ics", (int)(strlen(name) - strlen(".ics")), name, place);
	free(name);
	return longer;
}

/* What the ledger says of a file beside its version. */
static void fill_release(struct release *release, struct service *service,
	const struct meeting *meeting, enum calendar_method method, const char *file,
	const char *text)
{
	char *token = field_canonical(entity_field(&meeting_entity, "status"), meeting);
	snprintf(release->status, sizeof(release->status), "%s", token);
	snprintf(release->method, sizeof(release->method), "%s", method_token(method));
	snprintf(release->file, sizeof(release->file), "%s", file);
	snprintf(release->released_by, sizeof(release->released_by), "%s", service->who);
	release->released_at = clock_now(service->clock);
	digest_sha256(text, strlen(text), release->sha256);
	free(token);
}

static bool complete_release(struct release *release, struct service *service,
	const struct subject *subject, enum calendar_method method, const char *text,
	struct error *error)
{
	char *name = file_name(service, &subject->meeting, method, error);
	if (name)
		fill_release(release, service, &subject->meeting, method, name, text);
	free(name);
	return name != NULL;
}

static char *write_text(struct service *service, struct subject *subject,
	const struct version *version, enum calendar_method method, struct error *error)
{
	struct calendar_organizer organizer = {
		.mailbox = service->settings->organizer_mailbox,
		.name = service->settings->organizer_name,
	};
	subject->event.sequence = version->release.sequence;
	subject->event.stamped_at = version->release.stamped_at;
	return calendar_write_event(&subject->event, method, &organizer, error);
}

static bool is_ours(const char *bytes, size_t length, void *uid)
{
	return calendar_is_ours(bytes, length, uid);
}

char *service_calendar_content(struct service *service, int64_t meeting, struct error *error)
{
	struct subject subject;
	if (!subject_init(&subject, service, meeting, error))
		return NULL;
	char *text = content_of(&subject, error);
	subject_finish(&subject);
	return text;
}

bool service_file_differs(
	struct service *service, const struct meeting *meeting, bool *differs, struct error *error)
{
	struct subject subject;
	struct release last;
	char digest[DIGEST_HEX_SIZE];
	struct error impossible = {0};
	bool found;
	*differs = false;
	if (!store_release_latest(service->store, meeting->record.id, NULL, &last, &found, error))
		return false;
	if (!found)
		return true;
	if (!subject_init(&subject, service, meeting->record.id, error))
		return false;
	subject.event.meeting = meeting;
	*differs = !content_digest(&subject, digest, &impossible) ||
		   strcmp(digest, last.content) != 0;
	error_finish(&impossible);
	subject_finish(&subject);
	return true;
}

/* Kept with the release, so that the next one can tell what is new. */
static bool keep_content(
	struct service *service, const struct release *release, struct error *error)
{
	char *text = service_calendar_content(service, release->meeting, error);
	bool ok = text && store_release_keep_text(
				  service->store, release->meeting, release->sequence, text, error);
	free(text);
	return ok;
}

/* The same version again is nothing that anybody has to be told. */
static bool add_release(struct service *service, const struct release *release, struct error *error)
{
	struct release last;
	bool found;
	if (!store_release_latest(service->store, release->meeting, NULL, &last, &found, error) ||
		!store_release_add(service->store, release, error) ||
		!keep_content(service, release, error))
		return false;
	return (found && last.sequence == release->sequence) ||
	       service_hand_over_file(
		       service, release->meeting, !strcmp(release->method, "cancel"), error);
}

static bool record_release(
	struct service *service, const struct release *release, struct error *error)
{
	char *title = xasprintf(
		_("Exported %s (version %lld)"), release->file, (long long)release->sequence);
	bool ok = service_begin(service, title, true, error);
	free(title);
	return ok && service_end(service, add_release(service, release, error), error);
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
	bool ok = to_stdout || file_write(path, text, strlen(text), order->force, is_ours,
				       subject->meeting.uid, error);
	ok = ok && record_release(service, &version->release, error);
	if (!ok) {
		free(path);
		return false;
	}
	struct exported_file *file = add_file(result);
	file->meeting = subject->meeting.record.id;
	file->path = path;
	file->text = to_stdout ? xstrdup(text) : NULL;
	file->sequence = version->release.sequence;
	file->is_new = version->is_new;
	file->title = meeting_entity.title(&subject->meeting);
	return true;
}

void calendar_copy_finish(struct calendar_copy *copy)
{
	free(copy->text);
	free(copy->name);
	*copy = (struct calendar_copy){0};
}

bool service_calendar_copy(struct service *service, const struct calendar_copy_order *order,
	struct calendar_copy *copy, struct error *error)
{
	struct subject subject;
	struct version version;
	char *text = NULL;
	*copy = (struct calendar_copy){0};
	if (!subject_init(&subject, service, order->meeting, error))
		return false;
	bool ok = version_init(&version, service, &subject, error);
	if (ok)
		text = write_text(service, &subject, &version, order->method, error);
	ok = text &&
	     complete_release(&version.release, service, &subject, order->method, text, error);
	ok = ok && (!order->release || add_release(service, &version.release, error));
	if (ok)
		*copy = (struct calendar_copy){.text = text,
			.name = xstrdup(version.release.file),
			.sequence = version.release.sequence,
			.is_new = version.is_new};
	else
		free(text);
	subject_finish(&subject);
	return ok;
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
		text = write_text(service, &subject, &version, order->method, error);
	ok = ok && text;
	ok = ok &&
	     complete_release(&version.release, service, &subject, order->method, text, error) &&
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
	size_t count;
};

static void feed_finish(struct feed *feed)
{
	for (size_t i = 0; i < feed->count; i++)
		subject_finish(&feed->subjects[i]);
	free(feed->subjects);
	free(feed->events);
	free(feed->versions);
	record_finish(&network_entity, &feed->network);
}

/* Every event with the version that it has, or now gets, in a file of its own. */
static bool feed_add(struct feed *feed, struct service *service, int64_t id,
	struct export_result *result, struct error *error)
{
	struct subject *subject = &feed->subjects[feed->count];
	struct version *version = &feed->versions[feed->count];
	if (!subject_init(subject, service, id, error))
		return false;
	if (!version_init(version, service, subject, error)) {
		bool about_meeting = error->kind == ERROR_DATA;
		subject_finish(subject);
		if (about_meeting)
			skip(service, id, result, error);
		return about_meeting;
	}
	struct calendar_event *event = &feed->events[feed->count++];
	*event = subject->event;
	event->sequence = version->release.sequence;
	event->stamped_at = version->release.stamped_at;
	return true;
}

static bool feed_init(struct feed *feed, struct service *service, const int64_t *ids, size_t count,
	struct export_result *result, struct error *error)
{
	*feed = (struct feed){.subjects = xcalloc(count + 1, sizeof(*feed->subjects)),
		.events = xcalloc(count + 1, sizeof(*feed->events)),
		.versions = xcalloc(count + 1, sizeof(*feed->versions))};
	bool ok = service_network(service, &feed->network, error);
	for (size_t i = 0; ok && i < count; i++)
		ok = feed_add(feed, service, ids[i], result, error);
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
		fill_release(
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
	bool ok = feed_init(&feed, service, ids, count, result, error);
	char *text = ok ? calendar_write_feed(&feed.network, feed.events, feed.count, error) : NULL;
	char *name = text ? xasprintf("%s.ics", feed.network.slug) : NULL;
	char *path = name && !to_stdout ? xasprintf("%s/%s", order->out, name) : NULL;
	ok = text && (to_stdout || file_write(path, text, strlen(text), order->force,
					   is_feed_of_ours, NULL, error));
	ok = ok && feed_record(&feed, service, name, text, error);
	if (ok) {
		struct exported_file *file = add_file(result);
		*file = (struct exported_file){.path = xstrdup(path),
			.text = to_stdout ? xstrdup(text) : NULL,
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
	bool ok = !strcmp(order->out, "-") || file_make_folder(order->out, error);
	if (ok)
		ok = order->combined ? export_combined(service, order, ids, count, result, error)
				     : export_each(service, order, ids, count, result, error);
	if (!ok)
		export_result_finish(result);
	free(all);
	return ok;
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

bool service_file_state(struct service *service, const struct meeting *meeting,
	enum file_state *state, int64_t *sequence, struct error *error)
{
	struct subject subject;
	struct version version;
	*sequence = -1;
	*state = FILE_IMPOSSIBLE;
	if (!meeting->date.known)
		return true;
	*state = FILE_NONE;
	if (!meeting->sequence.known)
		return true;
	if (!subject_init(&subject, service, meeting->record.id, error))
		return false;
	bool ok = version_init(&version, service, &subject, error);
	if (ok) {
		*state = version.is_new ? FILE_STALE : FILE_CURRENT;
		*sequence = version.release.sequence - version.is_new;
	}
	subject_finish(&subject);
	return ok;
}
