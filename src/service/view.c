/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/view.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/collate.h"
#include "base/i18n.h"
#include "base/text.h"
#include "service/private.h"
#include "service/request/inbox.h"
#include "store/filtering.h"

/* What the inbox counts by its own small indexes need not be counted by a walk over all requests.
 */
static bool count_inbox(
	struct service *service, struct view *view, bool *known, struct error *error)
{
	struct inbox_counts counts;
	struct list_reader reader = service_list_reader(service);
	const struct {
		const char *token;
		const int64_t *count;
		const char *state; /* or the whole of a state */
	} rows[] = {
		{"unassigned", &counts.unassigned, NULL},
		{"overdue", &counts.overdue, NULL},
		{"woken", &counts.woken, NULL},
		{"resting", &counts.resting, NULL},
		{"quarantine", NULL, "quarantined"},
		{"spam", NULL, "spam"},
	};
	*known = false;
	for (size_t i = 0;
		view->list == VIEW_OF_REQUESTS && view->token && i < sizeof(rows) / sizeof(*rows);
		i++) {
		if (strcmp(rows[i].token, view->token) != 0)
			continue;
		*known = true;
		if (rows[i].state)
			return store_count_status(service->store, &request_entity, service->network,
				rows[i].state, &view->count, error);
		bool ok = store_count_inbox(
			service->store, service->network, &reader, &counts, error);
		view->count = ok ? *rows[i].count : -1;
		return ok;
	}
	return true;
}

/* What it shows now; a filter whose meeting or municipality is gone shows nothing and says so. */
static bool count_rows(struct service *service, struct view *view, struct error *error)
{
	struct filter filter = {0};
	struct error unsound = {0};
	struct list_query query = {.entity = view_entity(view->list), .network = service->network};
	bool known;
	view->count = -1;
	if (!count_inbox(service, view, &known, error))
		return false;
	if (known)
		return true;
	if (!store_filter_parse(service->store, &query, &filter, view->filter,
		    clock_today(service->clock), NULL, &unsound)) {
		error_finish(&unsound);
		return true;
	}
	query.filter = &filter;
	query.reader = service_list_reader(service);
	bool ok = store_count(service->store, &query, &view->count, error);
	filter_finish(&filter);
	return ok;
}

static bool add(struct service *service, struct view **views, size_t *count,
	const struct view *view, struct error *error)
{
	*views = xreallocarray(*views, *count + 1, sizeof(**views));
	struct view *added = &(*views)[(*count)++];
	*added = *view;
	added->name = xstrdup(view->name);
	added->filter = xstrdup(view->filter);
	return count_rows(service, added, error);
}

static bool add_own(struct service *service, enum view_of list, struct view **views, size_t *count,
	struct error *error)
{
	struct record_set set = {0};
	bool ok = store_all(service->store, &saved_view_entity, service->network, &set, error);
	for (size_t i = 0; ok && i < set.count; i++) {
		const struct saved_view *saved = record_set_at(&set, i);
		struct view view = {.id = saved->record.id,
			.list = list,
			.name = saved->name,
			.filter = saved->filter};
		if (saved->list.value == list)
			ok = add(service, views, count, &view, error);
	}
	record_set_finish(&set);
	return ok;
}

bool service_views(struct service *service, enum view_of list, struct view **views, size_t *count,
	struct error *error)
{
	bool ok = true;
	*views = NULL;
	*count = 0;
	for (const struct shipped_view *at = shipped_views(); ok && at->token; at++) {
		struct view view = {.token = at->token, .list = list};
		view.name = (char *)(intptr_t)_(at->name);
		view.filter = (char *)(intptr_t)(*at->filter ? _(at->filter) : "");
		if (at->list == list)
			ok = add(service, views, count, &view, error);
	}
	ok = ok && add_own(service, list, views, count, error);
	if (ok)
		return true;
	views_free(*views, *count);
	*views = NULL;
	*count = 0;
	return false;
}

void views_free(struct view *views, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		free(views[i].name);
		free(views[i].filter);
	}
	free(views);
}

/* ---- the user's own ---- */

static bool refuse_taken(
	struct service *service, const struct saved_view *view, struct error *error)
{
	struct record_set set = {0};
	bool ok = store_all(service->store, &saved_view_entity, service->network, &set, error);
	for (size_t i = 0; ok && i < set.count; i++) {
		const struct saved_view *other = record_set_at(&set, i);
		if (other->record.id != view->record.id && other->list.value == view->list.value &&
			collate_same(other->name, view->name))
			ok = error_set(error, ERROR_REFUSED,
				_("There is a view called “%s” already."), other->name);
	}
	record_set_finish(&set);
	return ok;
}

static bool save(
	struct service *service, struct saved_view *view, const char *name, struct error *error)
{
	if (text_is_blank(name))
		return error_set(error, ERROR_DATA, _("The view needs a name."));
	free(view->name);
	view->name = text_stored(name, strlen(name));
	text_trim(view->name);
	return refuse_taken(service, view, error) &&
	       service_save(service, &saved_view_entity, view, NULL, error);
}

static bool check_filter(
	struct service *service, enum view_of list, const char *text, struct error *error)
{
	struct filter filter = {0};
	struct list_query query = {.entity = view_entity(list), .network = service->network};
	if (!store_filter_parse(service->store, &query, &filter, text, clock_today(service->clock),
		    NULL, error))
		return false;
	bool says = filter.count != 0;
	filter_finish(&filter);
	return says || error_set(error, ERROR_DATA, _("There is no filter to keep: / sets one."));
}

bool service_view_add(struct service *service, enum view_of list, const char *name,
	const char *filter, int64_t *id, struct error *error)
{
	if (!check_filter(service, list, filter, error))
		return false;
	struct saved_view *view = service_new(service, &saved_view_entity);
	view->list = (struct number){.known = true, .value = list};
	view->filter = text_stored(filter, strlen(filter));
	text_trim(view->filter);
	bool ok = save(service, view, name, error);
	*id = view->record.id;
	record_destroy(&saved_view_entity, view);
	return ok;
}

bool service_view_rename(struct service *service, int64_t id, const char *name, struct error *error)
{
	struct saved_view *view = record_create(&saved_view_entity);
	bool ok = store_get(service->store, &saved_view_entity, id, view, error) &&
		  save(service, view, name, error);
	record_destroy(&saved_view_entity, view);
	return ok;
}

bool service_view_delete(struct service *service, int64_t id, struct error *error)
{
	return service_delete(service, &saved_view_entity, id, error);
}
