/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/request/thread.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

static void entry_finish(struct thread_entry *entry)
{
	for (size_t i = 0; i < entry->attachment_count; i++)
		record_finish(&attachment_entity, &entry->attachments[i]);
	free(entry->attachments);
	free(entry->who);
	free(entry->subject);
	free(entry->body);
	free(entry->quoted);
}

void thread_finish(struct thread *thread)
{
	for (size_t i = 0; i < thread->count; i++)
		entry_finish(&thread->entries[i]);
	free(thread->entries);
	free(thread->in_reply_to);
	free(thread->reference_ids);
	*thread = (struct thread){0};
}

static struct thread_entry *add_entry(struct thread *thread)
{
	thread->entries = xreallocarray(
		thread->entries, thread->count + 1, sizeof(*thread->entries));
	struct thread_entry *entry = &thread->entries[thread->count++];
	*entry = (struct thread_entry){0};
	return entry;
}

static void add_request(struct thread *thread, const struct request *request)
{
	struct thread_entry *entry = add_entry(thread);
	entry->request = request->record.id;
	entry->direction = MESSAGE_IN;
	entry->at = request->received_at.value;
	entry->is_protected = request->is_protected.value != 0;
	entry->who = xstrdup(request->sender_name ? request->sender_name : request->sender_email);
	entry->subject = xstrdup(request->subject);
	entry->body = xstrdup(request->body);
}

static bool add_attachments(struct service *service, struct thread_entry *entry,
	const struct message *message, struct error *error)
{
	struct record_set set = {0};
	if (!store_referring(service->store, &attachment_entity,
		    entity_field(&attachment_entity, "message_id"), message->record.id, &set,
		    error))
		return false;
	entry->attachments = xcalloc(set.count + 1, sizeof(*entry->attachments));
	for (size_t i = 0; i < set.count; i++) {
		struct attachment *whole = record_copy(&attachment_entity, record_set_at(&set, i));
		entry->attachments[entry->attachment_count++] = *whole;
		free(whole);
	}
	record_set_finish(&set);
	return true;
}

/* The mail that a request began with adds to what the request says itself. */
static bool is_first_mail(const struct message *message)
{
	return message->direction.value == MESSAGE_IN && !message->body;
}

static bool add_message(struct service *service, struct thread *thread, size_t first,
	const struct message *message, struct error *error)
{
	struct thread_entry *entry = is_first_mail(message) ? &thread->entries[first]
							    : add_entry(thread);
	bool outward = message->direction.value == MESSAGE_OUT;
	entry->request = message->request.value;
	entry->message = message->record.id;
	entry->draft = message->draft.known ? message->draft.value : 0;
	entry->direction = (enum message_direction)message->direction.value;
	entry->nature = (enum message_nature)message->nature.value;
	entry->quoted = xstrdup(message->quoted);
	if (!is_first_mail(message)) {
		entry->at = message->at.value;
		entry->is_protected = message->is_protected.value != 0;
		entry->who = xstrdup(outward ? message->recipient : message->sender);
		entry->subject = xstrdup(message->subject);
		entry->body = xstrdup(message->body);
	}
	return add_attachments(service, entry, message, error);
}

/* The newest mail that came in is the one that an answer answers. */
static void follow_references(struct thread *thread, const struct message *message, int64_t *newest)
{
	if (message->direction.value != MESSAGE_IN || !message->message_id ||
		message->nature.value != MESSAGE_PLAIN || message->at.value < *newest)
		return;
	*newest = message->at.value;
	free(thread->in_reply_to);
	free(thread->reference_ids);
	thread->in_reply_to = xstrdup(message->message_id);
	const char *before = message->reference_ids ? message->reference_ids : message->in_reply_to;
	thread->reference_ids = before ? xasprintf("%s %s", before, message->message_id)
				       : xstrdup(message->message_id);
}

static bool add_one(struct service *service, struct thread *thread, const struct request *request,
	int64_t *newest, struct error *error)
{
	struct record_set set = {0};
	size_t first = thread->count;
	add_request(thread, request);
	bool ok = store_referring(service->store, &message_entity,
		entity_field(&message_entity, "request_id"), request->record.id, &set, error);
	for (size_t i = 0; ok && i < set.count; i++) {
		ok = add_message(service, thread, first, record_set_at(&set, i), error);
		follow_references(thread, record_set_at(&set, i), newest);
	}
	record_set_finish(&set);
	return ok;
}

/* What was merged into a request cannot have anything merged into itself (invariant 18). */
static bool add_merged(struct service *service, struct thread *thread, int64_t request,
	int64_t *newest, struct error *error)
{
	struct record_set set = {0};
	bool ok = store_referring(service->store, &request_entity,
		entity_field(&request_entity, "merged_into_id"), request, &set, error);
	for (size_t i = 0; ok && i < set.count; i++)
		ok = add_one(service, thread, record_set_at(&set, i), newest, error);
	record_set_finish(&set);
	return ok;
}

static int by_time(const void *left, const void *right)
{
	const struct thread_entry *a = left, *b = right;
	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	if (a->request != b->request)
		return a->request < b->request ? -1 : 1;
	return a->message < b->message ? -1 : a->message > b->message;
}

bool service_thread_read(
	struct service *service, int64_t id, struct thread *thread, struct error *error)
{
	struct request request = {0};
	int64_t newest = INT64_MIN;
	*thread = (struct thread){0};
	bool ok = store_get(service->store, &request_entity, id, &request, error) &&
		  add_one(service, thread, &request, &newest, error) &&
		  add_merged(service, thread, id, &newest, error);
	record_finish(&request_entity, &request);
	if (!ok) {
		thread_finish(thread);
		return false;
	}
	qsort(thread->entries, thread->count, sizeof(*thread->entries), by_time);
	return true;
}
