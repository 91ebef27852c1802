/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/request/note.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/internalnote.h"
#include "service/hooks.h"
#include "service/private.h"

static void set_text(struct internal_note *note, const char *text)
{
	free(note->text);
	note->text = text_stored(text, strlen(text));
}

static const struct field *parent_field(void)
{
	return entity_field(&internal_note_entity, "request_id");
}

/* A request of another network is none of this one's. */
static bool read_request(
	struct service *service, int64_t id, struct request *request, struct error *error)
{
	if (!store_get(service->store, &request_entity, id, request, error))
		return false;
	return request->network.value == service->network ||
	       error_set(error, ERROR_REFUSED, _("There is no %s number %lld."),
		       _(request_entity.label), (long long)id);
}

/* ---- writing ---- */

bool service_note_add(
	struct service *service, int64_t id, const char *text, int64_t *added, struct error *error)
{
	struct request request = {0};
	bool ok = read_request(service, id, &request, error);
	record_finish(&request_entity, &request);
	if (!ok)
		return false;
	if (text_is_blank(text))
		return error_set_field(error, ERROR_DATA, "text", _("A note needs its words."));
	struct internal_note *note = service_new(service, &internal_note_entity);
	number_set(&note->request, id);
	number_set(&note->at, clock_now(service->clock));
	note->who = xstrdup(service->who);
	set_text(note, text);
	/* TRANSLATORS: of the history */
	char *title = xasprintf(_("Internal note on request no. %lld"), (long long)id);
	ok = service_save(service, &internal_note_entity, note, title, error);
	if (ok && added)
		*added = note->record.id;
	free(title);
	record_destroy(&internal_note_entity, note);
	return ok;
}

/* The note, when it is the user's own. Owned by the caller. */
static struct internal_note *read_own(struct service *service, int64_t id, struct error *error)
{
	struct internal_note *note = record_create(&internal_note_entity);
	struct request request = {0};
	bool ok = store_get(service->store, &internal_note_entity, id, note, error) &&
		  read_request(service, note->request.value, &request, error);
	record_finish(&request_entity, &request);
	if (ok && strcmp(note->who, service->who) != 0)
		ok = error_set(error, ERROR_REFUSED,
			_("The note is %s's: only who wrote it changes it."), note->who);
	if (ok)
		return note;
	record_destroy(&internal_note_entity, note);
	return NULL;
}

bool service_note_write(struct service *service, int64_t id, const char *text, struct error *error)
{
	if (text_is_blank(text))
		return service_note_delete(service, id, error);
	struct internal_note *note = read_own(service, id, error);
	if (!note)
		return false;
	set_text(note, text);
	bool ok = service_save(service, &internal_note_entity, note, NULL, error);
	record_destroy(&internal_note_entity, note);
	return ok;
}

bool service_note_delete(struct service *service, int64_t id, struct error *error)
{
	struct internal_note *note = read_own(service, id, error);
	if (!note)
		return false;
	record_destroy(&internal_note_entity, note);
	return service_delete(service, &internal_note_entity, id, error);
}

/* ---- reading ---- */

bool service_note_text(struct service *service, int64_t id, char **text, struct error *error)
{
	struct internal_note note = {0};
	bool ok = store_get(service->store, &internal_note_entity, id, &note, error);
	*text = ok ? xstrdup(note.text ? note.text : "") : NULL;
	record_finish(&internal_note_entity, &note);
	return ok;
}

/* Takes the records of `more`. */
static void append(struct record_set *notes, struct record_set *more)
{
	size_t size = internal_note_entity.size;
	if (!more->count)
		return;
	notes->records = xreallocarray(notes->records, notes->count + more->count, size);
	memcpy(notes->records + notes->count * size, more->records, more->count * size);
	notes->count += more->count;
	free(more->records);
	*more = (struct record_set){0};
}

static bool add_of(
	struct service *service, int64_t request, struct record_set *notes, struct error *error)
{
	struct record_set more = {0};
	if (!store_referring(
		    service->store, &internal_note_entity, parent_field(), request, &more, error))
		return false;
	append(notes, &more);
	record_set_finish(&more);
	return true;
}

static int by_time(const void *left, const void *right)
{
	const struct internal_note *a = left, *b = right;
	if (a->at.value != b->at.value)
		return a->at.value < b->at.value ? -1 : 1;
	return a->record.id < b->record.id ? -1 : a->record.id > b->record.id;
}

bool service_note_list(
	struct service *service, int64_t request, struct record_set *notes, struct error *error)
{
	struct record_set merged = {0};
	*notes = (struct record_set){.entity = &internal_note_entity};
	bool ok = add_of(service, request, notes, error) &&
		  store_referring(service->store, &request_entity,
			  entity_field(&request_entity, "merged_into_id"), request, &merged, error);
	for (size_t i = 0; ok && i < merged.count; i++)
		ok = add_of(service, ((const struct record *)record_set_at(&merged, i))->id, notes,
			error);
	record_set_finish(&merged);
	if (!ok)
		record_set_finish(notes);
	else if (notes->count)
		qsort(notes->records, notes->count, internal_note_entity.size, by_time);
	return ok;
}
