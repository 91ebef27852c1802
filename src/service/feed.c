/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/feed.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "exchange/file.h"
#include "exchange/vdir.h"
#include "service/calendar.h"
#include "service/private.h"

bool feed_has(const struct meeting *meeting, int64_t today)
{
	return meeting->date.known &&
	       !(meeting->status.value == MEETING_CANCELLED && meeting->date.value < today);
}

/* ---- the result ---- */

static struct vdir_item *add_item(struct vdir_result *result, enum vdir_change change)
{
	result->items = xreallocarray(result->items, result->count + 1, sizeof(*result->items));
	struct vdir_item *item = &result->items[result->count++];
	*item = (struct vdir_item){.change = change};
	result->counts[change]++;
	return item;
}

void vdir_result_finish(struct vdir_result *result)
{
	for (size_t i = 0; i < result->count; i++) {
		free(result->items[i].path);
		free(result->items[i].title);
		free(result->items[i].reason);
	}
	free(result->items);
	*result = (struct vdir_result){0};
}

/* ---- one meeting ---- */

/* A folder being brought into step. */
struct keeping {
	struct service *service;
	const char *folder;
	bool force;
	bool released; /* nothing that has not been released elsewhere */
	struct vdir_result *result;
};

static char *path_of(const struct keeping *keeping, const char *name)
{
	return xasprintf("%s/%s", keeping->folder, name);
}

/* The file is written before the unit of work ends: a crash between them only makes the same
 * version again. */
static bool write_event(struct keeping *keeping, const struct meeting *meeting, bool *changed,
	int64_t *sequence, struct error *error)
{
	struct calendar_copy_order order = {.meeting = meeting->record.id, .method = CALENDAR_NONE};
	struct calendar_copy copy;
	if (!service_calendar_copy(keeping->service, &order, &copy, error))
		return false;
	char *title = xasprintf(
		_("Exported %s (version %lld)"), copy.name, (long long)copy.sequence);
	calendar_copy_finish(&copy);
	bool ok = service_begin(keeping->service, title, true, error);
	free(title);
	if (!ok)
		return false;
	order.release = true;
	ok = service_calendar_copy(keeping->service, &order, &copy, error) &&
	     vdir_put(keeping->folder, meeting->uid, copy.text, keeping->force, changed, error);
	*sequence = copy.sequence;
	calendar_copy_finish(&copy);
	return service_end(keeping->service, ok, error);
}

/* What is about one meeting only does not keep the others from being written. */
static bool leave_out(struct keeping *keeping, const struct meeting *meeting, struct error *error)
{
	bool foreign = error->kind == ERROR_CREATE;
	if (!foreign && error->kind != ERROR_DATA && error->kind != ERROR_REFUSED)
		return false;
	struct vdir_item *item = add_item(keeping->result, foreign ? VDIR_FOREIGN : VDIR_SKIPPED);
	char *name = vdir_name(meeting->uid);
	item->meeting = meeting->record.id;
	item->title = meeting_entity.title(meeting);
	item->path = foreign ? path_of(keeping, name) : NULL;
	item->reason = xstrdup(error->message);
	free(name);
	error_finish(error);
	return true;
}

/* What has changed since its newest release, or never had one, is nobody's business yet: the file
 * stays as it is. */
static bool hold_back(
	struct keeping *keeping, const struct meeting *meeting, bool *held, struct error *error)
{
	enum file_state state;
	int64_t sequence;
	*held = false;
	if (!keeping->released)
		return true;
	if (!service_file_state(keeping->service, meeting, &state, &sequence, error))
		return false;
	*held = state != FILE_CURRENT;
	if (*held) {
		struct vdir_item *item = add_item(keeping->result, VDIR_SKIPPED);
		item->meeting = meeting->record.id;
		item->title = meeting_entity.title(meeting);
		item->reason = xstrdup(_("It has changes that have not been published."));
	}
	return true;
}

static bool keep_meeting(
	struct keeping *keeping, const struct meeting *meeting, struct error *error)
{
	bool held;
	if (!hold_back(keeping, meeting, &held, error))
		return false;
	if (held)
		return true;
	bool changed = false;
	int64_t sequence = 0;
	if (!write_event(keeping, meeting, &changed, &sequence, error))
		return leave_out(keeping, meeting, error);
	struct vdir_item *item = add_item(keeping->result, changed ? VDIR_WRITTEN : VDIR_KEPT);
	char *name = vdir_name(meeting->uid);
	item->meeting = meeting->record.id;
	item->title = meeting_entity.title(meeting);
	item->path = path_of(keeping, name);
	item->sequence = sequence;
	free(name);
	return true;
}

static void tell_undated(struct keeping *keeping, const struct meeting *meeting)
{
	struct vdir_item *item = add_item(keeping->result, VDIR_SKIPPED);
	item->meeting = meeting->record.id;
	item->title = meeting_entity.title(meeting);
	item->reason = xstrdup(_("It has no date yet."));
}

/* ---- what stands there beside ---- */

static bool stands(const struct record_set *meetings, const char *name, int64_t today)
{
	bool found = false;
	for (size_t i = 0; i < meetings->count && !found; i++) {
		const struct meeting *meeting = record_set_at(meetings, i);
		char *wanted = vdir_name(meeting->uid);
		found = feed_has(meeting, today) && !strcmp(wanted, name);
		free(wanted);
	}
	return found;
}

/* The meeting that a file is of: NULL when it is none of ours. */
static const struct meeting *find(const struct record_set *meetings, const char *name)
{
	for (size_t i = 0; i < meetings->count; i++) {
		const struct meeting *meeting = record_set_at(meetings, i);
		char *wanted = vdir_name(meeting->uid);
		bool found = !strcmp(wanted, name);
		free(wanted);
		if (found)
			return meeting;
	}
	return NULL;
}

/* Another network of the same database may be kept in the same folder. */
static bool is_of_another(
	struct keeping *keeping, const char *name, bool *another, struct error *error)
{
	char *uid = vdir_uid(name);
	int64_t id = 0;
	bool ok = !uid ||
		  store_find(keeping->service->store, &meeting_entity, "uid", uid, &id, error);
	*another = id != 0;
	free(uid);
	return ok;
}

static bool tidy_entry(struct keeping *keeping, const struct vdir_entry *entry,
	const struct meeting *meeting, struct error *error)
{
	bool another = false;
	if (!meeting && entry->ours && !is_of_another(keeping, entry->name, &another, error))
		return false;
	bool remove = entry->ours && !another;
	char *path = path_of(keeping, entry->name);
	if (remove && !file_remove(path, error)) {
		free(path);
		return false;
	}
	struct vdir_item *item = add_item(keeping->result, remove ? VDIR_REMOVED : VDIR_FOREIGN);
	item->path = path;
	item->meeting = meeting ? meeting->record.id : 0;
	item->title = meeting ? meeting_entity.title(meeting) : NULL;
	return true;
}

static bool tidy(struct keeping *keeping, const struct record_set *meetings, struct error *error)
{
	struct vdir_listing listing;
	int64_t today = clock_today(keeping->service->clock);
	if (!vdir_list(keeping->folder, &listing, error))
		return false;
	bool ok = true;
	for (size_t i = 0; ok && i < listing.count; i++) {
		const struct vdir_entry *entry = &listing.entries[i];
		if (!stands(meetings, entry->name, today))
			ok = tidy_entry(keeping, entry, find(meetings, entry->name), error);
	}
	vdir_listing_finish(&listing);
	return ok;
}

/* ---- all of it ---- */

static bool keep_meetings(
	struct keeping *keeping, const struct record_set *meetings, struct error *error)
{
	int64_t today = clock_today(keeping->service->clock);
	bool ok = true;
	for (size_t i = 0; ok && i < meetings->count; i++) {
		const struct meeting *meeting = record_set_at(meetings, i);
		if (feed_has(meeting, today))
			ok = keep_meeting(keeping, meeting, error);
		else if (!meeting->date.known)
			tell_undated(keeping, meeting);
	}
	return ok;
}

static bool keep_folder(struct keeping *keeping, struct error *error)
{
	struct service *service = keeping->service;
	const char *folder = keeping->folder;
	struct vdir_result *result = keeping->result;
	struct network network = {0};
	struct record_set meetings = {0};
	*result = (struct vdir_result){0};
	bool ok = service_network(service, &network, error) &&
		  store_all(service->store, &meeting_entity, service->network, &meetings, error) &&
		  file_make_folder(folder, error) && keep_meetings(keeping, &meetings, error) &&
		  tidy(keeping, &meetings, error) && vdir_describe(folder, network.name, error);
	record_set_finish(&meetings);
	record_finish(&network_entity, &network);
	if (!ok)
		vdir_result_finish(result);
	return ok;
}

bool service_export_vdir(struct service *service, const char *folder, bool force,
	struct vdir_result *result, struct error *error)
{
	struct keeping keeping = {
		.service = service, .folder = folder, .force = force, .result = result};
	return keep_folder(&keeping, error);
}

static bool refresh_folder(struct service *service, struct feed_result *feeds, struct error *error)
{
	struct vdir_result result;
	const char *folder = service->settings->feed_folder;
	if (!folder)
		return true;
	struct keeping keeping = {
		.service = service, .folder = folder, .released = true, .result = &result};
	if (!keep_folder(&keeping, error))
		return false;
	feeds->any = true;
	feeds->written += result.counts[VDIR_WRITTEN];
	feeds->removed += result.counts[VDIR_REMOVED];
	for (size_t i = 0; i < result.count; i++)
		feeds->foreign += result.items[i].change == VDIR_FOREIGN && result.items[i].reason;
	vdir_result_finish(&result);
	return true;
}

static bool refresh_file(struct service *service, struct feed_result *feeds, struct error *error)
{
	struct export_result result;
	const char *path = service->settings->feed_file;
	if (!path)
		return true;
	const char *slash = strrchr(path, '/');
	char *folder = xstrndup(path, slash == path ? 1 : (size_t)(slash - path));
	struct export_order order = {
		.combined = true, .released = true, .out = folder, .name = slash + 1};
	bool ok = service_export(service, &order, &result, error);
	if (ok) {
		feeds->any = true;
		feeds->written++;
		export_result_finish(&result);
	}
	free(folder);
	return ok;
}

bool service_refresh_feeds(struct service *service, struct feed_result *result, struct error *error)
{
	*result = (struct feed_result){0};
	return !service->settings ||
	       (refresh_folder(service, result, error) && refresh_file(service, result, error));
}
